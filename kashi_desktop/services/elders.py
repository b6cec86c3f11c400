"""Use cases about elders: lists, the card, enrolment, consent."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from db.codes import CareLevel, Category, IdDisagrees, Observation, Sex
from db.consents import GIVEN_ON, ID, WITHDRAWN_ON
from db.journal import Change, creation, heads_of
from db.merge_flags import FLAG_CONFLICT, FLAG_PROVISIONAL
from db.queries import consents, records
from db.queries import elders as queries
from db.queries import visits as visit_queries
from db.queries.journal import histories
from db.queries.workspace import drop_draft, drop_drafts
from db.registers.elder import ELDER
from db.registers.visit import OBSERVATIONS
from db.streams import new_id
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules import id_numbers
from kashi_desktop.rules.checks import days_ahead
from kashi_desktop.rules.consent import NEEDS_CONSENT
from kashi_desktop.rules.names import matching_form
from kashi_desktop.rules.registers import dump_row
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.history import versions
from kashi_desktop.services.places import Places
from kashi_desktop.services.record_rows import shown_values, some_cells
from kashi_desktop.services.records import RecordService, change, removal
from kashi_desktop.services.spells import visits_behind
from kashi_desktop.services.stock import Known, held_record
from kashi_desktop.services.typed import reason_given, within
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import InvalidInput, not_found
from kashi_desktop.types.faults import fault
from kashi_desktop.types.inputs import CloseInput, ElderInput, ReopenInput
from kashi_desktop.types.records import NEW_RECORD
from kashi_desktop.types.results import ElderCard, ElderRow, Saved

PAGE_SIZE = 100


@dataclass(frozen=True)
class ElderQuery:
    """What a list of people is narrowed to; ``text`` holds parts of names or pinyin initials."""

    text: str = ""
    unit_code: str = ""
    include_closed: bool = False
    care_level: CareLevel | None = None
    order: str = ""
    """A column of the list that it is ordered by; empty: the order of names."""
    descending: bool = False


@dataclass(frozen=True)
class ElderList:
    """An open list: how many, and how to reach any page of it."""

    query: ElderQuery
    count: int
    page_size: int
    filter: queries.Filter
    keys: tuple[tuple[str, bytes], ...]


class ElderService:
    """Elders and their enrolments."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)
        self._records = RecordService(context)

    def open_list(self, query: ElderQuery) -> ElderList:
        """Count a list and find the keys of its pages. Errors: unit_out_of_scope."""
        words = [matching_form(part) for part in query.text.split()]
        with self._context.read() as connection:
            units = self._scope.ids(connection, query.unit_code) if query.unit_code else None
            chosen = queries.list_filter(
                units, query.care_level.value if query.care_level else None, query.include_closed, self._today(), words
            )
            if query.order:
                count, keys, chosen = queries.open_ordered(connection, chosen, query.order, query.descending)
            else:
                count, keys, chosen = queries.open_pages(connection, chosen)
        return ElderList(query, count, PAGE_SIZE, chosen, tuple(keys))

    def fetch_page(self, opened: ElderList, number: int, columns: Sequence[str] = ()) -> tuple[ElderRow, ...]:
        """Page ``number`` (from 0) of an open list, with the cells of further ``columns`` of the register."""
        with self._context.read() as connection:
            found = queries.page(connection, opened.filter, opened.keys, number * opened.page_size, opened.page_size, self._today())
            cells = some_cells(connection, "elder", [row.id for row in found], columns)
        return tuple(rows.elder_row(row, cells.get(row.id, {})) for row in found)

    def same_name(self, full_name: str) -> tuple[ElderRow, ...]:
        """Elders of the same name, because the same names are very common (domain.md §2)."""
        wanted = matching_form(full_name)
        if not wanted:
            return ()
        with self._context.read() as connection:
            ids = queries.ids_by_name(connection, wanted)
            if not ids:
                return ()
            found = queries.page(connection, queries.those(ids), (), 0, len(ids), self._today())
        return tuple(rows.elder_row(row, {}) for row in found)

    def by_ref(self, ref: str, unit_code: str = "") -> bytes:
        """Id of the elder with a ledger number in a unit. Errors: elder_not_found, ambiguous_ref."""
        with self._context.read() as connection:
            return find_elder(connection, self._scope.one(connection, unit_code), ref)

    def card(self, elder_id: bytes) -> ElderCard:
        """All that is kept about one elder; the view is written to the audit log. Errors: elder_not_found."""
        with self._context.read() as connection:
            card = read_card(connection, elder_id)
        self._context.note("view", elder_id)
        return card

    def note_phones(self, elder_id: bytes) -> None:
        """Write to the audit log that the whole telephone numbers of an elder's card are shown; the log holds neither number nor name."""
        self._context.note("show_phones", elder_id)

    def save(self, elder: ElderInput, elder_id: bytes | None = None) -> Saved:
        """Enrol a new elder, or change one; a withdrawn consent comes back only with a new date, a closing only by ``close``.

        Errors: InvalidInput, elder_not_found, unit_out_of_scope, not_a_village.
        """
        with self._context.write("edit" if elder_id else "enrol", elder_id) as work:
            known = _known(work.connection, elder_id) if elder_id else None
            place = known.unit_id if known else self._scope.village(work.connection, elder.unit_code)
            saved = self._records.record(work, "elder", elder, known, place=place)
            drop_draft(work.connection, "elder", elder_id or NEW_RECORD)
        return saved

    def close(self, elder_id: bytes, close: CloseInput) -> Saved:
        """End the present enrolment. Errors: elder_not_found, already_closed, closed_before_enrolled."""
        warnings = days_ahead(self._context.clock.today(), closed_on=close.closed_on)
        with self._context.write("close", elder_id) as work:
            elder, spell = _enrolment(work.connection, elder_id)
            if spell.wire["closed_on"]:
                raise KnownError(
                    "already_closed", QT_TRANSLATE_NOOP("errors", "这位老人已经注销，没有任何改动。如注销日期有误，请先重新登记再更正。")
                )
            ending = {"closed_on": close.closed_on.isoformat(), "closed_reason": close.closed_reason.value}
            if ending["closed_on"] < spell.wire["enrolled_on"]:
                raise KnownError(
                    "closed_before_enrolled", QT_TRANSLATE_NOOP("errors", "注销日期早于登记日期，没有任何改动。请核对这两个日期。")
                )
            work.apply(change(work.connection, "elder_spell", spell, ending))
            warnings += visits_behind(work.connection, elder, ending["closed_on"])
        return Saved(elder.id, elder.wire["ref"], rows.notices(warnings))

    def reopen(self, elder_id: bytes, reopen: ReopenInput) -> Saved:
        """Enrol again with a further spell; the earlier one stays. Errors: elder_not_found, not_closed, reopened_before_closed."""
        warnings = days_ahead(self._context.clock.today(), enrolled_on=reopen.enrolled_on)
        with self._context.write("reopen", elder_id) as work:
            elder, spell = _enrolment(work.connection, elder_id)
            if not spell.wire["closed_on"]:
                raise KnownError("not_closed", QT_TRANSLATE_NOOP("errors", "这位老人现在就在册，没有任何改动，不用重新登记。"))
            start = reopen.enrolled_on.isoformat()
            if start < spell.wire["closed_on"]:
                raise KnownError(
                    "reopened_before_closed", QT_TRANSLATE_NOOP("errors", "重新登记的日期早于上次注销，没有任何改动。请核对日期。")
                )
            fresh = {"elder_id": elder.id.hex(), "enrolled_on": start}
            work.apply([creation(elder.unit_id, "elder_spell", new_id(elder.unit_id), elder.id, fresh)])
        return Saved(elder.id, elder.wire["ref"], rows.notices(warnings))

    def remove(self, elder_id: bytes, reason: str) -> Saved:
        """Remove somebody who was registered by mistake, with enrolments and needs; visits are voided first, each with its own reason.

        Errors: elder_not_found, elder_has_visits, those of a reason.
        """
        reason = reason_given(reason)
        with self._context.write("remove_elder", elder_id) as work:
            elder = _known(work.connection, elder_id)
            if count := sum(not each.removed for each in visit_queries.of_elder(work.connection, elder_id)):
                raise KnownError(
                    "elder_has_visits",
                    QT_TRANSLATE_NOOP(
                        "errors",
                        "这位老人名下还有 {count} 次探访，没有任何改动。请先作废这些探访（见的是另一位就记到那一位名下），再删除。",
                    ),
                    count=count,
                )
            link = {"elder_id": elder_id.hex()}
            needs = visit_queries.needs_of_elder(work.connection, elder_id)
            gone = [("elder", elder), *(("elder_spell", Known(id_, elder.unit_id, wire)) for id_, wire in elder.spells)]
            gone += [("need", Known(each.id, each.unit_id, link)) for each in needs]
            work.apply([removal(work.connection, register, each, reason) for register, each in gone])
            drop_drafts(work.connection, elder_id)
        return Saved(elder.id, elder.wire["ref"])

    def withdraw_consent(self, elder_id: bytes, on: date) -> Saved:
        """Record that consent no longer holds; what was kept under it is destroyed, here and where it arrives.

        Errors: elder_not_found, no_consent, InvalidInput for a day that is still ahead.
        """
        within("elder", consent_on=on)
        if on > self._context.clock.today():
            raise InvalidInput([fault("consent_on", "future_date", today=self._today())])
        with self._context.write("withdraw_consent", elder_id) as work:
            elder = _known(work.connection, elder_id)
            given = elder.wire[GIVEN_ON] and not elder.wire[WITHDRAWN_ON]
            if not given and not _beside(work.connection, elder_id):
                raise KnownError(
                    "no_consent", QT_TRANSLATE_NOOP("errors", "这位老人没有登记着的同意，没有任何改动，也没有要删除的内容。请核对编号。")
                )
            work.apply(change(work.connection, "elder", elder, {"consent_withdrawn_on": on.isoformat()}))
        return Saved(elder.id, elder.wire["ref"])

    def confirm_consent(self, elder_id: bytes) -> Saved:
        """Confirm that a consent holds which was written down beside a withdrawal. Errors: elder_not_found, nothing_to_confirm."""
        with self._context.write("confirm_consent", elder_id) as work:
            elder = _known(work.connection, elder_id)
            beside = _beside(work.connection, elder_id)
            if not beside:
                raise KnownError(
                    "nothing_to_confirm", QT_TRANSLATE_NOOP("errors", "这位老人没有等着确认的同意，没有任何改动。请刷新名单再看。")
                )
            for day, consent in beside:  # given again by an entry that saw both; the last one is shown
                given = {GIVEN_ON: day, WITHDRAWN_ON: None, ID: consent.hex()}
                work.apply([Change(elder.unit_id, "elder", "update", elder_id, elder_id, given, heads_of(work.connection, elder_id))])
        return Saved(elder.id, elder.wire["ref"])

    def _today(self) -> str:
        return self._context.clock.today().isoformat()


def _beside(connection: Connection, elder_id: bytes) -> list[tuple[str, bytes]]:
    """(day, id) of the consents that were given beside a withdrawal and wait for a person, the latest last."""
    states = consents.states(connection, [elder_id])
    return sorted((day, id_) for (_, _, id_), (state, day) in states.items() if state == consents.BESIDE)


def _known(connection: Connection, elder_id: bytes) -> Known:
    found = held_record(connection, "elder", elder_id)
    if found is None:
        raise not_found("elder")
    return found


def _enrolment(connection: Connection, elder_id: bytes) -> tuple[Known, Known]:
    """An elder and the latest spell."""
    elder = _known(connection, elder_id)
    if not elder.spells:
        raise not_found("elder")
    spell, wire = elder.spells[-1]
    return elder, Known(spell, elder.unit_id, wire)


def find_elder(connection: Connection, unit_id: bytes, ref: str) -> bytes:
    """Id of the elder with a ledger number in a unit. Errors: elder_not_found, ambiguous_ref."""
    found = records.ids_with_ref(connection, "elder", [unit_id], ref)
    if not found:
        raise not_found("elder")
    if len(found) > 1:
        raise KnownError(
            "ambiguous_ref", QT_TRANSLATE_NOOP("errors", "编号 {ref} 在本单位不止一个，没有任何改动。请先把重复的编号改开。"), ref=ref
        )
    return found[0]


def read_card(connection: Connection, elder_id: bytes, *, whole: bool = False) -> ElderCard:
    """Everything about one elder from one snapshot; ``whole`` also what is shown to nobody without consent, for the person alone.

    Errors: elder_not_found.
    """
    row = queries.one(connection, elder_id)
    stored = records.shown_one(connection, "elder", elder_id)
    if row is None or stored is None:
        raise not_found("elder")
    cells = dump_row(ELDER, shown_values("elder", stored, Places(connection), whole=whole))
    visits = visit_queries.of_elder(connection, elder_id)
    history = histories(connection, [each.id for each in visits])
    consented = whole or (bool(row.consent_on) and not row.consent_withdrawn_on)
    private = {key: (getattr(row, key) or "") if consented else "" for key in NEEDS_CONSENT}
    unit_code = row.unit_code or ""
    shown = tuple(rows.visit(each, unit_code, history, FLAG_PROVISIONAL) for each in visits)
    if not consented:
        shown = tuple(replace(each, observations=dict.fromkeys(OBSERVATIONS, Observation.UNKNOWN)) for each in shown)
    return ElderCard(
        id=row.id,
        ref=row.ref,
        unit_id=row.unit_id,
        unit_code=unit_code,
        unit_name=row.unit_name or "",
        full_name=row.full_name,
        sex=Sex(row.sex),
        birth_date=date.fromisoformat(row.birth_date),
        id_masked=id_numbers.mask_last2(row.id_last2) if row.id_last2 else "",
        id_disagrees=IdDisagrees(row.id_disagrees) if row.id_disagrees else None,
        group=row.group or "",
        categories=rows.codes(Category, row.categories),
        care_level=CareLevel(row.care_level),
        consent_on=rows.day(row.consent_on),
        consent_withdrawn_on=rows.day(row.consent_withdrawn_on),
        consent_in_doubt=next((rows.day(day) for day, _ in reversed(_beside(connection, elder_id))), None),
        home_visit_declined=bool(row.home_visit_declined),
        spells=tuple(rows.spell(each) for each in queries.spells(connection, elder_id)),
        visits=shown,
        needs=tuple(rows.need(each, {}) for each in visit_queries.needs_of_elder(connection, elder_id)),
        versions=versions(connection, elder_id, () if consented else NEEDS_CONSENT),
        has_conflict=bool(row.flags & FLAG_CONFLICT),
        cells={key: text or "" for key, text in cells.items()},
        **private,
    )
