"""What can be taken back, as it is called on screen."""

from collections.abc import Mapping

from kashi_desktop.errors import QT_TRANSLATE_NOOP

_EVENTS: Mapping[str, str] = {
    "enrol": QT_TRANSLATE_NOOP("errors", "登记老人"),
    "edit": QT_TRANSLATE_NOOP("errors", "修改老人资料"),
    "close": QT_TRANSLATE_NOOP("errors", "注销"),
    "reopen": QT_TRANSLATE_NOOP("errors", "重新登记"),
    "record_visit": QT_TRANSLATE_NOOP("errors", "记录探访"),
    "correct_visit": QT_TRANSLATE_NOOP("errors", "更正探访"),
    "void_visit": QT_TRANSLATE_NOOP("errors", "作废探访"),
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
"""Events that can be undone; withdrawing consent is not among them, it destroys what was kept."""
_ACTIONS: Mapping[str, str] = {
    "save": QT_TRANSLATE_NOOP("errors", "保存登记内容"),
    "remove": QT_TRANSLATE_NOOP("errors", "删除登记内容"),
}
"""The same for any register; the log names it (``save_worker``)."""


def words_of(event: str) -> str:
    """What an event is called on screen, "" for one that cannot be undone."""
    return _EVENTS.get(event) or _ACTIONS.get(event.partition("_")[0], "")


def can_be_undone(event: str) -> bool:
    """Whether the changes of an event can be taken back."""
    return bool(words_of(event))
