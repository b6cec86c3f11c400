"""Turns the rows of a table into changes: who is meant, what is new, what differs, what cannot be taken."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, text

from db.codes import OBSERVATIONS, NeedKind, UnitLevel
from db.journal import Change, heads_of_many
from db.registers import REGISTERS as SYNCED
from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.rules.consent import consent_warnings, strip_observations, strip_without_consent
from kashi_desktop.rules.id_numbers import mask_last4
from kashi_desktop.rules.registers import Cells, Parsed, Register, complete, read_cells
from kashi_desktop.rules.unit_codes import in_scope
from kashi_desktop.rules.unit_codes import unit_id as id_of_code
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context, new_id
from kashi_desktop.services.elders import consent_renewed, id_fields
from kashi_desktop.services.stock import Known, Stock, UnitStock, Wire, wire_of
from kashi_desktop.services.visits import visit_warnings
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.inputs import ElderInput, NeedInput, UnitInput, UnitProfileInput, VisitInput

SENTENCES: Mapping[str, str] = {
    "unit_out_of_scope": QT_TRANSLATE_NOOP("errors", "这个单位不属于本办公室的范围，这一行没有导入。请核对单位代码。"),
    "unit_not_found": QT_TRANSLATE_NOOP("errors", "单位表里没有这个单位，这一行没有导入。请核对单位代码，或先导入单位。"),
    "not_a_village": QT_TRANSLATE_NOOP("errors", "这里要填村（社区）的代码，这一行没有导入。请核对单位代码。"),
    "elder_not_found": QT_TRANSLATE_NOOP("errors", "本单位没有这个编号的老人，这一行没有导入。请核对编号，或先导入老人名册。"),
    "visit_not_found": QT_TRANSLATE_NOOP("errors", "本单位没有这个编号的探访，这一行没有导入。请核对编号，或先导入探访记录。"),
    "ambiguous_ref": QT_TRANSLATE_NOOP("errors", "这个编号在本单位不止一个，这一行没有导入。请先把重复的编号改开。"),
    "ambiguous_row": QT_TRANSLATE_NOOP("errors", "这一行没有编号，而本单位有不止一条相符的记录，这一行没有导入。请填上编号。"),
    "repeated_ref": QT_TRANSLATE_NOOP("errors", "同一个文件里这个编号出现了两次，这一行没有导入。请改开编号或删去一行。"),
    "same_person": QT_TRANSLATE_NOOP(
        "errors", "本单位已有同名同生日的老人（编号 {ref}），这一行没有导入。是同一人就填上这个编号，不是就另编一个编号。"
    ),
    "stored_as_number": QT_TRANSLATE_NOOP(
        "errors", "身份证号在表格里存成了数字，后几位已经丢失，这一行没有导入。请把这一列设为文本后重填。"
    ),
    "cell_error": QT_TRANSLATE_NOOP("errors", "这一格是公式错误（如 #REF!），这一行没有导入。请改正这一格。"),
    "shifted": QT_TRANSLATE_NOOP("errors", "这一行比表头多出了内容，可能错了列，这一行没有导入。请检查这一行的分隔符。"),
}


class RowFault(Exception):
    """A row that cannot be taken."""

    def __init__(self, column: str, code: str, value: str = "", **params: object) -> None:
        """Name the column; ``value`` is already masked."""
        super().__init__(code)
        self.fault = Fault(column, value, code, SENTENCES[code], params)


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
            return Parsed(None, (found.fault, *(others if read.faults else ())), (), frozenset(read.texts))

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
            raise RowFault("unit_code", "unit_out_of_scope", code)
        found = self._units.get(code)
        if found is None:
            raise RowFault("unit_code", "unit_not_found", code)
        if village and found[1] != UnitLevel.VILLAGE:
            raise RowFault("unit_code", "not_a_village", code)
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
        ref = read.values.get(column)
        if not ref:
            return None
        known = stock.by_ref.get(register, {}).get(ref, [])
        if len(known) > 1:
            raise RowFault(column, "ambiguous_ref", ref)
        return known[0] if known else None

    def _once(self, known: Known | None, column: str, value: str) -> None:
        if known is None:
            return
        if known.id in self._met:
            raise RowFault(column, "repeated_ref", value)
        self._met.add(known.id)

    # One register after the other.

    def _elder(self, read: Cells) -> Parsed:
        unit_id = self._unit_id(read, village=True)
        stock = self._stock.unit(unit_id) if unit_id else UnitStock({}, {}, {})
        known = self._found(stock, "elder", read, "ref")
        guessed = None
        if known is None and not read.values.get("ref"):
            guessed = self._namesake(stock, read)
        known = known or guessed
        stored = elder_input(known) if known else None
        start = _text(read.values.get("enrolled_on"))
        if known and stored and start and start >= (known.spell.get("closed_on") or "9999"):
            # A later start reopens: the closing belongs to the earlier spell.
            stored = stored.model_copy(update={"closed_on": None, "closed_reason": None})
        parsed = complete(self.register, read, self.today, stored)
        if not isinstance(parsed.input, ElderInput):
            return parsed
        withdrawn = self._withdrawn(known, parsed.input)
        elder, dropped = strip_without_consent(parsed.input, withdrawn)
        changes = self._elder_changes(stock, unit_id, known, elder, withdrawn)
        if guessed and changes:
            raise RowFault("ref", "same_person", "", ref=guessed.wire["ref"])
        self._once(known, "ref", known.wire["ref"] if known else "")
        self._count(known, changes)
        return Parsed(elder, (), (*parsed.warnings, *consent_warnings(dropped)), parsed.given)

    def _namesake(self, stock: UnitStock, read: Cells) -> Known | None:
        values = read.values
        key = ("elder", values.get("full_name"), _text(values.get("birth_date")), _text(values.get("sex")))
        return _only(stock.natural.get(key, []), "full_name")

    def _withdrawn(self, known: Known | None, elder: ElderInput) -> bool:
        if known is None or not (withdrawn_on := known.wire.get("consent_withdrawn_on")):
            return False
        return not consent_renewed(elder.consent_on, known.wire.get("consent_on"), withdrawn_on)

    def _elder_changes(self, stock: UnitStock, unit_id: bytes, known: Known | None, elder: ElderInput, withdrawn: bool) -> list[Change]:
        wire = rows.elder_values(elder) | id_fields(self.context, elder, known.wire.get("id_last4") if known else None)
        spell = {
            "enrolled_on": elder.enrolled_on.isoformat(),
            "closed_on": rows.iso(elder.closed_on),
            "closed_reason": elder.closed_reason.value if elder.closed_reason else None,
        }
        if known is None:
            wire["ref"] = elder.ref or self._next_ref(unit_id)
            fresh = Known(new_id(), unit_id, wire, new_id(), spell)
            self._stock.add(stock, "elder", fresh)
            self._met.add(fresh.id)
            return [
                self._create("elder", fresh.id, unit_id, fresh.id, wire),
                self._create("elder_spell", fresh.spell_id or b"", unit_id, fresh.id, spell | {"elder_id": fresh.id.hex()}),
            ]
        if withdrawn:
            del wire["consent_on"]  # what was withdrawn stays on record as it was
        elif elder.consent_on:
            wire["consent_withdrawn_on"] = None
        changes = []
        if fields := _differing(known.wire, wire):
            changes.append(self._update("elder", known.id, unit_id, known.id, fields))
        closed = known.spell.get("closed_on")
        if (
            closed
            and spell["enrolled_on"] is not None
            and spell["enrolled_on"] >= closed
            and spell["enrolled_on"] != known.spell["enrolled_on"]
        ):
            changes.append(self._create("elder_spell", new_id(), unit_id, known.id, spell | {"elder_id": known.id.hex()}))
        elif known.spell_id and (fields := _differing(known.spell, spell)):
            changes.append(self._update("elder_spell", known.spell_id, unit_id, known.id, fields))
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
        self._once(known, "ref", known.wire["ref"] if known else "")
        visit = parsed.input
        dropped: tuple[str, ...] = ()
        if not elder.wire.get("consent_on") or elder.wire.get("consent_withdrawn_on"):
            visit, dropped = strip_observations(visit)
        self._count(known, self._visit_changes(stock, unit_id, elder, known, visit))
        remarks = self._visit_remarks(elder, visit)
        return Parsed(visit, (), (*parsed.warnings, *consent_warnings(dropped), *remarks), parsed.given)

    def _visit_remarks(self, elder: Known, visit: VisitInput) -> list[Fault]:
        # The latest spell decides here; an earlier one of the same person is rare enough to be looked at by the clerk.
        spells = [(elder.spell["enrolled_on"], elder.spell["closed_on"])] if elder.spell else []
        found = visit_warnings(spells, bool(elder.wire.get("home_visit_declined")), visit)
        return [Fault("visited_at", "", each.code, each.template, each.params) for each in found]

    def _visit_changes(self, stock: UnitStock, unit_id: bytes, elder: Known, known: Known | None, visit: VisitInput) -> list[Change]:
        wire = rows.visit_values(visit) | {"elder_id": elder.id.hex()}
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
            raise RowFault("elder_ref", "elder_not_found", read.values["elder_ref"])
        return elder

    def _need(self, read: Cells) -> Parsed:
        unit_id = self._unit_id(read, village=True)
        stock = self._stock.unit(unit_id) if unit_id else UnitStock({}, {}, {})
        elder = self._elder_of(stock, read) if unit_id else None
        visit = self._found(stock, "visit", read, "visit_ref")
        if visit is None and read.values.get("visit_ref"):
            raise RowFault("visit_ref", "visit_not_found", read.values["visit_ref"])
        known = self._found(stock, "need", read, "ref") or self._same_need(stock, elder, visit, read)
        parsed = complete(self.register, read, self.today, need_input(known, stock) if known else None)
        if not isinstance(parsed.input, NeedInput) or elder is None:
            return parsed
        self._once(known, "ref", known.wire["ref"] if known else "")
        wire = rows.need_values(parsed.input) | {"elder_id": elder.id.hex(), "visit_id": visit.id.hex() if visit else None}
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
        self._once(known, "as_of", wire["as_of"])
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
        code = read.values.get("code", "")
        if code and not in_scope(code, self.context.office.unit_code):
            raise RowFault("code", "unit_out_of_scope", code)
        found = self._connection.execute(text("SELECT * FROM unit WHERE code = :code AND NOT removed"), {"code": code}).all()
        known = _only([Known(row.id, row.id, wire_of("unit", row)) for row in found], "code")
        parsed = complete(self.register, read, self.today, unit_input(known) if known else None)
        if not isinstance(parsed.input, UnitInput):
            return parsed
        unit = parsed.input
        wire: Wire = {
            "code": unit.code,
            "name": unit.name,
            "level": unit.level.value,
            "kind": _text(unit.kind),
            "parent_id": id_of_code(unit.parent_code).hex() if unit.parent_code else known.wire["parent_id"] if known else None,
            "urban_rural_class": _text(unit.urban_rural_class),
            "active": unit.active,
        }
        if id_of_code(code) in self._met or (known and known.id in self._met):
            raise RowFault("code", "repeated_ref", code)
        self._met.add(known.id if known else id_of_code(code))
        if known is None:
            self._units[code] = (id_of_code(code), unit.level.value)
            self._count(None, [self._create("unit", id_of_code(code), id_of_code(code), None, wire)])
        else:
            fields = _differing(known.wire, wire)
            self._count(known, [self._update("unit", known.id, known.id, None, fields)] if fields else [])
        return parsed

    # Making changes.

    def _stream(self, register: str, unit_id: bytes) -> bytes:
        return self.context.home if register == "unit" else unit_id

    def _create(self, register: str, record: bytes, unit_id: bytes, subject: bytes | None, wire: Wire) -> Change:
        fields = {key: value for key, default in _DEFAULTS[register] if (value := wire.get(key, default)) != default}
        return Change(self._stream(register, unit_id), register, "create", record, subject, fields)

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


_DEFAULTS = {name: tuple((each.key, each.default) for each in register.fields) for name, register in SYNCED.items()}
"""Fields of each register with the value that a creating entry leaves out."""


def _only(found: Sequence[Known], column: str) -> Known | None:
    """The one record that a row without a number means. Errors: RowFault when it could be several."""
    if len(found) > 1:
        raise RowFault(column, "ambiguous_row")
    return found[0] if found else None


def _counter(first: str) -> Callable[[], str]:
    """Ledger numbers from the first on."""
    prefix, _, start = first.rpartition("-")
    numbers = iter(range(int(start), 1 << 62))
    return lambda: f"{prefix}-{next(numbers)}"


def _text(value: Any) -> str | None:
    """A typed value as it is stored."""
    return None if value is None else value.isoformat() if isinstance(value, date) else str(value)


def elder_input(known: Known) -> ElderInput:
    """A stored elder as it would be typed; what is kept of the ID number is masked."""
    wire, spell = known.wire, known.spell
    plain = {
        key: wire.get(key) or ""
        for key in ("ref", "phone", "group", "address", "contact_name", "contact_relation", "contact_phone", "full_name")
    }
    built: ElderInput = _trusted(
        ElderInput,
        **plain,
        sex=wire["sex"],
        birth_date=rows.day(wire["birth_date"]),
        id_number=mask_last4(wire["id_last4"]) if wire.get("id_last4") else "",
        categories=tuple((wire.get("categories") or "").split(";")) if wire.get("categories") else (),
        care_level=wire["care_level"],
        enrolled_on=rows.day(spell.get("enrolled_on")),
        consent_on=rows.day(wire.get("consent_on")),
        home_visit_declined=bool(wire.get("home_visit_declined")),
        closed_on=rows.day(spell.get("closed_on")),
        closed_reason=spell.get("closed_reason"),
    )
    return built


def _trusted(kind: type[Any], /, **values: Any) -> Any:
    """A stored record as an input; ``complete`` validates it together with the row that is laid over it."""
    return kind.model_construct(**values)


def visit_input(known: Known, stock: UnitStock) -> VisitInput:
    """A stored visit as it would be typed."""
    wire = known.wire
    built: VisitInput = _trusted(
        VisitInput,
        ref=wire["ref"],
        elder_ref=stock.names.get(bytes.fromhex(wire["elder_id"]), ""),
        visited_at=datetime.fromisoformat(wire["visited_at"]),
        method=wire["method"],
        outcome=wire["outcome"],
        visitors=rows.people(wire.get("visitors")),
        visitor_role=wire.get("visitor_role"),
        minutes=wire.get("minutes"),
        needs=tuple(rows.people(wire.get("needs"))),
        note=wire.get("note") or "",
        **{key: wire.get(key) or "unknown" for key in OBSERVATIONS},
    )
    return built


def need_input(known: Known, stock: UnitStock) -> NeedInput:
    """A stored need as it would be typed."""
    wire = known.wire
    built: NeedInput = _trusted(
        NeedInput,
        ref=wire["ref"],
        elder_ref=stock.names.get(bytes.fromhex(wire["elder_id"]), ""),
        visit_ref=stock.names.get(bytes.fromhex(wire["visit_id"]), "") if wire.get("visit_id") else "",
        kind=wire["kind"],
        action=wire.get("action"),
        referral_to=wire.get("referral_to") or "",
        due_on=rows.day(wire.get("due_on")),
        status=wire["status"],
        closed_on=rows.day(wire.get("closed_on")),
    )
    return built


def profile_input(known: Known) -> UnitProfileInput:
    """A stored profile as it would be typed."""
    wire = dict(known.wire)
    built: UnitProfileInput = _trusted(UnitProfileInput, **wire | {"as_of": rows.day(wire["as_of"])})
    return built


def unit_input(known: Known) -> UnitInput:
    """A stored unit as it would be typed."""
    wire = {key: value for key, value in known.wire.items() if key != "parent_id"}
    built: UnitInput = _trusted(UnitInput, **wire)
    return built
