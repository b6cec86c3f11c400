"""Single days of the demo's story that concern more than visits: a facility survey, a training day, a volunteer Sunday."""

from collections.abc import Sequence
from pathlib import Path

from kashi_desktop.demo.office import Office
from kashi_desktop.demo.setting import Setting
from kashi_desktop.demo.tables import facilities
from kashi_desktop.demo.telling import Telling, hold
from kashi_desktop.demo.visits import Month

_RESULTS = ("passed", "passed", "not_assessed", "failed")


def facility_survey(villages: Sequence[Office], setting: Setting, folder: Path, telling: Telling) -> None:
    """Every unit measures what it keeps and loads its own table."""
    rows = list(facilities(setting))
    told = []
    for office in villages:
        own = [row for row in rows if row["units"].startswith(office.code)]
        if own:
            report = office.load("facility", folder / f"facility-{office.code}.csv", own)
            hold(report is not None and report.added == len(own), "facility survey")
            told.append(f"{office.name} {len(own)} 处")
    telling.step(f"设施调查：{'、'.join(told)}。")


def training_day(county: Office, village: Office, month: Month, telling: Telling) -> None:
    """The county announces a course that its receipt takes to the units; the unit types its sign-in grid when the course is there."""
    ref = f"K{month.name}"
    starts, ends = month.day(4).isoformat(), month.day(5).isoformat()
    course = {"ref": ref, "title": f"{month.name} 养老服务业务培训", "organiser_level": "county", "mode": "in_person", "hours": "16"}
    course |= {"starts_on": starts, "ends_on": ends, "place": "县委党校", "recognised": "1"}
    if month.day(5) > month.until:
        return
    county.workspace.records.save("course", course)
    receipt = county.workspace.packages.write_receipts(county.folder("receipts", "training"), village.code).files
    village.workspace.packages.import_files(receipt)
    workers = [row.cells["ref"] or "" for row in village.workspace.records.list("worker")]
    grid = [
        (None, {"course_ref": ref, "worker_ref": worker, "result": _RESULTS[turn % len(_RESULTS)], "sessions_attended": "4"})
        for turn, worker in enumerate(workers)
    ]
    if grid:
        village.workspace.records.save_many("attendance", grid)
    telling.step(f"{month.name} 培训日：{county.name}办班，随回执发到{village.name}，签到 {len(grid)} 人。")


def volunteer_sunday(village: Office, month: Month, telling: Telling) -> None:
    """An activity and its hours, typed in one grid."""
    day = next(each for each in (month.day(number) for number in range(1, 8)) if each.weekday() == 6)
    if day > month.until:
        return
    records = village.workspace.records
    activity = {"ref": f"Z{month.name}", "title": "周日送餐和打扫", "kind": "助老", "place": village.name}
    records.save("activity", activity | {"starts_at": f"{day} 10:00", "ends_at": f"{day} 13:00"})
    volunteers = [row.cells["ref"] or "" for row in records.list("volunteer")]
    grid = [
        (None, {"volunteer_ref": each, "activity_ref": activity["ref"], "hours": "2.5" if turn % 2 else "3", "source": "签到表"})
        for turn, each in enumerate(volunteers)
    ]
    if grid:
        records.save_many("service", grid)
    telling.step(f"{month.name} 志愿服务日：{village.name} {len(grid)} 名志愿者，当场录入时长。")
