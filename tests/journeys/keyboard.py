"""A person at the keyboard of the real program: types into whatever has the focus, also in questions and file dialogs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.app import Program
from ui.main_window import MainWindow
from ui.start.first_start import FirstStartWindow
from ui.start.unlock import UnlockWindow

LONG = 15_000
CTRL, SHIFT, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
ENTER, TAB, ESC, DOWN, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Down, Qt.Key.Key_Space

TODAY = date(2026, 11, 18)

W = TypeVar("W", bound=QWidget)


class Viewer(QObject):
    """Stands where the desktop's PDF viewer would: remembers what it was asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Path] = []
        QDesktopServices.setUrlHandler("file", self, "show")  # type: ignore[arg-type]  # the stubs ask for bytes, which PySide refuses

    @Slot(QUrl)
    def show(self, url: QUrl) -> None:
        self.shown.append(Path(url.toLocalFile()))

    def release(self) -> None:
        QDesktopServices.unsetUrlHandler("file")


class Clerk:
    """Presses keys, counts them, and waits for what the screen shows."""

    def __init__(self, app: QApplication, qtbot: QtBot, data_dir: Path, today: date = TODAY) -> None:
        self._app, self._qtbot = app, qtbot
        self.data_dir, self._today = data_dir, today
        self.strokes = 0
        self.program = self._start()

    def _start(self) -> Program:
        program = Program(self._app, self.data_dir, self._today)
        program.begin()
        assert program.window is not None
        program.window.showNormal()  # the screen of these tests is smaller than a clerk's
        program.window.resize(1366, 768)
        return program

    # -- the window ----------------------------------------------------------------------------------------------------

    def window(self, kind: type[W]) -> W:
        """The present window once it is of this kind and has the keyboard."""
        self.until(lambda: isinstance(self.program.window, kind) and self.program.window.isActiveWindow())
        window = self.program.window
        assert isinstance(window, kind)
        return window

    @property
    def first(self) -> FirstStartWindow:
        return self.window(FirstStartWindow)

    @property
    def unlock(self) -> UnlockWindow:
        return self.window(UnlockWindow)

    @property
    def main(self) -> MainWindow:
        return self.window(MainWindow)

    def page(self, key: str) -> Any:
        """A page of the main window, once it is in front."""
        self.until(lambda: self.main.stack.currentWidget() is self.main.page(key))
        return self.main.page(key)

    def until(self, shown: Callable[[], object]) -> None:
        self._qtbot.waitUntil(lambda: bool(shown()), timeout=LONG)

    def leave(self) -> None:
        """Close the program as the desktop's own button does; once is enough."""
        if self.program.window is None:
            return
        self.program.window.close()
        self.program.window.deleteLater()
        self.program._end()
        self._app.aboutToQuit.disconnect(self.program._end)
        self.program.window = None

    def come_back(self) -> None:
        """Start the program again."""
        self.program = self._start()

    # -- the keys ------------------------------------------------------------------------------------------------------

    def _target(self) -> QWidget:
        modal = QApplication.activeModalWidget()
        found = QApplication.focusWidget() or modal or self.program.window
        assert found is not None
        return found

    def press(self, *keys: Qt.Key | tuple[Qt.Key, Qt.KeyboardModifier]) -> None:
        """Press keys one after the other; a chord counts as one stroke."""
        for key in keys:
            code, modifier = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
            self.strokes += 1
            QTest.keyClick(self._target(), code, modifier)

    def type(self, text: str) -> None:
        """Type letters and digits."""
        for letter in text:
            self.strokes += 1
            QTest.keyClicks(self._target(), letter)

    def write(self, text: str, target: QWidget | None = None) -> None:
        """Write Chinese as an input method hands it over; not counted, every method needs other keys."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(target or self._target(), event)

    # -- questions -----------------------------------------------------------------------------------------------------

    @contextmanager
    def answering(self, answer: Callable[[QDialog], None]) -> Iterator[None]:
        """Answer the modal question that the keys inside the block bring up."""
        asked: list[QDialog] = []
        timer = QTimer()
        timer.setInterval(5)

        def look() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QDialog) and not dialog.isActiveWindow():
                dialog.activateWindow()
            elif isinstance(dialog, QDialog):
                timer.stop()
                asked.append(dialog)
                answer(dialog)

        timer.timeout.connect(look)
        timer.start()
        yield
        self.until(lambda: asked and QApplication.activeModalWidget() is None)
        window = self.program.window
        if window is not None and not window.isActiveWindow():
            window.activateWindow()  # what a window manager does; the offscreen platform has none
            self.until(window.isActiveWindow)

    def choosing(self, path: Path) -> Any:
        """Type a path into the file dialog and confirm."""

        def answer(dialog: QDialog) -> None:
            assert isinstance(dialog, QFileDialog)
            line = dialog.findChild(QLineEdit, "fileNameEdit")
            assert line is not None
            line.setFocus()
            line.selectAll()
            self.write(str(path), line)
            QTest.keyClick(line, ENTER)

        return self.answering(answer)

    def giving_reason(self, words: str) -> Any:
        """Write why and confirm with Ctrl+Enter."""

        def answer(dialog: QDialog) -> None:
            self.write(words, dialog.focusWidget())
            QTest.keyClick(dialog, ENTER, CTRL)
            if dialog.isVisible():  # never left hanging: the assertion that follows fails instead
                dialog.reject()

        return self.answering(answer)
