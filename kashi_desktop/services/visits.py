"""Use cases about visits: record, correct, void; versions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Connection

from db.queries import records
from db.queries import visits as queries
from db.queries.workspace import drop_draft, find_draft
from db.registers.visit import OBSERVATIONS
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.elders import find_elder, read_card
from kashi_desktop.services.history import versions
from kashi_desktop.services.records import RecordService, removal
from kashi_desktop.services.stock import Known, held_record
from kashi_desktop.services.typed import reason_given
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.types.inputs import NeedInput, VisitInput
from kashi_desktop.types.results import ElderCard, Saved, Version
from kashi_desktop.types.results import Visit as VisitResult

FORM = "visit"
"""The form whose drafts are visits half typed, by elder."""
_PREVIOUS = 6


@dataclass(frozen=True)
class VisitStart:
    """What the visit form opens with; ``draft`` is what was typed and not saved last time."""

    elder: ElderCard
    previous: tuple[VisitResult, ...]
    last_visitors: tuple[str, ...]
    draft: dict[str, Any] | None


class VisitService:
    """Visits."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)
        self._records = RecordService(context)

    def start(self, elder_id: bytes) -> VisitStart:
        """Open the form for an elder. Errors: elder_not_found."""
        with self._context.read() as connection:
            card = read_card(connection, elder_id)
            last = queries.last_visitors(connection, card.unit_id)
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
        with self._context.write("record_visit") as work:
            if elder_id is None:
                elder_id = find_elder(work.connection, self._scope.one(work.connection, visit.unit_code), visit.elder_ref)
            elder = held_record(work.connection, "elder", elder_id)
            if elder is None:
                raise not_found("elder")
            saved = self._records.record(work, "visit", visit, elder=elder, needs=needs)
            drop_draft(work.connection, FORM, elder_id)
        return saved

    def correct(self, visit_id: bytes, visit: VisitInput, reason: str) -> Saved:
        """Write a new version that names the one it replaces and why. Errors: visit_not_found, InvalidInput, those of a reason."""
        reason = reason_given(reason)
        with self._context.write("correct_visit", visit_id) as work:
            known = self._known(work.connection, visit_id)
            return self._records.record(work, "visit", visit, known, reason=reason)

    def void(self, visit_id: bytes, reason: str) -> Saved:
        """Strike a visit that did not take place; it stays in the timeline with the reason. Errors: visit_not_found, those of a reason."""
        reason = reason_given(reason)
        with self._context.write("void_visit", visit_id) as work:
            known = self._known(work.connection, visit_id)
            work.apply([removal(work.connection, "visit", known, reason)])
        return Saved(visit_id, known.wire["ref"])

    def _known(self, connection: Connection, visit_id: bytes) -> Known:
        found = held_record(connection, "visit", visit_id)
        if found is None:
            raise not_found("visit")
        return found

    def by_ref(self, ref: str, unit_code: str = "") -> bytes:
        """Id of the visit with a ledger number in a place. Errors: visit_not_found, ambiguous_ref."""
        with self._context.read() as connection:
            return one_by_ref(connection, "visit", self._scope.ids(connection, unit_code), ref)

    def input_of(self, visit_id: bytes) -> VisitInput:
        """A visit as it would be typed, to be corrected. Errors: visit_not_found."""
        with self._context.read() as connection:
            return cast("VisitInput", self._records.as_typed(connection, "visit", self._known(connection, visit_id)))

    def versions(self, visit_id: bytes) -> tuple[Version, ...]:
        """Versions of a visit, oldest first."""
        with self._context.read() as connection:
            private = () if queries.consented(connection, visit_id) else OBSERVATIONS
            return versions(connection, visit_id, private)


def one_by_ref(connection: Connection, table: str, unit_ids: Sequence[bytes], ref: str) -> bytes:
    """Id of the visit or need with a ledger number in some units. Errors: …_not_found, ambiguous_ref."""
    found = records.ids_with_ref(connection, table, unit_ids, ref)
    if not found:
        raise not_found(table)
    if len(found) > 1:
        raise KnownError(
            "ambiguous_ref", QT_TRANSLATE_NOOP("errors", "编号 {ref} 不止一个，没有任何改动。请指明单位，或先把重复的编号改开。"), ref=ref
        )
    return found[0]
