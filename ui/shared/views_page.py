"""A page of several views, of which a switch at the right of the heading shows one."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shared.layouts import filled
from ui.shared.page import Page
from ui.shared.scrolling import CurrentStack
from ui.shared.shortcuts import bind
from ui.shared.widgets import SegmentedRow


@dataclass(frozen=True, slots=True)
class View:
    """One view: what it is called, and how it comes to the front with the keyboard."""

    words: str
    widget: QWidget
    activated: Callable[[], object]


class ViewsPage(Page):
    """Alt+1, Alt+2 … change the view; each is opened by its name."""

    def show_views(self, name: str, views: Mapping[str, View], *more: QWidget) -> None:
        """Put the views and their switch of this name in place, and behind them what takes all the room by itself."""
        self._views = dict(views)
        self._stack = CurrentStack()
        for widget in (*(view.widget for view in self._views.values()), *more):
            self._stack.addWidget(widget)
        filled(QVBoxLayout(self), self._stack)
        self.views = SegmentedRow(name, [(key, view.words) for key, view in self._views.items()], first=1)
        self.views.setToolTip(self.tr("Alt 1 到 Alt {n} 切换").format(n=len(self._views)))
        self.views.changed.connect(self._show_view)
        for number, key in enumerate(self._views, start=1):
            bind(self, f"Alt+{number}", lambda view=key: self.show_view(view))

    def trailing(self) -> QWidget | None:
        """The switch between the views."""
        return self.views

    def open(self, argument: object) -> None:
        """Show one of the views by its name."""
        if argument in self._views:
            self.show_view(str(argument))

    def activated(self) -> None:
        """Fetch what changed meanwhile and let the keyboard work at once."""
        for view in self._views.values():
            if view.widget is self._stack.currentWidget():
                view.activated()

    def show_view(self, name: str) -> None:
        """Bring a view to the front."""
        self.views.set_value(name)
        self._show_view(name)

    def _show_view(self, name: str) -> None:
        had = self.views.hasFocus()
        self._stack.setCurrentWidget(self._views[name].widget)
        self._views[name].activated()
        self.heading_changed.emit()
        if had:  # the arrows go on changing views
            self.views.setFocus()
