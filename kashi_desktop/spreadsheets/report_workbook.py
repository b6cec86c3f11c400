"""The figures behind a written report as a workbook: numbers as numbers, each with its exact fraction beside it."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from kashi_desktop.spreadsheets.writing import Column, Value, add_table, streamed_workbook
from kashi_desktop.types.report_documents import PlaceNumber, ReportNumber, TrendPoint, WrittenReport

_KEY, _TITLE, _UNIT = Column("代码", "text", 26), Column("指标", "text", 30), Column("单位", "text", 8)
_VALUE, _EXACT = Column("数值", "number", 11), Column("确切分数", "text", 14)
_FIGURES = (Column("分子", "number", 12), Column("分母", "number", 12), _VALUE, _UNIT, _EXACT)
_STANDING = Column("是否达到", "text", 11)
_UNITS = (Column("数据齐全单位", "number", 14), Column("应报单位", "number", 11))
_WORDS = {"=": "等于", ">=": "不低于", ">": "高于"}

_NUMBERS = (
    Column("序号", "number", 7),
    _KEY,
    _TITLE,
    *_FIGURES,
    Column("比较", "text", 9),
    Column("目标", "number", 9),
    _STANDING,
    Column("差距", "text", 24),
    *_UNITS,
)
_PLACES = (Column("地方代码", "text", 15), Column("地方", "text", 20), _KEY, _TITLE, *_FIGURES, _STANDING, *_UNITS)
_TREND = (Column("月份", "text", 10), _KEY, _TITLE, _VALUE, _UNIT, _EXACT, Column("数据齐全", "text", 11))
_RESTATED = (
    Column("时期", "text", 10),
    _KEY,
    _TITLE,
    Column("原数", "text", 12),
    Column("现数", "text", 12),
    Column("变动原因", "text", 50, wrap=True),
)
_DEFINITIONS = (_KEY, _TITLE, Column("版本", "text", 40), Column("口径", "text", 80, wrap=True))
_MISSING = (Column("所属", "text", 24), Column("单位", "text", 30), Column("缺少的数据", "text", 40))


def write_report_workbook(report: WrittenReport, out: Path) -> int:
    """Write the sheets 指标, 分单位, 趋势, 重述, 口径 and 数据未齐 and return the number of indicators.

    The file replaces ``out`` only when complete. Raises ``table_too_large`` and ``file_unwritable``.
    """
    with streamed_workbook(out) as book:
        written = add_table(book, "指标", _NUMBERS, _number_rows(report.numbers))
        add_table(book, "分单位", _PLACES, _place_rows(report))
        add_table(book, "趋势", _TREND, (_trend_row(number, point) for number in report.numbers for point in number.trend))
        add_table(book, "重述", _RESTATED, ((r.period, r.key, r.title, r.before, r.after, r.cause) for r in report.restatements))
        add_table(book, "口径", _DEFINITIONS, ((n.key, n.title, n.definition_id, n.definition_text) for n in report.numbers))
        add_table(book, "数据未齐", _MISSING, ((unit.parent, unit.name, unit.missing) for unit in report.incomplete_units))
    return written


def _number_rows(numbers: Iterable[ReportNumber]) -> Iterator[Sequence[Value]]:
    for order, number in enumerate(numbers, 1):
        yield (
            order,
            number.key,
            number.title,
            *_figures(number, number.unit),
            _WORDS[number.comparator] if number.target else "",
            _decimal(number.target),
            number.standing.label,
            number.gap,
            number.complete_units,
            number.total_units,
        )


def _place_rows(report: WrittenReport) -> Iterator[Sequence[Value]]:
    for place in report.places:
        for number in report.numbers:
            own = place.numbers.get(number.key)
            if own is not None:
                judged = own.standing.label, own.complete_units, own.total_units
                yield place.code, place.name, number.key, number.title, *_figures(own, number.unit), *judged


def _trend_row(number: ReportNumber, point: TrendPoint) -> Sequence[Value]:
    whole = "是" if point.complete else "否"
    return point.period, number.key, number.title, _decimal(point.display), number.unit, _fraction(point.value), whole


def _figures(number: ReportNumber | PlaceNumber, unit: str) -> tuple[Value, ...]:
    return _decimal(number.numerator), _decimal(number.denominator), _decimal(number.display), unit, _fraction(number.value)


def _decimal(text: str | None) -> Decimal | None:
    """A figure as a number; an empty cell where there is none."""
    return Decimal(text) if text else None


def _fraction(value: Fraction | None) -> str:
    return "" if value is None else f"{value.numerator}/{value.denominator}"
