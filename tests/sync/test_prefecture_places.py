"""One number place by place at the prefecture: counties as lines, and the places that a county told one by one."""

from db.codes import UnitLevel
from tests.sync.offices import COUNTY, UNITS
from tests.sync.tiers import PERIOD, VISITS, Tiers, keep

OTHERS = 11
"""Counties of the prefecture that have told nothing."""


def test_counties_stand_as_lines_and_silent_ones_last(tiers: Tiers) -> None:
    keep(tiers.county, [(UNITS[0], PERIOD, VISITS, 31, 42, True), (UNITS[1], PERIOD, VISITS, 20, 20, True)])
    tiers.county_round()
    lines = tiers.prefecture.indicators.places(VISITS, PERIOD)
    assert len(lines) == OTHERS + 1
    assert (lines[0].code, lines[0].numerator, lines[0].denominator, lines[0].gap) == (COUNTY, "51", "62", "11")
    assert lines[0].last_package == "2026-11-20"
    assert all(not line.complete_units and line.total_units for line in lines[1:])


def test_below_a_county_stand_the_places_it_told(tiers: Tiers) -> None:
    keep(tiers.county, [(UNITS[0], PERIOD, VISITS, 31, 42, True), (UNITS[1], PERIOD, VISITS, 20, 20, True)])
    tiers.county_round()
    lines = tiers.prefecture.indicators.places(VISITS, PERIOD, COUNTY, UnitLevel.TOWNSHIP)
    assert sum(int(line.numerator) for line in lines) == 51
    assert sum(int(line.denominator) for line in lines) == 62
    assert lines == tuple(
        sorted(lines, key=lambda line: (line.complete_units < line.total_units, line.value is None, -line.missing, line.code))
    )
