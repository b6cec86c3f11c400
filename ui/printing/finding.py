"""Looks records up for the picker of a document."""

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types.records import RecordRow
from kashi_desktop.workspace import Workspace
from ui.printing.picker import Find, Pick

MOST = 60
"""So many lines are offered; more are found by typing more."""


def finder(ws: Workspace, register: str, unit: str) -> Find:
    """What finds records of a register in a place."""
    return (lambda text: _elders(ws, unit, text)) if register == "elder" else (lambda text: _records(ws, register, unit, text))


def _elders(ws: Workspace, unit: str, text: str) -> list[Pick]:
    from kashi_desktop.services.elders import ElderQuery  # late: not needed before a person is chosen

    found = ws.elders.open_list(ElderQuery(text=text, unit_code=unit))
    rows = ws.elders.fetch_page(found, 0)[:MOST] if found.count else ()
    words = QCoreApplication.translate("documents", "{year} 年生　{group}")
    return [Pick(row.id, row.full_name, words.format(year=row.birth_date.year, group=row.group)) for row in rows]


def _records(ws: Workspace, register: str, unit: str, text: str) -> list[Pick]:
    rows = ws.records.list(register, unit, text)
    if register == "facility":  # a facility has a row for each span of its history; the last one holds now
        rows = tuple({(row.unit_code, row.cells["code"]): row for row in rows}.values())
    if register == "course":
        rows = tuple(sorted(rows, key=lambda row: row.cells["starts_on"] or "", reverse=True))
    return [Pick(row.id, *_words(register, row)) for row in rows[:MOST]]


def _words(register: str, row: RecordRow) -> tuple[str, str]:
    cells = row.cells
    names = {"course": ("title", "starts_on"), "facility": ("name", "code")}
    name, detail = names.get(register, ("full_name", "ref"))
    return cells[name] or "", cells[detail] or ""
