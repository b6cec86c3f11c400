"""The clock that is handed to services; no rule reads the machine's own."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Civil time of Asia/Shanghai, without daylight saving since 1991."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EARLIEST = int((datetime(1900, 1, 1, tzinfo=CHINA) - _EPOCH).total_seconds())
_LATEST = int((datetime(9999, 12, 31, tzinfo=CHINA) - _EPOCH).total_seconds())


def civil(wall: int) -> datetime:
    """An entry's wall time (seconds since 1970, UTC) as civil time in Asia/Shanghai, without a zone mark.

    A laptop's clock may be wrong by any amount, and that changes what is displayed and nothing else (sync.md §1): a time outside the
    years 1900 to 9999 is shown as the nearest day that a calendar has.
    """
    moment = _EPOCH + timedelta(seconds=min(max(wall, _EARLIEST), _LATEST))
    return moment.astimezone(CHINA).replace(tzinfo=None)


@dataclass(frozen=True)
class Clock:
    """Tells the date of entry; ``fixed`` stands for ``--today`` and keeps the machine's time of day."""

    fixed: date | None = None

    def now(self) -> datetime:
        """Civil time in Asia/Shanghai, without a zone mark, to the second."""
        moment = datetime.now(CHINA).replace(tzinfo=None, microsecond=0)
        return datetime.combine(self.fixed, moment.time()) if self.fixed else moment

    def today(self) -> date:
        """The date of entry and of "now" in every rule."""
        return self.now().date()
