"""What issue 8 names that a hostile village could do, one test for each case, by its number there.

Elsewhere: a unit that settles questions about itself (2: tests/sync/test_rulings.py), entries of a stopped laptop (6:
test_authority.py), mass erasure and withdrawals of others' consents (7: tests/sync/test_destruction.py), a stolen office folder
that signs the next card (7: test_stolen_office.py).
"""

import random
import shutil
import time
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from db.codes import QuestionKind, QuestionStatus
from db.journal import Change
from db.streams import belongs, new_id
from kashi_desktop import startup
from kashi_desktop.sync import shelf
from kashi_desktop.sync.ranges import held_heads
from kashi_desktop.types.county import QuestionItem
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.hostile.moves import DEEP, sent
from tests.hostile.test_one_file import party_sender, readable
from tests.sync.crafted import forge
from tests.sync.offices import (
    CLOCK,
    OTHER_COUNTY,
    PASSPHRASE,
    UNITS,
    Table,
    add_elder,
    add_visit,
    approve,
    change,
    contents,
    context_of,
    create,
    everything,
    rebuilt,
    shared,
    unit_of,
    write,
)
from tests.workspaces import COMMON, healthy


def laptop(table: Table, folder: Path, name: str) -> Workspace:
    """A laptop that somebody set up with a found invitation of the first unit."""
    (file,) = table.county.enrolment.invite([UNITS[0]], folder / f"{name}.kashi-invitation").files
    return create(folder / name, "village", UNITS[0], file)


def verdicts(office: Workspace, *files: Path) -> dict[str, tuple[str, str | None]]:
    """What became of each file of one import."""
    return {each.file: (each.verdict, each.code) for each in office.packages.import_files(files).files}


def test_1_no_file_takes_the_units_from_a_county(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    add_visit(other, add_elder(other))
    table.round(other)
    for register in ("definition", "course"):
        write(table.county, Change(COMMON, register, "create", new_id(COMMON), None, moves.sound(register)))
    before, known = contents(table.county), [(name, row[0]) for name, row in contents(table.county)]
    names = {name for name, _ in known}
    assert {"unit", "definition", "course", "elder", "visit"} <= names
    strange = [(name, record) for name, record in known if record != unit_of(village) and not belongs(record, unit_of(village))]
    for number, (name, record) in enumerate(strange[:: max(1, len(strange) // 60)]):
        bad = sent(village, tmp_path / f"{number}.kashi", partial(moves.entries_under_known_ids, others={name: record}))
        assert verdicts(table.county, bad)[bad.name][0] == "refused", name
    assert contents(table.county) == before
    assert len(table.county.board.board().lines) > 100
    healthy(table.county)


def test_2_a_unit_neither_raises_itself_nor_renames_nor_settles_elsewhere(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    county, unit = table.county, unit_of(other)
    place = (unit, UNITS[1], "")
    county.questions.ask([QuestionItem(None, QuestionKind.OTHER, *place, "", (), (), "请看一看", None, "", None, QuestionStatus.OPEN)])
    table.round(other)
    (question,) = county.questions.list()
    assert question.id is not None
    accounts = [row[0] for name, row in contents(county) if name == "account"]
    before = contents(county)
    attacks: list[moves.Move] = [moves.own_unit_raised, partial(moves.question_settled, question=question.id)]
    attacks += [partial(moves.account_renamed, account=each) for each in accounts]
    for number, attack in enumerate(attacks):
        table.county.packages.import_files([sent(village, tmp_path / f"{number}.kashi", attack)])
    assert contents(county) == before
    assert [each.status for each in county.questions.list()] == [QuestionStatus.OPEN]


@pytest.mark.parametrize("value", [b"9223372036854775808", DEEP, b'"\xff"'], ids=["2^63", "deep", "stray byte"])
def test_3_nothing_that_waits_poisons_a_county(table: Table, tmp_path: Path, value: bytes) -> None:
    county, stranger, other = table.county, laptop(table, tmp_path, "stranger"), table.villages[1]
    moves.value_out_of_bounds(stranger, "minutes" if value[:1] == b"9" else "unknown", value)
    bad = forge(stranger, tmp_path / "bad.kashi", header={"sender": party_sender(stranger)})
    assert verdicts(county, bad)[bad.name] == ("quarantined", "waiting_approval")
    for number in range(2):
        add_elder(other, number)
        honest = table.package(other)
        assert county.packages.inspect(honest).code is None
        assert verdicts(county, honest)[honest.name][0] == "applied"
    (device,) = (each for each in county.enrolment.devices() if each.state == "waiting")
    assert [each.code for each in approve(county, device.device_code).files] == ["structure"]
    add_elder(other, 2)
    honest = table.package(other)
    assert verdicts(county, honest, bad) == {honest.name: ("applied", None), bad.name: ("refused", "structure")}
    readable(county)
    healthy(county)
    stranger.close()


def test_4_what_one_found_invitation_makes_a_county_keep_is_bounded(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many computers were set up with it: by files, and by bytes."""
    strangers = [laptop(table, tmp_path, f"stranger{number}") for number in range(5)]
    packages = [table.package(each) for each in strangers]
    size = packages[0].stat().st_size
    monkeypatch.setattr(shelf, "MAX_BYTES", 3 * size)
    codes = [code for _, code in verdicts(table.county, *packages).values()]
    assert (codes.count("waiting_approval"), codes.count("quarantine_full")) in {(2, 3), (3, 2)}
    with context_of(table.county).read() as connection:
        kept = connection.execute(text("SELECT sum(length(content)) FROM package")).scalar_one()
    assert kept <= 3 * size
    for each in strangers:
        each.close()


def test_4_many_small_changes_cost_what_they_weigh(table: Table, tmp_path: Path) -> None:
    """Twice as many changes of one record take twice as long, not four times."""
    village, times = table.villages[0], []
    for number in (2_000, 4_000):
        bad = sent(village, tmp_path / f"{number}.kashi", partial(moves.many_updates_of_one_record, number=number))
        started = time.process_time()
        assert table.county.packages.inspect(bad).new >= number
        times.append(time.process_time() - started)
    assert times[1] < 3 * times[0] + 0.5


VALUES: list[tuple[str, str, Any]] = [
    *(("facility", "building_area_m2", value) for value in ("abc", "1e99999999", "NaN", "-1", "Infinity")),
    ("visit", "visited_at", "2026-W40-4T10:00"),
    ("visit", "note", random.Random(1).randbytes(1_500_000).hex()),
]


def test_5_no_value_breaks_a_number_a_list_or_a_dump(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    elder = add_elder(village)
    table.round(village)
    files = [sent(village, tmp_path / "date.kashi", header={"created": "zzzz"})]
    for number, (register, field, value) in enumerate(VALUES):
        person = elder if register == "visit" else None
        fields = {**moves.sound(register), **({"elder_id": elder.hex()} if person else {}), field: value}
        attack = partial(moves.entry, register=register, fields=fields, subject=person)
        files.append(sent(village, tmp_path / f"{number}.kashi", attack))
    before = contents(table.county)
    add_elder(other)
    honest = table.package(other)
    found = verdicts(table.county, *files, honest)
    assert found.pop(honest.name) == ("applied", None)
    assert set(found.values()) == {("refused", "structure")}
    assert [row for row in contents(table.county) if row[1][1] != unit_of(other)] == [row for row in before if row[1][1] != unit_of(other)]
    readable(table.county)


def test_6_a_rejected_laptops_file_does_nothing_whenever_it_comes(table: Table, tmp_path: Path) -> None:
    county, thief = table.county, laptop(table, tmp_path, "thief")
    county.packages.import_files([table.package(thief)])
    (device,) = (each for each in county.enrolment.devices() if each.state == "waiting")
    county.enrolment.reject(device.device_code)
    add_elder(thief, 7)
    file = table.package(thief)
    before = everything(county)
    assert verdicts(county, file)[file.name] == ("refused", "device_rejected")
    assert everything(county) == before
    thief.close()


def test_7_a_found_invitation_takes_no_unit_over(table: Table, tmp_path: Path) -> None:
    county, village, thief = table.county, table.villages[0], laptop(table, tmp_path, "thief")
    add_elder(thief, 7)
    file = table.package(thief)
    before = contents(county)
    assert verdicts(county, file)[file.name] == ("quarantined", "waiting_approval")
    assert contents(county) == before
    # It is written nothing, and the unit's own laptop goes on as ever.
    receipts = county.packages.write_receipts(table.stick(), UNITS[0]).files
    assert [thief.packages.import_files([each]).files[0].verdict for each in receipts] == ["refused"]
    add_elder(village, 8)
    table.round(village)
    assert village.packages.state().unconfirmed_entries == 0
    assert [each.state for each in county.enrolment.devices() if each.unit_code == UNITS[0]].count("approved") == 1
    thief.close()


def test_7_a_laptop_that_waits_shows_the_unit_that_it_was_invited_for(table: Table, tmp_path: Path) -> None:
    """Whatever its own card says: with the neighbour's code its digits would be compared with the neighbour's slip."""
    county, thief = table.county, laptop(table, tmp_path, "thief")
    add_elder(thief, 7)
    sender = party_sender(thief)
    file = forge(thief, tmp_path / "claims.kashi", header={"sender": sender | {"card": sender["card"] | {"unit_code": UNITS[1]}}})
    assert county.packages.inspect(file).sender == UNITS[0]
    (verdict,) = county.packages.import_files([file]).files
    assert (verdict.code, verdict.sender) == ("waiting_approval", UNITS[0])
    (device,) = (each for each in county.enrolment.devices() if each.state == "waiting")
    assert (device.unit_code, device.unit_name) == (UNITS[0], county.units.get(UNITS[0]).name)
    thief.close()


def test_7_a_fake_invitation_among_receipts_changes_no_parent(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    digits = village.office.parent_fingerprint
    other = create(tmp_path / "other", "county", OTHER_COUNTY)
    (fake,) = other.enrolment.invite(["653122100001"], tmp_path / "theirs.kashi-invitation").files
    mine = tmp_path / "mine.kashi-invitation"
    thief = create(tmp_path / "thief", "county", "653121000000")
    (made,) = thief.enrolment.invite([UNITS[0]], mine).files
    add_elder(table.county, 5, unit_of(village))
    receipt = table.receipt(village)
    found = verdicts(village, fake, made, receipt)
    assert found == {fake.name: ("refused", "other_unit"), made.name: ("refused", "other_parent"), receipt.name: ("applied", None)}
    assert village.office.parent_fingerprint == digits
    assert shared(village, unit_of(village)) == shared(table.county, unit_of(village))
    other.close()
    thief.close()


def test_7_what_an_unapproved_laptop_says_it_holds_is_not_heard(table: Table, tmp_path: Path) -> None:
    """It names everything that the county holds: the unit's own laptop is sent it all the same."""
    county, village, thief = table.county, table.villages[0], laptop(table, tmp_path, "thief")
    add_elder(county, 5, unit_of(village))
    with context_of(county).read() as connection:
        have = held_heads(connection, (unit_of(village), COMMON))
    file = forge(thief, tmp_path / "have.kashi", header={"have": have, "sender": party_sender(thief)})
    assert verdicts(county, file)[file.name] == ("quarantined", "waiting_approval")
    (device,) = (each for each in county.enrolment.devices() if each.state == "waiting")
    county.enrolment.reject(device.device_code)
    again = forge(thief, tmp_path / "again.kashi", header={"have": have, "sender": party_sender(thief)})
    assert verdicts(county, again)[again.name] == ("refused", "device_rejected")
    village.packages.import_files([table.receipt(village)])
    assert shared(village, unit_of(village)) == shared(county, unit_of(village))
    thief.close()


def test_7_branches_silence_no_honest_laptop(table: Table, tmp_path: Path) -> None:
    """A stolen copy of a folder writes branch after branch under the laptop's own key: what the honest one writes counts as ever."""
    village, county = table.villages[0], table.county
    elder = add_elder(village, 1)
    table.round(village)
    files = []
    for number in range(20):
        folder = tmp_path / f"copy{number}"
        shutil.copytree(context_of(village).folder, folder, ignore=shutil.ignore_patterns("kashi.lock"))
        copy = startup.open_workspace(folder, PASSPHRASE, CLOCK)
        change(copy, elder, {"address": f"{number}", "full_name": f"冒{number}"})
        add_elder(copy, 100 + number)
        files.append(table.package(copy))
        copy.close()
    add_elder(village, 2)
    change(village, elder, {"full_name": "古丽"})
    honest = table.package(village)
    found = verdicts(county, *files, honest)
    assert found[honest.name] == ("applied", None)
    refs = [each["ref"] for each in county.registers.dump("elder", UNITS[0])]
    assert {"e-1", "e-2"} <= set(refs)
    table.round(village)
    assert village.packages.state().unconfirmed_entries == 0
    assert shared(village, unit_of(village)) == shared(county, unit_of(village))
    assert rebuilt(county) == contents(county)


def test_7_a_word_in_the_common_stream_is_the_countys_alone(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    before = everything(county)
    for number, (register, fields) in enumerate((("holiday", {"day": "2026-12-01"}), ("unit", {"name": "x"}))):
        record = new_id(COMMON) if register == "holiday" else unit_of(table.villages[1])
        with moves.forgotten(village):
            moves.word_in_common(village, register, record, fields)
            bad = forge(village, tmp_path / f"{number}.kashi", streams=(COMMON,))
        before = everything(county)
        assert verdicts(county, bad)[bad.name][0] == "refused"
        assert everything(county) == before
