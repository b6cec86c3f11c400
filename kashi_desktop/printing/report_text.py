"""The words of the written reports: pure functions from figures to paragraphs.

No sentence says that an incomplete number meets or misses its target. What only people can say is left as a marked place,
``【此处填写…】``.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from kashi_desktop.printing.style import day, month_name
from kashi_desktop.types.report_documents import (
    AnnualReport,
    IncompleteUnit,
    ReportNumber,
    Restatement,
    Standing,
    TrendPoint,
    WrittenReport,
)

NAMED_UNITS = 8
"""So many incomplete units are named in the text; a longer list is an attachment."""
_NAMED_RESTATEMENTS = 3
COUNTING = "一二三四五六七八九十"
"""How the parts of a paper are counted."""
_GROUPS = {
    Standing.MET: "达到目标",
    Standing.NOT_MET: "未达到目标",
    Standing.INCOMPLETE: "数据未齐",
    Standing.NOT_APPLICABLE: "不适用",
    Standing.NOT_JUDGED: "只列数值",
}


class Style(StrEnum):
    """How a paragraph is set (GB/T 9704-2012, 7.3)."""

    HEADING = "heading"
    SUBHEADING = "subheading"
    BODY = "body"
    SLOT = "slot"


class Slot(StrEnum):
    """What is drawn between the paragraphs of the text."""

    NUMBERS = "numbers"
    TREND = "trend"


class Attachment(StrEnum):
    """An attachment by what it holds."""

    DEFINITIONS = "definitions"
    PLACES = "places"
    INCOMPLETE = "incomplete"
    RESTATEMENTS = "restatements"
    TRENDS = "trends"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; with ``Style.SLOT`` the text is the value of a Slot."""

    style: Style
    text: str


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report in words: lines of the title, addressee with its colon, paragraphs, attachments with their names in order."""

    title: tuple[str, ...]
    addressee: str
    body: tuple[Paragraph, ...]
    attachments: tuple[tuple[Attachment, str], ...]


def compose(report: WrittenReport) -> ReportText:
    """The whole text of a monthly or annual report."""
    annual = isinstance(report, AnnualReport)
    attached = attachments(report)
    body = _annual_body(report, attached) if isinstance(report, AnnualReport) else _monthly_body(report, attached)
    what = f"关于{report.year}年城乡社区服务" if isinstance(report, AnnualReport) else f"关于{month_name(report.month)}城乡社区服务"
    title = (report.office_name, what, "工作情况的报告" if annual else "指标情况的报告")
    return ReportText(title, f"{report.addressee}：", tuple(body), attached)


def attachments(report: WrittenReport) -> tuple[tuple[Attachment, str], ...]:
    """What is attached: always the definitions, the rest where there is something to show."""
    found = [(Attachment.DEFINITIONS, "指标口径")]
    if report.places:
        found.append((Attachment.PLACES, f"分{report.place_kind}指标情况"))
    if len(report.incomplete_units) > NAMED_UNITS:
        found.append((Attachment.INCOMPLETE, "数据未齐单位名单"))
    if report.restatements:
        found.append((Attachment.RESTATEMENTS, "数字重述情况表"))
    if len(report.numbers) > 1 and any(has_trend(number) for number in report.numbers):
        found.append((Attachment.TRENDS, "指标趋势"))
    return tuple(found)


def has_trend(number: ReportNumber) -> bool:
    """Whether there are two months to be joined by a line."""
    return sum(point.value is not None for point in number.trend) > 1


# the two bodies


def _monthly_body(report: WrittenReport, attached: Sequence[tuple[Attachment, str]]) -> Iterable[Paragraph]:
    yield _body(f"现将{month_name(report.month)}城乡社区服务指标情况报告如下。{_origin(report, attached)}")
    yield _heading(1, "总体情况")
    yield _body(_overview(report, "本月"))
    yield from _figures(report)
    yield _heading(2, "指标情况")
    yield from _groups(report, 1, "上月")
    yield _heading(3, "数据情况")
    yield from _data(report, attached)
    yield _heading(4, "存在问题和下一步工作")
    yield _body(f"{_misses(report)}【此处填写未达到目标和数据未齐的原因】")
    yield _body("【此处填写下一步措施、责任单位和完成时限】")


def _annual_body(report: AnnualReport, attached: Sequence[tuple[Attachment, str]]) -> Iterable[Paragraph]:
    yield _body(f"现将{report.year}年城乡社区服务工作情况报告如下。{_origin(report, attached)}")
    yield _heading(1, "工作开展情况")
    yield _body("【此处填写本年度主要工作、具体做法和成效】")
    yield _heading(2, "指标完成情况")
    yield _body(_overview(report, f"截至{month_name(report.month)}，"))
    yield from _figures(report)
    yield from _groups(report, 12, "上年同期")
    yield _heading(3, "数据情况")
    yield from _data(report, attached)
    yield _heading(4, "存在的主要问题")
    yield _body(f"{_misses(report)}【此处填写未达到目标的原因和工作中的困难】")
    yield _heading(5, "下一步打算")
    yield _body("【此处填写下一年度工作安排、责任单位和完成时限】")


def _figures(report: WrittenReport) -> Iterable[Paragraph]:
    yield Paragraph(Style.SLOT, Slot.NUMBERS)
    if has_trend(report.numbers[0]):
        yield Paragraph(Style.SLOT, Slot.TREND)


# sentences


def _origin(report: WrittenReport, attached: Sequence[tuple[Attachment, str]]) -> str:
    definitions = _place_of(Attachment.DEFINITIONS, attached)
    return f"各项数字由村（社区）日常登记逐级汇总形成，统计截至{day(report.data_until)}，计算口径见{definitions}。"


def _overview(report: WrittenReport, opening: str) -> str:
    counts = {standing: sum(number.standing is standing for number in report.numbers) for standing in Standing}
    words = _GROUPS | {Standing.NOT_JUDGED: "只列数值、不作判定"}
    parts = "，".join(f"{words[standing]}{count}项" for standing, count in counts.items() if count)
    caution = "数据未齐的指标暂不作结论。" if counts[Standing.INCOMPLETE] else ""
    return f"{opening}列入统计的指标共{len(report.numbers)}项，其中{parts}。{caution}各项指标见表1。"


def _groups(report: WrittenReport, back: int, words: str) -> Iterable[Paragraph]:
    groups = [(title, [n for n in report.numbers if n.standing is standing]) for standing, title in _GROUPS.items()]
    for order, (title, members) in enumerate([group for group in groups if group[1]]):
        yield Paragraph(Style.SUBHEADING, f"（{COUNTING[order]}）{title}的指标")
        for item, number in enumerate(members, 1):
            lead = f"{item}." if len(members) > 1 else ""
            yield _body(f"{lead}{number_sentence(number)}{change_sentence(number, back, words)}")


def number_sentence(number: ReportNumber) -> str:
    """What the report says of one number."""
    value = number.shown + (f"（分子{number.numerator}，分母{number.denominator}）" if number.denominator else "")
    if number.standing is Standing.INCOMPLETE:
        have = f"{number.total_units}个单位中{number.complete_units}个数据齐全"
        so_far = f"按已有数据计算为{value}" if number.display is not None else "已有数据不能计算"
        return f"{number.title}：{have}，{so_far}，{_target(number)}。数据未齐，暂不作结论。"
    if number.standing is Standing.NOT_APPLICABLE:
        return f"{number.title}：本期分母为0，不适用。"
    gap = f"，{number.gap}" if number.gap else ""
    if number.standing is Standing.NOT_JUDGED:
        return f"{number.title}为{value}{gap}，本级只列数值，不作判定。"
    verdict = "达到目标" if number.standing is Standing.MET else f"未达到目标{gap}"
    return f"{number.title}为{value}，{_target(number)}，{verdict}。"


def change_sentence(number: ReportNumber, back: int, words: str) -> str:
    """The change since the month ``back`` months before the last, from the figures as shown; empty unless both are complete."""
    if not number.complete or len(number.trend) <= back:
        return ""
    now, then = number.trend[-1], number.trend[-1 - back]
    if _months(now) - _months(then) != back or now.display is None or then.display is None or not (now.complete and then.complete):
        return ""
    change = Decimal(now.display) - Decimal(then.display)
    if not change:
        return f"与{words}持平。"
    unit = "个百分点" if number.unit == "%" else number.unit
    return f"比{words}{'上升' if change > 0 else '下降'}{abs(change)}{unit}。"


def _months(point: TrendPoint) -> int:
    year, month = point.period.split("-")
    return int(year) * 12 + int(month)


def _target(number: ReportNumber) -> str:
    return f"目标为{number.target_words}" if number.target else "没有设定目标"


def _data(report: WrittenReport, attached: Sequence[tuple[Attachment, str]]) -> Iterable[Paragraph]:
    yield Paragraph(Style.SUBHEADING, "（一）数据齐全情况")
    yield _body(_incomplete(report, attached))
    yield Paragraph(Style.SUBHEADING, "（二）数字重述情况")
    yield _body(_restated(report.restatements, attached))


def _incomplete(report: WrittenReport, attached: Sequence[tuple[Attachment, str]]) -> str:
    units = report.incomplete_units
    if not units:
        if all(number.complete for number in report.numbers):
            return "各单位应报数据均已报齐。"
        return "部分指标数据未齐，各指标数据齐全的单位数见表1。数据报齐后重新计算，变动列入以后各期的重述情况。"
    named = "、".join(_unit(unit) for unit in units[:NAMED_UNITS])
    more = f"等，名单见{_place_of(Attachment.INCOMPLETE, attached)}" if len(units) > NAMED_UNITS else ""
    return (
        f"有{len(units)}个单位数据未齐：{named}{more}。缺少的数据没有计入有关指标的分子和分母；"
        "数据报齐后重新计算，变动列入以后各期的重述情况。"
    )


def _unit(unit: IncompleteUnit) -> str:
    return f"{unit.parent}{unit.name}" + (f"（缺{unit.missing}）" if unit.missing else "")


def _restated(items: Sequence[Restatement], attached: Sequence[tuple[Attachment, str]]) -> str:
    if not items:
        return "以前各期报告的数字没有变动。"
    place = _place_of(Attachment.RESTATEMENTS, attached)
    told = "；".join(
        f"{month_name(item.period)}{item.title}由{item.before}重述为{item.after}，"
        + (f"原因是{item.cause}" if item.cause else "原因未写明")
        for item in items[:_NAMED_RESTATEMENTS]
    )
    more = "等" if len(items) > _NAMED_RESTATEMENTS else ""
    return f"以前各期报告的数字有{len(items)}项变动：{told}{more}。详见{place}。"


def _misses(report: WrittenReport) -> str:
    missed = [number.title for number in report.numbers if number.standing is Standing.NOT_MET]
    return f"未达到目标的指标有{'、'.join(missed)}。" if missed else ""


def _place_of(which: Attachment, attached: Sequence[tuple[Attachment, str]]) -> str:
    return f"附件{[each for each, _ in attached].index(which) + 1}" if len(attached) > 1 else "附件"


def _heading(number: int, text: str) -> Paragraph:
    return Paragraph(Style.HEADING, f"{COUNTING[number - 1]}、{text}")


def _body(text: str) -> Paragraph:
    return Paragraph(Style.BODY, text)
