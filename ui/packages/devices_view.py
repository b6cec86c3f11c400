"""Computers of the units: those that wait for a decision first, with the digits to compare."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.results import DeviceInfo, FileVerdict
from kashi_desktop.types.sync import Approved
from kashi_desktop.workspace import Workspace
from ui.packages.ask_device import AskDevice
from ui.packages.parts import MarkedLine
from ui.packages.words import is_waiting, standing
from ui.shared import theme
from ui.shared.background import run
from ui.shared.fingerprint import FingerprintSlip
from ui.shared.layouts import empty, filled, spread, stacked
from ui.shared.messages import sentence
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, ErrorLine, Pill, PrimaryButton, SecondaryButton, text_label

AskReason = Callable[[QWidget, str, str, str], str | None]
"""Parent, title, words and the action's name; the reason, or None where the person thought better of it."""


@dataclass(frozen=True, slots=True)
class DeviceQuestions:
    """What is asked before each decision; a test answers without a dialog."""

    approve: AskDevice
    reject: AskDevice
    empty_waiting: AskDevice
    take_waiting: AskDevice
    reason: AskReason


class DevicesView(QWidget):
    """Table of computers, and beside it the chosen one with what can be decided about it."""

    decided = Signal()
    """A computer was approved, stopped or rejected; what waited may have been taken in."""

    counted = Signal(int, int)
    """Computers that wait, computers that are approved."""

    invitations_wanted = Signal()

    def __init__(self, ws: Workspace, ask: DeviceQuestions) -> None:
        """The questions are handed in so that a test needs no dialog."""
        super().__init__()
        self._ws, self._ask = ws, ask
        self._go_on = False
        self._waiting: set[str] = set()
        filled(QHBoxLayout(self), (self._list_card(), 1), self._side_card(), spacing=16)
        self._show_current()

    def _list_card(self) -> QWidget:
        card = Card(self.tr("各单位的电脑"), margin=0)
        self.waiting = Pill("", "warning")
        self.waiting.hide()
        card.header.addWidget(self.waiting)
        card.header.addStretch(1)
        self._rows = PagedTableModel(self._columns(), self)
        self.table = TableView(self._rows, self.tr("各单位的电脑"))
        self.table.selection_changed.connect(self._show_current)
        self.table.activated_row.connect(lambda _row: self.approve())
        button = PrimaryButton(self.tr("发邀请"), icon="key", act=self.invitations_wanted)
        words = self.tr("先给各单位发邀请文件；它们的第一个包到了，\n电脑就会出现在这里，等您对过纸条再认可。")
        self._stack = stacked(self.table, EmptyState("shield", self.tr("还没有单位的电脑"), words, button))
        card.add(self._stack, 1)
        return card

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("unit", self.tr("单位"), 220, lambda row: row.unit_name or row.unit_code, bold=True, stretch=True),
            Column("code", self.tr("单位代码"), 140, lambda row: row.unit_code, muted=True),
            Column("device", self.tr("电脑编号"), 110, lambda row: row.device_code, muted=True),
            Column("state", self.tr("状态"), 96, lambda row: standing(row)[0], pill=lambda row: standing(row)[1]),
            Column(
                "packages", self.tr("等着的包"), 90, lambda row: str(row.waiting_packages or "–"),
                sort_value=lambda row: row.waiting_packages,
            ),
        )  # fmt: skip

    def _side_card(self) -> QWidget:
        self._side = QWidget()
        self._side.setFixedWidth(theme.px(340))
        column = filled(QVBoxLayout(self._side))
        self.card = Card("")
        self.slip = FingerprintSlip("", self.tr("和来人纸条上的五组数字对一遍，全都一样才认可。"))
        self.card.add(self.slip)
        self._state = text_label("", "secondary", wrap=True)
        self.card.add(self._state)
        self.approve_button = PrimaryButton(self.tr("认可……"), "Ctrl+Return", act=self.approve)
        self.reject_button = SecondaryButton(self.tr("拒绝……"), act=self.reject)
        self.reject_button.bind_quietly("Ctrl+Shift+R")
        self.card.add(spread(self.reject_button, None, self.approve_button))
        self.take_button = SecondaryButton(self.tr("核对后并入……"), act=self.take_waiting)
        self.empty_button = SecondaryButton(self.tr("清掉等着的包……"), act=self.empty_waiting)
        self.card.add(spread(self.empty_button, None, self.take_button))
        self.stop_button = SecondaryButton(self.tr("停用这台电脑……"), act=self.stop)
        self.card.add(self.stop_button)
        self.fault = ErrorLine()
        self.card.add(self.fault)
        self._told = QVBoxLayout()
        self.card.add(self._told)
        column.addWidget(self.card)
        column.addStretch(1)
        return self._side

    def refresh(self) -> None:
        """Fetch the computers anew."""
        run(self, self._ws.enrolment.devices, self._show, self._failed)

    def _show(self, devices: tuple[DeviceInfo, ...]) -> None:
        kept: DeviceInfo | None = self.table.current_row()
        now_waiting = {device.device_code for device in devices if is_waiting(device)}
        came = bool(now_waiting - self._waiting) and not (kept is not None and kept.device_code in now_waiting)
        self._waiting = now_waiting
        self.table.renew(devices, lambda device: device.device_code)  # those that wait stand first
        if self._go_on or came:
            self.table.select(0)
        self._go_on = False
        waiting = len(now_waiting)
        self.waiting.set(self.tr("{n} 台等认可").format(n=waiting))
        self.waiting.setVisible(bool(waiting))
        self._stack.setCurrentIndex(0 if devices else 1)
        self._show_current()
        self.counted.emit(waiting, sum(1 for device in devices if device.state == "approved"))

    def _show_current(self) -> None:
        device: DeviceInfo | None = self.table.current_row()
        self._side.setVisible(device is not None)
        if device is None:
            return
        self.card.set_title(device.unit_name or device.unit_code)
        self.slip.show_digits(device.fingerprint)
        words, _ = standing(device)
        waits = self.tr("{state}，有 {n} 个包等着并入").format(state=words, n=device.waiting_packages)
        self._state.setText(waits if device.waiting_packages else words)
        self.approve_button.setVisible(device.state in ("waiting", "rejected"))
        self.reject_button.setVisible(device.state == "waiting")
        self.empty_button.setVisible(bool(device.waiting_packages))
        self.take_button.setVisible(bool(device.takable))
        self.stop_button.setVisible(device.state == "approved")

    def approve(self) -> None:
        """Ask, then trust the chosen computer."""
        device: DeviceInfo | None = self.table.current_row()
        if device is not None and device.state in ("waiting", "rejected") and self._ask.approve(self, device):
            enrolment, code, replaces = self._ws.enrolment, device.device_code, device.replaces
            self._decide(lambda: enrolment.approve(code, replaces), self._approved)

    def reject(self) -> None:
        """Ask, then turn the chosen computer away."""
        device: DeviceInfo | None = self.table.current_row()
        if device is not None and device.state == "waiting" and self._ask.reject(self, device):
            enrolment, code = self._ws.enrolment, device.device_code
            self._decide(lambda: enrolment.reject(code), self._rejected)

    def empty_waiting(self) -> None:
        """Ask, then forget what waits for the chosen computer: it may be junk that keeps others out."""
        device: DeviceInfo | None = self.table.current_row()
        if device is not None and device.waiting_packages and self._ask.empty_waiting(self, device):
            enrolment, code = self._ws.enrolment, device.device_code
            self._decide(lambda: enrolment.refuse_waiting(code), self._emptied)

    def take_waiting(self) -> None:
        """Ask, then let count what a stopped computer wrote, or take in what waits because its unit holds so much."""
        device: DeviceInfo | None = self.table.current_row()
        if device is None or not device.takable:
            return
        reason: str | None = ""
        if device.state == "revoked":
            words = self.tr("它停用以后写的记录从此算数，它仍然停用着。请先和村里一条一条核对过。")
            reason = self._ask.reason(self, self.tr("并入停用电脑的记录"), words, self.tr("并入"))
        elif not self._ask.take_waiting(self, device):
            reason = None
        if reason is not None:
            enrolment, code, why = self._ws.enrolment, device.device_code, reason
            self._decide(lambda: enrolment.take_waiting(code, why), self._taken)

    def stop(self) -> None:
        """Ask why, then stop the chosen computer without another in its place."""
        device: DeviceInfo | None = self.table.current_row()
        if device is None or device.state != "approved":
            return
        words = self.tr("本机已有的记录照旧算数；它以后送来的先放着，有人核对过才算。停用后不能再认可，要换新电脑。")
        reason = self._ask.reason(self, self.tr("停用这台电脑"), words, self.tr("停用"))
        if reason is not None:
            enrolment, code, why = self._ws.enrolment, device.device_code, reason
            self._decide(lambda: enrolment.revoke(code, why), self._stopped)

    def _decide(self, work: Callable[[], object], done: Callable[..., None]) -> None:
        self.fault.clear_error()
        empty(self._told)
        self._enable(False)
        run(self, work, done, self._failed)

    def _approved(self, result: Approved) -> None:
        new = sum(each.entries_new for each in result.files)
        words = self.tr("{unit}的电脑已认可，等着的 {n} 条记录并入了。下次写回执会把证书带去。")
        unit = self._ws.units.get(result.unit_code).name
        self._told.addWidget(MarkedLine("check", "good", words.format(unit=unit, n=f"{new:,}")))
        if result.replaced:
            self._told.addWidget(MarkedLine("info", "muted", self.tr("这个单位原来的电脑已停用。")))
        self._over()

    def _rejected(self, _device: DeviceInfo) -> None:
        self._told.addWidget(MarkedLine("info", "muted", self.tr("已拒绝，它的包留着，没有并入。")))
        self._over()

    def _emptied(self, number: int) -> None:
        self._told.addWidget(MarkedLine("info", "muted", self.tr("清掉了 {n} 个等着的包。").format(n=number)))
        self._over()

    def _taken(self, files: tuple[FileVerdict, ...]) -> None:
        self._told.addWidget(MarkedLine("check", "good", self.tr("并入了 {n} 个等着的包。").format(n=len(files))))
        self._over()

    def _stopped(self, _device: DeviceInfo) -> None:
        self._told.addWidget(MarkedLine("info", "muted", self.tr("已停用。要接着记，请在新电脑上打开新的邀请。")))
        self._over()

    def _over(self) -> None:
        self._enable(True)
        self._go_on = True
        self.refresh()
        self.decided.emit()

    def _enable(self, on: bool) -> None:
        for button in (self.approve_button, self.reject_button, self.empty_button, self.take_button, self.stop_button):
            button.setEnabled(on)

    def _failed(self, error: KnownError) -> None:
        self._enable(True)
        self._side.setVisible(True)
        self.fault.show_error(sentence(error))
