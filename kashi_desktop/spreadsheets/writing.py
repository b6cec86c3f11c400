"""Tables written for people: exports as XLSX and CSV whose texts never run, whole or not at all."""

import csv
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BufferedWriter, FileIO
from pathlib import Path
from traceback import clear_frames
from typing import TYPE_CHECKING, Literal
from xml.sax.saxutils import escape

from kashi_desktop.paths import put_in_place
from kashi_desktop.spreadsheets.faults import fault

if TYPE_CHECKING:
    from typing_extensions import Buffer
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | Decimal | date | datetime | None
Kind = Literal["text", "number", "percent", "date", "datetime"]

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
TEXT_FORMAT = 49
"""Excel's built-in number of the format "text"."""
FORMATS: dict[str | None, str | int] = {
    "text": TEXT_FORMAT,
    "percent": '0.00"%"',
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm",
}
"""How each kind of column is shown; a number and a bare column as they come."""
_A4 = 9
_UPRIGHT = 95.0
"""Characters that fit across an upright A4 page at a size that people read."""
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEVER_GUESS = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its label, what it holds and how wide it is (in characters; None: by its label and kind).

    ``text`` is for ID numbers, phones and references, whose digits stay as they are. ``percent`` holds numbers on the scale of 100
    (97.92), shown with their sign: a workbook that divided and rounded again could show a number across its target. ``wrap``
    breaks long texts within the cell.
    """

    label: str
    kind: Kind | None = None
    width: float | None = None
    wrap: bool = False


def write_table(path: Path, title: str, columns: Sequence[Column | str], rows: Iterable[Sequence[Value]]) -> int:
    """Write one sheet row by row in constant memory and return the number of rows below the header.

    Texts are always text cells; those that begin like a formula also carry Excel's quote prefix, so that editing them does not run
    them. A bare label is a column of anything. The header is frozen, filters and comes again on each printed page (A4). The file
    replaces ``path`` only when complete. Raises ``table_too_large`` and ``file_unwritable``.
    """
    with streamed_workbook(path) as book:
        return add_table(book, title, columns, rows)


def add_table(book: "Workbook", title: str, columns: Sequence[Column | str], rows: Iterable[Sequence[Value]]) -> int:
    """Add a sheet to a workbook as ``write_table`` writes it; each sheet is written to its end before the next."""
    sheet = book.add_worksheet(sheet_name(title))
    listed = [column if isinstance(column, Column) else Column(column) for column in columns]
    quoted = book.add_format({"num_format": TEXT_FORMAT, "quote_prefix": True})
    bold = book.add_format(
        {"bold": True, "bottom": 1, "num_format": TEXT_FORMAT, "bg_color": "#F2F2F2", "text_wrap": True, "valign": "top"}
    )
    for place, column in enumerate(listed):
        sheet.set_column(place, place, _width(column), _column_format(book, column))
        put_text(sheet, 0, place, column.label, bold)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
    dates = (book.add_format({"num_format": FORMATS["date"]}), book.add_format({"num_format": FORMATS["datetime"]}))
    written = _write_rows(sheet, rows, quoted, dates)
    _set_up_page(sheet, listed, written)
    return written


def _column_format(book: "Workbook", column: Column) -> "Format | None":
    look: dict[str, object] = {"text_wrap": True, "valign": "top"} if column.wrap else {}
    if column.kind in FORMATS:
        look["num_format"] = FORMATS[column.kind]
    return book.add_format(look) if look else None


def _set_up_page(sheet: "Worksheet", columns: Sequence[Column], rows: int) -> None:
    """The header stays on the screen and on each page, the columns fit the width of A4, upright or lying."""
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    if sum(_width(column) for column in columns) > _UPRIGHT:
        sheet.set_landscape()
    sheet.set_footer("&C第 &P 页，共 &N 页")


def _write_rows(sheet: "Worksheet", rows: Iterable[Sequence[Value]], quoted: "Format", dates: "tuple[Format, Format]") -> int:
    day, moment = dates
    write_string, write_number = sheet.write_string, sheet.write_number
    number = 0
    for number, row in enumerate(rows, 1):
        if number >= MOST_ROWS:
            raise fault("table_too_large")
        for column, value in enumerate(row):
            # One test for each common cell; the rare ones take the careful way.
            if value.__class__ is str:
                if value[:1] in _PLAIN_BREAKERS:
                    put_text(sheet, number, column, value, quoted)
                elif write_string(number, column, value):
                    raise fault("table_too_large")
            elif value.__class__ is int or value.__class__ is float:
                write_number(number, column, value)
            elif isinstance(value, (date, int, float, Decimal)):
                _put_value(sheet, number, column, value, moment if isinstance(value, datetime) else day)
            elif value is not None:
                put_text(sheet, number, column, str(value), quoted)
    return number


def _put_value(sheet: "Worksheet", row: int, column: int, value: date | int | float | Decimal, form: "Format") -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, form)
    else:
        sheet.write_number(row, column, value)


def put_text(sheet: "Worksheet", row: int, column: int, text: str, form: "Format | None" = None) -> None:
    """Write ``text`` as a text cell; ``form`` is used for the header or where the text begins like a formula."""
    if text.startswith("<r>") and text.endswith("</r>"):
        # xlsxwriter takes such a text for ready-made rich text and would put it into the sheet unescaped.
        text = f'<r><t xml:space="preserve">{escape(text)}</t></r>'
    if sheet.write_string(row, column, text, form if row == 0 or text.startswith(_RISKY) else None):
        raise fault("table_too_large")


def write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Value]]) -> int:
    """Write UTF-8 CSV with mark and CRLF, each risky text neutralised; the number of rows. Raises ``file_unwritable``."""
    count = 0
    with written_whole(path) as (target, _), target.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([neutralised(header) for header in headers])
        for row in rows:
            writer.writerow([_csv_text(value) for value in row])
            count += 1
    return count


def neutralised(text: str) -> str:
    """The text as a CSV cell that no spreadsheet takes for a formula: a leading apostrophe where it would (OWASP, CSV injection)."""
    return f"'{text}" if text.lstrip(" ").startswith(_RISKY) else text


def _csv_text(value: Value) -> str:
    if isinstance(value, str):
        return neutralised(value)
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else str(value)


def sheet_name(title: str) -> str:
    """A legal sheet name: at most 31 characters, without ``[ ] : * ? / \\``, not quoted at its ends."""
    name = re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", title).strip("' ")[:31].strip("' ")
    return name if name and name.lower() != "history" else "Sheet1"


@contextmanager
def written_whole(path: Path) -> Iterator[tuple[Path, Path]]:
    """A temporary place beside ``path`` that replaces it at the end of the block, and its folder; on any error nothing is left.

    The folder is the target's own, so that no personal data touches another disk. Raises ``file_unwritable``.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".kashi-", dir=path.parent, ignore_cleanup_errors=True) as folder:
            target = Path(folder) / secrets.token_hex(4)
            yield target, Path(folder)
            target.chmod(0o600)
            with target.open("rb+") as stream:
                os.fsync(stream.fileno())
            put_in_place(target, path)
    except OSError:
        raise fault("file_unwritable") from None


@contextmanager
def streamed_workbook(path: Path) -> Iterator["Workbook"]:
    """A workbook that keeps its rows on the disk and replaces ``path`` when the block succeeds. Raises ``file_unwritable``."""
    with written_whole(path) as (target, folder), safe_workbook(target, {"constant_memory": True, "tmpdir": str(folder)}) as book:
        yield book


class _OnDisk(FileIO):
    """A file that can be given up: the archive in it tries to finish when it is collected, where nobody listens to a second fault."""

    given_up = False

    def write(self, data: "Buffer") -> int:
        """Write, or pretend to once it was given up. Errors: OSError."""
        return memoryview(data).nbytes if self.given_up else super().write(data)


@contextmanager
def safe_workbook(target: Path, options: dict[str, object]) -> Iterator["Workbook"]:
    """A workbook that takes no text for a number, formula or link; it is closed only when the block succeeds."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    with _OnDisk(target, "w") as disk, BufferedWriter(disk) as stream:
        book = Workbook(stream, {**_NEVER_GUESS, **options})
        try:
            yield book
            book.close()
        except FileCreateError as error:
            disk.given_up = True
            clear_frames(error.__context__.__traceback__ if error.__context__ else None)  # the archive goes before its file is closed
            raise OSError("xlsxwriter could not write") from error
        finally:
            _let_go(book)


def _let_go(book: "Workbook") -> None:
    """Close the row buffers of an abandoned workbook."""
    book.fileclosed = True
    for sheet in book.worksheets():
        close: Callable[[], None] | None = getattr(getattr(sheet, "row_data_fh", None), "close", None)
        if close is not None:
            close()


def _width(column: Column) -> float:
    if column.width is not None:
        return column.width
    least = {"date": 12.0, "datetime": 18.0}.get(column.kind or "", 10.0)
    return min(40.0, max(least, 2.2 * len(column.label) + 4))


_PLAIN_BREAKERS = frozenset({*_RISKY, "<"})
