"""Words of the board: states, months, whom to call."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.county import BoardCell
from ui.shared.month_cells import State
from ui.shared.words import day_words

STATES: Mapping[str, tuple[State, str]] = {
    "received": ("received", QT_TRANSLATE_NOOP("board", "已收到")),
    "zero": ("zero", QT_TRANSLATE_NOOP("board", "零报告")),
    "late": ("late", QT_TRANSLATE_NOOP("board", "收到得晚")),
    "held": ("held", QT_TRANSLATE_NOOP("board", "待处理")),
    "silent": ("silent", QT_TRANSLATE_NOOP("board", "没有消息")),
    "pending": ("none", QT_TRANSLATE_NOOP("board", "还没到期")),
    "before": ("none", QT_TRANSLATE_NOOP("board", "还没有开始报送")),
}
"""Of every state its sign on the board and its word, in the order in which they are counted."""

MEANINGS: Mapping[str, str] = {
    "received": QT_TRANSLATE_NOOP("board", "这个月的包按时到了。"),
    "zero": QT_TRANSLATE_NOOP("board", "包到了，里面写明这段时间没有新的记录。"),
    "late": QT_TRANSLATE_NOOP("board", "这个月没有单独送包，后来的包把它带来了。"),
    "held": QT_TRANSLATE_NOOP("board", "包到了，但要先处理：电脑待认可，或前面缺一段。"),
    "silent": QT_TRANSLATE_NOOP("board", "到了期限还没有任何包。打个电话问问，也许 U 盘在路上。"),
    "pending": QT_TRANSLATE_NOOP("board", "期限还没有到。"),
    "before": QT_TRANSLATE_NOOP("board", "这个单位那时还没有开始送包。"),
}


def tr(text: str) -> str:
    """A word of this page in the reader's language."""
    return QCoreApplication.translate("board", text)


def state_words(state: str) -> str:
    """The name of a state."""
    return tr(STATES[state][1])


def month_words(month: str) -> str:
    """``2026 年 11 月`` of ``2026-11``."""
    year, number = month.split("-")
    return QCoreApplication.translate("board", "{year} 年 {month} 月").format(year=int(year), month=int(number))


def short_month(month: str) -> str:
    """``11 月``."""
    return QCoreApplication.translate("board", "{n} 月").format(n=int(month[5:]))


def missing_words(months: Sequence[str]) -> str:
    """The months a unit misses: named when they are few, else how many."""
    if len(months) <= 2:
        return "、".join(short_month(each) for each in months)
    return QCoreApplication.translate("board", "{n} 个月").format(n=len(months))


def last_words(last: date | None, today: date) -> str:
    """When something last came."""
    return day_words(last, today) if last is not None else tr(QT_TRANSLATE_NOOP("board", "还没有过"))


def cell_note(cell: BoardCell, today: date) -> str:
    """What a cell says in its tooltip beside its state."""
    if cell.written_on is None:
        return ""
    words = QCoreApplication.translate("board", "{day} 写成，{n} 条")
    return words.format(day=day_words(cell.written_on, today), n=cell.entries)
