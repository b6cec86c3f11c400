"""Rows of a register: texts to a checked input and back (domain.md §3).

The path of a row: ``read_cells`` turns each given cell into a value, ``complete`` lays the values over the stored record,
builds the input (which knows all limits) and runs the register's checks. An empty cell is "not given": it keeps the value.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from db.declaring import Column, Columns, Register
from db.field_types import unseen
from kashi_desktop.rules import kinds, shares
from kashi_desktop.rules.kinds import DECIMAL, CellFault, Kind, code_kind, code_list_kind
from kashi_desktop.rules.register_checks import check_record
from kashi_desktop.types.faults import Fault, fault, faults_of, number_bounds

_KINDS: Mapping[str, Kind] = {each.name: each for each in (*vars(kinds).values(), shares.UNITS) if isinstance(each, Kind)}


@cache
def kind_of(column: Column) -> Kind:
    """How a column's cells are read, shown and masked."""
    if column.codes is not None:
        return code_list_kind(column.codes) if column.multiple else code_kind(column.codes)
    return _KINDS[column.cell]


@cache
def headers(register: Register) -> Mapping[str, Column]:
    """The columns by label and by key, which are both accepted as headers."""
    return {column.label: column for column in register.columns} | {column.key: column for column in register.columns}


@cache
def _parsers(register: Register) -> Mapping[str, tuple[str, Callable[[str], Any] | None]]:
    """Key and parser of each header, None for a text that is its own value."""
    found = {header: (column.key, kind_of(column)) for header, column in headers(register).items()}
    return {header: (key, None if kind.verbatim else kind.parse) for header, (key, kind) in found.items()}


_EMPTY = (None, "", ())
"""What counts as not filled in; zero and no do not."""


class Cells(NamedTuple):
    """The values of the given cells by key, the texts they came from, and what could not be read."""

    values: dict[str, Any]
    texts: dict[str, str]
    faults: tuple[Fault, ...] = ()


class Parsed(NamedTuple):
    """A row: its input (None when there are faults), faults, warnings, and the keys of the cells that were not empty."""

    input: Columns | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    given: frozenset[str]


def read_cells(register: Register, cells: Mapping[str, str]) -> Cells:
    """Each non-empty cell as a value; ``cells`` is keyed by column key or label and holds texts as typed."""
    values: dict[str, Any] = {}
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    readers = _parsers(register)
    for header, cell in cells.items():
        text = cell.strip()
        if not text or (not text.isascii() and unseen(text)):
            continue
        if header not in readers:
            faults.append(fault(header, "unknown_column"))
            continue
        key, parse = readers[header]
        texts[key] = text
        if parse is None:
            values[key] = text
            continue
        try:
            values[key] = parse(text)
        except CellFault as problem:
            column = register.by_key[key]
            params = number_bounds(column.limits) if problem.code == "bad_number" else problem.params
            faults.append(fault(key, problem.code, kind_of(column).mask(text), **params))
    return Cells(values, texts, tuple(faults))


def complete(register: Register, cells: Cells, today: date, stored: Columns | None = None) -> Parsed:
    """The input of a row: the given values over ``stored`` (the record as an input of the same type), then all checks.

    Required columns may be empty only where ``stored`` has them. A faulty row gives the faults of all its cells at once, one a
    column; what concerns several columns, the ID number or today is checked when each cell is right.
    """
    values = {**dict(stored), **cells.values} if stored is not None else cells.values
    faults = list(cells.faults)
    warnings: Sequence[Fault] = ()
    result: Columns | None = None
    for key in register.required:
        # Most cells are filled: the long comparison is for the others.
        if not (value := values.get(key)) and value in _EMPTY and key not in cells.texts:
            faults.append(fault(key, "required"))
    try:
        result = register.fields.model_validate(values)
    except ValidationError as error:
        named = {remark.column for remark in faults}
        faults += [remark for remark in faults_of(error) if remark.column not in named]
    else:
        remarks = check_record(register, result, today)
        faults += remarks.faults
        warnings = remarks.warnings
    given = frozenset(cells.texts)
    if not faults and not warnings:
        return Parsed(result, (), (), given)
    return Parsed(None if faults else result, masked(register, faults, cells), masked(register, warnings, cells), given)


def within_limits(register: Register, given: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Some values of a record by key, cleaned and held to the limits of their columns, and what is wrong with them.

    For what changes a few values of a record beside its form: the same columns have the same limits there. None is "not given".
    """
    try:
        found = _some_of(register).model_validate(given)
    except ValidationError as error:
        return {}, faults_of(error)
    return {key: getattr(found, key) for key in given}, ()


@cache
def _some_of(register: Register) -> type[BaseModel]:
    """The register's columns, each of which may be left out."""
    hints = get_type_hints(register.fields, include_extras=True)
    columns: dict[str, Any] = {each.key: (hints[each.key] | None, None) for each in register.columns}
    return create_model(register.fields.__name__, __config__=ConfigDict(extra="forbid"), **columns)


def dump_row(register: Register, values: Mapping[str, Any] | Columns) -> dict[str, str | None]:
    """A record as ``dump`` shows it: every key of the register in its order, as the text that ``load`` reads back, None when empty.

    ``values`` holds by key either typed values or what a table stores for them.
    """
    known = dict(values)
    return {key: _text_of(kind, known.get(key)) for key, kind in _kinds(register)}


@cache
def _kinds(register: Register) -> tuple[tuple[str, Kind], ...]:
    return tuple((column.key, kind_of(column)) for column in register.columns)


def _text_of(kind: Kind, value: Any) -> str | None:
    if value is None or value == "" or value == ():
        return None
    # A stored text is the text of its value but for decimals, which are stored with all their places.
    return value if value.__class__ is str and kind is not DECIMAL else kind.format(value)


def cells_of(record: Mapping[str, object]) -> dict[str, str]:
    """The values of a JSON record as cells: null is empty, true and false are 1 and 0, a list is joined by ``;``."""
    return {key: _cell(value) for key, value in record.items()}


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, list | tuple):
        return ";".join(str(part) for part in value)
    return str(value)


def masked(register: Register, remarks: Sequence[Fault], cells: Cells) -> tuple[Fault, ...]:
    """The remarks with the masked text of their cells, where they have none yet."""
    if not remarks:
        return ()
    return tuple(
        remark
        if remark.value or remark.column not in cells.texts
        else replace(remark, value=kind_of(register.by_key[remark.column]).mask(cells.texts[remark.column]))
        for remark in remarks
    )
