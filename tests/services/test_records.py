"""Facilities, workers, courses, volunteers and the plan's registers: from a table and from a form."""

import shutil
from pathlib import Path

import pytest

from db import engine
from kashi_desktop.errors import KnownError
from kashi_desktop.services.validation import InvalidInput
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.workspaces import SECOND_VILLAGE, VILLAGE, healthy

TABLES = {
    "unit_profile": "unit_code,as_of,households,resident_population,proxy_service\n{v},2026-10-31,1280,4000,1\n",
    "facility": "code,name,kind,units,building_area_m2,activity_area_m2,hours,kiosk,status,valid_from\n"
    'F1,服务中心,service_centre,{v}:60;{w}:40,450,72,"10:00-14:00,16:00-20:00",working,in_use,2024-01-01\n'
    "F1,服务中心,service_centre,{v},450,72,,none,closed,2026-06-01\n",
    "worker": "ref,unit_code,full_name,birth_date,id_number,post,full_time,urban_roster,certificates,employed_on\n"
    "W1,{v},古丽·买买提,1990-05-01,,网格员,1,0,assistant;senior,2020-03-01\nW2,{v},王芳,,,综合岗,是,是,,2026-01-05\n",
    "course": "ref,title,organiser_level,mode,starts_on,ends_on,hours,recognised\n"
    "C1,社区工作者培训,county,in_person,2026-05-10,2026-05-12,24,1\n",
    "attendance": "unit_code,course_ref,worker_ref,sessions_attended,result\n{v},C1,W1,6,passed\n{v},C1,W2,5,缺席\n",
    "volunteer": "ref,unit_code,full_name,birth_date,phone,registered_on,guardian_consent\n"
    "V1,{v},阿里木,2000-01-01,13812341234,2025-01-01,\nV2,{v},李明,2010-06-01,,2025-01-01,1\n",
    "activity": "ref,unit_code,title,kind,starts_at,ends_at\nA1,{v},敬老日,敬老,2026-10-18 09:00,2026-10-18 12:00\n"
    "A2,{v},清洁,环境,2026-10-18 11:00,2026-10-18 13:00\n",
    "service": "unit_code,volunteer_ref,activity_ref,hours,verified_by\n{v},V1,A1,3,王芳\n{v},V2,A1,2.5,王芳\n",
    "survey": "unit_code,held_on,sample,satisfied\n{v},2026-09-01,50,47\n",
}


def table(folder: Path, register: str, text: str) -> Path:
    file = folder / f"{register}.csv"
    file.write_text(text.format(v=VILLAGE, w=SECOND_VILLAGE), encoding="utf-8")
    return file


def load_all(ws: Workspace, folder: Path) -> None:
    for register, text in TABLES.items():
        report = ws.registers.load(register, table(folder, register, text))
        assert report.loaded, (register, report.rejected)


def dumps(ws: Workspace) -> dict[str, list[dict[str, str | None]]]:
    return {register: list(ws.registers.dump(register)) for register in TABLES}


def test_every_register_is_loaded_dumped_and_loaded_again_without_a_change(county: Workspace, tmp_path: Path) -> None:
    load_all(county, tmp_path)
    before = dumps(county)
    assert [each["units"] for each in before["facility"]] == [f"{VILLAGE}:60;{SECOND_VILLAGE}:40", VILLAGE]
    assert before["attendance"][1] == {
        "unit_code": VILLAGE,
        "course_ref": "C1",
        "worker_ref": "W2",
        "sessions_attended": "5",
        "result": "absent",
        "certificate_no": None,
    }
    for register, text in TABLES.items():
        report = county.registers.load(register, table(tmp_path, register, text))
        assert (report.added, report.updated) == (0, 0), register
    for register, records in before.items():
        lines = [",".join(records[0])] + [",".join(f'"{value or ""}"' for value in each.values()) for each in records]
        (tmp_path / "again.csv").write_text("\n".join(lines), encoding="utf-8")
        report = county.registers.load(register, tmp_path / "again.csv")
        assert (report.added, report.updated, report.rejected) == (0, 0, ()), register
    assert dumps(county) == before
    healthy(county)


def test_a_village_loads_its_own_and_its_facility_stands_first_in_the_cell(village: Workspace, tmp_path: Path) -> None:
    shared = "code,name,kind,units,building_area_m2,status,valid_from\nF9,活动室,activity_room,{w};{v},80,in_use,2025-01-01\n"
    assert village.registers.load("facility", table(tmp_path, "facility", shared)).added == 1
    assert next(iter(village.registers.dump("facility")))["units"] == f"{VILLAGE};{SECOND_VILLAGE}"
    others = shared.replace("{w};{v}", "{w}")
    report = village.registers.load("facility", table(tmp_path, "facility", others))
    assert [each.code for each in report.rejected] == ["unit_out_of_scope"]


def test_a_shared_facility_is_the_same_in_whatever_order_its_units_are_written(county: Workspace, tmp_path: Path) -> None:
    head = "code,name,kind,units,building_area_m2,status,valid_from\n"
    rows = "F1,中心,service_centre,{v};{w},80,in_use,2025-01-01\nF1,中心,service_centre,{w};{v},80,in_use,2025-06-01\n"
    assert county.registers.load("facility", table(tmp_path, "facility", head + rows)).added == 2
    again = head + "F1,中心,service_centre,{w};{v},90,in_use,2025-06-01\nF1,中心,service_centre,{w};{v},90,closed,2026-01-01\n"
    report = county.registers.load("facility", table(tmp_path, "facility", again))
    assert (report.added, report.updated, report.unchanged) == (1, 1, 0)
    assert [(each["units"], each["building_area_m2"], each["status"]) for each in county.registers.dump("facility")] == [
        (f"{VILLAGE};{SECOND_VILLAGE}", "80", "in_use"),
        (f"{VILLAGE};{SECOND_VILLAGE}", "90", "in_use"),
        (f"{VILLAGE};{SECOND_VILLAGE}", "90", "closed"),
    ]
    assert county.indicators.compute("2026-01", VILLAGE, "facility_coverage")[0].numerator == "0"
    healthy(county)


FACILITY_HEAD = "code,name,kind,units,building_area_m2,status,valid_from"
WORKER_HEAD = "unit_code,full_name,post,full_time,urban_roster,employed_on"
FACILITY = "\nF,名,hall,{v},10,in_use,2025-01-01"


@pytest.mark.parametrize(
    ("register", "row", "code"),
    [
        ("facility", f"{FACILITY_HEAD},activity_area_m2{FACILITY},11", "activity_exceeds_building"),
        ("facility", f"{FACILITY_HEAD},hours{FACILITY},全天", "bad_hours"),
        ("facility", "code,name,kind,units,building_area_m2,status,valid_from\nF,名,hall,{v}:1;{w},10,in_use,2025-01-01", "shares_mixed"),
        ("facility", f"{FACILITY_HEAD},valid_to{FACILITY},2024-01-01", "ends_before_start"),
        ("worker", f"{WORKER_HEAD},id_number\n{{v}},王,岗,1,1,2020-01-01,65312119400305002", "id_length"),
        ("worker", f"{WORKER_HEAD}\n{{v}},王,岗,,1,2020-01-01", "required"),
        ("course", "title,organiser_level,mode,starts_on,ends_on,hours\n班,county,in_person,2026-05-12,2026-05-10,8", "ends_before_start"),
        ("attendance", "unit_code,course_ref,worker_ref,result\n{v},C9,W1,passed", "course_not_found"),
        ("volunteer", "unit_code,full_name,birth_date,registered_on\n{v},小明,2015-01-01,2026-01-01", "volunteer_too_young"),
        ("volunteer", "unit_code,full_name,birth_date,registered_on\n{v},小明,2010-01-01,2026-01-01", "guardian_needed"),
        ("service", "unit_code,volunteer_ref,activity_ref,hours\n{v},V1,A2,2.5", "hours_exceed_activity"),
        ("survey", "unit_code,held_on,sample,satisfied\n{v},2026-09-02,50,51", "satisfied_exceeds_sample"),
        ("project", "name,completed_on,total_area_m2,commercial_area_m2,service_area_m2\n项目,2025-01-01,100,60,60", "parts_exceed_total"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_is_rejected_with_its_reason(county: Workspace, tmp_path: Path, register: str, row: str, code: str) -> None:
    load_all(county, tmp_path)
    before = dumps(county)
    report = county.registers.load(register, table(tmp_path, register, row))
    assert [each.code for each in report.rejected] == [code]
    assert dumps(county) == before


def test_what_is_odd_is_taken_with_a_warning(county: Workspace, tmp_path: Path) -> None:
    load_all(county, tmp_path)
    odd = {
        "service": ("unit_code,volunteer_ref,activity_ref,hours\n{v},V1,A2,2\n", "two_at_once"),
        "facility": (
            "code,name,kind,units,building_area_m2,status,valid_from\nF2,大厅,hall,{v},40000,in_use,2025-01-01\n",
            "implausible_area",
        ),
        "unit_profile": ("unit_code,as_of,households\n{w},2026-10-31,7\n", "few_households"),
        "course": (
            "ref,title,organiser_level,mode,starts_on,ends_on,hours\nC2,网课,online,online,2026-05-10,2026-05-12,4\n",
            "recognised_unknown",
        ),
    }
    for register, (text, code) in odd.items():
        report = county.registers.load(register, table(tmp_path, register, text))
        assert report.loaded, report.rejected
        assert code in [each.code for each in report.warnings], register


def test_a_course_of_the_county_is_shared_and_a_village_may_not_write_the_countys_registers(
    village: Workspace, county: Workspace, tmp_path: Path
) -> None:
    load_all(county, tmp_path)
    assert [each.cells["ref"] for each in county.records.list("course", VILLAGE)] == ["C1"]
    with pytest.raises(KnownError) as refused:
        village.registers.load("project", table(tmp_path, "project", "name\n"))
    assert refused.value.code == "register_not_here"


def test_a_form_saves_changes_clears_and_is_undone(village: Workspace) -> None:
    cells = {"full_name": "古丽", "post": "网格员", "full_time": "1", "urban_roster": "0", "employed_on": "2020-03-01"}
    saved = village.records.save("worker", cells | {"certificates": "assistant"})
    ref = village.records.card("worker", saved.id).row.cells["ref"]
    assert ref
    village.records.save("worker", cells | {"ref": ref, "post": "综合岗"}, saved.id)
    changed = village.records.card("worker", saved.id)
    assert (changed.row.cells["post"], changed.row.cells["certificates"]) == ("综合岗", None)
    assert len(changed.versions) == 2
    assert village.undo.undo().words() == "保存社区工作者 古丽"
    assert village.records.card("worker", saved.id).row.cells["certificates"] == "assistant"
    village.undo.undo()
    assert village.records.list("worker") == ()
    healthy(village)


def test_a_faulty_row_of_a_grid_saves_none_of_them(county: Workspace, tmp_path: Path) -> None:
    load_all(county, tmp_path)
    before = dumps(county)
    good = {"unit_code": VILLAGE, "volunteer_ref": "V2", "activity_ref": "A2", "hours": "1"}
    with pytest.raises(InvalidInput) as refused:
        county.records.save_many("service", [(None, good), (None, good | {"volunteer_ref": "V1", "hours": "9"})])
    assert refused.value.code == "hours_exceed_activity"
    assert dumps(county) == before


def test_what_is_still_used_is_not_removed(county: Workspace, tmp_path: Path) -> None:
    load_all(county, tmp_path)
    worker = county.records.find("worker", "W1", VILLAGE)
    with pytest.raises(KnownError) as refused:
        county.records.remove("worker", worker, "录错")
    assert refused.value.code == "record_in_use"
    attendance = county.records.list("attendance")[0].id
    county.records.remove("attendance", attendance, "录错")
    county.records.remove("worker", worker, "录错")
    assert [each.cells["ref"] for each in county.records.list("worker")] == ["W2"]
    county.undo.undo()
    assert [each.cells["ref"] for each in county.records.list("worker")] == ["W1", "W2"]
    healthy(county)


def test_a_change_of_post_keeps_what_was_before(ws: Workspace) -> None:
    cells = {"ref": "W1", "full_name": "古丽", "post": "网格员", "full_time": "1", "urban_roster": "0", "employed_on": "2020-03-01"}
    saved = ws.records.save("worker", cells)
    ws.records.save("worker", cells | {"urban_roster": "1"}, saved.id)
    ws.records.save("worker", cells | {"urban_roster": "1", "full_time": "0"}, saved.id)
    ws.records.save("worker", cells | {"urban_roster": "1", "full_time": "0", "post": "主任"}, saved.id)
    states = workspaces.rows_of(ws, "worker_state", "since, full_time, urban_roster", "since")
    assert states == [("2020-03-01", 1, 0), ("2026-11-18", 0, 1)]
    ws.records.save("worker", cells | {"urban_roster": "0", "full_time": "0"}, saved.id, correction=True)
    assert workspaces.rows_of(ws, "worker_state", "since, full_time, urban_roster", "since") == states
    healthy(ws)


def test_a_unit_that_changes_keeps_what_was_and_one_that_becomes_known_does_not(county: Workspace, tmp_path: Path) -> None:
    head = "code,name,level,urban_rural_class,active\n"
    for row in ("{v},单位,village,111,1\n", "{v},单位,village,220,1\n"):
        assert county.registers.load("unit", table(tmp_path, "unit", head + row)).loaded
    states = workspaces.rows_of(county, "unit_state", "since, urban_rural_class, active", "since")
    assert states == [("1900-01-01", "111", 1), ("2026-11-18", "220", 1)]
    healthy(county)


def test_a_kind_that_only_the_code_suggested_was_never_true(county: Workspace, tmp_path: Path) -> None:
    head = "code,name,level,kind\n"
    assert county.registers.load("unit", table(tmp_path, "unit", head + "{v},单位,village,village_committee\n")).loaded
    assert workspaces.count_of(county, "unit_state") == 0
    assert county.registers.load("unit", table(tmp_path, "unit", head + "{v},单位,village,resident_committee\n")).loaded
    assert workspaces.rows_of(county, "unit_state", "since, kind", "since") == [
        ("1900-01-01", "village_committee"),
        ("2026-11-18", "resident_committee"),
    ]


def test_an_identity_number_of_a_worker_is_not_kept(village: Workspace) -> None:
    cells = {"full_name": "古丽", "post": "岗", "full_time": "1", "urban_roster": "0", "employed_on": "2020-03-01"}
    number = workspaces.ID_NUMBERS[0]
    saved = village.records.save("worker", cells | {"id_number": number, "birth_date": "1941-03-05"})
    assert [each.code for each in saved.warnings] == ["id_disagrees"]
    row = village.records.card("worker", saved.id).row
    assert row.cells["id_number"] == "*" * 16 + number[-2:]
    assert number not in str(workspaces.rows_of(village, "entry"))
    village.records.save("worker", {key: value or "" for key, value in row.cells.items()}, saved.id)
    assert village.records.card("worker", saved.id).row.cells["id_number"] == row.cells["id_number"]


def older(ws: Workspace, registers: tuple[str, ...]) -> list[str]:
    """Make the workspace one of a program that does not know these registers yet; returns what makes their tables."""
    named = ", ".join(f"'{register}'" for register in registers)
    with workspaces.context_of(ws).engine.begin() as connection:
        found = connection.exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE tbl_name IN ({named}) AND sql > '' ORDER BY type DESC")
        made = [str(row[0]) for row in found]
        for register in registers:
            connection.exec_driver_sql(f"DROP TABLE {register}")
    return made


def test_entries_that_waited_for_a_newer_program_appear_after_the_upgrade(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ws = workspaces.village(tmp_path / "v")
    load_all(ws, tmp_path)
    before = dumps(ws)
    made = older(ws, ("facility", "worker", "worker_state", "attendance", "survey"))
    ws.close()
    # The newer program has one more migration, which makes those tables.
    shutil.copytree(Path(engine.__file__).parent / "migrations", tmp_path / "migrations")
    head, later = engine.SCHEMA_HEAD, f"{int(engine.SCHEMA_HEAD) + 1:04}"
    lines = ("from alembic import op", f"revision, down_revision = '{later}', '{head}'", "def upgrade():")
    step = "\n".join((*lines, f"    for each in {made!r}:", "        op.execute(each)", ""))
    (tmp_path / "migrations" / "versions" / "later.py").write_text(step, encoding="utf-8")
    monkeypatch.setattr(engine, "_MIGRATIONS", tmp_path / "migrations")
    monkeypatch.setattr(engine, "SCHEMA_HEAD", later)
    again = workspaces.reopen(tmp_path / "v")
    try:
        assert dumps(again) == before
        healthy(again)
    finally:
        again.close()
