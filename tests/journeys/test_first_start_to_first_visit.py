import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import xlsxwriter
from PySide6.QtCore import Qt

from db.codes import Observation, Outcome
from kashi_desktop import startup
from kashi_desktop.types.clock import Clock
from tests.journeys.keyboard import ALT, CTRL, ENTER, ESC, SHIFT, TAB, TODAY, Clerk, Viewer
from tests.services.papers import printed_code
from ui.elders.elders_screen import CARD
from ui.elders.timeline import VisitEntry

PASSPHRASE = "si zhi yang guo he"
MET, SAVE = (Qt.Key.Key_1, ALT), (ENTER, CTRL)
HEAD = ("姓名", "性别", "出生日期", "电话", "小队/组", "住址", "类别", "关爱等级", "登记日期", "同意日期")
PEOPLE = (
    ("买买提·吐尔逊", "男", "1941-03-05", "13812341234", "2 小队", "14 号", "独居", "高", "2026-10-01", "2026-10-01"),
    ("阿依古丽·艾合买提", "女", "1938-12-31", "", "1 小队", "3 号", "空巢", "中", "2026-10-20", "2026-10-20"),
    ("王桂芳", "女", "1949-07-02", "", "阳光小区", "5-2-301", "独居", "低", "2026-11-01", "2026-11-01"),
)


def roster(file: Path) -> Path:
    """The spreadsheet that lies at hand."""
    book = xlsxwriter.Workbook(str(file))
    sheet = book.add_worksheet("花名册")
    for number, row in enumerate((HEAD, *PEOPLE)):
        sheet.write_row(number, 0, row)
    book.close()
    return file


def begin(clerk: Clerk, folder: Path, viewer: Viewer) -> None:
    """From the first window to the first page: unit, passphrase twice, recovery sheet."""
    first = clerk.first
    clerk.write("新区")
    clerk.press(ENTER)
    assert first.questions.office.unit_name() == "新区社区居委会"
    clerk.press(TAB)  # no invitation: go on
    clerk.type(PASSPHRASE)
    clerk.press(TAB)
    clerk.type(PASSPHRASE)
    assert first.questions.reasons() == []
    clerk.press(TAB)
    clerk.write("古丽娜尔")
    clerk.press(SAVE)
    clerk.until(lambda: hasattr(first, "recovery") and first.recovery.print_button.isVisible())
    sheet = folder / "恢复单.pdf"
    with clerk.choosing(sheet):
        clerk.press((Qt.Key.Key_P, CTRL))
    clerk.until(lambda: viewer.shown)
    assert viewer.shown == [sheet]
    assert sheet.read_bytes().startswith(b"%PDF")
    clerk.press(SAVE)
    clerk.until(lambda: hasattr(first, "sheet") and first.sheet.fields[0].hasFocus())
    groups = printed_code(sheet).split("-")
    for field in first.sheet.fields:
        clerk.type(groups[int(field.accessibleName().split()[1]) - 1].lower())
        clerk.press(TAB)
    clerk.press(SAVE)
    clerk.until(lambda: clerk.main.stack.currentWidget() is not None)


def load(clerk: Clerk, file: Path) -> None:
    """From the empty first page to the due list."""
    today = clerk.page("today")
    clerk.until(lambda: today.roster_button.isVisible() and clerk.main.isActiveWindow())
    clerk.press((Qt.Key.Key_I, CTRL))
    elders = clerk.page("elders")
    clerk.until(lambda: elders.load.choose.isVisible())
    with clerk.choosing(file):
        clerk.press((Qt.Key.Key_O, CTRL))
    clerk.until(lambda: elders.load.confirm.button.isVisible() and elders.load.confirm.button.isEnabled())
    assert elders.load.confirm.button.text() == "导入 3 人"
    clerk.press(SAVE)
    clerk.until(lambda: elders.list.model.rowCount() == len(PEOPLE))
    clerk.press((Qt.Key.Key_1, CTRL))
    due(clerk, len(PEOPLE))


def due(clerk: Clerk, people: int) -> None:
    """Wait for the due list, with the arrows ready."""
    table = clerk.page("today").table
    clerk.until(lambda: table.model().rowCount() == people and table.hasFocus())


def visiting(clerk: Clerk, name: str) -> None:
    """Wait for the visit form of a person."""
    form = clerk.page("visit")
    clerk.until(lambda: form.subtitle().startswith(name) and form.fields.head.time.hasFocus())


@pytest.fixture
def working(clerk: Callable[[Path], Clerk], viewer: Viewer, tmp_path: Path) -> Clerk:
    """A clerk who has just started and loaded the roster."""
    at_work = clerk(tmp_path / "data")
    begin(at_work, tmp_path, viewer)
    load(at_work, roster(tmp_path / "hua.xlsx"))
    return at_work


def test_from_the_first_start_to_the_second_visit(working: Clerk) -> None:
    ws = working.main.ws
    order = [item.full_name for item in ws.due.list().items]
    assert order[0] == "买买提·吐尔逊"
    working.strokes = 0
    working.press(ENTER)
    visiting(working, order[0])
    working.type("1040")
    working.press(MET, Qt.Key.Key_F8, SAVE)
    visiting(working, order[1])
    assert working.strokes <= 8, working.strokes
    working.strokes = 0
    working.type("1110")
    working.press(MET, Qt.Key.Key_F8, SAVE)
    visiting(working, order[2])
    assert working.strokes <= 8, working.strokes
    assert "已记录 阿依古丽·艾合买提" in working.main.toast.accessibleName()
    items = {item.full_name: item for item in ws.due.list().items}
    visit = ws.elders.card(items[order[0]].elder_id).visits[0]
    assert f"{visit.visited_at:%Y-%m-%d %H:%M}" == "2026-11-18 10:40"
    assert set(visit.observations.values()) == {Observation.OK}
    assert ws.due.progress()[:2] == (2, 3)


def test_what_is_half_typed_survives_a_lock_a_close_and_a_power_cut(working: Clerk, tmp_path: Path) -> None:
    working.press(ENTER)
    form = working.page("visit")
    visiting(working, "买买提·吐尔逊")
    elder = working.main.ws.due.list().items[0].elder_id
    form.fields.note.setFocus()
    with working._qtbot.waitSignal(form.keeper.kept, timeout=10_000):
        working.write("煤炉烟道松动")
    cut = shutil.copytree(working.data_dir, tmp_path / "cut", ignore=shutil.ignore_patterns("kashi.lock"))
    after = startup.open_workspace(cut, PASSPHRASE, Clock(TODAY))
    draft = after.visits.start(elder).draft
    after.close()
    assert draft is not None
    assert draft["note"] == "煤炉烟道松动"

    working.write("，明天再来")  # and no pause before the lock
    working.press((Qt.Key.Key_L, CTRL))
    working.until(lambda: working.unlock.passphrase.hasFocus())
    working.type("wrong words")
    working.press(ENTER)
    working.until(lambda: working.unlock.fault.isVisible())
    working.type(PASSPHRASE)
    working.press(ENTER)
    due(working, len(PEOPLE))
    working.press(ENTER)
    visiting(working, "买买提·吐尔逊")
    assert working.page("visit").fields.note.text() == "煤炉烟道松动，明天再来"

    working.leave()
    working.come_back()
    working.until(lambda: working.unlock.passphrase.hasFocus())
    working.type(PASSPHRASE)
    working.press(ENTER)
    due(working, len(PEOPLE))
    working.press(ENTER)
    visiting(working, "买买提·吐尔逊")
    assert working.page("visit").fields.note.text() == "煤炉烟道松动，明天再来"
    following = working.main.ws.due.list().items[1].full_name
    working.press(MET, SAVE)
    visiting(working, following)
    assert working.main.ws.visits.start(elder).draft is None


def test_a_person_is_found_corrected_voided_and_taken_back(working: Clerk) -> None:
    working.press(ENTER)
    visiting(working, "买买提·吐尔逊")
    working.press(MET, Qt.Key.Key_F8, SAVE)
    working.until(lambda: not working.page("visit").subtitle().startswith("买买提"))
    working.press(ESC, (Qt.Key.Key_K, CTRL))
    finder = working.main.finder
    working.until(finder.hasFocus)
    working.type("mmt")
    working.until(lambda: finder._list.isVisible() and "买买提·吐尔逊" in finder._list.item(0).text())
    working.press(ENTER)
    elders = working.page("elders")
    working.until(lambda: elders._stack.currentIndex() == CARD and elders.title() == "买买提·吐尔逊")
    elder = elders.card.elder.id
    card = working.main.ws.elders.card

    working.press((Qt.Key.Key_E, CTRL | SHIFT))
    visiting(working, "买买提·吐尔逊")
    assert working.page("visit").title() == "更正探访"
    working.press(TAB, TAB)
    working.type("3")
    changed = card(elder).visits[0].outcome
    with working.giving_reason("看错了行"):
        working.press(SAVE)
    elders = working.page("elders")
    working.until(lambda: card(elder).visits[0].outcome is not changed)
    assert card(elder).visits[0].outcome is list(Outcome)[2]
    assert working.main.ws.visits.versions(card(elder).visits[0].id)[-1].reason == "看错了行"

    working.until(lambda: any(entry.isVisible() for entry in elders.card.timeline.findChildren(VisitEntry)))
    with working.giving_reason("记到别人名下了"):
        working.press((Qt.Key.Key_D, CTRL | SHIFT))
    working.until(lambda: card(elder).visits[0].voided)
    working.press((Qt.Key.Key_Z, CTRL))
    working.until(lambda: not card(elder).visits[0].voided)
    working.until(lambda: "作废" in working.main.toast.accessibleName())
    working.press((Qt.Key.Key_Z, CTRL))
    working.until(lambda: card(elder).visits[0].outcome is changed)
