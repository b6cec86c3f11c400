"""The sign-in sheet of a course as an entry grid: one key a person, all the rest by F8, one save."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPoint, Signal
from PySide6.QtWidgets import QCheckBox, QMenu

from db.codes import Result
from kashi_desktop.types.training import CourseRow, ResultEntry, RosterLine
from ui.registers.fields import grid_column
from ui.registers.words import choices_of, field_of, label_of
from ui.shared import theme
from ui.shared.entry_model import GridColumn, read_number
from ui.shared.entry_pane import Sheet
from ui.shared.event_view import EventSheet
from ui.shared.unit_inputs import UnitInput
from ui.shared.widgets import EmptyState, SecondaryButton
from ui.training.words import facts

if TYPE_CHECKING:
    from ui.shared.entry_model import RowId


class SignIn(EventSheet):
    """The sheet of the chosen course; a county chooses a place first, so that F8 never means the whole county."""

    place_changed = Signal()
    sheet_wanted = Signal()
    """Print the sheet that is signed by hand."""
    certificates_wanted = Signal()
    """Print the list of certificates."""

    def __init__(self, today: date, wide: bool) -> None:
        """``wide``: several units, each line says whose."""
        translate = QCoreApplication.translate
        nothing = EmptyState("graduation", translate("SignIn", "先选一个培训班"), translate("SignIn", "这里会显示它的签到表。"))
        words = translate("SignIn", "培训那几天没有在岗的人。\n先在“社区工作者”里登记；在县里请先选村（社区）。")
        empty = EmptyState("people", translate("SignIn", "没有要签到的人"), words)
        keys = translate("SignIn", "1–4 填结果 · 字母找人 · ↑↓ 移动 · F8 其余合格")
        super().__init__(translate("SignIn", "签到表"), keys, nothing, empty)
        self._today, self._wide = today, wide
        self._prints = False
        self.place = UnitInput(self.tr("村（社区）"), placeholder=self.tr("选村（社区）来签到"))
        self.place.setProperty("compact", True)
        self.place.setMinimumWidth(theme.px(200))
        self.place.changed.connect(self._placed)
        self.away = QCheckBox(self.tr("列出休假的"))
        self.away.toggled.connect(self.place_changed)
        self.print_button = SecondaryButton(self.tr("打印"), icon="printer", compact=True, act=self._show_papers)
        self.print_button.bind_quietly("Ctrl+P")
        self.papers = QMenu(self)
        self.papers.addAction(self.tr("签到表"), self.sheet_wanted.emit)
        self.papers.addAction(self.tr("证书名册"), self.certificates_wanted.emit)
        self.edit_button = SecondaryButton(self.tr("修改"), icon="pencil", compact=True, act=self.edit_wanted)
        self.edit_button.bind_quietly("Ctrl+Shift+E")
        for part in (self.away, self.place, self.print_button, self.edit_button):
            self.header.addWidget(part)
            part.hide()

    def offer_printing(self) -> None:
        """Show the button for paper once somebody prints."""
        self._prints = True

    def _show_papers(self) -> None:
        self.papers.popup(self.print_button.mapToGlobal(QPoint(0, self.print_button.height())))

    def show_event(self, course: CourseRow, lines: Sequence[RosterLine]) -> None:
        """Show a course with its people; those on leave throughout only when they are asked for or have a result."""
        on_leave = [each for each in lines if each.on_leave and each.result is None]
        self.away.setVisible(bool(on_leave))
        self.away.setText(self.tr("列出休假的 {n} 人").format(n=len(on_leave)))
        asks_place = self._wide and course.shared
        shown = lines if self.away.isChecked() else [each for each in lines if not each.on_leave or each.result is not None]
        if asks_place and not self.place.value():
            shown = [each for each in shown if each.result is not None]
        self.place.setVisible(asks_place)
        self.print_button.setVisible(self._prints)
        self.edit_button.setVisible(course.ours)
        sheet = Sheet(
            course.id,
            course.title,
            facts(course, self._today),
            self._columns(),
            [(each.worker_id, self._texts(each)) for each in shown],
            {each.worker_id: (each.initials, each.full_name) for each in shown},
            ("result", Result.PASSED.value),
            self.tr("其余合格"),
            self.tr("{n} 人没有填"),
        )
        self.show_sheet(sheet)

    def _columns(self) -> tuple[GridColumn, ...]:
        result = field_of("attendance", "result")
        # The boxes have no room for what stands in brackets: its word alone tells it apart.
        choices = tuple((value, words.partition("（")[0]) for value, words in choices_of(result))
        about = self.tr("出生 · 村（社区）") if self._wide else self.tr("出生 · 岗位")
        return (
            GridColumn("name", label_of("worker", "full_name"), width=140 if self._wide else 150, bold=True, stretch=True),
            GridColumn("about", about, width=168 if self._wide else 118, muted=True),
            grid_column("attendance", "result", 290, choices=choices),
            grid_column("attendance", "sessions_attended", 76, step=Decimal(1)),
            grid_column("attendance", "certificate_no", 104),
        )

    def _texts(self, line: RosterLine) -> dict[str, str]:
        born = str(line.birth_year) if line.birth_year else ""
        whose = "、".join((line.unit_name, *line.also_at)) if self._wide else line.post
        leave = self.tr("休假") if line.on_leave else ""
        return {
            "name": line.full_name,
            "about": " · ".join(part for part in (born, whose, leave) if part),
            "result": line.result.value if line.result else "",
            "sessions_attended": "" if line.sessions is None else str(line.sessions),
            "certificate_no": line.certificate_no,
        }

    def entries(self, rows: "Sequence[tuple[RowId, dict[str, str]]]") -> list[ResultEntry]:
        """The changed rows as they are saved."""
        found = []
        for worker_id, texts in rows:
            sessions = read_number(texts["sessions_attended"]) if texts["sessions_attended"] else None
            result = Result(texts["result"]) if texts["result"] else None
            count = int(sessions) if sessions is not None else None
            found.append(ResultEntry(worker_id, result, count, texts["certificate_no"]))
        return found

    def _placed(self) -> None:
        if not self.place.problem():
            self.place_changed.emit()
