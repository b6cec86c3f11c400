from pathlib import Path
from zipfile import ZipFile

import pytest

from db.engine import SCHEMA_HEAD
from tests.cli.terminal import OTHER, VILLAGE, VISIT, Desk


def test_the_due_list_says_who_and_why(village: Desk) -> None:
    found = village.do("due")
    assert set(found["items"][0]) == {
        "elder_ref",
        "full_name",
        "unit_code",
        "care_level",
        "last_effective",
        "due_on",
        "days_overdue",
        "reason",
        "next_step",
    }
    assert next((each["elder_ref"], each["due_on"], each["reason"]) for each in found["items"]) == ("1", "2026-09-08", "never_visited")
    assert found["counts"]["total"] == 3
    village.do("visit", "record", "--json", village.json(VISIT))
    assert [each["elder_ref"] for each in village.do("due", "--month", "2026-11")["items"]] == ["3", "2"]
    assert village.run("due", "--month", "2026-13").error == "bad_month"
    assert village.run("due", "--unit", OTHER).error == "unit_out_of_scope"


def test_the_visit_rate_with_its_lists(village: Desk) -> None:
    village.do("visit", "record", "--json", village.json(VISIT))
    found = village.do("indicators", "--period", "2026-11", "--only", "monthly_visit_rate")["indicators"]
    assert len(found) == 1
    rate = found[0]
    assert set(rate) == {
        "key",
        "numerator",
        "denominator",
        "value",
        "display",
        "comparator",
        "target",
        "met",
        "complete_units",
        "total_units",
        "definition",
        "lists",
    }
    assert (rate["numerator"], rate["denominator"], rate["value"], rate["display"], rate["met"]) == ("1", "3", "1/3", "33.33", False)
    assert {"elder_ref": "2", "full_name": "王㛃", "unit_code": VILLAGE, "detail": ""} in rate["lists"]["not_visited"]
    assert village.do("indicators", "--period", "2026-08")["indicators"][0]["value"] is None
    assert village.run("indicators", "--period", "soon").error == "bad_month"
    assert village.run("indicators", "--period", "2026-11", "--only", "horses").error == "unknown_indicator"


def test_all_numbers_with_their_keys(village: Desk) -> None:
    table = village.out / "facility.csv"
    head = "code,name,kind,units,building_area_m2,status,valid_from"
    table.write_text(f"{head}\nF1,服务中心,service_centre,{VILLAGE},450.50,in_use,2024-01-01\n", encoding="utf-8")
    village.do("load", "facility", table)
    found = {each["key"]: each for each in village.do("indicators", "--period", "2026-11")["indicators"]}
    assert len(found) == 19
    assert next(iter(found)) == "monthly_visit_rate"
    coverage = found["facility_coverage"]
    assert (coverage["value"], coverage["display"], coverage["target"], coverage["met"]) == ("1/1", "100.00", "100", True)
    assert coverage["lists"]["facilities"] == [{"ref": "F1", "name": "服务中心", "unit_code": VILLAGE, "detail": "450.5"}]
    area = found["area_per_100_households"]
    assert (area["numerator"], area["denominator"], area["value"], area["complete_units"], area["total_units"]) == ("0", "0", None, 0, 1)
    assert [each["detail"] for each in area["lists"]["incomplete_units"]] == ["households"]
    assert (found["new_build_share"]["value"], found["new_build_share"]["total_units"]) == (None, 0)
    assert found["elder_care_land"]["target"] == "0.1"
    assert found["workers_per_10k"]["comparator"] == ">"


@pytest.fixture
def refs(village: Desk) -> list[str]:
    return [village.do("visit", "record", "--json", village.json(VISIT | {"visited_at": f"2026-11-0{day} 10:00"}))["ref"] for day in (3, 4)]


def test_visit_records_are_printed_by_number_or_by_month(village: Desk, refs: list[str]) -> None:
    out = village.out / "records.pdf"
    assert village.do("print", "visit-record", "--ref", *refs, "--out", out) == {
        "file": str(out),
        "pages": 2,
        "documents": 2,
        "warnings": [],
    }
    assert out.read_bytes().startswith(b"%PDF")
    assert village.run("print", "visit-record", "--ref", refs[0], "--out", out).error == "file_exists"
    again = village.do("print", "visit-record", "--out", out, "--ref", refs[0], "--ref", refs[1], "--force")
    assert again["documents"] == 2
    by_month = village.do("print", "visit-record", "--period", "2026-11", "--out", village.out / "month.PDF")
    assert by_month["documents"] == 2
    assert village.run("print", "visit-record", "--ref", "none", "--out", village.out / "n.pdf").error == "visit_not_found"
    assert not (village.out / "n.pdf").exists()


def test_the_ledger_reads_as_it_should(village: Desk, refs: list[str]) -> None:
    from pypdf import PdfReader

    out = village.out / "ledger.pdf"
    assert village.do("print", "visit-ledger", "--period", "2026-11", "--unit", VILLAGE, "--out", out)["documents"] == 1
    text = "".join(page.extract_text() for page in PdfReader(out).pages).replace("\n", "")
    for word in ("买买提·吐尔逊", "王㛃", "李𬱖", "合计", "填表人", "负责人"):
        assert word in text
    assert village.do("print", "visit-ledger", "--out", village.out / "now.pdf")["pages"] >= 1
    assert village.run("print", "visit-ledger", "--period", "2026-00", "--out", village.out / "x.pdf").error == "bad_month"


@pytest.mark.parametrize(
    ("words", "documents"),
    [
        (("due-list",), 1),
        (("due-list", "--period", "2026-11"), 1),
        (("blank-visit-form",), 3),
        (("blank-visit-form", "--ref", "2"), 1),
        (("visit-records", "--period", "2026-11"), 2),
        (("monthly-summary", "--period", "2026-11"), 1),
        (("elder-card", "--ref", "1", "3"), 2),
        (("elder-card",), 3),
        (("subject-copy", "--ref", "1"), 1),
        (("needs-list",), 1),
        (("data-dictionary",), 1),
    ],
)
def test_each_document_of_a_village_is_printed(village: Desk, refs: list[str], words: tuple[str, ...], documents: int) -> None:
    out = village.out / "paper.pdf"
    assert village.do("print", *words, "--out", out)["documents"] == documents
    assert out.read_bytes().startswith(b"%PDF")


def test_registers_of_the_plan_are_printed_from_what_was_loaded(village: Desk, tmp_path: Path) -> None:
    from tests.services.papers import TABLES

    for register, table in TABLES.items():
        village.do("load", register, village.table(table.format(v=VILLAGE, w="653121100202"), f"{register}.csv"))
    for words in (("facility-sheet", "--ref", "F1"), ("sign-in-sheet", "--ref", "C2"), ("certificate-list", "--ref", "C1")):
        assert village.do("print", *words, "--out", village.out / f"{words[0]}.pdf")["documents"] == 1
    found = village.do("print", "volunteer-certificate", "--ref", "V1", "--out", village.out / "v.pdf")
    assert found == {"file": str(village.out / "v.pdf"), "pages": 1, "documents": 1, "warnings": []}


def test_a_county_prints_its_reports_and_its_call_list(county: Desk) -> None:
    for words in (("indicator-report", "--period", "2026-11"), ("annual-report", "--period", "2026-10"), ("call-list",)):
        assert county.do("print", *words, "--out", county.out / f"{words[0]}.pdf")["documents"] == 1
    assert county.run("print", "elder-card", "--unit", VILLAGE, "--out", county.out / "none.pdf").error == "elder_not_found"


def test_a_file_is_written_as_its_ending_says(village: Desk, county: Desk) -> None:
    words = ("print", "indicator-report", "--period", "2026-11", "--out")
    out = county.out / "figures.XLSX"
    assert county.do(*words, out) == {"file": str(out), "pages": None, "documents": 1, "warnings": []}
    assert "xl/workbook.xml" in ZipFile(out).namelist()
    assert county.run(*words, out).error == "file_exists"
    county.do(*words, out, "--force")
    for name in ("report.docx", "report", "report.csv"):
        assert county.run(*words, county.out / name).error == "usage"
        assert not (county.out / name).exists()
    assert village.run("print", "elder-card", "--out", village.out / "card.xlsx").error == "usage"
    assert village.run(*words, village.out / "none.xlsx").error == "document_not_here"
    assert not (village.out / "none.xlsx").exists()


@pytest.mark.parametrize(
    "words",
    [
        ("visit-record",),
        ("visit-records",),
        ("subject-copy",),
        ("subject-copy", "--ref", "1", "2"),
        ("sign-in-sheet",),
        ("volunteer-certificate",),
        ("indicator-report",),
        ("data-dictionary", "--period", "2026-11"),
        ("visit-ledger", "--ref", "1"),
        ("no-such-paper",),
    ],
)
def test_a_document_asked_for_wrongly_is_a_usage_error(village: Desk, words: tuple[str, ...]) -> None:
    assert village.run("print", *words, "--out", village.out / "x.pdf").error == "usage"


def test_a_village_has_no_report_of_a_county(village: Desk) -> None:
    assert village.run("print", "call-list", "--out", village.out / "x.pdf").error == "document_not_here"


def test_a_county_prints_one_unit_at_a_time(county: Desk) -> None:
    assert county.run("print", "visit-ledger", "--period", "2026-11", "--out", county.out / "x.pdf").error == "not_a_village"
    # A ledger number means somebody only within one village.
    assert county.run("print", "subject-copy", "--ref", "1", "--out", county.out / "x.pdf").error == "not_a_village"
    assert county.run("print", "elder-card", "--ref", "1", "--out", county.out / "x.pdf").error == "not_a_village"


def test_doctor_finds_what_was_changed_behind_its_back(village: Desk) -> None:
    from kashi_desktop import startup

    workspace = startup.open_workspace(village.data, "correct horse battery")
    with workspace._context.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE elder SET full_name = 'x' WHERE ref = '1'")
    workspace.close()
    done = village.run("doctor")
    assert done.error == "faults_found"
    assert [each["name"] for each in done.body["checks"] if not each["ok"]] == ["tables"]
    assert village.do("doctor", "--repair")["ok"]
    assert village.dump("elder")[0]["full_name"] == "买买提·吐尔逊"
    assert village.do("doctor")["ok"]


@pytest.mark.parametrize("month", ["9999-12", "0001-01"])
def test_a_month_at_the_ends_of_the_calendar_is_refused(village: Desk, month: str) -> None:
    for words in (("indicators",), ("due", "--month"), ("print", "visit-ledger", "--out", village.out / "x.pdf")):
        period = () if "--month" in words else ("--period",)
        assert village.run(*words, *period, month).error == "bad_month"
    assert village.run("status", "--today", "9999-12-31").error == "usage"


def test_a_second_instance_is_turned_away(village: Desk) -> None:
    from kashi_desktop import startup

    workspace = startup.open_workspace(village.data, "correct horse battery")
    try:
        assert village.run("status").error == "second_instance"
    finally:
        workspace.close()
    assert village.do("status")["schema"] == SCHEMA_HEAD


def test_paths_of_results_are_absolute(village: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(village.out)
    assert village.do("template", "elder", "t.xlsx")["file"] == str(village.out / "t.xlsx")
    assert Path(village.do("export", "p")["file"]).parent == village.out / "p"
