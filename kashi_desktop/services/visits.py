"""Use cases about visits: record, correct, void; versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text
from sqlalchemy.orm import Session

from db.codes import OBSERVATIONS, Method, NeedKind
from db.journal import Change, creation
from db.models.elders import Elder
from db.models.visits import Visit
from db.queries import elders as elder_queries
from db.queries import visits as queries
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.checks import check_visit
from kashi_desktop.rules.consent import consent_warnings, strip_observations
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context, new_id
from kashi_desktop.services.drafts import drop_draft, find_draft
from kashi_desktop.services.elders import find_elder, read_card
from kashi_desktop.services.history import versions
from kashi_desktop.services.needs import new_need
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import checked, not_found
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.inputs import NeedInput, VisitInput
from kashi_desktop.types.results import ElderCard, Notice, Saved, Version
from kashi_desktop.types.results import Visit as VisitResult

FORM = "visit"
"""The form whose drafts are visits half typed, by elder."""
_ELDER = text("SELECT id, unit_id, removed, consent_on, consent_withdrawn_on, home_visit_declined FROM elder WHERE id = :id")
_PREVIOUS = 6


@dataclass(frozen=True)
class VisitStart:
    """What the visit form opens with; ``draft`` is what was typed and not saved last time."""

    elder: ElderCard
    previous: tuple[VisitResult, ...]
    last_visitors: tuple[str, ...]
    draft: dict[str, Any] | None


def visit_warnings(spells: Sequence[tuple[str, str | None]], declined: bool, visit: VisitInput) -> tuple[Notice, ...]:
    """What should be looked at again: a day outside every enrolment (enrolled_on, closed_on), a home visit that was declined."""
    found = []
    day = visit.visited_at.date().isoformat()
    if not any(start <= day and (end is None or day <= end) for start, end in spells):
        outside = QT_TRANSLATE_NOOP("errors", "探访日期不在登记期间内，已照常保存，但不计入探访率。请核对日期。")
        found.append(Notice("outside_spell", outside, {}))
    if declined and visit.method is Method.HOME:
        declined_text = QT_TRANSLATE_NOOP("errors", "这位老人不愿上门探访，已照常保存。今后请先打电话或请老人到服务中心。")
        found.append(Notice("home_visit_declined", declined_text, {}))
    return tuple(found)


class VisitService:
    """Visits."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

    def start(self, elder_id: bytes) -> VisitStart:
        """Open the form for an elder. Errors: elder_not_found."""
        with self._context.read() as connection:
            card = read_card(connection, elder_id)
            statement = text(
                "SELECT visitors FROM visit WHERE NOT removed AND unit_id = :unit AND visitors IS NOT NULL ORDER BY id DESC LIMIT 1"
            )
            last = connection.execute(statement, {"unit": card.unit_id}).scalar()
            draft = find_draft(connection, FORM, elder_id)
        self._context.note("view", elder_id)
        return VisitStart(
            card,
            tuple(visit for visit in card.visits if not visit.voided)[:_PREVIOUS],
            rows.people(last) or ((self._context.account_name,) if self._context.account_name else ()),
            draft,
        )

    def record(self, visit: VisitInput, elder_id: bytes | None = None, needs: Sequence[NeedInput] = ()) -> Saved:
        """Record a visit; each kind of need it names is opened, with the details given in ``needs``.

        Errors: InvalidInput, elder_not_found, ambiguous_ref, unit_out_of_scope.
        """
        warnings: list[Fault] = list(checked(check_visit, visit, self._context.clock.today()))
        with self._context.write("record_visit") as work:
            connection = work.connection
            elder = self._elder(connection, visit, elder_id)
            kept, dropped = self._with_consent(elder, visit)
            warnings += consent_warnings(dropped)
            refs = self._context.next_refs(connection, elder.unit_id, 1 + len(kept.needs))
            visit_id, ref = new_id(), kept.ref or refs[0]
            work.about = visit_id
            wire = rows.visit_values(kept) | {"ref": ref, "elder_id": elder.id.hex()}
            opened = self._opened_needs(elder, visit_id, kept.needs, needs, refs[1:])
            work.apply([creation(elder.unit_id, "visit", visit_id, elder.id, wire), *opened])
            notices = self._notices(connection, elder, kept)
            drop_draft(connection, FORM, elder.id)
        return Saved(visit_id, ref, rows.notices(warnings) + notices)

    def _elder(self, connection: Connection, visit: VisitInput, elder_id: bytes | None) -> Row[Any]:
        if elder_id is None:
            elder_id = find_elder(connection, self._scope.one(connection, visit.unit_code), visit.elder_ref)
        elder = connection.execute(_ELDER, {"id": elder_id}).first()
        if elder is None or elder.removed:
            raise not_found("elder")
        return elder

    def _opened_needs(
        self, elder: Row[Any], visit_id: bytes, kinds: Sequence[NeedKind], details: Sequence[NeedInput], refs: Sequence[str]
    ) -> list[Change]:
        given = {each.kind: each for each in details}
        made = []
        for kind, ref in zip(kinds, refs, strict=True):
            need = given.get(kind) or NeedInput(kind=kind)
            wire = rows.need_values(need) | {"ref": need.ref or ref, "elder_id": elder.id.hex(), "visit_id": visit_id.hex()}
            made.append(creation(elder.unit_id, "need", new_id(), elder.id, wire))
        return made

    def _with_consent(self, elder: Elder | Row[Any], visit: VisitInput) -> tuple[VisitInput, tuple[str, ...]]:
        consented = bool(elder.consent_on) and not elder.consent_withdrawn_on
        return (visit, ()) if consented else strip_observations(visit)

    def _notices(self, connection: Connection, elder: Elder | Row[Any], visit: VisitInput) -> tuple[Notice, ...]:
        spells = [(spell.enrolled_on, spell.closed_on) for spell in elder_queries.spells(connection, elder.id)]
        return visit_warnings(spells, bool(elder.home_visit_declined), visit)

    def _open_needs(
        self, session: Session, visit: Visit, kinds: Sequence[NeedKind], details: Sequence[NeedInput], refs: Sequence[str]
    ) -> None:
        given = {each.kind: each for each in details}
        for kind, ref in zip(kinds, refs, strict=True):
            session.add(new_need(given.get(kind) or NeedInput(kind=kind), visit.unit_id, visit.elder_id, visit.id, ref))

    def correct(self, visit_id: bytes, visit: VisitInput, reason: str) -> Saved:
        """Write a new version that names the one it replaces and why. Errors: reason_missing, visit_not_found, InvalidInput."""
        warnings: list[Fault] = list(checked(check_visit, visit, self._context.clock.today()))
        with self._context.write("correct_visit", visit_id, _reason(reason)) as session:
            record = self._visit(session, visit_id)
            elder = session.get(Elder, record.elder_id)
            if elder is None:
                raise not_found("elder")
            kept, dropped = self._with_consent(elder, visit)
            warnings += consent_warnings(dropped)
            before = set(rows.codes(NeedKind, record.needs))
            consented = bool(elder.consent_on) and not elder.consent_withdrawn_on
            for key, value in rows.visit_values(kept).items():
                # What was seen while there was consent is no longer shown, and not for a correction to change.
                if consented or key not in OBSERVATIONS:
                    setattr(record, key, value)
            added = [kind for kind in kept.needs if kind not in before]
            self._open_needs(session, record, added, (), self._context.next_refs(session.connection(), record.unit_id, len(added)))
            notices = self._notices(session.connection(), elder, kept)
        return Saved(record.id, record.ref, rows.notices(warnings) + notices)

    def void(self, visit_id: bytes, reason: str) -> Saved:
        """Strike a visit that did not take place; it stays in the timeline with the reason. Errors: reason_missing, visit_not_found."""
        with self._context.write("void_visit", visit_id, _reason(reason)) as session:
            record = self._visit(session, visit_id)
            record.removed = True
        return Saved(record.id, record.ref)

    def _visit(self, session: Session, visit_id: bytes) -> Visit:
        record = session.get(Visit, visit_id)
        if record is None or record.removed:
            raise not_found("visit")
        return record

    def by_ref(self, ref: str, unit_code: str = "") -> bytes:
        """Id of the visit with a ledger number in a place. Errors: visit_not_found, ambiguous_ref."""
        with self._context.read() as connection:
            return one_by_ref(connection, "visit", self._scope.ids(connection, unit_code), ref)

    def input_of(self, visit_id: bytes) -> VisitInput:
        """A visit as it would be typed, to be corrected. Errors: visit_not_found."""
        with self._context.read() as connection:
            row = connection.execute(text("SELECT * FROM visit WHERE id = :id AND NOT removed"), {"id": visit_id}).first()
        if row is None:
            raise not_found("visit")
        seen = rows.visit(row, "", {}, 0)
        return VisitInput(
            ref=seen.ref,
            visited_at=seen.visited_at,
            method=seen.method,
            outcome=seen.outcome,
            visitors=seen.visitors,
            visitor_role=seen.visitor_role,
            minutes=seen.minutes,
            needs=seen.needs,
            note=seen.note,
            **seen.observations,
        )

    def versions(self, visit_id: bytes) -> tuple[Version, ...]:
        """Versions of a visit, oldest first."""
        with self._context.read() as connection:
            consented = text(
                "SELECT count(*) FROM visit v JOIN elder e ON e.id = v.elder_id"
                " WHERE v.id = :id AND e.consent_on IS NOT NULL AND e.consent_withdrawn_on IS NULL"
            )
            private = () if connection.execute(consented, {"id": visit_id}).scalar() else OBSERVATIONS
            return versions(connection, visit_id, private)


def one_by_ref(connection: Connection, table: str, unit_ids: Sequence[bytes], ref: str) -> bytes:
    """Id of the visit or need with a ledger number in some units. Errors: …_not_found, ambiguous_ref."""
    found = queries.by_ref(connection, table, unit_ids, ref)
    if not found:
        raise not_found(table)
    if len(found) > 1:
        raise KnownError(
            "ambiguous_ref", QT_TRANSLATE_NOOP("errors", "编号 {ref} 不止一个，没有任何改动。请指明单位，或先把重复的编号改开。"), ref=ref
        )
    return found[0]


def _reason(reason: str) -> str:
    if not reason.strip():
        raise KnownError("reason_missing", QT_TRANSLATE_NOOP("errors", "更正或作废要写明原因，没有任何改动。请补写原因再保存。"))
    return reason.strip()
