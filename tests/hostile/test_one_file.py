"""A hostile village's file is refused alone, and the rest of the batch is applied (issue 8, cases 3, 4, 5)."""

import random
import re
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db.streams import new_id
from kashi_desktop.bugs import LOG
from kashi_desktop.sync.projection import insert_rows
from kashi_desktop.sync.shelf import MAX_FILES
from kashi_desktop.types.results import FileVerdict
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.hostile.moves import DEEP, Move, sent
from tests.sync.crafted import forge
from tests.sync.offices import (
    UNITS,
    Table,
    add_elder,
    approve,
    contents,
    context_of,
    create,
    elder_fields,
    everything,
    rebuilt,
    shared,
    unit_of,
)

SPOILT: list[tuple[str, Any]] = [
    ("minutes", b"9223372036854775808"),
    ("minutes", b"18446744073709551616"),
    ("minutes", b"9007199254740992"),
    ("minutes", -1),
    ("minutes", 1441),
    ("minutes", b"20.0"),
    ("minutes", b"2e1"),
    ("minutes", True),
    ("unknown", DEEP),
    ("unknown", b'{"a":' * 100_000 + b"1" + b"}" * 100_000),
    ("unknown", b'"\xff"'),
    ("unknown", b'"\\ud800"'),
    ("unknown", b"1.5"),
    ("unknown", b"NaN"),
    ("unknown", b'{"b":1,"a":1}'),
    ("unknown", b'{"a":1,"a":1}'),
    ("unknown", b" 1"),
    ("unknown", "x" * 10_001),
    ("unknown", [1] * 10_001),
    ("visited_at", "2026-W40-4T10:00"),
    ("visited_at", "2026-02-30 10:00"),
    ("visited_at", "1899-12-31 10:00"),
    ("note", random.Random(1).randbytes(1_500_000).hex()),
    ("note", "x" * 201),
    ("note", "a\x00b"),
    ("visitors", "a;" * 30),
    ("method", "teleport"),
    ("elder_id", "AB" * 16),
    ("_reason", {"a": 1}),
]


def named(value: object) -> str:
    return repr(value)[:24]


def both(table: Table, bad: Path) -> tuple[FileVerdict, FileVerdict]:
    """Import a bad file between honest ones; returns what became of it and of the honest one."""
    other = table.villages[1]
    add_elder(other)
    found = {each.file: each for each in table.county.packages.import_files([bad, table.package(other)]).files}
    return found.pop(bad.name), found.popitem()[1]


def readable(office: Workspace) -> None:
    """Everything of an office can be shown."""
    for register in ("elder", "visit", "facility", "unit", "course"):
        list(office.registers.dump(register, ""))
    office.due.list()


@pytest.mark.parametrize(("field", "value"), SPOILT, ids=named)
def test_a_value_nobody_could_type_refuses_its_file_alone(table: Table, tmp_path: Path, field: str, value: Any) -> None:
    village = table.villages[0]
    bad = sent(village, tmp_path / "bad.kashi", lambda office: moves.value_out_of_bounds(office, field, value))
    before = shared(table.county, unit_of(village))
    refused, honest = both(table, bad)
    assert (refused.verdict, refused.code) == ("refused", "structure")
    assert honest.verdict == "applied"
    assert shared(table.county, unit_of(village)) == before
    assert table.county.packages.inspect(bad).code == "structure"


@pytest.mark.parametrize("consent", ["zz", "ab", ";;", "ab;zz"])
def test_a_consent_under_what_is_no_id_stops_nothing(table: Table, tmp_path: Path, consent: str) -> None:
    """The person comes in, and so does everybody else; mutant 203253 of seed 20261203."""
    village = table.villages[0]
    person = new_id(unit_of(village))
    odd = elder_fields(1) | {"consent_on": "2026-11-01", "consent_id": consent}
    bad = sent(village, tmp_path / "bad.kashi", lambda office: moves.entry(office, "elder", odd, record=person, subject=person))
    taken, honest = both(table, bad)
    assert (taken.verdict, honest.verdict) == ("applied", "applied")
    readable(table.county)
    assert rebuilt(table.county) == contents(table.county)


@pytest.mark.parametrize(
    ("register", "field", "value"),
    [
        ("facility", "building_area_m2", "abc"),
        ("facility", "building_area_m2", "1e99999999"),
        ("facility", "building_area_m2", "NaN"),
        ("facility", "building_area_m2", "-1"),
        ("facility", "units", "x"),
        ("course", "hours", "0"),
        ("elder_spell", "enrolled_on", "2026-W40-4"),
    ],
)
def test_an_area_or_a_day_that_is_none_refuses_its_file_alone(table: Table, tmp_path: Path, register: str, field: str, value: str) -> None:
    person = new_id(unit_of(table.villages[0])) if register == "elder_spell" else None
    stream = moves.stream_for(table.villages[0], register)
    fields = {**moves.sound(register), **({"elder_id": person.hex()} if person else {}), field: value}
    bad = sent(
        table.villages[0], tmp_path / "bad.kashi", lambda office: moves.entry(office, register, fields, subject=person, stream=stream)
    )
    refused, honest = both(table, bad)
    assert (refused.verdict, refused.code) == ("refused", "structure")
    assert honest.verdict == "applied"
    readable(table.county)


@pytest.mark.parametrize(
    "header",
    [
        {"created": "zzzz"},
        {"created": "2026-13-01 10:00:00"},
        {"created": "2026-W40-4 10:00:00"},
        {"period": "2026-13"},
        {"period": "zzzz"},
        {"nothing_new": 1},
        {"counts": {"visit": -1}},
        {"counts": {"visit": 2**53 - 1, "x" * 101: 1}},
        {"notices": ["x" * 101]},
        {"audit_head": "zz"},
        {"have": {"00" * 8: [0, "00" * 32]}},
    ],
    ids=named,
)
def test_a_header_with_a_value_that_does_not_exist_refuses_its_file_alone(table: Table, tmp_path: Path, header: dict[str, Any]) -> None:
    refused, honest = both(table, sent(table.villages[0], tmp_path / "bad.kashi", header=header))
    assert (refused.verdict, refused.code) == ("refused", "structure")
    assert honest.verdict == "applied"


def laptop(table: Table, folder: Path, name: str) -> Workspace:
    """One more laptop of the first unit, invited and not approved."""
    (file,) = table.county.enrolment.invite([UNITS[0]], folder / f"{name}.kashi-invitation").files
    return create(folder / name, "village", UNITS[0], file)


@pytest.mark.parametrize(("field", "value"), [SPOILT[0], SPOILT[8], SPOILT[10]], ids=named)
def test_a_first_package_that_waits_poisons_nothing(table: Table, tmp_path: Path, field: str, value: Any) -> None:
    county, stranger = table.county, laptop(table, tmp_path, "stranger")
    moves.value_out_of_bounds(stranger, field, value)
    bad = forge(stranger, tmp_path / "bad.kashi", header={"sender": party_sender(stranger)})
    waiting, honest = both(table, bad)
    assert (waiting.verdict, waiting.code) == ("quarantined", "waiting_approval")
    assert honest.verdict == "applied"
    assert table.county.packages.inspect(table.package(table.villages[1])).code is None
    (device,) = [each for each in county.enrolment.devices() if each.state == "waiting"]
    approved = approve(county, device.device_code)
    assert [(each.verdict, each.code) for each in approved.files] == [("refused", "structure")]
    (device,) = [each for each in county.enrolment.devices() if each.device_code == device.device_code]
    assert (device.state, device.waiting_packages) == ("approved", 0)
    add_elder(table.villages[1])
    assert county.packages.import_files([table.package(table.villages[1])]).files[0].verdict == "applied"
    readable(county)
    stranger.close()


def party_sender(office: Workspace) -> dict[str, Any]:
    from db.queries.workspace import state
    from kashi_desktop.services.exchange import next_number, party_of

    context = context_of(office)
    with context.read() as connection:
        invitation = state(connection, "invitation")
    return party_of(context).sender(next_number(context), invitation)


def test_a_receipt_poisons_no_village(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    device = context_of(village).keys.device_id
    with moves.forgotten(county):
        moves.entry(county, "need", {**moves.sound("need"), "due_on": "2026-W40-4"}, stream=unit_of(village), subject=bytes(16))
        bad = moves.receipt(county, device, tmp_path / "bad.kashi")
    before = everything(village)
    verdict = village.packages.import_files([bad]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "structure")
    assert everything(village) == before
    add_elder(county, 4, unit_of(village))
    good = moves.receipt(county, device, tmp_path / "good.kashi")
    assert [each.verdict for each in village.packages.import_files([bad, good]).files] == ["refused", "applied"]


def test_a_bug_refuses_the_file_that_meets_it_and_no_other(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    met = unit_of(table.villages[0])
    add_elder(table.villages[0])
    bad = table.package(table.villages[0])

    def fails(connection: Any, name: str, rows: Any) -> None:
        insert_rows(connection, name, rows)
        if any(row[1] == met for row in rows):
            raise RuntimeError("买买提·吐尔逊")

    before = shared(table.county, met)
    with monkeypatch.context() as patch:
        patch.setattr("kashi_desktop.sync.applying.insert_rows", fails)
        refused, honest = both(table, bad)
    assert (refused.verdict, refused.code, honest.verdict) == ("refused", "file_failed", "applied")
    assert shared(table.county, met) == before
    log = (context_of(table.county).folder / LOG).read_text(encoding="utf-8")
    assert any(reference in (refused.message or "") for reference in re.findall(r"[0-9A-F]{6}$", log, re.MULTILINE))
    assert "买买提" not in log
    assert table.county.packages.import_files([bad]).files[0].verdict == "applied"


def test_thousands_of_updates_of_one_record_cost_what_they_weigh(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    moves.many_updates_of_one_record(village, 8_000)
    bad = forge(village, tmp_path / "many.kashi")
    started = time.process_time()
    assert table.county.packages.inspect(bad).new == 8_002
    assert time.process_time() - started < 3
    tracemalloc.start()
    try:
        verdict = table.county.packages.import_files([bad]).files[0]
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert verdict.verdict == "applied"
    assert peak < 100 << 20


def test_no_file_holds_more_entries_than_a_reader_takes(table: Table, tmp_path: Path) -> None:
    with moves.forgotten(table.villages[0]):
        add_elder(table.villages[0])
        bad = forge(table.villages[0], tmp_path / "bad.kashi", ranges={"last": 300_000})
    started = time.process_time()
    refused, honest = both(table, bad)
    assert (refused.code, honest.verdict) == ("structure", "applied")
    assert time.process_time() - started < 2


def test_the_waiting_room_is_a_units_and_not_each_laptops(table: Table, tmp_path: Path) -> None:
    county = table.county
    first, second = (laptop(table, tmp_path, name) for name in ("one", "two"))
    files = [table.package(first) for _ in range(MAX_FILES - 1)] + [table.package(second) for _ in range(3)]
    codes = [each.code for each in county.packages.import_files(files).files]
    assert codes.count("quarantine_full") == 2
    # An approved laptop's files, the same unit's too, go on as ever.
    for village in table.villages:
        add_elder(village)
        assert county.packages.import_files([table.package(village)]).files[0].verdict == "applied"
    first.close()
    second.close()


MOVES: dict[str, Callable[[Table], Move]] = {
    "entries under ids of others": lambda table: (
        lambda office: moves.entries_under_known_ids(
            office, dict.fromkeys(("unit_state", "course", "facility"), unit_of(table.villages[1]))
        )
    ),
    "own unit raised": lambda table: moves.own_unit_raised,
    "account renamed": lambda table: lambda office: moves.account_renamed(office, _account_of(table.county)),
    "question settled": lambda table: lambda office: moves.question_settled(office, new_id(unit_of(office))),
    "erasure of all": lambda table: lambda office: moves.erasure_of_all(office, {new_id(unit_of(office)): "visit"}),
    "word in common": lambda table: lambda office: moves.word_in_common(office, "unit", unit_of(table.villages[1]), {"name": "x"}),
}


def _account_of(office: Workspace) -> bytes:
    account: bytes = next(row[0] for name, row in contents(office) if name == "account")
    return account


@pytest.mark.parametrize("name", MOVES)
def test_whatever_a_file_says_of_others_stops_nobody_elses(table: Table, tmp_path: Path, name: str) -> None:
    bad, honest = both(table, sent(table.villages[0], tmp_path / "bad.kashi", MOVES[name](table)))
    assert bad.code != "file_failed"
    assert honest.verdict == "applied"
    readable(table.county)
