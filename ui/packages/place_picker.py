"""Where a file shall be written: sticks that are plugged in, the folder of last time, or another one."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.packages.parts import PlaceButton
from ui.packages.places import AskFolder, Drive, Drives, ask_folder, removable_drives
from ui.packages.words import size_words
from ui.shared.background import run
from ui.shared.file_dialogs import remember, remembered
from ui.shared.layouts import empty, filled
from ui.shared.widgets import SecondaryButton

LOOK_AGAIN_MS = 2000
"""How often a shown picker looks for sticks."""


class PlacePicker(QWidget):
    """A row of places; a single stick is chosen by itself, so that most people choose nothing."""

    changed = Signal()

    def __init__(self, what: str, drives: Drives = removable_drives, ask: AskFolder = ask_folder) -> None:
        """``what`` names the remembered folder; ``drives`` and ``ask`` are handed in so that a test needs no stick and no dialog."""
        super().__init__()
        self._what, self._drives, self._ask = what, drives, ask
        self._seen: tuple[Drive, ...] = ()
        self._picked: Path | None = None
        self._chosen: Path | None = None
        self.places: list[PlaceButton] = []
        self._row = filled(QHBoxLayout(self), spacing=10)
        self.other = SecondaryButton(self.tr("别的文件夹……"), "Ctrl+Shift+O", icon="folder", act=self._ask_place)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_AGAIN_MS)
        self._timer.timeout.connect(self.look)
        self._show_places()

    def path(self) -> Path | None:
        """The chosen folder, None before a choice."""
        return self._chosen

    def is_stick(self) -> bool:
        """Whether the chosen folder is a stick that can be pulled out."""
        return any(drive.root == self._chosen for drive in self._seen)

    def reason(self) -> str:
        """Why nothing can be written yet; empty when a place is chosen."""
        if self._chosen is not None:
            return ""
        return self.tr("选一个 U 盘") if self._seen else self.tr("插上 U 盘，或选一个文件夹")

    def keep(self) -> None:
        """Offer the chosen folder again next time."""
        if self._chosen is not None:
            remember(self._what, self._chosen)

    def showEvent(self, event: QShowEvent) -> None:
        """Look for sticks as long as somebody looks here."""
        super().showEvent(event)
        self.look()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave the sticks alone."""
        self._timer.stop()
        super().hideEvent(event)

    def look(self) -> None:
        """See in the background what is plugged in now."""
        if self.isEnabled():
            run(self, self._drives, self._found, lambda _fault: None)

    def _found(self, found: tuple[Drive, ...]) -> None:
        if found == self._seen or not self.isEnabled():
            return
        self._seen = found
        roots = [drive.root for drive in found]
        if self._chosen not in (*roots, self._picked, remembered(self._what)):
            self._chosen = None
        if len(found) == 1 and self._chosen is None:
            self._chosen = roots[0]
        self._show_places()

    def _show_places(self) -> None:
        focused = next((button.path for button in self.places if button.hasFocus()), None)
        self._row.removeWidget(self.other)
        empty(self._row)
        self.places = []
        for drive in self._seen:
            words = self.tr("{name}　剩 {free}").format(name=drive.name, free=size_words(drive.free))
            self._add(PlaceButton(words, "usb", drive.root))
        last = self._picked or remembered(self._what)
        if last is not None and all(last != drive.root for drive in self._seen):
            self._add(PlaceButton(last.name or str(last), "folder", last))
        self._row.addWidget(self.other)
        self._row.addStretch(1)
        for button in self.places:
            if button.path == focused:
                button.setFocus()
        self.changed.emit()

    def _add(self, button: PlaceButton) -> None:
        button.setChecked(button.path == self._chosen)
        button.clicked.connect(lambda: self.choose(button.path))
        self._row.addWidget(button)
        self.places.append(button)

    def choose(self, path: Path) -> None:
        """Take one of the places shown."""
        self._chosen = path
        for button in self.places:
            button.setChecked(button.path == path)
        self.changed.emit()

    def _ask_place(self) -> None:
        folder = self._ask(self)
        if folder is not None:
            self._picked = self._chosen = folder
            self._show_places()
