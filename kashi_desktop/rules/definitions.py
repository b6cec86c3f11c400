"""The versioned definitions of the numbers (domain.md §5): what is divided by what, against which target, from when to when.

The plan sets targets and gives no arithmetic; every definition is this project's own and is shown beside its number. A county sets
targets and settings within the stated limits, from a day on and with a reason; each setting is a further version.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules import due
from kashi_desktop.rules.definition_versions import (
    Definition,
    Limits,
    Override,
    in_force,
    parse_settings,
    parse_target,
    setting_value,
    versions_of,
)
from kashi_desktop.rules.fractions import decimal_text
from kashi_desktop.rules.plan_numbers import BASES, BEGINNING, DEFINITIONS, VISIT_RATE
from kashi_desktop.types.faults import Fault, fault

__all__ = [
    "CARE_GAP",
    "DEFINITIONS",
    "Definition",
    "Override",
    "check_override",
    "cut_off_days",
    "cut_off_of",
    "definitions_for",
    "gaps_on",
    "valid_versions",
]

CARE_GAP = "care_gap"
"""Key under which a county shortens the longest gaps between visits; no number, but set in the same way."""

_CARE_GAP_LIMITS = Limits(settings={"high": (1, 7), "medium": (1, 15), "low": (1, 31)})


def check_override(key: str, effective_from: date, target: str | None, settings: str | None) -> tuple[Fault, ...]:
    """What keeps a county's setting from being taken, each fault at its column.

    Codes: definition_key, definition_day, definition_target, definition_settings, definition_empty.
    """
    if key not in BASES and key != CARE_GAP:
        return (fault("key", "definition_key", allowed="、".join([*BASES, CARE_GAP])),)
    limits = _CARE_GAP_LIMITS if key == CARE_GAP else BASES[key].limits
    faults = []
    if effective_from <= BEGINNING:
        faults.append(fault("effective_from", "definition_day", first=BEGINNING.isoformat()))
    if not (target or "").strip() and not (settings or "").strip():
        faults.append(fault("target", "definition_empty"))
    return (*faults, *_target_faults(limits, target), *_setting_faults(limits, settings))


def _target_faults(limits: Limits, text: str | None) -> Iterable[Fault]:
    try:
        target = parse_target(text)
    except ValueError:
        return (fault("target", "definition_target", limits=_target_words(limits)),)
    if target is None:
        return ()
    below = limits.lowest is None or target < limits.lowest
    above = limits.highest is not None and target > limits.highest
    return (fault("target", "definition_target", limits=_target_words(limits)),) if below or above else ()


def _target_words(limits: Limits) -> str:
    if limits.lowest is None:
        return "—"
    highest = decimal_text(limits.highest) if limits.highest is not None else "…"
    return f"{decimal_text(limits.lowest)}–{highest}"


def _setting_faults(limits: Limits, text: str | None) -> Iterable[Fault]:
    try:
        for key, value in parse_settings(text).items():
            setting_value(value, limits.settings[key])
    except (ValueError, KeyError):
        return (fault("settings", "definition_settings", limits=_settings_words(limits)),)
    return ()


def _settings_words(limits: Limits) -> str:
    return "；".join(f"{key}={int(low) if isinstance(low, bool) else low}–{high}" for key, (low, high) in limits.settings.items()) or "—"


def valid_versions(overrides: Iterable[Override] = ()) -> Mapping[str, tuple[Definition, ...]]:
    """Every version of every number by key; settings that are not within the limits (of a newer program) are left out."""
    by_key: dict[str, list[Override]] = {}
    for each in overrides:
        if each.key in BASES and not check_override(each.key, each.effective_from, each.target, each.settings):
            by_key.setdefault(each.key, []).append(each)
    return {key: versions_of(base, by_key.get(key, ())) for key, base in BASES.items()}


def definitions_for(month: str, only: str | None = None, overrides: Sequence[Override] = ()) -> tuple[Definition, ...]:
    """The versions in force in a month; with ``only`` that one. Errors: bad_month, unknown_indicator, no_definition."""
    if only is not None and only not in BASES:
        raise KnownError(
            "unknown_indicator",
            QT_TRANSLATE_NOOP("errors", "没有名为“{key}”的指标，没有任何改动。请核对指标的名称。"),
            key=only,
        )
    versions = valid_versions(overrides)
    found = tuple(each for key, known in versions.items() if only in (None, key) and (each := in_force(known, month)) is not None)
    if not found:
        raise KnownError(
            "no_definition",
            QT_TRANSLATE_NOOP("errors", "{month} 还没有生效的指标定义，没有任何改动。请选择 2021 年 1 月或以后的月份。"),
            month=month,
        )
    return found


def gaps_on(day: date, overrides: Iterable[Override]) -> due.Gaps:
    """The longest gaps between visits on a day: the plan's, or the county's shorter ones in force then."""
    valid = [
        each
        for each in overrides
        if each.key == CARE_GAP
        and each.effective_from <= day
        and not check_override(CARE_GAP, each.effective_from, each.target, each.settings)
    ]
    if not valid:
        return due.DEFAULT_GAPS
    latest = max(valid, key=lambda each: (each.effective_from, each.id))
    return replace(due.DEFAULT_GAPS, **{key: int(value) for key, value in parse_settings(latest.settings).items()})


def cut_off_days(overrides: Iterable[Override] = ()) -> tuple[tuple[date, int], ...]:
    """The cut-off day of the visit rate as (first month's first day, day), the latest first; the last holds for all months before."""
    versions = valid_versions(overrides)[VISIT_RATE]
    return tuple((each.effective_from.replace(day=1), int(each.settings["cut_off_day"])) for each in reversed(versions))


def cut_off_of(enrolled_on: date, days: Sequence[tuple[date, int]]) -> int:
    """The cut-off day, of ``cut_off_days``, in the month of an enrolment."""
    return next((day for begins, day in days if begins <= enrolled_on), days[-1][1])
