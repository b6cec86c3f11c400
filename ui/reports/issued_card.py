"""The reports that were issued, and what has changed of their figures since."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.codes import ReportKind
from kashi_desktop.types.issued import Issued, IssuedFigure, Restatement
from kashi_desktop.workspace import Workspace
from ui.shared.layouts import empty, filled, stacked
from ui.shared.messages import label as code_label
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, hairline, text_label

Line = tuple[Issued, tuple[Restatement, ...]]


class IssuedCard(Card):
    """A line a report; below it the figures that today's records no longer give, each with its cause."""

    opened = Signal(object)
    """Enter on a report: look at its month again (Issued)."""

    def __init__(self, ws: Workspace) -> None:
        """Empty until ``show_lines``."""
        super().__init__(self.tr("已出具的报告"), margin=0)
        self._ws = ws
        self._rows = PagedTableModel(
            (
                Column("period", self.tr("统计到"), 84, lambda line: line[0].period, bold=True),
                Column("kind", self.tr("种类"), 116, lambda line: _kind_words(line[0].kind)),
                Column("issued_on", self.tr("出具"), 106, lambda line: line[0].issued_on.isoformat()),
                Column(
                    "restated",
                    self.tr("数字变动"),
                    80,
                    lambda line: self.tr("{n} 项").format(n=len(line[1])) if line[1] else self.tr("没有"),
                    pill=lambda line: "warning" if line[1] else "neutral",
                    stretch=True,
                ),
            ),
            self,
        )
        self.table = TableView(self._rows, self.tr("已出具的报告"))
        self.table.selection_changed.connect(self._show_changes)
        self.table.activated_row.connect(lambda line: self.opened.emit(line[0]))
        held = QWidget()
        column = filled(QVBoxLayout(held), (self.table, 1), hairline(), spacing=0)
        self._below = QWidget()
        self.changes = filled(QVBoxLayout(self._below), spacing=6, edges=(16, 10, 16, 12))
        column.addWidget(self._below)
        words = self.tr("定稿以后按“正式出具”，数字就固定下来；\n以后有补报，这里会写明哪一项变了、为什么。")
        self._stack = stacked(held, EmptyState("document", self.tr("还没有出具过报告"), words))
        self._stack.setCurrentIndex(1)
        self.add(self._stack, 1)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the issued reports, newest first."""
        self._rows.set_rows(lines)
        self._stack.setCurrentIndex(0 if lines else 1)
        if lines:
            self.table.select(0)
        self._show_changes()

    def _show_changes(self) -> None:
        from kashi_desktop.services.reports_written import cause_words  # late: not before a report is looked at

        empty(self.changes)
        line: Line | None = self.table.current_row()
        if line is None:
            return
        if not line[1]:
            self.changes.addWidget(text_label(self.tr("按现在的登记重新计算，数字和出具时一样。"), "secondary", wrap=True))
        for each in line[1]:
            words = self.tr("{title}：{was} → {now}").format(title=each.was.title, was=_figure(each.was), now=_figure(each.now))
            self.changes.addWidget(text_label(words, "strong", wrap=True))
            self.changes.addWidget(text_label(cause_words(each.causes) or self.tr("原因不明，请核对口径设置"), "secondary", wrap=True))


def _kind_words(kind: ReportKind) -> str:
    return code_label(kind)


def _figure(figure: IssuedFigure) -> str:
    shown = figure.display if figure.display is not None else QCoreApplication.translate("IssuedCard", "不适用")
    return f"{shown}（{figure.numerator}/{figure.denominator}）" if figure.denominator else shown
