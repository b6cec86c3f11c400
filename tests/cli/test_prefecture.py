"""A prefecture from the command line: enrol a county, take its numbers, hand down; and no person, ever."""

import shutil
from pathlib import Path

import pytest

from tests.cli.terminal import COUNTY, ROSTER, VILLAGE, VISIT, Desk

PREFECTURE = "653100000000"
VISITS = "monthly_visit_rate"
OFFICES = ("prefecture", "county", "village")
Desks = tuple[Desk, Desk, Desk]


def trip(above: Desk, below: Desk) -> None:
    """A first package, approved where it waits, and the receipt."""
    taken = above.do("import", below.do("export", above.out / "up")["file"])["files"][0]
    if taken["verdict"] == "quarantined":
        (waiting,) = [each for each in above.do("enrol", "list")["devices"] if each["state"] == "waiting"]
        assert [each["verdict"] for each in above.do("enrol", "approve", waiting["device"])["files"]] == ["applied"]
    below.do("import", *above.do("receipt", "--all", above.out / "down")["files"])


@pytest.fixture(scope="session")
def three(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A prefecture that has enrolled the county, which has enrolled the village."""
    root = tmp_path_factory.mktemp("three")
    offices(made, root, "county", "village")
    prefecture, county, village = (Desk(root / name, root) for name in OFFICES)
    made_office = prefecture.do("init", "--level", "prefecture", "--unit", PREFECTURE)["office"]
    assert made_office == {"code": PREFECTURE, "name": "喀什地区", "level": "prefecture"}
    invitation = prefecture.do("invite", "--unit", COUNTY, root / "county.kashi-invitation")["files"][0]
    assert county.do("inspect", invitation)["kind"] == "invitation"
    assert [each["verdict"] for each in county.do("import", invitation)["files"]] == ["applied"]
    trip(county, village)
    digits = county.run("status").err.partition("核对五组数字：")[2].partition("。")[0]
    trip(prefecture, county)
    assert [each["fingerprint"] for each in prefecture.do("enrol", "list")["devices"]] == [digits]
    return root


def offices(source: Path, target: Path, *names: str) -> None:
    """Copy closed workspaces."""
    for name in names:
        shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns("kashi.lock"))


@pytest.fixture
def desks(three: Path, tmp_path: Path) -> Desks:
    """Copies of prefecture, county and village."""
    offices(three, tmp_path, *OFFICES)
    (tmp_path / "out").mkdir()
    prefecture, county, village = (Desk(tmp_path / name, tmp_path / "out") for name in OFFICES)
    return prefecture, county, village


def test_the_numbers_of_a_county_reach_the_prefecture(desks: Desks) -> None:
    prefecture, county, _ = desks
    (own,) = county.do("indicators", "--period", "2026-11", "--only", VISITS)["indicators"]
    (told,) = prefecture.do("indicators", "--period", "2026-11", "--unit", COUNTY, "--only", VISITS)["indicators"]
    assert own["denominator"] != "0"
    for key in ("numerator", "denominator", "value", "display", "met", "complete_units", "total_units", "definition"):
        assert told[key] == own[key], key
    (whole,) = prefecture.do("indicators", "--period", "2026-11", "--only", VISITS)["indicators"]
    assert whole["denominator"] == own["denominator"]
    assert whole["total_units"] > own["total_units"]
    assert {line["unit_code"] for line in whole["lists"]["incomplete_units"]} >= {COUNTY, "653122000000"}


def test_a_package_of_counts_says_what_it_is(desks: Desks) -> None:
    prefecture, county, village = desks
    village.do("visit", "record", "--json", village.json(VISIT))
    trip(county, village)
    written = county.do("export", county.out / "more")
    summary = prefecture.do("inspect", written["file"])
    assert (summary["kind"], summary["from"], summary["to"], summary["new"]) == ("package", COUNTY, PREFECTURE, written["entries"])
    assert written["entries"] > 0
    assert county.do("status")["unconfirmed_entries"] == written["entries"]
    trip(prefecture, county)
    assert county.do("status")["unconfirmed_entries"] == 0
    assert prefecture.do("doctor")["ok"]
    assert county.do("doctor")["ok"]


def test_no_person_is_loaded_or_typed_in_at_a_prefecture(desks: Desks) -> None:
    prefecture = desks[0]
    for register in ("elder", "visit", "need", "worker", "volunteer", "service", "attendance", "facility"):
        done = prefecture.run("load", register, prefecture.table(ROSTER))
        assert done.error == "register_not_here"
        assert "不保存任何个人" in done.err
        assert prefecture.dump(register) == []
    assert prefecture.run("visit", "record", "--json", prefecture.json(VISIT)).code == 2


def test_what_a_prefecture_enters_is_handed_down_to_the_villages(desks: Desks) -> None:
    prefecture, county, village = desks
    table = prefecture.table(
        "ref,title,organiser_level,mode,starts_on,ends_on,hours,recognised\n地-1,地区培训班,prefecture,in_person,2026-11-02,2026-11-04,16,1\n"
    )
    assert prefecture.do("load", "course", table)["added"] == 1
    trip(prefecture, county)
    trip(county, village)
    assert [each["title"] for each in village.dump("course")] == ["地区培训班"]


def test_a_prefecture_invites_counties_and_gives_receipts_to_them(desks: Desks) -> None:
    prefecture = desks[0]
    assert prefecture.run("invite", "--unit", VILLAGE, prefecture.out / "x.kashi-invitation").error == "unit_not_ours"
    assert list(prefecture.do("receipt", "--unit", COUNTY, prefecture.out / "r")["phone_codes"]) == [COUNTY]
    assert prefecture.run("export", prefecture.out / "e").error == "no_parent"
    assert prefecture.do("due")["items"] == []
    assert prefecture.do("status")["office"]["level"] == "prefecture"
