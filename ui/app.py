"""The program with a window: one start path from nothing, or from locked, to the main window."""

import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QMainWindow

from kashi_desktop.paths import default_workspace, resources
from ui.shared import fonts, theme
from ui.shared.messages import sentence

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

NO_DISPLAY = "没有可用的屏幕，窗口没有打开，资料没有变。请在桌面上运行，或在命令行里加命令（python main.py --help）。\n"


def has_display() -> bool:
    """Whether a window can be shown; Qt would end the process without a word to catch."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(data_dir: Path | None = None, today: date | None = None) -> int:
    """Open the window on the workspace in ``data_dir``; returns the exit code (2: no display)."""
    if not has_display():
        sys.stderr.write(NO_DISPLAY)
        return 2
    app = make_application(sys.argv[:1])
    program = Program(app, data_dir or default_workspace(), today)
    program.begin()
    return app.exec()


def make_application(arguments: list[str]) -> QApplication:
    """The application with its faces, look and language."""
    app = QApplication([*arguments, "-style", "fusion"])  # the same look on every desktop; naming a QStyle here costs 6 ms
    app.setApplicationName("kashi-desktop")
    app.setApplicationDisplayName("社区服务")
    fonts.ensure()
    install_translators(app, os.environ.get("KASHI_LANGUAGE") or "zh")
    theme.apply(app, system_is_dark(app))
    return app


def system_is_dark(app: QApplication) -> bool:
    """Whether the desktop's own palette is dark, asked before ours is set (naming ``Qt.ColorScheme`` costs 15 ms at the start)."""
    return app.palette().window().color().lightness() < 128


def follow_system(app: QApplication) -> None:
    """Change between light and dark with the desktop."""
    from PySide6.QtCore import Qt

    app.styleHints().colorSchemeChanged.connect(lambda scheme: theme.apply(app, scheme == Qt.ColorScheme.Dark))


def install_translators(app: QApplication, language: str) -> None:
    """Source strings are Chinese; English has a catalogue; Qt's own words come from qtbase."""
    QLocale.setDefault(QLocale(QLocale.Language.English if language == "en" else QLocale.Language.Chinese))
    places = {
        f"qtbase_{'en' if language == 'en' else 'zh_CN'}": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        f"kashi_{language}": str(resources() / "translations"),
    }
    for name, folder in places.items():
        translator = QTranslator(app)
        if translator.load(name, folder):
            app.installTranslator(translator)


class Program(QObject):
    """Moves between first start, unlock and main window; owns the open workspace."""

    def __init__(self, app: QApplication, data_dir: Path, today: "date | None" = None) -> None:
        """Nothing is opened before ``begin``."""
        super().__init__(app)
        self._app, self._data_dir, self._today = app, data_dir, today
        self._ws: Workspace | None = None
        self.window: QMainWindow | None = None
        app.aboutToQuit.connect(self._end)

    def begin(self) -> None:
        """Show the window that the state of the workspace asks for."""
        from kashi_desktop import startup  # cheap: it loads the store only when it opens one

        if startup.workspace_state(self._data_dir) == "absent":
            from kashi_desktop.types.clock import Clock
            from ui.start.first_start import FirstStartWindow

            first = FirstStartWindow(self._data_dir, Clock(self._today), startup.unit_choices)
            first.opened.connect(self._opened)
            first.painted.connect(self._warm_up)
            why = startup.no_workspace(self._data_dir)
            if why.code == "setup_unfinished":
                first.questions.show_fault(sentence(why))
            self._show(first)
        else:
            from ui.start.unlock import UnlockWindow

            unlock = UnlockWindow(self._data_dir, self._today)
            unlock.opened.connect(self._opened)
            unlock.painted.connect(self._warm_up)
            self._show(unlock)

    def _warm_up(self) -> None:
        """Import the store and the first page while the passphrase is typed."""
        from ui.shared.background import run

        follow_system(self._app)

        run(self, load_the_rest, lambda _nothing: None, lambda _fault: None)

    def _opened(self, ws: "Workspace") -> None:
        from ui.main_window import MainWindow

        self._ws = ws
        window = MainWindow(ws)
        window.lock_wanted.connect(self._lock)
        self._show(window)

    def _lock(self) -> None:
        self._close_workspace()
        self.begin()

    def _close_workspace(self) -> None:
        if self._ws is not None:
            self._ws.close()
            self._ws = None

    def _show(self, window: QMainWindow) -> None:
        """Put ``window`` where the one before it stood."""
        before, self.window = self.window, window
        inside(window)
        if before is None:
            window.showMaximized()
        else:
            window.setGeometry(before.geometry())
            window.setWindowState(before.windowState())
            window.show()
            before.close()
            before.deleteLater()

    def _end(self) -> None:
        from ui.shared.background import wait_for_all

        wait_for_all()
        self._close_workspace()


def inside(window: QMainWindow) -> None:
    """Have a window that is not maximised lie inside the work area, and ask for no more than that."""
    area = window.screen().availableGeometry()
    window.setMinimumSize(window.minimumSize().boundedTo(area.size()))
    window.resize(window.size().boundedTo(area.size()))
    window.move(area.topLeft())


def load_the_rest() -> None:
    """Import what opening needs; runs in a thread after the first paint, and failing is no harm."""
    import importlib

    for name in ("services.creation", "services.due", "services.packages", "services.questions"):
        importlib.import_module(f"kashi_desktop.{name}")
    for name in ("main_window", "today.today_screen"):
        importlib.import_module(f"ui.{name}")
