"""Checks the lines of one range against the hash before it and their registers, and turns them into rows: the tight loop of an import."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from db.declaring import Streams
from db.history import HASH_BYTES
from db.journal import MOST_SEEN, NO_PART, Envelope, encode_envelope, entry_hash, part_of
from db.queries.branches import EntryRow
from db.registers.registry import REGISTERS
from db.streams import COMMON, belongs
from kashi_desktop.sync.lines import NO_FIELDS, Line
from kashi_desktop.sync.projection import AGREED, Shape, StructureFault, shape, unit_of
from kashi_desktop.sync.refusals import fault

_OPS = frozenset({"create", "update", "remove"})
_DIGEST = re.compile(rb'"[0-9a-f]{64}"')


@dataclass(slots=True)
class Checked:
    """Entries of one range that passed: journal rows, and beside each the table row that it makes alone, None where it must be folded.

    ``known``: whether this program knows its register in its version.
    """

    rows: list[EntryRow] = field(default_factory=list)
    made: list[tuple[Any, ...] | None] = field(default_factory=list)
    known: list[bool] = field(default_factory=list)

    def behind(self, count: int) -> "Checked":
        """The same without its first entries."""
        return Checked(self.rows[count:], self.made[count:], self.known[count:]) if count else self


@dataclass(frozen=True, slots=True)
class Place:
    """Where the entries of a range stand."""

    device: bytes
    epoch: bytes
    stream: bytes


@dataclass(frozen=True, slots=True)
class _Rule:
    """What a register demands of its entries; ``shape`` is None for one this program does not know."""

    shape: Shape | None
    version: int
    person: str | None
    person_column: int


@cache
def _rule(name: str) -> _Rule:
    register = REGISTERS.get(name)
    if register is None:
        return _Rule(None, 0, None, -1)
    made = shape(name)
    column = made.columns.index(register.subject) if register.subject and register.subject != "id" else 0
    return _Rule(made, register.version, register.subject, column)


def check_lines(lines: Sequence[Line], place: Place, *, seq: int, before: bytes, salts: Sequence[bytes], counts: bool = False) -> Checked:
    """Check lines from position ``seq`` on, behind the hash ``before``; ``counts`` if the stream holds numbers.

    Errors: structure, scope.
    """
    # Numbers of other places have no business among the records of a unit or of all.
    if not counts and any(line.envelope.register == "fact" for line in lines):
        raise fault("scope")
    try:
        return _check(lines, place, seq, before, salts)
    except (StructureFault, ValueError, UnicodeError, IndexError) as error:
        raise fault("structure") from error


def _check(lines: Sequence[Line], place: Place, seq: int, head: bytes, salts: Sequence[bytes]) -> Checked:
    found = Checked()
    device, epoch, stream = place.device.hex(), place.epoch.hex(), place.stream.hex()
    ids: dict[str | None, bytes | None] = {None: None}
    for line in lines:
        said = line.envelope
        # The envelope is written anew from what was read: whatever was spelled otherwise cannot have this hash.
        envelope = Envelope(
            account=said.account,
            consent=said.consent,
            continues=said.continues,
            device=device,
            epoch=epoch,
            op=said.op,
            person=said.person,
            record=said.record,
            register=said.register,
            seen=said.seen,
            seq=seq,
            stream=stream,
            version=said.version,
            wall=said.wall,
        )
        person, record = _id(said.person, ids), _id(said.record, ids) or b""
        raw = bytes(line.duty)
        duty, duty_digest, duty_salt, duty_part = _part(b"duty", raw, line.duty_salt, person, salts)
        kept, kept_digest, kept_salt, kept_part = _part(b"consent", bytes(line.consented), line.consented_salt, person, salts)
        head = entry_hash(head, encode_envelope(envelope, line.extra), duty_part, kept_part)
        seen = _seen(said.seen) if said.seen else b""
        continues = _seen([said.continues]) if said.continues is not None else None
        account, consent = _id(said.account, ids), _id(said.consent, ids)
        if kept_part is not NO_PART and consent is None:
            raise ValueError("consent")
        about = (said.register, said.version, said.op, record, person, consent, seen, continues, line.extra)
        found.rows.append((seq, head, said.wall, account, *about, duty, duty_digest, duty_salt, kept, kept_digest, kept_salt))
        rule = _rule(said.register)
        known = rule.shape is not None and said.version <= rule.version
        found.known.append(known)
        if not known:
            _check_newer(line, rule, record, place, person)
        held = b"{}" if raw == NO_FIELDS else duty
        found.made.append(_row(line, rule, record, place.stream, person, held, kept) if known else None)
        seq += 1
    return found


def _id(text: str | None, ids: dict[str | None, bytes | None]) -> bytes | None:
    """An id of 16 bytes in its one spelling; the same id is one object. Errors: ValueError."""
    if text in ids:
        return ids[text]
    found = bytes.fromhex(text or "")
    if len(found) != 16 or found.hex() != text:
        raise ValueError("id")
    ids[text] = found
    return found


def _part(
    kind: bytes, raw: bytes, salt_number: int | None, person: bytes | None, salts: Sequence[bytes]
) -> tuple[bytes | None, bytes | None, bytes | None, bytes]:
    """(fields, digest held alone, salt, what stands in the hash) of a part. Errors: ValueError."""
    if raw[:1] == b"{":
        if (salt_number is None) != (person is None):
            raise ValueError("salt")
        salt = salts[salt_number] if salt_number is not None else None
        return raw, None, salt, part_of(kind, raw, salt)
    if salt_number is not None:
        raise ValueError("a salt without values")
    if raw == NO_FIELDS:
        return None, None, None, NO_PART
    if not _DIGEST.fullmatch(raw):
        raise ValueError("part")
    digest = bytes.fromhex(raw[1:-1].decode("ascii"))
    if digest == NO_PART:
        raise ValueError("part")
    return None, digest, None, digest


def _seen(names: Sequence[str]) -> bytes:
    """The hashes one behind another. Errors: ValueError."""
    if len(names) > MOST_SEEN:
        raise ValueError("seen")
    joined = bytes.fromhex("".join(names))
    if len(joined) != HASH_BYTES * len(names) or joined.hex() != "".join(names) or any(len(name) != 2 * HASH_BYTES for name in names):
        raise ValueError("seen")
    return joined


def _row(
    line: Line, rule: _Rule, record: bytes, stream: bytes, person: bytes | None, duty: bytes | None, consented: bytes | None
) -> tuple[Any, ...] | None:
    """The table row of a creating entry; None for one that changes a record, or whose values are not held (``duty`` None).

    Errors: as ``check_lines``.
    """
    said = line.envelope
    _check_place(said.register, rule, record, stream, person)
    if rule.shape is None:
        return None
    if said.op == "create" and duty is not None:
        row = rule.shape.row(record, unit_of(said.register, record, stream), duty, consented)
        if rule.person is not None and row[rule.person_column] != person:
            raise ValueError("person")
        return row
    if said.op not in _OPS or (rule.person == "id" and person != record):
        raise ValueError("op")
    for fields in (duty, consented):
        if fields is not None:
            rule.shape.check(fields, stream)
    return None


def _check_newer(line: Line, rule: _Rule, record: bytes, place: Place, person: bytes | None) -> None:
    """An entry for a newer program: only its form can be judged. Errors: as ``check_lines``."""
    if rule.shape is not None:
        _check_place(line.envelope.register, rule, record, place.stream, person)
    elif len(record) != 16:
        raise ValueError("record")


def _check_place(register: str, rule: _Rule, record: bytes, stream: bytes, person: bytes | None) -> None:
    """The record must be one that may stand in this stream, and speak of a person exactly when its register does."""
    if len(record) != 16 or (person is None) != (rule.person is None):
        raise ValueError("record")
    if register not in AGREED and not belongs(record, stream):
        raise ValueError("an id of another stream")
    if rule.shape is not None and not _may_stand(rule.shape.register.streams, stream):
        raise fault("scope")
    if register == "unit" and stream not in (COMMON, record):
        raise fault("scope")


def _may_stand(streams: Streams, stream: bytes) -> bool:
    """Whether a register's entries may arrive in a stream: a unit must not set what holds for the county, nor the county name people."""
    return streams == "any" or streams == ("common" if stream == COMMON else "unit")
