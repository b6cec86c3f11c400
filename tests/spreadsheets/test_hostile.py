"""Files that want too much, are something else, or are broken: a sentence each, memory bounded."""

import io
import os
import resource
import struct
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
import xlsxwriter

from kashi_desktop.errors import KnownError
from kashi_desktop.spreadsheets import reading
from kashi_desktop.spreadsheets.limits import MIB, Limits
from kashi_desktop.spreadsheets.reading import read_rows

NAMES = {"编号": "ref", "姓名": "full_name", "备注": "note"}
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def code_of(path: Path, limits: Limits | None = None) -> str:
    with pytest.raises(KnownError) as caught, read_rows(path, NAMES, ["full_name"], limits) as sheet:
        for _ in sheet.rows:
            pass
    assert "没有改动任何数据" in caught.value.message
    return caught.value.code


def sheet_file(path: Path, sheet_xml: Callable[[zipfile.ZipFile], None]) -> Path:
    """A small real workbook whose sheet is replaced by what ``sheet_xml`` writes."""
    plain = io.BytesIO()
    book = xlsxwriter.Workbook(plain)
    book.add_worksheet()
    book.close()
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as target:
        for name in source.namelist():
            if name != "xl/worksheets/sheet1.xml":
                target.writestr(name, source.read(name))
        sheet_xml(target)
    return path


OPENING = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
CLOSING = b"</sheetData></worksheet>"


def cell(place: str, text: str) -> bytes:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'.encode()


HEADER = b'<row r="1">' + cell("A1", "编号") + cell("B1", "姓名") + b"</row>"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("照片.xlsx", b"\xff\xd8\xff\xe0" + os.urandom(3000), "not_a_spreadsheet"),
        ("图.csv", b"\x89PNG\r\n\x1a\n" + os.urandom(3000), "not_a_spreadsheet"),
        ("文.xlsx", b"%PDF-1.7\n%abc\n", "not_a_spreadsheet"),
        ("程序.xls", b"MZ\x90\0\x03\0" + bytes(100), "not_a_spreadsheet"),
        ("网页.xls", "<html><table><tr><td>编号</td></tr></table></html>".encode(), "not_a_spreadsheet"),
        ("文字.xlsx", "只是一段文字。\n第二行。\n".encode(), "not_a_spreadsheet"),
        ("文档.xls", CFB + "WordDocument".encode("utf-16-le") + bytes(600), "not_a_spreadsheet"),
        ("加密.xlsx", CFB + "EncryptedPackage".encode("utf-16-le") + bytes(600), "file_encrypted"),
        ("坏.xls", CFB + "Workbook".encode("utf-16-le") + bytes(600), "file_damaged"),
        ("空.xlsx", b"", "file_empty"),
        ("零.xlsx", bytes(5000), "file_empty"),
        ("断.xlsx", b"PK\x03\x04" + os.urandom(2000), "file_damaged"),
    ],
)
def test_files_that_are_something_else(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert code_of(path) == code
    assert path.read_bytes() == content


def test_other_zip_files_and_cut_or_locked_workbooks(tmp_path: Path) -> None:
    other = tmp_path / "包.xlsx"
    with zipfile.ZipFile(other, "w") as target:
        target.writestr("word/document.xml", "<x/>")
    assert code_of(other) == "not_a_spreadsheet"
    whole = sheet_file(tmp_path / "好.xlsx", lambda target: target.writestr("xl/worksheets/sheet1.xml", OPENING + HEADER + CLOSING))
    data = whole.read_bytes()
    cut = tmp_path / "断.xlsx"
    for length in range(4, len(data), 977):
        cut.write_bytes(data[:length])
        assert code_of(cut) in {"file_damaged", "not_a_spreadsheet"}
    broken = sheet_file(tmp_path / "错.xlsx", lambda target: target.writestr("xl/worksheets/sheet1.xml", OPENING + HEADER + b"<row <<<"))
    assert code_of(broken) in {"file_damaged", "header_missing"}
    locked = bytearray(data)
    entry = locked.index(b"PK\x01\x02")
    struct.pack_into("<H", locked, entry + 8, 1)
    cut.write_bytes(locked)
    assert code_of(cut) == "file_encrypted"


def test_empty_workbook(tmp_path: Path) -> None:
    empty = sheet_file(tmp_path / "空.xlsx", lambda target: target.writestr("xl/worksheets/sheet1.xml", OPENING + CLOSING))
    assert code_of(empty) == "file_empty"


@pytest.mark.parametrize("styled", [False, True])
def test_a_million_empty_rows_are_quick(tmp_path: Path, styled: bool) -> None:
    def write(target: zipfile.ZipFile) -> None:
        with target.open("xl/worksheets/sheet1.xml", "w") as stream:
            stream.write(OPENING + HEADER)
            for start in range(2, 1_048_577, 4096):
                rows = range(start, min(start + 4096, 1_048_577))
                inside = '<c r="A{0}" s="0"/><c r="B{0}" s="0"/>' if styled else ""
                stream.write("".join(f'<row r="{row}">{inside.format(row)}</row>' for row in rows).encode())
            stream.write(CLOSING)

    path = sheet_file(tmp_path / "空行.xlsx", write)
    started = time.monotonic()
    with read_rows(path, NAMES, ["full_name"]) as sheet:
        assert list(sheet.rows) == []
    assert time.monotonic() - started < 20


def test_a_text_at_the_last_row_is_found(tmp_path: Path) -> None:
    last = b'<row r="1048576">' + cell("B1048576", "甲") + b"</row>"
    path = sheet_file(tmp_path / "a.xlsx", lambda target: target.writestr("xl/worksheets/sheet1.xml", OPENING + HEADER + last + CLOSING))
    with read_rows(path, NAMES, ["full_name"]) as sheet:
        assert [row.number for row in sheet.rows] == [1_048_576]


def test_a_stray_cell_in_the_last_corner_asks_for_too_much(tmp_path: Path) -> None:
    last = b'<row r="1048576">' + cell("XFD1048576", "x") + b"</row>"
    path = sheet_file(tmp_path / "a.xlsx", lambda target: target.writestr("xl/worksheets/sheet1.xml", OPENING + HEADER + last + CLOSING))
    assert code_of(path) == "file_huge"


def bomb(path: Path) -> Path:
    def write(target: zipfile.ZipFile) -> None:
        with target.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as stream:
            stream.write(OPENING + HEADER + b'<row r="2"><c r="A2" t="inlineStr"><is><t>')
            for _ in range(1200):
                stream.write(b"a" * MIB)
            stream.write(b"</t></is></c></row>" + CLOSING)

    return sheet_file(path, write)


def test_zip_bomb_is_refused_by_its_directory_and_a_lying_one_by_the_memory_limit(tmp_path: Path) -> None:
    path = bomb(tmp_path / "炸弹.xlsx")
    assert path.stat().st_size < 4 * MIB
    assert code_of(path) == "file_huge"
    data = bytearray(path.read_bytes())
    entry = data.rindex(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 24, 1000)  # the directory now says 1000 bytes
    path.write_bytes(data)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    parent = psutil.Process().memory_info().rss
    assert code_of(path, Limits(memory_bytes=300 * MIB)) in {"file_huge", "file_damaged"}
    assert psutil.Process().memory_info().rss - parent < 30 * MIB
    assert resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss <= max(before, 310 * 1024)


def test_memory_limit_holds_for_an_honest_but_large_file(tmp_path: Path) -> None:
    last = b'<row r="1048576">' + cell("J1048576", "x") + b"</row>"  # ten columns of a million rows: 335 MB as calamine keeps them
    path = sheet_file(tmp_path / "a.xlsx", lambda target: target.writestr("xl/worksheets/sheet1.xml", OPENING + HEADER + last + CLOSING))
    assert code_of(path, Limits(memory_bytes=200 * MIB)) == "file_huge"


def test_processor_limit_and_silence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,姓名\n1,甲\n", encoding="utf-8")
    spin = "import sys; sys.stdin.buffer.read(); import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))\nwhile True: pass"
    monkeypatch.setattr(reading, "_command", lambda: [sys.executable, "-c", spin])
    assert code_of(path) == "file_slow"
    idle = "import sys, threading; sys.stdin.buffer.read(); threading.Event().wait()"
    monkeypatch.setattr(reading, "_command", lambda: [sys.executable, "-c", idle])
    assert code_of(path, Limits(silence_seconds=0.5)) == "file_slow"


@pytest.mark.parametrize(
    "program",
    [
        "raise SystemExit(1)",
        "import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(b'\\xff' * 100)",
        "import sys; sys.stdin.buffer.read(); sys.stdout.buffer.write(b'\\0\\0\\0\\1\\x00')",
    ],
)
def test_a_child_that_breaks_the_form_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text("编号,姓名\n1,甲\n", encoding="utf-8")
    monkeypatch.setattr(reading, "_command", lambda: [sys.executable, "-c", program])
    assert code_of(path) == "reader_failed"


def test_the_child_gets_no_secrets_and_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KASHI_PASSPHRASE", "x")
    assert "KASHI_PASSPHRASE" not in reading._environment()
    path = tmp_path / "a.csv"
    path.write_text("编号,姓名\n" + "1,甲\n" * 100_000, encoding="utf-8")
    started: list[subprocess.Popen[bytes]] = []
    real = subprocess.Popen

    def noted(*args: object, **options: object) -> subprocess.Popen[bytes]:
        process: subprocess.Popen[bytes] = real(*args, **options)  # type: ignore[call-overload]  # handed through as it came
        started.append(process)
        return process

    monkeypatch.setattr(subprocess, "Popen", noted)
    sheet = read_rows(path, NAMES, ["full_name"])
    next(sheet.rows)
    assert started[0].poll() is None
    del sheet  # nobody closed it
    assert started[0].poll() is not None


ODS = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    '<office:body><office:spreadsheet><table:table table:name="名册">{}</table:table></office:spreadsheet></office:body>'
    "</office:document-content>"
)


def ods_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{text}</text:p></table:table-cell>'


def ods(path: Path, *rows: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        target.writestr("META-INF/manifest.xml", '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>')
        target.writestr("content.xml", ODS.format("".join(rows)))
    return path


def test_open_document_sheets_and_their_repeated_cells(tmp_path: Path) -> None:
    header = f"<table:table-row>{ods_cell('编号')}{ods_cell('姓名')}</table:table-row>"
    row = f"<table:table-row>{ods_cell('1')}{ods_cell('甲')}</table:table-row>"
    empty = (
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    with read_rows(ods(tmp_path / "a.ods", header, row, empty), NAMES, ["full_name"]) as sheet:
        assert [(found.number, found.cells) for found in sheet.rows] == [(2, {"ref": "1", "full_name": "甲"})]
    repeated = ods_cell("甲", ' table:number-columns-repeated="16384"')
    many = f'<table:table-row table:number-rows-repeated="1048570">{repeated}</table:table-row>'
    assert code_of(ods(tmp_path / "b.ods", header, many), Limits(memory_bytes=400 * MIB)) in {"file_huge", "file_damaged"}
