"""报告 at the offices that answer for the plan: the monthly and the annual report, live, as PDF, as figures, and issued."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.codes import ReportKind
from kashi_desktop.types.issued import Issued
from kashi_desktop.types.printing import DOCUMENTS, WRITTEN, PrintRequest
from kashi_desktop.workspace import Workspace
from ui.reports.issued_card import IssuedCard, Line
from ui.shared import theme
from ui.shared.background import run
from ui.shared.changes import Changes
from ui.shared.file_dialogs import ask_save
from ui.shared.layouts import filled
from ui.shared.months import month_of, month_words, recent_months
from ui.shared.page import ListPage
from ui.shared.paper_output import AskPath, AskPrinter, ask_pdf_path, ask_printer
from ui.shared.paper_view import PaperView
from ui.shared.questions import ask_confirmed
from ui.shared.widgets import Card, Choice, Field, SecondaryButton, SegmentedRow, text_label
from ui.shared.wrap_row import WrapRow

_KINDS = {"indicator-report": ReportKind.MONTHLY, "annual-report": ReportKind.ANNUAL}


def ask_figures_path(parent: QWidget, name: str) -> Path | None:
    """Where the workbook shall be kept; None when the person changed their mind."""
    caption = QCoreApplication.translate("FileDialogs", "生成 XLSX")
    return ask_save(parent, caption, name, "XLSX (*.xlsx)")


class ReportsScreen(ListPage):
    """Kind and month at the left with what was issued below, the draft at the right."""

    help_page = "reports"

    def __init__(
        self,
        ws: Workspace,
        changes: Changes | None = None,
        ask_path: AskPath = ask_pdf_path,
        ask_figures: AskPath = ask_figures_path,
        ask_device: AskPrinter = ask_printer,
    ) -> None:
        """Blank until ``activated``; the questions are handed in for tests."""
        super().__init__(ws, changes)
        self._ask_figures = ask_figures
        self.view = PaperView(ws.reports, ask_path, ask_device)
        self.view.save_button.setText(self.tr("生成 PDF"))
        self.view.said.connect(lambda words: self.say(words, undo=False))
        self.view.ready.connect(self._judge)
        self.issued = IssuedCard(ws)
        self.issued.opened.connect(self._look_again)
        left = QWidget()
        left.setFixedWidth(theme.px(400))
        filled(QVBoxLayout(left), self._options(), (self.issued, 1), spacing=16)
        filled(QHBoxLayout(self), left, (self.view, 1), spacing=16)
        hub = self._hub
        self.follow(hub.elders_changed, hub.visits_changed, hub.packages_changed, hub.records_changed)

    def _options(self) -> QWidget:
        card = Card()
        kinds = [(key, QCoreApplication.translate("documents", DOCUMENTS[key].label)) for key in WRITTEN]
        self.kind = SegmentedRow(self.tr("种类"), kinds, first=1)
        self.kind.set_value(WRITTEN[0])
        self.month = Choice(self.tr("统计到"), recent_months(self.ws.clock.today()))
        self.month.set_value(month_of(self.ws.clock.today()))
        self.kind.changed.connect(lambda _value: self._renew())
        self.month.changed.connect(lambda _value: self._renew())
        self.figures_button = SecondaryButton(self.tr("生成 XLSX"), "Ctrl+E", icon="download", act=self.write_figures)
        self.issue_button = SecondaryButton(self.tr("正式出具"), "Ctrl+Return", icon="check", act=self.issue)
        words = self.tr("右边是草稿，黄色的地方要自己写。定稿后正式出具，数字固定留底，以后的变动会另外写明。")
        card.add(self.kind)
        card.add(Field(self.tr("统计到"), self.month))
        card.add(text_label(words, "secondary", wrap=True))
        card.add(WrapRow(self.figures_button, self.issue_button))
        card.add(self.fault)
        return card

    # -- what the main window asks -------------------------------------------------------------------------------------

    def title(self) -> str:
        """The heading of the top bar."""
        return self.tr("报告")

    def subtitle(self) -> str:
        """What this page is for."""
        return self.tr("月度指标报告和 10 月 31 日的年度书面报告")

    def take_keyboard(self) -> None:
        """Let the arrows choose the kind."""
        self.kind.setFocus()

    def open(self, argument: object) -> None:
        """Look at a report that another page has chosen."""
        if isinstance(argument, PrintRequest) and argument.document in _KINDS:
            self._set(argument.document, argument.period)

    def flush(self) -> None:
        """Let go of the pages."""
        self.view.forget()
        self._stale = True

    # -- content -------------------------------------------------------------------------------------------------------

    def fetch(self) -> None:
        """Make the draft and look for what changed of the issued reports."""
        service = self.ws.issued_reports

        def lines() -> tuple[Line, ...]:
            return tuple((each, service.restatements(each.id)) for each in service.list())

        self._latest.run(self, lines, self.issued.show_lines, self.show_fault)
        self.view.forget()
        self._renew()

    def request(self) -> PrintRequest:
        """The report that is looked at."""
        return PrintRequest(self.kind.value(), period=self.month.value())

    def _renew(self) -> None:
        request = self.request()
        title = QCoreApplication.translate("documents", DOCUMENTS[request.document].label)
        self.view.show_request(request, f"{title} {month_words(request.period)}", f"{title} {request.period}.pdf", now=True)
        self._judge()

    def _judge(self) -> None:
        for button in (self.figures_button, self.issue_button):
            button.setEnabled(self.view.composed is not None)

    def _look_again(self, issued: Issued) -> None:
        self._set(next(key for key, kind in _KINDS.items() if kind is issued.kind), issued.period)

    def _set(self, document: str, period: str) -> None:
        for control, value in ((self.kind, document), (self.month, period)):
            blocked = control.blockSignals(True)
            if value:
                control.set_value(value)
            control.blockSignals(blocked)
        self._renew()

    # -- what becomes of it --------------------------------------------------------------------------------------------

    def write_figures(self) -> None:
        """Write the figures behind the report as a workbook."""
        request = self.request()
        title = QCoreApplication.translate("documents", DOCUMENTS[request.document].label)
        path = self._ask_figures(self, f"{title} {request.period}.xlsx")
        if path is not None:
            reports = self.ws.reports
            run(self, lambda: reports.figures(request, path, force=True), lambda n: self._written(path, n), self.show_fault)

    def _written(self, path: Path, numbers: int) -> None:
        self.fault.clear_error()
        self.say(self.tr("已存：{file}，{n} 项指标").format(file=path.name, n=numbers), undo=False)

    def issue(self) -> None:
        """Freeze the figures once the person confirmed: a report that left the house is not taken back by an undo."""
        request = self.request()
        month = month_words(request.period)
        words = self.tr("{month}的数字按现在的登记固定留底。以后补报和更正不会改它，只会另外写明哪一项变了、为什么。")
        if ask_confirmed(self, self.tr("正式出具"), words.format(month=month), self.tr("出具")):
            service = self.ws.issued_reports
            run(self, lambda: service.issue(_KINDS[request.document], request.period), self._issued, self.show_fault)

    def _issued(self, issued: Issued) -> None:
        self.fault.clear_error()
        self.say(self.tr("已出具 {month} 的报告").format(month=month_words(issued.period)), undo=False)
        self.refresh()
