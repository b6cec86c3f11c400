"""The pages of a document as pictures, one below the other; only what is looked at is drawn, one page at a time."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from ui.shared import theme
from ui.shared.background import run
from ui.shared.messages import sentence

Render = Callable[[int, int], bytes]
"""(page from 0, width in pixels) gives a PNG or the bare RGBA of that width; called in a thread, never twice at once."""
Fit = Literal["width", "page", "free"]

KEPT = 8
"""Pictures kept; an A4 page of 900 pixels is 4.6 MB."""
LEAST, MOST, STEP = 0.3, 4.0, 1.25
"""Zoom in pixels a point, and the factor of one step."""

UNREADABLE = QT_TRANSLATE_NOOP("errors", "这一页画不出来，文件没有变。请换一种打开方式，或重新生成。")


def picture_of(data: bytes, width: int) -> QImage:
    """The picture in ``data``; a KnownError when it holds none."""
    if data.startswith(b"\x89PNG"):
        image = QImage.fromData(data)
    else:
        height = len(data) // (4 * width)
        image = QImage(data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy() if height else QImage()
    if image.isNull():
        raise KnownError("page_unreadable", UNREADABLE)
    return image


class PdfPages(QAbstractScrollArea):
    """Arrows and PageUp, PageDown scroll; with a whole page in view PageDown turns the page; Home and End go to the ends."""

    page_changed = Signal(int)
    """The page in the middle of the view, from 0."""

    def __init__(self, name: str) -> None:
        """``name`` is the accessible name."""
        super().__init__()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._sizes: tuple[tuple[float, float], ...] = ()
        self._render: Render | None = None
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._faults: dict[int, str] = {}
        self._asked = 0
        self._working = False
        self._fit: Fit = "width"
        self._zoom = 1.0
        self._page = 0
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pages(self, sizes: Sequence[tuple[float, float]], render: Render | None) -> None:
        """Show a document: width and height of each page in points, and what draws them."""
        self._sizes, self._render = tuple(sizes), render
        self._asked += 1
        self._kept.clear()
        self._faults.clear()
        self._page = 0
        self._lay_out()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def page(self) -> int:
        """The page in the middle of the view, from 0."""
        return self._page

    def fit(self) -> Fit:
        """How the pages are sized."""
        return self._fit

    def zoom(self) -> float:
        """Pixels a point."""
        return self._zoom

    def picture(self, page: int) -> QImage | None:
        """What is drawn of a page at the present size; None while it is on its way."""
        return self._kept.get((page, self._pixels(page)))

    # -- geometry ------------------------------------------------------------------------------------------------------

    def set_fit(self, fit: Fit) -> None:
        """Size the pages anew; the page in view stays."""
        self._fit = fit
        self._keep_page()

    def zoom_by(self, factor: float) -> None:
        """Larger or smaller than now."""
        self._fit = "free"
        self._zoom = min(MOST, max(LEAST, self._zoom * factor))
        self._keep_page()

    def _keep_page(self) -> None:
        page = self._page
        self._lay_out()
        self.go_to(page)
        self.viewport().update()

    def go_to(self, page: int) -> None:
        """Bring a page to the top of the view."""
        if self._sizes:
            self.verticalScrollBar().setValue(round(self._top(min(max(page, 0), self.count() - 1)) - self._gap()))

    def _gap(self) -> int:
        return theme.px(16)

    def _top(self, page: int) -> float:
        return self._gap() + sum(tall * self._zoom + self._gap() for _, tall in self._sizes[:page])

    def _box(self, page: int) -> QRectF:
        """A page's place in the view."""
        wide, tall = self._sizes[page][0] * self._zoom, self._sizes[page][1] * self._zoom
        spare = self.viewport().width() - wide
        left = spare / 2 if spare > 0 else self._gap() - self.horizontalScrollBar().value()
        return QRectF(round(left), round(self._top(page) - self.verticalScrollBar().value()), round(wide), round(tall))

    def _lay_out(self) -> None:
        if not self._sizes:
            self.verticalScrollBar().setRange(0, 0)
            self.horizontalScrollBar().setRange(0, 0)
            return
        room = self.viewport().size() - QSize(2 * self._gap(), 2 * self._gap())
        widest, tallest = max(wide for wide, _ in self._sizes), max(tall for _, tall in self._sizes)
        if self._fit != "free":
            across, down = room.width() / widest, room.height() / tallest
            self._zoom = min(MOST, max(LEAST, across if self._fit == "width" else min(across, down)))
        bar, view = self.verticalScrollBar(), self.viewport().size()
        bar.setRange(0, max(0, round(self._top(self.count())) - view.height()))
        bar.setPageStep(view.height())
        bar.setSingleStep(theme.px(48))
        self.horizontalScrollBar().setRange(0, max(0, round(widest * self._zoom) + 2 * self._gap() - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())

    def _scrolled(self, _value: int) -> None:
        middle = self.viewport().height() / 2
        boxes = ((page, self._box(page)) for page in range(self.count()))
        page = next((page for page, box in boxes if box.bottom() + self._gap() / 2 >= middle), max(0, self.count() - 1))
        if page != self._page:
            self._page = page
            self.page_changed.emit(page)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit anew; the page in view stays."""
        super().resizeEvent(event)
        self._keep_page()

    # -- pictures ------------------------------------------------------------------------------------------------------

    def _pixels(self, page: int) -> int:
        return max(1, round(self._sizes[page][0] * self._zoom * self.devicePixelRatioF()))

    def _visible(self) -> list[int]:
        view = QRectF(self.viewport().rect())
        return [page for page in range(self.count()) if self._box(page).intersects(view)]

    def _ask(self) -> None:
        """Have the first page in view drawn that is not there yet; the next one follows when it has come."""
        missing = [page for page in self._visible() if page not in self._faults and self.picture(page) is None]
        if self._working or not missing or self._render is None:
            return
        page, render, asked = missing[0], self._render, self._asked
        width = self._pixels(page)
        self._working = True
        run(
            self,
            lambda: picture_of(render(page, width), width),
            lambda image: self._come(asked, page, width, image),
            lambda fault: self._fail(asked, page, fault),
        )

    def _come(self, asked: int, page: int, width: int, image: QImage) -> None:
        self._working = False
        if asked == self._asked:
            self._kept[(page, width)] = image
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self.viewport().update()

    def _fail(self, asked: int, page: int, fault: KnownError) -> None:
        self._working = False
        if asked == self._asked:
            self._faults[page] = sentence(fault)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper is white in the dark too; what has not come yet is an empty sheet that says so."""
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), theme.qcolor("background"))
        for page in self._visible():
            self._draw_page(painter, page)
        if self.hasFocus():
            painter.setPen(QPen(theme.qcolor("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.viewport().rect()).adjusted(1, 1, -1, -1), theme.px(theme.RADIUS), theme.px(theme.RADIUS))
        painter.end()
        self._ask()

    def _draw_page(self, painter: QPainter, page: int) -> None:
        box = self._box(page)
        image = self.picture(page) or next((old for (of, _), old in reversed(self._kept.items()) if of == page), None)
        painter.fillRect(box, Qt.GlobalColor.white)
        if image is not None:
            painter.drawImage(box, image)
        else:
            painter.setFont(theme.font())
            painter.setPen(Qt.GlobalColor.darkGray)
            words = self._faults.get(page, self.tr("第 {n} 页，正在画……").format(n=page + 1))
            inner = box.adjusted(theme.px(24), 0, -theme.px(24), 0)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap), words)
        painter.setPen(QPen(theme.qcolor("line"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))

    # -- keys and mouse ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page by page where whole pages are in view; else the bars scroll."""
        bar, key = self.verticalScrollBar(), event.key()
        turns = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if key in turns and self._fit == "page":
            self.go_to(self._page + turns[Qt.Key(key)])
        elif key == Qt.Key.Key_Home:
            bar.setValue(0)
        elif key == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        elif key == Qt.Key.Key_Space:
            bar.setValue(bar.value() + bar.pageStep())
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(STEP if event.angleDelta().y() > 0 else 1 / STEP)
        else:
            super().wheelEvent(event)
