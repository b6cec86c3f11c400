"""Entries in a later version of a register that this program knows: whatever stands in them, nothing fails."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from db.streams import new_id
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.sync.crafted import forge
from tests.sync.offices import Table, add_elder, add_visit, contents, context_of, rebuilt, shared, unit_of
from tests.workspaces import healthy

ODD: dict[str, list[dict[str, Any]]] = {
    "ruling": [
        {"kind": 5},
        {"kind": ["approve"], "device": {}},
        {"kind": "approve", "device": "zz", "certificate": "[" * 9000, "names": 7, "undoes": []},
        {"kind": "revoke", "device": "00", "names": f"{'00' * 32}:{'9' * 500}:-1:zz;;:;{'00' * 32}:1:99999999999999999999:{'00' * 32}"},
        {"kind": "withdraw", "names": None, "office_names": {"a": 1}},
    ],
    "office_device": [
        {"number": -1, "device": "00" * 16, "card": "00" * 32, "signature": "00" * 64},
        {"number": 2**53 - 1, "device": 1, "card": "zz", "signature": [], "heads": "00"},
    ],
    "attendance": [{"course_id": "zz", "result": 5}, {"course_id": 7, "certificate_no": {}}],
    "question": [{"status": ["answered"], "answer": 5}],
    "account": [{"name": 5, "role": []}],
    "elder": [
        {"consent_on": 5, "consent_id": 7, "consents_ended": 9},
        {"consent_on": [], "consent_id": "zz", "consent_withdrawn_on": {}, "consents_ended": "00;zz"},
    ],
}
CASES = [(register, number) for register, some in ODD.items() for number in range(len(some))]


def newer(office: Workspace, register: str, fields: dict[str, Any], stream: bytes) -> None:
    """An entry of a later version of a register."""
    record = new_id(stream)
    subject = record if register == "elder" else add_elder(office, 50, stream) if register == "attendance" else None
    moves.entry(office, register, {}, record=record, subject=subject, stream=stream)
    with context_of(office).engine.begin() as connection:
        connection.execute(text("UPDATE entry SET version = 99 WHERE record = :record"), {"record": record})
    moves._exchange(office, record, msgspec.json.encode(fields, order="sorted"), None)


@pytest.mark.parametrize(("register", "number"), CASES)
def test_what_a_newer_program_wrote_harms_nothing(table: Table, tmp_path: Path, register: str, number: int) -> None:
    village, county, unit = table.villages[0], table.county, unit_of(table.villages[0])
    newer(village, register, ODD[register][number], unit)
    add_visit(village, add_elder(village, 1))
    verdict = county.packages.import_files([forge(village, tmp_path / "up.kashi")]).files[0]
    assert (verdict.verdict, verdict.code) == ("applied", None)
    newer(county, register, ODD[register][number], unit)
    verdict = village.packages.import_files([moves.receipt(county, context_of(village).keys.device_id, tmp_path / "down.kashi")]).files[0]
    assert (verdict.verdict, verdict.code) == ("applied", None)
    for office in (county, village):
        assert [row for name, row in contents(office) if name == "visit"]
        assert rebuilt(office) == contents(office)
        healthy(office)
    assert shared(county, unit) == shared(village, unit)
    # And everybody goes on.
    add_elder(village, 2)
    table.round(village)
    table.round(table.villages[1])
