"""A hostile office as a library: real keys, any header, any entry. Each move writes one file that an enrolled device could write.

The moves know nothing of the checks that they are to meet; tests say what each of them must not be able to do.
"""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import text

from db.declaring import WireField
from db.history import split_hashes
from db.journal import NO_PART, Change, Envelope, append, encode_envelope, encode_fields, entry_hash, part_of
from db.queries.branches import START, BranchRow, add_branch, move_branch, own_branch
from db.registers.registry import REGISTERS
from db.streams import common_of, new_id
from kashi_desktop.services.exchange import numbers, party_of
from kashi_desktop.sync.package import build_receipts
from kashi_desktop.sync.reading import load_directory
from kashi_desktop.workspace import Workspace
from tests.sync.crafted import forge
from tests.sync.offices import context_of, elder_fields, unit_of, visit_fields
from tests.workspaces import COMMON

DEEP = b"[" * 100_000 + b"]" * 100_000


def entry(
    office: Workspace,
    register: str,
    fields: Mapping[str, Any] | bytes,
    *,
    op: str = "create",
    record: bytes | None = None,
    subject: bytes | None = None,
    stream: bytes | None = None,
) -> bytes:
    """Journal any entry as this device's, rightly chained, whatever it says; ``fields`` may be any bytes. Returns its record."""
    record = record or new_id(stream or unit_of(office))
    private = REGISTERS[register].private if register in REGISTERS else frozenset()
    given = {} if isinstance(fields, bytes) else {key: value for key, value in fields.items() if key not in private}
    with context_of(office).engine.begin() as connection:
        append(connection, context_of(office).author, [Change(stream or unit_of(office), register, op, record, subject, given)])
    if isinstance(fields, bytes):
        _exchange(office, record, fields, None)
    elif kept := {key: value for key, value in fields.items() if key in private}:
        _exchange(office, record, encode_fields(given), encode_fields(kept))
    return record


def _exchange(office: Workspace, record: bytes, fields: bytes | None, kept: bytes | None) -> None:
    """Put other bytes into the newest entry of a record, those of the consent part under a consent that nobody gave, and chain it anew."""
    with context_of(office).engine.begin() as connection:
        row = connection.execute(
            text(
                "SELECT e.*, b.device, b.epoch, b.stream FROM entry e JOIN branch b ON b.id = e.branch AND b.last_seq = e.seq"
                " WHERE e.record = :record"
            ),
            {"record": record},
        ).one()
        before = connection.execute(
            text("SELECT hash FROM entry WHERE branch = :branch AND seq = :seq"), {"branch": row.branch, "seq": row.seq - 1}
        ).scalar()
        said: dict[str, Any] = {
            key: value.hex() if (value := getattr(row, key)) else None for key in ("account", "consent", "continues", "person")
        }
        place = {key: getattr(row, key).hex() for key in ("device", "epoch", "stream", "record")}
        said |= {"consent": bytes(16).hex() if kept is not None else said["consent"]}
        rest = {key: getattr(row, key) for key in ("op", "register", "seq", "version", "wall")}
        seen = [each.hex() for each in split_hashes(row.seen)]
        envelope = encode_envelope(Envelope(**said, **place, **rest, seen=seen))
        salt = row.duty_salt or (bytes(range(32)) if row.person else None)
        own = bytes(range(1, 33)) if row.person and kept is not None else None
        head = entry_hash(before or START, envelope, part_of(b"duty", fields, salt), part_of(b"consent", kept, own))
        values = {"branch": row.branch, "seq": row.seq, "fields": fields, "head": head, "salt": salt if fields is not None else None}
        values |= {"kept": kept, "own": own, "consent": bytes(16) if kept is not None else row.consent}
        connection.execute(
            text(
                "UPDATE entry SET duty = :fields, duty_salt = :salt, hash = :head, consented = :kept, consented_salt = :own,"
                " consent = :consent WHERE branch = :branch AND seq = :seq"
            ),
            values,
        )
        connection.execute(text("UPDATE branch SET head = :head WHERE id = :branch"), values)


def stream_for(village: Workspace, register: str) -> bytes:
    """The stream of a village's own in which a register may stand."""
    return common_of(unit_of(village)) if REGISTERS[register].streams == "common" else unit_of(village)


@contextmanager
def forgotten(office: Workspace) -> Iterator[None]:
    """What the device writes inside is taken out of its journal again, as if it had only been sent."""
    tables = ("branch", "entry", "salt")
    with context_of(office).read() as connection:
        held = {name: [dict(row._mapping) for row in connection.execute(text(f"SELECT * FROM {name}"))] for name in tables}
    try:
        yield
    finally:
        with context_of(office).engine.begin() as connection:
            for name, rows in held.items():
                connection.execute(text(f"DELETE FROM {name}"))
                if rows:
                    marks = ", ".join(f":{key}" for key in rows[0])
                    connection.execute(text(f"INSERT INTO {name} ({', '.join(rows[0])}) VALUES ({marks})"), rows)


def values_hidden(office: Workspace, record: bytes) -> None:
    """What the device holds of a record is nothing but the parts' digests, as if the values had been destroyed."""
    with context_of(office).engine.begin() as connection:
        for row in connection.execute(text("SELECT * FROM entry WHERE record = :record"), {"record": record}).all():
            parts = {"duty": part_of(b"duty", row.duty, row.duty_salt), "kept": part_of(b"consent", row.consented, row.consented_salt)}
            connection.execute(
                text(
                    "UPDATE entry SET duty = NULL, duty_salt = NULL, duty_part = :duty, consented = NULL, consented_salt = NULL,"
                    " consented_part = :kept WHERE branch = :branch AND seq = :seq"
                ),
                {key: None if part == NO_PART else part for key, part in parts.items()} | {"branch": row.branch, "seq": row.seq},
            )


def forks(office: Workspace, count: int, length: int, record: bytes | None = None, stream: bytes | None = None) -> None:
    """So many branches more that leave the device's chain where it ends, each of so many people, or changes of one; it holds all."""
    context, unit = context_of(office), stream or unit_of(office)
    made: list[tuple[BranchRow, list[dict[str, Any]]]] = []
    with context.engine.begin() as connection:
        place = context.keys.device_id, context.epochs[-1], unit
        base, after, head = own_branch(connection, *place)
        for number in range(count):
            op, people = ("update", [record] * length) if record else ("create", [new_id(unit) for _ in range(length)])
            append(connection, context.author, [Change(unit, "elder", op, each, each, elder_fields(number)) for each in people])
            rows = connection.execute(
                text("SELECT * FROM entry WHERE branch = :base AND seq > :after ORDER BY seq"), {"base": base, "after": after}
            )
            entries = [dict(row._mapping) for row in rows]
            made.append((BranchRow(0, *place, base, after, after + length, entries[-1]["hash"]), entries))
            connection.execute(text("DELETE FROM entry WHERE branch = :base AND seq > :after"), {"base": base, "after": after})
            move_branch(connection, base, after, head)
        for branch, entries in made:
            add_branch(connection, branch)
            marks = ", ".join(f":{key}" for key in entries[0])
            connection.execute(text(f"INSERT INTO entry VALUES ({marks})"), [{**each, "branch": branch.id} for each in entries])


def receipt(county: Workspace, device: bytes, path: Path) -> Path:
    """A county's receipt for a device, written without looking at what is in it."""
    context, party = context_of(county), party_of(context_of(county))
    with context.read() as connection:
        directory = load_directory(connection)
        child = directory.devices[device]
        (built,) = build_receipts(connection, party, child, directory, numbers(context), ())
    path.write_bytes(built.data)
    return path


# -- sound records, to be spoilt field by field ----------------------------------------------------------------------------


def sound(register: str) -> dict[str, Any]:
    """The least that a record of a register must hold, by its declaration."""
    columns = {field.key: column for column in REGISTERS[register].columns for field in column.wire}
    return {
        field.key: _sound(field, columns[field.key].cell if field.key in columns else "text")
        for field in REGISTERS[register].wire
        if not field.nullable and field.default is None
    }


def _sound(field: WireField, cell: str) -> Any:
    if field.words:
        return next(iter(field.words)).value
    by_cell = {"decimal": "1", "units": "00" * 16, "unit_code": "653121100001"}
    by_type: dict[str, Any] = {"int": 1, "bool": True, "ref": "00" * 16, "day": "2026-01-01", "minute": "2026-01-01 10:00", "text": "x"}
    return (
        by_cell.get(cell, by_type[field.type]) if field.type == "text" else (1900 if field.key.startswith("year") else by_type[field.type])
    )


# -- the moves of issue 8, by its numbers ----------------------------------------------------------------------------------


def entries_under_known_ids(village: Workspace, others: Mapping[str, bytes]) -> None:
    """1: records of one's own streams under the ids of others' (register → id): units, definitions, courses, people."""
    for register, record in others.items():
        subject = record if REGISTERS[register].subject == "id" else None
        entry(village, register, sound(register), record=record, subject=subject, stream=stream_for(village, register))


def own_unit_raised(village: Workspace) -> None:
    """2: the unit's own level, code and class changed, and itself switched off."""
    fields = {"level": "county", "code": "653121000000", "urban_rural_class": "111", "active": False}
    entry(village, "unit", fields, op="update", record=unit_of(village), stream=common_of(unit_of(village)))


def account_renamed(village: Workspace, account: bytes) -> None:
    """2: an account of another office renamed."""
    entry(village, "account", {"name": "x", "role": "lead"}, record=account)


def question_settled(village: Workspace, question: bytes) -> None:
    """2: a question of the county settled by the unit that it is about."""
    entry(village, "question", {"status": "closed"}, op="update", record=question)


def value_out_of_bounds(village: Workspace, field: str, value: Any) -> bytes:
    """3, 5: one value of a visit that no clerk could type; ``value`` may be bytes of JSON."""
    elder = entry(village, "elder", elder_fields(1), record=(person := new_id(unit_of(village))), subject=person)
    raw = isinstance(value, bytes)
    fields = visit_fields(1, elder, **({} if raw else {field: value}))
    if not raw:
        return entry(village, "visit", fields, subject=elder)
    import msgspec

    spoilt = msgspec.json.encode({**fields, field: msgspec.Raw(value)}, order="sorted")
    return entry(village, "visit", spoilt, subject=elder)


def many_updates_of_one_record(village: Workspace, number: int) -> bytes:
    """4: one visit and so many changes of it that have not seen one another."""
    elder = entry(village, "elder", elder_fields(1), record=(person := new_id(unit_of(village))), subject=person)
    visit = entry(village, "visit", visit_fields(1, elder), subject=elder)
    changes = [
        Change(unit_of(village), "visit", "update", visit, elder, {"minutes": step % 1440, "note": secrets.token_hex(8)})
        for step in range(number)
    ]
    with context_of(village).engine.begin() as connection:
        append(connection, context_of(village).author, changes)
    return visit


def word_in_common(village: Workspace, register: str, record: bytes, fields: Mapping[str, Any], stream: bytes = COMMON) -> None:
    """7: an entry in a common stream that belongs to another office, by default to the one above."""
    entry(village, register, fields, op="update", record=record, stream=stream)


def erasure_of_all(village: Workspace, records: Mapping[bytes, str]) -> None:
    """7: the removal of everything that the unit holds (record → register), as a thief would send it."""
    for record, register in records.items():
        entry(village, register, {"_reason": "x"}, op="remove", record=record, subject=record if REGISTERS[register].person else None)


Move = Callable[[Workspace], object]


def sent(village: Workspace, path: Path, *moves: Move, header: Mapping[str, Any] | None = None) -> Path:
    """The file that carries the moves; the device's own journal forgets them."""
    with forgotten(village):
        for move in moves:
            move(village)
        return forge(village, path, header=dict(header) if header else None)
