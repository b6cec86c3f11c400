"""Workbooks with the cells that people really type."""

from datetime import date, datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from kashi_desktop.errors import KnownError
from kashi_desktop.spreadsheets.reading import Row, read_rows
from kashi_desktop.spreadsheets.writing import Column, write_table

NAMES = {
    "编号": "ref",
    "姓名": "full_name",
    "证件号": "id_number",
    "生日": "birth_date",
    "时间": "visited_at",
    "谢绝": "declined",
    "备注": "note",
}
HEADERS = list(NAMES)


def test_typed_cells_become_the_texts_of_the_registers(tmp_path: Path) -> None:
    path = tmp_path / "名册.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    day, moment, clock = (book.add_format({"num_format": form}) for form in ("yyyy/m/d", "yyyy-mm-dd hh:mm", "hh:mm"))
    sheet.write_row(0, 0, HEADERS)
    sheet.write_row(1, 0, [12, "甲", 653101195001011234, None, None, True, "=1+1"])
    sheet.write_datetime(1, 3, date(1950, 1, 5), day)
    sheet.write_datetime(1, 4, datetime(2024, 5, 6, 9, 59), moment)
    sheet.write_string(1, 6, "=1+1")
    sheet.write_formula(2, 0, "=6*2", None, 12.5)
    sheet.write_formula(2, 1, '="乙"', None, "乙")
    sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    sheet.write_datetime(2, 4, time(9, 30), clock)
    sheet.write_boolean(2, 5, False)
    book.close()
    with read_rows(path, NAMES, ["full_name"]) as opened:
        first, second = opened.rows
    assert first.cells == {
        "ref": "12",
        "full_name": "甲",
        "id_number": first.cells["id_number"],
        "birth_date": "1950-01-05 00:00",
        "visited_at": "2024-05-06 09:59",
        "declined": "1",
        "note": "=1+1",
    }
    assert first.numeric == {"ref", "id_number"}
    assert first.cells["id_number"].startswith("65310119500101")
    assert (second.cells["ref"], second.cells["full_name"], second.cells["visited_at"], second.cells["declined"]) == (
        "12.5",
        "乙",
        "09:30",
        "0",
    )
    assert second.faulty == {"birth_date"}
    assert second.numeric == {"ref"}


def test_a_row_with_nothing_but_an_error_is_not_blank(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(3, 2, ["编号", "姓名"])
    sheet.write_formula(40, 3, "=x", None, "#REF!")
    book.close()
    with read_rows(path, NAMES, ["full_name"]) as opened:
        (row,) = opened.rows
    assert row == Row(41, {"ref": "", "full_name": ""}, faulty=frozenset({"full_name"}))


def test_the_first_visible_sheet_with_a_header_and_merged_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("说明").write(0, 0, "请勿改动表头")
    hidden = book.add_worksheet("旧")
    hidden.write_row(0, 0, ["编号", "姓名"])
    hidden.hide()
    sheet = book.add_worksheet("名册")
    sheet.merge_range("B1:D1", "某村名册")
    for merged, text in (("B3:B4", "编号"), ("C3:C4", "姓名"), ("D3:D4", "备注"), ("B5:B7", "一组")):
        sheet.merge_range(merged, text)
    for row, line in ((4, ["甲", "a"]), (5, ["乙"]), (7, ["丙"])):
        sheet.write_row(row, 2, line)
    sheet.write("B8", "二组")
    book.close()
    with read_rows(path, NAMES, ["full_name"]) as opened:
        assert (opened.sheet_name, opened.other_sheets, opened.header_row) == ("名册", ("说明",), 4)
        got = [(row.number, row.cells["ref"], row.cells["full_name"]) for row in opened.rows]
    assert got == [(5, "一组", "甲"), (6, "一组", "乙"), (8, "二组", "丙")]


def test_the_program_can_stop_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_table(path, "x", HEADERS, (["1", "甲"] for _ in range(20_000)))
    with read_rows(path, NAMES, []) as opened:
        assert next(opened.rows).number == 2
    with pytest.raises(KnownError):
        list(opened.rows)


# What XML 1.0 cannot hold at all is not promised: a lone surrogate is no text.
TEXTS = st.text(max_size=30) | st.sampled_from(
    ["=1+1", "<r><t>x</t></r>", "<r></r>", "_x0041_", "'a", "-", "NULL", "#REF!", "1e5", " a ", "\ta"]
)


@settings(max_examples=25, deadline=None)
@given(table=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=30))
def test_any_table_of_texts_reads_back_the_same(tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str, str]]) -> None:
    path = tmp_path_factory.mktemp("t") / "a.xlsx"
    assert write_table(path, "名册", [Column("编号", "text"), "姓名", "备注"], table) == len(table)
    with read_rows(path, NAMES, ["full_name"]) as opened:
        got = {row.number: tuple(row.cells.values()) for row in opened.rows}
    wanted = {number: row for number, row in enumerate(table, 2) if "".join(row).strip()}
    assert got == wanted
