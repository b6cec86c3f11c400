"""Second question of a first start: the county's invitation, and two groups of the digits on the slip of paper."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from ui.shared import theme
from ui.shared.background import run
from ui.shared.buttons import SecondaryButton
from ui.shared.choices import SegmentedRow
from ui.shared.file_dialogs import ask_open
from ui.shared.fingerprint import GroupsAsked
from ui.shared.inputs import ErrorLine
from ui.shared.layouts import filled
from ui.shared.messages import sentence
from ui.shared.surfaces import text_label

if TYPE_CHECKING:
    from kashi_desktop.types.sync import InvitationSummary

AskFile = Callable[[QWidget], Path | None]
Summarise = Callable[[Path], "InvitationSummary"]

NEW, FILE = "new", "file"


def ask_invitation(parent: QWidget) -> Path | None:
    """The invitation file the person points at; None when they changed their mind."""
    caption = QCoreApplication.translate("FileDialogs", "选择县里给的邀请文件")
    kinds = QCoreApplication.translate("FileDialogs", "邀请文件 (*.kashi-invitation);;所有文件 (*)")
    return ask_open(parent, caption, kinds)


class InvitationPart(QWidget):
    """With or without an invitation; one that was opened shows whose it is before anything is made."""

    changed = Signal()

    opened = Signal(object)
    """InvitationSummary: for which unit it is."""

    def __init__(self, ask_file: AskFile, summarise: Summarise) -> None:
        """``ask_file`` stands for the file dialog, ``summarise`` reads a file in the background."""
        super().__init__()
        self._ask_file, self._summarise = ask_file, summarise
        self._file: Path | None = None
        self.summary: InvitationSummary | None = None
        self.kind = SegmentedRow(self.tr("邀请文件"), [(NEW, self.tr("没有，先用起来")), (FILE, self.tr("有邀请文件"))], first=1)
        self.choose = SecondaryButton(self.tr("选择文件……"), "Ctrl+O", icon="folder", compact=True)
        self._name = text_label("", "secondary")
        column = filled(QVBoxLayout(self), spacing=10)
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        row.addWidget(self.kind)
        row.addWidget(self.choose)
        row.addWidget(self._name, 1)
        column.addLayout(row)
        self.fault = ErrorLine()
        column.addWidget(self.fault)
        self.groups = GroupsAsked()
        column.addWidget(self.groups)
        self.kind.changed.connect(self._tell)
        self.kind.picked.connect(self._picked)
        self.choose.clicked.connect(self._choose)
        self.groups.changed.connect(self._tell)
        self._show()

    def path(self) -> Path | None:
        """The invitation to start with; None without one."""
        return self._file if self.kind.value() == FILE else None

    def set_wanted(self, wanted: bool) -> None:
        """Whether an office of this level can have an invitation at all."""
        if not wanted:
            self.kind.set_value(NEW)
        self.setEnabled(wanted)

    def reason(self, unit_code: str) -> str:
        """Why the workspace of a unit cannot be made yet; empty when it can."""
        if self.kind.value() == NEW:
            return ""
        if self.summary is None:
            return self.tr("请选邀请文件")
        if unit_code and unit_code != self.summary.unit_code:
            return self.tr("这份邀请是给{unit}的，不是上面选的单位").format(unit=self.summary.unit_name)
        return self.groups.reason()

    def _picked(self, kind: str) -> None:
        if kind == FILE and self._file is None:
            self.choose.stand_by()

    def _tell(self, _value: object = None) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        with_file = self.kind.value() == FILE
        for part in (self.choose, self._name):
            part.setVisible(with_file)
        self.groups.setVisible(with_file and self.summary is not None)
        if not with_file:
            self.fault.clear_error()

    def _choose(self) -> None:
        chosen = self._ask_file(self)
        if chosen is None:
            return
        self._file, self.summary = chosen, None
        self.fault.clear_error()
        self._name.setText(chosen.name)
        self._tell()
        summarise = self._summarise
        run(self, lambda: summarise(chosen), self._opened, self._refused)

    def _opened(self, summary: "InvitationSummary") -> None:
        self.summary = summary
        self._name.setText(self.tr("{office} 邀请 {unit}").format(office=summary.office_name, unit=summary.unit_name))
        self.groups.ask(summary.fingerprint)
        self._tell()
        self.groups.take_keyboard()
        self.opened.emit(summary)

    def _refused(self, error: KnownError) -> None:
        self._file = None
        self._name.setText("")
        self.fault.show_error(sentence(error))
        self._tell()
        self.choose.stand_by()
