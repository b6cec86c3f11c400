"""The ten observed matters of a visit, in two columns: the person and the home."""

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from db.codes import Observation
from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.inputs import OBSERVATIONS
from ui.registers.words import label_of
from ui.shared import theme
from ui.shared.form_fields import FormField
from ui.shared.widgets import spread, text_label
from ui.visits.state_keys import StateKeys

URGENT_STEPS: Mapping[str, str] = {
    "health": QT_TRANSLATE_NOOP("observations", "立即拨打 120，并告诉负责人"),
    "mood": QT_TRANSLATE_NOOP("observations", "不要让老人独处，告诉负责人，必要时拨打 120"),
    "daily": QT_TRANSLATE_NOOP("observations", "今天就送到饮水和饭菜，身体不适拨打 120"),
    "hygiene": QT_TRANSLATE_NOOP("observations", "今天就安排助洁，身体不适拨打 120"),
    "support": QT_TRANSLATE_NOOP("observations", "今天就安排人陪护，必要时拨打 120"),
    "gas": QT_TRANSLATE_NOOP("observations", "先关阀、开窗，不碰开关，到屋外拨打 119"),
    "electricity": QT_TRANSLATE_NOOP("observations", "先拉闸断电，起火拨打 119，触电拨打 120"),
    "heating": QT_TRANSLATE_NOOP("observations", "先开窗、停炉，必要时 119 / 120"),
    "floor": QT_TRANSLATE_NOOP("observations", "摔伤不要扶起，立即拨打 120"),
    "structure": QT_TRANSLATE_NOOP("observations", "先带老人离开房屋，必要时拨打 119"),
}
"""What to do at once when a matter is urgent; household safety leaflets of the fire and health services say the same."""

PERSON, HOME = OBSERVATIONS[:5], OBSERVATIONS[5:]
DANGER_FIRST = ("gas", "heating", "electricity", "structure", "health", "floor", "mood", "daily", "support", "hygiene")
"""Which of several urgent matters speaks first: what can kill within minutes."""


def urgent_line(states: Mapping[str, Observation]) -> str:
    """The danger line for the most pressing urgent matter, empty when there is none."""
    urgent = [key for key in DANGER_FIRST if states.get(key) is Observation.URGENT]
    if not urgent:
        return ""
    step = QCoreApplication.translate("observations", URGENT_STEPS[urgent[0]])
    more = QCoreApplication.translate("observations", "（另有 {count} 项紧急）").format(count=len(urgent) - 1) if len(urgent) > 1 else ""
    name = label_of("visit", urgent[0])
    return QCoreApplication.translate("observations", "{name}：紧急 — {step}").format(name=name, step=step) + more


class Observations(QWidget):
    """Both columns with their rows; remembers what is typed even while a reason forbids using it."""

    def __init__(self, asked: Mapping[str, FormField], parent: QWidget | None = None) -> None:
        """All unknown until somebody looked; ``asked`` are the fields of a visit."""
        super().__init__(parent)
        self.rows = {key: StateKeys(asked[key]) for key in OBSERVATIONS}
        self.editors = {key: row.editor() for key, row in self.rows.items()}
        self._names = {key: text_label(asked[key].label, "muted") for key in OBSERVATIONS}
        self._reason = text_label("", "warning")
        columns = QHBoxLayout(self)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(theme.px(20))
        columns.addLayout(self._column(self.tr("看到的情况"), PERSON, self._reason))
        columns.addLayout(self._column(self.tr("家里安全"), HOME, None))
        self.set_reason("")

    def _column(self, title: str, keys: tuple[str, ...], reason: QLabel | None) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(theme.px(8))
        column.addLayout(spread(text_label(title, "section"), reason, None, spacing=12))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(8))
        grid.setVerticalSpacing(theme.px(4))
        for line, key in enumerate(keys):
            self._names[key].setMinimumWidth(theme.px(72))
            grid.addWidget(self._names[key], line, 0)
            grid.addWidget(self.rows[key], line, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        return column

    def states(self) -> dict[str, Observation]:
        """What is chosen, by column."""
        return {key: row.state() for key, row in self.rows.items()}

    def mark_ok(self, keys: tuple[str, ...]) -> int:
        """Set every unknown matter among ``keys`` to ok, as F8 does; returns how many changed."""
        if not self.usable():
            return 0
        unknown = [key for key in keys if self.rows[key].state() is Observation.UNKNOWN]
        for key in unknown:
            self.rows[key].set_state(Observation.OK)
        return len(unknown)

    def usable(self) -> bool:
        """Whether observations may be recorded for this visit."""
        return not self._reason.text()

    def set_reason(self, reason: str) -> None:
        """Disable all rows for ``reason``, said beside the heading; an empty one enables them."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        for row in self.rows.values():
            row.setEnabled(not reason)
