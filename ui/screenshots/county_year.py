"""An invented county with twelve units and a year behind it: who reported, who was met, what was built, who was trained."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from db.codes import Method, NeedKind, Outcome
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.inputs import NeedInput, VisitInput
from ui.screenshots import people

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

PREFECTURE = "653100000000"
TODAY = date(2026, 11, 25)
YEAR = tuple(f"{2025 + (11 + by) // 12:04d}-{(11 + by) % 12 + 1:02d}" for by in range(12))
"""December 2025 to November 2026."""

UNITS = (
    "653121100001", "653121100002", "653121100003", "653121100201", "653121101200", "653121101201", "653121101205", "653121102001",
    "653121102002", "653121102200", "653121102202", "653121102204",
)  # fmt: skip
"""Five communities and seven villages of three townships."""

SENT: Mapping[str, str] = {
    "653121100001": "111111",
    "653121100002": "111111",
    "653121100003": "111110",
    "653121100201": "110111",
    "653121101200": "101101",
    "653121101201": "111000",
    "653121101205": "111111",
    "653121102001": "111111",
    "653121102002": "111z11",
    "653121102200": "010011",
    "653121102202": "000000",
    "653121102204": "111101",
}
"""Packages of June to November: 1 sent, z nothing to report, 0 nothing came."""

ELDERS = 16
"""People of each unit that the county loaded from old ledgers."""

Row = Mapping[str, object]


class Calendar(Clock):
    """A clock whose day is turned by the story."""

    def __init__(self, day: date) -> None:
        """Stands still at a quarter to eleven."""
        super().__init__(day)
        self.days = [day]

    def turn(self, day: date) -> None:
        """Go on to another day."""
        self.days.append(day)

    def now(self) -> datetime:
        """The moment of the present day."""
        return datetime.combine(self.days[-1], time(10, 44, 12))


@dataclass(frozen=True)
class Counted:
    """One unit's plain counts."""

    code: str
    number: int

    @property
    def urban(self) -> bool:
        """Whether it is a community of the town."""
        return self.code[9:] < "200"


def create(folder: Path) -> tuple["Workspace", "Workspace"]:
    """The prefecture, and one of its counties with its year, on the 25th of November."""
    clock = Calendar(date(2025, 12, 1))
    prefecture = _office(folder / "prefecture", "prefecture", PREFECTURE, clock)
    (invitation,) = prefecture.enrolment.invite([people.COUNTY], folder / "county.kashi-invitation").files
    county = _office(folder / "county", "county", people.COUNTY, clock, invitation)
    units = [Counted(code, number) for number, code in enumerate(UNITS)]
    table = folder / "table.csv"

    def load(register: str, rows: Iterable[Row]) -> None:
        _write(table, rows)
        county.registers.load(register, table)

    clock.turn(TODAY)
    load("unit", _places(county, units))
    for register, rows in _registers(units).items():
        load(register, rows)
    load("elder", (row for unit in units for row in _elders(unit)))
    load("visit", (row for unit in units for row in _visits(unit)))
    _packages(folder, county, clock)
    clock.turn(TODAY)
    _round(folder / "numbers", prefecture, {people.COUNTY: county})
    return prefecture, county


def _office(folder: Path, level: str, code: str, clock: Clock, invitation: Path | None = None) -> "Workspace":
    from kashi_desktop import startup

    made = startup.create_workspace(
        folder, level=level, unit_code=code, passphrase=people.PASSPHRASE, name="热依拉", invitation=invitation, clock=clock
    )
    return made.workspace


def _write(table: Path, rows: Iterable[Row]) -> None:
    held = list(rows)
    keys = list(dict.fromkeys(key for row in held for key in row))
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, keys, restval="")
        writer.writeheader()
        writer.writerows(held)


def _places(county: "Workspace", units: Sequence[Counted]) -> Iterator[Row]:
    """The twelve as they are; every other unit of the county stands aside so that a picture holds all."""
    known = {unit.code: unit for unit in units}
    for each in county.registers.dump("unit"):
        if each["level"] == "village":
            unit = known.get(str(each["code"]))
            kind = "resident_committee" if unit and unit.urban else each["kind"]
            area = "" if unit is None or unit.number == 11 else "111" if unit.urban else "220"
            yield {**each, "kind": kind, "urban_rural_class": area, "active": "1" if unit else "0"}


def _registers(units: Sequence[Counted]) -> Mapping[str, Iterable[Row]]:
    return {
        "unit_profile": _profiles(units),
        "facility": (row for unit in units for row in _facilities(unit)),
        "worker": (row for unit in units for row in _workers(unit)),
        "course": [
            {"ref": "C1", "title": "社区工作者年度培训", "organiser_level": "county", "mode": "in_person", "starts_on": "2026-05-11",
             "ends_on": "2026-05-15", "hours": "40", "recognised": "1"},
            {"ref": "C2", "title": "地区养老服务培训班", "organiser_level": "prefecture", "mode": "mixed", "starts_on": "2026-09-07",
             "ends_on": "2026-09-09", "hours": "24", "recognised": "1"},
        ],
        "attendance": (row for unit in units for row in _attendances(unit)),
        "project": [_project("水榭花都二期", "2024-06-30", 52_000, 4_100, 1_800), _project("康欣家园", "2026-08-31", 28_000, 1_500, 900)],
        "survey": [_survey(unit) for unit in units if unit.number % 4],
    }  # fmt: skip


def _project(name: str, day: str, total: int, commercial: int, service: int) -> Row:
    areas = {"total_area_m2": total, "commercial_area_m2": commercial, "service_area_m2": service}
    return {"name": name, "completed_on": day, **areas}


def _survey(unit: Counted) -> Row:
    return {"unit_code": unit.code, "held_on": "2026-09-20", "sample": 60, "satisfied": 52}


def _profiles(units: Sequence[Counted]) -> Iterator[Row]:
    for unit in units:
        yield {
            "unit_code": unit.code,
            "as_of": "2025-12-01",
            "households": 260 + 45 * unit.number,
            "resident_population": 980 + 160 * unit.number,
            "urban_resident_population": (980 + 160 * unit.number) if unit.urban else 0,
            "social_organisations": 11 - unit.number % 3 if unit.urban else 5 + unit.number % 2,
            "proxy_service": "0" if unit.number == 9 else "1",
        }
    yield {"unit_code": people.COUNTY, "as_of": "2025-12-01", "resident_population": 21_400, "elder_care_land_m2": 1_960}
    for number, township in enumerate(("653121100000", "653121101000", "653121102000")):
        yield {"unit_code": township, "as_of": "2025-12-01", "social_work_station": "1" if number else "0"}


def _facilities(unit: Counted) -> Iterator[Row]:
    base: dict[str, object] = {
        "code": f"F{unit.number:02d}",
        "name": "综合服务中心",
        "kind": "service_centre",
        "units": unit.code,
        "hours": "10:00-14:00,16:00-19:00" if unit.number == 6 else "10:00-14:00,16:00-20:00",
        "status": "in_use",
        "valid_from": f"2026-{unit.number:02d}-01" if unit.number in (3, 7) else "2024-05-01",
        "building_area_m2": 80 + 12 * unit.number,
        "activity_area_m2": 8 + 2 * unit.number,
        "kiosk": "broken" if unit.number == 1 else "working" if unit.urban else "none",
    }
    yield base | ({"kiosk_broken_on": "2026-09-28"} if unit.number == 1 else {})
    if unit.number == 8:
        large = {"code": "Q08", "name": "文化广场", "kind": "other", "building_area_m2": 4200, "activity_area_m2": 600, "kiosk": "none"}
        yield {**base, **large, "valid_from": "2024-05-01"}
    if unit.urban and unit.number != 7:
        day_care = {"code": f"D{unit.number:02d}", "name": "日间照料中心", "kind": "day_care", "building_area_m2": 38, "kiosk": "none"}
        yield {**base, **day_care, "activity_area_m2": 12, "valid_from": f"2026-0{unit.number + 1}-15" if unit.number < 3 else "2024-05-01"}


def _workers(unit: Counted) -> Iterator[Row]:
    for place, person in enumerate(people.others(4 if unit.urban else 2, unit.number * 7)):
        yield {
            "ref": f"W{unit.number:02d}-{place}",
            "unit_code": unit.code,
            "full_name": person.name,
            "birth_date": f"{person.born + 45}-04-0{place + 1}",
            "post": "社区工作者",
            "full_time": "1",
            "urban_roster": "1" if unit.urban else "0",
            "certificates": "assistant" if place == 0 else "",
            "certificate_on": "2025-03-01" if place == 0 else "",
            "employed_on": "2025-01-10",
        }


def _attendances(unit: Counted) -> Iterator[Row]:
    for place in range(4 if unit.urban else 2):
        if (unit.number + place) % 7:
            yield {"unit_code": unit.code, "course_ref": "C1", "worker_ref": f"W{unit.number:02d}-{place}", "result": "passed"}
        if place == 0 and unit.number % 2:
            yield {"unit_code": unit.code, "course_ref": "C2", "worker_ref": f"W{unit.number:02d}-0", "result": "not_assessed"}


def _elders(unit: Counted) -> Iterator[Row]:
    if unit.code == "653121102202":
        return
    for place, person in enumerate(people.others(ELDERS, unit.number * 3)):
        yield {
            "ref": f"E{unit.number:02d}-{place:02d}",
            "unit_code": unit.code,
            "full_name": person.name,
            "sex": person.sex.value,
            "birth_date": f"{person.born}-03-{1 + place:02d}",
            "group": person.group,
            "categories": person.category.value,
            "care_level": ("high", "medium", "low", "low")[place % 4],
            "enrolled_on": "2025-11-05",
            "consent_on": "2025-11-05",
            "phone": f"1380000{unit.number:02d}{place:02d}",
        }


def _visits(unit: Counted) -> Iterator[Row]:
    """Everybody is met in most months; late in the year a few units fall behind, and some knock in vain."""
    if unit.code == "653121102202":
        return
    for number, month in enumerate(YEAR):
        behind = (unit.number * 5 + number * 3) % 11 // (4 if number < 9 else 3)
        if month == YEAR[-1]:
            behind += (0, 0, 1, 4, 3, 6, 0, 0, 1, 2, 0, 2)[unit.number]
        for place in range(ELDERS):
            missed = place < behind
            day = 3 + (place * 5 + unit.number) % 20
            yield {
                "elder_ref": f"E{unit.number:02d}-{place:02d}",
                "unit_code": unit.code,
                "visited_at": f"{month}-{day:02d} 10:30",
                "method": "home" if place % 3 else "phone",
                "outcome": "no_answer" if missed else "met" if place % 3 else "remote",
                "visitors": "阿依努尔",
                "note": "身体还好，没有什么困难。" if unit.number == 4 and month == "2026-10" and place < 6 else "",
            }


def _packages(folder: Path, county: "Workspace", clock: Calendar) -> None:
    """Every unit's own office: its packages of half a year, as they came, and the receipts that went back."""
    offices = {}
    reporting = [code for code in UNITS if "1" in SENT[code]]
    invited = county.enrolment.invite(reporting, folder / "invitations").files
    for code, invitation in zip(reporting, invited, strict=True):
        offices[code] = _office(folder / code, "village", code, clock, invitation)
    for place, month in enumerate(YEAR[-6:]):
        clock.turn(date(int(month[:4]), int(month[5:]), 24))
        sending = {code: ws for code, ws in offices.items() if SENT[code][place] != "0"}
        for code, ws in sending.items():
            if SENT[code][place] == "1":
                _work(ws, month)
        _round(folder / month, county, sending)
    for ws in offices.values():
        ws.close()


def _round(folder: Path, above: "Workspace", sending: Mapping[str, "Workspace"]) -> None:
    """One trip of the sticks: packages up, computers approved, receipts down."""
    inbox, receipts = folder / "packages", folder / "receipts"
    for each in (folder, inbox, receipts):
        each.mkdir()
    for ws in sending.values():
        ws.packages.export(inbox)
    above.packages.import_files([inbox])
    for device in above.enrolment.devices():
        if device.state == "waiting":
            above.enrolment.approve(device.device_code)
    above.packages.write_receipts(receipts)
    for code, ws in sending.items():
        ws.packages.import_files([next(receipts.glob(f"{code}*"))])


def _work(ws: "Workspace", month: str) -> None:
    """Something to send: one person of the unit's own register, met once a month."""
    from kashi_desktop.services.elders import ElderQuery

    found = ws.elders.open_list(ElderQuery())
    if found.count:
        elder = ws.elders.fetch_page(found, 0)[0].id
    else:
        elder = next(iter(people.enrol(ws, tuple(people.others(1, int(ws.office.unit_code[-5:])))).values()))
    when = datetime(int(month[:4]), int(month[5:]), 12, 11, 0)
    ws.visits.record(VisitInput(visited_at=when, method=Method.HOME, outcome=Outcome.MET, visitors=("阿依努尔",)), elder_id=elder)
    if month.endswith("10"):
        ws.needs.open(NeedInput(kind=NeedKind.REPAIR), elder)
