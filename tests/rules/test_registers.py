"""Rows of the registers: what is accepted, what is refused, what is masked, and dump as a fixed point."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from db.codes import CareLevel, Category, ClosedReason, Method, NeedKind, NeedStatus, Observation, Outcome, Sex, UnitLevel
from db.declaring import Columns, Register
from db.registers.registry import TYPED
from db.registers.unit import UnitInput
from db.registers.unit_profile import UnitProfileInput
from db.registers.visit import OBSERVATIONS
from kashi_desktop.rules.consent import consent_warnings, strip_observations, strip_without_consent
from kashi_desktop.rules.registers import Parsed, cells_of, complete, dump_row, kind_of, read_cells
from kashi_desktop.types.inputs import (
    ElderInput,
    NeedInput,
    VisitInput,
    clean_text,
)

TODAY = date(2026, 11, 23)
ELDER = {
    "ref": "A-1", "unit_code": "653121100200", "full_name": "买买提·吐尔逊", "sex": "male", "birth_date": "1950-01-02",
    "categories": "living_alone", "care_level": "high", "enrolled_on": "2024-01-01",
}  # fmt: skip
VISIT = {
    "elder_ref": "A-1", "unit_code": "653121100200", "visited_at": "2026-11-03 10:15", "method": "home", "outcome": "met",
    "visitors": "王芳",
}  # fmt: skip


def parse_row(register: Register, cells: Mapping[str, str], today: date, stored: Columns | None = None) -> Parsed:
    return complete(register, read_cells(register, cells), today, stored)


def _row(register: str, cells: Mapping[str, str], **changed: str) -> Parsed:
    return parse_row(TYPED[register], {**cells, **changed}, TODAY)


def _codes(parsed: Parsed) -> dict[str, str]:
    assert (parsed.input is None) == bool(parsed.faults)
    assert all(remark.message for remark in parsed.faults + parsed.warnings)
    return {remark.column: remark.code for remark in parsed.faults}


def test_columns_are_those_of_the_design() -> None:
    keys = {name: " ".join(column.key for column in register.columns) for name, register in TYPED.items()}
    assert keys == {
        "unit": "code name level kind parent_code urban_rural_class active",
        "unit_profile": "unit_code as_of households resident_population urban_resident_population social_organisations proxy_service "
        "social_work_station elder_care_land_m2",
        "elder": "ref unit_code full_name sex birth_date id_number phone group address contact_name contact_relation contact_phone "
        "categories care_level enrolled_on consent_on home_visit_declined closed_on closed_reason",
        "visit": "ref elder_ref unit_code visited_at method outcome visitors visitor_role minutes health mood daily hygiene support gas "
        "electricity heating floor structure needs note",
        "need": "ref unit_code elder_ref visit_ref kind action referral_to due_on status closed_on",
        "facility": "code name kind units year_built tenure building_area_m2 activity_area_m2 area_source hours barrier_free age_friendly "
        "child_friendly kiosk kiosk_broken_on status valid_from valid_to",
        "worker": "ref unit_code full_name birth_date id_number post full_time urban_roster certificates certificate_on employed_on "
        "left_on leave_from leave_to",
        "course": "ref title topic organiser_level mode starts_on ends_on place hours recognised",
        "attendance": "unit_code course_ref worker_ref sessions_attended result certificate_no",
        "volunteer": "ref unit_code full_name birth_date sex phone skills registered_on guardian_consent",
        "activity": "ref unit_code title kind starts_at ends_at place leader",
        "service": "unit_code volunteer_ref activity_ref hours verified_by source",
        "survey": "unit_code held_on sample satisfied",
        "project": "name completed_on total_area_m2 commercial_area_m2 service_area_m2",
        "ledger_task": "ref clause title lead due_on progress status",
        "holiday": "day name kind",
        "definition": "key effective_from target settings reason",
    }
    assert TYPED["elder"].required == (
        "unit_code", "full_name", "sex", "birth_date", "categories", "care_level", "enrolled_on",
    )  # fmt: skip
    assert TYPED["visit"].required == ("elder_ref", "unit_code", "visited_at", "method", "outcome", "visitors")
    for register in TYPED.values():
        labels = [column.label for column in register.columns]
        assert len(set(labels)) == len(labels)
        assert all(column.purpose and column.keep and column.who_sees for column in register.columns)
        assert {column.key for column in register.columns} == set(register.fields.model_fields)


def test_labels_are_accepted_as_header_and_as_values() -> None:
    chinese = {
        "编号": "A-1", "单位代码": "653121100200", "姓名": " 买买提·吐尔逊 ", "性别": "男", "出生日期": "1950/1/2",
        "类别": "失能；独居;失能", "关爱等级": "高", "登记日期": "2024-01-01 00:00:00", "谢绝上门": "是",
    }  # fmt: skip
    parsed = parse_row(TYPED["elder"], chinese, TODAY)
    assert isinstance(parsed.input, ElderInput)
    assert parsed.input.categories == (Category.LIVING_ALONE, Category.DISABLED)
    assert (parsed.input.sex, parsed.input.birth_date, parsed.input.home_visit_declined) == (Sex.MALE, date(1950, 1, 2), True)
    assert "phone" not in parsed.given
    assert "full_name" in parsed.given


@pytest.mark.parametrize("text", ["NULL", "-", "=1+1", "N/A", "0", "㛃𬱖䶮", "مەمەت"])
def test_text_is_kept_verbatim(text: str) -> None:
    parsed = _row("elder", ELDER, full_name=text, address=f" {text} ", consent_on="2024-01-01")
    assert isinstance(parsed.input, ElderInput)
    assert (parsed.input.full_name, parsed.input.address) == (text, text)


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("full_name", "", "required"),
        ("full_name", "字" * 51, "too_long"),
        ("full_name", "买\x07提", "bad_text"),
        ("full_name", "买\n提", "bad_text"),
        ("sex", "男性", "bad_code"),
        ("birth_date", "1950-02-30", "bad_date"),
        ("birth_date", "02/01/1950", "bad_date"),
        ("birth_date", "1950-01-02 10:00", "bad_date"),
        ("birth_date", "18295", "bad_date"),
        ("birth_date", "1950-01/02", "bad_date"),
        ("birth_date", "0195-01-02", "bad_date"),
        ("birth_date", "2026-11-24", "future_date"),
        ("id_number", "11010519491231002", "id_length"),
        ("id_number", "110105194912310021", "id_checksum"),
        ("phone", "12a45", "bad_phone"),
        ("phone", "1234", "bad_phone"),
        ("phone", "-----", "bad_phone"),
        ("categories", "独居;别的", "bad_code"),
        ("categories", ";", "required"),
        ("care_level", "最高", "bad_code"),
        ("unit_code", "65312110020", "bad_unit_code"),
        ("unit_code", "", "required"),
        ("home_visit_declined", "yes", "bad_code"),
        ("enrolled_on", "1949-01-01", "before_birth"),
        ("closed_reason", "deceased", ""),
        ("closed_on", "2025-01-01", ""),
        ("address", "长" * 201, "too_long"),
        ("nonsense", "x", "unknown_column"),
    ],
)
def test_faults_of_an_elder(column: str, text: str, code: str) -> None:
    found = _codes(_row("elder", ELDER, **{column: text}))
    expected = {"closed_reason": {"closed_on": "closed_on_missing"}, "closed_on": {"closed_reason": "closed_reason_missing"}}
    assert found == expected.get(column, {column: code})


def test_every_fault_of_a_row_at_once() -> None:
    found = _codes(_row("elder", ELDER, full_name="", sex="x", phone="?", birth_date="1950-13-01"))
    assert found == {"full_name": "required", "sex": "bad_code", "phone": "bad_phone", "birth_date": "bad_date"}


@pytest.mark.parametrize("text", ["\u200b", "\u202e\u202c", "\ufeff \u2060", "\u3164", "\u00ad", "\u200f"])
def test_a_text_that_shows_nothing_is_not_filled_in(text: str) -> None:
    assert _codes(_row("elder", ELDER, full_name=text)) == {"full_name": "required"}
    assert _row("elder", ELDER, ref=text, group=text).given == set(ELDER) - {"ref"}
    assert _codes(_row("visit", VISIT, visitors=f"{text};{text}")) == {"visitors": "required"}
    # What shapes a word or gives it its direction stays where something shows.
    assert clean_text(f"ئە{text}خمەت") == f"ئە{text}خمەت"


def test_closing_before_enrolment_is_a_fault() -> None:
    assert _codes(_row("elder", ELDER, closed_on="2023-12-31", closed_reason="去世")) == {"closed_on": "closed_before_enrolled"}


def test_warnings_do_not_refuse() -> None:
    young = _row("elder", ELDER, birth_date="1970-01-01", consent_on="2027-01-01", id_number="11010519491231002x")
    assert isinstance(young.input, ElderInput)
    assert {(remark.column, remark.code) for remark in young.warnings} == {
        ("birth_date", "younger_than_60"), ("consent_on", "date_ahead"), ("id_number", "id_disagrees"),
    }  # fmt: skip


def test_sixty_today_is_an_elder_and_a_hundred_and_thirty_is_a_slip() -> None:
    assert not _row("elder", ELDER, birth_date="1966-11-23").warnings
    assert [remark.code for remark in _row("elder", ELDER, birth_date="1966-11-24").warnings] == ["younger_than_60"]
    far = parse_row(TYPED["elder"], {**ELDER, "birth_date": "1900-01-01"}, date(2031, 1, 1))
    assert _codes(far) == {"birth_date": "birth_too_early"}


def test_values_are_masked_in_remarks() -> None:
    parsed = _row("elder", ELDER, id_number="110105194912310021")
    assert [remark.value for remark in parsed.faults] == ["****************21"]
    parsed = _row("elder", ELDER, phone="1381234x234", sex="买买提", enrolled_on="13812341234")
    shown = {remark.column: remark.value for remark in parsed.faults}
    assert shown["phone"] == "138****x234"
    assert shown["sex"] == "买**"
    assert shown["enrolled_on"] == "138********"


def test_a_masked_number_is_kept() -> None:
    parsed = _row("elder", ELDER, id_number="****************25")
    assert isinstance(parsed.input, ElderInput)
    assert not parsed.warnings


def test_an_empty_cell_keeps_the_stored_value() -> None:
    stored = _row("elder", ELDER, phone="13812341234", group="3组").input
    change = {"ref": "A-1", "unit_code": "653121100200", "full_name": "", "group": "5组"}
    assert set(_codes(parse_row(TYPED["elder"], change, TODAY))) >= {"full_name", "sex", "birth_date"}
    parsed = parse_row(TYPED["elder"], change, TODAY, stored)
    assert isinstance(parsed.input, ElderInput)
    assert (parsed.input.full_name, parsed.input.phone, parsed.input.group) == ("买买提·吐尔逊", "13812341234", "5组")
    assert parsed.given == {"ref", "unit_code", "group"}
    closing = {"ref": "A-1", "unit_code": "653121100200", "closed_on": "2023-01-01", "closed_reason": "去世"}
    assert _codes(parse_row(TYPED["elder"], closing, TODAY, stored)) == {"closed_on": "closed_before_enrolled"}


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("visited_at", "2026-11-03", "bad_time"),
        ("visited_at", "2026-11-03 10:15:30", "bad_time"),
        ("visited_at", "2026-11-03 24:00", "bad_time"),
        ("visited_at", "2026-11-24 00:00", "future_date"),
        ("outcome", "见了", "bad_code"),
        ("visitors", "、", "required"),
        ("minutes", "-5", "bad_number"),
        ("minutes", "1441", "bad_number"),
        ("minutes", "3.5", "bad_number"),
        ("health", "好", "bad_code"),
        ("needs", "meal,bath", "bad_code"),
        ("note", "字" * 201, "too_long"),
        ("elder_ref", "", "required"),
    ],
)
def test_faults_of_a_visit(column: str, text: str, code: str) -> None:
    assert _codes(_row("visit", VISIT, **{column: text})) == {column: code}


def test_a_visit_of_today_with_labels_and_lists() -> None:
    cells = {**VISIT, "visitors": "王芳、李明，王芳", "needs": "助洁;meal", "minutes": "20.0"}
    parsed = _row("visit", cells, visited_at="2026-11-23 23:59:00", outcome="住院已联系")
    visit = parsed.input
    assert isinstance(visit, VisitInput)
    assert (visit.visited_at, visit.outcome, visit.minutes) == (datetime(2026, 11, 23, 23, 59), Outcome.HOSPITAL, 20)
    assert (visit.visitors, visit.needs) == (("王芳", "李明"), (NeedKind.MEAL, NeedKind.CLEAN))
    assert visit.health is Observation.UNKNOWN


def test_units_and_profiles() -> None:
    unit = {"code": "653121100200", "name": "某村", "level": "village", "kind": "社区居委会"}
    assert [remark.code for remark in _row("unit", unit).warnings] == ["kind_mismatch"]
    assert [remark.code for remark in _row("unit", unit, kind="", level="county").warnings] == ["level_mismatch"]
    assert [remark.code for remark in _row("unit", unit, code="653121400498", kind="").warnings] == ["pseudo_unit"]
    profile = {"unit_code": "653121100200", "as_of": "2026-06-30", "households": "1280", "elder_care_land_m2": "12.50"}
    parsed = _row("unit_profile", profile).input
    assert isinstance(parsed, UnitProfileInput)
    assert (parsed.households, parsed.elder_care_land_m2, parsed.resident_population) == (1280, Decimal("12.50"), None)
    assert _codes(_row("unit_profile", profile, elder_care_land_m2="1.234")) == {"elder_care_land_m2": "bad_number"}
    assert _codes(_row("unit_profile", profile, households="1,280")) == {"households": "bad_number"}
    urban = _row("unit_profile", profile, resident_population="5", urban_resident_population="6")
    assert [remark.code for remark in urban.warnings] == ["urban_exceeds_total"]


def test_a_closing_day_needs_a_closed_need() -> None:
    need = {"unit_code": "653121100200", "elder_ref": "A-1", "kind": "meal", "closed_on": "2026-11-01"}
    assert _codes(_row("need", need)) == {"closed_on": "status_mismatch"}
    assert not _row("need", need, status="已办结").faults
    assert [remark.code for remark in _row("need", need, status="done", closed_on="").warnings] == ["done_without_date"]


def test_without_consent_nothing_is_dropped_silently() -> None:
    elder = _row("elder", ELDER, phone="13812341234", contact_name="阿依古丽").input
    assert isinstance(elder, ElderInput)
    stripped, dropped = strip_without_consent(elder)
    assert (stripped.phone, stripped.contact_name, dropped) == ("", "", ("phone", "contact_name"))
    assert [remark.code for remark in consent_warnings(dropped)] == ["consent_missing"] * 2
    agreed = elder.model_copy(update={"consent_on": date(2024, 1, 1)})
    assert strip_without_consent(agreed) == (agreed, ())
    assert strip_without_consent(agreed, withdrawn=True)[1] == dropped
    visit = _row("visit", VISIT, health="urgent", gas="ok").input
    assert isinstance(visit, VisitInput)
    blank, gone = strip_observations(visit)
    assert gone == ("health", "gas")
    assert all(getattr(blank, key) is Observation.UNKNOWN for key in OBSERVATIONS)


@pytest.mark.parametrize(
    ("register", "key", "text", "bounds"),
    [
        ("facility", "year_built", "1800", (1900, 2100)),
        ("facility", "year_built", "二〇二〇", (1900, 2100)),
        ("facility", "building_area_m2", "-1", (0, 99_999_999)),
        ("visit", "minutes", "1441", (0, 1440)),
        ("attendance", "sessions_attended", "1001", (0, 1000)),
        ("course", "hours", "0", (Decimal("0.01"), 1000)),
        ("survey", "sample", "viele", (0, 99_999_999)),
    ],
)
def test_a_number_out_of_bounds_is_told_its_own_bounds(register: str, key: str, text: str, bounds: tuple[object, object]) -> None:
    parsed = complete(TYPED[register], read_cells(TYPED[register], {key: text}), TODAY)
    (found,) = [each for each in parsed.faults if each.column == key]
    assert (found.code, (found.params["min"], found.params["max"])) == ("bad_number", bounds)


def test_json_records_become_cells() -> None:
    assert cells_of({"a": None, "b": True, "c": False, "d": ["x", "y"], "e": 5, "f": "s"}) == {
        "a": "", "b": "1", "c": "0", "d": "x;y", "e": "5", "f": "s",
    }  # fmt: skip


def test_a_form_never_takes_a_number_for_a_day() -> None:
    with pytest.raises(ValidationError):
        ElderInput.model_validate({**ELDER, "sex": Sex.MALE, "birth_date": 19500102})
    with pytest.raises(ValidationError):
        VisitInput.model_validate({"visited_at": datetime(2026, 11, 3), "method": "home", "outcome": "met", "visitors": ("王芳、李明",)})


def _text(limit: int, least: int = 0) -> st.SearchStrategy[str]:
    alphabet = st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"))
    return st.text(alphabet, min_size=least, max_size=limit).map(clean_text).filter(lambda text: least <= len(text) <= limit)


DAY = st.dates(date(1960, 1, 1), TODAY)
PHONE = st.just("") | st.from_regex(r"[0-9+][0-9 \-]{6,17}[0-9]", fullmatch=True)
PEOPLE = st.lists(_text(50, 1).filter(lambda name: not set(name) & set(";；、,，")), min_size=1, max_size=5).map(tuple)
UNIT_CODE = st.from_regex(r"65[0-9]{10}", fullmatch=True)
ELDERS = st.fixed_dictionaries({
    "ref": _text(40), "unit_code": UNIT_CODE, "full_name": _text(50, 1), "sex": st.sampled_from(Sex),
    "birth_date": st.dates(date(1900, 1, 1), date(1959, 12, 31)), "id_number": st.sampled_from(["", "****************2X"]),
    "phone": PHONE, "group": _text(50), "address": _text(200), "contact_name": _text(50), "contact_relation": _text(20),
    "contact_phone": PHONE, "categories": st.lists(st.sampled_from(Category), min_size=1).map(tuple),
    "care_level": st.sampled_from(CareLevel), "enrolled_on": DAY, "consent_on": st.none() | DAY,
    "home_visit_declined": st.booleans(), "closed_on": st.none() | st.just(TODAY),
})  # fmt: skip
VISITS = st.builds(
    VisitInput, ref=_text(40), elder_ref=_text(40, 1), unit_code=UNIT_CODE,
    visited_at=st.datetimes(datetime(1960, 1, 1), datetime(2026, 11, 23)), method=st.sampled_from(Method),
    outcome=st.sampled_from(Outcome), visitors=PEOPLE, minutes=st.none() | st.integers(0, 1440), health=st.sampled_from(Observation),
    structure=st.sampled_from(Observation), needs=st.lists(st.sampled_from(NeedKind)).map(tuple), note=_text(200),
)  # fmt: skip
NEEDS = st.builds(
    NeedInput, ref=_text(40), unit_code=UNIT_CODE, elder_ref=_text(40, 1), visit_ref=_text(40), kind=st.sampled_from(NeedKind),
    referral_to=_text(100), due_on=st.none() | DAY, status=st.just(NeedStatus.DONE), closed_on=st.none() | DAY,
)  # fmt: skip
UNITS = st.builds(
    UnitInput,
    code=UNIT_CODE,
    name=_text(50, 1),
    level=st.sampled_from(UnitLevel),
    parent_code=st.just("") | UNIT_CODE,
    active=st.booleans(),
)
PROFILES = st.builds(
    UnitProfileInput, unit_code=UNIT_CODE, as_of=DAY, households=st.none() | st.integers(0, 99_999_999),
    elder_care_land_m2=st.none() | st.decimals(0, 99_999_999, places=2), proxy_service=st.none() | st.booleans(),
)  # fmt: skip


def _closed(elder: dict[str, Any]) -> ElderInput:
    reason = ClosedReason.DECEASED if elder["closed_on"] else None
    return ElderInput.model_validate({**elder, "closed_reason": reason})


def _assert_fixed_point(register: str, record: Columns) -> None:
    dumped = dump_row(TYPED[register], record)
    parsed = parse_row(TYPED[register], {key: text or "" for key, text in dumped.items()}, TODAY)
    assert parsed.faults == ()
    assert parsed.input == record
    assert parsed.input is not None
    assert dump_row(TYPED[register], parsed.input) == dumped
    assert list(dumped) == [column.key for column in TYPED[register].columns]


@given(st.data())
def test_dump_is_what_load_accepts(data: st.DataObject) -> None:
    register, records = data.draw(
        st.sampled_from([("visit", VISITS), ("need", NEEDS), ("unit", UNITS), ("unit_profile", PROFILES)]), label="register"
    )
    _assert_fixed_point(register, data.draw(records))


@given(ELDERS)
def test_an_elder_dumped_is_an_elder_loaded(elder: dict[str, Any]) -> None:
    _assert_fixed_point("elder", _closed(elder))


@given(st.sampled_from(list(TYPED)), st.data())
def test_no_row_whatever_breaks_the_reader(register: str, data: st.DataObject) -> None:
    columns = TYPED[register].columns
    words = [word for column in columns for choice in kind_of(column).choices for word in choice]
    texts = st.text(max_size=30) | st.sampled_from(words or ["是"]) | st.dates().map(str)
    cells = data.draw(st.dictionaries(st.sampled_from([column.key for column in columns]), texts))
    parsed = parse_row(TYPED[register], cells, TODAY)
    _codes(parsed)
    for remark in parsed.faults:
        if remark.column in ("full_name", "contact_name", "visitors"):
            assert len(remark.value) <= 3
