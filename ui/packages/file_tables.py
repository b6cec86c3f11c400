"""Files of an import as a table: what each would do, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types.results import FileVerdict, PackageSummary
from ui.packages.words import kind_words, period_words, verdict_words
from ui.shared.surfaces import Kind
from ui.shared.table import Column, PagedTableModel, TableView

_RANK = {"danger": 0, "warning": 1, "good": 2, "neutral": 3}


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One file before the import, with its sender's name."""

    summary: PackageSummary
    sender: str

    @property
    def verdict(self) -> tuple[str, Kind]:
        """Words and tone of the pill."""
        return verdict_words(self.summary.verdict, self.summary.code)

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
        return verdict_words(self.result.verdict, self.result.code)

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


def _number(key: str, title: str, value: Callable[[Any], int]) -> Column:
    return Column(key, title, 72, lambda row: _count(value(row)), sort_value=value)


def preview_columns() -> tuple[Column, ...]:
    """Columns before the import."""
    translate = QCoreApplication.translate  # lupdate knows this name
    return (
        _sender_column(),
        Column("period", translate("FileTables", "期间"), 112, lambda row: period_words(row.summary.period), sort_value=_period),
        _number("new", translate("FileTables", "新"), lambda row: row.summary.new),
        _number("known", translate("FileTables", "收过"), lambda row: row.summary.known),
        _number("held", translate("FileTables", "先存着"), lambda row: row.summary.held),
        _number("conflicts", translate("FileTables", "冲突"), lambda row: row.summary.conflicts),
        _number("newer", translate("FileTables", "待新版"), lambda row: row.summary.needs_newer),
        _verdict_column(),
        Column("file", translate("FileTables", "文件"), 220, lambda row: row.summary.file, secondary=_kind, muted=True, stretch=True),
    )


def _period(row: PreviewRow) -> str:
    return row.summary.period or ""


def _kind(row: PreviewRow) -> str:
    return kind_words(row.summary.kind) if row.summary.kind in ("receipt", "invitation") else ""


def outcome_columns() -> tuple[Column, ...]:
    """Columns after the import."""
    translate = QCoreApplication.translate  # lupdate knows this name
    return (
        _sender_column(),
        _verdict_column(),
        _number("new", translate("FileTables", "新"), lambda row: row.result.entries_new),
        _number("known", translate("FileTables", "收过"), lambda row: row.result.entries_known),
        Column("file", translate("FileTables", "文件"), 250, lambda row: row.result.file, muted=True),
        Column("why", translate("FileTables", "说明"), 260, lambda row: row.sentence, muted=True, stretch=True),
    )


def rank(row: PreviewRow | OutcomeRow) -> int:
    """What needs a person's eye stands first."""
    return _RANK[row.verdict[1]]


class FileTable(TableView):
    """A short table of files, those that need a look first."""

    def __init__(self, columns: Sequence[Column], name: str) -> None:
        """``name`` is the accessible name."""
        self.rows = PagedTableModel(columns)
        super().__init__(self.rows, name, several=True)
        self.rows.setParent(self)

    def show_rows(self, rows: Sequence[PreviewRow] | Sequence[OutcomeRow]) -> None:
        """Show the rows; the cursor stands on the first."""
        self.rows.set_rows(sorted(rows, key=rank))
        self.select(0)
