"""Which enrolment of an elder a row of a roster speaks of (domain.md §3, dated facts)."""

from collections.abc import Sequence

from sqlalchemy import Connection

from db.queries import visits
from kashi_desktop.services.row_faults import RowFault, remark
from kashi_desktop.services.stock import Known, Wire
from kashi_desktop.types.faults import Fault

Spell = tuple[bytes | None, Wire]
"""Id and wire values of a spell; no id and no values for one that the row opens."""


def spell_meant(spells: Sequence[tuple[bytes, Wire]], start: str | None) -> Spell:
    """The spell with that start, else a further one where it lies behind the latest closing, else the latest, whose start it mends.

    ``spells`` are in the order of their start. Errors: RowFault overlapping_spell, when the latest would begin before another ends.
    """
    if not spells:
        return None, {}
    latest = spells[-1]
    if start is None:
        return latest
    same = [each for each in spells if each[1]["enrolled_on"] == start]
    if same:
        return same[-1]
    if (closed := latest[1].get("closed_on")) and start >= closed:
        return None, {}
    if any(start <= (wire.get("closed_on") or wire["enrolled_on"]) for _, wire in spells[:-1]):
        raise RowFault("enrolled_on", "overlapping_spell")
    return latest


def check_closing(spells: Sequence[tuple[bytes, Wire]], spell: Spell, closed_on: str | None) -> None:
    """Keep an earlier spell from ending after the next has begun. Errors: RowFault overlapping_spell."""
    if spell[0] is None or closed_on is None or closed_on == spell[1].get("closed_on"):
        return
    behind = [wire for id_, wire in spells if id_ != spell[0] and wire["enrolled_on"] > spell[1]["enrolled_on"]]
    if behind and closed_on > behind[0]["enrolled_on"]:
        raise RowFault("closed_on", "overlapping_spell")


def visits_behind(connection: Connection, elder: Known, closed_on: str) -> tuple[Fault, ...]:
    """What to say of an enrolment that ends on a day: visits behind it lie in no enrolment, so the day or they may be wrong."""
    following = min((wire["enrolled_on"] for _, wire in elder.spells if wire["enrolled_on"] > closed_on), default="9999")
    count, last = visits.between(connection, elder.id, closed_on, following)
    return (remark("closed_on", "visits_behind", count=count, last=last[:10]),) if last else ()
