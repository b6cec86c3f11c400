"""Elders and their enrolments from a table."""

from db.journal import Change
from kashi_desktop.rules.consent import consent_warnings, strip_without_consent
from kashi_desktop.rules.kinds import REF
from kashi_desktop.rules.registers import Cells, Parsed, complete, masked
from kashi_desktop.services import rows
from kashi_desktop.services.context import new_id
from kashi_desktop.services.elders import consent_renewed, id_fields
from kashi_desktop.services.loading import Loader, differing, stored_text
from kashi_desktop.services.row_faults import RowFault, remark
from kashi_desktop.services.spells import Spell, check_closing, spell_meant
from kashi_desktop.services.stock import Known, UnitStock
from kashi_desktop.services.stored import elder_input
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.inputs import ElderInput, clean_text


class ElderLoader(Loader):
    """Loads elders."""

    def _take(self, read: Cells) -> Parsed:
        unit_id = self._unit_id(read, village=True)
        stock = self._stock.unit(unit_id) if unit_id else UnitStock()
        known = self._found(stock, "elder", read, "ref")
        guessed, remarks = (None, []) if known or read.values.get("ref") else self._namesake(stock, read)
        known = known or guessed
        start = stored_text(read.values.get("enrolled_on"))
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
        key = ("elder", clean_text(values.get("full_name", "")), stored_text(values.get("birth_date")), stored_text(values.get("sex")))
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
        held = known.wire.get("id_last4") if known else None
        wire = rows.elder_values(elder) | id_fields(self.context, elder.id_number, elder.birth_date, elder.sex, held)
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
        if fields := differing(known.wire, wire):
            changes.append(self._update("elder", known.id, unit_id, known.id, fields))
        if meant[0] is None:
            changes.append(self._create("elder_spell", new_id(), unit_id, known.id, spell | {"elder_id": known.id.hex()}))
        elif fields := differing(meant[1], spell):
            changes.append(self._update("elder_spell", meant[0], unit_id, known.id, fields))
        return changes


def _same_person(known: Known) -> RowFault:
    return RowFault("ref", "same_person", ref=REF.mask(known.wire["ref"]))
