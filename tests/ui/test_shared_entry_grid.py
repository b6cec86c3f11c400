from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shared.entry_grid import EntryGrid
from ui.shared.entry_model import GridColumn

RESULTS = (("passed", "合格"), ("failed", "未通过"), ("absent", "缺席"), ("not_assessed", "不评定"))
CTRL = Qt.KeyboardModifier.ControlModifier


def too_long(row: Mapping[str, str]) -> str:
    return "比活动的时间长，请核对" if row["hours"] == "7.5" else ""


def row_id(number: int) -> bytes:
    return number.to_bytes(16, "big")


def signing(count: int) -> list[tuple[bytes, dict[str, str]]]:
    return [(row_id(number), {"name": f"学员{number}"}) for number in range(count)]


def shown(made: EntryGrid, qtbot: QtBot) -> EntryGrid:
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show()
    made.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


@pytest.fixture
def sheet(qtbot: QtBot) -> EntryGrid:
    columns = [GridColumn("name", "姓名"), GridColumn("result", "结果", "code", 400, RESULTS), GridColumn("no", "证书编号", "text")]
    made = EntryGrid("签到", columns, ("result", "passed"))
    made.set_rows(signing(6))
    return shown(made, qtbot)


@pytest.fixture
def hours(qtbot: QtBot) -> EntryGrid:
    number = GridColumn("hours", "时数", "number", low=Decimal(0), high=Decimal(8), check=too_long)
    made = EntryGrid("时数", [GridColumn("name", "姓名"), number])
    made.set_rows(signing(4))
    return shown(made, qtbot)


def column(grid: EntryGrid, key: str) -> list[str]:
    return [texts[key] for _, texts in grid.values()]


def select(grid: EntryGrid, top: int, bottom: int, place: int) -> None:
    # Not setCurrentIndex of the view: that looks at the modifier keys of the last event, even of another test.
    grid.selectionModel().setCurrentIndex(grid.rows.index(top, place), QItemSelectionModel.SelectionFlag.ClearAndSelect)
    for row in range(top, bottom + 1):
        grid.selectionModel().select(grid.rows.index(row, place), QItemSelectionModel.SelectionFlag.Select)


def typed(grid: EntryGrid, text: str, end: Qt.Key) -> None:
    """Type into a number as a person does: the first key opens the editor, which then has the keyboard."""
    QTest.keyClicks(grid, text[:1])
    editor = QApplication.focusWidget()
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, text[1:])
    QTest.keyClick(editor, end)
    QApplication.processEvents()  # the editor hands over after the key


def test_one_key_a_person_fills_the_sheet(sheet: EntryGrid) -> None:
    edited: list[tuple[Any, ...]] = []
    sheet.edited.connect(lambda *change: edited.append(change))
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_2):
        QTest.keyClick(sheet, key)
    assert column(sheet, "result") == ["passed", "absent", "failed", "", "", ""]
    assert edited == [(row_id(n), "result", value) for n, value in enumerate(("passed", "absent", "failed"))]
    QTest.keyClick(sheet, Qt.Key.Key_F8)
    assert column(sheet, "result") == ["passed", "absent", "failed", "passed", "passed", "passed"]


def test_space_cycles_delete_clears_and_a_foreign_digit_does_nothing(sheet: EntryGrid) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_Space)
    QTest.keyClick(sheet, Qt.Key.Key_Space)
    assert column(sheet, "result")[0] == "failed"
    QTest.keyClick(sheet, Qt.Key.Key_9)
    assert column(sheet, "result")[0] == "failed"
    QTest.keyClick(sheet, Qt.Key.Key_Delete)
    assert column(sheet, "result")[0] == ""
    assert sheet.changed_rows() == []


def test_arrows_home_and_end_move(sheet: EntryGrid) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    QTest.keyClick(sheet, Qt.Key.Key_End)
    assert (sheet.currentIndex().row(), sheet.currentIndex().column()) == (1, 2)
    QTest.keyClick(sheet, Qt.Key.Key_Home)
    assert sheet.currentIndex().column() == 1, "the first cell that can be filled, not the name"


def test_a_click_on_a_box_picks_it(sheet: EntryGrid) -> None:
    delegate: Any = sheet.itemDelegate()
    cell = sheet.visualRect(sheet.rows.index(2, 1))
    box = delegate._boxes(sheet.rows.columns[1], cell.toRectF(), False, "")[0][3]
    QTest.mouseClick(sheet.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, box.center().toPoint())
    assert column(sheet, "result")[2] == "not_assessed"


def test_a_narrow_column_keeps_the_digits_of_what_is_open_and_the_word_of_what_is_chosen(sheet: EntryGrid) -> None:
    delegate: Any = sheet.itemDelegate()
    result = sheet.rows.columns[1]
    boxes, short = delegate._boxes(result, QRectF(0, 0, 140, 42), False, "")
    assert (len(boxes), short) == (len(result.choices), True)
    assert all(box.left() >= 0 and box.right() <= 140 for box in boxes)
    assert delegate._boxes(result, QRectF(0, 0, 140, 42), False, "passed") == ([], False)
    mirrored, _ = delegate._boxes(result, QRectF(0, 0, 140, 42), True, "")
    assert [box.left() for box in mirrored] == sorted((box.left() for box in mirrored), reverse=True)


def test_a_digit_sets_all_selected_cells_as_one_step(sheet: EntryGrid) -> None:
    select(sheet, 1, 3, 1)
    QTest.keyClick(sheet, Qt.Key.Key_3)
    assert column(sheet, "result") == ["", "absent", "absent", "absent", "", ""]
    QTest.keyClick(sheet, Qt.Key.Key_Z, CTRL)
    assert column(sheet, "result") == [""] * 6


def test_several_cells_are_pasted_by_word_digit_or_code(sheet: EntryGrid, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("合格\tA-1\n3\tA-2\nfailed\n也许\n")
    with qtbot.waitSignal(sheet.told) as told:
        QTest.keyClick(sheet, Qt.Key.Key_V, CTRL)
    assert column(sheet, "result") == ["passed", "absent", "failed", "", "", ""]
    assert column(sheet, "no") == ["A-1", "A-2", "", "", "", ""]
    assert told.args is not None
    assert "1 格" in told.args[0]


def test_one_pasted_cell_fills_the_selection_and_what_is_copied_are_words(sheet: EntryGrid) -> None:
    QGuiApplication.clipboard().setText("缺席")
    select(sheet, 0, 2, 1)
    QTest.keyClick(sheet, Qt.Key.Key_V, CTRL)
    assert column(sheet, "result")[:4] == ["absent"] * 3 + [""]
    QTest.keyClick(sheet, Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "缺席\n缺席\n缺席"


def test_fill_down_copies_the_uppermost_or_the_one_above(sheet: EntryGrid) -> None:
    QTest.keyClick(sheet, Qt.Key.Key_2)
    QTest.keyClick(sheet, Qt.Key.Key_D, CTRL)
    assert column(sheet, "result")[:2] == ["failed", "failed"]
    QTest.keyClick(sheet, Qt.Key.Key_Down)
    QTest.keyClick(sheet, Qt.Key.Key_1)
    select(sheet, 2, 4, 1)
    QTest.keyClick(sheet, Qt.Key.Key_D, CTRL)
    assert column(sheet, "result") == ["failed", "failed", "passed", "passed", "passed", ""]


def test_undo_is_the_grids_until_it_is_saved_and_the_programs_afterwards(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    sheet = EntryGrid("签到", [GridColumn("name", "姓名"), GridColumn("result", "结果", "code", 400, RESULTS)])
    QVBoxLayout(window).addWidget(sheet)
    sheet.set_rows(signing(2))
    programs: list[str] = []
    QShortcut(QKeySequence("Ctrl+Z"), window, lambda: programs.append("undo"))
    window.show()
    window.activateWindow()
    sheet.setFocus()
    qtbot.waitUntil(sheet.hasFocus)
    QTest.keyClick(sheet, Qt.Key.Key_1)
    QTest.keyClick(sheet, Qt.Key.Key_Z, CTRL)
    assert column(sheet, "result") == ["", ""]
    assert programs == []
    QTest.keyClick(sheet, Qt.Key.Key_1)
    assert [row for row, _ in sheet.changed_rows()] == [row_id(1)], "the cursor stays where the first key took it"
    sheet.mark_saved()
    assert sheet.changed_rows() == []
    QTest.keyClick(sheet, Qt.Key.Key_Z, CTRL)
    assert programs == ["undo"]
    assert "passed" in column(sheet, "result")


def test_hours_are_typed_one_below_the_other(hours: EntryGrid) -> None:
    typed(hours, "2.5", Qt.Key.Key_Return)
    typed(hours, "3", Qt.Key.Key_Return)
    typed(hours, "1.50", Qt.Key.Key_Down)
    assert column(hours, "hours") == ["2.5", "3", "1.5", ""]
    assert hours.currentIndex().row() == 3


def test_a_number_pasted_from_a_chinese_keyboard_is_understood(hours: EntryGrid) -> None:
    QGuiApplication.clipboard().setText("１．５\r\n2,5\r\n")
    QTest.keyClick(hours, Qt.Key.Key_V, CTRL)
    assert column(hours, "hours") == ["1.5", "2.5", "", ""]
    assert hours.problems() == []


def test_plus_and_minus_step_within_the_limits(hours: EntryGrid) -> None:
    for _ in range(3):
        QTest.keyClicks(hours, "+")
    assert column(hours, "hours")[0] == "1.5"
    for _ in range(5):
        QTest.keyClicks(hours, "-")
    assert column(hours, "hours")[0] == "0"


def test_what_cannot_be_saved_says_why_and_what_is_unlikely_is_only_marked(hours: EntryGrid) -> None:
    hours.set_rows([(row_id(n), {"hours": typed}) for n, typed in enumerate(("12", "半天", "7.5", "2"))])
    assert hours.problems() == ["第 1 行“时数”：不能多于 8", "第 2 行“时数”：请填数字"]
    tips = [hours.rows.index(row, 1).data(Qt.ItemDataRole.ToolTipRole) for row in range(4)]
    assert tips == ["不能多于 8", "请填数字", "比活动的时间长，请核对", None]


def test_the_sheet_is_exported_in_words_where_that_is_offered(sheet: EntryGrid) -> None:
    given: list[Any] = []
    QTest.keyClick(sheet, Qt.Key.Key_1)
    sheet.offer_export(lambda titles, rows: given.extend((titles, list(rows))))
    QTest.keyClick(sheet, Qt.Key.Key_E, CTRL)
    titles, rows = given
    assert titles == ("姓名", "结果", "证书编号")
    assert rows[:2] == [("学员0", "合格", ""), ("学员1", "", "")]


def test_a_name_is_never_changed_by_a_key_or_a_paste(sheet: EntryGrid) -> None:
    sheet.setCurrentIndex(sheet.rows.index(0, 0))
    QGuiApplication.clipboard().setText("别人")
    for key, modifier in ((Qt.Key.Key_1, None), (Qt.Key.Key_Delete, None), (Qt.Key.Key_V, CTRL)):
        QTest.keyClick(sheet, key, modifier or Qt.KeyboardModifier.NoModifier)
    assert column(sheet, "name")[0] == "学员0"
    assert sheet.changed_rows() == []


def test_five_hundred_people_draw_only_what_is_seen(qtbot: QtBot) -> None:
    asked: list[str] = []

    def check(row: Mapping[str, str]) -> str:
        asked.append(row["hours"])
        return ""

    grid = EntryGrid("时数", [GridColumn("name", "姓名"), GridColumn("hours", "时数", "number", check=check)])
    grid.set_rows(signing(500))
    shown(grid, qtbot)
    asked.clear()
    grid.viewport().grab()
    assert 0 < len(asked) < 60
