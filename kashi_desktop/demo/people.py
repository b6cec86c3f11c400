"""Invented persons and visits, the same ones for the same numbers: for the demo's counties and for the benchmark.

Values are those that a table of the register holds; the same texts travel in the journal.
"""

from datetime import date, timedelta
from typing import Any

MEN = (
    "买买提", "阿卜杜拉", "吐尔逊", "艾合买提", "玉素甫", "依明",
    "卡德尔", "麦麦提敏", "赛买提", "图尔荪", "亚森", "库尔班",
    "热合曼", "伊斯拉木", "牙生", "艾尼瓦尔",
)  # fmt: skip
WOMEN = (
    "阿依古丽", "古丽娜尔", "帕提古丽", "热依汗", "茹仙古丽", "阿曼古丽",
    "海丽其汗", "吐拉汗", "古丽巴哈尔", "祖丽皮亚", "阿瓦汗", "吐尼莎",
    "茹克亚", "赛丽曼", "再乃甫", "海丽且",
)  # fmt: skip
FATHERS = (
    "吐尔逊", "艾山", "依布拉音", "萨迪克", "库尔班", "肉孜",
    "赛买提", "阿西木", "巴拉提", "尼亚孜", "达吾提", "毛拉",
    "托合提", "司马义", "亚森", "牙生", "热合曼", "衣明",
    "买买提", "艾沙", "热西提", "斯迪克", "努尔", "那买提",
)  # fmt: skip
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗"
_MEN_ENDINGS = ("建国", "志强", "国华", "永福", "德胜", "文学", "明", "卫东")
_WOMEN_ENDINGS = ("秀英", "桂兰", "玉兰", "淑珍", "凤英", "丽", "桂英", "春梅")
_OUTCOMES = ("met",) * 24 + ("remote",) * 3 + ("no_answer", "no_answer", "away", "refused", "proxy", "hospital")
_METHODS = ("home", "home", "home", "home", "centre", "home")
_NOTES = ("", "", "", "精神不错，家里暖和", "已提醒关好燃气", "想去卫生院量血压", "炉子要检查烟道")
_CATEGORIES = (
    "living_alone",
    "empty_nest",
    "living_alone;advanced_age",
    "disabled",
    "low_income_support",
    "left_behind",
    "severely_disabled",
)
_LEVELS = ("high", "medium", "low", "low", "low", "medium")
_LOOKS = ("health", "mood", "daily", "hygiene", "support", "gas", "electricity", "heating", "floor", "structure")


def is_woman(number: int) -> bool:
    """Who of the numbers is a woman: every other one."""
    return number % 2 == 1


def full_name(number: int) -> str:
    """Three in four names are Uyghur with a father's name, as in the county; odd numbers are women."""
    spread = _spread(number)
    if number % 8 > 1:
        given = WOMEN if is_woman(number) else MEN
        return f"{given[spread % len(given)]}·{FATHERS[spread // 64 % len(FATHERS)]}"
    endings = _WOMEN_ENDINGS if is_woman(number) else _MEN_ENDINGS
    return _SURNAMES[spread % len(_SURNAMES)] + endings[spread // 64 % len(endings)]


def _spread(number: int) -> int:
    """A number far from its neighbours': without it every elder would always meet the same outcome."""
    mixed = number * 2654435761 % 2**32
    return mixed ^ mixed >> 15


def elder_fields(number: int) -> dict[str, Any]:
    """One elder with consent; the enrolment is left to the caller."""
    spread = _spread(number)
    place = f"{number % 6 + 1} 小队"
    return {
        "ref": f"T-{number:06d}",
        "full_name": full_name(number),
        "sex": "female" if is_woman(number) else "male",
        "birth_date": (date(1936, 1, 1) + timedelta(days=number * 13 % 9000)).isoformat(),
        "phone": f"1000000{number % 10000:04d}",
        "group": place,
        "address": f"{place} {number % 90 + 1} 号",
        "contact_name": full_name(number * 3 + 77),
        "contact_relation": ("女儿", "儿子", "邻居", "侄子")[spread // 16 % 4],
        "contact_phone": f"1000001{number % 10000:04d}",
        "categories": _CATEGORIES[spread // 8 % len(_CATEGORIES)],
        "care_level": _LEVELS[spread // 128 % len(_LEVELS)],
        "consent_on": "2023-11-01",
    }


def visit_fields(number: int, elder: bytes, day: date, outcome: str = "") -> dict[str, Any]:
    """Wire fields of one visit; who came, what was seen and, unless it is given, what came of it vary with the number."""
    spread = _spread(number)
    outcome = outcome or _OUTCOMES[spread // 7 % len(_OUTCOMES)]
    by_telephone = outcome in ("remote", "hospital")
    fields: dict[str, Any] = {
        "ref": f"a1b2-{number}",
        "elder_id": elder.hex(),
        "visited_at": f"{day.isoformat()} {8 + spread % 11:02d}:{spread % 12 * 5:02d}",
        "method": "phone" if by_telephone else _METHODS[spread % len(_METHODS)],
        "outcome": outcome,
        "visitors": full_name(number // 50 + 5) if spread % 3 else f"{full_name(number // 50 + 5)};{full_name(number // 50 + 6)}",
        "visitor_role": "village_staff",
        "minutes": 10 + spread % 9 * 5,
    }
    if outcome == "met":
        fields |= {key: "attention" if spread >> place & 31 == 0 else "ok" for place, key in enumerate(_LOOKS) if spread >> place & 3}
    if note := _NOTES[spread // 11 % len(_NOTES)]:
        fields["note"] = note
    return fields
