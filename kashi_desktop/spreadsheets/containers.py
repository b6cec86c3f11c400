"""What kind of file a run of bytes is, before a parser sees it."""

import io
import zipfile

from kashi_desktop.spreadsheets.faults import fault
from kashi_desktop.spreadsheets.limits import MIB, Limits

_CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_SMALL = 32 * MIB
_WORKBOOK_PARTS = {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}
# Files that people rename or pick by mistake; all other bytes are tried as text.
_OTHERS = (
    b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"RIFF", b"II*\0", b"MM\0*", b"\x00\x00\x01\x00", b"ID3", b"OggS", b"\x1a\x45\xdf\xa3",
    b"%PDF", b"{\\rtf", b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"SQLite format 3", b"age-encryption.org",
    b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd",
    b"<!doctype", b"<html", b"<?xml", b"<!--", b"<table",
)  # fmt: skip


def is_workbook(data: bytes, limits: Limits) -> bool:
    """True for a workbook, False for bytes to be read as text; any other file is refused.

    Raises ``file_empty``, ``not_a_spreadsheet``, ``file_encrypted``, ``file_damaged`` and ``file_huge`` (unpacked size or ratio
    of the central directory; a lying directory meets the memory limit of the process).
    """
    if not data.strip(b" \t\r\n\0"):
        raise fault("file_empty")
    if data.startswith(_CFB):
        return _check_compound(data)
    if data.startswith(_ZIP):
        return _check_zip(data, limits)
    start = data[:512].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if (data.startswith(_OTHERS) or start.startswith(_OTHERS) or data[4:8] == b"ftyp") and not _looks_like_text(data):
        raise fault("not_a_spreadsheet")
    return False


def _looks_like_text(data: bytes) -> bool:
    """Two-letter marks also begin honest texts: a file that is all text and no markup is left to the header search."""
    return data[:2] in (b"BM", b"MZ") and b"\0" not in data[:4096]


def _check_compound(data: bytes) -> bool:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise fault("file_encrypted")
    if not any(name.encode("utf-16-le") in data for name in ("Workbook", "Book")):
        raise fault("not_a_spreadsheet")
    return True


def _check_zip(data: bytes, limits: Limits) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            members = container.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OverflowError):
        raise fault("file_damaged") from None
    if not _WORKBOOK_PARTS & {member.filename.lower().replace("\\", "/") for member in members}:
        raise fault("not_a_spreadsheet")
    if any(member.flag_bits & 0x1 for member in members):
        raise fault("file_encrypted")
    unpacked = sum(member.file_size for member in members)
    packed = max(1, min(len(data), sum(member.compress_size for member in members)))
    if unpacked > limits.unpacked_bytes or (unpacked > _SMALL and unpacked > limits.ratio * packed):
        raise fault("file_huge")
    return True
