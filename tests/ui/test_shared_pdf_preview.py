import threading

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kashi_desktop.errors import KnownError
from ui.shared.pdf_pages import KEPT, picture_of
from ui.shared.pdf_preview import PdfPreview

A4 = (595.0, 842.0)
ALT = Qt.KeyboardModifier.AltModifier


def sheet(width: int, colour: str) -> QImage:
    image = QImage(width, round(width * A4[1] / A4[0]), QImage.Format.Format_RGBA8888)
    image.fill(QColor(colour))
    return image


def png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload] # the stubs want bytes, Qt takes the name
    return bytes(held.data())


class Renderer:
    """Draws blank sheets and remembers what it was asked for, and whether twice at once."""

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.at_once = 0
        self._busy = threading.Lock()

    def __call__(self, page: int, width: int) -> bytes:
        if not self._busy.acquire(blocking=False):
            self.at_once += 1
            raise AssertionError("two at once")
        try:
            self.asked.append(page)
            if page == 1:
                raise KnownError("broken", "这一页坏了。")
            image = sheet(width, "#00ff00")
            return png(image) if page % 2 else bytes(image.constBits())
        finally:
            self._busy.release()


@pytest.fixture
def preview(qtbot: QtBot) -> PdfPreview:
    made = PdfPreview()
    qtbot.addWidget(made)
    made.resize(700, 600)
    made.show()
    made.activateWindow()
    return made


def settled(preview: PdfPreview, page: int, qtbot: QtBot) -> None:
    """Wait until a page is drawn."""
    qtbot.waitUntil(lambda: preview.pages.picture(page) is not None)


def test_png_and_bare_pixels_are_both_understood() -> None:
    image = sheet(40, "#123456")
    for data in (png(image), bytes(image.constBits())):
        found = picture_of(data, 40)
        assert (found.width(), found.height()) == (40, image.height())
        assert found.pixelColor(5, 5) == QColor("#123456")
    for broken in (b"", b"\x89PNG nothing"):
        with pytest.raises(KnownError):
            picture_of(broken, 40)


def test_only_what_is_in_view_is_drawn_one_page_at_a_time(preview: PdfPreview, qtbot: QtBot) -> None:
    render = Renderer()
    preview.show_pages([A4] * 200, render)
    settled(preview, 0, qtbot)
    assert set(render.asked) == {0}
    assert preview.count.text() == "第 1 / 200 页"
    preview.pages.go_to(120)
    settled(preview, 120, qtbot)
    assert max(render.asked) <= 121
    assert len(render.asked) < 6
    assert render.at_once == 0
    middle = preview.pages.viewport().grab().toImage().pixelColor(350, 250)
    assert middle == QColor("#00ff00")


def test_while_a_page_is_being_drawn_no_other_is_asked_for(preview: PdfPreview, qtbot: QtBot) -> None:
    gate, asked = threading.Event(), list[int]()

    def render(page: int, width: int) -> bytes:
        asked.append(page)
        gate.wait(10)
        return bytes(sheet(width, "#00ff00").constBits())

    preview.show_pages([A4] * 3, render)
    for _ in range(6):
        preview.smaller.click()
    for _ in range(3):
        preview.pages.viewport().grab()
    gate.set()
    for page in range(3):
        settled(preview, page, qtbot)
    assert asked[-3:] == [0, 1, 2]
    assert len(asked) <= 4, "one may have been under way at the first size"


def test_whole_pages_are_turned_by_key(preview: PdfPreview, qtbot: QtBot) -> None:
    preview.show_pages([A4] * 5, Renderer())
    preview.pages.setFocus()
    qtbot.waitUntil(preview.pages.hasFocus)
    wide = preview.pages.zoom()
    QTest.keyClick(preview.pages, Qt.Key.Key_P, ALT)
    assert preview.pages.fit() == "page"
    assert (preview.whole.accessibleDescription(), preview.wide.accessibleDescription()) == ("现在是这样", "")
    assert preview.pages.zoom() < wide
    QTest.keyClick(preview.pages, Qt.Key.Key_PageDown)
    QTest.keyClick(preview.pages, Qt.Key.Key_PageDown)
    assert preview.count.text() == "第 3 / 5 页"
    QTest.keyClick(preview.pages, Qt.Key.Key_PageUp)
    assert preview.pages.page() == 1
    QTest.keyClick(preview.pages, Qt.Key.Key_End)
    assert preview.pages.page() == 4
    QTest.keyClick(preview.pages, Qt.Key.Key_W, ALT)
    assert (preview.pages.page(), preview.pages.zoom()) == (4, wide)
    QTest.keyClick(preview.pages, Qt.Key.Key_Home)
    assert preview.pages.page() == 0


def test_zoom_keeps_the_page_and_has_limits(preview: PdfPreview, qtbot: QtBot) -> None:
    preview.show_pages([A4] * 5, Renderer())
    preview.pages.go_to(3)
    before = preview.pages.zoom()
    preview.larger.click()
    assert preview.pages.zoom() == pytest.approx(before * 1.25)
    assert preview.pages.page() == 3
    for _ in range(20):
        preview.smaller.click()
    assert preview.pages.zoom() == pytest.approx(0.3)


def test_a_page_that_cannot_be_drawn_says_so_and_is_not_asked_for_again(preview: PdfPreview, qtbot: QtBot) -> None:
    render = Renderer()
    preview.show_pages([A4] * 3, render)
    preview.pages.go_to(1)
    qtbot.waitUntil(lambda: preview.pages._faults.get(1) == "这一页坏了。")
    preview.pages.go_to(2)
    settled(preview, 2, qtbot)
    preview.pages.go_to(1)
    preview.pages.viewport().grab()
    assert render.asked.count(1) == 1


def test_few_pictures_are_kept(preview: PdfPreview, qtbot: QtBot) -> None:
    preview.show_pages([A4] * 40, Renderer())
    for page in range(2, 20):
        preview.pages.go_to(page)
        settled(preview, page, qtbot)
    assert len(preview.pages._kept) <= KEPT


def test_words_stand_where_no_pages_are(preview: PdfPreview) -> None:
    assert preview.accessibleDescription().startswith("选好要打印的内容")
    preview.show_pages([A4], Renderer())
    preview.show_error("这个月没有记录，没有生成文件。请换一个月。")
    assert preview.accessibleDescription().startswith("这个月没有记录")
    assert not preview.pages.isVisible()
    assert not preview.whole.isVisible()
    assert preview.pages.count() == 0
