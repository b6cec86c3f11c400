"""Visits, needs and enrolments through the use cases: what each refuses, what it keeps, what it never erases."""

from collections.abc import Callable
from datetime import date, datetime

import pytest

from db.codes import ClosedReason, Method, NeedAction, NeedKind, NeedStatus, Observation, Outcome
from kashi_desktop.errors import KnownError
from kashi_desktop.services.validation import InvalidInput
from kashi_desktop.types.inputs import CloseInput, NeedDoneInput, ReopenInput
from kashi_desktop.workspace import Workspace
from tests.workspaces import (
    OTHER_VILLAGE,
    SECOND_VILLAGE,
    VILLAGE,
    count_of,
    digest,
    elder_input,
    healthy,
    need_input,
    rows_of,
    visit_input,
)


def refused(code: str, *acts: Callable[[], object]) -> None:
    """Assert that each act is refused with the code."""
    for act in acts:
        with pytest.raises(KnownError, match=code):
            act()


GONE = CloseInput(closed_on=date(2026, 3, 1), closed_reason=ClosedReason.MOVED_OUT)
NOBODY = bytes(16)


@pytest.fixture
def elder(village: Workspace) -> bytes:
    return village.elders.save(elder_input(ref="e1")).id


# -- visits ----------------------------------------------------------------------------------------------------------------


def test_a_correction_is_a_version_that_says_why_and_who(village: Workspace, elder: bytes) -> None:
    visit = village.visits.record(visit_input(minutes=10), elder)
    village.visits.correct(visit.id, visit_input(minutes=25, outcome=Outcome.AWAY), " 看错了表 ")
    first, second = village.visits.versions(visit.id)
    assert (first.reason, second.reason) == (None, "看错了表")
    assert (first.current, second.current) == (False, True)
    assert second.who == village.account_name
    assert {(old, new) for _, old, new in second.changes} == {("10", "25"), ("已见面", "外出")}
    shown = village.elders.card(elder).visits[0]
    assert (shown.minutes, shown.outcome, shown.versions, shown.ref) == (25, Outcome.AWAY, 2, visit.ref)


@pytest.mark.parametrize("reason", ["", "  ", "\n\t"])
def test_nothing_is_corrected_or_struck_without_a_reason(village: Workspace, elder: bytes, reason: str) -> None:
    visit = village.visits.record(visit_input(), elder)
    before = digest(village)
    correct, void = village.visits.correct, village.visits.void
    refused("reason_missing", lambda: correct(visit.id, visit_input(minutes=3), reason), lambda: void(visit.id, reason))
    assert digest(village) == before


def test_a_struck_visit_stays_in_the_timeline_and_nowhere_else(village: Workspace, elder: bytes) -> None:
    visit = village.visits.record(visit_input(ref="v1"), elder)
    village.visits.void(visit.id, "没有去")
    assert village.elders.card(elder).visits[0].voided
    assert list(village.registers.dump("visit")) == []
    assert village.visits.start(elder).previous == ()
    refused(
        "visit_not_found",
        lambda: village.visits.by_ref("v1"),
        lambda: village.visits.void(visit.id, "再来"),
        lambda: village.visits.input_of(visit.id),
        lambda: village.visits.correct(visit.id, visit_input(), "再来"),
    )


def test_a_visit_that_has_not_happened_is_refused(village: Workspace, elder: bytes) -> None:
    before = digest(village)
    with pytest.raises(InvalidInput) as caught:
        village.visits.record(visit_input(visited_at=datetime(2026, 11, 19, 0, 0)), elder)
    assert [(each.column, each.code) for each in caught.value.faults] == [("visited_at", "future_date")]
    assert digest(village) == before
    village.visits.record(visit_input(visited_at=datetime(2026, 11, 18, 23, 59)), elder)


def test_a_visit_outside_every_enrolment_warns(village: Workspace, elder: bytes) -> None:
    village.elders.close(elder, GONE)
    village.elders.reopen(elder, ReopenInput(enrolled_on=date(2026, 6, 1)))
    days = {"2026-01-09": True, "2026-01-10": False, "2026-03-01": False, "2026-03-02": True, "2026-05-31": True, "2026-06-01": False}
    for day, outside in days.items():
        saved = village.visits.record(visit_input(visited_at=datetime.fromisoformat(f"{day} 10:00")), elder)
        assert [each.code for each in saved.warnings] == (["outside_spell"] if outside else []), day


def test_the_needs_of_a_visit_are_opened_once(village: Workspace, elder: bytes) -> None:
    details = (need_input(kind=NeedKind.REPAIR, due_on=date(2026, 12, 1), referral_to="民政办"),)
    visit = village.visits.record(visit_input(needs=(NeedKind.MEAL, NeedKind.REPAIR)), elder, details)
    village.visits.correct(visit.id, visit_input(needs=(NeedKind.MEAL, NeedKind.LEGAL)), "补一项")
    needs = {need.kind: need for need in village.needs.list()}
    assert needs.keys() == {NeedKind.MEAL, NeedKind.REPAIR, NeedKind.LEGAL}
    assert (needs[NeedKind.REPAIR].due_on, needs[NeedKind.REPAIR].referral_to) == (date(2026, 12, 1), "民政办")
    assert {need.visit_id for need in needs.values()} == {visit.id}
    refs = [visit.ref, *(need.ref for need in needs.values())]
    assert len(set(refs)) == len(refs)
    healthy(village)


def test_drafts_wait_for_their_elder_and_end_with_the_visit(village: Workspace, elder: bytes) -> None:
    other = village.elders.save(elder_input(full_name="古丽")).id
    village.drafts.save("visit", elder, {"note": "半句", "minutes": 3})
    village.drafts.save("visit", elder, {"note": "一句"})
    village.drafts.save("visit", other, {"note": "别人"})
    assert village.visits.start(elder).draft == {"note": "一句"}
    village.visits.record(visit_input(), elder)
    assert village.visits.start(elder).draft is None
    assert village.visits.start(other).draft == {"note": "别人"}
    village.drafts.discard("visit", other)
    assert count_of(village, "draft") == 0


def test_the_form_opens_with_the_last_six_and_the_last_visitors(village: Workspace, elder: bytes) -> None:
    assert village.visits.start(elder).last_visitors == (village.account_name,)
    for day in range(1, 9):
        village.visits.record(visit_input(visited_at=datetime(2026, 11, day, 9), visitors=("甲", "乙") if day == 8 else ("丙",)), elder)
    start = village.visits.start(elder)
    assert [visit.visited_at.day for visit in start.previous] == [8, 7, 6, 5, 4, 3]
    assert start.last_visitors == ("甲", "乙")


def test_what_is_recorded_reads_back_as_typed(village: Workspace, elder: bytes) -> None:
    typed = visit_input(
        ref="v9",
        method=Method.VIDEO,
        outcome=Outcome.HOSPITAL,
        visitors=("甲·乙", "㛃𬱖䶮"),
        minutes=0,
        health=Observation.URGENT,
        structure=Observation.OK,
        needs=(NeedKind.MEDICAL,),
        note="第一行\n=1+1",
    )
    saved = village.visits.record(typed, elder)
    known = village.visits.input_of(saved.id)
    assert known == typed.model_copy(update={"ref": saved.ref, "elder_ref": known.elder_ref})


# -- enrolments ------------------------------------------------------------------------------------------------------------


def test_closing_and_reopening_never_erase(village: Workspace, elder: bytes) -> None:
    village.elders.close(elder, GONE)
    refused("already_closed", lambda: village.elders.close(elder, GONE))
    refused("reopened_before_closed", lambda: village.elders.reopen(elder, ReopenInput(enrolled_on=date(2026, 2, 28))))
    village.elders.reopen(elder, ReopenInput(enrolled_on=date(2026, 3, 1)))
    with pytest.raises(KnownError, match="not_closed"):
        village.elders.reopen(elder, ReopenInput(enrolled_on=date(2026, 4, 1)))
    with pytest.raises(KnownError, match="closed_before_enrolled"):
        village.elders.close(elder, CloseInput(closed_on=date(2026, 2, 1), closed_reason=ClosedReason.DECEASED))
    spells = village.elders.card(elder).spells
    assert [(each.enrolled_on, each.closed_on, each.closed_reason) for each in spells] == [
        (date(2026, 1, 10), date(2026, 3, 1), ClosedReason.MOVED_OUT),
        (date(2026, 3, 1), None, None),
    ]
    healthy(village)


def test_an_edit_neither_reopens_nor_loses_a_closing(village: Workspace, elder: bytes) -> None:
    village.elders.close(elder, GONE)
    village.elders.save(elder_input(ref="e1", group="7组"), elder)
    (spell,) = village.elders.card(elder).spells
    assert (spell.closed_on, spell.closed_reason) == (date(2026, 3, 1), ClosedReason.MOVED_OUT)


def test_an_elder_may_be_entered_already_closed(village: Workspace) -> None:
    saved = village.elders.save(elder_input(closed_on=date(2026, 2, 2), closed_reason=ClosedReason.DECEASED))
    (spell,) = village.elders.card(saved.id).spells
    assert spell.closed_on == date(2026, 2, 2)


def test_people_belong_to_a_village_of_this_office(village: Workspace, county: Workspace) -> None:
    for ws, code, refusal in (
        (village, SECOND_VILLAGE, "unit_out_of_scope"),
        (county, OTHER_VILLAGE, "unit_out_of_scope"),
        (county, "", "not_a_village"),
        (county, "653121100000", "not_a_village"),
        (county, "653121199999", "unit_not_found"),
    ):
        before = digest(ws)
        with pytest.raises(KnownError, match=refusal):
            ws.elders.save(elder_input(unit_code=code))
        assert digest(ws) == before
    saved = county.elders.save(elder_input(unit_code=VILLAGE))
    assert county.elders.card(saved.id).unit_code == VILLAGE


def test_nobody_is_not_somebody(village: Workspace) -> None:
    before = digest(village)
    refused(
        "elder_not_found",
        lambda: village.elders.card(NOBODY),
        lambda: village.elders.save(elder_input(), NOBODY),
        lambda: village.elders.close(NOBODY, GONE),
        lambda: village.elders.reopen(NOBODY, ReopenInput(enrolled_on=date(2026, 4, 1))),
        lambda: village.elders.withdraw_consent(NOBODY, date(2026, 4, 1)),
        lambda: village.visits.record(visit_input(), NOBODY),
        lambda: village.visits.record(visit_input(elder_ref="none")),
        lambda: village.visits.start(NOBODY),
        lambda: village.needs.open(need_input(), NOBODY),
    )
    refused("need_not_found", lambda: village.needs.start(NOBODY), lambda: village.needs.decline(NOBODY, date(2026, 4, 1)))
    assert digest(village) == before


def test_the_same_name_is_shown_whatever_its_separator(village: Workspace, elder: bytes) -> None:
    for typed in ("买买提·吐尔逊", "买买提•吐尔逊", " 买买提・吐尔逊 ", "买买提 ‧ 吐尔逊"):
        assert [row.id for row in village.elders.same_name(typed)] == [elder], typed
    assert village.elders.same_name("买买提") == village.elders.same_name("") == ()


# -- needs -----------------------------------------------------------------------------------------------------------------


def test_a_need_is_settled_once(village: Workspace, elder: bytes) -> None:
    need = village.needs.open(need_input(action=NeedAction.NONE), elder)
    village.needs.start(need.id, NeedAction.REFERRED, "民政办")
    assert [each.status for each in village.needs.list()] == [NeedStatus.DOING]
    village.needs.done(need.id, NeedDoneInput(closed_on=date(2026, 11, 17)))
    assert village.needs.list() == ()
    (done,) = village.needs.list("done")
    assert (done.action, done.referral_to, done.closed_on) == (NeedAction.REFERRED, "民政办", date(2026, 11, 17))
    refused(
        "need_settled",
        lambda: village.needs.start(need.id),
        lambda: village.needs.done(need.id, NeedDoneInput(closed_on=date(2026, 11, 18))),
        lambda: village.needs.decline(need.id, date(2026, 11, 18)),
    )
    assert rows_of(village, "need", "closed_on") == [("2026-11-17",)]
