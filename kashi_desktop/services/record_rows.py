"""Stored rows as they are shown: with what is derived from others, and without what consent no longer covers."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection

from db.queries import records
from db.registers.registry import REGISTERS
from kashi_desktop.rules.id_numbers import mask_last2
from kashi_desktop.rules.names import mask_phone
from kashi_desktop.rules.registers import dump_row
from kashi_desktop.rules.unit_codes import parent_code, unit_id
from kashi_desktop.services.places import Places


@cache
def _hidden(register: str) -> Mapping[str, Any]:
    """What is shown instead where consent is missing or was withdrawn: nothing that needs it, and no consent to load anew."""
    declared = REGISTERS[register]
    blank = {each.key: each.wire[0].default for each in declared.columns if each.consent}
    return blank | ({"consent_on": None} if "consent_on" in declared.by_key else {})


def shown_values(register: str, row: Any, places: Places, *, whole: bool = False) -> dict[str, Any]:
    """The columns of a row of ``db.queries.records.shown`` by key; ``whole`` also what consent does not cover, for the person alone."""
    values = dict(row._mapping)
    if "id_last2" in values:
        values["id_number"] = mask_last2(row.id_last2) if row.id_last2 else None
    if register == "facility":
        values["units"] = places.shown(row.units)
    elif register == "unit":
        values["parent_code"] = _parent_of(row)
    if row.consent_lacks and not whole:
        values.update(_hidden(register))
    return values


def listed_cells(register: str, row: Any, places: Places) -> dict[str, str | None]:
    """A row of ``db.queries.records.shown`` as lists show it: its phones masked."""
    cells = dump_row(REGISTERS[register], shown_values(register, row, places))
    phones = [each.key for each in REGISTERS[register].columns if each.cell == "phone"]
    return cells | {key: mask_phone(text) for key in phones if (text := cells[key])}


def some_cells(connection: Connection, register: str, ids: Sequence[bytes], wanted: Sequence[str]) -> dict[bytes, dict[str, str | None]]:
    """Some columns of some records by id, as lists show them; where no column is wanted nothing is read."""
    if not wanted:
        return {}
    places = Places(connection)
    listed = {bytes(row.id): listed_cells(register, row, places) for row in records.shown_some(connection, register, ids)}
    return {id_: {key: cells[key] for key in wanted} for id_, cells in listed.items()}


def _parent_of(row: Any) -> str | None:
    """Code of the place above a unit: from the table, or from the code itself where the place above is not held here."""
    if row.parent_code_found or row.parent_id is None:
        return row.parent_code_found or None
    above = parent_code(row.code)
    return above if above and unit_id(above) == row.parent_id else None
