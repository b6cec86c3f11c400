"""In which unit a row of a register lies, and the ledger numbers that it is given there."""

from collections.abc import Callable

from sqlalchemy import Connection

from db.codes import UnitLevel
from db.declaring import Register
from db.queries import units
from kashi_desktop.rules.registers import Cells
from kashi_desktop.rules.unit_codes import in_scope
from kashi_desktop.services.context import Context
from kashi_desktop.services.row_faults import RowFault


class RowPlaces:
    """Places of one register's rows on one snapshot."""

    def __init__(self, context: Context, connection: Connection, register: Register) -> None:
        """Read the places when the first row asks for them."""
        self._context, self._connection, self._register = context, connection, register
        self._refs: dict[bytes, Callable[[], str]] = {}
        self._villages: dict[str, bytes] = {}
        self._known: dict[str, tuple[bytes, str]] | None = None

    def place_of(self, read: Cells) -> bytes:
        """The unit of a row, by where the register's records lie; b"" where its column is empty. Errors: RowFault."""
        where = self._register.where
        if where == "office":
            return self._context.office.unit_id
        if where == "shared":
            return self._context.common
        code = read.values.get("unit_code") or (self._context.office.unit_code if self._context.is_village else "")
        return self.unit_with(code, "unit_code", village=where == "village")

    @property
    def units(self) -> dict[str, tuple[bytes, str]]:
        """(id, level) of the places that are here, by code."""
        if self._known is None:
            self._known = {row.code: (bytes(row.id), row.level) for row in units.all_units(self._connection)}
        return self._known

    def unit_with(self, code: str, column: str, *, village: bool) -> bytes:
        """The id of a place, b"" for an empty code. Errors: RowFault."""
        if not code:
            return b""
        if resolved := self._villages.get(code):
            return resolved
        if not in_scope(code, self._context.office.unit_code):
            raise RowFault(column, "unit_out_of_scope")
        found = self.units.get(code)
        if found is None:
            raise RowFault(column, "unit_not_found")
        if village and found[1] != UnitLevel.VILLAGE:
            raise RowFault(column, "not_a_village")
        if village:
            self._villages[code] = found[0]
        return found[0]

    def next_ref(self, unit_id: bytes) -> str:
        """A ledger number that was never given before."""
        found = self._refs.get(unit_id)
        if found is None:
            found = self._refs[unit_id] = _counter(self._context.next_refs(self._connection, unit_id, 1)[0])
        return found()


def _counter(first: str) -> Callable[[], str]:
    """Ledger numbers from the first on."""
    prefix, _, start = first.rpartition("-")
    numbers = iter(range(int(start), 1 << 62))
    return lambda: f"{prefix}-{next(numbers)}"
