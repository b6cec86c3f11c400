"""Places and their yearly figures from a table."""

from sqlalchemy import text

from db.codes import UnitLevel
from kashi_desktop.rules.registers import Cells, Parsed, complete
from kashi_desktop.rules.unit_codes import in_scope
from kashi_desktop.rules.unit_codes import unit_id as id_of_code
from kashi_desktop.services.context import new_id
from kashi_desktop.services.dated_states import unit_state_changes
from kashi_desktop.services.loading import Loader, differing, only, stored_text
from kashi_desktop.services.row_faults import RowFault
from kashi_desktop.services.stock import Known, Wire, wire_of
from kashi_desktop.services.stored import unit_input
from kashi_desktop.types.inputs import UnitInput, clean_text

_TOP_DOWN = tuple(each.value for each in UnitLevel)


class UnitLoader(Loader):
    """Loads places."""

    def _take(self, read: Cells) -> Parsed:
        code = clean_text(read.values.get("code", ""))
        if code and not in_scope(code, self.context.office.unit_code):
            raise RowFault("code", "unit_out_of_scope")
        found = self._connection.execute(text("SELECT * FROM unit WHERE code = :code AND NOT removed"), {"code": code}).all()
        known = only([Known(row.id, row.id, wire_of("unit", row)) for row in found], "code")
        parsed = complete(self.register, read, self.today, unit_input(known) if known else None)
        if not isinstance(parsed.input, UnitInput):
            return parsed
        unit = parsed.input
        if code in self._codes_met:
            raise RowFault("code", "repeated_ref")
        wire: Wire = {
            "code": unit.code,
            "name": unit.name,
            "level": unit.level.value,
            "kind": stored_text(unit.kind),
            "parent_id": self._parent_id(unit, known),
            "urban_rural_class": stored_text(unit.urban_rural_class),
            "active": unit.active,
        }
        self._codes_met.add(code)
        if known is None:
            fresh = self._new_unit_id(code)
            self._units[code] = (fresh, unit.level.value)
            self._count(None, [self._create("unit", fresh, fresh, None, wire)])
        else:
            fields = differing(known.wire, wire)
            dated = unit_state_changes(self._connection, self.context.home, known, fields, self.today)
            self._count(known, [self._update("unit", known.id, known.id, None, fields), *dated] if fields else [])
        return parsed

    def _parent_id(self, unit: UnitInput, known: Known | None) -> str | None:
        """Id of the place above, hex. Errors: RowFault parent_not_found, parent_not_above."""
        held: str | None = known.wire["parent_id"] if known else None
        if not unit.parent_code:
            self._check_above(unit, next((level for id_, level in self._units.values() if id_.hex() == held), None))
            return held
        if found := self._units.get(unit.parent_code):
            self._check_above(unit, found[1])
            return found[0].hex()
        if held and held == id_of_code(unit.parent_code).hex():
            return held  # the place above lies outside what this office holds, and is the same as before
        raise RowFault("parent_code", "parent_not_found")

    def _check_above(self, unit: UnitInput, level: str | None) -> None:
        """A place lies in one of a higher level, so that no chain of places comes back to itself; None is not known here."""
        if level is not None and _TOP_DOWN.index(level) >= _TOP_DOWN.index(unit.level.value):
            raise RowFault("parent_code", "parent_not_above")

    def _new_unit_id(self, code: str) -> bytes:
        """The id that every office computes from a first code, unless another place had that code before."""
        agreed = id_of_code(code)
        used = self._connection.execute(text("SELECT count(*) FROM unit WHERE id = :id"), {"id": agreed}).scalar()
        return new_id() if used else agreed
