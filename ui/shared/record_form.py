"""A form of any register, built from the description of its fields; it knows nothing of what is saved where."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from kashi_desktop.types.records import NEW_RECORD
from kashi_desktop.types.typed_dates import LONG
from ui.shared import theme
from ui.shared.dates import DateTimeEdit
from ui.shared.draft_keeper import DraftKeeper, Drafts
from ui.shared.form_fields import SPANS, Clock, Editor, FormField, code_options, make_editor, problem_of
from ui.shared.form_history import FormHistory
from ui.shared.inputs import AskingInput
from ui.shared.kept_notice import KeptNotice
from ui.shared.layouts import filled, spread
from ui.shared.messages import sentence
from ui.shared.scrolling import ScrollWhenNeeded
from ui.shared.unit_inputs import SharesInput, UnitInput
from ui.shared.widgets import ChipRow, Choice, ErrorLine, Field, PrimaryButton, ReasonedSave, SecondaryButton, hairline, text_label

QUARTERS, WIDE, NARROW = 4, 820, 420
"""Fields stand in quarters of the width; below WIDE in halves, below NARROW (design pixels) one below the other."""


class RecordForm(QWidget):
    """Fields in reading order, which is the order of Tab; below them the way back, what is wrong, and saving.

    With ``keep_drafts``, what was typed and not saved stands here again when the same record is opened again, also after the window
    was locked or the power failed.
    """

    save_wanted = Signal(object)
    """``values()``; the screen saves, then calls ``mark_saved`` or ``show_faults``."""
    cancelled = Signal()
    changed = Signal(str)
    """The key of the field that has another content."""

    def __init__(
        self,
        fields: Sequence[FormField],
        today: Callable[[], date],
        now: Callable[[], datetime] | None = None,
    ) -> None:
        """``today`` and ``now`` are the clock of the workspace."""
        super().__init__()
        self.fields = tuple(fields)
        self._by_key = {field.key: field for field in self.fields}
        clock = Clock(today, now or (lambda: datetime.combine(today(), time())))
        self.editors: dict[str, Editor] = {field.key: make_editor(field, clock) for field in self.fields}
        self.boxes: dict[str, Field] = {field.key: self._box(field) for field in self.fields}
        self._off: set[str] = set()
        self._hidden: set[str] = set()
        self._headings: dict[str, QWidget] = {}
        self._consent_wanted = text_label("", "warning")
        self._record: object = None
        self._opened: dict[str, str] = {}
        self._keeper: DraftKeeper | None = None
        self._quarters = 0
        self._history = FormHistory(self.editors)
        self._build()
        for field in self.fields:
            self._pair(field)
            self.editors[field.key].changed.connect(lambda *_value, key=field.key: self._edited(key))
        self.open_record(None, {})

    def _box(self, field: FormField) -> Field:
        label = "" if field.kind == "check" else field.label  # a box to tick bears its own
        return Field(label, self.editors[field.key].widget, required=field.required, hint=field.note)

    def _pair(self, field: FormField) -> None:
        """An end lies on the day of its start, and a long span of what was typed here is asked about."""
        start, end = self.editors[field.after or field.key].widget, self.editors[field.key].widget
        if not field.after or not isinstance(start, DateTimeEdit) or not isinstance(end, DateTimeEdit):
            return

        def day() -> date | None:
            return began.date() if (began := start.value()) else None

        def long_span() -> str:
            began, ended = start.value(), end.value()
            as_opened = all(self.value(key) == self._opened.get(key) for key in (field.after, field.key))
            if as_opened or not began or not ended or ended - began <= LONG:
                return ""
            return self.tr("有 {n} 个小时这么长吗？").format(n=int((ended - began).total_seconds()) // 3600)

        end.usual_day, end.doubt = day, long_span

    def _build(self) -> None:
        self._sheet = QWidget()
        self._grid = QGridLayout(self._sheet)
        self._grid.setContentsMargins(0, 0, theme.px(4), 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(12))
        self.kept = KeptNotice()
        self.kept.restore_wanted.connect(self.restore)
        self.warnings = text_label("", "warning", wrap=True)
        self.fault = ErrorLine()
        self.save = ReasonedSave(PrimaryButton(self.tr("保存"), "Ctrl+Return"), act=lambda: self.save_wanted.emit(self.values()))
        self.cancel = SecondaryButton(self.tr("返回"), "Esc", icon="back", act=self._cancel)
        column = filled(QVBoxLayout(self), spacing=12)
        foot = spread(self.cancel, self.save, spacing=12)
        foot.setStretch(1, 1)
        self._scroll = ScrollWhenNeeded(self._sheet)
        for part in (self.kept, self._scroll, self.warnings, self.fault, hairline()):
            column.addWidget(part, 1 if part is self._scroll else 0)
        column.addLayout(foot)
        self.warnings.hide()
        self._arrange()

    # -- layout --------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With large type or a small window the fields stand in halves or one below the other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        width = self.width()
        quarters = QUARTERS if width >= theme.px(WIDE) else 2 if width >= theme.px(NARROW) else 1
        if quarters == self._quarters:
            return
        self._quarters = quarters
        self._place()
        for column in range(QUARTERS):
            self._grid.setColumnStretch(column, 1 if column < quarters else 0)

    def _place(self) -> None:
        """Put every field that is shown into its place, row by row."""
        while self._grid.count():
            self._grid.takeAt(0)
        for row in range(self._grid.rowCount()):
            self._grid.setRowStretch(row, 0)
        row, at, half, top, bottom = 0, 0, 0, 0, 0
        for field in self.fields:
            if field.group:
                row, at, half = bottom + 1, 0, 0
                self._grid.addWidget(self._heading(field), row, 0, 1, self._quarters)
                row = bottom = row + 1
            if field.key in self._hidden:
                continue
            wanted = field.half if self._quarters == QUARTERS else 0
            if wanted != half:  # the second half begins beside the first one
                row, at, half = top if half and wanted else bottom + 1, 0, wanted
                top = row
            room = self._quarters // 2 if half else self._quarters
            span = min(field.span or SPANS[field.kind], room)
            if at + span > room:
                row, at = row + 1, 0
            self._grid.addWidget(self.boxes[field.key], row, at + (room if half == 2 else 0), 1, span, Qt.AlignmentFlag.AlignTop)
            at, bottom = at + span, max(bottom, row)
        self._grid.setRowStretch(bottom + 1, 1)

    def _heading(self, field: FormField) -> QWidget:
        if field.key not in self._headings:
            heading, column = QWidget(), QVBoxLayout()
            column.setContentsMargins(0, theme.px(2), 0, 0)
            column.setSpacing(theme.px(10))
            if field is not self.fields[0]:
                column.addWidget(hairline())
            asks = any(each.consent == field.key for each in self.fields)
            column.addLayout(spread(text_label(field.group, "section"), *([self._consent_wanted] if asks else []), None, spacing=12))
            heading.setLayout(column)
            self._headings[field.key] = heading
        return self._headings[field.key]

    # -- content -------------------------------------------------------------------------------------------------------

    def keep_drafts(self, drafts: Drafts, form: str) -> None:
        """Keep what is typed in the encrypted file at each pause of the keys; ``form`` names the form among all drafts."""
        self._keeper = DraftKeeper(drafts, form, self)
        self._keeper.failed.connect(lambda error: self.fault.show_error(sentence(error)))

    def open_record(self, record: object, values: Mapping[str, str]) -> None:
        """Show the cell texts of a record (``record`` tells it from others, None is a new one) or what was typed for it before."""
        if self._keeper is not None:
            self._keeper.flush()
        self._record = record
        self._write(values)
        self._opened = self.values()
        typed = None
        if self._keeper is not None:
            typed = self._keeper.find(self._key())
            self._keeper.begin(self._key(), self._taken)
        if typed is not None:
            self._write(self._opened | typed)
        self.kept.setVisible(typed is not None)
        self.show_warnings(())
        self.clear_faults()
        self._ask_consent()
        self._judge()
        self._history.begin()

    def _key(self) -> bytes:
        return self._record if isinstance(self._record, bytes) else NEW_RECORD

    def _taken(self, _now: datetime) -> dict[str, str] | None:
        """What differs from the record: what somebody else changed meanwhile is not typed over, what is closed is written nowhere."""
        drafted = {field.key for field in self.fields if field.drafted and field.key not in self._off}
        return {key: text for key, text in self.values().items() if key in drafted and text != self._opened[key]} or None

    def restore(self) -> None:
        """Throw away what was typed and show the record as it is kept."""
        self._forget()
        self._write(self._opened)
        self.kept.hide()
        self.clear_faults()
        self.first_field().setFocus()

    def first_field(self) -> QWidget:
        """Where typing starts."""
        shown = (field.key for field in self.fields if field.key not in self._hidden | self._off)
        return self.editors[next(shown, self.fields[0].key)].widget

    def values(self) -> dict[str, str]:
        """Every field as the text of a register cell: ``YYYY-MM-DD``, ``1``/``0``, lists by ``;``; blank what nobody agreed to."""
        return {field.key: "" if field.consent and field.key in self._off else self.value(field.key) for field in self.fields}

    def value(self, key: str) -> str:
        """The cell text of one field."""
        return self.editors[key].read()

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fill some fields in, as typed by a person; the others stay."""
        for key, text in values.items():
            self.editors[key].write(text)

    def _write(self, values: Mapping[str, str]) -> None:
        for key, editor in self.editors.items():
            editor.write(values.get(key, ""))

    def dirty(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self.values() != self._opened

    def mark_saved(self) -> None:
        """What stands here is kept now."""
        self._forget()
        self._opened = self.values()
        self._history.begin()
        self.kept.hide()
        self.clear_faults()

    def take_back(self) -> bool:
        """Undo the last step in the form; False when there is none."""
        return self._history.take_back()

    def bring_back(self) -> bool:
        """Redo the last step that was undone in the form."""
        return self._history.bring_back()

    def _forget(self) -> None:
        if self._keeper is not None:
            self._keeper.forget()

    def _cancel(self) -> None:
        if self._keeper is not None:
            self._keeper.flush()
        self.cancelled.emit()

    # -- fields --------------------------------------------------------------------------------------------------------

    def set_choices(self, key: str, choices: tuple[tuple[str, str], ...]) -> None:
        """Replace what can be chosen in a field of codes or units."""
        widget = self.editors[key].widget
        if isinstance(widget, UnitInput | SharesInput):
            widget.set_units(choices)
        elif isinstance(widget, ChipRow):
            widget.set_options(list(choices))
        elif isinstance(widget, Choice):
            widget.set_options(code_options(replace(self._by_key[key], choices=choices)))

    def set_enabled(self, key: str, on: bool, why: str = "") -> None:
        """Open or close a field; ``why`` stands beside its label. A closed field keeps its content and holds nothing up."""
        self.editors[key].widget.setEnabled(on)
        self.boxes[key].set_hint(why or self._by_key[key].note)
        self._off = self._off - {key} if on else self._off | {key}
        self._judge()

    def set_shown(self, key: str, on: bool) -> None:
        """Show a field or leave it out; what is left out keeps its content and holds nothing up."""
        self._hidden = self._hidden - {key} if on else self._hidden | {key}
        self.boxes[key].setVisible(on)
        self._place()
        self._judge()

    # -- judging -------------------------------------------------------------------------------------------------------

    def problems(self) -> list[str]:
        """Why it cannot be saved yet, in reading order; each names its field."""
        open_fields = (field for field in self.fields if field.key not in self._off | self._hidden)
        return [problem for field in open_fields if (problem := problem_of(field, self.editors[field.key]))]

    def _edited(self, key: str) -> None:
        self.boxes[key].set_error("")
        self._describe(key)
        self._ask_consent()
        self._judge()
        if self._keeper is not None:
            self._keeper.touch()
        self.changed.emit(key)

    def _judge(self) -> None:
        for editor in self.editors.values():
            if isinstance(editor.widget, AskingInput):
                editor.widget.look_again()
        self.save.set_reasons(self.problems())

    def _ask_consent(self) -> None:
        """Open what needs the person's consent once the day on which it was given stands there."""
        for field in self.fields:
            if field.consent:
                day = self.editors[field.consent]
                agreed = bool(day.read()) and not day.fault()
                if agreed == (field.key in self._off):
                    self.set_enabled(field.key, agreed)
                self._consent_wanted.setText("" if agreed else self.tr("先征得本人同意并填写同意日期，才能登记"))

    def refuse(self, error: KnownError) -> None:
        """Show what a service found: each fault below its field, else the sentence above the buttons."""
        faults = getattr(error, "faults", ())
        self.show_faults([(each.column, sentence(each)) for each in faults] or [("", sentence(error))])

    def show_faults(self, faults: Iterable[tuple[str, str]]) -> None:
        """Show each (key, sentence) below its field, those without a field above the buttons; the keyboard goes to the first."""
        self.clear_faults()
        rest, first = [], ""
        for key, words in faults:
            if key in self.boxes and key not in self._hidden:
                self.boxes[key].set_error(words)
                first = first or key
            else:
                rest.append(words)
        self.fault.show_error("\n".join(rest))
        if first:
            self.editors[first].widget.setFocus()
            self._scroll.ensureWidgetVisible(self.boxes[first])

    def clear_faults(self) -> None:
        """Take all faults away."""
        self.fault.clear_error()
        for key, box in self.boxes.items():
            box.set_error("")
            self._describe(key)

    def _describe(self, key: str) -> None:
        """The help is what a screen reader says again once a fault is gone."""
        self.editors[key].widget.setAccessibleDescription(self._by_key[key].help)

    def show_warnings(self, sentences: Iterable[str]) -> None:
        """Say what is unlikely; it can be saved all the same."""
        words = "\n".join(sentences)
        self.warnings.setText(words)
        self.warnings.setVisible(bool(words))
