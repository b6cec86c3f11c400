"""A village and its county with something in every register, for the papers that are printed of it."""

from datetime import date, datetime
from pathlib import Path

from pypdf import PdfReader

from db.codes import CareLevel, Method, NeedAction, NeedKind, Observation, Outcome
from kashi_desktop.workspace import Workspace
from tests.workspaces import SECOND_VILLAGE, VILLAGE, elder_input, need_input, visit_input

ALIM, PATIGUL, WANG = "买买提·吐尔逊", "帕提古丽·喀迪尔", "王桂芳"
TABLES = {
    "unit_profile": "unit_code,as_of,households,resident_population,proxy_service\n{v},2026-10-31,1280,4000,1\n",
    "facility": "code,name,kind,units,building_area_m2,activity_area_m2,hours,kiosk,status,valid_from,year_built,"
    "tenure,area_source,barrier_free\n"
    "F1,河畔服务中心,service_centre,{v}:2;{w}:1,420,,,none,building,2024-01-01,2024,built,deed,1\n"
    'F1,河畔服务中心,service_centre,{v}:2;{w}:1,450,72,"04-10=10:00-14:00,16:00-20:00|11-03=10:00-18:00",working,in_use,'
    "2025-03-01,2024,built,deed,1\n"
    "F2,老活动室,activity_room,{v},60,40,,none,in_use,2020-01-01,1998,allocated,estimate,0\n",
    "worker": "ref,unit_code,full_name,birth_date,post,full_time,urban_roster,employed_on,left_on\n"
    "W1,{v},古丽·买买提,1990-05-01,网格员,1,0,2020-03-01,\nW2,{v},王芳,1985-02-01,综合岗,1,1,2026-01-05,\n"
    "W3,{v},李离岗,1985-02-01,综合岗,1,1,2024-01-05,2026-02-01\n",
    "course": "ref,title,organiser_level,mode,starts_on,ends_on,place,hours,recognised\n"
    "C1,社区工作者实务培训,village,in_person,2026-11-10,2026-11-12,二号教室,24,1\n"
    "C2,探访关爱培训,village,online,2026-12-01,2026-12-01,,8,1\n",
    "attendance": "unit_code,course_ref,worker_ref,sessions_attended,result,certificate_no\n"
    "{v},C1,W1,6,passed,PX-0017\n{v},C1,W2,5,absent,\n",
    "volunteer": "ref,unit_code,full_name,birth_date,phone,registered_on\nV1,{v},阿里木·艾山,2000-01-01,13812341234,2025-01-01\n",
    "activity": "ref,unit_code,title,kind,starts_at,ends_at,place\nA1,{v},敬老日慰问,敬老,2026-10-18 09:00,2026-10-18 12:00,河畔服务中心\n"
    "A2,{v},入冬取暖检查,安全,2026-11-08 10:00,2026-11-08 13:00,2 小队\n",
    "service": "unit_code,volunteer_ref,activity_ref,hours,verified_by\n{v},V1,A1,3,王芳\n{v},V1,A2,2.5,王芳\n",
}


def fill(ws: Workspace, folder: Path) -> None:
    """Load the registers, enrol three elders and visit two of them."""
    for register, table in TABLES.items():
        file = folder / f"{register}.csv"
        file.write_text(table.format(v=VILLAGE, w=SECOND_VILLAGE), encoding="utf-8")
        report = ws.registers.load(register, file)
        assert report.loaded, (register, report.rejected)
    people = (
        elder_input(ref="001", full_name=ALIM),
        elder_input(
            ref="002", full_name=PATIGUL, consent_on=None, phone="", address="", contact_name="", contact_relation="", contact_phone=""
        ),
        elder_input(ref="003", full_name=WANG, care_level=CareLevel.LOW, birth_date=date(1948, 6, 30), group="3组"),
    )
    ids = [ws.elders.save(each.model_copy(update={"unit_code": VILLAGE})).id for each in people]
    first = visit_input(ref="T-1", visited_at=datetime(2026, 11, 3, 10, 30), heating=Observation.ATTENTION, note="煤炉烟道松动")
    ws.visits.record(first, elder_id=ids[0])
    ws.visits.record(visit_input(ref="T-2", method=Method.PHONE, outcome=Outcome.REMOTE), elder_id=ids[0])
    ws.visits.record(visit_input(ref="T-3", outcome=Outcome.NO_ANSWER), elder_id=ids[1])
    repair = need_input(kind=NeedKind.REPAIR, action=NeedAction.REFERRED, referral_to="社区维修队", due_on=date(2026, 11, 16))
    ws.needs.open(repair, ids[0])
    ws.needs.open(need_input(), ids[2])


def printed_code(sheet: Path) -> str:
    """The recovery code on a printed sheet, as somebody reads it."""
    lines: list[str] = PdfReader(sheet).pages[0].extract_text().splitlines()
    (code,) = (line for line in lines if line.count("-") == 5 and line.isascii())
    return code
