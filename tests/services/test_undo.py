"""Taking back: any number of changes and as many undos leave every register as it was, and the county can still read it."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from db.codes import ClosedReason, Method, NeedKind, Outcome
from kashi_desktop.errors import KnownError
from kashi_desktop.types.inputs import CloseInput, NeedDoneInput, NeedInput, ReopenInput, VisitInput
from kashi_desktop.workspace import Workspace
from tests.services.tables import ELDER, load
from tests.workspaces import TODAY, VILLAGE, copy, dumped, elder_input, reopen, template


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
    told = village.undo.undo()
    assert (told.final, told.words()) == (True, "撤回同意")
    with pytest.raises(KnownError, match="nothing_to_undo"):
        village.undo.undo()
    assert village.undo.last() is None
    assert [row["phone"] for row in village.registers.dump("elder")] == [None]
    assert village.visits.start(elder).draft is None


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
    assert (told.final, told.words(), dumped(village)) == (True, "导出数据包", before)
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
