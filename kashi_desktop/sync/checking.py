"""Checks the lines of one range against the hash before it and their registers, and turns them into rows: the tight loop of an import."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from sys import intern
from typing import Any, Literal

from db import canonical
from db.consents import ERASE
from db.declaring import Streams
from db.history import HASH_BYTES
from db.journal import MOST_SEEN, NO_PART, encode_envelope, entry_hash, part_of
from db.queries.branches import EntryRow
from db.registers.registry import REGISTERS
from db.streams import belongs, common_of, named_from
from kashi_desktop.sync.lines import Line
from kashi_desktop.sync.projection import AGREED, Shape, StructureFault, shape
from kashi_desktop.sync.refusals import fault

_OPS = frozenset({"create", "update", "remove", ERASE})

Kind = Literal["unit", "common", "counts"]
"""What a stream holds: the people and work of a unit, what an office says for all below it, or the numbers of a county."""


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

    name: str
    shape: Shape | None
    version: int
    person: str | None
    person_column: int


@cache
def _rule(name: str) -> _Rule:
    register = REGISTERS.get(name)
    if register is None:
        return _Rule(name, None, 0, None, -1)
    made = shape(name)
    column = made.columns.index(register.subject) if register.subject and register.subject != "id" else 0
    return _Rule(name, made, register.version, register.subject, column)


class _Ids(dict[str | None, bytes | None]):
    """Ids of 16 bytes by their one spelling; the same id is one object."""

    def __missing__(self, text: str | None) -> bytes | None:
        found = self[text] = _id(text or "")
        return found


class _Rules(dict[str, _Rule]):
    """The rules of the registers that entries of one stream name. Errors: scope."""

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        self._kind = kind

    def __missing__(self, name: str) -> _Rule:
        rule = self[name] = _rule(name)
        if rule.shape is not None and not _may_stand(rule.shape.register.streams, self._kind):
            raise fault("scope")
        return rule


class Checking:
    """Checks the entries of one range, some lines at a time, behind the hash ``before``.

    ``commons`` are the common streams that this office reads, its own first; ``found`` are the entries that passed, ``head`` is the hash
    of the last.
    """

    def __init__(self, place: Place, *, seq: int, before: bytes, salts: Sequence[bytes], kind: Kind, commons: tuple[bytes, ...]) -> None:
        """Begin at position ``seq``."""
        self.found = Checked()
        self.head = before
        self._seq = seq
        self._place, self._salts, self._kind = place, salts, kind
        self._commons, self._linked = commons, named_from(place.stream, commons)
        self._ids, self._rules = _Ids({None: None}), _Rules(kind)

    def check(self, lines: Sequence[Line]) -> None:
        """Check the next lines. Errors: structure, scope."""
        # Numbers of other places have no business among the records of a unit or of all.
        if self._kind != "counts" and any(line.envelope.register == "fact" for line in lines):
            raise fault("scope")
        try:
            self._check(lines)
        except (StructureFault, ValueError, UnicodeError, IndexError) as error:
            raise fault("structure") from error

    def _check(self, lines: Sequence[Line]) -> None:
        stream, salts, ids, rules, head, seq = self._place.stream, self._salts, self._ids, self._rules, self.head, self._seq
        commons, linked = self._commons, self._linked
        device, epoch, stream_name = self._place.device.hex(), self._place.epoch.hex(), stream.hex()
        add, add_made, add_known = self.found.rows.append, self.found.made.append, self.found.known.append
        for line in lines:
            said, extra = line.envelope, line.extra
            # The envelope is written anew from what was read: whatever was spelled otherwise cannot have this hash.
            said.device, said.epoch, said.seq, said.stream = device, epoch, seq, stream_name
            person, account, consent, record = ids[said.person], ids[said.account], ids[said.consent], _id(said.record)
            duty, duty_digest, duty_salt, duty_part = _part(b"duty", line.duty, line.duty_salt, person, salts)
            kept, kept_digest, kept_salt, kept_part = _part(b"consent", line.consented, line.consented_salt, person, salts)
            if kept_part is not NO_PART and consent is None:
                raise ValueError("consent")
            head = entry_hash(head, encode_envelope(said, extra), duty_part, kept_part)
            seen = _seen(said.seen) if said.seen else b""
            continues = _seen([said.continues]) if said.continues is not None else None
            rule = rules[said.register]
            about = (rule.name, said.version, intern(said.op), record, person, consent, seen, continues, extra)
            add((seq, head, said.wall, account, *about, duty, duty_digest, duty_salt, kept, kept_digest, kept_salt))
            _check_place(said.register, rule, record, stream, person, commons)
            known = rule.shape is not None and said.version <= rule.version
            add_known(known)
            add_made(_row(said.op, rule, record, linked, person, b"{}" if line.duty is None else duty, kept) if known else None)
            seq += 1
        self.head, self._seq = head, seq


def _id(text: str) -> bytes:
    """An id of 16 bytes in its one spelling. Errors: ValueError."""
    found = bytes.fromhex(text)
    if len(found) != 16 or found.hex() != text:
        raise ValueError("id")
    return found


def _part(
    kind: bytes, told: Mapping[str, Any] | str | None, salt_number: int | None, person: bytes | None, salts: Sequence[bytes]
) -> tuple[bytes | None, bytes | None, bytes | None, bytes]:
    """(fields, digest held alone, salt, what stands in the hash) of a part. Errors: ValueError."""
    if isinstance(told, dict):
        if (salt_number is None) != (person is None):
            raise ValueError("salt")
        salt = salts[salt_number] if salt_number is not None else None
        fields = canonical.encode(told)
        return fields, None, salt, part_of(kind, fields, salt)
    if salt_number is not None:
        raise ValueError("a salt without values")
    if told is None:
        return None, None, None, NO_PART
    digest = bytes.fromhex(str(told))
    if len(digest) != HASH_BYTES or digest.hex() != told or digest == NO_PART:
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
    op: str, rule: _Rule, record: bytes, linked: Sequence[bytes], person: bytes | None, duty: bytes | None, consented: bytes | None
) -> tuple[Any, ...] | None:
    """The table row of a creating entry; None for one that changes a record, or whose values are not held (``duty`` None).

    Errors: as ``Checking.check``.
    """
    if rule.shape is None:
        return None
    if op == "create" and duty is not None:
        row = rule.shape.row(record, linked, duty, consented)
        if rule.person is not None and row[rule.person_column] != person:
            raise ValueError("person")
        return row
    if op not in _OPS or (rule.person == "id" and person != record) or (op == ERASE and rule.person != "id"):
        raise ValueError("op")
    for fields in (duty, consented):
        if fields is not None:
            rule.shape.check(fields, linked)
    return None


def _check_place(register: str, rule: _Rule, record: bytes, stream: bytes, person: bytes | None, commons: Sequence[bytes]) -> None:
    """An entry must speak of a person exactly when its register, if it is known, does; of another unit only offices above it do."""
    if rule.shape is not None and (person is None) != (rule.person is None):
        raise ValueError("record")
    if register not in AGREED and not belongs(record, stream):
        raise ValueError("an id of another stream")
    if register == "unit" and stream not in commons and stream != common_of(record):
        raise fault("scope")


def _may_stand(streams: Streams, kind: Kind) -> bool:
    """Whether a register's entries may arrive in a stream of a kind: what all read names no people, a unit's sets no rules."""
    return streams == "any" or streams == ("common" if kind == "common" else "unit")
