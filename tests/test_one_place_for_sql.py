"""SQL stands in db/queries and nowhere else, and a transaction begins behind one of two doors (ARCHITECTURE.md)."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = sorted(path.relative_to(ROOT).as_posix() for part in ("ui", "kashi_desktop", "db") for path in (ROOT / part).rglob("*.py"))

SQL_LIES_IN = ("db/queries/", "db/migrations/")
OPENS_THE_FILE = "db/engine.py"
"""Key, pragmas, BEGIN and the checks of the file itself are said there, before there is anything to query."""
DECLARES = "db/registers/"
"""A declaration may say the condition of an index; no statement."""
TRANSACTIONS_BEGIN_IN = (OPENS_THE_FILE, "db/unit_of_work.py")
MAY_OPEN = {
    "reading": {"kashi_desktop/services/context.py", "kashi_desktop/services/creation.py"},
    "writing": {OPENS_THE_FILE, "kashi_desktop/services/opening.py"},
    "driver_connection": {"kashi_desktop/services/creation.py"},
    "unit_of_work": {"kashi_desktop/services/context.py"},
}
"""Who may go through each door: the services' context, and who makes or brings up a file before there is one."""

_BUILDERS = {
    "text",
    "select",
    "insert",
    "update",
    "delete",
    "bindparam",
    "literal_column",
    "func",
    "exists",
    "union",
    "union_all",
    "values",
}
_SESSIONS = {"Session", "sessionmaker", "scoped_session"}
_RUNS = {"execute", "executemany", "executescript", "exec_driver_sql", "scalars"}
_STATEMENT = re.compile(
    r"\s*(?:SELECT\s.*\sFROM\s|INSERT\s+(?:OR\s+\w+\s+)?INTO\s|UPDATE\s+\S+\s+SET\s|DELETE\s+FROM\s"
    r"|(?:CREATE|DROP|ALTER)\s+(?:(?:TEMP|TEMPORARY|UNIQUE|VIRTUAL)\s+)*(?:TABLE|INDEX|VIEW|TRIGGER)\b|PRAGMA\s+\w"
    r"|WITH\s+(?:RECURSIVE\s+)?\w+\s*(?:\([^)]*\)\s*)?AS\s*\(|BEGIN\s+(?:IMMEDIATE|EXCLUSIVE|DEFERRED|TRANSACTION)|ATTACH\s+DATABASE\s)",
    re.IGNORECASE | re.DOTALL,
)
_CLAUSE = re.compile(
    r"\s*(?:SELECT|FROM|WHERE|(?:LEFT |CROSS )?JOIN|ON CONFLICT|GROUP BY|ORDER BY|HAVING|UNION|VALUES|RETURNING|AND NOT|LIMIT)\s+[\w(:?*']"
)
"""A part of a statement; in capitals alone, for an English sentence may begin with these words."""


def faults(path: str, source: str) -> list[str]:
    """Each breach of a file as ``path:line: what``."""
    tree = ast.parse(source)
    found = [*_edits(tree)] if path.startswith("db/queries/") else []
    if not path.startswith(SQL_LIES_IN) and path != OPENS_THE_FILE:
        found += _statements(tree, path)
    if not path.startswith("db/migrations/"):
        found += _transactions(tree, path)
    return [f"{path}:{line}: {what}" for line, what in sorted(found)]


def _statements(tree: ast.Module, path: str) -> Iterator[tuple[int, str]]:
    """SQL as text, what builds it, and what runs it."""
    said, builders = _docstrings(tree), _BUILDERS if not path.startswith(DECLARES) else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] in ("sqlalchemy", "sqlmodel"):
            yield from ((node.lineno, f"imports {each.name}, which builds SQL") for each in node.names if each.name in builders)
        elif isinstance(node, ast.Import):
            whole = (each.name for each in node.names if each.name.split(".")[0] in ("sqlalchemy", "sqlmodel"))
            yield from ((node.lineno, f"imports {name} whole") for name in whole)
        elif isinstance(node, ast.Constant | ast.JoinedStr) and id(node) not in said and _is_sql(node):
            yield node.lineno, "SQL"
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _RUNS and node.args:
            yield node.lineno, f".{node.func.attr}("


def _docstrings(tree: ast.Module) -> set[int]:
    """Strings that stand alone: docstrings, and the parts of f-strings, which are read as wholes."""
    alone = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return alone | {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in node.values}


def _is_sql(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        whole = "".join(str(each.value) if isinstance(each, ast.Constant) else "x" for each in node.values)
    else:
        whole = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return bool(_STATEMENT.match(whole) or _CLAUSE.match(whole))


def _edits(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Statements that are changed as text after they were written."""
    held = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and _holds_sql(node.value)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in ("replace", "sub", "removeprefix"):
            touched = [node.func.value, *node.args]
            if any(_holds_sql(each) or (isinstance(each, ast.Name) and each.id in held) for each in touched):
                yield node.lineno, f".{node.func.attr}( on a statement"
        elif isinstance(node, ast.AugAssign) and ((isinstance(node.target, ast.Name) and node.target.id in held) or _holds_sql(node.value)):
            yield node.lineno, "a statement is added to"


def _holds_sql(node: ast.AST) -> bool:
    return any(_is_sql(each) for each in ast.walk(node))


def _transactions(tree: ast.Module, path: str) -> Iterator[tuple[int, str]]:
    """Sessions and transactions that begin elsewhere than behind the doors, and doors used by others than those named."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, f"imports {each.name}") for each in node.names if each.name in _SESSIONS)
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id if isinstance(node.func, ast.Name) else ""
        if called in _SESSIONS:
            yield node.lineno, f"{called}("
        if called in MAY_OPEN and path not in MAY_OPEN[called]:
            yield node.lineno, f"{called}( is not for this file"
        if isinstance(node.func, ast.Attribute) and path not in TRANSACTIONS_BEGIN_IN and _begins(node.func, path):
            yield node.lineno, f".{called}("


def _begins(called: ast.Attribute, path: str) -> bool:
    """Whether a call begins a transaction; in a window signals are connected and painters begin."""
    if called.attr not in ("begin", "begin_nested", "connect", "raw_connection"):
        return False
    return not path.startswith("ui/") or ast.unparse(called.value).lower().endswith(("engine", "connection"))


@pytest.mark.parametrize("path", PRODUCT)
def test_sql_and_transactions_stand_in_their_place(path: str) -> None:
    assert faults(path, (ROOT / path).read_text(encoding="utf-8")) == []


SERVICE, QUERY = "kashi_desktop/services/x.py", "db/queries/x.py"


@pytest.mark.parametrize(
    ("path", "source", "expected"),
    [
        (SERVICE, "from sqlalchemy import Connection, text", ["1: imports text, which builds SQL"]),
        (SERVICE, "from sqlmodel import col, select as chosen", ["1: imports select, which builds SQL"]),
        (SERVICE, "\nimport sqlalchemy as sa", ["2: imports sqlalchemy whole"]),
        (SERVICE, "found = connection.exec_driver_sql(given)", ["1: .exec_driver_sql("]),
        (SERVICE, "rows = connection.execute(HELD, values).all()", ["1: .execute("]),
        (SERVICE, '_A = "SELECT id FROM unit"', ["1: SQL"]),
        (SERVICE, '_A = f"SELECT {columns} FROM {table}"', ["1: SQL"]),
        (SERVICE, '_A = f"""\n  select {columns}\n  from {table}"""', ["1: SQL"]),
        (SERVICE, 'def f():\n    return "INSERT INTO state VALUES (1)"', ["2: SQL"]),
        (SERVICE, '_A = "update state set value = 1"', ["1: SQL"]),
        (SERVICE, '_A = "DELETE FROM state"', ["1: SQL"]),
        (SERVICE, '_A = "CREATE UNIQUE INDEX a ON b (c)"', ["1: SQL"]),
        (SERVICE, '_A = "DROP TABLE a"', ["1: SQL"]),
        (SERVICE, '_A = "PRAGMA user_version"', ["1: SQL"]),
        (SERVICE, '_A = "WITH RECURSIVE up (id) AS (SELECT 1) SELECT * FROM up"', ["1: SQL"]),
        (SERVICE, '_A = f" WHERE {name} = :id"', ["1: SQL"]),
        (SERVICE, '_A = " LEFT JOIN unit u ON u.id = e.unit_id"', ["1: SQL"]),
        ("ui/x.py", '_A = "SELECT count(*) FROM elder"', ["1: SQL"]),
        ("db/journal.py", '_A = "SELECT 1"', ["1: SQL"]),
        ("db/registers/x.py", 'A = text("SELECT id FROM unit")', ["1: SQL"]),
        (QUERY, '_A = "SELECT id FROM a"\n_B = _A.replace("a", "b")', ["2: .replace( on a statement"]),
        (QUERY, '_B = str(text("SELECT id FROM a")).replace("a", "b")', ["1: .replace( on a statement"]),
        (QUERY, '_A = text("SELECT 1 FROM a")\n_B = re.sub("a", "b", _A)', ["2: .sub( on a statement"]),
        (QUERY, 'def f():\n    wanted = "SELECT 1 FROM a"\n    wanted += more', ["3: a statement is added to"]),
        (QUERY, 'found += " WHERE id = :id"', ["1: a statement is added to"]),
        (SERVICE, "with context.engine.begin() as connection: pass", ["1: .begin("]),
        (SERVICE, "with self._engine.connect() as connection: pass", ["1: .connect("]),
        (SERVICE, "with connection.begin_nested(): pass", ["1: .begin_nested("]),
        (QUERY, "transaction = connection.begin()", ["1: .begin("]),
        ("ui/x.py", "with context.engine.connect() as connection: pass", ["1: .connect("]),
        (SERVICE, "from sqlalchemy.orm import Session, sessionmaker", ["1: imports Session", "1: imports sessionmaker"]),
        (SERVICE, "made = orm.sessionmaker(engine)", ["1: sessionmaker("]),
        (SERVICE, "with writing(engine) as connection: pass", ["1: writing( is not for this file"]),
        ("kashi_desktop/sync/x.py", "with engine.reading(held) as connection: pass", ["1: reading( is not for this file"]),
    ],
)
def test_the_contracts_bite(path: str, source: str, expected: list[str]) -> None:
    assert faults(path, source) == [f"{path}:{each}" for each in expected]


@pytest.mark.parametrize(
    ("path", "source"),
    [
        (SERVICE, '"""Select what is from the list, where it stands."""'),
        (SERVICE, 'label = "Update the list and set the day"'),
        (SERVICE, 'label = "With a passphrase (four words)"'),
        (SERVICE, 'label = "Select all"'),
        (SERVICE, "from sqlalchemy import Connection, Row"),
        (SERVICE, 'name = name.replace("a", "b")'),
        (SERVICE, "with context.read() as connection: pass"),
        (SERVICE, "blob = plan.execute().blob"),
        ("ui/x.py", "button.clicked.connect(self.save)"),
        ("ui/x.py", "painter.begin(device)"),
        ("db/engine.py", 'connection.exec_driver_sql("PRAGMA quick_check")'),
        ("db/unit_of_work.py", "with engine.connect() as connection, connection.begin(): pass"),
        ("db/registers/x.py", 'from sqlalchemy import text\nA = text("NOT removed")'),
        (QUERY, '_A = text("SELECT id FROM a")\nword = word.replace("%", "!%")'),
        ("db/migrations/versions/x.py", 'op.execute("DROP TABLE a")'),
    ],
)
def test_the_contracts_let_pass_what_they_may(path: str, source: str) -> None:
    assert faults(path, source) == []
