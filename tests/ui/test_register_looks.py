"""What a register's description says appears in form, list and card without a word about it in a screen."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from kashi_desktop.services.elders import ElderQuery
from kashi_desktop.services.records import data_dictionary, read_input, register_info
from kashi_desktop.types.inputs import ElderInput, VisitInput
from kashi_desktop.types.records import FieldInfo, RecordCard, RegisterInfo
from kashi_desktop.workspace import Workspace
from tests.ui.people import enrol
from ui.registers.columns import RegisterColumns
from ui.registers.fields import form_fields
from ui.registers.looks import LOOKS
from ui.registers.register_view import RegisterView
from ui.shared.changes import Changes
from ui.visits.visit_fields import VisitFields
from ui.volunteering.volunteers_view import VolunteersView

HOBBY = FieldInfo("hobby", "爱好", False, "text", (), "安排合适的服务", "", "", max_length=7)


def with_hobby(register: str) -> RegisterInfo:
    info = register_info(register)
    return replace(info, fields=(*info.fields, HOBBY))


@pytest.mark.parametrize("kind", [RegisterView, VolunteersView])
def test_a_field_that_no_look_names_stands_in_form_list_and_card(
    ws: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: type[RegisterView]
) -> None:
    who = ws.records.save("volunteer", {"full_name": "甲", "birth_date": "1990-05-01"}).id
    view = kind(ws, "volunteer", with_hobby("volunteer"), Changes())
    qtbot.addWidget(view)
    view.show_new()
    assert view.form is not None
    hobby: Any = view.form.editors["hobby"].widget
    assert isinstance(hobby, QLineEdit)
    assert hobby.maxLength() == 7
    assert [column.title for column in view.list.model.columns].count("爱好") == 1
    card = ws.records.card("volunteer", who)
    told = RecordCard(replace(card.row, cells={**card.row.cells, "hobby": "象棋"}), card.versions)
    monkeypatch.setattr(view, "_card", lambda _row: told)  # the declaration and the store know no hobby in this test
    view.show_card(card.row)
    assert {"爱好", "象棋"} <= {label.text() for label in view.card.details.findChildren(QLabel)}


def test_what_needs_consent_comes_into_no_list_by_itself(ws: Workspace) -> None:
    info = with_hobby("elder")
    private = replace(HOBBY, key="diet", label="忌口", consent=True, basis="consent")
    columns = RegisterColumns(ws, replace(info, fields=(*info.fields, private)))
    assert columns.further() == ("hobby",)
    assert "diet" in {column.key for column in columns.exported_only()}


def test_phones_and_numbers_stand_masked_in_cells_that_a_list_asks_for(ws: Workspace) -> None:
    elder = enrol(ws, "王桂芳", id_number="11010519491231002X", birth_date=date(1949, 12, 31))
    (row,) = ws.elders.fetch_page(ws.elders.open_list(ElderQuery()), 0, ("phone", "contact_phone", "id_number"))
    assert row.cells == {"phone": "138****1234", "contact_phone": "139****5678", "id_number": ws.elders.card(elder).id_masked}
    assert row.cells["id_number"] not in ("", None, "11010519491231002X")


def test_a_register_without_a_look_has_form_and_list(ws: Workspace) -> None:
    garden = RegisterInfo("garden", "菜园", (*register_info("survey").fields, HOBBY))
    assert [field.key for field in form_fields(garden, ("unit_code",))] == ["held_on", "sample", "satisfied", "hobby"]
    columns = RegisterColumns(ws, garden).shown()
    assert [(column.key, column.bold) for column in columns] == [
        ("held_on", True), ("sample", False), ("satisfied", False), ("hobby", False)
    ]  # fmt: skip


def test_a_look_names_only_columns_of_its_register() -> None:
    columns = {each.name: {field.key for field in each.fields} for each in data_dictionary()}
    named = {
        name: {*look.table, *look.aside, *look.form, *look.untyped, *look.fields, *([look.stretch] if look.stretch else [])}
        for name, look in LOOKS.items()
    }
    assert {name: keys - columns[name] for name, keys in named.items() if keys - columns[name]} == {}


def test_bounds_of_a_form_are_those_of_the_declaration(ws: Workspace, qtbot: QtBot) -> None:
    view = RegisterView(ws, "facility", register_info("facility"), Changes())
    qtbot.addWidget(view)
    view.show_new({"year_built": "1800"})
    assert view.form is not None
    assert "建成年份：不能少于 1900" in view.form.problems()
    view.form.set_values({"year_built": "2101"})
    assert "建成年份：不能多于 2100" in view.form.problems()
    for info in data_dictionary():
        limits = {field.key: field.max_length for field in info.fields}
        assert all(field.limit == limits[field.key] for field in form_fields(info))


def test_a_visit_asks_what_its_page_does_not_place_below_the_note(ws: Workspace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = with_hobby("visit")
    monkeypatch.setattr("ui.registers.fields.info_of", lambda register: visit if register == "visit" else register_info(register))
    fields = VisitFields(ws.clock.now)
    qtbot.addWidget(fields)
    fields.editors["hobby"].write("象棋")
    assert fields.state().cells["hobby"] == "象棋"
    assert "爱好" in {label.text() for label in fields.findChildren(QLabel)}


def test_cells_make_the_input_that_they_came_from(ws: Workspace) -> None:
    elder = ws.elders.card(enrol(ws, "王桂芳", home_visit_declined=True))
    cells = {**elder.cells, "unit_code": ""}
    made = read_input(ElderInput, cells)
    assert (made.full_name, made.home_visit_declined, made.categories) == ("王桂芳", True, elder.categories)
    visit = {"visited_at": "2026-11-18 10:40", "method": "home", "outcome": "met", "visitors": "李明;古丽", "minutes": "15"}
    typed = read_input(VisitInput, visit)
    assert (typed.visitors, typed.minutes) == (("李明", "古丽"), 15)
