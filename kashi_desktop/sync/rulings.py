"""What the office above a unit rules on the unit's laptops, as it stands in entries of the unit's stream (exchange-rules.md, 24)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Self

import msgspec
from sqlalchemy import Connection

from db.models.sync import EVERY
from db.queries.branches import branches_of
from db.streams import common_of
from kashi_desktop.errors import KnownError
from kashi_desktop.sync.cards import Certificate

MOST_LINES = 64
"""How many chains one ruling may name; what is above stands in further ones."""

MOST_RULINGS = 16
"""How many rulings are written for one decision."""


class _Fields(msgspec.Struct, frozen=True):
    kind: str = ""
    device: str | None = None
    certificate: str | None = None
    names: str | None = None
    office_names: str | None = None
    undoes: str | None = None


_fields = msgspec.json.Decoder(_Fields)


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a device's chain in one epoch, up to the entry with this hash."""

    device: bytes
    epoch: bytes
    first: int
    last: int
    hash: bytes

    def __str__(self) -> str:
        """As a ruling names it."""
        return f"{self.device.hex()}{self.epoch.hex()}:{self.first}:{self.last}:{self.hash.hex()}"

    @classmethod
    def read(cls, text: object) -> list[Self]:
        """The lines that a ruling names; what is none counts for nothing."""
        found = []
        for each in str(text or "").split(";"):
            place, _, rest = each.partition(":")
            first, last, named = [*rest.split(":"), "", ""][:3]
            try:
                line = cls(bytes.fromhex(place[:32]), bytes.fromhex(place[32:]), int(first), int(last), bytes.fromhex(named))
            except ValueError:
                continue
            if 0 < line.last < EVERY:
                found.append(line)
        return found


@dataclass(frozen=True, slots=True)
class Ruling:
    """One ruling, as it stands in a branch."""

    branch: int
    seq: int
    record: bytes
    kind: str
    device: bytes
    certificate: str
    names: list[Line]
    office_names: list[Line]
    undoes: str | None

    @classmethod
    def read(cls, row: Any) -> Self | None:
        """A ruling as an entry holds it; None for one that this program does not understand, also of a newer one."""
        try:
            said = _fields.decode(row.duty or b"{}")
            device = bytes.fromhex(said.device or "")
        except (msgspec.MsgspecError, ValueError):
            return None
        more = (said.certificate or "", Line.read(said.names), Line.read(said.office_names), said.undoes)
        return cls(row.branch, row.seq, row.record, said.kind, device, *more)

    def certified(self) -> Certificate | None:
        """The certificate that an approval brings; None where it brings none that can be read."""
        try:
            return Certificate.from_bytes(self.certificate.encode())
        except (KnownError, msgspec.MsgspecError, RecursionError):
            return None


def heads_held(connection: Connection, unit: bytes, devices: Collection[bytes]) -> list[str]:
    """Where the chains of some devices in a unit's streams end here, each text as one ruling may name it, those met first standing first.

    Whoever has a copy of the folder makes as many chains as he likes, but none as early as the honest ones.
    """
    streams = [unit, common_of(unit)]
    held = [branch for branch in branches_of(connection, streams) if branch.device in devices and branch.last_seq > branch.base_seq]
    return named(Line(each.device, each.epoch, 1, each.last_seq, each.head) for each in held)


def named(lines: Iterable[Line]) -> list[str]:
    """The lines as rulings name them, as many as one may in each text; of very many the first ones."""
    texts = [";".join(map(str, part)) for part in _parts(list(lines))]
    return texts[:MOST_RULINGS] or [""]


def _parts(lines: list[Line]) -> Iterable[list[Line]]:
    for start in range(0, len(lines), MOST_LINES):
        yield lines[start : start + MOST_LINES]
