"""The volunteers by their numbers with the hours of each; nobody is put in an order by hours."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QStackedWidget, QWidget

from kashi_desktop.types.volunteering import VolunteerRow
from ui.shared import theme
from ui.shared.filter_bar import FilterBar
from ui.shared.table import Column, PagedTableModel, TableView
from ui.shared.widgets import Card, EmptyState, PrimaryButton, SecondaryButton, hairline, text_label
from ui.shared.words import day_words
from ui.volunteering.words import hours, star_words


class VolunteerList(Card):
    """Enter opens the person, Ctrl+P makes a certificate."""

    opened = Signal(object)
    new_wanted = Signal()
    certificate_wanted = Signal(object)
    stars_wanted = Signal(bool)

    def __init__(self, today: date, stars: bool, parent: QWidget | None = None) -> None:
        """``stars``: whether the marks for many hours are shown on this computer."""
        super().__init__("", parent, margin=0)
        self._today, self._people = today, list[VolunteerRow]()
        self.show_header()
        self.filter = FilterBar(self.tr("找姓名、编号或特长"))
        self.filter.search.setMinimumWidth(theme.px(290))
        self.filter.changed.connect(self._filter)
        self.stars = QCheckBox(self.tr("显示星级"))
        self.stars.setToolTip(self.tr("累计 100、300、600、1000、1500 小时为一到五星；只是感谢，不排名次"))
        self.stars.setChecked(stars)
        self.stars.toggled.connect(self._toggle_stars)
        self.certificate_button = SecondaryButton(self.tr("开证明"), "Ctrl+P", icon="printer")
        self.certificate_button.clicked.connect(self._certify)
        self.new_button = PrimaryButton(self.tr("登记志愿者"), "Ctrl+N")
        self.new_button.clicked.connect(self.new_wanted)
        self.header.addWidget(self.filter)
        self.header.addWidget(self.stars)
        self.header.addStretch(1)
        self.header.addWidget(self.certificate_button)
        self.header.addWidget(self.new_button)
        self.certificate_button.hide()
        self.model = PagedTableModel(self._columns(), self)
        self.table = TableView(self.model, self.tr("志愿者"))
        self.table.activated_row.connect(self.opened)
        self.filter.to_list.connect(self.table.setFocus)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.table)
        self.first = PrimaryButton(self.tr("登记一位志愿者"), icon="plus")
        self.first.clicked.connect(self.new_wanted)
        words = self.tr("14 周岁以上可以登记；未满 18 周岁要监护人同意。\n手头有名册可以导入。")
        self._stack.addWidget(EmptyState("hand_heart", self.tr("还没有志愿者"), words, self.first))
        self._stack.addWidget(EmptyState("search", self.tr("没有找到"), self.tr("换一个字再试。")))
        self._stack.addWidget(QWidget())
        self._stack.setCurrentIndex(3)
        self.add(self._stack, 1)
        self.add(hairline())
        self._foot = text_label("", "secondary")
        self._foot.setContentsMargins(*(theme.px(edge) for edge in (16, 10, 16, 10)))
        self.add(self._foot)

    def offer_printing(self) -> None:
        """Show the button for certificates once somebody prints them."""
        self.certificate_button.show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("姓名"), 300, lambda row: row.full_name, secondary=self._born, bold=True),
            Column("ref", self.tr("编号"), 120, lambda row: row.ref, muted=True),
            Column("skills", self.tr("特长"), 170, lambda row: row.skills, stretch=True, muted=True),
            Column("since", self.tr("登记"), 120, self._since, muted=True, sort_value=lambda row: row.registered_on or date.min),
            Column("times", self.tr("次数"), 80, lambda row: str(row.times) if row.times else "—", sortable=False),
            Column("year", self.tr("今年（小时）"), 120, lambda row: _figure(row.hours_this_year), sortable=False),
            Column("all", self.tr("累计（小时）"), 180, lambda row: _figure(row.hours), secondary=self._stars, sortable=False),
        )

    def _born(self, row: VolunteerRow) -> str:
        words = self.tr("{year} 年生").format(year=row.birth_year)
        return f"{words} · " + self.tr("未满 18 周岁") if row.minor else words

    def _since(self, row: VolunteerRow) -> str:
        return day_words(row.registered_on, self._today) if row.registered_on else ""

    def _stars(self, row: VolunteerRow) -> str:
        return star_words(row.stars) if self.stars.isChecked() else ""

    def show_volunteers(self, people: Sequence[VolunteerRow]) -> None:
        """Show the volunteers in the order of their numbers."""
        self._people = list(people)
        self._filter()

    def _filter(self) -> None:
        rows = [each for each in self._people if self.filter.accepts(each.full_name, each.ref, each.skills, each.unit_name)]
        kept = self.table.currentIndex().row()
        self.model.set_rows(rows)
        self.table.select(min(max(kept, 0), len(rows) - 1) if not self.filter.narrowed() else 0)
        self._stack.setCurrentIndex(0 if rows else 2 if self._people else 1)
        words = self.tr("{n} 位志愿者").format(n=len(rows))
        self._foot.setText(f"{words}　　" + self.tr("↑↓ 选人 · Enter 看资料 · Ctrl F 找人 · F1 帮助"))

    def _toggle_stars(self, on: bool) -> None:
        self.stars_wanted.emit(on)
        self._filter()

    def _certify(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.certificate_wanted.emit(row)

    def take_focus(self) -> None:
        """Let the arrows work at once."""
        (self.table if self._people else self.first).setFocus()


def _figure(number: Decimal) -> str:
    return hours(number) if number else "—"
