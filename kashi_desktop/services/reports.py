"""Documents: gathers what is printed and hands it to the documents; printing is written to the audit log."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from db.codes import OBSERVATIONS, CareLevel, Method, Observation, Outcome
from db.registers import FLAG_PROVISIONAL
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.calendar import month_bounds
from kashi_desktop.rules.names import mask_phone
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.elders import read_card
from kashi_desktop.services.history import versions
from kashi_desktop.services.indicators import IndicatorService
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.services.visits import one_by_ref
from kashi_desktop.types.documents import (
    InvitationSlip,
    LedgerRow,
    LedgerVisit,
    NeedLine,
    RecoverySheet,
    VisitLedgerSheet,
    VisitRecordSheet,
)
from kashi_desktop.types.results import Indicator, ListedPerson

Progress = Callable[[int, int], None]


def _refuse_existing(out: Path, force: bool) -> None:
    if out.exists() and not force:
        raise KnownError("file_exists", QT_TRANSLATE_NOOP("errors", "同名文件已经存在，没有改动它。请换一个文件名，或确认要替换它。"))


class ReportService:
    """Documents on paper and tables in files."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

    def visit_record(self, visits: Sequence[bytes], out: Path, *, force: bool = False, progress: Progress | None = None) -> int:
        """Print one page for each visit, by id. Errors: visit_not_found, file_exists, pdf_not_written."""
        from kashi_desktop.printing.visit_record import write_visit_records

        _refuse_existing(out, force)
        if not visits:
            raise not_found("visit")
        with self._context.read() as connection:
            sheets = [self._record_sheet(connection, visit_id) for visit_id in visits]
        pages = write_visit_records(sheets, out, progress)
        self._context.note("print_visit_record", visits[0] if len(visits) == 1 else None, len(visits))
        return pages

    def visits_by_ref(self, refs: Sequence[str], unit_code: str = "") -> list[bytes]:
        """Ids of visits with ledger numbers in a unit. Errors: visit_not_found, ambiguous_ref."""
        with self._context.read() as connection:
            units = self._scope.ids(connection, unit_code)
            return [one_by_ref(connection, "visit", units, ref) for ref in refs]

    def visits_of_month(self, month: str, unit_code: str = "") -> list[bytes]:
        """Ids of a place's visits in a month, by unit and in the order of time."""
        first, last = month_bounds(month)
        statement = text(
            "SELECT v.id FROM unit u JOIN elder e ON e.unit_id = u.id JOIN visit v ON v.elder_id = e.id"
            " WHERE u.code LIKE :prefix AND NOT v.removed AND v.visited_at >= :first AND v.visited_at < :until"
            " ORDER BY u.code, v.visited_at, v.id"
        )
        with self._context.read() as connection:
            prefix = self._scope.prefix(connection, unit_code)
            values = {"prefix": f"{prefix}%", "first": first.isoformat(), "until": (last + timedelta(days=1)).isoformat()}
            return [row[0] for row in connection.execute(statement, values)]

    def _record_sheet(self, connection: Connection, visit_id: bytes) -> VisitRecordSheet:
        row = connection.execute(text("SELECT * FROM visit WHERE id = :id"), {"id": visit_id}).first()
        if row is None:
            raise not_found("visit")
        elder = read_card(connection, row.elder_id)
        visit = rows.visit(row, elder.unit_code, {}, FLAG_PROVISIONAL)
        history = versions(connection, visit_id)
        corrected = history[-1] if len(history) > 1 else None
        needs = tuple(NeedLine(need.kind, need.action, need.referral_to, need.due_on) for need in elder.needs if need.visit_id == visit_id)
        return VisitRecordSheet(
            unit_name=elder.unit_name,
            visit_ref=visit.ref,
            elder_name=elder.full_name,
            sex=elder.sex,
            birth_date=elder.birth_date,
            elder_ref=elder.ref,
            categories=elder.categories,
            care_level=elder.care_level,
            visited_at=visit.visited_at,
            method=visit.method,
            outcome=visit.outcome,
            visitors=visit.visitors,
            printed_on=self._context.clock.today(),
            group=elder.group,
            address=elder.address,
            id_masked=elder.id_masked,
            phone_masked=mask_phone(elder.phone) if elder.phone else "",
            consent_on=elder.consent_on,
            consent_withdrawn_on=elder.consent_withdrawn_on,
            visitor_role=visit.visitor_role,
            minutes=visit.minutes,
            observations=visit.observations if elder.consented else dict.fromkeys(OBSERVATIONS, Observation.UNKNOWN),
            needs=needs,
            note=visit.note,
            version=max(len(history), 1),
            correction_reason=(corrected.reason or "") if corrected else "",
            corrected_on=corrected.when.date() if corrected else None,
            provisional=visit.provisional,
            voided=visit.voided,
        )

    def visit_ledger(self, month: str, unit_code: str, out: Path, *, force: bool = False) -> int:
        """Print the ledger of a unit and month. Errors: unit_out_of_scope, not_a_village, file_exists, pdf_not_written."""
        from kashi_desktop.printing.visit_ledger import write_visit_ledger

        _refuse_existing(out, force)
        with self._context.read() as connection:
            found = self._scope.villages(connection, unit_code)
            if len(found) != 1:
                raise KnownError("not_a_village", QT_TRANSLATE_NOOP("errors", "台账按村（社区）打印，没有生成文件。请指明一个村（社区）。"))
            lines = ledger_rows(connection, found[0].id, month)
        number = IndicatorService(self._context).compute(month, found[0].code, "monthly_visit_rate")[0]
        pages = write_visit_ledger(_ledger_sheet(found[0].name, month, lines, number, self._context.clock.today()), out)
        self._context.note("print_visit_ledger", found[0].id, len(lines))
        return pages

    def recovery_sheet(self, code: str, out: Path, *, force: bool = False) -> int:
        """Print the paper with the recovery code, which is kept nowhere else; at a county also its recovery identity.

        Errors: file_exists, pdf_not_written.
        """
        from kashi_desktop.printing.recovery_sheet import write_recovery_sheet
        from kashi_desktop.sync.cards import Card, device_code, fingerprint
        from kashi_desktop.sync.short_codes import print_identity

        _refuse_existing(out, force)
        office, keys, held = self._context.office, self._context.keys, self._context.office_keys
        identity = print_identity(held.recovery_identity) if held and held.recovery_identity else ""
        card = self._context.office_card or Card.of(keys, office.unit_id, office.unit_code, office.level)
        today = self._context.clock.today()
        sheet = RecoverySheet(office.unit_name, office.unit_code, device_code(keys.device_id), fingerprint(card), code, today, identity)
        pages = write_recovery_sheet(sheet, out)
        self._context.note("print_recovery_sheet")
        return pages

    def forget_office_recovery(self) -> bool:
        """Drop the county's recovery identity once it is on paper; whether there was one to drop."""
        context = self._context
        if context.office_keys is None or not context.office_keys.recovery_identity:
            return False
        forgotten = context.office_keys.forget_recovery()
        with context.engine.begin() as connection:
            context.set_state(connection, "office_keys", forgotten.to_bytes())
            context.audit(connection, "forget_recovery")
        context.office_keys = forgotten
        return True

    def invitation_slips(self, unit_codes: Sequence[str], out: Path, *, force: bool = False) -> int:
        """Print the strips that travel beside invitations. Errors: unit_not_found, file_exists, pdf_not_written."""
        from kashi_desktop.printing.invitation_slip import write_invitation_slips
        from kashi_desktop.sync.cards import fingerprint

        _refuse_existing(out, force)
        card = self._context.office_card
        if card is None:
            raise KnownError("not_a_county", QT_TRANSLATE_NOOP("errors", "只有县（市）和地区能发邀请，没有生成文件。"))
        with self._context.read() as connection:
            units = [self._scope.place(connection, code) for code in unit_codes]
        today = self._context.clock.today()
        slips = [InvitationSlip(card.name, fingerprint(card), unit.name, unit.code, today) for unit in units]
        return write_invitation_slips(slips, out)


def ledger_rows(connection: Connection, unit_id: bytes, month: str) -> list[LedgerRow]:
    """Lines of a unit's ledger: everybody enrolled for a part of the month, by list order, with the month's visits."""
    first, last = month_bounds(month)
    values = {"unit": unit_id, "first": first.isoformat(), "last": last.isoformat(), "until": (last + timedelta(days=1)).isoformat()}
    people = connection.execute(
        text(
            'SELECT DISTINCT e.id, e.full_name, e.birth_date, e."group", e.care_level, e.sort_key FROM elder e'
            " JOIN elder_spell s ON s.elder_id = e.id AND NOT s.removed AND s.enrolled_on <= :last"
            " AND (s.closed_on IS NULL OR s.closed_on >= :first) WHERE e.unit_id = :unit AND NOT e.removed ORDER BY e.sort_key, e.id"
        ),
        values,
    ).all()
    visits: dict[bytes, list[Any]] = {}
    found = connection.execute(
        text(
            "SELECT v.* FROM elder e JOIN visit v ON v.elder_id = e.id WHERE e.unit_id = :unit AND NOT v.removed"
            " AND v.visited_at >= :first AND v.visited_at < :until ORDER BY v.visited_at, v.id"
        ),
        values,
    )
    for row in found:
        visits.setdefault(row.elder_id, []).append(row)
    return [
        LedgerRow(
            person.full_name,
            int(person.birth_date[:4]),
            person.group or "",
            CareLevel(person.care_level),
            tuple(
                LedgerVisit(date.fromisoformat(row.visited_at[:10]), Method(row.method), Outcome(row.outcome), rows.people(row.visitors))
                for row in visits.get(person.id, ())
            ),
        )
        for person in people
    ]


def _ledger_sheet(unit_name: str, month: str, lines: Sequence[LedgerRow], number: Indicator, today: date) -> VisitLedgerSheet:
    def names(key: str) -> tuple[str, ...]:
        return tuple(_listed(each) for each in number.lists.get(key, ()))

    return VisitLedgerSheet(
        unit_name,
        month,
        tuple(lines),
        int(number.denominator),
        int(number.numerator),
        f"{number.display} %" if number.display else "",
        today,
        tuple(each.full_name for each in number.lists.get("not_visited", ())),
        names("closed_in_month"),
        names("joined_after_cut_off"),
        names("declined"),
    )


_DETAILS = {"visited": "本月已见到", "not_visited": "本月未见到"}
"""Stable words of a list's detail as they stand on paper."""


def _listed(person: ListedPerson) -> str:
    detail = _DETAILS.get(person.detail, person.detail)
    return f"{person.full_name}（{detail}）" if detail else person.full_name
