"""Words of the questions: what each kind asks, in a tone that leaves the answer open."""

from collections.abc import Mapping
from datetime import date

from PySide6.QtCore import QCoreApplication

from db.codes import QuestionKind
from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.types.county import QuestionItem
from ui.shared.messages import label
from ui.shared.words import day_words

ASKS: Mapping[QuestionKind, str] = {
    QuestionKind.BIRTH_DATE_ID: QT_TRANSLATE_NOOP(
        "questions", "登记的出生日期（或性别）和身份证号对不上，可能是抄写时看错了一位。请对照证件看看哪个对，改好或说明情况都可以。"
    ),
    QuestionKind.POSSIBLE_DUPLICATE: QT_TRANSLATE_NOOP(
        "questions", "这两条登记看起来可能是同一位老人。请问一问：是同一人就注销一条（原因选重复登记），不是就说明一下。"
    ),
    QuestionKind.IMPLAUSIBLE_AREA: QT_TRANSLATE_NOOP(
        "questions", "这处设施的面积按户数算显得很大，可能是单位或小数点写错，也可能户数还没有更新。请核对面积和户数。"
    ),
    QuestionKind.REPEATED_NOTES: QT_TRANSLATE_NOOP(
        "questions", "同一个月里有几次探访的备注一模一样，也许是复制时带过来的。请看看是否有要补写的情况。"
    ),
    QuestionKind.OTHER: QT_TRANSLATE_NOOP("questions", "请看一看下面写的事，答复一句即可。"),
}
_SAME_WORKER = QT_TRANSLATE_NOOP(
    "questions", "这两条登记看起来可能是同一位社区工作者。请问一问：是同一人就在名册里确认，各项人数只算一次；不是就说明一下。"
)
_SAME_FACILITY = QT_TRANSLATE_NOOP(
    "questions",
    "另一个村（社区）也登记了这个编号的共用设施，面积可能算了两次。请问一问：是同一处就由一家保留，另一家删除；不是就说明一下。",
)
REGISTERS: Mapping[str, str] = {
    "elder": QT_TRANSLATE_NOOP("questions", "老人"),
    "visit": QT_TRANSLATE_NOOP("questions", "探访"),
    "facility": QT_TRANSLATE_NOOP("questions", "设施"),
    "need": QT_TRANSLATE_NOOP("questions", "需求"),
    "worker": QT_TRANSLATE_NOOP("questions", "社区工作者"),
    "volunteer": QT_TRANSLATE_NOOP("questions", "志愿者"),
}


def ask_words(item: QuestionItem) -> str:
    """What a question of its kind asks."""
    doubled = {"worker": _SAME_WORKER, "facility": _SAME_FACILITY} if item.kind is QuestionKind.POSSIBLE_DUPLICATE else {}
    return QCoreApplication.translate("questions", doubled.get(item.register, ASKS[item.kind]))


def about_words(item: QuestionItem) -> str:
    """The records by their numbers in the ledger: ``老人 E-1、E-7``."""
    register = QCoreApplication.translate("questions", REGISTERS.get(item.register, ""))
    about = f"{register} {'、'.join(item.refs)}".strip()
    return QCoreApplication.translate("questions", "{about} 等 {n} 处").format(about=about, n=item.times) if item.times > 1 else about


def kind_words(item: QuestionItem) -> str:
    """The name of the kind."""
    return label(item.kind)


def asked_words(item: QuestionItem, today: date) -> str:
    """When it was asked."""
    return day_words(item.asked_on, today) if item.asked_on else ""


def answered_words(item: QuestionItem, today: date) -> str:
    """When it was answered."""
    return day_words(item.answered_on, today) if item.answered_on else ""
