"""指标 at a county: the monthly visit rate, unit by unit, down to the people behind it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.results import Indicator, UnitRate
from ui.indicators.month_switch import MonthSwitch
from ui.indicators.people_card import PeopleCard
from ui.indicators.rate_card import RateCard
from ui.indicators.unit_rates import UnitRatesCard
from ui.indicators.words import complete_words, month_words, shifted
from ui.shared import theme
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.messages import sentence
from ui.shared.page import Page
from ui.shared.widgets import EmptyState, ErrorLine, PrimaryButton, SecondaryButton

if TYPE_CHECKING:
    from kashi_desktop.startup import Workspace

AskPath = Callable[[QWidget, str], Path | None]
Fetched = tuple[Indicator, tuple[UnitRate, ...]]

KEY = "monthly_visit_rate"
LAST_MONTH_UNTIL = 10
"""Up to this day the page opens on the month before: its packages are still coming in."""


def ask_table_path(parent: QWidget, name: str) -> Path | None:
    """Where the table shall be kept; None when the person changed their mind."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DesktopLocation)
    caption = QCoreApplication.translate("FileDialogs", "导出表格")
    chosen, _ = QFileDialog.getSaveFileName(parent, caption, str(Path(folder) / name), "XLSX (*.xlsx)")
    return Path(chosen) if chosen else None


class VisitRateScreen(Page):
    """The number above, the units below; a unit opens its lists in the same place."""

    def __init__(
        self, ws: "Workspace", changes: Changes | None = None, ask_path: AskPath = ask_table_path, parent: QWidget | None = None
    ) -> None:
        """Blank until ``activated``; ``ask_path`` is handed in so that a test needs no dialog."""
        super().__init__(ws, parent)
        self._ask_path = ask_path
        self._stale, self._wanted = True, 0
        self._indicator: Indicator | None = None
        self._names: dict[str, str] = {}
        today = ws.clock.today()
        newest = f"{today:%Y-%m}"
        self.month = MonthSwitch(shifted(newest, -1) if today.day <= LAST_MONTH_UNTIL else newest, newest)
        self.month.changed.connect(self._month_changed)
        self._build_trailing()
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(16))
        self.fault = ErrorLine()
        self.number = RateCard()
        self.number.list_wanted.connect(self._open_whole)
        self.units = UnitRatesCard(ws.clock.today)
        self.units.unit_wanted.connect(self._open_unit)
        self.people = PeopleCard(ws.clock.today)
        self.people.back_wanted.connect(self._back)
        self.people.person_wanted.connect(lambda elder_id: self.navigate.emit("elders", elder_id))
        self.stack = QStackedWidget()
        for part in (self.units, self.people, self._first_step()):
            self.stack.addWidget(part)
        column.addWidget(self.fault)
        column.addWidget(self.number)
        column.addWidget(self.stack, 1)
        self.stack.setMinimumHeight(theme.px(300))
        self._scrolling(inner)
        self.number.hide()
        hub = changes or the_changes(ws)
        for signal in (hub.elders_changed, hub.visits_changed, hub.packages_changed):
            signal.connect(self._changed)

    def _scrolling(self, inner: QWidget) -> None:
        """With large type the page is higher than the window: it scrolls, nothing is squeezed."""
        page = QScrollArea()
        page.setWidgetResizable(True)
        page.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page.setWidget(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    def _build_trailing(self) -> None:
        self.export_button = SecondaryButton(self.tr("导出表格"), "Ctrl+E", icon="download")
        self.export_button.clicked.connect(self.export)
        self._trailing = QWidget()
        row = QHBoxLayout(self._trailing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.month)
        row.addWidget(self.export_button)

    def _first_step(self) -> QWidget:
        self.packages_button = PrimaryButton(self.tr("去收包"), icon="inbox")
        self.packages_button.clicked.connect(lambda: self.navigate.emit("packages", None))
        words = self.tr("收下第一个单位的包，这里就有月探访率：\n全县一个数，每个单位一行，点开看是谁。")
        return EmptyState("chart", self.tr("还没有单位送来数据"), words, self.packages_button)

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("指标")

    def subtitle(self) -> str:
        """The month and how complete its data is."""
        words = month_words(self.month.month())
        return f"{words} · {complete_words(self._indicator)}" if self._indicator is not None else words

    def trailing(self) -> QWidget:
        """Month and export."""
        return self._trailing

    def help_key(self) -> str:
        """The page's help."""
        return "indicators"

    def activated(self) -> None:
        """Compute when something changed meanwhile."""
        if self._stale:
            self.refresh()
        if self.stack.currentWidget() is self.units:
            self.units.table.setFocus()

    def open(self, argument: object) -> None:
        """Look at a month given as ``YYYY-MM``."""
        if isinstance(argument, str):
            self.month.set_month(argument)

    # -- content -------------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Compute in the background; an older answer that arrives late is dropped."""
        self._stale = False
        self._wanted += 1
        ticket, month, indicators = self._wanted, self.month.month(), self.ws.indicators

        def compute() -> Fetched:
            return _rate_of(indicators.compute(month, only="monthly_visit_rate")), indicators.by_unit(month)

        run(self, compute, lambda got: self._show(ticket, got), lambda error: self._refused(ticket, error))

    def _show(self, ticket: int, got: Fetched) -> None:
        if ticket != self._wanted:
            return
        self._indicator, rates = got
        self.fault.clear_error()
        self._names = {rate.code: rate.name for rate in rates}
        anything = bool(self._indicator.complete_units)
        self.number.show_indicator(self._indicator)
        self.number.setVisible(anything)
        self.units.show_rates(rates)
        self.export_button.setEnabled(anything)
        self.stack.setCurrentIndex(0 if anything else 2)
        if anything and self.isVisible() and not self.units.search.hasFocus():
            self.units.table.setFocus()
        self.heading_changed.emit()

    def _refused(self, ticket: int, error: KnownError) -> None:
        if ticket == self._wanted:
            self._stale = True
            self.fault.show_error(sentence(error))

    def _changed(self, _source: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _month_changed(self, _month: str) -> None:
        self._indicator = None
        self.heading_changed.emit()
        self.refresh()

    # -- the people behind it ------------------------------------------------------------------------------------------

    def _open_whole(self, key: str) -> None:
        if self._indicator is not None:
            self.stack.setCurrentWidget(self.people)
            self.people.show_lists(self.ws.office.unit_name, self._indicator, self._names, key)

    def _open_unit(self, unit: UnitRate) -> None:
        month, indicators = self.month.month(), self.ws.indicators
        ticket = self._wanted
        run(
            self,
            lambda: _rate_of(indicators.compute(month, unit.code, "monthly_visit_rate")),
            lambda indicator: self._show_unit(ticket, unit, indicator),
            lambda error: self._refused(ticket, error),
        )

    def _show_unit(self, ticket: int, unit: UnitRate, indicator: Indicator) -> None:
        if ticket == self._wanted:
            self.stack.setCurrentWidget(self.people)
            self.people.show_lists(unit.name, indicator, self._names)

    def _back(self) -> None:
        self.stack.setCurrentWidget(self.units)
        self.units.table.setFocus()

    # -- export --------------------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the table of units as XLSX; it holds counts and no person."""
        month = self.month.month()
        path = self._ask_path(self, self.tr("月探访率 {month}.xlsx").format(month=month))
        if path is None:
            return
        self.export_button.setEnabled(False)
        reports = self.ws.reports
        # the dialog has asked before an existing file is replaced
        run(self, lambda: reports.rate_table(month, path, force=True), lambda rows: self._exported(path, rows), self._not_exported)

    def _exported(self, path: Path, rows: int) -> None:
        self.export_button.setEnabled(True)
        self.fault.clear_error()
        self.say(self.tr("已存：{file}，{n} 个单位").format(file=path.name, n=rows), undo=False)

    def _not_exported(self, error: KnownError) -> None:
        self.export_button.setEnabled(True)
        self.fault.show_error(sentence(error))


def _rate_of(indicators: tuple[Indicator, ...]) -> Indicator:
    return next(each for each in indicators if each.key == KEY)
