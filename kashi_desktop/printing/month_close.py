"""What goes with the month's package: the ledger and the summary in one document, each bookmarked and numbered for itself."""

from kashi_desktop.printing.files import Output
from kashi_desktop.printing.monthly_summary import TITLE as SUMMARY
from kashi_desktop.printing.monthly_summary import draw_monthly_summary
from kashi_desktop.printing.style import Paper
from kashi_desktop.printing.visit_ledger import TITLE as LEDGER
from kashi_desktop.printing.visit_ledger import draw_visit_ledger
from kashi_desktop.types.documents import VisitLedgerSheet
from kashi_desktop.types.office_paper import MonthlySummarySheet

TITLE = "月末台账和小结"


def write_month_close(ledger: VisitLedgerSheet, summary: MonthlySummarySheet, out: Output) -> int:
    """Write both and return the number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    paper = Paper(TITLE)
    paper.bookmark(LEDGER)
    draw_visit_ledger(paper, ledger)
    paper.bookmark(SUMMARY)
    draw_monthly_summary(paper, summary)
    return paper.save(out)
