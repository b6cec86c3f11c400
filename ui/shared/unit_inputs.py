"""Fields for units (villages, communities): one of them by a part of its name or code, or several with their shares."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.buttons import LinkButton
from ui.shared.entry_model import read_number, write_number
from ui.shared.inputs import TextInput
from ui.shared.layouts import filled

Units = Sequence[tuple[str, str]]
"""(code, words that name the unit and its township)"""


class UnitInput(TextInput):
    """A part of the name or the code; Down shows what fits, leaving the field writes the one meant out."""

    changed = Signal()

    def __init__(self, label: str, units: Units = (), placeholder: str = "") -> None:
        """``units`` can be given later."""
        super().__init__(label, placeholder)
        self.setPlaceholderText(placeholder or self.tr("名称的一部分或代码"))
        self._words: dict[str, str] = {}
        self._names = QStringListModel(self)
        self._finder = QCompleter(self._names, self)
        self._finder.setFilterMode(Qt.MatchFlag.MatchContains)
        self._finder.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompleter(self._finder)
        self.set_units(units)
        self.textChanged.connect(self._tell)

    def set_units(self, units: Units) -> None:
        """Replace what can be chosen; the present text stays."""
        self._words = dict(units)
        self._names.setStringList([words for _, words in units])

    def value(self) -> str:
        """The code of the unit meant; what is typed when it fits none or several."""
        typed = self.text().strip()
        if not typed or typed in self._words:
            return typed
        exact = [code for code, words in self._words.items() if words == typed]
        found = exact or [code for code, words in self._words.items() if typed in words or code.startswith(typed)]
        return found[0] if len(found) == 1 else typed

    def set_value(self, code: str) -> None:
        """Write a unit out by its code; an unknown code is shown as it is."""
        self.setText(self._words.get(code, code))

    def problem(self) -> str:
        """Why the field cannot be used yet; empty when it can, and when nothing is typed."""
        value = self.value()
        return self.tr("没有找到这个单位，请从列表里选") if value and value not in self._words else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down shows the list, all of it while nothing is typed."""
        if event.key() == Qt.Key.Key_Down and not self._finder.popup().isVisible():
            self._finder.setCompletionPrefix("" if self.value() in self._words else self.text())
            self._finder.complete()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Write the unit out in full, so that the reader sees which was understood."""
        if event.reason() != Qt.FocusReason.PopupFocusReason and self.value() in self._words:
            self.set_value(self.value())
        super().focusOutEvent(event)

    def _tell(self, _text: str) -> None:
        self.changed.emit()


class ShareLine(QWidget):
    """One unit and its share."""

    changed = Signal()
    removed = Signal(object)

    def __init__(self, number: int, units: Units, parent: QWidget | None = None) -> None:
        """``number`` counts the lines for screen readers."""
        super().__init__(parent)
        row = filled(QHBoxLayout(self), spacing=8)
        self.unit = UnitInput(self.tr("第 {n} 个单位").format(n=number), units)
        self.share = TextInput(self.tr("第 {n} 个单位的份额").format(n=number), self.tr("份额（可不填）"))
        self.share.setFixedWidth(theme.px(150))
        self.away = LinkButton(self.tr("移除"), quiet=True, act=self._remove)
        row.addWidget(self.unit, 1)
        row.addWidget(self.share)
        row.addWidget(self.away)
        self.unit.changed.connect(self.changed)
        self.share.textChanged.connect(self._tell)

    def value(self) -> str:
        """``code`` or ``code:share``; empty while no unit is given."""
        share = self.share.text().strip()
        number = read_number(share)
        return f"{self.unit.value()}:{write_number(number) if number is not None else share}" if share else self.unit.value()

    def problem(self) -> str:
        """Why the line cannot be used yet."""
        share = self.share.text().strip()
        number = read_number(share)
        if share and not self.unit.text().strip():
            return self.tr("请填写份额属于哪个单位")
        if share and (number is None or number <= 0):
            return self.tr("份额应是大于 0 的数")
        return self.unit.problem()

    def _tell(self, _text: str) -> None:
        self.changed.emit()

    def _remove(self) -> None:
        self.removed.emit(self)


class SharesInput(QWidget):
    """The units that use one facility; without shares the county's rule divides it."""

    changed = Signal()

    def __init__(self, label: str, units: Units = ()) -> None:
        """One empty line."""
        super().__init__()
        self._units = tuple(units)
        self.setAccessibleName(label)
        column = filled(QVBoxLayout(self), spacing=6)
        self._list = QVBoxLayout()
        self._list.setSpacing(theme.px(6))
        column.addLayout(self._list)
        self.more = LinkButton(self.tr("再加一个单位"), icon="plus", act=self._more)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self.lines: list[ShareLine] = []
        self._add()
        self.setFocusProxy(self.lines[0].unit)

    def set_units(self, units: Units) -> None:
        """Replace what can be chosen."""
        self._units = tuple(units)
        for line in self.lines:
            line.unit.set_units(units)

    def value(self) -> str:
        """``code;code:share`` in the order of the lines."""
        return ";".join(value for line in self.lines if (value := line.value()))

    def set_value(self, text: str) -> None:
        """Show what a cell of the register holds."""
        parts = text.split(";") if text else [""]
        while len(self.lines) > len(parts):
            self._drop(self.lines[-1])
        while len(self.lines) < len(parts):
            self._add()
        for line, part in zip(self.lines, parts, strict=True):
            code, _, share = part.strip().partition(":")
            line.unit.set_value(code)
            line.share.setText(share)
        self.changed.emit()

    def problem(self) -> str:
        """Why it cannot be used yet."""
        codes = [line.unit.value() for line in self.lines if line.unit.value()]
        if len(codes) != len(set(codes)):
            return self.tr("同一个单位填了两次")
        return next((fault for line in self.lines if (fault := line.problem())), "")

    def _add(self) -> None:
        """One more line at the end, also in the order of Tab; the first one is never taken away, so its place there is sure."""
        line = ShareLine(len(self.lines) + 1, self._units, self)
        line.changed.connect(self.changed)
        line.removed.connect(self._removed)
        self._list.addWidget(line)
        line.show()  # at once, not with the next event: the keyboard goes there now
        self.lines.append(line)
        self._order()

    def showEvent(self, event: QShowEvent) -> None:
        """The form around has brought its fields into their order meanwhile, and knows of the first line alone."""
        super().showEvent(event)
        self._order()

    def _order(self) -> None:
        stops = [stop for line in self.lines for stop in (line.unit, line.share, line.away)]
        for before, after in pairwise([*stops, self.more]):
            QWidget.setTabOrder(before, after)

    def _more(self) -> None:
        self._add()
        self.lines[-1].unit.setFocus()

    def _drop(self, line: ShareLine) -> None:
        self.lines.remove(line)
        self._list.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _removed(self, line: ShareLine) -> None:
        self.set_value(";".join(value for other in self.lines if other is not line and (value := other.value())))
        self.lines[0].unit.setFocus()
