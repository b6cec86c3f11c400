"""One number place by place: those furthest from the target first, those without data last."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal

from kashi_desktop.types.results import Indicator, PlaceFigure
from ui.indicators.words import SIDES, day_of, joined, note_words, number_words, tr
from ui.shared import theme
from ui.shared.columns import Write
from ui.shared.filter_bar import FilterBar
from ui.shared.indicator_card import ElidedLabel
from ui.shared.layouts import stacked
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, hairline, text_label
from ui.shared.words import day_words

Rows = Sequence[PlaceFigure]


class PlacesCard(Card):
    """Search and filter above the table; Enter opens a place."""

    place_wanted = Signal(object)
    """PlaceFigure of the line."""

    def __init__(self, today: Callable[[], date]) -> None:
        """``today`` decides whether a year is named."""
        super().__init__(margin=0)
        self._today = today
        self._all: Rows = ()
        self._indicator: Indicator | None = None
        self._write: Write | None = None
        self.set_title(" ")
        self.hint = ElidedLabel(look="secondary")
        self.header.addWidget(self.hint, 1)
        states = [("", self.tr("全部")), ("missed", self.tr("没有达到")), ("incomplete", self.tr("数据不全")), ("met", self.tr("达到"))]
        self.filter = FilterBar(self.tr("找地方"), {"state": (self.tr("情况"), states)})
        self.filter.search.setMinimumWidth(theme.px(200))
        self.filter.changed.connect(self._filter)
        self.filter.to_list.connect(self.take_keyboard)
        self.header.addWidget(self.filter)
        self._rows = PagedTableModel((), self)
        self.table = TableView(self._rows, self.tr("各地的数"), several=True)
        self.table.activated_row.connect(self.place_wanted)
        self._empty = EmptyState("search", "", "")
        self._stack = stacked(self.table, self._empty)
        self.add(self._stack, 1)
        self._line = hairline()
        self.add(self._line)
        self.foot = text_label("", "secondary")
        self.foot.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self.add(self.foot)

    def hide_foot(self) -> None:
        """Where the cards above need the room: what the keys do stands in the help."""
        self._line.hide()
        self.foot.hide()

    def offer_export(self, write: Write) -> None:
        """See ``TableView.offer_export``."""
        self._write = write
        self.table.offer_export(write)

    def export(self) -> None:
        """Write the table as it is shown."""
        self.table.export()

    def show_places(self, title: str, hint: str, what: str, indicator: Indicator, rows: Rows) -> None:
        """Show lines of one number; ``what`` is what a line is (单位, 乡镇, 县); another number clears the filter."""
        if self._indicator is None or self._indicator.key != indicator.key:
            self.filter.clear_all()
        self._indicator, self._all = indicator, rows
        self.set_title(title)
        self.hint.set_words(hint)
        self._rows.set_columns(self._columns(what, indicator))
        self._filter()

    def rows(self) -> list[PlaceFigure]:
        """The lines as they are shown."""
        return [self._rows.row(place) for place in range(self._rows.rowCount())]

    def take_keyboard(self) -> None:
        """Let the arrows walk the lines."""
        if self._rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _columns(self, what: str, indicator: Indicator) -> tuple[Column, ...]:
        below, above = SIDES[indicator.key]
        gap_unit = indicator.gap_unit
        return (
            Column("place", what, 250, lambda row: row.name, secondary=_township, bold=True, sort_value=_code),
            *([_side(below, "denominator")] if below else []),
            _side(above, "numerator"),
            *(self._figure(indicator) if below else ()),
            Column("package", self.tr("收到的包"), 96, self._package, sort_value=_package, export=lambda row: day_of(row.last_package)),
            Column("note", self.tr("说明"), 180, lambda row: note_words(row, gap_unit), muted=True, stretch=not below),
        )

    def _figure(self, indicator: Indicator) -> tuple[Column, ...]:
        unit = joined(indicator.unit)

        def shown(row: PlaceFigure) -> str:
            return f"{row.display}{unit}" if _known(row) else "–"

        return (
            Column("value", self.tr("数值"), 96, shown, sort_value=_value, export=_exported),
            Column("bar", "", 190, lambda row: "", fraction=lambda row: _fraction(row, indicator), sort_value=_value, stretch=True),
        )

    def _package(self, row: PlaceFigure) -> str:
        day = day_of(row.last_package)
        return day_words(day, self._today()) if day else self.tr("未收到") if row.total_units <= 1 else "–"

    def _filter(self) -> None:
        state = self.filter.value("state")
        rows = [row for row in self._all if _is(row, state) and self.filter.accepts(row.name, row.township, row.code)]
        self.table.renew(rows, lambda row: row.code)
        self._stack.setCurrentIndex(0 if rows else 1)
        if self._all:
            self._empty.set(self.tr("没有符合的"), self.tr("换几个字，或把筛选改回“全部”。"))
        else:
            words = self.tr("它属于整个县，或这里没有它要看的单位。\n“定义和趋势”里有十二个月的变化和背后的记录。")
            self._empty.set(self.tr("这个数没有分到各地"), words)
        self.foot.setText(self.tr("{n} 行　　↑↓ 选 · Enter 打开 · Ctrl C 复制 · Ctrl E 导出 · F1 帮助").format(n=f"{len(rows):,}"))


def _side(words: str, field: str) -> Column:
    def text(row: PlaceFigure) -> str:
        return number_words(getattr(row, field)) if row.complete_units else "–"

    def value(row: PlaceFigure) -> float:
        return float(getattr(row, field)) if row.complete_units else -1.0

    return Column(
        field, tr(words), 96, text, sort_value=value, export=lambda row: float(getattr(row, field)) if row.complete_units else None
    )


def _township(row: PlaceFigure) -> str:
    return row.township if not row.code.endswith("000") else ""


def _code(row: PlaceFigure) -> str:
    return row.code


def _package(row: PlaceFigure) -> str:
    return row.last_package


def _known(row: PlaceFigure) -> bool:
    return bool(row.complete_units) and row.display is not None


def _value(row: PlaceFigure) -> float:
    """Comparable: places without a number stand after all others."""
    return float(row.display) if row.display is not None and row.complete_units else float("inf")


def _exported(row: PlaceFigure) -> float | None:
    return float(row.display) if row.display is not None and row.complete_units else None


def _fraction(row: PlaceFigure, indicator: Indicator) -> float | None:
    """How much of the target is reached."""
    if not _known(row) or not float(indicator.target):
        return None
    return min(1.0, max(0.0, _value(row) / float(indicator.target)))


def _is(row: PlaceFigure, state: str) -> bool:
    whole = row.complete_units >= row.total_units
    if state == "incomplete":
        return not whole
    if state == "missed":
        return row.met is False
    return bool(row.met) and whole if state == "met" else True
