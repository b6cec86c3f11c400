"""Use cases about elders: lists, the card, enrolment, consent."""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from db.codes import OBSERVATIONS, CareLevel, Category, IdDisagrees, Observation, Sex
from db.models.elders import Elder, ElderSpell
from db.queries import elders as queries
from db.queries import visits as visit_queries
from db.queries.journal import histories
from db.registers import FLAG_CONFLICT, FLAG_PROVISIONAL
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules import id_numbers
from kashi_desktop.rules.checks import check_elder, days_ahead
from kashi_desktop.rules.consent import NEEDS_CONSENT, consent_warnings, strip_without_consent
from kashi_desktop.rules.names import matching_form
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context, new_id
from kashi_desktop.services.drafts import drop_draft
from kashi_desktop.services.history import versions
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import checked, not_found
from kashi_desktop.sync.projection import search_words, sort_key
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.inputs import CloseInput, ElderInput, ReopenInput
from kashi_desktop.types.records import NEW_RECORD
from kashi_desktop.types.results import ElderCard, ElderRow, Notice, Saved

PAGE_SIZE = 100


@dataclass(frozen=True)
class ElderQuery:
    """What a list of people is narrowed to; ``text`` holds parts of names or pinyin initials."""

    text: str = ""
    unit_code: str = ""
    include_closed: bool = False
    care_level: CareLevel | None = None


@dataclass(frozen=True)
class ElderList:
    """An open list: how many, and how to reach any page of it."""

    query: ElderQuery
    count: int
    page_size: int
    filter: queries.Filter
    keys: tuple[tuple[str, bytes], ...]


def id_fields(context: Context, id_number: str, birth_date: date | None, sex: Sex | None, held: str | None = None) -> dict[str, str | None]:
    """What is kept of an ID number: keyed HMAC, last four, what disagreed, which key; the number itself never (domain.md §1).

    ``held``: the last four already stored. A masked number means "as it is", and only where none is held does it bring its four.
    """
    if not id_number:
        return {}
    if id_numbers.is_masked(id_number):
        return {} if held else {"id_last4": id_number[-4:]}
    number = id_numbers.check(id_number)
    return {
        "id_hmac": hmac.digest(context.hmac_key, number.encode(), "sha256").hex(),
        "id_last4": number[-4:],
        "id_disagrees": id_numbers.disagreement(number, birth_date, sex).value,
        "id_key": hashlib.sha256(context.hmac_key).hexdigest()[:8],
    }


def consent_renewed(typed: date | None, stored: str | None, withdrawn_on: str) -> bool:
    """Whether a typed date is a new consent after a withdrawal, not the withdrawn one typed or loaded once more."""
    return typed is not None and typed.isoformat() != stored and typed.isoformat() >= withdrawn_on


def index_elder(connection: Connection, elder: Elder) -> None:
    """Bring the search row of an elder up to date."""
    connection.execute(text("DELETE FROM elder_search WHERE elder_id = :id"), {"id": elder.id})
    values = {"id": elder.id, "words": search_words(elder.full_name, elder.ref)}
    connection.execute(text("INSERT INTO elder_search (elder_id, words) VALUES (:id, :words)"), values)


class ElderService:
    """Elders and their enrolments."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

    def open_list(self, query: ElderQuery) -> ElderList:
        """Count a list and find the keys of its pages. Errors: unit_out_of_scope."""
        words = [matching_form(part) for part in query.text.split()]
        with self._context.read() as connection:
            units = self._scope.ids(connection, query.unit_code) if query.unit_code else None
            chosen = queries.list_filter(
                units, query.care_level.value if query.care_level else None, query.include_closed, self._today(), words
            )
            count, keys, chosen = queries.open_pages(connection, chosen)
        return ElderList(query, count, PAGE_SIZE, chosen, tuple(keys))

    def fetch_page(self, opened: ElderList, number: int) -> tuple[ElderRow, ...]:
        """Page ``number`` (from 0) of an open list."""
        with self._context.read() as connection:
            found = queries.page(connection, opened.filter, opened.keys, number * opened.page_size, opened.page_size, self._today())
        return tuple(rows.elder_row(row) for row in found)

    def same_name(self, full_name: str) -> tuple[ElderRow, ...]:
        """Elders of the same name, because the same names are very common (domain.md §2)."""
        wanted = matching_form(full_name)
        if not wanted:
            return ()
        with self._context.read() as connection:
            ids = queries.ids_by_name(connection, wanted)
            if not ids:
                return ()
            names = ", ".join(f":i{index}" for index in range(len(ids)))
            chosen = queries.Filter(f"NOT e.removed AND e.id IN ({names})", {f"i{index}": each for index, each in enumerate(ids)})
            found = queries.page(connection, chosen, (("", b""),), 0, len(ids), self._today())
        return tuple(rows.elder_row(row) for row in found)

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

    def save(self, elder: ElderInput, elder_id: bytes | None = None) -> Saved:
        """Enrol a new elder, or change one; a withdrawn consent comes back only with a new date, a closing only by ``close``.

        Errors: InvalidInput, elder_not_found, unit_out_of_scope, not_a_village.
        """
        warnings: list[Fault] = list(checked(check_elder, elder, self._context.clock.today()))
        with self._context.write("edit" if elder_id else "enrol", elder_id) as session:
            stored = session.get(Elder, elder_id) if elder_id else None
            if elder_id and (stored is None or stored.removed):
                raise not_found("elder")
            withdrawn = stored is not None and _still_withdrawn(stored, elder)
            kept, dropped = strip_without_consent(elder, withdrawn)
            warnings += consent_warnings(dropped)
            record, spell = (stored, _latest_spell(session, stored.id)) if stored else self._new(session, kept)
            self._assign(record, spell, kept, withdrawn)
            index_elder(session.connection(), record)
            notices = self._taken_ref(session.connection(), record)
            drop_draft(session.connection(), "elder", elder_id or NEW_RECORD)
        return Saved(record.id, record.ref, rows.notices(warnings) + notices)

    def _taken_ref(self, connection: Connection, record: Elder) -> tuple[Notice, ...]:
        statement = text("SELECT count(*) FROM elder WHERE unit_id = :unit AND ref = :ref AND id <> :id AND NOT removed")
        if not connection.execute(statement, {"unit": record.unit_id, "ref": record.ref, "id": record.id}).scalar():
            return ()
        taken = QT_TRANSLATE_NOOP("errors", "本单位已有另一位老人用编号 {ref}，已照常保存。请把其中一位改成别的编号。")
        return (Notice("ref_taken", taken, {"ref": record.ref}),)

    def _new(self, session: Session, elder: ElderInput) -> tuple[Elder, ElderSpell]:
        connection = session.connection()
        unit_id = self._scope.village(connection, elder.unit_code)
        ref = elder.ref or self._context.next_refs(connection, unit_id, 1)[0]
        record = Elder(id=new_id(), unit_id=unit_id, ref=ref, full_name="", sex="", birth_date="")
        session.add(record)
        spell = ElderSpell(id=new_id(), unit_id=unit_id, elder_id=record.id, enrolled_on=elder.enrolled_on.isoformat())
        session.add(spell)
        return record, spell

    def _assign(self, record: Elder, spell: ElderSpell | None, elder: ElderInput, withdrawn: bool) -> None:
        values = rows.elder_values(elder) | id_fields(self._context, elder.id_number, elder.birth_date, elder.sex, record.id_last4)
        if withdrawn:
            del values["consent_on"]  # what was withdrawn stays on record as it was
        elif elder.consent_on:
            record.consent_withdrawn_on = None
        for key, value in values.items():
            setattr(record, key, value)
        if elder.ref:
            record.ref = elder.ref
        record.sort_key = sort_key(elder.full_name)
        if spell:
            spell.enrolled_on = elder.enrolled_on.isoformat()
        if spell and elder.closed_on and elder.closed_reason:
            # A form that knows nothing of the closing does not take it back: that is a reopening.
            spell.closed_on, spell.closed_reason = elder.closed_on.isoformat(), elder.closed_reason.value

    def close(self, elder_id: bytes, close: CloseInput) -> Saved:
        """End the present enrolment. Errors: elder_not_found, already_closed, closed_before_enrolled."""
        warnings = days_ahead(self._context.clock.today(), closed_on=close.closed_on)
        with self._context.write("close", elder_id) as session:
            elder, spell = self._enrolment(session, elder_id)
            if spell.closed_on:
                raise KnownError(
                    "already_closed", QT_TRANSLATE_NOOP("errors", "这位老人已经注销，没有任何改动。如注销日期有误，请先重新登记再更正。")
                )
            if close.closed_on.isoformat() < spell.enrolled_on:
                raise KnownError(
                    "closed_before_enrolled", QT_TRANSLATE_NOOP("errors", "注销日期早于登记日期，没有任何改动。请核对这两个日期。")
                )
            spell.closed_on, spell.closed_reason = close.closed_on.isoformat(), close.closed_reason.value
        return Saved(elder.id, elder.ref, rows.notices(warnings))

    def reopen(self, elder_id: bytes, reopen: ReopenInput) -> Saved:
        """Enrol again with a further spell; the earlier one stays. Errors: elder_not_found, not_closed, reopened_before_closed."""
        warnings = days_ahead(self._context.clock.today(), enrolled_on=reopen.enrolled_on)
        with self._context.write("reopen", elder_id) as session:
            elder, spell = self._enrolment(session, elder_id)
            if not spell.closed_on:
                raise KnownError("not_closed", QT_TRANSLATE_NOOP("errors", "这位老人现在就在册，没有任何改动，不用重新登记。"))
            if reopen.enrolled_on.isoformat() < spell.closed_on:
                raise KnownError(
                    "reopened_before_closed", QT_TRANSLATE_NOOP("errors", "重新登记的日期早于上次注销，没有任何改动。请核对日期。")
                )
            fresh = ElderSpell(id=new_id(), unit_id=elder.unit_id, elder_id=elder.id, enrolled_on=reopen.enrolled_on.isoformat())
            session.add(fresh)
        return Saved(elder.id, elder.ref, rows.notices(warnings))

    def withdraw_consent(self, elder_id: bytes, on: date) -> Saved:
        """Record that consent no longer holds and clear what was kept under it. Errors: elder_not_found."""
        with self._context.write("withdraw_consent", elder_id) as session:
            elder, _ = self._enrolment(session, elder_id)
            elder.consent_withdrawn_on = on.isoformat()
            for key in NEEDS_CONSENT:
                setattr(elder, key, None)
            # What was typed under the consent and not saved goes too, and no undo may bring anything of it back.
            session.connection().execute(text("DELETE FROM draft WHERE record = :id"), {"id": elder_id})
        self._context.undoable.clear()
        return Saved(elder.id, elder.ref)

    def _enrolment(self, session: Session, elder_id: bytes) -> tuple[Elder, ElderSpell]:
        elder = session.get(Elder, elder_id)
        spell = _latest_spell(session, elder_id)
        if elder is None or elder.removed or spell is None:
            raise not_found("elder")
        return elder, spell

    def _today(self) -> str:
        return self._context.clock.today().isoformat()


def _still_withdrawn(stored: Elder, elder: ElderInput) -> bool:
    withdrawn_on = stored.consent_withdrawn_on
    return withdrawn_on is not None and not consent_renewed(elder.consent_on, stored.consent_on, withdrawn_on)


def _latest_spell(session: Session, elder_id: bytes) -> ElderSpell | None:
    found = queries.spells(session.connection(), elder_id)
    return session.get(ElderSpell, found[-1].id) if found else None


def find_elder(connection: Connection, unit_id: bytes, ref: str) -> bytes:
    """Id of the elder with a ledger number in a unit. Errors: elder_not_found, ambiguous_ref."""
    statement = text("SELECT id FROM elder WHERE unit_id = :unit AND ref = :ref AND NOT removed LIMIT 2")
    found: Sequence[Any] = connection.execute(statement, {"unit": unit_id, "ref": ref}).all()
    if not found:
        raise not_found("elder")
    if len(found) > 1:
        raise KnownError(
            "ambiguous_ref", QT_TRANSLATE_NOOP("errors", "编号 {ref} 在本单位不止一个，没有任何改动。请先把重复的编号改开。"), ref=ref
        )
    return bytes(found[0][0])


def read_card(connection: Connection, elder_id: bytes, *, whole: bool = False) -> ElderCard:
    """Everything about one elder from one snapshot; ``whole`` also what is shown to nobody without consent, for the person alone.

    Errors: elder_not_found.
    """
    row = queries.one(connection, elder_id)
    if row is None or row.removed:
        raise not_found("elder")
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
        id_masked=id_numbers.mask_last4(row.id_last4) if row.id_last4 else "",
        id_disagrees=IdDisagrees(row.id_disagrees) if row.id_disagrees else None,
        group=row.group or "",
        categories=rows.codes(Category, row.categories),
        care_level=CareLevel(row.care_level),
        consent_on=rows.day(row.consent_on),
        consent_withdrawn_on=rows.day(row.consent_withdrawn_on),
        home_visit_declined=bool(row.home_visit_declined),
        spells=tuple(rows.spell(each) for each in queries.spells(connection, elder_id)),
        visits=shown,
        needs=tuple(rows.need(each) for each in visit_queries.needs_of_elder(connection, elder_id)),
        versions=versions(connection, elder_id, () if consented else NEEDS_CONSENT),
        has_conflict=bool(row.flags & FLAG_CONFLICT),
        **private,
    )
