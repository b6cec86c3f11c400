"""Where elders, visits and needs differ from other registers: enrolments, consent, needs that a visit opens."""

from collections.abc import Sequence
from typing import Any, cast

from db.codes import Method, NeedKind
from db.declaring import Columns
from db.journal import Change
from db.queries import records, visits
from db.registers.elder import ELDER, ELDER_SPELL, ElderInput
from db.registers.visit import OBSERVATIONS, VisitInput
from db.streams import new_id
from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.rules.consent import consent_warnings, strip_observations, strip_without_consent
from kashi_desktop.rules.registers import Cells
from kashi_desktop.services import rows
from kashi_desktop.services.row_faults import RowFault, same_person
from kashi_desktop.services.spells import check_closing, spell_meant, visits_behind
from kashi_desktop.services.stock import Known, Wire, natural_key
from kashi_desktop.services.taking import Hooks, Storing, Taking, differing, stored_value
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.inputs import NeedInput

_SPELL = tuple(key for key in ELDER_SPELL.keys if key != "elder_id")
_SPELL_STORED = Storing(ELDER.by_key[key] for key in _SPELL)
_OUTSIDE = QT_TRANSLATE_NOOP("errors", "探访日期不在登记期间内，已照常保存，但不计入探访率。请核对日期。")
_DECLINED = QT_TRANSLATE_NOOP("errors", "这位老人不愿上门探访，已照常保存。今后请先打电话或请老人到服务中心。")
_SAME = QT_TRANSLATE_NOOP("errors", "这位老人同一时刻已有一次同样方式的探访，已照常保存。请核对是不是录了两遍。")
_TAKEN = QT_TRANSLATE_NOOP("errors", "本单位已有另一位老人用编号 {ref}，已照常保存。请把其中一位改成别的编号。")


class ElderHooks(Hooks):
    """Elders: the enrolment columns lie in spells, and consent decides what is kept."""

    explains = False
    repeats = True  # namesakes are shown while the form is filled in
    blank_id_clears = False

    def meant(self, read: Cells, taking: Taking) -> None:
        """Find the person, and the enrolment that the row speaks of."""
        self.loader.find_meant(read, taking)
        known = taking.known
        if known is None:
            return
        start = stored_value(read.values.get("enrolled_on"))
        if taking.guessed and start and all(wire["enrolled_on"] != start for _, wire in known.spells):
            raise same_person(known.wire["ref"])
        taking.spell = spell_meant(known.spells, start)

    def as_typed(self, taking: Taking, known: Known, values: dict[str, Any]) -> None:
        """Lay in the enrolment."""
        spell = taking.spell[1]
        values |= {
            "enrolled_on": rows.day(spell.get("enrolled_on")),
            "closed_on": rows.day(spell.get("closed_on")),
            "closed_reason": spell.get("closed_reason"),
        }

    def prepare(self, taking: Taking, value: Columns, given: frozenset[str] | None) -> Columns:
        """Without consent neither phone, address nor contact is kept; a withdrawn one comes back only with a new date."""
        elder = cast("ElderInput", value)
        known = taking.known
        if known and taking.form:
            # A form speaks of the latest enrolment; closing and reopening are use cases of their own.
            taking.spell = known.spells[-1] if known.spells else (None, {})
        if known and (withdrawn_on := known.wire.get("consent_withdrawn_on")):
            taking.withdrawn = not _consent_renewed(elder, known, withdrawn_on)
        kept, dropped = strip_without_consent(elder, taking.withdrawn)
        if dropped:
            taking.notices += consent_warnings(dropped)
        return kept

    def wire(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """What was withdrawn stays on record as it was; a new consent ends the withdrawal."""
        if taking.withdrawn:
            del wire["consent_on"]
        elif wire["consent_on"] and taking.known:
            wire["consent_withdrawn_on"] = None

    def beside(self, taking: Taking, record: Known, value: Columns, fields: Wire | None) -> list[Change]:
        """The enrolment: a new one, or the one meant with what changes."""
        wire = _SPELL_STORED(value.__dict__)
        spell_id, spell = taking.spell
        if fields is None or (spell_id is None and not taking.form):
            fresh = new_id(record.unit_id)
            if fields is None:
                record.spells = [(fresh, wire)]
            return [self._spell("create", fresh, record, wire | {"elder_id": record.id.hex()})]
        if spell_id is None:
            return []
        if taking.form and wire["closed_on"] is None:
            # A form that knows nothing of the closing does not take it back: that is a reopening.
            wire = {"enrolled_on": wire["enrolled_on"]}
        if not taking.form and not taking.guessed:
            check_closing(record.spells, taking.spell, wire["closed_on"])
        changed = differing(_SPELL, spell, wire)
        return [self._spell("update", spell_id, record, changed)] if changed else []

    def _spell(self, op: str, spell: bytes, elder: Known, fields: Wire) -> Change:
        return Change(elder.unit_id, "elder_spell", op, spell, elder.id, fields)

    def remark(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """Visits behind a closing; a number that somebody else of the unit bears already; a table finds its people by it."""
        closed = stored_value(cast("ElderInput", value).closed_on)
        if closed and taking.known and taking.spell[0] and closed != taking.spell[1].get("closed_on"):
            taking.remarks += visits_behind(self.loader.connection, taking.known, closed)
        if not taking.form or taking.known is None:
            return
        taken = records.count_with_ref(self.loader.connection, "elder", taking.place, wire["ref"], taking.known.id)
        if taken:
            taking.notices.append(Fault("ref", "", "ref_taken", _TAKEN, {"ref": wire["ref"]}))


def _consent_renewed(elder: ElderInput, known: Known, withdrawn_on: str) -> bool:
    """Whether a typed date is a new consent after a withdrawal, not the withdrawn one typed or loaded once more."""
    typed = stored_value(elder.consent_on)
    return typed is not None and typed != known.wire.get("consent_on") and typed >= withdrawn_on


class VisitHooks(Hooks):
    """Visits: observations need consent, each kind of need that is named is opened."""

    repeats = True

    def _elder(self, taking: Taking) -> Known:
        found = self.loader.stock.one("elder", taking.link("elder_id"))
        if found is None:
            raise RowFault("elder_ref", "elder_not_found")
        return found

    def prepare(self, taking: Taking, value: Columns, given: frozenset[str] | None) -> Columns:
        """Without consent no observation is kept."""
        visit = cast("VisitInput", value)
        if _consents(self._elder(taking)):
            return visit
        kept, dropped = strip_observations(visit)
        taking.notices += consent_warnings(key for key in dropped if given is None or key in given)
        return kept

    def wire(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """What was seen while there was consent is no longer shown, and not for a table or a correction to change."""
        if taking.known and not _consents(self._elder(taking)):
            wire |= {key: taking.known.wire[key] for key in OBSERVATIONS}

    def beside(self, taking: Taking, record: Known, value: Columns, fields: Wire | None) -> list[Change]:
        """The needs that the visit opens, with their details where the form gave any."""
        if fields is not None and not fields:
            return []
        before = set(rows.codes(NeedKind, record.wire.get("needs"))) if fields is not None else set()
        details = {each.kind: each for each in taking.needs}
        opened = [kind for kind in cast("VisitInput", value).needs if kind not in before]
        return [self._opened(record, details.get(kind) or NeedInput(kind=kind)) for kind in opened]

    def _opened(self, visit: Known, need: NeedInput) -> Change:
        wire = need_wire(need)
        wire |= {
            "ref": need.ref or self.loader.places.next_ref(visit.unit_id),
            "elder_id": visit.wire["elder_id"],
            "visit_id": visit.id.hex(),
        }
        return Change(visit.unit_id, "need", "create", new_id(visit.unit_id), bytes.fromhex(visit.wire["elder_id"]), wire)

    def remark(self, taking: Taking, value: Columns, wire: Wire) -> None:
        """A day outside every enrolment, a home visit that was declined, a visit that stands there already."""
        elder, visit = self._elder(taking), cast("VisitInput", value)
        day = visit.visited_at.date().isoformat()
        spells = [(each["enrolled_on"], each["closed_on"]) for _, each in elder.spells]
        if not any(start <= day and (end is None or day <= end) for start, end in spells):
            taking.notices.append(Fault("visited_at", "", "outside_spell", _OUTSIDE, {}))
        if elder.wire.get("home_visit_declined") and visit.method is Method.HOME:
            taking.notices.append(Fault("visited_at", "", "home_visit_declined", _DECLINED, {}))
        if self._twice(taking, wire):
            taking.notices.append(Fault("visited_at", "", "same_visit", _SAME, {}))

    def _twice(self, taking: Taking, wire: Wire) -> bool:
        """Whether another visit of the elder bears the minute and method; a form does not read the whole unit for it."""
        made = taking.known
        if made is None:
            return False
        key = natural_key("visit", made.wire | wire)
        if not taking.form:
            return any(each.id != made.id for each in taking.stock.of("visit").natural.get(key, ()))
        held = visits.of_elder(self.loader.connection, bytes.fromhex(key[0]))
        return any((v.visited_at, v.method) == key[1:] and not v.removed and v.id != made.id for v in held)


class NeedHooks(Hooks):
    """Needs: one that its visit opened by itself is known by that visit."""

    explains = False
    repeats = True

    def meant(self, read: Cells, taking: Taking) -> None:
        """By the number, else by elder, kind, and visit or day; each stored need is meant by one row."""
        taking.known = self.loader.with_ref(taking.stock, "need", read, "ref")
        visit = taking.links.get("visit_id")
        if taking.known or "elder_id" not in taking.links or (read.values.get("ref") and visit is None):
            return
        due = None if visit else stored_value(read.values.get("due_on"))
        key = (taking.links["elder_id"], visit, stored_value(read.values.get("kind")), due)
        found: Sequence[Known] = taking.stock.of("need").natural.get(key, [])
        taking.known = next((each for each in found if each.id not in self.loader.met), None)


def need_wire(need: NeedInput) -> Wire:
    """The wire values of a need without its references."""
    return {key: stored_value(getattr(need, key)) for key in ("kind", "action", "referral_to", "due_on", "status", "closed_on")}


def _consents(elder: Known) -> bool:
    return bool(elder.wire.get("consent_on")) and not elder.wire.get("consent_withdrawn_on")
