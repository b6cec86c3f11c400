import ast
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN"><context><name>Page</name>{messages}</context></TS>
"""


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    """The script, loaded by its path: its folder bears the name of an installed package."""
    spec = importlib.util.spec_from_file_location("check_translations", ROOT / "packaging" / "check_translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


def message(source: str, translation: str | None, plural: bool = False) -> str:
    kind = "" if translation is not None else ' type="unfinished"'
    body = f"<numerusform>{translation or ''}</numerusform>" * 2 if plural else translation or ""
    counted = ' numerus="yes"' if plural else ""
    return f"<message{counted}><source>{source}</source><translation{kind}>{body}</translation></message>"


def catalogue(tool: ModuleType, folder: Path, name: str, *messages: str) -> object:
    path = folder / name
    path.write_text(CATALOGUE.replace("{messages}", "".join(messages)), encoding="utf-8")
    return tool.Catalogue(path)


def test_missing_untranslated_and_stale_texts_are_told(tool: ModuleType, tmp_path: Path) -> None:
    shipped = catalogue(tool, tmp_path, "a.ts", message("今天", "Today"), message("老人", None), message("旧", "Old"))
    fresh = catalogue(tool, tmp_path, "b.ts", message("今天", None), message("老人", None), message("新", None))
    assert tool.differences(shipped, fresh) == ["missing: Page: 新", "untranslated: Page: 老人", "stale: Page: 旧"]


def test_places_must_be_the_same_in_both_languages(tool: ModuleType, tmp_path: Path) -> None:
    wrong = message("文件 {file} 有 %1 行", "File {name} has %1 rows")
    right = message("共 %n 人", "%n people", plural=True)
    shipped = catalogue(tool, tmp_path, "a.ts", wrong, right)
    assert tool.differences(shipped, shipped) == ["other places than the source: Page: 文件 {file} 有 %1 行"]


def test_filling_sets_texts_and_both_forms_of_counted_things(tool: ModuleType, tmp_path: Path) -> None:
    shipped = catalogue(tool, tmp_path, "a.ts", message("今天", None), message("%n 人", None, plural=True))
    assert tool.Catalogue.fill(shipped, {"今天": "Today", "%n 人": ["%n person", "%n people"], "没有": "None"}) == 2
    tool.Catalogue.write(shipped)
    forms = tool.Catalogue(tmp_path / "a.ts").translations()
    assert {text.source: found for text, found in forms.items()} == {"今天": ("Today",), "%n 人": ("%n person", "%n people")}


def test_labels_of_codes_are_among_the_texts(tool: ModuleType) -> None:
    from db import codes

    tree = ast.parse((ROOT / "db" / "codes.py").read_text(encoding="utf-8"))
    made = {code.label for enum in vars(codes).values() if isinstance(enum, type) and issubclass(enum, codes.Code) for code in enum}
    assert set(tool.code_labels(tree)) == made


def test_sentences_without_a_mark_are_found_and_tr_of_a_variable_is_a_fault(tool: ModuleType) -> None:
    tree = ast.parse('raise KnownError("a", "一句" "话。")\nself.tr(text)\nself.tr("好")\n')
    assert list(tool.unmarked_sentences(tree)) == ["一句话。"]
    assert list(tool.unreadable_calls(ROOT / "ui" / "page.py", tree)) == ["ui/page.py:2: tr() needs a literal text"]


def test_lupdate_reads_every_kind_of_text(tool: ModuleType, tmp_path: Path) -> None:
    faults = tool.lupdate(tmp_path / "kashi_en.ts")
    contexts = {text.context for text in tool.Catalogue(tmp_path / "kashi_en.ts").translations()}
    assert {"codes", "errors"} <= contexts
    assert faults == []


def test_labels_and_purposes_of_the_registers_are_translated_too(tool: ModuleType) -> None:
    declared = (ROOT / "db" / "declaring.py", ROOT / "db" / "registers" / "unit.py", ROOT / "db" / "registers" / "unit_profile.py")
    words = [each for path in declared for each in tool.register_words(ast.parse(path.read_text(encoding="utf-8")))]
    assert {"单位", "户数", "计算每百户设施面积", "长期保留（不含个人信息）"} <= set(words)
    assert all(not word.startswith("The ") for word in words)
