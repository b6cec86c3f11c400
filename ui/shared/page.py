"""What the main window asks of a page of its sidebar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.shared.draft_keeper import DraftKeeper
from ui.shared.notices import Tone

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace


BACK = "back"
"""Key for ``Page.navigate``: the page shown before this one."""


class Page(QWidget):
    """One page of the sidebar: its heading, what stands at the right of it, and the moments it is told of."""

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
        """Name of the help page in ``resources/help/zh`` without its ending."""
        return "start"

    def notice(self, text: str, tone: Tone = "warning") -> None:
        """Show a sentence above the page until it is put away; empty text says nothing."""
        if text:
            self.noticed.emit(text, tone)

    def say(self, text: str, undo: bool = True) -> None:
        """Tell what changed; with ``undo`` the line offers to take it back."""
        self.said.emit(text, undo)
