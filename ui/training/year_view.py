"""今年还没有培训的: who still lacks recognised training this year, so that nobody is forgotten."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kashi_desktop.types.training import TrainingYear, WorkerLine
from ui.registers.words import label_of
from ui.shared import theme
from ui.shared.filter_bar import FilterBar
from ui.shared.layouts import stacked
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, Pill, hairline, text_label
from ui.shared.words import day_words


class YearView(Card):
    """Those without training first, then who was hired too lately to be asked for it."""

    worker_wanted = Signal(bytes)

    def __init__(self, wide: bool) -> None:
        """``wide``: several units, each line says whose."""
        super().__init__(self.tr("今年还没有培训的"), margin=0)
        self._wide = wide
        self._year: TrainingYear | None = None
        self.missing, self.done = Pill("", "accent"), Pill("", "neutral")
        self.header.addWidget(self.missing)
        self.header.addWidget(self.done)
        self.header.addStretch(1)
        self.filter = FilterBar(self.tr("找姓名、岗位或单位"))
        self.filter.search.setMinimumWidth(theme.px(290))
        self.filter.changed.connect(self._filter)
        self.header.addWidget(self.filter)
        self.model = PagedTableModel(self._columns(), self)
        self.table = TableView(self.model, self.tr("今年还没有培训的"))
        self.filter.to_list.connect(self.table.setFocus)
        self.table.activated_row.connect(lambda row: self.worker_wanted.emit(row.worker_id))
        self._nobody = EmptyState("check", "", "")
        self._stack = stacked(self.table, self._nobody, QWidget())
        self._stack.setCurrentIndex(2)
        self.add(self._stack, 1)
        self.add(hairline())
        words = self.tr("今年内结束的认可培训，合格或结业就算。休假的人也要补上；入职不满 30 天的暂不计入。　Enter 看这个人")
        foot = text_label(words, "secondary", wrap=True)
        foot.setContentsMargins(*(theme.px(edge) for edge in (16, 10, 16, 10)))
        self.add(foot)

    def _columns(self) -> tuple[Column, ...]:
        unit = (Column("unit", self.tr("村（社区）"), 200, lambda row: row.unit_name),) if self._wide else ()
        return (
            Column("name", label_of("worker", "full_name"), 240, lambda row: row.full_name, secondary=self._born, bold=True),
            *unit,
            Column("post", label_of("worker", "post"), 160, lambda row: row.post, stretch=True),
            Column("since", label_of("worker", "employed_on"), 140, self._since, muted=True, sort_value=_employed, export=_employed),
            Column("ref", label_of("worker", "ref"), 120, lambda row: row.ref, muted=True),
            Column("state", self.tr("说明"), 180, self._state, pill=self._pill),
        )

    def _born(self, row: WorkerLine) -> str:
        return self.tr("{year} 年生").format(year=row.birth_year) if row.birth_year else ""

    def _since(self, row: WorkerLine) -> str:
        return day_words(row.employed_on, self._year.day) if self._year else ""

    def _lately(self, row: WorkerLine) -> bool:
        return self._year is not None and row in self._year.lately

    def _state(self, row: WorkerLine) -> str:
        if self._lately(row):
            return self.tr("新入职，暂不计入")
        return self.tr("休假中") if row.on_leave else self.tr("还没有")

    def _pill(self, row: WorkerLine) -> Any:
        return "neutral" if self._lately(row) or row.on_leave else ""

    def show_year(self, year: TrainingYear) -> None:
        """Show the state of a day."""
        self._year = year
        self.missing.set(self.tr("还没有 {n} 人").format(n=len(year.lacking)))
        self.done.set(self.tr("已培训 {done} / {total} 人").format(done=year.trained, total=year.total))
        self._filter()

    def _filter(self) -> None:
        if self._year is None:
            return
        people = [*self._year.lacking, *self._year.lately]
        rows = [each for each in people if self.filter.accepts(each.full_name, each.unit_name, each.post, each.ref)]
        self.table.renew(rows, lambda each: each.worker_id)
        self._stack.setCurrentIndex(0 if rows else 1)
        if people:
            self._nobody.set(self.tr("没有找到"), self.tr("换一个字再试。"))
        elif self._year.total:
            self._nobody.set(self.tr("今年都培训过了"), self.tr("{n} 位社区工作者今年都有认可的培训。").format(n=self._year.total))
        else:
            self._nobody.set(self.tr("还没有登记社区工作者"), self.tr("到“社区工作者”里登记或导入名册。"))


def _employed(row: WorkerLine) -> date:
    return row.employed_on
