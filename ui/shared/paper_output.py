"""Where a document goes: a file that is asked for, or a printer of the system."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QWidget

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from ui.shared.file_dialogs import ask_save

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

AskPath = Callable[[QWidget, str], Path | None]
AskPrinter = Callable[[QWidget, int], "QPrinter | None"]
Step = Callable[[int, int], None]

DOTS = 200
"""Dots an inch of what is sent to a printer: small Chinese type stays sharp, a page is 15 MB while it is drawn."""
_POINTS = 72

NO_PRINTER = QT_TRANSLATE_NOOP("errors", "这台电脑没有装打印机，没有打印。可以先存为 PDF，拿到有打印机的电脑上打印。")
NOT_PRINTED = QT_TRANSLATE_NOOP(
    "errors", "打印机没有接受，没有打印，数据都还在。请看看打印机是否开着、有没有纸，再试一次；也可以先存为 PDF。"
)


def ask_pdf_path(parent: QWidget, name: str) -> Path | None:
    """Where the PDF shall be kept; None when the person changed their mind. The dialog asks before a file is replaced."""
    caption = QCoreApplication.translate("FileDialogs", "存为 PDF")
    return ask_save(parent, caption, name, "PDF (*.pdf)")


def ask_printer(parent: QWidget, pages: int) -> "QPrinter | None":
    """Which printer, which pages, how many copies; None when the person changed their mind. Errors: no_printer."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo  # late: few sessions print

    if not QPrinterInfo.availablePrinterNames():
        raise KnownError("no_printer", NO_PRINTER)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    return printer if dialog.exec() else None


def send_to(printer: "QPrinter", document: Any, title: str, step: Step) -> None:
    """Draw the chosen pages on a printer, in a thread; ``step(done, total)`` after each, what it raises ends the job.

    ``document`` has ``sizes`` and ``render(page, width)``. Errors: not_printed.
    """
    from PySide6.QtPrintSupport import QPrinter

    printer.setDocName(title)  # names the kind of document, never a person
    printer.setFullPage(True)
    first = max(1, printer.fromPage()) - 1
    last = printer.toPage() or len(document.sizes)
    painter = QPainter()
    if not painter.begin(printer):
        raise KnownError("not_printed", NOT_PRINTED)
    try:
        for number in range(first, last):
            if number > first:
                printer.newPage()
            _draw(painter, printer, document, number)
            step(number - first + 1, last - first)
    except BaseException:
        printer.abort()
        raise
    finally:
        painter.end()
    if printer.printerState() == QPrinter.PrinterState.Error:
        raise KnownError("not_printed", NOT_PRINTED)


def _draw(painter: QPainter, printer: "QPrinter", document: Any, number: int) -> None:
    from PySide6.QtPrintSupport import QPrinter

    wide, high = document.sizes[number]
    width = round(wide * DOTS / _POINTS)
    data = document.render(number, width)
    image = QImage(data, width, len(data) // (4 * width), 4 * width, QImage.Format.Format_RGBA8888)
    room = printer.paperRect(QPrinter.Unit.DevicePixel)
    scale = min(room.width() / wide, room.height() / high)  # true size on A4; smaller paper takes the whole page
    scale = min(scale, printer.resolution() / _POINTS)
    target = QRectF((room.width() - wide * scale) / 2, (room.height() - high * scale) / 2, wide * scale, high * scale)
    painter.drawImage(target, image)
