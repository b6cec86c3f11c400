"""One elder: who, how to reach them, what they agreed to, needs, visits and how the register changed."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from db.codes import IdDisagrees, NeedStatus, UnitLevel
from kashi_desktop.types.results import ElderCard, Need
from ui.elders.timeline import Timeline
from ui.elders.words import age_words
from ui.registers.record_card import details_form
from ui.registers.words import cell_words, info_of, translated
from ui.shared import theme
from ui.shared.history import version_lines
from ui.shared.messages import label as code_label
from ui.shared.phone_reveal import PhoneReveal
from ui.shared.shortcuts import bind
from ui.shared.widgets import Card, LinkButton, Pill, PrimaryButton, SecondaryButton, empty, spread, text_label
from ui.shared.words import day_words

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace


_ELSEWHERE = frozenset(
    {"unit_code", "full_name", "contact_relation", "enrolled_on", "consent_on", "home_visit_declined", "closed_on", "closed_reason"}
)
"""Columns that other parts of the card say."""


class ElderCardView(QWidget):
    """The card; what can be done is asked of the screen by signals."""

    record_wanted = Signal()
    edit_wanted = Signal()
    print_wanted = Signal(bytes)
    correct_wanted = Signal(bytes)
    void_wanted = Signal(bytes)
    close_wanted = Signal()
    reopen_wanted = Signal()
    remove_wanted = Signal()
    withdraw_wanted = Signal()
    confirm_consent_wanted = Signal()
    paper_wanted = Signal(str)
    """A document about this elder by its name, such as the card for the binder."""
    need_done_wanted = Signal(bytes)
    need_declined_wanted = Signal(bytes)
    back_wanted = Signal()

    def __init__(self, ws: "Workspace", parent: QWidget | None = None) -> None:
        """Blank until ``show_card``."""
        super().__init__(parent)
        self._ws = ws
        self.elder: ElderCard | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        column.addLayout(self._actions())
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        left = QVBoxLayout()
        left.setSpacing(theme.px(8))
        left.addWidget(self._details(), 1)
        self.phones = PhoneReveal(ws.elders.note_phones)
        self.phones.turned.connect(self._show_details)
        left.addWidget(self.phones)
        row.addLayout(left)
        right = QVBoxLayout()
        right.setSpacing(theme.px(16))
        self._needs = Card(self.tr("需求"))
        self._need_lines = QVBoxLayout()
        self._need_lines.setSpacing(theme.px(4))
        self._needs.add(self._need_lines)
        right.addWidget(self._needs)
        visits = Card(self.tr("探访记录"))
        self.timeline = Timeline()
        for mine, theirs in (
            (self.timeline.correct_wanted, self.correct_wanted),
            (self.timeline.void_wanted, self.void_wanted),
            (self.timeline.print_wanted, self.print_wanted),
        ):
            mine.connect(theirs)
        visits.add(self.timeline, 1)
        right.addWidget(visits, 1)
        row.addLayout(right, 1)
        column.addLayout(row, 1)

    def _actions(self) -> QHBoxLayout:
        self.back = SecondaryButton(self.tr("返回名册"), "Esc", icon="back")
        self.back.clicked.connect(self.back_wanted)
        self.more = SecondaryButton(self.tr("更多"), "Ctrl+M")
        self.more.clicked.connect(self._open_menu)
        bind(self, "Ctrl+D", self._close_or_reopen)  # the menu shows this key, but lives only while it is open
        bind(self, "Ctrl+Shift+P", lambda: self.paper_wanted.emit("elder-card"))
        self.print = SecondaryButton(self.tr("打印最近一次"), "Ctrl+P", icon="printer")
        self.print.clicked.connect(self._print_latest)
        village = self._ws.office.level is UnitLevel.VILLAGE
        self.edit = (SecondaryButton if village else PrimaryButton)(self.tr("修改"), "Ctrl+E", icon="pencil")
        self.edit.clicked.connect(self.edit_wanted)
        self.record = PrimaryButton(self.tr("记录探访"), "Ctrl+R")
        self.record.clicked.connect(self.record_wanted)
        if not village:
            self.record.hide()  # visits are a village's own work
        return spread(self.back, None, self.more, self.print, self.edit, self.record, spacing=12)

    def menu(self) -> QMenu:
        """The rarer actions that make sense for this elder."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self.elder is None:
            return menu
        if self.elder.enrolled:
            menu.addAction(self.tr("注销登记…"), QKeySequence("Ctrl+D"), self.close_wanted.emit)
        else:
            menu.addAction(self.tr("重新登记…"), QKeySequence("Ctrl+D"), self.reopen_wanted.emit)
        if self.elder.consented:
            menu.addAction(self.tr("本人撤回同意…"), self.withdraw_wanted.emit)
        menu.addAction(self.tr("删除错登的人…"), self.remove_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("打印老人卡片"), QKeySequence("Ctrl+Shift+P"), lambda: self.paper_wanted.emit("elder-card"))
        menu.addAction(self.tr("打印给本人的信息副本"), lambda: self.paper_wanted.emit("subject-copy"))
        menu.addAction(self.tr("打印空白探访表"), lambda: self.paper_wanted.emit("blank-visit-form"))
        return menu

    def _close_or_reopen(self) -> None:
        if self.elder is not None:
            (self.close_wanted if self.elder.enrolled else self.reopen_wanted).emit()

    def _open_menu(self) -> None:
        self.menu().exec(self.more.mapToGlobal(self.more.rect().bottomLeft()))

    def _print_latest(self) -> None:
        latest = next((visit for visit in self.elder.visits if not visit.voided), None) if self.elder else None
        if latest is not None:
            self.print_wanted.emit(latest.id)

    def _details(self) -> QWidget:
        held = QWidget()
        self._left = QVBoxLayout(held)
        self._left.setContentsMargins(0, 0, 0, 0)
        self._left.setSpacing(theme.px(16))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(theme.px(368))
        area.setAccessibleName(self.tr("档案"))
        area.setWidget(held)
        self._area = area
        return area

    def take_keyboard(self) -> None:
        """Let the arrows scroll what is known of the person."""
        self._area.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- content -------------------------------------------------------------------------------------------------------

    def show_card(self, elder: ElderCard) -> None:
        """Show all of it."""
        self.elder = elder
        today = self._ws.clock.today()
        self.phones.begin(elder)
        self._show_details()
        self._show_needs(elder)
        self.timeline.show_visits(elder.visits, today, self._ws.visits.versions)
        self.record.setToolTip(self.tr("记录探访（Ctrl R）") if elder.enrolled else self.tr("补记登记期间的探访（Ctrl R）"))
        self.print.setEnabled(any(not visit.voided for visit in elder.visits))

    def _show_details(self) -> None:
        if self.elder is None:
            return
        empty(self._left)
        for card in (self._who(self.elder), self._consent(self.elder), self._history(self.elder)):
            self._left.addWidget(card)
        self._left.addStretch(1)

    def _who(self, elder: ElderCard) -> Card:
        card = Card(self.tr("档案"))
        card.header.addStretch(1)
        if elder.has_conflict:
            card.header.addWidget(Pill(self.tr("两处改得不一样"), "warning"))
        card.header.addWidget(Pill(self.tr("在册"), "good") if elder.enrolled else Pill(self.tr("已注销"), "neutral"))
        card.add(details_form(self._lines(elder)))
        if elder.id_disagrees not in (None, IdDisagrees.NONE):
            note = self.tr("身份证号与登记的{what}，请对照证件核对。").format(what=code_label(elder.id_disagrees))
            card.add(text_label(note, "warning", wrap=True))
        return card

    def _lines(self, elder: ElderCard) -> list[tuple[str, str]]:
        info = info_of("elder")
        better = {
            "birth_date": age_words(elder.birth_date, self._ws.clock.today()),
            "id_number": elder.id_masked or self.tr("未登记"),
            "phone": self.phones.words(elder.phone),
            "contact_name": f"{elder.contact_relation} {elder.contact_name}".strip(),
            "contact_phone": self.phones.words(elder.contact_phone),
        }
        cells = {**elder.cells, **better}
        told = [(translated(each.label), cell_words(each, cells[each.key], {})) for each in info.fields if each.key not in _ELSEWHERE]
        return [(name, words) for name, words in told if words]

    def _consent(self, elder: ElderCard) -> Card:
        today = self._ws.clock.today()
        card = Card(self.tr("本人意愿"))
        if elder.consented and elder.consent_on:
            words = self.tr("{day}同意登记电话、住址、联系人和看到的情况").format(day=day_words(elder.consent_on, today))
            card.add(text_label(words, "good", wrap=True))
        elif elder.consent_withdrawn_on:
            words = self.tr("{day}撤回了同意，电话、住址和联系人已清除").format(day=day_words(elder.consent_withdrawn_on, today))
            card.add(text_label(words, "warning", wrap=True))
        else:
            words = self.tr("还没有问过。征得同意并填写日期后，才能登记电话、住址、联系人和看到的情况。")
            card.add(text_label(words, "warning", wrap=True))
        if elder.consent_in_doubt:
            words = self.tr("另有一处记着{day}同意，记的时候还不知道本人撤回过。问过本人、确实同意，才按下面的按钮；在那以前不显示。")
            card.add(text_label(words.format(day=day_words(elder.consent_in_doubt, today)), "warning", wrap=True))
            card.add(SecondaryButton(self.tr("本人确实同意"), act=self.confirm_consent_wanted))
        if elder.home_visit_declined:
            card.add(text_label(self.tr("不愿有人上门：先打电话，或请到服务中心。"), wrap=True))
        return card

    def _history(self, elder: ElderCard) -> Card:
        card = Card(self.tr("登记经过"))
        today = self._ws.clock.today()
        for spell in elder.spells:
            words = self.tr("{day}登记").format(day=day_words(spell.enrolled_on, today))
            if spell.closed_on:
                reason = code_label(spell.closed_reason) if spell.closed_reason else ""
                words += self.tr("，{day}注销 {reason}").format(day=day_words(spell.closed_on, today), reason=reason)
            card.add(text_label(words.strip(), wrap=True))
        for line in reversed(version_lines(elder.versions, self.tr("建档"), self.tr("撤销登记"))):
            card.add(text_label(line, "secondary", wrap=True))
        return card

    def _show_needs(self, elder: ElderCard) -> None:
        empty(self._need_lines)
        self._needs.setVisible(bool(elder.needs))
        waiting = [need for need in elder.needs if need.status is NeedStatus.OPEN]
        for need in waiting:
            self._need_lines.addLayout(self._need_line(need, need is waiting[0]))
        settled = [f"{code_label(need.kind)}（{code_label(need.status)}）" for need in elder.needs if need.status is not NeedStatus.OPEN]
        if settled:
            self._need_lines.addWidget(text_label("、".join(settled), "secondary", wrap=True))

    def _need_line(self, need: Need, first: bool) -> QHBoxLayout:
        today = self._ws.clock.today()
        parts: list[QWidget | None] = [text_label(code_label(need.kind), "strong")]
        if need.due_on:
            late = need.due_on < today
            parts.append(Pill(self.tr("{day}到期").format(day=day_words(need.due_on, today)), "warning" if late else "accent"))
        if need.referral_to:
            parts.append(text_label(self.tr("转介 {who}").format(who=need.referral_to), "secondary"))
        parts.append(None)
        for words, tip, keys, act in (
            (self.tr("已办结"), self.tr("今天办结了这项需求"), "Ctrl+Shift+F", self.need_done_wanted),
            (self.tr("本人放弃"), self.tr("老人不再需要"), "Ctrl+Shift+G", self.need_declined_wanted),
        ):
            link = LinkButton(words)
            link.setAccessibleName(f"{words}：{code_label(need.kind)}")
            link.setToolTip(tip)
            if first:
                link.bind_quietly(keys)
            link.clicked.connect(partial(act.emit, need.id))
            parts.append(link)
        return spread(*parts)
