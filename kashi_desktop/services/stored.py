"""Stored records as they would be typed, so that a row of a table can be laid over them."""

from datetime import datetime
from typing import Any

from db.codes import OBSERVATIONS
from kashi_desktop.rules.id_numbers import mask_last4
from kashi_desktop.services import rows
from kashi_desktop.services.stock import Known, UnitStock, Wire
from kashi_desktop.types.inputs import ElderInput, NeedInput, UnitInput, VisitInput


def elder_input(known: Known, spell: Wire) -> ElderInput:
    """A stored elder with one of the spells as it would be typed; what is kept of the ID number is masked."""
    wire = known.wire
    plain = {
        key: wire.get(key) or ""
        for key in ("ref", "phone", "group", "address", "contact_name", "contact_relation", "contact_phone", "full_name")
    }
    built: ElderInput = _trusted(
        ElderInput,
        **plain,
        sex=wire["sex"],
        birth_date=rows.day(wire["birth_date"]),
        id_number=mask_last4(wire["id_last4"]) if wire.get("id_last4") else "",
        categories=tuple((wire.get("categories") or "").split(";")) if wire.get("categories") else (),
        care_level=wire["care_level"],
        enrolled_on=rows.day(spell.get("enrolled_on")),
        consent_on=rows.day(wire.get("consent_on")),
        home_visit_declined=bool(wire.get("home_visit_declined")),
        closed_on=rows.day(spell.get("closed_on")),
        closed_reason=spell.get("closed_reason"),
    )
    return built


def _trusted(kind: type[Any], /, **values: Any) -> Any:
    """A stored record as an input; ``complete`` validates it together with the row that is laid over it."""
    return kind.model_construct(**values)


def visit_input(known: Known, stock: UnitStock) -> VisitInput:
    """A stored visit as it would be typed."""
    wire = known.wire
    built: VisitInput = _trusted(
        VisitInput,
        ref=wire["ref"],
        elder_ref=stock.names.get(bytes.fromhex(wire["elder_id"]), ""),
        visited_at=datetime.fromisoformat(wire["visited_at"]),
        method=wire["method"],
        outcome=wire["outcome"],
        visitors=rows.people(wire.get("visitors")),
        visitor_role=wire.get("visitor_role"),
        minutes=wire.get("minutes"),
        needs=tuple(rows.people(wire.get("needs"))),
        note=wire.get("note") or "",
        **{key: wire.get(key) or "unknown" for key in OBSERVATIONS},
    )
    return built


def need_input(known: Known, stock: UnitStock) -> NeedInput:
    """A stored need as it would be typed."""
    wire = known.wire
    built: NeedInput = _trusted(
        NeedInput,
        ref=wire["ref"],
        elder_ref=stock.names.get(bytes.fromhex(wire["elder_id"]), ""),
        visit_ref=stock.names.get(bytes.fromhex(wire["visit_id"]), "") if wire.get("visit_id") else "",
        kind=wire["kind"],
        action=wire.get("action"),
        referral_to=wire.get("referral_to") or "",
        due_on=rows.day(wire.get("due_on")),
        status=wire["status"],
        closed_on=rows.day(wire.get("closed_on")),
    )
    return built


def unit_input(known: Known) -> UnitInput:
    """A stored unit as it would be typed."""
    wire = {key: value for key, value in known.wire.items() if key != "parent_id"}
    built: UnitInput = _trusted(UnitInput, **wire)
    return built
