"""The plan's numbers at a prefecture: what the counties told, added up; counties stand where a county has units (sync.md §5)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection

from db.codes import UnitLevel
from db.queries import counts
from kashi_desktop.rules import calendar, visit_rate
from kashi_desktop.rules.definitions import Definition, definitions_for
from kashi_desktop.rules.fractions import display, ratio
from kashi_desktop.rules.numbers.figures import Totals
from kashi_desktop.rules.numbers.world import Place
from kashi_desktop.services.context import Context
from kashi_desktop.services.facts import FactService
from kashi_desktop.services.indicators import IndicatorService
from kashi_desktop.services.number_world import load_overrides
from kashi_desktop.services.prefecture_reading import Reading
from kashi_desktop.types.results import Indicator, PlaceFigure, UnitRate


def numbers_of(context: Context) -> IndicatorService:
    """The numbers of an office: from its registers, or at a prefecture from what was told to it."""
    return PrefectureNumbers(context) if context.office.level == UnitLevel.PREFECTURE else IndicatorService(context)


def facts_of(context: Context) -> FactService:
    """The kept numbers of an office; those of a prefecture are the ones that were told to it."""
    return PrefectureFacts(context) if context.office.level == UnitLevel.PREFECTURE else FactService(context)


@dataclass(frozen=True, slots=True)
class CountyNumbers:
    """One county's numbers; ``last_package`` is the day on which it last told something, None if it never did."""

    unit_id: bytes
    code: str
    name: str
    numbers: tuple[Indicator, ...]
    last_package: date | None


class PrefectureNumbers(IndicatorService):
    """Numbers of the prefecture, and of the counties, townships and units as far as they are told one by one."""

    def compute_with(
        self, connection: Connection, definitions: Sequence[Definition], period: str, unit_code: str = "", lists: bool = False
    ) -> tuple[Indicator, ...]:
        """Numbers of a place by given definitions. Errors: unit_out_of_scope, unit_not_found."""
        reading = Reading(self._context, connection, unit_code, [period])
        return tuple(reading.indicator(each, period, with_lists=lists) for each in definitions)

    def by_unit(self, period: str) -> tuple[UnitRate, ...]:
        """The visit rate of every county: worst first, then not applicable, then incomplete. Errors: bad_month, no_definition."""
        with self._context.read() as connection:
            definition = definitions_for(period, visit_rate.KEY, load_overrides(connection))[0]
            reading = Reading(self._context, connection, "", [period])
            packages = counts.last_packages(connection)
            lines = [_rate(definition, county, reading.sum_of(definition, period, county.id), packages) for county in reading.counties]
        return tuple(sorted(lines, key=lambda each: (not each.complete, ratio(each.numerator, each.denominator) or 2, each.code)))

    def by_county(self, period: str) -> tuple[CountyNumbers, ...]:
        """Every number of every county, by code. Errors: bad_month, no_definition."""
        with self._context.read() as connection:
            definitions = definitions_for(period, None, load_overrides(connection))
            whole = Reading(self._context, connection, "", [period])
            packages = counts.last_packages(connection)
            return tuple(
                CountyNumbers(
                    each.id,
                    each.code,
                    each.name,
                    tuple(whole.indicator(definition, period, county=each) for definition in definitions),
                    _day(packages, each.id),
                )
                for each in whole.counties
            )


class PrefectureFacts(FactService):
    """Boards and trends of what the counties told; nothing has to be counted."""

    def refresh(self, periods: Iterable[str] = ()) -> int:
        """Nothing is kept beside what was told."""
        return 0

    def board(self, periods: Sequence[str], unit_code: str = "") -> Mapping[str, tuple[Indicator, ...]]:
        """Every number of a place in some months, by month. Errors: bad_month, no_definition, unit_out_of_scope, unit_not_found."""
        with self._context.read() as connection:
            overrides = load_overrides(connection)
            reading = Reading(self._context, connection, unit_code, periods)
            return {each: tuple(reading.indicator(one, each) for one in definitions_for(each, None, overrides)) for each in periods}

    def trend(self, key: str, unit_code: str = "", months: int = 12, until: str = "") -> tuple[tuple[str, Indicator], ...]:
        """(month, number) of one key over the months up to ``until`` (the present one), oldest first.

        Errors: bad_month, unknown_indicator, no_definition, unit_out_of_scope, unit_not_found.
        """
        periods = calendar.months_until(until or calendar.month_of(self._context.clock.today()), months)
        with self._context.read() as connection:
            overrides = load_overrides(connection)
            reading = Reading(self._context, connection, unit_code, periods)
            return tuple((each, reading.indicator(definitions_for(each, key, overrides)[0], each)) for each in periods)

    def places(self, key: str, period: str, unit_code: str = "", level: UnitLevel = UnitLevel.VILLAGE) -> tuple[PlaceFigure, ...]:
        """One number of every county, or below a county as it was told; furthest from the target first.

        Errors: bad_month, unknown_indicator, no_definition, unit_out_of_scope, unit_not_found.
        """
        with self._context.read() as connection:
            definition = definitions_for(period, key, load_overrides(connection))[0]
            return Reading(self._context, connection, unit_code, [period]).places(definition, period, level)


def _rate(definition: Definition, county: Place, totals: Totals, packages: Mapping[bytes, str]) -> UnitRate:
    value = ratio(totals.numerator, totals.denominator)
    shown = display(value, definition.scale, definition.comparator, definition.target)
    complete = totals.complete == totals.total
    numerator, denominator = int(totals.numerator), int(totals.denominator)
    return UnitRate(county.id, county.code, county.name, "", denominator, numerator, shown, complete, _day(packages, county.id))


def _day(packages: Mapping[bytes, str], county: bytes) -> date | None:
    handled = packages.get(county)
    return date.fromisoformat(handled[:10]) if handled else None
