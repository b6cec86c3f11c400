"""Without the elder's consent nothing that needs it is kept, shown, printed or told; a withdrawal is not undone by accident."""

from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from db.codes import Method, Observation
from db.registers.visit import OBSERVATIONS
from kashi_desktop.rules.consent import NEEDS_CONSENT
from kashi_desktop.types.events import Refusal
from kashi_desktop.workspace import Workspace
from tests.services.tables import ELDER, VISIT, load
from tests.workspaces import elder_input, healthy, rows_of, visit_input

PRIVATE = "phone, address, contact_name, contact_relation, contact_phone"
LATER = date(2026, 11, 15)


def private(ws: Workspace) -> tuple[str | None, ...]:
    return rows_of(ws, "elder", PRIVATE)[0]


def test_save_keeps_nothing_private_without_consent_and_says_so(village: Workspace) -> None:
    saved = village.elders.save(elder_input(consent_on=None))
    assert [each.code for each in saved.warnings] == ["consent_missing"] * 5
    assert private(village) == (None,) * 5
    card = village.elders.card(saved.id)
    assert (card.consented, card.phone, card.address, card.contact_name) == (False, "", "", "")
    village.elders.save(elder_input(consent_on=LATER), saved.id)
    assert private(village)[0] == "13812341234"
    village.elders.save(elder_input(consent_on=None), saved.id)
    assert private(village) == (None,) * 5


def test_record_and_correct_keep_no_observation_without_consent(village: Workspace) -> None:
    elder = village.elders.save(elder_input(consent_on=None, phone="", address="", contact_name="", contact_relation="", contact_phone=""))
    visit = village.visits.record(visit_input(gas=Observation.URGENT), elder.id)
    assert [each.code for each in visit.warnings] == ["consent_missing"]
    corrected = village.visits.correct(visit.id, visit_input(mood=Observation.ATTENTION), "补记")
    assert [each.code for each in corrected.warnings] == ["consent_missing"]
    assert set(rows_of(village, "visit", ", ".join(OBSERVATIONS))[0]) == {"unknown"}


def test_load_keeps_neither_without_consent(village: Workspace) -> None:
    report = load(village, "elder", ELDER | {"consent_on": "", "address": "东边"})
    assert sorted(each.column for each in report.warnings) == ["address", "phone"]
    report = load(village, "visit", VISIT | {"gas": "urgent"})
    assert [each.code for each in report.warnings] == ["consent_missing"]
    assert private(village) == (None,) * 5
    assert rows_of(village, "visit", "gas") == [("unknown",)]


def test_a_withdrawal_outlives_edits_and_old_rosters(village: Workspace) -> None:
    load(village, "elder", ELDER)
    elder = village.elders.by_ref("1")
    village.elders.withdraw_consent(elder, date(2026, 11, 10))
    assert private(village) == (None,) * 5
    saved = village.elders.save(elder_input(ref="1"), elder)
    assert {each.code for each in saved.warnings} == {"consent_missing"}
    load(village, "elder", ELDER)
    load(village, "elder", ELDER | {"consent_on": "2026-11-09"})
    village.elders.save(elder_input(ref="1", consent_on=None), elder)
    assert private(village) == (None,) * 5
    assert rows_of(village, "elder", "consent_on, consent_withdrawn_on") == [("2026-01-10", "2026-11-10")]
    healthy(village)


@pytest.mark.parametrize("way", ["save", "load"])
def test_a_new_consent_after_a_withdrawal(village: Workspace, way: str) -> None:
    load(village, "elder", ELDER)
    elder = village.elders.by_ref("1")
    village.elders.withdraw_consent(elder, date(2026, 11, 10))
    if way == "save":
        village.elders.save(elder_input(ref="1", consent_on=LATER), elder)
    else:
        load(village, "elder", ELDER | {"consent_on": LATER.isoformat()})
    assert rows_of(village, "elder", "consent_on, consent_withdrawn_on, phone") == [(LATER.isoformat(), None, "13812341234")]


def test_after_a_withdrawal_nothing_private_is_shown_told_or_printed(village: Workspace, tmp_path: Path) -> None:
    load(village, "elder", ELDER | {"address": "村委会东边的院子"})
    elder = village.elders.by_ref("1")
    visit = village.visits.record(visit_input(ref="v1", gas=Observation.URGENT, health=Observation.ATTENTION), elder)
    village.visits.correct(visit.id, visit_input(gas=Observation.ATTENTION), "看错")
    shown = village.elders.card(elder)
    assert shown.visits[0].observations["gas"] is Observation.ATTENTION
    village.elders.withdraw_consent(elder, LATER)
    card = village.elders.card(elder)
    assert {getattr(card, key) for key in NEEDS_CONSENT} == {""}
    assert set(card.visits[0].observations.values()) == {Observation.UNKNOWN}
    told = repr([version.changes for version in (*card.versions, *village.visits.versions(visit.id))])
    assert "13812341234" not in told
    assert "院子" not in told
    assert Observation.URGENT.label not in told
    (line,) = village.registers.dump("elder")
    assert (line["phone"], line["address"], line["consent_on"]) == (None, None, None)
    (line,) = village.registers.dump("visit")
    assert {line[key] for key in OBSERVATIONS} == {"unknown"}
    village.reports.visit_record([visit.id], tmp_path / "visit.pdf")
    page = PdfReader(tmp_path / "visit.pdf").pages[0].extract_text()
    assert "院子" not in page
    assert "138****" not in page


def test_a_withdrawal_destroys_what_was_kept_in_the_journal_too(village: Workspace) -> None:
    load(village, "elder", ELDER | {"address": "村委会东边的院子"})
    elder = village.elders.by_ref("1")
    visit = village.visits.record(visit_input(ref="v1", gas=Observation.URGENT), elder)
    village.drafts.save("visit", elder, {"note": "院子里"})
    assert {"13812341234", "院子", "urgent"} <= {each for each in ("13812341234", "院子", "urgent") if each in held(village)}
    village.elders.withdraw_consent(elder, LATER)
    for gone in ("13812341234", "院子", "urgent"):
        assert gone not in held(village), gone
    assert rows_of(village, "salt", "count(*)") == rows_of(village, "elder", "count(*)")
    assert rows_of(village, "visit", "outcome, gas") == [("met", "unknown")]
    assert {each.refusal for each in village.undo.changes()} == {Refusal.FINAL}
    assert len(village.visits.versions(visit.id)) == 1
    assert village.elders.card(elder).versions[-1].changes == (("撤回同意日期", "", "2026-11-15"),)
    healthy(village)
    # A new consent begins with nothing, under an id of its own.
    (before,) = rows_of(village, "elder", "consents_ended")
    village.elders.save(elder_input(ref="1", consent_on=date(2026, 11, 16), address="新居"), elder)
    assert rows_of(village, "elder", "phone, address") == [("13812341234", "新居")]
    assert rows_of(village, "elder", "consent_id")[0] != before
    healthy(village)


def test_clearing_the_day_of_consent_ends_it(village: Workspace) -> None:
    elder = village.elders.save(elder_input()).id
    village.visits.record(visit_input(gas=Observation.URGENT), elder)
    village.elders.save(elder_input(consent_on=None), elder)
    assert "13812341234" not in held(village)
    assert rows_of(village, "visit", "gas") == [("unknown",)]
    assert {each.refusal for each in village.undo.changes()} == {Refusal.FINAL}
    healthy(village)


def held(ws: Workspace) -> str:
    """Every value of every table but the audit log's."""
    tables = [name for (name,) in rows_of(ws, "sqlite_master WHERE type = 'table' AND name NOT LIKE 'elder_search%'", "name")]
    return "".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
        for name in tables
        for row in rows_of(ws, name)
        for value in row
    )


@pytest.mark.parametrize("way", ["correct", "load"])
def test_a_correction_after_a_withdrawal_brings_nothing_back(village: Workspace, way: str) -> None:
    load(village, "elder", ELDER)
    elder = village.elders.by_ref("1")
    visit = village.visits.record(visit_input(ref="v1", gas=Observation.URGENT), elder)
    village.elders.withdraw_consent(elder, LATER)
    if way == "correct":
        corrected = village.visits.correct(visit.id, visit_input(minutes=5, mood=Observation.OK), "补记")
        assert [each.code for each in corrected.warnings] == ["consent_missing"]
    else:
        (line,) = village.registers.dump("visit")
        assert load(village, "visit", line).unchanged == 1
        report = load(village, "visit", line | {"minutes": "5", "mood": "ok"})
        assert [each.column for each in report.warnings] == ["mood"]
    assert rows_of(village, "visit", "minutes, gas, mood") == [(5, "unknown", "unknown")]


def test_a_declined_home_visit_is_respected(village: Workspace) -> None:
    elder = village.elders.save(elder_input(home_visit_declined=True))
    home = village.visits.record(visit_input(), elder.id)
    assert [each.code for each in home.warnings] == ["home_visit_declined"]
    assert village.visits.record(visit_input(method=Method.PHONE), elder.id).warnings == ()
    report = load(village, "visit", VISIT | {"elder_ref": elder.ref, "visited_at": "2026-11-13 10:00"})
    assert [each.code for each in report.warnings] == ["home_visit_declined"]
