"""What a county keeps of its numbers follows the packages that it takes in."""

from sqlalchemy import text

from db.journal import creation
from db.streams import new_id
from kashi_desktop.workspace import Workspace
from tests.sync.offices import UNITS, Table, add_elder, add_visit, change, context_of, unit_of, write

PERIODS = ("2026-10", "2026-11")


def spell(village: Workspace, elder: bytes) -> None:
    wire = {"elder_id": elder.hex(), "enrolled_on": "2025-01-01"}
    write(village, creation(unit_of(village), "elder_spell", new_id(unit_of(village)), elder, wire))


def bring(table: Table, village: Workspace) -> None:
    found = table.county.packages.import_files([table.package(village)])
    assert [each.verdict for each in found.files] == ["applied"]


def stale(county: Workspace) -> int:
    with context_of(county).read() as connection:
        return int(connection.execute(text("SELECT count(*) FROM stale")).scalar_one())


def agrees(county: Workspace) -> None:
    board = county.indicators.board(PERIODS)
    for period in PERIODS:
        for kept, now in zip(board[period], county.indicators.compute(period, lists=False), strict=True):
            assert (kept.key, kept.numerator, kept.denominator, kept.complete_units, kept.total_units) == (
                now.key,
                now.numerator,
                now.denominator,
                now.complete_units,
                now.total_units,
            )
    assert county.doctor.examine().ok


def test_packages_reach_what_the_county_keeps(table: Table) -> None:
    county, village = table.county, table.villages[0]
    county.indicators.refresh(PERIODS)
    elder = add_elder(village)
    spell(village, elder)
    bring(table, village)
    assert stale(county) == 0
    agrees(county)
    visit = add_visit(village, elder)
    wire = {"code": "F1", "name": "中心", "kind": "service_centre", "units": unit_of(village).hex(), "building_area_m2": "90"}
    write(
        village,
        creation(unit_of(village), "facility", new_id(unit_of(village)), None, wire | {"status": "in_use", "valid_from": "2024-01-01"}),
    )
    bring(table, village)
    assert stale(county) == 0
    board = {each.key: each for each in county.indicators.board(PERIODS, UNITS[0])["2026-11"]}
    assert (board["monthly_visit_rate"].value, board["facility_coverage"].value) == ("1/1", "1/1")
    agrees(county)
    change(village, visit, {"visited_at": "2026-10-02 10:00"})
    bring(table, village)
    rates = [county.indicators.board(PERIODS, UNITS[0])[period][0].value for period in PERIODS]
    assert rates == ["1/1", "0/1"]
    agrees(county)
