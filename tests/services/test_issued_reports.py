"""Issued reports keep their figures; restatements say what changed and where it came from, without a person."""

from datetime import date, datetime

import pytest

from db.codes import ReportKind
from kashi_desktop.errors import KnownError
from kashi_desktop.workspace import Workspace
from tests.services.test_kept_numbers import AREA, OTHERS, change, enter, furnished
from tests.workspaces import COMMON, SECOND_VILLAGE, VILLAGE, elder_input, rows_of, visit_input

PERIOD = "2026-10"


def figures(ws: Workspace, report: bytes) -> dict[str, tuple[str, str]]:
    return {each.was.key: (each.was.numerator, each.now.numerator) for each in ws.issued_reports.restatements(report)}


def test_figures_stay_as_they_were_issued_and_changes_show_with_their_cause(county: Workspace) -> None:
    made = furnished(county)
    report = county.issued_reports.issue(ReportKind.MONTHLY, PERIOD)
    assert (report.kind, report.period, report.scope_code, report.issued_on) == (
        ReportKind.MONTHLY,
        PERIOD,
        "653121000000",
        date(2026, 11, 18),
    )
    before = {each.key: each for each in report.figures}
    assert (before["monthly_visit_rate"].numerator, before["area_per_100_households"].value) == ("0", "1/2")
    assert county.issued_reports.restatements(report.id) == ()
    # A late visit of the month, two of the next one, and an area that was measured again.
    county.visits.record(visit_input(visited_at=datetime(2026, 10, 9, 9)), made["elder"])
    for day in (3, 4):
        county.visits.record(visit_input(visited_at=datetime(2026, 11, day, 9)), made["elder"])
    change(county, VILLAGE, "facility", made["facility"], building_area_m2="120")
    assert {each.key: each for each in county.issued_reports.get(report.id).figures} == before
    found = {each.was.key: each for each in county.issued_reports.restatements(report.id)}
    assert found.keys() == {"monthly_visit_rate", "area_per_100_households", "activity_area_share"}
    rate, area = found["monthly_visit_rate"], found["area_per_100_households"]
    assert (rate.was.display, rate.now.display) == ("0.00", "100.00")
    assert [(each.register, each.unit_code, each.entries) for each in rate.causes] == [("visit", VILLAGE, 1)]
    assert (area.was.numerator, area.now.numerator, area.was.definition) == ("100", "120", "area_per_100_households/1 (2021-01-01–)")
    assert [(each.register, each.unit_code, each.unit_name, each.entries) for each in area.causes] == [
        ("facility", VILLAGE, "新区社区居委会", 1)
    ]
    again = county.issued_reports.issue(ReportKind.MONTHLY, PERIOD)
    assert county.issued_reports.restatements(again.id) == ()
    assert [each.id for each in county.issued_reports.list()] == [again.id, report.id]


def test_a_moved_or_voided_visit_is_a_cause_of_the_month_it_left(county: Workspace) -> None:
    made = furnished(county)
    visit = county.visits.record(visit_input(visited_at=datetime(2026, 10, 9, 9)), made["elder"]).id
    report = county.issued_reports.issue(ReportKind.MONTHLY, PERIOD, VILLAGE)
    county.visits.correct(visit, visit_input(visited_at=datetime(2026, 11, 9, 9)), "记错了月份")
    (found,) = county.issued_reports.restatements(report.id)
    assert (found.was.value, found.now.value) == ("1/1", "0/1")
    assert [(each.register, each.unit_code, each.entries) for each in found.causes] == [("visit", VILLAGE, 1)]


def test_a_report_is_held_against_the_definition_under_which_it_was_issued(county: Workspace) -> None:
    furnished(county)
    report = county.issued_reports.issue(ReportKind.MONTHLY, PERIOD)
    enter(county, COMMON, "definition", AREA | {"effective_from": "2026-10-01", "reason": "提高"})
    assert county.issued_reports.restatements(report.id) == ()
    newer = county.issued_reports.issue(ReportKind.MONTHLY, PERIOD)
    shown = next(each for each in newer.figures if each.key == "area_per_100_households")
    assert shown.definition == "area_per_100_households/2 (2026-10-01–)"


def test_a_unit_that_reports_at_last_is_told_and_what_begins_later_is_not(county: Workspace) -> None:
    made = furnished(county)
    report = county.issued_reports.issue(ReportKind.ANNUAL, PERIOD, VILLAGE)
    OTHERS["first report"](county, made)
    county.elders.save(elder_input(ref="e9", unit_code=VILLAGE, enrolled_on=date(2026, 11, 1)))
    assert figures(county, report.id) == {}
    whole = county.issued_reports.issue(ReportKind.ANNUAL, PERIOD)
    assert "653121101200" not in {code for each in whole.figures if each.key == "survey_coverage" for code in each.incomplete}
    enter(county, SECOND_VILLAGE, "survey", {"held_on": "2026-03-01", "sample": 9, "satisfied": 8})
    (found,) = county.issued_reports.restatements(whole.id)
    assert (found.was.key, found.was.value, found.now.value) == ("survey_coverage", "1/3", "2/3")


def test_a_snapshot_holds_no_person(county: Workspace) -> None:
    made = furnished(county)
    county.visits.record(visit_input(visited_at=datetime(2026, 10, 9, 9), note="腿疼"), made["elder"])
    county.issued_reports.issue(ReportKind.MONTHLY, PERIOD)
    ((content,),) = rows_of(county, "issued_report", "content")
    for word in ("买买提", "阿里木", "腿疼", "1381234", made["elder"].hex(), made["worker"].hex()):
        assert word not in content
    assert county.doctor.examine().checks[1].ok


def test_a_report_that_is_not_there(county: Workspace) -> None:
    with pytest.raises(KnownError) as fault:
        county.issued_reports.restatements(bytes(16))
    assert fault.value.code == "report_not_found"
    with pytest.raises(KnownError) as fault:
        county.issued_reports.issue(ReportKind.MONTHLY, "2026-13")
    assert fault.value.code == "bad_month"
