"""Use cases about needs: open, do, decline, list."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from db.codes import UNSETTLED, NeedAction, NeedStatus
from db.queries import records
from db.queries import visits as queries
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.checks import days_ahead
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.elders import find_elder
from kashi_desktop.services.record_rows import some_cells
from kashi_desktop.services.records import RecordService, change
from kashi_desktop.services.stock import Wire, held_record
from kashi_desktop.services.typed import within
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.types.inputs import NeedDoneInput, NeedInput
from kashi_desktop.types.results import Need as NeedResult
from kashi_desktop.types.results import Saved


class NeedService:
    """Needs."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)
        self._records = RecordService(context)

    def open(self, need: NeedInput, elder_id: bytes | None = None) -> Saved:
        """Open a need. Errors: InvalidInput, elder_not_found, visit_not_found, unit_out_of_scope."""
        with self._context.write("open_need", elder_id) as work:
            connection = work.connection
            if elder_id is None:
                elder_id = find_elder(connection, self._scope.one(connection, need.unit_code), need.elder_ref)
            elder = held_record(connection, "elder", elder_id)
            if elder is None:
                raise not_found("elder")
            links: dict[str, bytes] = {}
            if need.visit_ref:
                found = records.ids_with_ref(connection, "visit", [elder.unit_id], need.visit_ref)
                if len(found) != 1:
                    raise not_found("visit")
                links["visit_id"] = found[0]
            return self._records.record(work, "need", need, elder=elder, links=links)

    def start(self, need_id: bytes, action: NeedAction | None = None, referral_to: str | None = None) -> Saved:
        """Note that somebody is at it. Errors: need_not_found, need_settled, InvalidInput."""
        return self._step("start_need", need_id, {"status": NeedStatus.DOING.value} | _noted(action, referral_to))

    def done(self, need_id: bytes, done: NeedDoneInput) -> Saved:
        """Settle a need. Errors: need_not_found, need_settled."""
        return self._settle(need_id, NeedStatus.DONE, done.closed_on, _noted(done.action, done.referral_to))

    def decline(self, need_id: bytes, closed_on: date) -> Saved:
        """Close a need that the elder gave up. Errors: need_not_found, need_settled, InvalidInput."""
        return self._settle(need_id, NeedStatus.DECLINED, closed_on, {})

    def _settle(self, need_id: bytes, status: NeedStatus, closed_on: date, noted: Wire) -> Saved:
        within("need", closed_on=closed_on)
        warnings = days_ahead(self._context.clock.today(), closed_on=closed_on)
        wire = {"status": status.value, "closed_on": closed_on.isoformat()} | noted
        return replace(self._step("settle_need", need_id, wire), warnings=rows.notices(warnings))

    def _step(self, event: str, need_id: bytes, wire: Wire) -> Saved:
        with self._context.write(event, need_id) as work:
            known = held_record(work.connection, "need", need_id)
            if known is None:
                raise not_found("need")
            if known.wire["status"] not in UNSETTLED:
                raise KnownError(
                    "need_settled", QT_TRANSLATE_NOOP("errors", "这项需求已经办结或放弃，没有任何改动。如又有需要，请新开一项。")
                )
            work.apply(change(work.connection, "need", known, wire))
        return Saved(need_id, known.wire["ref"])

    def by_ref(self, ref: str, unit_code: str = "") -> bytes:
        """Id of the need with a ledger number in a unit. Errors: need_not_found, ambiguous_ref."""
        with self._context.read() as connection:
            found = records.ids_with_ref(connection, "need", self._scope.ids(connection, unit_code), ref)
        if len(found) != 1:
            raise not_found("need")
        return found[0]

    def list(self, status: str = "open", columns: Sequence[str] = ()) -> tuple[NeedResult, ...]:
        """Needs by due date: with one status, or with ``open`` all that still wait; with the cells of further ``columns``."""
        wanted = [each.value for each in UNSETTLED] if status == NeedStatus.OPEN else [status]
        with self._context.read() as connection:
            found = queries.needs_with_status(connection, wanted)
            cells = some_cells(connection, "need", [row.id for row in found], columns)
        return tuple(rows.need(row, cells.get(row.id, {})) for row in found)

    def get(self, need_id: bytes) -> NeedResult:
        """One need. Errors: need_not_found."""
        with self._context.read() as connection:
            row = queries.need(connection, need_id)
        if row is None:
            raise not_found("need")
        return rows.need(row, {})


def _noted(action: NeedAction | None, referral_to: str | None) -> Wire:
    """What was done about a need; None keeps what was recorded before. Errors: InvalidInput."""
    referral_to = within("need", referral_to=referral_to)["referral_to"]
    noted: Wire = {"action": action.value} if action else {}
    return noted | ({} if referral_to is None else {"referral_to": referral_to or None})
