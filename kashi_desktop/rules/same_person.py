"""When two rows of the rosters are one person: by the code of an ID number, else because somebody confirmed it (domain.md §3)."""

from collections.abc import Iterable
from typing import Protocol


class Identity(Protocol):
    """A row as far as it says who somebody is."""

    @property
    def id(self) -> bytes:
        """The row."""

    @property
    def id_hmac(self) -> str | None:
        """Code of the ID number under the key ``id_key``."""

    @property
    def id_key(self) -> str | None:
        """Which key."""

    @property
    def same_as(self) -> bytes | None:
        """Another row that was confirmed to be the same person."""


def persons(rows: Iterable[Identity]) -> dict[bytes, bytes]:
    """The person of each row, named by the least id among the person's rows; a confirmed row that is not held joins nobody wrongly."""
    above: dict[bytes, bytes] = {}

    def root(each: bytes) -> bytes:
        while (up := above.get(each, each)) != each:
            above[each] = above.get(up, up)
            each = up
        return each

    def join(one: bytes, other: bytes) -> None:
        first, second = sorted((root(one), root(other)))
        above[second] = first

    held, numbers = [], dict[tuple[str | None, str], bytes]()
    for row in rows:
        id_ = bytes(row.id)
        held.append(id_)
        if row.id_hmac:
            join(id_, numbers.setdefault((row.id_key, row.id_hmac), id_))
        if row.same_as:
            join(id_, bytes(row.same_as))
    return {each: root(each) for each in held}


def told_apart(one: Identity, other: Identity) -> bool:
    """Whether two rows bear different ID numbers, compared under one key: then they are two people, whatever else agrees."""
    return bool(one.id_hmac and other.id_hmac) and one.id_key == other.id_key and one.id_hmac != other.id_hmac
