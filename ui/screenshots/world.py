"""The offices of the pictures: those of the demo's story a week after its last day, and the demo's large county."""

import shutil
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from db.codes import NeedKind
from kashi_desktop import startup
from kashi_desktop.demo.cast import chosen_units
from kashi_desktop.demo.county import BigCounty, Size
from kashi_desktop.demo.office import PASSPHRASE, Office, StoryClock, found_office
from kashi_desktop.demo.setting import write_rows
from kashi_desktop.demo.story import PREFECTURE, Settings, Story
from kashi_desktop.types.inputs import NeedInput

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

STORY = Settings(counties=2, units=4, elders=30, months=3, live=2, until=date(2026, 11, 11))
TODAY = date(2026, 11, 18)
YEAR = Size(units=12, elders=20, months=12, seed=1, until=date(2026, 11, 25))
"""The large county: a year of twelve units."""


@dataclass(frozen=True)
class World:
    """The offices, open, and what waits at the county: ``inbox`` holds packages, one of them from the computer of ``newcomer``."""

    village: "Workspace"
    county: "Workspace"
    prefecture: "Workspace"
    desk: "Workspace"
    inbox: Path
    newcomer: str

    def close(self) -> None:
        """Close every office."""
        for ws in (self.village, self.county, self.prefecture, self.desk):
            ws.close()


def clock_of(day: date) -> StoryClock:
    """A clock that stands still at ten in the morning, whenever the pictures are made."""
    clock = StoryClock()
    clock.set(day, 10)
    return clock


def create(folder: Path) -> World:
    """Play the story and build the large county in a folder."""
    story = Story(folder / "story", STORY, lambda sentence: None)
    story.play()
    chief = story.counties[0]
    county = reopened(story.root, chief.county.code, TODAY)
    newcomer = chosen_units(STORY.units + 1)[-1]
    _alone(county, {newcomer[0], *(office.code for office in chief.villages)}, folder)
    inbox = _inbox(story.root, chief.villages, county, newcomer)
    village = reopened(story.root, chief.villages[0].code, TODAY)
    _earlier_years(village)
    return World(village, county, reopened(story.root, PREFECTURE[0], TODAY), _desk(folder / "large"), inbox, newcomer[0])


def reopened(root: Path, code: str, day: date) -> "Workspace":
    """An office of a demo on a later day."""
    return startup.open_workspace(root / "workspaces" / code, PASSPHRASE, clock_of(day))


def _inbox(root: Path, villages: list[Office], county: "Workspace", newcomer: tuple[str, str]) -> Path:
    """Packages that wait at the county: received before, tampered with, two with something new, of a new computer."""
    inbox = root / "inbox"
    inbox.mkdir()
    received = next((root / "packages" / county.office.unit_code).glob(f"*-first/{villages[0].code}*"))
    for file in (received, *(root / "packages" / "tampered").iterdir()):
        shutil.copy(file, inbox)
    for office in villages[:2]:
        ws = reopened(root, office.code, TODAY)
        ws.needs.open(NeedInput(elder_ref=office.people[0].ref, kind=NeedKind.REPAIR, due_on=TODAY))
        if office is not villages[0]:
            ws.packages.export(inbox)
        ws.close()
    code, name = newcomer
    (invitation,) = county.enrolment.invite([code], root / f"{code}.kashi-invitation").files
    made = found_office(root, code, name, "village", clock_of(TODAY), invitation)
    made.workspace.packages.export(inbox)
    made.close()
    return inbox


def _earlier_years(village: "Workspace") -> None:
    """Figures and surveys from before the story, so that the charts of the unit have a line."""
    for turn, year in enumerate(range(2022, 2026)):
        households, satisfied = 371 + 7 * turn, 51 + 2 * turn
        profile = {"as_of": f"{year}-12-31", "households": str(households), "resident_population": str(households * 4 - 30)}
        village.records.save("unit_profile", profile)
        village.records.save("survey", {"held_on": f"{year}-10-15", "sample": "60", "satisfied": str(satisfied)})


def _desk(root: Path) -> "Workspace":
    """The large county."""
    made = BigCounty(root, YEAR, lambda sentence: None)
    made.play()
    desk = reopened(root, made.offices[0].code, YEAR.until)
    _alone(desk, {code for code, _ in made.setting.units}, root)
    return desk


def _alone(county: "Workspace", units: set[str], folder: Path) -> None:
    """Let all other units of a county stand aside, so that a picture holds those that work."""
    rows = [{key: str(value or "") for key, value in row.items()} for row in county.registers.dump("unit")]
    table = folder / "units.csv"
    write_rows(table, (row | {"active": "0"} for row in rows if row["level"] == "village" and row["code"] not in units))
    county.registers.load("unit", table)
