"""What the papers of all families share: which village is meant, and when a need was put forward."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from db.queries.journal import histories
from db.queries.reports import visit_days
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.names import mask_phone
from kashi_desktop.services.context import Context
from kashi_desktop.services.units import UnitScope
from kashi_desktop.types.clock import civil
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.types.results import DueItem, ElderCard, Unit
from kashi_desktop.types.typed_dates import short_day

Counted = tuple[int, int, bytes | None]
"""Pages, records, and the record that the audit log names (None: several or none)."""


DAYS_NAMED = 31
"""A due day that is further back is not named."""


def refuse_existing(out: Path, force: bool) -> None:
    """Never replace a file that nobody said may be replaced. Errors: file_exists."""
    if out.exists() and not force:
        raise KnownError("file_exists", QT_TRANSLATE_NOOP("errors", "同名文件已经存在，没有改动它。请换一个文件名，或确认要替换它。"))


def one_village(context: Context, connection: Connection, unit_code: str) -> Unit:
    """The village that a paper is about. Errors: unit_out_of_scope, unit_not_found, not_a_village."""
    found = UnitScope(context).villages(connection, unit_code)
    if len(found) != 1:
        raise KnownError("not_a_village", QT_TRANSLATE_NOOP("errors", "这份文件按村（社区）打印，没有生成文件。请指明一个村（社区）。"))
    return found[0]


def chosen(request: PrintRequest, find: Callable[[str], bytes]) -> list[bytes]:
    """The records that were chosen: by id, else each number of the ledger once, as ``find`` finds it."""
    return list(request.records) or [find(ref) for ref in dict.fromkeys(request.refs)]


def person_of(card: ElderCard) -> dict[str, Any]:
    """What the papers about one elder say of the person, by the names of their sheets; numbers are masked."""
    same = "unit_name sex birth_date categories care_level group address id_masked consent_on consent_withdrawn_on"
    return {name: getattr(card, name) for name in same.split()} | {"elder_ref": card.ref, "phone_masked": mask_phone(card.phone)}


def due_words(item: DueItem, today: date) -> str:
    """When somebody is to be visited next, as the screen says it: a day that is long past helps nobody, least of all on paper."""
    if item.reason == "urgent_observation":
        return "尽快"
    if item.planned:
        return "本月要走访"
    late = f"过期 {item.days_overdue} 天" if item.days_overdue > 0 else ""
    if item.days_overdue > DAYS_NAMED:
        return late
    return "，".join(filter(None, (short_day(item.due_on, today), late)))


def opened_days(connection: Connection, needs: Sequence[Any]) -> dict[bytes, date]:
    """On which day each need was put forward: that of its visit, else that of its entry; ``needs`` have ``id`` and ``visit_id``."""
    visits = [bytes(row.visit_id) for row in needs if row.visit_id]
    entered = histories(connection, [bytes(row.id) for row in needs])
    days = visit_days(connection, visits)
    found = {}
    for row in needs:
        id_ = bytes(row.id)
        day = days.get(bytes(row.visit_id)) if row.visit_id else None
        found[id_] = day or civil(entered.get(id_, (0, 1))[0]).date()
    return found
