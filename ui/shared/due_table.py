"""The due list as a table: who, where, how often, last seen, due, why."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QWidget

from db.codes import CareLevel
from kashi_desktop.types.results import DueItem
from ui.shared import theme
from ui.shared.cells import CellDelegate
from ui.shared.column_widths import Ruler
from ui.shared.due_words import care_words, due_kind, due_words, reason_words, step_words
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.words import day_words

_RANK = {level: rank for rank, level in enumerate(CareLevel)}


class ReasonDelegate(CellDelegate):
    """The reason in quiet words, an arrow, and the next step in bold."""

    def __init__(self, arrow: str, parent: QWidget | None = None) -> None:
        """``arrow`` is the sign between reason and step; a mirrored language turns it round."""
        super().__init__(parent)
        self._arrow = arrow

    def wanted(self, ruler: Ruler, cell: Any) -> float:
        """Reason, arrow and step."""
        words = f"{cell.text} {self._arrow} " if cell.secondary else cell.text
        return ruler.wide(words, theme.SECONDARY) + ruler.wide(cell.secondary, theme.SECONDARY, True) + theme.px(20) + 1

    def _content(self, painter: QPainter, box: QRectF, cell: Any, rtl: bool) -> None:
        quiet, strong = theme.font(theme.SECONDARY), theme.font(theme.SECONDARY, True)
        step = cell.secondary
        step_wide = QFontMetricsF(strong).horizontalAdvance(step) if step else 0.0
        metrics = QFontMetricsF(quiet)
        arrow = f" {self._arrow} " if step else ""
        room = box.width() - step_wide - metrics.horizontalAdvance(arrow)
        words = metrics.elidedText(cell.text, Qt.TextElideMode.ElideRight, room) + arrow
        wide = metrics.horizontalAdvance(words)
        x = box.right() - wide if rtl else box.left()
        painter.setFont(quiet)
        painter.setPen(theme.qcolor("secondary"))
        painter.drawText(QRectF(x, box.top(), wide + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, words)
        if step:
            x = x - step_wide if rtl else x + wide
            painter.setFont(strong)
            painter.setPen(theme.qcolor("text"))
            painter.drawText(QRectF(x, box.top(), step_wide + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, step)


class DueTable(TableView):
    """Chosen with the arrows; Enter records, Space opens the card."""

    def __init__(self, today: Callable[[], date]) -> None:
        """``today`` is the clock of the workspace."""
        self._today = today
        self._drafted: frozenset[bytes] = frozenset()
        self._model = PagedTableModel(self._columns())
        super().__init__(self._model, self.tr("该去看望的老人"))
        self._model.setParent(self)
        self.setItemDelegateForColumn(len(self._model.columns) - 1, ReasonDelegate(self.tr("→"), self))

    def _columns(self) -> tuple[Column, ...]:
        today = self._today
        return (
            Column(
                "name", self.tr("姓名"), 246, lambda row: row.full_name, bold=True,
                secondary=lambda row: self.tr("{year} 年生").format(year=row.birth_date.year), sort_value=lambda row: row.full_name,
            ),
            Column("place", self.tr("住处"), 136, _place, sort_value=_place),
            Column("care", self.tr("关爱等级"), 84, lambda row: care_words(row.care_level), sort_value=lambda row: _RANK[row.care_level]),
            Column("seen", self.tr("上次见到"), 86, self._seen, sort_value=lambda row: row.last_effective or date.min),
            Column(
                "due", self.tr("到期"), 92, lambda row: due_words(row, today()), pill=lambda row: due_kind(row, today()),
                sort_value=lambda row: row.due_on,
            ),
            Column("why", self.tr("为什么"), 200, reason_words, secondary=self._step, stretch=True, muted=True),
        )  # fmt: skip

    def _seen(self, item: DueItem) -> str:
        return day_words(item.last_effective, self._today()) if item.last_effective else self.tr("还没有")

    def _step(self, item: DueItem) -> str:
        return self.tr("接着写完") if item.elder_id in self._drafted else step_words(item)

    def show_items(self, items: tuple[DueItem, ...], drafted: frozenset[bytes] = frozenset()) -> None:
        """Show the list and keep the cursor on the same elder, else on the first; the visits of those ``drafted`` are half typed."""
        self._drafted = drafted
        self.renew(items, lambda item: item.elder_id)


def _place(item: DueItem) -> str:
    return f"{item.group} {item.address}".strip() or item.unit_name
