"""The figures behind a report: numbers are numbers, fractions exact, texts never run."""

import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from kashi_desktop.errors import KnownError
from kashi_desktop.spreadsheets.report_workbook import write_report_workbook
from kashi_desktop.types.report_documents import IncompleteUnit, Restatement, WrittenReport
from tests.printing.reports import ANNUAL, AREA, MONTHLY, NUMBERS, VISITS

SHEETS = ["指标", "分单位", "趋势", "重述", "口径", "数据未齐"]


def sheets(report: WrittenReport, path: Path) -> dict[str, list[dict[str, Any]]]:
    """Rows of each sheet by their header, as calamine reads them back."""
    assert write_report_workbook(report, path) == len(report.numbers)
    book = CalamineWorkbook.from_path(path)
    found = {}
    for name in book.sheet_names:
        header, *rows = book.get_sheet_by_name(name).to_python()
        found[name] = [dict(zip(map(str, header), row, strict=True)) for row in rows]
    return found


def test_indicators_are_numbers_with_their_exact_fraction(tmp_path: Path) -> None:
    read = sheets(MONTHLY, tmp_path / "a.xlsx")
    assert list(read) == SHEETS
    rows = read["指标"]
    assert [row["代码"] for row in rows] == [number.key for number in NUMBERS]
    visits, coverage, area, workers, kiosks, professionals = rows
    assert (visits["分子"], visits["分母"], visits["数值"], visits["单位"]) == (47, 48, 97.92, "%")
    assert (visits["确切分数"], visits["比较"], visits["目标"], visits["是否达到"], visits["差距"]) == (
        "47/48",
        "等于",
        100,
        "未达到",
        "还差1人",
    )
    assert (coverage["确切分数"], coverage["是否达到"]) == ("1/1", "达到")
    assert (area["是否达到"], area["数据齐全单位"], area["应报单位"], area["比较"]) == ("数据未齐", 9, 12, "不低于")
    assert (workers["确切分数"], workers["数值"], workers["比较"], workers["是否达到"]) == ("1/400", 25.0, "高于", "未达到")
    assert (kiosks["数值"], kiosks["确切分数"], kiosks["是否达到"]) == ("", "", "不适用")
    assert (professionals["分子"], professionals["分母"], professionals["是否达到"]) == (378, "", "不作判定")


def test_places_trend_restatements_and_definitions(tmp_path: Path) -> None:
    read = sheets(MONTHLY, tmp_path / "a.xlsx")
    assert len(read["分单位"]) == 6 * 3
    first, fourth = read["分单位"][0], read["分单位"][9]
    assert (first["地方代码"], first["地方"], first["数值"], first["确切分数"]) == ("653121100", "城关镇", 75.0, "3/4")
    assert fourth["是否达到"] == "数据未齐"
    assert len(read["趋势"]) == sum(len(number.trend) for number in NUMBERS)
    assert read["趋势"][0] | {"单位": "%"} == {
        "月份": "2025-09",
        "代码": VISITS.key,
        "指标": VISITS.title,
        "数值": 91.67,
        "单位": "%",
        "确切分数": "11/12",
        "数据齐全": "是",
    }
    assert [(row["时期"], row["原数"], row["现数"]) for row in read["重述"]] == [
        ("2026-07", "95.83%", "97.92%"),
        ("2026-08", "32.03m²", "33.59m²"),
    ]
    assert read["口径"][2]["版本"] == AREA.definition_id
    assert read["口径"][2]["口径"] == AREA.definition_text
    assert [row["单位"] for row in read["数据未齐"]] == [unit.name for unit in MONTHLY.incomplete_units]


def test_no_text_of_a_report_becomes_a_formula(tmp_path: Path) -> None:
    risky = '=HYPERLINK("http://x")'
    report = replace(
        ANNUAL,
        numbers=(replace(VISITS, title=risky, gap="+1", definition_text="@SUM(A1)"),),
        restatements=(Restatement("2026-07", VISITS.key, risky, "-1", "=2", "\t=3"),),
        incomplete_units=(IncompleteUnit(risky, "＝1", "-2"),),
    )
    path = tmp_path / "a.xlsx"
    read = sheets(report, path)
    assert read["指标"][0]["指标"] == risky
    assert read["重述"][0] | {} == {"时期": "2026-07", "代码": VISITS.key, "指标": risky, "原数": "-1", "现数": "=2", "变动原因": "\t=3"}
    with zipfile.ZipFile(path) as container:
        for name in container.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = container.read(name).decode()
                assert "<f>" not in xml
                assert "hyperlink" not in xml.lower().replace("=hyperlink(", "")


def test_every_sheet_is_ready_to_print_with_a_frozen_header(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_report_workbook(replace(MONTHLY, restatements=(), places=(), incomplete_units=()), path)
    with zipfile.ZipFile(path) as container:
        for number in range(1, len(SHEETS) + 1):
            xml = container.read(f"xl/worksheets/sheet{number}.xml").decode()
            assert 'topLeftCell="A2"' in xml
            assert 'paperSize="9"' in xml
        styles = container.read("xl/styles.xml").decode()
        definitions = container.read("xl/worksheets/sheet5.xml").decode()
    wrapped = re.search(r'<c r="D2" s="(\d+)"', definitions)
    assert wrapped is not None
    forms = re.findall(r"<xf .*?(?:/>|</xf>)", styles.split("<cellXfs")[1])
    assert 'wrapText="1"' in forms[int(wrapped[1])]


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="file_unwritable"):
        write_report_workbook(MONTHLY, tmp_path / "none" / "a.xlsx")
    assert list(tmp_path.iterdir()) == []
