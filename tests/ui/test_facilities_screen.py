"""设施: what there is beside the targets, and changes from a day on."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from kashi_desktop.workspace import Workspace
from tests.services.test_facilities import CELLS
from tests.workspaces import SECOND_VILLAGE, VILLAGE
from ui.facilities.facilities_screen import FACILITIES, FacilitiesScreen
from ui.facilities.figures import AREA, CENTRE, KIOSK
from ui.registers.register_view import CARD, FORM, LIST
from ui.shared.background import wait_for_all
from ui.shared.changes import Changes

OWN = CELLS | {"units": VILLAGE}


def shown(ws: Workspace, qtbot: QtBot, folder: Path) -> FacilitiesScreen:
    made = FacilitiesScreen(ws, Changes(), ask=lambda _parent, name: folder / name)
    qtbot.addWidget(made)
    made.resize(1118, 684)
    made.show()
    made.activated()
    settle(qtbot)
    return made


def settle(qtbot: QtBot) -> None:
    wait_for_all()
    qtbot.wait(1)  # what the threads handed over arrives with the next events


def figure(screen: FacilitiesScreen, key: str) -> tuple[str, str]:
    cell = screen.strip.cells[key]
    return cell.value.text(), cell.pill.text()


def words(widget: object) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))  # type: ignore[attr-defined]  # any widget


def test_the_gap_closes_while_facilities_are_typed(ws: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    ws.records.save("unit_profile", {"as_of": "2026-01-01", "households": "1000"})
    ws.records.save("facility", OWN | {"building_area_m2": "200", "activity_area_m2": "20"})
    screen = shown(ws, qtbot, tmp_path)
    assert figure(screen, "area") == ("200", "1 处在用")
    assert figure(screen, AREA) == ("20.00", "还差 100 m²")
    assert figure(screen, CENTRE) == ("有", "达到")
    QTest.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = screen.facilities.form
    assert form is not None
    assert form.value("code") == "S2"
    assert form.value("units") == VILLAGE
    assert form.editors["name"].widget.hasFocus()
    form.set_values(
        {"name": "活动室", "kind": "activity_room", "building_area_m2": "100", "activity_area_m2": "90", "valid_from": "2026-11-01"}
    )
    form.set_values({"hours": "11-03=10:00-13:00,16:00-20:00|04-10=09:30-19:30"})
    assert "11 月到 3 月每天 7 小时；4 月到 10 月每天 10 小时" in words(form.boxes["hours"]), "read back as it was understood"
    form.set_values({"hours": "十点到两点"})
    assert "每天" not in words(form.boxes["hours"])
    form.set_values({"hours": ""})
    form.save.button.click()
    settle(qtbot)
    assert figure(screen, AREA) == ("30.00", "达到")
    assert screen.facilities.stack.currentIndex() == LIST


def test_a_broken_terminal_says_for_how_long(ws: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    ws.records.save("facility", OWN | {"kiosk": "broken", "kiosk_broken_on": "2026-11-06"})
    screen = shown(ws, qtbot, tmp_path)
    assert figure(screen, KIOSK)[0] == "故障 12 天"


def test_a_change_from_a_day_adds_a_row_and_leaves_the_past(ws: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    ws.records.save("facility", OWN)
    screen = shown(ws, qtbot, tmp_path)
    QTest.keyClick(screen, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    view, form = screen.facilities, screen.facilities.form
    assert form is not None
    assert view.stack.currentIndex() == FORM
    assert not form.editors["code"].widget.isEnabled()
    assert form.value("valid_from") == "2026-11-18"
    form.set_values({"status": "closed"})
    form.save.button.click()
    settle(qtbot)
    assert [each.cells["status"] for each in ws.records.list("facility")] == ["in_use", "closed"]
    assert view.list.model.rowCount() == 1  # the row of today alone
    assert figure(screen, CENTRE) == ("没有", "还差 1 个")
    view.list.bar.set_value("when", "all")
    assert view.list.model.rowCount() == 2
    view.show_card(view.list.model.row(0).record)
    assert view.stack.currentIndex() == CARD
    assert screen.strip.isHidden()
    with qtbot.waitSignal(screen.navigate) as went:
        QTest.keyClick(view, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert went.args is not None
    assert went.args[0] == "printing"
    assert ws.reports.compose(went.args[1]).data.startswith(b"%PDF")
    told = words(view.card)
    assert "2024-01-01 起　在用" in told
    assert "2026-11-18 起　停用" in told
    assert "全年　10:00–14:00、16:00–20:00　每天 8 小时" in told


def test_the_day_of_a_fault_belongs_to_a_broken_terminal(ws: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    screen = shown(ws, qtbot, tmp_path)
    screen.open("new")
    form = screen.facilities.form
    assert form is not None
    assert not form.editors["kiosk_broken_on"].widget.isEnabled()
    form.set_values({"kiosk": "broken"})
    assert form.editors["kiosk_broken_on"].widget.isEnabled()
    form.set_values({"kiosk_broken_on": "2026-11-01"})
    form.set_values({"kiosk": "working"})
    assert form.value("kiosk_broken_on") == ""


def test_a_county_sees_the_furthest_unit_first_and_opens_its_facilities(county: Workspace, qtbot: QtBot, tmp_path: Path) -> None:
    for unit, households in ((VILLAGE, "1000"), (SECOND_VILLAGE, "2000")):
        county.records.save("unit_profile", {"unit_code": unit, "as_of": "2026-01-01", "households": households})
    county.records.save("facility", CELLS | {"units": f"{VILLAGE};{SECOND_VILLAGE}"})
    screen = shown(county, qtbot, tmp_path)
    model = screen.units.model
    assert [model.row(index).code for index in range(2)] == [SECOND_VILLAGE, VILLAGE]
    assert model.row(0).measures[AREA].gap == 300  # two thirds of 450 m² by households, 600 m² wanted
    with qtbot.waitSignal(screen.said, timeout=15_000):
        screen.units.export_button.click()
    rows = CalamineWorkbook.from_path(str(tmp_path / "各单位设施.xlsx")).get_sheet_by_index(0).to_python()
    assert rows[1][rows[0].index("离目标差")] == 300
    screen.units.table.setFocus()
    QTest.keyClick(screen.units.table, Qt.Key.Key_Return)
    settle(qtbot)
    assert screen.views.value() == FACILITIES
    assert screen.facilities.list.model.rowCount() == 1
    assert "300" in screen.facilities.columns.shares(screen.facilities.list.model.row(0))  # type: ignore[attr-defined]  # FacilityColumns
