"""The paged list of elders with search while typing and two filters."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from db.codes import CareLevel
from kashi_desktop.types.results import ORDERED_BY, ElderRow
from ui.registers.columns import RegisterColumns
from ui.registers.words import choices_of, field_of, info_of, translated
from ui.shared import theme
from ui.shared.filter_bar import SearchInput
from ui.shared.messages import label as code_label
from ui.shared.messages import labels
from ui.shared.shortcuts import bind
from ui.shared.surfaces import Kind
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, Choice, EmptyState, PrimaryButton, SecondaryButton, hairline, text_label
from ui.shared.words import day_words

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

NEAR = 50
"""So many rows before and behind it a person is looked for when the list comes anew."""


class ElderColumns(RegisterColumns):
    """Who, in what hardship, how often to be visited, when last seen, and whether enrolled."""

    def own(self) -> Sequence[Column]:
        """What the list knows of everybody without asking for cells, and what follows from it."""
        translate = QCoreApplication.translate
        known = {"export": None}
        return [
            self.column("full_name", width=246, text=lambda row: row.full_name, secondary=_born, bold=True, **known),
            self.column("ref", width=96, text=lambda row: row.ref, muted=True, **known),
            *([self.unit_column(144)] if self.wide() else []),
            self.column("group", width=96, text=lambda row: row.group, **known),
            self.column("care_level", width=84, text=lambda row: code_label(row.care_level), **known),
            self.column("categories", width=110, text=lambda row: labels(row.categories), muted=True, **known),
            self.column("phone", width=116, text=lambda row: row.phone_masked, muted=True, **known),
            Column("seen", translate("ElderTable", "上次见到"), 94, self._seen),
            Column("state", translate("ElderTable", "状态"), 112, _state, pill=_state_kind, sortable=False),
        ]

    def column(self, key: str, **more: Any) -> Column:
        """Rows come by page, ordered where they are fetched: by these columns and no other."""
        return super().column(key, **{"sort_value": None, "sortable": key in ORDERED_BY} | more)

    def _seen(self, row: ElderRow) -> str:
        if row.last_effective is None:
            return QCoreApplication.translate("ElderTable", "还没有")
        return day_words(row.last_effective, self._ws.clock.today())


class ElderTable(Card):
    """Search and filters above, the list below, its count at the foot."""

    card_requested = Signal(bytes)
    record_visit_requested = Signal(bytes)
    roster_requested = Signal()
    new_elder_requested = Signal()
    counted = Signal(int)

    def __init__(self, ws: "Workspace", parent: QWidget | None = None) -> None:
        """Empty until ``refresh``."""
        super().__init__("", parent, margin=0)
        self._ws = ws
        self._columns = ElderColumns(ws, info_of("elder"))
        self.show_header()
        self._build_header()
        self.model = PagedTableModel(self._columns.shown(), self)
        self.model.sort_wanted.connect(self.refresh)
        self.table = TableView(self.model, self.tr("老人名册"))
        self.table.activated_row.connect(lambda row: self.card_requested.emit(row.id))
        self.table.peeked_row.connect(lambda row: self.card_requested.emit(row.id))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._nobody())
        self._none = EmptyState("search", self.tr("没有找到"), self.tr("换一个字或拼音首字母再试；\n已注销的人要先勾选“含已注销”。"))
        self._stack.addWidget(self._none)
        self.add(self._stack, 1)
        self.add(hairline())
        self._foot = text_label("", "secondary")
        self._foot.setContentsMargins(theme.px(16), theme.px(10), theme.px(16), theme.px(10))
        self.add(self._foot)
        bind(self, "Ctrl+F", self.focus_search)
        bind(self, "Ctrl+R", self._record)

    def _build_header(self) -> None:
        self.search = SearchInput(self.tr("找人"), self.tr("姓名的一部分，或拼音首字母（Ctrl F）"))
        self.search.setMinimumWidth(theme.px(290))
        self.search.textChanged.connect(self._narrow)
        self.search.down.connect(self._to_list)
        self.search.entered.connect(self._open_first)
        level = field_of("elder", "care_level")
        levels = [(value, self.tr("{level}等级").format(level=words)) for value, words in choices_of(level)]
        self.level = Choice(translated(level.label), [("", self.tr("全部等级")), *levels])
        self.level.set_value("")
        self.level.changed.connect(self.refresh)
        self.closed = QCheckBox(self.tr("含已注销"))
        self.closed.toggled.connect(self.refresh)
        self.roster_button = SecondaryButton(self.tr("导入花名册"), "Ctrl+I", icon="upload")
        self.roster_button.clicked.connect(self.roster_requested)
        self.new_button = PrimaryButton(self.tr("登记老人"), "Ctrl+N")
        self.new_button.clicked.connect(self.new_elder_requested)
        for widget in (self.search, self.level, self.closed):
            self.header.addWidget(widget)
        self.header.addStretch(1)
        self.header.addWidget(self.roster_button)
        self.header.addWidget(self.new_button)

    def _nobody(self) -> QWidget:
        button = PrimaryButton(self.tr("导入花名册"), icon="upload")
        button.clicked.connect(self.roster_requested)
        words = self.tr("手头有 Excel 或 CSV 花名册，就直接导入；\n没有也可以按 Ctrl N 一位一位登记。")
        return EmptyState("people", self.tr("先把老人登记进来"), words, button)

    # -- content -------------------------------------------------------------------------------------------------------

    def refresh(self, *_why: object) -> None:
        """Open the list anew with what is typed and filtered; pages are fetched when they are looked at."""
        from kashi_desktop.services.elders import ElderQuery  # late: the services load after the first window

        level = self.level.value()
        text = self.search.text().strip()
        order, descending = self.model.order or ("", False)
        wanted = CareLevel(level) if level else None
        query = ElderQuery(text, "", self.closed.isChecked(), wanted, order, descending)
        opened = self._ws.elders.open_list(query)
        further = self._columns.further()

        def page(number: int) -> Sequence[Any]:
            return self._ws.elders.fetch_page(opened, number, further)

        kept, person = self.table.currentIndex().row(), getattr(self.table.current_row(), "id", None)
        self.model.reset(opened.count, opened.page_size, page)
        around = range(max(kept - NEAR, 0), min(kept + NEAR, opened.count)) if person else ()
        same = (each for each in around if self.model.row(each).id == person)
        self.table.select(next(same, min(max(kept, 0), opened.count - 1)))
        narrowed = bool(text or level or self.closed.isChecked())
        self._stack.setCurrentIndex(0 if opened.count else 2 if narrowed else 1)
        words = self.tr("找到 {n} 人") if narrowed else self.tr("在册 {n} 人")
        keys = self.tr("↑↓ 选人 · Enter 看档案 · Ctrl R 记录探访 · F1 帮助")
        self._foot.setText(f"{words.format(n=opened.count)}　　{keys}")
        if not narrowed:
            self.counted.emit(opened.count)

    def _narrow(self, _typed: str) -> None:
        """While somebody types, Enter means the first line."""
        self.refresh()
        self.table.select(0)

    def focus_search(self) -> None:
        """Type here next."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _to_list(self) -> None:
        if self.model.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open_first(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.card_requested.emit(row.id)

    def _record(self) -> None:
        row = self.table.current_row()
        if self.isVisible() and row is not None:
            self.record_visit_requested.emit(row.id)


def _born(row: ElderRow) -> str:
    return QCoreApplication.translate("ElderTable", "{year} 年生").format(year=row.birth_date.year)


def _state(row: ElderRow) -> str:
    translate = QCoreApplication.translate
    if not row.enrolled:
        return translate("ElderTable", "已注销")
    return translate("ElderTable", "在册") if row.consent_asked else translate("ElderTable", "待征得同意")


def _state_kind(row: ElderRow) -> Kind | Literal[""]:
    """A pill only for what is out of the ordinary."""
    if not row.enrolled:
        return "neutral"
    return "" if row.consent_asked else "warning"
