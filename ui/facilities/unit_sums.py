"""Every unit of a county beside the targets: those furthest from 30 m² first."""

from collections.abc import Callable
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from db.codes import Kiosk
from kashi_desktop.types.facilities import UnitSums
from ui.facilities.figures import AREA, CENTRE, DAY_CARE, KIOSK, SHARE
from ui.facilities.words import area_words, kiosk_words
from ui.registers.words import label_of
from ui.shared import theme
from ui.shared.columns import exported
from ui.shared.filter_bar import FilterBar
from ui.shared.indicator_card import ElidedLabel
from ui.shared.surfaces import Kind
from ui.shared.table import Column, PagedTableModel, TableView, words_of
from ui.shared.widgets import Card, EmptyState, SecondaryButton, hairline


class UnitSumsCard(Card):
    """Search and filter above the table; Enter opens the facilities of a unit."""

    unit_wanted = Signal(object)
    export_wanted = Signal(object, object)

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """Empty until ``show_units``."""
        super().__init__("", parent, margin=0)
        self._today = today
        self._all: tuple[UnitSums, ...] = ()
        self.show_header()
        options = [
            ("", self.tr("全部单位")),
            ("area", self.tr("面积不够的")),
            ("centre", self.tr("没有综合服务设施的")),
            ("kiosk", self.tr("终端不计入的")),
            ("missing", self.tr("缺数据的")),
        ]
        self.bar = FilterBar(self.tr("单位、乡镇或代码"), {"which": (self.tr("筛选"), options)})
        self.bar.changed.connect(self._show)
        self.bar.to_list.connect(self.focus_table)
        self.export_button = SecondaryButton(self.tr("导出"), "Ctrl+E", icon="download", compact=True)
        self.export_button.clicked.connect(self._export)
        self.header.addWidget(self.bar, 1)
        self.header.addWidget(self.export_button)
        self.model = PagedTableModel(self._columns(), self)
        self.table = TableView(self.model, self.tr("各单位的设施"), several=True)
        self.table.offer_export(lambda titles, rows: self._export())
        self.table.activated_row.connect(self.unit_wanted)
        self.table.peeked_row.connect(self.unit_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(EmptyState("search", self.tr("没有符合的单位"), self.tr("换几个字，或把筛选改回“全部单位”。")))
        self.add(self._stack, 1)
        self.add(hairline())
        self.foot = ElidedLabel("", "secondary")
        self.foot.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self.add(self.foot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("单位"), 190, lambda row: row.name, secondary=lambda row: row.township, bold=True, stretch=True),
            Column(
                "households",
                label_of("unit_profile", "households"),
                70,
                _households,
                sort_value=lambda row: row.households or 0,
                export=lambda row: row.households,
            ),
            Column("building", self.tr("面积 m²"), 84, lambda row: area_words(row.building), sort_value=_building, export=_building),
            _number("per", self.tr("每百户 m²"), 92, AREA, ""),
            Column("gap", self.tr("离目标差"), 104, self._gap, pill=_gap_kind, sort_value=_gap_of, export=_gap_of),
            _number("share", self.tr("活动占比"), 84, SHARE, "%"),
            Column("centre", self.tr("综合服务"), 80, lambda row: self._there(row.centres), pill=lambda row: _kind(row, CENTRE)),
            Column("kiosk", self.tr("终端"), 100, self._kiosk, pill=lambda row: _kind(row, KIOSK)),
            Column("day_care", self.tr("日间照料"), 80, lambda row: self._there(row.day_cares), pill=lambda row: _kind(row, DAY_CARE)),
        )

    def _gap(self, row: UnitSums) -> str:
        measure = row.measures[AREA]
        if not measure.denominator:
            return self.tr("没有户数")
        return f"{area_words(measure.gap)} m²" if measure.gap else self.tr("达到")

    def _there(self, count: int) -> str:
        return self.tr("有") if count else self.tr("没有")

    def _kiosk(self, row: UnitSums) -> str:
        return kiosk_words(row.kiosk, row.broken_on, self._today()) or self.tr("没有填")

    # -- content -------------------------------------------------------------------------------------------------------

    def show_units(self, units: tuple[UnitSums, ...]) -> None:
        """Those furthest from the target first, then what is not known, then what is met."""
        self._all = tuple(sorted(units, key=_order))
        self._show()

    def _show(self) -> None:
        which = self.bar.value("which")
        shown = [
            row
            for row in self._all
            if _WHICH[which](row) and self.bar.accepts(row.code, *(words_of(each, row) for each in self.model.columns))
        ]
        self.table.renew(shown, lambda row: row.code)
        self._stack.setCurrentIndex(0 if shown else 1)
        words = self.tr("{n} 个单位").format(n=len(shown))
        keys = self.tr("↑↓ 选单位 · Enter 看它的设施 · 点表头排序 · Ctrl C 复制 · F1 帮助")
        self.foot.set_words(f"{words}　　{keys}")
        self.export_button.setEnabled(bool(shown))

    def focus_table(self) -> None:
        """Let the arrows work."""
        self.table.setFocus()

    def _export(self) -> None:
        titles, rows = exported(self.model.columns, self.model.rowCount(), self.model.row)
        self.export_wanted.emit(titles, tuple(rows))


def _households(row: UnitSums) -> str:
    return f"{row.households:,}" if row.households is not None else ""


def _count(row: UnitSums) -> Any:
    return row.households or 0


def _building(row: UnitSums) -> Any:
    return row.building


def _gap_of(row: UnitSums) -> Any:
    return row.measures[AREA].gap or 0


def _gap_kind(row: UnitSums) -> Kind | str:
    return _kind(row, AREA)


def _number(key: str, title: str, width: int, measure: str, unit: str) -> Column:
    def words(row: UnitSums) -> str:
        shown = row.measures[measure].shown
        return f"{shown}{unit}" if shown else "–"

    def value(row: UnitSums) -> float:
        return float(row.measures[measure].shown or -1)

    def exported(row: UnitSums) -> float | None:
        shown = row.measures[measure].shown
        return float(shown) if shown else None

    return Column(key, title, width, words, sort_value=value, export=exported)


def _kind(row: UnitSums, key: str) -> Kind | str:
    """Good or warning where the number applies; plain words where it does not."""
    measure = row.measures[key]
    if not measure.denominator:
        return "neutral" if measure.complete < measure.total else ""
    return "good" if measure.met else "warning"


def _order(row: UnitSums) -> Any:
    measure = row.measures[AREA]
    return 0 if measure.gap else 1 if not measure.denominator else 2, -(measure.gap or 0), row.code


def _lacks(row: UnitSums) -> bool:
    return any(measure.complete < measure.total for key, measure in row.measures.items() if key in (AREA, SHARE, CENTRE, KIOSK, DAY_CARE))


_WHICH: dict[str, Callable[[UnitSums], bool]] = {
    "": lambda row: True,
    "area": lambda row: bool(row.measures[AREA].gap),
    "centre": lambda row: not row.centres,
    "kiosk": lambda row: row.kiosk is not Kiosk.WORKING and row.measures[KIOSK].met is not True,
    "missing": _lacks,
}
