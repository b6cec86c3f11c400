"""指标: every number of the plan, from its card down to the package that brought the record behind it."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.codes import UnitLevel
from kashi_desktop.errors import KnownError
from kashi_desktop.types.county import DefinitionCard, Origin
from kashi_desktop.types.printing import PrintRequest
from kashi_desktop.types.results import Indicator, Listed, PlaceFigure
from kashi_desktop.workspace import Workspace
from ui.indicators.crumbs import Crumbs
from ui.indicators.definition_form import Cells, ask_definition
from ui.indicators.month_switch import MonthSwitch
from ui.indicators.number_view import NumberView
from ui.indicators.origins_card import OriginsCard
from ui.indicators.overview import Overview
from ui.indicators.steps import Fetched, Step, fetch, level_below, level_of, numbers_of_months, origins, places_of
from ui.indicators.words import OF_COUNTY, OF_TOWNSHIPS, complete_words, defined, month_words, shifted
from ui.shared.background import Latest, run
from ui.shared.changes import Changes
from ui.shared.layouts import filled, spread
from ui.shared.messages import label
from ui.shared.page import ListPage
from ui.shared.scrolling import CurrentStack
from ui.shared.table_files import AskPath, TableFiles, ask_table_path
from ui.shared.widgets import EmptyState, PrimaryButton, SecondaryButton

LAST_MONTH_UNTIL = 10
"""Up to this day the page opens on the month before: its packages are still coming in."""


class IndicatorsScreen(ListPage):
    """Cards and places first; each step opens in the same place and Esc goes back."""

    help_page = "indicators"

    def __init__(
        self,
        ws: Workspace,
        changes: Changes | None = None,
        ask_path: AskPath = ask_table_path,
        ask: Callable[..., Cells | None] = ask_definition,
    ) -> None:
        """Blank until ``activated``; questions are handed in so that a test needs no dialog."""
        super().__init__(ws, changes)
        self._ask = ask
        self._step = Latest()
        self._places_old = True
        self._counting = ""
        self._steps: list[Step] = []
        self._definition: DefinitionCard | None = None
        self._is_village = ws.office.level is UnitLevel.VILLAGE
        today = ws.clock.today()
        newest = f"{today:%Y-%m}"
        self.month = MonthSwitch(shifted(newest, -1) if today.day <= LAST_MONTH_UNTIL and not self._is_village else newest, newest)
        self.month.changed.connect(self._month_changed)
        self._build_views()
        self._build_trailing()
        self._offer_exports(TableFiles.of_page(self, ask_path))
        hub = self._hub
        self.follow(hub.elders_changed, hub.visits_changed, hub.packages_changed, hub.records_changed)

    # -- parts ---------------------------------------------------------------------------------------------------------

    def _build_views(self) -> None:
        today = self.ws.clock.today
        self.crumbs = Crumbs()
        self.crumbs.chosen.connect(self._back_to)
        self.overview = Overview(self.month, today, not self._is_village)
        self.overview.number_wanted.connect(self._open_number)
        self.overview.place_wanted.connect(self._open_place)
        self.overview.chosen_changed.connect(lambda _key: self._fetch_places())
        self.number = NumberView(today)
        self.number.places.place_wanted.connect(self._open_place)
        self.number.records.record_wanted.connect(self._open_record)
        self.number.records.origin_wanted.connect(self._open_origin)
        self.number.definition.change_wanted.connect(self._change_definition)
        self.origins = OriginsCard(today)
        self.stack = CurrentStack()
        for view in (self.overview, self.number, self.origins, self._first_step(), QWidget()):
            self.stack.addWidget(view)
        self.stack.setCurrentIndex(4)
        filled(QVBoxLayout(self), self.fault, self.crumbs, (self.stack, 1), spacing=10)
        self.crumbs.hide()

    def _build_trailing(self) -> None:
        self.export_button = SecondaryButton(self.tr("导出表格"), icon="download", act=self.export)
        self.export_button.setToolTip(self.tr("把现在显示的表存成 XLSX（Ctrl E）"))
        self.export_button.setEnabled(False)
        self.report_button = PrimaryButton(self.tr("生成月报"), act=self._report)
        self.report_button.setToolTip(self.tr("打开“报告”，看这个月的指标报告"))
        self._trailing = QWidget(self)  # until the top bar takes it: a widget without a parent may be destroyed in any thread
        self._trailing.hide()
        row = spread(self.export_button, *([] if self._is_village else [self.report_button]), spacing=16)
        self._trailing.setLayout(row)

    def _report(self) -> None:
        self.navigate.emit("reports", PrintRequest("indicator-report", period=self.month.month()))

    def _first_step(self) -> QWidget:
        self.packages_button = PrimaryButton(self.tr("去收包"), icon="inbox", act=lambda: self.navigate.emit("packages", None))
        words = self.tr("收下第一个单位的包，这里就有各项指标：\n每项一张卡片，点开看定义、各单位和记录。")
        return EmptyState("chart", self.tr("还没有单位送来数据"), words, self.packages_button)

    def _offer_exports(self, files: TableFiles) -> None:
        self.overview.places.offer_export(files.writer(self._table_title))
        self.number.places.offer_export(files.writer(self._table_title))
        self.number.records.table.offer_export(files.writer(self._table_title))
        self.origins.table.offer_export(files.writer(self._table_title))

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("指标")

    def subtitle(self) -> str:
        """The month and how complete the chosen number's data is."""
        words, indicator = month_words(self.month.month()), self.overview.indicator()
        if self._counting:
            return f"{words} · {self._counting}"
        return f"{words} · {complete_words(indicator)}" if indicator is not None and not self._is_village else words

    def trailing(self) -> QWidget:
        """Export and the month's report."""
        return self._trailing

    def open(self, argument: object) -> None:
        """Look at a month given as ``YYYY-MM``, or open a number by its key."""
        if isinstance(argument, str) and argument[:2].isdigit():
            self.month.set_month(argument)
        elif isinstance(argument, str):
            self._open_number(argument)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Backspace go one step back."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Backspace) and self._steps:
            self._back_to(len(self._steps))
        else:
            super().keyPressEvent(event)

    # -- the cards -----------------------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """Count and fetch the numbers of the month and of those before it."""
        self._places_old = True
        work = partial(numbers_of_months, self.ws, self.month.month())
        self._latest.run(self, work, self._show_numbers, self._not_counted, self._counting_on)

    def _not_counted(self, error: KnownError) -> None:
        self._counting = ""
        self.heading_changed.emit()
        self.refused(error)

    def _counting_on(self, done: int, total: int) -> None:
        self._counting = self.tr("正在重算 {n} / {all}").format(n=done, all=total)
        self.heading_changed.emit()

    def _show_numbers(self, months: Mapping[str, Sequence[Indicator]]) -> None:
        self.fault.clear_error()
        self._counting = ""
        anything = any(each.complete_units and each.value is not None for each in months[max(months)])
        self.overview.show_numbers(months)
        self.export_button.setEnabled(anything)
        self.heading_changed.emit()
        if self._steps:
            self._fetch_step()
            return
        self.stack.setCurrentIndex(0 if anything else 3)
        if not self._is_village:
            self._fetch_places()
        self.take_keyboard()

    def _fetch_places(self) -> None:
        indicator, month = self.overview.indicator(), self.month.month()
        self.heading_changed.emit()
        if indicator is None:
            return
        key, level, self._places_old = indicator.key, self._places_level(indicator.key), True
        self._step.run(
            self,
            lambda: (places_of(self.ws, key, month, "", level), self.ws.definitions.card(key, month)),
            lambda got: self._show_places(*got),
            self.refused,
        )

    def _places_level(self, key: str) -> UnitLevel:
        if self.ws.office.level is UnitLevel.PREFECTURE:
            return UnitLevel.COUNTY
        return UnitLevel.TOWNSHIP if key in OF_TOWNSHIPS else UnitLevel.VILLAGE

    def _show_places(self, rows: Sequence[PlaceFigure], definition: DefinitionCard) -> None:
        indicator = self.overview.indicator()
        if indicator is None:
            return
        self._places_old = False
        hint = self.tr("第 {n} 版定义：{words}").format(n=definition.current.version, words=defined(definition.numerator))
        what = self._level_words(self._places_level(indicator.key))
        self.overview.show_places(what, hint, [] if indicator.key in OF_COUNTY and what == self._level_words(UnitLevel.VILLAGE) else rows)

    def _level_words(self, level: UnitLevel) -> str:
        return self.tr("单位") if level is UnitLevel.VILLAGE else label(level)

    # -- one step down, one step back ----------------------------------------------------------------------------------

    def _whole(self, key: str) -> Step:
        office = self.ws.office
        return Step(key, office.unit_code, office.unit_name, office.unit_id, office.level, whole=True)

    def _open_number(self, key: str) -> None:
        self._go([self._whole(key)])

    def _open_place(self, row: PlaceFigure) -> None:
        key = self._steps[0].key if self._steps else self.overview.key
        step = Step(key, row.code, row.name, row.unit_id, level_of(row.code))
        at_end = self.ws.office.level is UnitLevel.PREFECTURE and step.level is not UnitLevel.COUNTY
        if at_end or (self._steps and self._steps[-1].code == row.code):
            return  # what a county told of it is on the line; nothing stands behind it here
        self._go([*(self._steps or [self._whole(key)]), step])

    def _open_record(self, register: str, row: Listed) -> None:
        if register == "elder":
            self.navigate.emit("elders", row.id)
        elif register == "facility":
            self.navigate.emit("facilities", row.unit_code)
        else:
            self._open_origin(register, row)

    def _open_origin(self, register: str, row: Listed) -> None:
        last = self._steps[-1]
        self._go([*self._steps, Step(last.key, last.code, last.name, last.unit_id, last.level, last.whole, register, row)])

    def _back_to(self, kept: int) -> None:
        """Keep the page and ``kept`` - 1 steps."""
        self._go(self._steps[: kept - 1])

    def _go(self, steps: list[Step]) -> None:
        self._steps = steps
        self._step.drop()  # a step still being fetched must not open again
        self.crumbs.setVisible(bool(steps))
        if steps:
            self._fetch_step()
            return
        self.stack.setCurrentIndex(0)
        self.take_keyboard()
        if self._places_old and not self._is_village:
            self._fetch_places()

    def _fetch_step(self) -> None:
        step, month = self._steps[-1], self.month.month()
        self.crumbs.show_way(self._way())
        if step.record is not None:
            self._step.run(self, partial(origins, self.ws, step, month), partial(self._show_origins, step.record), self.refused)
        else:
            self._step.run(self, partial(fetch, self.ws, step, month), partial(self._show_step, step), self.refused)

    def _way(self) -> list[str]:
        title = defined(next((each.title for each in self.overview.every() if each.key == self._steps[0].key), ""))
        names = [step.record.name if step.record is not None else step.name for step in self._steps[1:]]
        return [self.title(), title, *names]

    def _show_step(self, step: Step, found: Fetched) -> None:
        self.fault.clear_error()
        self._definition = found.definition
        self.number.show_number(found.indicator, found.months, found.definition, found.places is not None)
        below = level_below(self.ws.office.level, step)
        if found.places is not None and below is not None:
            title = self.tr("{place} · 各{what}").format(place=step.name, what=self._level_words(below))
            self.number.places.show_places(title, "", self._level_words(below), found.indicator, found.places)
        else:
            figure = complete_words(found.indicator) if step.level is not UnitLevel.VILLAGE else ""
            self.number.records.show_lists(step.name, figure, found.lists)
        self.stack.setCurrentWidget(self.number)
        self.take_keyboard()

    def _show_origins(self, record: Listed, found: Sequence[Origin]) -> None:
        self.origins.show_origins(self.tr("{name} · 从哪个包来").format(name=record.name), found)
        self.stack.setCurrentWidget(self.origins)
        self.take_keyboard()

    def _month_changed(self, _month: str) -> None:
        self.heading_changed.emit()
        self.refresh()

    def take_keyboard(self) -> None:
        """Let the arrows walk what is shown."""
        if not self.has_keyboard():
            return
        shown = self.stack.currentWidget()
        if isinstance(shown, Overview | NumberView | OriginsCard):
            shown.take_keyboard()
        else:
            self.packages_button.stand_by()

    # -- definition and export -----------------------------------------------------------------------------------------

    def _change_definition(self) -> None:
        if self._definition is None:
            return
        cells = self._ask(self, self._definition, self.ws.clock.today())
        if cells is None:
            return
        records = self.ws.records
        run(self, lambda: records.save("definition", cells), lambda _saved: self._definition_saved(), self.show_fault)

    def _definition_saved(self) -> None:
        self.say(self.tr("口径已保存，按生效日期起计算"))
        self.refresh()

    def _table_title(self) -> str:
        key = self._steps[0].key if self._steps else self.overview.key
        title = defined(next((each.title for each in self.overview.every() if each.key == key), self.title()))
        place = f" {self._steps[-1].name}" if len(self._steps) > 1 else ""
        return f"{title}{place} {self.month.month()}"

    def export(self) -> None:
        """Write the table that is shown; a list of persons is written too, so the place is the person's choice."""
        shown = self.stack.currentWidget()
        if shown is self.overview:
            self.overview.places.export()
        elif shown is self.number:
            self.number.export()
        elif shown is self.origins:
            self.origins.table.export()
