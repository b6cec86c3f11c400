"""Workers, training and volunteers of an invented county, as rows that its offices would have typed."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from kashi_desktop.demo.people import full_name, is_woman
from kashi_desktop.demo.setting import Row, Setting, is_urban
from kashi_desktop.rules.calendar import months_until

_POSTS = ("书记", "主任", "社区工作者", "网格员", "计生专干", "妇联主席", "民政专干")
_ACTIVITIES = (
    ("打扫卫生", "助洁", 3),
    ("送餐上门", "助餐", 2),
    ("义务理发", "生活照料", 3),
    ("教用手机", "陪伴", 2),
    ("冬季送煤", "其他", 4),
)
_COURSES = (("社区工作者岗位培训", "county", 16), ("养老服务业务培训", "prefecture", 24), ("志愿服务组织培训", "county", 8))


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


def _months(setting: Setting) -> Sequence[str]:
    count = (setting.until.year - setting.first.year) * 12 + setting.until.month - setting.first.month + 1
    return months_until(f"{setting.until:%Y-%m}", count)


def _sunday(month: str, turn: int) -> date:
    first = date.fromisoformat(f"{month}-01")
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * turn)
