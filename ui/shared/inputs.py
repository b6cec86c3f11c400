"""Labelled fields: text, passphrase, choice and note."""

from abc import abstractmethod
from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.icons import icon
from ui.shared.layouts import filled
from ui.shared.shortcuts import bind
from ui.shared.surfaces import text_label

YES = "F9"
"""The key that says yes to what a field asks."""


class Field(QWidget):
    """A label above its widget, a hint at the label's end, and the fault below when there is one."""

    def __init__(self, label: str, widget: QWidget, required: bool = False, hint: str = "") -> None:
        """``required`` puts a star behind the label; the label's words become the accessible name when none is set."""
        super().__init__()
        self.widget = widget
        column = filled(QVBoxLayout(self), spacing=6)
        top = QHBoxLayout()
        top.setSpacing(theme.px(8))
        self._label = text_label(f"{label} *" if required else label, "secondary")
        self._label.setBuddy(widget)
        self._hint = text_label(hint, "secondary")
        top.addWidget(self._label)
        top.addStretch(1)
        top.addWidget(self._hint)
        column.addLayout(top)
        column.addWidget(widget)
        self._fault = ErrorLine()
        column.addWidget(self._fault)
        if isinstance(widget, AskingInput):
            column.addWidget(asked_line(widget))
        if not widget.accessibleName():
            widget.setAccessibleName(label)
        if not label:  # the widget bears its own
            self._label.hide()
            self._hint.hide()
        self.setFocusProxy(widget)

    def set_error(self, text: str) -> None:
        """Show what is wrong below the widget; empty text takes it away."""
        self._fault.show_error(text)
        if bool(self.widget.property("faulty")) != bool(text):
            self.widget.setProperty("faulty", bool(text))
            theme.repolish(self.widget)
        self.widget.setAccessibleDescription(text)

    def set_hint(self, text: str) -> None:
        """Change the quiet words at the label's end."""
        self._hint.setText(text)

    def set_label(self, text: str) -> None:
        """Change the label."""
        self._label.setText(text)


class ErrorLine(QLabel):
    """One sentence of fault beside what it is about; takes no room while there is none."""

    def __init__(self) -> None:
        """Hidden at first."""
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("look", "error")
        self.hide()

    def show_error(self, text: str) -> None:
        """Show the sentence; empty text hides the line."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setVisible(bool(text))

    def clear_error(self) -> None:
        """Hide the line."""
        self.show_error("")


def asked_line(widget: "AskingInput") -> ErrorLine:
    """The line below a field that says what it asks; takes no room while it asks nothing."""
    line = ErrorLine()
    theme.mark(line, "warning")
    widget.asked.connect(line.show_error)
    return line


def leaves_key(event: QEvent, undo: bool, redo: bool) -> bool:
    """Whether a field has nothing to undo or redo itself, so that the key is the program's; Qt's fields would swallow it."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    keys = QKeySequence.StandardKey
    return (event.matches(keys.Undo) and not undo) or (event.matches(keys.Redo) and not redo)


class TextInput(QLineEdit):
    """One line of text."""

    def __init__(self, label: str, placeholder: str = "", compact: bool = False, parent: QWidget | None = None) -> None:
        """``label`` is the accessible name."""
        super().__init__(parent)
        self.setAccessibleName(label)
        self.setPlaceholderText(placeholder)
        if compact:
            self.setProperty("compact", True)

    def event(self, event: QEvent) -> bool:
        """Ctrl+Z goes on to the form and the program once these letters are as they were."""
        return not leaves_key(event, self.isUndoAvailable(), self.isRedoAvailable()) and super().event(event)


class AskingInput(TextInput):
    """A field that may ask back; while it does, ``problem`` holds the form up, and a ``Field`` around it shows the line."""

    changed = Signal()
    asked = Signal(str)
    """The line to show below the field; empty when nothing is asked."""

    def __init__(self, label: str, required: bool, parent: QWidget | None = None) -> None:
        """Nothing is asked of an empty field."""
        super().__init__(label, parent=parent)
        self._required = required
        self._asking = ""
        self._agreed: set[str] = set()
        self.doubt: Callable[[], str] = str
        """What a form asks about the content beside other fields; empty for nothing."""
        self._yes = bind(self, YES, self.agree)
        self._yes.activatedAmbiguously.connect(self.agree)  # two fields ask: one after the other
        self._yes.setEnabled(False)
        self.textChanged.connect(self._tell)

    @abstractmethod
    def guess(self) -> str:
        """What a year that was not typed is taken for, as a question; empty where it goes without saying."""

    @abstractmethod
    def write_out(self) -> None:
        """Write in full what was understood."""

    def write(self, text: str) -> None:
        """Put a text in that nobody has answered for yet."""
        self._agreed.clear()
        self.setText(text)
        self.look_again()

    def asks_year(self) -> bool:
        """Whether the year still has to be confirmed; until then the field holds what was typed and no day."""
        return bool(guess := self.guess()) and guess not in self._agreed

    def look_again(self) -> None:
        """Ask what is to be asked now; a form calls it after a change of what ``doubt`` looks at."""
        words = next((each for each in (self.guess(), self.doubt()) if each and each not in self._agreed), "")
        if words != self._asking:
            self._asking = words
            self._yes.setEnabled(bool(words))
            self.asked.emit(self.question())

    def question(self) -> str:
        """What is asked, with the key that answers it; empty for nothing."""
        words = QCoreApplication.translate("AskingInput", "{question}是就按 {key}")
        return words.format(question=self._asking, key=YES) if self._asking else ""

    def agree(self) -> None:
        """Say yes to what is asked."""
        self._agreed.add(self._asking)
        self.write_out()
        self.look_again()
        self.changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write it out in full, so that the reader sees what was understood."""
        self.write_out()
        super().focusOutEvent(event)

    def _tell(self, _text: str) -> None:
        self.look_again()
        self.changed.emit()


class PassphraseInput(TextInput):
    """A passphrase: hidden, with an eye that shows it while wanted."""

    def __init__(self, label: str) -> None:
        """The eye is reachable by mouse; the keyboard uses Ctrl+E."""
        super().__init__(label)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        add_eye(self)


def add_eye(field: QLineEdit) -> None:
    """Put an eye at the end of a passphrase field; it shows the letters while it is on."""
    eye = QAction(icon("eye"), QCoreApplication.translate("PassphraseInput", "显示口令（Ctrl+E）"), field)
    eye.setShortcut("Ctrl+E")
    eye.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
    eye.setCheckable(True)
    modes = {True: QLineEdit.EchoMode.Normal, False: QLineEdit.EchoMode.Password}
    eye.toggled.connect(lambda shown: field.setEchoMode(modes[shown]))
    field.addAction(eye, QLineEdit.ActionPosition.TrailingPosition)


class Choice(QComboBox):
    """One of a few stored codes; the digits 1 to 9 pick, as the list shows; the wheel only while it has the keyboard."""

    changed = Signal(str)

    def __init__(self, label: str, options: Sequence[tuple[str, str]] = ()) -> None:
        """``options`` are (stored value, words)."""
        super().__init__()
        self.setAccessibleName(label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # Qt's own would hand it the keyboard as soon as the wheel turns
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.set_options(options)
        self.currentIndexChanged.connect(self._tell)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Replace what can be chosen; the present value stays when it is among them."""
        before = self.value()
        blocked = self.blockSignals(True)
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.blockSignals(blocked)
        self.set_value(before)

    def value(self) -> str:
        """The stored value, empty when nothing is chosen."""
        return str(self.currentData() or "")

    def set_value(self, value: str) -> None:
        """Choose by stored value; an unknown one chooses nothing."""
        self.setCurrentIndex(self.findData(value))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit picks its line; Enter is left to the form."""
        key = event.text()
        if len(key) == 1 and key in "123456789" and int(key) <= self.count():
            self.setCurrentIndex(int(key) - 1)
            event.accept()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Without the keyboard the wheel is left to the page: it scrolls and changes nothing."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _tell(self, _index: int) -> None:
        self.changed.emit(self.value())


class NoteLines(QPlainTextEdit):
    """Several lines of text."""

    def event(self, event: QEvent) -> bool:
        """As a line of text: what it cannot take back itself goes on."""
        held = self.document()
        return not leaves_key(event, held.isUndoAvailable(), held.isRedoAvailable()) and super().event(event)


class NoteEdit(QWidget):
    """A note of limited length with its count; Tab leaves it."""

    changed = Signal()

    def __init__(self, label: str, limit: int | None, hint: str = "") -> None:
        """``hint`` says what does not belong here."""
        super().__init__()
        self._limit, self._words = limit, hint
        column = filled(QVBoxLayout(self), spacing=6)
        top = QHBoxLayout()
        top.addWidget(text_label(label, "secondary"))
        top.addStretch(1)
        self._count = text_label("", "secondary")
        top.addWidget(self._count)
        column.addLayout(top)
        self.edit = NoteLines()
        self.edit.setTabChangesFocus(True)
        self.edit.setAccessibleName(label)
        self.edit.textChanged.connect(self._changed)
        self.edit.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # takes what is left; never makes a page scroll
        self.edit.setMinimumHeight(theme.px(80))
        column.addWidget(self.edit, 1)
        self.setFocusProxy(self.edit)
        self._changed()

    def text(self) -> str:
        """What is typed, without blanks at the ends."""
        return self.edit.toPlainText().strip()

    def set_text(self, text: str) -> None:
        """Replace the text."""
        self.edit.setPlainText(text)

    def too_long(self) -> bool:
        """Whether the limit is passed; the text is never cut."""
        return self._limit is not None and len(self.text()) > self._limit

    def _changed(self) -> None:
        words = f" · {self._words}" if self._words else ""
        most = f" / {self._limit}" if self._limit is not None else ""
        self._count.setText(f"{len(self.text())}{most}{words}")
        theme.mark(self._count, "error" if self.too_long() else "secondary")
        self.changed.emit()
