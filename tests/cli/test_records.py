from typing import Any

import pytest

from kashi_desktop import startup
from tests.cli.terminal import PASSPHRASE, ROSTER, VILLAGE, VISIT, Desk
from tests.workspaces import rows_of


def record(village: Desk, **changes: Any) -> dict[str, Any]:
    return village.do("visit", "record", "--json", village.json(VISIT | changes))


def refused(village: Desk, family: str, action: str, given: Any, *more: str) -> str:
    before = [village.dump(register) for register in ("elder", "visit", "need")]
    done = village.run(family, action, *more, "--json", village.json(given))
    assert [village.dump(register) for register in ("elder", "visit", "need")] == before
    return done.error


def test_a_recorded_visit_is_told_as_dump_has_it(village: Desk) -> None:
    told = record(village)
    assert told.pop("warnings") == []
    assert [told] == village.dump("visit")
    assert (told["visitors"], told["health"], told["unit_code"]) == ("甲;乙", "ok", VILLAGE)
    needs = village.dump("need")
    assert [(each["kind"], each["visit_ref"], each["status"]) for each in needs] == [("meal", told["ref"], "open")]


def test_the_log_of_a_recorded_visit_knows_nothing_of_a_dump(village: Desk) -> None:
    record(village)
    ws = startup.open_workspace(village.data, PASSPHRASE)
    try:
        events = [event for (event,) in rows_of(ws, "audit", "event", "id")]
    finally:
        ws.close()
    assert events.count("record_visit") == 1
    assert not [event for event in events if event.startswith("dump_")]


def test_a_visit_from_stdin_and_with_labels(village: Desk) -> None:
    text = '{"elder_ref": "2", "visited_at": "2026-11-03 09:00", "method": "电话", "outcome": "已通话", "visitors": "甲、乙", "minutes": 5}'
    told = village.do("visit", "record", "--json", "-", stdin=text.encode("utf-8"))
    assert (told["method"], told["outcome"], told["visitors"], told["minutes"]) == ("phone", "remote", "甲;乙", "5")


def test_what_should_be_looked_at_is_warned_of_and_kept(village: Desk) -> None:
    early = record(village, visited_at="2026-01-02 10:00")
    assert [each["code"] for each in early["warnings"]] == ["outside_spell"]
    without = record(village, elder_ref="2", needs=[])
    assert "consent_missing" in [each["code"] for each in without["warnings"]]
    assert without["health"] == "unknown"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"visited_at": "2026-12-01 10:00"}, "future_date"),
        ({"visited_at": "yesterday"}, "bad_time"),
        ({"visited_at": None}, "required"),
        ({"method": "drone"}, "bad_code"),
        ({"outcome": ""}, "required"),
        ({"visitors": []}, "required"),
        ({"minutes": -1}, "bad_number"),
        ({"minutes": True, "note": "字" * 201}, "too_long"),
        ({"elder_ref": "99"}, "elder_not_found"),
        ({"unit_code": "653121100202"}, "unit_out_of_scope"),
        ({"religion": "x"}, "unknown_key"),
        ({"note": {"a": 1}}, "bad_json"),
        ({"visitors": [["甲"]]}, "bad_json"),
    ],
)
def test_a_faulty_visit_is_refused_by_column(village: Desk, changes: dict[str, Any], code: str) -> None:
    assert refused(village, "visit", "record", VISIT | changes) == code


def test_all_faults_are_told_at_once_and_masked(village: Desk) -> None:
    done = village.run(
        "visit", "record", "--json", village.json(VISIT | {"visited_at": "买买提·吐尔逊", "method": "x", "minutes": "13812341234"})
    )
    assert done.error == "bad_time"
    assert [each["column"] for each in done.body["error"]["faults"]] == ["visited_at", "method", "minutes"]
    assert "“探访时间（visited_at）”" in done.err
    assert "吐尔逊" not in done.out.decode() + done.err
    assert "13812341234" not in done.out.decode() + done.err


@pytest.mark.parametrize("content", [b"", b"[1]", b"{", b'{"a": 1, "a": 2}', b'{"minutes": NaN}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_record_is_refused(village: Desk, content: bytes) -> None:
    assert village.run("visit", "record", "--json", "-", stdin=content).error == "bad_json"


def test_a_huge_or_missing_file_is_refused(village: Desk) -> None:
    assert village.run("visit", "record", "--json", "-", stdin=b" " * (1 << 21)).error == "json_too_large"
    assert village.run("visit", "record", "--json", village.out / "nothing.json").error == "file_unreadable"


def test_a_taken_number_is_refused(village: Desk) -> None:
    record(village, ref="A1")
    assert refused(village, "visit", "record", VISIT | {"ref": "A1", "visited_at": "2026-11-03 10:00"}) == "ref_taken"


def test_a_correction_takes_the_changed_keys_alone(village: Desk) -> None:
    first = record(village)
    told = village.do("visit", "correct", first["ref"], "--json", village.json({"minutes": 20, "note": None, "reason": "时长漏记"}))
    told.pop("warnings")
    assert told == {key: value for key, value in first.items() if key != "warnings"} | {"minutes": "20", "note": None}
    assert village.dump("visit") == [told]
    whole = village.do("visit", "correct", first["ref"], "--json", village.json(told | {"outcome": "away", "reason": "记错"}))
    assert (whole["outcome"], whole["minutes"]) == ("away", "20")


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"minutes": 20}, "reason_missing"),
        ({"minutes": 20, "reason": "  "}, "reason_missing"),
        ({"minutes": 20, "reason": "长" * 201}, "reason_too_long"),
        ({"outcome": None, "reason": "x"}, "required"),
        ({"visited_at": "2027-01-01 10:00", "reason": "x"}, "future_date"),
        ({"elder_ref": "2", "reason": "x"}, "not_correctable"),
        ({"colour": "red", "reason": "x"}, "unknown_key"),
    ],
)
def test_a_faulty_correction_is_refused(village: Desk, given: dict[str, Any], code: str) -> None:
    ref = record(village)["ref"]
    assert refused(village, "visit", "correct", given, ref) == code


def test_a_void_visit_is_gone_from_the_numbers_and_needs_a_reason(village: Desk) -> None:
    told = record(village)
    assert refused(village, "visit", "void", {}, told["ref"]) == "reason_missing"
    assert refused(village, "visit", "void", {"reason": "x", "minutes": 1}, told["ref"]) == "unknown_key"
    assert refused(village, "visit", "void", {"reason": "x"}, "no such") == "visit_not_found"
    voided = village.do("visit", "void", told["ref"], "--json", village.json({"reason": "重复"}))
    assert voided["ref"] == told["ref"]
    assert village.dump("visit") == []
    assert refused(village, "visit", "void", {"reason": "x"}, told["ref"]) == "visit_not_found"


def test_a_need_is_opened_done_and_closed(village: Desk) -> None:
    opened = village.do("need", "open", "--json", village.json({"elder_ref": "1", "kind": "repair", "due_on": "2026-11-30"}))
    assert (opened["status"], opened["kind"], opened["warnings"]) == ("open", "repair", [])
    ref = opened["ref"]
    doing = village.do("need", "do", "--json", village.json({"ref": ref, "action": "转介", "referral_to": "住建局"}))
    assert (doing["status"], doing["action"], doing["referral_to"]) == ("doing", "referred", "住建局")
    closed = village.do("need", "close", "--json", village.json({"ref": ref}))
    assert (closed["status"], closed["closed_on"], closed["action"]) == ("done", "2026-11-20", "referred")
    assert refused(village, "need", "do", {"ref": ref}) == "need_settled"
    other = village.do("need", "open", "--json", village.json({"elder_ref": "1", "kind": "talk"}))["ref"]
    declined = village.do("need", "close", "--json", village.json({"ref": other, "status": "declined", "closed_on": "2026-11-19"}))
    assert (declined["status"], declined["closed_on"]) == ("declined", "2026-11-19")


@pytest.mark.parametrize(
    ("action", "given", "code"),
    [
        ("open", {"elder_ref": "1", "kind": "gold"}, "bad_code"),
        ("open", {"elder_ref": "1"}, "required"),
        ("open", {"elder_ref": "9", "kind": "talk"}, "elder_not_found"),
        ("open", {"elder_ref": "1", "kind": "talk", "visit_ref": "9"}, "visit_not_found"),
        ("do", {}, "required"),
        ("do", {"ref": "9"}, "need_not_found"),
        ("do", {"ref": "9", "status": "done"}, "status_mismatch"),
        ("close", {"ref": "9", "closed_on": "soon"}, "bad_date"),
        ("close", {"ref": "9", "kind": "talk"}, "unknown_key"),
    ],
)
def test_a_faulty_step_of_a_need_is_refused(village: Desk, action: str, given: dict[str, Any], code: str) -> None:
    if code == "status_mismatch":
        given = {**given, "ref": village.do("need", "open", "--json", village.json({"elder_ref": "1", "kind": "talk"}))["ref"]}
    assert refused(village, "need", action, given) == code


def test_an_elder_is_closed_and_reopened(village: Desk) -> None:
    closed = village.do("elder", "close", "--json", village.json({"ref": "1", "closed_on": "2026-11-05", "closed_reason": "moved_out"}))
    assert (closed["closed_on"], closed["closed_reason"], closed["warnings"]) == ("2026-11-05", "moved_out", [])
    assert refused(village, "elder", "close", {"ref": "1", "closed_on": "2026-11-06", "closed_reason": "deceased"}) == "already_closed"
    reopened = village.do("elder", "reopen", "--json", village.json({"ref": "1", "enrolled_on": "2026-11-10"}))
    assert (reopened["enrolled_on"], reopened["closed_on"], reopened["closed_reason"]) == ("2026-11-10", None, None)


def test_a_closing_tells_of_visits_behind_it(village: Desk) -> None:
    for day in ("2026-11-02", "2026-11-05", "2026-11-09"):
        village.do("visit", "record", "--json", village.json(VISIT | {"visited_at": f"{day} 23:59", "needs": []}))
    closing = {"ref": "1", "closed_on": "2026-11-05", "closed_reason": "deceased"}
    roster = village.table(
        "编号,姓名,性别,出生日期,类别,关爱等级,登记日期,注销日期,注销原因\n1,买买提·吐尔逊,男,1950-02-03,独居,高,2026-09-01,2026-11-01,去世\n"
    )
    loaded = village.do("load", "elder", roster, "--dry-run")
    assert [(each["row"], each["column"], each["code"]) for each in loaded["warnings"]] == [(2, "closed_on", "visits_behind")]
    assert "3 次探访" in loaded["warnings"][0]["message"]
    closed = village.do("elder", "close", "--json", village.json(closing))
    assert [each["code"] for each in closed["warnings"]] == ["visits_behind"]
    assert "1 次探访（最近一次 2026-11-09）" in closed["warnings"][0]["message"]
    # What was seen before the closing can still be written down, and counts.
    late = village.do("visit", "record", "--json", village.json(VISIT | {"visited_at": "2026-11-04 10:00"}))
    assert late["warnings"] == []
    behind = village.do("visit", "record", "--json", village.json(VISIT | {"visited_at": "2026-11-06 10:00"}))
    assert [each["code"] for each in behind["warnings"]] == ["outside_spell"]


def test_a_wrongly_registered_person_is_removed(village: Desk) -> None:
    visit = village.do("visit", "record", "--json", village.json(VISIT))["ref"]
    wrong = {"ref": "1", "reason": "登记错了人"}
    assert refused(village, "elder", "remove", wrong) == "elder_has_visits"
    village.do("visit", "void", visit, "--json", village.json({"reason": "见的是另一位"}))
    before = village.dump("elder")
    removed = village.do("elder", "remove", "--json", village.json(wrong))
    assert removed == before[0] | {"warnings": []}
    assert [each["ref"] for each in village.dump("elder")] == ["2", "3"]
    assert (village.dump("need"), village.dump("visit")) == ([], [])
    assert "1" not in [each["elder_ref"] for each in village.do("due")["items"]]
    assert refused(village, "elder", "remove", wrong) == "elder_not_found"
    assert village.do("doctor")["ok"]
    # The number is free for the right one.
    assert village.do("load", "elder", village.table(ROSTER))["added"] == 1
    assert village.dump("elder") == before


@pytest.mark.parametrize(
    ("action", "given", "code"),
    [
        ("remove", {"ref": "1"}, "reason_missing"),
        ("remove", {"ref": "1", "reason": " "}, "reason_missing"),
        ("remove", {"ref": "1", "reason": "x\u0000"}, "bad_text"),
        ("remove", {"reason": "x"}, "required"),
        ("remove", {"ref": "9", "reason": "x"}, "elder_not_found"),
        ("remove", {"ref": "1", "reason": "x", "full_name": "x"}, "unknown_key"),
        ("close", {"ref": "1", "closed_on": "2026-11-05"}, "required"),
        ("close", {"ref": "1", "closed_on": "2026-11-05", "closed_reason": "bored"}, "bad_code"),
        ("close", {"ref": "1", "closed_on": "2020-01-01", "closed_reason": "deceased"}, "closed_before_enrolled"),
        ("close", {"ref": "9", "closed_on": "2026-11-05", "closed_reason": "deceased"}, "elder_not_found"),
        ("close", {"ref": "1", "closed_on": "2026-11-05", "closed_reason": "deceased", "phone": "1"}, "unknown_key"),
        ("reopen", {"ref": "1", "enrolled_on": "2026-11-05"}, "not_closed"),
        ("reopen", {"ref": "1"}, "required"),
    ],
)
def test_a_faulty_closing_is_refused(village: Desk, action: str, given: dict[str, Any], code: str) -> None:
    assert refused(village, "elder", action, given) == code


def test_a_withdrawn_consent_destroys_what_was_kept_under_it(village: Desk) -> None:
    village.do("visit", "record", "--json", village.json(VISIT))
    withdrawal = {"ref": "1", "consent_withdrawn_on": "2026-11-19"}
    ahead = withdrawal | {"consent_withdrawn_on": "2026-11-21"}
    assert refused(village, "elder", "withdraw-consent", ahead) == "future_date"
    unread = village.run("elder", "withdraw-consent", "--json", village.json(withdrawal | {"consent_withdrawn_on": "昨天"}))
    assert (unread.error, "consent_withdrawn_on" in unread.err) == ("bad_date", True)
    assert village.dump("elder")[0]["phone"] == "13812341234"
    withdrawn = village.do("elder", "withdraw-consent", "--json", village.json(withdrawal))
    assert withdrawn == village.dump("elder")[0] | {"warnings": []}
    assert (withdrawn["phone"], withdrawn["consent_on"], village.dump("visit")[0]["health"]) == (None, None, "unknown")
    assert "不能撤销" in village.run("undo").err
    # Once is enough, and who never consented has nothing to take back.
    assert refused(village, "elder", "withdraw-consent", withdrawal) == "no_consent"
    assert refused(village, "elder", "withdraw-consent", {"ref": "2"}) == "no_consent"
    # Without a day it is today's.
    assert village.do("elder", "withdraw-consent", "--json", village.json({"ref": "3"}))["consent_on"] is None
    assert village.do("doctor")["ok"]
