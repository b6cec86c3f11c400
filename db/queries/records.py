"""Records of any register, as they are stored and as they are shown; built from the declarations, and none of the queries commits."""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, TextClause, bindparam, func, select, text

from db.declaring import Link, Register
from db.queries.lists import in_parts, of_many
from db.registers.registry import REGISTERS, TABLES


@cache
def _one(register: str) -> Select[Any]:
    table = TABLES[register]
    return select(table).where(table.c.id == bindparam("id"), table.c.removed.is_(False))


def one(connection: Connection, register: str, record: bytes) -> Row[Any] | None:
    """The row of a record, None when it is not here or was removed."""
    return connection.execute(_one(register), {"id": record}).first()


def count_with_ref(connection: Connection, register: str, unit_id: bytes, ref: str, but: bytes) -> int:
    """How many other records of a unit bear a ledger number."""
    table = TABLES[register]
    wanted = select(func.count()).where(table.c.unit_id == unit_id, table.c.ref == ref, table.c.id != but, table.c.removed.is_(False))
    return connection.execute(wanted).scalar_one()


def ids_with_ref(connection: Connection, register: str, unit_ids: Sequence[bytes], ref: str) -> list[bytes]:
    """Ids of the records of some units with this ledger number, at most two; those of a person are found through the units' people."""
    owner = owner_of(REGISTERS[register])
    names = ", ".join(f":u{index}" for index in range(len(unit_ids)))
    source = f"{owner.register} o JOIN {register} r ON r.{owner.field} = o.id WHERE o" if owner else f"{register} r WHERE r"
    statement = text(f"SELECT r.id FROM {source}.unit_id IN ({names}) AND r.ref = :ref AND NOT r.removed LIMIT 2")
    found = connection.execute(statement, {"ref": ref} | {f"u{index}": each for index, each in enumerate(unit_ids)})
    return [bytes(row[0]) for row in found]


def users(connection: Connection, register: str, records: Sequence[bytes]) -> Iterator[tuple[bytes, bytes, str]]:
    """(record, id of one that cannot be without it, label of that one's register) for some records of a register."""
    for other in REGISTERS.values():
        for link in other.links:
            if link.register == register and link.required:
                asked = of_many(f"SELECT {link.field}, id FROM {other.name} WHERE NOT removed AND {link.field} IN :ids", "ids")
                yield from ((bytes(row[0]), bytes(row[1]), other.label) for row in in_parts(connection, asked, records))


def owner_of(register: Register) -> Link | None:
    """The link to the person a record is about: such records are found by their people, who have an index of their unit."""
    return next((link for link in register.links if link.field == register.subject), None)


def of_unit(connection: Connection, register: str, unit_id: bytes) -> Sequence[Row[Any]]:
    """Every record of a unit; of registers that are shared, those of the offices above too, behind the unit's own."""
    return connection.execute(_of_unit(register), {"unit": unit_id}).all()


@cache
def _of_unit(register: str) -> Select[Any]:
    table = TABLES[register]
    asked: BindParameter[bytes] = bindparam("unit")
    found = select(table).where(table.c.removed.is_(False))
    if owner := owner_of(REGISTERS[register]):
        person = TABLES[owner.register]
        return found.join(person, table.c[owner.field] == person.c.id).where(person.c.unit_id == asked)
    if REGISTERS[register].where != "shared":
        return found.where(table.c.unit_id == asked)
    unit = TABLES["unit"]
    own = unit.c.id.is_not(None)
    joined = found.outerjoin_from(table, unit, unit.c.common == table.c.unit_id)
    return joined.where(~own | (unit.c.id == asked) | (unit.c.common == asked)).order_by(~own)


_ELDER, _SPELL = TABLES["elder"], TABLES["elder_spell"]
_SPELLS = select(_SPELL).join(_ELDER, _SPELL.c.elder_id == _ELDER.c.id).order_by(_SPELL.c.enrolled_on, _SPELL.c.id)
_SPELLS_OF_UNIT = _SPELLS.where(_ELDER.c.unit_id == bindparam("unit"), ~_SPELL.c.removed)


def spells_of_unit(connection: Connection, unit_id: bytes) -> Sequence[Row[Any]]:
    """Enrolments of a unit's elders, each elder's oldest first."""
    return connection.execute(_SPELLS_OF_UNIT, {"unit": unit_id}).all()


def shown(connection: Connection, register: str, prefix: str) -> Iterator[Row[Any]]:
    """A whole register within the prefix of unit codes, by unit and number, a few thousand rows at a time.

    Beside its own columns a row has ``unit_code``, the numbers of the records that it names under their columns, and ``consent_lacks``:
    whether what needs consent may not be shown. An elder has the columns of the latest enrolment, a place ``parent_code_found``.
    """
    yield from connection.execute(_shown(register).execution_options(yield_per=2000), {"prefix": f"{prefix}%"})


def shown_one(connection: Connection, register: str, record: bytes) -> Row[Any] | None:
    """The same of one record, None when it is not here or was removed."""
    found = list(shown_some(connection, register, [record]))
    return found[0] if found else None


def shown_some(connection: Connection, register: str, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """The same of some records by their ids, in no order; those that are not here or were removed are left out."""
    yield from in_parts(connection, _shown(register, some=True), records, {"prefix": "%"})


@cache
def _shown(register: str, *, some: bool = False) -> TextClause:
    declared = REGISTERS[register]
    chosen, lists = (" AND r.id IN :ids", ["ids"]) if some else ("", [])
    if register == "unit":
        return of_many(
            "SELECT r.*, r.code AS unit_code, p.code AS parent_code_found, 0 AS consent_lacks FROM unit r"
            f" LEFT JOIN unit p ON p.id = r.parent_id WHERE NOT r.removed{chosen} AND r.code LIKE :prefix ORDER BY r.code",
            *lists,
        )
    names = {link.column: f"l{index}" for index, link in enumerate(declared.links)}
    columns = [f"{names[link.column]}.ref AS {link.column}" for link in declared.links]
    joins = [_joined(link, names[link.column]) for link in declared.links]
    if register == "elder":
        columns.append("s.enrolled_on, s.closed_on, s.closed_reason")
        joins.append(_LATEST_SPELL)
    shared = declared.where == "shared"
    where = f"NOT r.removed{chosen} AND {'(u.code LIKE :prefix OR u.code IS NULL)' if shared else 'u.code LIKE :prefix'}"
    return of_many(
        f"SELECT r.*, u.code AS unit_code, {_lacks_consent(declared, names)} AS consent_lacks{''.join(f', {each}' for each in columns)}"
        f" FROM {register} r {'LEFT JOIN unit u ON u.common' if shared else 'JOIN unit u ON u.id'} = r.unit_id{''.join(joins)}"
        f" WHERE {where} ORDER BY u.code, {_order(declared, names)}, r.id",
        *lists,
    )


_LATEST_SPELL = (
    " LEFT JOIN elder_spell s ON s.id = (SELECT l.id FROM elder_spell l WHERE l.elder_id = r.id AND NOT l.removed"
    " ORDER BY l.enrolled_on DESC, l.id DESC LIMIT 1)"
)


def _joined(link: Link, name: str) -> str:
    # What need not be named and was removed is no longer named: a table could not load it back.
    standing = "" if link.required else f" AND NOT {name}.removed"
    return f" LEFT JOIN {link.register} {name} ON {name}.id = r.{link.field}{standing}"


def _lacks_consent(declared: Register, names: dict[str, str]) -> str:
    if not declared.consent:
        return "0"
    owner = owner_of(declared)
    person = names[owner.column] if owner else "r"
    return f"({person}.consent_on IS NULL OR {person}.consent_withdrawn_on IS NOT NULL)"


def _order(declared: Register, names: dict[str, str]) -> str:
    if "ref" in declared.by_key:
        return "r.ref"
    linked = {link.field: f"{names[link.column]}.ref" for link in declared.links}
    return ", ".join(linked.get(field, f"r.{field}") for field in declared.natural)
