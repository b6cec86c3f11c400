from itertools import count
from pathlib import Path

import pytest

from db.codes import Outcome
from kashi_desktop.cli.demo_cast import NOBODY, chosen_units, roster
from kashi_desktop.cli.demo_office import PASSPHRASE
from kashi_desktop.cli.demo_story import STORY_END, Settings
from tests.cli.terminal import run


def test_the_whole_story(tmp_path: Path) -> None:
    done = run("demo", tmp_path / "demo", passphrase=None)
    assert done.code == 0, done.err
    body = done.body
    assert body["ok"]
    # Worked by hand from the plan: moved out, declined, proxy alone, died, nobody came, joined on the 28th.
    rates = {
        (month["period"], each["code"]): (each["numerator"], each["denominator"]) for month in body["months"] for each in month["units"]
    }
    assert rates == {
        ("2026-09", "653121100201"): ("12", "12"),
        ("2026-09", "653121100202"): ("12", "12"),
        ("2026-09", "653121100002"): ("12", "12"),
        ("2026-10", "653121100201"): ("9", "10"),
        ("2026-10", "653121100202"): ("10", "11"),
        ("2026-10", "653121100002"): ("10", "11"),
        ("2026-11", "653121100201"): ("11", "11"),
        ("2026-11", "653121100202"): ("10", "11"),
        ("2026-11", "653121100002"): ("11", "11"),
    }
    assert [month["county"]["display"] for month in body["months"]] == ["100.00", "90.63", "96.97"]
    assert set(body["outcomes"]) == {each.value for each in Outcome}
    assert PASSPHRASE in done.err
    guide = (tmp_path / "demo" / "README.txt").read_text(encoding="utf-8")
    assert [Path(file).name for file in body["files"] if Path(file).name not in guide and not file.endswith("README.txt")] == []
    assert run("--data", tmp_path / "demo" / "workspaces" / "653121000000", "doctor", passphrase=PASSPHRASE).body["ok"]


@pytest.mark.parametrize(("units", "elders", "months", "today"), [(1, 1, 1, "2026-11-30"), (2, 7, 2, "2026-03-06")])
def test_a_small_story(tmp_path: Path, units: int, elders: int, months: int, today: str) -> None:
    size = ["--units", units, "--elders", elders, "--months", months, "--today", today]
    done = run("demo", tmp_path, *map(str, size), "--seed", "5")
    assert done.code == 0, done.err
    assert len(done.body["months"]) == months


def test_a_folder_in_use_is_left_alone_and_force_replaces_the_last_demo_only(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    small = ("--units", "1", "--elders", "1", "--months", "1")
    assert run("demo", tmp_path, *small).error == "file_exists"
    assert run("demo", tmp_path, *small, "--force").code == 0
    assert run("demo", tmp_path, *small, "--force").code == 0
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "x"
    assert run("demo", tmp_path / "letter.txt", *small, "--force").error == "file_exists"


def test_a_story_that_goes_wrong_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "kashi_desktop.cli.demo_story._figure",
        lambda number, calls=count(): {"numerator": str(next(calls)), "denominator": "", "display": None, "met": None},
    )
    done = run("demo", tmp_path, "--units", "1", "--elders", "1", "--months", "1")
    assert done.code == 1
    assert done.body["error"]["code"] == "demo_failed"
    assert not done.body["ok"]


def test_people_of_one_seed_are_the_same_and_nobody() -> None:
    first = roster(1, 0, 40, STORY_END)
    assert first == roster(1, 0, 40, STORY_END)
    assert first != roster(2, 0, 40, STORY_END)
    assert {"买买提·吐尔逊", "王㛃", "李𬱖", "陈䶮"} <= {each.full_name for each in first}
    numbers = [each.cells("653121100201")["id_number"] for each in first]
    assert all(number == "" or number.startswith(NOBODY) for number in numbers)
    assert any(numbers)


def test_units_are_real_and_of_one_county() -> None:
    found = chosen_units(10)
    assert [code for code, _ in found[:3]] == ["653121100201", "653121100202", "653121100002"]
    assert len({code for code, _ in found}) == 10
    assert {code[:6] for code, _ in found} == {"653121"}


def test_the_calendar_ends_on_the_last_day() -> None:
    months = Settings(months=14).calendar()
    assert (months[0].name, months[-1].name, months[-1].until) == ("2025-10", "2026-11", STORY_END)
