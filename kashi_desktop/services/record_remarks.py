"""What a record cannot know by itself: hours against the activity, areas against households. Questions to the clerk, never verdicts."""

from datetime import datetime, timedelta
from decimal import Decimal

from sqlalchemy import Connection, text

from kashi_desktop.services.row_faults import RowFault, remark
from kashi_desktop.services.stock import UnitStock, Wire
from kashi_desktop.types.faults import Fault

PLAUSIBLE_M2 = 3000
"""More m² than this for 100 households is asked about (issue: 3,000 m² for 100 households)."""
FEW_HOUSEHOLDS = 10

_HOUSEHOLDS = text(
    "SELECT households FROM unit_profile WHERE unit_id = :unit AND NOT removed AND households IS NOT NULL ORDER BY as_of DESC LIMIT 1"
)
_ACTIVITY = text("SELECT starts_at, ends_at FROM activity WHERE id = :id")


def record_faults(connection: Connection, stock: UnitStock, register: str, wire: Wire, own: bytes | None = None) -> RowFault | None:
    """Why a record cannot be taken beside the others; None when it can."""
    if register != "service":
        return None
    span = _span(connection, stock, wire)
    if span and timedelta(hours=float(Decimal(wire["hours"]))) > span[1] - span[0]:
        return RowFault("hours", "hours_exceed_activity")
    return None


def record_warnings(
    connection: Connection, stock: UnitStock, register: str, place: bytes, wire: Wire, own: bytes | None = None
) -> list[Fault]:
    """What should be looked at once more, though the record is taken."""
    if register == "facility":
        households = connection.execute(_HOUSEHOLDS, {"unit": place}).scalar()
        if households and Decimal(wire["building_area_m2"]) * 100 > PLAUSIBLE_M2 * households:
            return [remark("building_area_m2", "implausible_area")]
    if register == "unit_profile" and wire["households"] is not None and wire["households"] < FEW_HOUSEHOLDS:
        return [remark("households", "few_households")]
    if register == "service" and _at_once(connection, stock, wire, own):
        return [remark("activity_ref", "two_at_once")]
    return []


def _span(connection: Connection, stock: UnitStock, wire: Wire) -> tuple[datetime, datetime] | None:
    found = stock.by_id.get(bytes.fromhex(wire["activity_id"]))
    if found is not None:
        return datetime.fromisoformat(found.wire["starts_at"]), datetime.fromisoformat(found.wire["ends_at"])
    row = connection.execute(_ACTIVITY, {"id": bytes.fromhex(wire["activity_id"])}).first()
    return (datetime.fromisoformat(row.starts_at), datetime.fromisoformat(row.ends_at)) if row else None


def _at_once(connection: Connection, stock: UnitStock, wire: Wire, own: bytes | None) -> bool:
    span = _span(connection, stock, wire)
    if span is None:
        return False
    for other in stock.by_id.values():
        # Also against rows of the same file, which are not in the tables yet.
        if (
            other.id != own
            and other.wire.get("volunteer_id") == wire["volunteer_id"]
            and other.wire.get("activity_id") != wire["activity_id"]
        ):
            beside = _span(connection, stock, other.wire)
            if beside and beside[0] < span[1] and beside[1] > span[0]:
                return True
    return False
