"""Taking back: any number of changes and as many undos leave every register as it was, and the county can still read it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.codes import ClosedReason, Method, NeedKind, Outcome
from kashi_desktop.errors import KnownError
from kashi_desktop.types.events import Refusal
from kashi_desktop.types.inputs import CloseInput, NeedDoneInput, NeedInput, ReopenInput, VisitInput
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.services.tables import ELDER, load
from tests.workspaces import TODAY, VILLAGE, colleague, context_of, copy, count_of, dumped, elder_input, reopen, rows_of, template


def _visit(note: str = "") -> VisitInput:
    return VisitInput(
        visited_at=datetime(2026, 11, 17, 10, 0),
        method=Method.HOME,
        outcome=Outcome.MET,
        visitors=("甲",),
        needs=(NeedKind.REPAIR,),
        note=note,
    )


class Clerk:
    """Does one thing after another with one elder and the latest visit, as far as the state allows it."""

    def __init__(self, ws: Workspace) -> None:
        self.ws = ws
        self.elder = ws.elders.save(elder_input(ref="A1")).id
        self.visit = ws.visits.record(_visit(), self.elder).id
        self.count = 0

    def act(self, step: int) -> bool:
        """Whether the step changed something."""
        self.count += 1
        steps: tuple[Callable[[], object], ...] = (
            lambda: self.ws.visits.record(_visit(f"新{self.count}"), self.elder),
            lambda: self.ws.visits.correct(self.visit, _visit(f"改{self.count}"), "写错"),
            lambda: self.ws.visits.void(self.visit, "重复"),
            lambda: self.ws.elders.close(self.elder, CloseInput(closed_on=TODAY, closed_reason=ClosedReason.MOVED_OUT)),
            lambda: self.ws.elders.reopen(self.elder, ReopenInput(enrolled_on=TODAY)),
            lambda: self.ws.needs.open(NeedInput(kind=NeedKind.MEAL, due_on=date(2026, 11, 20)), self.elder),
            lambda: self.ws.needs.done(self.ws.needs.list()[0].id, NeedDoneInput(closed_on=TODAY)),
            lambda: self.ws.elders.save(elder_input(full_name=f"王桂芳{self.count}", ref="A1"), self.elder),
        )
        try:
            steps[step]()
        except (KnownError, IndexError):
            return False
        return True


@given(st.lists(st.integers(0, 7), min_size=1, max_size=7))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_as_many_undos_as_changes_leave_everything_as_it_was(tmp_path_factory: pytest.TempPathFactory, steps: list[int]) -> None:
    ws = reopen(copy(template("village", VILLAGE), tmp_path_factory.mktemp("undo") / "data"))
    try:
        clerk = Clerk(ws)
        before = dumped(ws)
        done = sum(clerk.act(step) for step in steps)
        after = dumped(ws)
        undone = [ws.undo.undo().words() for _ in range(done)]
        assert dumped(ws) == before
        redone = [ws.undo.redo().words() for _ in range(done)]
        assert (dumped(ws), redone) == (after, undone[::-1])
        for _ in range(done):
            ws.undo.undo()
        assert dumped(ws) == before
        assert ws.doctor.examine().ok
    finally:
        ws.close()


def test_nothing_comes_back_after_a_withdrawn_consent(village: Workspace) -> None:
    elder = village.elders.save(elder_input()).id
    village.drafts.save("visit", elder, {"note": "煤气"})
    village.elders.save(elder_input(phone=""), elder)
    village.elders.withdraw_consent(elder, TODAY)
    named = ["撤回同意", "修改老人资料 买买提·吐尔逊", "登记老人 买买提·吐尔逊"]
    before = dumped(village)
    told = [village.undo.undo() for _ in named]
    assert [(each.refusal, each.words()) for each in told] == [(Refusal.FINAL, each) for each in named]
    assert [(each.refusal, each.words()) for each in village.undo.changes()] == [(Refusal.FINAL, each) for each in named]
    with pytest.raises(KnownError, match="nothing_to_undo"):
        village.undo.undo()
    assert dumped(village) == before
    assert [row["phone"] for row in village.registers.dump("elder")] == [None]
    assert village.visits.start(elder).draft is None


@pytest.mark.parametrize("way", ["withdraw", "erase"])
def test_destroying_what_is_kept_about_one_closes_that_alone(village: Workspace, way: str) -> None:
    load(village, "elder", *(ELDER | {"ref": str(number), "full_name": f"人{number}"} for number in range(1, 4)))
    village.records.save("survey", {"held_on": "2026-11-01", "sample": "10", "satisfied": "9"})
    one, other = village.elders.by_ref("1"), village.elders.by_ref("2")
    village.visits.record(_visit("一"), one)
    village.visits.record(_visit("二"), other)
    if way == "withdraw":
        village.elders.withdraw_consent(one, TODAY)
    else:
        village.destructions.erase("elder", "1", VILLAGE, "本人要求")
    left = [row["ref"] for row in village.registers.dump("elder") if row["ref"] == "1"]
    told = [village.undo.undo() for _ in range(5)]
    assert [each.refusal for each in told] == [Refusal.FINAL, None, Refusal.FINAL, None, None]
    assert told[1].words() == "11月17日探访 人2"
    assert told[3].words().startswith("保存")
    loaded = told[4]
    assert (loaded.words(), len(loaded.left), "没有动" in loaded.remains()) == ("导入老年人（2 条）", 1, True)
    assert [row["ref"] for row in village.registers.dump("elder")] == left
    assert list(village.registers.dump("survey")) == []
    assert "13812341234" not in repr(dumped(village))
    for _ in range(3):
        assert village.undo.redo().refusal is None
    assert len(list(village.registers.dump("elder"))) == 2 + len(left)
    assert village.doctor.examine().ok


def test_two_corrections_taken_back_leave_a_journal_that_everybody_can_read(village: Workspace) -> None:
    clerk = Clerk(village)
    for step in (1, 1):
        clerk.act(step)
    village.undo.undo()
    village.undo.undo()
    assert village.visits.input_of(clerk.visit).note == ""
    assert all(check.ok for check in village.doctor.examine().checks)


def test_what_is_taken_back_is_named(village: Workspace) -> None:
    clerk = Clerk(village)
    village.visits.correct(clerk.visit, _visit("改"), "写错")
    village.visits.void(clerk.visit, "重复")
    village.needs.open(NeedInput(kind=NeedKind.MEAL), clerk.elder)
    named = [
        "新开需求 买买提·吐尔逊",
        "作废11月17日探访 买买提·吐尔逊",
        "更正11月17日探访 买买提·吐尔逊",
        "11月17日探访 买买提·吐尔逊",
        "登记老人 买买提·吐尔逊",
    ]
    assert [each.words() for each in village.undo.changes()] == named
    assert [village.undo.undo().words() for _ in named] == named
    assert [village.undo.redo().words() for _ in named] == named[::-1]
    village.undo.undo()
    village.elders.save(elder_input(full_name="王桂芳"))
    with pytest.raises(KnownError, match="nothing_to_redo"):
        village.undo.redo()


def test_a_load_is_one_change_and_nothing_older_goes_in_its_place(village: Workspace) -> None:
    village.records.save("survey", {"held_on": "2026-11-01", "sample": "10", "satisfied": "9"})
    before = dumped(village)
    rows = [ELDER | {"ref": str(number), "full_name": f"人{number}"} for number in range(3)]
    load(village, "elder", *rows)
    loaded = dumped(village)
    assert village.undo.undo().words() == "导入老年人（3 条）"
    assert dumped(village) == before
    village.undo.redo()
    assert dumped(village) == loaded
    village.undo.undo()
    assert village.undo.undo().words().startswith("保存")
    assert list(village.registers.dump("survey")) == []
    assert village.doctor.examine().ok


def test_what_left_the_machine_is_named_once_and_then_the_step_before_it(village: Workspace, county: Workspace, tmp_path: Path) -> None:
    village.packages.import_files(county.enrolment.invite([VILLAGE], tmp_path).files)
    village.elders.save(elder_input())
    before = dumped(village)
    village.packages.export(tmp_path)
    told = village.undo.undo()
    assert (told.refusal, told.words(), dumped(village)) == (Refusal.FINAL, "导出数据包", before)
    assert village.undo.undo().words() == "登记老人 买买提·吐尔逊"


def test_a_consent_that_was_given_by_a_slip_is_taken_back_and_shows_nothing(village: Workspace) -> None:
    elder = village.elders.save(elder_input()).id
    village.elders.withdraw_consent(elder, TODAY)
    village.elders.save(elder_input(consent_on=TODAY), elder)
    assert village.undo.undo().words() == "修改老人资料 买买提·吐尔逊"
    assert [row["phone"] for row in village.registers.dump("elder")] == [None]
    village.undo.redo()
    assert [row["phone"] for row in village.registers.dump("elder")] == ["13812341234"]
    assert village.doctor.examine().ok


def test_a_change_is_taken_back_and_done_again_after_the_program_was_closed(tmp_path: Path) -> None:
    ws = workspaces.village(tmp_path / "data")
    clerk = Clerk(ws)
    before = dumped(ws)
    clerk.act(1)
    clerk.act(5)
    after = dumped(ws)
    for step in (ws.undo.undo, ws.undo.undo, ws.undo.redo, ws.undo.undo, ws.undo.redo, ws.undo.redo):
        ws.close()
        ws = reopen(tmp_path / "data")
        assert getattr(ws.undo, step.__name__)().refusal is None
    assert dumped(ws) == after
    ws.undo.undo()
    ws.close()
    ws = reopen(tmp_path / "data")
    ws.undo.undo()
    assert dumped(ws) == before
    assert ws.doctor.examine().ok
    ws.close()


def test_what_is_kept_for_undo_holds_no_name_and_no_value(village: Workspace) -> None:
    village.elders.save(elder_input(full_name="买买提·吐尔逊"))
    village.undo.undo()
    ((kept,),) = [(value,) for key, value in rows_of(village, "state", "key, value") if key == "undo"]
    assert b"enrol" in kept
    assert not [word for word in ("买买提", "吐尔逊", "13812341234", "古丽娜尔") if word.encode() in kept]


def test_a_load_can_be_taken_back_behind_the_last_thirty_changes(village: Workspace) -> None:
    rows = [{"held_on": f"2026-0{month}-01", "sample": "10", "satisfied": "9"} for month in range(1, 4)]
    load(village, "survey", *rows)
    for number in range(32):
        village.elders.save(elder_input(full_name=f"老人{number}"))
    told = [each.words() for each in village.undo.changes()]
    assert (len(told), told[0], told[-2:]) == (31, "登记老人 老人31", ["登记老人 老人2", "导入满意度调查（3 条）"])
    for _ in range(31):
        assert village.undo.undo().refusal is None
    assert list(village.registers.dump("survey")) == []
    assert len(list(village.registers.dump("elder"))) == 2
    with pytest.raises(KnownError, match="nothing_to_undo"):
        village.undo.undo()


def test_another_accounts_change_is_named_and_refused_and_ones_own_behind_it_taken_back(village: Workspace) -> None:
    village.elders.save(elder_input(full_name="王桂芳", ref="1"))
    mine = context_of(village).account
    colleague(village)
    village.elders.save(elder_input(full_name="李秀英", ref="2"))
    theirs = context_of(village).account
    assert mine
    assert theirs
    context_of(village).sign_in(mine, "古丽娜尔")
    before = dumped(village)
    told = village.undo.undo()
    assert (told.refusal, told.words(), told.who) == (Refusal.ANOTHERS, "登记老人 李秀英", "阿里木")
    assert told.refused() == "“登记老人 李秀英”是阿里木做的（2026-11-18 20:00），只能由本人撤销，没有任何改动。"
    assert dumped(village) == before
    assert village.undo.undo().words() == "登记老人 王桂芳"
    context_of(village).sign_in(theirs, "阿里木")
    told = village.undo.redo()
    assert (told.refusal, told.words()) == (Refusal.ANOTHERS, "登记老人 王桂芳")
    told = village.undo.undo()
    assert (told.refusal, told.words()) == (None, "登记老人 李秀英")
    assert [row["full_name"] for row in village.registers.dump("elder")] == []


def test_what_a_colleague_changed_or_used_since_stays(village: Workspace) -> None:
    elder = village.elders.save(elder_input(full_name="王桂芳", ref="1")).id
    village.elders.save(elder_input(full_name="王桂芬", ref="1"), elder)
    mine = context_of(village).account
    colleague(village)
    village.elders.save(elder_input(full_name="王桂芬", ref="1", group="东边"), elder)
    village.visits.record(_visit(), elder)
    assert mine
    context_of(village).sign_in(mine, "古丽娜尔")
    before = dumped(village)
    told = [village.undo.undo() for _ in range(4)]
    changed, enrolled = told[2:]
    assert [each.refusal for each in told] == [Refusal.ANOTHERS, Refusal.ANOTHERS, Refusal.CHANGED_SINCE, Refusal.CHANGED_SINCE]
    assert changed.refused() == "“修改老人资料 王桂芬”之后阿里木又改过（2026-11-18 20:00），不能撤销，没有任何改动。"
    assert enrolled.words() == "登记老人 王桂芬"
    assert dumped(village) == before
    assert village.doctor.examine().ok


def test_nobody_is_removed_whom_a_colleague_visited_since(village: Workspace) -> None:
    elder = village.elders.save(elder_input(full_name="王桂芳", ref="1")).id
    mine = context_of(village).account
    colleague(village)
    village.visits.record(_visit(), elder)
    assert mine
    context_of(village).sign_in(mine, "古丽娜尔")
    before, entries = dumped(village), count_of(village, "entry")
    village.undo.undo()
    told = village.undo.undo()
    assert told.refused() == "“登记老人 王桂芳”之后有“探访”的记录用到它，不能撤销，没有任何改动。"
    assert (dumped(village), count_of(village, "entry")) == (before, entries)
    assert village.doctor.examine().ok


def test_of_a_load_what_was_changed_or_used_since_is_left_and_named(village: Workspace) -> None:
    load(village, "elder", *[ELDER | {"ref": str(number), "full_name": f"老人{number}"} for number in range(4)])
    elders = {item.full_name: item.elder_id for item in village.due.list().items}
    mine = context_of(village).account
    colleague(village)
    village.elders.save(elder_input(full_name="老人1", ref="1", group="东边"), elders["老人1"])
    village.visits.record(_visit(), elders["老人2"])
    assert mine
    context_of(village).sign_in(mine, "古丽娜尔")
    assert [village.undo.undo().refusal for _ in range(2)] == [Refusal.ANOTHERS, Refusal.ANOTHERS]
    loaded = dumped(village)
    told = village.undo.undo()
    assert (told.refusal, told.words(), told.left) == (None, "导入老年人（2 条）", ("老人1", "老人2"))
    assert told.remains() == "其中 2 条之后又改过、用到或销毁过，没有动：老人1、老人2。"
    assert sorted(str(row["full_name"]) for row in village.registers.dump("elder")) == ["老人1", "老人2"]
    assert len(list(village.registers.dump("visit"))) == 1
    assert village.undo.redo().words() == "导入老年人（2 条）"
    assert dumped(village) == loaded
    assert village.undo.undo().left == ()
    assert len(list(village.registers.dump("elder"))) == 2
    assert village.doctor.examine().ok


def test_a_load_of_which_everything_was_used_since_is_refused_as_a_whole(village: Workspace) -> None:
    load(village, "elder", *[ELDER | {"ref": str(number), "full_name": f"老人{number}"} for number in range(2)])
    mine = context_of(village).account
    colleague(village)
    for item in village.due.list().items:
        village.visits.record(_visit(), item.elder_id)
    assert mine
    context_of(village).sign_in(mine, "古丽娜尔")
    before, entries = dumped(village), count_of(village, "entry")
    assert [village.undo.undo().refusal for _ in range(3)] == [Refusal.ANOTHERS, Refusal.ANOTHERS, Refusal.IN_USE]
    assert (dumped(village), count_of(village, "entry")) == (before, entries)


def test_a_load_is_taken_back_but_for_those_whose_visits_are_too_long_ago_to_be(village: Workspace) -> None:
    load(village, "elder", *[ELDER | {"ref": str(number), "full_name": f"老人{number}"} for number in range(3)])
    elder = next(item.elder_id for item in village.due.list().items if item.full_name == "老人0")
    for number in range(32):
        village.visits.record(_visit().model_copy(update={"visited_at": datetime(2026, 11, 1, 8, number)}), elder)
    for _ in range(30):
        assert village.undo.undo().refusal is None
    assert village.undo.undo().left == ("老人0",)
    assert [row["full_name"] for row in village.registers.dump("elder")] == ["老人0"]
    assert len(list(village.registers.dump("visit"))) == 2
    assert village.doctor.examine().ok
