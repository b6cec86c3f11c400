"""Tables written for people: exports as XLSX and CSV whose texts never run, whole or not at all."""

import csv
import os
import re
import secrets
import tempfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from kashi_desktop.spreadsheets.faults import fault

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

Value = str | int | float | date | datetime | None

MOST_ROWS = 1_048_576
LONGEST_TEXT = 32_767
TEXT_FORMAT = 49
"""Excel's built-in number of the format "text"."""
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NEVER_GUESS = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False}


def write_table(path: Path, title: str, headers: Sequence[str], rows: Iterable[Sequence[Value]], text_columns: Collection[int] = ()) -> int:
    """Write one sheet row by row in constant memory and return the number of rows below the header.

    Texts are always text cells; those that begin like a formula also carry Excel's quote prefix, so that editing them does not run
    them. ``text_columns`` (0-based) are formatted as text as a whole: ID numbers, phones, references. The file replaces ``path`` only
    when complete. Raises ``table_too_large`` and ``file_unwritable``.
    """
    with written_whole(path) as (target, folder), _workbook(target, folder) as book:
        sheet = book.add_worksheet(sheet_name(title))
        text = book.add_format({"num_format": TEXT_FORMAT})
        quoted = book.add_format({"num_format": TEXT_FORMAT, "quote_prefix": True})
        for column, header in enumerate(headers):
            sheet.set_column(column, column, _width(header), text if column in text_columns else None)
        sheet.freeze_panes(1, 0)
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{MOST_ROWS}"})
        bold = book.add_format({"bold": True, "bottom": 1, "num_format": TEXT_FORMAT})
        for column, header in enumerate(headers):
            put_text(sheet, 0, column, header, bold)
        return _write_rows(sheet, rows, quoted, (book.add_format({"num_format": form}) for form in ("yyyy-mm-dd", "yyyy-mm-dd hh:mm")))


def _write_rows(sheet: "Worksheet", rows: Iterable[Sequence[Value]], quoted: "Format", dates: Iterator["Format"]) -> int:
    day, moment = dates
    write_string = sheet.write_string
    number = 0
    for number, row in enumerate(rows, 1):
        if number >= MOST_ROWS:
            raise fault("table_too_large")
        for column, value in enumerate(row):
            if value.__class__ is str:
                # One test for the common cell; the rare ones take the careful way.
                if value[:1] in _PLAIN_BREAKERS:
                    put_text(sheet, number, column, value, quoted)
                elif write_string(number, column, value):
                    raise fault("table_too_large")
            elif isinstance(value, (date, int, float)):
                _put_value(sheet, number, column, value, moment if isinstance(value, datetime) else day)
            elif value is not None:
                put_text(sheet, number, column, str(value), quoted)
    return number


def _put_value(sheet: "Worksheet", row: int, column: int, value: date | int | float, form: "Format") -> None:
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
            with target.open("rb+") as stream:
                os.fsync(stream.fileno())
            os.replace(target, path)
    except OSError:
        raise fault("file_unwritable") from None


@contextmanager
def _workbook(target: Path, folder: Path) -> Iterator["Workbook"]:
    with safe_workbook(target, {"constant_memory": True, "tmpdir": str(folder)}) as book:
        yield book


@contextmanager
def safe_workbook(target: Path, options: dict[str, object]) -> Iterator["Workbook"]:
    """A workbook that takes no text for a number, formula or link; it is closed only when the block succeeds."""
    from xlsxwriter import Workbook
    from xlsxwriter.exceptions import FileCreateError

    book = Workbook(str(target), {**_NEVER_GUESS, **options})
    try:
        yield book
        book.close()
    except FileCreateError as error:
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


def _width(header: str) -> float:
    return min(40.0, max(10.0, 2.2 * len(header) + 2))


_PLAIN_BREAKERS = frozenset({*_RISKY, "<"})
