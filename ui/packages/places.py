"""Where files come from and go to: sticks that are plugged in, the folder of last time, and the questions for both."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStorageInfo
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.shared.file_dialogs import remember, start_folder

AskFolder = Callable[[QWidget], Path | None]
AskFiles = Callable[[QWidget], list[Path]]

_REMOVABLE_ROOTS = ("/media/", "/run/media/", "/Volumes/")
"""Where desktops put what a person plugged in; anything else that is mounted belongs to the machine."""


@dataclass(frozen=True, slots=True)
class Drive:
    """A stick that can be written to: its folder, its label, free bytes."""

    root: Path
    name: str
    free: int


Drives = Callable[[], tuple[Drive, ...]]


def removable_drives() -> tuple[Drive, ...]:
    """Sticks that are plugged in and writable; looking may wait for a slow drive, so look in the background."""
    found = []
    for volume in QStorageInfo.mountedVolumes():
        root = volume.rootPath()
        if volume.isReady() and not volume.isReadOnly() and _is_removable(root):
            found.append(Drive(Path(root), volume.name() or volume.displayName() or root, volume.bytesAvailable()))
    return tuple(sorted(found, key=lambda drive: str(drive.root)))


def _is_removable(root: str) -> bool:
    if sys.platform == "win32":
        import ctypes  # Windows alone tells the kind of a drive only through its own call; 2 is DRIVE_REMOVABLE

        return bool(ctypes.windll.kernel32.GetDriveTypeW(str(Path(root))) == 2)
    return f"{root}/".startswith(_REMOVABLE_ROOTS)


def ask_folder(parent: QWidget) -> Path | None:
    """Which folder; None when the person changed their mind."""
    caption = QCoreApplication.translate("FileDialogs", "选文件夹")
    chosen = QFileDialog.getExistingDirectory(parent, caption, str(start_folder("folder")))
    return _kept(Path(chosen)) if chosen else None


def ask_files(parent: QWidget) -> list[Path]:
    """Which packages, receipts or invitations; empty when the person changed their mind."""
    caption = QCoreApplication.translate("FileDialogs", "选数据包、回执或邀请文件")
    kinds = QCoreApplication.translate("FileDialogs", "数据包、回执和邀请 (*.kashi *.kashi-invitation);;所有文件 (*)")
    chosen, _ = QFileDialog.getOpenFileNames(parent, caption, str(start_folder("folder")), kinds)
    files = [Path(each) for each in chosen]
    if files:
        _kept(files[0].parent)
    return files


def _kept(folder: Path) -> Path:
    remember("folder", folder)
    return folder
