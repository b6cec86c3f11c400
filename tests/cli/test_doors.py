"""One check at every door of the command line: what cannot be kept is refused with a sentence and exit 2, never a bug."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.cli.terminal import COUNTY, PASSPHRASE, ROSTER, VILLAGE, VISIT, Desk
from tests.cli.test_frame import shell

NOT_UTF8 = os.fsdecode(b"A\xff")
NEVER = ["\ud800", "a\x00b", "a\x1bb", "a\x85b", "长" * 300]
"""Texts that no field takes: a lone surrogate, control characters, too many letters."""
NOT_ON_ONE_LINE = ["a\u2028b", "a\nb"]


def given_as(village: Desk, words: str, record: dict[str, Any]) -> str:
    """The code with which a record on stdin is refused; nothing may have changed."""
    before = [village.dump(register) for register in ("elder", "visit", "need")]
    done = village.run(*words.split(), "--json", "-", stdin=json.dumps(record).encode())
    assert [village.dump(register) for register in ("elder", "visit", "need")] == before
    return done.error


@pytest.fixture
def need(village: Desk) -> str:
    """The number of an open need."""
    village.do("visit", "record", "--json", village.json(VISIT | {"ref": "V1"}))
    return str(village.dump("need")[0]["ref"])


@pytest.mark.parametrize("text", [*NEVER, *NOT_ON_ONE_LINE])
@pytest.mark.parametrize("action", ["do", "close"])
def test_a_step_of_a_need_takes_no_more_than_its_form(village: Desk, need: str, action: str, text: str) -> None:
    assert given_as(village, f"need {action}", {"ref": need, "referral_to": text}) in ("too_long", "bad_text", "bad_json")
    assert given_as(village, f"need {action}", {"ref": need, "action": text}) in ("bad_code", "bad_json")
    assert given_as(village, f"need {action}", {"ref": text}) in ("too_long", "bad_text", "bad_json")
    assert given_as(village, f"need {action}", {"ref": need, "unit_code": text}) in ("bad_unit_code", "bad_json")
    assert given_as(village, f"need {action}", {"ref": need, text: "x"}) in ("unknown_key", "bad_json")


def test_a_referral_is_kept_as_the_form_keeps_it(village: Desk, need: str) -> None:
    told = village.do("need", "do", "--json", village.json({"ref": f" {need} ", "referral_to": "\u200b  县民政局 ", "action": "referred"}))
    assert (told["ref"], told["referral_to"], told["status"]) == (need, "\u200b  县民政局", "doing")


@pytest.mark.parametrize("day", ["1899-12-31", "0026-01-01", "2026-02-30", "2026-W40-4", "昨天"])
def test_days_before_1900_and_days_of_no_calendar_are_refused_by_every_step(village: Desk, need: str, day: str) -> None:
    for words, record in {
        "elder close": {"ref": "1", "closed_on": day, "closed_reason": "deceased"},
        "elder reopen": {"ref": "1", "enrolled_on": day},
        "need close": {"ref": need, "closed_on": day},
    }.items():
        assert given_as(village, words, record) == "bad_date", words
    assert given_as(village, "need close", {"ref": need, "closed_on": day, "status": "declined"}) == "bad_date"


@pytest.mark.parametrize("text", NEVER)
def test_a_reason_holds_what_a_note_may_hold(village: Desk, need: str, text: str) -> None:
    codes = ("reason_too_long", "bad_text", "bad_json")
    assert given_as(village, "visit void V1", {"reason": text}) in codes
    assert given_as(village, "visit correct V1", {"reason": text, "minutes": 3}) in codes
    done = village.run("erase", f"elder/{VILLAGE}/1", "--reason", text)
    assert done.error in ("usage", "reason_too_long")
    assert len(village.dump("elder")) == 3


@pytest.mark.parametrize(
    "words",
    [
        ["visit", "void", NOT_UTF8, "--json", "-"],
        ["visit", "correct", NOT_UTF8, "--json", "-"],
        ["erase", f"elder/{VILLAGE}/{NOT_UTF8}", "--reason", "x"],
        ["erase", f"elder/{VILLAGE}/1", "--reason", NOT_UTF8],
        ["dump", "elder", "--unit", NOT_UTF8],
        ["dump", NOT_UTF8],
        ["load", NOT_UTF8, "x.csv"],
        ["print", "elder-card", "--ref", NOT_UTF8, "--out", "x.pdf"],
        ["print", "elder-card", "--ref", "a\x01", "--out", "x.pdf"],
        ["due", "--month", NOT_UTF8],
        ["indicators", "--period", NOT_UTF8],
        ["waiting", "take", NOT_UTF8],
        ["keys", "trust", NOT_UTF8],
        ["enrol", "approve", NOT_UTF8],
        ["init", "--level", "village", "--unit", VILLAGE, "--name", NOT_UTF8],
        [NOT_UTF8],
        ["status", NOT_UTF8],
    ],
)
def test_a_word_that_is_no_text_is_a_usage_error(village: Desk, words: list[str]) -> None:
    done = village.run(*words, stdin=b'{"reason": "x"}')
    assert done.error == "usage"


@pytest.mark.parametrize(
    "words",
    [
        ["--data", ""],
        ["--data="],
        ["status", "--data", ""],
        ["init", "--level", "village", "--unit", VILLAGE, "--invitation", ""],
        ["load", "elder", ""],
        ["template", "elder", ""],
        ["visit", "record", "--json", ""],
        ["import", ""],
        ["inspect", ""],
        ["export", ""],
        ["receipt", "--all", ""],
        ["print", "elder-card", "--out", ""],
        ["research-extract", ""],
        ["demo", ""],
    ],
)
def test_an_empty_path_is_a_usage_error(words: list[str]) -> None:
    done = shell(*words)
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["code"] == "usage"


def test_a_path_of_any_bytes_is_still_a_path(village: Desk) -> None:
    table = village.out / os.fsdecode(b"names-\xff.csv")
    table.write_text("编号,姓名,性别,出生日期,类别,关爱等级,登记日期\n9,古丽,女,1950-01-01,独居,低,2026-09-01\n", encoding="utf-8")
    assert village.do("load", "elder", table)["added"] == 1
    assert village.do("print", "elder-card", "--out", village.out / os.fsdecode(b"\xfe.pdf"))["pages"] == 4


def test_a_passphrase_that_is_no_text_is_refused_and_not_a_bug(village: Desk) -> None:
    command = [sys.executable, "main.py", "--data", str(village.data), "status"]
    environment = os.environ | {"KASHI_PASSPHRASE": os.fsdecode(b"\xff" + PASSPHRASE.encode())}
    root = Path(__file__).resolve().parent.parent.parent
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, check=False)
    assert (done.returncode, json.loads(done.stdout)["error"]["code"]) == (2, "passphrase_text")


@pytest.mark.parametrize("name", ["长" * 51, "a\u2028b"])
def test_a_colleagues_name_has_the_limits_of_a_name(tmp_path: Path, name: str) -> None:
    fresh = Desk(tmp_path / "fresh", tmp_path)
    assert fresh.run("init", "--level", "county", "--unit", COUNTY, "--name", name).error in ("too_long", "bad_text")
    assert not fresh.data.exists()
    assert fresh.run("init", "--level", "county", "--unit", COUNTY, "--name", "  ").code == 0


def test_a_recovery_key_that_is_no_text_is_mistyped(county: Desk) -> None:
    assert county.run("keys", "recover", "--sheet", stdin=b"\xff\xfe\n").code == 2


# Files.


@pytest.fixture
def pipe(village: Desk) -> Path:
    """A pipe that nobody writes to: who opens it waits for ever."""
    path = village.out / "pipe"
    os.mkfifo(path)
    return path


def test_a_pipe_or_a_device_is_no_input(village: Desk, pipe: Path) -> None:
    for path in (pipe, Path("/dev/zero")):
        assert village.run("visit", "record", "--json", path).error == "not_a_file"
        assert village.run("inspect", path).error == "not_a_file"
        assert village.run("import", path).error == "not_a_file"
        assert village.run("load", "elder", path).error == "file_unreadable"
        fresh = Desk(village.out / "fresh", village.out)
        assert fresh.run("init", "--level", "village", "--unit", VILLAGE, "--invitation", path).error == "not_a_file"
        assert not (fresh.data / "kashi.db").exists()


def test_load_keeps_its_keys_when_the_file_is_refused(village: Desk) -> None:
    refused = [
        village.run("load", "elder", village.table("姓名,性别\n", "headers.csv")),
        village.run("load", "elder", village.out / "nothing.csv"),
        village.run("load", "elder", village.out),
        village.run("load", "unicorn", village.table(ROSTER)),
        village.run("load", "course", village.table(ROSTER)),
    ]
    loaded = village.do("load", "elder", village.table(ROSTER))
    for done in refused:
        assert done.error
        empty = {key: type(value)() for key, value in loaded.items()}
        assert done.body == empty | {"error": done.body["error"]}


def test_a_link_to_a_file_is_read_as_the_file(village: Desk) -> None:
    link = village.out / "link.json"
    link.symlink_to(village.json(VISIT))
    assert village.do("visit", "record", "--json", link)["elder_ref"] == "1"


@pytest.mark.parametrize(
    "words", [["template", "elder"], ["print", "elder-card", "--out"], ["research-extract"]], ids=["template", "print", "extract"]
)
def test_force_replaces_files_alone(village: Desk, pipe: Path, words: list[str]) -> None:
    aim = village.out / "aim.pdf"
    aim.write_text("kept")
    link, hanging = village.out / "link.pdf", village.out / "hanging.pdf"
    link.symlink_to(aim)
    hanging.symlink_to(village.out / "nothing")
    for path in (pipe, link, hanging, Path("/dev/null")):
        kind = path.lstat().st_mode
        assert village.run(*words, path).error == "file_exists"
        assert village.run(*words, path, "--force").error == "not_a_file"
        assert path.lstat().st_mode == kind
    assert aim.read_text() == "kept"
    village.do(*words, aim, "--force")
    assert aim.read_bytes() != b"kept"


def test_force_replaces_no_link_by_an_invitation(county: Desk) -> None:
    aim, link = county.out / "aim", county.out / "link"
    aim.write_text("kept")
    link.symlink_to(aim)
    assert county.run("invite", "--unit", VILLAGE, link, "--force").error == "not_a_file"
    assert (aim.read_text(), link.is_symlink()) == ("kept", True)


# Whatever is typed.

ANYTHING = st.one_of(
    st.text(st.characters(), max_size=60),
    st.sampled_from([*NEVER, *NOT_ON_ONE_LINE, "1899-12-31", "9999-12-31", "deceased", "done", "1", ""]),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.none(),
    st.lists(st.text(st.characters(), max_size=5), max_size=3),
)
STEPS = {
    "visit record": tuple(VISIT),
    "visit correct V1": ("reason", "minutes", "note", "visited_at", "visitors", "unit_code"),
    "visit void V1": ("reason", "unit_code"),
    "need open": ("ref", "elder_ref", "kind", "due_on", "detail", "visit_ref"),
    "need do": ("ref", "action", "referral_to", "status", "unit_code"),
    "need close": ("ref", "action", "referral_to", "status", "unit_code", "closed_on"),
    "elder close": ("ref", "closed_on", "closed_reason", "unit_code"),
    "elder reopen": ("ref", "enrolled_on", "unit_code"),
    "elder withdraw-consent": ("ref", "consent_withdrawn_on", "unit_code"),
    "elder confirm-consent": ("ref", "unit_code"),
}


@pytest.mark.fuzz
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_no_record_whatever_it_holds_is_a_bug(village: Desk, data: st.DataObject) -> None:
    step = data.draw(st.sampled_from(sorted(STEPS)))
    sound: dict[str, Any] = dict(VISIT) if step == "visit record" else {"ref": "1"} if "elder" in step else {}
    record = sound | data.draw(st.dictionaries(st.sampled_from(STEPS[step]), ANYTHING, min_size=1, max_size=3))
    done = village.run(*step.split(), "--json", "-", stdin=json.dumps(record).encode())
    assert done.code in (0, 2), done.body
