"""Invitations: for which units, to which place, and the digits to print on the slip that travels beside."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.sync import Invited
from kashi_desktop.workspace import Workspace
from ui.packages.parts import MarkedLine
from ui.packages.place_picker import PlacePicker
from ui.packages.places import AskFolder, Drives, ask_folder, removable_drives
from ui.packages.unit_tables import UnitChoice, UnitPicker
from ui.packages.words import standing
from ui.shared.background import run
from ui.shared.file_dialogs import ask_save
from ui.shared.fingerprint import FingerprintSlip
from ui.shared.layouts import filled, spread, stacked
from ui.shared.messages import sentence
from ui.shared.shortcuts import bind
from ui.shared.widgets import Card, ErrorLine, PrimaryButton, ReasonedSave, SecondaryButton, hairline, text_label

AskPath = Callable[[QWidget, str], Path | None]

ALL_UNITS = 100_000
"""More than any county has: the whole list is fetched once and filtered while typing."""


def ask_slip_path(parent: QWidget, name: str) -> Path | None:
    """Where the slips shall be kept; None when the person changed their mind."""
    caption = QCoreApplication.translate("FileDialogs", "保存邀请纸条")
    return ask_save(parent, caption, name, "PDF (*.pdf)")


class InviteView(Card):
    """Choose units, write their invitations, print the slips."""

    invited = Signal()

    def __init__(
        self,
        ws: Workspace,
        drives: Drives = removable_drives,
        ask: AskFolder = ask_folder,
        ask_path: AskPath = ask_slip_path,
        open_file: Callable[[Path], object] | None = None,
    ) -> None:
        """The questions are handed in so that a test needs no dialog."""
        super().__init__("")
        self._ws, self._ask_path = ws, ask_path
        self._open_file = open_file or (lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        self._busy = False
        self._codes: list[str] = []
        self.set_title(self.tr("邀请单位"))
        self.header.addWidget(text_label(self.tr("邀请文件里没有任何人的信息；一个单位一份，交给他们打开一次"), "secondary"), 1)
        self.stack = stacked(self._choosing(drives, ask), self._done_page())
        self.add(self.stack, 1)
        bind(self, "Ctrl+F", self._focus_search)

    def _choosing(self, drives: Drives, ask: AskFolder) -> QWidget:
        page = QWidget()
        column = filled(QVBoxLayout(page), spacing=12)
        self.units = UnitPicker()
        self.units.changed.connect(self._judge)
        column.addWidget(self.units, 1)
        column.addWidget(hairline())
        self.places = PlacePicker("invitations", drives, ask)
        self.places.changed.connect(self._judge)
        self.save = ReasonedSave(PrimaryButton(self.tr("写出邀请"), "Ctrl+Return"), act=self.write)
        self.fault = ErrorLine()
        column.addLayout(spread(self.places, (self.save, 1), spacing=12))
        column.addWidget(self.fault)
        self._judge()
        return page

    def _done_page(self) -> QWidget:
        page = QWidget()
        column = filled(QVBoxLayout(page), spacing=16)
        self.told = MarkedLine("check", "good", "")
        self.files = text_label("", "secondary", wrap=True)
        title = self.tr("本单位的五组数字，写在随邀请一起交的纸条上")
        self.slip = FingerprintSlip(title, self.tr("对方打开邀请时，屏幕上的数字要和纸条一样，才知道邀请真是县里发的。"))
        self.print_button = PrimaryButton(self.tr("存成 PDF 并打印纸条……"), "Ctrl+P", "printer", act=self.print_slips)
        self.more_button = SecondaryButton(self.tr("再邀请几个单位"), icon="plus", act=self.start_over)
        self.print_fault = ErrorLine()
        for part in (self.told, self.files, self.slip):
            column.addWidget(part)
        column.addLayout(spread(self.print_button, self.more_button, None, spacing=12))
        column.addWidget(self.print_fault)
        column.addStretch(1)
        return page

    # -- content -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Fetch the units and whether they have a computer."""
        ws = self._ws
        run(self, lambda: _choices(ws), self.units.set_units, self._failed)

    def _judge(self) -> None:
        units = "" if self.units.codes() else self.tr("先选单位")
        self.save.set_reasons([units, self.places.reason()])
        self.save.set_busy(self._busy, self.tr("正在写……"))

    def _focus_search(self) -> None:
        self.units.search.setFocus()
        self.units.search.selectAll()

    # -- work ----------------------------------------------------------------------------------------------------------

    def write(self) -> None:
        """Write the invitations of the chosen units into the chosen place."""
        folder, codes = self.places.path(), self.units.codes()
        if folder is None or not codes or self._busy:
            return
        self.fault.clear_error()
        self._busy, self._codes = True, codes
        self._judge()
        enrolment = self._ws.enrolment
        run(self, lambda: enrolment.invite(codes, folder), self._written, self._failed)

    def _written(self, result: Invited) -> None:
        self._busy = False
        self.places.keep()
        self.units.clear()
        stick = self.tr("可以安全拔出 U 盘了。") if self.places.is_stick() else ""
        self.told.words.setText(self.tr("写好 {n} 份邀请。").format(n=len(result.files)) + stick)
        names = [file.name for file in result.files]
        more = self.tr(" 等") if len(names) > 6 else ""
        self.files.setText("　".join(names[:6]) + more)
        self.slip.show_digits(result.fingerprint)
        self.stack.setCurrentIndex(1)
        self.print_button.stand_by()
        self.invited.emit()

    def _failed(self, error: KnownError) -> None:
        self._busy = False
        self._judge()
        self.fault.show_error(sentence(error))

    def print_slips(self) -> None:
        """Write the strips of paper as one PDF."""
        path = self._ask_path(self, self.tr("邀请纸条.pdf"))
        if path is None:
            return
        self.print_fault.clear_error()
        reports, codes = self._ws.reports, list(self._codes)
        # the dialog has asked before an existing file is replaced
        run(self, lambda: reports.invitation_slips(codes, path, force=True), lambda _pages: self._printed(path), self._not_printed)

    def _printed(self, path: Path) -> None:
        self._open_file(path)

    def _not_printed(self, error: KnownError) -> None:
        self.print_fault.show_error(sentence(error))

    def start_over(self) -> None:
        """Choose other units."""
        self.stack.setCurrentIndex(0)
        self.refresh()
        self._focus_search()


def _choices(ws: Workspace) -> tuple[UnitChoice, ...]:
    """All units of the county by township and code, with the standing of their computers."""
    found = ws.units.search("", ALL_UNITS)
    names = {unit.id: unit.name for unit in found}
    held = {device.unit_code: standing(device) for device in ws.enrolment.devices() if device.state in ("waiting", "approved")}
    rows = []
    for unit in found:
        if unit.level is UnitLevel.VILLAGE and unit.active:
            words, kind = held.get(unit.code, ("", "neutral"))
            above = names.get(unit.parent_id, "") if unit.parent_id else ""
            rows.append(UnitChoice(unit.code, unit.name, above, words, kind))
    return tuple(rows)
