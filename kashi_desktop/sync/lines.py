"""One journal entry as it travels: a JSON array of its envelope and its two parts (sync.md §1, §2; docs/format.md).

``[envelope, duty, consented, salt of duty, salt of consented]``. The envelope says all but the place, which is its range's; a part is its
fields, or its digest as text where only that is held, or null without fields; a salt is its number in the payload's first line, or null.
"""

from collections.abc import Collection, Sequence
from typing import Annotated, Any

import msgspec

from db import canonical
from db.history import split_hashes
from db.journal import MOST_SEEN, part_of
from db.queries.branches import EntryRow

ENTRIES_LIMIT = 200_000
"""Entries of one file."""

_LIMIT = 2**53
_Wall = Annotated[int, msgspec.Meta(gt=-_LIMIT, lt=_LIMIT)]
_Name = Annotated[str, msgspec.Meta(pattern=r"^[a-z][a-z0-9_]{0,39}\Z")]
_Seen = Annotated[list[str], msgspec.Meta(max_length=MOST_SEEN)]
_Number = Annotated[int, msgspec.Meta(ge=0, lt=_LIMIT)]
_Salt = Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}\Z")]
# Nothing that is read matches: a place that a line tells might be another than its range's.
_Untold = Annotated[str, msgspec.Meta(pattern="(?!)")] | msgspec.UnsetType
_UntoldNumber = Annotated[int, msgspec.Meta(gt=0, lt=1)] | msgspec.UnsetType
_value: Any = canonical.value_type(2)
_Fields = Annotated[dict[canonical.Text, _value], msgspec.Meta(max_length=canonical.ITEM_LIMIT)]
# No pattern for the digest: msgspec 0.22 ends in a crash when it lets go of a type that is an object or a text of a pattern.
_Part = _Fields | canonical.Text | None


class WireEnvelope(msgspec.Struct, omit_defaults=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """What an entry says beside its values; ids and hashes are hexadecimal.

    Its place does not travel: the reader puts it in, and then the envelope encodes to the bytes that were hashed.
    """

    account: str | None = None
    consent: str | None = None
    continues: str | None = None
    device: _Untold = msgspec.UNSET
    epoch: _Untold = msgspec.UNSET
    op: _Name
    person: str | None = None
    record: str
    register: _Name
    seen: _Seen = []
    seq: _UntoldNumber = msgspec.UNSET
    stream: _Untold = msgspec.UNSET
    version: Annotated[int, msgspec.Meta(ge=1, lt=2**31)]
    wall: _Wall


class Line(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """One entry off the wire; a part is its fields, its digest, or None."""

    envelope: WireEnvelope
    duty: _Part
    consented: _Part
    duty_salt: _Number | None
    consented_salt: _Number | None

    @property
    def extra(self) -> bytes | None:
        """What a newer program wrote into the envelope."""
        return None


class _LineOfNewer(Line):
    """A line with fields of a newer program in its envelope."""

    more: bytes

    @property
    def extra(self) -> bytes | None:
        """What a newer program wrote into the envelope."""
        return self.more


class _Newer(msgspec.Struct, array_like=True, forbid_unknown_fields=True, gc=False):
    """A line whose envelope holds fields of a newer program."""

    envelope: dict[canonical.Text, _value]
    duty: _Part
    consented: _Part
    duty_salt: _Number | None
    consented_salt: _Number | None


class _Salts(msgspec.Struct, forbid_unknown_fields=True):
    salts: list[_Salt]


_plain = msgspec.json.Decoder(Line)
_newer = msgspec.json.Decoder(_Newer)
_encode_lines = msgspec.json.Encoder().encode_lines
_KNOWN = frozenset(WireEnvelope.__struct_fields__)


def decode_lines(block: bytes) -> list[Line]:
    """Read some lines of a range, each the one spelling of what it says; ``ValueError`` for anything off form."""
    try:
        return canonical.decode_lines(block, _plain)
    except canonical.NotCanonical:
        return [_of_newer(each) for each in canonical.decode_lines(block, _newer)]


def _of_newer(line: _Newer) -> Line:
    known = {key: value for key, value in line.envelope.items() if key in _KNOWN}
    extra = {key: value for key, value in line.envelope.items() if key not in _KNOWN}
    rest = (msgspec.convert(known, WireEnvelope), line.duty, line.consented, line.duty_salt, line.consented_salt)
    return _LineOfNewer(*rest, canonical.encode(extra)) if extra else Line(*rest)


def encode_salts(salts: Sequence[bytes]) -> bytes:
    """The payload's first line: the salts of all values in the file, each once."""
    return canonical.encode({"salts": [salt.hex() for salt in salts]}) + b"\n"


def decode_salts(line: bytes) -> list[bytes]:
    """Read the first line; ``ValueError`` for anything off form, also for a salt that stands twice."""
    if not line.endswith(b"\n"):
        raise ValueError("no end of the line")
    read = canonical.decode(line[:-1], items=ENTRIES_LIMIT)
    found = [bytes.fromhex(salt) for salt in msgspec.convert(read, _Salts).salts]
    if len(set(found)) != len(found):
        raise ValueError("a salt stands twice")
    return found


class SaltList:
    """The salts of a file in the order in which its lines first need them."""

    def __init__(self) -> None:
        """Begin without any."""
        self._numbers: dict[bytes, int] = {}

    def number(self, salt: bytes | None) -> int | None:
        """Number of a salt in the payload's first line; None for none."""
        return None if salt is None else self._numbers.setdefault(salt, len(self._numbers))

    def encoded(self) -> bytes:
        """The payload's first line."""
        return encode_salts(list(self._numbers))


def encode_rows(rows: Sequence[EntryRow], salts: SaltList, withheld: Collection[str]) -> bytes:
    """Lines of journal rows, each ended by a newline; their salts are added to the file's.

    With ``withheld`` (an invitation is plaintext) only entries of registers that it does not name show their fields.
    """
    return _encode_lines([_wire(row, salts, withheld) for row in rows])


def _wire(row: EntryRow, salts: SaltList, withheld: Collection[str]) -> tuple[Any, ...]:
    _, _, wall, account, register, version, op, record, person, consent, seen, continues, extra = row[:13]
    envelope: Any = WireEnvelope(
        account=account.hex() if account else None,
        consent=consent.hex() if consent else None,
        continues=continues.hex() if continues else None,
        op=op,
        person=person.hex() if person else None,
        record=record.hex(),
        register=register,
        seen=[each.hex() for each in split_hashes(seen)] if seen else [],
        version=version,
        wall=wall,
    )
    if extra is not None:
        envelope = msgspec.Raw(canonical.encode(msgspec.to_builtins(envelope) | canonical.decode(extra)))
    hidden = register in withheld
    duty, duty_salt = _part(b"duty", row[13:16], hidden)
    consented, consented_salt = _part(b"consent", row[16:19], hidden)
    return envelope, duty, consented, salts.number(duty_salt), salts.number(consented_salt)


def _part(kind: bytes, held: tuple[bytes | None, ...], hidden: bool) -> tuple[Any, bytes | None]:
    """A part (fields, digest, salt) as it travels, and the salt that its reader needs."""
    fields, digest, salt = held
    if digest is not None:
        return digest.hex(), None
    if fields is None:
        return None, None
    return (part_of(kind, fields, salt).hex(), None) if hidden else (msgspec.Raw(fields), salt)
