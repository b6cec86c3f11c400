"""Frozen results about the registers of facilities, training, volunteering and the plan; values are the texts that ``load`` accepts."""

from collections.abc import Mapping
from dataclasses import dataclass

from kashi_desktop.types.results import Notice, Version

NEW_RECORD = bytes(16)
"""Under this stands what was typed about a record that is not there yet."""


@dataclass(frozen=True, slots=True)
class FieldInfo:
    """One column of a register: how it is typed and its lines of the data dictionary.

    ``kind`` is the kind of cell: ref unit_code place text name phone id_number day minute whole decimal flag units people hours, or the
    name of an enum (one of ``choices``), or that name with an s (several of them); ``multiple``: several codes or people in one cell.
    ``max_length`` is the longest text, ``least`` and ``most`` close a number or a day in, as texts like a cell; None where nothing does.
    ``consent``: kept only with the person's consent. ``basis`` is "duty" or "consent".
    """

    key: str
    label: str
    required: bool
    kind: str
    choices: tuple[tuple[str, str], ...]
    purpose: str
    keep: str
    who_sees: str
    max_length: int | None = None
    least: str | None = None
    most: str | None = None
    multiple: bool = False
    consent: bool = False
    basis: str = "duty"


@dataclass(frozen=True, slots=True)
class RegisterInfo:
    """One register with its columns in the order of template and form."""

    name: str
    label: str
    fields: tuple[FieldInfo, ...]


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One record on a list: ``cells`` hold every column by key, None when empty; phones are masked."""

    id: bytes
    unit_code: str
    unit_name: str
    cells: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class RecordCard:
    """One record with nothing masked that may be shown, and its versions."""

    row: RecordRow
    versions: tuple[Version, ...]


@dataclass(frozen=True, slots=True)
class RowSaved:
    """What became of one row of a grid: its id, and the sentences that the clerk should read."""

    id: bytes
    warnings: tuple[Notice, ...] = ()
