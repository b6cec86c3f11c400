"""Rows of a workbook (xlsx, xls, xlsb, ods) as calamine reads them."""

import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from threading import Thread
from typing import TYPE_CHECKING, Any

from kashi_desktop.spreadsheets.error_cells import error_cells
from kashi_desktop.spreadsheets.faults import fault
from kashi_desktop.spreadsheets.headers import SEARCHED_ROWS, Header, find_header

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

Merges = dict[int, list[tuple[int, int]]]


class WorkbookTable:
    """The first visible sheet with a known header within its first ten rows."""

    def __init__(self, data: bytes, lookup: Mapping[str, str]) -> None:
        """Open the workbook and find the sheet; raises ``file_damaged``, ``file_encrypted`` or ``file_empty``."""
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError

        self.header: Header | None = None
        self.name = ""
        self.other_names: list[str] = []
        self.errors: dict[int, set[int]] = {}
        try:
            book = CalamineWorkbook.from_filelike(io.BytesIO(data))
            self._choose(data, book, lookup)
        except PasswordError:
            raise fault("file_encrypted") from None
        except CalamineError:
            # Also an .ods that repeats cells beyond calamine's own bound: read from memory it only says that it knows no format.
            raise fault("file_damaged") from None

    def _choose(self, data: bytes, book: "CalamineWorkbook", lookup: Mapping[str, str]) -> None:
        visible = _visible_sheets(book)
        any_cell = False
        for name in visible:
            search = _ErrorSearch(data, name)
            sheet = book.get_sheet_by_name(name)
            any_cell = any_cell or sheet.end is not None
            merges = _vertical_merges(sheet)
            self.header = find_header(_first_rows(sheet, merges), lookup)
            if self.header is not None:
                self._sheet, self._merges, self.name = sheet, merges, name
                # calamine counts rows from the sheet's first, columns from the first used one.
                left = (sheet.start or (0, 0))[1]
                self.errors = {row: {column - left for column in columns} for row, columns in search.result().items()}
                self.other_names = [other for other in visible if other != name and book.get_sheet_by_name(other).end is not None]
                return
        if not any_cell:
            raise fault("file_empty")

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Rows below the header that hold a value, with their 1-based number; each value typed as calamine gives it."""
        if self.header is None:
            return
        start = self.header.index + 1
        filled: dict[int, tuple[int, Any]] = {}
        blank = [""] * self._sheet.width
        for index, row in enumerate(self._sheet.iter_rows()):
            if index in self._merges:
                for column, last in self._merges[index]:
                    filled[column] = (last, row[column] if column < len(row) else "")
            if index < start or (row == blank and index + 1 not in self.errors):
                continue
            if filled:
                _fill(row, index, filled)
            yield index + 1, row


class _ErrorSearch(Thread):
    """Looks for error cells while calamine, which lets go of the interpreter, parses the same sheet."""

    def __init__(self, data: bytes, sheet: str) -> None:
        super().__init__(daemon=True)
        self._data, self._sheet = data, sheet
        self._found: dict[int, set[int]] = {}
        self._broken: BaseException | None = None
        self.start()

    def run(self) -> None:
        """Search; an exhausted memory is told to the one who asks for the result."""
        try:
            self._found = error_cells(self._data, self._sheet)
        except BaseException as error:
            self._broken = error

    def result(self) -> dict[int, set[int]]:
        """The cells, after the search ended."""
        self.join()
        if self._broken is not None:
            raise self._broken
        return self._found


def text_of(value: Any) -> str:
    """The text of a typed cell: dates ISO to the minute, whole numbers without a point, booleans 1 or 0."""
    kind = value.__class__
    return value if kind is str else TEXTS[kind](value)


def _visible_sheets(book: "CalamineWorkbook") -> list[str]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    return [meta.name for meta in book.sheets_metadata if meta.typ == SheetTypeEnum.WorkSheet and meta.visible == SheetVisibleEnum.Visible]


def _first_rows(sheet: "CalamineSheet", merges: Merges) -> list[list[str]]:
    rows: list[list[str]] = []
    filled: dict[int, tuple[int, Any]] = {}
    for index, row in zip(range(SEARCHED_ROWS), sheet.iter_rows(), strict=False):
        for column, last in merges.get(index, ()):
            filled[column] = (last, row[column] if column < len(row) else "")
        _fill(row, index, filled)
        rows.append([text_of(value) for value in row])
    return rows


def _vertical_merges(sheet: "CalamineSheet") -> Merges:
    """First row → (column, last row): people read a cell merged downwards as the value of all its rows."""
    merges: Merges = {}
    left = (sheet.start or (0, 0))[1]
    for (first, column), (last, _) in sheet.merged_cell_ranges or ():
        if last > first and column >= left:
            merges.setdefault(first, []).append((column - left, last))
    return merges


def _fill(row: list[Any], index: int, filled: dict[int, tuple[int, Any]]) -> None:
    for column, (last, value) in list(filled.items()):
        if index > last:
            del filled[column]
        elif column < len(row) and row[column] == "":
            row[column] = value


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() else repr(value)


def _moment(value: datetime) -> str:
    # Excel keeps days as a float: half a second up, then to the minute, the finest unit of the registers.
    return (value + timedelta(milliseconds=500)).strftime("%Y-%m-%d %H:%M") if value.year < 9999 else value.isoformat(" ", "minutes")


def _duration(value: timedelta) -> str:
    minutes = round(value.total_seconds()) // 60
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


TEXTS: dict[type, Callable[[Any], str]] = {
    float: _number,
    int: str,
    bool: lambda value: "1" if value else "0",
    date: lambda day: f"{day.isoformat()} 00:00",  # a midnight comes as a day; a column of days drops it again
    datetime: _moment,
    time: lambda value: value.isoformat("minutes"),
    timedelta: _duration,
}
