"""Definitions and a county's settings: versions by day, limits, and figures that never round across a target."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from kashi_desktop.rules.definition_versions import in_force
from kashi_desktop.rules.definitions import CARE_GAP, DEFINITIONS, Override, check_override, definitions_for, gaps_on, valid_versions
from kashi_desktop.rules.due import DEFAULT_GAPS, Gaps
from kashi_desktop.rules.fractions import display
from kashi_desktop.rules.numbers.facts import AFFECTED, RULES, Fact
from kashi_desktop.rules.numbers.figures import Totals, added, best_lever, figure_of, part_of

BY_KEY = {each.key: each for each in DEFINITIONS}
DAY = date(2026, 7, 1)


def override(key: str, day: date = DAY, target: str | None = None, settings: str | None = None, id_: bytes = b"a") -> Override:
    return Override(key, day, target, settings, "说明", id_)


def test_every_number_has_a_definition_a_rule_and_a_register_it_rests_on() -> None:
    assert set(RULES) == set(BY_KEY)
    assert set().union(*AFFECTED.values()) == set(BY_KEY)
    for each in DEFINITIONS:
        assert each.title
        assert each.numerator
        assert each.denominator
        assert each.source
        assert each.gap_unit
        assert f"{each.key}/1 (2021-01-01–)" == each.id
        assert not check_override(each.key, DAY, str(each.target), None), each.key


def test_versions_follow_each_other_and_each_rests_on_the_plan() -> None:
    found = valid_versions(
        [
            override("area_per_100_households", date(2026, 9, 1), "35", id_=b"c"),
            override("area_per_100_households", DAY, "40.5", id_=b"b"),
            override("monthly_visit_rate", DAY, None, "cut_off_day=28"),
            override("monthly_visit_rate", date(2026, 9, 1), None, "count_proxy=1"),
        ]
    )
    area = found["area_per_100_households"]
    assert [each.id for each in area] == [
        "area_per_100_households/1 (2021-01-01–2026-06-30)",
        "area_per_100_households/2 (2026-07-01–2026-08-31)",
        "area_per_100_households/3 (2026-09-01–)",
    ]
    assert [in_force(area, month).target for month in ("2026-06", "2026-07", "2026-08", "2026-09")] == [  # type: ignore[union-attr]
        Decimal(30), Decimal("40.5"), Decimal("40.5"), Decimal(35),
    ]  # fmt: skip
    assert [each.settings for each in found["monthly_visit_rate"]] == [
        {"cut_off_day": 25, "count_proxy": False},
        {"cut_off_day": 28, "count_proxy": False},
        {"cut_off_day": 25, "count_proxy": True},
    ]
    assert "目标：≥ 40.5m²" in area[1].text
    assert "调整理由：说明" in area[1].text
    assert "参数：登记截止日 25，他人代答计入 是" in found["monthly_visit_rate"][2].text
    (month,) = definitions_for("2026-07", "area_per_100_households", [override("area_per_100_households", DAY, "40")])
    assert month.target == 40


def test_two_settings_of_one_day_are_one_version_and_what_is_beyond_the_limits_is_none() -> None:
    twice = [override("activity_area_share", target="20", id_=b"a"), override("activity_area_share", target="60", id_=b"b")]
    assert [each.target for each in valid_versions(twice)["activity_area_share"]] == [10, 60]
    assert len(valid_versions([override("activity_area_share", target="61")])["activity_area_share"]) == 1
    assert valid_versions([override("happiness", target="1")]).keys() == BY_KEY.keys()


@pytest.mark.parametrize(
    ("key", "target", "settings"),
    [
        ("monthly_visit_rate", None, "cut_off_day=20;count_proxy=1"),
        ("monthly_visit_rate", "", "cut_off_day = 28；count_proxy=0"),
        ("activity_area_share", "60", None),
        ("new_build_share", "12.5", "base_date=2023-04-04"),
        ("kiosk_coverage", None, "broken_days=0"),
        ("day_care_coverage", "100", None),
        ("workers_per_10k", "30", None),
        ("elder_care_land", "0.2", None),
        (CARE_GAP, None, "high=5;medium=10"),
        (CARE_GAP, None, "low=21"),
    ],
)
def test_settings_within_the_limits(key: str, target: str | None, settings: str | None) -> None:
    assert check_override(key, DAY, target, settings) == ()


@pytest.mark.parametrize(
    ("key", "day", "target", "settings", "faults"),
    [
        ("happiness", DAY, "1", None, ["definition_key"]),
        ("facility_coverage", date(2021, 1, 1), "100", None, ["definition_day"]),
        ("facility_coverage", DAY, None, " ", ["definition_empty"]),
        ("facility_coverage", DAY, "99", None, ["definition_target"]),
        ("facility_coverage", DAY, "101", None, ["definition_target"]),
        ("facility_coverage", DAY, "many", None, ["definition_target"]),
        ("facility_coverage", DAY, "NaN", None, ["definition_target"]),
        ("activity_area_share", DAY, "9.99", None, ["definition_target"]),
        ("activity_area_share", DAY, "60.01", None, ["definition_target"]),
        ("monthly_visit_rate", DAY, None, "cut_off_day=19", ["definition_settings"]),
        ("monthly_visit_rate", DAY, None, "cut_off_day=29", ["definition_settings"]),
        ("monthly_visit_rate", DAY, None, "count_proxy=2", ["definition_settings"]),
        ("monthly_visit_rate", DAY, None, "cut_off_day=25;cut_off_day=26", ["definition_settings"]),
        ("monthly_visit_rate", DAY, None, "cut-off: 25", ["definition_settings"]),
        ("kiosk_coverage", DAY, None, "broken_days=31", ["definition_settings"]),
        ("kiosk_coverage", DAY, "90", "cut_off_day=25", ["definition_target", "definition_settings"]),
        ("new_build_share", DAY, None, "base_date=2020-12-31", ["definition_settings"]),
        ("new_build_share", DAY, None, "base_date=2023-02-30", ["definition_settings"]),
        (CARE_GAP, DAY, None, "high=8", ["definition_settings"]),
        (CARE_GAP, DAY, None, "medium=0", ["definition_settings"]),
        (CARE_GAP, DAY, "5", "high=5", ["definition_target"]),
    ],
)
def test_settings_beyond_the_limits(key: str, day: date, target: str | None, settings: str | None, faults: list[str]) -> None:
    found = check_override(key, day, target, settings)
    assert [each.code for each in found] == faults
    assert all(each.message for each in found)


def test_shorter_gaps_hold_from_their_day_until_replaced() -> None:
    settings = [override(CARE_GAP, DAY, None, "high=5", b"a"), override(CARE_GAP, date(2026, 9, 1), None, "medium=10;low=20", b"b")]
    assert gaps_on(date(2026, 6, 30), settings) == DEFAULT_GAPS
    assert gaps_on(DAY, settings) == Gaps(high=5)
    assert gaps_on(date(2026, 9, 1), settings) == Gaps(7, 10, 20)
    assert gaps_on(DAY, [override(CARE_GAP, DAY, None, "high=30")]) == DEFAULT_GAPS


def figure(key: str, numerator: int | Decimal, denominator: int) -> tuple[str | None, bool | None, str | None]:
    found = figure_of(BY_KEY[key], Totals(numerator, denominator, 1, 1))
    return found.display, found.met, found.gap


@pytest.mark.parametrize(
    ("key", "numerator", "denominator", "expected"),
    [
        ("day_care_coverage", 17999, 20000, ("89.99", False, "1")),  # 89.995
        ("day_care_coverage", 18, 20, ("90.00", True, "0")),
        ("workers_per_10k", 25001, 10_000_000, ("25.01", True, "0")),  # 25.001
        ("workers_per_10k", 96, 38400, ("25.00", False, "1")),
        ("workers_per_10k", 0, 38400, ("0.00", False, "97")),
        ("facility_coverage", 99_999, 100_000, ("99.99", False, "1")),
        ("area_per_100_households", Decimal("29.999"), 100, ("29.99", False, "0.001")),
        ("elder_care_land", Decimal("299.99"), 3000, ("0.09", False, "0.01")),
        ("social_work_professionals", 378, 3, ("378", False, "22")),
        ("prefecture_class", 100, 1, ("100", True, "0")),
        ("survey_coverage", 0, 0, (None, None, None)),
        ("social_work_professionals", 0, 0, (None, None, None)),
    ],
)
def test_figures_at_the_edge(
    key: str, numerator: int | Decimal, denominator: int, expected: tuple[str | None, bool | None, str | None]
) -> None:
    assert figure(key, numerator, denominator) == expected


def test_a_rounded_number_stays_on_its_side() -> None:
    assert display(Fraction(89_995, 100_000), 100, ">=", 90) == "89.99"
    assert display(Fraction(25_001, 1000), 1, ">", 25) == "25.01"


def test_the_lever_takes_the_smallest_gaps_until_they_close_the_whole() -> None:
    definition = BY_KEY["area_per_100_households"]
    facts = {b"a": Fact(20, 100), b"b": Fact(28, 100), b"c": Fact(32, 100), b"d": Fact(missing=("households",)), b"e": Fact(25, 100)}
    parts = {place: part_of(fact) for place, fact in facts.items()}
    totals = added(parts.values())
    assert (totals.complete, totals.total) == (4, 5)
    assert figure_of(definition, totals).gap == "15"
    assert best_lever(definition, parts, totals, bytes.decode) == [(b"b", 2), (b"e", 5), (b"a", 10)]
    assert best_lever(definition, {b"a": parts[b"a"]}, Totals(20, 100, 1, 1), bytes.decode) == []
