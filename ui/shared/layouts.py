"""How parts are put together: rows, columns and stacks."""

from typing import Any, TypeVar

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QStackedWidget, QWidget

from ui.shared import theme

Part = QWidget | QLayout
Edges = tuple[int, int, int, int]
L = TypeVar("L", bound=QBoxLayout)


def filled(layout: L, *parts: Part | tuple[Part, int] | None, spacing: int | None = None, edges: Edges = (0, 0, 0, 0)) -> L:
    """Put parts into a layout: ``(part, 1)`` takes what room is left, None is a gap that does; no spacing is Qt's own.

    ``edges`` are the margins at the left, top, right and bottom.
    """
    layout.setContentsMargins(*(theme.px(edge) for edge in edges))
    if spacing is not None:
        layout.setSpacing(theme.px(spacing))
    for each in parts:
        part, stretch = each if isinstance(each, tuple) else (each, 0)
        if part is None:
            layout.addStretch(1)
        elif isinstance(part, QWidget):
            layout.addWidget(part, stretch)
        else:
            layout.addLayout(part, stretch)
    return layout


def spread(*parts: Part | tuple[Part, int] | None, spacing: int = theme.GRID) -> QHBoxLayout:
    """A row; None stands for the gap that stretches, ``(part, 1)`` for what does so itself."""
    return filled(QHBoxLayout(), *parts, spacing=spacing)


def stacked(*pages: QWidget) -> QStackedWidget:
    """Pages of which one is shown, at first the first."""
    stack = QStackedWidget()
    for page in pages:
        stack.addWidget(page)
    return stack


def empty(layout: QLayout) -> None:
    """Take everything out of a layout and throw it away."""
    while layout.count():
        item: Any = layout.takeAt(0)  # the stubs know no None
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)
