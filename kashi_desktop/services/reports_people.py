"""Papers about one elder and the list of needs: the card for the binder, the subject's own copy, what is to be done for whom."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

from sqlalchemy import Connection

from db.codes import UNSETTLED, CareLevel, NeedAction, NeedKind, NeedStatus, Observation
from db.queries import reports as queries
from db.queries.visits import needs_of_elder
from db.registers.registry import TYPED
from db.registers.visit import OBSERVATIONS
from kashi_desktop.rules.calendar import month_bounds
from kashi_desktop.rules.names import mask_phone
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.due import DueService
from kashi_desktop.services.elders import find_elder, read_card
from kashi_desktop.services.history import versions
from kashi_desktop.services.reports_parts import Counted, chosen, due_words, one_village, opened_days, person_of
from kashi_desktop.services.validation import not_found
from kashi_desktop.types.office_paper import NeedsListLine, NeedsListSheet
from kashi_desktop.types.paper import (
    CardVisit,
    CopyVisit,
    ElderCardSheet,
    KeptItem,
    KeptVersion,
    PersonNeed,
    SubjectCopySheet,
)
from kashi_desktop.types.printing import PrintRequest, Progress
from kashi_desktop.types.results import DueItem, ElderCard, Version, Visit

CARD_VISITS = 12
"""How many of the last visits stand on a card."""

_RHYTHM = {CareLevel.HIGH: "至少每 7 天一次", CareLevel.MEDIUM: "至少每 15 天一次", CareLevel.LOW: "至少每月一次"}
_LABELS = {column.key: column.label for column in TYPED["visit"].columns}
_WHOLE_NUMBER = re.compile(r"\d{15,}")
_KINDS = {"elder": "登记信息", "elder_spell": "在册情况", "visit": "探访记录", "need": "需求"}
_DONE = {"create": "登记", "remove": "作废", "purge": "清除"}


def elder_card(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """Cards of the chosen elders, else of all who are enrolled in the village, in the order of the register."""
    from kashi_desktop.printing.elder_card import write_elder_cards

    with context.read() as connection:
        elders = _chosen(context, connection, request) or queries.enrolled_now(
            connection, one_village(context, connection, request.unit).id
        )
        cards = [read_card(connection, each) for each in elders]
        days = [opened_days(connection, card.needs) for card in cards]
    due: dict[bytes, DueItem] = {}
    for code in {card.unit_code for card in cards}:
        due |= {item.elder_id: item for item in DueService(context).list(code).items}
    if not cards:
        raise not_found("elder")
    today = context.clock.today()
    sheets = [_card_sheet(card, opened, due.get(card.id), today) for card, opened in zip(cards, days, strict=True)]
    return write_elder_cards(sheets, out), len(sheets), cards[0].id if len(cards) == 1 else None


def _chosen(context: Context, connection: Connection, request: PrintRequest) -> list[bytes]:
    return chosen(request, lambda ref: find_elder(connection, one_village(context, connection, request.unit).id, ref))


def _card_sheet(card: ElderCard, opened: dict[bytes, date], due: DueItem | None, today: date) -> ElderCardSheet:
    spell = card.spells[-1] if card.spells else None
    shown = [visit for visit in card.visits if not visit.voided][:CARD_VISITS]
    return ElderCardSheet(
        **person_of(card),
        full_name=card.full_name,
        enrolled_on=spell.enrolled_on if spell else today,
        printed_on=today,
        contact_name=card.contact_name,
        contact_relation=card.contact_relation,
        contact_phone_masked=mask_phone(card.contact_phone),
        home_visit_declined=card.home_visit_declined,
        rhythm=_RHYTHM[card.care_level],
        due=due_words(due, today) if due else "",
        closing=_closing(card),
        visits=tuple(
            CardVisit(visit.visited_at.date(), visit.method.label, visit.outcome.label, visit.visitors, _remarks(visit)) for visit in shown
        ),
        needs=_needs(card, opened),
    )


def _closing(card: ElderCard) -> str:
    spell = card.spells[-1] if card.spells else None
    if spell is None or spell.closed_on is None:
        return ""
    reason = spell.closed_reason.label if spell.closed_reason else ""
    return f"{spell.closed_on.isoformat()} 注销" + (f"（{reason}）" if reason else "")


def _remarks(visit: Visit) -> str:
    seen = _seen(visit, (Observation.ATTENTION, Observation.URGENT))
    return "。".join(part for part in (seen, visit.note) if part)


def _seen(visit: Visit, states: Iterable[Observation]) -> str:
    wanted = tuple(states)
    found = [f"{_LABELS[key]}：{visit.observations[key].label}" for key in OBSERVATIONS if visit.observations.get(key) in wanted]
    return "；".join(found)


def _needs(card: ElderCard, opened: dict[bytes, date]) -> tuple[PersonNeed, ...]:
    return tuple(
        PersonNeed(
            opened[need.id],
            need.kind.label,
            need.action.label if need.action else "",
            need.referral_to,
            need.due_on,
            need.status.label,
            need.closed_on,
        )
        for need in card.needs
    )


def subject_copy(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """All that is kept about one person, for that person: what screens hide for want of consent is kept, so it is told."""
    from kashi_desktop.printing.subject_copy import write_subject_copy

    with context.read() as connection:
        elder_id = _chosen(context, connection, request)[0]
        card = read_card(connection, elder_id, whole=True)
        opened = opened_days(connection, card.needs)
        history = _history(connection, card)
    sheet = SubjectCopySheet(
        office_name=card.unit_name,
        contact=request.contact,
        full_name=card.full_name,
        elder_ref=card.ref,
        items=tuple(_items(card)),
        printed_on=context.clock.today(),
        visits=tuple(_copy_visit(visit) for visit in reversed(card.visits)),
        needs=tuple(sorted(_needs(card, opened), key=lambda need: need.opened_on)),
        versions=history,
    )
    return write_subject_copy(sheet, out), 1, card.id


def _items(card: ElderCard) -> Iterable[KeptItem]:
    """Each column of the register with what is kept in it; what is empty is said to be so."""
    for column in TYPED["elder"].columns:
        value = _kept(card, column.key)
        yield KeptItem(column.label, _WHOLE_NUMBER.sub("（号码已隐去）", value), column.purpose, column.who_sees, column.keep)


def _kept(card: ElderCard, key: str) -> str:
    spells = "；".join(
        f"{spell.enrolled_on.isoformat()} 起" + (f"，{spell.closed_on.isoformat()} 止" if spell.closed_on else "") for spell in card.spells
    )
    last = card.spells[-1] if card.spells else None
    consent = f"{card.consent_on.isoformat()} 同意" if card.consent_on else ""
    if card.consent_withdrawn_on:
        consent += f"，{card.consent_withdrawn_on.isoformat()} 撤回"
    special = {
        "unit_code": f"{card.unit_name}（{card.unit_code}）",
        "sex": card.sex.label,
        "birth_date": card.birth_date.isoformat(),
        "id_number": _id_words(card),
        "categories": "、".join(category.label for category in card.categories),
        "care_level": card.care_level.label,
        "enrolled_on": spells,
        "consent_on": consent,
        "home_visit_declined": "谢绝上门" if card.home_visit_declined else "没有谢绝上门",
        "closed_on": last.closed_on.isoformat() if last and last.closed_on else "",
        "closed_reason": last.closed_reason.label if last and last.closed_reason else "",
    }
    return special.get(key, card.cells[key]) or "没有保存"


def _id_words(card: ElderCard) -> str:
    if not card.id_masked:
        return "没有保存"
    found = f"不保存号码，只留换算后的校验值和末两位 {card.id_masked[-2:]}"
    return found + (f"；与证件比对：{card.id_disagrees.label}" if card.id_disagrees else "")


def _copy_visit(visit: Visit) -> CopyVisit:
    seen = _seen(visit, (Observation.OK, Observation.ATTENTION, Observation.URGENT))
    more = [f"用时 {visit.minutes} 分钟"] if visit.minutes is not None else []
    more += [f"探访人身份：{visit.visitor_role.label}"] if visit.visitor_role else []
    outcome = visit.outcome.label + ("（已作废）" if visit.voided else "")
    return CopyVisit(
        visit.visited_at, visit.method.label, outcome, visit.visitors, "；".join(part for part in (seen, *more) if part), visit.note
    )


def _history(connection: Connection, card: ElderCard) -> tuple[KeptVersion, ...]:
    """What was changed of everything kept, oldest first; first entries tell what the tables above already do."""
    records = [("elder", card.id), *(("elder_spell", each.id) for each in card.spells)]
    records += [("visit", each.id) for each in card.visits] + [("need", bytes(each.id)) for each in needs_of_elder(connection, card.id)]
    found = []
    for register, record in records:
        for version in versions(connection, record):
            if version.kind != "create" or register == "elder":
                found.append(
                    KeptVersion(version.when, version.who or version.device_code, _change(register, version), version.reason or "")
                )
    return tuple(sorted(found, key=lambda each: each.changed_at))


def _change(register: str, version: Version) -> str:
    if version.kind in _DONE:
        return f"{_KINDS[register]}：{_DONE[version.kind]}"
    changes = "；".join(f"{label} 由“{old or '空'}”改为“{new or '空'}”" for label, old, new in version.changes)
    return f"{_KINDS[register]}：{_WHOLE_NUMBER.sub('（号码已隐去）', changes)}"


def needs_list(context: Context, request: PrintRequest, out: BytesIO, progress: Progress | None = None) -> Counted:
    """Needs of a village that still wait, by due date; with a month also those settled in it."""
    from kashi_desktop.printing.needs_list import write_needs_list

    today = context.clock.today()
    with context.read() as connection:
        village = one_village(context, connection, request.unit)
        lines = _need_lines(connection, village.id, request.period, today)
    return write_needs_list(NeedsListSheet(village.name, today, tuple(lines)), out), 1, village.id


def _need_lines(connection: Connection, unit_id: bytes, month: str, today: date) -> Sequence[NeedsListLine]:
    first, last = map(date.isoformat, month_bounds(month) if month else (date.max, date.min))
    needs = [
        row for row in queries.needs(connection, unit_id) if row.status in UNSETTLED or (row.closed_on and first <= row.closed_on <= last)
    ]
    opened = opened_days(connection, needs)
    lines = []
    for row in needs:
        due_on, status = rows.day(row.due_on), NeedStatus(row.status)
        late = (today - due_on).days if due_on and status in UNSETTLED else 0
        action = NeedAction(row.action).label if row.action else ""
        lines.append(
            NeedsListLine(
                row.full_name,
                int(row.birth_date[:4]),
                row.group or "",
                NeedKind(row.kind).label,
                status.label,
                opened[bytes(row.id)],
                action,
                row.referral_to or "",
                due_on,
                max(0, late),
                rows.day(row.closed_on),
            )
        )
    return lines
