"""Queries that show the records of the generic registers with the codes and numbers that ``load`` reads back."""

from functools import cache
from typing import Any

from db.registers import REGISTERS as SYNCED
from kashi_desktop.rules.unit_codes import parent_code, unit_id
from kashi_desktop.services.record_specs import SPECS, Spec

COLUMNS = "r.*, u.code AS unit_code, 0 AS consent_lacks"
_UNITS = (
    "SELECT r.*, r.code AS unit_code, p.code AS parent_code_found, 0 AS consent_lacks FROM unit r LEFT JOIN unit p ON p.id = r.parent_id"
    " WHERE NOT r.removed AND r.code LIKE :prefix"
)


@cache
def record_dump(register: str) -> str:
    """The query of a whole register within ``:prefix`` of unit codes, by unit and number."""
    if register == "unit":
        return f"{_UNITS} ORDER BY r.code"
    return f"{record_source(register)} ORDER BY u.code, {_order(register)}, r.id"


@cache
def record_source(register: str) -> str:
    """The query without its order; records shared by all offices (``unit_id`` COMMON) have no unit and belong to every scope."""
    spec = SPECS[register]
    linked = "".join(f", {_name(index)}.ref AS {link.column}" for index, link in enumerate(spec.links))
    joins = "".join(f" LEFT JOIN {link.register} {_name(i)} ON {_name(i)}.id = r.{link.field}" for i, link in enumerate(spec.links))
    return (
        f"SELECT {COLUMNS}{linked} FROM {register} r {_join(spec)} unit u ON u.id = r.unit_id{joins}"
        f" WHERE NOT r.removed AND {_within(spec)}"
    )


def _name(index: int) -> str:
    return f"l{index}"


def _join(spec: Spec) -> str:
    return "LEFT JOIN" if spec.where == "shared" else "JOIN"


def _within(spec: Spec) -> str:
    return "(u.code LIKE :prefix OR u.code IS NULL)" if spec.where == "shared" else "u.code LIKE :prefix"


def _order(register: str) -> str:
    if any(field.key == "ref" for field in SYNCED[register].fields):
        return "r.ref"
    spec = SPECS[register]
    links = {link.field: f"{_name(index)}.ref" for index, link in enumerate(spec.links)}
    return ", ".join(links.get(field, f"r.{field}") for field in spec.natural)


def parent_of(row: Any) -> str | None:
    """Code of the place above a unit: from the table, or from the code itself where the place above is not held here."""
    if row.parent_code_found or row.parent_id is None:
        return row.parent_code_found or None
    above = parent_code(row.code)
    return above if above and unit_id(above) == row.parent_id else None
