"""Rulings and what they rule on, arriving in any order: every laptop of a unit ends with what the county shows, and so does a rebuild.

``KASHI_SOAK_N`` is the number of lives (``make soak N=…``), ``KASHI_SOAK_SEED`` the first of them.
"""

import os
import random
import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from db.codes import RulingKind
from db.journal import creation
from db.streams import new_id
from kashi_desktop import startup
from kashi_desktop.sync.rulings import Line
from kashi_desktop.workspace import Workspace
from tests.sync.offices import (
    CLOCK,
    PASSPHRASE,
    UNITS,
    Rows,
    Table,
    add_elder,
    add_visit,
    approve,
    change,
    contents,
    context_of,
    create,
    forget_stated,
    rebuilt,
    shared,
    unit_of,
    write,
)

pytestmark = pytest.mark.soak

SOAK = int(os.environ.get("KASHI_SOAK_N", "0"))
FIRST = int(os.environ.get("KASHI_SOAK_SEED", str(random.SystemRandom().randrange(1 << 32) if SOAK else 1)))


def withdrawn(county: Workspace, unit: bytes, device: bytes, draw: random.Random) -> bytes:
    """The county withdraws some stretch of what a device wrote in a unit's stream; returns the ruling."""
    with context_of(county).read() as connection:
        held = connection.execute(text("SELECT b.*, e.seq, e.hash FROM entry e JOIN branch b ON b.id = e.branch")).all()
    rows = [each for each in held if (each.stream, each.device) == (unit, device)]
    row = draw.choice(rows)
    line = Line(row.device, row.epoch, draw.randint(1, row.seq), row.seq, row.hash)
    ruling = new_id(unit)
    write(county, creation(unit, "ruling", ruling, None, {"kind": RulingKind.WITHDRAW.value, "names": str(line), "reason": "重复"}))
    return ruling


def live(table: Table, later: Workspace, elders: list[bytes], draw: random.Random) -> list[Path]:
    """Some random steps of both laptops of a unit and the county; returns the receipts for the later laptop, some of them whole."""
    county, earlier, unit = table.county, table.villages[0], unit_of(later)
    receipts, rulings = [], []
    for number in range(draw.randint(12, 24)):
        step = draw.randrange(9)
        office = draw.choice((earlier, later, county))
        if step == 0:
            elder = draw.choice(elders)
            change(office, elder, {"full_name": f"名{number}"})
        elif step == 1:
            add_visit(office, draw.choice(elders), 100 + number, unit)
        elif step == 2:
            county.packages.import_files([table.package(earlier)])
        elif step == 3:
            county.packages.import_files([table.package(later)])
        elif step == 4 and county.enrolment.waiting():
            county.enrolment.take_waiting(county.enrolment.waiting()[0].id)
        elif step == 5:
            rulings.append(withdrawn(county, unit, context_of(draw.choice((earlier, later))).keys.device_id, draw))
        elif step == 6 and rulings:
            said = {"kind": RulingKind.TAKE_BACK.value, "undoes": rulings.pop().hex()}
            write(county, creation(unit, "ruling", new_id(unit), None, said))
        elif step == 7 and draw.random() < 0.3:
            forget_stated(county)
        else:
            receipts.append(table.receipt(later))
    return [*receipts, table.receipt(later)]


@pytest.mark.parametrize("seed", range(FIRST, FIRST + (SOAK or 4)))
def test_rulings_in_any_order_end_alike(table: Table, tmp_path: Path, seed: int) -> None:
    draw, county, earlier = random.Random(seed), table.county, table.villages[0]
    unit = unit_of(earlier)
    elders = [add_elder(earlier, number) for number in range(3)]
    county.packages.import_files([table.package(earlier)])
    (invitation,) = county.enrolment.invite([UNITS[0]], tmp_path / "again.kashi-invitation").files
    later = create(tmp_path / "later", "village", UNITS[0], invitation)
    county.packages.import_files([table.package(later)])
    approve(county, later.office.device_code)
    later.packages.import_files([table.receipt(later)])
    folder = context_of(later).folder
    later.close()
    shutil.copytree(folder, tmp_path / "image", ignore=shutil.ignore_patterns("kashi.lock"))
    later = startup.open_workspace(folder, PASSPHRASE, CLOCK)
    receipts = live(table, later, elders, draw)
    wanted: Rows = shared(county, unit)
    assert rebuilt(county) == contents(county)
    # Copies of the later laptop as it was get the receipts, each in an order of its own, and what only it wrote back from the county.
    for number in range(3):
        copy = startup.open_workspace(shutil.copytree(tmp_path / "image", tmp_path / f"copy{number}"), PASSPHRASE, CLOCK)
        forget_stated(county)
        mixed = [*receipts, *draw.sample(receipts, draw.randint(0, len(receipts)))]
        draw.shuffle(mixed)
        while mixed:
            some, mixed = mixed[: (cut := draw.randint(1, 3))], mixed[cut:]
            copy.packages.import_files(some)
            assert rebuilt(copy) == contents(copy)
        copy.packages.import_files([table.receipt(copy)])
        assert shared(copy, unit) == wanted
        copy.close()
    later.close()
