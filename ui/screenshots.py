"""Writes every screen as it is judged: ``python -m ui.screenshots OUTDIR`` (1366 × 768, Chinese, light and dark)."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from db.codes import CareLevel, Category, Method, Outcome, Sex
from kashi_desktop.types.clock import Clock

if TYPE_CHECKING:
    from kashi_desktop.startup import Workspace
    from ui.main_window import MainWindow

TODAY = date(2026, 11, 18)
PASSPHRASE = "four words for a picture"
UNIT = "6531211"
SIZE = (1366, 768)

PEOPLE = (
    ("买买提·吐尔逊", "male", 1941, "2 小队", "14 号", "high", 3, "no_answer"),
    ("阿依古丽·艾合买提", "female", 1938, "1 小队", "3 号", "high", 8, "met"),
    ("王桂芳", "female", 1949, "阳光小区", "5-2-301", "medium", 16, "met"),
    ("图尔荪·阿卜杜热依木", "male", 1945, "3 小队", "22 号", "low", 29, "met"),
    ("帕提古丽·喀迪尔", "female", 1952, "3 小队", "8 号", "low", 28, "remote"),
    ("李建国", "male", 1947, "阳光小区", "2-1-102", "medium", 13, "met"),
    ("热孜万古丽·买买提", "female", 1943, "2 小队", "31 号", "low", 27, "met"),
    ("张秀英", "female", 1950, "阳光小区", "7-3-402", "low", 3, "met"),
    ("吐尔洪·艾山", "male", 1939, "1 小队", "17 号", "low", 2, "met"),
)
"""Invented people of the pictures: name, sex, birth year, group, address, care level, days since the last visit, its outcome."""


def main(arguments: list[str]) -> int:
    """Write the pictures into the given folder; returns the exit code."""
    if len(arguments) != 1:
        sys.stderr.write("python -m ui.screenshots OUTDIR\n")
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.setdefault("KASHI_TEST_KDF", "floor")
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    from ui.app import make_application
    from ui.shared import theme

    app = make_application(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        ws = demo_workspace(Path(folder) / "village")
        for mode in ("light", "dark"):
            theme.apply(app, dark=mode == "dark")
            for name, window in screens(ws, Path(folder)):
                picture(window, out / f"{name}-{mode}.png")
        ws.close()
    return 0


def screens(ws: "Workspace", folder: Path) -> Iterator[tuple[str, QMainWindow]]:
    """Each screen by name, ready to be pictured."""
    for name, make in (("first-start", first_start), ("recovery", recovery), ("unlock", unlock)):
        yield name, make(folder)
    for name, prepare in (
        ("today", today),
        ("visit", visit),
        ("elders", elders),
        ("card", card),
        ("packages", packages),
        ("help", help_panel),
    ):
        yield name, main_window(ws, prepare)


def demo_workspace(folder: Path) -> "Workspace":
    """A village with the invented people and their last visits."""
    from kashi_desktop import startup
    from kashi_desktop.types.inputs import ElderInput, VisitInput

    clock = Clock(TODAY)
    code = startup.unit_choices(UNIT, "village")[0][0]
    ws = startup.create_workspace(folder, level="village", unit_code=code, passphrase=PASSPHRASE, name="古丽娜尔", clock=clock).workspace
    for full_name, sex, year, group, address, care, days, outcome in PEOPLE:
        saved = ws.elders.save(
            ElderInput(
                full_name=full_name,
                sex=Sex[sex.upper()],
                birth_date=date(year, 3, 1),
                group=group,
                address=address,
                categories=(Category.LIVING_ALONE,),
                care_level=CareLevel[care.upper()],
                enrolled_on=date(2026, 1, 5),
                consent_on=date(2026, 1, 5),
                contact_name="阿依努尔",
                contact_relation="女儿",
                contact_phone="13812341234",
            )
        )
        for before, came_of_it in ((days + 12, Outcome.MET), (days, Outcome[outcome.upper()])):
            paid = VisitInput(
                visited_at=datetime.combine(TODAY - timedelta(days=before), time(10, 40)),
                method=Method.HOME,
                outcome=came_of_it,
                visitors=("古丽娜尔", "李明"),
            )
            ws.visits.record(paid, elder_id=saved.id)
    return ws


def first_start(folder: Path) -> QMainWindow:
    """The three questions."""
    from kashi_desktop import startup
    from ui.start.first_start import FirstStartWindow

    window = FirstStartWindow(folder / "none", Clock(TODAY), startup.unit_choices)
    window.questions.office.search.setText("疏附")
    return window


def recovery(folder: Path) -> QMainWindow:
    """The recovery sheet."""
    from kashi_desktop import startup
    from ui.start.first_start import FirstStartWindow
    from ui.start.recovery_page import RecoveryPage

    window = FirstStartWindow(folder / "none", Clock(TODAY), startup.unit_choices)
    code, fingerprint = "K7QM-3XRT-9WBN-HC4F-2VGA-6YDJ-8PES-1T", "12345 67890 23456 78901 34567"
    window.stack.setCurrentIndex(window.stack.addWidget(RecoveryPage(code, fingerprint, False, lambda path: path)))
    return window


def unlock(folder: Path) -> QMainWindow:
    """The passphrase."""
    from ui.start.unlock import UnlockWindow

    return UnlockWindow(folder)


def main_window(ws: "Workspace", prepare: "Callable[[MainWindow], None]") -> QMainWindow:
    """The main window, brought to one screen."""
    from ui.main_window import MainWindow

    window = MainWindow(ws)
    window.resize(*SIZE)
    window.show()
    settle(400)
    prepare(window)
    return window


def today(_window: "MainWindow") -> None:
    """The due list, which is the first page."""


def visit(window: "MainWindow") -> None:
    """The visit form for the first who is due."""
    window.go("visit", window.ws.due.list().items[0].elder_id)


def elders(window: "MainWindow") -> None:
    """The register."""
    window.show_page("elders")


def card(window: "MainWindow") -> None:
    """One person's card."""
    window.go("elders", window.ws.due.list().items[0].elder_id)


def packages(window: "MainWindow") -> None:
    """The exchange with the county."""
    window.show_page("packages")


def help_panel(window: "MainWindow") -> None:
    """The page's help."""
    window.toggle_help()


def picture(window: QWidget, file: Path) -> None:
    """Show, let it settle, write, close."""
    window.resize(*SIZE)
    window.show()
    settle(500)
    window.grab().save(str(file))
    window.close()
    window.deleteLater()
    settle(50)


def settle(milliseconds: int) -> None:
    """Let the window's own events and its background work arrive."""
    from ui.shared.background import wait_for_all

    wait_for_all()
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
