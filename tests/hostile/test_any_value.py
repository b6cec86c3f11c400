"""Any value in any field of any register: refused as structure or taken, never anything else, and the rest of the batch is applied."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.registers.registry import REGISTERS, TYPED
from db.streams import new_id
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.hostile.moves import sent
from tests.sync.crafted import forge
from tests.sync.offices import Table, add_elder, copy_table, make_table, unit_of
from tests.workspaces import prepared

EXAMPLES = int(os.environ.get("KASHI_FUZZ_N", "0")) or 40

IN_A_UNIT = sorted(name for name, each in REGISTERS.items() if each.streams in ("unit", "any"))
"""Registers whose entries a village may send."""

_RAW = [b"9223372036854775808", b"-9223372036854775809", b"9007199254740992", b"1.0", b"-0", b"1e400", b"NaN", b"tru", b" ", b" 1", b"1}"]
_RAW += [b'"\xff"', b'"\\ud800"', b'"\\u0000"', b'"\\u0041"', b"[" * 9 + b"]" * 9, moves.DEEP, b'{"a":1,"a":2}']
_TEXTS = ["", "abc", "1e99999999", "NaN", "-1", "0x10", "1_000", "２", "a;b", ";", "00" * 16, "AB" * 16, "00" * 15, "\u2028", "a\x00"]
_TEXTS += ["2026-W40-4", "2026-W40-4T10:00", "2026-02-30", "0000-00-00", "9999-12-31", "2026-11-01 24:00", "x" * 201, "x" * 10_000]
_spoilt: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(_RAW),
    st.sampled_from(_TEXTS),
    st.sampled_from([None, True, [], {}, [1], {"a": None}]),
    st.integers(-(2**53) + 1, 2**53 - 1),
    st.text(max_size=30),
)
"""Bytes of JSON as they would stand in the line, and values."""


@pytest.fixture(scope="module")
def lasting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    """A table for all examples: a bad file must leave no trace that could disturb the next."""
    opened = copy_table(prepared(make_table), tmp_path_factory.mktemp("hostile"))
    yield opened
    opened.close()


@st.composite
def spoilt_entries(draw: st.DrawFn) -> tuple[str, str, dict[str, Any] | bytes]:
    """Register, operation and fields of an entry with one bad value."""
    register = draw(st.sampled_from(IN_A_UNIT))
    op = draw(st.sampled_from(["create", "create", "update", "remove", "merge"]))
    fields = moves.sound(register) if op == "create" else {}
    key = draw(st.sampled_from([*REGISTERS[register].keys, "_reason", "unknown", "unit_id", "removed", ""]))
    value = draw(_spoilt)
    if isinstance(value, bytes):
        return register, op, msgspec.json.encode({**fields, key: msgspec.Raw(value)}, order="sorted")
    return register, op, {**fields, key: value}


@pytest.mark.fuzz
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(spoilt_entries())
def test_a_bad_value_refuses_its_file_or_is_taken_and_stops_nothing_else(
    lasting: Table, tmp_path: Path, spoilt: tuple[str, str, dict[str, Any] | bytes]
) -> None:
    register, op, fields = spoilt
    village, other, county = *lasting.villages, lasting.county
    subject = REGISTERS[register].subject
    record = new_id(unit_of(village))
    person = (record if subject == "id" else new_id(unit_of(village))) if subject else None
    if person and subject != "id" and isinstance(fields, dict) and op == "create" and fields.get(subject or "") == "00" * 16:
        fields[subject or ""] = person.hex()

    if isinstance(fields, dict):
        fields |= {link.field: new_id(unit_of(village)).hex() for link in REGISTERS[register].links if fields.get(link.field) == "00" * 16}

    def spoil(office: Workspace) -> None:
        moves.entry(office, register, fields, op=op, record=record, subject=person)

    bad = sent(village, tmp_path / "bad.kashi", spoil)
    looked = county.packages.inspect(bad)
    assert looked.code in (None, "structure", "scope"), looked.message
    if looked.code is None:
        # What is taken must be possible to show: the device writes it for good, so that its next file goes on from it.
        spoil(village)
        bad = forge(village, tmp_path / "bad.kashi")
    add_elder(other)
    verdicts = county.packages.import_files([bad, lasting.package(other)]).files
    assert [each.code for each in verdicts] == [looked.code, None]
    assert verdicts[1].verdict == "applied"
    for name in TYPED:
        list(county.registers.dump(name, ""))
    county.due.list()
    if verdicts[1].entries_known > 30:  # what is confirmed need not be sent again
        other.packages.import_files([lasting.receipt(other)])
