"""No path of the program removes or writes over a database or its keys (sync.md §7): what is in the way is set aside.

Whatever removes, renames over or empties a file stands here by its place, with the reason why that is no workspace's.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = [ROOT / "main.py", *sorted(path for part in ("ui", "kashi_desktop", "db") for path in (ROOT / part).rglob("*.py"))]

MAY = {
    "db/keyslots.py:_write_whole": "the key slots in their new form, whole, over the old ones; its own unfinished draft",
    "kashi_desktop/paths.py:set_aside": "moves into a folder that it has just made",
    "kashi_desktop/paths.py:put_in_place": "the one place where a finished file takes another's name; never a workspace's",
    "kashi_desktop/services/recovery.py:print_new": "the sheet that it has just written, whose code opens nothing",
    "kashi_desktop/startup.py:_mark_finished": "the empty mark that this set-up made",
    "kashi_desktop/printing/files.py:write_whole": "its own unfinished draft",
    "kashi_desktop/sync/safe_files.py:_remove": "what it has just written and could not verify",
    "kashi_desktop/spreadsheets/writing.py:write_csv": "a draft in a folder of its own",
    "kashi_desktop/spreadsheets/writing.py:safe_workbook": "a draft in a folder of its own",
    "kashi_desktop/bugs.py:report_bug": "the log of faults, begun anew at a megabyte",
    "kashi_desktop/demo/story.py:play": "the demo's own text",
    "kashi_desktop/demo/county.py:play": "the demo's own text",
    "kashi_desktop/demo/setting.py:write_rows": "the demo's own tables",
    "kashi_desktop/demo/office.py:write_roster": "the demo's own tables",
    "kashi_desktop/demo/counties.py:_send": "the demo's own package, lost on purpose",
    "kashi_desktop/demo/counties.py:_tamper": "the demo's own package, altered on purpose",
    "ui/screenshots/world.py:_inbox": "packages for the pictures",
    "ui/screenshots/__main__.py:invited": "the invitation in a picture",
}

_REMOVES = {"unlink", "rmdir", "rmtree", "removedirs", "rename", "renames", "truncate", "write_text", "write_bytes"}
_OF_MODULES = {("os", "remove"), ("os", "replace"), ("shutil", "move"), ("shutil", "copy"), ("shutil", "copyfile"), ("shutil", "copy2")}


def removing(source: str) -> Iterator[tuple[str, int, str]]:
    """(function, line, call) of each call that takes a file away or empties it."""
    tree = ast.parse(source)
    for node, function in _with_function(tree, ""):
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "shutil"):
            yield from ((function, node.lineno, each.name) for each in node.names if each.name in {*_REMOVES, "remove", "replace", "move"})
        if isinstance(node, ast.Call) and (name := _name(node)):
            yield function, node.lineno, name


def _with_function(tree: ast.AST, function: str) -> Iterator[tuple[ast.AST, str]]:
    for child in ast.iter_child_nodes(tree):
        inside = child.name if isinstance(child, ast.FunctionDef) else function
        yield child, inside
        yield from _with_function(child, inside)


def _name(call: ast.Call) -> str:
    called = call.func
    name = called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""
    module = called.value.id if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name) else ""
    if name.startswith("write_") and isinstance(called, ast.Name):  # a function of ours
        return ""
    # A text's replace takes two arguments, a date's takes names; a path's takes one.
    of_a_path = name == "replace" and len(call.args) == 1 and not call.keywords and not isinstance(call.args[0], ast.Starred)
    given = [part for each in call.args for part in ((each.body, each.orelse) if isinstance(each, ast.IfExp) else (each,))]
    modes = {each.value for each in given if isinstance(each, ast.Constant)}
    empties = name in ("open", "_OnDisk", "FileIO") and bool(modes & {"w", "wb", "w+", "wb+", "w+b"})
    return name if name in _REMOVES or (module, name) in _OF_MODULES or of_a_path or empties else ""


@pytest.mark.parametrize(
    "source",
    [
        "import os\nos.remove(file)",
        "import os\nos.replace(a, b)",
        "from shutil import rmtree\nrmtree(folder)",
        "file.unlink()",
        "draft.replace(file)",
        "a.rename(b)",
        "open(file, 'w')",
        "file.open('wb')",
        "open(file, 'w' if new else 'a')",
        "file.write_bytes(b'')",
    ],
)
def test_the_search_finds_what_takes_a_file_away(source: str) -> None:
    assert list(removing(source))


@pytest.mark.parametrize(
    "source", ["text.replace('a', 'b')", "day.replace(day=1)", "rows.remove(row)", "file.open('rb')", "open(file, 'a')"]
)
def test_the_search_leaves_the_rest(source: str) -> None:
    assert not list(removing(source))


def test_only_named_places_take_a_file_away() -> None:
    found = Counter[str]()
    for path in PRODUCT:
        name = path.relative_to(ROOT).as_posix()
        found.update(f"{name}:{function}" for function, _, _ in removing(path.read_text(encoding="utf-8")))
    assert sorted(found.keys() - MAY.keys()) == []
    assert sorted(MAY.keys() - found.keys()) == []
