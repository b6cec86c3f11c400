"""What an entry concerns: its own record, and of a person's record that person; the same record created twice is one."""

from pathlib import Path
from typing import Any

import pytest

from db.consents import ERASE
from db.registers.registry import REGISTERS
from db.streams import new_id
from tests.hostile.moves import entry, sent
from tests.sync.offices import Table, add_elder, contents, elder_fields, everything, rebuilt, unit_of, visit_fields

OF_THINGS = sorted(name for name, each in REGISTERS.items() if each.subject != "id" and each.streams != "common")


@pytest.mark.parametrize("register", OF_THINGS)
def test_nothing_but_a_person_can_be_erased(table: Table, tmp_path: Path, register: str) -> None:
    village, county = table.villages[0], table.county
    elder = add_elder(village)
    table.round(village)
    before = everything(county)
    subject = elder if REGISTERS[register].subject else None

    def erase(office: Any) -> None:
        entry(office, register, {"_reason": "x"}, op=ERASE, record=new_id(unit_of(village)), subject=subject)

    verdict = county.packages.import_files([sent(village, tmp_path / "x.kashi", erase)]).files[0]
    assert verdict.verdict == "refused"
    assert everything(county) == before


@pytest.mark.parametrize("op", ["create", "update", "remove", ERASE])
def test_an_entry_of_a_persons_record_names_nobody_else(table: Table, tmp_path: Path, op: str) -> None:
    village, county = table.villages[0], table.county
    own, other = add_elder(village, 1), add_elder(village, 2)
    table.round(village)
    before = everything(county)
    fields = elder_fields(1) if op == "create" else {"_reason": "x"}

    def write(office: Any) -> None:
        entry(office, "elder", fields, op=op, record=own, subject=other)

    verdict = county.packages.import_files([sent(village, tmp_path / "x.kashi", write)]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "structure")
    assert everything(county) == before


@pytest.mark.parametrize("known", [False, True])
def test_a_record_that_is_created_twice_is_one(table: Table, tmp_path: Path, known: bool) -> None:
    """In one file, beside others that are created once, or again after it was known."""
    village, county = table.villages[0], table.county
    elder = add_elder(village)
    table.round(village)
    twice, once = new_id(unit_of(village)), new_id(unit_of(village))

    def write(*visits: tuple[bytes, int]) -> Any:
        def written(office: Any) -> None:
            for visit, minutes in visits:
                entry(office, "visit", visit_fields(1, elder, minutes=minutes), record=visit, subject=elder)

        return written

    files = [[(twice, 10)], [(twice, 20), (once, 30)]] if known else [[(twice, 10), (twice, 20), (once, 30)]]
    for number, visits in enumerate(files):
        path = sent(village, tmp_path / f"{number}.kashi", write(*visits))
        assert county.packages.import_files([path]).files[0].verdict == "applied"
    shown = {row[0] for name, row in contents(county) if name == "visit"}
    assert shown == {twice, once}
    assert contents(county) == rebuilt(county)
