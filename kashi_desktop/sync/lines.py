"""One journal entry as it travels: a JSON array of the envelope and the author's field bytes, verbatim (sync.md §1, §2).

``[seq,lamport,wall,account,register,version,op,record,subject,seen,fields]``, and the person's salt behind the entry that creates the
person. Instead of the fields an erased or withheld entry carries its digest as text: the chain holds without the values.
"""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import msgspec

from db.journal import NO_SALT, fields_digest
from db.queries.chains import EntryRow

_LIMIT = 2**53
_Count = Annotated[int, msgspec.Meta(ge=1, lt=_LIMIT)]
_Wall = Annotated[int, msgspec.Meta(gt=-_LIMIT, lt=_LIMIT)]
_Name = Annotated[str, msgspec.Meta(min_length=1, max_length=40)]


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
    seen: list[str]
    fields: msgspec.Raw
    salt: str | None = None


class _Salts(msgspec.Struct, forbid_unknown_fields=True):
    salts: dict[str, str]


_lines = msgspec.json.Decoder(Line)
_salts = msgspec.json.Decoder(_Salts)
_seen = msgspec.json.Decoder(list[str])
_encoder = msgspec.json.Encoder()


def decode_lines(block: bytes) -> list[Line]:
    """Read the lines of one range; ``ValueError`` for anything off form."""
    return _lines.decode_lines(block)


def encode_salts(salts: Mapping[bytes, bytes]) -> bytes:
    """The payload's first line: salts of persons whose creating entry is not in this file, so that it can be checked by itself."""
    held = {subject.hex(): salt.hex() for subject, salt in sorted(salts.items())}
    return _encoder.encode({"salts": held}) + b"\n"


def decode_salts(line: bytes) -> dict[bytes, bytes]:
    """Read the first line; ``ValueError`` for anything off form."""
    found = {bytes.fromhex(subject): bytes.fromhex(salt) for subject, salt in _salts.decode(line).salts.items()}
    if any(len(subject) != 16 or len(salt) != 16 for subject, salt in found.items()):
        raise ValueError("salts and persons have 16 bytes")
    return found


def encode_rows(rows: Sequence[EntryRow], salts: Mapping[bytes, bytes | None], withheld: frozenset[str]) -> bytes:
    """Lines of journal rows, each ended by a newline.

    ``salts`` of the persons created here are added to their creating entries. With ``withheld`` (an invitation is plaintext) only entries
    of registers that it does not name show their fields.
    """
    return _encoder.encode_lines([_wire(row, salts, withheld) for row in rows])


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
