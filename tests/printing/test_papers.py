import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pytest

from db.codes import USUAL_NEEDS, Method, NeedKind, Outcome
from db.registers.visit import OBSERVATIONS
from kashi_desktop.printing import (
    data_dictionary,
    due_list,
    elder_card,
    facility_sheet,
    monthly_summary,
    needs_list,
    silent_units,
    subject_copy,
    training,
    volunteer_certificate,
)
from kashi_desktop.printing.blank_visit_form import write_blank_visit_forms
from kashi_desktop.printing.visit_record import write_visit_records
from kashi_desktop.types.paper import BlankVisitForms, FormElder
from tests.printing.papers import (
    CARD,
    CERTIFICATE,
    CERTIFICATES,
    COPY,
    DICTIONARY,
    DUE,
    FACILITY,
    FORMS,
    ID_NUMBER,
    NEEDS,
    PAPERS,
    SIGN_IN,
    SILENT,
    SUMMARY,
    TODAY,
    UNIT,
    UYGHUR,
    service,
)
from tests.printing.sheets import RECORD, outline, poppler_text, pypdf_text, squeeze

WITH_NAMES = sorted(set(PAPERS) - {"facility-sheet", "silent-units", "data-dictionary"})
HEADS = {
    "training-sign-in": "序号姓名单位岗位本人签名",
    "certificate-list": "序号姓名单位结果证书编号备注",
    "due-list": "探访人情况备注",
    "silent-units": "未报月份最近收到联系时间接听人答复",
    "needs-list": "处理和转介单位期限状态办理情况",
    "data-dictionary": "序号名称和键用途谁能看到保存多久",
}


def logical(path: Path) -> str:
    """Poppler's text without the marks of direction it puts around runs."""
    return re.sub("[\u200e\u200f\u202a-\u202c\u2066-\u2069]", "", poppler_text(path))


@pytest.mark.parametrize("name", WITH_NAMES)
def test_uyghur_name_reads_back(name: str, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    PAPERS[name](out)
    assert UYGHUR in " ".join(pypdf_text(out))
    assert UYGHUR in logical(out)


@pytest.mark.parametrize("name", PAPERS)
def test_every_page_is_numbered_and_the_title_names_nobody(name: str, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    pages = PAPERS[name](out)
    reader = pypdf.PdfReader(out)
    assert len(reader.pages) == pages
    assert all(f"第 {number} 页，共 {pages} 页" in text for number, text in enumerate(pypdf_text(out), 1))
    assert reader.metadata is not None
    assert reader.metadata.title
    assert not set(reader.metadata.title) & set(UYGHUR)


@pytest.mark.parametrize("name", HEADS)
def test_long_tables_repeat_their_head(name: str, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert PAPERS[name](out) > 1
    texts = pypdf_text(out)
    assert all(HEADS[name] in squeeze(text) for text in texts)
    assert "合计" in texts[-1]


@pytest.mark.parametrize(
    "name",
    ["training-sign-in", "certificate-list", "facility-sheet", "monthly-summary", "elder-card", "due-list", "silent-units", "needs-list"],
)
def test_forms_end_with_places_to_sign(name: str, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    PAPERS[name](out)
    last = squeeze(pypdf_text(out)[-1])
    assert all(part in last for part in ("填表人：", "审核人：", "负责人：", "（盖章）"))


@pytest.mark.parametrize("name", sorted(set(PAPERS) - {"volunteer-certificate", "subject-copy"}))
def test_no_whole_number_of_a_person_is_printed(name: str, tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    PAPERS[name](out)
    codes = {"silent-units": r"65312120\d{4}", "facility-sheet": r"65312110000\d"}.get(name, "(?!)")
    assert not re.search(r"\d{9,}", re.sub(codes, "", "".join(pypdf_text(out))))


def test_empty_papers_say_so(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    writers: dict[str, Callable[[], int]] = {
        volunteer_certificate.EMPTY: lambda: volunteer_certificate.write_volunteer_certificates([replace(CERTIFICATE, services=())], out),
        training.EMPTY_SIGN_IN: lambda: training.write_training_sign_in(replace(SIGN_IN, rows=(), blank_rows=0), out),
        training.EMPTY_LIST: lambda: training.write_certificate_list(replace(CERTIFICATES, rows=()), out),
        facility_sheet.NO_STATES: lambda: facility_sheet.write_facility_sheets([replace(FACILITY, states=())], out),
        facility_sheet.NO_HOURS: lambda: facility_sheet.write_facility_sheets([replace(FACILITY, hours=())], out),
        facility_sheet.NO_SHARES: lambda: facility_sheet.write_facility_sheets([replace(FACILITY, shares=())], out),
        monthly_summary.EMPTY: lambda: monthly_summary.write_monthly_summary(replace(SUMMARY, sections=()), out),
        elder_card.NO_VISITS: lambda: elder_card.write_elder_cards([replace(CARD, visits=())], out),
        "没有登记的需求": lambda: elder_card.write_elder_cards([replace(CARD, needs=())], out),
        subject_copy.NO_ITEMS: lambda: subject_copy.write_subject_copy(replace(COPY, items=()), out),
        subject_copy.NO_VISITS: lambda: subject_copy.write_subject_copy(replace(COPY, visits=()), out),
        subject_copy.NO_VERSIONS: lambda: subject_copy.write_subject_copy(replace(COPY, versions=()), out),
        due_list.EMPTY: lambda: due_list.write_due_list(replace(DUE, rows=()), out),
        silent_units.EMPTY: lambda: silent_units.write_silent_units(replace(SILENT, rows=()), out),
        needs_list.EMPTY: lambda: needs_list.write_needs_list(replace(NEEDS, rows=()), out),
        data_dictionary.EMPTY: lambda: data_dictionary.write_data_dictionary(replace(DICTIONARY, rows=()), out),
    }
    for sentence, write in writers.items():
        assert write() >= 1
        text = squeeze("".join(pypdf_text(out)))
        assert sentence in text
        assert "None" not in text
        out.unlink()


def test_nothing_to_print_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    writers: list[Callable[[], int]] = [
        lambda: volunteer_certificate.write_volunteer_certificates([], out),
        lambda: facility_sheet.write_facility_sheets([], out),
        lambda: elder_card.write_elder_cards([], out),
        lambda: write_blank_visit_forms(BlankVisitForms(UNIT, TODAY), out),
    ]
    for write in writers:
        with pytest.raises(ValueError, match="to print"):
            write()
    assert not out.exists()


# the volunteer's certificate


def test_certificate_holds_what_the_law_asks(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert volunteer_certificate.write_volunteer_certificates([CERTIFICATE], out) == 1
    text = squeeze(pypdf_text(out)[0])
    parts = (
        ID_NUMBER,
        "V-0012",
        "HP-2026-0017",
        "2026年1月5日至2026年2月2日",
        "累计服务时长12.5小时",
        "合计5次12.5",
        "经办人：古丽娜尔",
        "0998-1234567",
    )
    for part in (*parts, f"出具单位：{UNIT}", "（盖章）", "2026年11月23日"):
        assert part in text
    assert ID_NUMBER not in repr(CERTIFICATE)


def test_certificate_without_an_id_number_leaves_a_place_for_it(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    volunteer_certificate.write_volunteer_certificates([replace(CERTIFICATE, id_number="")], out)
    assert "身份证号：＿＿＿" in squeeze(pypdf_text(out)[0])


def test_many_services_go_on_and_each_certificate_counts_its_own_pages(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    long = replace(CERTIFICATE, services=tuple(service(n) for n in range(60)))
    assert volunteer_certificate.write_volunteer_certificates([long, CERTIFICATE], out) == 4
    texts = pypdf_text(out)
    assert [re.findall(r"第 (\d) 页，共 (\d) 页", text) for text in texts] == [[("1", "3")], [("2", "3")], [("3", "3")], [("1", "1")]]
    assert "150" in texts[2]
    assert all(ID_NUMBER not in text for text in texts[1:3])


# training, facility, summary


def test_sign_in_has_numbered_blank_rows_for_walk_ins(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    training.write_training_sign_in(replace(SIGN_IN, rows=SIGN_IN.rows[:2], session=""), out)
    text = pypdf_text(out)[0]
    assert [number for number in range(1, 9) if re.search(rf"^{number}\b", text, re.MULTILINE)] == list(range(1, 9))
    assert "应到2人实到人" in squeeze(text)
    assert "场次：＿＿＿" in squeeze(text)


def test_certificate_list_counts_results(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    training.write_certificate_list(CERTIFICATES, out)
    assert "共40人：合格27人，缺勤13人；有证书编号的27人" in squeeze(pypdf_text(out)[-1])


def test_facility_sheet_holds_the_register(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert facility_sheet.write_facility_sheets([FACILITY], out) == 1
    text = squeeze(pypdf_text(out)[0])
    for part in (
        "设施名称河畔社区综合服务中心", "当前状态在用", "建成年份2022年", "权属来源自建", "建筑面积450.00平方米", "活动面积72.50平方米",
        "面积依据测绘报告", "故障（2026年11月2日报修）", "无障碍是", "儿童友好未登记", "12021年3月1日2022年6月30日在建420.00未登记",
        "22022年7月1日至今在用450.00",
        "14月至10月10:00–14:00，16:00–20:308.5", "示例县柳树社区居委会6531211000021150.0024.17", "合计2个单位450.0072.50",
    ):  # fmt: skip
        assert part in text


def test_summary_prints_numbers_as_given_and_words_or_room_for_them(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    monthly_summary.write_monthly_summary(SUMMARY, out)
    text = squeeze("".join(pypdf_text(out)))
    assert "3月探访率97.92%目标100%" in text
    assert "七、志愿服务" in text
    monthly_summary.write_monthly_summary(replace(SUMMARY, sections=SUMMARY.sections * 2, remarks="取暖季已入户宣传。" * 30), out)
    text = squeeze("".join(pypdf_text(out)))
    assert "十四、志愿服务" in text
    assert text.count("取暖季已入户宣传。") == 30


# a person's papers


def test_card_refuses_whole_numbers() -> None:
    for field in ("id_masked", "phone_masked", "contact_phone_masked"):
        with pytest.raises(ValueError, match="masked") as error:
            replace(CARD, **{field: ID_NUMBER})  # type: ignore[arg-type]
        assert "6531" not in str(error.value)


def test_copy_holds_everything_and_never_an_id_number(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    subject_copy.write_subject_copy(COPY, out)
    text = squeeze("".join(pypdf_text(out)))
    for item in COPY.items:
        assert squeeze(f"{item.label}{item.value}") in text
    assert text.count("煤炉烟道松动") == len(COPY.visits)
    for part in (
        "李明（经办人）",
        "改为10:40",
        "录错",
        "社区维修队",
        "更正、补充",
        "要求删除",
        "撤回同意",
        "河畔路3号，0998-1234567",
        "本人或代办人签收：",
    ):
        assert squeeze(part) in text
    with pytest.raises(ValueError, match="never kept") as error:
        replace(COPY, items=(replace(COPY.items[0], value=ID_NUMBER),))
    assert "6531" not in str(error.value)


def test_chinese_sentence_with_a_uyghur_name_first_runs_left_to_right(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    subject_copy.write_subject_copy(COPY, out)
    assert f"{UYGHUR}：应您的要求" in pypdf_text(out)[0]


# forms to fill by hand


def test_form_follows_the_order_of_entry(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    assert write_blank_visit_forms(FORMS, out) == 2
    assert write_blank_visit_forms(FORMS, tmp_path / "b.pdf", 1) == 3
    text = squeeze(pypdf_text(tmp_path / "b.pdf")[1])
    labels = [
        "老人",
        "买买提·吐尔逊（1938年生，4小队）",
        "时间",
        "方式",
        "□1上门",
        "□4视频",
        "结果",
        "□1已见面",
        "□8紧急处置",
        "探访人",
        "看到的情况",
        "健康",
    ]
    labels += ["□1正常□2需关注□3紧急", "需求", "□1维修", "□其他", "转介给", "备注", "身份", "用时"]
    places = [text.index(label) for label in labels]
    assert places == sorted(places)
    assert text.count("□1正常□2需关注□3紧急") == len(OBSERVATIONS)
    assert "☑" not in text
    assert set(USUAL_NEEDS) == set(NeedKind)
    blank = squeeze(pypdf_text(tmp_path / "b.pdf")[2])
    assert "老人编号" in blank


def test_form_of_the_longest_name_still_fits(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    elder = FormElder(("㛃𬱖䶮·" + "阿卜杜热合曼·买买提明" * 5)[:50], "T-014", 1941, "2 小队", "2026年11月18日，过期 31 天")
    assert write_blank_visit_forms(BlankVisitForms(UNIT * 3, TODAY, (elder,)), out) == 1
    assert squeeze(elder.full_name) in squeeze(pypdf_text(out)[0])


def test_due_list_keeps_its_order_and_offers_the_digits_of_the_keyboard(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    due_list.write_due_list(DUE, out)
    text = "".join(pypdf_text(out))
    flat = squeeze(text)
    years = [int(year) for year in re.findall(r"(19\d\d)年生", flat)]
    assert years == [row.birth_year for row in DUE.rows]
    for codes in (Method, Outcome):
        assert squeeze("".join(f"{n}{code.label}" for n, code in enumerate(codes, 1))) in flat
    assert "应访34人，其中已过应访日5人，有紧急情况1人" in flat
    assert flat.index("【紧急】") < flat.index("已过5天") < flat.index("已过4天")


# lists


def test_silent_units_say_what_is_missing(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    silent_units.write_silent_units(SILENT, out)
    text = squeeze("".join(pypdf_text(out)))
    assert "1示例镇柳树村1村委会6531212002002026-102026-112026-10-28" in text
    assert "从未收到" in text
    assert "共300个单位，未报送25个，已报送275个" in text


def test_needs_list_shows_dates_and_counts_the_late(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    needs_list.write_needs_list(NEEDS, out)
    text = squeeze("".join(pypdf_text(out)))
    assert "2026-11-20已过3天" in text
    assert "未定" in text
    assert "共30项需求，其中已过期限3项" in text


def test_dictionary_bookmarks_its_registers(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    data_dictionary.write_data_dictionary(DICTIONARY, out)
    assert [(level, title) for level, title, _ in outline(out)] == [(0, "老年人"), (0, "探访"), (0, "需求")]
    text = squeeze("".join(pypdf_text(out)))
    assert all(squeeze(f"{row.label}{row.key}{row.purpose}") in text for row in DICTIONARY.rows)


def test_month_of_visits_is_bookmarked_by_unit(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    sheets = [replace(RECORD, unit_name=unit, visit_ref=f"A-{n}") for unit in ("甲社区", "乙村") for n in range(2)]
    assert write_visit_records(sheets, out, title="2026年11月探访记录", by_unit=True) == 4
    line = "买买提·吐尔逊　11月18日"
    assert outline(out) == [(0, "甲社区", 0), (1, line, 0), (1, line, 1), (0, "乙村", 2), (1, line, 2), (1, line, 3)]
    reader = pypdf.PdfReader(out)
    assert reader.metadata is not None
    assert reader.metadata.title == "2026年11月探访记录"


def test_days_of_another_year_show_their_year(tmp_path: Path) -> None:
    out = tmp_path / "a.pdf"
    due_list.write_due_list(replace(DUE, as_of=date(DUE.rows[0].due_on.year + 1, 1, 5)), out)
    assert f"{DUE.rows[0].due_on.year}年{DUE.rows[0].due_on.month}月{DUE.rows[0].due_on.day}日" in squeeze("".join(pypdf_text(out)))


@pytest.mark.parametrize(
    ("last", "write"),
    [
        ("甲乙", lambda n, out: due_list.write_due_list(replace(DUE, rows=(*DUE.rows[:n], replace(DUE.rows[n], group="甲乙"))), out)),
        (
            "甲乙",
            lambda n, out: elder_card.write_elder_cards([replace(CARD, needs=(*CARD.needs * n, replace(CARD.needs[0], kind="甲乙")))], out),
        ),
        ("合计共", lambda n, out: training.write_certificate_list(replace(CERTIFICATES, rows=CERTIFICATES.rows[:1] * (n + 10)), out)),
    ],
)
def test_signatures_never_stand_alone(last: str, write: Callable[[int, Path], int], tmp_path: Path) -> None:
    """Whatever the number of rows: above the places to sign stands the end of what is signed."""
    out = tmp_path / "a.pdf"
    for count in range(1, 30):
        write(count, out)
        assert last in squeeze(pypdf_text(out)[-1]).partition("填表人：")[0], count
