import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from db.codes import Outcome
from db.registers.registry import TYPED
from kashi_desktop import startup
from kashi_desktop.demo.cast import NOBODY, chosen_units, roster
from kashi_desktop.demo.office import PASSPHRASE
from kashi_desktop.demo.plan import chosen
from kashi_desktop.demo.story import COUNTIES, PREFECTURE, STORY_END, Settings, Story
from kashi_desktop.demo.telling import Untrue
from kashi_desktop.types.clock import Clock
from kashi_desktop.workspace import Workspace
from tests import goldens
from tests.cli.terminal import Done, run
from tests.goldens import Names, abridged, seeded
from tests.workspaces import copy

# One worker tells the story once for all that look at it.
pytestmark = pytest.mark.xdist_group("story")


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Story:
    """Two counties of three units over three months, the second of which joins for the last two, played to the end."""
    played = Story(tmp_path_factory.mktemp("demo"), Settings(counties=2, units=3, months=3, live=2), lambda sentence: None)
    with seeded():
        played.play()
    return played


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """The story of the command, as small as can be."""
    tiny = partial(Settings, counties=1, units=1, elders=1, months=1)
    monkeypatch.setattr("kashi_desktop.demo.story.Settings", tiny)


def test_the_figures_of_the_story_are_those_worked_by_hand(story: Story) -> None:
    # Moved out, declined, proxy alone, died, nobody came, joined on the 28th.
    rates = {
        (month["period"], each["code"]): (each["numerator"], each["denominator"]) for month in story.figures for each in month["units"]
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
    assert [month["county"]["display"] for month in story.figures] == ["100.00", "90.63", "96.97"]
    assert set(story.told()["outcomes"]) == {each.value for each in Outcome}


def test_the_prefecture_knows_the_sums_of_its_counties_and_nobody(story: Story) -> None:
    counties = [code for code, _ in COUNTIES[:2]]
    parts = [story.numbers[code]["monthly_visit_rate"] for code in counties]
    whole = story.numbers[PREFECTURE[0]]["monthly_visit_rate"]
    assert int(whole["numerator"]) == sum(int(each["numerator"]) for each in parts) > 40
    assert int(whole["denominator"]) == sum(int(each["denominator"]) for each in parts)
    database = startup.open_workspace(story.root / "workspaces" / PREFECTURE[0], PASSPHRASE, Clock(STORY_END))
    people = [person.full_name for county in story.counties for office in county.villages for person in office.people]
    content = repr([list(database.registers.dump(register)) for register in TYPED])
    database.close()
    assert len(people) == 72
    assert not any(name in content for name in people)


def test_every_register_has_records_of_the_story(story: Story) -> None:
    with Opened(story.root, COUNTIES[0][0]) as county:
        kept = {register: sum(1 for _ in county.registers.dump(register)) for register in TYPED}
        assert county.doctor.examine().ok
    assert [register for register, number in kept.items() if not number] == ["definition"]


@pytest.mark.parametrize("place", range(9))
def test_an_office_of_the_story_holds_and_tells_what_it_did(story: Story, place: int) -> None:
    offices = [office for county in story.counties for office in county.offices]
    code = [PREFECTURE[0], *(office.code for office in offices)][place]
    with Opened(story.root, code) as office:
        names = Names([office])
        lines = [names.plain(each) for each in goldens.dumps(office)]
    lines += goldens.figures(_commands(story.root, code), "2026-11")
    goldens.check(f"demo/{code}.txt", _kept(lines))


def _commands(root: Path, code: str) -> Callable[..., Done]:
    """Commands of an office of a demo on its last day."""
    return partial(run, "--data", root / "workspaces" / code, "--today", STORY_END.isoformat(), passphrase=PASSPHRASE)


def _kept(lines: Sequence[str]) -> str:
    """The lines with long registers cut short."""
    return "\n".join(abridged(lines, lambda line: "record" if line.startswith("{") else "")) + "\n"


def test_the_guide_names_every_file(story: Story) -> None:
    guide = (story.root / "README.txt").read_text(encoding="utf-8")
    files = [each for each in story.root.rglob("*") if each.is_file() and "workspaces" not in each.relative_to(story.root).parts]
    assert [each.name for each in files if each.name not in guide and each.name != "README.txt"] == []
    assert len(files) > 80
    assert PASSPHRASE in guide


class Opened:
    """An office of a demo, open for a look."""

    def __init__(self, root: Path, code: str) -> None:
        self._workspace = startup.open_workspace(root / "workspaces" / code, PASSPHRASE, Clock(STORY_END))

    def __enter__(self) -> Workspace:
        return self._workspace

    def __exit__(self, *_: object) -> None:
        self._workspace.close()


def test_a_small_story_that_ends_early_in_a_month(tmp_path: Path) -> None:
    played = Story(tmp_path, Settings(1, 2, 7, 2, seed=5, until=date(2026, 3, 6)), lambda sentence: None)
    played.play()
    assert [month["period"] for month in played.figures] == ["2026-02", "2026-03"]


def test_a_folder_in_use_is_left_alone_and_force_replaces_the_last_demo_only(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    tiny = ("--units", "1", "--elders", "1", "--months", "1")
    assert run("demo", tmp_path, *tiny).error == "file_exists"
    done = run("demo", tmp_path, *tiny, "--force")
    assert (done.code, done.body["ok"], done.body["passphrase"]) == (0, True, PASSPHRASE)
    assert PASSPHRASE in done.err
    kept = {each.name: each.read_bytes() for each in tmp_path.rglob("kashi.keys")}
    assert run("demo", tmp_path, *tiny, "--force").code == 0
    (aside,) = tmp_path.glob("aside-*-1")
    assert {each.name: each.read_bytes() for each in aside.rglob("kashi.keys")} == kept
    assert (tmp_path / "letter.txt").read_text(encoding="utf-8") == "x"
    assert run("demo", tmp_path / "letter.txt", *tiny, "--force").error == "file_exists"


@pytest.mark.usefixtures("small")
def test_without_a_size_the_story_is_told(tmp_path: Path) -> None:
    body = run("demo", tmp_path).body
    assert body["ok"]
    assert (len(body["units"]), [month["period"] for month in body["months"]]) == (1, ["2026-11"])
    assert set(body["numbers"]) == {PREFECTURE[0], COUNTIES[0][0], body["units"][0]["code"]}


@pytest.mark.usefixtures("small")
def test_a_story_that_goes_wrong_is_a_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = count()
    monkeypatch.setattr(
        "kashi_desktop.demo.counties.figure",
        lambda number: {"numerator": str(next(calls)), "denominator": "", "display": None, "met": None},
    )
    done = run("demo", tmp_path)
    assert done.code == 1
    assert done.body["error"]["code"] == "demo_failed"
    assert not done.body["ok"]


# The large county.

SIZE = ("--units", "4", "--elders", "20", "--months", "3")


@pytest.fixture(scope="module")
def big(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[dict[str, Any], Workspace]]:
    """What the command told of a county of four units, and the county open."""
    root = tmp_path_factory.mktemp("big")
    with seeded():
        done = run("demo", root, *SIZE, "--seed", "3")
    assert done.code == 0, done.err
    with Opened(root, done.body["office"]) as county:
        yield done.body, county


def test_a_large_county_fills_every_register_soundly(big: tuple[dict[str, Any], Workspace]) -> None:
    body, county = big
    for register in set(TYPED) - {"definition", "unit"}:
        records = sum(1 for _ in county.registers.dump(register))
        assert records == body["records"][register] > 0, register
    assert body["records"]["elder"] == 80
    assert county.doctor.examine().ok
    assert [month["period"] for month in body["months"]] == ["2026-09", "2026-10", "2026-11"]
    states = {cell.state for line in county.board.board().lines for cell in line.cells}
    assert {"received", "silent"} <= states


def test_a_large_county_holds_and_tells_what_it_did(big: tuple[dict[str, Any], Workspace], tmp_path: Path) -> None:
    body, county = big
    names = Names([county])
    lines = [names.plain(each) for each in goldens.dumps(county)]
    copy(Path(body["folder"]) / "workspaces" / body["office"], tmp_path / "workspaces" / body["office"])
    lines += goldens.figures(_commands(tmp_path, body["office"]), "2026-11")
    goldens.check("demo/large-county.txt", _kept(lines))


def test_the_extract_for_research_of_a_large_county(big: tuple[dict[str, Any], Workspace], tmp_path: Path) -> None:
    big[1].research.extract(tmp_path / "extract.sqlite")
    lines: list[str] = []
    with closing(sqlite3.connect(tmp_path / "extract.sqlite")) as extract:
        for name, made in extract.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall():
            lines += [made, *(goldens.as_line(row) for row in extract.execute(f'SELECT * FROM "{name}"'))]
    goldens.check("demo/research.txt", "\n".join(lines) + "\n")


def test_the_same_seed_gives_the_same_records(big: tuple[dict[str, Any], Workspace], tmp_path: Path) -> None:
    first = _records(big[1])
    for seed, same in (("3", True), ("4", False)):
        body = run("demo", tmp_path / seed, *SIZE, "--seed", seed).body
        with Opened(tmp_path / seed, body["office"]) as county:
            assert (_records(county) == first) is same


def _records(county: Workspace) -> dict[str, list[Any]]:
    return {register: list(county.registers.dump(register)) for register in TYPED}


def test_a_county_of_the_wished_size_is_found_or_refused() -> None:
    assert chosen(10)[0] == "653121000000"
    code, _, units = chosen(300)
    assert (code, len({unit for unit, _ in units})) == ("653129000000", 300)
    with pytest.raises(Untrue):
        chosen(556)
    assert run("demo", "nowhere", "--units", "556").error == "usage"


# The cast.


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
    assert {code[:6] for code, _ in chosen_units(4, "653122000000", ())} == {"653122"}


def test_the_calendar_ends_on_the_last_day() -> None:
    months = Settings(months=14).calendar()
    assert (months[0].name, months[-1].name, months[-1].until) == ("2025-10", "2026-11", STORY_END)
