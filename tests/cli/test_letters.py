"""Letters that no bundled face draws are told on the command line: at load, at save and at print, and nobody's name with them."""

from tests.cli.terminal import VISIT, Desk

ODD, NUMBER = "\U0002a00b", "U+2A00B"
ROSTER = f"""编号,姓名,性别,出生日期,类别,关爱等级,登记日期,同意日期,住址
7,赵{ODD}芳,女,1944-01-01,独居,低,2026-09-01,2026-09-01,
8,钱𠅤生,男,1944-01-01,独居,低,2026-09-01,2026-09-01,한 1号
9,孙\u0259明,男,1944-01-01,独居,低,2026-09-01,2026-09-01,
"""


def test_load_save_and_print_name_the_letter_and_take_it(village: Desk) -> None:
    loaded = village.run("load", "elder", village.table(ROSTER))
    told = loaded.body["warnings"]
    assert [(each["row"], each["column"], each["code"], each["value"]) for each in told] == [
        (2, "full_name", "letter_not_drawn", "赵**"),
        (3, "address", "letter_not_drawn", told[1]["value"]),
    ]
    assert f"{ODD}（{NUMBER}）" in told[0]["message"]
    assert "한（U+D55C）" in told[1]["message"]
    assert f"第 2 行 full_name 请注意：{told[0]['message']}" in loaded.err
    assert (loaded.body["added"], loaded.body["rejected"]) == (3, [])

    seen = village.run("visit", "record", "--json", village.json(VISIT | {"elder_ref": "7", "note": "见面😀"}))
    assert [each["code"] for each in seen.body["warnings"]] == ["letter_not_drawn"]
    assert "😀（U+1F600）" in seen.err

    printed = village.run("print", "visit-record", "--period", "2026-11", "--out", village.out / "a.pdf")
    assert printed.code == 0
    words = [each["message"] for each in printed.body["warnings"]]
    assert {each["code"] for each in printed.body["warnings"]} == {"letter_not_drawn"}
    assert any(each.startswith(f"第 1 页“赵**”里的 {ODD}（{NUMBER}）") for each in words)
    assert any("😀（U+1F600）" in each for each in words)
    assert all(each in printed.err for each in words)
    assert f"赵{ODD}芳" not in loaded.err + printed.err + printed.out.decode("utf-8")


def test_only_the_first_places_of_a_paper_are_told_one_by_one(village: Desk) -> None:
    rows = "".join(f"{20 + n},甲{chr(0xAC00 + n)},女,1944-01-01,独居,低,2026-09-01,2026-09-01,\n" for n in range(8))
    village.do("load", "elder", village.table(ROSTER.splitlines()[0] + "\n" + rows))
    told = village.do("print", "due-list", "--out", village.out / "a.pdf")["warnings"]
    assert len(told) == 6
    assert told[-1]["message"].startswith("另有 3 处")


def test_a_paper_without_odd_letters_warns_of_nothing(village: Desk) -> None:
    assert village.do("print", "due-list", "--out", village.out / "a.pdf")["warnings"] == []
