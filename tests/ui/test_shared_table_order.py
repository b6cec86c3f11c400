"""What a header does to a table: it orders the rows, and the order, the cursor, the widths and the place stay when the rows come anew."""

from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHeaderView
from pytestqt.qtbot import QtBot

from db.queries.elders import ORDERS
from kashi_desktop.types.results import ORDERED_BY
from kashi_desktop.workspace import Workspace
from tests.workspaces import elder_input, visit_input
from ui.elders.elder_table import ElderTable
from ui.shared.column_widths import shared_width
from ui.shared.table import Column, PagedTableModel, TableView

LEFT = Qt.MouseButton.LeftButton


@dataclass(frozen=True)
class Person:
    number: int
    name: str
    group: str
    note: str = ""


PEOPLE = (
    Person(1, "张秀英", "10小队"),
    Person(2, "阿依古丽", "2小队"),
    Person(3, "买买提·吐尔逊", "1小队"),
    Person(4, "王建国", "2小队"),
)


def columns() -> tuple[Column, ...]:
    return (
        Column("name", "姓名", 120, lambda row: row.name, bold=True),
        Column("group", "小队", 80, lambda row: row.group),
        Column("note", "备注", 100, lambda row: row.note, stretch=True),
    )


@pytest.fixture
def table(qtbot: QtBot) -> TableView:
    made = TableView(PagedTableModel(columns()), "名册", several=True)
    made.model().setParent(made)
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    made.renew(PEOPLE, lambda row: row.number)
    return made


def press(table: TableView, section: int) -> None:
    """Click a header as a person would."""
    head: QHeaderView = table.horizontalHeader()
    at = QPoint(head.sectionViewportPosition(section) + head.sectionSize(section) // 2, head.height() // 2)
    QTest.mouseClick(head.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, at)


def names(table: TableView) -> list[str]:
    return [table.model().index(row, 0).data().split("·")[0] for row in range(table.model().rowCount())]


def test_a_header_orders_names_by_pinyin_and_groups_by_their_number(table: TableView) -> None:
    press(table, 0)
    assert names(table) == ["阿依古丽", "买买提", "王建国", "张秀英"]
    press(table, 0)
    assert names(table) == ["张秀英", "王建国", "买买提", "阿依古丽"]
    press(table, 1)
    assert names(table)[0] == "买买提"
    assert names(table)[-1] == "张秀英"


def test_order_cursor_and_selection_stay_when_the_rows_come_anew(table: TableView) -> None:
    table.select(3)
    press(table, 0)
    assert table.current_row().name == "王建国"
    table.selectAll()
    table.renew((*(replace(each, note="改过") for each in PEOPLE), Person(5, "艾力", "3小队")), lambda row: row.number)
    assert names(table) == ["阿依古丽", "艾力", "买买提", "王建国", "张秀英"]
    assert table.current_row().name == "王建国"
    assert {row.number for row in table.selected_rows()} == {1, 2, 3, 4}
    assert table.horizontalHeader().sortIndicatorSection() == 0


def test_a_width_that_was_dragged_and_the_place_in_a_long_list_stay(table: TableView) -> None:
    long = [Person(number, f"人{number}", "1小队") for number in range(200)]
    table.renew(long, lambda row: row.number)
    table.horizontalHeader().resizeSection(1, 200)
    table.select(100)
    table.verticalScrollBar().setValue(table.verticalScrollBar().value() + 60)
    place = table.verticalScrollBar().value()
    table.renew(long, lambda row: row.number)
    assert table.columnWidth(1) == 200
    assert (table.current_row().number, table.verticalScrollBar().value()) == (100, place)
    table.resize(700, 300)
    assert table.columnWidth(1) == 200


def test_nothing_is_cut_beside_a_column_that_has_room(table: TableView) -> None:
    long = "塔什库尔干塔吉克自治县提孜那甫乡"
    table.resize(380, 300)
    table.renew([Person(1, long, "1"), *PEOPLE[1:]], lambda row: row.number)
    wanted = table.fontMetrics().horizontalAdvance(long)
    assert table.columnWidth(0) > wanted
    assert sum(table.columnWidth(place) for place in range(3)) == table.viewport().width()


def test_where_there_is_no_room_the_widest_give_way_and_headers_never() -> None:
    assert shared_width(300, [50, 50], [40, 40], [30, 30], [1]) == [50, 250]
    assert shared_width(300, [200, 200], [40, 180], [30, 30], [0]) == [120, 180]
    assert shared_width(300, [100, 100, 100], [60, 90, 900], [30, 30, 30], [2]) == [60, 90, 150]
    assert shared_width(50, [100, 100], [100, 100], [30, 40], []) == [30, 40]


def test_the_list_of_elders_is_ordered_by_its_headers(village: Workspace, qtbot: QtBot) -> None:
    ids = {}
    for name, group, level in (("张秀英", "10组", "low"), ("阿依古丽", "2组", "high"), ("王建国", "1组", "medium")):
        ids[name] = village.elders.save(elder_input(full_name=name, group=group, care_level=level)).id
    village.visits.record(visit_input(), ids["王建国"])
    made = ElderTable(village)
    qtbot.addWidget(made)
    made.resize(1100, 500)
    made.show()
    made.refresh()

    def shown() -> list[str]:
        return [made.model.row(row).full_name for row in range(made.model.rowCount())]

    assert set(ORDERED_BY) == set(ORDERS)
    place = {column.key: number for number, column in enumerate(made.model.columns)}
    assert shown() == ["阿依古丽", "王建国", "张秀英"]
    press(made.table, place["group"])
    assert shown() == ["王建国", "阿依古丽", "张秀英"]
    press(made.table, place["care_level"])
    assert shown() == ["阿依古丽", "王建国", "张秀英"]
    press(made.table, place["seen"])
    assert shown()[-1] == "王建国"
    press(made.table, place["full_name"])
    press(made.table, place["full_name"])
    assert shown() == ["张秀英", "王建国", "阿依古丽"]
    made.table.select(1)
    village.elders.save(elder_input(full_name="赵强"))
    made.refresh()
    assert shown() == ["张秀英", "赵强", "王建国", "阿依古丽"]
    assert made.table.current_row().full_name == "王建国"
    press(made.table, place["phone"])
    assert shown()[0] == "张秀英", "nothing is ordered by what is masked"
