"""Exports and templates: texts stay texts, files are whole or absent."""

import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from kashi_desktop.errors import KnownError
from kashi_desktop.spreadsheets.reading import read_rows
from kashi_desktop.spreadsheets.templates import TemplateColumn, write_template
from kashi_desktop.spreadsheets.writing import LONGEST_TEXT, Column, Value, neutralised, sheet_name, write_csv, write_table

RISKY = ["=1+1", "+86", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x")', "http://x", "0012", "<r><t>=1</t></r>"]


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as container:
        return container.read(name).decode()


def test_no_text_becomes_a_formula_number_or_link(tmp_path: Path) -> None:
    path = tmp_path / "导出.xlsx"
    write_table(path, "台账", ["内容"], ([text] for text in RISKY))
    with read_rows(path, {"内容": "text"}, []) as sheet:
        assert [row.cells["text"] for row in sheet.rows] == RISKY
    xml = part(path, "xl/worksheets/sheet1.xml")
    assert "<f>" not in xml
    assert "hyperlink" not in xml
    kinds = re.findall(r'<c r="A(\d+)"(?: s="(\d+)")? t="inlineStr">', xml)
    assert len(kinds) == len(RISKY) + 1
    quoted = re.findall(r"<xf [^>]*?>", part(path, "xl/styles.xml").split("<cellXfs")[1])
    for number, style in kinds[1:]:
        risky = RISKY[int(number) - 2].startswith(("=", "+", "-", "@", "\t", "\r"))
        assert ('quotePrefix="1"' in quoted[int(style or 0)]) == risky


def test_values_keep_their_kind(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, "x", [Column("a", "text"), *"bcdef"], [["1", 2, 2.5, date(2024, 1, 2), datetime(2024, 1, 2, 9, 5), None]])
    with read_rows(path, {key: key for key in "abcdef"}, []) as sheet:
        (row,) = sheet.rows
    assert list(row.cells.values()) == ["1", "2", "2.5", "2024-01-02 00:00", "2024-01-02 09:05", ""]
    assert row.numeric == {"b", "c"}


def test_kinds_of_columns_are_formats_of_the_sheet(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    columns: list[Column | str] = [
        Column("编号", "text"),
        Column("率", "percent"),
        Column("数", "number"),
        Column("日期", "date", width=30),
        "备注",
    ]
    rows: list[list[Value]] = [["0012", Decimal("89.99"), Decimal("430.5"), date(2026, 9, 30), None]]
    assert write_table(path, "表", columns, rows) == 1
    (sheet,) = [CalamineWorkbook.from_path(path).get_sheet_by_name("表").to_python()]
    assert sheet == [["编号", "率", "数", "日期", "备注"], ["0012", 89.99, 430.5, date(2026, 9, 30), ""]]
    styles = part(path, "xl/styles.xml")
    assert "0.00&quot;%&quot;" in styles  # 89.99 is shown as 89.99%, not divided and rounded again
    xml = part(path, "xl/worksheets/sheet1.xml")
    assert '<col min="4" max="4" width="30.7109375"' in xml
    number_formats = re.findall(r'<numFmt numFmtId="(\d+)" formatCode="([^"]+)"', styles)
    percent = next(number for number, code in number_formats if "%" in code)
    cell = re.search(r'<c r="B2" s="(\d+)"><v>89.99</v>', xml)
    assert cell is not None
    forms = re.findall(r"<xf [^>]*?>", styles.split("<cellXfs")[1])
    assert f'numFmtId="{percent}"' in forms[int(cell[1])]


def test_a_table_is_ready_to_filter_and_to_print(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, "名册", ["姓名", "备注"], [["甲", "=1"], ["乙", ""]])
    xml, book = part(path, "xl/worksheets/sheet1.xml"), part(path, "xl/workbook.xml")
    assert 'topLeftCell="A2"' in xml
    assert '<autoFilter ref="A1:B3"/>' in xml
    assert 'paperSize="9"' in xml
    assert 'fitToHeight="0"' in xml
    assert "landscape" not in xml
    assert "_xlnm.Print_Titles" in book
    write_table(path, "名册", [f"第{number}列" for number in range(20)], [])
    assert 'orientation="landscape"' in part(path, "xl/worksheets/sheet1.xml")


def test_csv_is_neutralised(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    assert write_csv(path, ["a", "b"], [["=1", " -2"], ["甲,乙", 5]]) == 2
    assert path.read_bytes() == "\ufeffa,b\r\n'=1,' -2\r\n\"甲,乙\",5\r\n".encode()
    assert neutralised("甲=1") == "甲=1"
    assert neutralised("＝1") == "'＝1"


def breaking() -> Iterator[list[str]]:
    yield ["a"]
    raise KeyError("x")


@pytest.mark.parametrize("rows", [breaking, lambda: iter([["a" * (LONGEST_TEXT + 1)]])])
def test_a_failed_export_leaves_the_old_file_and_no_rest(tmp_path: Path, rows: Callable[[], Iterator[list[str]]]) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"old")
    with pytest.raises((KeyError, KnownError)):
        write_table(path, "x", ["a"], rows())
    with pytest.raises(KeyError):
        write_csv(path, ["a"], breaking())
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.xlsx"]
    assert path.read_bytes() == b"old"


def test_places_that_cannot_be_written(tmp_path: Path) -> None:
    nowhere = tmp_path / "none" / "a.xlsx"
    with pytest.raises(KnownError, match="file_unwritable"):
        write_table(nowhere, "x", ["a"], [])
    with pytest.raises(KnownError, match="file_unwritable"):
        write_csv(nowhere, ["a"], [])
    with pytest.raises(KnownError, match="file_unwritable"):
        write_template(nowhere, "x", COLUMNS)


def test_sheet_names_are_legal() -> None:
    assert sheet_name("探访/台账:[一]'") == "探访 台账  一"
    assert sheet_name("") == "Sheet1"
    assert len(sheet_name("长" * 60)) == 31


COLUMNS = (
    TemplateColumn("ref", "编号", False, "纸质台账上的编号", example="0012"),
    TemplateColumn("full_name", "姓名", True, "与身份证一致", example="买买提·吐尔逊"),
    TemplateColumn("sex", "性别", True, "用于统计", ("男", "女"), "男"),
    TemplateColumn("categories", "类别", True, "可多选", ("独居", "空巢"), "独居;空巢", multiple=True),
    TemplateColumn("kind", "种类", False, "长名单", tuple(f"第{number}种情况说明" for number in range(60))),
    TemplateColumn("birth_date", "出生日期", True, "=用于算年龄", kind="date"),
    TemplateColumn("visited_at", "探访时间", False, "到分钟", kind="datetime"),
)


def test_template_has_what_a_clerk_needs_and_reads_back(tmp_path: Path) -> None:
    path = tmp_path / "模板.xlsx"
    write_template(path, "老年人", COLUMNS)
    workbook, sheet, guide = (part(path, f"xl/{name}.xml") for name in ("workbook", "worksheets/sheet1", "worksheets/sheet2"))
    assert re.findall(r'<sheet name="([^"]+)"', workbook) == ["老年人", "填写说明", "选项"]
    assert 'name="选项" sheetId="3" state="hidden"' in workbook
    assert 'topLeftCell="A2"' in sheet
    lists = re.findall(r'<dataValidation type="list"[^>]*sqref="([^"]+)"[^>]*><formula1>([^<]+)</formula1>', sheet)
    assert lists == [("C2:C1048576", '"男,女"'), ("E2:E1048576", "选项!$E$1:$E$60")] or lists[1][1] == "'选项'!$E$1:$E$60"
    assert "<f>" not in guide
    spans = re.findall(r'<col min="(\d)" max="(\d)"[^>]*style="\d+"', sheet)
    assert [place for first, last in spans for place in range(int(first), int(last) + 1)] == list(range(1, 8))
    styles = part(path, "xl/styles.xml")
    assert 'numFmtId="49"' in styles
    assert "yyyy-mm-dd hh:mm" in styles
    explained = {"列名": "label", "代码": "key", "是否必填": "needed", "可填的值": "values", "示例": "example"}
    with read_rows(path, explained, list(explained.values())) as opened:
        assert opened.sheet_name == "填写说明"
        rows = [tuple(row.cells.values()) for row in opened.rows]
    assert rows[1] == ("姓名", "full_name", "必填", "", "买买提·吐尔逊")
    assert rows[3][3] == "独居；空巢（可填多个，用 ; 分隔）"
    names = {column.label: column.key for column in COLUMNS}
    with read_rows(path, names, [column.key for column in COLUMNS if column.required]) as opened:
        assert opened.columns == tuple(column.key for column in COLUMNS)
        assert list(opened.rows) == []
