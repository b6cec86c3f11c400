"""Places: looking them up and telling which of them this office answers for."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import UnitKind, UnitLevel, UrbanRuralClass
from db.queries import units
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.levels import check_may_write
from kashi_desktop.rules.unit_codes import in_scope, is_pseudo, level_of, parent_code
from kashi_desktop.services.context import Context
from kashi_desktop.services.dated_states import typed_state_changes
from kashi_desktop.services.shipped import shipped_units
from kashi_desktop.services.stock import held_record
from kashi_desktop.services.validation import not_found, outside_scope
from kashi_desktop.types.inputs import UnitStateInput
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
        found = units.with_code(connection, wanted)
        if not found:
            raise not_found("unit")
        return bytes(found[0].id)

    def village(self, connection: Connection, code: str) -> bytes:
        """The unit of the lowest level whose people are meant. Errors: unit_out_of_scope, unit_not_found, not_a_village."""
        found = self.one(connection, code)
        held = units.with_id(connection, found)
        if held is None or held.level != UnitLevel.VILLAGE:
            raise KnownError(
                "not_a_village", QT_TRANSLATE_NOOP("errors", "老人要登记在村（社区）名下，没有任何改动。请选择一个村（社区）。")
            )
        return found

    def place(self, connection: Connection, code: str) -> Unit:
        """One place of this office's scope, of any level. Errors: unit_out_of_scope, unit_not_found."""
        found = units.with_id(connection, self.one(connection, code))
        if found is None:
            raise not_found("unit")
        return unit_of(found)

    def prefix(self, connection: Connection, code: str) -> str:
        """Leading digits of the codes of a place of this office's scope. Errors: unit_out_of_scope, unit_not_found."""
        self.one(connection, code)
        return _prefix(code or self._context.office.unit_code)

    def villages(self, connection: Connection, code: str) -> list[Unit]:
        """Units of the lowest level at or below a place, by code. Errors: unit_out_of_scope, unit_not_found."""
        prefix = self.prefix(connection, code)
        return [unit_of(row) for row in units.of_level(connection, UnitLevel.VILLAGE.value, prefix)]

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
            found = units.with_code(connection, code)
        if not found:
            raise not_found("unit")
        return unit_of(found[0])

    def children(self, code: str) -> tuple[Unit, ...]:
        """Places directly below one, by code."""
        with self._context.read() as connection:
            return tuple(unit_of(row) for row in units.below(connection, code))

    def search(self, wanted: str, limit: int = 20) -> tuple[Unit, ...]:
        """Places whose code begins with or whose name contains the text, by code."""
        with self._context.read() as connection:
            return tuple(unit_of(row) for row in units.search(connection, wanted, limit))

    def choices(self, level: UnitLevel = UnitLevel.VILLAGE) -> tuple[tuple[str, str], ...]:
        """(code, name and the place above) of all places of a level in this office's county or prefecture, also of neighbours."""
        whole = self._context.office.unit_code[: 4 if self._context.office.level == UnitLevel.PREFECTURE else 6]
        names = {row["code"]: row["name"] for row in shipped_units()}
        levels = {row["code"]: row["level"] for row in shipped_units() if not is_pseudo(row["code"])}
        with self._context.read() as connection:
            for row in units.all_units(connection):
                names[row.code], levels[row.code] = row.name, row.level
        found = sorted(code for code, each in levels.items() if each == level and code.startswith(whole))
        return tuple((code, f"{names[code]} {names.get(parent_code(code) or '', '')}".strip()) for code in found)

    def states(self, code: str) -> tuple[UnitState, ...]:
        """What a place was from which day on, oldest first; empty where nothing ever changed."""
        with self._context.read() as connection:
            return tuple(_state(row) for row in units.states(connection, code))

    def set_state(self, code: str, state: UnitStateInput) -> None:
        """Say what a place is from a day on; months before it keep what was true then. Errors: register_not_here, unit_not_found,
        unit_out_of_scope.
        """
        check_may_write(self._context.office.level, "unit_state")
        with self._context.write("set_unit_state") as work:
            place = self._scope.one(work.connection, code)
            known = held_record(work.connection, "unit", place)
            if known is None:
                raise not_found("unit")
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
