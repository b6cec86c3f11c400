"""A sheet to be filled in beside a list: its heading, the entry grid, and one save for all of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.shared import theme
from ui.shared.draft_keeper import DraftKeeper, Drafts
from ui.shared.entry_grid import EntryGrid
from ui.shared.entry_model import GridColumn, RowId
from ui.shared.indicator_card import ElidedLabel
from ui.shared.layouts import spread, stacked
from ui.shared.messages import sentence
from ui.shared.widgets import Card, EmptyState, PrimaryButton, ReasonedSave, SecondaryButton, hairline, text_label

Lines = Sequence[tuple[RowId, Mapping[str, str]]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What an entry pane shows: ``subject`` tells it from others, ``facts`` stand below the title, ``fill_words`` are those of F8.

    ``left_words`` say how many lines ``{n}`` have no value yet, where every line should have one.
    """

    subject: bytes
    title: str
    facts: str
    columns: tuple[GridColumn, ...]
    lines: Lines
    find_words: Mapping[RowId, Sequence[str]]
    remaining: tuple[str, str]
    fill_words: str
    left_words: str = ""


class EntryPane(Card):
    """Shows one sheet at a time.

    With ``keep_drafts``, what was typed and not saved stands there again when the same sheet is shown again, also after the window was
    locked or the power failed.
    """

    save_wanted = Signal(object, object)
    """The sheet's subject and its changed rows ``[(row id, texts)]``; the screen saves, then calls ``saved``."""

    def __init__(self, name: str, keys: str, nothing: EmptyState, empty: EmptyState, parent: QWidget | None = None) -> None:
        """``name`` is the grid's accessible name, ``keys`` the line at the foot; ``nothing`` without a sheet, ``empty`` without lines."""
        super().__init__("", parent, margin=0)
        self._name, self._keys = name, keys
        self._beside: dict[bytes, dict[str, str]] = {}
        self._keeper: DraftKeeper | None = None
        self.sheet: Sheet | None = None
        self._sent: tuple[bytes, Lines] = (b"", ())
        self.grid = EntryGrid(name, ())
        self.show_header()
        self.title = ElidedLabel("", "section")
        self.header.addWidget(self.title, 1)
        self.facts = text_label("", "secondary", wrap=True)
        self.facts.setContentsMargins(theme.px(16), 0, theme.px(16), theme.px(10))
        self.add(self.facts)
        self._stack = stacked(nothing, empty, self.grid)
        self.add(self._stack, 1)
        self._line = hairline()
        self.add(self._line)
        self._build_foot()
        self.show_nothing()

    def _build_foot(self) -> None:
        self.hint = ElidedLabel("", "secondary")
        self.fill = SecondaryButton("", "F8", bind=False, act=self._fill)
        self.save = ReasonedSave(PrimaryButton(self.tr("保存"), "Ctrl+Return"), act=self._save)
        self._foot = QWidget()
        row = spread(self.hint, self.fill, self.save, spacing=12)
        row.setContentsMargins(*(theme.px(edge) for edge in (16, 12, 16, 12)))
        row.setStretch(0, 1)
        self._foot.setLayout(row)
        self.add(self._foot)

    # -- content -------------------------------------------------------------------------------------------------------

    def keep_drafts(self, drafts: Drafts, form: str) -> None:
        """Keep what is typed in the encrypted file at each pause of the keys; subjects and row ids are ids of records."""
        self._keeper = DraftKeeper(drafts, form, self)
        self._keeper.failed.connect(lambda error: self.hint.set_words(sentence(error)))

    def show_nothing(self) -> None:
        """No sheet is chosen."""
        self._keep()
        self.sheet = None
        self.title.set_words("")
        self.facts.hide()
        self._show(0)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet as it is kept, with what was typed into it before laid over it."""
        self._keep()
        before, self.sheet = self.sheet, sheet
        self.title.set_words(sheet.title)
        self.facts.setText(sheet.facts)
        self.facts.setVisible(bool(sheet.facts))
        if before is None or (before.columns, before.remaining) != (sheet.columns, sheet.remaining):
            self._make_grid(sheet)
        place = self.grid.currentIndex() if before is not None and before.subject == sheet.subject else None
        at = (place.row(), place.column()) if place is not None else None
        self.grid.set_rows(sheet.lines)
        self.grid.set_find_words(sheet.find_words)
        self._restore(sheet)
        if at is not None and 0 <= at[0] < len(sheet.lines):
            self.grid.setCurrentIndex(self.grid.rows.index(*at))
        self.fill.setText(sheet.fill_words)
        self._show(2 if sheet.lines else 1)

    def _make_grid(self, sheet: Sheet) -> None:
        had_keyboard = self.grid.hasFocus()
        self._stack.removeWidget(self.grid)
        self.grid.deleteLater()
        self.grid = EntryGrid(self._name, sheet.columns, sheet.remaining)
        self.grid.changed.connect(self._judge)
        self.grid.sought.connect(self._sought)
        self.grid.told.connect(self.hint.set_words)
        self._stack.addWidget(self.grid)
        if had_keyboard:
            self.grid.setFocus()

    def _show(self, page: int) -> None:
        self._stack.setCurrentIndex(page)
        self._line.setVisible(page == 2)
        self._foot.setVisible(page == 2)
        self._judge()

    def saved(self) -> None:
        """What was handed over is kept now; what was typed since, or into another sheet, is not."""
        self.save.set_busy(False)
        subject, rows = self._sent
        if self.sheet is None or self.sheet.subject != subject:
            self._trim_draft(subject, dict(rows))
            return
        self.grid.mark_saved(rows)
        if self._keeper is not None:
            self._keeper.touch()
        self._keep()

    def _trim_draft(self, subject: bytes, saved: Mapping[RowId, Mapping[str, str]]) -> None:
        """A sheet was left during its own save: what was saved is no draft any more."""
        if self._keeper is not None and (held := self._keeper.find(subject)):
            rest = {row: texts for row, texts in held.items() if not texts.items() <= saved.get(bytes.fromhex(row), {}).items()}
            self._keeper.put(subject, rest or None)

    def not_saved(self) -> None:
        """Saving was refused: everything typed still stands here."""
        self.save.set_busy(False)

    def shows(self, subject: object) -> bool:
        """Whether a sheet with lines is here, so that the grid can take the keyboard."""
        return self.sheet is not None and self.sheet.subject == subject and bool(self.sheet.lines)

    def dirty(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return bool(self.sheet and self.grid.changed_rows())

    def _taken(self, _now: datetime) -> dict[str, Any] | None:
        """What is typed into the sheet, also into lines that are not shown just now; None when nothing is."""
        typed = {row: self._writable(texts) for row, texts in self.grid.changed_rows()}
        return {row.hex(): texts for row, texts in (self._beside | typed).items()} or None

    def _writable(self, texts: Mapping[str, str]) -> dict[str, str]:
        columns = self.sheet.columns if self.sheet is not None else ()
        return {column.key: texts[column.key] for column in columns if column.kind != "readonly"}

    def _keep(self) -> None:
        if self._keeper is not None:
            self._keeper.flush()

    def _restore(self, sheet: Sheet) -> None:
        if self._keeper is None:
            return
        typed = {bytes.fromhex(row): texts for row, texts in (self._keeper.find(sheet.subject) or {}).items()}
        places = {row_id: number for number, (row_id, _) in enumerate(sheet.lines)}
        self._beside = {row_id: texts for row_id, texts in typed.items() if row_id not in places}
        self._keeper.begin(sheet.subject, self._taken)
        self.grid.rows.change(
            [
                (places[row_id], key, text)
                for row_id, texts in typed.items()
                if row_id in places
                for key, text in self._writable(texts).items()
            ]
        )

    # -- judging -------------------------------------------------------------------------------------------------------

    def _judge(self) -> None:
        if self.sheet is None:
            return
        changed = self.grid.changed_rows()
        if self._keeper is not None:
            self._keeper.touch()
        self.save.set_reasons(self.grid.problems() or ([] if changed else [self.tr("没有改动")]))
        key = self.sheet.remaining[0]
        left = sum(not texts[key] for _, texts in self.grid.values())
        self.fill.setEnabled(bool(left))
        words = f"{self.sheet.left_words.format(n=left)} · {self._keys}" if left and self.sheet.left_words else self._keys
        self.hint.set_words(words)

    def _sought(self, letters: str) -> None:
        if letters:
            self.hint.set_words(self.tr("找 {letters}").format(letters=letters))
        else:
            self._judge()

    def _fill(self) -> None:
        self.grid.fill_remaining()
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        if self.sheet is not None:
            self.save.set_busy(True, self.tr("正在保存……"))
            self._sent = (self.sheet.subject, self.grid.changed_rows())
            self.save_wanted.emit(*self._sent)
