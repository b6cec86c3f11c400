"""What goes up comes down confirmed, whatever is lost, repeated or late on the way."""

import re
from pathlib import Path

import pytest
from sqlalchemy import text

from kashi_desktop.bugs import LOG
from kashi_desktop.errors import KnownError
from kashi_desktop.services.exchange import party_of
from kashi_desktop.services.registers import LoadReport
from kashi_desktop.sync.keys import age_decrypt, age_encrypt
from kashi_desktop.sync.package import build_packages, write_built
from kashi_desktop.sync.reading import load_directory
from kashi_desktop.sync.short_codes import phone_code
from tests.services.tables import write_csv
from tests.sync.offices import (
    OTHER_COUNTY,
    UNITS,
    Table,
    add_elder,
    add_visit,
    approve,
    change,
    contents,
    context_of,
    create,
    everything,
    rebuilt,
    reopen,
    shared,
    unit_of,
    write,
)
from tests.sync.tiers import add_course, titles
from tests.workspaces import healthy, rows_of


def same_everywhere(table: Table) -> None:
    for village in table.villages:
        unit = unit_of(village)
        assert shared(village, unit) == shared(table.county, unit)
        assert rebuilt(village) == contents(village)
    assert rebuilt(table.county) == contents(table.county)


def test_a_visit_reaches_the_county_and_is_confirmed(table: Table) -> None:
    village = table.villages[0]
    add_visit(village, add_elder(village))
    assert village.packages.review().counts == {"elder": 1, "visit": 1}
    exported = village.packages.export(table.stick())
    assert (exported.entries, exported.verified, exported.nothing_new) == (2, True, False)
    summary = table.county.packages.inspect(exported.file)
    assert (summary.kind, summary.new, summary.known, summary.code) == ("package", 2, 0, None)
    result = table.county.packages.import_files([exported.file])
    assert [(each.verdict, each.entries_new) for each in result.files] == [("applied", 2)]
    assert village.packages.state().unconfirmed_entries == 2
    village.packages.import_files([table.receipt(village)])
    state = village.packages.state()
    assert state.unconfirmed_entries == 0
    assert state.confirmed_up_to is not None
    same_everywhere(table)


def test_a_name_that_is_taken_already_only_makes_the_next_one_longer(table: Table) -> None:
    context, stick = context_of(table.villages[0]), table.stick()
    with context.read() as connection:
        (built,) = build_packages(connection, party_of(context), load_directory(connection), iter([1]), None)
    names = [write_built(stick, "653121100001-2026-11", built, party_of(context)).name for _ in range(2)]
    assert [len(name) for name in names] == [len("653121100001-2026-11-b7f2.kashi"), len("653121100001-2026-11-b7f2b7f2.kashi")]
    assert [each.verdict for each in table.county.packages.import_files([stick]).files] == ["applied", "known"]


def test_imported_twice_is_known_and_changes_nothing(table: Table) -> None:
    village = table.villages[0]
    add_visit(village, add_elder(village))
    package = table.package(village)
    table.county.packages.import_files([package])
    before = everything(table.county)
    again = table.county.packages.import_files([package]).files[0]
    assert (again.verdict, again.entries_new, again.entries_known) == ("known", 0, 2)
    assert everything(table.county) == before


def test_the_same_entries_in_another_file_are_known(table: Table) -> None:
    village = table.villages[0]
    add_elder(village)
    first, second = table.package(village), table.package(village)
    result = table.county.packages.import_files([second, first])
    assert [(each.verdict, each.entries_new, each.entries_known) for each in result.files] == [("applied", 1, 0), ("known", 0, 1)]


def test_with_nothing_new_a_package_says_so(table: Table) -> None:
    village = table.villages[0]
    exported = village.packages.export(table.stick())
    assert (exported.entries, exported.nothing_new) == (0, True)
    assert table.county.packages.import_files([exported.file]).files[0].verdict == "applied"
    assert table.county.packages.import_files([exported.file]).files[0].verdict == "known"


def test_a_lost_package_is_healed_by_the_next(table: Table) -> None:
    village = table.villages[0]
    elder = add_elder(village)
    table.package(village).unlink()
    add_visit(village, elder)
    assert table.county.packages.import_files([table.package(village)]).files[0].entries_new == 2
    same_everywhere(table)


def test_a_lost_receipt_is_healed_by_the_next(table: Table) -> None:
    village, county = table.villages[0], table.county
    county_elder = add_elder(county, 7, unit_of(village))
    table.receipt(village).unlink()
    add_visit(county, county_elder, 1, unit_of(village))
    village.packages.import_files([table.receipt(village)])
    same_everywhere(table)


def test_of_two_receipts_since_the_last_package_the_least_counts(table: Table) -> None:
    village = table.villages[0]
    add_elder(village, 1)
    table.county.packages.import_files([table.package(village)])
    early = table.receipt(village)
    add_elder(village, 2)
    table.county.packages.import_files([table.package(village)])
    late = table.receipt(village)
    village.packages.import_files([late])
    assert village.packages.state().unconfirmed_entries == 0
    # Whoever sends less than the county lacks loses something; whoever sends more does not: the least of both words holds.
    assert village.packages.import_files([early]).files[0].verdict == "applied"
    assert village.packages.state().unconfirmed_entries == 1
    assert village.packages.import_files([early]).files[0].verdict == "known"
    assert village.packages.export(table.stick()).entries == 1
    village.packages.import_files([table.receipt(village)])
    assert village.packages.state().unconfirmed_entries == 0
    same_everywhere(table)


def test_the_newest_receipt_rules_even_when_it_confirms_less(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    table.county.close()
    backup = tmp_path / "backup"
    older = reopen(tmp_path / "county", backup)
    older.close()
    table.county = reopen(tmp_path / "county", tmp_path / "county2")
    add_elder(village)
    table.round(village)
    assert village.packages.state().unconfirmed_entries == 0
    table.county.close()
    # The county goes back to its backup, beside the mark that knows of more.
    (tmp_path / "county2" / "kashi.mark").replace(backup / "kashi.mark")
    table.county = reopen(backup, tmp_path / "county3")
    village.packages.import_files([table.receipt(village)])
    assert village.packages.state().unconfirmed_entries == 1
    table.round(village)
    same_everywhere(table)


def test_rosters_of_the_county_reach_the_village_with_the_receipt(table: Table) -> None:
    village, county = table.villages[0], table.county
    elder = add_elder(county, 3, unit_of(village))
    village.packages.import_files([table.receipt(village)])
    add_visit(village, elder)
    table.round(village)
    same_everywhere(table)
    assert shared(table.villages[1], unit_of(village)) != shared(village, unit_of(village))


def test_concurrent_corrections_of_a_visit_are_both_kept(table: Table) -> None:
    village, county = table.villages[0], table.county
    visit = add_visit(village, add_elder(village))
    table.round(village)
    change(village, visit, {"minutes": 35, "_reason": "记错了"})
    change(county, visit, {"minutes": 50, "_reason": "核对"})
    table.round(village)
    same_everywhere(table)
    with context_of(village).read() as connection:
        assert connection.execute(text("SELECT flags FROM visit WHERE id = :id"), {"id": visit}).scalar() == 2
        assert connection.execute(text("SELECT count(*) FROM entry WHERE record = :id"), {"id": visit}).scalar() == 3


def test_files_of_one_folder_may_overlap_in_any_order(table: Table) -> None:
    stick, village = table.stick(), table.villages[0]
    elder = add_elder(village)
    for number in range(4):
        add_visit(village, elder, number)
        village.packages.export(stick)
    other = table.villages[1]
    add_elder(other)
    other.packages.export(stick)
    result = table.county.packages.import_files([stick])
    assert result.totals["entries_new"] == 6
    assert {each.verdict for each in result.files} <= {"applied", "known"}
    same_everywhere(table)


def test_a_file_encrypted_anew_is_the_same_file(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    add_elder(village)
    package = table.package(village)
    office = context_of(county).office_keys
    assert office is not None
    again = tmp_path / "again.kashi"
    again.write_bytes(age_encrypt(age_decrypt(package.read_bytes(), office.identities), [office.age_recipient]))
    both = county.packages.import_files([package, again]).files
    assert [(each.verdict, each.entries_new) for each in both] == [("applied", 1), ("known", 0)]
    table.receipt(village)
    stated = rows_of(county, "stated_heads", "partner, state")
    assert [each.verdict for each in county.packages.import_files([again]).files] == ["known"]
    assert rows_of(county, "stated_heads", "partner, state") == stated


def test_a_gap_waits_until_the_earlier_file_arrives(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    table.county.close()
    behind = reopen(tmp_path / "county", tmp_path / "behind")
    table.county = reopen(tmp_path / "county", tmp_path / "county2")
    elder = add_elder(village)
    first = table.package(village)
    table.county.packages.import_files([first])
    village.packages.import_files([table.receipt(village)])
    add_visit(village, elder)
    second = table.package(village)
    for _ in range(2):
        waiting = behind.packages.import_files([second]).files[0]
        assert (waiting.verdict, waiting.code) == ("quarantined", "gap")
    assert behind.packages.inspect(second).code == "gap"
    assert behind.enrolment.devices()[0].waiting_packages + behind.enrolment.devices()[1].waiting_packages == 1
    assert behind.packages.import_files([first]).files[0].verdict == "applied"
    assert shared(behind, unit_of(village)) == shared(village, unit_of(village))
    behind.close()


def test_several_files_that_wait_for_one_are_all_complete_when_it_comes(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    table.county.close()
    behind = reopen(tmp_path / "county", tmp_path / "behind")
    table.county = reopen(tmp_path / "county", tmp_path / "county2")
    elder = add_elder(village)
    first = table.package(village)
    table.county.packages.import_files([first])
    village.packages.import_files([table.receipt(village)])
    add_visit(village, elder)
    second, same_again = table.package(village), table.package(village)
    verdicts = [behind.packages.import_files([path]).files[0].verdict for path in (second, same_again, second, same_again)]
    try:
        assert verdicts == ["quarantined", "known", "quarantined", "known"]
        assert behind.packages.import_files([first]).files[0].verdict == "applied"
        assert behind.enrolment.waiting() == ()
        assert shared(behind, unit_of(village)) == shared(village, unit_of(village))
    finally:
        behind.close()


def test_two_copies_of_one_laptop_both_count_and_both_are_told(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    village.close()
    clone = reopen(tmp_path / "653121100001", tmp_path / "clone")
    table.villages[0] = village = reopen(tmp_path / "653121100001", tmp_path / "first")
    elders = [add_elder(village, 1), add_elder(clone, 2), add_elder(clone, 3)]
    table.county.packages.import_files([table.package(village)])
    verdict = table.county.packages.import_files([table.package(clone)]).files[0]
    assert (verdict.verdict, verdict.entries_new) == ("applied", 2)
    held = {row[0] for name, row in contents(table.county) if name == "elder"}
    assert held == set(elders)
    receipt = table.receipt(village)
    for copy in (village, clone):
        epochs = len(context_of(copy).epochs)
        notices = copy.packages.import_files([receipt]).notices
        assert len(notices) == 1
        # What either writes from now on is told apart from the other's by its epoch.
        assert len(context_of(copy).epochs) == epochs + 1
        healthy(copy)
    add_visit(clone, elders[0])
    # The receipt brings what either of the two that spoke lacks.
    table.county.packages.import_files([table.package(clone), table.package(village)])
    village.packages.import_files([table.receipt(village)])
    assert shared(clone, unit_of(clone)) == shared(village, unit_of(village))
    same_everywhere(table)
    clone.close()


def test_a_restored_laptop_gets_its_entries_back(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    village.close()
    shutil_copy = reopen(tmp_path / "653121100001", tmp_path / "backup")
    shutil_copy.close()
    village = reopen(tmp_path / "653121100001", tmp_path / "later")
    add_elder(village, 1)
    table.round(village)
    village.close()
    (tmp_path / "later" / "kashi.mark").replace(tmp_path / "backup" / "kashi.mark")
    table.villages[0] = village = reopen(tmp_path / "backup", tmp_path / "restored")
    assert village.notices
    add_elder(village, 2)
    table.round(village)
    same_everywhere(table)
    assert sum(name == "elder" for name, _ in contents(village)) == 2


def put_back(table: Table, folder: Path, *, keep_mark: bool) -> None:
    """The county's folder becomes the copy again that was made of it, beside the mark that tells of more or with the copy's own."""
    table.county.close()
    if keep_mark:
        (folder / "county2" / "kashi.mark").replace(folder / "copy" / "kashi.mark")
    table.county = reopen(folder / "copy", folder / "county3")


@pytest.mark.parametrize("keep_mark", [True, False])
def test_a_restored_county_gets_back_what_it_wrote_for_all(table: Table, tmp_path: Path, keep_mark: bool) -> None:
    table.county.close()
    reopen(tmp_path / "county", tmp_path / "copy").close()
    table.county = reopen(tmp_path / "county", tmp_path / "county2")
    epochs = len(context_of(table.county).epochs)
    add_course(table.county, "护理培训")
    first, second = table.villages
    first.packages.import_files([table.receipt(first)])
    put_back(table, tmp_path, keep_mark=keep_mark)
    # Only the first village holds the course: the county has it from there, and from the county the second.
    for _ in range(2):
        table.round(first)
        table.round(second)
    assert titles(table.county) == titles(first) == titles(second) == ["护理培训"]
    assert len(context_of(table.county).epochs) > epochs
    add_course(table.county, "急救培训")
    table.round(first)
    table.round(second)
    same_everywhere(table)
    assert first.packages.export(table.stick()).nothing_new


def test_an_approval_that_shows_what_the_county_has_lost_opens_an_epoch(table: Table, tmp_path: Path) -> None:
    """The county is put back, with its mark, to before it approved a unit's new laptop, which holds what the county has written since."""
    (invitation,) = table.county.enrolment.invite([UNITS[0]], tmp_path / "new.kashi-invitation").files
    table.county.close()
    reopen(tmp_path / "county", tmp_path / "copy").close()
    table.county = reopen(tmp_path / "county", tmp_path / "county2")
    table.villages[0].close()
    village = table.villages[0] = create(tmp_path / "laptop", "village", UNITS[0], invitation)
    device = context_of(village).keys.device_id.hex()
    table.county.packages.import_files([table.package(village)])
    approve(table.county, device)
    add_elder(table.county, 1, unit_of(village))
    village.packages.import_files([table.receipt(village)])
    put_back(table, tmp_path, keep_mark=False)
    assert table.county.packages.import_files([table.package(village)]).files[0].code == "waiting_approval"
    epochs = len(context_of(table.county).epochs)
    approve(table.county, device)
    assert len(context_of(table.county).epochs) == epochs + 1
    table.round(village)
    table.round(village)
    same_everywhere(table)


def test_confirmation_by_telephone(table: Table) -> None:
    village = table.villages[0]
    add_elder(village)
    table.county.packages.import_files([table.package(village)])
    codes = table.county.packages.write_receipts(table.stick()).phone_codes
    code = codes[context_of(village).office.unit_code]
    add_elder(village, 2)
    village.packages.confirm_by_phone(code.lower())
    assert village.packages.state().unconfirmed_entries == 1
    with pytest.raises(KnownError, match="phone_code_unknown"):
        village.packages.confirm_by_phone(phone_code(bytes(32)))
    table.round(village)
    assert village.packages.state().unconfirmed_entries == 0


def test_another_county_cannot_open_it(table: Table, tmp_path: Path) -> None:
    other = create(tmp_path / "other", "county", OTHER_COUNTY)
    before = everything(other)
    verdict = other.packages.import_files([table.package(table.villages[0])]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "package_not_for_us")
    assert everything(other) == before
    other.close()


def test_ones_own_export_may_be_inspected_but_not_imported(table: Table) -> None:
    village = table.villages[0]
    add_elder(village)
    package = table.package(village)
    summary = village.packages.inspect(package)
    assert (summary.entries, summary.new, summary.code) == (1, 0, "own_package")
    assert village.packages.import_files([package]).files[0].code == "own_package"


def test_anothers_receipt_is_refused(table: Table) -> None:
    first, second = table.villages
    before = everything(second)
    verdict = second.packages.import_files([table.receipt(first)]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "package_not_for_us")
    assert everything(second) == before


def test_inspect_writes_nothing(table: Table) -> None:
    village = table.villages[0]
    add_visit(village, add_elder(village))
    stick = table.stick()
    village.packages.export(stick)
    before = everything(table.county)
    summaries = table.county.packages.inspect_many([stick])
    assert [each.new for each in summaries] == [2]
    assert everything(table.county) == before


def test_cancel_applies_nothing(table: Table) -> None:
    stick = table.stick()
    for village in table.villages:
        add_elder(village)
        village.packages.export(stick)
    before = everything(table.county)
    done: list[int] = []
    with pytest.raises(KnownError, match="cancelled"):
        table.county.packages.import_files([stick], lambda now, total: done.append(now), lambda: bool(done))
    assert everything(table.county) == before
    assert table.county.packages.import_files([stick]).totals["applied"] == 2


def test_a_bug_in_the_middle_applies_nothing_and_has_a_number(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    village = table.villages[0]
    add_visit(village, add_elder(village))
    package = table.package(village)
    before = everything(table.county)
    with monkeypatch.context() as patch:
        patch.setattr("kashi_desktop.sync.applying.project", lambda *_: 1 / 0)
        verdict = table.county.packages.import_files([package]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "file_failed")
    log = (context_of(table.county).folder / LOG).read_text(encoding="utf-8")
    (reference,) = re.findall(r"[0-9A-F]{6}(?=\n)", log)
    assert verdict.message is not None
    assert reference in verdict.message
    assert everything(table.county) == before
    assert table.county.packages.import_files([package]).files[0].verdict == "applied"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "package_empty"),
        (b"hello\n", "not_a_package"),
        (b"PK\x03\x04zip", "not_a_package"),
        (b"age-encryption.org/v1\n", "package_damaged"),
    ],
)
def test_hostile_files_are_each_a_sentence(table: Table, tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "hostile.kashi"
    path.write_bytes(content)
    before = everything(table.county)
    verdict = table.county.packages.import_files([path]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", code)
    assert verdict.message
    assert everything(table.county) == before


def test_missing_files_and_empty_folders(table: Table, tmp_path: Path) -> None:
    assert table.county.packages.import_files([tmp_path / "none.kashi"]).files[0].code == "file_missing"
    with pytest.raises(KnownError, match="folder_empty"):
        table.county.packages.import_files([table.stick()])
    with pytest.raises(KnownError, match="folder_missing"):
        table.villages[0].packages.export(tmp_path / "unplugged")


def test_one_bad_file_does_not_stop_the_others(table: Table) -> None:
    stick = table.stick()
    for village in table.villages:
        add_elder(village)
    good = table.villages[0].packages.export(stick).file
    bad = table.villages[1].packages.export(stick).file
    bad.write_bytes(bad.read_bytes()[:-7])
    result = table.county.packages.import_files([stick])
    assert {each.file: each.verdict for each in result.files} == {good.name: "applied", bad.name: "refused"}
    write(table.county)
    assert result.totals["entries_new"] == 1


def test_a_village_that_loads_the_countys_list_of_courses_means_those(table: Table, tmp_path: Path) -> None:
    row = {
        "ref": "C1", "title": "岗位培训", "organiser_level": "county", "mode": "in_person", "starts_on": "2026-05-10",
        "ends_on": "2026-05-12", "hours": "24", "recognised": "1",
    }  # fmt: skip
    table.county.records.save("course", row)
    village = table.villages[0]
    table.round(village)

    def loaded(**changed: str) -> LoadReport:
        return village.registers.load("course", write_csv(tmp_path / "培训班.csv", [row | changed]), dry_run=True)

    for same in (loaded(), loaded(ref="")):
        assert (same.added, same.updated, same.unchanged, same.rejected) == (0, 0, 1, ())
    assert [each.code for each in loaded(hours="16").rejected] == ["record_of_county"]
    assert loaded(title="我们自己的班").added == 1, "the same number may be another course"
    own = village.records.save("course", row | {"ref": "C9"}).id
    assert loaded(ref="").unchanged == 1, "one's own comes first"
    village.records.remove("course", own, "录错")
