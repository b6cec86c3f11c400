"""Random worlds of facilities, workers, profiles and places, as rows for the tables and for the naive computation alike."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import Connection, text

from db.codes import Certificate, FacilityKind, FacilityStatus, Kiosk, OrganiserLevel, Result
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.workspace import Workspace
from tests.workspaces import COMMON

COUNTY, TOWNSHIP, OTHER_TOWNSHIP = "653121000000", "653121100000", "653121101000"
UNITS = ("653121100001", "653121100002", "653121101200")
"""Two communities of one township and a village of another."""
MONTHS = ("2026-02", "2026-06")
TABLES = (
    "unit_profile",
    "unit_state",
    "facility",
    "worker",
    "worker_state",
    "course",
    "attendance",
    "survey",
    "project",
    "definition",
    "volunteer",
)
Row = dict[str, Any]
Rows = Mapping[str, Sequence[Row]]

DAYS = st.sampled_from(
    [
        "2024-05-01",
        "2025-08-29",
        "2025-12-30",
        "2025-12-31",
        "2026-01-01",
        "2026-01-28",
        "2026-01-29",
        "2026-02-27",
        "2026-02-28",
        "2026-03-01",
        "2026-05-31",
        "2026-06-01",
        "2026-06-30",
        "2026-07-01",
    ]
)
MAYBE_DAY = st.none() | DAYS
AREAS = st.decimals(0, 500, places=2).map(str)
HOURS = st.sampled_from(["10:00-14:00,16:00-20:00", "10:00-17:59", "04-10=08:00-16:00|11-03=10:00-16:00", "07-08=08:00-20:00"])
UNIT = st.sampled_from(UNITS)


def rows(values: st.SearchStrategy[Row], most: int) -> st.SearchStrategy[list[Row]]:
    """Some rows, most of them not removed."""
    marked = st.tuples(values, st.integers(0, 9)).map(lambda parts: parts[0] | {"removed": parts[1] == 0})
    return st.lists(marked, min_size=most // 2, max_size=most)


def _shares(parts: tuple[str, list[str], list[Decimal] | None]) -> tuple[str, str]:
    keeper, others, weights = parts
    places = [keeper, *dict.fromkeys(each for each in others if each != keeper)]
    if weights is None or not any(weights[: len(places)]):
        return keeper, ";".join(unit_id(each).hex() for each in places)
    return keeper, ";".join(f"{unit_id(each).hex()}:{weight}" for each, weight in zip(places, weights, strict=False))


SHARED = st.tuples(
    UNIT,
    st.lists(UNIT, max_size=2),
    st.none() | st.lists(st.sampled_from([Decimal(0), Decimal(1), Decimal(3), Decimal("0.5")]), min_size=3, max_size=3),
).map(_shares)

FACILITIES = st.fixed_dictionaries(
    {
        "shared": SHARED,
        "code": st.sampled_from(["F1", "F2"]),
        "kind": st.sampled_from(FacilityKind).map(lambda each: each.value),
        "building_area_m2": AREAS,
        "activity_area_m2": st.none() | AREAS,
        "hours": st.none() | HOURS,
        "kiosk": st.none() | st.sampled_from(Kiosk).map(lambda each: each.value),
        "kiosk_broken_on": MAYBE_DAY,
        "status": st.sampled_from([FacilityStatus.IN_USE.value] * 3 + [FacilityStatus.CLOSED.value]),
        "valid_from": DAYS,
        "valid_to": MAYBE_DAY,
    }
).map(
    lambda row: (
        {key: value for key, value in row.items() if key != "shared"}
        | {"unit": row["shared"][0], "units": row["shared"][1], "name": "设施"}
    )
)

WORKERS = st.fixed_dictionaries(
    {
        "unit": UNIT,
        "id_hmac": st.none() | st.sampled_from(["aa", "bb"]),
        "full_time": st.booleans(),
        "urban_roster": st.booleans(),
        "certificates": st.none() | st.sampled_from(Certificate).map(lambda each: each.value),
        "certificate_on": MAYBE_DAY,
        "employed_on": DAYS,
        "left_on": MAYBE_DAY,
        "leave_from": MAYBE_DAY,
        "leave_to": MAYBE_DAY,
    }
).map(lambda row: row | {"ref": "", "full_name": "阿依努尔", "post": "网格员", "id_key": "k" if row["id_hmac"] else None})

PROFILES = st.fixed_dictionaries(
    {
        "unit": st.sampled_from([*UNITS, *UNITS, TOWNSHIP, OTHER_TOWNSHIP, COUNTY]),
        "as_of": DAYS,
        "households": st.none() | st.integers(0, 900),
        "resident_population": st.none() | st.integers(0, 3000),
        "urban_resident_population": st.none() | st.integers(0, 3000),
        "social_organisations": st.none() | st.integers(0, 12),
        "proxy_service": st.none() | st.booleans(),
        "social_work_station": st.none() | st.booleans(),
        "elder_care_land_m2": st.none() | AREAS,
    }
)
STATES = st.fixed_dictionaries(
    {
        "place": UNIT,
        "since": DAYS,
        "kind": st.none() | st.sampled_from(["resident_committee", "village_committee"]),
        "urban_rural_class": st.none() | st.sampled_from(["111", "123", "210", "220"]),
        "active": st.booleans(),
        "urban_override": st.none() | st.booleans(),
    }
)
PLACES = st.fixed_dictionaries(
    {
        "kind": st.none() | st.sampled_from(["resident_committee", "village_committee"]),
        "urban_rural_class": st.none() | st.sampled_from(["112", "121", "210"]),
        "active": st.booleans() | st.just(True),
    }
)


@st.composite
def worlds(draw: st.DrawFn) -> dict[str, list[Row]]:
    """A few rows of every register that numbers rest on; ``unit`` holds what the three units are now."""
    found: dict[str, list[Row]] = {
        "unit": [draw(PLACES) | {"code": code} for code in UNITS],
        "unit_profile": draw(rows(PROFILES, 8)),
        "unit_state": draw(rows(STATES, 3)),
        "facility": draw(rows(FACILITIES, 8)),
        "worker": draw(rows(WORKERS, 10)),
        "survey": draw(rows(st.fixed_dictionaries({"unit": UNIT, "held_on": DAYS, "sample": st.just(9), "satisfied": st.just(9)}), 3)),
    }
    sizes = st.tuples(*[st.decimals(0, 900, places=2)] * 3)
    found["project"] = [
        {"unit": COUNTY, "removed": False, "name": "项目", "completed_on": day, "total_area_m2": str(a + b + c)}
        | {"commercial_area_m2": str(a), "service_area_m2": str(b)}
        for day, (a, b, c) in draw(st.lists(st.tuples(DAYS, sizes), max_size=3))
    ]
    course = st.fixed_dictionaries(
        {
            "unit": UNIT,
            "ends_on": DAYS,
            "organiser_level": st.sampled_from([OrganiserLevel.PREFECTURE.value, OrganiserLevel.COUNTY.value]),
            "recognised": st.none() | st.booleans() | st.just(True),
        }
    ).map(lambda row: row | {"ref": "", "title": "班", "mode": "online", "starts_on": row["ends_on"], "hours": "8"})
    found["course"] = draw(rows(course, 3))
    found["attendance"] = [
        {"unit": UNITS[0], "removed": chance == 0, "course": course, "worker": worker, "result": result.value}
        for course, worker, result, chance in draw(
            st.lists(st.tuples(st.integers(0, 2), st.integers(0, 9), st.sampled_from(Result), st.integers(0, 9)), max_size=12)
        )
        if course < len(found["course"]) and worker < len(found["worker"])
    ]
    found["worker_state"] = [
        {"unit": UNITS[0], "removed": chance == 0, "worker": worker, "since": since, "full_time": full, "urban_roster": roster}
        for worker, since, full, roster, chance in draw(
            st.lists(st.tuples(st.integers(0, 9), DAYS, st.booleans(), st.booleans(), st.integers(0, 9)), max_size=4)
        )
        if worker < len(found["worker"])
    ]
    _number(found)
    return found


def _number(found: dict[str, list[Row]]) -> None:
    """Give each row its id; later rows have higher ids."""
    for table, listed in found.items():
        for index, row in enumerate(listed):
            row["id"] = table.encode().ljust(15, b"-")[:15] + bytes([index])


def write_world(ws: Workspace, world: Rows) -> None:
    """Replace the registers in the tables, and mark all kept numbers as stale."""
    with ws._context.engine.begin() as connection:
        for table in (*TABLES, "elder", "elder_spell", "visit", "need"):
            connection.execute(text(f"DELETE FROM {table}"))
        for row in world["unit"]:
            values = {key: row[key] for key in ("kind", "urban_rural_class", "active", "code")}
            statement = "UPDATE unit SET kind = :kind, urban_rural_class = :urban_rural_class, active = :active WHERE code = :code"
            connection.execute(text(statement), values)
        for table in TABLES:
            for row in world.get(table, ()):
                _insert(connection, table, _stored(world, row))
        mark = "INSERT INTO stale (unit_id, register, month) VALUES (:unit, 'definition', '') ON CONFLICT DO NOTHING"
        connection.execute(text(mark), {"unit": unit_id(COUNTY)})


def _stored(world: Rows, row: Row) -> Row:
    values = {key: value for key, value in row.items() if key not in ("unit", "place", "worker", "course")}
    values |= {"unit_id": unit_id(row.get("unit", COUNTY)), "flags": 0}
    if "place" in row:
        # A county writes what a place was into the stream that all share.
        values |= {"place_id": unit_id(row["place"]), "unit_id": COMMON}
    for key in ("worker", "course"):
        if key in row:
            values[f"{key}_id"] = world[key][row[key]]["id"]
    return values


def _insert(connection: Connection, table: str, values: Row) -> None:
    names = ", ".join(f'"{key}"' for key in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({', '.join(f':{key}' for key in values)})"), values)
