"""The steps between a number and the record behind it, and what each of them needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from db.codes import UnitLevel
from kashi_desktop.types.county import DefinitionCard, Origin
from kashi_desktop.types.results import Indicator, Listed, PlaceFigure
from kashi_desktop.workspace import Workspace
from ui.indicators.record_words import lists_of
from ui.indicators.words import OF_COUNTY, OF_TOWNSHIPS, last_months
from ui.shared.background import Cancelled, Report


@dataclass(frozen=True, slots=True)
class Step:
    """One place of one number; ``record`` is set where one record is looked at. ``whole``: the office's own place."""

    key: str
    code: str
    name: str
    unit_id: bytes
    level: UnitLevel
    whole: bool = False
    register: str = ""
    record: Listed | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a step shows: the number with its months, its definition, and the places below or the lists behind it."""

    indicator: Indicator
    months: Sequence[tuple[str, Indicator]]
    definition: DefinitionCard
    places: tuple[PlaceFigure, ...] | None
    lists: Mapping[str, tuple[Listed, ...]] = field(default_factory=dict)


def level_below(office: UnitLevel, step: Step) -> UnitLevel | None:
    """What stands below a step: counties, townships, units; None where records do."""
    if step.level is UnitLevel.VILLAGE or step.key in (OF_COUNTY if office is not UnitLevel.PREFECTURE else ()):
        return None
    if step.level is UnitLevel.PREFECTURE:
        return UnitLevel.COUNTY
    if step.level is UnitLevel.COUNTY:
        return UnitLevel.TOWNSHIP
    return None if step.key in OF_TOWNSHIPS else UnitLevel.VILLAGE


def level_of(code: str) -> UnitLevel:
    """The level that a unit code says."""
    if code[6:] == "000000":
        return UnitLevel.PREFECTURE if code[4:6] == "00" else UnitLevel.COUNTY
    return UnitLevel.TOWNSHIP if code[9:] == "000" else UnitLevel.VILLAGE


def numbers_of_months(ws: Workspace, month: str, report: Report, cancelled: Cancelled) -> Mapping[str, Sequence[Indicator]]:
    """Every number of the office in the twelve months up to one; what changed since is counted first, month by month."""
    months = last_months(month)
    for done, each in enumerate(months, start=1):
        if ws.indicators.refresh([each]):
            report(done, len(months))
    return ws.indicators.board(months)


def places_of(ws: Workspace, key: str, month: str, code: str, level: UnitLevel) -> tuple[PlaceFigure, ...]:
    """One number place by place."""
    return ws.indicators.places(key, month, code, level)


def fetch(ws: Workspace, step: Step, month: str) -> Fetched:
    """All that a step shows; in the background."""
    office, code = ws.office.level, "" if step.whole else step.code
    months = ws.indicators.trend(step.key, code, 12, month)
    definition = ws.definitions.card(step.key, month)
    below = level_below(office, step)
    if below is not None:
        # With the lever, which a trend has not.
        whole = next(each for each in ws.indicators.board([month], code)[month] if each.key == step.key)
        return Fetched(whole, months, definition, places_of(ws, step.key, month, code, below))
    indicator = ws.indicators.compute(month, code, step.key)[0]
    persons = step.level is UnitLevel.VILLAGE
    lists = lists_of(indicator, (step.unit_id, step.code, step.name), persons)
    return Fetched(indicator, months, definition, None, lists)


def origins(ws: Workspace, step: Step, month: str) -> tuple[Origin, ...]:
    """The entries of the step's record; in the background."""
    return ws.origins.of(step.register, step.record.id, month) if step.record is not None else ()
