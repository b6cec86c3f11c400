"""The four keys of one observed matter: 0 not known, 1 ok, 2 attention, 3 urgent."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from db.codes import Observation
from ui.shared import theme
from ui.shared.choices import SegmentedRow
from ui.shared.form_fields import Editor, FormField

_TONES = {"0": "secondary", "1": "accent", "2": "warning", "3": "danger"}


class StateKeys(SegmentedRow):
    """Segments whose chosen key is filled in the tone of its meaning, bold and outlined, so colour is not the only sign."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        """The states are those of the column; a typed digit also goes on to the next row."""
        super().__init__(field.label, field.choices, advance=True, parent=parent)
        self.setToolTip(self.tr("0 未了解 · 1 正常 · 2 需关注 · 3 紧急；↑↓ 换行，←→ 改选"))

    def editor(self) -> Editor:
        """As any field; blank is the first state."""
        return Editor(self, self.changed, self.value, lambda text: self.set_value(text or self._options[0][0]), lambda: "")

    def state(self) -> Observation:
        """What is chosen."""
        return Observation(self.value())

    def set_state(self, state: Observation) -> None:
        """Choose without moving on."""
        self.set_value(state.value)

    def _draw(self, painter: QPainter, box: QRectF, digit: str, words: str, chosen: bool, hover: bool) -> None:
        enabled = self.isEnabled()
        tone = _TONES[digit] if enabled else "disabled"
        ground = {"secondary": "neutral_soft", "disabled": "neutral_soft"}.get(tone, f"{tone}_soft")
        ring = chosen and self.hasFocus()
        edge = "disabled" if tone == "secondary" and not ring else tone
        painter.setPen(QPen(theme.qcolor(edge if chosen else "field_line"), 2 if ring else 1))
        painter.setBrush(theme.qcolor(ground if chosen else "hover" if hover and enabled else "card"))
        inset = 1.0 if ring else 0.5
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), theme.px(7), theme.px(7))
        small, face, gap = theme.font(theme.SECONDARY, chosen), theme.font(bold=chosen), theme.px(5)
        digit_wide, word_wide = (QFontMetricsF(font).horizontalAdvance(text) for font, text in ((small, digit), (face, words)))
        x = box.center().x() - (digit_wide + gap + word_wide) / 2
        digit_x, word_x = (x + word_wide + gap, x) if self._rtl() else (x, x + digit_wide + gap)
        for font, text, left, wide, ink in (
            (small, digit, digit_x, digit_wide, tone if chosen else "secondary"),
            (face, words, word_x, word_wide, tone if chosen else "text" if enabled else "disabled"),
        ):
            painter.setFont(font)
            painter.setPen(theme.qcolor(ink))
            painter.drawText(QRectF(left, box.top(), wide + 1, box.height()), Qt.AlignmentFlag.AlignVCenter, text)
