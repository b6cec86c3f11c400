"""Documents: gathers what is printed and hands it to the documents; printing is written to the audit log."""

from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from pathlib import Path

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.names import mask_name
from kashi_desktop.services import (
    reports_people,
    reports_places,
    reports_summary,
    reports_training,
    reports_visits,
    reports_written,
)
from kashi_desktop.services.context import Context
from kashi_desktop.services.previews import DocumentPages
from kashi_desktop.services.reports_parts import Counted, refuse_existing
from kashi_desktop.services.units import UnitScope
from kashi_desktop.types.documents import InvitationSlip
from kashi_desktop.types.printing import DOCUMENTS, Composed, PrintRequest, Progress
from kashi_desktop.types.results import Notice

_TOLD = 5
"""How many places of a document are told one by one."""

Make = Callable[[Context, PrintRequest, BytesIO, Progress | None], Counted]

_MAKERS: Mapping[str, Make] = {
    "visit-record": reports_visits.visit_records,
    "visit-records": reports_visits.visit_records,
    "visit-ledger": reports_visits.visit_ledger,
    "due-list": reports_visits.due_list,
    "blank-visit-form": reports_visits.blank_visit_form,
    "elder-card": reports_people.elder_card,
    "subject-copy": reports_people.subject_copy,
    "needs-list": reports_people.needs_list,
    "monthly-summary": reports_summary.monthly_summary,
    "month-close": reports_summary.month_close,
    "sign-in-sheet": reports_training.sign_in_sheet,
    "certificate-list": reports_training.certificate_list,
    "volunteer-certificate": reports_training.volunteer_certificate,
    "facility-sheet": reports_places.facility_sheet,
    "call-list": reports_places.call_list,
    "data-dictionary": reports_places.dictionary,
    "indicator-report": reports_written.written_report,
    "annual-report": reports_written.written_report,
}


class ReportService:
    """Documents on paper and tables in files.

    A document of ``types.printing.DOCUMENTS`` is composed in memory, so that it can be looked at before anything lies on a disk;
    ``save`` writes the very bytes that were looked at, ``printed`` notes that they went to a printer.
    """

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

    def compose(self, request: PrintRequest, progress: Progress | None = None) -> Composed:
        """Make a document in memory; that it was looked at is written to the audit log, as every view of a person is.

        Errors: document_not_here, print_incomplete, those of the scope (unit_out_of_scope, unit_not_found, not_a_village), of the records
        (elder_not_found, visit_not_found, record_not_found, ambiguous_ref), bad_month, font_unusable; what ``progress`` raises.
        """
        composed = self._made(request, progress)
        self._note("preview", composed)
        return composed

    def pages(self, composed: Composed) -> DocumentPages:
        """The pages of a composed document, to be looked at or sent to a printer."""
        return DocumentPages(composed.data)

    def remarks(self, composed: Composed, *, masked: bool = False) -> tuple[Notice, ...]:
        """What must be added by hand, because no face has the letter; ``masked`` leaves one letter of a name."""
        from kashi_desktop.printing.letters import named

        told = [
            Notice(
                "letter_not_drawn",
                QT_TRANSLATE_NOOP("errors", "第 {page} 页“{text}”里的 {letters} 没有字形，印成了“〓”。请打印后手写补上。"),
                {"page": each.page, "text": mask_name(each.text) if masked else each.text, "letters": named(each.letters)},
            )
            for each in composed.undrawn[:_TOLD]
        ]
        if more := len(composed.undrawn) - len(told):
            sentence = QT_TRANSLATE_NOOP("errors", "另有 {count} 处也印成了“〓”，请打印后找出来手写补上。")
            told.append(Notice("letter_not_drawn", sentence, {"count": more}))
        return tuple(told)

    def save(self, composed: Composed, out: Path, *, force: bool = False) -> int:
        """Write a composed document; its number of pages. Errors: file_exists, pdf_not_written."""
        from kashi_desktop.printing.files import write_whole

        refuse_existing(out, force)
        write_whole(out, composed.data)
        self.printed(composed)
        return composed.pages

    def printed(self, composed: Composed) -> None:
        """Note that a document left the program on paper or as a file: which kind, and of how many records."""
        self._note("print", composed)

    def print(self, request: PrintRequest, out: Path, *, force: bool = False, progress: Progress | None = None) -> Composed:
        """Make a document and write it. Errors: those of ``compose``, file_exists, pdf_not_written."""
        refuse_existing(out, force)
        composed = self._made(request, progress)
        self.save(composed, out, force=force)
        return composed

    def _note(self, event: str, composed: Composed) -> None:
        kind = composed.request.document.replace("-", "_")
        self._context.note(f"{event}_{kind}", composed.about, composed.documents)

    def _made(self, request: PrintRequest, progress: Progress | None) -> Composed:
        self._check(request)
        from kashi_desktop.printing.files import InMemory

        buffer = InMemory()
        pages, documents, about = _MAKERS[request.document](self._context, request, buffer, progress)
        return Composed(request, buffer.getvalue(), pages, documents, about, buffer.undrawn)

    def _check(self, request: PrintRequest) -> None:
        """Errors: document_not_here, print_incomplete."""
        kind = DOCUMENTS[request.document]
        if self._context.office.level not in kind.levels:
            raise KnownError("document_not_here", QT_TRANSLATE_NOOP("errors", "这一级办公室没有这种文件，没有生成任何东西。"))
        if request.missing() or request.surplus():
            raise KnownError(
                "print_incomplete", QT_TRANSLATE_NOOP("errors", "打印哪些内容还没有选好，没有生成任何东西。请先选人员（记录）或月份。")
            )

    # what other pages print without a look

    def visit_record(self, visits: Sequence[bytes], out: Path, *, force: bool = False, progress: Progress | None = None) -> Composed:
        """Print one page for each visit, by id. Errors: visit_not_found, file_exists, pdf_not_written."""
        return self.print(PrintRequest("visit-record", records=tuple(visits)), out, force=force, progress=progress)

    def visits_of_month(self, month: str, unit_code: str = "") -> list[bytes]:
        """Ids of a place's visits in a month, by unit and in the order of time."""
        return reports_visits.visits_of_month(self._context, month, unit_code)

    def invitation_slips(self, unit_codes: Sequence[str], out: Path, *, force: bool = False) -> int:
        """Print the strips that travel beside invitations. Errors: unit_not_found, file_exists, pdf_not_written."""
        from kashi_desktop.printing.invitation_slip import write_invitation_slips
        from kashi_desktop.sync.cards import fingerprint

        refuse_existing(out, force)
        card = self._context.office_card
        if card is None:
            raise KnownError("not_a_county", QT_TRANSLATE_NOOP("errors", "只有县（市）和地区能发邀请，没有生成文件。"))
        with self._context.read() as connection:
            units = [self._scope.place(connection, code) for code in unit_codes]
        today = self._context.clock.today()
        slips = [InvitationSlip(card.name, fingerprint(card), unit.name, unit.code, today) for unit in units]
        return write_invitation_slips(slips, out)

    def figures(self, request: PrintRequest, out: Path, *, force: bool = False) -> int:
        """Write the figures behind a written report as XLSX; how many numbers.

        Errors: document_not_here, print_incomplete, bad_month, file_exists, file_unwritable.
        """
        self._check(request)
        refuse_existing(out, force)
        written = reports_written.figures(self._context, request, out)
        self._context.note("export_report_figures", None, written)
        return written
