"""The numbers of the plan once more, row by row and slowly, from the words of domain.md §5 alone."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from kashi_desktop.rules.unit_codes import unit_id
from tests.services.number_data import COUNTY, OTHER_TOWNSHIP, TOWNSHIP, UNITS, Row, Rows

FIGURES = (
    "households",
    "resident_population",
    "urban_resident_population",
    "social_organisations",
    "proxy_service",
    "social_work_station",
    "elder_care_land_m2",
)
AREA_KINDS = {"service_centre", "activity_room", "day_care", "hall", "childcare"}
Known = tuple[Decimal | int, Decimal | int] | None
Sides = tuple[Fraction, Fraction, int]
"""Numerator, denominator, complete places."""


def day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def kept(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if not row.get("removed")]


def months_later(start: date, months: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


class Naive:
    """Everything at the end of one month."""

    def __init__(self, world: Rows, month: str) -> None:
        year, number = map(int, month.split("-"))
        self.world, self.end = world, date(year, number, monthrange(year, number)[1])
        self.start_of_year = date(year, 1, 1)

    def latest(self, rows: Sequence[Row], key: str) -> Row | None:
        standing = [row for row in rows if day(row[key]) <= self.end]  # type: ignore[operator]  # a day is always there
        return max(standing, key=lambda row: (row[key], row["id"])) if standing else None

    # -- places --

    def state(self, code: str) -> Row:
        now = next((row for row in self.world["unit"] if row["code"] == code), {"kind": None, "urban_rural_class": None, "active": True})
        states = [row for row in kept(self.world["unit_state"]) if row["place"] == code]
        found = self.latest(states, "since") or (min(states, key=lambda row: (row["since"], row["id"])) if states else None)
        if found is None:
            return dict(now) | {"urban_override": None}
        return {
            "active": found["active"],
            "kind": found["kind"] or now["kind"],
            "urban_rural_class": found["urban_rural_class"] or now["urban_rural_class"],
            "urban_override": found["urban_override"],
        }

    def active(self, code: str) -> bool:
        return bool(self.state(code)["active"])

    def urban(self, code: str) -> bool | None:
        found = self.state(code)
        if found["urban_override"] is not None:
            return bool(found["urban_override"])
        if found["kind"] == "village_committee":
            return False
        if found["kind"] is None or found["urban_rural_class"] is None:
            return None
        return str(found["urban_rural_class"]).startswith("1")

    def profile(self, code: str) -> Row:
        found = self.latest([row for row in kept(self.world["unit_profile"]) if row["unit"] == code], "as_of")
        return found or dict.fromkeys(FIGURES)

    def reported(self, code: str) -> bool:
        own = any(row["unit"] == code for table in ("unit_profile", "facility", "worker", "survey") for row in kept(self.world[table]))
        return own or any(unit_id(code).hex() in row["units"] for row in kept(self.world["facility"]))

    # -- facilities --

    def in_use(self) -> list[Row]:
        found = []
        for keeper in UNITS:
            for code in {row["code"] for row in self.world["facility"]}:
                row = self.latest(
                    [each for each in kept(self.world["facility"]) if (each["unit"], each["code"]) == (keeper, code)], "valid_from"
                )
                if row and row["status"] == "in_use" and (row["valid_to"] is None or day(row["valid_to"]) >= self.end):  # type: ignore[operator]
                    found.append(row)
        return found

    def serving(self, code: str) -> list[Row]:
        return [row for row in self.in_use() if unit_id(code).hex() in row["units"]]

    def part(self, row: Row, code: str, column: str) -> Decimal:
        """A unit's hundredths of an area: floors first, what is left one by one to the largest remainders."""
        parts = [each.split(":") for each in row["units"].split(";")]
        codes = {unit_id(each).hex(): each for each in UNITS}
        if all(len(each) == 2 for each in parts):
            weights = {id_: Fraction(share) for id_, share in parts}
        else:
            known = {id_: self.profile(codes[id_])["households"] for id_, *_ in parts}
            usable = all(each is not None for each in known.values()) and any(known.values())
            weights = {id_: Fraction(each if usable else 1) for id_, each in known.items()}
        whole = int(Decimal(row[column]) * 100)
        exact = {id_: Fraction(whole) * weight / sum(weights.values()) for id_, weight in weights.items()}
        given = {id_: int(value) for id_, value in exact.items()}
        while sum(given.values()) < whole:
            best = max(sorted(exact), key=lambda id_: exact[id_] - given[id_])
            given[best] += 1
        return Decimal(given[unit_id(code).hex()]) / 100

    # -- workers --

    def person(self, index: int) -> object:
        row = self.world["worker"][index]
        return row["id_hmac"] or index

    def employed(self, row: Row) -> bool:
        return day(row["employed_on"]) <= self.end and (row["left_on"] is None or day(row["left_on"]) > self.end)  # type: ignore[operator]

    def workers(self, test: Callable[[int, Row], bool]) -> dict[object, Row]:
        """Persons with a row that passes, each with the one of its rows that began first."""
        found: dict[object, Row] = {}
        for index, row in enumerate(self.world["worker"]):
            if not row["removed"] and self.active(row["unit"]) and test(index, row):
                held = found.get(self.person(index))
                if held is None or (row["employed_on"], row["id"]) < (held["employed_on"], held["id"]):
                    found[self.person(index)] = row
        return found

    def on_roster(self, index: int, row: Row) -> bool:
        states = [each for each in kept(self.world["worker_state"]) if each["worker"] == index]
        now = self.latest(states, "since") or (min(states, key=lambda each: (each["since"], each["id"])) if states else row)
        away = row["leave_from"] and day(row["leave_from"])
        until = day(row["leave_to"]) or self.end
        long = bool(away and away <= self.end <= until and until > months_later(away, 6))
        return self.employed(row) and now["full_time"] and now["urban_roster"] and not long

    def courses(self, index: int, test: Callable[[Row, Row], bool]) -> bool:
        for each in kept(self.world["attendance"]):
            course = self.world["course"][each["course"]]
            if course["removed"] or self.world["worker"][each["worker"]]["removed"] or self.person(each["worker"]) != self.person(index):
                continue
            if self.start_of_year <= date.fromisoformat(course["ends_on"]) <= self.end and test(course, each):
                return True
        return False

    # -- numbers of one unit: (numerator, denominator) or None when something is not known --

    def of_unit(self, key: str, code: str) -> Known:
        rule: Callable[[str], Known] = getattr(self, key)
        return rule(code) if self.reported(code) else None

    def facility_coverage(self, code: str) -> Known:
        return int(any(row["kind"] == "service_centre" for row in self.serving(code))), 1

    def areas(self, code: str) -> list[Row]:
        return [row for row in self.serving(code) if row["kind"] in AREA_KINDS]

    def area_per_100_households(self, code: str) -> Known:
        households = self.profile(code)["households"]
        building = sum((self.part(row, code, "building_area_m2") for row in self.areas(code)), Decimal(0))
        return None if households is None else (building, households)

    def activity_area_share(self, code: str) -> Known:
        rows = self.areas(code)
        if any(row["activity_area_m2"] is None for row in rows):
            return None
        activity, building = ([self.part(row, code, column) for row in rows] for column in ("activity_area_m2", "building_area_m2"))
        return sum(activity, Decimal(0)), sum(building, Decimal(0))

    def kiosk_coverage(self, code: str) -> Known:
        if not self.urban(code):
            return None if self.urban(code) is None else (0, 0)
        since = self.end - timedelta(days=30)
        kiosks = [(row["kiosk"], day(row["kiosk_broken_on"])) for row in self.serving(code)]
        if any(kiosk == "working" or (kiosk == "broken" and broken is not None and broken >= since) for kiosk, broken in kiosks):
            return 1, 1
        return None if kiosks and all(kiosk is None for kiosk, _ in kiosks) else (0, 1)

    def day_care_coverage(self, code: str) -> Known:
        if not self.urban(code):
            return None if self.urban(code) is None else (0, 0)
        return int(any(row["kind"] == "day_care" for row in self.serving(code))), 1

    def counted(self, code: str, test: Callable[[int, Row], bool]) -> dict[object, Row]:
        return {person: row for person, row in self.workers(test).items() if row["unit"] == code}

    def workers_per_10k(self, code: str) -> Known:
        people = self.profile(code)["urban_resident_population"]
        return None if people is None else (len(self.counted(code, self.on_roster)), people)

    def social_work_professionals(self, code: str) -> Known:
        return len(self.counted(code, self.certified)), 1

    def training_coverage(self, code: str) -> Known:
        people = self.counted(code, lambda _, row: self.employed(row))
        asked = {person for person, row in people.items() if (self.end - date.fromisoformat(row["employed_on"])).days >= 30}
        index = {self.person(each): each for each in range(len(self.world["worker"]))}
        done = [person for person in asked if self.courses(index[person], self.completes)]
        return len(done), len(asked)

    @staticmethod
    def completes(course: Row, attendance: Row) -> bool:
        return bool(course["recognised"]) and attendance["result"] in ("passed", "not_assessed")

    def worker_coverage(self, code: str) -> Known:
        here = [row for row in kept(self.world["worker"]) if row["unit"] == code]
        return int(any(self.employed(row) for row in here)), 1

    def organisations(self, code: str, urban: bool) -> Known:
        if self.urban(code) is not urban:
            return None if self.urban(code) is None else (0, 0)
        found = self.profile(code)["social_organisations"]
        return None if found is None else (found, 1)

    def social_orgs_urban(self, code: str) -> Known:
        return self.organisations(code, True)

    def social_orgs_rural(self, code: str) -> Known:
        return self.organisations(code, False)

    def opening_hours(self, code: str) -> Known:
        centres = [row for row in self.in_use() if row["unit"] == code and row["kind"] == "service_centre"]
        if any(row["hours"] is None for row in centres):
            return None
        return len([row for row in centres if LONG_ENOUGH[row["hours"]](self.end.month)]), len(centres)

    def proxy_service(self, code: str) -> Known:
        found = self.profile(code)["proxy_service"]
        return None if found is None else (int(found), 1)

    def survey_coverage(self, code: str) -> Known:
        held = [date.fromisoformat(row["held_on"]) for row in kept(self.world["survey"]) if row["unit"] == code]
        return int(any(self.start_of_year <= each <= self.end for each in held)), 1

    def prefecture_class(self, code: str) -> Known:
        return len(self.counted(code, lambda index, _: self.courses(index, self.of_prefecture))), 1

    @staticmethod
    def of_prefecture(course: Row, attendance: Row) -> bool:
        return bool(course["organiser_level"] == "prefecture") and attendance["result"] != "absent"

    def certified(self, index: int, row: Row) -> bool:
        known = row["certificate_on"] is None or day(row["certificate_on"]) <= self.end  # type: ignore[operator]
        return self.employed(row) and bool(row["certificates"]) and known

    # -- numbers of a scope --

    def of(self, key: str, units: Sequence[str], townships: Sequence[str], county: bool) -> Sides:
        found: list[Known]
        if key == "new_build_share":
            found = [self.new_build()] if county else []
        elif key == "elder_care_land":
            found = [self.land()] if county else []
        elif key == "township_social_work":
            stations = [self.profile(code)["social_work_station"] for code in townships]
            found = [None if each is None else (int(each), 1) for each in stations]
        else:
            found = [self.of_unit(key, code) for code in units if self.active(code)]
        known = [each for each in found if each is not None]
        numerator = sum((Fraction(each[0]) for each in known), Fraction(0))
        denominator = sum((Fraction(each[1]) for each in known), Fraction(0))
        if key in ("social_work_professionals", "prefecture_class"):
            denominator = min(denominator, Fraction(1))
        return numerator, denominator, len(known)

    def new_build(self) -> Known:
        done = [row for row in self.world["project"] if date(2021, 1, 1) <= date.fromisoformat(row["completed_on"]) <= self.end]
        inside = sum((Decimal(row["commercial_area_m2"]) + Decimal(row["service_area_m2"]) for row in done), Decimal(0))
        return inside, sum((Decimal(row["total_area_m2"]) for row in done), Decimal(0))

    def land(self) -> Known:
        own = self.profile(COUNTY)
        residents = own["resident_population"]
        if residents is None:
            known = [self.profile(code)["resident_population"] for code in UNITS if self.active(code)]
            residents = sum(known) if known and None not in known else None
        return None if own["elder_care_land_m2"] is None or residents is None else (Decimal(own["elder_care_land_m2"]), residents)


LONG_ENOUGH: dict[str, Callable[[int], bool]] = {
    "10:00-14:00,16:00-20:00": lambda month: True,
    "10:00-17:59": lambda month: False,
    "04-10=08:00-16:00|11-03=10:00-16:00": lambda month: 4 <= month <= 10,
    "07-08=08:00-20:00": lambda month: month in (7, 8),
}
SCOPES = (
    *(((code,), (), False, code) for code in UNITS),
    (UNITS[:2], (TOWNSHIP,), False, TOWNSHIP),
    (UNITS[2:], (OTHER_TOWNSHIP,), False, OTHER_TOWNSHIP),
    (UNITS, (TOWNSHIP, OTHER_TOWNSHIP), True, COUNTY),
)
"""Units, townships, whether the county's own numbers belong to it, and the code of each scope."""
