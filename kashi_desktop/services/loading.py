"""Turns the rows of a table into changes: who is meant, what is new, what differs, what cannot be taken."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from db.codes import OBSERVATIONS, NeedKind, UnitLevel
from db.journal import Change, creation, heads_of_many
from db.registers import REGISTERS as SYNCED
from kashi_desktop.rules.consent import consent_warnings, strip_observations, strip_without_consent
from kashi_desktop.rules.kinds import REF
from kashi_desktop.rules.merge import REASON
from kashi_desktop.rules.registers import Cells, Parsed, Register, complete, masked, read_cells
from kashi_desktop.rules.unit_codes import in_scope
from kashi_desktop.rules.unit_codes import unit_id as id_of_code
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context, new_id
from kashi_desktop.services.elders import consent_renewed, id_fields
from kashi_desktop.services.row_faults import RowFault, remark
from kashi_desktop.services.spells import Spell, check_closing, spell_meant
from kashi_desktop.services.stock import Known, Stock, UnitStock, Wire, wire_of
from kashi_desktop.services.stored import elder_input, need_input, profile_input, unit_input, visit_input
from kashi_desktop.services.visits import visit_warnings
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.inputs import ElderInput, NeedInput, UnitInput, UnitProfileInput, VisitInput, clean_text


@dataclass(slots=True)
class Tally:
    """What a load found so far."""

    changes: list[Change] = field(default_factory=list)
    added: int = 0
    updated: int = 0
    unchanged: int = 0


def _differing(before: Wire, after: Wire) -> Wire:
    return {key: value for key, value in after.items() if before.get(key) != value}


class Loader:
    """Loads one register; make one for each file."""

    def __init__(self, context: Context, connection: Connection, register: Register, today: date) -> None:
        """Work on one snapshot."""
        self.context = context
        self.register = register
        self.today = today
        self.tally = Tally()
        self._connection = connection
        self._stock = Stock(connection, register.name)
        self._units = {
            row.code: (bytes(row.id), row.level) for row in connection.execute(text("SELECT code, id, level FROM unit WHERE NOT removed"))
        }
        self._refs: dict[bytes, Callable[[], str]] = {}
        self._met: set[bytes] = set()
        self._codes_met: set[str] = set()
        self._villages: dict[str, bytes] = {}
        self._take = {"elder": self._elder, "visit": self._visit, "need": self._need, "unit_profile": self._profile, "unit": self._unit}[
            register.name
        ]

    def row(self, cells: Mapping[str, str]) -> Parsed:
        """Take one row; the result holds its faults and warnings, the changes are in ``tally``."""
        read = read_cells(self.register, cells)
        try:
            return self._take(read)
        except RowFault as found:
            # Everything else that is wrong with the row is told at once as well.
            others = tuple(each for each in complete(self.register, read, self.today).faults if each.column != found.fault.column)
            told = masked(self.register, (found.fault,), read)
            return Parsed(None, (*told, *(others if read.faults else ())), (), frozenset(read.texts))

    def changes(self) -> list[Change]:
        """All changes in the order of the rows, each change of a known record naming the versions that it answers."""
        known = heads_of_many(self._connection, (each.record for each in self.tally.changes if each.op != "create"))
        for each in self.tally.changes:
            if each.op != "create":
                each.seen = known.get(each.record, ())
        return self.tally.changes

    def _unit_id(self, read: Cells, *, village: bool) -> bytes:
        own = self.context.office.unit_code
        code = read.values.get("unit_code") or (own if self.context.is_village else "")
        if not code:
            return b""
        if resolved := self._villages.get(code):
            return resolved
        if not in_scope(code, own):
            raise RowFault("unit_code", "unit_out_of_scope")
        found = self._units.get(code)
        if found is None:
            raise RowFault("unit_code", "unit_not_found")
        if village and found[1] != UnitLevel.VILLAGE:
            raise RowFault("unit_code", "not_a_village")
        if village:
            self._villages[code] = found[0]
        return found[0]

    def _next_ref(self, unit_id: bytes) -> str:
        found = self._refs.get(unit_id)
        if found is None:
            found = self._refs[unit_id] = _counter(self.context.next_refs(self._connection, unit_id, 1)[0])
        return found()

    def _found(self, stock: UnitStock, register: str, read: Cells, column: str) -> Known | None:
        """The record with the ledger number of a cell. Errors: RowFault for an ambiguous one."""
        ref = clean_text(read.values.get(column, ""))
        if not ref:
            return None
        known = stock.by_ref.get(register, {}).get(ref, [])
        if len(known) > 1:
            raise RowFault(column, "ambiguous_ref")
        return known[0] if known else None

    def _once(self, known: Known | None, column: str) -> None:
        if known is None:
            return
        if known.id in self._met:
            raise RowFault(column, "repeated_ref")
        self._met.add(known.id)

    # One register after the other.

    def _elder(self, read: Cells) -> Parsed:
        unit_id = self._unit_id(read, village=True)
        stock = self._stock.unit(unit_id) if unit_id else UnitStock({}, {}, {})
        known = self._found(stock, "elder", read, "ref")
        guessed, remarks = (None, []) if known or read.values.get("ref") else self._namesake(stock, read)
        known = known or guessed
        start = _text(read.values.get("enrolled_on"))
        if guessed and start and all(wire["enrolled_on"] != start for _, wire in guessed.spells):
            raise _same_person(guessed)
        spell = spell_meant(known.spells, start) if known else (None, {})
        parsed = complete(self.register, read, self.today, elder_input(known, spell[1]) if known else None)
        if not isinstance(parsed.input, ElderInput):
            return parsed
        withdrawn = self._withdrawn(known, parsed.input)
        elder, dropped = strip_without_consent(parsed.input, withdrawn)
        changes = self._elder_changes(stock, unit_id, known, spell, elder, withdrawn)
        if guessed and changes:
            raise _same_person(guessed)
        if known and not guessed:
            check_closing(known.spells, spell, rows.iso(elder.closed_on))
            self._once(known, "ref")
        self._count(known, changes)
        return Parsed(elder, (), (*parsed.warnings, *consent_warnings(dropped), *masked(self.register, remarks, read)), parsed.given)

    def _namesake(self, stock: UnitStock, read: Cells) -> tuple[Known | None, list[Fault]]:
        """The first person of that name, day and sex that no row before was taken for; a warning where all of them were."""
        values = read.values
        key = ("elder", clean_text(values.get("full_name", "")), _text(values.get("birth_date")), _text(values.get("sex")))
        namesakes = stock.natural.get(key, [])
        # By id, which is by age: the rows of one file meet the same persons each time that it is loaded.
        left = min((each for each in namesakes if each.id not in self._met), key=lambda each: each.id, default=None)
        if left:
            self._met.add(left.id)
            return left, []
        return None, [remark("full_name", "possible_duplicate")] if namesakes else []

    def _withdrawn(self, known: Known | None, elder: ElderInput) -> bool:
        if known is None or not (withdrawn_on := known.wire.get("consent_withdrawn_on")):
            return False
        return not consent_renewed(elder.consent_on, known.wire.get("consent_on"), withdrawn_on)

    def _elder_changes(
        self, stock: UnitStock, unit_id: bytes, known: Known | None, meant: Spell, elder: ElderInput, withdrawn: bool
    ) -> list[Change]:
        wire = rows.elder_values(elder) | id_fields(self.context, elder, known.wire.get("id_last4") if known else None)
        spell = {
            "enrolled_on": elder.enrolled_on.isoformat(),
            "closed_on": rows.iso(elder.closed_on),
            "closed_reason": elder.closed_reason.value if elder.closed_reason else None,
        }
        if known is None:
            wire["ref"] = elder.ref or self._next_ref(unit_id)
            fresh = Known(new_id(), unit_id, wire, [(new_id(), spell)])
            self._stock.add(stock, "elder", fresh)
            self._met.add(fresh.id)
            return [
                self._create("elder", fresh.id, unit_id, fresh.id, wire),
                self._create("elder_spell", fresh.spells[0][0], unit_id, fresh.id, spell | {"elder_id": fresh.id.hex()}),
            ]
        if withdrawn:
            del wire["consent_on"]  # what was withdrawn stays on record as it was
        elif elder.consent_on:
            wire["consent_withdrawn_on"] = None
        changes = []
        if fields := _differing(known.wire, wire):
            changes.append(self._update("elder", known.id, unit_id, known.id, fields))
        if meant[0] is None:
            changes.append(self._create("elder_spell", new_id(), unit_id, known.id, spell | {"elder_id": known.id.hex()}))
        elif fields := _differing(meant[1], spell):
            changes.append(self._update("elder_spell", meant[0], unit_id, known.id, fields))
        return changes

    def _visit(self, read: Cells) -> Parsed:
        unit_id = self._unit_id(read, village=True)
        stock = self._stock.unit(unit_id) if unit_id else UnitStock({}, {}, {})
        elder = self._elder_of(stock, read) if unit_id else None
        known = self._found(stock, "visit", read, "ref")
        if known is None and elder and not read.values.get("ref"):
            values = read.values
            moment = values.get("visited_at")
            key = ("visit", elder.id.hex(), moment.isoformat(sep=" ", timespec="minutes") if moment else None, _text(values.get("method")))
            known = _only(stock.natural.get(key, []), "visited_at")
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
        fields = _differing(known.wire, wire)
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

    def _elder_of(self, stock: UnitStock, read: Cells) -> Known | None:
        elder = self._found(stock, "elder", read, "elder_ref")
        if elder is None and read.values.get("elder_ref"):
            raise RowFault("elder_ref", "elder_not_found")
        return elder

    def _need(self, read: Cells) -> Parsed:
        unit_id = self._unit_id(read, village=True)
        stock = self._stock.unit(unit_id) if unit_id else UnitStock({}, {}, {})
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
            fields = _differing(known.wire, wire)
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
        kind = _text(read.values.get("kind"))
        due = None if visit else _text(read.values.get("due_on"))
        found = stock.natural.get(("need", elder.id.hex(), visit.id.hex() if visit else None, kind, due), [])
        return next((each for each in found if each.id not in self._met), None)

    def _profile(self, read: Cells) -> Parsed:
        unit_id = self._unit_id(read, village=False)
        stock = self._stock.unit(unit_id) if unit_id else UnitStock({}, {}, {})
        known = _only(stock.natural.get(("unit_profile", _text(read.values.get("as_of"))), []), "as_of")
        parsed = complete(self.register, read, self.today, profile_input(known) if known else None)
        if not isinstance(parsed.input, UnitProfileInput):
            return parsed
        profile = parsed.input
        wire: Wire = {key: getattr(profile, key) for key in SYNCED["unit_profile"].keys}
        wire |= {"as_of": profile.as_of.isoformat(), "elder_care_land_m2": _text(profile.elder_care_land_m2)}
        self._once(known, "as_of")
        if known is None:
            fresh = Known(new_id(), unit_id, wire)
            self._stock.add(stock, "unit_profile", fresh)
            self._met.add(fresh.id)
            self._count(None, [self._create("unit_profile", fresh.id, unit_id, None, wire)])
        else:
            fields = _differing(known.wire, wire)
            self._count(known, [self._update("unit_profile", known.id, unit_id, None, fields)] if fields else [])
        return parsed

    def _unit(self, read: Cells) -> Parsed:
        code = clean_text(read.values.get("code", ""))
        if code and not in_scope(code, self.context.office.unit_code):
            raise RowFault("code", "unit_out_of_scope")
        found = self._connection.execute(text("SELECT * FROM unit WHERE code = :code AND NOT removed"), {"code": code}).all()
        known = _only([Known(row.id, row.id, wire_of("unit", row)) for row in found], "code")
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
            "kind": _text(unit.kind),
            "parent_id": self._parent_id(unit, known),
            "urban_rural_class": _text(unit.urban_rural_class),
            "active": unit.active,
        }
        self._codes_met.add(code)
        if known is None:
            fresh = self._new_unit_id(code)
            self._units[code] = (fresh, unit.level.value)
            self._count(None, [self._create("unit", fresh, fresh, None, wire)])
        else:
            fields = _differing(known.wire, wire)
            self._count(known, [self._update("unit", known.id, known.id, None, fields)] if fields else [])
        return parsed

    def _parent_id(self, unit: UnitInput, known: Known | None) -> str | None:
        """Id of the place above, hex. Errors: RowFault parent_not_found."""
        held: str | None = known.wire["parent_id"] if known else None
        if not unit.parent_code:
            return held
        if (found := self._units.get(unit.parent_code)) and unit.parent_code != unit.code:
            return found[0].hex()
        if held and held == id_of_code(unit.parent_code).hex():
            return held  # the place above lies outside what this office holds, and is the same as before
        raise RowFault("parent_code", "parent_not_found")

    def _new_unit_id(self, code: str) -> bytes:
        """The id that every office computes from a first code, unless another place had that code before."""
        agreed = id_of_code(code)
        used = self._connection.execute(text("SELECT count(*) FROM unit WHERE id = :id"), {"id": agreed}).scalar()
        return new_id() if used else agreed

    # Making changes.

    def _stream(self, register: str, unit_id: bytes) -> bytes:
        return self.context.home if register == "unit" else unit_id

    def _create(self, register: str, record: bytes, unit_id: bytes, subject: bytes | None, wire: Wire) -> Change:
        return creation(self._stream(register, unit_id), register, record, subject, wire)

    def _update(self, register: str, record: bytes, unit_id: bytes, subject: bytes | None, fields: Wire) -> Change:
        return Change(self._stream(register, unit_id), register, "update", record, subject, fields)

    def _count(self, known: Known | None, changes: Iterable[Change]) -> None:
        made = list(changes)
        self.tally.changes += made
        if known is None:
            self.tally.added += 1
        elif made:
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1


def _only(found: Sequence[Known], column: str) -> Known | None:
    """The one record that a row without a number means. Errors: RowFault when it could be several."""
    if len(found) > 1:
        raise RowFault(column, "ambiguous_row")
    return found[0] if found else None


def _same_person(known: Known) -> RowFault:
    return RowFault("ref", "same_person", ref=REF.mask(known.wire["ref"]))


def _counter(first: str) -> Callable[[], str]:
    """Ledger numbers from the first on."""
    prefix, _, start = first.rpartition("-")
    numbers = iter(range(int(start), 1 << 62))
    return lambda: f"{prefix}-{next(numbers)}"


def _text(value: Any) -> str | None:
    """A typed value as it is stored."""
    return None if value is None else value.isoformat() if isinstance(value, date) else str(value)
