"""One trip: invitation, first package in quarantine, approval, first receipt (sync.md §6)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from db.journal import Change
from db.keyslots import KeySlots
from db.streams import new_id
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.shelf import MAX_FILES
from kashi_desktop.workspace import Workspace
from tests.sync.offices import (
    COUNTY,
    UNITS,
    Table,
    add_elder,
    add_visit,
    approve,
    contents,
    context_of,
    create,
    everything,
    rebuilt,
    reopen,
    shared,
    unit_of,
    write,
)
from tests.workspaces import COMMON


@pytest.fixture(scope="module")
def young(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """A county that has enrolled nobody."""
    county = create(tmp_path_factory.mktemp("young") / "county", "county", COUNTY)
    yield county
    county.close()


def enrolled(table: Table, tmp_path: Path, name: str, unit: int = 0) -> Workspace:
    """One more laptop of a unit, invited and not approved."""
    out = tmp_path / f"{name}.kashi-invitation"
    (file,) = table.county.enrolment.invite([UNITS[unit]], out).files
    return create(tmp_path / name, "village", UNITS[unit], file)


def test_a_first_package_waits_for_approval(table: Table, tmp_path: Path) -> None:
    village = enrolled(table, tmp_path, "new")
    add_visit(village, add_elder(village))
    assert not village.office.certified
    first, second = table.package(village), table.package(village)
    for _ in range(2):
        verdict = table.county.packages.import_files([first]).files[0]
        assert (verdict.verdict, verdict.code, verdict.entries_new) == ("quarantined", "waiting_approval", 0)
    table.county.packages.import_files([second])
    device = table.county.enrolment.devices()[0]
    assert (device.state, device.waiting_packages, device.fingerprint) == ("waiting", 2, village.office.fingerprint)
    approved = approve(table.county, device.device_code)
    assert [each.verdict for each in approved.files] == ["applied", "known"]
    before = everything(table.county)
    approve(table.county, device.device_code)
    assert everything(table.county) == before
    assert table.county.packages.import_files([first]).files[0].verdict == "known"
    village.packages.import_files([table.receipt(village)])
    assert [village.office.certified] == [True]
    assert context_of(village).hmac_key == context_of(table.county).hmac_key
    assert shared(village, unit_of(village)) == shared(table.county, unit_of(village))
    village.close()


def test_what_the_invitation_kept_back_comes_with_the_first_receipt(table: Table, tmp_path: Path) -> None:
    village, county = enrolled(table, tmp_path, "new"), table.county
    assert not [row for row in contents(village) if row[0] == "account" and row[1][1] == COMMON]
    write(county, Change(COMMON, "account", "create", new_id(COMMON), None, {"name": "帕提古丽", "role": "clerk"}))
    county.packages.import_files([table.package(village)])
    approve(county, village.office.device_code)
    village.packages.import_files([table.receipt(village)])
    assert len([row for row in contents(village) if row[0] == "account" and row[1][1] == COMMON]) == 2
    assert shared(village, unit_of(village)) == shared(county, unit_of(village))
    assert rebuilt(village) == contents(village)
    table.round(village)
    assert village.packages.inspect(table.receipt(village)).entries == 0
    village.close()


def test_a_replacement_gets_everything_back_and_retires_the_earlier(table: Table, tmp_path: Path) -> None:
    earlier = table.villages[0]
    elder = add_elder(earlier)
    add_visit(earlier, elder)
    table.round(earlier)
    later = enrolled(table, tmp_path, "later")
    table.county.packages.import_files([table.package(later)])
    approved = approve(table.county, later.office.device_code)
    assert approved.replaced == (earlier.office.device_code,)
    later.packages.import_files([table.receipt(later)])
    assert shared(later, unit_of(later)) == shared(table.county, unit_of(later))
    add_visit(later, elder, 2)
    table.round(later)
    add_visit(earlier, elder, 3)
    verdict = table.county.packages.import_files([table.package(earlier)]).files[0]
    assert (verdict.verdict, verdict.code) == ("quarantined", "after_revocation")
    states = {each.device_code: each.state for each in table.county.enrolment.devices()}
    assert states[earlier.office.device_code] == "revoked"
    later.close()


def test_rejected_and_then_approved_after_all(table: Table, tmp_path: Path) -> None:
    village = enrolled(table, tmp_path, "doubtful", 1)
    package = table.package(village)
    table.county.packages.import_files([package])
    code = village.office.device_code
    assert table.county.enrolment.reject(code).state == "rejected"
    verdict = table.county.packages.import_files([table.package(village)]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "device_rejected")
    assert [each.verdict for each in approve(table.county, code).files] == ["applied"]
    with pytest.raises(KnownError, match="device_active"):
        table.county.enrolment.reject(code)
    village.close()


def test_a_stranger_is_refused(table: Table, young: Workspace, tmp_path: Path) -> None:
    village = enrolled(table, tmp_path, "stranger")
    package = table.package(village)
    with context_of(table.county).engine.begin() as connection:
        connection.execute(text("DELETE FROM state WHERE key = 'invitations'"))
    before = everything(table.county)
    verdict = table.county.packages.import_files([package]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "unknown_device")
    assert everything(table.county) == before
    assert young.packages.import_files([package]).files[0].code == "package_not_for_us"
    village.close()


def test_nobody_can_fill_the_disk_before_approval(table: Table, tmp_path: Path) -> None:
    village = enrolled(table, tmp_path, "eager")
    packages = [table.package(village) for _ in range(MAX_FILES + 2)]
    verdicts = [each.code for each in table.county.packages.import_files(packages).files]
    assert verdicts == ["waiting_approval"] * MAX_FILES + ["quarantine_full"] * 2
    village.close()


def test_an_invitation_shows_no_person(young: Workspace, tmp_path: Path) -> None:
    (file,) = young.enrolment.invite([UNITS[0]], tmp_path / "x.kashi-invitation").files
    from kashi_desktop.sync.envelope import open_invitation

    lines = open_invitation(file).payload
    assert b'"unit"' in lines
    assert context_of(young).account_name.encode() not in b"".join(line for line in lines.splitlines(True) if b'"account"' in line)
    village = create(tmp_path / "village", "village", UNITS[0], file)
    names = [row for row in shared(village, unit_of(village)) if row[0] == "account"]
    assert len(names) == 1
    village.close()


def test_invitations_go_only_to_units_of_the_county(young: Workspace, tmp_path: Path) -> None:
    for code in ("653122100001", COUNTY, "x"):
        with pytest.raises(KnownError, match="unit_not_ours"):
            young.enrolment.invite([code], tmp_path / "x")
    files = young.enrolment.invite(UNITS, tmp_path / "many").files
    assert [file.name for file in files] == [f"{code}.kashi-invitation" for code in UNITS]


def test_a_village_takes_no_other_parent_and_no_other_units_invitation(table: Table, young: Workspace, tmp_path: Path) -> None:
    files = young.enrolment.invite(UNITS, tmp_path / "others").files
    village = table.villages[0]
    before = everything(village)
    assert [each.code for each in village.packages.import_files(files).files] == ["other_parent", "other_unit"]
    assert everything(village) == before
    again = table.county.enrolment.invite([UNITS[0]], tmp_path / "again.kashi-invitation").files
    assert village.packages.import_files(again).files[0].verdict == "applied"


def test_without_an_invitation_there_is_nobody_to_send_to(tmp_path: Path, young: Workspace) -> None:
    village = create(tmp_path / "alone", "village", UNITS[1])
    add_elder(village)
    with pytest.raises(KnownError, match="no_parent"):
        village.packages.export(tmp_path)
    files = young.enrolment.invite([UNITS[1]], tmp_path / "late.kashi-invitation").files
    assert village.packages.import_files(files).files[0].verdict == "applied"
    assert village.packages.export(tmp_path).entries >= 2
    for wrong in (village.enrolment.approve, village.enrolment.reject):
        with pytest.raises(KnownError, match="not_an_office"):
            wrong("00")
    village.close()


def test_devices_are_named_by_the_beginning_of_their_id(table: Table) -> None:
    with pytest.raises(KnownError, match="device_not_found"):
        table.county.enrolment.approve("zz")
    with pytest.raises(KnownError, match="device_not_found"):
        table.county.enrolment.approve("")
    code = table.villages[0].office.device_code
    assert table.county.enrolment.approve(code.upper()).device_code == code


def test_a_card_that_follows_replaces_the_parents_and_an_old_invitation_changes_nothing(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    old = county.enrolment.invite([UNITS[0]], tmp_path / "old.kashi-invitation").files
    made = county.cards.rotate()
    new = county.enrolment.invite([UNITS[0]], tmp_path / "new.kashi-invitation").files
    for files in (new, old, new):
        assert village.packages.import_files(files).files[0].verdict in ("applied", "known")
        card = context_of(village).parent
        assert card is not None
        assert (card, card.version) == (context_of(county).office_card, made.version)
        assert village.office.parent_fingerprint == made.fingerprint == county.office.fingerprint
        held = KeySlots.load(context_of(village).folder / "kashi.keys").sealed
        assert held == (("county", card.recovery_recipient),)


def test_an_invitation_and_a_receipt_at_once(young: Workspace, tmp_path: Path) -> None:
    create(tmp_path / "village", "village", UNITS[1]).close()
    invitation = young.enrolment.invite([UNITS[1]], tmp_path / "one.kashi-invitation").files[0]
    village = reopen(tmp_path / "village", tmp_path / "first")
    village.packages.import_files([invitation])
    young.packages.import_files([village.packages.export(tmp_path).file])
    approve(young, village.office.device_code)
    receipt = young.packages.write_receipts(tmp_path, UNITS[1]).files[0]
    village.close()
    # The same laptop from a backup of before all that: whatever order its files come in.
    again = reopen(tmp_path / "village", tmp_path / "second")
    summaries = again.packages.inspect_many([receipt, invitation])
    assert [each.code for each in summaries] == [None, None]
    assert [each.verdict for each in again.packages.import_files([receipt, invitation]).files] == ["applied", "applied"]
    assert (again.office.has_parent, again.office.certified) == (True, True)
    assert again.packages.state().confirmed_up_to is not None
    again.close()


def test_an_invitation_that_replaces_another_is_whole_or_not_there(
    young: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "one.kashi-invitation"
    young.enrolment.invite([UNITS[0]], out)
    before = out.read_bytes()
    with pytest.raises(KnownError, match="file_exists"):
        young.enrolment.invite([UNITS[0]], out)
    with monkeypatch.context() as patch:
        patch.setattr("kashi_desktop.sync.safe_files._read_back", lambda path, size: b"")
        with pytest.raises(KnownError, match="write_unverified"):
            young.enrolment.invite([UNITS[0]], out, force=True)
    assert out.read_bytes() == before
    young.enrolment.invite([UNITS[0]], out, force=True)
    assert out.read_bytes() != before
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
