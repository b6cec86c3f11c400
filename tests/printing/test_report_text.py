"""The words of the written reports: what is said, and what is never said."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from kashi_desktop.printing.report_text import NAMED_UNITS, Attachment, Slot, Style, change_sentence, compose, number_sentence
from kashi_desktop.types.report_documents import IncompleteUnit, ReportNumber, Standing, TrendPoint, WrittenReport
from tests.printing.reports import ANNUAL, AREA, COVERAGE, KIOSKS, MONTHLY, NUMBERS, PROFESSIONALS, VISITS, WORKERS


def words(report: WrittenReport) -> str:
    return "\n".join(paragraph.text for paragraph in compose(report).body if paragraph.style is not Style.SLOT)


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (COVERAGE, "城乡社区综合服务设施覆盖率为100.00%（分子12，分母12），目标为100%，达到目标。"),
        (VISITS, "特殊困难老年人月探访率为97.92%（分子47，分母48），目标为100%，未达到目标，还差1人。"),
        (WORKERS, "每万名城镇常住人口社区工作者为25.00人（分子96，分母38400），目标为高于25人，未达到目标，还差1人。"),
        (
            AREA,
            "每百户设施面积：12个单位中9个数据齐全，按已有数据计算为33.59m²（分子430，分母1280），目标为不低于30m²。数据未齐，暂不作结论。",
        ),
        (KIOSKS, "城市社区政务自助服务覆盖率：本期分母为0，不适用。"),
        (PROFESSIONALS, "社会工作专业人才为378人，地区目标尚差22人，本级只列数值，不作判定。"),
    ],
    ids=lambda each: each.standing.value if isinstance(each, ReportNumber) else "",
)
def test_each_standing_has_its_sentence(number: ReportNumber, sentence: str) -> None:
    assert number_sentence(number) == sentence


@pytest.mark.parametrize("met", [True, False, None])
@pytest.mark.parametrize("facts", [{}, {"display": None, "value": None, "numerator": "0", "denominator": "0"}])
def test_an_incomplete_number_is_never_judged(met: bool | None, facts: dict[str, Any]) -> None:
    number = replace(VISITS, met=met, complete_units=11, **facts)
    sentence = number_sentence(number)
    assert number.standing is Standing.INCOMPLETE
    assert sentence.endswith("数据未齐，暂不作结论。")
    assert "达到" not in sentence
    assert change_sentence(number, 1, "上月") == ""


def test_no_text_claims_a_target_while_all_is_incomplete() -> None:
    numbers = tuple(replace(number, met=True, complete_units=11) for number in NUMBERS)
    for report in (replace(MONTHLY, numbers=numbers), replace(ANNUAL, numbers=numbers)):
        text = words(report).replace("【此处填写未达到目标和数据未齐的原因】", "").replace("【此处填写未达到目标的原因和工作中的困难】", "")
        assert "达到" not in text
        assert text.count("数据未齐，暂不作结论。") == len(numbers)


def test_the_overview_counts_every_number_once() -> None:
    text = words(MONTHLY)
    assert "列入统计的指标共6项，其中达到目标1项，未达到目标2项，数据未齐1项，不适用1项，只列数值、不作判定1项。" in text
    assert "数据未齐的指标暂不作结论。" in text
    for number in NUMBERS:
        assert text.count(number_sentence(number)) == 1


def test_groups_without_a_number_are_left_out_and_counted_on() -> None:
    text = words(replace(MONTHLY, numbers=(COVERAGE, KIOSKS)))
    assert "（一）达到目标的指标\n城乡社区" in text  # a single one has no number before it
    assert "（二）不适用的指标" in text
    assert "未达到目标的指标有" not in text
    assert "数据未齐的指标" not in text


@pytest.mark.parametrize(
    ("points", "said"),
    [
        ((("2026-08", "95.83", True), ("2026-09", "97.92", True)), "比上月上升2.09个百分点。"),
        ((("2026-08", "98.00", True), ("2026-09", "97.92", True)), "比上月下降0.08个百分点。"),
        ((("2026-08", "97.92", True), ("2026-09", "97.92", True)), "与上月持平。"),
        ((("2026-08", "95.83", False), ("2026-09", "97.92", True)), ""),
        ((("2026-08", None, True), ("2026-09", "97.92", True)), ""),
        ((("2026-07", "95.83", True), ("2026-09", "97.92", True)), ""),
        ((("2026-09", "97.92", True),), ""),
        ((), ""),
    ],
)
def test_change_since_last_month(points: tuple[tuple[str, str | None, bool], ...], said: str) -> None:
    number = replace(VISITS, trend=tuple(TrendPoint(period, shown, Fraction(shown or 0), whole) for period, shown, whole in points))
    assert change_sentence(number, 1, "上月") == said


def test_change_since_last_year_crosses_the_year() -> None:
    assert change_sentence(VISITS, 12, "上年同期") == "比上年同期上升6.25个百分点。"
    assert "比上年同期" in words(ANNUAL)
    assert "比上月" in words(MONTHLY)


def test_incomplete_units_are_named_or_attached() -> None:
    assert "有3个单位数据未齐：柳树乡柳树村（缺户数）、河畔镇桥头社区（缺户数和设施面积）、英吾斯坦乡英吾斯坦村。" in words(MONTHLY)
    many = tuple(IncompleteUnit(f"第{n}村") for n in range(1, NAMED_UNITS + 2))
    text = words(replace(MONTHLY, incomplete_units=many))
    assert f"第{NAMED_UNITS}村等，名单见附件3。" in text
    assert f"第{NAMED_UNITS + 1}村" not in text
    assert "各单位应报数据均已报齐。" in words(replace(MONTHLY, numbers=(VISITS,), incomplete_units=()))
    assert "部分指标数据未齐" in words(replace(MONTHLY, incomplete_units=()))


def test_restatements_are_told_with_their_cause() -> None:
    text = words(MONTHLY)
    assert "以前各期报告的数字有2项变动：2026年7月特殊困难老年人月探访率由95.83%重述为97.92%，原因是河畔镇桥头社区补报探访记录1条；" in text
    assert "2026年8月每百户设施面积由32.03m²重述为33.59m²，原因未写明。详见附件3。" in text
    assert "以前各期报告的数字没有变动。" in words(replace(MONTHLY, restatements=()))


def test_attachments_are_those_that_have_something_to_show() -> None:
    assert [which for which, _ in compose(ANNUAL).attachments] == list(Attachment)
    bare = replace(MONTHLY, numbers=(COVERAGE,), places=(), incomplete_units=(), restatements=())
    text = compose(bare)
    assert text.attachments == ((Attachment.DEFINITIONS, "指标口径"),)
    assert "计算口径见附件。" in text.body[0].text
    assert "计算口径见附件1。" in compose(MONTHLY).body[0].text


def test_title_and_addressee() -> None:
    assert compose(MONTHLY).title == ("示例县民政局", "关于2026年9月城乡社区服务", "指标情况的报告")
    assert compose(ANNUAL).title == ("示例县民政局", "关于2026年城乡社区服务", "工作情况的报告")
    assert compose(ANNUAL).addressee == "示例地区民政局："


def test_headings_count_on_and_places_are_marked_for_what_only_people_can_say() -> None:
    for report, headings, marked in ((MONTHLY, "一二三四", 2), (ANNUAL, "一二三四五", 3)):
        text = compose(report)
        assert "".join(p.text[0] for p in text.body if p.style is Style.HEADING) == headings
        assert sum(p.text.count("【此处填写") for p in text.body) == marked
        assert [p.text for p in text.body if p.style is Style.SLOT] == [Slot.NUMBERS, Slot.TREND]
    assert all(p.text != Slot.TREND for p in compose(replace(MONTHLY, numbers=(KIOSKS,))).body)


def test_a_report_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        replace(MONTHLY, numbers=())
