"""Which of two values is shown, by hand: what saw the other first, then the device, then the hash; a beaten removal says nothing."""

from collections.abc import Iterable
from itertools import permutations
from typing import Any

import pytest

from kashi_desktop.rules.merge import Node, fold, heads_of, in_order, without

FIRST, SECOND = b"a" * 16, b"b" * 16


def node(name: str, device: bytes, seq: int, op: str, seen: Iterable[str], epoch: bytes = b"e", /, **fields: Any) -> Node:
    """An entry that says what it sets."""
    return Node(name.encode(), (device, epoch, seq), op, frozenset(each.encode() for each in seen), fields)


CREATE = node("c", FIRST, 1, "create", (), minutes=1)


def shown(*nodes: Node, event: bool = False) -> Any:
    """The value of the one field, the same in whatever order the entries come."""
    states = [fold(each, event=event) for each in permutations((CREATE, *nodes))]
    assert all(state == states[0] for state in states)
    return states[0].fields["minutes"]


@pytest.mark.parametrize("event", [False, True])
def test_of_two_that_know_nothing_of_each_other_the_later_device_is_shown(event: bool) -> None:
    """Also where its place in its own chain is the earlier, and its epoch and hash come first."""
    early = node("z", FIRST, 900, "update", "c", b"f", minutes=2)
    late = node("b", SECOND, 1, "update", "c", b"a", minutes=3)
    assert shown(early, late, event=event) == 3


@pytest.mark.parametrize("event", [False, True])
def test_of_two_epochs_of_a_device_the_later_is_shown_then_the_later_place_then_the_hash(event: bool) -> None:
    assert (
        shown(node("z", FIRST, 900, "update", "c", b"e", minutes=2), node("b", FIRST, 2, "update", "c", b"f", minutes=3), event=event) == 3
    )
    assert shown(node("z", FIRST, 2, "update", "c", minutes=2), node("b", FIRST, 3, "update", "c", minutes=3), event=event) == 3
    assert shown(node("b", FIRST, 2, "update", "c", minutes=2), node("z", FIRST, 2, "update", "c", minutes=3), event=event) == 3


@pytest.mark.parametrize("event", [False, True])
def test_what_saw_more_is_shown_before_any_device(event: bool) -> None:
    other = node("o", SECOND, 1, "update", "c", minutes=2)
    first = node("f", FIRST, 2, "update", "c", minutes=3)
    assert shown(other, first, node("g", FIRST, 3, "update", "f", minutes=4), event=event) == 4


def test_the_longest_way_to_an_entry_counts_not_the_last_one_followed() -> None:
    longer = [node("1", FIRST, 2, "update", "c"), node("2", FIRST, 3, "update", "1"), node("3", FIRST, 4, "update", "2c", minutes=3)]
    other = node("9", SECOND, 2, "update", ("c", "8"), minutes=2)
    assert [each.name for each in in_order([CREATE, node("8", SECOND, 1, "update", "c"), other, *longer])] == [
        b"c",
        b"1",
        b"8",
        b"2",
        b"9",
        b"3",
    ]
    assert shown(*longer, other) == 3


def test_what_is_not_held_moves_nothing_in_the_order() -> None:
    first = node("f", SECOND, 2, "update", "c", minutes=3)
    second = node("g", FIRST, 2, "update", ("c", "not held", "nor this"), minutes=2)
    assert [each.name for each in in_order([second, first, CREATE])] == [b"c", b"g", b"f"]
    assert shown(first, second) == 3


def test_heads_are_told_in_the_order_of_their_hashes() -> None:
    assert heads_of([CREATE, node("z", FIRST, 2, "update", "c"), node("b", SECOND, 1, "update", "c")]) == [b"b", b"z"]


def test_a_beaten_removal_sets_nothing() -> None:
    """A removal says why and nothing else; what a hostile one says beside it goes with it."""
    remove = node("r", SECOND, 1, "remove", "c", minutes=9, _reason="x")
    blind = node("b", FIRST, 2, "update", "c", note="x")
    beaten = fold([CREATE, remove, blind], event=False)
    assert (beaten.fields, beaten.removal_beaten) == ({"minutes": 1, "note": "x"}, True)


def test_a_removed_record_is_shown_as_its_removals_left_it() -> None:
    removals = [node("r", SECOND, 1, "remove", "c", minutes=9), node("q", FIRST, 2, "remove", "c")]
    removed = fold([CREATE, *removals], event=False)
    assert (removed.removed, removed.fields, removed.head) == (True, {"minutes": 9}, b"r")


def test_of_the_conflicting_entries_the_shown_one_is_named_first() -> None:
    others = [node("x", FIRST, 2, "update", "c", minutes=2), node("a", SECOND, 1, "update", "c", minutes=3)]
    (conflict,) = fold([CREATE, *others], event=False).conflicts
    assert (conflict.field, conflict.entries) == ("minutes", (b"a", b"x"))


def test_an_answer_through_others_settles_a_conflict() -> None:
    two = [node("x", FIRST, 2, "update", "c", minutes=2), node("a", SECOND, 1, "update", "c", minutes=3)]
    on_the_way = node("m", SECOND, 2, "update", "xa", note="x")
    settled = fold([CREATE, *two, on_the_way, node("s", FIRST, 3, "update", "m", minutes=5)], event=False)
    assert (settled.fields["minutes"], settled.conflicts) == (5, ())


@pytest.mark.parametrize("event", [False, True])
def test_entries_without_values_say_nothing_and_hold_up_nothing(event: bool) -> None:
    """What was destroyed, or came as a digest: it has its place in the order and sets no field."""
    create = Node(b"c", (FIRST, b"e", 1), "create", frozenset(), None)
    empty = Node(b"n", (SECOND, b"e", 1), "update", frozenset({b"c"}), None)
    other = node("o", FIRST, 2, "update", "c", minutes=2)
    assert fold([create], event=event).fields == {}
    folded = fold([create, empty, other], event=event)
    assert (folded.conflicts, folded.removed, folded.held) == ((), False, False)
    if event:
        assert (folded.fields, folded.provisional) == ({}, True)
        assert fold([CREATE, empty, other], event=True).fields == {"minutes": 1}
    else:
        assert folded.fields == {"minutes": 2}
        assert fold([CREATE, empty], event=False).fields == {"minutes": 1}
        late = node("p", SECOND, 2, "update", "c", minutes=3)
        assert [each.entries for each in fold([create, empty, other, late], event=False).conflicts] == [(b"p", b"o")]


@pytest.mark.parametrize("event", [False, True])
def test_what_an_entry_that_counts_for_nothing_had_seen_is_seen_by_those_behind_it(event: bool) -> None:
    """A thief's entries lie between two honest ones: the second still answers the first, and nothing of the thief's is shown."""
    thief = [node("t", SECOND, 1, "update", "c", minutes=9), node("u", SECOND, 2, "update", "t", note="stolen")]
    behind = node("h", FIRST, 2, "update", "u", note="x")
    beside = node("b", FIRST, 3, "update", "c", note="y")
    for order in permutations((CREATE, *thief, behind)):
        kept = without(order, {b"t", b"u"})
        assert [each.name for each in kept] == [b"c", b"h"]
        assert heads_of(kept) == [b"h"]
        folded = fold(kept, event=event)
        assert (folded.fields, folded.conflicts, folded.provisional) == ({"minutes": 1, "note": "x"}, (), False)
    # Left out, they still make what saw them the later one: nobody's order changes when they are found out.
    kept = without((CREATE, *thief, behind, beside), {b"t", b"u"})
    assert [each.name for each in in_order(kept)] == [b"c", b"b", b"h"]
    assert fold(kept, event=event).fields["note"] == "x"
