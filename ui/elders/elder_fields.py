"""Every field of the elder register on one sheet; what needs consent stays closed until its date is given."""

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.codes import CareLevel, Category, Sex
from kashi_desktop.types.inputs import ElderInput
from kashi_desktop.types.results import ElderCard
from ui.shared import theme
from ui.shared.messages import label as code_label
from ui.shared.widgets import ChipRow, Choice, DateEdit, Field, TextInput, hairline, spread, text_label

PRIVATE = ("phone", "address", "contact_name", "contact_relation", "contact_phone")
"""Kept only with consent (domain.md §1)."""


class ElderFields(QWidget):
    """The sheet; reading order and Tab order are one."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        """``today`` is the clock of the workspace."""
        super().__init__(parent)
        self._today = today
        self._elder: ElderCard | None = None
        self._text: dict[str, TextInput] = {}
        self._fields: dict[str, Field] = {}
        self.sex = Choice(self.tr("性别"), [(code.value, f"{n}  {code_label(code)}") for n, code in enumerate(Sex, 1)])
        self.care = Choice(self.tr("关爱等级"), [(code.value, f"{n}  {self._care_words(code)}") for n, code in enumerate(CareLevel, 1)])
        self.birth = DateEdit(self.tr("出生日期"), today, required=True)
        self.birth.setPlaceholderText(self.tr("年-月-日，如 19410305"))
        self.enrolled = DateEdit(self.tr("登记日期"), today, required=True)
        self.consent = DateEdit(self.tr("同意日期"), today)
        self.categories = ChipRow(self.tr("类别"), [(code.value, code_label(code)) for code in Category])
        self.categories.setToolTip(self.tr("←→ 移动，空格选中；1–9 直接选"))
        for choice in (self.sex, self.care):
            choice.setPlaceholderText(self.tr("请选择"))
        self.declined = QCheckBox(self.tr("本人不愿有人上门探访"))
        self._reason = text_label("", "warning")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(14))
        column.addLayout(self._upper())
        column.addWidget(hairline())
        column.addLayout(spread(text_label(self.tr("联系方式"), "section"), self._reason, None, spacing=12))
        column.addLayout(self._lower())
        column.addWidget(self.declined)
        column.addStretch(1)
        for edit in (self.birth, self.enrolled, self.consent, self.categories):
            edit.changed.connect(self._changed)
        for choice in (self.sex, self.care):
            choice.changed.connect(self._changed)
        self.declined.toggled.connect(self._changed)
        self._changed()

    def _care_words(self, level: CareLevel) -> str:
        gap = {CareLevel.HIGH: self.tr("每周"), CareLevel.MEDIUM: self.tr("半月"), CareLevel.LOW: self.tr("每月")}[level]
        return f"{code_label(level)}·{gap}"

    def _line(self, key: str, label: str, longest: int, hint: str = "", required: bool = False) -> Field:
        edit = TextInput(label, hint)
        edit.setMaxLength(longest)
        edit.textChanged.connect(self._changed)
        self._text[key] = edit
        self._fields[key] = Field(label, edit, required=required)
        return self._fields[key]

    def _upper(self) -> QHBoxLayout:
        left, right = QGridLayout(), QGridLayout()
        for grid in (left, right):
            grid.setHorizontalSpacing(theme.px(12))
            grid.setVerticalSpacing(theme.px(12))
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
        left.setRowStretch(3, 1)
        left.addWidget(self._line("full_name", self.tr("姓名"), 50, self.tr("全名，不分姓和名"), required=True), 0, 0, 1, 2)
        left.addWidget(Field(self.tr("性别"), self.sex, required=True), 1, 0)
        left.addWidget(Field(self.tr("出生日期"), self.birth, required=True), 1, 1)
        left.addWidget(self._line("id_number", self.tr("身份证号"), 18), 2, 0, 1, 2)
        right.addWidget(Field(self.tr("类别（可多选）"), self.categories, required=True), 0, 0, 1, 2)
        right.addWidget(Field(self.tr("关爱等级"), self.care, required=True), 1, 0)
        right.addWidget(Field(self.tr("登记日期"), self.enrolled, required=True), 1, 1)
        right.addWidget(self._line("ref", self.tr("编号"), 40, self.tr("空着会自动编号")), 2, 0)
        right.addWidget(self._line("group", self.tr("小队（组）"), 50), 2, 1)
        self._text["id_number"].setEchoMode(QLineEdit.EchoMode.Password)
        self._fields["id_number"].set_hint(self.tr("可不填；只留后四位"))
        row = QHBoxLayout()
        row.setSpacing(theme.px(24))
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        return row

    def _lower(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(12))
        for column in range(4):
            grid.setColumnStretch(column, 1)
        grid.addWidget(Field(self.tr("同意日期"), self.consent), 0, 0)
        grid.addWidget(self._line("phone", self.tr("电话"), 20), 0, 1)
        grid.addWidget(self._line("address", self.tr("住址"), 200, self.tr("例如：2 小队 14 号")), 0, 2, 1, 2)
        grid.addWidget(self._line("contact_name", self.tr("联系人"), 50), 1, 0)
        grid.addWidget(self._line("contact_relation", self.tr("关系"), 20, self.tr("例如：女儿")), 1, 1)
        grid.addWidget(self._line("contact_phone", self.tr("联系电话"), 20), 1, 2)
        return grid

    @property
    def name_field(self) -> TextInput:
        """The field of the full name, where typing starts."""
        return self._text["full_name"]

    def field(self, key: str) -> TextInput:
        """A text field by its register column; an unknown key raises KeyError."""
        return self._text[key]

    def set_error(self, key: str, words: str) -> bool:
        """Show a fault below its field; False when the column has none of its own."""
        if key not in self._fields:
            return False
        self._fields[key].set_error(words)
        return True

    def clear_errors(self) -> None:
        """Take all faults away."""
        for field in self._fields.values():
            field.set_error("")

    # -- content -------------------------------------------------------------------------------------------------------

    def show_elder(self, elder: ElderCard | None) -> None:
        """Fill in what is kept, or start a new entry; the ID number is never shown again."""
        self._elder = elder
        for key, edit in self._text.items():
            edit.setText(str(getattr(elder, key)) if elder and key != "id_number" else "")
        self.field("id_number").setPlaceholderText(elder.id_masked if elder else "")
        self.sex.set_value(elder.sex.value if elder else "")
        self.care.set_value(elder.care_level.value if elder else "")
        self.birth.set_date(elder.birth_date if elder else None)
        self.enrolled.set_date(elder.spells[-1].enrolled_on if elder and elder.spells else self._today())
        self.consent.set_date(elder.consent_on if elder and elder.consented else None)
        self.categories.set_values([code.value for code in elder.categories] if elder else [])
        self.declined.setChecked(bool(elder and elder.home_visit_declined))
        self.clear_errors()
        self._changed()

    def typed(self) -> dict[str, str]:
        """Every field as text but the ID number, which is written nowhere, and what nobody has agreed to (domain.md §1)."""
        agreed = self.consent.date() is not None
        found = {key: edit.text() for key, edit in self._text.items() if key != "id_number" and (agreed or key not in PRIVATE)}
        found |= {key: edit.text() for key, edit in self._days().items()}
        found |= {"sex": self.sex.value(), "care_level": self.care.value(), "categories": ";".join(self.categories.values())}
        return found | {"home_visit_declined": "1" if self.declined.isChecked() else ""}

    def lay_over(self, typed: Mapping[str, str]) -> None:
        """Put back what was typed before; the other fields stay."""
        for key, edit in {**self._text, **self._days()}.items():
            if key in typed:
                edit.setText(typed[key])
        for key, choice in (("sex", self.sex), ("care_level", self.care)):
            if key in typed:
                choice.set_value(typed[key])
        if "categories" in typed:
            self.categories.set_values([part for part in typed["categories"].split(";") if part])
        if "home_visit_declined" in typed:
            self.declined.setChecked(bool(typed["home_visit_declined"]))

    def _days(self) -> dict[str, DateEdit]:
        return {"birth_date": self.birth, "enrolled_on": self.enrolled, "consent_on": self.consent}

    def _changed(self, *_value: object) -> None:
        agreed = self.consent.date() is not None
        self._reason.setText("" if agreed else self.tr("先征得本人同意并填写同意日期，才能登记"))
        for key in PRIVATE:
            self._text[key].setEnabled(agreed)
        self.changed.emit()

    def problems(self) -> list[str]:
        """Why it cannot be saved yet, in reading order."""
        late = self.tr("日期还没有到，请核对")
        found = [
            "" if self.name_field.text().strip() else self.tr("请填写姓名"),
            "" if self.sex.value() else self.tr("请选择性别"),
            self._named(self.tr("出生日期"), self.birth.problem()),
            "" if self.categories.values() else self.tr("请至少选一个类别"),
            "" if self.care.value() else self.tr("请选择关爱等级"),
            self._named(self.tr("登记日期"), self.enrolled.problem()),
            self._named(self.tr("同意日期"), self.consent.problem()),
        ]
        found += [late for edit in (self.birth, self.enrolled, self.consent) if (day := edit.date()) and day > self._today()]
        return [reason for reason in found if reason]

    def _named(self, name: str, reason: str) -> str:
        return f"{name}：{reason}" if reason else ""

    def input(self) -> ElderInput:
        """The elder as typed; a value outside the limits raises pydantic's ValidationError."""
        agreed = self.consent.date() is not None
        spell = self._elder.spells[-1] if self._elder and self._elder.spells else None
        texts = {key: edit.text() for key, edit in self._text.items() if agreed or key not in PRIVATE}
        return ElderInput.model_validate(
            {
                **texts,
                "sex": self.sex.value(),
                "birth_date": self.birth.date(),
                "categories": self.categories.values(),
                "care_level": self.care.value(),
                "enrolled_on": self.enrolled.date(),
                "consent_on": self.consent.date(),
                "home_visit_declined": self.declined.isChecked(),
                "closed_on": spell.closed_on if spell else None,
                "closed_reason": spell.closed_reason if spell else None,
            }
        )
