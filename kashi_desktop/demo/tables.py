"""The registers of an invented county besides its elders: rows as its offices would have typed them, the same for the same seed.

A row is keyed by the columns of its register. Some things are not as they should be: a kiosk is broken, a centre is too small, a village
shares its neighbour's, somebody lacks training; otherwise there would be nothing to find.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from kashi_desktop.demo.setting import Row, Setting, is_urban
from kashi_desktop.demo.staff_tables import activities, attendances, courses, services, volunteers, workers

_HOURS = ("09:30-13:30,15:30-19:30", "10:00-14:00,16:00-20:00", "10:00-13:00,16:00-19:00")
_TASKS = (
    ("社区综合服务设施补短板", "第六条", "县民政局", "doing"),
    ("特殊困难老年人月探访", "第九条", "县民政局", "doing"),
    ("社区工作者全员培训", "第十四条", "县委组织部", "doing"),
    ("政务代办全覆盖", "第十一条", "县行政服务中心", "done"),
    ("新建小区配建用房验收", "第七条", "县住建局", "open"),
    ("社区满意度调查", "第十八条", "县民政局", "open"),
)
_HOLIDAYS = (("01-01", "元旦"), ("05-01", "劳动节"), ("10-01", "国庆节"), ("10-02", "国庆节"), ("10-03", "国庆节"))


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
    yield from _profiles_above(setting)


def _profiles_above(setting: Setting) -> Iterator[Row]:
    """What townships and the county say of themselves: a social work station in all but every seventh, land for the care of the old."""
    first = setting.first.isoformat()
    townships = sorted({f"{code[:9]}000" for code, _ in setting.units})
    for number, code in enumerate(townships):
        yield {"unit_code": code, "as_of": first, "social_work_station": "0" if number % 7 == 6 else "1"}
    county = f"{townships[0][:6]}000000"
    chance = setting.chance("unit_profile", county)
    residents = chance.randint(180_000, 420_000)
    yield {
        "unit_code": county,
        "as_of": first,
        "resident_population": str(residents),
        "elder_care_land_m2": str(residents * chance.randint(85, 130) // 1000),
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
