"""The written reports: the monthly indicator report and the annual report of 31 October, in the form of GB/T 9704."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from math import ceil

from kashi_desktop.printing.charts import Bar, Point, Target, bar_chart, bars_height, trend_chart
from kashi_desktop.printing.files import Output
from kashi_desktop.printing.official import HEIGHT, WIDTH, Official
from kashi_desktop.printing.report_text import Attachment, Paragraph, Slot, Style, compose, has_trend
from kashi_desktop.printing.style import SMALL, Cell, Paper, month_name
from kashi_desktop.printing.tables import Item, ListColumn, Span, draw_list
from kashi_desktop.types.report_documents import (
    AnnualReport,
    IncompleteUnit,
    PlaceNumber,
    PlaceRow,
    ReportNumber,
    Restatement,
    Standing,
    WrittenReport,
)

TITLES = ("月度指标报告", "年度书面报告")
"""How the reader's window names a monthly and an annual report."""
_TABLE = 10.0
_TREND, _SMALL_TREND = 168.0, 132.0
_PLACE_ROW = 32.5  # two lines of small type
_SHORT_PARTS = 6  # characters beside which a remark still fits
_MOST_BARS = 32  # of one page
_MOST_NUMBERS = 5  # side by side in the table of places


def write_report(report: WrittenReport, out: Output) -> int:
    """Write a monthly or annual report and return its number of pages; KnownError ``pdf_not_written`` and ``font_unusable``."""
    document = _Document(report)
    document.compose()
    return document.paper.save(out)


class _Document:
    """One report: text first, then the attachments; tables and figures are counted through."""

    def __init__(self, report: WrittenReport) -> None:
        self.report = report
        self.paper = Paper(TITLES[isinstance(report, AnnualReport)])
        self.page = Official(self.paper)
        self.text = compose(report)
        self._tables = self._figures = 0

    def compose(self) -> None:
        page, report, attached = self.page, self.report, self.text.attachments
        page.title(self.text.title)
        page.text(self.text.addressee, indent=False)
        for paragraph in self.text.body:
            self._paragraph(paragraph)
        page.closing("特此报告。", [name for _, name in attached], report.office_name, report.made_on)
        draw: dict[Attachment, Callable[[], None]] = {
            Attachment.DEFINITIONS: partial(self._draw, _DEFINITIONS, report.numbers),
            Attachment.PLACES: self._places,
            Attachment.INCOMPLETE: partial(self._draw, _INCOMPLETE, report.incomplete_units),
            Attachment.RESTATEMENTS: partial(self._draw, _RESTATED, report.restatements),
            Attachment.TRENDS: self._trends,
        }
        for number, (which, name) in enumerate(attached, 1):
            page.attachment(number, len(attached), name)
            draw[which]()
        page.finish()

    def _paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.style is Style.SLOT:
            {Slot.NUMBERS: self._numbers, Slot.TREND: self._trend}[Slot(paragraph.text)]()
        elif paragraph.style is Style.BODY:
            self.page.text(paragraph.text)
        else:
            self.page.heading(paragraph.text, paragraph.style)

    def _name_table(self, name: str) -> None:
        self._tables += 1
        self.page.caption(f"表{self._tables}　{name}", keep=80)

    def _draw(self, columns: Sequence[ListColumn[Item]], items: Sequence[Item]) -> None:
        """A table that is all of its attachment needs no name of its own."""
        draw_list(self.page, columns, items, number=26, size=_TABLE)

    def _figure_name(self, name: str) -> str:
        self._figures += 1
        return f"图{self._figures}　{name}"

    # between the paragraphs

    def _numbers(self) -> None:
        self.page.gap(4)
        self._name_table(f"{month_name(self.report.month)}指标情况")
        draw_list(self.page, _NUMBERS, self.report.numbers, number=20, size=_TABLE)
        self.page.gap(12)

    def _trend(self) -> None:
        number = self.report.numbers[0]
        self.page.caption(self._figure_name(f"{number.title}逐月情况（单位：{number.unit}）"), keep=_TREND)
        self.page.figure(_TREND, lambda cell: trend_chart(self.paper, cell, _points(number), _target(number)))
        self.page.gap(8)

    # attachments

    def _places(self) -> None:
        numbers = [number for number in self.report.numbers if any(number.key in place.numbers for place in self.report.places)]
        self.page.note("各格上行为数值，下行为分子／分母；“未齐”的按已有数据计算，暂不作结论；“—”为没有这项数字。")
        self.page.gap(6)
        for start in range(0, len(numbers), _MOST_NUMBERS):
            about = 114 + _PLACE_ROW * len(self.report.places)
            if start and about <= HEIGHT:  # a table that can stand on one page does; the first stays with the title
                self.page.need(about)
            self._place_table(numbers[start : start + _MOST_NUMBERS])
        for number in numbers:
            self._bars(number)

    def _place_table(self, numbers: Sequence[ReportNumber]) -> None:
        wide = 360 / len(numbers)
        columns: list[ListColumn[PlaceRow]] = [ListColumn(self.report.place_kind, 72, lambda place: place.name)]
        columns += [ListColumn(f"{each.title}（{each.unit}）", wide, partial(_place_cell_of, each.key), "centre") for each in numbers]
        self._name_table(f"分{self.report.place_kind}指标情况")
        draw_list(self.page, columns, self.report.places, number=24, total=[Span(_place_cell(each)) for each in numbers], size=SMALL)
        self.page.gap(12)

    def _bars(self, number: ReportNumber) -> None:
        bars = [_bar(place.name, place.numbers[number.key], number) for place in self.report.places if number.key in place.numbers]
        if sum(bar.value is not None for bar in bars) < 2:
            return
        name = f"分{self.report.place_kind}{number.title}"
        self.page.gap(6)
        each = ceil(len(bars) / ceil(len(bars) / _MOST_BARS))
        for start in range(0, len(bars), each):
            part = bars[start : start + each]
            caption = self._figure_name(name) if start == 0 else f"图{self._figures}　{name}（续）"
            self.page.caption(caption, keep=bars_height(len(part)))
            self.page.figure(bars_height(len(part)), partial(_draw_bars, self.paper, part, number))

    def _trends(self) -> None:
        """Small charts of equal size, two side by side."""
        shown = [number for number in self.report.numbers if has_trend(number)]
        self.page.caption(self._figure_name("各项指标逐月情况"), keep=_SMALL_TREND)
        for start in range(0, len(shown), 2):
            self.page.figure(_SMALL_TREND, partial(_draw_pair, self.paper, shown[start : start + 2]))
            self.page.gap(6)


# cells


def _place_cell_of(key: str, place: PlaceRow) -> str:
    return _place_cell(place.numbers.get(key))


def _place_cell(number: ReportNumber | PlaceNumber | None) -> str:
    if number is None:
        return "—"
    if number.standing is Standing.NOT_APPLICABLE:
        return number.standing.label
    parts = f"{number.numerator}/{number.denominator}" if number.denominator else ""
    if number.standing is Standing.INCOMPLETE:
        parts += "（未齐）" if len(parts) <= _SHORT_PARTS else "\n（未齐）"
    return "\n".join(filter(None, (number.display or "—", parts)))


# charts


def _target(number: ReportNumber) -> Target | None:
    return Target(Fraction(number.target), number.target_sign) if number.target else None


def _scaled(value: Fraction | None, number: ReportNumber) -> Fraction | None:
    return None if value is None else value * number.scale


def _points(number: ReportNumber) -> list[Point]:
    return [Point(point.period, _scaled(point.value, number), point.display or "", point.complete) for point in number.trend]


def _bar(name: str, place: PlaceNumber, number: ReportNumber) -> Bar:
    shown = "—" if place.display is None else f"{place.display}{number.unit}"
    if place.standing in (Standing.INCOMPLETE, Standing.NOT_APPLICABLE):
        shown = place.standing.label if place.display is None else f"{shown} {place.standing.label}"
    return Bar(name, _scaled(place.value, number), shown, place.standing)


def _draw_bars(paper: Paper, bars: Sequence[Bar], number: ReportNumber, cell: Cell) -> None:
    bar_chart(paper, cell, bars, _target(number))


def _draw_pair(paper: Paper, numbers: Sequence[ReportNumber], cell: Cell) -> None:
    wide = (WIDTH - 12) / 2
    for place, number in enumerate(numbers):
        x = cell.x + place * (wide + 12)
        paper.put(x, cell.y + 9, f"{number.title}（{number.unit}）", 9, bold=True)
        trend_chart(paper, Cell(x, cell.y + 12, wide, cell.height - 12), _points(number), _target(number))


def _applies(number: ReportNumber) -> bool:
    return number.standing is not Standing.NOT_APPLICABLE


def _gap(number: ReportNumber) -> str:
    return (number.gap if number.standing in (Standing.NOT_MET, Standing.NOT_JUDGED) else "") or "—"


_NUMBERS: Sequence[ListColumn[ReportNumber]] = (
    ListColumn("指标", 104, lambda number: number.title),
    ListColumn("分子", 42, lambda number: number.numerator if _applies(number) else "—", "centre"),
    ListColumn("分母", 46, lambda number: (number.denominator or "—") if _applies(number) else "0", "centre"),
    ListColumn("数值", 54, lambda number: number.shown, "centre"),
    ListColumn("目标", 48, lambda number: number.target_sign, "centre"),
    ListColumn("是否\n达到", 50, lambda number: number.standing.label, "centre"),
    ListColumn("差距", 60, _gap),
    ListColumn("数据\n齐全", 42, lambda number: f"{number.complete_units}／{number.total_units}", "centre"),
)
_DEFINITIONS: Sequence[ListColumn[ReportNumber]] = (
    ListColumn("指标", 110, lambda number: number.title),
    ListColumn("口径", 306, lambda number: f"{number.definition_text}\n版本：{number.definition_id}"),
)
_INCOMPLETE: Sequence[ListColumn[IncompleteUnit]] = (
    ListColumn("所属", 120, lambda unit: unit.parent),
    ListColumn("单位", 150, lambda unit: unit.name),
    ListColumn("缺少的数据", 146, lambda unit: unit.missing),
)
_RESTATED: Sequence[ListColumn[Restatement]] = (
    ListColumn("时期", 66, lambda item: month_name(item.period), "centre"),
    ListColumn("指标", 122, lambda item: item.title),
    ListColumn("原数", 54, lambda item: item.before, "centre"),
    ListColumn("现数", 54, lambda item: item.after, "centre"),
    ListColumn("变动原因", 120, lambda item: item.cause or "未写明"),
)
