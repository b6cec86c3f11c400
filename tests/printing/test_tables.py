from pathlib import Path

import pytest

from kashi_desktop.printing.flow import form
from kashi_desktop.printing.style import Paper
from kashi_desktop.printing.tables import Column, Span, draw_facts, draw_table
from tests.printing.papers import UYGHUR
from tests.printing.sheets import pypdf_text, squeeze


def table(out: Path, rows: list[tuple[str, ...]], **options: object) -> list[str]:
    paper = Paper("试印")
    flow = form(paper, "试印")
    draw_table(flow, (Column("序号", 30, "centre"), Column("姓名", 100, name=True), Column("备注", 200)), rows, **options)  # type: ignore[arg-type]
    flow.draw(lambda page, pages: paper.footer("", page, pages))
    paper.save(out)
    return pypdf_text(out)


@pytest.mark.parametrize("count", range(26, 38))
def test_sum_never_stands_alone(count: int, tmp_path: Path) -> None:
    total = (Span("合计", 2), Span("全部"))
    pages = table(tmp_path / "a.pdf", [(str(n), f"柳{n}", "") for n in range(count)], total=total, remark="另有说明")
    page = next(text for text in pages if "合计" in text)
    assert f"柳{count - 1}" in page
    assert "另有说明" in page


def test_cell_longer_than_a_page_goes_on_and_says_whose_it_is(tmp_path: Path) -> None:
    long = "".join(f"第{n}句，" for n in range(800))
    pages = table(tmp_path / "a.pdf", [("1", "王秀英", "短"), ("2", UYGHUR, long), ("3", "李明", "短")])
    assert len(pages) > 2
    # page furniture lies between the lines of two pages, so a sentence may be torn there
    flat = squeeze("".join(pages))
    assert sum(f"第{n}句，" in flat for n in range(800)) >= 800 - len(pages)
    assert "（续）" in pages[1].partition("备注")[2]


def test_long_facts_go_on_over_pages(tmp_path: Path) -> None:
    paper = Paper("试印")
    flow = form(paper, "试印")
    draw_facts(flow, [((f"项{n}", "长文字" * 40), ("旁", "短")) for n in range(20)])
    pages = flow.draw(lambda page, pages: paper.footer("", page, pages))
    paper.save(tmp_path / "a.pdf")
    texts = pypdf_text(tmp_path / "a.pdf")
    assert pages == len(texts) > 1
    assert squeeze("".join(texts)).count("长文字") >= 20 * 40 - pages


def test_fact_longer_than_a_page_goes_on_and_says_what_it_is(tmp_path: Path) -> None:
    paper = Paper("试印")
    flow = form(paper, "试印")
    draw_facts(flow, [(("姓名", "李明"),), (("住址", "\n".join(f"路{n}号" for n in range(120))), ("旁", "短")), (("备注", "终"),)])
    flow.draw(lambda page, pages: paper.footer("", page, pages))
    paper.save(tmp_path / "a.pdf")
    texts = [squeeze(text) for text in pypdf_text(tmp_path / "a.pdf")]
    assert len(texts) == 3
    assert all("".join(texts).count(f"路{n}号") == 1 for n in range(120))
    assert "住址路0号" in texts[0]
    assert all("住址（续）" in text for text in texts[1:])
    assert "旁（续）" not in "".join(texts)
