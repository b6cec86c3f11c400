"""The guided way of the month's package: what is sent, where to, and when the stick can be pulled out."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.types.sync import Exported, Review
from kashi_desktop.workspace import Workspace
from ui.packages.parts import MarkedLine, Step
from ui.packages.place_picker import PlacePicker
from ui.packages.places import AskFolder, Drives, ask_folder, removable_drives
from ui.packages.words import period_words, register_counts, size_words
from ui.shared import theme
from ui.shared.background import Cancelled, Report, Task, run
from ui.shared.fingerprint import FingerprintSlip
from ui.shared.layouts import empty, filled, spread
from ui.shared.messages import sentence
from ui.shared.widgets import Card, ErrorLine, PrimaryButton, ProgressCard, ReasonedSave, SecondaryButton, text_label

_STOPPED = QT_TRANSLATE_NOOP("errors", "已停止，没有写出文件，数据都还在。需要时可以重新导出。")


class ExportCard(Card):
    """Three steps on one page; exporting takes one click when one stick is plugged in."""

    exported = Signal()
    invitation_wanted = Signal()
    """Nothing can be exported before the county's invitation is open."""
    papers_wanted = Signal()
    """The ledger and the summary that go with the package are to be printed."""

    def __init__(
        self,
        ws: Workspace,
        drives: Drives = removable_drives,
        ask: AskFolder = ask_folder,
        open_folder: Callable[[Path], object] | None = None,
    ) -> None:
        """``drives`` and ``ask`` are handed in so that a test needs no stick and no dialog."""
        super().__init__(margin=24)
        self._ws = ws
        self._open_folder = open_folder or (lambda path: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))))
        self._review: Review | None = None
        self._result: Exported | None = None
        self._task: Task | None = None
        self.body.setSpacing(0)
        self._build_review()
        self._build_places(drives, ask)
        self._build_end()
        self.body.addStretch(1)
        self.show_standing()

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _build_review(self) -> None:
        self.first = Step(1, self.tr("看看要送什么"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(12))
        self.figure = text_label("", "figure")
        self._what = text_label("", "muted")
        row.addWidget(self.figure)
        row.addWidget(self._what, 1)
        self.first.body.addLayout(row)
        self.counts = text_label("", "secondary", wrap=True)
        self.first.body.addWidget(self.counts)
        self.papers_button = SecondaryButton(self.tr("打印台账和小结"), "Ctrl+P", icon="printer", compact=True, act=self.papers_wanted)
        self.first.body.addLayout(spread(self.papers_button, None))
        self.add(self.first)

    def _build_places(self, drives: Drives, ask: AskFolder) -> None:
        self.second = Step(2, self.tr("选 U 盘，导出"))
        self.second.body.addWidget(self._invite_part())
        self.places = PlacePicker("export", drives, ask)
        self.places.changed.connect(self._judge)
        self.second.body.addWidget(self.places)
        self.save = ReasonedSave(PrimaryButton(self.tr("导出"), "Ctrl+Return"), act=self.export)
        self.second.body.addWidget(self.save)
        self.progress = ProgressCard(self.tr("正在写出并核对"))
        self.progress.setProperty("surface", "notice")
        self.progress.cancelled.connect(self._stop)
        self.second.body.addWidget(self.progress)
        self.fault = ErrorLine()
        self.second.body.addWidget(self.fault)
        self.add(self.second)

    def _invite_part(self) -> QWidget:
        self.invite_button = PrimaryButton(self.tr("打开邀请文件……"), icon="key", act=self.invitation_wanted)
        words = self.tr("县里的邀请文件写着包该交给谁，只要打开一次。还没有的话，请向县里要；记录照常做，不会丢。")
        self._uninvited = QWidget()
        filled(QVBoxLayout(self._uninvited), text_label(words, "muted", wrap=True), spread(self.invite_button, None), spacing=12)
        return self._uninvited

    def _build_end(self) -> None:
        self.third = Step(3, self.tr("拔出 U 盘，送到县里"), last=True)
        self._before = text_label(self.tr("写完会从 U 盘读回来逐字核对，核对好了这里会告诉您。"), "secondary", wrap=True)
        self.third.body.addWidget(self._before)
        self.end = QWidget()
        self._end_column = filled(QVBoxLayout(self.end), spacing=8)
        self.third.body.addWidget(self.end)
        title = self.tr("第一次送：把这五组数字抄在纸条上，和 U 盘一起交给县里")
        self.slip = FingerprintSlip(title, self.tr("县里用它核对是不是这台电脑，对上以后才收下第一个包。认可以后这里不再显示。"))
        self.third.body.addWidget(self.slip)
        self.show_button = SecondaryButton(self.tr("打开文件夹"), icon="folder", compact=True, act=self._show_folder)
        self.again = SecondaryButton(self.tr("再导出一份"), icon="undo", compact=True, act=self.start_over)
        self._buttons = QWidget()
        self._buttons.setLayout(spread(self.show_button, self.again, None))
        self.third.body.addWidget(self._buttons)
        self.add(self.third)

    # -- content -------------------------------------------------------------------------------------------------------

    def show_review(self, review: Review) -> None:
        """Show what the next package would bring."""
        self._review = review
        self.first.set_note(period_words(review.period))
        self.figure.setText(f"{review.entries:,}")
        if review.entries:
            self._what.setText(self.tr("条记录还没有得到县里确认，会全部装进这个包"))
            self.counts.setText(register_counts(review.counts))
        else:
            self._what.setText(self.tr("没有新记录"))
            self.counts.setText(self.tr("照样可以导出：包里会写明“无新增”，县里就知道您报过了。"))
        self._judge()

    def show_standing(self) -> None:
        """Show what the office still lacks: an invitation, or the county's approval of this computer."""
        office = self._ws.office
        self.slip.show_digits(office.fingerprint)
        self.slip.setVisible(office.has_parent and not office.certified)
        self._judge()
        self._show_steps()

    def _judge(self) -> None:
        invited = self._ws.office.has_parent
        reasons = [self.places.reason() if invited else self.tr("先打开县里的邀请文件")]
        reasons.append("" if self._review is not None else self.tr("正在点数……"))
        self.save.set_reasons(reasons)

    # -- work ----------------------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the package into the chosen place."""
        folder = self.places.path()
        if folder is None or self._task is not None:
            return
        self.fault.clear_error()
        self.progress.reset()
        packages = self._ws.packages

        def work(report: Report, cancelled: Cancelled) -> Exported:
            def watch(done: int, total: int) -> None:
                report(done, total)
                # before the first file is begun; afterwards all are finished and verified, so that nothing half done lies on the stick
                if cancelled() and done < 2:
                    raise KnownError("cancelled", _STOPPED)

            return packages.export(folder, watch)

        self._task = run(self, work, self._done, self._failed, self.progress.report)
        self._show_steps()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _done(self, result: Exported) -> None:
        self._task = None
        self._result = result
        self.places.keep()
        self._show_end(result)
        self._show_steps()
        self.again.stand_by()
        self.exported.emit()

    def _failed(self, error: KnownError) -> None:
        self._task = None
        self._show_steps()
        self.fault.show_error(sentence(error))
        self.places.look()

    def _show_end(self, result: Exported) -> None:
        empty(self._end_column)
        headline = self.tr("可以安全拔出 U 盘了") if self.places.is_stick() else self.tr("文件已写好")
        line = MarkedLine("check", "good", headline, top=False)
        line.words.setFont(theme.font(theme.TITLE, True))
        self._end_column.addWidget(line)
        held = self.tr("写明无新增") if result.nothing_new else self.tr("{n} 条记录").format(n=result.entries)
        words = self.tr("{file}\n{size} · {held} · 已读回核对")
        if len(result.files) > 1:
            words = self.tr("{file}\n共 {n} 个文件，都要送到，先后不限 · {size} · {held} · 已读回核对")
        names = "\n".join(each.name for each in result.files)
        words = words.format(file=names, n=len(result.files), size=size_words(result.bytes), held=held)
        self._end_column.addWidget(text_label(words, "muted", wrap=True))
        self.end.setAccessibleName(f"{headline} {words}")
        self.second.set_note(result.file.parent.name)

    def start_over(self) -> None:
        """Offer the export again, as for a second stick."""
        self._result = None
        self.second.set_note("")
        self._show_steps()
        self.places.look()
        self.save.button.stand_by()

    def _show_folder(self) -> None:
        if self._result is not None:
            self._open_folder(self._result.file.parent)

    def _show_steps(self) -> None:
        done, invited, busy = self._result is not None, self._ws.office.has_parent, self._task is not None
        self.first.set_state("done")
        self.second.set_state("done" if done else "active")
        self.third.set_state("active" if done else "waiting")
        self._uninvited.setVisible(not invited)
        self.places.setVisible(invited and not done)
        self.places.setEnabled(not busy)
        self.save.setVisible(invited and not done and not busy)
        self.progress.setVisible(busy)
        self.end.setVisible(done)
        self._buttons.setVisible(done)
        self._before.setVisible(not done)
