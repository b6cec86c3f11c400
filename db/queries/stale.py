"""Which kept numbers must be counted anew: a mark beside every entry that a number rests on, in the same transaction."""

from collections.abc import Iterable

from sqlalchemy import Connection, text

from db.registers.registry import REGISTERS

Mark = tuple[bytes, str, str]
"""Unit, register and month (``YYYY-MM``; "" for all months) of something that changed."""

COUNTED = frozenset(name for name, each in REGISTERS.items() if each.counts_for)
"""Registers that numbers rest on."""

_MARK = text("INSERT INTO stale (unit_id, register, month) VALUES (:unit, :register, :month) ON CONFLICT DO NOTHING")


def month_of(register: str, op: str, visited_at: object) -> str:
    """The month that an entry touches: a visit when it is first recorded only its own, anything else all of them."""
    return visited_at[:7] if register == "visit" and op == "create" and isinstance(visited_at, str) else ""


def mark(connection: Connection, marks: Iterable[Mark]) -> None:
    """Remember what must be counted anew; once is enough, however often it changes."""
    found = [{"unit": unit, "register": register, "month": month} for unit, register, month in marks if register in COUNTED]
    if found:
        connection.execute(_MARK, found)
