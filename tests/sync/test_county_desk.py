"""The county's desk: the board after packages came, questions that travel and come back, who is overdue where."""

from datetime import date

import pytest

from db.codes import QuestionKind, QuestionStatus
from db.journal import Change
from db.streams import new_id
from kashi_desktop.errors import KnownError
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.events import Refusal
from kashi_desktop.workspace import Workspace
from tests.sync.offices import Table, add_elder, add_visit, context_of, elder_fields, shared, unit_of, write


def states(table: Table, code: str) -> dict[str, str]:
    line = next(each for each in table.county.board.board().lines if each.code == code)
    return {cell.month: cell.state for cell in line.cells}


def test_the_board_tells_received_from_silent_and_zero(table: Table) -> None:
    first, second = table.villages
    table.round(first)
    table.round(first)  # nothing is left to say
    codes = [context_of(each).office.unit_code for each in table.villages]
    assert states(table, codes[0])["2026-11"] == "received"
    assert states(table, codes[0])["2026-10"] == "late"
    board = table.county.board.board()
    others = [line for line in board.lines if line.code not in codes]
    assert {line.cells[-1].state for line in others} == {"pending"}
    assert board.counts["2026-11"]["received"] == 2
    context_of(table.county).clock = Clock(date(2026, 12, 20))
    context_of(second).clock = Clock(date(2026, 12, 20))
    assert {each.unit_code for each in table.county.board.silent("2026-12")} >= set(codes)
    table.county.packages.import_files([table.package(second)])
    assert states(table, codes[1])["2026-12"] == "zero"
    assert codes[1] not in {each.unit_code for each in table.county.board.silent("2026-12")}


def test_a_question_travels_and_comes_back_answered(table: Table) -> None:
    first, second = table.villages
    elder = new_id(unit_of(first))
    write(first, Change(unit_of(first), "elder", "create", elder, elder, elder_fields(1, id_disagrees="birth")))
    spell = {"elder_id": elder.hex(), "enrolled_on": "2026-01-01"}
    write(first, Change(unit_of(first), "elder_spell", "create", new_id(unit_of(first)), elder, spell))
    table.round(first)
    (found,) = table.county.questions.find()
    assert (found.kind, found.refs) == (QuestionKind.BIRTH_DATE_ID, ("e-1",))
    assert table.county.questions.ask([found], "请对照身份证核对。") == 1
    assert table.county.questions.find() == ()
    table.round(first)
    table.round(second)
    (asked,) = first.questions.list(QuestionStatus.OPEN)
    assert (asked.text, asked.refs) == ("请对照身份证核对。", ("e-1",))
    assert first.questions.open_count() == 1
    assert second.questions.list() == ()
    assert asked.id is not None
    with pytest.raises(KnownError):
        first.questions.answer(asked.id, "  ")
    first.questions.answer(asked.id, "已核对，身份证为准。")
    package = table.package(first)
    assert table.county.packages.inspect(package).questions == 1
    table.county.packages.import_files([package])
    (answered,) = table.county.questions.list()
    assert (answered.status, answered.answer) == (QuestionStatus.ANSWERED, "已核对，身份证为准。")
    assert answered.id is not None
    table.county.questions.settle(answered.id)
    assert table.county.questions.open_count() == 0
    assert table.county.undo.undo().words() == "了结核对问题"
    assert table.county.questions.open_count() == 1
    # What came with the package is nobody's here to take back, and a question that was answered elsewhere is asked no less for an undo.
    imported, asking = table.county.undo.undo(), table.county.undo.undo()
    assert (imported.refusal, imported.words()) == (Refusal.FINAL, "导入数据包")
    while asking.refusal is Refusal.FINAL:
        asking = table.county.undo.undo()
    assert (asking.refusal, asking.event) == (Refusal.CHANGED_SINCE, "ask_questions")
    assert [each.answer for each in table.county.questions.list()] == ["已核对，身份证为准。"]


def doubted(village: Workspace, first: int, number: int) -> None:
    """So many elders whose birth date disagrees with their ID number."""
    unit, changes = unit_of(village), []
    for each in range(first, first + number):
        elder = new_id(unit)
        spell = {"elder_id": elder.hex(), "enrolled_on": "2026-01-01"}
        changes.append(Change(unit, "elder", "create", elder, elder, elder_fields(each, full_name=f"老{each}", id_disagrees="birth")))
        changes.append(Change(unit, "elder_spell", "create", new_id(unit), elder, spell))
    write(village, *changes)


def test_more_than_twenty_equal_questions_of_a_unit_are_one(table: Table) -> None:
    first, second = table.villages
    doubted(first, 1, 21)
    doubted(second, 100, 20)
    for village in table.villages:
        table.round(village)
    questions = table.county.questions
    (many, *others) = questions.find()
    assert (many.times, many.refs, many.record_ids) == (21, ("e-1", "e-2", "e-3", "e-4", "e-5"), ())
    assert [(each.times, each.unit_id) for each in others] == [(1, unit_of(second))] * 20
    assert questions.ask([many], "请对照身份证核对。") == 1
    assert questions.ask([many], "请对照身份证核对。") == 0, "asked once, however often it is pressed"
    table.round(first)
    (asked,) = first.questions.list(QuestionStatus.OPEN)
    assert asked.text == "请对照身份证核对。 共 21 处：e-1、e-2、e-3、e-4、e-5"
    assert first.questions.open_count() == 1
    # While it is open, the unit is not asked about any of them, nor about one more.
    doubted(first, 30, 1)
    table.round(first)
    assert {each.unit_id for each in questions.find()} == {unit_of(second)}
    assert asked.id is not None
    questions.settle(asked.id)
    assert [each.times for each in questions.find() if each.unit_id == unit_of(first)] == [22]


def test_what_is_said_of_many_never_outgrows_its_field(table: Table) -> None:
    doubted(table.villages[0], 1, 25)
    table.round(table.villages[0])
    for words, said in (("字" * 175, "字" * 175 + " 共 25 处：e-1、e-2、e-3、e-4"), ("字" * 199, "字" * 199)):
        (many,) = table.county.questions.find()
        assert table.county.questions.ask([many], words) == 1
        (asked,) = table.county.questions.list(QuestionStatus.OPEN)
        assert asked.text == said
        assert asked.id is not None
        table.round(table.villages[0])
        assert table.villages[0].questions.list(QuestionStatus.OPEN)[0].text == said
        table.county.questions.settle(asked.id)


def test_the_same_person_in_two_units_is_asked_about_once(table: Table) -> None:
    for village in table.villages:
        elder = add_elder(village, 1)
        spell = {"elder_id": elder.hex(), "enrolled_on": "2026-01-01"}
        write(village, Change(unit_of(village), "elder_spell", "create", new_id(unit_of(village)), elder, spell))
        table.round(village)
    (found,) = table.county.questions.find()
    assert found.kind is QuestionKind.POSSIBLE_DUPLICATE
    assert found.unit_code == context_of(table.villages[1]).office.unit_code


@pytest.mark.parametrize(("shared_by_both", "asked"), [(True, 1), (False, 0)])
def test_a_shared_facility_that_two_units_keep_is_asked_about_once(table: Table, shared_by_both: bool, asked: int) -> None:
    places = [unit_of(each).hex() for each in table.villages]
    for village, place in zip(table.villages, places, strict=True):
        fields = {
            "code": "F1",
            "name": "文化大院",
            "kind": "hall",
            "building_area_m2": "100",
            "status": "in_use",
            "valid_from": "2026-01-01",
        }
        served = ";".join(f"{each}:1" for each in places) if shared_by_both else place
        write(village, Change(unit_of(village), "facility", "create", new_id(unit_of(village)), None, {**fields, "units": served}))
        table.round(village)
    found = table.county.questions.find()
    assert [(each.kind, each.register, each.refs) for each in found] == [
        (QuestionKind.POSSIBLE_DUPLICATE, "facility", ("F1", "F1"))
    ] * asked
    assert table.county.questions.ask(found) == asked
    assert table.county.questions.find() == ()


def test_overdue_is_counted_by_unit(table: Table) -> None:
    first = table.villages[0]
    for number in range(3):
        elder = add_elder(first, number)
        spell = {"elder_id": elder.hex(), "enrolled_on": "2026-08-01"}
        write(first, Change(unit_of(first), "elder_spell", "create", new_id(unit_of(first)), elder, spell))
        if number == 0:
            add_visit(first, elder, 18)  # 19 November: seen yesterday
    table.round(first)
    (unit,) = table.county.due.overdue_by_unit()
    assert (unit.code, unit.total, unit.by_days, dict(unit.by_level)) == (context_of(first).office.unit_code, 2, (0, 0, 2), {"high": 2})


def test_a_county_says_that_two_units_share_a_worker_and_both_units_learn_it(table: Table) -> None:
    cells = {
        "full_name": "古丽",
        "birth_date": "1990-04-01",
        "post": "网格员",
        "full_time": "1",
        "urban_roster": "1",
        "employed_on": "2020-03-01",
    }
    ids = [village.records.save("worker", cells).id for village in table.villages]
    for village in table.villages:
        table.round(village)
    assert table.county.training.year().total == 2
    table.county.same_person.confirm(ids[1], ids[0])
    assert table.county.training.year().total == 1
    for village, worker in zip(table.villages, ids, strict=True):
        table.round(village)
        # The other unit's person stays unknown here: nothing but an id came down.
        assert village.same_person.namesakes(worker) == ()
        assert village.training.year().total == 1
        assert shared(village, unit_of(village)) == shared(table.county, unit_of(village))
    assert len(table.villages[1].records.card("worker", ids[1]).versions) == 2
