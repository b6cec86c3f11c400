"""What became of the files of an import, and where to go from there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kashi_desktop.types.sync import ImportResult
from ui.packages.file_tables import FileTable, OutcomeRow, outcome_columns
from ui.packages.parts import MarkedLine
from ui.shared.layouts import filled, spread
from ui.shared.widgets import PrimaryButton, SecondaryButton, hairline, text_label


class ImportResultPage(QWidget):
    """A headline with the sums, the files, and the next step: a new computer to approve, else the receipts."""

    more_wanted = Signal()
    devices_wanted = Signal()
    receipts_wanted = Signal()

    def __init__(self) -> None:
        """Empty until ``show_result``."""
        super().__init__()
        column = filled(QVBoxLayout(self), spacing=0)
        top = filled(QVBoxLayout(), spacing=6, edges=(16, 0, 16, 12))
        self.headline = MarkedLine("check", "good", "")
        self.notices = text_label("", "warning", wrap=True)
        top.addWidget(self.headline)
        top.addWidget(self.notices)
        column.addLayout(top)
        self.table = FileTable(outcome_columns(), self.tr("收的结果"))
        self.table.selection_changed.connect(self._explain)
        column.addWidget(self.table, 1)
        column.addWidget(hairline())
        column.addLayout(self._foot())

    def _foot(self) -> QVBoxLayout:
        self.why = text_label("", "secondary", wrap=True)
        self.more_button = SecondaryButton(self.tr("再收一批"), "Esc", bind=False, act=self.more_wanted)
        self.devices_button = SecondaryButton(self.tr("去认可新电脑"), "Ctrl+D", icon="shield", act=self.devices_wanted)
        self.receipts_button = PrimaryButton(self.tr("写回执"), "Ctrl+Return", act=self.receipts_wanted)
        foot = filled(
            QVBoxLayout(),
            self.why,
            spread(self.more_button, None, self.devices_button, self.receipts_button, spacing=12),
            spacing=10,
            edges=(16, 16, 16, 16),
        )
        return foot

    def show_result(self, result: ImportResult, rows: Sequence[OutcomeRow], passed: str) -> None:
        """Show the sums, the notices, what was passed over and every file."""
        totals = result.totals
        parts = [self.tr("收下 {n} 个包").format(n=totals.get("applied", 0))]
        parts.append(self.tr("{n} 条新记录").format(n=f"{totals.get('entries_new', 0):,}"))
        more = (
            (totals.get("known", 0), self.tr("{n} 个以前收过")),
            (totals.get("quarantined", 0), self.tr("{n} 个先存着")),
            (totals.get("refused", 0), self.tr("{n} 个不能收")),
        )
        parts += [words.format(n=count) for count, words in more if count]
        taken = bool(totals.get("applied") or totals.get("known"))
        self.headline.tell("check" if taken else "info", "good" if taken else "muted", self.tr("，").join(parts))
        self.notices.setText("\n".join([*result.notices, *([passed] if passed else [])]))
        self.notices.setVisible(bool(self.notices.text()))
        self.table.show_rows(rows)
        waiting = any(each.code == "waiting_approval" for each in result.files)
        self.devices_button.setVisible(waiting)
        self._explain()
        (self.devices_button if waiting else self.receipts_button).stand_by()

    def _explain(self) -> None:
        row: OutcomeRow | None = self.table.current_row()
        self.why.setText(row.sentence if row is not None else "")
        self.why.setVisible(bool(self.why.text()))
