"""A county and its villages on one table: made once, copied for each test, with edits made straight in the journal."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

from db.journal import Change, heads_of
from db.streams import common_of, new_id
from kashi_desktop import startup
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services.context import Context
from kashi_desktop.sync.projection import rebuild, table_contents
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.sync import Approved
from kashi_desktop.workspace import Workspace
from tests.workspaces import COMMON

PASSPHRASE = "four plain words here"
CLOCK = Clock(date(2026, 11, 20))
COUNTY, OTHER_COUNTY = "653121000000", "653122000000"
ABOVE = common_of(unit_id("653100000000"))
"""The stream in which the prefecture says what holds for all its counties."""
UNITS = ("653121100001", "653121100002")
Rows = list[tuple[str, tuple[Any, ...]]]


def create(folder: Path, level: str, code: str, invitation: Path | None = None) -> Workspace:
    """A new workspace of one office."""
    made = startup.create_workspace(
        folder, level=level, unit_code=code, passphrase=PASSPHRASE, invitation=invitation, clock=CLOCK, sheet=False
    )
    return made.workspace


def context_of(workspace: Workspace) -> Context:
    """What lies below the services."""
    return workspace._context


def unit_of(workspace: Workspace) -> bytes:
    """Id of the office's unit."""
    return context_of(workspace).office.unit_id


def elder_fields(number: int, **changed: Any) -> dict[str, Any]:
    """Wire fields of an elder."""
    base = {"ref": f"e-{number}", "full_name": "买买提·吐尔逊", "sex": "male", "birth_date": "1940-01-02"}
    return {**base, "categories": "living_alone", "care_level": "high", "consent_on": "2026-01-01", **changed}


def visit_fields(number: int, elder: bytes, **changed: Any) -> dict[str, Any]:
    """Wire fields of a visit."""
    base = {"ref": f"v-{number}", "elder_id": elder.hex(), "visited_at": f"2026-11-{1 + number % 28:02d} 10:00"}
    return {**base, "method": "home", "outcome": "met", "visitors": "阿依古丽", "visitor_role": "worker", "minutes": 20, **changed}


def write(workspace: Workspace, *changes: Change) -> None:
    """Journal and project the changes as this device's."""
    with context_of(workspace).write() as work:
        work.apply(changes)


def add_elder(workspace: Workspace, number: int = 1, stream: bytes | None = None) -> bytes:
    """One more elder."""
    elder = new_id(stream or unit_of(workspace))
    write(workspace, Change(stream or unit_of(workspace), "elder", "create", elder, elder, elder_fields(number)))
    return elder


def add_visit(workspace: Workspace, elder: bytes, number: int = 1, stream: bytes | None = None) -> bytes:
    """One more visit."""
    visit = new_id(stream or unit_of(workspace))
    write(workspace, Change(stream or unit_of(workspace), "visit", "create", visit, elder, visit_fields(number, elder)))
    return visit


def change(workspace: Workspace, record: bytes, fields: dict[str, Any], op: str = "update") -> None:
    """Change or remove a record that is there, having seen its present heads."""
    context = context_of(workspace)
    with context.read() as connection:
        register, subject, stream = connection.execute(
            text(
                "SELECT e.register, e.person, b.stream FROM entry e JOIN branch b ON b.id = e.branch WHERE record = :id AND op = 'create'"
            ),
            {"id": record},
        ).one()
        seen = heads_of(connection, record)
    write(workspace, Change(stream, register, op, record, subject, fields, seen))


def approve(office: Workspace, device: str) -> Approved:
    """Approve a device in the place of the one that its unit has."""
    known = next(each for each in office.enrolment.devices() if device.startswith(each.device_code))
    return office.enrolment.approve(device, known.replaces)


def forget_stated(workspace: Workspace) -> None:
    """Forget what other offices said they hold: the next file to each brings everything."""
    with context_of(workspace).engine.begin() as connection:
        connection.execute(text("DELETE FROM stated_heads"))


def contents(workspace: Workspace, *, keep: Callable[[str, tuple[Any, ...]], bool] = lambda name, row: True) -> Rows:
    """Every projected row."""
    with context_of(workspace).read() as connection:
        return [(name, row) for name, row in table_contents(connection) if keep(name, row)]


def shared(workspace: Workspace, unit: bytes) -> Rows:
    """The rows that a village and its county hold alike."""
    return contents(workspace, keep=lambda name, row: name == "unit" or row[1] in (unit, common_of(unit), COMMON, ABOVE))


def rebuilt(workspace: Workspace) -> Rows:
    """Every projected row after the tables were thrown away and filled from the journal."""
    with context_of(workspace).engine.connect() as connection:
        transaction = connection.begin()
        rebuild(connection)
        rows = list(table_contents(connection))
        transaction.rollback()
    return rows


_EVERYTHING = ("branch", "signed_head", "entry", "loose", "salt", "device", "package", "stated_heads", "state")


def everything(workspace: Workspace) -> list[Any]:
    """All that a refused file must leave as it was: every table but the audit log."""

    def rows(connection: Connection, table: str) -> list[tuple[Any, ...]]:
        return sorted((tuple(row) for row in connection.execute(text(f"SELECT * FROM {table}"))), key=repr)

    with context_of(workspace).read() as connection:
        return [contents(workspace), *(rows(connection, table) for table in _EVERYTHING)]


@dataclass
class Table:
    """One county and its villages, with folders that stand for sticks."""

    folder: Path
    county: Workspace
    villages: list[Workspace]
    _sticks: int = field(default=0)

    def stick(self) -> Path:
        """An empty stick."""
        self._sticks += 1
        path = self.folder / f"stick{self._sticks}"
        path.mkdir()
        return path

    def package(self, village: Workspace) -> Path:
        """The village exports."""
        return village.packages.export(self.stick()).file

    def receipt(self, village: Workspace) -> Path:
        """The county writes one village's receipt."""
        (path,) = self.county.packages.write_receipts(self.stick(), context_of(village).office.unit_code).files
        return path

    def round(self, village: Workspace) -> None:
        """One trip up and down."""
        self.county.packages.import_files([self.package(village)])
        village.packages.import_files([self.receipt(village)])

    def close(self) -> None:
        """Close every office."""
        for each in (self.county, *self.villages):
            each.close()


def make_table(folder: Path) -> None:
    """Make a county with two enrolled villages, everything confirmed, and leave it closed in the folder."""
    county = create(folder / "county", "county", COUNTY)
    invited = county.enrolment.invite(UNITS, folder / "invitations")
    villages = [create(folder / code, "village", code, file) for code, file in zip(UNITS, invited.files, strict=True)]
    table = Table(folder, county, villages)
    for village in villages:
        county.packages.import_files([table.package(village)])
    for device in county.enrolment.devices():
        county.enrolment.approve(device.device_code)
    for village in villages:
        village.packages.import_files([table.receipt(village)])
    table.close()


def copy_table(template: Path, folder: Path) -> Table:
    """Open a copy of the made table."""
    county, *villages = (reopen(template / name, folder / name) for name in ("county", *UNITS))
    return Table(folder, county, villages)


def reopen(folder: Path, copy: Path) -> Workspace:
    """Open a copy of a closed workspace, as a disk image or a backup would be."""
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("kashi.lock"))
    return startup.open_workspace(copy, PASSPHRASE, CLOCK)
