"""What a county rules of a unit's laptops decides what counts, at every office alike, whoever carries it."""

from pathlib import Path

import pytest

from db.codes import RulingKind
from db.journal import Change, creation
from db.streams import new_id
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.cards import Card, Certificate
from kashi_desktop.sync.keys import DeviceKeys
from kashi_desktop.sync.rulings import heads_held
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.hostile.test_stolen_office import sheet_of
from tests.sync.offices import (
    UNITS,
    Table,
    add_elder,
    add_visit,
    approve,
    change,
    contents,
    context_of,
    create,
    rebuilt,
    shared,
    unit_of,
    write,
)
from tests.workspaces import healthy


def visits(workspace: Workspace) -> list[str]:
    """The numbers of the visits that are shown."""
    return sorted(str(row[4]) for name, row in contents(workspace) if name == "visit" and not row[2])


def names(workspace: Workspace) -> list[str]:
    """The names of the elders that are shown."""
    return sorted(str(row[5]) for name, row in contents(workspace) if name == "elder" and not row[2])


def replaced(table: Table, folder: Path) -> tuple[Workspace, bytes]:
    """The first unit gets another laptop, which has all of the first one, and the county stops the first; returns it and an elder."""
    earlier = table.villages[0]
    elder = add_elder(earlier)
    add_visit(earlier, elder)
    table.round(earlier)
    (invitation,) = table.county.enrolment.invite([UNITS[0]], folder / "again.kashi-invitation").files
    later = create(folder / "later", "village", UNITS[0], invitation)
    table.county.packages.import_files([table.package(later)])
    approve(table.county, later.office.device_code)
    later.packages.import_files([table.receipt(later)])
    return later, elder


def test_what_a_stopped_laptop_writes_counts_nowhere_until_it_is_accepted(table: Table, tmp_path: Path) -> None:
    later, elder = replaced(table, tmp_path)
    earlier = table.villages[0]
    add_visit(earlier, elder, 2)
    add_elder(earlier, 5)
    package = table.package(earlier)
    verdict = table.county.packages.import_files([package]).files[0]
    assert (verdict.verdict, verdict.code) == ("quarantined", "after_revocation")
    assert visits(table.county) == ["v-1"]
    healthy(table.county)
    # It travels to the unit's present laptop and counts there no more than here.
    table.round(later)
    assert visits(later) == ["v-1"]
    assert shared(later, unit_of(later)) == shared(table.county, unit_of(later))
    again = table.county.packages.import_files([package]).files[0]
    assert (again.verdict, again.code) == ("quarantined", "after_revocation")
    assert [each.why for each in table.county.enrolment.waiting()] == ["after_revocation"]
    assert [each.verdict for each in table.county.enrolment.take_waiting(earlier.office.device_code, "核对过")] == ["applied"]
    assert visits(table.county) == ["v-1", "v-2"]
    assert table.county.enrolment.waiting() == ()
    table.round(later)
    assert visits(later) == ["v-1", "v-2"]
    assert rebuilt(later) == contents(later)
    assert rebuilt(table.county) == contents(table.county)
    healthy(later)
    healthy(table.county)
    # Accepting once does not let it write on.
    add_visit(earlier, elder, 3)
    assert table.county.packages.import_files([table.package(earlier)]).files[0].code == "after_revocation"
    assert visits(table.county) == ["v-1", "v-2"]
    later.close()


def test_an_acceptance_that_begins_an_epoch_counts(table: Table, tmp_path: Path) -> None:
    later, elder = replaced(table, tmp_path)
    add_visit(table.villages[0], elder, 2)
    table.county.packages.import_files([table.package(table.villages[0])])
    context_of(table.county).begin_epoch()
    table.county.enrolment.take_waiting(table.villages[0].office.device_code)
    assert visits(table.county) == ["v-1", "v-2"]
    assert rebuilt(table.county) == contents(table.county)
    later.close()


def test_a_correction_of_a_stopped_laptop_neither_wins_nor_hides_what_came_before(table: Table, tmp_path: Path) -> None:
    later, elder = replaced(table, tmp_path)
    change(table.villages[0], elder, {"full_name": "改过的名字"})
    table.county.packages.import_files([table.package(table.villages[0])])
    table.round(later)
    assert names(table.county) == names(later) == ["买买提·吐尔逊"]
    change(later, elder, {"full_name": "阿不都"})
    table.round(later)
    assert names(table.county) == names(later) == ["阿不都"]
    later.close()


def test_a_stopped_laptop_cannot_be_approved_again(table: Table, tmp_path: Path) -> None:
    later, _ = replaced(table, tmp_path)
    with pytest.raises(KnownError, match="device_revoked"):
        table.county.enrolment.approve(table.villages[0].office.device_code)
    later.close()


def test_a_laptop_can_be_stopped_without_another(table: Table) -> None:
    village = table.villages[0]
    elder = add_elder(village)
    table.round(village)
    with pytest.raises(KnownError, match="reason_missing"):
        table.county.enrolment.revoke(village.office.device_code, " ")
    assert table.county.enrolment.revoke(village.office.device_code, "丢了").state == "revoked"
    add_visit(village, elder)
    table.county.packages.import_files([table.package(village)])
    assert visits(table.county) == []
    with pytest.raises(KnownError, match="no_devices"):
        table.county.packages.write_receipts(table.stick(), UNITS[0])
    # The county fills in for the unit until it has a laptop again.
    add_visit(table.county, elder, 7, unit_of(village))
    assert visits(table.county) == ["v-7"]


def test_what_an_earlier_computer_of_the_county_filled_in_counts_on_once_the_unit_has_a_laptop(table: Table, tmp_path: Path) -> None:
    village, county, unit = table.villages[0], table.county, unit_of(table.villages[0])
    county.enrolment.revoke(village.office.device_code, "丢了")
    question = new_id(unit)
    write(county, creation(unit, "question", question, None, moves.sound("question")))
    change(county, question, {"answer": "代答", "answered_on": "2026-11-20"})
    county.cards.recover(sheet_of(county))
    (invitation,) = county.enrolment.invite([UNITS[0]], tmp_path / "again.kashi-invitation").files
    later = create(tmp_path / "later", "village", UNITS[0], invitation)
    county.packages.import_files([table.package(later)])
    approve(county, later.office.device_code)
    later.packages.import_files([table.receipt(later)])
    for office in (county, later):
        assert [value for name, row in contents(office) if name == "question" for value in row if value == "代答"] == ["代答"]
    later.close()


def test_a_unit_that_has_a_laptop_is_asked_which_one_stops(table: Table, tmp_path: Path) -> None:
    (invitation,) = table.county.enrolment.invite([UNITS[0]], tmp_path / "again.kashi-invitation").files
    later = create(tmp_path / "later", "village", UNITS[0], invitation)
    table.county.packages.import_files([table.package(later)])
    for replaces, code in (("", "replaces_needed"), ("ffff0000", "replaces_unknown")):
        with pytest.raises(KnownError, match=code):
            table.county.enrolment.approve(later.office.device_code, replaces)
    later.close()


def test_a_village_writes_no_rulings(table: Table) -> None:
    """A laptop that rules like the county, in its own stream, changes nothing for itself or for others."""
    village, unit = table.villages[0], unit_of(table.villages[0])
    county = context_of(table.county).keys.device_id
    elder = add_elder(table.county, 1, unit)
    village.packages.import_files([table.receipt(village)])
    with context_of(village).read() as connection:
        (heads,) = heads_held(connection, unit, {county})
    said = {"kind": RulingKind.WITHDRAW.value, "names": heads}
    write(village, creation(unit, "ruling", new_id(unit), None, said))
    write(village, creation(unit, "ruling", new_id(unit), None, {"kind": RulingKind.REVOKE.value, "device": county.hex()}))
    table.round(village)
    for office in (village, table.county):
        assert [row[0] for name, row in contents(office) if name == "elder"] == [elder]
        # What the county ruled is there; what the village did is not.
        assert [row[4] for name, row in contents(office) if name == "ruling" and row[1] == unit] == ["approve"]


def test_a_village_makes_no_computers_known(table: Table) -> None:
    """Approvals of its own, with certificates that it signed itself, fill no list at the county."""
    village, unit = table.villages[0], unit_of(table.villages[0])
    known = table.county.enrolment.devices()
    keys = DeviceKeys.generate()
    card = Card.of(keys, unit, UNITS[0], "village")
    certificate = Certificate(card, unit_of(table.county), 1, 9, "2026-11-20", bytes(64))
    said = {"kind": "approve", "device": keys.device_id.hex(), "certificate": certificate.to_bytes().decode()}
    write(village, creation(unit, "ruling", new_id(unit), None, said))
    table.round(village)
    assert table.county.enrolment.devices() == known


def test_a_package_that_is_withdrawn_stands_again_when_that_is_taken_back(table: Table) -> None:
    village, unit = table.villages[0], unit_of(table.villages[0])
    elder = add_elder(village)
    table.round(village)
    add_visit(village, elder)
    table.round(village)
    with context_of(table.county).read() as connection:
        (heads,) = heads_held(connection, unit, {context_of(village).keys.device_id})
    place, first, last, named = heads.split(":")
    withdrawal = new_id(unit)
    said = {"kind": RulingKind.WITHDRAW.value, "names": f"{place}:{last}:{last}:{named}", "reason": "重复"}
    assert first == "1"
    write(table.county, creation(unit, "ruling", withdrawal, None, said))
    assert (visits(table.county), names(table.county)) == ([], ["买买提·吐尔逊"])
    table.round(village)
    assert visits(village) == []
    write(table.county, creation(unit, "ruling", new_id(unit), None, {"kind": RulingKind.TAKE_BACK.value, "undoes": withdrawal.hex()}))
    assert visits(table.county) == ["v-1"]
    table.round(village)
    assert visits(village) == ["v-1"]
    assert rebuilt(village) == contents(village)


def test_a_unit_answers_questions_and_settles_none(table: Table) -> None:
    village, unit = table.villages[0], unit_of(table.villages[0])
    question = new_id(unit)
    write(table.county, creation(unit, "question", question, None, {"kind": "repeated_notes", "text": "请核对", "asked_on": "2026-11-01"}))
    village.packages.import_files([table.receipt(village)])
    change(village, question, {"answer": "核对过", "status": "answered", "text": "没有问题"})
    table.round(village)

    def shown(workspace: Workspace) -> list[object]:
        (row,) = [row for name, row in contents(workspace) if name == "question"]
        return [row[8], row[10], row[12]]

    assert shown(village) == shown(table.county) == ["请核对", "核对过", "answered"]
    change(village, question, {"status": "settled"})
    table.round(village)
    assert shown(village) == shown(table.county) == ["请核对", "核对过", "answered"]


def test_a_unit_asks_itself_nothing(table: Table) -> None:
    village, unit = table.villages[0], unit_of(table.villages[0])
    write(village, creation(unit, "question", new_id(unit), None, {"kind": "repeated_notes", "text": "自问", "asked_on": "2026-11-01"}))
    table.round(village)
    assert not [row for office in (village, table.county) for name, row in contents(office) if name == "question"]


def test_what_the_county_says_of_a_unit_the_unit_cannot(table: Table) -> None:
    village, unit = table.villages[0], unit_of(table.villages[0])
    profile = {"as_of": "2026-01-01", "households": 100, "social_work_station": True, "elder_care_land_m2": "12.5"}
    write(village, Change(unit, "unit_profile", "create", new_id(unit), None, profile))
    table.round(village)
    for office in (village, table.county):
        (row,) = [
            dict(zip(("as_of", "households"), row[4:6], strict=True)) | {"rest": row[-2:]}
            for name, row in contents(office)
            if name == "unit_profile"
        ]
        assert (row["households"], row["rest"]) == (100, (None, None))


def test_what_a_unit_said_of_itself_before_it_was_approved_stands_until_the_county_says_otherwise(table: Table, tmp_path: Path) -> None:
    (invitation,) = table.county.enrolment.invite([UNITS[1]], tmp_path / "second.kashi-invitation").files
    county = create(tmp_path / "county-alone", "county", "653122000000")
    county.close()
    alone = create(tmp_path / "alone", "village", UNITS[1], invitation)
    unit = unit_of(alone)
    profile = new_id(unit)
    write(alone, Change(unit, "unit_profile", "create", profile, None, {"as_of": "2026-01-01", "elder_care_land_m2": "12.5"}))
    table.county.packages.import_files([table.package(alone)])
    approve(table.county, alone.office.device_code)
    alone.packages.import_files([table.receipt(alone)])

    def land(workspace: Workspace) -> list[object]:
        return [row[-1] for name, row in contents(workspace) if name == "unit_profile"]

    assert land(alone) == land(table.county) == ["12.5"]
    change(table.county, profile, {"elder_care_land_m2": "20"})
    change(alone, profile, {"elder_care_land_m2": "99"})
    table.round(alone)
    assert land(alone) == land(table.county) == ["20"]
    alone.close()
