"""The invented workers, courses, volunteers and activities of the pictures, entered through the services; and their scenes."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from db.codes import Result
from kashi_desktop.types.training import ResultEntry
from kashi_desktop.types.volunteering import HoursEntry

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace
    from ui.main_window import MainWindow

Prepare = Callable[["MainWindow"], object]

WORKERS = (
    ("古丽娜尔·买买提", 1986, "书记", "2016-03-01"),
    ("李明", 1991, "网格员", "2019-07-01"),
    ("阿卜力孜·吐尔逊", 1989, "网格员", "2018-05-10"),
    ("王芳", 1994, "综合岗", "2021-09-01"),
    ("帕提古丽·艾山", 1990, "民政岗", "2017-06-15"),
    ("买买提江·热西提", 1985, "文书岗", "2015-04-01"),
    ("热孜万古丽·托合提", 1995, "网格员", "2022-03-01"),
    ("张伟", 1988, "网格员", "2019-10-08"),
    ("吐尔逊古丽·努尔", 1992, "妇联岗", "2020-01-06"),
    ("艾尼瓦尔·肉孜", 1987, "网格员", "2018-11-01"),
    ("阿依努尔·卡迪尔", 1993, "助老岗", "2021-05-04"),
    ("刘洋", 1996, "网格员", "2023-07-17"),
    ("古丽巴哈尔·依明", 1990, "网格员", "2020-08-01"),
    ("库尔班江·亚森", 1984, "网格员", "2016-12-01"),
    ("陈静", 1997, "社工岗", "2024-06-03"),
    ("祖丽皮亚·玉素甫", 1998, "网格员", "2026-11-02"),
)
"""Name, year of birth, post, day of employment."""
VOLUNTEERS = (
    ("阿里木江·艾合买提", 1999, "维修、骑手"),
    ("古丽加娜提·买买提", 2001, "汉维翻译"),
    ("李小燕", 1978, "理发"),
    ("麦麦提敏·托合提", 1964, "木工"),
    ("赵国强", 1959, "电工"),
    ("迪丽努尔·吐尔洪", 2010, "陪读"),
    ("孙丽", 1985, "量血压"),
    ("阿不都拉·卡德尔", 1972, "开车"),
    ("热依拉·艾则孜", 2003, "摄影"),
    ("马文斌", 1968, "烤馕、做饭"),
)
"""Name, year of birth, skills."""
COURSES = (
    ("社区工作者业务培训（第二期）", "county", "in_person", "2026-11-10", "2026-11-12", "24", "县委党校", "1"),
    ("老年人防跌倒与急救", "township", "in_person", "2026-09-16", "2026-09-16", "6", "乡综合文化站", "1"),
    ("民政政策网络课", "online", "online", "2026-06-01", "2026-06-30", "16", "", "1"),
    ("探访记录怎样写", "village", "in_person", "2026-04-08", "2026-04-08", "4", "社区会议室", "0"),
)  # fmt: skip
ACTIVITIES = (
    ("重阳节看望独居老人", "敬老", "2026-10-18 10:00", "2026-10-18 13:00", "各小队", "古丽娜尔·买买提"),
    ("帮老人家清烟道", "安全", "2026-11-14 15:00", "2026-11-14 18:00", "2 小队", "李明"),
    ("周末义诊和理发", "敬老", "2026-09-20 10:30", "2026-09-20 14:00", "日间照料中心", "帕提古丽·艾山"),
    ("巷道清雪", "环境", "2026-11-14 16:30", "2026-11-14 18:30", "3 小队", "李明"),
    ("暑期陪读", "助学", "2026-07-11 10:00", "2026-07-11 12:00", "活动室", "王芳"),
)  # fmt: skip


def village(ws: "Workspace") -> None:
    """A village's own roster, courses and activities."""
    ids = [_worker(ws, number, each) for number, each in enumerate(WORKERS, 1)]
    courses = [_course(ws, each) for each in COURSES]
    passed = [ResultEntry(each, Result.PASSED, 6) for each in ids[:12]]
    ws.training.save_results(courses[2], passed[4:])
    ws.training.save_results(courses[1], [*passed[:5], ResultEntry(ids[6], Result.ABSENT)])
    ws.training.save_results(courses[3], [ResultEntry(each, Result.NOT_ASSESSED) for each in ids[:8]])
    people = [_volunteer(ws, number, each) for number, each in enumerate(VOLUNTEERS, 1)]
    held = [_activity(ws, each) for each in ACTIVITIES]
    for at, who, hours in ((0, people[:8], "3"), (2, people[2:7], "3.5"), (3, people[:2], "2"), (4, people[5:6], "1.5")):
        ws.volunteering.save_hours(held[at], [HoursEntry(each, Decimal(hours), "古丽娜尔·买买提") for each in who])


def county(ws: "Workspace", units: tuple[str, ...]) -> None:
    """A county's course with the workers of two of its units."""
    ids = [_worker(ws, number, each, units[number % 2]) for number, each in enumerate(WORKERS, 1)]
    courses = [_course(ws, each) for each in COURSES[:3]]
    ws.training.save_results(courses[0], [ResultEntry(each, Result.PASSED, 6, f"2026-{n:03d}") for n, each in enumerate(ids[:9], 1)])


def _worker(ws: "Workspace", number: int, made: tuple[str, int, str, str], unit: str = "") -> bytes:
    name, born, post, since = made
    cells = {"ref": f"W{number:02d}", "unit_code": unit, "full_name": name, "birth_date": f"{born}-05-{number:02d}", "post": post}
    cells |= {"full_time": "1", "urban_roster": "0", "employed_on": since}
    if number == 9:
        cells |= {"leave_from": "2026-09-01", "leave_to": "2027-01-31"}
    if number == 15:
        cells |= {"certificates": "assistant", "certificate_on": "2025-12-01"}
    return ws.records.save("worker", cells).id


def _course(ws: "Workspace", made: tuple[str, ...]) -> bytes:
    keys = ("title", "organiser_level", "mode", "starts_on", "ends_on", "hours", "place", "recognised")
    return ws.records.save("course", dict(zip(keys, made, strict=True))).id


def _volunteer(ws: "Workspace", number: int, made: tuple[str, int, str]) -> bytes:
    name, born, skills = made
    cells = {"ref": f"V{number:03d}", "full_name": name, "birth_date": f"{born}-03-{number:02d}", "skills": skills}
    cells |= {"phone": f"1381234{2000 + 37 * number}", "registered_on": "2025-03-05", "guardian_consent": "1" if born > 2008 else ""}
    return ws.records.save("volunteer", cells).id


def _activity(ws: "Workspace", made: tuple[str, ...]) -> bytes:
    keys = ("title", "kind", "starts_at", "ends_at", "place", "leader")
    return ws.records.save("activity", dict(zip(keys, made, strict=True))).id


def village_scenes() -> tuple[tuple[str, Prepare], ...]:
    """The pages of training and volunteering at a village."""

    def signing(window: "MainWindow") -> None:
        window.show_page("training")
        page: Any = window.page("training")
        settle()
        page.courses.sheet.grid.setFocus()
        page.courses.sheet.fill.click()
        page.courses.sheet.grid.rows.change([(4, "result", "absent"), (7, "result", "failed"), (4, "certificate_no", "")])

    def hours(window: "MainWindow") -> None:
        window.show_page("volunteering")
        page: Any = window.page("volunteering")
        settle()
        page.activities.list.table.select(1)
        settle()
        page.activities.sheet.grid.setFocus()
        page.activities.sheet.grid.rows.change([(row, "hours", "3") for row in (0, 1, 3, 4)])

    def worker(window: "MainWindow") -> None:
        window.go("training", "workers")
        page: Any = window.page("training")
        settle()
        page.workers.show_card(page.workers.list.model.row(0))

    def volunteer(window: "MainWindow") -> None:
        window.go("volunteering", "volunteers")
        page: Any = window.page("volunteering")
        page.volunteers.show_new()

    return (
        ("training", signing),
        ("training-year", lambda window: window.go("training", "year")),
        ("workers", lambda window: window.go("training", "workers")),
        ("worker-card", worker),
        ("course-new", lambda window: window.go("training", "new")),
        ("volunteering", hours),
        ("volunteer-new", volunteer),
        ("volunteers", lambda window: window.go("volunteering", "volunteers")),
        ("activity-new", lambda window: window.go("volunteering", "new")),
    )


def county_scenes() -> tuple[tuple[str, Prepare], ...]:
    """The page of training at a county."""
    return (
        ("county-training", lambda window: window.show_page("training")),
        ("county-training-year", lambda window: window.go("training", "year")),
    )


def settle() -> None:
    """Let what is fetched in the background arrive."""
    from PySide6.QtWidgets import QApplication

    from ui.shared.background import wait_for_all

    for _ in range(3):
        wait_for_all()
        QApplication.processEvents()
