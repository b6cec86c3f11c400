"""What the tests count the visit rate with, against a reading day by day of domain.md §5, and its worked example."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from db.codes import Outcome
from kashi_desktop.rules.fractions import display, judge
from tests.services.naive_visits import PersonMonth, SpellDays, is_effective, visit_rate

MONTH = "2026-02"
FIRST, END = date(2026, 2, 1), date(2026, 2, 28)
OLD = date(2025, 5, 6)
AROUND = st.dates(date(2026, 1, 25), date(2026, 3, 5))
MET, NO, PROXY, AWAY = Outcome.MET, Outcome.NO_ANSWER, Outcome.PROXY, Outcome.AWAY


def _person(
    number: int, spells: list[SpellDays] | None = None, visits: list[tuple[date, Outcome]] | None = None, declined: bool = False
) -> PersonMonth:
    return PersonMonth(number.to_bytes(16, "big"), spells or [(OLD, None)], visits or [], declined)


def _spell(ends: tuple[date, date | None]) -> SpellDays:
    start, end = ends
    return (end, start) if end is not None and end < start else (start, end)


PEOPLE = st.lists(
    st.tuples(
        st.lists(st.tuples(AROUND, st.none() | AROUND).map(_spell), max_size=3),
        st.lists(st.tuples(AROUND, st.sampled_from(Outcome)), max_size=6),
        st.booleans(),
    ),
    max_size=12,
)


def _naive(people: list[PersonMonth], cut_off_day: int, count_proxy: bool) -> dict[str, object]:
    """Day by day: every day a spell covers is written out, and sets of days are compared."""
    counts = {"met", "remote", "hospital", "emergency"} | ({"proxy"} if count_proxy else set())
    month = [FIRST + timedelta(days=n) for n in range(28)]
    far = [FIRST - timedelta(days=400) + timedelta(days=n) for n in range(900)]
    d: set[bytes] = set()
    e: set[bytes] = set()
    lists: dict[str, list[object]] = {"closed": [], "late": [], "declined": [], "outside": []}
    for person in people:
        covered = [{day for day in far if day >= start and not (stop and day > stop)} for start, stop in person.spells]
        for day, _ in person.visits:
            if day in month and not any(day in days for days in covered):
                lists["outside"].append((person.id, day))
        # Still enrolled on the morning after the month's last day, or closed on that morning: active at month end.
        morning = END + timedelta(days=1)
        alive = [n for n, days in enumerate(covered) if END in days and (morning in days)]
        in_time = [n for n in alive if person.spells[n][0] <= date(2026, 2, min(cut_off_day, 28))]

        def seen(chosen: list[int], person: PersonMonth = person, covered: list[set[date]] = covered) -> bool:
            return any(day in month and day in covered[n] and outcome.value in counts for n in chosen for day, outcome in person.visits)

        if in_time and person.home_visit_declined and not seen(in_time):
            lists["declined"].append(person.id)
        elif in_time:
            d.add(person.id)
            if seen(in_time):
                e.add(person.id)
        elif alive:
            lists["late"].append(person.id)
        else:
            ended = [n for n, spell in enumerate(person.spells) if spell[1] in month]
            if ended:
                lists["closed"].append((person.id, seen(ended)))
    return {"d": len(d), "e": len(e), "not": sorted(d - e), **lists}


@settings(max_examples=400)
@given(PEOPLE, st.integers(1, 31), st.booleans())
def test_agrees_with_the_naive_reading(
    drawn: list[tuple[list[SpellDays], list[tuple[date, Outcome]], bool]], cut_off_day: int, count_proxy: bool
) -> None:
    people = [PersonMonth(n.to_bytes(16, "big"), *facts) for n, facts in enumerate(drawn)]
    found = visit_rate(people, MONTH, cut_off_day, count_proxy)
    assert {
        "d": found.denominator,
        "e": found.numerator,
        "not": sorted(found.not_visited),
        "closed": found.closed_in_month,
        "late": found.joined_after_cut_off,
        "declined": found.declined,
        "outside": found.outside_spell,
    } == _naive(people, cut_off_day, count_proxy)
    assert found.denominator == found.numerator + len(found.not_visited)
    if not count_proxy:
        assert set(found.proxy_only) <= set(found.not_visited)


@given(PEOPLE, PEOPLE)
def test_a_higher_level_is_the_sum(one: list[tuple[list[SpellDays], list[tuple[date, Outcome]], bool]], two: list[object]) -> None:
    people = [PersonMonth(n.to_bytes(16, "big"), *facts) for n, facts in enumerate([*one, *two])]  # type: ignore[misc]  # drawn alike
    left, right, whole = (visit_rate(part, MONTH) for part in (people[: len(one)], people[len(one) :], people))
    assert (left.denominator + right.denominator, left.numerator + right.numerator) == (whole.denominator, whole.numerator)


def test_worked_example() -> None:
    november = date(2026, 11, 3)
    people = [_person(n, visits=[(november, MET)]) for n in range(45)]
    people += [_person(45, visits=[(november, NO), (november, AWAY)])]
    people += [
        _person(50, [(date(2026, 11, 5), None)], [(date(2026, 11, 6), Outcome.REMOTE)]),
        _person(51, [(date(2026, 11, 25), None)], [(date(2026, 11, 30), Outcome.HOSPITAL)]),
        _person(52, [(date(2026, 11, 29), None)], [(date(2026, 11, 29), MET)]),
        _person(60, [(OLD, date(2026, 11, 12))], [(date(2026, 11, 12), MET)]),
        _person(61, [(OLD, date(2026, 11, 30))], [(november, NO)]),
    ]
    rate = visit_rate(people, "2026-11")
    assert (rate.denominator, rate.numerator) == (48, 47)
    assert rate.value == Fraction(47, 48)
    assert display(rate.value, 100, "=", 100) == "97.92"
    assert judge(rate.value, "=", 100, 100) is False
    assert rate.joined_after_cut_off == [people[48].id]
    assert rate.closed_in_month == [(people[49].id, True), (people[50].id, False)]
    assert rate.not_visited == [people[45].id]


def test_the_outcome_alone_decides() -> None:
    assert {outcome.value for outcome in Outcome if is_effective(outcome)} == {"met", "remote", "hospital", "emergency"}


def test_declining_is_respected_but_contact_still_counts() -> None:
    day = date(2026, 2, 3)
    rate = visit_rate([_person(1, declined=True), _person(2, visits=[(day, Outcome.REMOTE)], declined=True)], MONTH)
    assert (rate.denominator, rate.numerator) == (1, 1)
    assert rate.declined == [_person(1).id]


def test_proxy_is_shown_apart_unless_switched_on() -> None:
    people = [_person(1, visits=[(FIRST, PROXY)]), _person(2, visits=[(FIRST, PROXY), (END, MET)])]
    off, on = visit_rate(people, MONTH), visit_rate(people, MONTH, count_proxy=True)
    assert (off.numerator, off.proxy_only, off.not_visited) == (1, [people[0].id], [people[0].id])
    assert (on.numerator, on.proxy_only, on.not_visited) == (2, [people[0].id], [])


def test_the_day_before_enrolment_and_an_earlier_spell_do_not_count() -> None:
    again: list[SpellDays] = [(OLD, date(2026, 2, 5)), (date(2026, 2, 10), None)]
    people = [_person(1, again, [(date(2026, 2, 5), MET)]), _person(2, again, [(date(2026, 2, 9), MET)])]
    rate = visit_rate(people, MONTH)
    assert (rate.denominator, rate.numerator) == (2, 0)
    assert rate.outside_spell == [(people[1].id, date(2026, 2, 9))]


def test_nobody_is_not_applicable() -> None:
    assert visit_rate([], MONTH).value is None
