"""Which entries of a record count, and which of their fields: by author and field, as the register declares (sync.md §1).

Pure: an entry of a unit's stream is the keeper's (one of the unit's own devices) or the parent's (a device of the office above).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from db.codes import QuestionStatus
from db.declaring import Register
from kashi_desktop.rules.merge import REASON, Node, without


@dataclass(frozen=True, slots=True)
class Said:
    """An entry with the standing of its author: ``counts`` at all, and ``also`` for the fields of the other side."""

    node: Node
    keeper: bool
    counts: bool = True
    also: bool = True


@cache
def is_free(register: Register) -> bool:
    """Whether either side may create, set and remove everything of a register, so that nothing has to be looked at."""
    return register.created_by in ("both", "program") and set(register.set_by.values()) <= {"both", "program"}


def creates_freely(register: Register) -> bool:
    """Whether a creation alone, by either side, counts as it is: nobody else has said anything of the record yet."""
    return register.created_by != "parent" and "parent" not in register.set_by.values()


def counting(register: Register, entries: Sequence[Said], is_here: Callable[[bytes], bool]) -> list[Node]:
    """The nodes that count, with the fields that count; ``is_here`` tells the ids of the stream itself."""
    gone = {each.node.name for each in entries if not each.counts or _beyond(register, each)}
    nodes = without([each.node for each in entries], gone) if gone else [each.node for each in entries]
    if is_free(register):
        return nodes
    said = {each.node.name: each for each in entries}
    creator = next((said[node.name].keeper for node in nodes if node.op == "create"), None)
    organised = _organised_here(nodes, is_here)
    rank = {key: _rule(who, creator_is_keeper=creator, organised_here=organised) for key, who in register.set_by.items()}
    ruled = {key for node in nodes for key in node.fields or () if rank.get(key) == ("keeper" if said[node.name].keeper else "parent")}
    return [_limited(register, node, said[node.name], rank, ruled) for node in nodes]


def _beyond(register: Register, said: Said) -> bool:
    """Whether an entry is one that its author may not write at all."""
    if said.also or said.node.op == "update":
        return False
    return register.created_by == ("parent" if said.keeper else "keeper")


def _rule(who: str, *, creator_is_keeper: bool | None, organised_here: bool) -> str:
    """The side that rules a field: keeper, parent, or both."""
    if who == "organiser":
        return "keeper" if organised_here else "parent"
    if who == "office":
        return "keeper" if creator_is_keeper else "parent"
    return "both" if who == "program" else who


def _organised_here(nodes: Sequence[Node], is_here: Callable[[bytes], bool]) -> bool:
    """Whether the course of an attendance is the unit's own."""
    course = next((node.fields["course_id"] for node in nodes if node.fields and node.fields.get("course_id")), None)
    try:
        return is_here(bytes.fromhex(str(course)))
    except ValueError:  # of a newer program
        return False


def _limited(register: Register, node: Node, said: Said, rank: dict[str, str], ruled: set[str]) -> Node:
    """The node with the fields that its author may set, or may propose while the side that rules them has said nothing."""
    mine = "keeper" if said.keeper else "parent"
    fields = {key: value for key, value in (node.fields or {}).items() if key != REASON}
    dropped = {key for key, value in fields.items() if not _may_set(register, key, value, mine, rank, ruled, said)}
    if not dropped:
        return node
    return replace(node, fields={key: value for key, value in (node.fields or {}).items() if key not in dropped})


def _may_set(register: Register, key: str, value: Any, mine: str, rank: dict[str, str], ruled: set[str], said: Said) -> bool:
    ruling = rank.get(key, "both")
    if register.name == "question" and key == "status" and said.keeper and not said.also:
        return bool(value == QuestionStatus.ANSWERED.value)
    if ruling in ("both", mine):
        return True
    proposes = register.set_by[key] == "organiser" or (said.also and register.set_by[key] != "office")
    return proposes and key not in ruled
