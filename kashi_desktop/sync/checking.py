"""Checks the lines of one range against its chain and their registers, and turns them into rows: the tight loop of an import."""

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import msgspec

from db.declaring import Streams
from db.journal import NO_SALT
from db.queries.chains import EntryRow
from db.registers.registry import REGISTERS
from db.streams import COMMON
from kashi_desktop.sync.lines import Line
from kashi_desktop.sync.projection import Shape, StructureFault, shape, unit_of
from kashi_desktop.sync.refusals import fault

_OPS = frozenset({"create", "update", "remove"})
_SEEN_NAME = re.compile(r"[0-9a-f]{16}:[1-9][0-9]{0,15}")
_encode = msgspec.json.Encoder().encode


@dataclass(slots=True)
class Subject:
    """A person as an import meets it: id, the salt that proves the entries, whether the person is erased here."""

    id: bytes
    salt: bytes | None
    erased: bool = False


@dataclass(slots=True)
class Checked:
    """Entries of one range that passed: journal rows, rows of new records, records to be folded, what waits for a newer program."""

    rows: list[EntryRow] = field(default_factory=list)
    fresh: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    touched: set[bytes] = field(default_factory=set)
    needs_newer: int = 0
    lamport: int = 0
    head: bytes = b""


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


def check_lines(
    lines: Sequence[Line], *, seq: int, head: bytes, stream: bytes, subjects: Mapping[str, Subject], counts: bool = False
) -> Checked:
    """Check lines from position ``seq`` on, whose predecessor has ``head``; ``counts`` if the stream holds numbers.

    Errors: structure, scope.
    """
    # Numbers of other places have no business among the records of a unit or of all.
    if not counts and any(line.register == "fact" for line in lines):
        raise fault("scope")
    try:
        return _check(lines, seq, head, stream, subjects)
    except (StructureFault, ValueError, UnicodeError) as error:
        raise fault("structure") from error


def _check(lines: Sequence[Line], seq: int, head: bytes, stream: bytes, subjects: Mapping[str, Subject]) -> Checked:
    found, lamport = Checked(), 0
    rows, fresh = found.rows, found.fresh
    accounts: dict[str | None, bytes | None] = {None: None}
    sha256, mac, fromhex = hashlib.sha256, hmac.digest, bytes.fromhex
    nobody = Subject(b"", NO_SALT)
    for line in lines:
        if line.seq != seq or line.lamport <= lamport:
            raise ValueError("position")
        lamport = line.lamport
        record, raw = fromhex(line.record), bytes(line.fields)
        person = nobody if line.subject is None else subjects[line.subject]
        subject = person.id if line.subject is not None else None
        account = accounts[line.account] if line.account in accounts else _account(line.account, accounts)
        # The envelope is written anew from the columns: whatever was spelled otherwise cannot have this hash.
        by, about = account.hex() if account else None, person.id.hex() if line.subject is not None else None
        envelope = (seq, lamport, line.wall, by, line.register, line.version, line.op, record.hex(), about, line.seen)
        withheld = raw[0] == 34
        if withheld:
            digest = fromhex(raw[1:-1].decode("ascii"))
        elif person.salt is not None:
            digest = mac(person.salt, raw, "sha256")
        else:
            raise ValueError("salt")
        head = sha256(head + _encode(envelope) + digest).digest()
        gone = withheld or person.erased
        kept, left = (None, digest) if gone else (raw, None)
        seen = _seen(line.seen) if line.seen else ""
        rows.append((seq, lamport, line.wall, account, line.register, line.version, line.op, record, subject, seen, kept, left, head))
        rule = _rule(line.register)
        if rule.shape is None:
            _check_unknown(record, raw, withheld)
            found.needs_newer += 1
        elif line.op == "create" and not gone and line.version <= rule.version:
            row = rule.shape.row(record, unit_of(line.register, record, stream), raw)
            _check_place(line, rule, record, stream, subject)
            if rule.person is not None and row[rule.person_column] != subject:
                raise ValueError("person")
            fresh.setdefault(line.register, []).append(row)
        else:
            _check_other(line, rule, record, stream, subject, kept, found)
        seq += 1
    found.lamport, found.head = lamport, head
    return found


def _account(text: str | None, accounts: dict[str | None, bytes | None]) -> bytes:
    account = bytes.fromhex(text or "")
    if len(account) != 16:
        raise ValueError("account")
    accounts[text] = account
    return account


def _seen(names: list[str]) -> str:
    if not all(_SEEN_NAME.fullmatch(name) for name in names):
        raise ValueError("seen")
    return _encode(names).decode()


def _check_unknown(record: bytes, raw: bytes, withheld: bool) -> None:
    if len(record) != 16 or not (withheld or raw[:1] == b"{"):
        raise ValueError("fields")


def _check_place(line: Line, rule: _Rule, record: bytes, stream: bytes, subject: bytes | None) -> None:
    """The record must be one that may stand in this stream, and speak of a person exactly when its register does."""
    if len(record) != 16 or (subject is None) != (rule.person is None):
        raise ValueError("record")
    if rule.shape is not None and not _may_stand(rule.shape.register.streams, stream):
        raise fault("scope")
    if line.register == "unit" and stream not in (COMMON, record):
        raise fault("scope")


def _may_stand(streams: Streams, stream: bytes) -> bool:
    """Whether a register's entries may arrive in a stream: a unit must not set what holds for the county, nor the county name people."""
    return streams == "any" or streams == ("common" if stream == COMMON else "unit")


def _check_other(line: Line, rule: _Rule, record: bytes, stream: bytes, subject: bytes | None, kept: bytes | None, found: Checked) -> None:
    """An update, a removal, an erased entry, or one of a newer version: the record is folded from the journal."""
    _check_place(line, rule, record, stream, subject)
    newer = line.version > rule.version
    found.needs_newer += newer
    if not newer:
        if line.op not in _OPS or (rule.person == "id" and subject != record):
            raise ValueError("op")
        if kept is not None and rule.shape is not None:
            rule.shape.check(kept)
    elif kept is not None and kept[:1] != b"{":
        raise ValueError("fields")
    found.touched.add(record)
