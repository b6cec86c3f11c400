"""What exceeds one file goes out as several, each whole, read in any order (sync.md §2)."""

import json
from itertools import permutations
from pathlib import Path

import pytest

from db.queries.branches import branches_of, entries
from kashi_desktop.errors import KnownError
from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync import cutting
from kashi_desktop.sync.cutting import Room, line_size
from kashi_desktop.sync.envelope import DEFAULT_LIMITS, open_header, payload, verify
from kashi_desktop.sync.header import Header, read_as
from kashi_desktop.sync.lines import SaltList, encode_rows
from kashi_desktop.sync.package import Built, write_built
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.refusals import fault
from kashi_desktop.types.results import FileVerdict
from kashi_desktop.workspace import Workspace
from tests.sync.offices import UNITS, Table, add_elder, add_visit, approve, change, context_of, create, shared, unit_of
from tests.workspaces import healthy

ANY = Room(1 << 40, 1 << 40)


@pytest.fixture
def small(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that take four entries, once the offices are made."""
    monkeypatch.setattr(cutting, "FILE", Room(4, 1 << 40))


def fill(village: Workspace, elders: int) -> None:
    """Two entries for each elder."""
    for number in range(elders):
        add_visit(village, add_elder(village, number), number)


def answer(table: Table, village: Workspace) -> None:
    """The county's receipt, in however many files."""
    village.packages.import_files(table.county.packages.write_receipts(table.stick(), context_of(village).office.unit_code).files)


def header_of(file: Path, office: Workspace) -> Header:
    return read_as(Header, open_header(file.read_bytes(), party_of(context_of(office)).identities).header)


def entries_in(verdicts: tuple[FileVerdict, ...]) -> list[int]:
    return [each.entries_new for each in verdicts]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_three_files_are_read_in_any_order(table: Table, order: tuple[int, ...]) -> None:
    village = table.villages[0]
    fill(village, 5)
    written = village.packages.export(table.stick())
    assert len(written.files) == 3
    assert (written.file, written.entries) == (written.files[0], 10)
    assert written.bytes == sum(file.stat().st_size for file in written.files)
    for place in order:
        table.county.packages.import_files([written.files[place]])
    assert shared(table.county, unit_of(village)) == shared(village, unit_of(village))
    assert table.county.enrolment.waiting() == ()
    answer(table, village)
    assert village.packages.state().unconfirmed_entries == 0
    healthy(table.county)


@pytest.mark.usefixtures("small")
def test_all_files_of_one_writing_say_the_same_but_for_their_entries(table: Table) -> None:
    village = table.villages[0]
    fill(village, 5)
    headers = [header_of(file, table.county) for file in village.packages.export(table.stick()).files]
    assert len({json.dumps(each.have, sort_keys=True) for each in headers}) == 1
    assert [each.sender.number for each in headers] == list(range(headers[0].sender.number, headers[0].sender.number + 3))
    ends = [(part.first, part.last) for each in headers for part in each.ranges]
    assert [last - first + 1 for first, last in ends] == [4, 4, 2]
    assert [first for first, _ in ends[1:]] == [last + 1 for _, last in ends[:-1]]


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("lost", range(3))
def test_what_a_lost_file_brought_comes_with_the_next_round(table: Table, lost: int) -> None:
    village = table.villages[0]
    fill(village, 5)
    files = list(village.packages.export(table.stick()).files)
    del files[lost]
    table.county.packages.import_files(files)
    answer(table, village)
    again = village.packages.export(table.stick()).files
    assert sum(entries_in(table.county.packages.import_files(again).files)) >= (2 if lost == 2 else 4)
    answer(table, village)
    assert shared(table.county, unit_of(village)) == shared(village, unit_of(village))
    assert table.county.enrolment.waiting() == ()
    assert village.packages.state().unconfirmed_entries == 0


@pytest.mark.usefixtures("small")
def test_the_files_of_one_writing_are_one_last_file(table: Table) -> None:
    """What the county said before rules until it says something new, however many files the village wrote meanwhile."""
    village = table.villages[0]
    fill(village, 1)
    table.round(village)
    fill(village, 5)
    first = village.packages.export(table.stick())
    second = village.packages.export(table.stick())
    assert (first.entries, second.entries) == (10, 10)
    # The receipt arrives between two writings of several files: both go by it.
    table.county.packages.import_files(first.files[:1])
    answer(table, village)
    assert [village.packages.export(table.stick()).entries for _ in range(2)] == [6, 6]


def test_a_writing_that_stopped_half_way_brings_all_of_it_again(table: Table, small: None, monkeypatch: pytest.MonkeyPatch) -> None:
    village = table.villages[0]
    fill(village, 5)
    tried = full_stick(monkeypatch, fail_at=2)
    with pytest.raises(KnownError, match="write_failed"):
        village.packages.export(table.stick())
    assert tried == [1, 2]
    monkeypatch.setattr(cutting, "FILE", ANY)
    assert village.packages.export(table.stick()).entries == 10


def full_stick(monkeypatch: pytest.MonkeyPatch, fail_at: int) -> list[int]:
    """A stick that is full when the file of this number is written, once; returns the numbers of those that were tried."""
    done: list[int] = []

    def full(folder: Path, stem: str, built: Built, party: Party) -> Path:
        done.append(len(done) + 1)
        if len(done) == fail_at:
            raise fault("write_failed")
        return write_built(folder, stem, built, party)

    monkeypatch.setattr("kashi_desktop.services.packages.write_built", full)
    return done


def test_what_others_wrote_is_cut_where_they_signed(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new laptop gets the older one's entries in files that end at its signed heads; one stretch that exceeds goes whole."""
    county, village = table.county, table.villages[0]
    for elders in (1, 2, 4):
        fill(village, elders)
        table.round(village)
    fresh = laptop(table, tmp_path)
    monkeypatch.setattr(cutting, "FILE", Room(7, 1 << 40))
    stick = table.stick()
    files = county.packages.write_receipts(stick, UNITS[0]).files
    headers = [header_of(file, fresh) for file in files]
    old = context_of(village).keys.device_id.hex()
    sizes = [part.last - part.first + 1 for each in headers for part in each.ranges if part.device == old]
    # It signed behind the first three entries (two of them its own set-up), and behind four and eight more.
    assert sizes == [3, 4, 8]
    assert [sum(part.last - part.first + 1 for part in each.ranges) for each in headers if each.ranges[-1].last == 15] == [8]
    assert all(each.authors for each in headers if any(part.device == old for part in each.ranges))
    for file in reversed(files):
        assert fresh.packages.import_files([file]).files[0].verdict in ("applied", "quarantined")
    assert shared(fresh, unit_of(fresh)) == shared(county, unit_of(fresh))
    assert fresh.enrolment.waiting() == ()
    fresh.close()


def laptop(table: Table, folder: Path) -> Workspace:
    """A further laptop of the first unit, approved, without its first receipt."""
    (file,) = table.county.enrolment.invite([UNITS[0]], folder / "again.kashi-invitation").files
    made = create(folder / "fresh", "village", UNITS[0], file)
    table.county.packages.import_files([table.package(made)])
    (device,) = (each for each in table.county.enrolment.devices() if each.state == "waiting")
    approve(table.county, device.device_code)
    return made


def test_a_file_is_cut_by_its_bytes(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    village = table.villages[0]
    fill(village, 5)
    monkeypatch.setattr(cutting, "FILE", Room(1 << 40, 2500))
    files = village.packages.export(table.stick()).files
    assert len(files) > 2
    for file in files:
        opened = open_header(file.read_bytes(), party_of(context_of(table.county)).identities)
        verify(opened, context_of(village).keys.sign_public)
        assert len(payload(opened)) <= 2500
    assert sum(entries_in(table.county.packages.import_files(files).files)) == 10


def test_a_full_file_is_within_what_a_reader_takes(table: Table) -> None:
    """What is counted is never less than what is written, and the greatest file is read even if nothing of it packs."""
    village = table.villages[0]
    fill(village, 3)
    elder = add_elder(village, 9, unit_of(village))
    change(village, elder, {"phone": "13812341234", "full_name": "古丽" * 20})
    with context_of(village).read() as connection:
        rows = [tuple(row) for branch in branches_of(connection, (unit_of(village),)) for row in entries(connection, branch.id)]
    for row in rows:
        salts = SaltList()
        lines = encode_rows([row], salts, ())
        assert len(lines) + len(salts.encoded()) <= line_size(row) + len('{"salts":[]}\n')
    packed = cutting.FILE.size + cutting.FILE.size // 128 + DEFAULT_LIMITS.header_bytes
    assert packed < DEFAULT_LIMITS.file_bytes


@pytest.mark.usefixtures("small")
def test_what_an_invitation_does_not_hold_comes_with_the_first_receipt(table: Table, tmp_path: Path) -> None:
    fresh = laptop(table, tmp_path)
    everything = shared(table.county, unit_of(fresh))
    assert shared(fresh, unit_of(fresh)) != everything
    files = table.county.packages.write_receipts(table.stick(), UNITS[0]).files
    assert len(files) > 1
    fresh.packages.import_files(files)
    assert shared(fresh, unit_of(fresh)) == everything
    fresh.close()
