"""Files of an import as a table: what each would do, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from kashi_desktop.types.results import FileVerdict, PackageSummary
from ui.packages.words import kind_words, outcome, period_words, preview_verdict
from ui.shared.surfaces import Kind
from ui.shared.table import Column, PagedTableModel, TableView

_RANK = {"danger": 0, "warning": 1, "accent": 2, "good": 3, "neutral": 4}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One file before the import, with its sender's name."""

    summary: PackageSummary
    sender: str

    @property
    def verdict(self) -> tuple[str, Kind]:
        """Words and tone of the pill."""
        return preview_verdict(self.summary)

    @property
    def sentence(self) -> str:
        """Why it would not simply be taken; empty when it would."""
        return self.summary.message or ""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """One file after the import, with its sender's name."""

    result: FileVerdict
    sender: str

    @property
    def verdict(self) -> tuple[str, Kind]:
        """Words and tone of the pill."""
        return outcome(self.result)

    @property
    def sentence(self) -> str:
        """What to know about it."""
        return self.result.message or ""


def _count(value: int) -> str:
    return f"{value:,}" if value else "–"


def _verdict_column() -> Column:
    return Column(
        "verdict", QCoreApplication.translate("FileTables", "结论"), 104, lambda row: row.verdict[0], pill=lambda row: row.verdict[1],
        sort_value=lambda row: _RANK[row.verdict[1]],
    )  # fmt: skip


def _sender_column() -> Column:
    title = QCoreApplication.translate("FileTables", "发送单位")
    return Column("sender", title, 190, lambda row: row.sender or "–", bold=True)


def preview_columns() -> tuple[Column, ...]:
    """Columns before the import."""
    tr = QCoreApplication.translate
    return (
        _sender_column(),
        Column("period", tr("FileTables", "期间"), 112, lambda row: period_words(row.summary.period), sort_value=_period),
        Column("new", tr("FileTables", "新"), 72, lambda row: _count(row.summary.new), sort_value=lambda row: row.summary.new),
        Column("known", tr("FileTables", "收过"), 72, lambda row: _count(row.summary.known), sort_value=lambda row: row.summary.known),
        Column("held", tr("FileTables", "先存着"), 72, lambda row: _count(row.summary.held), sort_value=lambda row: row.summary.held),
        Column("conflicts", tr("FileTables", "冲突"), 60, lambda row: _count(row.summary.conflicts), sort_value=_conflicts),
        Column("newer", tr("FileTables", "待新版"), 68, lambda row: _count(row.summary.needs_newer), sort_value=_newer),
        _verdict_column(),
        Column(
            "file", tr("FileTables", "文件"), 230, lambda row: row.summary.file, muted=True, stretch=True,
            secondary=lambda row: kind_words(row.summary.kind) if row.summary.kind in ("receipt", "invitation") else "",
        ),
    )  # fmt: skip


def _period(row: PreviewRow) -> str:
    return row.summary.period or ""


def _conflicts(row: PreviewRow) -> int:
    return row.summary.conflicts


def _newer(row: PreviewRow) -> int:
    return row.summary.needs_newer


def outcome_columns() -> tuple[Column, ...]:
    """Columns after the import."""
    tr = QCoreApplication.translate
    return (
        _sender_column(),
        _verdict_column(),
        Column(
            "new", tr("FileTables", "新"), 72, lambda row: _count(row.result.entries_new), sort_value=lambda row: row.result.entries_new
        ),
        Column("known", tr("FileTables", "收过"), 72, lambda row: _count(row.result.entries_known), sort_value=_known),
        Column("file", tr("FileTables", "文件"), 250, lambda row: row.result.file, muted=True),
        Column("why", tr("FileTables", "说明"), 260, lambda row: row.sentence, muted=True, stretch=True),
    )


def _known(row: OutcomeRow) -> int:
    return row.result.entries_known


def rank(row: PreviewRow | OutcomeRow) -> int:
    """What needs a person's eye stands first."""
    return _RANK[row.verdict[1]]


class FileTable(TableView):
    """A short table of files, those that need a look first."""

    def __init__(self, columns: Sequence[Column], name: str, parent: QWidget | None = None) -> None:
        """``name`` is the accessible name."""
        self.rows = PagedTableModel(columns)
        super().__init__(self.rows, name, parent, several=True)
        self.rows.setParent(self)

    def show_rows(self, rows: Sequence[PreviewRow] | Sequence[OutcomeRow]) -> None:
        """Show the rows; the cursor stands on the first."""
        self.rows.set_rows(sorted(rows, key=rank))
        self.select(0)
