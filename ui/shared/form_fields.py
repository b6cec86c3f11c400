"""What a form asks, field by field, and the widget that each kind of field is typed in."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kashi_desktop.types.inputs import split_people
from ui.shared import theme
from ui.shared.chips import ChipRow
from ui.shared.choices import SegmentedRow
from ui.shared.dates import DateEdit, DateTimeEdit
from ui.shared.entry_model import read_number, write_number
from ui.shared.inputs import Choice, NoteLines, TextInput
from ui.shared.unit_inputs import SharesInput, UnitInput

Kind = Literal[
    "text", "secret", "lines", "date", "datetime", "int", "decimal", "flag3", "check", "code", "codes", "people", "unit", "hours", "shares"
]  # fmt: skip

SPANS: dict[Kind, int] = {
    "text": 2, "secret": 2, "lines": 4, "date": 1, "datetime": 1, "int": 1, "decimal": 1, "flag3": 1, "check": 4, "code": 1, "codes": 4,
    "people": 2, "unit": 2, "hours": 2, "shares": 4,
}  # fmt: skip
"""Quarters of the form's width that a kind of field takes."""

_RANGE = r"\d{1,2}:\d{2}-\d{1,2}:\d{2}"
_DAY = rf"{_RANGE}(,{_RANGE})*"
_HOURS = re.compile(rf"{_DAY}|\d\d-\d\d=({_DAY})(\|\d\d-\d\d=({_DAY}))*")
_WIDE = str.maketrans("０１２３４５６７８９：－—～~，、；｜＝", "0123456789:----,,;|=")


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: ``key`` is the register's column, ``label`` what it is called.

    ``choices`` are (stored value, words) of a code, several codes, a unit or shares. ``low`` and ``high`` close a number in,
    ``limit`` is the longest text, None without one. ``past`` False reads a day without a year as one of this year. ``check`` gets the
    cell text and returns a sentence when it cannot be saved. ``help`` stands in the tooltip, ``note`` beside the label. ``group`` starts
    a new part of the form under that heading. ``span`` (1 to 4 quarters of the width) overrides what the kind usually takes; those of
    ``half`` 1 and 2 stand in the left and the right half. What is not ``drafted`` is never written anywhere before it is saved, such as
    an ID number (domain.md §1). ``consent`` is the key of the day on which the person agreed: without it the field stays closed.
    ``after`` is the key of the moment at which it began: a bare time is meant on that day, and a long span is asked about.
    """

    key: str
    label: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    help: str = ""
    note: str = ""
    placeholder: str = ""
    group: str = ""
    low: Decimal | int | None = None
    high: Decimal | int | None = None
    limit: int | None = None
    past: bool = True
    check: Callable[[str], str] | None = None
    span: int = 0
    half: int = 0
    drafted: bool = True
    consent: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Editor:
    """A widget and how the text of a register cell comes out of it and goes into it; ``fault`` says why it is no value."""

    widget: QWidget
    changed: Any
    """The signal of the widget; PySide has no public type for a bound one."""
    read: Callable[[], str]
    write: Callable[[str], None]
    fault: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Clock:
    """The present moment, handed in."""

    today: Callable[[], date]
    now: Callable[[], datetime]


def _nothing() -> str:
    return ""


def _text(field: FormField, _clock: Clock) -> Editor:
    edit = TextInput(field.label, field.placeholder)
    if field.limit is not None:
        edit.setMaxLength(field.limit)
    if field.kind == "secret":
        edit.setEchoMode(TextInput.EchoMode.Password)
    return Editor(edit, edit.textChanged, lambda: edit.text().strip(), edit.setText, _nothing)


def _lines(field: FormField, _clock: Clock) -> Editor:
    edit = NoteLines()
    edit.setTabChangesFocus(True)
    edit.setAccessibleName(field.label)
    edit.setPlaceholderText(field.placeholder)
    edit.setFixedHeight(theme.px(76))

    def read() -> str:
        return edit.toPlainText().strip()

    return Editor(edit, edit.textChanged, read, edit.setPlainText, lambda: too_long(field, read()))


def too_long(field: FormField, text: str) -> str:
    """A sentence where a text of several lines, which is never cut, is longer than its field."""
    words = QCoreApplication.translate("FormField", "超过 {limit} 字").format(limit=field.limit)
    return words if field.limit is not None and len(text) > field.limit else ""


def _date(field: FormField, clock: Clock) -> Editor:
    edit = DateEdit(field.label, clock.today, past=field.past)
    if field.placeholder:
        edit.setPlaceholderText(field.placeholder)
    return Editor(edit, edit.changed, edit.cell, edit.write, edit.problem)


def _datetime(field: FormField, clock: Clock) -> Editor:
    edit = DateTimeEdit(field.label, clock.now, required=False)
    return Editor(edit, edit.changed, edit.cell, edit.write, edit.problem)


def _number(field: FormField, _clock: Clock) -> Editor:
    edit = TextInput(field.label, field.placeholder)
    edit.setMaxLength(20)

    def read() -> str:
        number = read_number(edit.text())
        return write_number(number) if number is not None else edit.text().strip()

    return Editor(edit, edit.textChanged, read, edit.setText, lambda: _number_fault(field, read()))


def _number_fault(field: FormField, text: str) -> str:
    translate = QCoreApplication.translate
    number = read_number(text) if text else None
    if not text:
        return ""
    if number is None or (field.kind == "int" and number != int(number)):
        return translate("FormField", "请填整数") if field.kind == "int" else translate("FormField", "请填数字")
    if field.low is not None and number < field.low:
        return translate("FormField", "不能少于 {low}").format(low=field.low)
    if field.high is not None and number > field.high:
        return translate("FormField", "不能多于 {high}").format(high=field.high)
    return ""


def _flag(field: FormField, _clock: Clock) -> Editor:
    translate = QCoreApplication.translate
    unknown, yes, no = translate("FormField", "未知"), translate("FormField", "是"), translate("FormField", "否")
    row = SegmentedRow(field.label, [("", unknown), ("1", yes), ("0", no)])
    known = {"": "", "1": "1", "0": "0", "是": "1", "否": "0", "True": "1", "False": "0"}
    return Editor(row, row.changed, row.value, lambda text: row.set_value(known[text]), _nothing)


def _check(field: FormField, _clock: Clock) -> Editor:
    box = QCheckBox(field.label)
    return Editor(box, box.toggled, lambda: "1" if box.isChecked() else "0", lambda text: box.setChecked(text == "1"), _nothing)


def _code(field: FormField, _clock: Clock) -> Editor:
    choice = Choice(field.label, code_options(field))
    choice.setPlaceholderText(field.placeholder or QCoreApplication.translate("FormField", "请选择"))
    choice.setMaxVisibleItems(12)
    # Long words end in the list, not in a wider column.
    choice.setMinimumContentsLength(4)
    choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return Editor(choice, choice.changed, choice.value, choice.set_value, _nothing)


def code_options(field: FormField) -> list[tuple[str, str]]:
    """The lines of a code's list: the first nine with their digit; what is not required can be taken back."""
    numbered = [(value, f"{n}  {words}" if n < 10 else words) for n, (value, words) in enumerate(field.choices, 1)]
    return numbered if field.required else [*numbered, ("", QCoreApplication.translate("FormField", "未填"))]


def _codes(field: FormField, _clock: Clock) -> Editor:
    chips = ChipRow(field.label, list(field.choices))
    chips.setToolTip(QCoreApplication.translate("FormField", "←→ 移动，空格选中；1–9 直接选"))
    return Editor(chips, chips.changed, lambda: ";".join(chips.values()), lambda text: chips.set_values(text.split(";")), _nothing)


def _people(field: FormField, _clock: Clock) -> Editor:
    edit = TextInput(field.label, field.placeholder or QCoreApplication.translate("FormField", "几个人用顿号分开"))
    return Editor(
        edit,
        edit.textChanged,
        lambda: ";".join(split_people(edit.text())),
        lambda text: edit.setText("、".join(split_people(text))),
        _nothing,
    )


def _unit(field: FormField, _clock: Clock) -> Editor:
    edit = UnitInput(field.label, field.choices, field.placeholder)
    return Editor(edit, edit.changed, edit.value, edit.set_value, edit.problem)


def _hours(field: FormField, _clock: Clock) -> Editor:
    edit = TextInput(
        field.label,
        field.placeholder
        or QCoreApplication.translate("FormField", "例如 10:00-14:00,16:00-20:00；分季节 11-03=10:00-18:00|04-10=09:30-19:30"),
    )
    edit.setToolTip(QCoreApplication.translate("FormField", "分冬夏时这样写：11-03=10:00-18:00|04-10=09:30-19:30（前面是月份）"))

    def read() -> str:
        return re.sub(r"\s", "", edit.text().translate(_WIDE))

    def fault() -> str:
        wrong = QCoreApplication.translate("FormField", "开放时间看不明白，请写成 10:00-14:00,16:00-20:00")
        return wrong if read() and not _HOURS.fullmatch(read()) else ""

    return Editor(edit, edit.textChanged, read, edit.setText, fault)


def _shares(field: FormField, _clock: Clock) -> Editor:
    edit = SharesInput(field.label, field.choices)
    return Editor(edit, edit.changed, edit.value, edit.set_value, edit.problem)


_MAKERS: dict[Kind, Callable[[FormField, Clock], Editor]] = {
    "text": _text, "secret": _text, "lines": _lines, "date": _date, "datetime": _datetime, "int": _number, "decimal": _number,
    "flag3": _flag, "check": _check, "code": _code, "codes": _codes, "people": _people, "unit": _unit, "hours": _hours, "shares": _shares,
}  # fmt: skip


def make_editor(field: FormField, clock: Clock) -> Editor:
    """The widget for a field; its help stands in the tooltip."""
    editor = _MAKERS[field.kind](field, clock)
    if field.help:
        editor.widget.setToolTip(field.help)
        editor.widget.setAccessibleDescription(field.help)
    if field.kind == "flag3":
        editor.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return editor


def fault_of(field: FormField, editor: Editor) -> str:
    """Why what stands in a field cannot be saved; empty when it can."""
    text = editor.read()
    if text:
        return editor.fault() or (field.check(text) if field.check else "")
    chosen = field.kind in ("flag3", "code", "codes")
    words = QCoreApplication.translate("RecordForm", "请选择") if chosen else QCoreApplication.translate("RecordForm", "请填写")
    return words if field.required else editor.fault()


def problem_of(field: FormField, editor: Editor) -> str:
    """The same with the name of the field before it, as it stands beside a button."""
    fault = fault_of(field, editor)
    return QCoreApplication.translate("RecordForm", "{field}：{fault}").format(field=field.label, fault=fault) if fault else ""
