"""Days and times in tables are read as the window reads them, and the unlikely ones are told."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from db.codes import Method
from kashi_desktop.workspace import Workspace
from tests.services.tables import ELDER, VISIT, Cells, faults, load
from tests.workspaces import rows_of

ACTIVITY: Cells = {"title": "清雪", "kind": "环境", "starts_at": "2026-11-10 10:00", "ends_at": "2026-11-10 13:00", "leader": "李明"}


def told(ws: Workspace, register: str, *rows: Cells) -> list[tuple[int, str, str]]:
    """(row, column, code) of what a load that refuses nothing warns of."""
    report = load(ws, register, *rows)
    assert report.rejected == ()
    return [(each.row, each.column, each.code) for each in report.warnings]


@pytest.mark.parametrize("day", ["1950.3.1", "1950年3月1日", "19500301", "１９５０-03-01", "1950－03－01", "1950-03-01"])
def test_a_day_is_read_however_the_village_writes_it(village: Workspace, day: str) -> None:
    assert told(village, "elder", ELDER | {"birth_date": day}) == []
    assert rows_of(village, "elder", "birth_date", "birth_date") == [("1950-03-01",)]


@pytest.mark.parametrize("day", ["03-01", "3月1日", "1950-03/01", "50.3.1", "1950-13-01"])
def test_a_day_without_its_year_is_guessed_in_no_table(village: Workspace, day: str) -> None:
    assert faults(load(village, "elder", ELDER | {"birth_date": day})) == [(2, "birth_date", "bad_date")]


def test_a_moment_is_read_however_the_village_writes_it(village: Workspace) -> None:
    load(village, "elder", ELDER)
    written = ("2026.11.3　10:40", "2026年11月3日 10点41分", "202611031042", "２０２６－１１－０３　１０：４３")
    assert told(village, "visit", *(VISIT | {"visited_at": at} for at in written)) == []
    assert [row[0][-5:] for row in rows_of(village, "visit", "visited_at", "visited_at")] == ["10:40", "10:41", "10:42", "10:43"]


def test_a_midnight_of_a_workbook_is_a_time_and_a_day_of_a_workbook_is_a_day(village: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "visits.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet, moment = book.add_worksheet(), book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    load(village, "elder", ELDER)
    sheet.write_row(0, 0, list(VISIT))
    sheet.write_row(1, 0, list(VISIT.values()))
    sheet.write_datetime(1, list(VISIT).index("visited_at"), datetime(2026, 10, 5), moment)
    book.close()
    report = village.registers.load("visit", path)
    assert rows_of(village, "visit", "visited_at", "visited_at") == [("2026-10-05 00:00",)]
    assert [each.code for each in report.warnings] == ["midnight_visit"]


def test_the_same_elder_minute_and_method_are_told_and_taken(village: Workspace) -> None:
    load(village, "elder", ELDER)
    twice = [VISIT | {"ref": "T1"}, VISIT | {"ref": "T2"}, VISIT | {"ref": "T3", "method": "phone"}]
    assert told(village, "visit", *twice) == [(3, "visited_at", "same_visit")]
    assert told(village, "visit", VISIT | {"ref": "T4"}) == [(2, "visited_at", "same_visit")]


def test_one_visit_typed_twice_is_told_by_the_form(village: Workspace) -> None:
    load(village, "elder", ELDER)
    load(village, "visit", VISIT)
    ((elder,),) = rows_of(village, "elder", "id", "id")
    first = village.elders.card(elder).visits[0]
    assert village.visits.correct(first.id, village.visits.input_of(first.id), "写错了").warnings == ()
    typed = village.visits.input_of(first.id).model_copy(update={"ref": ""})
    struck = village.visits.record(typed.model_copy(update={"visited_at": datetime(2026, 11, 2, 9, 0)}), elder)
    village.visits.void(struck.id, "没有去")
    assert village.visits.record(typed.model_copy(update={"visited_at": datetime(2026, 11, 2, 9, 0)}), elder).warnings == ()
    assert [each.code for each in village.visits.record(typed, elder).warnings] == ["same_visit"]
    other = typed.model_copy(update={"method": Method.PHONE})
    assert village.visits.record(other, elder).warnings == ()
    assert [each.code for each in village.visits.correct(first.id, typed, "写错了").warnings] == ["same_visit"]


def test_an_activity_of_more_than_twelve_hours_is_told(village: Workspace) -> None:
    assert told(village, "activity", ACTIVITY | {"ends_at": "2026-11-10 22:00"}) == []
    assert told(village, "activity", ACTIVITY | {"title": "义诊", "ends_at": "2026-11-12 13:00"}) == [(2, "ends_at", "long_activity")]
