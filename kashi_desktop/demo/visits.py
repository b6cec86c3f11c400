"""What the demo's visitors did: a plan for each unit and month in which every outcome occurs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from db.codes import CareLevel, Method, NeedKind, Observation, Outcome, VisitorRole
from kashi_desktop.demo.cast import Person
from kashi_desktop.rules.calendar import month_bounds
from kashi_desktop.types.inputs import VisitInput

Step = tuple[int, Method, Outcome]
"""Day of the month, how, what came of it."""

_DAYS = {CareLevel.HIGH: (3, 10, 17, 24), CareLevel.MEDIUM: (6, 20), CareLevel.LOW: (12,)}
_VISITORS = (("古丽",), ("艾力", "古丽"), ("玉山", "志愿者小王"))


@dataclass(frozen=True)
class Planned:
    """One visit of the plan; a ``scripted`` one is typed by itself, the others come as a table."""

    person: Person
    visit: VisitInput
    scripted: bool


@dataclass(frozen=True)
class Month:
    """One month of the story: its place in it, and the last day that anything may happen on."""

    index: int
    of: int
    name: str
    until: date

    @property
    def first(self) -> date:
        """The first of the month."""
        return month_bounds(self.name)[0]

    @property
    def second(self) -> bool:
        """The month of the declined visits and the proxy: the second, or the only one."""
        return self.index == min(1, self.of - 1)

    @property
    def last(self) -> bool:
        """The month that the story ends in."""
        return self.index == self.of - 1

    def day(self, number: int) -> date:
        """A day of the month, clamped to its end."""
        return self.first + timedelta(days=min(number, month_bounds(self.name)[1].day) - 1)


def _special(person: Person, unit: int, month: Month) -> Sequence[Step] | None:
    """What happens to some people instead of the ordinary; an empty row: nobody came."""
    home, phone, centre = Method.HOME, Method.PHONE, Method.CENTRE
    scripts: dict[tuple[int, bool], Sequence[Step]] = {
        (1, month.index == 0): ((5, home, Outcome.NO_ANSWER), (6, phone, Outcome.NO_ANSWER), (7, phone, Outcome.REMOTE)),
        (2, month.second): ((9, home, Outcome.AWAY), (11, home, Outcome.MET)),
        (3, month.last): ((8, phone, Outcome.HOSPITAL),),
        (5, month.last): ((4, home, Outcome.MET),),
        (6, month.second): ((14, home, Outcome.REFUSED),),
        (6, not month.second): ((14, centre, Outcome.MET),),
        (7, month.second): ((15, home, Outcome.PROXY),),
        (9, month.index == 0): ((16, home, Outcome.EMERGENCY), (17, home, Outcome.MET)),
        (10, month.last and unit == 1): (),
    }
    return scripts.get((person.place, True))


def plan(seed: int, unit: int, month: Month, people: Sequence[Person], away: frozenset[int]) -> Iterator[Planned]:
    """The visits of a unit in a month, by person; ``away`` are the places of those not enrolled in it."""
    random = Random(seed * 7919 + unit * 101 + month.index)
    for person in people:
        if person.place in away:
            continue
        steps = _special(person, unit, month)
        scripted = steps is not None
        for day, method, outcome in steps if steps is not None else _ordinary(random, person):
            at = datetime.combine(month.day(day), time(9 + person.place % 9, random.randrange(0, 60, 5)))
            visit = _visit(random, person, at, method, outcome)
            # The first three are typed too: the form of a careful clerk, with all it can hold.
            if at.date() <= month.until:
                yield Planned(person, visit, scripted or person.place < 3)


def _ordinary(random: Random, person: Person) -> Iterator[Step]:
    for day in _DAYS[person.care_level]:
        method = random.choice((Method.HOME, Method.HOME, Method.HOME, Method.CENTRE, Method.PHONE, Method.VIDEO))
        yield day, method, Outcome.MET if method in (Method.HOME, Method.CENTRE) else Outcome.REMOTE


def _visit(random: Random, person: Person, at: datetime, method: Method, outcome: Outcome) -> VisitInput:
    seen = outcome in (Outcome.MET, Outcome.EMERGENCY) and method is Method.HOME
    looked = Observation.OK if seen and person.consented else Observation.UNKNOWN
    urgent = Observation.URGENT if outcome is Outcome.EMERGENCY else looked
    return VisitInput(
        elder_ref=person.ref,
        visited_at=at,
        method=method,
        outcome=outcome,
        visitors=random.choice(_VISITORS),
        visitor_role=VisitorRole.VILLAGE_STAFF,
        minutes=random.randrange(10, 50, 5) if seen else None,
        health=looked,
        mood=looked,
        daily=looked,
        gas=urgent,
        heating=looked,
        needs=(NeedKind.MEAL,) if outcome is Outcome.MET and person.place == 0 and at.day < 8 else (),
        note="煤气阀漏气，已关阀并请人检修。" if outcome is Outcome.EMERGENCY else "",
    )
