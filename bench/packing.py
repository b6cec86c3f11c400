"""Bars: a village's month written to the stick, and how large a package is."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import zstandard

from bench import data
from bench.harness import Result, Settings, Target, seconds
from db.journal import Change
from db.streams import new_id
from kashi_desktop.demo.people import visit_fields
from kashi_desktop.workspace import Workspace

_MONTH = 100
_ELDERS = 60


def _offices(settings: Settings) -> Path:
    """A county and a village that it invited, enrolled and receipted, with 60 elders."""

    def fill(folder: Path) -> None:
        with data.created(folder / "county", "county", data.COUNTY) as county:
            (invitation,) = county.enrolment.invite([data.VILLAGE], folder / "to-village.kashi-invitation").files
            with data.created(folder / "village", "village", data.VILLAGE, invitation) as village:
                context = data.context_of(village)
                data.add_people(context, _ELDERS, [context.office.unit_id])
                county.packages.import_files([village.packages.export(folder).file])
                county.enrolment.approve(county.enrolment.devices()[0].device_code)
                village.packages.import_files(list(county.packages.write_receipts(folder).files))

    return data.cached(settings, "offices", fill)


def _add_visits(workspace: Workspace, count: int) -> list[dict[str, Any]]:
    """Write visits as the village and return their values, ids among them."""
    context = data.context_of(workspace)
    with context.read() as connection:
        elders = [row[0] for row in connection.exec_driver_sql("SELECT id FROM elder ORDER BY id")]
    unit = context.office.unit_id
    ids = [new_id(unit) for _ in range(count)]
    values = [
        visit_fields(number, elders[number % len(elders)], date(2024 + number * 2 // count, 1 + number % 11, 1 + number % 27))
        for number in range(count)
    ]
    data.write(
        context,
        (Change(unit, "visit", "create", id_, bytes.fromhex(fields["elder_id"]), fields) for id_, fields in zip(ids, values, strict=True)),
    )
    return [{"id": id_.hex(), **fields} for id_, fields in zip(ids, values, strict=True)]


def export_month(settings: Settings) -> Iterator[Result]:
    """One month of a village: written, synced, read back and verified."""
    work = settings.folder / "work" / "export"
    times = []
    for number in range(settings.rounds):
        folder = data.copy(_offices(settings), work)
        with data.opened(folder / "village") as village:
            _add_visits(village, _MONTH)
            (folder / "stick").mkdir()
            times.append(seconds(lambda: village.packages.export(folder / "stick")))  # noqa: B023 - called at once
            if number == 0 and village.packages.review().entries != _MONTH:
                raise RuntimeError("the month is not what the package holds")
    yield Result(
        "export a village-month (60 elders, 100 entries), with read-back", sorted(times)[len(times) // 2], None, Target("ours", 0.3)
    )


def package_size(settings: Settings) -> Iterator[Result]:
    """Bytes of one package of 100 000 visits, against zstd-3 of their bare values as JSON rows."""
    count = settings.size(100_000)
    folder = data.copy(_offices(settings), settings.folder / "work" / "package")
    with data.opened(folder / "village") as village:
        values = _add_visits(village, count)
        (folder / "stick").mkdir()
        written = village.packages.export(folder / "stick")
    keys = sorted({key for row in values for key in row})
    rows = msgspec.json.Encoder().encode_lines([[row.get(key) for key in keys] for row in values])
    bare = len(zstandard.compress(rows, 3))
    yield Result("package size, 100 000 visits × SCALE", float(written.bytes), float(bare), Target("ratio", 1.6), "B")
