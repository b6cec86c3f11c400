"""What a package may not do, and what it may bring that this program does not understand."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from sqlalchemy import text

from db import journal
from db.declaring import Columns, Register
from db.journal import Change, append, part_of
from db.registers.registry import REGISTERS
from db.streams import new_id
from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync.keys import DeviceKeys
from tests.sync.crafted import forge
from tests.sync.offices import (
    Table,
    add_elder,
    context_of,
    elder_fields,
    everything,
    forget_stated,
    shared,
    unit_of,
    visit_fields,
    write,
)
from tests.workspaces import COMMON, healthy

PROJECT_AREAS = ("total_area_m2", "commercial_area_m2", "service_area_m2")


def refused(table: Table, path: Path) -> str | None:
    """Import what must be refused and leave no trace; returns its code."""
    before = everything(table.county)
    verdict = table.county.packages.import_files([path]).files[0]
    assert verdict.verdict == "refused"
    assert verdict.message
    assert everything(table.county) == before
    return verdict.code


def test_an_honest_forgery_is_taken(table: Table, tmp_path: Path) -> None:
    add_elder(table.villages[0])
    path = forge(table.villages[0], tmp_path / "x.kashi")
    assert table.county.packages.import_files([path]).files[0].verdict == "applied"


def test_entries_of_another_units_stream_are_refused(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    add_elder(village, stream=unit_of(other))
    assert refused(table, forge(village, tmp_path / "x.kashi", streams=(unit_of(other),))) == "scope"


def test_entries_of_the_common_stream_are_refused(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    write(village, Change(COMMON, "unit", "update", unit_of(village), None, {"name": "改名"}))
    assert refused(table, forge(village, tmp_path / "x.kashi", streams=(COMMON,))) == "scope"


def test_writing_about_another_unit_in_ones_own_stream_is_refused(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    write(village, Change(unit_of(village), "unit", "update", unit_of(other), None, {"name": "改名"}))
    assert refused(table, forge(village, tmp_path / "x.kashi")) == "scope"


def test_an_unknown_author_is_refused(table: Table, tmp_path: Path) -> None:
    add_elder(table.villages[0])
    path = forge(table.villages[0], tmp_path / "x.kashi", ranges={"device": DeviceKeys.generate().device_id.hex()})
    assert refused(table, path) == "scope"


def test_a_changed_line_breaks_the_chain(table: Table, tmp_path: Path) -> None:
    add_elder(table.villages[0])
    path = forge(table.villages[0], tmp_path / "x.kashi", streams=(unit_of(table.villages[0]),), swap=(b'"high"', b'"low"'))
    assert refused(table, path) == "chain_broken"


@pytest.mark.parametrize(
    ("swap", "code"),
    [
        ((b'"op":"create"', b'"op":"delete"'), "structure"),
        ((b'"full_name":', b'"full_nome":'), "structure"),
        ((b'"birth_date":"1940-01-02"', b'"birth_date":1940010200000'), "structure"),
        ((b"[", b"{"), "structure"),
        ((b"\n", b"\n\n"), "structure"),
    ],
)
def test_lines_off_form_are_refused(table: Table, tmp_path: Path, swap: tuple[bytes, bytes], code: str) -> None:
    add_elder(table.villages[0])
    assert refused(table, forge(table.villages[0], tmp_path / "x.kashi", swap=swap)) == code


@pytest.mark.parametrize(
    ("ranges", "codes"),
    [
        ({"head": "00" * 32}, {"package_signature"}),
        ({"signature": "00" * 64}, {"package_signature"}),
        ({"signature": "zz"}, {"structure"}),
        ({"first": 0}, {"structure"}),
        ({"size": 2**40}, {"structure"}),
        ({"device": "AB"}, {"structure"}),
        ({"last": 10**9}, {"package_signature", "structure"}),
        ({"epoch": "00" * 16}, {"package_signature"}),
        ({"before": "11" * 32}, {"structure"}),
        ({"first": 2}, {"structure"}),
    ],
)
def test_ranges_off_form_are_refused(table: Table, tmp_path: Path, ranges: dict[str, Any], codes: set[str]) -> None:
    add_elder(table.villages[0])
    path = forge(table.villages[0], tmp_path / "x.kashi", streams=(unit_of(table.villages[0]),), ranges=ranges)
    assert refused(table, path) in codes


@pytest.mark.parametrize(
    "header", [{"kind": "order"}, {"recipient": {"office": "00" * 16}}, {"ranges": "x"}, {"sender": {}}, {"have": [1]}]
)
def test_headers_off_form_are_refused(table: Table, tmp_path: Path, header: dict[str, Any]) -> None:
    add_elder(table.villages[0])
    path = forge(table.villages[0], tmp_path / "x.kashi", header=header)
    assert refused(table, path) in ("structure", "wrong_recipient", "package_newer_major")


def test_a_name_claimed_by_another_laptop_is_refused(table: Table, tmp_path: Path) -> None:
    first, second = table.villages
    add_elder(first)
    path = forge(first, tmp_path / "x.kashi", signer=party_of(context_of(second)).keys)
    assert refused(table, path) == "package_signature"


def test_a_receipt_from_a_village_is_none(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    add_elder(village)
    path = forge(village, tmp_path / "x.kashi", header={"kind": "receipt"})
    assert refused(table, path) == "no_parent"


def _teach(monkeypatch: pytest.MonkeyPatch, register: Register) -> None:
    monkeypatch.setitem(REGISTERS, register.name, register)


def test_an_unknown_register_is_kept_verbatim_and_sent_on(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    village, county = table.villages[0], table.county
    record = new_id(unit_of(village))
    with monkeypatch.context() as patch:
        _teach(patch, Register("garden", "花园", Columns, where="office", natural=(), kept_at=frozenset(), version=3))
        garden = Change(unit_of(village), "garden", "create", record, None, {"树": [1, {"b": None}]})
        with context_of(village).engine.begin() as connection:
            append(connection, context_of(village).author, [garden])
    package = table.package(village)
    summary = county.packages.inspect(package)
    assert (summary.new, summary.needs_newer) == (1, 1)
    county.packages.import_files([package])
    with context_of(county).read() as connection:
        kept = connection.execute(text("SELECT duty, version FROM entry WHERE record = :id"), {"id": record}).one()
    assert msgspec.json.decode(kept[0]) == {"树": [1, {"b": None}]}
    assert kept[1] == 3
    # The county forgets what the village said it holds: the receipt brings all of it back, byte for byte.
    forget_stated(county)
    summary = village.packages.inspect(table.receipt(village))
    assert summary.known == summary.entries
    assert summary.code is None


def test_unknown_fields_are_kept_and_do_not_disturb(table: Table) -> None:
    village, county = table.villages[0], table.county
    elder = new_id(unit_of(village))
    write(village, Change(unit_of(village), "elder", "create", elder, elder, elder_fields(1, favourite_tea="茯茶")))
    visit = new_id(unit_of(village))
    write(village, Change(unit_of(village), "visit", "create", visit, elder, visit_fields(1, elder, extra={"a": [1]})))
    table.round(village)
    assert shared(village, unit_of(village)) == shared(county, unit_of(village))
    with context_of(county).read() as connection:
        kept = connection.execute(text("SELECT duty FROM entry WHERE record = :id"), {"id": elder}).scalar_one()
    assert msgspec.json.decode(kept)["favourite_tea"] == "茯茶"


def test_fields_of_a_newer_programs_envelope_are_kept_and_hashed(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    village, county = table.villages[0], table.county
    encode = journal.encode_envelope
    extra = b'{"mood":"x","weather":{"a":1}}'
    with monkeypatch.context() as patch:
        patch.setattr(journal, "encode_envelope", lambda envelope: encode(envelope, extra))
        elder = add_elder(village)
    with context_of(village).engine.begin() as connection:
        connection.execute(text("UPDATE entry SET extra = :extra WHERE record = :id"), {"extra": extra, "id": elder})
    table.round(village)
    with context_of(county).read() as connection:
        assert connection.execute(text("SELECT extra FROM entry WHERE extra IS NOT NULL")).scalars().all() == [extra]
    healthy(county)
    forget_stated(county)
    summary = village.packages.inspect(table.receipt(village))
    assert (summary.known, summary.code) == (summary.entries, None)


def test_what_came_as_a_digest_is_filled_by_a_later_copy_that_proves_it(table: Table) -> None:
    village, county = table.villages[0], table.county
    elder = add_elder(village)
    table.round(village)
    with context_of(county).engine.begin() as connection:
        fields, salt = connection.execute(text("SELECT duty, duty_salt FROM entry WHERE record = :id"), {"id": elder}).one()
        digest = {"id": elder, "part": part_of(b"duty", fields, salt)}
        connection.execute(text("UPDATE entry SET duty = NULL, duty_salt = NULL, duty_part = :part WHERE record = :id"), digest)
    assert next(check for check in county.doctor.examine().checks if check.name == "journal").ok
    # The county names what it lacks, the village sends it once more although the county holds the entries.
    village.packages.import_files([table.receipt(village)])
    again = table.package(village)
    assert village.packages.inspect(again).entries >= 1
    county.packages.import_files([again])
    with context_of(county).read() as connection:
        kept = connection.execute(text("SELECT duty, duty_part, duty_salt FROM entry WHERE record = :id"), {"id": elder}).one()
    assert tuple(kept) == (fields, None, salt)
    healthy(county)
    table.round(village)
    assert village.packages.export(table.stick()).nothing_new


def test_a_salt_that_does_not_prove_its_values_is_refused(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    elder = add_elder(village)
    with context_of(village).engine.begin() as connection:
        connection.execute(text("UPDATE entry SET duty_salt = :salt WHERE record = :id"), {"id": elder, "salt": bytes(range(32))})
    assert refused(table, forge(village, tmp_path / "x.kashi")) == "chain_broken"


def test_an_update_before_its_creation_is_held(table: Table) -> None:
    village, county = table.villages[0], table.county
    elder = add_elder(village)
    visit = new_id(unit_of(village))
    # The county corrects a visit of which it has not heard yet: it waits in the journal.
    write(county, Change(unit_of(village), "visit", "update", visit, elder, {"minutes": 77}))
    write(village, Change(unit_of(village), "visit", "create", visit, elder, visit_fields(1, elder)))
    table.round(village)
    assert shared(village, unit_of(village)) == shared(county, unit_of(village))
    with context_of(county).read() as connection:
        assert connection.execute(text("SELECT count(*) FROM visit WHERE id = :id"), {"id": visit}).scalar() == 1


@pytest.mark.parametrize(
    ("register", "fields"),
    [
        ("definition", {"key": "activity_area_share", "effective_from": "2026-01-01", "target": "60", "reason": "x"}),
        ("holiday", {"day": "2026-11-20", "name": "x", "kind": "holiday"}),
        ("project", {"name": "x", "completed_on": "2026-01-01", **dict.fromkeys(PROJECT_AREAS, "1")}),
        ("ledger_task", {"ref": "1", "title": "x"}),
        (
            "issued_report",
            {"kind": "monthly", "period": "2026-10", "scope_code": "653121000000", "issued_on": "2026-11-01", "content": "{}"},
        ),
    ],
)
def test_a_unit_cannot_set_what_holds_for_the_county(table: Table, tmp_path: Path, register: str, fields: dict[str, Any]) -> None:
    village = table.villages[0]
    write(village, Change(unit_of(village), register, "create", new_id(unit_of(village)), None, fields))
    assert refused(table, forge(village, tmp_path / "x.kashi")) == "scope"
