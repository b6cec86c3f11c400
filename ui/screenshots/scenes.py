"""The screens of the pictures by name: how a main window is brought to each of them."""

import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from db.codes import Observation, Outcome
from kashi_desktop.types.printing import PrintRequest
from ui.shared.background import wait_for_all

if TYPE_CHECKING:
    from ui.main_window import MainWindow
    from ui.screenshots.world import World

Prepare = Callable[["MainWindow"], object]
Scenes = Mapping[str, Prepare]


def settle(milliseconds: int = 300) -> None:
    """Let the window's own events and its background work arrive."""
    wait_for_all()
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    wait_for_all()
    QApplication.processEvents()


def _at(key: str, argument: object = None) -> Prepare:
    """A page as it opens."""
    return lambda window: window.go(key, argument)


def _settled(window: "MainWindow", key: str, argument: object = None) -> Any:
    """A page, opened, when all that it shows has arrived."""
    window.go(key, argument)
    settle()
    return window.page(key)


def _first_due(window: "MainWindow") -> bytes:
    return window.ws.due.list().items[0].elder_id


# A village.


def _visit_written(window: "MainWindow") -> None:
    window.go("visit", _first_due(window))
    fields = window.page("visit").fields  # type: ignore[attr-defined]  # the page of a visit
    fields.editors["outcome"].write(Outcome.MET.value)
    fields.mark_ok()
    fields.observations.rows["daily"].set_state(Observation.ATTENTION)
    fields.observations.rows["heating"].set_state(Observation.URGENT)
    fields.needs.chips.set_values(["repair"])
    fields.note.set_text("煤炉烟道松动，已请维修队当天来看。")


def _notices(window: "MainWindow") -> None:
    window.notices.tell("数据库比上次使用时旧，可能是从备份恢复或复制来的。已接着往下记，县里的回执会把缺的记录带回来。")
    window.page("today").notice("王桂芳：探访日期不在登记期间内，已照常保存，但不计入探访率。请核对日期。")


def _facility(act: str) -> Prepare:
    def prepare(window: "MainWindow") -> None:
        facilities = _settled(window, "facilities").facilities
        getattr(facilities, act)(facilities.list.model.row(0).record)

    return prepare


def _signing(window: "MainWindow") -> None:
    sheet = _settled(window, "training").courses.sheet
    sheet.grid.setFocus()
    sheet.fill.click()
    sheet.grid.rows.change([(1, "result", "absent"), (2, "result", "failed"), (1, "certificate_no", "")])


def _hours(window: "MainWindow") -> None:
    activities = _settled(window, "volunteering").activities
    activities.list.table.select(1)
    settle()
    activities.sheet.grid.setFocus()
    activities.sheet.grid.rows.change([(row, "hours", "1.5") for row in (0, 1, 3, 4)])


def _worker(window: "MainWindow") -> None:
    workers = _settled(window, "training", "workers").workers
    workers.show_card(workers.list.model.row(0))


VILLAGE: Scenes = {
    "today": _at("today"),
    "visit": lambda window: window.go("visit", _first_due(window)),
    "visit-written": _visit_written,
    "elders": _at("elders"),
    "card": lambda window: window.go("elders", _first_due(window)),
    "elder-new": _at("elders", "new"),
    "roster": _at("elders", "roster"),
    "packages": _at("packages"),
    "printing": _at("printing"),
    "printing-copy": lambda window: window.go("printing", PrintRequest("subject-copy", records=(_first_due(window),))),
    "needs": _at("needs"),
    "facilities": _at("facilities"),
    "facility-new": lambda window: _settled(window, "facilities").facilities.show_new(),
    "facility-card": _facility("show_card"),
    "facility-from-day": _facility("show_from_day"),
    "unit": _at("unit"),
    "settings": _at("settings"),
    "unit-survey": _at("unit", "survey"),
    "dictionary": _at("unit", "dictionary"),
    "help": lambda window: window.toggle_help(),
    "notices": _notices,
    "training": _signing,
    "training-year": _at("training", "year"),
    "workers": _at("training", "workers"),
    "worker-card": _worker,
    "course-new": _at("training", "new"),
    "volunteering": _hours,
    "volunteers": _at("volunteering", "volunteers"),
    "volunteer-new": lambda window: _settled(window, "volunteering", "volunteers").volunteers.show_new(),
    "activity-new": _at("volunteering", "new"),
}


# A county.


def _number(window: "MainWindow", steps: int) -> Any:
    """The visit rate, and so many places deeper."""
    number = _settled(window, "indicators", "monthly_visit_rate").number
    for _ in range(steps):
        _press(number.places.table)
    return number


def _press(table: Any, key: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(table, key)
    settle()


def _unit_state(window: "MainWindow") -> None:
    view = _settled(window, "registers", "unit").view("unit")
    row = next(each for each in view.list.rows() if each.unit_code == window.ws.enrolment.devices()[-1].unit_code)
    view.show_card(row)
    view.show_state(row)


def _origins(window: "MainWindow") -> None:
    number = _number(window, 1)
    # The first unit's people were loaded here; the second sent its own.
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        _press(number.places.table, key)
    _press(number.records.table, Qt.Key.Key_Space)


def county(world: "World") -> Scenes:
    """The screens of a county with its packages; those of devices come after the preview, for they take a package in."""

    def devices(window: "MainWindow") -> None:
        window.ws.packages.import_files(list(world.inbox.glob(f"{world.newcomer}*")))
        window.go("packages", "devices")

    def receipts(window: "MainWindow") -> None:
        page = _settled(window, "packages", "receipts").receipts
        page.places.choose(Path(tempfile.mkdtemp(dir=world.inbox.parent)))
        page.write()

    return {
        "county-packages": _at("packages", "import"),
        "county-preview": lambda window: _settled(window, "packages").imports.add_paths([world.inbox]),
        "county-devices": devices,
        "county-receipts": receipts,
        "county-invite": _at("packages", "invite"),
        "county-reports": _at("reports"),
        "county-printing": _at("printing"),
        "county-elders": _at("elders"),
        "county-facilities": _at("facilities"),
        **{f"county-register-{key}": _at("registers", key) for key in ("unit", "facility", "course", "ledger_task", "dictionary")},
        "county-unit-state": _unit_state,
        "county-training": _at("training"),
        "county-training-year": _at("training", "year"),
        "county-origins": _origins,
    }


DESK: Scenes = {
    "county-indicators": _at("indicators"),
    "county-indicators-services": lambda window: _settled(window, "indicators").overview.groups.set_value("places"),
    "county-number": lambda window: _number(window, 0),
    "county-records": lambda window: _number(window, 2),
    "county-board": _at("board"),
    "county-board-cell": lambda window: _press(_settled(window, "board").board.months),
    "county-overdue": _at("overdue"),
    "county-overdue-unit": lambda window: _press(_settled(window, "overdue").units.table),
    "county-questions": _at("questions"),
}
"""The county's desk on the 25th, with a year behind it."""

PREFECTURE: Scenes = {
    "prefecture-indicators": _at("indicators"),
    "prefecture-number": _at("indicators", "social_work_professionals"),
    "prefecture-board": _at("board"),
    "prefecture-packages": _at("packages"),
    "prefecture-reports": _at("reports"),
}
"""The same desk of an office that sees counties instead of units, and nobody by name."""
