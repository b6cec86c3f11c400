"""Which enrolment of an elder a row of a roster speaks of (domain.md §3, dated facts)."""

from collections.abc import Sequence

from kashi_desktop.services.row_faults import RowFault
from kashi_desktop.services.stock import Wire

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
