"""What the main window asks of a page of its sidebar, and what all pages do that show fetched things."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from kashi_desktop.errors import KnownError
from ui.shared.background import Latest
from ui.shared.changes import Changes
from ui.shared.changes import changes as the_changes
from ui.shared.draft_keeper import DraftKeeper
from ui.shared.inputs import ErrorLine
from ui.shared.messages import sentence
from ui.shared.notices import Tone

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace


BACK = "back"
"""Key for ``Page.navigate``: the page shown before this one."""


class Page(QWidget):
    """One page of the sidebar: its heading, what stands at the right of it, and the moments it is told of."""

    help_page = "start"
    """Name of the help page in ``resources/help/zh`` without its ending."""

    heading_changed = Signal()
    """The title or subtitle has new words."""

    navigate = Signal(str, object)
    """Ask the window to show another page (its key) and to hand it an argument."""

    said = Signal(str, bool)
    """What changed, for the line at the foot of the window; True offers undo."""

    noticed = Signal(str, str)
    """A sentence that should be read and its tone (info, warning, danger); it stays above the page until it is put away."""

    badge_changed = Signal(str, str)
    """A page's key and the count beside its name in the sidebar (empty: none)."""

    def __init__(self, ws: "Workspace", parent: QWidget | None = None) -> None:
        """Keep the workspace; build widgets in the subclass, fetch in ``activated``."""
        super().__init__(parent)
        self.ws = ws

    def title(self) -> str:
        """The heading of the top bar."""
        return ""

    def subtitle(self) -> str:
        """The quiet words beside the heading."""
        return ""

    def trailing(self) -> QWidget | None:
        """What stands at the right of the top bar instead of the search box."""
        return None

    def open(self, argument: object) -> None:
        """Show what another page pointed at, such as the id of an elder."""

    def activated(self) -> None:
        """The page has come to the front."""

    def flush(self) -> None:
        """Keep what is half typed: the window is about to lock or close, or another page comes to the front."""
        for keeper in self.findChildren(DraftKeeper):
            keeper.flush()

    def help_key(self) -> str:
        """The help page that is opened beside this page."""
        return self.help_page

    def notice(self, text: str, tone: Tone = "warning") -> None:
        """Show a sentence above the page until it is put away; empty text says nothing."""
        if text:
            self.noticed.emit(text, tone)

    def say(self, text: str, undo: bool = True) -> None:
        """Tell what changed; with ``undo`` the line offers to take it back."""
        self.said.emit(text, undo)


class LivePage(Page):
    """A page of fetched things: it fetches anew when others change them, and what comes late takes the keyboard from nobody."""

    def __init__(self, ws: "Workspace", changes: Changes | None = None, parent: QWidget | None = None) -> None:
        """Without ``changes`` the hub of the running program is used."""
        super().__init__(ws, parent)
        self._hub = changes or the_changes(ws)
        self._stale = True
        self._latest = Latest()

    def follow(self, *signals: SignalInstance) -> None:
        """Fetch anew after each of them: at once, or when the page comes to the front."""
        for signal in signals:
            signal.connect(self._changed)

    def _changed(self, _source: object) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def activated(self) -> None:
        """Fetch what changed meanwhile and let the keyboard work at once."""
        if self._stale:
            self.refresh()
        self.take_keyboard()

    def refresh(self) -> None:
        """Fetch anew in the background; an older answer that arrives late is dropped."""
        self._stale = False
        self.fetch()

    def fetch(self) -> None:
        """Ask for what the page shows, best by ``self._latest`` with ``refused`` for its faults."""
        raise NotImplementedError

    def refused(self, error: KnownError) -> None:
        """Nothing came: say why, and fetch again when the page comes to the front the next time."""
        self._stale = True
        self.show_fault(error)

    def show_fault(self, error: KnownError) -> None:
        """Say what went wrong."""
        self.notice(sentence(error), "danger")

    def take_keyboard(self) -> None:
        """Put the keyboard where the work begins."""

    def has_keyboard(self) -> bool:
        """Whether the keyboard is on this page: a list that arrives late must not take it from the search box."""
        held: QWidget | None = self.window().focusWidget()
        return self.isVisible() and (held is None or held is self or self.isAncestorOf(held))


class ListPage(LivePage):
    """Lists that the arrows walk, with a line for faults above them."""

    def __init__(self, ws: "Workspace", changes: Changes | None = None, parent: QWidget | None = None) -> None:
        """The subclass puts ``fault`` in its place."""
        super().__init__(ws, changes, parent)
        self.fault = ErrorLine()

    def activated(self) -> None:
        """Hold the keyboard until there is something for the arrows to walk."""
        self.setFocus()
        super().activated()

    def show_fault(self, error: KnownError) -> None:
        """Say above the lists what went wrong."""
        self.fault.show_error(sentence(error))
