"""Where single registers differ from the rest: places, facilities, posts, hours. People and their visits have a file of their own."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from db.codes import UnitLevel
from db.declaring import Columns
from db.field_types import CodeShare, clean_text
from db.journal import Change
from db.queries import units
from db.streams import new_id
from kashi_desktop.rules.registers import Cells
from kashi_desktop.rules.unit_codes import in_scope
from kashi_desktop.rules.unit_codes import unit_id as id_of_code
from kashi_desktop.services.dated_states import unit_state_changes, worker_state_changes
from kashi_desktop.services.people_hooks import ElderHooks, NeedHooks, VisitHooks
from kashi_desktop.services.places import Places
from kashi_desktop.services.row_faults import RowFault, remark
from kashi_desktop.services.stock import Known, Wire, wire_of
from kashi_desktop.services.taking import Hooks, Taking

PLAUSIBLE_M2 = 3000
"""More m² than this for 100 households is asked about."""
FEW_HOUSEHOLDS = 10

_TOP_DOWN = tuple(each.value for each in UnitLevel)


class UnitHooks(Hooks):
    """Places: known by code everywhere, each with its dated kind, class and activity."""

    explains = False

    def place(self, read: Cells) -> bytes:
        """A place lies nowhere but in itself."""
        return b""

    def meant(self, read: Cells, taking: Taking) -> None:
        """The place of that code."""
        code = clean_text(read.values.get("code", ""))
        if code and not in_scope(code, self.loader.context.office.unit_code):
            raise RowFault("code", "unit_out_of_scope")
        found = [Known(row.id, row.id, wire_of("unit", row)) for row in units.with_code(self.loader.connection, code)]
        if len(found) > 1:
            raise RowFault("code", "ambiguous_row")
        taking.known = found[0] if found else None

    def wire(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """Lay in the place above; one code stands once in a file."""
        if wire["code"] in self._codes:
            raise RowFault("code", "repeated_ref")
        wire["parent_id"] = self._parent_id(wire, value.__dict__["parent_code"], taking.known)
        if known := taking.known:
            self._check_below(wire, known)
            self.loader.places.units[wire["code"]] = (known.id, wire["level"])
            self._above[known.id.hex()] = wire["parent_id"]
        self._codes.add(wire["code"])

    @cached_property
    def _codes(self) -> set[str]:
        return set()

    @cached_property
    def _above(self) -> dict[str, str | None]:
        """The place above by place (hex), with what this load changed."""
        return {row.id.hex(): row.parent_id.hex() if row.parent_id else None for row in units.all_units(self.loader.connection)}

    def new_id(self, wire: Wire) -> bytes | None:
        """The id that every office computes from a first code, unless another place had that code before."""
        agreed = id_of_code(wire["code"])
        found = new_id(self.loader.context.home) if units.ever_used(self.loader.connection, agreed) else agreed
        self.loader.places.units[wire["code"]] = (found, wire["level"])
        self._above[found.hex()] = wire["parent_id"]
        return found

    def beside(self, taking: Taking, record: Known, value: Columns, fields: Wire | None) -> list[Change]:
        """The dated rows of a change; what a unit is, the office above says as soon as there is one. Errors: RowFault."""
        if self.loader.context.is_village and self.loader.context.parent is not None and (fields is None or fields):
            raise RowFault("", "record_of_county")
        if not fields:
            return []
        return unit_state_changes(self.loader.connection, self.loader.context.home, record, fields, self.loader.today)

    def _parent_id(self, wire: Wire, parent_code: str, known: Known | None) -> str | None:
        """Id of the place above, hex. Errors: RowFault parent_not_found, parent_not_above."""
        held: str | None = known.wire["parent_id"] if known else None
        if not parent_code:
            self._check_above(wire, next((level for id_, level in self.loader.places.units.values() if id_.hex() == held), None))
            return held
        if found := self.loader.places.units.get(parent_code):
            self._check_above(wire, found[1])
            return found[0].hex()
        if held and held == id_of_code(parent_code).hex():
            return held  # the place above lies outside what this office holds, and is the same as before
        raise RowFault("parent_code", "parent_not_found")

    def _check_above(self, wire: Wire, level: str | None) -> None:
        """A place lies in one of a higher level, so that no chain of places comes back to itself; None is not known here."""
        if level is not None and _TOP_DOWN.index(level) >= _TOP_DOWN.index(wire["level"]):
            raise RowFault("parent_code", "parent_not_above")

    def _check_below(self, wire: Wire, known: Known) -> None:
        """A place stays above those that lie in it. Errors: RowFault not_above_its_own."""
        if wire["level"] == known.wire["level"]:
            return
        lowest = _TOP_DOWN.index(wire["level"])
        if any(
            self._above.get(id_.hex()) == known.id.hex() and _TOP_DOWN.index(level) <= lowest
            for id_, level in self.loader.places.units.values()
        ):
            raise RowFault("level", "not_above_its_own")


class ProfileHooks(Hooks):
    """Yearly figures."""

    def remark(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """Few households are asked about."""
        if wire["households"] is not None and wire["households"] < FEW_HOUSEHOLDS:
            taking.remarks.append(remark("households", "few_households"))


class FacilityHooks(Hooks):
    """Facilities lie with the first of the units that they serve."""

    @cached_property
    def _places(self) -> Places:
        return Places(self.loader.connection)

    @cached_property
    def _keepers(self) -> dict[str, set[str]]:
        """Units by the code of the facilities that they keep, those of this load too."""
        found: dict[str, set[str]] = {}
        for row in units.facility_keepers(self.loader.connection):
            found.setdefault(row.code, set()).add(row.unit_code)
        return found

    def place(self, read: Cells) -> bytes:
        """The keeper."""
        served: tuple[CodeShare, ...] = read.values.get("units", ())
        own = self.loader.context.office.unit_code
        if not served:
            return b""
        if self.loader.context.is_village and all(each.code != own for each in served):
            raise RowFault("units", "unit_out_of_scope")
        code = clean_text(read.values.get("code", ""))
        first = self._first(code, served)
        keeper = self.loader.places.unit_with(first, "units", village=True)
        if any(self._places.id_of(each.code) is None for each in served):
            raise RowFault("units", "unit_not_found")
        self._keepers.setdefault(code, set()).add(first)
        return keeper

    def _first(self, code: str, served: tuple[CodeShare, ...]) -> str:
        """Which of the units served keeps a facility: at a village that is itself; else who keeps it already, else the first written."""
        if self.loader.context.is_village:
            return self.loader.context.office.unit_code
        known = self._keepers.get(code, ())
        return next((each.code for each in served if each.code in known), served[0].code)

    def as_typed(self, taking: Taking, known: Known, values: dict[str, Any]) -> None:
        """Ids of units as codes."""
        values["units"] = self._places.typed(known.wire["units"])

    def wire(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """Codes of units as ids, the keeper first."""
        served = value.__dict__["units"]
        wire["units"] = self._places.stored(served, self._first(wire["code"], served))

    def remark(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """An area that is large beside the households is asked about."""
        households = units.latest_households(self.loader.connection, taking.place)
        if households and Decimal(wire["building_area_m2"]) * 100 > PLAUSIBLE_M2 * households:
            taking.remarks.append(remark("building_area_m2", "implausible_area"))


class WorkerHooks(Hooks):
    """Workers: what their post was from which day on."""

    def beside(self, taking: Taking, record: Known, value: Columns, fields: Wire | None) -> list[Change]:
        """The dated rows of a change of post; a correction leaves none."""
        if not fields or taking.since is None:
            return []
        return worker_state_changes(self.loader.connection, record, fields, taking.since)


class ServiceHooks(Hooks):
    """Hours of volunteers, beside the activity and beside one another."""

    def check(self, taking: Taking, wire: Wire) -> None:
        """Not more hours than the activity took."""
        span = self._span(taking, wire)
        if span and timedelta(hours=float(Decimal(wire["hours"]))) > span[1] - span[0]:
            raise RowFault("hours", "hours_exceed_activity")

    def remark(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """One volunteer at two activities at once is asked about."""
        if self._at_once(taking, wire):
            taking.remarks.append(remark("activity_ref", "two_at_once"))

    def _span(self, taking: Taking, wire: Wire) -> tuple[datetime, datetime] | None:
        activity = bytes.fromhex(wire["activity_id"])
        found = taking.stock.of("activity").by_id.get(activity)
        if found is not None:
            return datetime.fromisoformat(found.wire["starts_at"]), datetime.fromisoformat(found.wire["ends_at"])
        row = units.activity_span(self.loader.connection, activity)
        return (datetime.fromisoformat(row.starts_at), datetime.fromisoformat(row.ends_at)) if row else None

    def _at_once(self, taking: Taking, wire: Wire) -> bool:
        span = self._span(taking, wire)
        if span is None:
            return False
        for other in taking.stock.of("service").by_id.values():
            # Also against rows of the same file, which are not in the tables yet.
            if (
                (taking.known is None or other.id != taking.known.id)
                and other.wire.get("volunteer_id") == wire["volunteer_id"]
                and other.wire.get("activity_id") != wire["activity_id"]
            ):
                beside = self._span(taking, other.wire)
                if beside and beside[0] < span[1] and beside[1] > span[0]:
                    return True
        return False


_HOOKS: Mapping[str, type[Hooks]] = {
    "unit": UnitHooks,
    "unit_profile": ProfileHooks,
    "elder": ElderHooks,
    "visit": VisitHooks,
    "need": NeedHooks,
    "facility": FacilityHooks,
    "worker": WorkerHooks,
    "service": ServiceHooks,
}


def hooks_of(register: str) -> type[Hooks]:
    """Where a register differs; most differ nowhere."""
    return _HOOKS.get(register, Hooks)
