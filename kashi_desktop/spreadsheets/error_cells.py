"""Error cells of an .xlsx sheet, which python-calamine hands over as empty (its issue 105)."""

import io
import re
import zipfile
from xml.etree import ElementTree

_MARKS = (b't="e"', b"t='e'")
_CELL = re.compile(rb"<(?:\w+:)?c\s(?=[^<>]*\bt=[\"']e[\"'])[^<>]*?\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"'][^<>]*>")
_STEP = 1 << 20
_LONGEST_TAG = 4096
_LONGEST_INDEX = 4 << 20
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def error_cells(data: bytes, sheet: str) -> dict[int, set[int]]:
    """1-based row → 0-based columns of the cells of ``sheet`` that hold #REF! and the like; empty for other formats.

    Without it an error would pass for an empty cell, which keeps the old value in silence.
    """
    found: dict[int, set[int]] = {}
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            part = _part_of(container, sheet)
            if part is None:
                return {}
            with container.open(part) as stream:
                tail = b""
                while block := stream.read(_STEP):
                    block = tail + block
                    if any(mark in block for mark in _MARKS):
                        _collect(block, found)
                    # A tag cut in two by the block's end is looked at again with the next block.
                    start = block.rfind(b"<", max(0, len(block) - _LONGEST_TAG))
                    tail = block[start:] if start >= 0 else b""
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, EOFError, ElementTree.ParseError):
        return found  # calamine judges whether the file is damaged
    return found


def _collect(block: bytes, found: dict[int, set[int]]) -> None:
    for match in _CELL.finditer(block):
        column = 0
        for letter in match[1]:
            column = column * 26 + letter - 64
        found.setdefault(int(match[2]), set()).add(column - 1)


def _part_of(container: zipfile.ZipFile, sheet: str) -> str | None:
    relations = _index(container, "xl/_rels/workbook.xml.rels")
    workbook = _index(container, "xl/workbook.xml")
    if relations is None or workbook is None:
        return None
    targets = {item.get("Id"): item.get("Target", "") for item in relations}
    for item in workbook.iter():
        if item.tag.endswith("}sheet") and item.get("name") == sheet:
            target = targets.get(item.get(_RELATION), "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _index(container: zipfile.ZipFile, name: str) -> ElementTree.Element | None:
    if name not in container.namelist() or container.getinfo(name).file_size > _LONGEST_INDEX:
        return None
    return ElementTree.fromstring(container.read(name))
