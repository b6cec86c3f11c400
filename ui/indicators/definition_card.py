"""How a number is computed: both sides, target, settings, source, and its versions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.types.county import DefinitionCard as Definition
from kashi_desktop.types.county import DefinitionVersion, SettingInfo
from ui.indicators.words import defined, number_words
from ui.shared import theme
from ui.shared.layouts import empty, filled
from ui.shared.scrolling import ScrollWhenNeeded
from ui.shared.widgets import Card, SecondaryButton, text_label

_SIGNS = {"=": "＝", ">=": "≥", ">": "＞"}


class DefinitionCard(Card):
    """Read from above to below; a county may set what the limits allow."""

    change_wanted = Signal()

    def __init__(self) -> None:
        """Empty until ``show_definition``."""
        super().__init__()
        self.set_title(self.tr("怎么算的"))
        self.header.addStretch(1)
        self.change = SecondaryButton(self.tr("调整口径"), icon="pencil", compact=True, act=self.change_wanted)
        self.change.setToolTip(self.tr("在规定的范围内改目标或参数，写明从哪天起和理由"))
        self.change.bind_quietly("Ctrl+M")
        self.header.addWidget(self.change)
        inner = QWidget()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.px(8))
        filled(QVBoxLayout(inner), self._lines, None, edges=(0, 0, 8, 0))
        scrolling = ScrollWhenNeeded(inner)
        scrolling.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolling.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the arrows read on
        scrolling.setAccessibleName(self.tr("怎么算的"))
        self.body.setContentsMargins(theme.px(16), theme.px(10), theme.px(8), theme.px(12))
        self.add(scrolling, 1)
        self._words: list[str] = []

    def words(self) -> str:
        """All that the card says now."""
        return "\n".join(self._words)

    def show_definition(self, card: Definition) -> None:
        """Show the version of the month, and below it how it came to be."""
        empty(self._lines)
        self._words = []
        self.change.setVisible(card.may_change)
        now = card.current
        self._line(self.tr("分子"), defined(card.numerator))
        self._line(self.tr("分母"), defined(card.denominator))
        self._line(self.tr("目标"), f"{_target(now, card.unit)} · {self._limits(card)}" if card.may_change else _target(now, card.unit))
        if now.settings:
            self._line(self.tr("参数"), "；".join(self._setting(each) for each in now.settings))
        self._line(self.tr("依据"), defined(card.source))
        for version in card.versions:
            self._line(self.tr("第 {n} 版").format(n=version.version), self._version(version, card.unit))

    def _limits(self, card: Definition) -> str:
        if not card.lowest or card.lowest == card.highest:
            return self.tr("目标不能改")
        if not card.highest:
            return self.tr("可改为 {low} 或以上").format(low=card.lowest)
        return self.tr("可改为 {low} 到 {high}").format(low=card.lowest, high=card.highest)

    def _setting(self, setting: SettingInfo) -> str:
        return f"{defined(setting.label)} {self._value(setting)}"

    def _value(self, setting: SettingInfo) -> str:
        if (setting.lowest, setting.highest) == ("0", "1"):
            return self.tr("是") if setting.value == "1" else self.tr("否")
        return setting.value

    def _version(self, version: DefinitionVersion, unit: str) -> str:
        since = self.tr("{day} 起").format(day=version.effective_from.isoformat())
        span = f"{since}{self.tr('，到 {day}').format(day=version.effective_to.isoformat())}" if version.effective_to else since
        return f"{span} · {_target(version, unit)}" + (f" · {version.reason}" if version.reason else "")

    def _line(self, label: str, words: str) -> None:
        self._words.append(f"{label}：{words}")
        text = text_label(f"{label}　{words}", "secondary", wrap=True)
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lines.addWidget(text)


def _target(version: DefinitionVersion, unit: str) -> str:
    return f"{_SIGNS[version.comparator]} {number_words(version.target)}{defined(unit)}"
