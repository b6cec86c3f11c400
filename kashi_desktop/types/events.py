"""What can be taken back and what cannot, as it is called on screen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from kashi_desktop.errors import QT_TRANSLATE_NOOP

_EVENTS: Mapping[str, str] = {
    "enrol": QT_TRANSLATE_NOOP("errors", "登记老人"),
    "edit": QT_TRANSLATE_NOOP("errors", "修改老人资料"),
    "close": QT_TRANSLATE_NOOP("errors", "注销"),
    "reopen": QT_TRANSLATE_NOOP("errors", "重新登记"),
    "record_visit": QT_TRANSLATE_NOOP("errors", "{day}探访"),
    "correct_visit": QT_TRANSLATE_NOOP("errors", "更正{day}探访"),
    "void_visit": QT_TRANSLATE_NOOP("errors", "作废{day}探访"),
    "open_need": QT_TRANSLATE_NOOP("errors", "新开需求"),
    "start_need": QT_TRANSLATE_NOOP("errors", "开始办理需求"),
    "settle_need": QT_TRANSLATE_NOOP("errors", "办结需求"),
    "set_unit_state": QT_TRANSLATE_NOOP("errors", "变更单位情况"),
    "save_attendance": QT_TRANSLATE_NOOP("errors", "保存培训结果"),
    "save_service": QT_TRANSLATE_NOOP("errors", "保存服务时长"),
    "same_person": QT_TRANSLATE_NOOP("errors", "确认是同一个人"),
    "part_persons": QT_TRANSLATE_NOOP("errors", "不再算作同一个人"),
    "ask_questions": QT_TRANSLATE_NOOP("errors", "发出核对问题"),
    "answer_question": QT_TRANSLATE_NOOP("errors", "答复核对问题"),
    "settle_question": QT_TRANSLATE_NOOP("errors", "了结核对问题"),
}
_ACTIONS: Mapping[str, str] = {
    "save": QT_TRANSLATE_NOOP("errors", "保存{register}"),
    "remove": QT_TRANSLATE_NOOP("errors", "删除{register}"),
    "load": QT_TRANSLATE_NOOP("errors", "导入{register}"),
}
"""The same for any register; the log names it (``save_worker``)."""
_FINAL: Mapping[str, str] = {
    "withdraw_consent": QT_TRANSLATE_NOOP("errors", "撤回同意"),
    "erase": QT_TRANSLATE_NOOP("errors", "依法删除"),
    "confirm_consent": QT_TRANSLATE_NOOP("errors", "确认同意"),
    "export": QT_TRANSLATE_NOOP("errors", "导出数据包"),
    "import": QT_TRANSLATE_NOOP("errors", "导入数据包"),
    "receipt": QT_TRANSLATE_NOOP("errors", "写出回执"),
    "invite": QT_TRANSLATE_NOOP("errors", "写出邀请"),
    "issue_report": QT_TRANSLATE_NOOP("errors", "正式出具报告"),
    "approve": QT_TRANSLATE_NOOP("errors", "认可电脑"),
    "reject": QT_TRANSLATE_NOOP("errors", "拒绝电脑"),
    "revoke": QT_TRANSLATE_NOOP("errors", "停用电脑"),
    "rotate_keys": QT_TRANSLATE_NOOP("errors", "更换密钥"),
}
"""What undo names and refuses: values were destroyed, something left the machine, or others rely on it already."""
_OF_MANY = frozenset({"same_person", "part_persons", "ask_questions", "settle_question"})
"""Rulings; like loads and sheets they stay undoable beyond the last changes of one record."""
_DAY = QT_TRANSLATE_NOOP("errors", "{month}月{day}日")
_DAY_OF_YEAR = QT_TRANSLATE_NOOP("errors", "{year}年{month}月{day}日")
_SEVERAL = QT_TRANSLATE_NOOP("errors", "{what}（{count} 条）")


class Refusal(StrEnum):
    """Why a change is not taken back."""

    FINAL = "final"
    ANOTHERS = "anothers_change"
    CHANGED_SINCE = "changed_since"
    IN_USE = "record_in_use"


_REFUSED: Mapping[Refusal, str] = {
    Refusal.FINAL: QT_TRANSLATE_NOOP("errors", "“{what}”不能撤销，没有任何改动。"),
    Refusal.ANOTHERS: QT_TRANSLATE_NOOP("errors", "“{what}”是{who}做的（{when}），只能由本人撤销，没有任何改动。"),
    Refusal.CHANGED_SINCE: QT_TRANSLATE_NOOP("errors", "“{what}”之后{by}又改过（{at}），不能撤销，没有任何改动。"),
    Refusal.IN_USE: QT_TRANSLATE_NOOP("errors", "“{what}”之后有“{register}”的记录用到它，不能撤销，没有任何改动。"),
}
_LEFT = QT_TRANSLATE_NOOP("errors", "其中 {count} 条之后又改过、用到或销毁过，没有动：{names}。")
_ANOTHER_COMPUTER = QT_TRANSLATE_NOOP("errors", "另一台电脑")


@dataclass(frozen=True, slots=True)
class Done:
    """One change as undo tells it: the event, whom or what it is about, when and by whom it was made, how many records it changed.

    With a ``refusal`` nothing was changed. ``by`` changed the same since, at ``at``; "" is somebody at another computer whose name is not
    known here. Of a record in use, ``by`` is the label of the register that uses it. ``left`` names the records of a load or a sheet that
    were not taken back, because they were changed, used or destroyed since; ``records`` counts the others.
    """

    event: str
    register: str
    name: str
    day: date | None
    records: int
    when: datetime
    who: str
    refusal: Refusal | None = None
    by: str = ""
    at: datetime | None = None
    left: tuple[str, ...] = ()

    def remains(self, translate: Callable[[str, str], str] = lambda _context, text: text) -> str:
        """The sentence that names what of a load or a sheet was left; "" where all of it was taken back."""
        names = "、".join(each for each in self.left[:3] if each)
        return translate("errors", _LEFT).format(count=len(self.left), names=names or "…") if self.left else ""

    def words(self, translate: Callable[[str, str], str] = lambda _context, text: text) -> str:
        """``11月5日探访 王桂芳``; ``translate`` gets context and source text."""
        day = self._day(translate) if self.day else ""
        template = translate("errors", _template(self.event) or _FINAL[self.event])
        what = template.format(day=day, register=translate("registers", self.register))
        if self.records > 1:
            return translate("errors", _SEVERAL).format(what=what, count=self.records)
        return f"{what} {self.name}".strip()

    def refused(self, translate: Callable[[str, str], str] = lambda _context, text: text) -> str:
        """The sentence that says why it was not taken back and that nothing was changed; "" where it was."""
        if self.refusal is None:
            return ""
        return translate("errors", _REFUSED[self.refusal]).format(
            what=self.words(translate),
            who=self.who,
            when=f"{self.when:%Y-%m-%d %H:%M}",
            by=self.by or translate("errors", _ANOTHER_COMPUTER),
            at=f"{self.at:%Y-%m-%d %H:%M}" if self.at else "",
            register=translate("registers", self.by),
        )

    def _day(self, translate: Callable[[str, str], str]) -> str:
        day = self.day or self.when.date()
        template = _DAY if day.year == self.when.year else _DAY_OF_YEAR
        return translate("errors", template).format(year=day.year, month=day.month, day=day.day)


def _template(event: str) -> str:
    return _EVENTS.get(event) or _ACTIONS.get(event.partition("_")[0], "")


def can_be_undone(event: str) -> bool:
    """Whether the changes of an event can be taken back."""
    return bool(_template(event))


def is_final(event: str) -> bool:
    """Whether an event is one that nothing takes back and that undo therefore names."""
    return event in _FINAL


def is_one_of_many(event: str, count: int) -> bool:
    """Whether a change of ``count`` records is a load, a sheet or a ruling."""
    return count > 1 or event in _OF_MANY or event.startswith("load_")
