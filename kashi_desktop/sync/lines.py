"""One journal entry as it travels: a JSON array of the envelope and the author's field bytes, verbatim (sync.md §1, §2).

``[seq,lamport,wall,account,register,version,op,record,subject,seen,fields]``, and the person's salt behind the entry that creates the
person. Instead of the fields an erased or withheld entry carries its digest as text: the chain holds without the values.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec

from db import canonical
from db.journal import NO_SALT, fields_digest
from db.queries.chains import EntryRow

ENTRIES_LIMIT = 200_000
"""Entries of one file."""

_LIMIT = 2**53
_Count = Annotated[int, msgspec.Meta(ge=1, lt=_LIMIT)]
_Wall = Annotated[int, msgspec.Meta(gt=-_LIMIT, lt=_LIMIT)]
_NAME = r"^[a-z][a-z0-9_]{0,39}\Z"

_Name = Annotated[str, msgspec.Meta(pattern=_NAME)]
_Seen = Annotated[list[str], msgspec.Meta(max_length=64)]


class Line(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """One entry off the wire; ids are hexadecimal, ``fields`` the untouched bytes."""

    seq: _Count
    lamport: _Count
    wall: _Wall
    account: str | None
    register: _Name
    version: Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
    op: _Name
    record: str
    subject: str | None
    seen: _Seen
    fields: msgspec.Raw
    salt: str | None = None


class _Salts(msgspec.Struct, forbid_unknown_fields=True):
    salts: dict[str, str]


_lines = msgspec.json.Decoder(Line)
_seen = msgspec.json.Decoder(list[str])
_encode_lines = msgspec.json.Encoder().encode_lines


def decode_lines(block: bytes) -> list[Line]:
    """Read the lines of one range, each the one spelling of what it says; ``ValueError`` for anything off form."""
    canonical.check_lines(block)
    return _lines.decode_lines(block)


def encode_salts(salts: Mapping[bytes, bytes]) -> bytes:
    """The payload's first line: salts of persons whose creating entry is not in this file, so that it can be checked by itself."""
    held = {subject.hex(): salt.hex() for subject, salt in salts.items()}
    return canonical.encode({"salts": held}) + b"\n"


def decode_salts(line: bytes) -> dict[bytes, bytes]:
    """Read the first line; ``ValueError`` for anything off form."""
    if not line.endswith(b"\n"):
        raise ValueError("no end of the line")
    read = canonical.decode(line[:-1], items=ENTRIES_LIMIT)
    found = {bytes.fromhex(subject): bytes.fromhex(salt) for subject, salt in msgspec.convert(read, _Salts).salts.items()}
    if any(len(subject) != 16 or len(salt) != 16 for subject, salt in found.items()):
        raise ValueError("salts and persons have 16 bytes")
    return found


def encode_rows(rows: Sequence[EntryRow], salts: Mapping[bytes, bytes | None], withheld: frozenset[str]) -> bytes:
    """Lines of journal rows, each ended by a newline.

    ``salts`` of the persons created here are added to their creating entries. With ``withheld`` (an invitation is plaintext) only entries
    of registers that it does not name show their fields.
    """
    return _encode_lines([_wire(row, salts, withheld) for row in rows])


def _wire(row: EntryRow, salts: Mapping[bytes, bytes | None], withheld: frozenset[str]) -> tuple[Any, ...]:
    seq, lamport, wall, account, register, version, op, record, subject, seen, fields, digest, _ = row
    body: Any = msgspec.Raw(fields or b"{}")
    if fields is None and digest is not None:
        body = digest.hex()
    elif register in withheld:  # never one about a person
        body = fields_digest(NO_SALT, fields or b"{}").hex()
    by, about = account.hex() if account else None, subject.hex() if subject else None
    line = (seq, lamport, wall, by, register, version, op, record.hex(), about, _seen.decode(seen) if seen else [], body)
    salt = salts.get(record) if subject == record and op == "create" and fields is not None else None
    return (*line, salt.hex()) if salt else line
