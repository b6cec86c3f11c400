"""Words of the printing page: documents, what must be chosen, file names."""

from datetime import date

from PySide6.QtCore import QCoreApplication

from db.codes import UnitLevel
from kashi_desktop.types.printing import DOCUMENTS, WRITTEN, Document, PrintRequest

THIS_MONTH = ("visit-ledger", "monthly-summary", "month-close", "visit-records", "call-list")
"""Papers of one month; on the others a month only narrows what is listed."""


def title_of(document: str) -> str:
    """What a document is called."""
    return QCoreApplication.translate("documents", DOCUMENTS[document].label)


def help_of(document: str) -> str:
    """What a document is for."""
    return QCoreApplication.translate("documents", DOCUMENTS[document].help)


def listed(level: UnitLevel) -> tuple[Document, ...]:
    """The documents of the page at an office of ``level``; single visits come from a person's card, written reports have their own page."""
    found = [each for each in DOCUMENTS.values() if level in each.levels and each.key not in (*WRITTEN, "visit-record")]
    # An office that waits for others calls first; the papers of a village come after its own.
    return tuple(sorted(found, key=lambda each: UnitLevel.VILLAGE in each.levels))


def pick_words(register: str) -> str:
    """What is chosen for a document."""
    return {
        "elder": QCoreApplication.translate("documents", "老人"),
        "course": QCoreApplication.translate("documents", "培训班"),
        "volunteer": QCoreApplication.translate("documents", "志愿者"),
        "facility": QCoreApplication.translate("documents", "设施"),
    }.get(register, "")


def reason(request: PrintRequest, level: UnitLevel) -> str:
    """What must still be chosen before there is a document; empty when there can be one."""
    kind = DOCUMENTS[request.document]
    if kind.unit and level != UnitLevel.VILLAGE and not request.unit:
        return QCoreApplication.translate("documents", "先选一个村（社区），这里就会显示每一页。")
    if request.missing() == "refs":
        return QCoreApplication.translate("documents", "先在左边选{what}，这里就会显示每一页。").format(what=pick_words(kind.refs_of))
    if request.missing() == "period":
        return QCoreApplication.translate("documents", "先选月份，这里就会显示每一页。")
    return ""


def file_name(request: PrintRequest, today: date) -> str:
    """A proposed name: the kind, the place's code where there are several, the month or day; never a person."""
    parts = [title_of(request.document), request.unit, request.period or today.isoformat()]
    return " ".join(part for part in parts if part) + ".pdf"
