"""What one unit may make others keep: a limit of its own, and a waiting room that junk fills for nobody else (issue 8, cases 4 and 7)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from db.queries.devices import change_device
from kashi_desktop.errors import KnownError
from kashi_desktop.sync import shelf
from kashi_desktop.sync.cutting import Room
from kashi_desktop.sync.shelf import MAX_FILES
from kashi_desktop.types.results import FileVerdict
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.hostile.moves import sent
from tests.sync.offices import UNITS, Table, add_elder, approve, context_of, create, everything, shared, unit_of
from tests.workspaces import healthy

ANY = 1 << 40


def held(table: Table, village: Workspace) -> int:
    """How many entries the county holds of a village."""
    return sum(1 for register in ("elder", "visit") for _ in table.county.registers.dump(register, context_of(village).office.unit_code))


def grow(table: Table, village: Workspace, elders: int, first: int = 0) -> FileVerdict:
    """So many more elders, and what became of the file that brings them."""
    for number in range(elders):
        add_elder(village, first + number)
    return table.county.packages.import_files([table.package(village)]).files[0]


@pytest.fixture
def little(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units that may have eight entries; each brought one when it was set up."""
    monkeypatch.setattr(shelf, "UNIT", Room(9, ANY))


@pytest.mark.usefixtures("little")
def test_a_unit_above_its_limit_waits_for_a_person_and_nobody_else_does(table: Table) -> None:
    village, other = table.villages
    assert grow(table, village, 3).verdict == "applied"
    waits = grow(table, village, 6, 3)
    assert (waits.verdict, waits.code) == ("quarantined", "unit_full")
    assert "其他单位不受影响" in (waits.message or "")
    assert held(table, village) == 3
    assert grow(table, other, 2).verdict == "applied"
    # It is not tried again by itself with each import of somebody else's.
    (waiting,) = table.county.enrolment.waiting()
    assert (waiting.why, waiting.unit_code) == ("unit_full", UNITS[0])
    (taken,) = table.county.enrolment.take_waiting(waiting.id)
    assert taken.verdict == "applied"
    assert shared(table.county, unit_of(village)) == shared(village, unit_of(village))
    assert table.county.enrolment.waiting() == ()
    # That was once: the next one waits again.
    table.round(other)
    assert grow(table, village, 1, 9).code == "unit_full"
    table.county.enrolment.refuse_waiting(table.county.enrolment.waiting()[0].id)
    assert held(table, village) == 9
    healthy(table.county)


@pytest.mark.usefixtures("little")
def test_what_is_held_already_does_not_count_and_never_waits(table: Table) -> None:
    """No receipt came: the next files bring the first three again, and with its set-up seven are not above nine."""
    village = table.villages[0]
    assert [grow(table, village, 3).verdict, grow(table, village, 2, 3).verdict, grow(table, village, 2, 5).verdict] == ["applied"] * 3
    assert grow(table, village, 1, 7).code == "unit_full"
    table.county.enrolment.take_waiting(table.county.enrolment.waiting()[0].id)
    village.packages.import_files([table.receipt(village)])
    assert table.county.packages.import_files([table.package(village)]).files[0].verdict == "applied"
    assert table.county.enrolment.waiting() == ()


@pytest.mark.usefixtures("little")
def test_files_of_one_batch_are_counted_together(table: Table) -> None:
    village = table.villages[0]
    files = []
    for number in range(3):
        for elder in range(3):
            add_elder(village, 3 * number + elder)
        files.append(table.package(village))
    verdicts = table.county.packages.import_files(files).files
    assert [each.code for each in verdicts] == [None, None, "unit_full"]
    assert held(table, village) == 6


def test_a_unit_is_limited_by_its_bytes_too(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    village = table.villages[0]
    monkeypatch.setattr(shelf, "UNIT", Room(ANY, 6000))
    assert grow(table, village, 4).verdict == "applied"
    assert [grow(table, village, 4, turn).code for turn in (10, 20, 30)][-1] == "unit_full"
    assert grow(table, table.villages[1], 4).verdict == "applied"


def test_only_what_waits_for_a_decision_is_taken(table: Table, tmp_path: Path) -> None:
    (stranger,) = strangers(table, tmp_path, 1)
    table.county.packages.import_files([table.package(stranger)])
    (waiting,) = table.county.enrolment.waiting()
    before = everything(table.county)
    with pytest.raises(KnownError, match="waiting_not_takable"):
        table.county.enrolment.take_waiting(waiting.id)
    with pytest.raises(KnownError, match="waiting_not_found"):
        table.county.enrolment.take_waiting("00")
    assert everything(table.county) == before
    stranger.close()


def test_a_file_that_is_taken_is_still_proven(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    village = table.villages[0]
    monkeypatch.setattr(shelf, "UNIT", Room(0, ANY))
    bad = sent(village, tmp_path / "bad.kashi", lambda office: moves.value_out_of_bounds(office, "minutes", 2000))
    assert table.county.packages.import_files([bad]).files[0].code == "structure"
    assert table.county.enrolment.waiting() == ()


# -- the waiting room ------------------------------------------------------------------------------------------------------


def strangers(table: Table, folder: Path, number: int) -> list[Workspace]:
    """Laptops that somebody set up with a found invitation of the first unit."""
    (file,) = table.county.enrolment.invite([UNITS[0]], folder / f"found-{number}.kashi-invitation").files
    return [create(folder / f"stranger-{number}-{each}", "village", UNITS[0], file) for each in range(number)]


@pytest.fixture
def junk(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Workspace]]:
    """A waiting room that is full of first packages of four computers."""
    monkeypatch.setattr(shelf, "MAX_FILES", 4)
    made = strangers(table, tmp_path, 4)
    for each in made:
        assert table.county.packages.import_files([table.package(each)]).files[0].code == "waiting_approval"
    yield made
    for each in made:
        each.close()


def test_the_laptop_whose_digits_are_compared_needs_no_room(table: Table, tmp_path: Path, junk: list[Workspace]) -> None:
    """Junk filled the room before the honest laptop came: its digits can be compared all the same, and then nothing of it waits."""
    county = table.county
    (honest,) = strangers(table, tmp_path, 1)
    add_elder(honest, 5)
    package = table.package(honest)
    refused = county.packages.import_files([package]).files[0]
    assert (refused.verdict, refused.code) == ("refused", "quarantine_full")
    assert "核对五组数字" in (refused.message or "")
    (device,) = (each for each in county.enrolment.devices() if each.fingerprint == honest.office.fingerprint)
    assert (device.state, device.waiting_packages) == ("waiting", 0)
    approve(county, device.device_code)
    assert county.packages.import_files([package]).files[0].verdict == "applied"
    assert held(table, honest) == 1
    assert len(county.enrolment.waiting()) == 4
    honest.close()


def test_a_full_room_can_be_emptied_by_computer(table: Table, tmp_path: Path, junk: list[Workspace]) -> None:
    county = table.county
    (honest,) = strangers(table, tmp_path, 1)
    package = table.package(honest)
    assert county.packages.import_files([package]).files[0].code == "quarantine_full"
    codes = {each.device_code for each in county.enrolment.waiting()}
    assert county.enrolment.refuse_waiting(codes.pop()) == 1
    assert county.packages.import_files([package]).files[0].code == "waiting_approval"
    honest.close()


def test_a_full_room_is_full_for_unapproved_computers_of_its_unit_alone(
    table: Table, tmp_path: Path, junk: list[Workspace], monkeypatch: pytest.MonkeyPatch
) -> None:
    for village in table.villages:
        assert grow(table, village, 1).verdict == "applied"
    # Not even where the unit has too much: what its approved laptop sends waits in a room of its own.
    monkeypatch.setattr(shelf, "UNIT", Room(1, ANY))
    assert grow(table, table.villages[0], 1, 4).code == "unit_full"


def test_junk_fills_the_list_of_computers_neither(table: Table, tmp_path: Path, junk: list[Workspace]) -> None:
    more = strangers(table, tmp_path, 6)
    for each in more:
        assert table.county.packages.import_files([table.package(each)]).files[0].code == "quarantine_full"
    listed = {each.fingerprint for each in table.county.enrolment.devices() if each.state == "waiting"}
    assert len(listed) == 4 + 4 + 1
    assert more[-1].office.fingerprint in listed
    for each in more:
        each.close()


def test_junk_drives_out_no_laptop_that_was_certified(table: Table, tmp_path: Path, junk: list[Workspace]) -> None:
    """What a certified laptop wrote is proven by its card, also where nothing else is known of it (a county that was put back)."""
    device = context_of(table.villages[0]).keys.device_id
    with context_of(table.county).engine.begin() as connection:
        change_device(connection, device, state="waiting", changed_at="")
        connection.execute(text("DELETE FROM package WHERE sender = :device"), {"device": device})
    more = strangers(table, tmp_path, 6)
    for each in more:
        assert table.county.packages.import_files([table.package(each)]).files[0].code == "quarantine_full"
    assert table.villages[0].office.fingerprint in {each.fingerprint for each in table.county.enrolment.devices()}
    for each in more:
        each.close()


def test_the_room_is_as_large_as_it_is_said_to_be() -> None:
    assert (MAX_FILES, shelf.MAX_BYTES) == (20, 64 << 20)
    assert Room(2_000_000, 1 << 30) == shelf.UNIT
