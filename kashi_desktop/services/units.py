"""Places: looking them up and telling which of them this office answers for."""

from typing import Any

from sqlalchemy import Connection, Row, text

from db.codes import UnitKind, UnitLevel, UrbanRuralClass
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.unit_codes import in_scope, level_of
from kashi_desktop.services.context import Context
from kashi_desktop.services.validation import not_found, outside_scope
from kashi_desktop.types.results import Unit


def unit_of(row: Row[Any]) -> Unit:
    """A row of ``unit``."""
    return Unit(
        row.id,
        row.code,
        row.name,
        UnitLevel(row.level),
        UnitKind(row.kind) if row.kind else None,
        row.parent_id,
        UrbanRuralClass(row.urban_rural_class) if row.urban_rural_class else None,
        bool(row.active),
    )


class UnitScope:
    """Turns a unit code of a request into ids within this office's own scope."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def one(self, connection: Connection, code: str) -> bytes:
        """The unit whose registers are meant; blank is the office's own. Errors: unit_out_of_scope, unit_not_found."""
        wanted = code or self._context.office.unit_code
        if not in_scope(wanted, self._context.office.unit_code):
            raise outside_scope(wanted)
        found = connection.execute(text("SELECT id, level FROM unit WHERE code = :code AND NOT removed"), {"code": wanted}).first()
        if found is None:
            raise not_found("unit")
        return bytes(found.id)

    def village(self, connection: Connection, code: str) -> bytes:
        """The unit of the lowest level whose people are meant. Errors: unit_out_of_scope, unit_not_found, not_a_village."""
        found = self.one(connection, code)
        level = connection.execute(text("SELECT level FROM unit WHERE id = :id"), {"id": found}).scalar()
        if level != UnitLevel.VILLAGE:
            raise KnownError(
                "not_a_village", QT_TRANSLATE_NOOP("errors", "老人要登记在村（社区）名下，没有任何改动。请选择一个村（社区）。")
            )
        return found

    def place(self, connection: Connection, code: str) -> Unit:
        """One place of this office's scope, of any level. Errors: unit_out_of_scope, unit_not_found."""
        return unit_of(connection.execute(text("SELECT * FROM unit WHERE id = :id"), {"id": self.one(connection, code)}).one())

    def prefix(self, connection: Connection, code: str) -> str:
        """Leading digits of the codes of a place of this office's scope. Errors: unit_out_of_scope, unit_not_found."""
        self.one(connection, code)
        return _prefix(code or self._context.office.unit_code)

    def villages(self, connection: Connection, code: str) -> list[Unit]:
        """Units of the lowest level at or below a place, by code. Errors: unit_out_of_scope, unit_not_found."""
        prefix = self.prefix(connection, code)
        statement = text("SELECT * FROM unit WHERE level = 'village' AND NOT removed AND code LIKE :prefix ORDER BY code")
        return [unit_of(row) for row in connection.execute(statement, {"prefix": f"{prefix}%"})]

    def ids(self, connection: Connection, code: str) -> list[bytes]:
        """Ids of the units at or below a place."""
        return [unit.id for unit in self.villages(connection, code)]


def _prefix(code: str) -> str:
    """Leading digits that every unit at or below a place shares."""
    return code[: {UnitLevel.PREFECTURE: 4, UnitLevel.COUNTY: 6, UnitLevel.TOWNSHIP: 9, UnitLevel.VILLAGE: 12}[level_of(code)]]


class UnitService:
    """Looking places up."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def get(self, code: str) -> Unit:
        """One place. Errors: unit_not_found."""
        with self._context.read() as connection:
            row = connection.execute(text("SELECT * FROM unit WHERE code = :code AND NOT removed"), {"code": code}).first()
        if row is None:
            raise not_found("unit")
        return unit_of(row)

    def children(self, code: str) -> tuple[Unit, ...]:
        """Places directly below one, by code."""
        statement = text("SELECT * FROM unit WHERE NOT removed AND parent_id = (SELECT id FROM unit WHERE code = :code) ORDER BY code")
        with self._context.read() as connection:
            return tuple(unit_of(row) for row in connection.execute(statement, {"code": code}))

    def search(self, wanted: str, limit: int = 20) -> tuple[Unit, ...]:
        """Places whose code begins with or whose name contains the text, by code."""
        statement = text("SELECT * FROM unit WHERE NOT removed AND (code LIKE :code OR name LIKE :name) ORDER BY code LIMIT :limit")
        with self._context.read() as connection:
            found = connection.execute(statement, {"code": f"{wanted}%", "name": f"%{wanted}%", "limit": limit})
            return tuple(unit_of(row) for row in found)
