"""Loading tables: who is meant, what is kept, what is refused (domain.md §3)."""

from datetime import date, datetime
from pathlib import Path

import pytest

from db.codes import NeedKind, Observation, Outcome
from kashi_desktop.errors import KnownError
from kashi_desktop.types.inputs import CloseInput
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services.tables import ELDER, NEED, VISIT, counts, faults, load, write_csv
from tests.workspaces import (
    COUNTY,
    OTHER_VILLAGE,
    RURAL_VILLAGE,
    SECOND_VILLAGE,
    VILLAGE,
    digest,
    elder_input,
    healthy,
    rows_of,
    visit_input,
)


def test_a_second_load_answers_the_version_it_saw_and_is_no_conflict(village: Workspace) -> None:
    load(village, "elder", ELDER)
    load(village, "visit", VISIT | {"ref": "v1"})
    load(village, "need", NEED | {"ref": "n1"})
    load(village, "unit_profile", {"as_of": "2026-01-01", "households": "5"})
    load(village, "unit", {"code": VILLAGE, "name": "新名社区", "level": "village"})
    for register, cells in (
        ("elder", ELDER | {"full_name": "阿布都·吐尔逊", "enrolled_on": "2026-01-09"}),
        ("visit", VISIT | {"ref": "v1", "outcome": "away"}),
        ("need", NEED | {"ref": "n1", "kind": "bath"}),
        ("unit_profile", {"as_of": "2026-01-01", "households": "6"}),
        ("unit", {"code": VILLAGE, "name": "又新名社区", "level": "village"}),
    ):
        assert counts(load(village, register, cells)) == (0, 1, 0), register
    assert rows_of(village, "entry WHERE op = 'update'", "length(seen)", "branch, seq") == [(32,)] * 7
    for name in ("elder", "elder_spell", "visit", "need", "unit", "unit_profile"):
        assert {flags for (flags,) in rows_of(village, name, "flags")} == {0}, name
    healthy(village)


# -- who is meant ----------------------------------------------------------------------------------------------------------


def test_a_blank_number_is_assigned_with_the_device_and_never_again(village: Workspace) -> None:
    rows = [ELDER | {"ref": "", "full_name": f"老人{n}"} for n in range(5)]
    assert counts(load(village, "elder", *rows)) == (5, 0, 0)
    first = {ref for (ref,) in rows_of(village, "elder", "ref")}
    assert len(first) == 5
    assert len({ref.partition("-")[0] for ref in first}) == 1
    saved = [village.elders.save(elder_input(full_name=f"新来{n}")).ref for n in range(3)]
    village.undo.undo()
    saved.append(village.elders.save(elder_input(full_name="再来")).ref)
    load(village, "elder", *[ELDER | {"ref": "", "full_name": f"又来{n}"} for n in range(4)])
    everybody = [ref for (ref,) in rows_of(village, "elder", "ref")]
    assert len(set(everybody)) == len(everybody) == 13
    assert set(saved) | first < set(everybody)


def test_numbers_of_visits_and_their_needs_do_not_meet(village: Workspace) -> None:
    load(village, "elder", ELDER)
    rows = [VISIT | {"visited_at": f"2026-11-{n:02d} 09:00", "needs": "meal;bath"} for n in range(1, 8)]
    load(village, "visit", *rows)
    refs = [ref for name in ("elder", "visit", "need") for (ref,) in rows_of(village, name, "ref")]
    assert len(refs) == len(set(refs)) == 22


def test_without_a_number_the_same_row_is_the_same_record(village: Workspace) -> None:
    load(village, "elder", ELDER | {"ref": ""}, ELDER | {"ref": "7", "full_name": "古丽"})
    visit, need = VISIT | {"elder_ref": "7"}, NEED | {"elder_ref": "7", "due_on": "2026-12-01"}
    profile = {"as_of": "2026-01-01", "households": "9"}
    for register, cells in (("visit", visit), ("need", need), ("unit_profile", profile)):
        assert counts(load(village, register, cells)) == (1, 0, 0), register
    for register, cells in (("elder", ELDER | {"ref": ""}), ("visit", visit), ("need", need), ("unit_profile", profile)):
        assert counts(load(village, register, cells)) == (0, 0, 1), register
    assert counts(load(village, "visit", visit | {"outcome": "away"})) == (0, 1, 0)
    assert counts(load(village, "visit", visit | {"method": "phone"})) == (1, 0, 0)


def test_a_namesake_with_other_facts_is_asked_about_not_guessed(village: Workspace) -> None:
    load(village, "elder", ELDER)
    before = digest(village)
    report = load(village, "elder", ELDER | {"ref": "", "care_level": "low"})
    assert faults(report) == [(2, "ref", "same_person")]
    assert "编号 1" in report.rejected[0].message
    assert digest(village) == before
    assert counts(load(village, "elder", ELDER | {"ref": "2", "care_level": "low"})) == (1, 0, 0)
    # Two of them now: the first row of the name is taken for the first of them.
    assert counts(load(village, "elder", ELDER | {"ref": ""})) == (0, 0, 1)


def test_an_ambiguous_number_rejects_the_row(village: Workspace) -> None:
    for _ in range(2):
        elder = village.elders.save(elder_input(ref="1"))
        village.visits.record(visit_input(ref="v"), elder.id)
        village.elders.save(elder_input(ref="9"))
    before = digest(village)
    assert faults(load(village, "elder", ELDER)) == [(2, "ref", "ambiguous_ref")]
    assert faults(load(village, "visit", VISIT)) == [(2, "elder_ref", "ambiguous_ref")]
    assert faults(load(village, "need", NEED)) == [(2, "elder_ref", "ambiguous_ref")]
    assert faults(load(village, "visit", VISIT | {"ref": "v", "elder_ref": "none"})) == [(2, "elder_ref", "elder_not_found")]
    assert faults(load(village, "need", NEED | {"elder_ref": "none"})) == [(2, "elder_ref", "elder_not_found")]
    assert digest(village) == before


def test_two_visits_of_one_minute_need_their_numbers(village: Workspace) -> None:
    elder = village.elders.save(elder_input(ref="1"))
    for ref in "ab":
        village.visits.record(visit_input(ref=ref), elder.id)
    assert faults(load(village, "visit", VISIT)) == [(2, "visited_at", "ambiguous_row")]
    assert counts(load(village, "visit", VISIT | {"ref": "b", "outcome": "away"})) == (0, 1, 0)


@pytest.mark.parametrize(
    ("register", "rows", "column"),
    [
        ("elder", [ELDER, ELDER | {"care_level": "low"}], "ref"),
        ("unit", [{"code": VILLAGE, "name": "a", "level": "village"}, {"code": VILLAGE, "name": "b", "level": "village"}], "code"),
        ("unit_profile", [{"as_of": "2026-01-01"}, {"as_of": "2026-01-01", "households": "3"}], "as_of"),
    ],
)
def test_one_record_twice_in_a_file(village: Workspace, register: str, rows: list[dict[str, str]], column: str) -> None:
    before = digest(village)
    assert faults(load(village, register, *rows)) == [(3, column, "repeated_ref")]
    assert digest(village) == before


def test_two_of_one_name_without_numbers_are_two_and_stay_two(village: Workspace) -> None:
    twins = [ELDER | {"ref": ""}, ELDER | {"ref": ""}]
    report = load(village, "elder", *twins)
    assert counts(report) == (2, 0, 0)
    assert [(each.row, each.code) for each in report.warnings] == [(3, "possible_duplicate")]
    assert counts(load(village, "elder", *twins)) == (0, 0, 2)
    assert len({ref for (ref,) in rows_of(village, "elder", "ref")}) == 2


def test_a_new_unit_twice_in_a_file(county: Workspace) -> None:
    cells = {"code": "653121100250", "name": "新村", "level": "village"}
    assert faults(load(county, "unit", cells, cells)) == [(3, "code", "repeated_ref")]
    assert counts(load(county, "unit", cells)) == (1, 0, 0)
    assert counts(load(county, "elder", ELDER | {"unit_code": cells["code"]})) == (1, 0, 0)
    healthy(county)


# -- what is kept ----------------------------------------------------------------------------------------------------------


def test_an_empty_cell_keeps_the_value(village: Workspace) -> None:
    load(village, "elder", ELDER | {"group": "3组", "home_visit_declined": "1", "id_number": workspaces.ID_NUMBERS[0]})
    load(village, "visit", VISIT | {"ref": "v1", "gas": "urgent", "note": "灶台", "minutes": "0", "needs": "repair"})
    load(village, "unit_profile", {"as_of": "2026-01-01", "households": "0", "proxy_service": "0", "elder_care_land_m2": "12.50"})
    before = digest(village)
    wanted = ("full_name", "sex", "birth_date", "categories", "care_level", "enrolled_on", "phone", "group", "id_number", "consent_on")
    assert counts(load(village, "elder", {"ref": "1", **dict.fromkeys(wanted, "")})) == (0, 0, 1)
    assert counts(load(village, "visit", VISIT | {"ref": "v1", "gas": "", "note": "", "minutes": "", "needs": ""})) == (0, 0, 1)
    assert counts(load(village, "unit_profile", {"as_of": "2026-01-01", "households": "", "elder_care_land_m2": ""})) == (0, 0, 1)
    assert digest(village) == before


def test_an_empty_parent_keeps_the_place_above(county: Workspace) -> None:
    above = rows_of(county, "unit", "parent_id", "code")[7]
    code = rows_of(county, "unit", "code", "code")[7][0]
    load(county, "unit", {"code": code, "name": "改名社区", "level": "village", "parent_code": ""})
    assert rows_of(county, "unit", "parent_id", "code")[7] == above
    assert county.units.get(code).name == "改名社区"


def test_what_is_known_of_an_id_number_outlives_its_mask(village: Workspace) -> None:
    load(village, "elder", ELDER | {"id_number": workspaces.ID_NUMBERS[1]})
    kept = rows_of(village, "elder", "id_hmac, id_last2, id_disagrees, id_key")
    assert kept[0][1:3] == ("13", "birth")
    for masked in ("****************13", "****************00"):
        assert counts(load(village, "elder", ELDER | {"id_number": masked})) == (0, 0, 1)
        village.elders.save(elder_input(ref="1", id_number=masked), village.elders.by_ref("1"))
    assert rows_of(village, "elder", "id_hmac, id_last2, id_disagrees, id_key") == kept
    stored = repr([rows_of(village, name) for name in ("entry", "elder", "audit", "elder_search")])
    assert workspaces.ID_NUMBERS[1] not in stored


def test_texts_that_look_like_something_else_are_text(village: Workspace) -> None:
    odd = {"full_name": "NULL", "group": "=1+1", "address": "-", "contact_name": "㛃𬱖䶮", "contact_relation": "@x"}
    load(village, "elder", ELDER | odd)
    card = village.elders.card(village.elders.by_ref("1"))
    assert {key: getattr(card, key) for key in odd} == odd


def test_a_later_start_reopens_and_the_earlier_spell_stays(village: Workspace) -> None:
    load(village, "elder", ELDER | {"closed_on": "2026-03-01", "closed_reason": "moved_out"})
    assert counts(load(village, "elder", ELDER | {"enrolled_on": "2026-06-01"})) == (0, 1, 0)
    assert rows_of(village, "elder_spell", "enrolled_on, closed_on, closed_reason", "enrolled_on") == [
        ("2026-01-10", "2026-03-01", "moved_out"),
        ("2026-06-01", None, None),
    ]
    assert counts(load(village, "elder", ELDER | {"enrolled_on": "2026-06-01"})) == (0, 0, 1)
    # An empty closing keeps the closing; only a start after it reopens.
    load(village, "elder", ELDER | {"enrolled_on": "2026-06-01", "closed_on": "2026-07-01", "closed_reason": "deceased"})
    assert counts(load(village, "elder", ELDER | {"enrolled_on": ""})) == (0, 0, 1)
    assert len(rows_of(village, "elder_spell")) == 2
    healthy(village)


def test_the_needs_of_a_visit_take_the_numbers_of_the_ledger(village: Workspace) -> None:
    load(village, "elder", ELDER)
    load(village, "visit", VISIT | {"ref": "v1", "needs": "meal;bath"})
    needs = [NEED | {"ref": ref, "visit_ref": "v1", "kind": kind} for ref, kind in (("n1", "bath"), ("n2", "meal"))]
    assert counts(load(village, "need", *needs)) == (0, 2, 0)
    assert rows_of(village, "need", "ref, kind", "ref") == [("n1", "bath"), ("n2", "meal")]
    load(village, "visit", VISIT | {"ref": "v1", "needs": "meal;talk"})
    assert [kind for _, kind in rows_of(village, "need", "ref, kind", "kind")] == ["bath", "meal", "talk"]
    assert [kind for _, kind in rows_of(village, "need", "ref, kind", "kind")].count(NeedKind.MEAL) == 1


def test_a_need_keeps_its_visit_when_the_cell_is_empty(village: Workspace) -> None:
    load(village, "elder", ELDER)
    load(village, "visit", VISIT | {"ref": "v1", "needs": "meal"})
    (ref,) = rows_of(village, "need", "ref")[0]
    before = rows_of(village, "need", "visit_id")
    assert counts(load(village, "need", NEED | {"ref": ref, "visit_ref": ""})) == (0, 0, 1)
    assert rows_of(village, "need", "visit_id") == before


# -- whose rows ------------------------------------------------------------------------------------------------------------


def test_a_village_takes_only_its_own(village: Workspace) -> None:
    before = digest(village)
    for code in (SECOND_VILLAGE, OTHER_VILLAGE, COUNTY):
        assert faults(load(village, "elder", ELDER | {"unit_code": code})) == [(2, "unit_code", "unit_out_of_scope")]
        assert faults(load(village, "visit", VISIT | {"unit_code": code}))[0] == (2, "unit_code", "unit_out_of_scope")
        assert faults(load(village, "unit_profile", {"unit_code": code, "as_of": "2026-01-01"})) == [(2, "unit_code", "unit_out_of_scope")]
        assert faults(load(village, "unit", {"code": code, "name": "x", "level": "village"})) == [(2, "code", "unit_out_of_scope")]
    assert digest(village) == before
    assert counts(load(village, "elder", ELDER)) == (1, 0, 0)
    assert counts(load(village, "elder", ELDER | {"unit_code": VILLAGE})) == (0, 0, 1)


def test_a_county_loads_for_its_units_into_their_streams(county: Workspace) -> None:
    codes = (VILLAGE, SECOND_VILLAGE, RURAL_VILLAGE)
    assert counts(load(county, "elder", *[ELDER | {"unit_code": code} for code in codes])) == (3, 0, 0)
    assert counts(load(county, "visit", *[VISIT | {"unit_code": code} for code in codes])) == (3, 0, 0)
    units = {county.units.get(code).id for code in codes}
    streams = rows_of(county, "entry e JOIN branch b ON b.id = e.branch", "DISTINCT b.stream, e.register")
    assert {stream for stream, register in streams if register in ("elder", "elder_spell", "visit")} == units
    report = load(county, "elder", ELDER | {"unit_code": ""}, ELDER | {"unit_code": OTHER_VILLAGE}, ELDER | {"unit_code": "653121100000"})
    assert faults(report) == [(2, "unit_code", "required"), (3, "unit_code", "unit_out_of_scope"), (4, "unit_code", "not_a_village")]
    assert faults(load(county, "elder", ELDER | {"unit_code": "653121199999"})) == [(2, "unit_code", "unit_not_found")]
    healthy(county)


# -- all or nothing --------------------------------------------------------------------------------------------------------


def test_one_rejected_row_stops_all_unless_skipped(village: Workspace) -> None:
    rows = [ELDER, ELDER | {"ref": "2", "sex": "?"}, ELDER | {"ref": "3", "full_name": "古丽"}]
    before = digest(village)
    report = load(village, "elder", *rows)
    assert (report.loaded, faults(report)) == (False, [(3, "sex", "bad_code")])
    assert digest(village) == before
    assert counts(load(village, "elder", *rows, skip_rejected=True, dry_run=True)) == (2, 0, 0)
    assert digest(village) == before
    assert load(village, "elder", *rows, skip_rejected=True).loaded
    assert [ref for (ref,) in rows_of(village, "elder", "ref", "ref")] == ["1", "3"]


def test_nothing_of_a_person_is_told_in_the_clear(village: Workspace) -> None:
    report = load(village, "elder", ELDER | {"phone": "买买提·吐尔逊", "id_number": "65312119400305002", "birth_date": "古丽仙"})
    told = repr(report)
    assert report.rejected
    for secret in ("买买提·吐尔逊", "65312119400305002", "古丽仙"):
        assert secret not in told


def test_a_cancelled_load_leaves_nothing(village: Workspace, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "many.csv", [ELDER | {"ref": str(n), "full_name": f"老人{n}"} for n in range(1500)])
    before, seen = digest(village), list[int]()
    with pytest.raises(KnownError, match="cancelled"):
        village.registers.load("elder", path, progress=lambda done, _: seen.append(done), cancelled=lambda: len(seen) > 1)
    assert seen == [500, 1000]
    assert digest(village) == before
    with pytest.raises(KnownError, match="unknown_register"):
        village.registers.load("spell", path)


def test_a_load_from_an_older_ledger_does_not_touch_what_it_does_not_name(village: Workspace) -> None:
    load(village, "elder", ELDER | {"group": "3组"})
    elder = village.elders.by_ref("1")
    village.visits.record(visit_input(ref="v1", visited_at=datetime(2026, 11, 1, 9, 0), health=Observation.ATTENTION), elder)
    village.elders.close(elder, CloseInput.model_validate({"closed_on": date(2026, 11, 5), "closed_reason": "care_home"}))
    load(village, "elder", ELDER | {"care_level": "low"})
    card = village.elders.card(elder)
    assert (card.group, card.care_level, card.enrolled) == ("3组", "low", False)
    load(village, "visit", VISIT | {"ref": "v1", "visited_at": "2026-11-01 09:00", "outcome": "remote", "method": "phone"})
    visit = village.elders.card(elder).visits[0]
    assert (visit.outcome, visit.observations["health"], visit.provisional) == (Outcome.REMOTE, Observation.ATTENTION, False)
