"""The question with which a county sets a number within its limits: target, settings, from which day, why."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kashi_desktop.types.county import DefinitionCard, SettingInfo
from ui.indicators.words import defined
from ui.shared.questions import LONGEST_REASON, Question
from ui.shared.widgets import Choice, DateEdit, TextInput

Cells = Mapping[str, str]


class DefinitionQuestion(Question):
    """The button waits until every value is within its limits."""

    def __init__(self, parent: QWidget, card: DefinitionCard, today: date) -> None:
        """Filled with what holds now; the new version begins with the next month."""
        translate = QCoreApplication.translate  # lupdate knows this name
        super().__init__(
            parent,
            translate("DefinitionQuestion", "调整口径：{number}").format(number=defined(card.title)),
            translate("DefinitionQuestion", "从生效那天起按新口径计算，以前月份的数不变；已发出的报告不动，变化列为重述。"),
            translate("DefinitionQuestion", "保存口径"),
        )
        self._card = card
        self.target: TextInput | None = None
        self._add_target(card)
        self.settings: dict[str, TextInput | Choice] = {each.key: self._add_setting(each) for each in card.current.settings}
        self.day = DateEdit(translate("DefinitionQuestion", "生效日期"), lambda: today, past=False, required=True)
        self.day.set_date(date(today.year + today.month // 12, today.month % 12 + 1, 1))
        self.day.changed.connect(self.judge)
        self.add(translate("DefinitionQuestion", "生效日期"), self.day, self.day.problem)
        self.why = TextInput(translate("DefinitionQuestion", "理由"), translate("DefinitionQuestion", "例如：地区文件的要求"))
        self.why.setMaxLength(LONGEST_REASON)
        self.why.textChanged.connect(self.judge)
        self.add(
            translate("DefinitionQuestion", "理由"),
            self.why,
            lambda: "" if self.why.text().strip() else translate("DefinitionQuestion", "请写明理由"),
        )

    def _add_target(self, card: DefinitionCard) -> None:
        if not card.lowest or card.lowest == card.highest:
            return
        top = card.highest or "…"
        label = QCoreApplication.translate("DefinitionQuestion", "目标（{low} 到 {high}）").format(low=card.lowest, high=top)
        self.target = TextInput(label)
        self.target.setText(card.current.target)
        self.target.textChanged.connect(self.judge)
        self.add(label, self.target, self._target_problem)

    def _target_problem(self) -> str:
        try:
            value = Decimal(self.target.text().strip()) if self.target else Decimal(0)
        except InvalidOperation:
            return QCoreApplication.translate("DefinitionQuestion", "目标要写成数字")
        low, high = Decimal(self._card.lowest), Decimal(self._card.highest or "Infinity")
        if value.is_finite() and low <= value <= high:
            return ""
        return QCoreApplication.translate("DefinitionQuestion", "目标不在范围内")

    def _add_setting(self, setting: SettingInfo) -> TextInput | Choice:
        translate = QCoreApplication.translate
        if (setting.lowest, setting.highest) == ("0", "1"):
            label = defined(setting.label)
            options = [("0", translate("DefinitionQuestion", "否")), ("1", translate("DefinitionQuestion", "是"))]
            choice = Choice(label, options)
            choice.set_value(setting.value)
            choice.changed.connect(self.judge)
            self.add(label, choice)
            return choice
        label = f"{defined(setting.label)}（{setting.lowest} – {setting.highest}）"
        line = TextInput(label)
        line.setText(setting.value)
        line.textChanged.connect(self.judge)
        self.add(label, line, lambda: self._setting_problem(setting, line.text().strip()))
        return line

    def _setting_problem(self, setting: SettingInfo, value: str) -> str:
        fits = len(value) == 10 if "-" in setting.lowest else value.isdigit() and value.isascii()
        inside = fits and (setting.lowest <= value <= setting.highest if "-" in setting.lowest else _within(setting, value))
        return "" if inside else QCoreApplication.translate("DefinitionQuestion", "{what}不在范围内").format(what=defined(setting.label))

    def cells(self) -> Cells:
        """What was typed, as the columns of the register ``definition``."""
        values = {key: field.value() if isinstance(field, Choice) else field.text().strip() for key, field in self.settings.items()}
        day = self.day.date()
        return {
            "key": self._card.key,
            "effective_from": day.isoformat() if day else "",
            "target": self.target.text().strip() if self.target else "",
            "settings": ";".join(f"{key}={value}" for key, value in values.items()),
            "reason": self.why.text().strip(),
        }


def _within(setting: SettingInfo, value: str) -> bool:
    return int(setting.lowest) <= int(value) <= int(setting.highest)


def ask_definition(parent: QWidget, card: DefinitionCard, today: date) -> Cells | None:
    """What a county sets, as the register's columns; None when the person changed their mind."""
    question = DefinitionQuestion(parent, card, today)
    return question.cells() if question.answered() else None
