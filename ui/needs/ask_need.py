"""A new need: whose, what, what was done about it, by when."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from kashi_desktop.types.inputs import NeedInput
from kashi_desktop.types.results import ElderRow
from kashi_desktop.workspace import Workspace
from ui.registers.fields import fields_of
from ui.shared import theme
from ui.shared.filter_bar import SearchInput
from ui.shared.form_fields import Clock
from ui.shared.layouts import filled
from ui.shared.questions import Question

SHOWN = 5
Find = Callable[[str], Sequence[ElderRow]]


class ElderPicker(QWidget):
    """A part of the name or pinyin initials; the list shows birth year and group, because the same names are common."""

    changed = Signal()

    def __init__(self, find: Find) -> None:
        """``find`` answers at once with the first few."""
        super().__init__()
        self._find = find
        self.search = SearchInput(
            QCoreApplication.translate("needs", "老人"), QCoreApplication.translate("needs", "姓名的一部分，或拼音首字母")
        )
        self.found = QListWidget()
        self.found.setAccessibleName(QCoreApplication.translate("needs", "找到的老人"))
        self.found.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.found.setFixedHeight(theme.px(38) * 3)
        filled(QVBoxLayout(self), self.search, self.found, spacing=6)
        self.setFocusProxy(self.search)
        self.search.textChanged.connect(self.look)
        self.search.down.connect(lambda: self._step(1))
        self.found.currentItemChanged.connect(lambda *_items: self.changed.emit())
        self.look("")

    def elder_id(self) -> bytes | None:
        """Who is meant."""
        item = self.found.currentItem()
        found = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        return bytes(found) if found else None

    def look(self, text: str) -> None:
        """Show who fits; the first is meant until another is chosen."""
        self.found.clear()
        for row in self._find(text.strip())[:SHOWN]:
            year = QCoreApplication.translate("needs", "{year} 年生").format(year=row.birth_date.year)
            words = "　".join(part for part in (row.full_name, year, row.group, row.unit_name) if part)
            item = QListWidgetItem(words)
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.found.addItem(item)
        if text.strip() and self.found.count():
            self.found.setCurrentRow(0)
        self.changed.emit()

    def _step(self, by: int) -> None:
        if self.found.count():
            self.found.setCurrentRow((self.found.currentRow() + by) % self.found.count())


class NeedQuestion(Question):
    """Whose need it is, and the fields of a need."""

    def __init__(self, parent: QWidget, ws: Workspace) -> None:
        """Empty, with the keyboard in the name."""
        translate = QCoreApplication.translate
        words = translate("needs", "探访时提出的需求，在探访表里勾选就行；这里登记平时提出的。")
        super().__init__(parent, translate("needs", "新需求"), words, translate("needs", "登记"))
        self.picker = ElderPicker(lambda text: _people(ws, text))
        self.picker.changed.connect(self.judge)
        self.add(translate("needs", "老人"), self.picker, lambda: "" if self.picker.elder_id() else translate("needs", "请选择是谁的需求"))
        clock = Clock(ws.clock.today, ws.clock.now)
        self.editors = {key: self.ask(field, clock) for key, field in fields_of("need").items()}

    def need(self) -> NeedInput:
        """What was typed."""
        from kashi_desktop.services.records import read_input  # late: the services load after the first window

        return read_input(NeedInput, {key: editor.read() for key, editor in self.editors.items()})


def _people(ws: Workspace, text: str) -> Sequence[ElderRow]:
    from kashi_desktop.services.elders import ElderQuery  # late: the services load after the first window

    opened = ws.elders.open_list(ElderQuery(text=text))
    return ws.elders.fetch_page(opened, 0)[:SHOWN] if opened.count else ()


def ask_need(parent: QWidget, ws: Workspace) -> tuple[bytes, NeedInput] | None:
    """Whose need and what it is."""
    question = NeedQuestion(parent, ws)
    elder = question.picker.elder_id() if question.answered() else None
    return (elder, question.need()) if elder else None
