"""Whatever a village writes of what is the county's, in its own stream, in whatever register: kept, and without effect anywhere."""

from pathlib import Path
from typing import Any

import pytest

from db.journal import Change, creation
from db.registers.registry import REGISTERS
from db.streams import new_id
from tests.hostile import moves
from tests.sync.crafted import forge
from tests.sync.offices import (
    Table,
    add_elder,
    approve,
    change,
    contents,
    context_of,
    create,
    forget_stated,
    rebuilt,
    reopen,
    shared,
    unit_of,
    write,
)

ONE = sorted(
    (register.name, key)
    for register in REGISTERS.values()
    if register.streams in ("unit", "any") and register.name not in ("unit", "unit_state", "fact", "ruling", "office_device")
    for key, who in register.set_by.items()
    if who in ("parent", "office")
)
"""Fields of a unit's stream that are the office's above, or of whoever created the record."""

OTHER: dict[str, Any] = {"text": "别的", "day": "2026-02-02", "bool": False, "ref": "11" * 16, "int": 7}


def other_value(register: str, key: str) -> Any:
    """A sound value that the record does not have."""
    field = next(each for each in REGISTERS[register].wire if each.key == key)
    if field.words:
        return list(field.words)[-1].value
    return "7" if key == "elder_care_land_m2" else OTHER[field.type]


@pytest.mark.parametrize(("register", "key"), ONE)
def test_a_field_of_the_office_above_stays_what_it_said(table: Table, register: str, key: str) -> None:
    village, county, unit = table.villages[0], table.county, unit_of(table.villages[0])
    record, sound = new_id(unit), moves.sound(register)
    value = True if REGISTERS[register].by_key.get(key, None) and key in ("social_work_station", "recognised") else sound.get(key)
    write(county, creation(unit, register, record, None, sound | ({key: value} if value is not None else {})))
    village.packages.import_files([table.receipt(village)])
    before = [row for row in contents(county) if row[1][0] == record]
    assert before
    change(village, record, {key: other_value(register, key)})
    table.round(village)
    for office in (village, county):
        assert [row for row in contents(office) if row[1][0] == record] == before
    assert rebuilt(village) == contents(village)


@pytest.mark.parametrize("register", ["question", "ruling"])
def test_a_record_of_the_office_above_is_made_by_nobody_else(table: Table, register: str) -> None:
    village, unit = table.villages[0], unit_of(table.villages[0])
    record = new_id(unit)
    write(village, Change(unit, register, "create", record, None, moves.sound(register)))
    table.round(village)
    assert not [row for office in (village, table.county) for row in contents(office) if row[1][0] == record]


def test_a_question_is_removed_by_nobody_else(table: Table) -> None:
    village, unit = table.villages[0], unit_of(table.villages[0])
    question = new_id(unit)
    write(table.county, creation(unit, "question", question, None, moves.sound("question")))
    village.packages.import_files([table.receipt(village)])
    before = [row for row in contents(village) if row[1][0] == question]
    change(village, question, {}, op="remove")
    table.round(village)
    for office in (village, table.county):
        assert [row for row in contents(office) if row[1][0] == question] == before


def test_a_stopped_laptop_is_not_let_in_by_the_one_that_follows_it(table: Table, tmp_path: Path) -> None:
    """6: the present laptop carries what the stopped one wrote, and what a laptop wrote that was turned away."""
    earlier, unit = table.villages[0], unit_of(table.villages[0])
    (invitation,) = table.county.enrolment.invite([earlier.office.unit_code], tmp_path / "again.kashi-invitation").files
    later = create(tmp_path / "later", "village", earlier.office.unit_code, invitation)
    table.county.packages.import_files([table.package(later)])
    approve(table.county, later.office.device_code)
    later.packages.import_files([table.receipt(later)])
    add_elder(earlier, 66)
    stray = table.package(earlier)
    # It reaches the present laptop through the county, and comes back with that one's package.
    table.county.packages.import_files([stray])
    table.round(later)
    table.round(later)
    for office in (later, table.county):
        assert not [row for name, row in contents(office) if name == "elder" and row[4] == "e-66"]
    assert shared(later, unit) == shared(table.county, unit)
    later.close()


def test_rulings_that_came_without_their_values_rule_once_these_come(table: Table, tmp_path: Path) -> None:
    """6: whoever has an old copy of the county's folder hands on what the county ruled as digests."""
    earlier, county = table.villages[0], table.county
    (invitation,) = county.enrolment.invite([earlier.office.unit_code], tmp_path / "again.kashi-invitation").files
    laptop = create(tmp_path / "later", "village", earlier.office.unit_code, invitation)
    county.packages.import_files([table.package(laptop)])
    approve(county, laptop.office.device_code)
    add_elder(earlier, 66)
    county.packages.import_files([table.package(earlier)])
    with moves.forgotten(county):
        for ruling in [row[0] for name, row in contents(county) if name == "ruling"]:
            moves.values_hidden(county, ruling)
        without = table.receipt(laptop)
    laptop.packages.import_files([without])
    forget_stated(county)
    laptop.packages.import_files([table.receipt(laptop)])
    assert not [row for name, row in contents(laptop) if name == "elder"]
    assert rebuilt(laptop) == contents(laptop)
    laptop.close()


def test_a_rejected_laptop_never_counts(table: Table, tmp_path: Path) -> None:
    (invitation,) = table.county.enrolment.invite([table.villages[0].office.unit_code], tmp_path / "again.kashi-invitation").files
    stranger = create(tmp_path / "stranger", "village", table.villages[0].office.unit_code, invitation)
    add_elder(stranger, 77)
    package = table.package(stranger)
    table.county.packages.import_files([package])
    table.county.enrolment.reject(stranger.office.device_code)
    before = contents(table.county)
    bad = forge(stranger, tmp_path / "bad.kashi")
    assert table.county.packages.import_files([bad]).files[0].code == "device_rejected"
    assert contents(table.county) == before
    stranger.close()


def test_branches_made_to_be_trusted_are_trusted_as_far_as_they_were_held(table: Table, tmp_path: Path) -> None:
    """7: a laptop with many branches is stopped at each of them, and what its copy writes behind any counts nowhere."""
    village, county = table.villages[0], table.county
    moves.forks(village, 20, 1)
    county.packages.import_files([forge(village, tmp_path / "forks.kashi")])
    held = [row for name, row in contents(county) if name == "elder"]
    assert len(held) == 20
    folder = context_of(village).folder
    village.close()
    table.villages[0] = village = reopen(folder, tmp_path / "copy")
    county.enrolment.revoke(village.office.device_code, "丢了")
    moves.forks(village, 20, 1)
    add_elder(village, 99)
    verdict = county.packages.import_files([forge(village, tmp_path / "more.kashi")]).files[0]
    assert verdict.code == "after_revocation"
    assert [row for name, row in contents(county) if name == "elder"] == held
    assert rebuilt(county) == contents(county)
