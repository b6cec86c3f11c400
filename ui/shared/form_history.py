"""The steps of a form that was not saved yet, so that undo takes back a slip in it before anything that is kept."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QLineEdit, QWidget

from ui.shared.form_fields import Editor
from ui.shared.inputs import NoteEdit


@runtime_checkable
class TakesBack(Protocol):
    """A form with steps of its own; both answer whether there was one."""

    def take_back(self) -> bool:
        """Undo the last step."""

    def bring_back(self) -> bool:
        """Redo what was undone last."""


class FormHistory:
    """What each field held before each change; letters typed into one field are one step, and so is what one key did to many."""

    def __init__(self, editors: Mapping[str, Editor]) -> None:
        """Watch the fields; ``begin`` says from where on it counts."""
        self._editors = editors
        self._held: dict[str, str] = {}
        self._steps: list[dict[str, str]] = []
        self._ahead: list[dict[str, str]] = []
        self._grouping: dict[str, str] | None = None
        self._writing = False
        for key, editor in editors.items():
            editor.changed.connect(lambda *_value, key=key: self._changed(key))

    def begin(self) -> None:
        """The form shows another record: what stood there before is none of its steps."""
        self._held = {key: editor.read() for key, editor in self._editors.items()}
        self._steps.clear()
        self._ahead.clear()

    @contextmanager
    def together(self) -> Iterator[None]:
        """All changes inside are one step."""
        self._grouping = {}
        yield
        if self._grouping:
            self._steps.append(self._grouping)
        self._grouping = None

    def _changed(self, key: str) -> None:
        before, now = self._held.get(key, ""), self._editors[key].read()
        if self._writing or before == now:
            return
        self._held[key] = now
        self._ahead.clear()
        if self._grouping is not None:
            self._grouping.setdefault(key, before)
        elif self._typing(key):
            if self._steps[-1][key] == now:  # the field has taken its own letters back
                self._steps.pop()
        else:
            self._steps.append({key: before})

    def _typing(self, key: str) -> bool:
        typed = isinstance(self._editors[key].widget, QLineEdit | NoteEdit)
        return typed and bool(self._steps) and self._steps[-1].keys() == {key}

    def take_back(self) -> bool:
        """Undo the last step; False when there is none, and then redo is the program's too."""
        if not self._steps:
            self._ahead.clear()
        return self._go(self._steps, self._ahead)

    def bring_back(self) -> bool:
        """Redo what was undone last; False when there is nothing."""
        return self._go(self._ahead, self._steps)

    def _go(self, steps: list[dict[str, str]], other: list[dict[str, str]]) -> bool:
        if not steps:
            return False
        step = steps.pop()
        other.append({key: self._held[key] for key in step})
        self._writing = True
        for key, text in step.items():
            self._editors[key].write(text)
        self._writing = False
        self._held = {key: editor.read() for key, editor in self._editors.items()}
        return True


def form_of(widget: QWidget | None) -> TakesBack | None:
    """The form that a widget belongs to, None outside of any."""
    while widget is not None and not isinstance(widget, TakesBack):
        widget = widget.parentWidget()
    return widget
