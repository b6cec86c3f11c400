"""Branches that a thief makes on purpose push nothing honest out of the words of a person who stops him."""

from pathlib import Path

from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.sync.crafted import forge
from tests.sync.offices import Table, add_elder, contents, context_of, rebuilt, reopen


def elders(workspace: Workspace) -> set[str]:
    """The numbers of the elders that are shown."""
    return {str(row[4]) for name, row in contents(workspace) if name == "elder" and not row[2]}


def test_what_a_laptop_wrote_before_it_was_stolen_counts_after_it_is_stopped(table: Table, tmp_path: Path) -> None:
    """More branches than a ruling names, each longer than what the unit wrote in earnest."""
    village, county = table.villages[0], table.county
    folder = context_of(village).folder
    village.close()
    village = table.villages[0] = reopen(folder, tmp_path / "v")
    stolen = reopen(folder, tmp_path / "stolen")
    add_elder(village, 900)
    table.round(village)
    moves.forks(stolen, 70, 5)
    county.packages.import_files([forge(stolen, tmp_path / "forks.kashi")])
    assert "e-900" in elders(county)
    county.enrolment.revoke(village.office.device_code, "丢了")
    assert "e-900" in elders(county)
    assert rebuilt(county) == contents(county)
    stolen.close()
