"""Kept texts and what they need: chance that is the same in every run, names instead of ids, a file beside the test.

Run with ``KASHI_GOLDEN=write`` to write the files of tests/golden anew, and read the difference before it is committed.
"""

import hashlib
import json
import os
import re
import secrets
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count, groupby
from pathlib import Path
from typing import Any

import pypdf
import pyrage
import pytest
import uuid_utils
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from db.journal import ref_prefix
from db.streams import common_of
from kashi_desktop.types.clock import Clock
from kashi_desktop.workspace import Workspace
from tests.workspaces import rows_of

GOLDEN = Path(__file__).resolve().parent / "golden"
WRITING = os.environ.get("KASHI_GOLDEN") == "write"
REGISTERS = (
    *("unit", "unit_profile", "elder", "visit", "need", "facility", "worker", "course", "attendance"),
    *("volunteer", "activity", "service", "survey", "project", "ledger_task", "holiday", "definition"),
)
"""The registers that people load and dump, by the names on the command line."""
_MOMENT = 1_790_000_000_000


def check(name: str, text: str) -> None:
    """Compare a text with the kept one of that name, or keep it."""
    path = GOLDEN / name
    if WRITING:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return
    # By lines: a difference is shown where it is.
    assert text.split("\n") == path.read_bytes().decode("utf-8").split("\n"), name


@dataclass(frozen=True)
class Watch(Clock):
    """A clock that stands still until it is set."""

    moments: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        return self.moments[-1]

    def set(self, moment: datetime) -> None:
        self.moments.append(moment)


_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def identity_text(secret: bytes) -> str:
    """32 secret bytes as an age identity (Bech32, BIP 173)."""
    head = "age-secret-key-"
    bits = "".join(f"{byte:08b}" for byte in secret)
    values = [int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]
    spread = [ord(each) >> 5 for each in head] + [0] + [ord(each) & 31 for each in head]
    sum_ = 1
    for value in (*spread, *values, *[0] * 6):
        top, sum_ = sum_ >> 25, (sum_ & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            sum_ ^= part if top >> place & 1 else 0
    checks = [(sum_ ^ 1) >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{head}1{''.join(_LETTERS[each] for each in (*values, *checks))}".upper()


class _Identities:
    """Stands for the library's class of age identities and remembers those it made, so that a test can open what was sealed."""

    def __init__(self, drawn: Callable[[str, int], bytes]) -> None:
        self._own, self._drawn = pyrage.x25519.Identity, drawn
        self.made: list[Any] = []

    def generate(self) -> Any:
        self.made.append(self._own.from_str(identity_text(self._drawn("age", 32))))
        return self.made[-1]

    def from_str(self, text: str) -> Any:
        return self._own.from_str(text)


@contextmanager
def seeded() -> Iterator[list[Any]]:
    """Give every source of chance a sequence of its own, the same in each run; yields the age identities made meanwhile.

    Only libraries are patched: a source keeps its sequence wherever in the program it is called.
    """
    turns: dict[str, Iterator[int]] = {}

    def drawn(source: str, size: int) -> bytes:
        turn = next(turns.setdefault(source, count()))
        made = bytearray(b"".join(hashlib.sha256(f"{source}/{turn}/{part}".encode()).digest() for part in range(size // 32 + 1))[:size])
        if size > 6:
            made[6] = 0xF0 | made[6] & 0x0F  # no id of chance looks like one that follows from what it names (version 5)
        return bytes(made)

    def uuid7() -> uuid_utils.UUID:
        turn = next(turns.setdefault("uuid7", count()))
        return uuid_utils.UUID(bytes=(_MOMENT + turn).to_bytes(6, "big") + b"\x70\x00\x80" + turn.to_bytes(7, "big"))

    identities = _Identities(drawn)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(uuid_utils, "uuid7", uuid7)
        patch.setattr(uuid, "uuid4", lambda: uuid.UUID(bytes=drawn("uuid4", 16), version=4))
        patch.setattr(os, "urandom", lambda size: drawn(f"urandom{size}", size))
        patch.setattr(secrets, "token_bytes", lambda size=32: drawn(f"token{size}", size))
        patch.setattr(secrets, "token_hex", lambda size=32: drawn(f"hex{size}", size).hex())
        patch.setattr(Ed25519PrivateKey, "generate", lambda: Ed25519PrivateKey.from_private_bytes(drawn("ed25519", 32)))
        patch.setattr(pyrage.x25519, "Identity", identities)
        yield identities.made


_CHANCE = re.compile(
    r"(?P<age>age1[02-9ac-hj-np-z]{58})|(?P<auto>(?<![0-9a-f-])[0-9a-f]{4}-[0-9]+(?![0-9-]))"
    r"|(?<![0-9a-f])(?:(?P<signature>[0-9a-f]{128})|(?P<place>[0-9a-f]{96})|(?P<hash>[0-9a-f]{64})|(?P<id>[0-9a-f]{32}))(?![0-9a-f])"
)


class Names:
    """Running names in the order of first appearance for what comes from chance, and words for the ids of places.

    Ids that follow from what they name (UUID version 5) stand as they are: other offices must make the same ones.
    """

    def __init__(self, offices: Iterable[Workspace]) -> None:
        self._known: dict[str, str] = {}
        self._prefixes: set[str] = set()
        self._given: dict[str, dict[str, str]] = {}
        for office in offices:
            for id_, code in rows_of(office, "unit", "id, code"):
                self._known |= {bytes(id_).hex(): f"<{code}>", common_of(bytes(id_)).hex(): f"<common {code}>"}
            self._prefixes |= {ref_prefix(*place) for place in rows_of(office, "branch", "device, epoch, stream")}

    def plain(self, text: str) -> str:
        """The text with names."""
        return _CHANCE.sub(self._name, text)

    def _name(self, found: re.Match[str]) -> str:
        kind, value = str(found.lastgroup), found[0]
        if kind == "auto" and value[:4] not in self._prefixes:
            return value
        if kind == "id" and (known := self._known.get(value) or self._follows(value)):
            return known
        given = self._given.setdefault(kind, {})
        return given.setdefault(value, f"<{kind} {len(given) + 1}>")

    def _follows(self, value: str) -> str | None:
        return value if value[12] == "5" and value[16] in "89ab" else None


def as_line(record: object) -> str:
    """A record as the command line tells it."""
    return json.dumps(record, ensure_ascii=False)


def dumps(office: Workspace) -> Iterator[str]:
    """Every register of an office as ``dump`` tells it, a heading before each."""
    for register in REGISTERS:
        yield f"# {register}"
        yield from (as_line(each) for each in office.registers.dump(register))


def figures(run: Callable[..., Any], month: str) -> Iterator[str]:
    """What ``due`` and ``indicators`` tell of an office and month, each list a line an item; ``run`` is a command of that office."""
    for command in (("due",), ("due", "--month", month), ("indicators", "--period", month)):
        yield f"# {' '.join(command)}"
        yield from _told(run(*command).body)


def _told(body: Mapping[str, Any]) -> Iterator[str]:
    yield as_line({key: value for key, value in body.items() if not isinstance(value, list | dict)})
    for key, value in body.items():
        if isinstance(value, list | dict):
            yield f"{key}:"
        if isinstance(value, dict):
            yield from _told(value)
        elif isinstance(value, list):
            for each in value:
                yield from _told(each) if isinstance(each, dict) else (as_line(each),)


def pdf_text(data: Any) -> str:
    """The text of each page, pages parted by a line; spaces at the ends of lines are a matter of taste of the reader."""
    pages = [page.extract_text() for page in pypdf.PdfReader(data).pages]
    return "\n---\n".join("\n".join(line.rstrip() for line in page.splitlines()) for page in pages) + "\n"


SHOWN = 12
"""So many lines of one kind in a row stand in full, of those behind them their number and sum."""


def abridged(lines: Sequence[str], kind: Callable[[str], str]) -> Iterator[str]:
    """The lines, long runs of one ``kind`` cut short; a kind of ``""`` is never cut."""
    for name, run in groupby(lines, kind):
        held = list(run)
        more = held[SHOWN:] if name and len(held) > SHOWN * 2 else []
        yield from held[: len(held) - len(more)]
        if more:
            yield f"… and {len(more)} more: sha256 {hashlib.sha256(chr(10).join(more).encode()).hexdigest()}"
