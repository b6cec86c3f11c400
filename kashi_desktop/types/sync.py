"""Frozen results of the exchange with other offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kashi_desktop.types.results import FileVerdict


@dataclass(frozen=True, slots=True)
class Review:
    """What the next package would bring to the parent office: entries in all and by register, the period ``YYYY-MM``."""

    entries: int
    period: str
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Exported:
    """A package that was written, read back and verified; ``nothing_new`` says that it only reports so.

    ``file`` is the first of ``files``; entries and bytes are those of all.
    """

    file: Path
    entries: int
    bytes: int
    verified: bool
    nothing_new: bool
    period: str
    files: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A file or folder that was not taken for ours: not_ours, hidden, link, special, unreadable, too_deep or too_many."""

    path: Path
    code: str


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What a search in files and folders found, and what it passed over."""

    files: tuple[Path, ...]
    passed_over: tuple[PassedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What became of every file of an import; ``totals`` counts verdicts and entries, ``notices`` are sentences to be read."""

    files: tuple[FileVerdict, ...]
    totals: Mapping[str, int]
    notices: tuple[str, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCard:
    """The card under which an office goes on; its digits are told to those below by telephone or on paper."""

    fingerprint: str
    version: int


@dataclass(frozen=True, slots=True)
class Receipts:
    """Receipts that were written, and for each unit the short code that can be read out instead."""

    files: tuple[Path, ...]
    phone_codes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Invited:
    """Invitations that were written, and the office's fingerprint to be printed beside them."""

    files: tuple[Path, ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class InvitationSummary:
    """What an invitation says before anything is made of it: for whom it is, who issued it.

    ``fingerprint`` is that of the issuing office; two of its groups are typed from the printed slip.
    """

    unit_code: str
    unit_name: str
    level: str
    office_name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Approved:
    """A device that was approved, and what became of the packages that waited for it."""

    device_code: str
    unit_code: str
    replaced: tuple[str, ...]
    files: tuple[FileVerdict, ...]


@dataclass(frozen=True, slots=True)
class PendingDestruction:
    """What another office destroys of so many persons of a unit that a person here is asked first; ``who`` is that office.

    ``why``: ``destruction``; ``own_copy``: it came with a file, but under this computer's own key, which a copy of the folder has too; or
    ``lost_mark``: this folder was put back, and what destroyed it then is not in its journal any more.
    """

    id: str
    unit_code: str
    unit_name: str
    device_code: str
    who: str
    why: str
    persons: int
    since: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What a legal erasure destroyed: records about the person, and parts of their entries."""

    records: int
    parts: int
