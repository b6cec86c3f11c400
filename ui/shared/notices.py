"""What should be read but interrupts nothing: lines above the page that stay until they are put away."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.buttons import LinkButton
from ui.shared.icons import pixmap
from ui.shared.layouts import empty, filled
from ui.shared.surfaces import text_label

Tone = Literal["info", "warning", "danger"]

DISMISS = "Ctrl+W"


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence; a ``lasting`` one stays when the next change is saved."""

    text: str
    tone: Tone
    lasting: bool


class NoticeBar(QWidget):
    """Shows sentences one below the other; takes no room while there is none and never takes the focus."""

    dismissed = Signal()

    def __init__(self) -> None:
        """Hidden at first."""
        super().__init__()
        self._lines: list[Line] = []
        around = filled(QVBoxLayout(self), edges=(0, 0, 0, 12))
        self._ground = QFrame()
        around.addWidget(self._ground)
        row = filled(QHBoxLayout(self._ground), spacing=12, edges=(14, 8, 8, 8))
        self._column = QVBoxLayout()
        self._column.setSpacing(theme.px(6))
        row.addLayout(self._column, 1)
        self.close_button = LinkButton(self.tr("知道了"), DISMISS, act=self.dismiss)
        self.close_button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        row.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        self._show()

    def texts(self) -> tuple[str, ...]:
        """What is shown now."""
        return tuple(line.text for line in self._lines)

    def tell(self, text: str, tone: Tone = "info", lasting: bool = False) -> None:
        """Show one more sentence; the same one is not shown twice."""
        self._lines = [line for line in self._lines if line.text != text] + [Line(text, tone, lasting)]
        self._show()

    def settle(self) -> None:
        """Something else was done: keep only what lasts."""
        self._lines = [line for line in self._lines if line.lasting]
        self._show()

    def dismiss(self) -> None:
        """Put everything away."""
        self._lines = []
        self._show()
        self.dismissed.emit()

    def _show(self) -> None:
        empty(self._column)
        for line in self._lines:
            self._column.addLayout(self._drawn(line))
        tones = {line.tone for line in self._lines}
        worst = next((tone for tone in ("danger", "warning") if tone in tones), "info")
        self._ground.setProperty("surface", "notice" if worst == "info" else f"notice_{worst}")
        theme.repolish(self._ground)
        self.setAccessibleName("\n".join(self.texts()))
        self.setVisible(bool(self._lines))

    def _drawn(self, line: Line) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.px(10))
        sign = QLabel()
        sign.setPixmap(pixmap("info" if line.tone == "info" else "warning", "accent" if line.tone == "info" else line.tone, 20))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = text_label(line.text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        row.addWidget(words, 1)
        return row
