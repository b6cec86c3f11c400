"""Who has a stolen laptop destroys elsewhere the values of few persons, however often he says so."""

from db.journal import Change
from kashi_desktop.sync.consents import FEW_PERSONS
from tests.sync.offices import Table, add_elder, contents, unit_of, write


def test_saying_it_again_makes_no_room_for_more_persons(table: Table) -> None:
    village, county, unit = table.villages[0], table.county, unit_of(table.villages[0])
    elders = [add_elder(village, number) for number in range(FEW_PERSONS + 5)]
    table.round(village)
    # Again and again, so that of each person another of the entries is the first by its hash.
    for _ in range(4):
        write(village, *(Change(unit, "elder", "erase", each, each, {"_reason": "x"}) for each in elders[:FEW_PERSONS]))
        county.packages.import_files([table.package(village)])
    assert county.destructions.pending() == ()
    write(village, *(Change(unit, "elder", "erase", each, each, {"_reason": "x"}) for each in elders[FEW_PERSONS:]))
    county.packages.import_files([table.package(village)])
    (asked,) = county.destructions.pending()
    assert asked.persons == 5
    assert not [row for name, row in contents(county) if name == "elder"]
