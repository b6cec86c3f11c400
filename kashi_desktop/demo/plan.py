"""What happens in a large invented county: who is enrolled when, how its units work, on which days somebody goes."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from db.codes import ClosedReason, NeedKind, Outcome
from db.journal import Change
from db.streams import new_id
from kashi_desktop.demo.cast import FIRST_COUNTY, served_counties
from kashi_desktop.demo.people import elder_fields
from kashi_desktop.demo.setting import Row, Setting
from kashi_desktop.demo.telling import Untrue
from kashi_desktop.rules.calendar import month_of

_VISITS = {"high": (3, 9, 15, 21, 27), "medium": (8, 22), "low": (14,)}
_NEEDS = tuple(each.value for each in NeedKind)
_EFFECTIVE_AT_HOME = (Outcome.MET.value, Outcome.PROXY.value)


@dataclass(frozen=True)
class Elder:
    """One elder of the plan; ``number`` makes the person."""

    number: int
    ref: str
    unit: str
    enrolled_on: date
    closed_on: date | None
    reason: str
    level: str
    consented: bool
    declined: bool

    def row(self, until: date) -> Row:
        """The row of the roster as it is known on a day."""
        closed = self.closed_on is not None and self.closed_on <= until
        row: Row = elder_fields(self.number) | {"ref": self.ref, "unit_code": self.unit, "enrolled_on": self.enrolled_on.isoformat()}
        row |= {"consent_on": self.enrolled_on.isoformat() if self.consented else "", "home_visit_declined": "1" if self.declined else "0"}
        row |= {"care_level": self.level, "closed_on": "", "closed_reason": ""}
        if not self.consented:
            row |= dict.fromkeys(("phone", "address", "contact_name", "contact_relation", "contact_phone"), "")
        if closed and self.closed_on:
            row |= {"closed_on": self.closed_on.isoformat(), "closed_reason": self.reason}
        return row


@dataclass(frozen=True)
class Habit:
    """How a unit works: how much of what is due it does, in which months it tells nothing, or tells late."""

    diligence: float
    silent: frozenset[str]
    late: frozenset[str]


def chosen(count: int) -> tuple[str, str, list[tuple[str, str]]]:
    """(code, name) of a county with so many units, and units spread over it. Errors: Untrue."""
    fitting = {code: found for code, found in served_counties().items() if len(found[1]) >= count}
    if not fitting:
        raise Untrue("units")
    code = FIRST_COUNTY if FIRST_COUNTY in fitting else min(fitting, key=lambda each: len(fitting[each][1]))
    name, units = fitting[code]
    return code, name, [units[place * len(units) // count] for place in range(count)]


def elders_of(setting: Setting, place: int, count: int) -> Iterator[Elder]:
    """The elders of one unit: most from before the first month, some joined, some left."""
    code = setting.units[place][0]
    chance = setting.chance("elder", code)
    days = (setting.until - setting.first).days
    for turn in range(count):
        joined = chance.random() < 0.12
        enrolled = setting.first + timedelta(days=chance.randint(0, days) if joined else -chance.randint(10, 900))
        closed = None
        if chance.random() < min(0.25, 0.004 * days / 30):
            closed = enrolled + timedelta(days=chance.randint(20, max(21, days)))
            closed = closed if setting.first < closed <= setting.until else None
        number = setting.person(place, 2, turn)
        yield Elder(
            number,
            f"{turn + 1:03d}",
            code,
            enrolled,
            closed,
            chance.choice((ClosedReason.DECEASED, ClosedReason.DECEASED, ClosedReason.MOVED_OUT, ClosedReason.CARE_HOME)).value,
            elder_fields(number)["care_level"],
            chance.random() > 0.03,
            chance.random() < 0.02,
        )


def habit_of(setting: Setting, code: str, months: Iterable[str]) -> Habit:
    """How a unit works in these months."""
    chance = setting.chance("habit", code)
    diligence = chance.choices((1.0, 0.985, 0.93, 0.8), (45, 35, 15, 5))[0]
    silent, late = set(), set()
    for month in months:
        drawn, last = chance.random(), month == month_of(setting.until)
        if drawn < (0.08 if last else 0.02):
            silent.add(month)
        elif drawn < 0.1:
            late.add(month)
    return Habit(diligence, frozenset(silent), frozenset(late))


def planned_days(chance: Random, elder: Elder, first: date, end: date, diligence: float) -> Iterator[tuple[date, str]]:
    """Days on which somebody went, each with what came of it if that is not left to chance ("")."""
    until = min(end, elder.closed_on) if elder.closed_on else end
    for turn, wanted in enumerate(_VISITS[elder.level]):
        day = first + timedelta(days=max(0, wanted - 1 + chance.randint(-2, 2)))
        # Somebody who is often seen is missed more easily once than somebody who is seen once a month.
        if not elder.enrolled_on <= day <= until or chance.random() > diligence - 0.02 * turn:
            continue
        if elder.declined:
            if turn == 0 and chance.random() < 0.6:
                yield day, Outcome.MET.value
            continue
        if chance.random() < 0.06 and day < until:
            yield day, Outcome.NO_ANSWER.value
            yield day + timedelta(days=1), Outcome.REMOTE.value
        else:
            yield day, ""


def entries_of(chance: Random, unit: bytes, elder: bytes, fields: dict[str, Any], until: date) -> Iterator[Change]:
    """A visit and, now and then, the need that it opened."""
    visit = new_id(unit)
    asked = fields["outcome"] in _EFFECTIVE_AT_HOME and chance.random() < 0.02
    if asked:
        fields["needs"] = chance.choice(_NEEDS)
    yield Change(unit, "visit", "create", visit, elder, fields)
    if asked:
        due = date.fromisoformat(fields["visited_at"][:10]) + timedelta(days=chance.randint(7, 30))
        need = {"ref": f"N{fields['ref']}", "elder_id": elder.hex(), "visit_id": visit.hex(), "kind": fields["needs"]}
        need |= {"due_on": due.isoformat()}
        done = due - timedelta(days=chance.randint(0, 6))
        if chance.random() < 0.85 and done <= until:
            need |= {"status": "done", "action": "on_site", "closed_on": done.isoformat()}
        yield Change(unit, "need", "create", new_id(unit), elder, need)


def by_unit(elders: Iterable[Elder]) -> dict[str, list[Elder]]:
    """The elders of each unit."""
    found: dict[str, list[Elder]] = {}
    for each in elders:
        found.setdefault(each.unit, []).append(each)
    return found
