"""Consents on their way between offices: what needs one counts under it alone, and goes at every office that a withdrawal reaches."""

from datetime import date
from pathlib import Path
from typing import Any

from db.codes import Observation
from kashi_desktop.workspace import Workspace
from tests.sync.offices import Table, add_elder, change, contents, context_of, forget_stated, rebuilt, reopen, shared, unit_of
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


def test_what_came_before_the_consent_is_shown_once_it_comes(table: Table, tmp_path: Path) -> None:
    """A county put back to before it enrolled somebody reads of the visits first, and of the person in another file."""
    village, county = table.villages[0], table.county
    unit = unit_of(village)
    county.close()
    early = reopen(tmp_path / "county", tmp_path / "early")
    county = table.county = reopen(tmp_path / "county", tmp_path / "later")
    elder = add_elder(county, 1, unit)
    table.package(village)
    village.packages.import_files([table.receipt(village)])
    village.visits.record(visit_input(gas=Observation.URGENT), elder)
    county.close()
    table.county = early
    early.packages.import_files([table.package(village)])
    assert rows_of(early, "visit", "gas") == [("unknown",)]
    village.packages.import_files([table.receipt(village)])
    early.packages.import_files([table.package(village)])
    assert rows_of(early, "visit", "gas") == [("urgent",)]
    healthy(early)


def test_a_withdrawal_ends_every_consent_that_stands(table: Table) -> None:
    """Village and county may each have written down a consent, not knowing of the other's."""
    village, county = table.villages[0], table.county
    elder, _ = enrolled(village)
    village.elders.withdraw_consent(elder, LATER)
    table.round(village)
    again = {"consent_on": "2026-11-16", "consent_withdrawn_on": None}
    change(village, elder, {**again, "phone": "13700000001"})
    change(county, elder, {**again, "address": "村东"})
    table.round(village)
    for office in (village, county):
        assert rows_of(office, "elder", "phone, address") == [("13700000001", "村东")]
    village.elders.withdraw_consent(elder, LATER)
    table.round(village)
    for office in (village, county):
        assert rows_of(office, "elder", "phone, address") == [(None, None)]
        assert rows_of(office, "entry WHERE consented IS NOT NULL", "count(*)") == [(0,)]
        healthy(office)
