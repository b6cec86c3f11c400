"""A finished document as pictures, drawn from memory: nothing of it lies on a disk before somebody saves it."""

import threading
from typing import Any

_LOCK = threading.Lock()
"""PDFium may be entered by one thread at a time, whatever document it draws."""


class DocumentPages:
    """The pages of one PDF; ``sizes`` are (width, height) in points."""

    def __init__(self, data: bytes) -> None:
        """Open the bytes of a PDF; they are kept as long as this object lives."""
        import pypdfium2  # late: a start looks at no document

        with _LOCK:
            self._document: Any = pypdfium2.PdfDocument(data)
            self.sizes: tuple[tuple[float, float], ...] = tuple(self._document.get_page_size(n) for n in range(len(self._document)))

    def render(self, page: int, width: int) -> bytes:
        """Page ``page`` (from 0) as bare RGBA, ``width`` pixels wide; may be called from any thread."""
        with _LOCK:
            held = self._document[page]
            try:
                # a trifle less, because PDFium rounds up and the picture must be exactly as wide as was asked for
                scale = (width - 0.01) / self.sizes[page][0]
                bitmap = held.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
                return bytes(bitmap.buffer)
            finally:
                held.close()
