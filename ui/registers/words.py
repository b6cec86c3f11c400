"""Cells and columns of any register in the reader's words."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types.records import FieldInfo, RecordRow, RegisterInfo

NUMBERS = ("whole", "decimal")


def translated(words: str) -> str:
    """A label or purpose of a register."""
    return QCoreApplication.translate("registers", words)


def choices_of(field: FieldInfo) -> tuple[tuple[str, str], ...]:
    """The codes that a column may hold, each with its words."""
    return tuple((value, QCoreApplication.translate("codes", words)) for value, words in field.choices)


def filter_of(field: FieldInfo) -> tuple[str, list[tuple[str, str]]]:
    """A filter by a column of codes, as ``FilterBar`` takes it."""
    label = translated(field.label)
    return label, [("", QCoreApplication.translate("RegisterView", "全部{what}").format(what=label)), *choices_of(field)]


@cache
def info_of(register: str) -> RegisterInfo:
    """The description of a register."""
    from kashi_desktop.services.records import register_info  # late: the services load after the first window

    return register_info(register)


def field_of(register: str, key: str) -> FieldInfo:
    """One column of a register; an unknown one is a bug and raises KeyError."""
    return {each.key: each for each in info_of(register).fields}[key]


def label_of(register: str, key: str) -> str:
    """What a column is called; one that nobody knows, as in a table that is loaded, stands for itself."""
    return next((translated(each.label) for each in info_of(register).fields if each.key == key), key)


def cell_words(field: FieldInfo, text: str | None, units: Mapping[str, str]) -> str:
    """A cell as people read it; ``units`` are names of places by code."""
    if not text:
        return ""
    if field.choices:
        known = dict(field.choices)
        return "、".join(QCoreApplication.translate("codes", known[part]) if part in known else part for part in text.split(";"))
    if field.kind == "units":
        return "、".join(_share_words(part, units) for part in text.split(";"))
    if field.key == "unit_code":
        return units.get(text, text)
    if field.kind == "whole" and field.key != "year_built" and text.isdigit():
        return f"{int(text):,}"
    return text.replace(";", "、") if field.kind == "people" else text


def _share_words(part: str, units: Mapping[str, str]) -> str:
    code, _, share = part.partition(":")
    return f"{units.get(code, code)} {share}".strip()


def number_of(text: str | None) -> Decimal | None:
    """A cell of a number."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None


def sort_key(field: FieldInfo, row: RecordRow) -> Any:
    """What a column is sorted by: numbers as numbers, codes as they are offered, what is empty last."""
    text = row.cells.get(field.key)
    if field.kind in NUMBERS:
        number = number_of(text)
        return number is None, number or Decimal(0)
    codes = [code for code, _ in field.choices]
    return not text, codes.index(text) if text in codes else len(codes), text or ""


def exported(field: FieldInfo, row: RecordRow, units: Mapping[str, str]) -> Any:
    """What a spreadsheet gets: a number, a date, or the words."""
    text = row.cells.get(field.key)
    if not text:
        return None
    try:
        if field.kind in NUMBERS:
            return number_of(text)
        if field.kind == "day":
            return date.fromisoformat(text)
        if field.kind == "minute":
            return datetime.fromisoformat(text)
    except ValueError:
        return text
    return cell_words(field, text, units)
