"""The visits of one elder, newest first, each with its versions and what can be done with it."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from db.codes import EFFECTIVE, Method, Observation
from kashi_desktop.types.results import Version, Visit
from ui.elders.words import observed
from ui.shared import theme
from ui.shared.history import version_lines
from ui.shared.messages import label as code_label
from ui.shared.messages import labels
from ui.shared.widgets import LinkButton, Pill, empty, hairline, spread, text_label
from ui.shared.words import day_words

CORRECT, VOID = "Ctrl+Shift+E", "Ctrl+Shift+D"
"""Keys for the latest visit; earlier ones are reached by Tab."""


class VisitEntry(QWidget):
    """One visit; a voided one stays, struck through by words."""

    correct_wanted = Signal(bytes)
    void_wanted = Signal(bytes)
    print_wanted = Signal(bytes)

    def __init__(
        self,
        visit: Visit,
        today: date,
        versions: Callable[[bytes], Sequence[Version]],
        latest: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """``versions`` fetches the history when it is asked for; the ``latest`` visit is the one that the keys mean."""
        super().__init__(parent)
        self.visit, self._fetch, self._latest = visit, versions, latest
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, theme.px(8), 0, theme.px(8))
        self._column.setSpacing(theme.px(4))
        self._column.addLayout(self._head(today))
        for look, words in self._facts():
            line = text_label(words, look, wrap=True)
            self._column.addWidget(line)
        self._history = QVBoxLayout()
        self._column.addLayout(self._history)

    def _head(self, today: date) -> QHBoxLayout:
        visit = self.visit
        self._when = f"{day_words(visit.visited_at.date(), today)} {visit.visited_at:%H:%M}"
        day = text_label(self._when, "strong")
        method = code_label(visit.method)
        outcome = Pill(code_label(visit.outcome), "good" if visit.outcome in EFFECTIVE and not visit.voided else "neutral")
        parts: list[QWidget | None] = [day, outcome, text_label(method, "secondary") if visit.method is not Method.HOME else None]
        if visit.voided:
            parts.append(Pill(self.tr("已作废"), "neutral"))
        if visit.provisional:
            parts.append(Pill(self.tr("两台电脑改得不一样"), "warning"))
        row = spread(*(part for part in parts if part is not None), text_label("、".join(visit.visitors), "secondary"), None)
        if visit.versions > 1:
            changed = LinkButton(self.tr("改过 {n} 次").format(n=visit.versions - 1))
            changed.setAccessibleName(f"{changed.text()}：{self._when}")
            changed.setToolTip(self.tr("看谁在什么时候为什么改的"))
            changed.clicked.connect(self._toggle_history)
            row.addWidget(changed)
        if not visit.voided:
            for words, tip, keys, signal in (
                (self.tr("打印"), self.tr("把这次探访打印成一张 A4"), "", self.print_wanted),
                (self.tr("更正"), self.tr("更正这次探访，原来的记录会保留"), CORRECT, self.correct_wanted),
                (self.tr("作废"), self.tr("这次探访没有发生；记录和原因会保留"), VOID, self.void_wanted),
            ):
                row.addWidget(self._link(words, tip, keys if self._latest else "", signal.emit))
        return row

    def _link(self, words: str, tip: str, keys: str, ask: Callable[[bytes], object]) -> LinkButton:
        link = LinkButton(words)
        link.setAccessibleName(f"{words}：{self._when}")
        link.setToolTip(tip)
        if keys:
            link.bind_quietly(keys)
        link.clicked.connect(lambda: ask(self.visit.id))
        return link

    def _facts(self) -> list[tuple[str, str]]:
        visit = self.visit
        urgent, attention = observed(visit, Observation.URGENT), observed(visit, Observation.ATTENTION)
        facts = [
            ("danger", self.tr("紧急：{what}").format(what=urgent) if urgent else ""),
            ("warning", self.tr("需关注：{what}").format(what=attention) if attention else ""),
            ("secondary", self.tr("需求：{what}").format(what=labels(visit.needs)) if visit.needs else ""),
            ("secondary", visit.note),
        ]
        return [(look, words) for look, words in facts if words]

    def _toggle_history(self) -> None:
        if self._history.count():
            empty(self._history)
            return
        for line in version_lines(self._fetch(self.visit.id), self.tr("记录"), self.tr("作废")):
            self._history.addWidget(text_label(line, "secondary", wrap=True))


class Timeline(QScrollArea):
    """All visits in one scrolling column."""

    correct_wanted = Signal(bytes)
    void_wanted = Signal(bytes)
    print_wanted = Signal(bytes)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty until ``show_visits``."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        held = QWidget()
        self._lines = QVBoxLayout(held)
        self._lines.setContentsMargins(0, 0, theme.px(8), 0)
        self._lines.setSpacing(0)
        self.setWidget(held)

    def show_visits(self, visits: tuple[Visit, ...], today: date, versions: Callable[[bytes], Sequence[Version]]) -> None:
        """Show them in the given order, newest first."""
        empty(self._lines)
        latest = next((visit.id for visit in visits if not visit.voided), None)
        for number, visit in enumerate(visits):
            if number:
                self._lines.addWidget(hairline())
            entry = VisitEntry(visit, today, versions, visit.id == latest)
            entry.correct_wanted.connect(self.correct_wanted)
            entry.void_wanted.connect(self.void_wanted)
            entry.print_wanted.connect(self.print_wanted)
            self._lines.addWidget(entry)
        if not visits:
            self._lines.addWidget(text_label(self.tr("还没有探访过。"), "secondary", wrap=True))
        self._lines.addStretch(1)
