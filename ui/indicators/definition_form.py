"""The question with which a county sets a number within its limits: target, settings, from which day, why."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kashi_desktop.types.county import DefinitionCard, SettingInfo
from ui.indicators.words import defined
from ui.registers.fields import fields_of
from ui.shared.form_fields import Clock, Editor, FormField
from ui.shared.questions import Question

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
        self._card, self._clock, fields = card, Clock(lambda: today, lambda: datetime.combine(today, time())), fields_of("definition")
        self.editors: dict[str, Editor] = {}
        if card.lowest and card.lowest != card.highest:
            self._ask(_target(fields["target"], card), card.current.target)
        self.settings = {each.key: self._ask(_setting(each), each.value) for each in card.current.settings}
        self._ask(fields["effective_from"], date(today.year + today.month // 12, today.month % 12 + 1, 1).isoformat())
        self._ask(replace(fields["reason"], placeholder=translate("DefinitionQuestion", "例如：地区文件的要求")), "")

    def _ask(self, field: FormField, value: str) -> Editor:
        editor = self.editors[field.key] = self.ask(field, self._clock)
        editor.write(value)
        return editor

    def cells(self) -> Cells:
        """What was typed, as the columns of the register ``definition``."""
        typed = {key: editor.read() for key, editor in self.editors.items() if key not in self.settings}
        settings = ";".join(f"{key}={editor.read()}" for key, editor in self.settings.items())
        return {"key": self._card.key, "target": "", **typed, "settings": settings}


def _target(field: FormField, card: DefinitionCard) -> FormField:
    words = QCoreApplication.translate("DefinitionQuestion", "{what}（{low} 到 {high}）")
    label = words.format(what=field.label, low=card.lowest, high=card.highest or "…")
    low, high = Decimal(card.lowest), Decimal(card.highest or "Infinity")
    return replace(field, label=label, required=True, low=None, high=None, check=_inside(lambda text: low <= Decimal(text) <= high))


def _setting(setting: SettingInfo) -> FormField:
    label, low, high = defined(setting.label), setting.lowest, setting.highest
    if (low, high) == ("0", "1"):
        translate = QCoreApplication.translate
        options = (("0", translate("DefinitionQuestion", "否")), ("1", translate("DefinitionQuestion", "是")))
        return FormField(setting.key, label, "code", required=True, choices=options)
    if "-" in low:
        return FormField(setting.key, f"{label}（{low} – {high}）", "date", required=True, check=_inside(lambda text: low <= text <= high))
    check = _inside(lambda text: int(low) <= int(text) <= int(high))
    return FormField(setting.key, f"{label}（{low} – {high}）", "int", required=True, check=check)


def _inside(fits: Callable[[str], bool]) -> Callable[[str], str]:
    return lambda text: "" if fits(text) else QCoreApplication.translate("DefinitionQuestion", "不在范围内")


def ask_definition(parent: QWidget, card: DefinitionCard, today: date) -> Cells | None:
    """What a county sets, as the register's columns; None when the person changed their mind."""
    question = DefinitionQuestion(parent, card, today)
    return question.cells() if question.answered() else None
