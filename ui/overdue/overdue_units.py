"""Units with elders whose visit is overdue: how many, how long, which care level, what is tried next."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal

from db.codes import CareLevel
from kashi_desktop.types.county import OverdueUnit
from ui.shared import theme
from ui.shared.due_words import care_words, step_name
from ui.shared.filter_bar import FilterBar
from ui.shared.layouts import stacked
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, hairline, text_label

STEPS = ("phone", "contact", "home", "unit_head", "")
"""The ladder of domain.md §4 in its order; "" is an ordinary visit."""


class OverdueUnits(Card):
    """Those with the longest waits first; Enter opens a unit's list."""

    unit_wanted = Signal(object)
    """OverdueUnit of the line."""

    def __init__(self) -> None:
        """Empty until ``show_units``."""
        super().__init__(margin=0)
        self._all: Sequence[OverdueUnit] = ()
        self.set_title(self.tr("各单位"))
        self.words = text_label("", "secondary")
        self.header.addWidget(self.words, 1)
        steps = [(step or "visit", step_name(step)) for step in STEPS]
        filters = {"step": (self.tr("下一步"), [("", self.tr("全部")), *steps])}
        self.filter = FilterBar(self.tr("找单位"), filters)
        self.filter.changed.connect(self._filter)
        self.filter.to_list.connect(self.take_keyboard)
        self.header.addWidget(self.filter)
        self._rows = PagedTableModel(self._columns(), self)
        self.table = TableView(self._rows, self.tr("有逾期的单位"), several=True)
        self.table.activated_row.connect(self.unit_wanted)
        self.table.peeked_row.connect(self.unit_wanted)
        self._empty = EmptyState("check", "", "")
        self.stack = stacked(self.table, self._empty)
        self.add(self.stack, 1)
        self.add(hairline())
        foot = text_label(
            self.tr(
                "没人应答时依次：打本人电话 → 打给联系人 → 再上门一次 → 告诉单位负责人。每一步都是一次探访记录。　　Enter 看名单 · F1 帮助"
            ),
            "secondary",
        )
        foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.add(foot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("unit", self.tr("单位"), 226, lambda row: row.name, secondary=lambda row: row.township, bold=True, sort_value=_code),
            _count("total", self.tr("逾期的人"), 84, lambda row: row.total, bold=True),
            _count("week", self.tr("7 天以内"), 84, lambda row: row.by_days[0]),
            _count("month", self.tr("8 到 30 天"), 90, lambda row: row.by_days[1]),
            _count("longer", self.tr("30 天以上"), 90, lambda row: row.by_days[2]),
            *(_level(code) for code in CareLevel),
            Column("next", self.tr("下一步"), 260, _next_words, muted=True, stretch=True),
        )

    def show_units(self, units: Sequence[OverdueUnit]) -> None:
        """Show the units; the filter stays."""
        self._all = sorted(units, key=lambda each: (-each.by_days[2], -each.total, each.code))
        steps = {step: sum(unit.by_step.get(step, 0) for unit in units) for step in STEPS}
        self.words.setText(" · ".join(f"{step_name(step)} {count}" for step, count in steps.items() if count))
        self._filter()

    def rows(self) -> list[OverdueUnit]:
        """The lines as they are shown."""
        return [self._rows.row(place) for place in range(self._rows.rowCount())]

    def take_keyboard(self) -> None:
        """Let the arrows walk the lines."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _filter(self) -> None:
        step = self.filter.value("step")
        rows = [
            each
            for each in self._all
            if self.filter.accepts(each.name, each.township, each.code)
            and (not step or each.by_step.get(step if step != "visit" else "", 0))
        ]
        self.table.renew(rows, lambda row: row.code)
        self.stack.setCurrentIndex(0 if rows else 1)
        if self._all:
            self._empty.set(self.tr("没有符合的单位"), self.tr("换几个字，或把筛选改回“全部”。"))
        else:
            self._empty.set(self.tr("没有逾期"), self.tr("每位老人都在期限内见到了。"))


def _count(key: str, title: str, width: int, value: Callable[[OverdueUnit], int], bold: bool = False) -> Column:
    return Column(key, title, width, lambda row: _shown(value(row)), sort_value=value, export=value, bold=bold)


def _level(code: CareLevel) -> Column:
    return _count(code.value, care_words(code), 80, lambda row: row.by_level.get(code.value, 0))


def _code(row: OverdueUnit) -> str:
    return row.code


def _shown(value: int) -> str:
    return f"{value:,}" if value else "–"


def _next_words(row: OverdueUnit) -> str:
    """The steps of the ladder; ordinary visits are named only where there is nothing else to try."""
    tried = [step for step in STEPS if step and row.by_step.get(step)]
    return " · ".join(f"{step_name(step)} {row.by_step[step]}" for step in tried or [""])
