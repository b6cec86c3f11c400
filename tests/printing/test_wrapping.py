import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kashi_desktop.printing.direction import base_level
from kashi_desktop.printing.fonts import Typesetter
from kashi_desktop.printing.wrapping import EASILY_READ, GO_ON, NO_END, NO_START, READABLE, fit, fit_part, wrap, wrap_name

SETTER = Typesetter()


@settings(max_examples=60, deadline=None)
@given(st.text("老人需要，。、）（“维修abc 12·\n", min_size=1, max_size=120), st.integers(3, 12))
def test_nothing_is_lost_and_marks_stay_with_their_line(text: str, ems: int) -> None:
    lines = wrap(SETTER, text, ems * 1000)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(SETTER.width(line.rstrip(" ")) <= ems * 1000 + 0.01 for line in lines)


@pytest.mark.parametrize("text", ["老人需要维修，已转介（社区）。煤炉、烟道；请“维修队”来看。" * 4])
@pytest.mark.parametrize("ems", range(5, 15))
def test_no_line_begins_or_ends_with_a_forbidden_mark(text: str, ems: int) -> None:
    lines = wrap(SETTER, text, ems * 1000)
    assert all(line[0] not in NO_START for line in lines)
    assert all(line[-1] not in NO_END for line in lines[:-1])


def test_words_stay_whole() -> None:
    assert wrap(SETTER, "ئاۋات مەھەللىسى", SETTER.width("مەھەللىسى") + 1) == ["ئاۋات", "مەھەللىسى"]
    assert wrap(SETTER, "abc defgh", SETTER.width("defgh") + 1) == ["abc", "defgh"]


def test_lines_keep_the_direction_of_their_paragraph() -> None:
    names = "、".join(["مەمتىمىن تۇرسۇن"] * 8)
    chinese = wrap(SETTER, f"未见到的老年人有下面几位，请尽快联系，先打电话，再上门看望：{names}", 20_000)
    assert len(chinese) > 2
    assert {base_level(line) for line in chinese} == {0}
    note = "ئۆي ئىسسىق كۈنى " * 12 + "社区 2026-11-18"
    assert {base_level(line) for line in wrap(SETTER, note, 9_000)} == {1}


def test_keys_break_behind_an_underscore() -> None:
    assert wrap(SETTER, "resident_population", SETTER.width("population") + 1) == ["resident_", "population"]


def test_name_with_more_lines_still_breaks_at_its_dot() -> None:
    assert wrap_name(SETTER, "阿依古丽·艾合买提\n1941年生", 6000) == ["阿依古丽·", "艾合买提", "1941年生"]


def test_names_break_at_their_dot() -> None:
    assert wrap_name(SETTER, "阿依古丽·艾合买提", 6000) == ["阿依古丽·", "艾合买提"]
    assert "".join(wrap_name(SETTER, "阿卜杜热合曼江·艾合买提", 4000)) == "阿卜杜热合曼江·艾合买提"


def test_text_shrinks_until_it_fits() -> None:
    size, lines = fit(SETTER, "长" * 200, (100, 60), 10.5, 1.3)
    assert size < 10.5
    assert "".join(lines) == "长" * 200
    assert size * (1 + 1.3 * (len(lines) - 1)) <= 60
    assert fit(SETTER, "短", (100, 60), 10.5, 1.3) == (10.5, ["短"])


@pytest.mark.parametrize("word", ["Мамбеткулова", "ئابدۇرەھماننىڭ", "Abdurehman"])
def test_text_shrinks_rather_than_tear_a_word(word: str) -> None:
    wide = SETTER.width(word) * 8 / 1000
    size, lines = fit(SETTER, f"{word} {word}", (wide, 60), 10.5, 1.35)
    assert size <= 8
    assert lines == [word, word]


def test_long_words_break_at_their_hyphen() -> None:
    assert wrap(SETTER, "Мамбеткулова-Каримова", SETTER.width("Мамбеткулова-") + 1) == ["Мамбеткулова-", "Каримова"]


@settings(max_examples=60, deadline=None)
@given(
    st.text("老人需要，。、）（“维修abc 12·\n", min_size=1, max_size=200),
    st.integers(30, 200),
    st.integers(12, 60),
    st.sampled_from([READABLE, EASILY_READ]),
)
def test_what_has_no_room_is_the_rest(text: str, wide: int, high: int, least: float) -> None:
    size, lines, rest = fit_part(SETTER, text, (wide, high), 10.5, 1.35, least)
    assert size >= least
    assert size * (1 + 1.35 * (len(lines) - 1)) <= high + 0.01
    kept = [line for line in lines if line != GO_ON]
    assert "".join("".join(kept).split() + rest.split()) == "".join(text.split())
    assert (GO_ON in lines) == bool(rest)
