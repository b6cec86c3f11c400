"""The third level: what goes up from a county, what comes down from a prefecture, and who vouches for it (sync.md §2, §5, §6)."""

from pathlib import Path

import pytest
from sqlalchemy import text

from db.keyslots import KeySlots
from db.streams import counts_stream
from kashi_desktop import startup
from kashi_desktop.errors import KnownError
from kashi_desktop.paths import SLOTS
from kashi_desktop.rules.unit_codes import unit_id
from tests.sync.offices import (
    CLOCK,
    COUNTY,
    OTHER_COUNTY,
    PASSPHRASE,
    UNITS,
    add_elder,
    approve,
    contents,
    context_of,
    create,
    everything,
    rebuilt,
    reopen,
)
from tests.sync.tiers import PERIOD, PREFECTURE, TOWNSHIP, VISITS, Tiers, add_course, forget_kept, keep, titles, told
from tests.workspaces import COMMON

FACTS = [(UNITS[0], PERIOD, VISITS, 47, 48, True), (UNITS[1], PERIOD, VISITS, 9, 12, True)]


def test_numbers_of_the_units_arrive_and_only_changes_travel_again(tiers: Tiers) -> None:
    keep(tiers.county, FACTS)
    tiers.county_round()
    assert told(tiers.prefecture) == {UNITS[0]: ("47", "48", 1, 1), UNITS[1]: ("9", "12", 1, 1)}
    assert tiers.county.packages.export(tiers.stick()).nothing_new
    keep(tiers.county, [(UNITS[1], PERIOD, VISITS, 10, 12, True)])
    assert tiers.county.packages.review().counts == {"fact": 1}
    assert tiers.county.packages.export(tiers.stick()).entries == 1
    tiers.county_round()
    assert told(tiers.prefecture)[UNITS[1]] == ("10", "12", 1, 1)
    assert rebuilt(tiers.prefecture) == contents(tiers.prefecture)


def test_a_unit_that_becomes_small_disappears_into_its_township(tiers: Tiers) -> None:
    keep(tiers.county, FACTS)
    tiers.county_round()
    keep(tiers.county, [(UNITS[1], PERIOD, VISITS, 2, 3, True)])
    tiers.county_round()
    assert told(tiers.prefecture) == {TOWNSHIP: ("49", "51", 2, 2)}
    keep(tiers.county, FACTS)
    tiers.county_round()
    assert told(tiers.prefecture) == {UNITS[0]: ("47", "48", 1, 1), UNITS[1]: ("9", "12", 1, 1)}


def test_the_prefecture_confirms_and_says_so_by_telephone(tiers: Tiers) -> None:
    keep(tiers.county, FACTS)
    tiers.prefecture.packages.import_files([tiers.counts()])
    assert tiers.county.packages.state().unconfirmed_entries == 2
    codes = tiers.prefecture.packages.write_receipts(tiers.stick(), COUNTY).phone_codes
    tiers.county.packages.confirm_by_phone(codes[COUNTY])
    assert tiers.county.packages.state().unconfirmed_entries == 0


def test_nothing_but_the_counts_leaves_a_county_upwards(tiers: Tiers) -> None:
    add_elder(tiers.villages[0])
    tiers.round(tiers.villages[0])
    add_course(tiers.county)
    keep(tiers.county, FACTS)
    tiers.county_round()
    with context_of(tiers.prefecture).read() as connection:
        own = context_of(tiers.prefecture).office.unit_id
        streams = {row[0] for row in connection.execute(text("SELECT stream FROM branch"))}
        registers = {row[0] for row in connection.execute(text("SELECT DISTINCT register FROM entry"))}
    assert streams == {own, counts_stream(unit_id(COUNTY))}
    assert registers == {"account", "unit", "fact"}


def test_a_county_gets_no_places_of_its_neighbours(tiers: Tiers) -> None:
    before = tiers.county.units.search("6531", limit=10_000)
    add_course(tiers.prefecture)
    assert tiers.prefecture.packages.write_receipts(tiers.stick()).files
    tiers.county_round()
    assert tiers.county.units.search("6531", limit=10_000) == before
    assert len(tiers.prefecture.units.search("6531", limit=10_000)) > 2_500


def test_a_county_set_up_from_the_invitation_has_its_units_and_is_enrolled_in_one_trip(tiers: Tiers, tmp_path: Path) -> None:
    (invitation,) = tiers.prefecture.enrolment.invite([OTHER_COUNTY], tmp_path / "c.kashi-invitation").files
    county = create(tmp_path / "other", "county", OTHER_COUNTY, invitation)
    assert (county.office.has_parent, county.office.certified) == (True, False)
    assert county.office.parent_fingerprint == tiers.prefecture.office.fingerprint
    first = county.packages.export(tiers.stick()).file
    verdict = tiers.prefecture.packages.import_files([first]).files[0]
    assert (verdict.verdict, verdict.code) == ("quarantined", "waiting_approval")
    (waiting,) = [each for each in tiers.prefecture.enrolment.devices() if each.state == "waiting"]
    assert (waiting.unit_code, waiting.fingerprint) == (OTHER_COUNTY, county.office.device_fingerprint)
    approved = approve(tiers.prefecture, waiting.device_code)
    assert [each.verdict for each in approved.files] == ["applied"]
    county.packages.import_files([tiers.county_receipt(OTHER_COUNTY)])
    assert county.office.certified
    assert county.enrolment.invite(["653122100001"], tmp_path / "v.kashi-invitation").files
    county.close()


def test_a_countys_keys_stay_its_own(tiers: Tiers) -> None:
    """The prefecture may neither open a county's database nor look ID numbers up."""
    county, prefecture = context_of(tiers.county), context_of(tiers.prefecture)
    assert KeySlots.load(county.folder / SLOTS).sealed == ()
    assert county.hmac_key != prefecture.hmac_key
    assert county.hmac_key == context_of(tiers.villages[0]).hmac_key
    assert county.certificate != county.parent_certificate
    assert tiers.county.office.certified
    tiers.county.close()
    tiers.county = startup.open_workspace(county.folder, PASSPHRASE, CLOCK)
    assert KeySlots.load(county.folder / SLOTS).sealed == ()


def test_a_replaced_county_is_retired_and_the_new_one_gets_its_numbers_back(tiers: Tiers, tmp_path: Path) -> None:
    keep(tiers.county, FACTS)
    tiers.county_round()
    (invitation,) = tiers.prefecture.enrolment.invite([COUNTY], tmp_path / "again.kashi-invitation").files
    later = create(tmp_path / "later", "county", COUNTY, invitation)
    tiers.prefecture.packages.import_files([later.packages.export(tiers.stick()).file])
    approved = approve(tiers.prefecture, later.office.device_code)
    assert approved.replaced == (tiers.county.office.device_code,)
    later.packages.import_files([tiers.county_receipt()])
    assert told(later) == told(tiers.prefecture)
    keep(later, [(*FACTS[0][:3], 48, 48, True), FACTS[1]])
    tiers.prefecture.packages.import_files([later.packages.export(tiers.stick()).file])
    assert told(tiers.prefecture)[UNITS[0]] == ("48", "48", 1, 1)
    keep(tiers.county, [(*FACTS[0][:3], 40, 48, True)])
    verdict = tiers.prefecture.packages.import_files([tiers.counts()]).files[0]
    assert (verdict.verdict, verdict.code) == ("quarantined", "after_revocation")
    later.close()


def test_a_restored_county_goes_on_and_both_agree(tiers: Tiers, tmp_path: Path) -> None:
    keep(tiers.county, FACTS)
    tiers.county_round()
    folder = context_of(tiers.county).folder
    tiers.county.close()
    old = tmp_path / "old"
    reopen(folder, old).close()
    tiers.county = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    keep(tiers.county, [(*FACTS[0][:3], 1, 48, True)])
    tiers.county_round()
    mark = (folder / "kashi.mark").read_bytes()
    tiers.county.close()
    (old / "kashi.mark").write_bytes(mark)
    tiers.county = startup.open_workspace(old, PASSPHRASE, CLOCK)
    assert tiers.county.notices
    keep(tiers.county, [(*FACTS[0][:3], 45, 48, True)])
    for _ in range(2):
        tiers.county_round()
    assert told(tiers.prefecture) == told(tiers.county) == {UNITS[0]: ("45", "48", 1, 1), UNITS[1]: ("9", "12", 1, 1)}
    assert rebuilt(tiers.prefecture) == contents(tiers.prefecture)


def test_packages_of_counts_in_any_order_give_the_same(tiers: Tiers) -> None:
    files = []
    for numerator in (45, 46, 47):
        keep(tiers.county, [(*FACTS[0][:3], numerator, 48, True), FACTS[1]])
        files.append(tiers.counts())
    tiers.prefecture.packages.import_files([files[2]])
    for path in (files[0], files[1], files[2]):
        assert tiers.prefecture.packages.import_files([path]).files[0].verdict == "known"
    assert told(tiers.prefecture) == {UNITS[0]: ("47", "48", 1, 1), UNITS[1]: ("9", "12", 1, 1)}
    assert rebuilt(tiers.prefecture) == contents(tiers.prefecture)


def test_a_course_of_the_prefecture_reaches_the_villages(tiers: Tiers) -> None:
    add_course(tiers.prefecture, "地区培训班")
    tiers.county_round()
    add_course(tiers.county, "县培训班")
    village = tiers.villages[0]
    tiers.round(village)
    assert titles(village) == ["县培训班", "地区培训班"]
    assert rebuilt(village) == contents(village)
    add_course(tiers.prefecture, "地区第二期")
    tiers.county_round()
    tiers.round(village)
    assert "地区第二期" in titles(village)


def test_a_village_invited_later_gets_the_prefectures_courses_too(tiers: Tiers, tmp_path: Path) -> None:
    add_course(tiers.prefecture, "地区培训班")
    tiers.county_round()
    (invitation,) = tiers.county.enrolment.invite(["653121101200"], tmp_path / "v.kashi-invitation").files
    village = create(tmp_path / "new", "village", "653121101200", invitation)
    tiers.county.packages.import_files([tiers.package(village)])
    approve(tiers.county, village.office.device_code)
    village.packages.import_files([tiers.receipt(village)])
    assert titles(village) == ["地区培训班"]
    village.close()


def test_a_prefecture_refuses_every_person(tiers: Tiers) -> None:
    before = everything(tiers.prefecture)
    with pytest.raises(KnownError) as caught:
        add_elder(tiers.prefecture, stream=unit_id(UNITS[0]))
    assert caught.value.code == "register_not_here"
    assert everything(tiers.prefecture) == before


def test_no_village_hands_its_package_to_the_prefecture(tiers: Tiers) -> None:
    add_elder(tiers.villages[0])
    verdict = tiers.prefecture.packages.import_files([tiers.package(tiers.villages[0])]).files[0]
    assert verdict.code == "package_not_for_us"


def test_a_prefecture_invites_counties_alone(tiers: Tiers, tmp_path: Path) -> None:
    for code in (UNITS[0], TOWNSHIP, PREFECTURE):
        with pytest.raises(KnownError) as caught:
            tiers.prefecture.enrolment.invite([code], tmp_path / "x.kashi-invitation")
        assert caught.value.code == "unit_not_ours"
    with pytest.raises(KnownError):
        tiers.county.enrolment.invite([COUNTY], tmp_path / "x.kashi-invitation")


def test_the_doctor_finds_all_three_well(tiers: Tiers) -> None:
    forget_kept(tiers.county)
    add_elder(tiers.villages[0])
    tiers.round(tiers.villages[0])
    add_course(tiers.prefecture)
    tiers.county_round()
    for workspace in (tiers.prefecture, tiers.county):
        assert workspace.doctor.examine().ok
    assert COMMON not in {counts_stream(unit_id(code)) for code in (COUNTY, OTHER_COUNTY)}


def test_a_restored_prefecture_gets_back_what_it_wrote_for_all(tiers: Tiers, tmp_path: Path) -> None:
    tiers.prefecture.close()
    reopen(tmp_path / "prefecture", tmp_path / "copy").close()
    tiers.prefecture = reopen(tmp_path / "prefecture", tmp_path / "later")
    add_course(tiers.prefecture, "护理培训")
    tiers.county_round()
    add_course(tiers.county, "县里的培训")
    tiers.prefecture.close()
    tiers.prefecture = reopen(tmp_path / "copy", tmp_path / "restored")
    assert titles(tiers.prefecture) == []
    for _ in range(2):
        tiers.county_round()
    assert titles(tiers.prefecture) == ["护理培训"], "its own, and nothing of the county's"
    assert tiers.county.packages.export(tiers.stick()).nothing_new
