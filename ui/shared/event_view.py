"""Events with people, such as courses and activities: a list left, the sheet of the chosen one right, saved in one go."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kashi_desktop.errors import KnownError
from ui.shared.background import Latest, run
from ui.shared.entry_model import RowId
from ui.shared.entry_pane import EntryPane
from ui.shared.layouts import filled
from ui.shared.pick_list import PickList


class EventSheet(EntryPane):
    """The people of one event; events have an ``id``."""

    edit_wanted = Signal()
    """Change the event itself."""

    def show_event(self, event: Any, lines: Sequence[Any]) -> None:
        """Show an event with its people."""
        raise NotImplementedError

    def entries(self, rows: Sequence[tuple[RowId, dict[str, str]]]) -> Sequence[Any]:
        """The changed rows as they are saved."""
        raise NotImplementedError


class EventView(QWidget):
    """The cursor of the list chooses what the sheet shows; Enter goes on to the sheet."""

    new_wanted = Signal()
    edit_wanted = Signal(object)
    saved = Signal(object)
    """What ``save`` gave back."""
    refused = Signal(object)
    """A ``KnownError``; everything typed still stands in the sheet."""

    def __init__(
        self,
        events: PickList,
        sheet: EventSheet,
        fetch: Callable[[], Sequence[Any]],
        people: Callable[[Any], Callable[[], Sequence[Any]]],
        save: Callable[[bytes, Sequence[Any]], object],
    ) -> None:
        """Empty until ``refresh``.

        In a thread, ``fetch`` gets the events, what ``people(event)`` gives back gets the people of one, and ``save`` keeps entries.
        """
        super().__init__()
        self.list, self.sheet = events, sheet
        self._fetch, self._people, self._keep = fetch, people, save
        self._event: Any = None
        self._latest = Latest()
        self._focus_sheet = False
        filled(QHBoxLayout(self), (events, 3), (sheet, 7), spacing=16)
        events.chosen.connect(self._choose)
        events.opened.connect(self._open)
        events.new_wanted.connect(self.new_wanted)
        sheet.edit_wanted.connect(lambda: self.edit_wanted.emit(self._event))
        sheet.save_wanted.connect(self._save)

    def refresh(self, wanted: bytes | None = None) -> None:
        """Fetch the events anew, the cursor on ``wanted``."""
        run(self, self._fetch, lambda events: self.list.show_rows(events, wanted), self.refused.emit)

    def _choose(self, event: Any) -> None:
        self._event = event
        if event is None:
            self._latest.drop()
            self.sheet.show_nothing()
        else:
            self.fetch_people()

    def fetch_people(self) -> None:
        """Fetch the people of the chosen event anew."""
        event = self._event
        if event is not None:
            self._latest.run(self, self._people(event), partial(self._show_people, event), self.refused.emit)

    def _show_people(self, event: Any, lines: Sequence[Any]) -> None:
        self.sheet.show_event(event, lines)
        if self._focus_sheet and lines:
            self._focus_sheet = False
            self.sheet.grid.setFocus()

    def _open(self, event: Any) -> None:
        """Go to the sheet as soon as it is there."""
        if self.sheet.shows(event.id):
            self.sheet.grid.setFocus()
        else:
            self._focus_sheet = True

    def _save(self, event_id: bytes, rows: Sequence[tuple[RowId, dict[str, str]]]) -> None:
        run(self, partial(self._keep, event_id, self.sheet.entries(rows)), self._saved, self._not_saved)

    def _saved(self, result: object) -> None:
        self.sheet.saved()
        self.saved.emit(result)

    def _not_saved(self, error: KnownError) -> None:
        self.sheet.not_saved()
        self.refused.emit(error)
