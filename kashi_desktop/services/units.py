"""Places: looking them up and telling which of them this office answers for."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, text

from db.codes import UnitKind, UnitLevel, UrbanRuralClass
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.levels import check_may_write
from kashi_desktop.rules.unit_codes import in_scope, is_pseudo, level_of, parent_code
from kashi_desktop.services.context import Context
from kashi_desktop.services.dated_states import typed_state_changes
from kashi_desktop.services.shipped import shipped_units
from kashi_desktop.services.stock import Known, wire_of
from kashi_desktop.services.validation import not_found, outside_scope
from kashi_desktop.types.register_inputs import UnitStateInput
from kashi_desktop.types.results import Unit, UnitState


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
    """Looking places up, and what a county says of them from a day on."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

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

    def choices(self, level: UnitLevel = UnitLevel.VILLAGE) -> tuple[tuple[str, str], ...]:
        """(code, name and the place above) of all places of a level in this office's county or prefecture, also of neighbours."""
        whole = self._context.office.unit_code[: 4 if self._context.office.level == UnitLevel.PREFECTURE else 6]
        names = {row["code"]: row["name"] for row in shipped_units()}
        levels = {row["code"]: row["level"] for row in shipped_units() if not is_pseudo(row["code"])}
        with self._context.read() as connection:
            for row in connection.execute(text("SELECT code, name, level FROM unit WHERE NOT removed")):
                names[row.code], levels[row.code] = row.name, row.level
        found = sorted(code for code, each in levels.items() if each == level and code.startswith(whole))
        return tuple((code, f"{names[code]} {names.get(parent_code(code) or '', '')}".strip()) for code in found)

    def states(self, code: str) -> tuple[UnitState, ...]:
        """What a place was from which day on, oldest first; empty where nothing ever changed."""
        statement = text(
            "SELECT s.* FROM unit_state s JOIN unit u ON u.id = s.place_id WHERE u.code = :code AND NOT s.removed ORDER BY s.since, s.id"
        )
        with self._context.read() as connection:
            return tuple(_state(row) for row in connection.execute(statement, {"code": code}))

    def set_state(self, code: str, state: UnitStateInput) -> None:
        """Say what a place is from a day on; months before it keep what was true then. Errors: register_not_here, unit_not_found,
        unit_out_of_scope.
        """
        check_may_write(self._context.office.level, "unit_state")
        with self._context.write("set_unit_state") as work:
            place = self._scope.one(work.connection, code)
            row = work.connection.execute(text("SELECT * FROM unit WHERE id = :id"), {"id": place}).one()
            known = Known(place, place, wire_of("unit", row))
            wire = state.model_dump(mode="json")
            work.about = place
            work.apply(typed_state_changes(work.connection, self._context.home, known, wire, self._context.clock.today()))


def _state(row: Row[Any]) -> UnitState:
    return UnitState(
        date.fromisoformat(row.since),
        UnitKind(row.kind) if row.kind else None,
        UrbanRuralClass(row.urban_rural_class) if row.urban_rural_class else None,
        bool(row.active),
        None if row.urban_override is None else bool(row.urban_override),
        row.reason or "",
    )
