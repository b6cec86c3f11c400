"""A prefecture above the county and its villages: made once, copied for each test."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import text

from db.journal import Change
from db.queries.workspace import set_state
from db.streams import new_id
from kashi_desktop import startup
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services.publishing import told_periods
from kashi_desktop.workspace import Workspace
from tests import workspaces
from tests.sync.offices import CLOCK, COUNTY, PASSPHRASE, UNITS, Table, context_of, create, make_table, reopen, write

PREFECTURE = "653100000000"
TOWNSHIP = "653121100000"
PERIOD = "2026-11"
VISITS = "monthly_visit_rate"
Kept = tuple[str, str, str, int | str, int | str, bool]
"""Unit code, period, indicator, numerator, denominator, complete."""


@dataclass
class Tiers(Table):
    """Prefecture, county and villages, with folders that stand for sticks."""

    prefecture: Workspace = None  # type: ignore[assignment]  # the fields before have defaults

    def counts(self) -> Path:
        """The county exports its numbers."""
        return self.county.packages.export(self.stick()).file

    def county_receipt(self, code: str = COUNTY) -> Path:
        """The prefecture writes the county's receipt."""
        (path,) = self.prefecture.packages.write_receipts(self.stick(), code).files
        return path

    def county_round(self) -> None:
        """One trip between county and prefecture."""
        assert self.prefecture.packages.import_files([self.counts()]).files[0].verdict in ("applied", "known")
        assert self.county.packages.import_files([self.county_receipt()]).files[0].verdict in ("applied", "known")

    def close(self) -> None:
        """Close every office."""
        super().close()
        self.prefecture.close()


def make_tiers(folder: Path) -> None:
    """Enrol a county that works already, with its villages, at a new prefecture; everything closed in the folder."""
    workspaces.copy(workspaces.prepared(make_table), folder)
    raise_prefecture(folder)


def raise_prefecture(folder: Path) -> None:
    """Enrol the county of a folder at a new prefecture beside it."""
    prefecture = create(folder / "prefecture", "prefecture", PREFECTURE)
    (invitation,) = prefecture.enrolment.invite([COUNTY], folder / "county.kashi-invitation").files
    county = startup.open_workspace(folder / "county", PASSPHRASE, CLOCK)
    assert county.packages.import_files([invitation]).files[0].verdict == "applied"
    tiers = Tiers(folder / "sticks", county, [], prefecture=prefecture)
    tiers.folder.mkdir()
    keep(county, ())
    prefecture.packages.import_files([tiers.counts()])
    prefecture.enrolment.approve(county.office.device_code)
    county.packages.import_files([tiers.county_receipt()])
    tiers.close()


def copy_tiers(template: Path, folder: Path) -> Tiers:
    """Open a copy of the three levels."""
    prefecture, county, *villages = (reopen(template / name, folder / name) for name in ("prefecture", "county", *UNITS))
    return Tiers(folder, county, villages, prefecture=prefecture)


def keep(county: Workspace, kept: Iterable[Kept]) -> None:
    """Put numbers where the county keeps those that it has counted, as if nothing had changed since."""
    context = context_of(county)
    statement = text(
        "INSERT INTO kept_fact (unit_id, period, indicator, definition, numerator, denominator, complete)"
        " VALUES (:unit, :period, :indicator, :definition, :numerator, :denominator, :complete)"
        " ON CONFLICT (unit_id, period, indicator, definition) DO UPDATE"
        " SET numerator = excluded.numerator, denominator = excluded.denominator, complete = excluded.complete"
    )
    rows = [
        {
            "unit": unit_id(code),
            "period": period,
            "indicator": indicator,
            "definition": f"{indicator}/1",
            "numerator": str(numerator),
            "denominator": str(denominator),
            "complete": complete,
        }
        for code, period, indicator, numerator, denominator, complete in kept
    ]
    with context.engine.begin() as connection:
        if rows:
            connection.execute(statement, rows)
        connection.execute(text("DELETE FROM stale"))
        set_state(connection, "kept_months", ",".join(told_periods(context, connection)).encode())


def forget_kept(county: Workspace) -> None:
    """Let the county count its numbers itself."""
    context = context_of(county)
    with context.engine.begin() as connection:
        connection.execute(text("DELETE FROM kept_fact"))
        set_state(connection, "kept_months", b"")


def told(workspace: Workspace, indicator: str = VISITS, period: str = PERIOD) -> dict[str, tuple[str, str, int, int]]:
    """The numbers of places that are told, by code; those told with a larger place are left out."""
    statement = text(
        "SELECT u.code, f.numerator, f.denominator, f.complete_units, f.total_units FROM fact f JOIN unit u ON u.id = f.place_id"
        " WHERE NOT f.removed AND f.total_units > 0 AND f.indicator = :indicator AND f.period = :period"
    )
    with context_of(workspace).read() as connection:
        return {row[0]: tuple(row[1:]) for row in connection.execute(statement, {"indicator": indicator, "period": period})}


def add_course(workspace: Workspace, title: str = "社区工作者岗位培训") -> bytes:
    """A course that everybody below may enter attendance for."""
    common = context_of(workspace).common
    course = new_id(common)
    fields = {"ref": "p-1", "title": title, "organiser_level": "prefecture", "mode": "in_person", "starts_on": "2026-11-02"}
    write(
        workspace, Change(common, "course", "create", course, None, {**fields, "ends_on": "2026-11-04", "hours": "16", "recognised": True})
    )
    return course


def titles(workspace: Workspace) -> list[str]:
    """Titles of the courses that an office holds."""
    with context_of(workspace).read() as connection:
        return [row[0] for row in connection.execute(text("SELECT title FROM course ORDER BY title"))]
