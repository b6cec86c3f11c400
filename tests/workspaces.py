"""Workspaces made quickly: each office is set up once a process and copied for each test.

Tests take the fixtures ``ws``, ``county`` and ``offices`` of conftest.py; what stands here is for those that close an office themselves.
Two copies of one office are clones of one laptop; take different unit codes, or ``create``, where that matters.
"""

import atexit
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

from sqlalchemy import text

from db.codes import CareLevel, Category, Method, NeedKind, Outcome, Sex
from db.journal import creation
from db.streams import common_of, new_id
from kashi_desktop import startup
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services.context import Context
from kashi_desktop.services.doctor import tables_digest
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.inputs import ElderInput, NeedInput, VisitInput
from kashi_desktop.workspace import Workspace

PASSPHRASE = "four plain words here"
TODAY = date(2026, 11, 18)
COUNTY = "653121000000"
COMMON = common_of(unit_id(COUNTY))
"""The stream in which that county says what holds for all its units."""
VILLAGE, SECOND_VILLAGE, RURAL_VILLAGE = "653121100001", "653121100002", "653121101200"
"""Two communities of one township and a village of another, all of the county."""
OTHER_COUNTY, OTHER_VILLAGE = "653122000000", "653122100001"
ID_NUMBERS = ("65312119400305002X", "653121193812311213")
"""Valid check digits (GB 11643), no real persons: born 1940-03-05, female; 1938-12-31, male."""
Fill = Callable[[Workspace, Path], None]
"""Puts contents into a new workspace; the folder is for files on the way."""


@dataclass(frozen=True)
class Evening(Clock):
    """Eight o'clock in the evening, when visits are written up."""

    def now(self) -> datetime:
        return datetime.combine(self.fixed or TODAY, time(20))


CLOCK = Evening(TODAY)


def create(folder: Path, level: str, code: str, clock: Clock = CLOCK) -> startup.Created:
    """A new workspace with keys of its own."""
    return startup.create_workspace(folder, level=level, unit_code=code, passphrase=PASSPHRASE, name="古丽娜尔", clock=clock, sheet=False)


def _kept() -> Path:
    """A new folder that stays until the process ends."""
    folder = Path(tempfile.mkdtemp(prefix="kashi-test-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def prepared(make: Callable[[Path], None]) -> Path:
    """The folder in which ``make`` leaves closed workspaces, once a process; do not open them, copy them."""
    folder = _kept()
    make(folder)
    return folder


@cache
def template(level: str, code: str, fill: Fill | None = None) -> Path:
    """A closed workspace of an office, made once a process; do not open it, copy it."""
    folder = _kept()
    ws = create(folder / "data", level, code).workspace
    if fill:
        fill(ws, folder)
    ws.close()
    return folder / "data"


def copy(source: Path, target: Path) -> Path:
    """Copy a closed workspace as a disk image would be."""
    shutil.copytree(source, target, ignore=shutil.ignore_patterns("kashi.lock"), dirs_exist_ok=True)
    return target


def reopen(folder: Path, clock: Clock = CLOCK) -> Workspace:
    """Unlock a workspace with the passphrase of all tests."""
    return startup.open_workspace(folder, PASSPHRASE, clock)


def village(folder: Path, code: str = VILLAGE, clock: Clock = CLOCK, fill: Fill | None = None) -> Workspace:
    """The open workspace of a village, empty but for its unit and what fills it."""
    return reopen(copy(template("village", code, fill), folder), clock)


def county(folder: Path, code: str = COUNTY, clock: Clock = CLOCK, fill: Fill | None = None) -> Workspace:
    """The open workspace of a county with its townships and villages."""
    return reopen(copy(template("county", code, fill), folder), clock)


class Offices:
    """The offices that one test or one module opens, each in a folder of its own; all are closed at its end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open: list[Workspace] = []

    def village(self, code: str = VILLAGE, clock: Clock = CLOCK, fill: Fill | None = None) -> Workspace:
        """One more village."""
        return self.keep(village(self._place(code), code, clock, fill))

    def county(self, code: str = COUNTY, clock: Clock = CLOCK, fill: Fill | None = None) -> Workspace:
        """One more county."""
        return self.keep(county(self._place(code), code, clock, fill))

    def _place(self, code: str) -> Path:
        return self.folder / f"office{len(self._open)}-{code}"

    def keep(self, ws: Workspace) -> Workspace:
        """Close this one at the end too."""
        self._open.append(ws)
        return ws

    def close(self) -> None:
        """Close them in the opposite order."""
        while self._open:
            self._open.pop().close()


def colleague(ws: Workspace) -> None:
    """Somebody else sits down at the same computer."""
    context, account = context_of(ws), new_id(context_of(ws).office.unit_id)
    with context.write() as work:
        work.apply([creation(context.office.unit_id, "account", account, None, {"name": "阿里木", "role": "clerk"})])
    context.sign_in(account, "阿里木")


def context_of(workspace: Workspace) -> Context:
    """What lies below the services."""
    return workspace._context


def elder_input(**changed: Any) -> ElderInput:
    """An elder with consent and everything that is kept under it."""
    values: dict[str, Any] = {
        "full_name": "买买提·吐尔逊",
        "sex": Sex.MALE,
        "birth_date": date(1940, 3, 5),
        "phone": "13812341234",
        "group": "2组",
        "address": "村委会东边",
        "contact_name": "阿依古丽",
        "contact_relation": "女儿",
        "contact_phone": "13900000000",
        "categories": (Category.LIVING_ALONE,),
        "care_level": CareLevel.HIGH,
        "enrolled_on": date(2026, 1, 10),
        "consent_on": date(2026, 1, 10),
    }
    return ElderInput(**values | changed)


def visit_input(**changed: Any) -> VisitInput:
    """A visit on which the elder was met."""
    values: dict[str, Any] = {
        "visited_at": datetime(2026, 11, 12, 10, 30),
        "method": Method.HOME,
        "outcome": Outcome.MET,
        "visitors": ("阿依努尔·买买提",),
    }
    return VisitInput(**values | changed)


def need_input(**changed: Any) -> NeedInput:
    """A wish for meals."""
    return NeedInput(**{"kind": NeedKind.MEAL} | changed)


def rows_of(workspace: Workspace, table: str, columns: str = "*", order: str = "1") -> list[tuple[Any, ...]]:
    """All rows of a table."""
    with context_of(workspace).read() as connection:
        return [tuple(row) for row in connection.execute(text(f"SELECT {columns} FROM {table} ORDER BY {order}"))]


def count_of(workspace: Workspace, table: str) -> int:
    """How many rows a table has."""
    return int(rows_of(workspace, table, "count(*)")[0][0])


_LASTING = ("branch", "signed_head", "entry", "loose", "salt", "device", "package", "stated_heads", "state", "draft")


def digest(workspace: Workspace) -> tuple[str, tuple[Any, ...]]:
    """All that a refusal must leave as it was: the projected tables and everything else but the audit log."""
    with context_of(workspace).read() as connection:
        tables = tables_digest(connection)
    return tables, tuple(tuple(rows_of(workspace, table, order="1, 2")) for table in _LASTING)


def dumped(workspace: Workspace, registers: Iterable[str] = ("unit", "unit_profile", "elder", "visit", "need")) -> dict[str, list[Any]]:
    """What ``dump`` tells of each register."""
    return {register: list(workspace.registers.dump(register)) for register in registers}


def healthy(workspace: Workspace) -> None:
    """Assert that the doctor finds nothing."""
    diagnosis = workspace.doctor.examine()
    assert diagnosis.ok, [each for each in diagnosis.checks if not each.ok]
