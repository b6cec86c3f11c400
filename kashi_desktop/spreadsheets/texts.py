"""Rows of a CSV file: UTF-8 with or without mark, or GB18030; comma or tab."""

import csv
import io
from collections.abc import Iterator, Mapping
from itertools import islice

from kashi_desktop.spreadsheets.faults import fault
from kashi_desktop.spreadsheets.headers import SEARCHED_ROWS, Header, find_header

_LONGEST_FIELD = 65_536
_HEAD = 4_000_000
_GB18030_MARK = b"\x84\x31\x95\x33"
_OTHER_MARKS = (b"\xff\xfe", b"\xfe\xff")

# Python's codec follows GB 18030-2000; these characters left the private use area with the 2005 and 2022 editions.
_MOVED = dict(
    zip(
        (0xE7C7, *range(0xE78D, 0xE797), 0xE81E, 0xE826, 0xE82B, 0xE82C, 0xE832, 0xE843, 0xE854, 0xE864),
        (0x1E3F, 0xFE10, 0xFE12, 0xFE11, 0xFE13, 0xFE14, 0xFE15, 0xFE16, 0xFE17, 0xFE18, 0xFE19, *range(0x9FB4, 0x9FBC)),
        strict=True,
    )
)


class TextTable:
    """A decoded CSV file with its header (None when there is none) and the records below it."""

    def __init__(self, data: bytes, lookup: Mapping[str, str]) -> None:
        """Decode ``data`` and choose the separator whose first rows name most columns; raises ``text_*`` faults."""
        self._text = decoded(data)
        csv.field_size_limit(_LONGEST_FIELD)
        self.header: Header | None = None
        self.is_table = False
        self._separator = ","
        broken: csv.Error | None = None
        for separator in (",", "\t"):
            try:
                first = list(islice(_records(self._text[:_HEAD], separator), SEARCHED_ROWS))
            except csv.Error as error:
                broken = error
                continue
            self.is_table = self.is_table or any(len(row) > 1 for row in first)
            header = find_header(first, lookup)
            if header is not None and (self.header is None or len(header.keys) > len(self.header.keys)):
                self.header, self._separator = header, separator
        if self.header is None and broken is not None:
            raise fault("text_quotes", row=SEARCHED_ROWS)

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Records below the header with their 1-based number in the file; raises ``text_quotes``."""
        number = 0
        start = self.header.index + 1 if self.header else 0
        try:
            for number, row in enumerate(_records(self._text, self._separator), 1):
                if number > start:
                    yield number, row
        except csv.Error:
            raise fault("text_quotes", row=number + 1) from None


def decoded(data: bytes) -> str:
    """The text of ``data`` without its mark; raises ``text_encoding``, ``text_nul`` or ``file_empty``."""
    if data.startswith(_OTHER_MARKS):
        raise fault("text_encoding")
    if b"\0" in data:
        raise fault("text_nul")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = _gb18030(data)
    if not text or text.isspace():
        raise fault("file_empty")
    return text


def _gb18030(data: bytes) -> str:
    if data.startswith(b"\xef\xbb\xbf"):
        raise fault("text_encoding")
    try:
        text = data.removeprefix(_GB18030_MARK).decode("gb18030")
    except UnicodeDecodeError:
        raise fault("text_encoding") from None
    for old, new in _MOVED.items():
        text = text.replace(chr(old), chr(new))
    return text


def _records(text: str, separator: str) -> Iterator[list[str]]:
    # Strict: an unclosed quote would otherwise swallow the rest of the file without a word.
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
