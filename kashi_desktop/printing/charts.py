"""Charts on paper: a line of months with its target, and bars by place; told apart by shape as well as by colour.

Colours are those of Okabe and Ito, which people with any colour blindness tell apart; on a black-and-white printer the line is
solid with dots, the target dashed without, and bars are full, hatched or hollow. Values stand beside what they belong to.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, log10
from typing import Any

from kashi_desktop.printing.style import PAGE_HEIGHT, Cell, Paper
from kashi_desktop.types.report_documents import Standing

BLUE, VERMILION = (0.0, 0.447, 0.698), (0.835, 0.369, 0.0)
_GRID, _AXIS, _WHITE = (0.85, 0.85, 0.85), (0.35, 0.35, 0.35), (1.0, 1.0, 1.0)
_TEXT, _LABEL = 9.0, 8.0
BAR = 17.0
"""Height of a row of bars."""
BARS_HEAD = 34.0
"""Height of the key and the target's name above the bars."""
_DOT = 2.4
_BELOW, _END = 15.0, 14.0  # room for a value below the lowest dot, and beside the first and the last
_YEAR = 32.0  # from one year's name to the next
_SPAN = 5  # about so many grid lines


@dataclass(frozen=True, slots=True)
class Point:
    """One month: ``label`` under the axis, ``value`` on the target's scale (None: no dot), ``shown`` beside it."""

    label: str
    value: Fraction | None
    shown: str
    complete: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """One place: its name, its value on the target's scale (None: no bar) and the text beside it."""

    label: str
    value: Fraction | None
    shown: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class Target:
    """Where the target's line lies and how it reads, ``≥90%``."""

    value: Fraction
    sign: str


@dataclass(frozen=True, slots=True)
class _Scale:
    """From values to points of the page; ``ticks`` are where grid lines stand."""

    low: float
    high: float
    start: float
    length: float
    ticks: tuple[float, ...]

    def at(self, value: Fraction | float) -> float:
        return self.start + (float(value) - self.low) / (self.high - self.low) * self.length


def trend_chart(paper: Paper, cell: Cell, points: Sequence[Point], target: Target | None) -> None:
    """Draw months from left to right; a month without a value breaks the line, an incomplete one has a hollow dot."""
    margin = 6 + paper.setter.width(target.sign) * _LABEL / 1000 if target else 4
    plot = Cell(cell.x + 30, cell.y + 16, cell.width - 30 - margin, cell.height - 16 - 28)
    values = [point.value for point in points if point.value is not None]
    low, high, ticks = _range([*values, *([target.value] if target else [])], _BELOW / plot.height)
    scale = _Scale(low, high, plot.y + plot.height, -plot.height, ticks)
    ends = max(plot.width / len(points) / 2, _END)
    places = [plot.x + ends + number * (plot.width - 2 * ends) / max(1, len(points) - 1) for number in range(len(points))]
    _grid(paper, plot, scale)
    with _strokes(paper) as canvas:
        if target:
            _dashed(paper, plot.x, scale.at(target.value), plot.x + plot.width, scale.at(target.value))
        for piece in _pieces(points, places, scale):
            _polyline(canvas, piece)
        for point, x in zip(points, places, strict=True):
            if point.value is not None:
                _dot(canvas, x, scale.at(point.value), point.complete)
    _months(paper, plot, points, places)
    _values(paper, points, places, scale, target)
    if target:
        for text, below in (("目标", -1.5), (target.sign, 8.0)):
            paper.put(plot.x + plot.width + 3, scale.at(target.value) + below, text, _LABEL)


def bars_height(count: int) -> float:
    """How high the bars of ``count`` places are."""
    return BARS_HEAD + BAR * count + 4


def bar_chart(paper: Paper, cell: Cell, bars: Sequence[Bar], target: Target | None) -> None:
    """Draw one bar a place, in the order given, from 0; the target is a dashed line over all of them."""
    names = min(cell.width * 0.3, max(paper.setter.width(bar.label) for bar in bars) * _TEXT / 1000 + 8)
    values = [bar.value for bar in bars if bar.value is not None]
    beside = max(paper.setter.width(bar.shown) for bar in bars) * _TEXT / 1000 + 6
    area = Cell(cell.x + names, cell.y + BARS_HEAD, cell.width - names - beside, BAR * len(bars))
    high = max([Fraction(0), *values, *([target.value] if target else [])]) or Fraction(1)
    scale = _Scale(0.0, float(high), area.x, area.width, ())
    _key(paper, cell, {bar.standing for bar in bars if bar.value is not None})
    for number, bar in enumerate(bars):
        y = area.y + number * BAR
        row = Cell(cell.x, y, names - 6, BAR)
        paper.fill(row, bar.label, _TEXT, align="right", pad=0)
        end = area.x
        if bar.value is not None:
            end = max(scale.at(bar.value), area.x)
            _bar(paper, Cell(area.x, y + 3, end - area.x, BAR - 6), bar.standing)
        paper.put(_clear(end + 4, scale, target, paper.setter.width(bar.shown) * _TEXT / 1000), y + BAR / 2 + 3.2, bar.shown, _TEXT)
    with _strokes(paper, _AXIS, 0.6) as canvas:
        _line(canvas, area.x, area.y, area.x, area.y + area.height)
    if target:
        x = scale.at(target.value)
        _dashed(paper, x, area.y - 2, x, area.y + area.height)
        label = f"目标 {target.sign}"
        half = paper.setter.width(label) * _LABEL / 2000
        paper.put(min(max(x, area.x + half), cell.x + cell.width - half), area.y - 5, label, _LABEL, align="centre")


# scales


def _range(values: Sequence[Fraction], below: float) -> tuple[float, float, tuple[float, ...]]:
    """A range that holds all values between round numbers, and its grid; the share ``below`` of it stays free under the lowest.

    Above the plot there is room anyway. A number that cannot be negative shows no grid line below 0.
    """
    low, high = float(min(values)), float(max(values))
    spread = (high - low) or max(abs(high), 1.0) * 0.1
    rough = spread / (_SPAN - 1)
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    first, last = floor(low / step + 0.001), ceil(high / step - 0.001)
    while last == first or (low / step - first) / (last - first) < below:
        if first == 0 <= low:
            last = max(last, 1)
            break
        first -= 1
    return first * step, last * step, tuple(number * step for number in range(first, last + 1))


def _tick_text(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


# parts of the line chart


def _grid(paper: Paper, plot: Cell, scale: _Scale) -> None:
    with _strokes(paper, _GRID, 0.4) as canvas:
        for tick in scale.ticks:
            _line(canvas, plot.x, scale.at(tick), plot.x + plot.width, scale.at(tick))
            paper.put(plot.x - 5, scale.at(tick) + 2.8, _tick_text(tick), _LABEL, align="right")
    with _strokes(paper, _AXIS, 0.6) as canvas:
        _line(canvas, plot.x, plot.y + plot.height, plot.x + plot.width, plot.y + plot.height)


def _pieces(points: Sequence[Point], places: Sequence[float], scale: _Scale) -> Iterator[list[tuple[float, float]]]:
    """Stretches of months that have values."""
    piece: list[tuple[float, float]] = []
    for point, x in zip(points, places, strict=True):
        if point.value is None:
            yield piece
            piece = []
        else:
            piece.append((x, scale.at(point.value)))
    yield piece


def _months(paper: Paper, plot: Cell, points: Sequence[Point], places: Sequence[float]) -> None:
    """``11月`` under the dots, in tight charts under every second or third up to the last; the year below its first month."""
    every = ceil((paper.setter.width("12月") * _LABEL / 1000 + 3) / (places[1] - places[0])) if len(places) > 1 else 1
    y = plot.y + plot.height
    years: dict[str, float] = {}
    for number, (point, x) in enumerate(zip(points, places, strict=True)):
        if (len(points) - 1 - number) % every == 0:
            own, month = point.label.split("-")
            paper.put(x, y + 11, f"{int(month)}月", _LABEL, align="centre")
            years.setdefault(own, x)
    following = [*list(years.values())[1:], float("inf")]
    for (own, x), after in zip(years.items(), following, strict=True):
        if after - x > _YEAR:  # where two would meet, the later one tells enough
            paper.put(x, y + 22, f"{own}年", _LABEL, align="centre")


def _values(paper: Paper, points: Sequence[Point], places: Sequence[float], scale: _Scale, target: Target | None) -> None:
    """The value beside each dot, clear of the lines; in tight charts at the ends alone."""
    widest = max(paper.setter.width(point.shown) for point in points) * _LABEL / 1000
    tight = len(points) > 1 and widest > places[1] - places[0] - 2
    last = len(points) - 1
    for number, (point, x) in enumerate(zip(points, places, strict=True)):
        if point.value is None or (tight and number not in (0, last)):
            continue
        y = scale.at(point.value)
        slope, valley = _shape(points, number)
        below = valley
        if target and _crosses(scale.at(target.value), y, below):
            below = not below
            if number == last:
                x += _END - 4  # away from the line that comes from the left
        x += 7 * slope * (-1 if below else 1)
        paper.put(x, y + 12 if below else y - 5.5, point.shown, _LABEL, bold=number == last, align="centre")


def _shape(points: Sequence[Point], number: int) -> tuple[int, bool]:
    """The side on which the room above a dot is free (-1 where the line rises, 1 where it falls, else 0); whether it is a valley."""
    value = points[number].value or Fraction(0)
    around = [points[n].value if 0 <= n < len(points) else None for n in (number - 1, number + 1)]
    before, after = (0 if other is None else (other > value) - (other < value) for other in around)
    if before and before == -after:
        return (-1 if after > 0 else 1), False
    return 0, before > 0 or after > 0


def _crosses(line: float, y: float, below: bool) -> bool:
    """Whether a horizontal line runs through the text above or below a dot at ``y``."""
    return y + 3 < line < y + 14 if below else y - 14 < line < y - 3


# parts of the bars


def _bar(paper: Paper, cell: Cell, standing: Standing) -> None:
    fill, stroke, hatched = _look(standing)
    with _strokes(paper, stroke, 0.8) as canvas:
        canvas.setFillColorRGB(*fill)
        canvas.rect(cell.x, PAGE_HEIGHT - cell.y - cell.height, cell.width, cell.height, stroke=1, fill=1)
        if hatched:
            _hatch(canvas, cell)


def _look(standing: Standing) -> tuple[tuple[float, float, float], tuple[float, float, float], bool]:
    """Fill, outline and whether hatched: full blue, hatched vermilion, hollow for what nobody may judge."""
    if standing in (Standing.MET, Standing.NOT_JUDGED):
        return BLUE, BLUE, False
    return _WHITE, VERMILION if standing is Standing.NOT_MET else _AXIS, standing is Standing.NOT_MET


def _hatch(canvas: Any, cell: Cell) -> None:
    canvas.setLineWidth(0.9)
    bottom = PAGE_HEIGHT - cell.y - cell.height
    path = canvas.beginPath()
    path.rect(cell.x, bottom, cell.width, cell.height)
    canvas.clipPath(path, stroke=0, fill=0)
    x = cell.x - cell.height
    while x < cell.x + cell.width:
        canvas.line(x, bottom, x + cell.height, bottom + cell.height)
        x += 3.2


def _key(paper: Paper, cell: Cell, standings: set[Standing]) -> None:
    """What the looks mean, only those that occur."""
    x = cell.x
    for standing in Standing:
        if standing in standings:
            _bar(paper, Cell(x, cell.y + 4, 14, 8), standing)
            paper.put(x + 18, cell.y + 11, standing.label, _LABEL)
            x += 18 + paper.setter.width(standing.label) * _LABEL / 1000 + 16


def _clear(x: float, scale: _Scale, target: Target | None, width: float) -> float:
    """Where a text of ``width`` beside a bar may begin, so that the target's line does not run through it."""
    if target is None:
        return x
    line = scale.at(target.value)
    return line + 4 if x - 2 < line < x + width + 2 else x


# strokes


@contextmanager
def _strokes(paper: Paper, colour: tuple[float, float, float] = BLUE, width: float = 1.5) -> Iterator[Any]:
    """The canvas with a colour and a width of lines, which end with the block."""
    canvas = paper.canvas
    canvas.saveState()
    canvas.setStrokeColorRGB(*colour)
    canvas.setLineWidth(width)
    yield canvas
    canvas.restoreState()


def _line(canvas: Any, x1: float, y1: float, x2: float, y2: float) -> None:
    canvas.line(x1, PAGE_HEIGHT - y1, x2, PAGE_HEIGHT - y2)


def _dashed(paper: Paper, x1: float, y1: float, x2: float, y2: float) -> None:
    with _strokes(paper, VERMILION, 1.0) as canvas:
        canvas.setDash(5, 3)
        _line(canvas, x1, y1, x2, y2)


def _polyline(canvas: Any, points: Sequence[tuple[float, float]]) -> None:
    if len(points) < 2:
        return
    canvas.setLineJoin(1)
    path = canvas.beginPath()
    path.moveTo(points[0][0], PAGE_HEIGHT - points[0][1])
    for x, y in points[1:]:
        path.lineTo(x, PAGE_HEIGHT - y)
    canvas.drawPath(path, stroke=1, fill=0)


def _dot(canvas: Any, x: float, y: float, complete: bool) -> None:
    canvas.setFillColorRGB(*(BLUE if complete else _WHITE))
    canvas.setLineWidth(1.2)
    canvas.circle(x, PAGE_HEIGHT - y, _DOT, stroke=1, fill=1)
