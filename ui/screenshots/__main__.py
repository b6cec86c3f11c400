"""Writes every screen as it is judged: ``python -m ui.screenshots OUTDIR`` (1366 × 768, Chinese, light and dark)."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from db.codes import Observation
from kashi_desktop.types.printing import PrintRequest
from ui.screenshots import county_year, people, places, work
from ui.shared.pdf_pages import PdfPages

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace
    from ui.main_window import MainWindow

SIZE = (1366, 768)
Prepare = Callable[["MainWindow"], object]


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
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder / "settings"))
        county = people.create(folder / "county", "county", people.COUNTY, people.TODAY)
        village = people.village(folder, county)
        inbox = people.inbox(folder, county)
        (folder / "year").mkdir()
        prefecture, desk = county_year.create(folder / "year")
        work.village(village)
        work.county(county, people.NEIGHBOURS[:2])
        places.fill_village(village)
        places.fill_county(county)
        for mode in ("light", "dark"):
            theme.apply(app, dark=mode == "dark")
            for shot, window in screens(village, county, folder, inbox):
                picture(window, out / f"{shot}-{mode}.png")
            for shot, prepare in desk_scenes():
                picture(main_window(desk, prepare), out / f"{shot}-{mode}.png")
            for shot, prepare in prefecture_scenes():
                picture(main_window(prefecture, prepare), out / f"{shot}-{mode}.png")
        for ws in (village, county, desk, prefecture):
            ws.close()
    return 0


def screens(village: "Workspace", county: "Workspace", folder: Path, inbox: Path) -> Iterator[tuple[str, QMainWindow]]:
    """Each screen by name, ready to be pictured."""
    yield "first-start", first_start(folder)
    yield "first-start-invited", invited(folder, county)
    yield "recovery", recovery(folder, False)
    yield "recovery-county", recovery(folder, True)
    yield "unlock", unlock(folder)
    for name, prepare in (*village_scenes(), *work.village_scenes()):
        yield name, main_window(village, prepare)
    for name, prepare in (*county_scenes(inbox), *work.county_scenes()):
        yield name, main_window(county, prepare)


def first_start(folder: Path) -> QMainWindow:
    """The three questions."""
    window: Any = _first_window(folder)
    window.questions.office.search.setText("疏附")
    return window  # type: ignore[no-any-return]


def _first_window(folder: Path, invitation: Path | None = None) -> Any:
    from kashi_desktop import startup
    from ui.start.first_start import FirstStartWindow

    return FirstStartWindow(folder / "none", people.Moment(people.TODAY), startup.unit_choices, ask_file=lambda _parent: invitation)


def invited(folder: Path, county: "Workspace") -> QMainWindow:
    """The county's invitation with its digits."""
    file = folder / "picture.kashi-invitation"
    file.unlink(missing_ok=True)
    county.enrolment.invite([people.UNIT], file)
    window: Any = _first_window(folder, file)
    window.questions.invitation.kind.set_value("file")
    window.questions.invitation.choose.click()
    settle(300)
    window.questions.passphrase.setText("12345")
    return window  # type: ignore[no-any-return]


def recovery(folder: Path, county: bool) -> QMainWindow:
    """The recovery sheet."""
    from ui.start.recovery_page import RecoveryPage

    window: Any = _first_window(folder)
    code, fingerprint = "K7QM-3XRT-9WBN-HC4F-2VGA-6YDJ-8PES-1T", "12345 67890 23456 78901 34567"
    page = RecoveryPage(code, fingerprint, False, lambda path: path, county=county)
    window.stack.setCurrentIndex(window.stack.addWidget(page))
    return window  # type: ignore[no-any-return]


def unlock(folder: Path) -> QMainWindow:
    """The passphrase."""
    from ui.start.unlock import UnlockWindow

    return UnlockWindow(folder)


def village_scenes() -> tuple[tuple[str, Prepare], ...]:
    """The screens of a village's main window."""

    def first(window: "MainWindow") -> bytes:
        return window.ws.due.list().items[0].elder_id

    def written(window: "MainWindow") -> None:
        window.go("visit", first(window))
        form: Any = window.page("visit")
        form.fields.mark_ok()
        form.fields.observations.rows["daily"].set_state(Observation.ATTENTION)
        form.fields.observations.rows["heating"].set_state(Observation.URGENT)
        form.fields.needs.chips.set_values(["repair"])
        form.fields.note.set_text("煤炉烟道松动，已请维修队当天来看。")

    def roster(window: "MainWindow") -> None:
        window.go("elders", "roster")

    def noticed(window: "MainWindow") -> None:
        window.notices.tell("数据库比上次使用时旧，可能是从备份恢复或复制来的。已接着往下记，县里的回执会把缺的记录带回来。")
        window.page("today").notice("王桂芳：探访日期不在登记期间内，已照常保存，但不计入探访率。请核对日期。")

    def copy_of_one(window: "MainWindow") -> None:
        window.go("printing", PrintRequest("subject-copy", records=(first(window),)))

    return (
        ("today", lambda window: None),
        ("visit", lambda window: window.go("visit", first(window))),
        ("visit-written", written),
        ("elders", lambda window: window.show_page("elders")),
        ("card", lambda window: window.go("elders", first(window))),
        ("elder-new", lambda window: window.go("elders", "new")),
        ("roster", roster),
        ("packages", lambda window: window.show_page("packages")),
        ("printing", lambda window: window.show_page("printing")),
        ("printing-copy", copy_of_one),
        *place_scenes(),
        ("help", lambda window: window.toggle_help()),
        ("notices", noticed),
    )


def place_scenes() -> tuple[tuple[str, Prepare], ...]:
    """The pages of needs, facilities and the unit."""

    def facility(act: str) -> Prepare:
        def prepare(window: "MainWindow") -> None:
            window.show_page("facilities")
            settle(300)
            page: Any = window.page("facilities")
            row = page.facilities.list.model.row(0)
            if act == "card":
                page.facilities.show_card(row.record)
            elif act == "from":
                page.facilities.show_from_day(row.record)
            else:
                page.facilities.show_new()

        return prepare

    return (
        ("needs", lambda window: window.show_page("needs")),
        ("facilities", lambda window: window.show_page("facilities")),
        ("facility-new", facility("new")),
        ("facility-card", facility("card")),
        ("facility-from-day", facility("from")),
        ("unit", lambda window: window.show_page("unit")),
        ("unit-survey", lambda window: window.go("unit", "survey")),
        ("dictionary", lambda window: window.go("unit", "dictionary")),
    )


def county_scenes(inbox: Path) -> tuple[tuple[str, Prepare], ...]:
    """The screens of a county's main window."""

    def view(name: str) -> Prepare:
        return lambda window: window.go("packages", name)

    def preview(window: "MainWindow") -> None:
        window.show_page("packages")
        page: Any = window.page("packages")
        page.imports.add_paths([inbox])

    def devices(window: "MainWindow") -> None:
        stranger = next(inbox.glob(f"{people.NEIGHBOURS[2]}*"))
        window.ws.packages.import_files([stranger])
        window.go("packages", "devices")

    def receipts(window: "MainWindow") -> None:
        window.go("packages", "receipts")
        page: Any = window.page("packages")
        out = Path(tempfile.mkdtemp(dir=inbox.parent)) / "回执"
        out.mkdir()
        page.receipts.places.choose(out)
        page.receipts.write()

    def register(key: str) -> Prepare:
        return lambda window: window.go("registers", key)

    def state(window: "MainWindow") -> None:
        window.go("registers", "unit")
        settle(300)
        view: Any = window.page("registers").view("unit")  # type: ignore[attr-defined]  # the page of registers
        row = next(each for each in view.list.rows() if each.unit_code == people.NEIGHBOURS[0])
        view.show_card(row)
        view.show_state(row)

    return (
        ("county-packages", view("import")),
        ("county-preview", preview),
        ("county-devices", devices),
        ("county-receipts", receipts),
        ("county-invite", view("invite")),
        ("county-reports", lambda window: window.show_page("reports")),
        ("county-printing", lambda window: window.show_page("printing")),
        ("county-elders", lambda window: window.show_page("elders")),
        ("county-facilities", lambda window: window.show_page("facilities")),
        *((f"county-register-{key}", register(key)) for key in ("unit", "facility", "course", "ledger_task", "dictionary")),
        ("county-unit-state", state),
    )


def desk_scenes() -> tuple[tuple[str, Prepare], ...]:
    """The county's desk on the 25th, with a year behind it."""

    def page(window: "MainWindow", key: str) -> Any:
        window.show_page(key)
        settle(300)
        return window.page(key)

    def deeper(window: "MainWindow", steps: int) -> Any:
        window.go("indicators", "monthly_visit_rate")
        settle(300)
        screen: Any = window.page("indicators")
        for _ in range(steps):
            QTest.keyClick(screen.number.places.table, Qt.Key.Key_Return)
            settle(300)
        return screen

    def packages(window: "MainWindow") -> None:
        QTest.keyClick(deeper(window, 2).number.records.table, Qt.Key.Key_Space)

    def cell(window: "MainWindow") -> None:
        QTest.keyClick(page(window, "board").board.months, Qt.Key.Key_Return)

    def unit(window: "MainWindow") -> None:
        QTest.keyClick(page(window, "overdue").units.table, Qt.Key.Key_Return)

    return (
        ("county-indicators", lambda window: page(window, "indicators")),
        ("county-indicators-services", lambda window: page(window, "indicators").overview.groups.set_value("places")),
        ("county-number", lambda window: deeper(window, 0)),
        ("county-records", lambda window: deeper(window, 2)),
        ("county-origins", packages),
        ("county-board", lambda window: page(window, "board")),
        ("county-board-cell", cell),
        ("county-overdue", lambda window: page(window, "overdue")),
        ("county-overdue-unit", unit),
        ("county-questions", lambda window: page(window, "questions")),
    )


def prefecture_scenes() -> tuple[tuple[str, Prepare], ...]:
    """The same desk of an office that sees counties instead of units, and nobody by name."""

    def number(window: "MainWindow") -> None:
        window.go("indicators", "social_work_professionals")
        settle(300)

    return (
        ("prefecture-indicators", lambda window: window.show_page("indicators")),
        ("prefecture-number", number),
        ("prefecture-board", lambda window: window.show_page("board")),
        ("prefecture-packages", lambda window: window.show_page("packages")),
        ("prefecture-reports", lambda window: window.show_page("reports")),
    )


def main_window(ws: "Workspace", prepare: Prepare) -> QMainWindow:
    """The main window, brought to one screen."""
    from ui.main_window import MainWindow

    window = MainWindow(ws)
    window.resize(*SIZE)
    window.show()
    settle(300)
    prepare(window)
    return window


def picture(window: QWidget, file: Path) -> None:
    """Show, let it settle, write, close."""
    window.resize(*SIZE)
    window.show()
    settle(300)
    for preview in window.findChildren(PdfPages):
        wait_for_paper(preview)
    window.grab().save(str(file))
    window.close()
    window.deleteLater()
    settle(20)


def wait_for_paper(pages: PdfPages) -> None:
    """Let the first page arrive: a document starts late, after a pause, and its pictures later still."""
    for _ in range(20):
        if not pages.isVisible() or (pages.count() and pages.picture(0) is not None):
            return
        settle(100)


def settle(milliseconds: int) -> None:
    """Let the window's own events and its background work arrive."""
    from ui.shared.background import wait_for_all

    wait_for_all()
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
    wait_for_all()
    QApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
