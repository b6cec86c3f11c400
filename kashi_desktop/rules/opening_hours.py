"""Opening hours of a facility as one text: ``10:00-14:00,16:00-20:00`` all year, or ``11-03=…|04-10=…`` by months.

A day has one or two spans, parted by ``,`` or ``/``, in order and apart; a span ends on its own day (``24:00`` at the latest). Months
run from the first to the last, across the new year too; a month that no season names is closed.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from kashi_desktop.rules.kinds import CellFault

DAY_MINUTES = 24 * 60
MOST_SPANS = 2

_SIGNS = str.maketrans(
    {"：": ":", "，": ",", "、": ",", "／": "/", "－": "-", "–": "-", "—": "-", "～": "-", "~": "-", "＝": "=", "｜": "|"}
)
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2}) *- *([0-9]{1,2}):([0-9]{2})")
_MONTHS = re.compile(r"(1[0-2]|0?[1-9])(?: *- *(1[0-2]|0?[1-9]))?")

Span = tuple[int, int]
"""Minutes of the day from which and until which a facility is open."""


@dataclass(frozen=True, slots=True)
class Season:
    """Spans of a day in the months from ``first`` to ``last`` (1–12; ``first`` behind ``last`` runs across the new year)."""

    first: int
    last: int
    spans: tuple[Span, ...]

    @property
    def months(self) -> tuple[int, ...]:
        """The months, in their order."""
        length = (self.last - self.first) % 12 + 1
        return tuple((self.first - 1 + step) % 12 + 1 for step in range(length))


@dataclass(frozen=True, slots=True)
class OpeningHours:
    """Seasons in the order in which they were written."""

    seasons: tuple[Season, ...]

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The spans of a normal day at a date; none in a month that is closed."""
        return next((each.spans for each in self.seasons if day.month in each.months), ())

    def minutes_on(self, day: date) -> int:
        """For how many minutes it is open on a normal day at a date."""
        return sum(end - start for start, end in self.spans_on(day))

    @property
    def text(self) -> str:
        """The one written form: two digits everywhere, ``,`` between spans, months only where they differ."""
        if len(self.seasons) == 1 and len(self.seasons[0].months) == 12:
            return _spans_text(self.seasons[0].spans)
        return "|".join(f"{each.first:02d}-{each.last:02d}={_spans_text(each.spans)}" for each in self.seasons)


@lru_cache(maxsize=4096)
def parse_hours(text: str) -> OpeningHours:
    """The hours of a cell. Errors: CellFault ``bad_hours`` (the form), ``hours_overlap`` (spans), ``hours_months`` (months named twice)."""
    parts = [part.strip() for part in text.translate(_SIGNS).split("|")]
    if len(parts) == 1 and "=" not in parts[0]:
        return OpeningHours((Season(1, 12, _spans(parts[0])),))
    seasons = tuple(_season(part) for part in parts)
    named = [month for season in seasons for month in season.months]
    if len(named) != len(set(named)):
        raise CellFault("hours_months")
    return OpeningHours(seasons)


def minutes_at(text: str | None, day: date) -> int | None:
    """Minutes of a normal day at a date; None where nothing is written or it cannot be read, which is unknown and not closed."""
    if not text:
        return None
    try:
        return parse_hours(text).minutes_on(day)
    except CellFault:
        return None


def _season(text: str) -> Season:
    months, sign, spans = text.partition("=")
    found = _MONTHS.fullmatch(months.strip())
    if not sign or not found:
        raise CellFault("bad_hours")
    return Season(int(found[1]), int(found[2] or found[1]), _spans(spans))


def _spans(text: str) -> tuple[Span, ...]:
    spans = tuple(_span(part.strip()) for part in re.split("[,/]", text))
    if len(spans) > MOST_SPANS:
        raise CellFault("bad_hours")
    if any(start >= end for start, end in spans) or any(before[1] > after[0] for before, after in pairwise(spans)):
        raise CellFault("hours_overlap")
    return spans


def _span(text: str) -> Span:
    found = _SPAN.fullmatch(text)
    if not found:
        raise CellFault("bad_hours")
    hours, minutes = (int(found[1]), int(found[3])), (int(found[2]), int(found[4]))
    start, end = (hour * 60 + minute for hour, minute in zip(hours, minutes, strict=True))
    if max(minutes) > 59 or max(start, end) > DAY_MINUTES:
        raise CellFault("bad_hours")
    return start, end


def _spans_text(spans: Sequence[Span]) -> str:
    return ",".join(f"{start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}" for start, end in spans)
