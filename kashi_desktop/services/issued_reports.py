"""Issued reports freeze their figures; what changes later shows as a restatement with its cause (domain.md §5).

A snapshot holds sums, definitions and how far the journal went: what lies beyond is what may have changed a figure.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
from sqlalchemy import Connection, Row

from db.codes import ReportKind, UnitLevel
from db.journal import creation
from db.queries import issued as queries
from db.streams import common_of, new_id
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules import calendar
from kashi_desktop.rules.definition_versions import Setting
from kashi_desktop.rules.definitions import Definition, definitions_for
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.numbers.facts import AFFECTED
from kashi_desktop.rules.plan_numbers import BASES
from kashi_desktop.services.context import Context
from kashi_desktop.services.number_scope import NumberScope
from kashi_desktop.services.number_world import load_overrides
from kashi_desktop.services.numbers import NumberService
from kashi_desktop.types.issued import Cause, Issued, IssuedFigure, Restatement
from kashi_desktop.types.results import Indicator

_SHARED = frozenset(("facility", "unit_profile", "worker", "worker_state"))
"""Registers whose entries in one unit may move a number of another."""
_BEGINS = {
    "facility": "valid_from",
    "worker": "employed_on",
    "worker_state": "since",
    "unit_state": "since",
    "unit_profile": "as_of",
    "survey": "held_on",
    "project": "completed_on",
    "course": "ends_on",
    "elder_spell": "enrolled_on",
}
"""The field from whose day on a record counts: what begins after a period cannot have changed it."""


class _Kept(msgspec.Struct):
    """One figure of a snapshot with the definition that made it."""

    key: str
    version: int
    target: str
    settings: dict[str, Setting]
    effective_from: str
    effective_to: str | None
    reason: str
    numerator: str
    denominator: str
    value: str | None
    display: str | None
    met: bool | None
    complete_units: int
    total_units: int
    incomplete: list[str]

    def definition(self) -> Definition | None:
        """The version under which the figure was issued; None for a number that this program does not know."""
        base = BASES.get(self.key)
        until = date.fromisoformat(self.effective_to) if self.effective_to else None
        return base and replace(
            base,
            version=self.version,
            target=Decimal(self.target),
            settings=self.settings,
            effective_from=date.fromisoformat(self.effective_from),
            effective_to=until,
            reason=self.reason,
        )


class _Content(msgspec.Struct):
    figures: list[_Kept]
    heads: dict[str, int]


class IssuedReportService:
    """Reports that have left the house."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def issue(self, kind: ReportKind, period: str, unit_code: str = "") -> Issued:
        """Freeze the figures of a place and month as they are issued now. Errors: those of ``NumberService.compute``."""
        context = self._context
        calendar.month_bounds(period)
        report = new_id(context.office.unit_id)
        with context.write("issue_report") as work:
            connection = work.connection
            definitions = definitions_for(period, None, load_overrides(connection))
            found = NumberService(context).compute_with(connection, definitions, period, unit_code, lists=True)
            figures = [_frozen(definition, each) for definition, each in zip(definitions, found, strict=True)]
            content = msgspec.json.encode(_Content(figures, queries.heads(connection))).decode()
            wire = {
                "kind": kind.value,
                "period": period,
                "scope_code": unit_code or context.office.unit_code,
                "issued_on": context.clock.today().isoformat(),
                "content": content,
            }
            work.apply([creation(context.office.unit_id, "issued_report", report, None, wire)])
        return self.get(report)

    def list(self) -> tuple[Issued, ...]:
        """Every issued report, newest period first."""
        with self._context.read() as connection:
            return tuple(_issued(row) for row in queries.reports(connection))

    def get(self, report_id: bytes) -> Issued:
        """One issued report. Errors: report_not_found."""
        with self._context.read() as connection:
            return _issued(_row(connection, report_id))

    def restatements(self, report_id: bytes) -> tuple[Restatement, ...]:
        """The figures of a report that today's records no longer give, each with what arrived since. Errors: report_not_found."""
        with self._context.read() as connection:
            row = _row(connection, report_id)
            content = msgspec.json.decode(row.content, type=_Content)
            kept = [(each, definition) for each in content.figures if (definition := each.definition())]
            found = NumberService(self._context).compute_with(
                connection, [definition for _, definition in kept], row.period, row.scope_code, lists=True
            )
            pairs = [(was, _frozen(by, now)) for (was, by), now in zip(kept, found, strict=True)]
            changed = [(was, now) for was, now in pairs if _sums(was) != _sums(now)]
            if not changed:
                return ()
            registers = {register for register, keys in AFFECTED.items() if any(was.key in keys for was, _ in changed)}
            scope = NumberScope.of(self._context, connection, row.scope_code)
            causes = _causes(connection, content.heads, registers, row.period, scope, self._context.commons)
        return tuple(Restatement(_figure(was), _figure(now), _of_key(causes, was.key)) for was, now in changed)


def _row(connection: Connection, report_id: bytes) -> Row[Any]:
    found = queries.report(connection, report_id)
    if found is None:
        raise KnownError("report_not_found", QT_TRANSLATE_NOOP("errors", "找不到这份已发出的报告，没有任何改动。请刷新后再试。"))
    return found


def _issued(row: Row[Any]) -> Issued:
    content = msgspec.json.decode(row.content, type=_Content)
    figures = tuple(_figure(each) for each in content.figures)
    return Issued(bytes(row.id), ReportKind(row.kind), row.period, row.scope_code, date.fromisoformat(row.issued_on), figures)


def _frozen(definition: Definition, shown: Indicator) -> _Kept:
    return _Kept(
        definition.key,
        definition.version,
        decimal_text(definition.target),
        dict(definition.settings),
        definition.effective_from.isoformat(),
        definition.effective_to.isoformat() if definition.effective_to else None,
        definition.reason,
        shown.numerator,
        shown.denominator,
        shown.value,
        shown.display,
        shown.met,
        shown.complete_units,
        shown.total_units,
        [each.unit_code for each in shown.lists.get("incomplete_units", ())],
    )


def _figure(kept: _Kept) -> IssuedFigure:
    definition = kept.definition()
    return IssuedFigure(
        kept.key,
        definition.title if definition else kept.key,
        definition.id if definition else kept.key,
        kept.numerator,
        kept.denominator,
        kept.value,
        kept.display,
        kept.met,
        kept.complete_units,
        kept.total_units,
        tuple(kept.incomplete),
    )


def _sums(kept: _Kept) -> tuple[str, str, int, int]:
    return kept.numerator, kept.denominator, kept.complete_units, kept.total_units


def _causes(
    connection: Connection, heads: Mapping[str, int], registers: set[str], period: str, scope: NumberScope, commons: Sequence[bytes]
) -> list[Cause]:
    """Entries beyond the heads that may have moved a number of the period, counted by register and unit."""
    # What a unit says in its common stream is the unit's.
    units = {common_of(id_): id_ for id_, each in scope.places.items() if each.level == UnitLevel.VILLAGE.value}
    entries = [
        (units.get(row.stream, bytes(row.stream)), row.register, row.op, bytes(row.record), row.duty)
        for row in queries.entries_since(connection, heads, registers)
        if units.get(row.stream, row.stream) in scope.inside or row.stream in commons or row.register in _SHARED
    ]
    months = _visit_months(connection, {record for _, register, op, record, _ in entries if register == "visit" and op != "create"})
    counted: Counter[tuple[str, bytes]] = Counter()
    for stream, register, op, record, fields in entries:
        if _touches(period, register, op, msgspec.json.decode(fields) if fields else {}, months.get(record, set())):
            counted[register, stream] += 1
    names = {id_: (each.code, each.name) for id_, each in scope.places.items()}
    return [Cause(register, *names.get(stream, ("", "")), count) for (register, stream), count in sorted(counted.items())]


def _visit_months(connection: Connection, records: set[bytes]) -> dict[bytes, set[str]]:
    """Every month in which some visits were ever said to have taken place."""
    found: dict[bytes, set[str]] = defaultdict(set)
    for row in queries.versions_of(connection, records):
        if visited_at := msgspec.json.decode(row.duty).get("visited_at"):
            found[bytes(row.record)].add(str(visited_at)[:7])
    return found


def _touches(period: str, register: str, op: str, values: Mapping[str, Any], months: set[str]) -> bool:
    """Whether an entry can have changed a number of a month: not by a visit of another month, nor by what begins later."""
    if register == "visit":
        return period in months | {str(values.get("visited_at", ""))[:7]}
    if op != "create":
        return True
    # Somebody new is told by the enrolment, which has a day.
    return register != "elder" and str(values.get(_BEGINS.get(register, ""), ""))[:7] <= period


def _of_key(causes: Sequence[Cause], key: str) -> tuple[Cause, ...]:
    return tuple(each for each in causes if key in AFFECTED.get(each.register, ()))
