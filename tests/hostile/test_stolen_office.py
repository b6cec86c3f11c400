"""A thief has a copy of a county's folder with its passphrase: both its office key and its computer's key are his."""

from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from db.journal import Change
from db.queries.branches import add_branch, add_entries, all_branches, entries
from db.queries.devices import change_device
from db.queries.workspace import set_state, state
from db.streams import new_id
from kashi_desktop.errors import KnownError
from kashi_desktop.services.enrolment import certify
from kashi_desktop.services.exchange import party_of
from kashi_desktop.services.own_devices import MOST_HEADS, STATED, STOPPED
from kashi_desktop.sync.keys import OfficeKeys
from kashi_desktop.sync.own_devices import Offices, OwnDevices, Statement
from kashi_desktop.sync.short_codes import print_identity
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.sync.offices import UNITS, Table, add_elder, change, contents, context_of, everything, rebuilt, reopen, unit_of, write


def sheet_of(county: Workspace) -> str:
    """What stands on the county's recovery sheet."""
    keys = context_of(county).office_keys
    assert keys is not None
    return print_identity(keys.recovery_identity)


def receipt(county: Workspace, folder: Path) -> Path:
    """A receipt for the first village."""
    folder.mkdir()
    return county.packages.write_receipts(folder, UNITS[0]).files[0]


def test_the_recovery_card_beats_the_next_card_that_a_thief_signed(table: Table, tmp_path: Path) -> None:
    sheet = sheet_of(table.county)
    village, stolen = table.villages[0], reopen(context_of(table.county).folder, tmp_path / "stolen")
    stolen.cards.rotate()
    stolen.cards.rotate()
    theirs = receipt(stolen, tmp_path / "theirs")
    # Nobody can know it yet: the thief's card follows from the one that the village trusts.
    assert village.packages.import_files([theirs]).files[0].verdict == "applied"
    assert village.office.parent_fingerprint == stolen.office.fingerprint

    made = table.county.cards.recover(sheet)
    assert made.version == 2
    assert village.packages.import_files([table.receipt(village)]).files[0].verdict == "applied"
    assert village.office.parent_fingerprint == made.fingerprint == table.county.office.fingerprint
    assert context_of(village).hmac_key == context_of(table.county).hmac_key
    stolen.cards.rotate()
    before = everything(village)
    verdict = village.packages.import_files([receipt(stolen, tmp_path / "more")]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "certificate_invalid")
    assert everything(village) == before
    # What the village writes from now on, the thief cannot open.
    assert stolen.packages.import_files([table.package(village)]).files[0].code == "package_not_for_us"
    stolen.close()


def test_an_earlier_key_hands_out_no_certificate_that_counts_before_that_of_the_new_card(table: Table, tmp_path: Path) -> None:
    sheet, village = sheet_of(table.county), table.villages[0]
    stolen = reopen(context_of(table.county).folder, tmp_path / "stolen")
    table.county.cards.recover(sheet)
    village.packages.import_files([table.receipt(village)])
    held = context_of(village).certificate
    # The first card holds below the recovery card, and so does what was signed with its key before the theft.
    context = context_of(stolen)
    context.hmac_key = b"t" * 32
    assert context.office_card is not None
    assert context.office_keys is not None
    with context.write() as work:
        set_state(work.connection, "certificate_serial", (10**9).to_bytes(8, "big"))
        card = party_of(context_of(village)).card
        false = certify(work.connection, card, context.office_card, context.office_keys, "2026-11-20")
        change_device(work.connection, card.device_id, certificate=false.to_bytes())
    assert village.packages.import_files([receipt(stolen, tmp_path / "theirs")]).files[0].verdict == "applied"
    assert context_of(village).certificate == held
    assert context_of(village).hmac_key == context_of(table.county).hmac_key
    stolen.close()


def test_of_two_next_cards_the_second_waits_until_digits_are_typed(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    stolen = reopen(context_of(table.county).folder, tmp_path / "stolen")
    stolen.cards.rotate()
    theirs = receipt(stolen, tmp_path / "theirs")
    assert village.packages.import_files([theirs]).files[0].verdict == "applied"
    made = table.county.cards.rotate()
    ours = table.receipt(village)
    verdict = village.packages.import_files([ours]).files[0]
    assert (verdict.verdict, verdict.code) == ("quarantined", "cards_contested")
    assert village.cards.contested()
    assert village.office.parent_fingerprint == stolen.office.fingerprint
    # The other village has met nobody else's card, and the county takes in what the first one hands up.
    assert other.packages.import_files([table.receipt(other)]).files[0].verdict == "applied"
    with pytest.raises(KnownError, match="digits_unknown"):
        village.cards.trust("00000 00000 00000 00000 00000")
    assert [each.verdict for each in village.cards.trust(made.fingerprint)] == ["applied"]
    assert not village.cards.contested()
    assert village.office.parent_fingerprint == made.fingerprint
    folder = context_of(village).folder
    village.close()
    again = table.villages[0] = reopen(folder, tmp_path / "again")
    assert again.office.parent_fingerprint == made.fingerprint
    assert table.county.packages.import_files([table.package(again)]).files[0].verdict in ("applied", "known")
    stolen.close()


def test_no_number_under_an_earlier_card_makes_the_stopped_computer_rule_again(table: Table, tmp_path: Path) -> None:
    sheet = sheet_of(table.county)
    village, old = table.villages[0], context_of(table.county).keys.device_id
    unit, office = unit_of(village), unit_of(table.county)
    add_elder(table.county, 7, unit)
    stolen = reopen(context_of(table.county).folder, tmp_path / "stolen")

    def rules(workspace: Workspace) -> OwnDevices:
        with context_of(workspace).read() as connection:
            found = Offices(connection, {unit}).of(unit, office)
        assert found is not None
        return found

    assert rules(village) == OwnDevices(old, old, None)
    keys, card = context_of(stolen).office_keys, context_of(stolen).office_card
    assert keys is not None
    assert card is not None
    said = Statement(10**9, old, (), card.digest)
    write(stolen, Change(unit, "office_device", "create", new_id(unit), None, said.fields(unit, keys)))
    # The same with another office's key, and for another stream: nothing.
    for false in (said.fields(unit, OfficeKeys.generate()), said.fields(office, keys)):
        write(stolen, Change(unit, "office_device", "create", new_id(unit), None, false | {"number": 10**12}))
    village.packages.import_files([receipt(stolen, tmp_path / "theirs")])
    assert (rules(village).active, rules(village).number) == (old, 10**9)

    table.county.cards.recover(sheet)
    new = context_of(table.county).keys.device_id
    village.packages.import_files([table.receipt(village)])
    for workspace in (village, table.county):
        assert rules(workspace).active == new != old
        assert rules(workspace).trusted
        assert contents(workspace) == rebuilt(workspace)
    stolen.close()


def test_a_computer_that_is_stopped_in_some_streams_says_so_and_states_again(table: Table, tmp_path: Path) -> None:
    table.county.cards.recover(sheet_of(table.county))
    context = context_of(table.county)
    with context.engine.begin() as connection:  # a copy put back has lost what one unit brings again
        connection.execute(
            text("DELETE FROM entry WHERE register = 'office_device' AND branch NOT IN (SELECT id FROM branch WHERE stream = :kept)"),
            {"kept": unit_of(table.villages[0])},
        )
    folder = context.folder
    table.county.close()
    county = table.county = reopen(folder, tmp_path / "again")
    assert STATED in county.notices
    with context_of(county).read() as connection:
        for village in table.villages:
            ruling = Offices(connection, {unit_of(village)}).of(unit_of(village), unit_of(county))
            assert ruling is not None
            assert (ruling.active, ruling.number) == (context_of(county).keys.device_id, 2)


def test_the_computer_that_was_stopped_is_told(table: Table, tmp_path: Path) -> None:
    sheet, village = sheet_of(table.county), table.villages[0]
    old = reopen(context_of(table.county).folder, tmp_path / "old")
    table.county.cards.recover(sheet)
    village.packages.import_files([table.receipt(village)])
    with context_of(village).read() as connection:
        cards = state(connection, "parent_cards") or b""
    # The village's package names the new card; the office's old computer cannot open it any more, and hears it some other way.
    with context_of(old).engine.begin() as connection:
        set_state(connection, "office_cards", cards)
    with context_of(table.county).read() as source, context_of(old).engine.begin() as target:
        _copy_statements(source, target)
    old.close()
    old = reopen(tmp_path / "old", tmp_path / "again")
    assert old.notices == (STOPPED,)
    with pytest.raises(KnownError, match="newer_card"):
        old.cards.rotate()
    old.close()


def _copy_statements(source: Connection, target: Connection) -> None:
    """Bring the entries of the new computer into the old one's journal."""
    for branch in all_branches(source):
        rows = [tuple(row) for row in entries(source, branch.id)]
        if rows and all(row[4] == "office_device" for row in rows):
            add_entries(target, add_branch(target, branch), 0, rows)


def test_a_recovered_folder_goes_on_and_what_the_old_computer_never_sent_travels(table: Table, tmp_path: Path) -> None:
    sheet = sheet_of(table.county)
    village = table.villages[0]
    elder = add_elder(village)
    table.round(village)
    change(table.county, elder, {"care_level": "low"})
    folder = context_of(table.county).folder
    table.county.close()
    county = table.county = reopen(folder, tmp_path / "copy")
    made = county.cards.recover(sheet)
    assert (made.version, made.fingerprint) == (2, county.office.fingerprint)
    add_elder(county, 7, unit_of(village))
    county.close()
    county = table.county = reopen(tmp_path / "copy", tmp_path / "again")
    assert county.notices == ()
    for _ in range(2):
        table.round(village)
    assert [row for row in contents(village) if row[0] == "elder"] == [row for row in contents(county) if row[0] == "elder"]
    assert len([row for row in contents(village) if row[0] == "elder"]) == 2
    assert county.doctor.examine().ok
    assert village.doctor.examine().ok
    assert village.packages.state().unconfirmed_entries == 0


def test_no_number_of_branches_that_a_thief_makes_keeps_the_county_from_going_on(table: Table, tmp_path: Path) -> None:
    """They reach it through a village; a statement on its computers names those heads that it met first."""
    village, unit = table.villages[0], unit_of(table.villages[0])
    stolen = reopen(context_of(table.county).folder, tmp_path / "stolen")
    elder = add_elder(table.county, 7, unit)
    village.packages.import_files([table.receipt(village)])
    moves.forks(stolen, MOST_HEADS + 20, 2, stream=unit)
    village.packages.import_files([receipt(stolen, tmp_path / "theirs")])
    table.county.packages.import_files([table.package(village)])
    assert len([name for name, _ in contents(table.county) if name == "elder"]) > MOST_HEADS
    table.county.cards.recover(sheet_of(table.county))
    village.packages.import_files([table.receipt(village)])
    for office in (village, table.county):
        assert elder in {row[0] for name, row in contents(office) if name == "elder"}
        assert contents(office) == rebuilt(office)
    stolen.close()


def test_wrong_sheets_change_nothing(table: Table) -> None:
    before = everything(table.county)
    sheet = sheet_of(table.county)
    stranger = print_identity(context_of(table.county).keys.age_identity)
    for typed, code in ((stranger, "recovery_other"), (sheet[:-1], "recovery_identity_typo"), ("", "recovery_identity_typo")):
        with pytest.raises(KnownError, match=code):
            table.county.cards.recover(typed)
    with pytest.raises(KnownError, match="not_an_office"):
        table.villages[0].cards.recover(sheet)
    with pytest.raises(KnownError, match="not_an_office"):
        table.villages[0].cards.rotate()
    assert everything(table.county) == before
