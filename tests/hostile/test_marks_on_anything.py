"""An erasure is of a person: one that names any other record refuses its file."""

from pathlib import Path
from typing import Any

import pytest

from db.consents import ERASE
from db.registers.registry import REGISTERS
from db.streams import new_id
from tests.hostile.moves import entry, sent
from tests.sync.offices import Table, add_elder, everything, unit_of

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
