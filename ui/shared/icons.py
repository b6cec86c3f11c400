"""One stroke set of icons, drawn in the colour of a token."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

from kashi_desktop.paths import resources
from ui.shared import theme


def icon(name: str, token: str = "secondary", size: int = 20) -> QIcon:
    """The icon ``name`` of resources/icons in the colour of ``token``; an unknown name raises FileNotFoundError."""
    made = QIcon()
    made.addPixmap(pixmap(name, token, size))
    made.addPixmap(pixmap(name, "disabled", size), QIcon.Mode.Disabled)
    return made


def pixmap(name: str, token: str = "secondary", size: int = 20, ratio: float = 2.0) -> QPixmap:
    """The same as a picture of ``size`` design pixels, sharp up to a device pixel ratio of ``ratio``."""
    return _drawn(name, theme.color(token), theme.px(size), ratio)


@lru_cache(maxsize=256)
def _drawn(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # late: the start window may show before the first icon is needed

    renderer = QSvgRenderer(QByteArray(_source(name)))
    picture = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, size * ratio, size * ratio))
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    painter.fillRect(picture.rect(), QColor(colour))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture


@lru_cache(maxsize=64)
def _source(name: str) -> bytes:
    return (resources() / "icons" / f"{name}.svg").read_bytes()
