"""Packages of many villages for one county, without making a workspace for each village.

One scratch journal holds every village's chain, written through ``db.journal`` and sealed by the real export.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import uuid4

import msgspec
from sqlalchemy import Connection, select, text

from bench.data import CLOCK, TODAY, context_of, opened
from db.engine import make_engine, migrate, reading
from db.journal import Author, Change, append
from db.registers.registry import TABLES
from db.streams import new_id
from kashi_desktop.demo.people import visit_fields
from kashi_desktop.services.context import Context
from kashi_desktop.sync.card_chain import Cards
from kashi_desktop.sync.cards import Card, Certificate
from kashi_desktop.sync.keys import DeviceKeys
from kashi_desktop.sync.package import build_packages
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.reading import Directory

_NOW = f"{TODAY.isoformat()} 09:00:00"
_DEVICE = text(
    "INSERT INTO device (id, unit_id, card, certificate, state, changed_at) VALUES (:id, :unit, :card, :certificate, 'approved', :now)"
)


@dataclass(frozen=True)
class _Village:
    unit: bytes
    code: str
    keys: DeviceKeys
    epoch: bytes


def send_packages(county: Path, out: Path, count: int, visits: int, copies: int = 2) -> None:
    """Have ``count`` villages send ``visits`` visits each to the county, whose devices it approves.

    ``out`` gets a folder ``0``, ``1`` … for each copy: the same entries, sealed anew, so that no two files are equal.
    """
    with opened(county) as workspace:
        context = context_of(workspace)
        villages = _approve(context, count)
        engine = make_engine(out / "scratch.db", bytes(32), create=True)
        migrate(engine)
        for number, village in enumerate(villages):
            with context.read() as source, engine.begin() as scratch:
                _write_visits(source, scratch, village, number * visits, visits)
        with reading(engine) as scratch:
            for turn in range(copies):
                (out / str(turn)).mkdir(parents=True)
                for number, village in enumerate(villages):
                    (built,) = build_packages(scratch, _party(context, village), Directory({}, {}), iter([turn + 1]), None)
                    (out / str(turn) / f"{village.code}-{number:03d}.kashi").write_bytes(built.data)
        engine.dispose()
    for file in out.glob("scratch.db*"):
        file.unlink()


def _approve(context: Context, count: int) -> list[_Village]:
    if context.office_keys is None or context.office_card is None:
        raise ValueError("a county receives packages")
    made = []
    with context.engine.begin() as connection:
        wanted = text("SELECT id, code FROM unit WHERE level = 'village' AND id IN (SELECT unit_id FROM elder) ORDER BY code LIMIT :count")
        for serial, (unit, code) in enumerate(connection.execute(wanted, {"count": count}).all(), 2):
            keys = DeviceKeys.generate()
            card = Card.of(keys, unit, code, "village")
            certificate = Certificate.issue(card, context.office_card, context.office_keys, serial, TODAY.isoformat())
            values = {"id": keys.device_id, "unit": unit, "card": msgspec.json.encode(card.to_wire()), "now": _NOW}
            connection.execute(_DEVICE, values | {"certificate": msgspec.json.encode(certificate.to_wire())})
            made.append(_Village(unit, code, keys, uuid4().bytes))
    return made


def _write_visits(source: Connection, scratch: Connection, village: _Village, start: int, count: int) -> None:
    """Visits of this month to the elders of the unit, whose consents the village has from the county."""
    table = TABLES["elder"]
    rows = source.execute(select(table).where(table.c.unit_id == village.unit).order_by(table.c.id)).mappings().all()
    scratch.execute(table.insert(), [dict(row) for row in rows])
    elders = [row["id"] for row in rows]
    account = uuid4().bytes
    author = Author(village.keys.device_id, village.epoch, account, lambda: 1_790_000_000)

    def changes() -> Iterator[Change]:
        for number in range(count):
            elder = elders[number % len(elders)]
            fields = visit_fields(start + number, elder, date(TODAY.year, TODAY.month, 1 + number % TODAY.day))
            yield Change(village.unit, "visit", "create", new_id(village.unit), elder, fields)

    append(scratch, author, list(changes()))


def _party(context: Context, village: _Village) -> Party:
    return Party(
        village.keys,
        None,
        None,
        Cards.trusting(context.office_card) if context.office_card else None,
        None,
        bytes(32),
        "village",
        village.unit,
        village.code,
        village.epoch,
        CLOCK.now().isoformat(sep=" "),
    )
