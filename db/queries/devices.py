"""Devices of other offices; none of these queries commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, text, update
from sqlmodel import col

from db.models.sync import Device

_DEVICES = text(
    "SELECT d.id, d.card, d.certificate, d.state, coalesce(u.name, '') AS name, coalesce(u.code, '') AS code FROM device d"
    " LEFT JOIN unit u ON u.id = d.unit_id WHERE d.state != 'own'"
)
_MEET = text(
    "INSERT INTO device (id, unit_id, card, state, changed_at) VALUES (:id, :unit, :card, 'waiting', :now) ON CONFLICT (id) DO NOTHING"
)
_VOUCH = text(
    "INSERT INTO device (id, unit_id, card, certificate, state, changed_at) VALUES (:id, :unit, :card, :certificate, 'waiting', '')"
    " ON CONFLICT (id) DO UPDATE SET certificate = coalesce(device.certificate, excluded.certificate)"
)
_MEET_OWN = text("INSERT INTO device (id, unit_id, card, state, changed_at) VALUES (:id, :unit, :card, 'own', '')")
_IDLE = text(
    "SELECT id FROM device d WHERE unit_id = :unit AND state = 'waiting' AND certificate IS NULL AND id <> :but"
    " AND NOT EXISTS (SELECT 1 FROM package p WHERE p.sender = d.id) ORDER BY changed_at DESC, id"
)
_FORGET = delete(Device).where(col(Device.id) == bindparam("device"))
_CHANGE = update(Device).where(col(Device.id) == bindparam("device"))
_APPROVED = text("SELECT id FROM device WHERE unit_id = :unit AND state = 'approved'")


def devices(connection: Connection) -> Sequence[Row[Any]]:
    """(id, card, certificate, state, name and code of its unit) of every device that we know beside our own."""
    return connection.execute(_DEVICES).all()


def meet_device(connection: Connection, device: bytes, unit: bytes, card: bytes, now: str) -> None:
    """Note a device that waits for approval; one that is known stays as it is."""
    connection.execute(_MEET, {"id": device, "unit": unit, "card": card, "now": now})


def vouch_device(connection: Connection, device: bytes, unit: bytes, card: bytes, certificate: bytes) -> None:
    """Note a device with its certificate, unless one is known: whose it is must be known before anything of it is read."""
    connection.execute(_VOUCH, {"id": device, "unit": unit, "card": card, "certificate": certificate})


def note_own(connection: Connection, device: bytes, unit: bytes, card: bytes) -> None:
    """Note this office's own device, so that what it wrote is known as its unit's."""
    connection.execute(_MEET_OWN, {"id": device, "unit": unit, "card": card})


def forget_idle(connection: Connection, unit: bytes, but: bytes, most: int) -> None:
    """Forget waiting devices of a unit of which no file is kept, but for one and the newest few: junk must not fill the list either.

    One with a certificate stays: without it nothing that it wrote could be proven.
    """
    for row in connection.execute(_IDLE, {"unit": unit, "but": but}).all()[most:]:
        connection.execute(_FORGET, {"device": row.id})


def change_device(connection: Connection, device: bytes, **values: Any) -> None:
    """Set columns of one device."""
    connection.execute(_CHANGE, {"device": device, **values})


def approved_devices(connection: Connection, unit: bytes) -> list[bytes]:
    """Ids of a unit's approved devices."""
    return [row[0] for row in connection.execute(_APPROVED, {"unit": unit})]
