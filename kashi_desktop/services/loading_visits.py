"""Visits and needs from a table."""

from db.codes import OBSERVATIONS, NeedKind
from db.journal import Change
from kashi_desktop.rules.consent import consent_warnings, strip_observations
from kashi_desktop.rules.merge import REASON
from kashi_desktop.rules.registers import Cells, Parsed, complete
from kashi_desktop.services import rows
from kashi_desktop.services.context import new_id
from kashi_desktop.services.loading import Loader, differing, only, stored_text
from kashi_desktop.services.row_faults import RowFault
from kashi_desktop.services.stock import Known, UnitStock, Wire
from kashi_desktop.services.stored import need_input, visit_input
from kashi_desktop.services.visits import visit_warnings
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.inputs import NeedInput, VisitInput


class VisitLoader(Loader):
    """Loads visits, each with the needs that it opened."""

    def _take(self, read: Cells) -> Parsed:
        unit_id = self._unit_id(read, village=True)
        stock = self._stock.unit(unit_id) if unit_id else UnitStock()
        elder = self._elder_of(stock, read) if unit_id else None
        known = self._found(stock, "visit", read, "ref")
        if known is None and elder and not read.values.get("ref"):
            values = read.values
            moment = values.get("visited_at")
            key = (
                "visit",
                elder.id.hex(),
                moment.isoformat(sep=" ", timespec="minutes") if moment else None,
                stored_text(values.get("method")),
            )
            known = only(stock.natural.get(key, []), "visited_at")
        parsed = complete(self.register, read, self.today, visit_input(known, stock) if known else None)
        if not isinstance(parsed.input, VisitInput) or elder is None:
            return parsed
        self._once(known, "ref")
        visit = parsed.input
        dropped: tuple[str, ...] = ()
        consented = bool(elder.wire.get("consent_on")) and not elder.wire.get("consent_withdrawn_on")
        if not consented:
            visit, stripped = strip_observations(visit)
            dropped = tuple(key for key in stripped if key in parsed.given)
        wire = rows.visit_values(visit) | {"elder_id": elder.id.hex()}
        if known and not consented:
            # What was seen while there was consent is no longer shown, and not for a table to change.
            wire |= {key: known.wire[key] for key in OBSERVATIONS}
        self._count(known, self._visit_changes(stock, unit_id, elder, known, visit, wire))
        remarks = self._visit_remarks(elder, visit)
        return Parsed(visit, (), (*parsed.warnings, *consent_warnings(dropped), *remarks), parsed.given)

    def _visit_remarks(self, elder: Known, visit: VisitInput) -> list[Fault]:
        spells = [(wire["enrolled_on"], wire["closed_on"]) for _, wire in elder.spells]
        found = visit_warnings(spells, bool(elder.wire.get("home_visit_declined")), visit)
        return [Fault("visited_at", "", each.code, each.template, each.params) for each in found]

    def _visit_changes(
        self, stock: UnitStock, unit_id: bytes, elder: Known, known: Known | None, visit: VisitInput, wire: Wire
    ) -> list[Change]:
        if known is None:
            wire["ref"] = visit.ref or self._next_ref(unit_id)
            fresh = Known(new_id(), unit_id, wire)
            self._stock.add(stock, "visit", fresh)
            self._met.add(fresh.id)
            opened = [self._opened(unit_id, elder, fresh.id, kind) for kind in visit.needs]
            return [self._create("visit", fresh.id, unit_id, elder.id, wire), *opened]
        fields = differing(known.wire, wire)
        if not fields:
            return []
        before = set(rows.codes(NeedKind, known.wire.get("needs")))
        opened = [self._opened(unit_id, elder, known.id, kind) for kind in visit.needs if kind not in before]
        # A correction always says why (domain.md §3, visits are events).
        fields[REASON] = f"导入{self.register.label}"
        return [self._update("visit", known.id, unit_id, elder.id, fields), *opened]

    def _opened(self, unit_id: bytes, elder: Known, visit_id: bytes, kind: NeedKind) -> Change:
        wire = rows.need_values(NeedInput(kind=kind)) | {
            "ref": self._next_ref(unit_id),
            "elder_id": elder.id.hex(),
            "visit_id": visit_id.hex(),
        }
        return self._create("need", new_id(), unit_id, elder.id, wire)


class NeedLoader(Loader):
    """Loads needs."""

    def _take(self, read: Cells) -> Parsed:
        unit_id = self._unit_id(read, village=True)
        stock = self._stock.unit(unit_id) if unit_id else UnitStock()
        elder = self._elder_of(stock, read) if unit_id else None
        visit = self._found(stock, "visit", read, "visit_ref")
        if visit is None and read.values.get("visit_ref"):
            raise RowFault("visit_ref", "visit_not_found")
        known = self._found(stock, "need", read, "ref") or self._same_need(stock, elder, visit, read)
        parsed = complete(self.register, read, self.today, need_input(known, stock) if known else None)
        if not isinstance(parsed.input, NeedInput) or elder is None:
            return parsed
        self._once(known, "ref")
        visit_id = visit.id.hex() if visit else known.wire["visit_id"] if known else None
        wire = rows.need_values(parsed.input) | {"elder_id": elder.id.hex(), "visit_id": visit_id}
        if known:
            # A need that its visit opened by itself takes the number of the ledger.
            wire["ref"] = parsed.input.ref or known.wire["ref"]
            fields = differing(known.wire, wire)
            changes = [self._update("need", known.id, unit_id, elder.id, fields)] if fields else []
        else:
            wire["ref"] = parsed.input.ref or self._next_ref(unit_id)
            fresh = Known(new_id(), unit_id, wire)
            self._stock.add(stock, "need", fresh)
            self._met.add(fresh.id)
            changes = [self._create("need", fresh.id, unit_id, elder.id, wire)]
        self._count(known, changes)
        return parsed

    def _same_need(self, stock: UnitStock, elder: Known | None, visit: Known | None, read: Cells) -> Known | None:
        if elder is None or (read.values.get("ref") and visit is None):
            return None
        kind = stored_text(read.values.get("kind"))
        due = None if visit else stored_text(read.values.get("due_on"))
        found = stock.natural.get(("need", elder.id.hex(), visit.id.hex() if visit else None, kind, due), [])
        return next((each for each in found if each.id not in self._met), None)
