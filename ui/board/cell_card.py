"""One unit and month: its state in words and the packages that came."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from kashi_desktop.types.county import BoardCell, BoardLine, PackageLine
from ui.board.words import MEANINGS, last_words, month_words, state_words, tr
from ui.shared import theme
from ui.shared.layouts import empty, spread
from ui.shared.widgets import Card, LinkButton, Pill, hairline, text_label
from ui.shared.words import day_words

_KINDS = {"received": "good", "zero": "good", "late": "warning", "held": "warning"}


class CellCard(Card):
    """Opened from the board, which goes back to the call list at Esc."""

    closed = Signal()
    numbers_wanted = Signal(str)
    """Look at the indicators of the month."""

    def __init__(self, today: Callable[[], date]) -> None:
        """``today`` decides whether a year is named."""
        super().__init__()
        self._today = today
        self._month = ""
        self._words: list[str] = []
        self.set_title(" ")
        self.header.addStretch(1)
        self.back = LinkButton(self.tr("返回 Esc"), icon="back", act=self.closed)
        self.header.addWidget(self.back)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(8))
        self.add(self._lines)
        self.body.addStretch(1)
        self.numbers = LinkButton(self.tr("看这个月的指标"), icon="chart", act=lambda: self.numbers_wanted.emit(self._month))
        self.add(self.numbers)

    def words(self) -> str:
        """All that the card says now."""
        return "\n".join(self._words)

    def show_cell(self, line: BoardLine, cell: BoardCell, deadline: date, packages: Sequence[PackageLine]) -> None:
        """Show one cell with the packages of its month, newest first."""
        self._month = cell.month
        empty(self._lines)
        self._words = []
        self.set_title(line.name)
        state = Pill(state_words(cell.state), _KINDS.get(cell.state, "neutral"))  # type: ignore[arg-type]  # of the kinds above
        self._lines.addLayout(spread(text_label(month_words(cell.month), "strong"), state, None))
        self._words.append(f"{month_words(cell.month)} {state_words(cell.state)}")
        self._line(tr(MEANINGS[cell.state]))
        self._line(
            self.tr("期限 {day} · 上次收到 {last}").format(
                day=day_words(deadline, self._today()), last=last_words(line.last_received, self._today())
            )
        )
        self._lines.addWidget(hairline())
        self._line(self.tr("这个月写成的包 {n} 个").format(n=len(packages)), "strong")
        for each in packages:
            self._line(self._package(each))

    def _package(self, package: PackageLine) -> str:
        day = day_words(package.written_on, self._today()) if package.written_on else "–"
        taken = f"{day_words(package.handled_at.date(), self._today())} {package.handled_at:%H:%M}"
        what = self.tr("没有新记录") if package.nothing_new else self.tr("{n} 条记录").format(n=f"{package.entries:,}")
        held = self.tr("，待处理") if package.state == "quarantined" else ""
        return self.tr("第 {number} 号 · {day} 写成 · {taken} 收到 · {what}").format(
            number=package.id, day=day, taken=taken, what=what + held
        )

    def _line(self, words: str, look: str = "secondary") -> None:
        self._words.append(words)
        self._lines.addWidget(text_label(words, look, wrap=True))
