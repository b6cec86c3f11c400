"""Charts: shapes stand where the values are, and are told apart without colour."""

import re
from fractions import Fraction
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kashi_desktop.printing.charts import BAR, BLUE, Bar, Point, Target, _range, bar_chart, bars_height, trend_chart
from kashi_desktop.printing.style import PAGE_HEIGHT, Cell, Paper
from kashi_desktop.types.report_documents import Standing
from tests.printing.sheets import squeeze

AREA = Cell(80, 100, 440, 170)
TARGET = Target(Fraction(100), "＝100%")


def page(paper: Paper, out: Path) -> tuple[str, str]:
    """Operators and text of the one page."""
    paper.end_page()
    paper.save(out)
    (only,) = pypdf.PdfReader(out).pages
    contents = only.get_contents()
    assert contents is not None
    return " ".join(contents.get_data().decode("latin-1").split()), only.extract_text()


def months(*values: int | None) -> list[Point]:
    return [Point(f"2026-{n:02d}", None if v is None else Fraction(v), "" if v is None else f"{v}.00") for n, v in enumerate(values, 1)]


def lines(code: str) -> list[int]:
    """How many strokes each joined line has."""
    return [len(re.findall(r" l\b", path)) for path in re.findall(r"n [\d.]+ [\d.]+ m((?: [\d.]+ [\d.]+ l)+) S", code)]


def test_the_line_breaks_where_a_month_has_no_value(tmp_path: Path) -> None:
    paper = Paper("试印")
    trend_chart(paper, AREA, months(90, 95, None, 97, 98, 99), TARGET)
    code, text = page(paper, tmp_path / "a.pdf")
    assert [count for count in lines(code) if count > 1] == [2]
    assert len(re.findall(r" c\b", code)) == 4 * 5
    assert "97.00" in text
    assert "3月" in text  # the month without a value keeps its place


def test_an_incomplete_month_has_a_hollow_dot(tmp_path: Path) -> None:
    paper = Paper("试印")
    points = [*months(90, 95), Point("2026-03", Fraction(97), "97.00", complete=False)]
    trend_chart(paper, AREA, points, TARGET)
    code, _ = page(paper, tmp_path / "a.pdf")
    fills = re.findall(r"([\d.]+ [\d.]+ [\d.]+) rg(?=[^r]*? c\b)", code)
    assert [fill.startswith("1 1 1") for fill in fills] == [False, False, True]


def test_higher_values_stand_higher(tmp_path: Path) -> None:
    paper = Paper("试印")
    trend_chart(paper, AREA, months(90, 95, 100), TARGET)
    code, _ = page(paper, tmp_path / "a.pdf")
    path = re.search(r"n ([\d.]+) ([\d.]+) m ([\d.]+) ([\d.]+) l ([\d.]+) ([\d.]+) l S", code)
    assert path is not None
    x1, y1, x2, y2, x3, y3 = map(float, path.groups())
    assert x2 - x1 == pytest.approx(x3 - x2, abs=0.01)
    assert y2 - y1 == pytest.approx(y3 - y2, abs=0.01)
    assert y1 < y2 < y3
    dashed = re.search(r"\[5 3\] 0 d n [\d.]+ ([\d.]+) m [\d.]+ ([\d.]+) l S", code)
    assert dashed is not None
    assert float(dashed[1]) == float(dashed[2]) == pytest.approx(y3, abs=0.01)  # 100 lies on its target


@pytest.mark.parametrize("points", [months(0, 0), months(5), months(None, None), months(100_000, 3)])
def test_odd_months_are_drawn_inside_their_cell(points: list[Point], tmp_path: Path) -> None:
    paper = Paper("试印")
    trend_chart(paper, AREA, points, Target(Fraction(0), "＝0"))
    code, _ = page(paper, tmp_path / "a.pdf")
    for x, y in re.findall(r"([\d.]+) ([\d.]+) [ml]\b", code):
        assert AREA.x <= float(x) <= AREA.x + AREA.width
        assert AREA.y <= PAGE_HEIGHT - float(y) <= AREA.y + AREA.height


BARS = [
    Bar("城关镇", Fraction(100), "100.00%", Standing.MET),
    Bar("河畔镇", Fraction(50), "50.00%", Standing.NOT_MET),
    Bar("柳树乡", Fraction(75), "75.00% 数据未齐", Standing.INCOMPLETE),
    Bar("示例农场", None, "不适用", Standing.NOT_APPLICABLE),
]


def test_bars_are_as_long_as_their_values_and_told_apart_by_shape(tmp_path: Path) -> None:
    paper = Paper("试印")
    bar_chart(paper, Cell(80, 100, 440, bars_height(len(BARS))), BARS, TARGET)
    code, text = page(paper, tmp_path / "a.pdf")
    found = re.findall(rf"([\d.]+) ([\d.]+) ([\d.]+) {BAR - 6:g} re (\w\*?)", code)
    widths = [float(width) for _, _, width, paint in found if paint == "B*"]
    assert [width / widths[0] for width in widths] == pytest.approx([1, 0.5, 0.75], abs=0.001)
    clips = [paint for *_, paint in found if paint == "W*"]
    assert len(clips) == 1  # only the missed one is hatched
    assert f"{BLUE[1]:.3f}".lstrip("0") in code
    flat = squeeze(text)
    for part in ("达到", "未达到", "数据未齐", "目标＝100%", "示例农场不适用", "50.00%"):
        assert part in flat


def test_the_key_explains_only_what_occurs(tmp_path: Path) -> None:
    paper = Paper("试印")
    bar_chart(paper, Cell(80, 100, 440, bars_height(1)), BARS[:1], None)
    code, text = page(paper, tmp_path / "a.pdf")
    assert "未达到" not in text
    assert "目标" not in text
    assert "[5 3] 0 d" not in code


def test_bars_of_nothing_but_zero(tmp_path: Path) -> None:
    paper = Paper("试印")
    bar_chart(paper, AREA, [Bar("城关镇", Fraction(0), "0.00", Standing.NOT_JUDGED)], None)
    assert "0.00" in page(paper, tmp_path / "a.pdf")[1]


@given(st.lists(st.fractions(0, 100_000), min_size=1, max_size=14))
def test_the_grid_holds_all_values_on_few_round_lines(values: list[Fraction]) -> None:
    low, high, ticks = _range(values, 0.15)
    assert 0 <= low < high
    assert low - 1e-6 <= min(values)
    assert max(values) <= high + 1e-3 * (high - low)
    assert 2 <= len(ticks) <= 10
    assert ticks[0] == low
    assert ticks[-1] == high
