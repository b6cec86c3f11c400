"""Places: looked up by code, name and parent; none of the queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from db.registers.registry import TABLES

_UNIT = TABLES["unit"]
_STATE = TABLES["unit_state"]
_HERE = _UNIT.c.removed.is_(False)
_ALL = select(_UNIT.c.id, _UNIT.c.code, _UNIT.c.name, _UNIT.c.level, _UNIT.c.parent_id).where(_HERE).order_by(_UNIT.c.code)


def all_units(connection: Connection) -> Sequence[Any]:
    """(id, code, name, level, parent_id) of every place that is here, by code."""
    return connection.execute(_ALL).all()


def within(connection: Connection, place: bytes) -> frozenset[bytes]:
    """Ids of a place, of those below it and of those below them."""
    below_it = select(_UNIT.c.id).where(_UNIT.c.parent_id == place)
    found = select(_UNIT.c.id).where(or_(_UNIT.c.id == place, _UNIT.c.parent_id == place, _UNIT.c.parent_id.in_(below_it)))
    return frozenset(row[0] for row in connection.execute(found))


def with_code(connection: Connection, code: str) -> Sequence[Row[Any]]:
    """The places that bear a code: one, or none."""
    return connection.execute(select(_UNIT).where(_UNIT.c.code == code, _HERE)).all()


def with_id(connection: Connection, unit_id: bytes) -> Row[Any] | None:
    """The place of an id."""
    return connection.execute(select(_UNIT).where(_UNIT.c.id == unit_id)).first()


def ever_used(connection: Connection, unit_id: bytes) -> bool:
    """Whether any place bears an id, also one that was removed."""
    return bool(connection.execute(select(func.count()).select_from(_UNIT).where(_UNIT.c.id == unit_id)).scalar())


def below(connection: Connection, code: str) -> Sequence[Row[Any]]:
    """Places directly below one, by code."""
    parent = select(_UNIT.c.id).where(_UNIT.c.code == code).scalar_subquery()
    return connection.execute(select(_UNIT).where(_HERE, _UNIT.c.parent_id == parent).order_by(_UNIT.c.code)).all()


def of_level(connection: Connection, level: str, prefix: str) -> Sequence[Row[Any]]:
    """Places of a level whose codes begin with some digits, by code."""
    wanted = select(_UNIT).where(_UNIT.c.level == level, _HERE, _UNIT.c.code.like(f"{prefix}%")).order_by(_UNIT.c.code)
    return connection.execute(wanted).all()


def search(connection: Connection, wanted: str, limit: int) -> Sequence[Row[Any]]:
    """Places whose code begins with or whose name contains a text, by code."""
    found = or_(_UNIT.c.code.like(f"{wanted}%"), _UNIT.c.name.like(f"%{wanted}%"))
    return connection.execute(select(_UNIT).where(_HERE, found).order_by(_UNIT.c.code).limit(limit)).all()


def states(connection: Connection, code: str) -> Sequence[Row[Any]]:
    """What a place was from which day on, oldest first, as the office says that says what the place is."""
    joined = _STATE.join(_UNIT, (_UNIT.c.id == _STATE.c.place_id) & (_UNIT.c.unit_id == _STATE.c.unit_id))
    wanted = select(_STATE).select_from(joined).where(_UNIT.c.code == code, _STATE.c.removed.is_(False))
    return connection.execute(wanted.order_by(_STATE.c.since, _STATE.c.id)).all()


def latest_households(connection: Connection, unit_id: bytes) -> int | None:
    """The newest known number of households of a unit."""
    table = TABLES["unit_profile"]
    known = select(table.c.households).where(table.c.unit_id == unit_id, table.c.removed.is_(False), table.c.households.is_not(None))
    found: int | None = connection.execute(known.order_by(table.c.as_of.desc()).limit(1)).scalar()
    return found


def facility_keepers(connection: Connection) -> Sequence[Any]:
    """(code, unit_code) of every facility and the unit that keeps it."""
    table = TABLES["facility"]
    joined = table.join(_UNIT, _UNIT.c.id == table.c.unit_id)
    return connection.execute(
        select(table.c.code, _UNIT.c.code.label("unit_code")).distinct().select_from(joined).where(table.c.removed.is_(False))
    ).all()


def activity_span(connection: Connection, activity: bytes) -> Any:
    """(starts_at, ends_at) of an activity, also of one that was removed."""
    table = TABLES["activity"]
    return connection.execute(select(table.c.starts_at, table.c.ends_at).where(table.c.id == activity)).first()
