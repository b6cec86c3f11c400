"""The header of a package, receipt or invitation as typed data; what a newer minor adds is ignored here and stays in the file."""

from typing import Annotated, Any, TypeVar

import msgspec

from kashi_desktop.rules.wire_values import is_minute, is_month
from kashi_desktop.sync.card_chain import MOST_CARDS
from kashi_desktop.sync.lines import ENTRIES_LIMIT
from kashi_desktop.sync.ranges import MOST_NAMED, MOST_RANGES, Hash, Heads, Id, Lacking, Range, Signature
from kashi_desktop.sync.refusals import fault

_Read = TypeVar("_Read", "Header", "InvitationHeader")
_Count = Annotated[int, msgspec.Meta(ge=0, lt=2**53)]
_Word = Annotated[str, msgspec.Meta(max_length=100)]
_Cards = Annotated[list[dict[str, Any]], msgspec.Meta(max_length=2 * MOST_CARDS)]
_Moment = Annotated[str, msgspec.Meta(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-5][0-9]\Z")]


class Sender(msgspec.Struct, frozen=True):
    """Who sends: device card, its certificate, and the number of this file in the sender's epoch."""

    card: dict[str, Any]
    epoch: Id
    number: _Count
    certificate: dict[str, Any] | None = None
    invitation: Id | None = None


class Recipient(msgspec.Struct, frozen=True):
    """For whom: the office's unit id with its code for people and, on a receipt, the device."""

    office: Id
    device: Id | None = None
    code: _Word = ""


class Grants(msgspec.Struct, frozen=True):
    """What a parent hands to a child's device: its certificate, and to a village the key for ID numbers."""

    certificate: dict[str, Any]
    hmac_key: Hash | None = None


class Author(msgspec.Struct, frozen=True):
    """Another device whose entries are relayed: its certificate, or the bare card when it has none.

    For a device of the office above the sender's: that office's card, and the sender's office's signature over it.
    """

    card: dict[str, Any]
    certificate: dict[str, Any] | None = None
    office: dict[str, Any] | None = None
    vouched: Signature | None = None


class Header(msgspec.Struct, frozen=True):
    """All that is read of a package's or receipt's header."""

    kind: str
    sender: Sender
    recipient: Recipient
    ranges: list[Range]
    created: _Moment
    have: Heads = {}
    lacking: Lacking = {}
    authors: dict[Id, Author] = {}
    audit_head: Hash | None = None
    counts: dict[_Word, _Count] = {}
    period: str | None = None
    nothing_new: bool = False
    notices: list[_Word] = []
    grants: Grants | None = None
    cards: _Cards = []

    def __post_init__(self) -> None:
        """See that day and month are of the calendar: both are shown, and a month's board is made of them."""
        if not is_minute(self.created[:16]) or not (self.period is None or is_month(self.period)):
            raise ValueError("not of the calendar")
        named = (sum(map(len, self.have.values())), sum(map(len, self.lacking.values())))
        if max(named) > MOST_NAMED:
            raise ValueError("more than anybody holds")


class InvitedUnit(msgspec.Struct, frozen=True):
    """The unit an invitation is for."""

    id: Id
    code: _Word
    name: _Word
    level: Annotated[str, msgspec.Meta(pattern=r"^(village|county)\Z")]


class InvitationHeader(msgspec.Struct, frozen=True):
    """All that is read of an invitation's header."""

    invitation: Id
    unit: InvitedUnit
    ranges: list[Range]
    device: Author
    authors: dict[Id, Author] = {}
    cards: _Cards = []


def read_as(kind: type[_Read], raw: dict[str, Any]) -> _Read:
    """Check the form of a header, and that it has no more ranges, and these no more entries, than one file may. Errors: structure."""
    try:
        read = msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise fault("structure") from error
    if len(read.ranges) > MOST_RANGES or sum(max(0, part.last - part.first + 1) for part in read.ranges) > ENTRIES_LIMIT:
        raise fault("structure")
    return read
