"""A prefecture, a county and two villages that do everything once: each register is created, changed, removed and taken back.

Everything goes through the services, as a form or as a table.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from db.codes import (
    CareLevel,
    ClosedReason,
    Method,
    NeedAction,
    NeedKind,
    Observation,
    Outcome,
    QuestionStatus,
    ReportKind,
    Result,
    UnitKind,
    UrbanRuralClass,
    VisitorRole,
)
from kashi_desktop.types.inputs import CloseInput, NeedDoneInput, ReopenInput, UnitStateInput
from kashi_desktop.types.training import ResultEntry
from kashi_desktop.types.volunteering import HoursEntry
from tests.golden_world import PREFECTURE, Steps, World
from tests.goldens import Watch, seeded
from tests.workspaces import COUNTY, ID_NUMBERS, SECOND_VILLAGE, VILLAGE, elder_input, need_input, visit_input


@contextmanager
def played(folder: Path) -> Iterator[World]:
    """Let the whole world happen, and close its offices at the end."""
    world = World(folder, Watch(moments=[datetime(2026, 11, 18, 9, 0)]))
    try:
        with seeded() as world.identities:
            for chapter in (_enrol, _plan, _village_people, _village_registers, _tables, _desk, _numbers):
                chapter(world)
        yield world
    finally:
        for each in world.offices.values():
            each.close()


def _enrol(world: World) -> None:
    prefecture, county = world.found(PREFECTURE), world.found(COUNTY)
    (invitation,) = prefecture.enrolment.invite([COUNTY], world.stick() / "county.kashi-invitation").files
    assert county.packages.import_files([invitation]).files[0].verdict == "applied"
    world.up(COUNTY, PREFECTURE, "quarantined")
    prefecture.enrolment.approve(county.office.device_code)
    world.down(PREFECTURE, COUNTY)
    invited = county.enrolment.invite([VILLAGE, SECOND_VILLAGE], world.stick())
    world.files["invitation"] = invited.files[0]
    for code, file in zip((VILLAGE, SECOND_VILLAGE), invited.files, strict=True):
        village = world.found(code, file)
        world.up(code, COUNTY, "quarantined")
        county.enrolment.approve(village.office.device_code)
        world.down(COUNTY, code)


def _plan(world: World) -> None:
    """What the offices above set for all."""
    for code in (PREFECTURE, COUNTY):
        steps = Steps(world, code)
        county = code == COUNTY
        steps.thrice("holiday", {"day": f"2026-10-0{2 if county else 1}", "name": "国庆节", "kind": "holiday"}, name="国庆")
        definition = {"key": "care_gap", "effective_from": "2026-01-01", "settings": "high=5", "reason": "县里的决定"}
        steps.thrice(
            "definition", definition if county else definition | {"key": "workers_per_10k", "target": "26.5", "settings": ""}, reason="改了"
        )
        task = {
            "ref": f"R{code[:6]}",
            "clause": "第三条",
            "title": "建立台账",
            "lead": "民政局",
            "due_on": "2026-12-31",
            "progress": "已部署",
        }
        record = steps.thrice("ledger_task", task, status="done", progress="")
        steps.remove("ledger_task", record)
        course = {
            "ref": f"K{code[:6]}",
            "title": "社区工作者培训",
            "topic": "探访",
            "organiser_level": "county" if county else "prefecture",
        }
        course |= {
            "mode": "in_person",
            "starts_on": "2026-05-10",
            "ends_on": "2026-05-12",
            "place": "二号教室",
            "hours": "24",
            "recognised": "1",
        }
        steps.thrice("course", course, topic="", hours="16.5", recognised="")
    world.down(PREFECTURE, COUNTY)
    for code in (VILLAGE, SECOND_VILLAGE):
        world.down(COUNTY, code)


def _village_people(world: World) -> None:
    """Elders, visits and needs by form at a village."""
    steps = Steps(world, VILLAGE)
    ws, do = steps.office, steps.do
    first = elder_input(ref="001", id_number=ID_NUMBERS[1], birth_date=date(1938, 12, 31))
    elder = do("elder by form, new", lambda: ws.elders.save(first)).id
    second = elder_input(full_name="王秀英", birth_date=date(1945, 6, 1), phone="", group="", contact_name="", address="", consent_on=None)
    bare = second.model_copy(update={"contact_relation": "", "contact_phone": "", "care_level": CareLevel.LOW, "home_visit_declined": True})
    numbered = do("elder by form, new, the least", lambda: ws.elders.save(bare)).id
    moved = first.model_copy(update={"address": "新居 3 号", "care_level": CareLevel.MEDIUM, "phone": ""})
    do("elder by form, changed", lambda: ws.elders.save(moved, elder))
    steps.undo()
    do("elder closed", lambda: ws.elders.close(elder, CloseInput(closed_on=date(2026, 11, 2), closed_reason=ClosedReason.MOVED_OUT)))
    do("elder reopened", lambda: ws.elders.reopen(elder, ReopenInput(enrolled_on=date(2026, 11, 9))))
    steps.undo()
    do("elder reopened", lambda: ws.elders.reopen(elder, ReopenInput(enrolled_on=date(2026, 11, 9))))
    full = visit_input(
        ref="T-1",
        visitors=("古丽娜尔", "李明"),
        visitor_role=VisitorRole.WORKER,
        minutes=25,
        health=Observation.OK,
        heating=Observation.URGENT,
        needs=(NeedKind.MEAL, NeedKind.REPAIR),
        note="煤炉烟道松动",
    )
    repair = need_input(kind=NeedKind.REPAIR, action=NeedAction.REFERRED, referral_to="维修队", due_on=date(2026, 11, 20))
    visit = do("visit by form, new", lambda: ws.visits.record(full, elder, [repair])).id
    corrected = full.model_copy(update={"minutes": None, "note": "", "needs": (*full.needs, NeedKind.TALK), "method": Method.PHONE})
    do("visit corrected", lambda: ws.visits.correct(visit, corrected, "录错"))
    again = do("visit by form, the least", lambda: ws.visits.record(visit_input(outcome=Outcome.NO_ANSWER), numbered)).id
    do("visit voided", lambda: ws.visits.void(again, "没有去"))
    steps.undo()
    do("visit voided", lambda: ws.visits.void(again, "没有去"))
    third = elder_input(ref="003", full_name="热孜万古丽", birth_date=date(1950, 2, 1))
    leaver = do("elder by form, new", lambda: ws.elders.save(third)).id
    do("visit by form, new", lambda: ws.visits.record(full.model_copy(update={"ref": "T-2", "needs": ()}), leaver))
    need = do("need by form, new", lambda: ws.needs.open(need_input(ref="N-1", visit_ref="T-1", due_on=date(2026, 12, 1)), elder)).id
    do("need started", lambda: ws.needs.start(need, NeedAction.REFERRED, "民政局"))
    do("need done", lambda: ws.needs.done(need, NeedDoneInput(closed_on=date(2026, 11, 18), action=NeedAction.ON_SITE, referral_to="")))
    steps.undo()
    other = do("need by form, the least", lambda: ws.needs.open(need_input(kind=NeedKind.LEGAL), leaver)).id
    do("need declined", lambda: ws.needs.decline(other, date(2026, 11, 17)))
    do("consent withdrawn", lambda: ws.elders.withdraw_consent(leaver, date(2026, 11, 18)))


FACILITY = {
    "code": "F1", "name": "河畔服务中心", "kind": "service_centre", "units": f"{VILLAGE}:2;{SECOND_VILLAGE}:1", "year_built": "2022",
    "tenure": "built", "building_area_m2": "450", "activity_area_m2": "72.5", "area_source": "survey",
    "hours": "04-10=10:00-14:00,16:00-20:00|11-03=10:00-18:00", "barrier_free": "1", "age_friendly": "0", "child_friendly": "",
    "kiosk": "broken", "kiosk_broken_on": "2026-11-02", "status": "in_use", "valid_from": "2025-01-01", "valid_to": "",
}  # fmt: skip
WORKER = {
    "ref": "W1", "unit_code": VILLAGE, "full_name": "古丽·买买提", "birth_date": "1940-03-05", "id_number": ID_NUMBERS[0], "post": "网格员",
    "full_time": "1", "urban_roster": "0", "certificates": "assistant;senior", "certificate_on": "2024-10-20", "employed_on": "2020-03-01",
    "left_on": "", "leave_from": "2026-02-01", "leave_to": "2026-03-01",
}  # fmt: skip
VOLUNTEER = {
    "ref": "V1", "unit_code": VILLAGE, "full_name": "阿里木·艾山", "birth_date": "2010-06-01", "sex": "male", "phone": "13812341234",
    "skills": "理发", "registered_on": "2025-01-01", "guardian_consent": "1",
}  # fmt: skip
PROFILE = {
    "unit_code": VILLAGE, "as_of": "2026-10-31", "households": "1280", "resident_population": "4000", "urban_resident_population": "3900",
    "social_organisations": "10", "proxy_service": "1", "social_work_station": "", "elder_care_land_m2": "",
}  # fmt: skip
ACTIVITY = {
    "ref": "A1", "unit_code": VILLAGE, "title": "敬老日慰问", "kind": "敬老", "starts_at": "2026-10-18 09:00",
    "ends_at": "2026-10-18 12:00", "place": "河畔服务中心", "leader": "王芳",
}  # fmt: skip


def _village_registers(world: World) -> None:
    """The other registers of a village by form, by the grids, and who is one person."""
    steps = Steps(world, VILLAGE)
    ws, save = steps.office, steps.save
    steps.thrice("unit_profile", PROFILE, households="1281", proxy_service="0", social_organisations="")
    steps.thrice("facility", FACILITY, kiosk="none", kiosk_broken_on="", building_area_m2="460.50", child_friendly="1")
    save("facility", FACILITY | {"valid_from": "2026-06-01", "status": "closed", "kiosk": "none", "kiosk_broken_on": "", "units": VILLAGE})
    least = {key: FACILITY[key] for key in ("code", "name", "kind", "units", "building_area_m2", "status", "valid_from")}
    steps.remove("facility", save("facility", least | {"code": "F2"}))
    steps.undo()
    worker = steps.thrice("worker", WORKER, post="主任", certificates="", leave_from="", leave_to="")
    save("worker", WORKER | {"full_time": "0", "urban_roster": "1"}, worker, since=date(2026, 11, 1))
    save("worker", WORKER | {"full_time": "0"}, worker, correction=True)
    short = {
        "unit_code": VILLAGE,
        "full_name": "王芳",
        "post": "综合岗",
        "full_time": "1",
        "urban_roster": "1",
        "employed_on": "2026-01-05",
    }
    twin = save("worker", short | {"birth_date": "1985-02-01"})
    double = save("worker", short | {"birth_date": "1985-02-01", "ref": "W9"})
    steps.do("two workers are one person", lambda: ws.same_person.confirm(twin, double))
    steps.do("two workers are two persons", lambda: ws.same_person.part(twin))
    steps.undo()
    course = save(
        "course",
        {
            "title": "村里的培训",
            "organiser_level": "village",
            "mode": "online",
            "starts_on": "2026-11-10",
            "ends_on": "2026-11-10",
            "hours": "8",
        },
    )
    attended = {"unit_code": VILLAGE, "course_ref": f"K{COUNTY[:6]}", "worker_ref": "W1", "result": "passed"}
    steps.thrice("attendance", attended | {"sessions_attended": "6", "certificate_no": "PX-1"}, sessions_attended="", result="absent")
    lines = [ResultEntry(worker, Result.PASSED, 3, "PX-2"), ResultEntry(double, Result.FAILED)]
    steps.do("results by grid, new", lambda: ws.training.save_results(course, lines))
    lines = [ResultEntry(worker, None), ResultEntry(double, Result.NOT_ASSESSED)]
    steps.do("results by grid, one gone, one changed", lambda: ws.training.save_results(course, lines))
    volunteer = steps.thrice("volunteer", VOLUNTEER, phone="", skills="烹饪", sex="")
    grown = {"ref": "V2", "unit_code": VILLAGE, "full_name": "李明", "birth_date": "1990-01-01"}
    other = save("volunteer", grown)
    activity = steps.thrice("activity", ACTIVITY, place="", leader="古丽", ends_at="2026-10-18 13:00")
    served = {"unit_code": VILLAGE, "volunteer_ref": "V1", "activity_ref": "A1", "hours": "3", "verified_by": "王芳", "source": "签到表"}
    steps.thrice("service", served, hours="2.5", source="")
    hours = [HoursEntry(volunteer, Decimal("1.5"), "李明"), HoursEntry(other, Decimal(2))]
    steps.do("hours by grid", lambda: ws.volunteering.save_hours(activity, hours))
    steps.do("hours by grid, one gone", lambda: ws.volunteering.save_hours(activity, [HoursEntry(other, None)]))
    survey = steps.thrice("survey", {"unit_code": VILLAGE, "held_on": "2026-09-01", "sample": "50", "satisfied": "47"}, satisfied="46")
    steps.remove("survey", survey)
    steps.undo()
    steps.remove("volunteer", save("volunteer", grown | {"ref": "", "full_name": "误登"}))
    steps.remove("activity", save("activity", ACTIVITY | {"ref": "", "title": "误登"}))
    steps.remove("worker", save("worker", short | {"full_name": "误登"}))


def _tables(world: World) -> None:
    """The same registers by table: new rows, a changed row, an unchanged row."""
    steps = Steps(world, SECOND_VILLAGE)
    unit = {"unit_code": SECOND_VILLAGE}
    elder = {
        "ref": "101", "full_name": "陈䶮", "sex": "female", "birth_date": "1941-05-06", "phone": "13900001111", "address": "1 号",
        "categories": "独居;高龄", "care_level": "高", "enrolled_on": "2026-01-10", "consent_on": "2026-01-10",
    }  # fmt: skip
    closed = elder | {"ref": "102", "full_name": "李桂兰", "phone": "", "address": "", "consent_on": "", "closed_on": "2026-10-05"}
    steps.table(
        "elder",
        [elder, closed | {"closed_reason": "去世"}, elder | {"ref": "", "full_name": "艾山江", "sex": "男", "id_number": ID_NUMBERS[0]}],
    )
    steps.table("elder", [elder | {"care_level": "medium", "group": "2组"}, closed | {"closed_reason": "去世"}], book=True)
    visit = {"elder_ref": "101", "visited_at": "2026-11-12 10:30", "method": "home", "outcome": "met", "visitors": "阿依努尔;王芳"}
    more = {"ref": "T-9", "visited_at": "2026-11-03 09:00", "health": "attention", "needs": "meal;bath", "note": "送饭", "minutes": "10"}
    steps.table("visit", [visit, visit | more])
    steps.table("visit", [visit | more | {"note": "送药", "mood": "ok"}], book=True)
    need = {"ref": "N-9", "elder_ref": "101", "visit_ref": "T-9", "kind": "policy", "due_on": "2026-11-30"}
    steps.table("need", [need, {"elder_ref": "101", "kind": "助洁", "action": "on_site", "status": "done", "closed_on": "2026-11-15"}])
    steps.table("need", [need | {"status": "doing", "action": "referred", "referral_to": "民政局"}], book=True)
    moved = {"unit_code": SECOND_VILLAGE}
    worker = WORKER | moved | {"full_name": "努尔", "birth_date": "1990-05-01", "id_number": ""}
    volunteer, activity = VOLUNTEER | moved | {"full_name": "热娜"}, ACTIVITY | moved
    facility = FACILITY | {"code": "F7", "units": SECOND_VILLAGE}
    attended = unit | {"course_ref": f"K{COUNTY[:6]}", "worker_ref": "W1", "sessions_attended": "5", "result": "合格"}
    served = unit | {"volunteer_ref": "V1", "activity_ref": "A1", "hours": "2.50"}
    survey = unit | {"held_on": "2026-09-01", "sample": "40", "satisfied": "40"}
    for register, row, changed in (
        ("unit_profile", PROFILE | moved, {"households": "900", "proxy_service": ""}),
        ("facility", facility, {"activity_area_m2": "80", "status": "停用"}),
        ("worker", worker, {"post": "书记", "full_time": "0"}),
        (
            "course",
            {
                "ref": "C7",
                "title": "本村班",
                "organiser_level": "village",
                "mode": "面授",
                "starts_on": "2026-06-01",
                "ends_on": "2026-06-02",
                "hours": "8",
            },
            {"topic": "安全"},
        ),
        ("attendance", attended, {"result": "failed"}),
        ("volunteer", volunteer, {"skills": "维修"}),
        ("activity", activity, {"leader": ""}),
        ("service", served, {"hours": "3"}),
        ("survey", survey, {"satisfied": "39"}),
    ):
        steps.table(register, [row])
        steps.table(register, [row | changed], book=True)
    above = Steps(world, COUNTY)
    project = {
        "name": "安置小区",
        "completed_on": "2025-06-30",
        "total_area_m2": "10000",
        "commercial_area_m2": "900.5",
        "service_area_m2": "200",
    }
    above.table("project", [project], book=True)
    above.thrice("project", project | {"name": "二期"}, service_area_m2="300")
    above.table(
        "unit",
        [
            {
                "code": VILLAGE,
                "name": "新区社区居委会",
                "level": "village",
                "kind": "resident_committee",
                "urban_rural_class": "111",
                "active": "1",
            }
        ],
    )
    above.table(
        "holiday", [{"day": "2027-01-01", "name": "元旦", "kind": "放假"}, {"day": "2026-10-10", "name": "调休", "kind": "workday"}]
    )
    above.table(
        "definition", [{"key": "monthly_visit_rate", "effective_from": "2026-10-01", "settings": "cut_off_day=20", "reason": "试行"}]
    )
    above.table("ledger_task", [{"title": "年度培训", "status": "doing"}], book=True)
    above.table("elder", [elder | {"unit_code": VILLAGE, "ref": "009"}])
    above.table(
        "unit_profile", [{"unit_code": COUNTY, "as_of": "2026-10-31", "resident_population": "300000", "elder_care_land_m2": "1200.5"}]
    )


def _desk(world: World) -> None:
    """Packages reach the county, which asks, says what a place is and issues reports; the receipts come back."""
    world.clock.set(datetime(2026, 11, 19, 16, 30))
    world.files["package"] = world.up(VILLAGE, COUNTY)
    world.up(SECOND_VILLAGE, COUNTY)
    steps = Steps(world, COUNTY)
    ws = steps.office
    state = UnitStateInput(since=date(2026, 7, 1), kind=UnitKind.RESIDENT_COMMITTEE, urban_rural_class=UrbanRuralClass.C112, reason="改制")
    steps.do("what a place is", lambda: ws.units.set_state(VILLAGE, state))
    closed = UnitStateInput(since=date(2026, 9, 1), active=False, urban_override=True, reason="撤并")
    steps.do("what a place is", lambda: ws.units.set_state("653121101200", closed))
    steps.undo()
    found = ws.questions.find()
    assert found
    steps.do("questions asked", lambda: ws.questions.ask(found, "请核对。"))
    world.files["receipt"] = world.down(COUNTY, VILLAGE)
    world.down(COUNTY, SECOND_VILLAGE)
    for code in (VILLAGE, SECOND_VILLAGE):
        below = Steps(world, code)
        for each in below.office.questions.list(QuestionStatus.OPEN):
            assert each.id
            below.do("question answered", partial(below.office.questions.answer, each.id, "已核对。"))
        world.up(code, COUNTY)
    answered = [each.id for each in ws.questions.list(QuestionStatus.ANSWERED) if each.id]
    steps.do("question asked again", lambda: ws.questions.ask_again(answered[0], "哪一个对？"))
    if answered[1:]:
        steps.do("question settled", lambda: ws.questions.settle(*answered[1:]))
    steps.undo()


def _numbers(world: World) -> None:
    """The county issues reports and tells its numbers, which change once; the prefecture answers and issues its own."""
    steps = Steps(world, COUNTY)
    ws = steps.office
    steps.do("report issued", lambda: ws.issued_reports.issue(ReportKind.MONTHLY, "2026-10"))
    world.up(COUNTY, PREFECTURE)
    world.clock.set(datetime(2026, 11, 20, 10, 0))
    profile = {"unit_code": SECOND_VILLAGE, "as_of": "2026-11-01", "households": "950", "resident_population": "2000"}
    steps.save("unit_profile", profile)
    world.files["counts"] = world.up(COUNTY, PREFECTURE)
    world.files["counts-receipt"] = world.down(PREFECTURE, COUNTY)
    above = Steps(world, PREFECTURE)
    above.do("report issued", lambda: above.office.issued_reports.issue(ReportKind.ANNUAL, "2026-10"))
