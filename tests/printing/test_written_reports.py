"""The written reports on paper: the form of GB/T 9704-2012, what stands in them, and that nothing is lost."""

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest

from kashi_desktop.errors import KnownError
from kashi_desktop.printing import faces
from kashi_desktop.printing.official import HEIGHT, LEFT, LINE, MM, SIZE, TOP, WIDTH, Official
from kashi_desktop.printing.style import PAGE_HEIGHT, PAGE_WIDTH, Paper
from kashi_desktop.printing.written_reports import write_report
from kashi_desktop.types.report_documents import IncompleteUnit, PlaceRow, WrittenReport
from tests.printing.reports import ANNUAL, COVERAGE, DEFINITION, KIOSKS, MONTHLY, NUMBERS, VISITS
from tests.printing.sheets import objects, pypdf_text, squeeze

REPORTS = {"monthly": MONTHLY, "annual": ANNUAL}
SPACE = "{http://www.w3.org/1999/xhtml}"
Word = tuple[float, float, float, float, str]


def printed(report: WrittenReport, tmp_path: Path) -> Path:
    out = tmp_path / "a.pdf"
    assert write_report(report, out) == len(pypdf.PdfReader(out).pages)
    return out


def places(path: Path, page: int) -> list[tuple[float, float, float, str]]:
    """Left edge and baseline from the top in points, size and text of each piece of a page, as pypdf reads them."""
    found: list[tuple[float, float, float, str]] = []

    def visit(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            found.append((tm[4], PAGE_HEIGHT - tm[5], size, text.strip()))

    pypdf.PdfReader(path).pages[page].extract_text(visitor_text=visit)
    return found


def boxes(path: Path, page: int) -> list[Word]:
    """Words of a page with their boxes, as poppler sees them."""
    done = subprocess.run(["pdftotext", "-bbox", "-f", str(page + 1), "-l", str(page + 1), str(path), "-"], capture_output=True, check=True)
    tree = ElementTree.fromstring(done.stdout)
    edges = ("xMin", "yMin", "xMax", "yMax")
    return [(*(float(w.get(edge, "")) for edge in edges), w.text or "") for w in tree.iter(f"{SPACE}word")]  # type: ignore[misc]  # five


def content(path: Path, page: int) -> str:
    stream = pypdf.PdfReader(path).pages[page].get_contents()
    assert stream is not None
    return stream.get_data().decode("latin-1")


@pytest.mark.parametrize("name", REPORTS)
def test_the_text_block_lies_where_the_standard_puts_it(name: str, tmp_path: Path) -> None:
    out = printed(REPORTS[name], tmp_path)
    _, baseline, size, text = places(out, 0)[0]
    assert text == "示例县民政局"
    assert (baseline - 0.88 * size) / MM == pytest.approx(37, abs=0.5)  # the top of its characters
    (left,) = [x for x, _, _, text in places(out, 0) if text == "示例地区民政局："]
    assert left / MM == pytest.approx(28, abs=0.1)
    for page in range(len(pypdf.PdfReader(out).pages)):
        inside = [word for word in boxes(out, page) if word[1] < TOP + HEIGHT]
        assert min(word[0] for word in inside) >= LEFT - 0.1
        assert max(word[2] for word in inside) <= LEFT + WIDTH + 0.6
        assert min(places(out, page), key=lambda each: each[1])[1] >= TOP


def test_body_lines_are_size_three_on_their_pitch_and_fill_the_width(tmp_path: Path) -> None:
    out = printed(MONTHLY, tmp_path)
    body = [each for each in places(out, 2) if each[2] == SIZE]
    lines = sorted({round(y, 1) for _, y, _, _ in body})
    steps = [b - a for a, b in pairwise(lines)]
    assert len(steps) > 15
    assert all(step == pytest.approx(LINE, abs=0.2) for step in steps)
    ends: dict[int, float] = {}
    for _, top, right, _, _ in boxes(out, 2):
        ends[round(top)] = max(ends.get(round(top), 0.0), right)
    full = sum(end == pytest.approx(LEFT + WIDTH, abs=0.6) for end in ends.values())
    assert full >= 8  # all lines of a paragraph but its last


def test_a_full_page_takes_22_lines_of_28_characters(tmp_path: Path) -> None:
    paper = Paper("试印")
    page = Official(paper)
    page.text("国" * (26 + 28 * 21) + "终" * 3)
    page.finish()
    out = tmp_path / "a.pdf"
    assert paper.save(out) == 2
    first, second = ("".join(text.split()).replace("—1—", "").replace("—2—", "") for text in pypdf_text(out))
    assert first == "国" * (26 + 28 * 21)
    assert second == "终" * 3


@pytest.mark.parametrize("name", REPORTS)
def test_each_page_has_its_number_at_the_outer_edge(name: str, tmp_path: Path) -> None:
    out = printed(REPORTS[name], tmp_path)
    for page in range(len(pypdf.PdfReader(out).pages)):
        left, top, right, _, number = next(word for word in boxes(out, page) if word[1] > TOP + HEIGHT and word[4].isdigit())
        assert number == str(page + 1)
        assert (left > PAGE_WIDTH / 2) == (page % 2 == 0)
        assert TOP + HEIGHT + 3 * MM < top < TOP + HEIGHT + 9 * MM
        assert right < LEFT + WIDTH


@pytest.mark.parametrize("name", REPORTS)
def test_nothing_of_the_report_is_lost(name: str, tmp_path: Path) -> None:
    report = REPORTS[name]
    flat = squeeze("".join(pypdf_text(printed(report, tmp_path))))
    for number in NUMBERS:
        assert squeeze(number.title) in flat
        assert squeeze(number.definition_id) in flat
    assert flat.count(squeeze(DEFINITION)) >= len(NUMBERS) - 2  # a row may go on on the next page
    for unit in report.incomplete_units:
        assert unit.name in flat
    for item in report.restatements:
        assert item.before in flat
        assert item.after in flat
    for place in report.places:
        assert place.name in flat
    for part in ("（盖章）", "附件1", "附件2", "表1", "图1", "【此处填写", "特此报告。", "序号", "差距"):
        assert part in flat


def test_the_table_says_of_each_number_what_may_be_said(tmp_path: Path) -> None:
    out = printed(replace(MONTHLY, places=(), restatements=()), tmp_path)
    flat = squeeze(pypdf_text(out)[0])
    for row in (
        "474897.92%＝100%未达到还差1人12／12",
        "1212100.00%＝100%达到—12／12",
        "430128033.59m²≥30m²数据未齐—9／12",
        "963840025.00人＞25人未达到还差1人12／12",
        "—0—＝100%不适用—12／12",
        "378—378人≥400人不作判定地区目标尚差22人12／12",
    ):
        assert row in flat


def test_seal_and_date_stand_right_and_never_alone_on_a_page(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    # grow the text line by line: wherever the page ends, the office signs below words
    for more in range(0, 24, 2):
        report = replace(MONTHLY, incomplete_units=(IncompleteUnit("长" * 28 * more + "村"),))
        write_report(report, out)
        page = next(number for number, text in enumerate(pypdf_text(out)) if "（盖章）" in text)
        found = places(out, page)
        tops = {text: (x, y) for x, y, _, text in found}
        assert "特此报告。" in tops
        assert tops["特此报告。"][1] < tops["2026年10月3日"][1] < tops["（盖章）"][1] <= TOP + HEIGHT
        assert tops["2026年10月3日"][0] > PAGE_WIDTH / 2


def test_headings_never_end_a_page(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    for more in range(0, 22, 3):
        write_report(replace(MONTHLY, incomplete_units=(IncompleteUnit("长" * 28 * more + "村"),)), out)
        for page, text in enumerate(pypdf_text(out)):
            last = [each for each in places(out, page) if each[1] < TOP + HEIGHT and each[2] == SIZE]
            assert not last or not max(last, key=lambda each: each[1])[3].startswith(
                ("一、", "二、", "三、", "四、", "（一）", "（二）")
            ), text


def test_what_is_to_be_written_is_marked_over_all_its_lines(tmp_path: Path) -> None:
    out = printed(replace(MONTHLY, places=(), restatements=(), incomplete_units=(), numbers=(COVERAGE,)), tmp_path)
    marks = sum(content(out, page).count("1 0.93 0.6 rg") for page in range(len(pypdf.PdfReader(out).pages)))
    assert marks == 2
    paper = Paper("试印")
    page = Official(paper)
    page.text("前文。【" + "此处填写" * 15 + "】后文")
    page.finish()
    paper.save(out)
    assert content(out, 0).count("1 0.93 0.6 rg") == 3  # three lines, and nothing after the closing bracket
    assert content(out, 0).count(" re f Q") == 3


def test_charts_are_drawn_with_a_dashed_target_and_a_dot_a_month(tmp_path: Path) -> None:
    out = printed(replace(MONTHLY, numbers=(VISITS,), incomplete_units=(), restatements=()), tmp_path)
    pages = [content(out, page) for page in range(len(pypdf.PdfReader(out).pages))]
    texts = pypdf_text(out)
    trend = next(number for number, text in enumerate(texts) if "逐月情况" in text)
    assert "[5 3] 0 d" in pages[trend]
    assert len(re.findall(r" c\b", pages[trend])) == 4 * len(VISITS.trend)  # four curves a dot
    for shown in ("91.67", "100.00", "97.92", "2025年", "2026年", "9月", "目标"):
        assert shown in texts[trend]
    bars = next(number for number, text in enumerate(texts) if "图2" in text)
    assert "[5 3] 0 d" in pages[bars]
    for shown in ("87.50%", "75.00%数据未齐", "不适用", "目标＝100%"):
        assert shown in squeeze(texts[bars])


def test_numbers_without_a_trend_or_places_get_no_empty_chart(tmp_path: Path) -> None:
    flat = squeeze("".join(pypdf_text(printed(replace(MONTHLY, numbers=(KIOSKS,), restatements=(), incomplete_units=()), tmp_path))))
    assert "图1" not in flat
    assert "不适用" in flat


def test_many_places_and_indicators_go_over_pages(tmp_path: Path) -> None:
    numbers = tuple(replace(VISITS, key=f"{VISITS.key}{n}", title=f"第{n}项指标") for n in range(7))
    own = [place.numbers[VISITS.key] for place in MONTHLY.places]
    rows = tuple(PlaceRow(f"{n:06d}", f"第{n}乡", {each.key: own[n % 6] for each in numbers}) for n in range(45))
    out = printed(replace(ANNUAL, numbers=numbers, places=rows), tmp_path)
    flat = squeeze("".join(pypdf_text(out)))
    assert flat.count("第44乡") == 2 + 7  # two tables of at most five indicators, one chart an indicator
    assert "（续）" in flat
    for page in range(len(pypdf.PdfReader(out).pages)):
        assert max(y for _, y, size, _ in places(out, page) if size != 14) <= TOP + HEIGHT + 1


def test_the_twelve_counties_of_a_prefecture_stand_on_one_page(tmp_path: Path) -> None:
    numbers = tuple(replace(VISITS, key=f"{VISITS.key}{n}", title=f"第{n}项指标") for n in range(10))
    own = [place.numbers[VISITS.key] for place in MONTHLY.places]
    rows = tuple(PlaceRow(f"{n:06d}", f"第{n}县", {each.key: own[n % 6] for each in numbers}) for n in range(12))
    texts = pypdf_text(printed(replace(ANNUAL, numbers=numbers, places=rows), tmp_path))
    for table in ("表2", "表3"):
        (page,) = [squeeze(text) for text in texts if table in text]
        assert "第0县" in page
        assert "第11县" in page
        assert "合计97.92" in page
        assert "6/8（未齐）" in page


def test_a_long_office_name_and_uyghur_names_fit(tmp_path: Path) -> None:
    office = "示例地区示例县河畔镇柳树社区居民委员会综合服务工作办公室"
    unit = IncompleteUnit("买买提·吐尔逊 مەھەللىسى")
    out = printed(replace(MONTHLY, office_name=office, addressee=office, incomplete_units=(unit,)), tmp_path)
    flat = squeeze("".join(pypdf_text(out)))
    assert flat.count(office) >= 2
    assert max(word[2] for page in range(4) for word in boxes(out, page)) <= LEFT + WIDTH + 0.6


def test_the_same_report_gives_the_same_bytes_with_every_font_inside(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    write_report(ANNUAL, first)
    write_report(ANNUAL, second)
    assert first.read_bytes() == second.read_bytes()
    fonts = [each for each in objects(first) if isinstance(each, dict) and each.get("/Type") == "/Font"]
    assert len({font["/BaseFont"] for font in fonts}) == 3  # body, title and subheading, heading
    assert all("/FontFile2" in f["/FontDescriptor"] for f in fonts if f["/Subtype"] == "/CIDFontType2")


def test_the_systems_own_faces_are_used_for_their_roles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sans = next(path for path in faces.default_stack(bold=False) if "Sans" in path.name)
    monkeypatch.setattr(faces, "official_face", lambda role: sans if role == "subheading" else None)
    assert faces.official_stack("subheading")[0] == sans
    assert "Serif" in faces.official_stack("title")[0].name
    assert "Sans" in faces.official_stack("heading")[0].name
    monkeypatch.undo()
    folder = tmp_path / "fonts"
    folder.mkdir()
    (folder / "SIMKAI.TTF").symlink_to(sans)
    monkeypatch.setattr(faces, "_font_folders", lambda: [folder])
    assert faces.official_face.__wrapped__("subheading") == folder / "SIMKAI.TTF"
    assert faces.official_face.__wrapped__("heading") is None


def test_a_failed_report_leaves_the_old_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KnownError, match="pdf_not_written"):
        write_report(MONTHLY, tmp_path / "file" / "a.pdf")
