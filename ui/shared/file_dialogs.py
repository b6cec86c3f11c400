"""The questions for files: each begins in the folder of last time, else among the person's documents."""

from pathlib import Path

from PySide6.QtCore import QSettings, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

OPEN, SAVE = "open", "save"
"""What the folder of last time is kept for."""


def _settings() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "kashi-desktop", "places")


def remember(what: str, folder: Path) -> None:
    """Keep the folder that was used for ``what``."""
    _settings().setValue(what, str(folder))


def remembered(what: str) -> Path | None:
    """The folder last used for ``what``, while it is still there."""
    value = _settings().value(what)
    folder = Path(str(value)) if value else None
    return folder if folder is not None and folder.is_dir() else None


def start_folder(what: str) -> Path:
    """Where a dialog for ``what`` begins: never in the folder that the program happens to run in."""
    places = QStandardPaths.StandardLocation
    named = (Path(QStandardPaths.writableLocation(each)) for each in (places.DocumentsLocation, places.DesktopLocation))
    return remembered(what) or next((each for each in named if each.is_dir()), Path.home())


def ask_save(parent: QWidget, caption: str, name: str, kinds: str) -> Path | None:
    """Where a file shall be kept; None when the person changed their mind. The dialog asks before a file is replaced."""
    chosen, _ = QFileDialog.getSaveFileName(parent, caption, str(start_folder(SAVE) / name), kinds)
    return _kept(SAVE, Path(chosen)) if chosen else None


def ask_open(parent: QWidget, caption: str, kinds: str) -> Path | None:
    """Which file; None when the person changed their mind."""
    chosen, _ = QFileDialog.getOpenFileName(parent, caption, str(start_folder(OPEN)), kinds)
    return _kept(OPEN, Path(chosen)) if chosen else None


def _kept(what: str, file: Path) -> Path:
    remember(what, file.parent)
    return file
