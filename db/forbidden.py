"""Fields that must not exist anywhere: the people in this database are served by it, never watched by it (domain.md §1)."""

import re

_KEYS = frozenset((
    "ethnicity", "ethnic", "nationality", "religion", "religious", "faith", "political", "politics", "party", "membership",
    "fingerprint", "face", "iris", "biometrics", "latitude", "longitude", "gps", "coordinates", "track", "tracks",
    "diagnosis", "disease", "illness", "income", "salary", "wage", "guests", "whereabouts", "score", "risk", "rank",
))  # fmt: skip
_WORDS = re.compile(
    "民族|族别|宗教|信仰|政治面貌|党员|党派|党组织|指纹|人脸|虹膜|生物特征|坐标|经度|纬度|定位|轨迹|行踪|病史|病种|诊断|疾病|患病|收入|工资|来客|访客|去向|评分|风险|排名"
)


def must_not_exist(key: str, label: str = "") -> bool:
    """Whether a column, by its key or its label, says what is never kept of anybody."""
    return not _KEYS.isdisjoint(re.split(r"[^a-z]+", key.lower())) or _WORDS.search(label or key) is not None
