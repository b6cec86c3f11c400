"""Which registers an office of each level may write, as their declarations say.

A village keeps the registers of its people and its unit. A county keeps all of them, for its units too. A prefecture keeps only
what concerns no person: nobody can be entered, loaded or received there (docs/adr/0004).
"""

from db.codes import UnitLevel
from db.registers.registry import REGISTERS
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError

_SENTENCES = {
    UnitLevel.PREFECTURE.value: QT_TRANSLATE_NOOP(
        "errors", "地区只看数字，不保存任何个人的记录，所以这里没有登记簿“{register}”，没有任何改动。请由县（市）或村（社区）登记。"
    ),
    UnitLevel.VILLAGE.value: QT_TRANSLATE_NOOP(
        "errors", "登记簿“{register}”由县（市）填写，会随回执发到本单位，没有任何改动。如需更改，请告诉县里。"
    ),
}
_BY_PROGRAM = QT_TRANSLATE_NOOP("errors", "“{register}”由程序在导出时生成，不能手工填写，没有任何改动。请更正它所依据的记录。")


def may_write(level: str, register: str) -> bool:
    """Whether an office of a level may enter or load records of a register."""
    known = REGISTERS.get(register)
    return known is not None and level in known.kept_at


def check_may_write(level: str, register: str) -> None:
    """Refuse a register that the level does not keep. Errors: register_not_here."""
    if not may_write(level, register):
        known = REGISTERS.get(register)
        template = _BY_PROGRAM if known is not None and known.created_by == "program" else _SENTENCES.get(level, _BY_PROGRAM)
        raise KnownError("register_not_here", template, register=register)
