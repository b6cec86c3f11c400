"""The clock that is handed to services; no rule reads the machine's own."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "Asia/Shanghai")
"""Civil time of Asia/Shanghai, without daylight saving since 1991."""


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
