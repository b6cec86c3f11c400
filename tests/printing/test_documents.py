import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from db.codes import NeedKind, Outcome
from kashi_desktop.errors import KnownError
from kashi_desktop.printing.files import write_whole
from kashi_desktop.printing.invitation_slip import write_invitation_slips
from kashi_desktop.printing.recovery_sheet import write_recovery_sheet
from kashi_desktop.printing.visit_ledger import EMPTY, write_visit_ledger
from kashi_desktop.printing.visit_record import write_visit_records
from kashi_desktop.printing.wrapping import EASILY_READ, GO_ON
from kashi_desktop.types.documents import NeedLine
from tests.printing.papers import PAPERS
from tests.printing.sheets import (
    CROWDED,
    FINGERPRINT,
    GOLDEN,
    LEDGER,
    RECORD,
    RECOVERY,
    objects,
    poppler_text,
    pypdf_text,
    slip,
    squeeze,
    visits,
)

WRITERS: dict[str, Callable[[Path], int]] = {
    "visit-record": lambda out: write_visit_records([RECORD], out),
    "visit-record-crowded": lambda out: write_visit_records([CROWDED], out),
    "visit-ledger": lambda out: write_visit_ledger(LEDGER, out),
    "recovery-sheet": lambda out: write_recovery_sheet(RECOVERY, out),
    "invitation-slips": lambda out: write_invitation_slips([slip(n) for n in range(4)], out),
} | PAPERS


@pytest.mark.parametrize("name", WRITERS)
def test_text_is_that_of_the_golden_file(name: str, tmp_path: Path) -> None:
    """KASHI_GOLDEN=write writes them anew; read the difference before it is committed."""
    out = tmp_path / "a.pdf"
    pages = WRITERS[name](out)
    text = "\f".join(pypdf_text(out)) + "\n"
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("KASHI_GOLDEN") == "write":
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(text, encoding="utf-8", newline="\n")
    assert len(pypdf.PdfReader(out).pages) == pages
    assert text == golden.read_bytes().decode()


@pytest.mark.parametrize("name", WRITERS)
def test_pages_are_a4_and_the_bytes_repeat(name: str, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    WRITERS[name](first)
    WRITERS[name](second)
    assert first.read_bytes() == second.read_bytes()
    for page in pypdf.PdfReader(first).pages:
        assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((595.28, 841.89), abs=0.01)


def test_visit_record_holds_the_whole_form(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert write_visit_records([RECORD], out) == 1
    for text in (pypdf_text(out)[0], poppler_text(out, "-layout")):
        for part in ("买买提·吐尔逊", "T-014", "****************25", "138****1234", "2026年11月18日 10:40", "古丽娜尔、李明", "社区维修队"):
            assert part in text
        flat = squeeze(text)
        for part in (
            "☑上门",
            "□电话",
            "☑已见面",
            "☑需关注",
            "☑紧急",
            "☑未了解",
            "☑维修",
            "□助餐",
            "☑男",
            "□女",
            "☑独居",
            "☑村（社区）干部",
        ):
            assert part in flat
        for part in ("探访人签字", "老人或家属签字", "负责人", "（盖章）", "第1页，共1页"):
            assert part in flat
        assert flat.count("☑") == 1 + 2 + 1 + 1 + 1 + 1 + 10 + 1


def test_every_outcome_ticks_its_own_box(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    write_visit_records([replace(RECORD, outcome=outcome) for outcome in Outcome], out)
    for outcome, text in zip(Outcome, pypdf_text(out), strict=True):
        assert [other for other in Outcome if f"☑ {other.label}" in text] == [outcome]


def test_order_on_paper_is_the_order_of_entry(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    write_visit_records([RECORD], out)
    text = pypdf_text(out)[0]
    fields = ["姓名", "探访时间", "探访方式", "探访结果", "探访人 ", "看到的情况", "需求种类", "备注", "探访人签字"]
    assert [text.index(field) for field in fields] == sorted(text.index(field) for field in fields)


def test_crowded_record_stays_on_one_page_and_loses_nothing(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert write_visit_records([CROWDED], out) == 1
    flat = squeeze(pypdf_text(out)[0])
    whole = (CROWDED.elder_name, CROWDED.unit_name, CROWDED.address, CROWDED.note, "、".join(CROWDED.visitors), CROWDED.correction_reason)
    for text in whole:
        assert squeeze(text) in flat
    assert flat.count("示例地区居家养老服务中心") == len(NeedKind)
    assert "第3版" in flat
    assert "待核定" in flat


def test_record_without_optional_fields(tmp_path: Path) -> None:
    bare = replace(
        RECORD,
        group="",
        address="",
        id_masked="",
        phone_masked="",
        consent_on=None,
        visitor_role=None,
        minutes=None,
        needs=(),
        note="",
        observations={},
    )
    out = tmp_path / "a.pdf"
    write_visit_records([replace(bare, voided=True)], out)
    text = pypdf_text(out)[0]
    assert "未征询" in text
    assert "已作废" in text
    assert text.count("☑ 未了解") == 10
    assert "None" not in text


def test_more_needs_than_kinds_go_on(tmp_path: Path) -> None:
    needs = tuple(NeedLine(NeedKind.OTHER, None, f"单位{n}") for n in range(30))
    out = tmp_path / "a.pdf"
    assert write_visit_records([replace(RECORD, needs=needs)], out) == 2
    text = "".join(pypdf_text(out))
    assert all(f"单位{n}" in text for n in range(30))


def test_unmasked_numbers_are_refused() -> None:
    for field in ("id_masked", "phone_masked"):
        with pytest.raises(ValueError, match="masked") as error:
            replace(RECORD, **{field: "653121194103020025"})  # type: ignore[arg-type]
        assert "6531" not in str(error.value)


def test_many_records_are_bookmarked_small_and_counted(tmp_path: Path) -> None:
    sheets = [replace(RECORD, visit_ref=f"A1B2-{n:06d}", note=f"{n} 号记录，煤炉烟道松动，已请维修队当天来看。") for n in range(60)]
    out = tmp_path / "a.pdf"
    seen: list[tuple[int, int]] = []
    assert write_visit_records(sheets, out, lambda done, total: seen.append((done, total))) == 60
    assert seen == [(n, 60) for n in range(1, 61)]
    assert len(pypdf.PdfReader(out).outline) == 60
    texts = pypdf_text(out)
    assert all(f"A1B2-{n:06d}" in text and f"第 {n + 1} 页，共 60 页" in text for n, text in enumerate(texts))
    fonts = sum(len(o._data) for o in objects(out) if isinstance(o, pypdf.generic.StreamObject) and "/Length1" in o)
    assert (out.stat().st_size - fonts) / 60 <= 3000


def test_stopped_work_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        write_visit_records([RECORD, RECORD], tmp_path / "a.pdf", stop)
    assert list(tmp_path.iterdir()) == []


def test_no_sheets_are_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no visit"):
        write_visit_records([], tmp_path / "a.pdf")
    with pytest.raises(ValueError, match="no slip"):
        write_invitation_slips([], tmp_path / "a.pdf")


def test_ledger_repeats_its_head_and_ends_with_sum_and_signatures(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    pages = write_visit_ledger(LEDGER, out)
    texts = pypdf_text(out)
    assert pages == 3
    assert [squeeze(text).count("序号姓名出生年") for text in texts] == [1, 1, 0]
    assert all(f"第 {number} 页，共 3 页" in text for number, text in enumerate(texts, 1))
    assert texts[0].index("\n1 ") < texts[0].index("\n2 ")
    flat = squeeze("".join(texts))
    total = "合计应探访48人，已探访47人，月探访率97.92%（目标100%）表列40人，探访60次"
    assert flat.index("40买买提·吐尔逊1954") < flat.index(total)
    for part in ("未见到（1人）：王秀英", "本月减少（1人）：李桂兰（迁出，未探访）", "填表人：", "审核人：", "负责人：", "（盖章）"):
        assert part in squeeze(texts[-1])
    assert EMPTY not in flat


@pytest.mark.parametrize("rows", range(24, 36))
def test_sum_never_stands_alone(rows: int, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    write_visit_ledger(replace(LEDGER, rows=tuple(replace(LEDGER.rows[1], elder_name=f"柳{n}") for n in range(rows))), out)
    page = next(text for text in pypdf_text(out) if "合计" in text)
    assert f"柳{rows - 1} " in page


def test_empty_ledger_says_so(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    empty = replace(LEDGER, rows=(), denominator=0, numerator=0, rate_display="", not_visited=(), closed=())
    assert write_visit_ledger(empty, out) == 1
    text = squeeze(pypdf_text(out)[0])
    assert EMPTY in text
    assert "月探访率不适用" in text
    assert "未见到（0人）：无" in text


def test_ledger_row_longer_than_a_page_goes_on(tmp_path: Path) -> None:
    days = [n % 30 + 1 for n in range(150)]
    row = replace(LEDGER.rows[0], visits=visits(*days))
    out = tmp_path / "a.pdf"
    assert write_visit_ledger(replace(LEDGER, rows=(LEDGER.rows[1], row, LEDGER.rows[2])), out) >= 4
    text = "".join(pypdf_text(out))
    assert text.count("日 上门 已见面") == 150 + len(LEDGER.rows[1].visits) + len(LEDGER.rows[2].visits)
    assert "（续）" in text


def test_long_list_of_the_unvisited_breaks_over_pages(tmp_path: Path) -> None:
    people = tuple(f"柳树{n}（19{n % 40 + 10}，{n} 小队）" for n in range(400))
    out = tmp_path / "a.pdf"
    write_visit_ledger(replace(LEDGER, not_visited=people), out)
    # page furniture lies between the lines of two pages
    flat = squeeze("".join(pypdf_text(out)))
    assert sum(squeeze(person) in flat for person in people) >= len(people) - 4
    assert "填表人：" in squeeze(pypdf_text(out)[-1])


def test_recovery_code_and_fingerprint_read_back_exactly(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert write_recovery_sheet(RECOVERY, out) == 1
    for text in (pypdf_text(out)[0], poppler_text(out)):
        assert RECOVERY.recovery_code in text
        assert FINGERPRINT in text


def test_three_slips_a_page(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert write_invitation_slips([slip(n) for n in range(4)], out) == 2
    assert [text.count(FINGERPRINT) for text in pypdf_text(out)] == [3, 1]


def test_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(KnownError):
        write_whole(tmp_path / "pulled-stick" / "a.pdf", b"lost")
    assert not list(tmp_path.iterdir())
    out = tmp_path / "a.pdf"
    write_whole(out, b"old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError) as error:
        write_whole(out, b"new")
    assert error.value.code == "pdf_not_written"
    assert "No space left" in error.value.message
    assert out.read_bytes() == b"old"
    assert [path.name for path in out.parent.iterdir()] == ["a.pdf"]


def test_folder_that_is_a_file_is_a_known_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(KnownError):
        write_visit_records([RECORD], tmp_path / "file" / "a.pdf")


def test_words_without_room_go_on_behind_the_form(tmp_path: Path) -> None:
    visitors = tuple(f"阿卜杜热合曼·麦麦{letter}" for letter in "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸")
    needs = tuple(NeedLine(NeedKind.OTHER, None, f"单位{n}号" * (20 if n == 3 else 1)) for n in range(30))
    crowded = replace(RECORD, visitors=visitors, needs=needs, note="\n".join(f"第{n}行" for n in range(1, 41)))
    out = tmp_path / "a.pdf"
    assert write_visit_records([RECORD, crowded, RECORD], out) == 5
    texts = [squeeze(text) for text in pypdf_text(out)]
    assert [f"第{n}页，共5页" in text for n, text in enumerate(texts, 1)] == [True] * 5
    assert [GO_ON in text for text in texts] == [False, True, False, False, False]
    assert all("（续）买买提·吐尔逊" in text and RECORD.visit_ref in text for text in texts[2:4])
    assert ["探访人签字" in text for text in texts] == [True, True, False, False, True]
    whole = "".join(texts[1:4])
    assert all(whole.count(f"第{n}行") == 1 for n in range(1, 41))
    assert sum(whole.count(visitor) for visitor in visitors) >= len(visitors) - 1  # one may be torn by the page's end
    assert all(f"单位{n}号" in whole for n in range(30))
    assert whole.count("单位3号") == 20
    assert len(pypdf.PdfReader(out).outline) == 3


def test_nothing_of_a_form_is_written_below_its_cell(tmp_path: Path) -> None:
    """A hundred lines of one letter ran through the signatures to the foot of the page."""
    out = tmp_path / "a.pdf"
    write_visit_records([replace(RECORD, note="甲\n" * 100)], out)
    places: list[float] = []
    pypdf.PdfReader(out).pages[0].extract_text(visitor_text=lambda text, cm, tm, font, size: places.append(tm[5]) if "甲" in text else None)
    signing = [line for line in poppler_text(out, "-bbox", "-l", "1").splitlines() if "探访人签字" in line]
    bottom = 841.89 - float(signing[0].split('yMin="')[1].split('"')[0])
    assert places
    assert min(places) > bottom


def test_a_long_note_stays_easily_read(tmp_path: Path) -> None:
    """Sixty lines were squeezed into the form at six points before the rest went on."""
    out, sizes = tmp_path / "a.pdf", set()
    write_visit_records([replace(RECORD, note="甲乙丙丁" * 250)], out)
    for page in pypdf.PdfReader(out).pages:
        page.extract_text(visitor_text=lambda text, cm, tm, font, size: sizes.add(size) if "甲乙丙丁" in text else None)
    assert sizes
    assert min(sizes) >= EASILY_READ
