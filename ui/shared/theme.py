"""The one place of colours, sizes and type; everything that is drawn asks here."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from kashi_desktop.paths import resources
from ui.shared.stylesheet import sheet

LIGHT = {
    "background": "#F5F6F8", "card": "#FFFFFF", "line": "#E3E6EB", "text": "#1D2733", "secondary": "#5C6B7C",
    "accent": "#0F766E", "accent_soft": "#DDF1EE", "accent_strong": "#0B5F58", "on_accent": "#FFFFFF",
    "warning": "#B45309", "warning_soft": "#FDF0D9", "danger": "#B42318", "danger_soft": "#FCE9E7",
    "good": "#1B7F4B", "good_soft": "#E0F3E8", "neutral_soft": "#EDF0F4", "hover": "#F5F7F9", "track": "#E8EBF0",
    "row_line": "#EDF0F3", "field_line": "#DCE0E6", "disabled": "#8A96A3",
}  # fmt: skip
"""Tokens on a light desktop (experience.md, Look)."""

DARK = {
    "background": "#15191E", "card": "#1E242B", "line": "#313A44", "text": "#E6EAEF", "secondary": "#9AA7B5",
    "accent": "#2BB5A6", "accent_soft": "#12383A", "accent_strong": "#3CC7B8", "on_accent": "#07201E",
    "warning": "#F0B45A", "warning_soft": "#3A2C14", "danger": "#F2867C", "danger_soft": "#3D1F1D",
    "good": "#5CC58C", "good_soft": "#16351F", "neutral_soft": "#2A323B", "hover": "#252C34", "track": "#2C343D",
    "row_line": "#29313A", "field_line": "#3A4450", "disabled": "#6F7C89",
}  # fmt: skip
"""The same tokens on a dark desktop."""

TEXT, SECONDARY, TITLE, FIGURE = 15, 13, 20, 24
ROW, CONTROL, COMPACT = 42, 38, 32
GRID, RADIUS, CARD_RADIUS, SIDEBAR = 8, 8, 10, 200

FAMILIES = (
    *("Noto Sans SC", "Noto Sans CJK SC", "Microsoft YaHei UI", "Microsoft YaHei", "Noto Naskh Arabic"),
    *("Noto Serif", "Noto Serif SC", "Kashi Rare Han"),
)
"""Faces in the order they are asked for; the bundled ones are registered by ``fonts.ensure``."""

_DARK = "kashiDark"
_SCALE = "kashiScale"


def _app() -> QCoreApplication | None:
    return QCoreApplication.instance()


def is_dark() -> bool:
    """Whether the dark tokens are in force."""
    app = _app()
    return bool(app is not None and app.property(_DARK))


def scale() -> float:
    """Factor on all sizes (1.0, 1.5, 2.0 …) from the settings."""
    app = _app()
    value = app.property(_SCALE) if app is not None else None
    return float(value) if value else 1.0


def px(size: float) -> int:
    """A size of the design in pixels at the present scale."""
    return round(size * scale())


def color(name: str) -> str:
    """The ``#RRGGBB`` of a token; an unknown name is a bug and raises KeyError."""
    return (DARK if is_dark() else LIGHT)[name]


def qcolor(name: str) -> QColor:
    """The same token for a painter."""
    return QColor(color(name))


def font(size: int = TEXT, bold: bool = False) -> QFont:
    """The type of the program at ``size`` design pixels, with figures of one width."""
    face = QFont(list(FAMILIES))
    face.setPixelSize(px(size))
    face.setStyleHint(QFont.StyleHint.SansSerif)
    face.setFeature(QFont.Tag("tnum"), 1)
    if bold:
        face.setWeight(QFont.Weight.Bold)
    return face


def mark(widget: QWidget, look: str) -> None:
    """Give a label one of the looks: secondary title figure section strong good warning danger."""
    if widget.property("look") == look:
        return
    widget.setProperty("look", look)
    repolish(widget)


def repolish(widget: QWidget) -> None:
    """Have the style sheet looked at again after a dynamic property changed."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def apply(app: QApplication, dark: bool, scale: float = 1.0) -> None:
    """Put the tokens in force for the whole program; every window repaints itself."""
    app.setProperty(_DARK, dark)
    app.setProperty(_SCALE, scale)
    app.setFont(font())
    app.setPalette(_palette())
    icons = resources() / "icons"
    app.setStyleSheet(sheet(DARK if dark else LIGHT, scale, (icons / "_arrow.svg").as_posix(), (icons / "_tick.svg").as_posix()))


def _palette() -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: "background", QPalette.ColorRole.WindowText: "text", QPalette.ColorRole.Base: "card",
        QPalette.ColorRole.AlternateBase: "hover", QPalette.ColorRole.Text: "text", QPalette.ColorRole.Button: "card",
        QPalette.ColorRole.ButtonText: "text", QPalette.ColorRole.Highlight: "accent_soft", QPalette.ColorRole.HighlightedText: "text",
        QPalette.ColorRole.PlaceholderText: "disabled", QPalette.ColorRole.ToolTipBase: "text", QPalette.ColorRole.ToolTipText: "card",
        QPalette.ColorRole.Link: "accent", QPalette.ColorRole.LinkVisited: "accent", QPalette.ColorRole.Mid: "line",
        QPalette.ColorRole.Dark: "line", QPalette.ColorRole.Light: "card", QPalette.ColorRole.Midlight: "line",
        QPalette.ColorRole.Shadow: "line",
    }  # fmt: skip
    for role, name in roles.items():
        palette.setColor(role, qcolor(name))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, qcolor("disabled"))
    return palette
