"""Every document, gathered by the services and read back from the PDF as a reader would."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.codes import ReportKind
from kashi_desktop.errors import KnownError
from kashi_desktop.services.reports_parts import due_words
from kashi_desktop.types.printing import DOCUMENTS, PrintRequest
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services import papers
from tests.services.papers import ALIM, PATIGUL, WANG
from tests.workspaces import ID_NUMBERS, VILLAGE, Offices, elder_input, rows_of, visit_input


@pytest.fixture
def ws(offices: Offices) -> Workspace:
    """A village with something in every register."""
    return offices.village(fill=papers.fill)


@pytest.fixture
def office(offices: Offices) -> Workspace:
    """A county that keeps the registers of one of its villages."""
    return offices.county(fill=papers.fill)


def words(data: bytes) -> str:
    """The text of all pages without the breaks of lines."""
    return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).replace("\n", "")


def printed(ws: Workspace, document: str, *refs: str, **more: object) -> str:
    request = PrintRequest(document, refs=refs, **more)  # type: ignore[arg-type]  # the fields of a request
    composed = ws.reports.compose(request)
    assert composed.pages == len(PdfReader(BytesIO(composed.data)).pages)
    return words(composed.data)


def test_the_due_list_has_everybody_and_with_a_month_those_not_met_in_it(ws: Workspace) -> None:
    text = printed(ws, "due-list")
    assert all(name in text for name in (ALIM, "帕提古丽·", WANG))
    assert "应访 3 人" in text
    unmet = printed(ws, "due-list", period="2026-11")
    assert ALIM not in unmet
    assert WANG in unmet


def test_blank_forms_follow_the_due_list_or_the_chosen_and_take_blanks(ws: Workspace) -> None:
    whole = ws.reports.compose(PrintRequest("blank-visit-form"))
    assert (whole.pages, whole.documents) == (2, 3)
    listed = [item.full_name for item in ws.due.list().items]
    text = words(whole.data)
    assert sorted(listed, key=text.index) == listed
    chosen = ws.reports.compose(PrintRequest("blank-visit-form", refs=("003",), blanks=2))
    assert chosen.documents == 3
    assert WANG in words(chosen.data)
    assert ALIM not in words(chosen.data)


def test_the_ledger_and_the_summary_say_the_same_rate(ws: Workspace) -> None:
    ledger, summary = printed(ws, "visit-ledger"), printed(ws, "monthly-summary", period="2026-11")
    assert "月探访率 33.33 %" in ledger
    assert "33.33 %" in summary
    assert "未见到：帕提古丽·" in summary.replace(" ", "")
    for part in ("探访方式", "电话", "需求办理", "其中已过期限 1 项", "360", "28.13", "50.00 %", "2.5"):
        assert part in summary


def test_the_records_of_a_month_are_bookmarked_and_stop_when_asked(ws: Workspace) -> None:
    composed = ws.reports.compose(PrintRequest("visit-records", period="2026-11"))
    assert composed.pages == 3
    outline = PdfReader(BytesIO(composed.data)).outline
    assert next(str(each["/Title"]) for each in outline) == f"{ALIM}　11月3日"  # type: ignore[call-overload]  # no nested lists here
    steps: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        steps.append((done, total))
        raise KnownError("cancelled", "停")

    with pytest.raises(KnownError, match="cancelled"):
        ws.reports.compose(PrintRequest("visit-records", period="2026-11"), stop)
    assert steps == [(0, 3)]
    ws.reports.compose(PrintRequest("visit-records", period="2026-11"), lambda done, total: steps.append((done, total)))
    assert steps[-3:] == [(1, 3), (2, 3), (3, 3)]
    with pytest.raises(KnownError, match="visit_not_found"):
        ws.reports.compose(PrintRequest("visit-records", period="2026-09"))


def test_a_countys_records_stand_below_their_units(office: Workspace) -> None:
    other = office.elders.save(elder_input(unit_code=workspaces.SECOND_VILLAGE, ref="900", full_name="李建国")).id
    office.visits.record(visit_input(ref="T-9"), elder_id=other)
    composed = office.reports.compose(PrintRequest("visit-records", period="2026-11"))
    outline = PdfReader(BytesIO(composed.data)).outline
    units = [str(each["/Title"]) for each in outline if not isinstance(each, list)]
    assert len(units) == 2
    assert [len(each) for each in outline if isinstance(each, list)] == [3, 1]


def test_cards_hide_numbers_and_what_was_not_agreed_to(ws: Workspace) -> None:
    text = printed(ws, "elder-card", "001", "002")
    assert "138****1234" in text
    assert "13812341234" not in text
    assert "取暖安全：需关注" in text
    assert "未征询" in text
    assert ws.reports.compose(PrintRequest("elder-card")).documents == 3


def test_the_subjects_copy_tells_what_is_kept_and_nothing_of_what_was_destroyed(ws: Workspace) -> None:
    elder = ws.elders.by_ref("001")
    ws.elders.withdraw_consent(elder, date(2026, 11, 17))
    assert ws.elders.card(elder).visits[-1].observations["heating"] == "unknown"
    text = printed(ws, "subject-copy", "001", contact="河畔路 3 号")
    for part in ("煤炉烟道松动", "2026-11-17 撤回", "河畔路 3 号", "维修", "区分同名的人"):
        assert part in text, part
    # What was kept with consent alone is gone, here too.
    for part in ("取暖安全：需关注", "13812341234"):
        assert part not in text, part
    assert PATIGUL[:4] not in text


def test_a_copy_never_holds_an_id_number(ws: Workspace) -> None:
    elder = ws.elders.by_ref("003")
    kept = elder_input(ref="003", full_name=WANG, birth_date=date(1940, 3, 5), id_number=ID_NUMBERS[0], address=f"证 {ID_NUMBERS[0]}")
    ws.elders.save(kept.model_copy(update={"unit_code": VILLAGE}), elder)
    text = printed(ws, "subject-copy", "003")
    assert "末两位2X" in "".join(text.split())
    assert ID_NUMBERS[0][:17] not in text
    assert ID_NUMBERS[0][-4:] not in text


def test_needs_stand_by_due_date_and_settled_ones_only_in_their_month(ws: Workspace) -> None:
    text = printed(ws, "needs-list")
    assert text.index(ALIM) < text.index(WANG)
    assert "已过 2 天" in text
    need = ws.needs.list()[0]
    ws.needs.decline(need.id, date(2026, 11, 18))
    assert "维修" not in printed(ws, "needs-list")
    assert "本人放弃" in printed(ws, "needs-list", period="2026-11").replace(" ", "")


def test_a_facility_shows_its_history_hours_and_shares(ws: Workspace) -> None:
    text = printed(ws, "facility-sheet", "F1")
    for part in ("2025年2月28日", "在建", "至今", "11月至次年3月", "10:00–14:00，16:00–20:00", "300.00", "48.00", "150.00", "24.00"):
        assert part in text, part
    assert ws.reports.compose(PrintRequest("facility-sheet")).documents == 2


def test_a_sign_in_sheet_lists_those_entered_else_those_who_work_there(ws: Workspace) -> None:
    assert "应到 2 人" in printed(ws, "sign-in-sheet", "C2")
    assert "李离岗" not in printed(ws, "sign-in-sheet", "C2")
    results = printed(ws, "certificate-list", "C1")
    assert "PX-0017" in results
    assert "合格 1 人，缺席 1 人" in results


def test_a_certificate_adds_the_hours_and_forgets_the_id_number(ws: Workspace, tmp_path: Path) -> None:
    number = ID_NUMBERS[0]
    text = printed(ws, "volunteer-certificate", "V1", id_number=number, contact="0998-1234567")
    for part in (number, "累计服务时长 5.5 小时", "敬老日慰问", "入冬取暖检查", "0998-1234567"):
        assert part in text
    assert "5.5" not in printed(ws, "volunteer-certificate", "V1", period="2026-11")
    assert number not in repr(PrintRequest("volunteer-certificate", id_number=number))
    assert number not in str([rows_of(ws, table) for table in ("audit", "volunteer", "entry", "state")])
    with pytest.raises(KnownError, match="id_number_for_one"):
        ws.reports.compose(PrintRequest("volunteer-certificate", refs=("V1", "V1x"), id_number=number))


def test_the_dictionary_has_every_register(ws: Workspace) -> None:
    text = printed(ws, "data-dictionary")
    assert all(label in text for label in ("志愿服务时长", "home_visit_declined", "满意度调查"))


def test_the_call_list_names_the_silent(office: Workspace) -> None:
    text = printed(office, "call-list")
    assert "2026-11 从未收到" in text, "nothing is missing from before the county began"
    assert "从未收到" in text


def test_what_a_level_has_not_and_what_was_not_chosen_is_refused(ws: Workspace, office: Workspace) -> None:
    for refused, request, code in (
        (ws, PrintRequest("call-list"), "document_not_here"),
        (ws, PrintRequest("subject-copy"), "print_incomplete"),
        (ws, PrintRequest("visit-records"), "print_incomplete"),
        (ws, PrintRequest("data-dictionary", refs=("1",)), "print_incomplete"),
        (ws, PrintRequest("elder-card", refs=("999",)), "elder_not_found"),
        (ws, PrintRequest("sign-in-sheet", refs=("C9",)), "record_not_found"),
        (office, PrintRequest("due-list"), "not_a_village"),
    ):
        with pytest.raises(KnownError, match=code):
            refused.reports.compose(request)


def test_looking_and_printing_are_noted_by_kind_and_count_alone(ws: Workspace, tmp_path: Path) -> None:
    composed = ws.reports.compose(PrintRequest("subject-copy", refs=("001",)))
    ws.reports.save(composed, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes() == composed.data
    with pytest.raises(KnownError, match="file_exists"):
        ws.reports.save(composed, tmp_path / "copy.pdf")
    elder = ws.elders.by_ref("001")
    assert rows_of(ws, "audit", "event, record, count", "id")[-2:] == [
        ("preview_subject_copy", elder, 1),
        ("print_subject_copy", elder, 1),
    ]
    assert list(tmp_path.glob("*.part")) == []


def test_a_written_report_tells_numbers_gaps_units_without_data_and_what_was_restated(office: Workspace, tmp_path: Path) -> None:
    office.issued_reports.issue(ReportKind.MONTHLY, "2026-10")
    late = office.elders.by_ref("003", VILLAGE)
    office.visits.record(visit_input(ref="L-1", visited_at=visit_input().visited_at.replace(month=10)), elder_id=late)
    text = printed(office, "annual-report", period="2026-11")
    for part in (
        "疏附县民政局",
        "喀什地区民政局",
        "2026年10月特殊困难老年人月探访率由",
        "33.33%（1/3）",
        "补报或更正",
        "缺全部登记",
        "指标趋势",
    ):
        assert part in text, part
    assert office.reports.figures(PrintRequest("annual-report", period="2026-11"), tmp_path / "figures.xlsx") == 19
    for person in (ALIM, PATIGUL, WANG):
        assert person not in text


def test_every_document_has_its_maker(ws: Workspace) -> None:
    from kashi_desktop.services.reports import _MAKERS

    assert set(_MAKERS) == set(DOCUMENTS)


def test_papers_say_when_somebody_is_due_as_the_screen_does(ws: Workspace) -> None:
    items = {item.elder_ref: item for item in ws.due.list().items}
    today = ws.clock.today()
    planned = next(ref for ref, item in items.items() if item.planned)
    for document in ("elder-card", "blank-visit-form"):
        text = printed(ws, document, planned)
        assert "本月要走访" in text
        assert f"{items[planned].due_on.year}年{items[planned].due_on.month}月{items[planned].due_on.day}日" not in text
    item = replace(items[planned], planned=False, reason="gap", due_on=date(2026, 11, 6), days_overdue=12)
    assert due_words(item, today) == "11月6日，过期 12 天"
    assert due_words(replace(item, days_overdue=500, due_on=date(2025, 7, 6)), today) == "过期 500 天"
    assert due_words(replace(item, days_overdue=0, due_on=date(2026, 11, 25)), today) == "11月25日"
    assert due_words(replace(item, reason="urgent_observation"), today) == "尽快"
