"""Consents beside a withdrawal, erasure by law, and what another office destroys in numbers (exchange-rules.md, 33 to 35)."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db.codes import Observation, RulingKind
from db.journal import creation
from db.streams import new_id
from kashi_desktop import startup
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.rulings import Line
from kashi_desktop.types.clock import Clock
from kashi_desktop.workspace import Workspace
from tests.sync.offices import (
    CLOCK,
    PASSPHRASE,
    UNITS,
    Table,
    change,
    contents,
    context_of,
    forget_stated,
    rebuilt,
    reopen,
    shared,
    unit_of,
    write,
)
from tests.workspaces import elder_input, healthy, rows_of, visit_input

LATER = date(2026, 11, 15)
PHONE = "13812341234"
AGAIN = {"consent_on": "2026-11-16", "consent_withdrawn_on": None, "phone": "13700000001"}


def enrol(village: Workspace, number: int = 1) -> bytes:
    """An elder with consent, a phone and a visit with an observation."""
    elder = village.elders.save(elder_input(ref=f"e-{number}", full_name=f"买买提·{number}号")).id
    village.visits.record(visit_input(gas=Observation.URGENT, ref=f"v-{number}"), elder)
    return elder


def phones(office: Workspace) -> list[Any]:
    """What is shown of the telephones, in the order of the ledger numbers."""
    return [row[1] for row in rows_of(office, "elder", "ref, phone")]


def hidden(office: Workspace) -> int:
    """How many parts of entries lie hidden."""
    return int(rows_of(office, "hidden", "count(*)")[0][0])


def same(table: Table, village: Workspace) -> None:
    """Both offices show the same, and what their journals say."""
    assert shared(village, unit_of(village)) == shared(table.county, unit_of(village))
    for office in (village, table.county):
        assert rebuilt(office) == contents(office)
        healthy(office)


# Beside a withdrawal.


def beside(table: Table) -> tuple[Workspace, bytes]:
    """The village withdraws again and hears of a new consent, while the county writes down a consent of its own."""
    village, county = table.villages[0], table.county
    elder = enrol(village)
    village.elders.withdraw_consent(elder, LATER)
    table.round(village)
    change(county, elder, AGAIN)
    change(village, elder, {"consent_withdrawn_on": "2026-11-17"})
    table.round(village)
    return village, elder


def test_a_consent_beside_a_withdrawal_is_shown_to_nobody_until_somebody_confirmed_it(table: Table) -> None:
    village, elder = beside(table)
    for office in (village, table.county):
        card = office.elders.card(elder)
        assert (phones(office), card.consented, card.consent_in_doubt) == ([None], False, date(2026, 11, 16))
    same(table, village)
    village.elders.confirm_consent(elder)
    table.round(village)
    for office in (village, table.county):
        card = office.elders.card(elder)
        assert (phones(office), card.consented, card.consent_in_doubt) == (["13700000001"], True, None)
    same(table, village)
    with pytest.raises(KnownError, match="等着确认"):
        village.elders.confirm_consent(elder)


def test_a_withdrawal_that_knows_of_the_doubtful_consent_ends_it(table: Table) -> None:
    village, elder = beside(table)
    table.county.elders.withdraw_consent(elder, date(2026, 11, 18))
    table.round(village)
    for office in (village, table.county):
        assert office.elders.card(elder).consent_in_doubt is None
        assert rows_of(office, "entry WHERE consented IS NOT NULL", "count(*)") == [(0,)]
    same(table, village)


def test_a_new_consent_after_a_doubtful_one_needs_no_confirmation(table: Table) -> None:
    village, elder = beside(table)
    village.elders.save(elder_input(ref="e-1", full_name="买买提·1号", consent_on=date(2026, 11, 19), phone="13700000002"), elder)
    table.round(village)
    assert phones(village) == phones(table.county) == ["13700000002"]
    same(table, village)


# Erasure by law.


def test_an_erasure_leaves_nothing_of_a_person_anywhere(table: Table) -> None:
    village, county = table.villages[0], table.county
    kept, erased = enrol(village, 1), enrol(village, 2)
    table.round(village)
    early = table.package(village)
    county.destructions.erase("elder", "e-2", UNITS[0], "本人书面要求")
    village.visits.record(visit_input(ref="v-late"), erased)  # written while the erasure was on its way
    table.round(village)
    for office in (village, county):
        assert [row[0] for row in rows_of(office, "elder", "id")] == [kept]
        assert {row[0] for row in rows_of(office, "visit", "elder_id")} == {kept}
        assert len(rows_of(office, "elder_search", "elder_id")) == 1
        # The mark alone keeps what explains it.
        left = rows_of(office, f"entry WHERE person = X'{erased.hex()}' AND (duty IS NOT NULL OR consented IS NOT NULL)", "op")
        assert left == [("erase",)]
        assert not rows_of(office, f"salt WHERE person = X'{erased.hex()}'", "value")
        assert hidden(office) == 0
    same(table, village)
    forget_stated(village)
    county.packages.import_files([early, table.package(village)])
    assert [row[0] for row in rows_of(county, "elder", "id")] == [kept]
    same(table, village)


def test_no_salt_is_left_by_which_somebody_could_try_out_what_was_erased(table: Table) -> None:
    village = table.villages[0]
    erased = enrol(village)
    of_person = f"entry WHERE person = X'{erased.hex()}' AND duty_salt IS NOT NULL"
    before = set(rows_of(village, of_person, "duty_salt"))
    village.destructions.erase("elder", "e-1", "", "本人书面要求")
    (left,) = rows_of(village, of_person, "duty_salt")
    assert before
    assert left not in before
    assert left not in rows_of(village, "salt", "value")


def test_nothing_that_is_written_beside_an_erasure_shows_the_person(table: Table) -> None:
    """Whole records in the person's name, before or after, and in the erasure itself."""
    village, county = table.villages[0], table.county
    erased = enrol(village)
    table.round(village)
    fields = {"ref": "e-1", "full_name": "又写一遍", "sex": "male", "birth_date": "1940-01-02", "care_level": "high"}
    change(village, erased, fields, op="erase")
    change(village, erased, fields)
    table.round(village)
    for office in (village, county):
        assert rows_of(office, "elder", "full_name") == []
    same(table, village)


def test_only_people_can_be_erased_and_a_reason_is_needed(table: Table) -> None:
    village = table.villages[0]
    enrol(village)
    with pytest.raises(KnownError, match="写明原因"):
        village.destructions.erase("elder", "e-1", "", " ")
    with pytest.raises(KnownError, match="人员登记"):
        village.destructions.erase("visit", "v-1", "", "本人书面要求")
    with pytest.raises(KnownError, match="找不到"):
        village.destructions.erase("elder", "e-9", "", "本人书面要求")
    assert phones(village) == [PHONE]


# A mark that ceases to fold.


def test_what_a_mark_destroyed_comes_back_when_it_ceases_to_fold(table: Table) -> None:
    """The county destroyed already; the village, which the file did not reach, still has everything."""
    village, county = table.villages[0], table.county
    elder = enrol(village)
    table.round(village)
    before = shared(county, unit_of(village))
    county.elders.withdraw_consent(elder, LATER)
    county.destructions.erase("elder", "e-1", UNITS[0], "弄错了人")
    assert rows_of(county, "elder", "id") == []
    marks = {row[0] for row in rows_of(county, "destruction", "entry")}
    _cease(county, unit_of(village), marks)
    assert rows_of(county, "elder", "id") == []  # destroyed, and missed
    table.round(village)
    county.packages.import_files([table.package(village)])
    shown = [row for row in shared(county, unit_of(village)) if row[0] in ("visit", "elder_spell")]
    assert shown == [row for row in before if row[0] in ("visit", "elder_spell")]
    assert phones(county) == phones(village) == [PHONE]


def _cease(office: Workspace, unit: bytes, marks: set[bytes]) -> None:
    """The county withdraws the entries of the marks."""
    with context_of(office).read() as connection:
        rows = connection.execute(text("SELECT b.device, b.epoch, e.seq, e.hash FROM entry e JOIN branch b ON b.id = e.branch")).all()
    names = ";".join(str(Line(row.device, row.epoch, row.seq, row.seq, row.hash)) for row in rows if row.hash in marks)
    write(office, creation(unit, "ruling", new_id(unit), None, {"kind": RulingKind.WITHDRAW.value, "names": names, "reason": "弄错了"}))


# In numbers.

MANY = 12


def thief(table: Table, tmp_path: Path) -> Workspace:
    """A copy of the village's laptop; whoever has it knows a passphrase and withdraws everybody's consent."""
    village = table.villages[0]
    for number in range(MANY):
        enrol(village, number)
    table.round(village)
    folder = context_of(village).folder
    village.close()
    stolen = reopen(folder, tmp_path / "stolen")
    table.villages[0] = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    for elder in [row[0] for row in rows_of(stolen, "elder", "id")]:
        stolen.elders.withdraw_consent(elder, LATER)
    return stolen


def test_what_a_thief_withdraws_is_hidden_until_a_person_confirms(table: Table, tmp_path: Path) -> None:
    stolen, county = thief(table, tmp_path), table.county
    county.packages.import_files([table.package(stolen)])
    assert set(phones(county)) == {None}
    assert hidden(county) == 2 * MANY
    healthy(county)
    (asked,) = county.destructions.pending()
    assert (asked.persons, asked.why, asked.unit_code) == (MANY, "destruction", "653121100001")
    # As if destroyed: it travels as digest, and dumps and tables are the same as at the thief's, where it is gone.
    assert shared(county, unit_of(stolen)) == shared(stolen, unit_of(stolen))
    assert rebuilt(county) == contents(county)
    # The county withdraws what the thief sent: the marks fold no more, and all is there again.
    _cease(county, unit_of(stolen), {row[0] for row in rows_of(county, "destruction", "entry")})
    assert phones(county) == [PHONE] * MANY
    assert (hidden(county), county.destructions.pending()) == (0, ())
    healthy(county)
    assert rebuilt(county) == contents(county)
    stolen.close()


def test_what_a_copy_of_the_own_folder_destroys_is_asked_as_well(table: Table, tmp_path: Path) -> None:
    """It signs with this computer's key, and comes back with the county's receipt."""
    stolen, county = thief(table, tmp_path), table.county
    county.packages.import_files([table.package(stolen)])
    village = table.villages[0]
    table.round(village)
    assert set(phones(village)) == {None}
    assert hidden(village) == 2 * MANY
    (asked,) = village.destructions.pending()
    assert (asked.persons, asked.why) == (MANY, "own_copy")
    same(table, village)
    # What its people themselves withdraw is destroyed at once, however many they are.
    for number in range(MANY, 2 * MANY):
        elder = enrol(village, number)
        village.elders.withdraw_consent(elder, LATER)
    assert hidden(village) == 2 * MANY
    stolen.close()


def test_a_confirmed_destruction_is_carried_out(table: Table, tmp_path: Path) -> None:
    stolen, county = thief(table, tmp_path), table.county
    county.packages.import_files([table.package(stolen)])
    shown = contents(county)
    (asked,) = county.destructions.pending()
    assert county.destructions.confirm(asked.id) == MANY
    assert (hidden(county), county.destructions.pending(), contents(county)) == (0, (), shown)
    assert rows_of(county, "entry WHERE consented IS NOT NULL", "count(*)") == [(0,)]
    with pytest.raises(KnownError):
        county.destructions.confirm(asked.id)
    healthy(county)
    stolen.close()


def test_a_few_are_destroyed_and_what_exceeds_them_within_thirty_days_is_asked(table: Table, tmp_path: Path) -> None:
    """Cutting a theft into small files gains ten persons, not all of them."""
    village, county = table.villages[0], table.county
    elders = [enrol(village, number) for number in range(MANY)]
    table.round(village)
    for elder in elders:
        village.elders.withdraw_consent(elder, LATER)
        county.packages.import_files([table.package(village)])
    assert hidden(county) == 2 * (MANY - 10)
    assert [each.persons for each in county.destructions.pending()] == [MANY - 10]
    county.close()
    table.county = county = startup.open_workspace(tmp_path / "county", PASSPHRASE, Clock(date(2026, 12, 31)))
    last = enrol(village, MANY)
    table.round(village)
    village.elders.withdraw_consent(last, LATER)
    county.packages.import_files([table.package(village)])
    # A month later a withdrawal is as good as any; what is asked stays asked.
    assert hidden(county) == 2 * (MANY - 10)


def test_what_a_mark_names_of_other_persons_or_units_destroys_nothing(table: Table) -> None:
    village, other, county = *table.villages, table.county
    mine, neighbour, foreign = enrol(village, 1), enrol(village, 2), enrol(other, 3)
    for each in (village, other):
        table.round(each)
    named = ";".join(row[0] for row in rows_of(county, "elder WHERE consent_id IS NOT NULL", "consent_id"))
    mine_only = rows_of(village, f"elder WHERE id = X'{mine.hex()}'", "consent_id")[0][0]
    wrong = ";".join(each for each in named.split(";") if each != mine_only)
    change(village, mine, {"consent_withdrawn_on": "2026-11-15", "consents_ended": wrong})
    table.round(village)
    assert phones(county) == [PHONE] * 3
    assert hidden(county) == 0
    assert neighbour != foreign
    healthy(county)


# The state folder.


def put_back(table: Table, tmp_path: Path, act: str) -> tuple[Workspace, bytes]:
    """The village's folder is copied, destroys something, and the copy takes its place."""
    village = table.villages[0]
    elder = enrol(village)
    table.round(village)
    folder = context_of(village).folder
    village.close()
    backup = tmp_path / "backup"
    reopen(folder, backup).close()
    village = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    if act == "own":
        village.elders.withdraw_consent(elder, LATER)
    elif act == "erase":
        village.destructions.erase("elder", "e-1", "", "本人书面要求")
    else:
        table.county.elders.withdraw_consent(elder, LATER)
        village.packages.import_files([table.receipt(village)])
    village.close()
    return startup_copy(table, backup), elder


def startup_copy(table: Table, folder: Path) -> Workspace:
    table.villages[0] = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    return table.villages[0]


def test_a_copy_put_back_does_not_bring_back_what_this_computer_destroyed(table: Table, tmp_path: Path, state: Path) -> None:
    village, elder = put_back(table, tmp_path, "own")
    assert phones(village) == [None]
    assert (hidden(village), village.destructions.pending()) == (0, ())
    (file,) = state.iterdir()
    assert file.stat().st_mode & 0o077 == 0
    assert elder in file.read_bytes()
    table.round(village)  # the withdrawal was written again, and reaches the county
    assert phones(table.county) == [None]
    same(table, village)


def test_an_erasure_outlives_the_folder_it_was_written_in(table: Table, tmp_path: Path, state: Path) -> None:
    village, _ = put_back(table, tmp_path, "erase")
    assert rows_of(village, "elder", "id") == []
    assert hidden(village) == 0
    table.round(village)
    assert rows_of(table.county, "elder", "id") == []
    same(table, village)


def test_what_another_office_destroyed_stays_hidden_and_is_asked(table: Table, tmp_path: Path, state: Path) -> None:
    village, _ = put_back(table, tmp_path, "other")
    assert phones(village) == [None]
    (asked,) = village.destructions.pending()
    assert (asked.why, asked.persons) == ("lost_mark", 1)
    assert village.destructions.confirm(asked.id) == 1
    assert (hidden(village), village.destructions.pending(), phones(village)) == (0, (), [None])
    table.round(village)
    same(table, village)


def test_what_another_office_destroyed_is_settled_when_its_entry_comes_again(table: Table, tmp_path: Path, state: Path) -> None:
    village, _ = put_back(table, tmp_path, "other")
    forget_stated(table.county)
    village.packages.import_files([table.receipt(village)])
    assert (hidden(village), village.destructions.pending(), phones(village)) == (0, (), [None])
    same(table, village)


def test_what_a_copy_destroyed_is_not_written_again_as_this_computers_own(table: Table, tmp_path: Path, state: Path) -> None:
    stolen, county = thief(table, tmp_path), table.county
    county.packages.import_files([table.package(stolen)])
    stolen.close()
    for each in state.iterdir():  # the thief's user folder is on another computer
        each.unlink()
    village, backup = table.villages[0], tmp_path / "backup"
    folder = context_of(village).folder
    village.close()
    reopen(folder, backup).close()
    village = table.villages[0] = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    table.round(village)
    assert [each.why for each in village.destructions.pending()] == ["own_copy"]
    village.close()
    village = startup_copy(table, backup)
    assert village.destructions.pending() == ()
    for _ in range(2):
        table.round(village)
    assert [(each.why, each.persons) for each in village.destructions.pending()] == [("own_copy", MANY)]
    assert hidden(village) == 2 * MANY


@pytest.mark.usefixtures("state")
def test_an_erasure_of_somebody_whom_the_copy_does_not_know_is_written_again_once_he_is_back(table: Table, tmp_path: Path) -> None:
    village, folder, backup = table.villages[0], context_of(table.villages[0]).folder, tmp_path / "backup"
    village.close()
    reopen(folder, backup).close()
    village = table.villages[0] = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    enrol(village)
    table.round(village)
    village.destructions.erase("elder", "e-1", "", "本人书面要求")
    village.close()
    village = startup_copy(table, backup)
    assert rows_of(table.county, "elder", "id")
    for _ in range(2):
        table.round(village)
    for office in (village, table.county):
        assert rows_of(office, "elder", "id") == []
        healthy(office)
    same(table, village)


def test_without_the_marks_a_copy_shows_what_it_held(table: Table, tmp_path: Path, state: Path) -> None:
    """What the marks are for: a copy on another computer knows of no destruction until a file brings it."""
    village = table.villages[0]
    elder = enrol(village)
    table.round(village)
    folder = context_of(village).folder
    village.close()
    reopen(folder, tmp_path / "backup").close()
    village = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    village.elders.withdraw_consent(elder, LATER)
    village.close()
    for each in state.iterdir():
        each.unlink()
    assert phones(startup_copy(table, tmp_path / "backup")) == [PHONE]


def test_changed_marks_are_told_and_ignored(table: Table, tmp_path: Path, state: Path) -> None:
    village = table.villages[0]
    elder = enrol(village)
    folder = context_of(village).folder
    village.elders.withdraw_consent(elder, LATER)
    village.close()
    (file,) = state.iterdir()
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(data)
    village = startup_copy(table, folder)
    assert any("记号" in notice for notice in village.notices)
    assert [path.name[:5] for path in sorted(state.iterdir())] != []
    assert phones(village) == [None]
    village.close()
    village = startup_copy(table, folder)  # told once
    assert not any("记号" in notice for notice in village.notices)
