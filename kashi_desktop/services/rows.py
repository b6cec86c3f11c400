"""Table rows as results, and inputs as column values; the one place where stored text becomes typed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from db.codes import (
    CareLevel,
    Category,
    ClosedReason,
    Method,
    NeedAction,
    NeedKind,
    NeedStatus,
    Observation,
    Outcome,
    Sex,
    VisitorRole,
)
from db.registers.visit import OBSERVATIONS
from kashi_desktop.rules.names import mask_phone
from kashi_desktop.types.clock import civil
from kashi_desktop.types.faults import Fault
from kashi_desktop.types.results import ElderRow, Need, Notice, Spell, Visit


def day(value: str | None) -> date | None:
    """A stored date."""
    return date.fromisoformat(value[:10]) if value else None


def _known(kind: Any, value: str | None) -> Any:
    # A newer program may have stored a word that this one does not know; it is kept, and shown as nothing.
    try:
        return kind(value) if value else None
    except ValueError:
        return None


def codes(kind: Any, value: str | None) -> tuple[Any, ...]:
    """A stored ``;``-joined list of codes."""
    return tuple(found for part in (value or "").split(";") if (found := _known(kind, part)) is not None)


def people(value: str | None) -> tuple[str, ...]:
    """A stored ``;``-joined list of names."""
    return tuple(part for part in (value or "").split(";") if part)


def iso(value: date | None) -> str | None:
    """A date as it is stored."""
    return value.isoformat() if value else None


def elder_row(row: Row[Any], cells: Mapping[str, str | None]) -> ElderRow:
    """A row of ``db.queries.elders.page``."""
    consented = bool(row.consent_on) and not row.consent_withdrawn_on
    return ElderRow(
        row.id,
        row.ref,
        row.full_name,
        date.fromisoformat(row.birth_date),
        Sex(row.sex),
        row.unit_id,
        row.unit_name or "",
        row.group or "",
        CareLevel(row.care_level),
        codes(Category, row.categories),
        mask_phone(row.phone) if row.phone and consented else "",
        bool(row.enrolled),
        consented,
        day(row.last_effective),
        cells,
    )


def spell(row: Row[Any]) -> Spell:
    """A row of ``elder_spell``."""
    return Spell(row.id, date.fromisoformat(row.enrolled_on), day(row.closed_on), _known(ClosedReason, row.closed_reason))


def visit(row: Row[Any], unit_code: str, history: Mapping[bytes, tuple[int, int]], provisional_flag: int) -> Visit:
    """A row of ``visit``; ``history`` gives (wall time of entry, number of versions) by record."""
    wall, versions = history.get(row.id, (0, 1))
    return Visit(
        row.id,
        row.ref,
        row.elder_id,
        unit_code,
        datetime.fromisoformat(row.visited_at),
        Method(row.method),
        Outcome(row.outcome),
        people(row.visitors),
        _known(VisitorRole, row.visitor_role),
        row.minutes,
        {key: _known(Observation, getattr(row, key)) or Observation.UNKNOWN for key in OBSERVATIONS},
        codes(NeedKind, row.needs),
        row.note or "",
        bool(row.removed),
        bool(row.flags & provisional_flag),
        civil(wall).date(),
        versions,
    )


def need(row: Row[Any], cells: Mapping[str, str | None]) -> Need:
    """A row of ``need`` joined with its elder's ref and name."""
    return Need(
        row.id,
        row.ref,
        row.elder_id,
        row.elder_ref or "",
        row.elder_name or "",
        row.visit_id,
        NeedKind(row.kind),
        _known(NeedAction, row.action),
        row.referral_to or "",
        day(row.due_on),
        NeedStatus(row.status),
        day(row.closed_on),
        getattr(row, "unit_name", None) or "",
        cells,
    )


def notices(faults: Sequence[Fault]) -> tuple[Notice, ...]:
    """Warnings of the rules as sentences for people."""
    return tuple(Notice(each.code, each.template, each.params) for each in faults)
