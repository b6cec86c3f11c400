"""本单位: the yearly figures of the unit, its surveys, and what the program keeps at all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.types.records import RecordRow
from kashi_desktop.workspace import Workspace
from ui.registers.dictionary_view import DictionaryView
from ui.registers.register_view import LIST, RegisterView
from ui.registers.words import info_of, label_of
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.layouts import filled
from ui.shared.table_files import AskPath, ask_table_path
from ui.shared.views_page import View, ViewsPage
from ui.unit.trend_row import Trend, TrendRow

if TYPE_CHECKING:
    from kashi_desktop.types.records import RegisterInfo

PROFILE, SURVEY, DICTIONARY = "profile", "survey", "dictionary"


class YearlyRegister(RegisterView):
    """Dated figures, the newest first."""

    def fetch_rows(self) -> Sequence[RecordRow]:
        """The rows of the list, in a thread."""
        return super().fetch_rows()[::-1]


class YearlyView(QWidget):
    """A register of dated figures under their lines; a form takes all the room."""

    def __init__(
        self, ws: Workspace, info: "RegisterInfo", day_key: str, trends: Sequence[Trend], hub: Changes, ask: AskPath = ask_table_path
    ) -> None:
        """Blank until ``activated``."""
        super().__init__()
        self._day_key = day_key
        self.trend = TrendRow(trends)
        self.register = YearlyRegister(ws, info.name, info, hub, ask)
        filled(QVBoxLayout(self), self.trend, (self.register, 1), spacing=16)
        self.trend.hide()
        self.register.counted.connect(self._show)
        self.register.heading_changed.connect(self._turned)

    def activated(self) -> None:
        """The view has come to the front."""
        self.register.activated()

    def _show(self, _count: int) -> None:
        self.trend.show_rows(self.register.list.rows(), self._day_key)
        self._turned()

    def _turned(self) -> None:
        self.trend.setVisible(self.register.stack.currentIndex() == LIST and bool(self.register.list.rows()))


class UnitScreen(ViewsPage):
    """Three views of one page."""

    help_page = "unit"

    def __init__(self, ws: Workspace, changes: Changes | None = None, ask: AskPath = ask_table_path) -> None:
        """Blank until ``activated``."""
        super().__init__(ws)
        from kashi_desktop.services.records import data_dictionary  # late: the services load after the first window

        hub = changes or the_changes(ws)
        people = [(key, label_of("unit_profile", key), "") for key in ("households", "resident_population")]
        self.profile = YearlyView(ws, info_of("unit_profile"), "as_of", people, hub, ask)
        rate = (("satisfaction", self.tr("满意率"), "%"), ("sample", label_of("survey", "sample"), ""))
        self.survey = YearlyView(ws, info_of("survey"), "held_on", rate, hub, ask)
        self.dictionary = DictionaryView(ws, data_dictionary(), ask)
        self.show_views(self.tr("看什么"), {
            PROFILE: View(self.tr("年度数字"), self.profile, self.profile.activated),
            SURVEY: View(self.tr("满意度调查"), self.survey, self.survey.activated),
            DICTIONARY: View(self.tr("数据字典"), self.dictionary, self.dictionary.activated),
        })  # fmt: skip
        for part in (self.profile.register, self.survey.register, self.dictionary):
            part.said.connect(self.said)
            part.noticed.connect(self.noticed)
        for yearly in (self.profile, self.survey):
            yearly.register.heading_changed.connect(self.heading_changed)

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("本单位")

    def subtitle(self) -> str:
        """The unit, or what is open."""
        shown = self._stack.currentWidget()
        opened = shown.register.heading() if isinstance(shown, YearlyView) else ""
        return opened or self.ws.office.unit_name
