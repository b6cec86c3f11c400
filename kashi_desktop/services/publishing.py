"""Writes a county's numbers for the prefecture: sums of places, never a person (sync.md §5, docs/adr/0004).

They are written when the county exports and at no other time. A number has one record for ever; what has not changed is not written again,
and what is now told with a larger place is set to nothing, so that the rows always add up to the county's own number.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

from sqlalchemy import Connection, Row

from db.journal import Change, heads_of_many
from db.queries import issued, kept, told, units
from db.streams import counts_stream, fact_id
from kashi_desktop.rules.calendar import month_of, months_until
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.small_cells import Cell, Place, merged
from kashi_desktop.rules.unit_codes import in_scope, is_pseudo, unit_id
from kashi_desktop.services.context import Context
from kashi_desktop.services.number_sources import kept_part
from kashi_desktop.services.numbers import NumberService
from kashi_desktop.services.shipped import shipped_units

MONTHS = 13
"""Months up to the present one that are told anew when they change: a year and its like of the year before."""
MAX_ISSUED = 120
"""Latest earlier months of issued reports that are told too."""

Key = tuple[str, str, str]
"""Period, indicator, definition."""
Values = dict[str, str | int]

_VALUES = ("numerator", "denominator", "complete_units", "total_units")
_NOTHING: Values = {"numerator": "0", "denominator": "0", "complete_units": 0, "total_units": 0}


def publish(context: Context) -> int:
    """Count what is stale and write the numbers that differ from what was last told, in one transaction; returns how many."""
    refresh(context)
    with context.write() as work:
        changes = pending(context, work.connection)
        # The county speaks: which of its clerks exported stays in its own log.
        work.author = replace(work.author, account=None)
        work.apply(changes)
        if changes:
            work.audit("publish", count=len(changes))
    return len(changes)


def refresh(context: Context) -> None:
    """Bring the kept numbers of the months that are told up to the registers."""
    with context.read() as connection:
        periods = told_periods(context, connection)
    NumberService(context).refresh(periods)


def pending(context: Context, connection: Connection) -> list[Change]:
    """The entries that would bring what was told up to what is known now."""
    county = context.office.unit_id
    stream = counts_stream(county)
    periods = told_periods(context, connection)
    before: dict[bytes, Values] = {row[0]: dict(zip(_VALUES, row[1:], strict=True)) for row in told.of_stream(connection, stream, periods)}
    rows = {fact_id(cell.place, *key): (key, cell) for key, cell in published_facts(connection, context.office.unit_code, county, periods)}
    fresh = [_creation(stream, record, *row) for record, row in rows.items() if record not in before]
    now = {record: values_of(rows[record][1]) if record in rows else _NOTHING for record in before}
    changed = sorted(record for record, values in now.items() if values != before[record])
    heads = heads_of_many(connection, changed)
    # All four values in each entry: after a restored backup two countings may meet, and no number may be mixed from both.
    updates = [Change(stream, "fact", "update", record, None, dict(now[record]), heads[record]) for record in changed]
    return [*sorted(fresh, key=lambda each: each.record), *updates]


def told_periods(context: Context, connection: Connection) -> list[str]:
    """Months that are told: the last thirteen, and those of which a report was issued."""
    return sorted({*months_until(month_of(context.clock.today()), MONTHS), *issued.months(connection, MAX_ISSUED)})


def published_facts(connection: Connection, county_code: str, county: bytes, periods: Sequence[str]) -> Iterable[tuple[Key, Cell]]:
    """Every number of the months as it may travel above the county, from the kept numbers."""
    places = _places(connection, county_code)
    by_key: dict[Key, list[Row[Any]]] = defaultdict(list)
    for row in kept.facts(connection, periods):
        by_key[row.period, row.indicator, row.definition].append(row)
    for key, rows in by_key.items():
        if not any(row.complete for row in rows):
            continue  # nobody has told anything: the prefecture sees that by itself
        for cell in merged(key[1], map(_cell, rows), places, county):
            yield key, cell


def _cell(row: Row[Any]) -> Cell:
    part = kept_part(row)
    return Cell(row.unit_id, Decimal(part.numerator), Decimal(part.denominator), part.complete, part.total)


def _places(connection: Connection, county_code: str) -> Mapping[bytes, Place]:
    shipped = _shipped_in(county_code)
    return {row.id: Place(row.id, row.parent_id, row.id in shipped) for row in units.all_units(connection)}


@cache
def _shipped_in(county_code: str) -> frozenset[bytes]:
    return frozenset(unit_id(row["code"]) for row in shipped_units() if in_scope(row["code"], county_code) and not is_pseudo(row["code"]))


def values_of(cell: Cell) -> Values:
    """What changes of a number, as it travels."""
    return {
        "numerator": decimal_text(cell.numerator),
        "denominator": decimal_text(cell.denominator),
        "complete_units": cell.complete,
        "total_units": cell.total,
    }


def _creation(stream: bytes, record: bytes, key: Key, cell: Cell) -> Change:
    about: dict[str, Any] = dict(zip(("period", "indicator", "definition"), key, strict=True))
    return Change(stream, "fact", "create", record, None, {"place_id": cell.place.hex(), **about, **values_of(cell)})
