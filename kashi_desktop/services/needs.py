"""Use cases about needs: open, do, decline, list."""

from datetime import date

from sqlalchemy import text
from sqlalchemy.orm import Session

from db.codes import UNSETTLED, NeedAction, NeedStatus
from db.models.elders import Elder
from db.models.visits import Need
from db.queries import visits as queries
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.checks import check_need, days_ahead
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context, new_id
from kashi_desktop.services.elders import find_elder
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import checked, not_found
from kashi_desktop.types.inputs import NeedDoneInput, NeedInput
from kashi_desktop.types.results import Need as NeedResult
from kashi_desktop.types.results import Saved


def new_need(need: NeedInput, unit_id: bytes, elder_id: bytes, visit_id: bytes | None, ref: str) -> Need:
    """A need's row."""
    return Need(id=new_id(), unit_id=unit_id, elder_id=elder_id, visit_id=visit_id, ref=need.ref or ref, **rows.need_values(need))


def _note_action(record: Need, action: NeedAction | None, referral_to: str | None) -> None:
    if action:
        record.action = action.value
    if referral_to is not None:
        record.referral_to = referral_to or None


class NeedService:
    """Needs."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

    def open(self, need: NeedInput, elder_id: bytes | None = None) -> Saved:
        """Open a need. Errors: InvalidInput, elder_not_found, visit_not_found, unit_out_of_scope."""
        warnings = checked(check_need, need, self._context.clock.today())
        with self._context.write("open_need", elder_id) as session:
            connection = session.connection()
            if elder_id is None:
                elder_id = find_elder(connection, self._scope.one(connection, need.unit_code), need.elder_ref)
            elder = session.get(Elder, elder_id)
            if elder is None or elder.removed:
                raise not_found("elder")
            visit_id = None
            if need.visit_ref:
                found = queries.by_ref(connection, "visit", [elder.unit_id], need.visit_ref)
                if len(found) != 1:
                    raise not_found("visit")
                visit_id = found[0]
            record = new_need(need, elder.unit_id, elder_id, visit_id, self._context.next_refs(connection, elder.unit_id, 1)[0])
            session.add(record)
        return Saved(record.id, record.ref, rows.notices(warnings))

    def start(self, need_id: bytes, action: NeedAction | None = None, referral_to: str | None = None) -> Saved:
        """Note that somebody is at it. Errors: need_not_found, need_settled."""
        with self._context.write("start_need", need_id) as session:
            record = self._unsettled(session, need_id)
            record.status = NeedStatus.DOING.value
            _note_action(record, action, referral_to)
        return Saved(record.id, record.ref)

    def done(self, need_id: bytes, done: NeedDoneInput) -> Saved:
        """Settle a need. Errors: need_not_found, need_settled."""
        return self._settle(need_id, NeedStatus.DONE, done.closed_on, done)

    def decline(self, need_id: bytes, closed_on: date) -> Saved:
        """Close a need that the elder gave up. Errors: need_not_found, need_settled."""
        return self._settle(need_id, NeedStatus.DECLINED, closed_on, None)

    def _settle(self, need_id: bytes, status: NeedStatus, closed_on: date, done: NeedDoneInput | None) -> Saved:
        warnings = days_ahead(self._context.clock.today(), closed_on=closed_on)
        with self._context.write("settle_need", need_id) as session:
            record = self._unsettled(session, need_id)
            record.status, record.closed_on = status.value, closed_on.isoformat()
            if done:
                _note_action(record, done.action, done.referral_to)
        return Saved(record.id, record.ref, rows.notices(warnings))

    def _unsettled(self, session: Session, need_id: bytes) -> Need:
        record = session.get(Need, need_id)
        if record is None or record.removed:
            raise not_found("need")
        if record.status not in UNSETTLED:
            raise KnownError("need_settled", QT_TRANSLATE_NOOP("errors", "这项需求已经办结或放弃，没有任何改动。如又有需要，请新开一项。"))
        return record

    def by_ref(self, ref: str, unit_code: str = "") -> bytes:
        """Id of the need with a ledger number in a unit. Errors: need_not_found, ambiguous_ref."""
        with self._context.read() as connection:
            found = queries.by_ref(connection, "need", self._scope.ids(connection, unit_code), ref)
        if len(found) != 1:
            raise not_found("need")
        return found[0]

    def list(self, status: str = "open") -> tuple[NeedResult, ...]:
        """Needs by due date: with one status, or with ``open`` all that still wait."""
        wanted = [each.value for each in UNSETTLED] if status == NeedStatus.OPEN else [status]
        with self._context.read() as connection:
            return tuple(rows.need(row) for row in queries.needs_with_status(connection, wanted))

    def get(self, need_id: bytes) -> NeedResult:
        """One need. Errors: need_not_found."""
        statement = text(
            "SELECT n.*, e.ref AS elder_ref, e.full_name AS elder_name FROM need n LEFT JOIN elder e ON e.id = n.elder_id WHERE n.id = :id"
        )
        with self._context.read() as connection:
            row = connection.execute(statement, {"id": need_id}).first()
        if row is None:
            raise not_found("need")
        return rows.need(row)
