"""Every register that this program knows: the declarations of this folder, found, not listed.

Entries of other registers are kept in the journal and wait for a newer program.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any

from sqlalchemy import Boolean, Column, Integer, LargeBinary, MetaData, String, Table
from sqlmodel import SQLModel

import db.registers
from db.declaring import Register


def _declared() -> Iterator[Register]:
    for module in pkgutil.iter_modules(db.registers.__path__, "db.registers."):
        if module.name != __name__:
            yield from (each for each in vars(import_module(module.name)).values() if isinstance(each, Register))


_ALL = {each.name: each for each in _declared()}

TYPED: Mapping[str, Register] = {each.name: each for each in sorted(_ALL.values(), key=lambda each: each.order) if each.order}
"""Registers that people fill in, by form or table, in the order in which they are loaded."""

REGISTERS: Mapping[str, Register] = {**TYPED, **_ALL}
"""All of them; the others are written with these, or by a use case of their own."""

_STORED = {"text": String, "day": String, "minute": String, "int": Integer, "bool": Boolean}


def _table(register: Register, metadata: MetaData) -> Table:
    """The table of a register: id, unit, marks of the merge, the fields of the wire, and what is derived beside them."""
    columns: list[Column[Any]] = [
        Column("id", LargeBinary(16), primary_key=True, nullable=False),
        Column("unit_id", LargeBinary(16), nullable=False),
        Column("removed", Boolean, nullable=False),
        Column("flags", Integer, nullable=False),
    ]
    for each in register.wire:
        kind = LargeBinary(16) if each.type == "ref" else _STORED[each.type]()
        columns.append(Column(each.key, kind, nullable=each.nullable))
    return Table(register.name, metadata, *columns, *register.derived, *register.indexes, sqlite_with_rowid=False)


TABLES: Mapping[str, Table] = {name: _table(each, SQLModel.metadata) for name, each in REGISTERS.items()}
"""The table of each register."""
