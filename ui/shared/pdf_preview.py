"""Looks at a document before it goes to the printer: its pages, their count, and how large they are shown."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.shared import theme
from ui.shared.layouts import filled, spread, stacked
from ui.shared.pdf_pages import STEP, Fit, PdfPages, Render
from ui.shared.shortcuts import bind
from ui.shared.widgets import EmptyState, LinkButton, hairline, text_label


class PdfPreview(QWidget):
    """Pages with a narrow bar above them; before there are any, words say what will stand here or what went wrong."""

    def __init__(self) -> None:
        """Empty at first."""
        super().__init__()
        self.pages = PdfPages(self.tr("预览"))
        self.count = text_label("", "secondary")
        self.wide = self._button(self.tr("整宽"), "Alt+W", lambda: self._fit("width"))
        self.whole = self._button(self.tr("整页"), "Alt+P", lambda: self._fit("page"))
        self.smaller = self._button("", "Ctrl+-", lambda: self._zoom(1 / STEP), "minus", self.tr("缩小"))
        self.larger = self._button("", "Ctrl+=", lambda: self._zoom(STEP), "plus", self.tr("放大"))
        bind(self, "Ctrl++", self._enlarge)
        self._bar = QWidget()
        row = spread(self.count, None, self.wide, self.whole, self.smaller, self.larger, spacing=4)
        row.setContentsMargins(theme.px(12), theme.px(6), theme.px(8), theme.px(6))
        filled(QVBoxLayout(self._bar), row, hairline(), spacing=0)
        self._words = EmptyState("document", "", "")
        self._stack = stacked(self._words, self.pages)
        filled(QVBoxLayout(self), self._bar, (self._stack, 1), spacing=0)
        self.pages.page_changed.connect(self._tell)
        self._mark()
        self.show_empty("")

    def _button(self, words: str, key: str, act: object, icon: str = "", said: str = "") -> LinkButton:
        button = LinkButton(words, icon=icon, quiet=True)
        if said:
            button.setAccessibleName(said)
            button.setToolTip(said)
        button.bind_quietly(key)
        button.steps = bool(icon)
        button.clicked.connect(act)
        return button

    def show_pages(self, sizes: Sequence[tuple[float, float]], render: Render) -> None:
        """Show a document: (width, height) of each page in points; ``render`` draws one (see ``pdf_pages.Render``)."""
        self.pages.show_pages(sizes, render)
        self._stack.setCurrentIndex(1)
        self._bar.setVisible(True)
        self._tell(0)

    def show_empty(self, words: str) -> None:
        """Say what will stand here."""
        self._say(self.tr("预览"), words or self.tr("选好要打印的内容，这里就会显示每一页。"))

    def show_busy(self, words: str = "") -> None:
        """Say that the document is being made."""
        self._say(self.tr("正在生成"), words)

    def show_error(self, words: str) -> None:
        """Say what went wrong, that nothing was lost and what to do."""
        self._say(self.tr("没有生成"), words)

    def _say(self, title: str, words: str) -> None:
        self.pages.show_pages((), None)
        self._words.set(title, words)
        self._stack.setCurrentIndex(0)
        self._bar.setVisible(False)
        self.setAccessibleDescription(words)

    def _fit(self, fit: Fit) -> None:
        self.pages.set_fit(fit)
        self._mark()

    def _zoom(self, factor: float) -> None:
        self.pages.zoom_by(factor)
        self._mark()

    def _enlarge(self) -> None:
        self.larger.click()

    def _mark(self) -> None:
        """The size in force stands out, and a screen reader hears it."""
        for button, fit in ((self.wide, "width"), (self.whole, "page")):
            chosen = self.pages.fit() == fit
            button.set_quiet(not chosen)
            button.setAccessibleDescription(self.tr("现在是这样") if chosen else "")

    def _tell(self, page: int) -> None:
        words = self.tr("第 {n} / {all} 页").format(n=page + 1, all=self.pages.count())
        self.count.setText(words)
        # At once: the room was that of no words, and pages that are being drawn keep the event loop busy.
        self.count.setMinimumWidth(self.count.sizeHint().width())
        self.pages.setAccessibleDescription(words)
