"""Invented persons and visits as wire values, the same ones for the same numbers."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

_GIVEN = (
    "买买提", "阿卜杜拉", "吐尔逊", "艾合买提", "玉素甫", "依明",
    "卡德尔", "阿依古丽", "古丽娜尔", "帕提古丽", "热依汗", "茹仙古丽",
    "阿曼古丽", "海丽其汗", "吐拉汗", "麦麦提敏",
)  # fmt: skip
_FATHERS = (
    "吐尔逊", "艾山", "依布拉音", "萨迪克", "库尔班", "肉孜",
    "赛买提", "阿西木", "巴拉提", "尼亚孜", "达吾提", "毛拉",
    "托合提", "司马义", "亚森", "牙生", "热合曼", "衣明",
)  # fmt: skip
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
_ENDINGS = (
    "秀英", "桂兰", "玉兰", "建国", "志强", "淑珍",
    "凤英", "国华", "明", "丽", "永福", "桂英",
    "春梅", "德胜", "秀珍", "文学",
)  # fmt: skip
_OUTCOMES = ("met",) * 8 + ("remote", "no_answer", "no_answer", "away", "refused", "hospital")
_METHODS = ("home", "home", "home", "phone", "centre", "home")
_NOTES = ("", "", "", "精神不错，家里暖和", "已提醒关好燃气", "想去卫生院量血压", "炉子要检查烟道")
_CATEGORIES = ("living_alone", "empty_nest", "advanced_age;living_alone", "disabled", "low_income_support")
_LEVELS = ("high", "medium", "low", "low")
_LOOKS = ("health", "mood", "daily", "hygiene", "support", "gas", "electricity", "heating", "floor", "structure")


def full_name(number: int) -> str:
    """Three in four names are Uyghur with a father's name, as in the county."""
    if number % 4:
        return f"{_GIVEN[number * 7 % len(_GIVEN)]}·{_FATHERS[number * 11 % len(_FATHERS)]}"
    return _SURNAMES[number * 3 % len(_SURNAMES)] + _ENDINGS[number * 5 % len(_ENDINGS)]


def elder_fields(number: int) -> dict[str, Any]:
    """Wire fields of one elder with consent."""
    return {
        "ref": f"T-{number:06d}",
        "full_name": full_name(number),
        "sex": "female" if number % 2 else "male",
        "birth_date": (date(1936, 1, 1) + timedelta(days=number * 13 % 7000)).isoformat(),
        "phone": f"1380000{number % 10000:04d}",
        "group": f"{number % 6 + 1} 小队",
        "address": f"{number % 6 + 1} 小队 {number % 90 + 1} 号",
        "contact_name": full_name(number + 77),
        "contact_relation": "女儿" if number % 2 else "儿子",
        "contact_phone": f"1390000{number % 10000:04d}",
        "categories": _CATEGORIES[number % len(_CATEGORIES)],
        "care_level": _LEVELS[number % len(_LEVELS)],
        "consent_on": "2023-11-01",
    }


def visit_fields(number: int, elder: bytes, day: date) -> dict[str, Any]:
    """Wire fields of one visit; which outcome, who came and what was seen vary with the number."""
    spread = number * 2654435761 % 2**32  # without it every elder would always meet the same outcome
    fields: dict[str, Any] = {
        "ref": f"a1b2-{number}",
        "elder_id": elder.hex(),
        "visited_at": f"{day.isoformat()} {8 + spread % 11:02d}:{spread % 12 * 5:02d}",
        "method": _METHODS[spread % len(_METHODS)],
        "outcome": _OUTCOMES[spread // 7 % len(_OUTCOMES)],
        "visitors": full_name(number // 50 + 5) if spread % 3 else f"{full_name(number // 50 + 5)};{full_name(number // 50 + 6)}",
        "visitor_role": "village_staff",
        "minutes": 10 + spread % 9 * 5,
    }
    fields |= {key: "attention" if spread >> place & 31 == 0 else "ok" for place, key in enumerate(_LOOKS) if spread >> place & 3}
    if note := _NOTES[spread // 11 % len(_NOTES)]:
        fields["note"] = note
    return fields


def days_of_months(last: date, months: int) -> Iterator[date]:
    """The first days of the months up to the one of ``last``, oldest first."""
    first = last.year * 12 + last.month - months
    for count in range(months):
        year, month = divmod(first + count, 12)
        yield date(year, month + 1, 1)
