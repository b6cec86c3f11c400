"""The registers of an invented county besides its elders: rows as its offices would have typed them, the same for the same seed.

A row is keyed by the columns of its register. Some things are not as they should be: a kiosk is broken, a centre is too small, a village
shares its neighbour's, somebody lacks training; otherwise there would be nothing to find.
"""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from db.codes import UnitKind
from kashi_desktop.cli.demo_people import full_name, is_woman
from kashi_desktop.rules.calendar import months_until
from kashi_desktop.rules.unit_codes import kind_of

Row = dict[str, str]

_HOURS = ("09:30-13:30,15:30-19:30", "10:00-14:00,16:00-20:00", "10:00-13:00,16:00-19:00")
_POSTS = ("书记", "主任", "社区工作者", "网格员", "计生专干", "妇联主席", "民政专干")
_ACTIVITIES = (
    ("打扫卫生", "助洁", 3),
    ("送餐上门", "助餐", 2),
    ("义务理发", "生活照料", 3),
    ("教用手机", "陪伴", 2),
    ("冬季送煤", "其他", 4),
)
_COURSES = (("社区工作者岗位培训", "county", 16), ("养老服务业务培训", "prefecture", 24), ("志愿服务组织培训", "county", 8))
_TASKS = (
    ("社区综合服务设施补短板", "第六条", "县民政局", "doing"),
    ("特殊困难老年人月探访", "第九条", "县民政局", "doing"),
    ("社区工作者全员培训", "第十四条", "县委组织部", "doing"),
    ("政务代办全覆盖", "第十一条", "县行政服务中心", "done"),
    ("新建小区配建用房验收", "第七条", "县住建局", "open"),
    ("社区满意度调查", "第十八条", "县民政局", "open"),
)
_HOLIDAYS = (("01-01", "元旦"), ("05-01", "劳动节"), ("10-01", "国庆节"), ("10-02", "国庆节"), ("10-03", "国庆节"))


@dataclass(frozen=True)
class Setting:
    """Which units (code, name), over which days, from which seed; ``place`` tells one county's persons from another's."""

    seed: int
    units: Sequence[tuple[str, str]]
    first: date
    until: date
    place: int = 0

    def chance(self, register: str, code: str) -> Random:
        """Chance of one register in one unit."""
        return Random(f"{self.seed}/{register}/{code}")

    def person(self, unit: int, kind: int, turn: int) -> int:
        """The number of a person of a unit: 0 workers, 1 volunteers, 2 elders."""
        return (((self.seed * 13 + self.place) * 400 + unit) * 3 + kind) * 1000 + turn

    @property
    def years(self) -> range:
        """The years that the days lie in."""
        return range(self.first.year, self.until.year + 1)


def is_urban(code: str) -> bool:
    """Residents' committees of the demo lie in towns."""
    return kind_of(code) is UnitKind.RESIDENT_COMMITTEE


def units(setting: Setting) -> Iterator[Row]:
    """Classes of the statistics office, which the shipped list lacks; one unit's is not known yet."""
    for number, (code, name) in enumerate(setting.units):
        if number % 40 != 39:
            yield {"code": code, "name": name, "level": "village", "urban_rural_class": "121" if is_urban(code) else "220"}


def profiles(setting: Setting) -> Iterator[Row]:
    """Figures of each unit and year; the last unit of forty never sent its own."""
    for number, (code, _) in enumerate(setting.units):
        if number % 40 == 38:
            continue
        chance = setting.chance("unit_profile", code)
        households = chance.randint(180, 620)
        for turn, year in enumerate(setting.years):
            grown = households + turn * chance.randint(0, 9)
            people = grown * 4 - chance.randint(0, 60)
            yield {
                "unit_code": code,
                "as_of": max(setting.first, date(year, 1, 1)).isoformat(),
                "households": str(grown),
                "resident_population": str(people),
                "urban_resident_population": str(people) if is_urban(code) else "0",
                "social_organisations": str(chance.randint(8, 14) if is_urban(code) else chance.randint(3, 8)),
                "proxy_service": "0" if number % 23 == 22 else "1",
            }


def facilities(setting: Setting) -> Iterator[Row]:
    """A centre in nearly every unit, some shared with the next, some too small; day care and a kiosk in town."""
    for number, (code, name) in enumerate(setting.units):
        chance = setting.chance("facility", code)
        if number % 17 == 16:
            continue  # uses the centre of the unit before it
        shared = number % 17 == 15 and number + 1 < len(setting.units)
        area = chance.randint(40, 80) if number % 11 == 10 else chance.randint(90, 320)
        base = {"tenure": chance.choice(("built", "allocated", "leased")), "area_source": chance.choice(("survey", "deed", "estimate"))}
        base |= {
            "hours": chance.choice(_HOURS),
            "barrier_free": "1",
            "status": "in_use",
            "valid_from": f"{chance.randint(2008, 2019)}-09-01",
        }
        kiosk = chance.choice(("working", "working", "working", "broken")) if is_urban(code) else chance.choice(("none", "none", "working"))
        yield base | {
            "code": f"F{number + 1:03d}-1",
            "name": f"{name}综合服务中心",
            "kind": "service_centre",
            "units": f"{code};{setting.units[number + 1][0]}" if shared else code,
            "year_built": base["valid_from"][:4],
            "building_area_m2": str(area),
            "activity_area_m2": str(round(area * chance.uniform(0.08, 0.7))),
            "kiosk": kiosk,
            "kiosk_broken_on": (setting.until - timedelta(days=chance.choice((9, 50)))).isoformat() if kiosk == "broken" else "",
        }
        for turn, kind, word in ((2, "day_care", "日间照料中心"), (3, "activity_room", "活动室")):
            if chance.random() < (0.9 if kind == "day_care" and is_urban(code) else 0.3):
                area = chance.randint(40, 160)
                more = {"code": f"F{number + 1:03d}-{turn}", "name": f"{name}{word}", "kind": kind, "units": code, "kiosk": "none"}
                yield base | more | {"building_area_m2": str(area), "activity_area_m2": str(area * 3 // 5)}


def workers(setting: Setting) -> Iterator[Row]:
    """Five to nine in town, three to five in a village; few hold a certificate, some left, one is new."""
    for number, (code, _) in enumerate(setting.units):
        chance = setting.chance("worker", code)
        for turn in range(chance.randint(5, 9) if is_urban(code) else chance.randint(3, 5)):
            certificate = chance.choice(("assistant", "social_worker")) if chance.random() < 0.12 else ""
            employed = setting.first - timedelta(days=chance.randint(200, 3000))
            left = setting.first + (setting.until - setting.first) * chance.random() if turn and chance.random() < 0.05 else None
            yield {
                "ref": f"W{turn + 1:02d}",
                "unit_code": code,
                "full_name": full_name(setting.person(number, 0, turn)),
                "birth_date": (date(1968, 1, 1) + timedelta(days=chance.randint(0, 11000))).isoformat(),
                "post": _POSTS[min(turn, 2) if turn < 3 else chance.randrange(2, len(_POSTS))],
                "full_time": "0" if chance.random() < 0.15 else "1",
                "urban_roster": "1" if is_urban(code) else "0",
                "certificates": certificate,
                "certificate_on": f"{employed.year + 1}-10-20" if certificate and employed.year < setting.until.year - 1 else "",
                "employed_on": employed.isoformat(),
                "left_on": left.isoformat() if left else "",
            }


def courses(setting: Setting) -> Iterator[Row]:
    """Three courses a year, as far as they have been held."""
    for year in setting.years:
        for turn, (title, level, hours) in enumerate(_COURSES):
            starts = date(year, 4 + turn * 3, 13)
            if setting.first <= starts and starts + timedelta(days=3) <= setting.until:
                yield {
                    "ref": f"K{year}-{turn + 1}",
                    "title": f"{year}年{title}",
                    "organiser_level": level,
                    "mode": "mixed" if turn == 1 else "in_person",
                    "starts_on": starts.isoformat(),
                    "ends_on": (starts + timedelta(days=hours // 8)).isoformat(),
                    "place": "县委党校",
                    "hours": str(hours),
                    "recognised": "1",
                }


def attendances(setting: Setting) -> Iterator[Row]:
    """Most workers come to the county's course of the year, some to the others; few fail."""
    held = list(courses(setting))
    for worker in workers(setting):
        chance = setting.chance("attendance", f"{worker['unit_code']}/{worker['ref']}")
        for course in held:
            likely = 0.93 if course["title"].endswith(_COURSES[0][0]) else 0.25
            if worker["employed_on"] < course["starts_on"] < (worker["left_on"] or "9") and chance.random() < likely:
                result = chance.choices(("passed", "not_assessed", "failed", "absent"), (80, 12, 4, 4))[0]
                yield {
                    "unit_code": worker["unit_code"],
                    "course_ref": course["ref"],
                    "worker_ref": worker["ref"],
                    "sessions_attended": "0" if result == "absent" else str(chance.randint(3, 8)),
                    "result": result,
                    "certificate_no": f"{course['ref']}-{chance.randint(1, 9999):04d}" if result == "passed" else "",
                }


def volunteers(setting: Setting) -> Iterator[Row]:
    """Eight to sixteen in each unit, a few of them under eighteen with their guardian's consent."""
    for number, (code, _) in enumerate(setting.units):
        chance = setting.chance("volunteer", code)
        for turn in range(chance.randint(8, 16)):
            person = setting.person(number, 1, turn)
            young = turn % 9 == 8
            born = date(setting.first.year - (16 if young else chance.randint(21, 62)), chance.randint(1, 12), chance.randint(1, 28))
            yield {
                "ref": f"V{turn + 1:03d}",
                "unit_code": code,
                "full_name": full_name(person),
                "birth_date": born.isoformat(),
                "sex": "female" if is_woman(person) else "male",
                "phone": f"1000002{person % 10000:04d}",
                "skills": chance.choice(("", "理发", "烹饪", "维修", "双语")),
                "registered_on": (setting.first - timedelta(days=chance.randint(1, 300))).isoformat(),
                "guardian_consent": "1" if young else "",
            }


def activities(setting: Setting) -> Iterator[Row]:
    """One in most months of most units, on a Sunday."""
    for code, name in setting.units:
        chance = setting.chance("activity", code)
        for month in _months(setting):
            sunday = _sunday(month, chance.randint(0, 3))
            title, kind, hours = chance.choice(_ACTIVITIES)
            if chance.random() < 0.7 and setting.first <= sunday <= setting.until:
                starts = datetime(sunday.year, sunday.month, sunday.day, chance.choice((10, 11, 16)))
                yield {
                    "ref": f"A{month}",
                    "unit_code": code,
                    "title": title,
                    "kind": kind,
                    "starts_at": f"{starts:%Y-%m-%d %H:%M}",
                    "ends_at": f"{starts + timedelta(hours=hours):%Y-%m-%d %H:%M}",
                    "place": name,
                }


def services(setting: Setting) -> Iterator[Row]:
    """Hours of those who came, no more than the activity lasted."""
    by_unit: dict[str, list[Row]] = {}
    for volunteer in volunteers(setting):
        by_unit.setdefault(volunteer["unit_code"], []).append(volunteer)
    for activity in activities(setting):
        chance = setting.chance("service", f"{activity['unit_code']}/{activity['ref']}")
        everybody = by_unit[activity["unit_code"]]
        lasted = datetime.fromisoformat(activity["ends_at"]) - datetime.fromisoformat(activity["starts_at"])
        most = lasted.seconds // 1800
        for volunteer in chance.sample(everybody, min(len(everybody), chance.randint(3, 9))):
            yield {
                "unit_code": activity["unit_code"],
                "volunteer_ref": volunteer["ref"],
                "activity_ref": activity["ref"],
                "hours": f"{chance.randint(most // 2, most) / 2:g}",
                "source": "签到表",
            }


def surveys(setting: Setting) -> Iterator[Row]:
    """One a year in most units."""
    for code, _ in setting.units:
        chance = setting.chance("survey", code)
        for year in setting.years:
            held = date(year, 9, chance.randint(1, 28))
            if setting.first <= held <= setting.until and chance.random() < 0.9:
                sample = chance.randint(30, 120)
                satisfied = round(sample * chance.uniform(0.8, 0.99))
                yield {"unit_code": code, "held_on": held.isoformat(), "sample": str(sample), "satisfied": str(satisfied)}


def projects(setting: Setting) -> Iterator[Row]:
    """Two new quarters a year, one of them with too little for shops and services."""
    for year in range(setting.first.year - 1, setting.until.year + 1):
        for turn, share in enumerate((0.12, 0.085)):
            completed = date(year, 5 + turn * 3, 20)
            if completed <= setting.until:
                total = setting.chance("project", f"{setting.place}/{year}/{turn}").randint(20, 60) * 1000
                yield {
                    "name": f"{year}年{'东' if turn else '西'}区安置小区",
                    "completed_on": completed.isoformat(),
                    "total_area_m2": str(total),
                    "commercial_area_m2": str(round(total * share * 0.6)),
                    "service_area_m2": str(round(total * share * 0.4)),
                }


def tasks(setting: Setting) -> Iterator[Row]:
    """The annual list of tasks of the last year."""
    for turn, (title, clause, lead, status) in enumerate(_TASKS):
        yield {
            "ref": f"T{setting.until.year}-{turn + 1:02d}",
            "clause": clause,
            "title": f"{setting.until.year}年{title}",
            "lead": lead,
            "due_on": f"{setting.until.year}-{(3, 6, 9, 10, 12, 12)[turn]:02d}-20",
            "progress": "按月调度，进展见月报。" if status == "doing" else "",
            "status": status,
        }


def holidays(setting: Setting) -> Iterator[Row]:
    """Days on which nobody need report."""
    for year in setting.years:
        for day, name in _HOLIDAYS:
            yield {"day": f"{year}-{day}", "name": name, "kind": "holiday"}


def _months(setting: Setting) -> Sequence[str]:
    count = (setting.until.year - setting.first.year) * 12 + setting.until.month - setting.first.month + 1
    return months_until(f"{setting.until:%Y-%m}", count)


def _sunday(month: str, turn: int) -> date:
    first = date.fromisoformat(f"{month}-01")
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * turn)


TABLES: Mapping[str, Callable[[Setting], Iterator[Row]]] = {
    "unit": units,
    "course": courses,
    "project": projects,
    "ledger_task": tasks,
    "holiday": holidays,
    "unit_profile": profiles,
    "facility": facilities,
    "worker": workers,
    "attendance": attendances,
    "volunteer": volunteers,
    "activity": activities,
    "service": services,
    "survey": surveys,
}
"""By register, in an order in which each finds what it names."""


def write_rows(path: Path, rows: Iterable[Row]) -> int:
    """Write a table with the keys of all its rows; nothing where there is no row. Returns how many."""
    held = list(rows)
    if held:
        keys = list(dict.fromkeys(key for row in held for key in row))
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, keys, restval="")
            writer.writeheader()
            writer.writerows(held)
    return len(held)
