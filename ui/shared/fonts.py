"""Registers the bundled faces, so that nothing depends on what the laptop has."""

from PySide6.QtGui import QFontDatabase

from kashi_desktop.paths import resources

SCREEN = ("NotoSansSC", "NotoNaskhArabic", "NotoSerif")
"""What the window draws with, in both weights."""

RARE = ("NotoSerifSC-Regular", "KashiRareHan-Regular")
"""Letters that the faces of the screen lack and those of paper have."""


def ensure() -> None:
    """Register the faces; measured: 10 ms for all, the glyphs are read when drawn."""
    for name in (*(f"{face}-{weight}" for face in SCREEN for weight in ("Regular", "Bold")), *RARE):
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / f"{name}.ttf"))
