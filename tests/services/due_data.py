"""Random registers written straight into the tables, and the same rows kept for the reference computations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import strategies as st
from sqlalchemy import text

from db.codes import CareLevel, NeedStatus, Observation, Outcome
from db.registers.visit import OBSERVATIONS
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.types.clock import Clock
from kashi_desktop.workspace import Workspace

UNITS = ("653121100001", "653121100002", "653121101200")
"""Two communities of one township and a village of another, all of 疏附县."""
FIRST, LAST = date(2026, 2, 1), date(2026, 2, 28)
AROUND = st.dates(date(2026, 1, 20), date(2026, 3, 6)) | st.sampled_from(
    [FIRST, LAST, date(2026, 2, 25), date(2026, 2, 26), date(2026, 3, 1)]
)


@dataclass(frozen=True)
class RawVisit:
    id: bytes
    at: str
    outcome: Outcome
    voided: bool
    seen: dict[str, Observation]

    @property
    def day(self) -> date:
        return date.fromisoformat(self.at[:10])


@dataclass(frozen=True)
class RawNeed:
    due_on: date | None
    status: NeedStatus
    closed_on: date | None
    removed: bool


@dataclass(frozen=True)
class RawElder:
    id: bytes
    unit: str
    ref: str
    sort_key: str
    removed: bool
    declined: bool
    consent: bool
    phone: bool
    contact: bool
    care_level: CareLevel
    spells: tuple[tuple[date, date | None, bool], ...]
    visits: tuple[RawVisit, ...]
    needs: tuple[RawNeed, ...]

    @property
    def valid_spells(self) -> list[tuple[date, date | None]]:
        return [(start, end) for start, end, removed in self.spells if not removed]

    @property
    def valid_visits(self) -> list[RawVisit]:
        return sorted((visit for visit in self.visits if not visit.voided), key=lambda visit: (visit.at, visit.id))


def _spell(parts: tuple[date, date | None, int]) -> tuple[date, date | None, bool]:
    start, end, chance = parts
    if end is not None and end < start:
        start, end = end, start
    return start, end, chance == 0


STARTS = st.just(date(2025, 5, 6)) | AROUND
SPELLS = st.lists(st.tuples(STARTS, st.none() | AROUND, st.integers(0, 9)).map(_spell), max_size=3)
TIMES = st.tuples(AROUND, st.sampled_from(["00:00", "09:30", "09:30", "23:59"])).map(lambda parts: f"{parts[0].isoformat()} {parts[1]}")
OUTCOMES = st.sampled_from([*Outcome, Outcome.NO_ANSWER, Outcome.NO_ANSWER])
SEEN = st.dictionaries(st.sampled_from(OBSERVATIONS[:3]), st.sampled_from(Observation), max_size=2)
VISITS = st.lists(st.tuples(TIMES, OUTCOMES, st.integers(0, 7), SEEN, st.binary(min_size=6, max_size=6)), max_size=8)
NEEDS = st.lists(st.tuples(st.none() | AROUND, st.sampled_from(NeedStatus), st.none() | AROUND, st.integers(0, 9)), max_size=2)
ELDERS = st.lists(
    st.tuples(
        st.sampled_from(UNITS), st.sampled_from(CareLevel), st.tuples(*[st.booleans()] * 4), st.integers(0, 9), SPELLS, VISITS, NEEDS
    ),
    max_size=9,
)


@st.composite
def registers(draw: st.DrawFn) -> list[RawElder]:
    """A few elders of three units with everything the counts look at."""
    found = []
    for number, (unit, level, (declined, consent, phone, contact), chance, spells, visits, needs) in enumerate(draw(ELDERS)):
        found.append(
            RawElder(
                id=number.to_bytes(16, "big"),
                unit=unit,
                ref=f"R{number % 4}",
                sort_key=f"k{number % 3}",
                removed=chance == 0,
                declined=declined and chance < 5,
                consent=consent or chance > 5,
                phone=phone,
                contact=contact,
                care_level=level,
                spells=tuple(spells),
                visits=tuple(
                    RawVisit(tail + number.to_bytes(2, "big") + index.to_bytes(8, "big"), at, outcome, voided == 0, seen)
                    for index, (at, outcome, voided, seen, tail) in enumerate(visits)
                ),
                needs=tuple(RawNeed(due_on, status, closed_on, removed == 0) for due_on, status, closed_on, removed in needs),
            )
        )
    return found


def set_today(ws: Workspace, today: date) -> None:
    """Another day for an open workspace."""
    ws._context.clock = Clock(today)


def write(ws: Workspace, elders: Sequence[RawElder]) -> None:
    """Replace everybody in the tables."""
    with ws._context.engine.begin() as connection:
        for table in ("elder", "elder_spell", "visit", "need"):
            connection.execute(text(f"DELETE FROM {table}"))
        for elder in elders:
            _insert(connection, "elder", _elder_values(elder))
            common = {"unit_id": unit_id(elder.unit), "flags": 0, "elder_id": elder.id}
            for index, (start, end, removed) in enumerate(elder.spells):
                spell = {"id": elder.id[1:] + bytes([index]), "removed": removed, "enrolled_on": start.isoformat()}
                _insert(connection, "elder_spell", common | spell | {"closed_on": end.isoformat() if end else None})
            for visit in elder.visits:
                seen = {key: visit.seen.get(key, Observation.UNKNOWN).value for key in OBSERVATIONS}
                row = {"id": visit.id, "removed": visit.voided, "ref": "", "visited_at": visit.at, "method": "home"}
                _insert(connection, "visit", common | row | {"outcome": visit.outcome.value} | seen)
            for index, need in enumerate(elder.needs):
                row = {"id": elder.id[1:] + bytes([100 + index]), "removed": need.removed, "ref": "", "kind": "meal"}
                days = {"due_on": need.due_on, "closed_on": need.closed_on}
                stored = {key: value.isoformat() if value else None for key, value in days.items()}
                _insert(connection, "need", common | row | stored | {"status": need.status.value})


def _elder_values(elder: RawElder) -> dict[str, object]:
    return {
        "id": elder.id,
        "unit_id": unit_id(elder.unit),
        "removed": elder.removed,
        "flags": 0,
        "ref": elder.ref,
        "full_name": "买买提·吐尔逊",
        "sex": "male",
        "birth_date": "1941-03-04",
        "phone": "13800000000" if elder.phone else None,
        "contact_name": "阿依努尔" if elder.contact else None,
        "contact_phone": "13900000000" if elder.contact else None,
        "categories": "living_alone;advanced_age",
        "care_level": elder.care_level.value,
        "consent_on": "2025-05-06" if elder.consent else None,
        "home_visit_declined": elder.declined,
        "sort_key": elder.sort_key,
    }


def _insert(connection: object, table: str, values: dict[str, object]) -> None:
    names = ", ".join(f'"{key}"' for key in values)
    marks = ", ".join(f":{key}" for key in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)  # type: ignore[attr-defined]  # a Connection


def enrolled(elder: RawElder, day: date) -> list[date]:
    """Enrolment days of the spells active on a day."""
    return [start for start, end in elder.valid_spells if start <= day and (end is None or end > day)]


def days(start: date, count: int) -> list[date]:
    """``count`` days from ``start``."""
    return [start + timedelta(days=n) for n in range(count)]
