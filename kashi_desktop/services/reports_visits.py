"""Papers of visits: records, the month's ledger, the list of whom to see, forms to fill by hand."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from io import BytesIO
from typing import Any

from sqlalchemy import Connection

from db.codes import CareLevel, Method, Observation, Outcome
from db.merge_flags import FLAG_PROVISIONAL
from db.queries import reports as queries
from db.queries.reports import UnitMonth
from db.registers.visit import OBSERVATIONS
from kashi_desktop.rules.calendar import month_bounds, month_of
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.due import DueService
from kashi_desktop.services.elders import find_elder, read_card
from kashi_desktop.services.history import versions
from kashi_desktop.services.numbers import NumberService
from kashi_desktop.services.reports_parts import Counted, chosen, due_words, one_village, person_of
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.services.visits import one_by_ref
from kashi_desktop.types.documents import LedgerRow, LedgerVisit, NeedLine, VisitLedgerSheet, VisitRecordSheet
from kashi_desktop.types.paper import BlankVisitForms, DueLine, DueListSheet, FormElder
from kashi_desktop.types.printing import PrintRequest, Progress
from kashi_desktop.types.results import DueItem, ElderCard, Listed, Unit

_DETAILS = {"visited": "本月已见到", "not_visited": "本月未见到"}
"""Stable words of a list's detail as they stand on paper."""

_REASONS = {
    "urgent_observation": "紧急：{detail}",
    "need_past_due": "待办：{detail}",
    "no_answer": "{detail}无人应答",
    "never_visited": "还没有探访过",
}
_STEPS = {"phone": "打本人电话", "contact": "打给联系人", "home": "再上门一次", "unit_head": "告诉负责人"}


def visit_records(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """One page a visit: those of ``records`` or ``refs``, else all of the month, bookmarked by unit where several can be meant."""
    from kashi_desktop.printing.visit_record import TITLE, write_visit_records

    with context.read() as connection:
        visits = chosen(request, lambda ref: one_by_ref(connection, "visit", UnitScope(context).ids(connection, request.unit), ref))
        visits = visits or visits_of_month(context, request.period, request.unit)
        if not visits:
            raise not_found("visit")
        card = cache(lambda elder_id: read_card(connection, elder_id))
        sheets = []
        for visit_id in visits:
            if progress:
                progress(0, len(visits))  # nothing is on paper yet, but it can be stopped
            sheets.append(_record_sheet(context, connection, visit_id, card))
    whole = not request.chosen
    title = f"{TITLE} {request.period}" if whole else TITLE
    by_unit = whole and len({sheet.unit_name for sheet in sheets}) > 1
    return write_visit_records(sheets, out, progress, title=title, by_unit=by_unit), len(sheets), visits[0] if len(sheets) == 1 else None


def visits_of_month(context: Context, month: str, unit_code: str = "") -> list[bytes]:
    """Ids of a place's visits in a month, by unit and in the order of time. Errors: bad_month, unit_out_of_scope, unit_not_found."""
    first, last = month_bounds(month)
    with context.read() as connection:
        prefix = UnitScope(context).prefix(connection, unit_code)
        return queries.visits_of_place(connection, prefix, first.isoformat(), (last + timedelta(days=1)).isoformat())


def _record_sheet(context: Context, connection: Connection, visit_id: bytes, card: Callable[[bytes], ElderCard]) -> VisitRecordSheet:
    row = queries.visit(connection, visit_id)
    if row is None:
        raise not_found("visit")
    elder = card(bytes(row.elder_id))
    visit = rows.visit(row, elder.unit_code, {}, FLAG_PROVISIONAL)
    history = versions(connection, visit_id)
    corrected = history[-1] if len(history) > 1 else None
    needs = tuple(NeedLine(need.kind, need.action, need.referral_to, need.due_on) for need in elder.needs if need.visit_id == visit_id)
    return VisitRecordSheet(
        **person_of(elder),
        visit_ref=visit.ref,
        elder_name=elder.full_name,
        visited_at=visit.visited_at,
        method=visit.method,
        outcome=visit.outcome,
        visitors=visit.visitors,
        printed_on=context.clock.today(),
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


def visit_ledger(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """The ledger of a village and month (default: the present one)."""
    from kashi_desktop.printing.visit_ledger import write_visit_ledger

    village, sheet = ledger_sheet(context, request)
    return write_visit_ledger(sheet, out), 1, village.id


def ledger_sheet(context: Context, request: PrintRequest) -> tuple[Unit, VisitLedgerSheet]:
    """The village and everything that stands on its ledger."""
    today = context.clock.today()
    month = request.period or month_of(today)
    with context.read() as connection:
        village = one_village(context, connection, request.unit)
        lines = _ledger_rows(connection, village.id, month)
    number = NumberService(context).compute(month, village.code, "monthly_visit_rate")[0]

    def names(key: str) -> tuple[str, ...]:
        return tuple(_listed(each) for each in number.lists.get(key, ()))

    sheet = VisitLedgerSheet(
        village.name,
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
    return village, sheet


def _ledger_rows(connection: Connection, unit_id: bytes, month: str) -> list[LedgerRow]:
    """Lines of a unit's ledger: everybody enrolled for a part of the month, by list order, with the month's visits."""
    asked = UnitMonth.of(unit_id, *month_bounds(month))
    visits: dict[bytes, list[Any]] = {}
    for row in queries.visits(connection, asked):
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
        for person in queries.enrolled(connection, asked)
    ]


def _listed(person: Listed) -> str:
    detail = _DETAILS.get(person.detail, person.detail)
    return f"{person.full_name}（{detail}）" if detail else person.full_name


def due_list(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """The due list of a village as it stands today; with a month those whom nobody has met in it."""
    from kashi_desktop.printing.due_list import write_due_list

    with context.read() as connection:
        village = one_village(context, connection, request.unit)
    items = DueService(context).list(village.code, request.period or None).items
    sheet = DueListSheet(village.name, context.clock.today(), tuple(_due_line(item) for item in items))
    return write_due_list(sheet, out), 1, village.id


def _due_line(item: DueItem) -> DueLine:
    return DueLine(
        item.full_name,
        item.birth_date.year,
        item.group,
        item.care_level,
        item.due_on,
        item.days_overdue,
        item.urgent,
        _REASONS.get(item.reason, "").format(detail=item.reason_detail),
        _STEPS.get(item.next_step or "", ""),
        item.planned,
    )


def blank_visit_form(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """Forms for the chosen elders, else for the whole due list in its order, and ``blanks`` without a name; never nothing at all."""
    from kashi_desktop.printing.blank_visit_form import write_blank_visit_forms

    with context.read() as connection:
        village = one_village(context, connection, request.unit)
        wanted = chosen(request, lambda ref: find_elder(connection, village.id, ref))
        elders = [_form_elder_of(connection, each) for each in wanted]
    due, today = {item.elder_id: item for item in DueService(context).list(village.code).items}, context.clock.today()
    if not wanted:
        forms = tuple(_form_elder(item, today) for item in due.values())
    else:
        forms = tuple(_form_elder(due[each], today) if each in due else elder for each, elder in zip(wanted, elders, strict=True))
    blanks = request.blanks if forms or request.blanks else 2
    pages = write_blank_visit_forms(BlankVisitForms(village.name, today, forms, blanks), out)
    return pages, len(forms) + blanks, village.id


def _form_elder(item: DueItem, today: date) -> FormElder:
    return FormElder(item.full_name, item.elder_ref, item.birth_date.year, item.group, due_words(item, today))


def _form_elder_of(connection: Connection, elder_id: bytes) -> FormElder:
    """Somebody who is on no due list, such as one who was closed."""
    card = read_card(connection, elder_id)
    return FormElder(card.full_name, card.ref, card.birth_date.year, card.group)
