"""One version of one number, what a county may set in it, and the versions that its settings make (domain.md §5)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.rules import calendar
from kashi_desktop.rules.fractions import decimal_text

Setting = int | bool | str
"""A number, a switch, or a day as ISO text."""

_SIGNS = {"=": "＝", ">=": "≥", ">": "＞"}
_PAIR = re.compile(r"([a-z_]+)=([0-9-]+)")

SETTING_LABELS: Mapping[str, str] = {
    "cut_off_day": QT_TRANSLATE_NOOP("definitions", "登记截止日"),
    "count_proxy": QT_TRANSLATE_NOOP("definitions", "他人代答计入"),
    "base_date": QT_TRANSLATE_NOOP("definitions", "项目起算日"),
    "broken_days": QT_TRANSLATE_NOOP("definitions", "故障宽限天数"),
    "high": QT_TRANSLATE_NOOP("definitions", "高等级最长间隔天数"),
    "medium": QT_TRANSLATE_NOOP("definitions", "中等级最长间隔天数"),
    "low": QT_TRANSLATE_NOOP("definitions", "低等级最长间隔天数"),
}
"""Every setting by its key, as people call it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a county may set: lowest and highest target (None: not to be set), and for each setting its smallest and largest value."""

    lowest: Decimal | None = None
    highest: Decimal | None = None
    settings: Mapping[str, tuple[Setting, Setting]] = field(default_factory=dict)


@dataclass(frozen=True)
class Definition:
    """One version of one number; texts are source texts of the translation context ``definitions``.

    ``target`` stands on the scale (100 for 100 %); ``gap_unit`` is what is missing to it. ``level`` is the place a number belongs to
    (village, township, county); ``judged_at`` the only level that holds it against the target, "" for every one. A ``count`` has no
    denominator. In force from ``effective_from`` to ``effective_to`` (None: until replaced).
    """

    key: str
    version: int
    title: str
    numerator: str
    denominator: str
    comparator: str
    target: Decimal
    scale: int
    unit: str
    source: str
    effective_from: date
    effective_to: date | None = None
    settings: Mapping[str, Setting] = field(default_factory=dict)
    limits: Limits = Limits()
    gap_unit: str = ""
    level: str = "village"
    judged_at: str = ""
    count: bool = False
    reason: str = ""

    @property
    def id(self) -> str:
        """The stable name of this version, e.g. ``monthly_visit_rate/1 (2021-01-01–)``."""
        until = self.effective_to.isoformat() if self.effective_to else ""
        return f"{self.name} ({self.effective_from.isoformat()}–{until})"

    @property
    def name(self) -> str:
        """Key and version, as kept beside a kept number."""
        return f"{self.key}/{self.version}"

    @property
    def text(self) -> str:
        """The definition as people read it, one line a part."""
        until = f"至 {self.effective_to.isoformat()}" if self.effective_to else "起"
        lines = [
            f"分子：{self.numerator}",
            f"分母：{self.denominator}",
            f"目标：{_SIGNS[self.comparator]} {decimal_text(self.target)}{self.unit}",
            f"生效：{self.effective_from.isoformat()} {until}",
            f"依据：{self.source}",
        ]
        if self.settings:
            lines.insert(3, f"参数：{'，'.join(f'{SETTING_LABELS[key]} {_shown(value)}' for key, value in self.settings.items())}")
        if self.reason:
            lines.append(f"调整理由：{self.reason}")
        return "\n".join(lines)

    def holds_in(self, month: str) -> bool:
        """Whether the version is in force on the last day of a month."""
        end = calendar.month_bounds(month)[1]
        return self.effective_from <= end and (self.effective_to is None or end <= self.effective_to)


@dataclass(frozen=True, slots=True)
class Override:
    """A county's setting of one number from a day on, as the register ``definition`` holds it; the later ``id`` of one day rules."""

    key: str
    effective_from: date
    target: str | None
    settings: str | None
    reason: str
    id: bytes = b""


def parse_target(text: str | None) -> Decimal | None:
    """A typed target; None where nothing is written. Errors: ValueError."""
    if text is None or not text.strip():
        return None
    try:
        found = Decimal(text.strip())
    except InvalidOperation:
        raise ValueError(text) from None
    if not found.is_finite():
        raise ValueError(text)
    return found


def parse_settings(text: str | None) -> dict[str, str]:
    """The pairs of ``key=value;…`` as they are written. Errors: ValueError for another form or a key twice."""
    found: dict[str, str] = {}
    for part in (text or "").replace("；", ";").split(";"):
        if not part.strip():
            continue
        pair = _PAIR.fullmatch(part.strip().replace(" ", ""))
        if not pair or pair[1] in found:
            raise ValueError(part)
        found[pair[1]] = pair[2]
    return found


def setting_value(text: str, limits: tuple[Setting, Setting]) -> Setting:
    """One setting within its limits, of the limits' own type. Errors: ValueError."""
    lowest, highest = limits
    if isinstance(lowest, str):
        value: Setting = date.fromisoformat(text).isoformat()
    elif isinstance(lowest, bool):
        value = {"0": False, "1": True}.get(text, text)
    else:
        value = int(text)
    if type(value) is not type(lowest) or not lowest <= value <= highest:  # type: ignore[operator]  # both of the type just compared
        raise ValueError(text)
    return value


def versions_of(base: Definition, overrides: Iterable[Override]) -> tuple[Definition, ...]:
    """The base definition and what each valid setting of a county makes of it, numbered by the day on which it begins.

    A version rests on the base, not on the version before it: what a setting does not name is the plan's.
    """
    by_day = {each.effective_from: each for each in sorted(overrides, key=lambda each: each.id)}
    found = [base]
    for number, day in enumerate(sorted(by_day), start=2):
        found[-1] = replace(found[-1], effective_to=day - timedelta(days=1))
        found.append(_version(base, number, by_day[day]))
    return tuple(found)


def _version(base: Definition, number: int, override: Override) -> Definition:
    target = parse_target(override.target)
    typed = {key: setting_value(value, base.limits.settings[key]) for key, value in parse_settings(override.settings).items()}
    return replace(
        base,
        version=number,
        target=base.target if target is None else target,
        settings={**base.settings, **typed},
        effective_from=override.effective_from,
        effective_to=None,
        reason=override.reason,
    )


def in_force(versions: Sequence[Definition], month: str) -> Definition | None:
    """The version of a number that holds in a month."""
    return next((each for each in reversed(versions) if each.holds_in(month)), None)


def _shown(value: Setting) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return str(value)
