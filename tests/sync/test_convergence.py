"""Convergence on real offices: whatever happened, two quiet rounds make all equal, and a third leaves nothing unconfirmed.

``KASHI_SOAK_N`` is the number of schedules (``make soak N=…``), ``KASHI_SOAK_SEED`` the first of them; a seed that fails is a test's name.
"""

import os
import random
from pathlib import Path

import pytest
from sqlalchemy import text

from db import keyslots
from db.keyslots import Cost
from db.streams import common_of, counts_stream
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services import publishing
from kashi_desktop.workspace import Workspace
from tests.sync.offices import ABOVE, COUNTY, Rows, contents, context_of, shared
from tests.sync.schedules import Laptop, World, drawn, make_offices
from tests.workspaces import COMMON, healthy, prepared, rows_of

pytestmark = pytest.mark.soak

SOAK = int(os.environ.get("KASHI_SOAK_N", "0"))
# All workers of one run (pytest -n) must draw the same, so that they find the same tests.
DRAWN = random.Random(os.environ.get("PYTEST_XDIST_TESTRUNUID")).randrange(1 << 32) if SOAK else 1
FIRST = int(os.environ.get("KASHI_SOAK_SEED", DRAWN))


def hashes(ws: Workspace, streams: tuple[bytes, ...], device: bytes | None = None) -> set[str]:
    """The entries that an office holds of some streams, of one device or of all."""
    found = text("SELECT b.stream, e.hash, b.device FROM entry e JOIN branch b ON b.id = e.branch")
    with context_of(ws).read() as connection:
        rows = [row for row in connection.execute(found) if row[0] in streams and device in (None, row[2])]
    return {f"{row[0].hex()} {row[1].hex()}" for row in rows}


def same_rows(some: Rows, others: Rows) -> None:
    """Assert that rows are equal, and show those that are not alone."""
    assert set(some) - set(others) == set(others) - set(some) == set()
    assert some == others


def facts(ws: Workspace) -> Rows:
    """What was told the prefecture of a county."""
    return contents(ws, keep=lambda name, row: name == "fact" and row[1] == counts_stream(unit_id(COUNTY)))


def check_equal(world: World) -> None:
    """After two quiet rounds: equal tables, and every entry that any of the offices held is held by all that may hold it."""
    for laptop, above in world.children():
        if laptop.office == COUNTY:
            stream = counts_stream(unit_id(COUNTY))
            same_rows(facts(laptop.ws), facts(above))
            assert hashes(laptop.ws, (stream,)) == hashes(above, (stream,))
            assert hashes(above, (ABOVE,)) == hashes(laptop.ws, (ABOVE,))
        else:
            unit = unit_id(laptop.office)
            same_rows(shared(laptop.ws, unit), shared(above, unit))
            named = unit, common_of(unit), COMMON, ABOVE
            assert hashes(laptop.ws, named) == hashes(above, named)
    stuck = "package WHERE state = 'quarantined' AND code = 'gap' AND id NOT IN (SELECT package FROM loose)"
    for laptop in world.all():
        assert rows_of(laptop.ws, stuck, "id") == [], "a file waits although nothing of it is missing"
        assert rows_of(laptop.ws, "loose WHERE before IN (SELECT hash FROM entry)", "id") == [], "a range waits although it attaches"
        healthy(laptop.ws)  # also: the tables filled anew from the journal are what they were


def check_confirmed(world: World) -> None:
    """After the third: nothing unconfirmed, and nothing more to be sent."""

    def unconfirmed(laptop: Laptop) -> int:
        return laptop.ws.packages.state().unconfirmed_entries

    assert [unconfirmed(laptop) for laptop, _ in world.children()] == [0 for _ in world.children()]
    for laptop, _ in world.children():
        assert laptop.ws.packages.export(world.stick()).nothing_new


@pytest.mark.parametrize("seed", range(FIRST, FIRST + (SOAK or 6)))
def test_two_quiet_rounds_make_all_equal(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    world = World(prepared(make_offices), tmp_path, drawn(seed))
    monkeypatch.setattr(publishing, "MONTHS", world.schedule.months)
    # A new laptop's passphrase is stretched as little as Argon2 can: what is tried here does not rest on it.
    monkeypatch.setattr(keyslots, "FLOOR", Cost(memory_kib=8, time=1, lanes=1))
    try:
        for step in world.schedule.steps:
            world.play(step)
        world.late()
        world.round()
        world.round()
        check_equal(world)
        world.round()
        check_confirmed(world)
    finally:
        world.close()
