from pathlib import Path

import pytest

from db.registers.registry import TYPED
from tests.cli.terminal import COUNTY, OTHER, ROSTER, VILLAGE, Desk, run

LOAD_KEYS = {"added", "updated", "unchanged", "rejected", "warnings"}
HEADER = "编号,姓名,性别,出生日期,身份证号,电话,类别,关爱等级,登记日期\n"


def test_load_counts_and_a_second_load_changes_nothing(village: Desk) -> None:
    again = village.do("load", "elder", village.table(ROSTER))
    assert again == {"added": 0, "updated": 0, "unchanged": 3, "rejected": [], "warnings": [*again["warnings"]]}
    changed = village.do("load", "elder", village.table(ROSTER.replace("独居,高", "独居,中")))
    assert (changed["added"], changed["updated"], changed["unchanged"]) == (0, 1, 2)


def test_one_rejected_row_stops_all_and_shows_nobody(village: Desk) -> None:
    before = village.dump("elder")
    rows = "8,阿依古丽·依明,女,1950-01-01,653121195001010022,13812341234,独居,低,2026-09-01\n"
    rows += "9,热依汗·艾山,女,1950-13-01,,不是电话,独居,低,2026-09-01\n"
    file = village.table(HEADER + rows)
    content = file.read_bytes()
    done = village.run("load", "elder", file)
    assert done.error == "rows_rejected"
    assert LOAD_KEYS | {"error"} == set(done.body)
    assert (done.body["added"], done.body["updated"]) == (0, 0)
    remarks = done.body["rejected"]
    assert {key for each in remarks for key in each} == {"row", "column", "value", "code", "message"}
    assert {(each["row"], each["column"], each["code"]) for each in remarks} >= {
        (3, "birth_date", "bad_date"),
        (2, "id_number", "id_checksum"),
    }
    shown = done.out.decode() + done.err
    for secret in ("阿依古丽", "热依汗", "65312119500101", "13812341234"):
        assert secret not in shown
    assert village.dump("elder") == before
    assert file.read_bytes() == content


def test_a_name_in_a_column_of_hours_is_masked_and_hours_are_not(village: Desk) -> None:
    header = "code,name,kind,units,building_area_m2,status,valid_from,hours\n"
    row = f"F1,中心,service_centre,{VILLAGE},100,in_use,2026-01-01,"
    named = village.run("load", "facility", village.table(f"{header}{row}阿依古丽\n"))
    assert [(each["code"], each["value"]) for each in named.body["rejected"]] == [("bad_hours", "阿**")]
    wrong = village.run("load", "facility", village.table(f'{header}{row}"25:00-26:00,27:00-28:00"\n'))
    assert [(each["code"], each["value"]) for each in wrong.body["rejected"]] == [("bad_hours", "25:00-26:00,27:00-28:00")]


def test_dry_run_writes_nothing_and_skip_takes_the_rest(village: Desk) -> None:
    good, bad = "8,阿依古丽,女,1950-01-01,,,独居,低,2026-09-01\n", "9,热依汗,女,1950-13-01,,,独居,低,2026-09-01\n"
    file = village.table(HEADER + good + bad)
    dry = village.run("load", "elder", file, "--dry-run")
    assert dry.error == "rows_rejected"
    assert dry.body["added"] == 1
    assert len(village.dump("elder")) == 3
    assert village.do("load", "elder", village.table(HEADER + good), "--dry-run")["added"] == 1
    assert len(village.dump("elder")) == 3
    skipped = village.do("load", "elder", village.table(HEADER + good + bad), "--skip-rejected")
    assert (skipped["added"], len(skipped["rejected"])) == (1, 1)
    assert len(village.dump("elder")) == 4


def test_what_is_no_table_is_refused_in_a_sentence(village: Desk, tmp_path: Path) -> None:
    picture = tmp_path / "picture.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    assert village.run("load", "elder", picture).error in ("not_a_spreadsheet", "file_damaged")
    assert village.run("load", "elder", tmp_path / "nothing.xlsx").error == "file_unreadable"
    assert village.run("load", "elder", tmp_path).error == "file_unreadable"
    assert village.run("load", "elder", village.table("颜色,形状\n红,圆\n")).error == "header_missing"
    assert village.run("load", "horses", village.table(ROSTER)).error == "unknown_register"


@pytest.mark.parametrize("register", ["unit", "unit_profile", "elder", "visit", "need"])
def test_a_template_is_written_once_and_is_read_as_empty(village: Desk, register: str) -> None:
    out = village.out / f"{register}.xlsx"
    assert village.do("template", register, out) == {"file": str(out.absolute())}
    content = out.read_bytes()
    assert village.run("template", register, out).error == "file_exists"
    assert out.read_bytes() == content
    village.do("template", register, out, "--force")
    assert village.run("load", register, out).error == "no_rows"
    assert village.run("template", register, village.out / "no" / "folder.xlsx").error == "file_unwritable"
    assert village.run("template", "horses", village.out / "x.xlsx").error == "unknown_register"


def test_dump_is_what_load_accepts(village: Desk) -> None:
    records = village.dump("elder")
    assert [each["ref"] for each in records] == ["1", "2", "3"]
    assert list(records[0])[:3] == ["ref", "unit_code", "full_name"]
    assert records[1]["phone"] is None
    rows = [",".join(records[0])] + [",".join(value or "" for value in each.values()) for each in records]
    again = village.do("load", "elder", village.table("\n".join(rows)))
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 3)


def test_dump_refuses_what_is_not_ours_and_says_nothing_where_nothing_is(village: Desk) -> None:
    assert village.run("dump", "elder", "--unit", OTHER).error == "unit_out_of_scope"
    assert village.run("dump", "horses").error == "unknown_register"
    nothing = village.run("dump", "visit")
    assert (nothing.code, nothing.out) == (0, b"")


def test_a_county_loads_for_its_units_and_dumps_by_unit(county: Desk) -> None:
    rows = (
        ROSTER.replace("编号,", "单位代码,编号,")
        .replace("\n1,", f"\n{OTHER},1,")
        .replace("\n2,", f"\n{OTHER},2,")
        .replace("\n3,", f"\n{VILLAGE},3,")
    )
    assert county.do("load", "elder", county.table(rows))["added"] == 3
    assert len(county.dump("elder", "--unit", OTHER)) == 2
    assert len(county.dump("elder", "--unit", "653121100000")) == 3
    units = county.dump("unit")
    assert units[0]["code"] == COUNTY
    assert len(units) > 150


def test_the_help_names_every_register() -> None:
    for command in ("load", "template", "dump"):
        words = run(command, "--help").out.decode().split()
        assert [name for name in TYPED if not any(name == word.removeprefix("登记簿：") for word in words)] == []
