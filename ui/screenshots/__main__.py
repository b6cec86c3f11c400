"""Writes every screen as it is judged: ``python -m ui.screenshots OUTDIR`` (1366 × 768, Chinese, light and dark)."""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QMainWindow, QWidget

from ui.screenshots import scenes
from ui.screenshots.scenes import Prepare, settle
from ui.screenshots.world import TODAY, World, clock_of, create
from ui.shared.pdf_pages import PdfPages

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

SIZE = (1366, 768)


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
        world = create(folder)
        for mode in ("light", "dark"):
            theme.apply(app, dark=mode == "dark")
            for shot, window in screens(world, folder):
                picture(window, out / f"{shot}-{mode}.png")
        world.close()
    return 0


def screens(world: World, folder: Path) -> Iterator[tuple[str, QMainWindow]]:
    """Each screen by name, ready to be pictured."""
    from ui.start.unlock import UnlockWindow

    yield "first-start", first_start(folder)
    yield "first-start-invited", invited(folder, world)
    yield "recovery", recovery(folder, False)
    yield "recovery-county", recovery(folder, True)
    yield "recovery-typed", recovery_typed(folder)
    yield "unlock", UnlockWindow(folder)
    offices = ((world.village, scenes.VILLAGE), (world.county, scenes.county(world)))
    for ws, shown in (*offices, (world.desk, scenes.DESK), (world.prefecture, scenes.PREFECTURE)):
        for name, prepare in shown.items():
            yield name, main_window(ws, prepare)


def first_start(folder: Path) -> QMainWindow:
    """The three questions."""
    window: Any = _first_window(folder)
    window.questions.office.search.setText("疏附")
    return window  # type: ignore[no-any-return]


def _first_window(folder: Path, invitation: Path | None = None) -> Any:
    from kashi_desktop import startup
    from ui.start.first_start import FirstStartWindow

    return FirstStartWindow(folder / "none", clock_of(TODAY), startup.unit_choices, ask_file=lambda _parent: invitation)


def invited(folder: Path, world: World) -> QMainWindow:
    """The county's invitation with its digits."""
    file = folder / "picture.kashi-invitation"
    file.unlink(missing_ok=True)
    world.county.enrolment.invite([world.newcomer], file)
    window: Any = _first_window(folder, file)
    window.questions.invitation.kind.set_value("file")
    window.questions.invitation.choose.click()
    settle()
    window.questions.passphrase.setText("12345")
    return window  # type: ignore[no-any-return]


def recovery(folder: Path, county: bool) -> QMainWindow:
    """The recovery sheet."""
    from ui.shared.recovery_page import RecoveryPage

    window: Any = _first_window(folder)
    code, fingerprint = "K7QM2-3XRT9-9WBNA-HC4F5-2VGA7-6YDJ8", "12345 67890 23456 78901 34567"
    page = RecoveryPage(code, lambda path: path, with_key=county)
    page.show_fingerprint(fingerprint, window._use_of_digits(False, county), county)
    window.stack.setCurrentIndex(window.stack.addWidget(page))
    return window  # type: ignore[no-any-return]


def recovery_typed(folder: Path) -> QMainWindow:
    """Two groups of the sheet, typed from the paper."""
    from ui.shared.sheet_question import SheetQuestion

    window: Any = _first_window(folder)
    question = SheetQuestion((2, 5), lambda _typed: None, "再看一遍恢复码")
    question.fields[0].setText("3XRT9")
    window.stack.setCurrentIndex(window.stack.addWidget(question))
    return window  # type: ignore[no-any-return]


def main_window(ws: "Workspace", prepare: Prepare) -> QMainWindow:
    """The main window, brought to one screen."""
    from ui.main_window import MainWindow

    window = MainWindow(ws)
    window.resize(*SIZE)
    window.show()
    settle()
    prepare(window)
    return window


def picture(window: QWidget, file: Path) -> None:
    """Show, let it settle, write, close."""
    window.resize(*SIZE)
    window.show()
    settle()
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


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
