"""The offices of the demo: a clock that the story sets, a workspace each, and what a village does in a month."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from db.codes import ClosedReason, NeedAction, NeedKind, Outcome
from db.keyslots import FLOOR
from kashi_desktop import startup
from kashi_desktop.demo.cast import Person
from kashi_desktop.demo.setting import Row, write_rows
from kashi_desktop.demo.telling import Untrue, hold
from kashi_desktop.demo.visits import Month, Planned, plan
from kashi_desktop.rules.registers import dump_row
from kashi_desktop.services.registers import register_of
from kashi_desktop.spreadsheets.writing import Column, write_table
from kashi_desktop.types.clock import Clock
from kashi_desktop.types.inputs import CloseInput, ElderInput, NeedDoneInput, NeedInput, ReopenInput
from kashi_desktop.workspace import Workspace

if TYPE_CHECKING:
    from kashi_desktop.services.registers import LoadReport
    from kashi_desktop.types.results import FileVerdict

PASSPHRASE = "kashi-demo-2026"
"""Printed, because a demo must open for everybody; no real workspace may use it."""

MOVED_OUT, DIED = 4, 5
"""Places in the roster of those whose record changes in the story."""


@dataclass(frozen=True)
class StoryClock(Clock):
    """A clock that stands still until the story moves on."""

    moments: list[datetime] = field(default_factory=list)

    def now(self) -> datetime:
        """The moment of the story."""
        return self.moments[-1]

    def set(self, day: date, hour: int = 17) -> None:
        """Move on."""
        self.moments.append(datetime.combine(day, time(hour)))


@dataclass
class Office:
    """One office with its open workspace; ``root`` is the folder of the demo."""

    root: Path
    code: str
    name: str
    workspace: Workspace
    recovery_code: str
    people: tuple[Person, ...] = ()

    def folder(self, kind: str, name: str) -> Path:
        """A folder for files that this office receives or writes."""
        folder = self.root / kind / self.code / name
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def load(self, register: str, path: Path, rows: Iterable[Row]) -> "LoadReport | None":
        """Write a table and load it; None where there is no row. Errors: Untrue."""
        if not write_rows(path, rows):
            return None
        report = self.workspace.registers.load(register, path)
        if not report.loaded:
            raise Untrue(f"{register}: {report.rejected[0].code} in {report.rejected[0].column}")
        return report

    def take(self, paths: Sequence[Path], expected: str) -> "tuple[FileVerdict, ...]":
        """Import files, each of which must turn out as expected. Errors: Untrue."""
        files = self.workspace.packages.import_files(paths).files
        hold(all(each.verdict == expected for each in files), f"{expected} expected")
        return files

    def answer(self, folder: Path, below: "Sequence[Office]") -> int:
        """Write receipts and have each office below take its own; returns how many were written. Errors: Untrue."""
        written = self.workspace.packages.write_receipts(folder).files
        for office in below:
            own = [file for file in written if file.name.startswith(office.code)]
            taken = office.workspace.packages.import_files(own).files
            hold([each.verdict for each in taken] in (["applied"], ["known"]), "receipt")
        return len(written)

    def close(self) -> None:
        """Close the workspace."""
        self.workspace.close()


def found_office(root: Path, code: str, name: str, level: str, clock: Clock, invitation: Path | None = None) -> Office:
    """Make an office at the lowest allowed cost of the key, which is right for a demo alone."""
    made = startup.create_workspace(
        root / "workspaces" / code,
        level=level,
        unit_code=code,
        passphrase=PASSPHRASE,
        name="演示经办人",
        invitation=invitation,
        clock=clock,
        cost=FLOOR,
        sheet=False,
    )
    return Office(root, code, name, made.workspace, made.recovery_code)


def write_roster(people: Sequence[Person], unit_code: str, path: Path) -> None:
    """The roster as a workbook, or as the CSV in GB18030 that older office programs write; the ending decides."""
    rows = [person.cells(unit_code) for person in people]
    labels = {column.key: column.label for column in register_of("elder").columns}
    headers = [labels[key] for key in rows[0]]
    if path.suffix == ".xlsx":
        write_table(path, "老年人", [Column(header, "text") for header in headers], [list(row.values()) for row in rows])
        return
    with path.open("w", encoding="gb18030", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        writer.writerows(row.values() for row in rows)


def visit_rows(planned: Iterable[Planned], unit_code: str) -> list[Row]:
    """Visits as rows with the keys of the register."""
    register = register_of("visit")
    rows = (dump_row(register, {**dict(each.visit), "unit_code": unit_code}) for each in planned)
    return [{key: value or "" for key, value in row.items()} for row in rows]


@dataclass(frozen=True)
class MonthWork:
    """What a village did in a month, for the telling."""

    typed: int
    loaded: int
    outcomes: frozenset[Outcome]
    events: tuple[str, ...]


def work_through(office: Office, unit: int, seed: int, month: Month, table: Path, *, typing: bool = True) -> MonthWork:
    """One month of a village: closings, visits typed (if it is one that types) and loaded, a correction, a void, needs."""
    away, events = _moves(office, unit, month)
    planned = list(plan(seed, unit, month, office.people, away))
    typed = [each for each in planned if each.scripted and typing]
    loaded = [each for each in planned if not (each.scripted and typing)]
    workspace = office.workspace
    ids = [workspace.visits.record(each.visit).id for each in typed]
    office.load("visit", table, visit_rows(loaded, office.code))
    if unit == 0 and typed:
        events += _mend(office, month, typed[0], ids[0])
    if typing:
        events += _needs(office, month)
    if month.last and office.people[DIED : DIED + 1] and month.day(12) <= month.until:
        _close(office, DIED, month.day(12), ClosedReason.DECEASED)
        events.append("一人去世，已注销，列入本月减少")
    outcomes = frozenset(each.visit.outcome for each in planned)
    return MonthWork(len(typed), len(loaded), outcomes, tuple(events))


def _moves(office: Office, unit: int, month: Month) -> tuple[frozenset[int], list[str]]:
    """Somebody moves out in the second month and comes back for the last one; the places of those away, and what to tell."""
    if len(office.people) <= MOVED_OUT or unit != 0:
        return frozenset(), []
    gone = frozenset({MOVED_OUT})
    if month.second and month.index <= 1:
        if month.day(5) > month.until:
            return gone, []
        _close(office, MOVED_OUT, month.day(5), ClosedReason.MOVED_OUT)
        return gone, ["一人迁出，已注销"]
    if month.index > 1 and month.last:
        elders = office.workspace.elders
        elders.reopen(elders.by_ref(office.people[MOVED_OUT].ref), ReopenInput(enrolled_on=month.first))
        return frozenset(), ["迁出的一人回来了，重新登记"]
    return (gone if month.index > 1 else frozenset()), []


def _close(office: Office, place: int, day: date, reason: ClosedReason) -> None:
    elders = office.workspace.elders
    elders.close(elders.by_ref(office.people[place].ref), CloseInput(closed_on=day, closed_reason=reason))


def _mend(office: Office, month: Month, first: Planned, visit_id: bytes) -> list[str]:
    """In the first month a visit is corrected, in the second one that was typed twice is struck."""
    visits, events = office.workspace.visits, []
    if month.index == 0:
        stored = visits.input_of(visit_id)
        visits.correct(visit_id, stored.model_copy(update={"minutes": 45, "note": "探访时长录错，已更正。"}), "时长录错")
        events.append("一次探访的时长录错，已更正并写明原因")
    if month.second:
        twice = first.visit.model_copy(update={"visited_at": first.visit.visited_at.replace(hour=8), "needs": ()})
        visits.void(visits.record(twice).id, "同一次探访重复录入")
        events.append("一次探访重复录入，已作废")
    return events


def _needs(office: Office, month: Month) -> list[str]:
    """Needs of the month before are settled one way or another, new ones are opened."""
    workspace, today = office.workspace, office.workspace.clock.today()
    waiting = workspace.needs.list()
    for place, need in enumerate(waiting):
        if place % 3 == 0:
            workspace.needs.start(need.id, NeedAction.REFERRED, "县民政局")
        elif place % 3 == 1:
            workspace.needs.done(need.id, NeedDoneInput(closed_on=today, action=NeedAction.ON_SITE))
        else:
            workspace.needs.decline(need.id, today)
    wished = tuple(zip(office.people[1:4], (NeedKind.REPAIR, NeedKind.POLICY, NeedKind.CLEAN), strict=False))
    for person, kind in wished:
        workspace.needs.open(NeedInput(elder_ref=person.ref, kind=kind, due_on=month.day(20)))
    return [f"办理需求 {len(waiting)} 项，新开 {len(wished)} 项"]


def enrol_late(office: Office, month: Month) -> str | None:
    """Somebody who comes after the cut-off; returns the number, None where the month has not got that far."""
    if month.day(28) > month.until:
        return None
    like = office.people[0]
    newcomer = ElderInput(
        ref=f"{len(office.people) + 1:03d}",
        full_name="热孜万古丽·阿布都",
        sex=like.sex,
        birth_date=date(1958, 5, 1),
        categories=like.categories,
        care_level=like.care_level,
        enrolled_on=month.day(28),
        consent_on=month.day(28),
    )
    return office.workspace.elders.save(newcomer).ref
