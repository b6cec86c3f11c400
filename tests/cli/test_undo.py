"""``undo`` and ``redo``: each command is a program of its own, so that what can be taken back lies in the workspace."""

from kashi_desktop import startup
from tests.cli.terminal import PASSPHRASE, VISIT, Desk
from tests.workspaces import colleague


def record(village: Desk, **changes: object) -> None:
    village.do("visit", "record", "--json", village.json(VISIT | changes))


def test_the_last_change_is_taken_back_by_name_and_done_again(village: Desk) -> None:
    record(village)
    kept = village.dump("visit"), village.dump("need")
    done = village.run("undo")
    assert "已撤销：11月2日探访 买买提·吐尔逊" in done.err
    told = done.body["undone"]
    assert (told["what"], told["records"], told["when"][:10]) == ("11月2日探访 买买提·吐尔逊", 1, "2026-11-20")
    assert told["who"]
    assert (village.dump("visit"), village.dump("need")) == ([], [])
    assert village.do("redo")["redone"] == told
    assert (village.dump("visit"), village.dump("need")) == kept
    assert village.do("doctor")["ok"]


def test_undo_adds_to_the_journal_and_takes_nothing_out(village: Desk) -> None:
    record(village)
    before = village.do("status")["unconfirmed_entries"]
    village.do("undo")
    assert village.do("status")["unconfirmed_entries"] > before


def test_the_list_says_what_was_done_by_whom_and_when_and_changes_nothing(village: Desk) -> None:
    record(village)
    listed = village.do("undo", "--list")["changes"]
    assert [each["what"] for each in listed] == ["11月2日探访 买买提·吐尔逊", "导入老年人（3 条）", "导入数据包"]
    assert [(each["records"], each["refusal"]) for each in listed[:2]] == [(1, None), (3, None)]
    assert listed[2]["refusal"] == "final"
    assert all(each["who"] and each["when"].startswith("2026-11-20 ") for each in listed)
    assert len(village.dump("visit")) == 1
    assert village.do("redo", "--list")["changes"] == []
    village.do("undo")
    assert [each["what"] for each in village.do("redo", "--list")["changes"]] == ["11月2日探访 买买提·吐尔逊"]


def test_a_load_is_one_change(village: Desk) -> None:
    assert village.do("undo")["undone"]["what"] == "导入老年人（3 条）"
    assert village.dump("elder") == []
    village.do("redo")
    assert len(village.dump("elder")) == 3


def test_what_nothing_takes_back_is_named_before_anything_older_goes(village: Desk) -> None:
    record(village)
    village.do("export", village.out)
    before = village.dump("visit")
    done = village.run("undo")
    assert done.error == "final"
    assert "“导出数据包”不能撤销" in done.err
    assert (done.body["undone"], done.body["refused"]["what"]) == (None, "导出数据包")
    assert village.dump("visit") == before
    assert village.do("undo")["undone"]["what"] == "11月2日探访 买买提·吐尔逊"
    assert village.dump("visit") == []


def test_an_erased_person_does_not_come_back_and_nothing_else_goes(village: Desk) -> None:
    record(village)
    village.do("erase", "elder/653121100201/1", "--reason", "本人要求")
    people = village.dump("elder")
    done = village.run("undo")
    assert (done.error, done.body["refused"]["what"]) == ("final", "依法删除")
    done = village.run("undo")
    assert (done.error, done.body["refused"]["what"]) == ("final", "探访")
    assert village.run("redo").error == "nothing_to_redo"
    assert village.dump("elder") == people


def test_of_a_load_an_elder_visited_by_a_colleague_since_is_left_and_named(village: Desk) -> None:
    ws = startup.open_workspace(village.data, PASSPHRASE)
    try:
        colleague(ws)
        ws.records.save(
            "visit", {"elder_ref": "2", "visited_at": "2026-11-03 09:00", "method": "电话", "outcome": "已通话", "visitors": "甲"}
        )
    finally:
        ws.close()
    assert village.run("undo").error == "anothers_change"
    done = village.run("undo")
    assert (done.body["undone"]["records"], done.body["left"]) == (2, ["王㛃"])
    assert "已撤销：导入老年人（2 条）。其中 1 条之后又改过、用到或销毁过，没有动：王㛃。" in done.err
    assert [row["full_name"] for row in village.dump("elder")] == ["王㛃"]
    assert village.do("redo")["redone"]["records"] == 2
    assert len(village.dump("elder")) == 3
    assert village.do("doctor")["ok"]
