"""What keeps a row of a table from being taken, and what is said of a row or a file that was taken."""

from collections.abc import Mapping, Sequence
from typing import Any

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.printing.letters import named, undrawn
from kashi_desktop.rules.kinds import REF
from kashi_desktop.types.faults import Fault

SENTENCES: Mapping[str, str] = {
    "unit_out_of_scope": QT_TRANSLATE_NOOP("errors", "这个单位不属于本办公室的范围，这一行没有导入。请核对单位代码。"),
    "unit_not_found": QT_TRANSLATE_NOOP("errors", "单位表里没有这个单位，这一行没有导入。请核对单位代码，或先导入单位。"),
    "not_a_village": QT_TRANSLATE_NOOP("errors", "这里要填村（社区）的代码，这一行没有导入。请核对单位代码。"),
    "elder_not_found": QT_TRANSLATE_NOOP("errors", "本单位没有这个编号的老人，这一行没有导入。请核对编号，或先导入老人名册。"),
    "visit_not_found": QT_TRANSLATE_NOOP("errors", "本单位没有这个编号的探访，这一行没有导入。请核对编号，或先导入探访记录。"),
    "worker_not_found": QT_TRANSLATE_NOOP("errors", "本单位没有这个编号的工作者，这一行没有导入。请核对编号，或先导入工作者名册。"),
    "course_not_found": QT_TRANSLATE_NOOP("errors", "没有这个编号的培训班，这一行没有导入。请核对编号，或先导入培训班。"),
    "volunteer_not_found": QT_TRANSLATE_NOOP("errors", "本单位没有这个编号的志愿者，这一行没有导入。请核对编号，或先导入志愿者名册。"),
    "activity_not_found": QT_TRANSLATE_NOOP("errors", "本单位没有这个编号的活动，这一行没有导入。请核对编号，或先导入活动。"),
    "record_not_found": QT_TRANSLATE_NOOP("errors", "找不到这条记录，可能已被删除，没有任何改动。请刷新后再试。"),
    "set_by_county": QT_TRANSLATE_NOOP("errors", "这一项由县（市）填写，没有采用，其余内容照常保存。需要改时请告诉县（市）。"),
    "record_of_county": QT_TRANSLATE_NOOP(
        "errors", "这是上级或别的单位登记的，没有任何改动。要更正请告诉登记它的单位，改好以后会随文件过来。"
    ),
    "hours_exceed_activity": QT_TRANSLATE_NOOP("errors", "时长超过了这次活动的时间，没有保存。请核对时长，不含路途。"),
    "two_at_once": QT_TRANSLATE_NOOP("errors", "这位志愿者同一时间还记在另一次活动里，已照常接收。请核对。"),
    "implausible_area": QT_TRANSLATE_NOOP("errors", "面积与户数相比很大，已照常接收。请核对面积和户数。"),
    "few_households": QT_TRANSLATE_NOOP("errors", "户数很少，已照常接收。请核对户数。"),
    "same_already": QT_TRANSLATE_NOOP("errors", "已有一条内容相同的记录，已照常保存。请核对是否重复。"),
    "ambiguous_ref": QT_TRANSLATE_NOOP("errors", "这个编号在本单位不止一个，这一行没有导入。请先把重复的编号改开。"),
    "ambiguous_row": QT_TRANSLATE_NOOP("errors", "这一行没有编号，而本单位有不止一条相符的记录，这一行没有导入。请填上编号。"),
    "repeated_ref": QT_TRANSLATE_NOOP("errors", "同一个文件里这个编号出现了两次，这一行没有导入。请改开编号或删去一行。"),
    "same_person": QT_TRANSLATE_NOOP(
        "errors", "本单位已有同名同生日的人（编号 {ref}），这一行没有导入。是同一人就填上这个编号，不是就另编一个编号。"
    ),
    "stored_as_number": QT_TRANSLATE_NOOP(
        "errors", "身份证号在表格里存成了数字，后几位已经丢失，这一行没有导入。请把这一列设为文本后重填。"
    ),
    "cell_error": QT_TRANSLATE_NOOP("errors", "这一格是公式错误（如 #REF!），这一行没有导入。请改正这一格。"),
    "shifted": QT_TRANSLATE_NOOP("errors", "这一行比表头多出了内容，可能错了列，这一行没有导入。请检查这一行的分隔符。"),
    "overlapping_spell": QT_TRANSLATE_NOOP(
        "errors", "这个日期与这位老人的另一段登记期间重叠，这一行没有导入。请核对登记日期和注销日期，以前的登记期间不会改动。"
    ),
    "visits_behind": QT_TRANSLATE_NOOP(
        "errors",
        "注销日期之后还有 {count} 次探访（最近一次 {last}），已照常接收，但这些探访不计入探访率。请核对注销日期，或更正、作废这些探访。",
    ),
    "parent_not_found": QT_TRANSLATE_NOOP(
        "errors", "单位表里没有这个上级单位，这一行没有导入。请核对上级代码，或把上级单位放在这一行前面一起导入。"
    ),
    "parent_not_above": QT_TRANSLATE_NOOP("errors", "上级单位的级别不比这个单位高，这一行没有导入。请核对级别和上级代码。"),
    "not_above_its_own": QT_TRANSLATE_NOOP(
        "errors", "这个单位下面还有单位，级别不能与它们相同或更低，这一行没有导入。请核对级别，或先把下面的单位改到别的上级。"
    ),
    "possible_duplicate": QT_TRANSLATE_NOOP(
        "errors", "同名同生日的人不止一位，这一行没有编号，已作为另一位老人接收。请核对；是同一人就填上原来的编号。"
    ),
    "other_sheet": QT_TRANSLATE_NOOP("errors", "文件里还有 {count} 个有内容的工作表没有读取。如有要导入的行，请把它们放在一个工作表里。"),
    "column_never_kept": QT_TRANSLATE_NOOP(
        "errors", "这一列没有读取，也不应登记：本程序不登记民族、宗教、政治面貌、病史、收入、来客和行踪等内容。其他列已照常接收。"
    ),
    "letter_not_drawn": QT_TRANSLATE_NOOP(
        "errors", "{letters} 没有字形，已照常接收，纸上会印成“〓”。请核对是否输错；没有输错，打印后请手写补上。"
    ),
    "unknown_column": QT_TRANSLATE_NOOP("errors", "这个登记簿没有这一列，这一列没有读取，其他列已照常接收。请对照模板的表头。"),
}


WORDS = ("name", "people", "place", "ref", "text")
"""Cells that hold any letters."""


class RowFault(Exception):
    """A row that cannot be taken; the cell is masked by its column where the row is known, never passed on from here."""

    def __init__(self, column: str, code: str, **params: object) -> None:
        """Name the column; ``params`` fill the places of the sentence and hold nothing of a person."""
        super().__init__(code)
        self.fault = remark(column, code, **params)


def same_person(ref: str) -> RowFault:
    """A row without a number that differs from somebody of the same name and birth date; ``ref`` is that person's number."""
    return RowFault("ref", "same_person", ref=REF.mask(ref))


def remark(column: str, code: str, **params: object) -> Fault:
    """The remark on a column with the sentence that belongs to its code."""
    return Fault(column, "", code, SENTENCES[code], params)


def undrawn_in(wire: Mapping[str, Any], words: Sequence[str]) -> list[Fault]:
    """A remark for each of the columns ``words`` that holds letters which no bundled face draws."""
    if not undrawn("".join([wire[key] or "" for key in words])):
        return []
    return [remark(key, "letter_not_drawn", letters=named(letters)) for key in words if (letters := undrawn(wire[key] or ""))]
