"""Workspaces full of invented records, written through the real journal and projection, kept between runs.

A cached folder is named by its sizes, the schema and the code that filled it, so a change of any of them makes it anew.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import text

from bench.harness import Settings
from db import journal
from db.codes import UnitLevel
from db.engine import SCHEMA_HEAD
from db.journal import Change
from db.keyslots import FLOOR, KeySlots
from db.streams import new_id
from kashi_desktop import demo, startup
from kashi_desktop.demo.people import elder_fields, visit_fields
from kashi_desktop.demo.setting import Setting, write_rows
from kashi_desktop.demo.tables import TABLES
from kashi_desktop.paths import SLOTS
from kashi_desktop.rules.calendar import month_bounds, month_of, months_until
from kashi_desktop.services.context import Context
from kashi_desktop.types.clock import Clock
from kashi_desktop.workspace import Workspace

PASSPHRASE = "four plain words here"
TODAY = date(2026, 11, 20)
CLOCK = Clock(TODAY)
COUNTY = "653129000000"
"""A county of 325 units."""
VILLAGE = "653129100003"
_PART = 20_000
_MONTHS = 12


def _sources() -> str:
    """What the cached data depend on besides their sizes."""
    digest = hashlib.sha256(SCHEMA_HEAD.encode())
    migrations = Path(journal.__file__).parent / "migrations" / "versions"
    world = Path(demo.__file__).parent
    for file in (Path(__file__), Path(journal.__file__), *sorted(world.glob("*.py")), *sorted(migrations.glob("*.py"))):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:8]


def cached(settings: Settings, name: str, fill: Callable[[Path], None]) -> Path:
    """The folder of that name, filled when it is not there yet."""
    folder = settings.folder / "data" / f"{name}-{_sources()}"
    if not folder.exists():
        for old in folder.parent.glob(f"{name}-????????"):
            shutil.rmtree(old)
        making = folder.with_name(f"{folder.name}.making")
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(parents=True)
        fill(making)
        making.rename(folder)
    return folder


def context_of(workspace: Workspace) -> Context:
    """What lies below the services."""
    return workspace._context


def key_of(folder: Path) -> bytes:
    """The key of a workspace's database."""
    return KeySlots.load(folder / SLOTS).open(PASSPHRASE)[0]


@contextmanager
def opened(folder: Path) -> Iterator[Workspace]:
    """A workspace, open."""
    workspace = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    try:
        yield workspace
    finally:
        workspace.close()


@contextmanager
def created(folder: Path, level: str, code: str, invitation: Path | None = None) -> Iterator[Workspace]:
    """A new workspace, open."""
    made = startup.create_workspace(
        folder, level=level, unit_code=code, passphrase=PASSPHRASE, invitation=invitation, clock=CLOCK, cost=FLOOR, sheet=False
    )
    try:
        yield made.workspace
    finally:
        made.workspace.close()


def copy(folder: Path, to: Path) -> Path:
    """A fresh copy that a run may change."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(folder, to, ignore=shutil.ignore_patterns("kashi.lock"))
    return to


def villages_of(context: Context) -> list[bytes]:
    """Ids of the units that have people, by code."""
    with context.read() as connection:
        return [row[0] for row in connection.execute(text("SELECT id FROM unit WHERE level = 'village' ORDER BY code"))]


def write(context: Context, changes: Iterator[Change]) -> None:
    """Journal and project many changes, a part of them in each transaction."""
    part: list[Change] = []

    def flush() -> None:
        with context.write() as work:
            work.apply(part)
        part.clear()

    for each in changes:
        part.append(each)
        if len(part) >= _PART:
            flush()
    flush()


def add_people(context: Context, count: int, units: list[bytes]) -> list[tuple[bytes, bytes]]:
    """Enrol elders, the same number in each unit; returns (elder, unit)."""
    people = [(new_id(unit), unit) for unit in (units[number * len(units) // count] for number in range(count))]

    def changes() -> Iterator[Change]:
        for number, (elder, unit) in enumerate(people):
            yield Change(unit, "elder", "create", elder, elder, elder_fields(number))
            spell = {"elder_id": elder.hex(), "enrolled_on": "2023-11-01"}
            yield Change(unit, "elder_spell", "create", new_id(unit), elder, spell)

    write(context, changes())
    return people


def add_visits(context: Context, people: list[tuple[bytes, bytes]], months: int, each_month: int = 1) -> None:
    """Visits month by month as they arrive; of the present month only two thirds are there."""

    def changes() -> Iterator[Change]:
        number = 0
        for month in months_until(month_of(TODAY), months):
            first = month_bounds(month)[0]
            present = (first.year, first.month) == (TODAY.year, TODAY.month)
            for at, (elder, unit) in enumerate(people):
                if present and at % 3 == 0:
                    continue
                for turn in range(each_month):
                    number += 1
                    day = first + timedelta(days=(at * 5 + turn * 9) % (19 if present else 27))
                    yield Change(unit, "visit", "create", new_id(unit), elder, visit_fields(number, elder, day))

    write(context, changes())


def county(settings: Settings) -> Path:
    """A county of 100,000 elders and 1.2 million visits, scaled."""
    elders = settings.size(100_000)

    def fill(folder: Path) -> None:
        with created(folder, "county", COUNTY) as workspace:
            context = context_of(workspace)
            add_visits(context, add_people(context, elders, villages_of(context)), _MONTHS)

    return cached(settings, f"county-{elders}", fill)


def planned_county(settings: Settings) -> Path:
    """The county with every register of the plan in each unit: facilities, workers, courses, profiles and the rest."""
    source = county(settings)

    def fill(folder: Path) -> None:
        copy(source, folder)
        with opened(folder) as workspace:
            units = [(each.code, each.name) for each in workspace.units.search(COUNTY[:6], 1000) if each.level == UnitLevel.VILLAGE]
            # A tiny run needs no more than a few of the 325 units.
            setting = Setting(1, units[: settings.size(3250, 5)], date(2025, 12, 1), TODAY)
            for register, rows in TABLES.items():
                table = folder / f"{register}.csv"
                write_rows(table, rows(setting))
                if not workspace.registers.load(register, table).loaded:
                    raise RuntimeError(f"table of {register}")
                table.unlink()

    return cached(settings, f"planned-{source.name.split('-')[1]}", fill)


def empty_county(settings: Settings) -> Path:
    """A county with its units and nobody on the register."""

    def fill(folder: Path) -> None:
        with created(folder, "county", COUNTY):
            pass

    return cached(settings, "empty", fill)


def register(settings: Settings) -> Path:
    """A county with a register of 1,000,000 people, scaled, and no visits."""
    elders = settings.size(1_000_000)

    def fill(folder: Path) -> None:
        with created(folder, "county", COUNTY) as workspace:
            context = context_of(workspace)
            add_people(context, elders, villages_of(context))

    return cached(settings, f"register-{elders}", fill)


def village(settings: Settings) -> Path:
    """A village of 60 elders with three years of two visits a month, the same at every scale above the tiny ones."""
    months = settings.size(360, 2) if settings.scale < 0.1 else 36

    def fill(folder: Path) -> None:
        with created(folder, "village", VILLAGE) as workspace:
            context = context_of(workspace)
            add_visits(context, add_people(context, 60, [context.office.unit_id]), months, 2)

    return cached(settings, f"village-{months}", fill)
