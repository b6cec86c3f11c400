"""What a declaration must say, and what no register may ever hold."""

from pathlib import Path

import pytest

from db.declaring import Columns, Register, column
from db.field_types import Line
from db.forbidden import must_not_exist
from db.journal import creation
from db.registers.registry import REGISTERS, TYPED
from kashi_desktop.rules.register_checks import CHECKS
from kashi_desktop.workspace import Workspace

NEVER = ["民族", "宗教信仰", "政治面貌", "是否党员", "病史", "家庭月收入（元）", "来客", "子女去向", "人脸照片", "经度", "风险评分"]
NEVER_KEYS = ["ethnicity", "religion", "party_member", "political_status", "diagnosis", "monthly_income", "gps", "risk_score", "face_photo"]


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda each: each.name)
def test_every_declaration_says_everything(register: Register) -> None:
    assert register.label
    assert register.natural
    assert set(register.checks) <= CHECKS.keys()
    for each in register.columns:
        assert each.label, each.key
        assert each.basis in ("duty", "consent")
        assert each.keep, each.key
        assert each.who_sees, each.key
        assert each.set_by in ("keeper", "parent", "both", "organiser", "office", "program")
        assert each.purpose or register.name not in TYPED, each.key
        assert not must_not_exist(each.key, each.label)


def test_a_file_holds_one_register_and_bears_its_name() -> None:
    folder = Path(__file__).resolve().parents[2] / "db" / "registers"
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "registry"}
    parts = {"elder_spell": "elder", "worker_state": "worker", "unit_state": "unit"}
    assert {parts.get(name, name) for name in REGISTERS} == files


@pytest.mark.parametrize("label", NEVER)
def test_labels_of_what_is_never_kept_are_known(label: str) -> None:
    assert must_not_exist("x", label)


@pytest.mark.parametrize("key", NEVER_KEYS)
def test_keys_of_what_is_never_kept_are_known(key: str) -> None:
    assert must_not_exist(key)


def test_a_declaration_of_what_is_never_kept_is_refused() -> None:
    class Watching(Columns):
        income: Line = column("每月", "没有理由", default="")

    with pytest.raises(ValueError, match="must not exist"):
        _ = Register("watching", "监视", Watching, where="village", natural=("income",), kept_at=frozenset()).columns


def test_a_column_that_says_nothing_of_itself_is_refused() -> None:
    class Silent(Columns):
        note: Line = ""

    with pytest.raises(TypeError, match="not declared with column"):
        _ = Register("silent", "无", Silent, where="village", natural=("note",), kept_at=frozenset()).columns


def test_a_value_without_a_place_is_an_error() -> None:
    with pytest.raises(ValueError, match="no place for hobby"):
        creation(bytes(16), "volunteer", bytes(16), bytes(16), {"full_name": "甲", "hobby": "下棋"})


def test_a_table_that_brings_them_is_told_so_and_loses_them(village: Workspace, tmp_path: Path) -> None:
    table = tmp_path / "roster.csv"
    table.write_text(
        "姓名,性别,出生日期,类别,关爱等级,登记日期,民族,月收入,颜色\n古丽,女,1941-02-03,独居,高,2026-01-02,某,1200,红\n", encoding="utf-8"
    )
    report = village.registers.load("elder", table)
    assert report.loaded
    assert report.added == 1
    assert [(each.column, each.code) for each in report.warnings if each.code in ("column_never_kept", "unknown_column")] == [
        ("民族", "column_never_kept"),
        ("月收入", "column_never_kept"),
        ("颜色", "unknown_column"),
    ]
    (kept,) = village.registers.dump("elder")
    assert "某" not in kept.values()
    assert "1200" not in kept.values()
