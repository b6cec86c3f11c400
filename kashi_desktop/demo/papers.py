"""Every kind of paper of the demo, each once, from the office that would print it."""

from collections.abc import Iterator
from pathlib import Path

from kashi_desktop.demo.office import Office
from kashi_desktop.types.printing import DOCUMENTS, PrintRequest

OF_MONTH = ("due-list", "visit-ledger", "monthly-summary", "needs-list")
OF_RECORDS = ("elder-card", "subject-copy", "facility-sheet", "sign-in-sheet", "certificate-list", "volunteer-certificate")
WRITTEN = ("indicator-report", "annual-report")


def print_papers(village: Office, county: Office, prefecture: Office, month: str, folder: Path) -> tuple[int, int]:
    """Write them into a folder, the written reports with their figures as workbooks; returns how many papers and pages."""
    papers = pages = 0
    for office, request in _requests(village, county, prefecture, month):
        out = folder / f"{request.document}-{office.code}{f'-{request.period}' if request.period else ''}.pdf"
        pages += office.workspace.reports.print(request, out).pages
        papers += 1
        if request.document in WRITTEN:
            office.workspace.reports.figures(request, out.with_suffix(".xlsx"))
    return papers, pages


def _requests(village: Office, county: Office, prefecture: Office, month: str) -> Iterator[tuple[Office, PrintRequest]]:
    for document in OF_MONTH:
        yield village, PrintRequest(document, period=month)
    yield village, PrintRequest("blank-visit-form")
    yield village, PrintRequest("data-dictionary")
    if visits := village.workspace.reports.visits_of_month(month)[:8]:
        yield village, PrintRequest("visit-record", records=tuple(visits))
        yield village, PrintRequest("visit-records", period=month)
    for document in OF_RECORDS:
        if refs := _refs(village, DOCUMENTS[document].refs_of):
            yield village, PrintRequest(document, refs=refs if DOCUMENTS[document].several else refs[:1])
    yield county, PrintRequest("call-list", period=month)
    for document in WRITTEN:
        yield county, PrintRequest(document, period=month)
    yield prefecture, PrintRequest("indicator-report", period=month)


def _refs(office: Office, register: str) -> tuple[str, ...]:
    """Numbers of a few records of a register; courses first that somebody of the unit attended."""
    if register == "elder":
        return tuple(person.ref for person in office.people[:4])
    key = "code" if register == "facility" else "ref"
    records = office.workspace.records
    found = [row.cells[key] or "" for row in records.list(register)]
    if register == "course":
        attended = {row.cells["course_ref"] for row in records.list("attendance", office.code)}
        found = [each for each in found if each in attended]
    return tuple(dict.fromkeys(found))[:4]
