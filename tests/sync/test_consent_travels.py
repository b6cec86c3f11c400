"""Consents on their way between offices: what needs one counts under it alone, and goes at every office that a withdrawal reaches."""

from datetime import date
from typing import Any

from db.codes import Observation
from kashi_desktop.workspace import Workspace
from tests.sync.offices import Table, contents, context_of, forget_stated, rebuilt, shared, unit_of
from tests.workspaces import elder_input, healthy, rows_of, visit_input

LATER = date(2026, 11, 15)
PHONE = "13812341234"


def enrolled(village: Workspace) -> tuple[bytes, bytes]:
    """An elder with consent, a phone and a visit with an observation."""
    elder = village.elders.save(elder_input()).id
    return elder, village.visits.record(visit_input(gas=Observation.URGENT), elder).id


def private(office: Workspace) -> tuple[list[tuple[Any, ...]], list[tuple[Any, ...]], int]:
    """Phones, observations, and how many entries hold private values."""
    kept = rows_of(office, "entry WHERE consented IS NOT NULL", "count(*)")[0][0]
    return rows_of(office, "elder", "phone"), rows_of(office, "visit", "gas"), kept


GONE = ([(None,)], [("unknown",)], 0)


def test_a_withdrawal_destroys_at_the_county(table: Table) -> None:
    village, county = table.villages[0], table.county
    elder, _ = enrolled(village)
    table.round(village)
    assert private(county) == ([(PHONE,)], [("urgent",)], 2)
    early = table.package(village)
    village.elders.withdraw_consent(elder, LATER)
    table.round(village)
    for office in (village, county):
        assert private(office) == GONE
        assert rebuilt(office) == contents(office)
        healthy(office)
    # An older file that comes again brings nothing back, nor is anything asked for that was destroyed.
    forget_stated(village)
    county.packages.import_files([early])
    table.round(village)
    assert private(county) == GONE
    assert village.packages.export(table.stick()).nothing_new


def test_a_withdrawal_at_the_county_destroys_at_the_village(table: Table) -> None:
    village, county = table.villages[0], table.county
    elder, _ = enrolled(village)
    table.round(village)
    county.elders.withdraw_consent(elder, LATER)
    village.packages.import_files([table.receipt(village)])
    for office in (village, county):
        assert private(office) == GONE
        healthy(office)


def test_what_was_written_beside_a_withdrawal_is_not_kept(table: Table) -> None:
    village, county = table.villages[0], table.county
    elder, _ = enrolled(village)
    table.round(village)
    village.elders.save(elder_input(phone="13999999999"), elder)
    village.visits.record(visit_input(mood=Observation.ATTENTION, ref="late"), elder)
    county.elders.withdraw_consent(elder, LATER)
    table.round(village)
    for office in (village, county):
        phones, _, kept = private(office)
        assert (phones, kept) == ([(None,)], 0)
        assert set(rows_of(office, "visit", "gas, mood")) == {("unknown", "unknown")}
        assert rebuilt(office) == contents(office)
    assert shared(village, unit_of(village)) == shared(county, unit_of(village))


def test_private_values_count_only_under_a_consent_that_the_person_gave(table: Table) -> None:
    """An observation under an id that nobody gave is shown to nobody."""
    village, county = table.villages[0], table.county
    elder, _ = enrolled(village)
    with context_of(village).engine.begin() as connection:
        connection.exec_driver_sql("UPDATE elder SET consent_id = ?", ("07" * 16,))
    village.visits.record(visit_input(gas=Observation.ATTENTION, ref="false"), elder)
    county.packages.import_files([table.package(village)])
    seen = dict(rows_of(county, "visit", "ref, gas"))
    assert seen.pop("false") == "unknown"
    assert list(seen.values()) == ["urgent"]
