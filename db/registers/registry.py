"""Every register that this program knows: the declarations of this folder, found, not listed.

Entries of other registers are kept in the journal and wait for a newer program.
"""

import pkgutil
from collections.abc import Iterator, Mapping
from importlib import import_module

from sqlalchemy import Table
from sqlmodel import SQLModel

import db.registers
from db.declaring import Register, table_of


def _declared() -> Iterator[Register]:
    for module in pkgutil.iter_modules(db.registers.__path__, "db.registers."):
        if module.name != __name__:
            yield from (each for each in vars(import_module(module.name)).values() if isinstance(each, Register))


_ALL = {each.name: each for each in _declared()}

TYPED: Mapping[str, Register] = {each.name: each for each in sorted(_ALL.values(), key=lambda each: each.order) if each.order}
"""Registers that people fill in, by form or table, in the order in which they are loaded."""

REGISTERS: Mapping[str, Register] = {**TYPED, **_ALL}
"""All of them; the others are written with these, or by a use case of their own."""

TABLES: Mapping[str, Table] = {name: table_of(each, SQLModel.metadata) for name, each in REGISTERS.items()}
"""The table of each register."""
