"""Invented facilities, yearly figures, surveys, needs and tasks of the pictures."""

from datetime import date
from typing import TYPE_CHECKING

from db.codes import NeedAction, NeedKind
from kashi_desktop.types.inputs import NeedInput
from ui.screenshots.people import NEIGHBOURS, UNIT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kashi_desktop.workspace import Workspace

SUMMER, WINTER = "09:30-13:30,16:00-20:00", "10:00-14:00,15:30-19:30"
HOURS = f"04-10={SUMMER}|11-03={WINTER}"

OWN: "tuple[Mapping[str, str], ...]" = (
    {
        "code": "S1", "name": "综合服务中心", "kind": "service_centre", "units": UNIT, "year_built": "2012", "tenure": "built",
        "building_area_m2": "268", "activity_area_m2": "96", "area_source": "deed", "hours": HOURS, "barrier_free": "1",
        "age_friendly": "1", "child_friendly": "0", "kiosk": "working", "status": "in_use", "valid_from": "2019-05-01",
    },
    {
        "code": "S1", "name": "综合服务中心", "kind": "service_centre", "units": UNIT, "year_built": "2012", "tenure": "built",
        "building_area_m2": "268", "activity_area_m2": "120", "area_source": "survey", "hours": HOURS, "barrier_free": "1",
        "age_friendly": "1", "child_friendly": "0", "kiosk": "broken", "kiosk_broken_on": "2026-11-06", "status": "in_use",
        "valid_from": "2026-11-06",
    },
    {
        "code": "S2", "name": "老年活动室", "kind": "activity_room", "units": UNIT, "building_area_m2": "64", "activity_area_m2": "60",
        "area_source": "survey", "hours": "10:00-19:00", "age_friendly": "1", "kiosk": "none", "status": "in_use",
        "valid_from": "2021-09-01",
    },
    {
        "code": "S3", "name": "日间照料中心", "kind": "day_care", "units": f"{UNIT}:60;653121100202:40", "building_area_m2": "180",
        "activity_area_m2": "72", "area_source": "survey", "hours": "09:30-18:30", "barrier_free": "1", "kiosk": "none",
        "status": "in_use", "valid_from": "2024-03-01",
    },
    {
        "code": "S4", "name": "托育点", "kind": "childcare", "units": UNIT, "building_area_m2": "90", "kiosk": "none",
        "status": "building", "valid_from": "2026-08-01",
    },
)  # fmt: skip
"""What the village has: a terminal that broke a fortnight ago, a centre shared with the next village, one being built."""

YEARS = (("2022-12-31", 1016, 3702), ("2023-12-31", 1043, 3790), ("2024-12-31", 1098, 3921), ("2025-12-31", 1132, 4012))
SURVEYS = (("2023-10-12", 60, 51), ("2024-10-20", 72, 66), ("2025-10-15", 80, 75), ("2026-10-16", 80, 77))
WISHES = (
    (0, NeedKind.MEAL, None, "", date(2026, 11, 20)), (1, NeedKind.ERRAND, NeedAction.REFERRED, "政务代办员", date(2026, 11, 18)),
    (2, NeedKind.MEDICAL, NeedAction.REFERRED, "乡卫生院", date(2026, 11, 13)), (3, NeedKind.ADAPT, None, "", date(2026, 12, 15)),
    (4, NeedKind.TALK, NeedAction.ON_SITE, "", None), (5, NeedKind.BATH, None, "", date(2026, 11, 23)),
    (6, NeedKind.CLEAN, NeedAction.REFERRED, "志愿服务队", date(2026, 12, 2)),
)  # fmt: skip
"""Needs that wait: of the how manieth elder, what, how, with whom, by when."""


def fill_village(ws: "Workspace") -> None:
    """Facilities, figures and needs of the village."""
    from kashi_desktop.services.elders import ElderQuery

    for cells in OWN:
        ws.records.save("facility", cells)
    for day, households, residents in YEARS:
        profile = {"as_of": day, "households": str(households), "resident_population": str(residents), "social_organisations": "6"}
        ws.records.save("unit_profile", profile | {"proxy_service": "1"})
    for day, sample, satisfied in SURVEYS:
        ws.records.save("survey", {"held_on": day, "sample": str(sample), "satisfied": str(satisfied)})
    people = ws.elders.fetch_page(ws.elders.open_list(ElderQuery()), 0)
    for number, kind, action, whom, due in WISHES:
        ws.needs.open(NeedInput(kind=kind, action=action, referral_to=whom, due_on=due), people[number * 3].id)
    waiting = next(each for each in ws.needs.list() if each.kind is NeedKind.MEDICAL)
    ws.needs.start(waiting.id)


def fill_county(ws: "Workspace") -> None:
    """Facilities of some units, tasks and courses of the county."""
    units = [code for code, _ in ws.units.choices() if code != UNIT][:24]
    for number, code in enumerate(units):
        households = 420 + number * 137 % 900
        ws.records.save("unit_profile", {"unit_code": code, "as_of": "2025-12-31", "households": str(households)})
        if number % 6 == 5:
            continue
        area = households * (21 + number * 5 % 17) // 100
        cells = {"code": "S1", "name": "综合服务中心", "kind": "service_centre", "units": code, "building_area_m2": str(area)}
        kiosk = {"kiosk": ("working", "none", "broken")[number % 3], "kiosk_broken_on": "2026-09-20" if number % 3 == 2 else ""}
        ws.records.save(
            "facility", cells | kiosk | {"activity_area_m2": str(area // 4), "status": "in_use", "valid_from": "2023-01-01", "hours": HOURS}
        )
    for number, (title, lead, due, status) in enumerate(
        (
            ("补齐 12 个村（社区）综合服务设施面积", "县民政局", "2026-12-31", "doing"),
            ("社区工作者全员培训一遍", "县委组织部", "2026-11-30", "doing"),
            ("城市社区政务自助终端检修", "县行政审批局", "2026-10-31", "done"),
            ("年度满意度调查", "县民政局", "2026-10-20", "done"),
        ),
        start=1,
    ):
        ws.records.save(
            "ledger_task", {"ref": f"R{number}", "clause": f"第{number}条", "title": title, "lead": lead, "due_on": due, "status": status}
        )
    for title, level, start, end, hours in (
        ("社区工作者能力提升班（第一期）", "county", "2026-05-10", "2026-05-12", "24"),
        ("老年人探访关爱业务培训", "prefecture", "2026-07-06", "2026-07-08", "24"),
    ):
        ws.records.save(
            "course",
            {
                "title": title,
                "organiser_level": level,
                "mode": "in_person",
                "starts_on": start,
                "ends_on": end,
                "hours": hours,
                "recognised": "1",
            },
        )
    assert NEIGHBOURS
