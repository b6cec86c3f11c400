"""Merging: order-free, idempotent, by causality alone, and equal to a plain reading of sync.md §3."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kashi_desktop.rules.merge import REASON, Folded, Node, fold

DEVICES = (b"a" * 16, b"b" * 16, b"c" * 16)
KEYS = ("name", "level", "phone")


@st.composite
def histories(draw: st.DrawFn, creations: int = 1) -> list[Node]:
    """Entries of one record as several laptops could have written them; each has seen some of those before it."""
    nodes: list[Node] = []
    for number in range(draw(st.integers(1, 8))):
        seen = draw(st.sets(st.sampled_from([node.name for node in nodes]))) if nodes else set()
        device = draw(st.sampled_from(DEVICES))
        op = "create" if number < creations else draw(st.sampled_from(["update", "update", "update", "remove"]))
        fields: dict[str, Any] = {} if op == "remove" else draw(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 2)))
        if op == "remove" or draw(st.booleans()):
            fields[REASON] = "事由"
        nodes.append(Node(b"%c:%d" % (device[0], number), (device, b"e", number + 1), op, frozenset(seen), fields))
    return nodes


def linear(*steps: tuple[str, Mapping[str, Any]]) -> list[Node]:
    """A history on one laptop."""
    nodes: list[Node] = []
    for number, (op, fields) in enumerate(steps, 1):
        seen = frozenset({nodes[-1].name}) if nodes else frozenset[bytes]()
        nodes.append(Node(b"a:%d" % number, (DEVICES[0], b"e", number), op, seen, fields))
    return nodes


# -- a plain reading of the rules ------------------------------------------------------------------------------------------


class Naive:
    """Every question answered on its own by walking the graph; no shortcut for the common case."""

    def __init__(self, entries: Sequence[Node], event: bool) -> None:
        self.nodes = {node.name: node for node in entries}
        self.event = event

    def knows(self, later: bytes, earlier: bytes) -> bool:
        seen = [name for name in self.nodes[later].seen if name in self.nodes]
        return earlier in seen or any(self.knows(name, earlier) for name in seen)

    def order(self, node: Node) -> tuple[object, ...]:
        """Lamport counter, then device, epoch, seq and hash."""
        return self.counter(node), *node.place, node.name

    def counter(self, node: Node) -> int:
        return 1 + max((self.counter(self.nodes[name]) for name in node.seen if name in self.nodes), default=0)

    def heads(self) -> list[Node]:
        return [node for node in self.nodes.values() if not any(self.knows(other, node.name) for other in self.nodes)]

    def value(self, key: str, among: Sequence[Node]) -> Any:
        return (max((node for node in among if key in (node.fields or {})), key=self.order).fields or {})[key]

    def state(self, among: Sequence[Node]) -> dict[str, Any]:
        keys = {key for node in among for key in (node.fields or {})} - {REASON}
        return {key: self.value(key, among) for key in keys}

    def version(self, head: Node) -> dict[str, Any]:
        past = [node for node in self.nodes.values() if node is head or self.knows(head.name, node.name)]
        created = min((node for node in self.nodes.values() if node.op == "create"), key=self.order)
        beneath = {key: value for key, value in (created.fields or {}).items() if key != REASON}
        return self.state(past) if head.op == "create" else beneath | self.state(past)

    def conflicts(self) -> dict[str, set[bytes]]:
        found: dict[str, set[bytes]] = {}
        for key in KEYS:
            setters = [node for node in self.nodes.values() if key in (node.fields or {})]
            last = [node for node in setters if not any(self.knows(other.name, node.name) for other in setters)]
            if len({(node.fields or {})[key] for node in last}) > 1:
                found[key] = {node.name for node in last}
        return found

    def matches(self, folded: Folded) -> None:
        if not any(node.op == "create" for node in self.nodes.values()):
            assert folded.held
            return
        heads = self.heads()
        speaking = [head for head in heads if head.op != "remove"]
        assert not folded.held
        assert folded.removed == (not speaking)
        assert folded.removal_beaten == (bool(speaking) and len(speaking) < len(heads))
        shown = max(speaking or heads, key=self.order)
        assert folded.head == shown.name
        if self.event:
            assert folded.fields == self.version(shown)
            assert folded.provisional == any(self.version(head) != folded.fields for head in speaking)
            assert folded.conflicts == ()
            return
        assert folded.fields == self.state(list(self.nodes.values()))
        assert not folded.provisional
        assert {each.field: set(each.entries) for each in folded.conflicts} == self.conflicts()
        for each in folded.conflicts:
            assert (self.nodes[each.entries[0]].fields or {})[each.field] == folded.fields[each.field]


@given(histories(), st.booleans())
def test_it_is_what_a_plain_reading_says(nodes: list[Node], event: bool) -> None:
    Naive(nodes, event).matches(fold(nodes, event=event))


@given(histories(creations=2), st.booleans())
def test_a_unit_may_be_created_by_its_village_and_its_county(nodes: list[Node], event: bool) -> None:
    Naive(nodes, event).matches(fold(nodes, event=event))


# -- properties ------------------------------------------------------------------------------------------------------------


@given(histories(), st.booleans(), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_matter(nodes: list[Node], event: bool, chance: Any) -> None:
    expected = fold(nodes, event=event)
    shuffled = nodes + [node for node in nodes if chance.random() < 0.4]
    chance.shuffle(shuffled)
    assert fold(shuffled, event=event) == expected


@given(histories(), st.booleans(), st.data())
def test_any_subset_with_its_past_merges_and_the_rest_completes_it(nodes: list[Node], event: bool, data: st.DataObject) -> None:
    part = data.draw(st.lists(st.sampled_from(nodes), unique_by=lambda node: node.name))
    Naive(part, event).matches(fold(part, event=event))
    assert fold([*part, *(node for node in nodes if node not in part)], event=event) == fold(nodes, event=event)


@given(histories(), st.integers(2, 9))
def test_a_conflict_is_causal_and_never_a_matter_of_counters(nodes: list[Node], factor: int) -> None:
    before = {(each.field, frozenset(each.entries)) for each in fold(nodes, event=False).conflicts}
    # Another order that respects what each entry saw: devices reversed in rank, other epochs and positions.
    turned = {DEVICES[0]: DEVICES[2], DEVICES[1]: DEVICES[1], DEVICES[2]: DEVICES[0]}
    moved = [replace(node, place=(turned[node.place[0]], b"f", factor * node.place[2])) for node in nodes]
    after = fold(moved, event=False)
    assert {(each.field, frozenset(each.entries)) for each in after.conflicts} == before


@given(histories())
def test_an_entry_that_has_seen_everything_settles_all(nodes: list[Node]) -> None:
    covered = frozenset[bytes]().union(*(node.seen for node in nodes))
    heads = frozenset(node.name for node in nodes) - covered
    ruling = Node(b"county:1", (b"z" * 16, b"e", 1), "update", heads, {**dict.fromkeys(KEYS, 9), REASON: "核对"})
    for event in (False, True):
        folded = fold([*nodes, ruling], event=event)
        assert folded.fields == dict.fromkeys(KEYS, 9)
        assert (folded.removed, folded.removal_beaten, folded.provisional, folded.conflicts) == (False, False, False, ())


@given(histories())
def test_without_its_creation_a_record_is_held(nodes: list[Node]) -> None:
    assert fold(nodes[1:], event=False) == Folded(held=True)
    assert not fold(nodes, event=False).held


# -- by hand ---------------------------------------------------------------------------------------------------------------


def test_a_line_of_edits_is_replayed() -> None:
    nodes = linear(("create", {"name": "a", "level": "x"}), ("update", {"level": "y", REASON: "r"}), ("update", {"name": None}))
    assert fold(nodes, event=False) == Folded({"name": None, "level": "y"}, head=b"a:3")
    assert fold(nodes, event=True) == fold(nodes, event=False)


def test_a_removal_stands_until_somebody_speaks_for_the_record() -> None:
    create, remove = linear(("create", {"name": "a"}), ("remove", {REASON: "r"}))
    blind = Node(b"b:1", (DEVICES[1], b"e", 1), "update", frozenset({b"a:1"}), {"name": "b"})
    knowing = replace(blind, seen=frozenset({b"a:2"}))
    assert fold([create, remove], event=False).removed
    for event in (False, True):
        beaten = fold([create, remove, blind], event=event)
        assert (beaten.removed, beaten.removal_beaten, beaten.fields) == (False, True, {"name": "b"})
        restored = fold([create, remove, knowing], event=event)
        assert (restored.removed, restored.removal_beaten) == (False, False)
    twice = Node(b"b:1", (DEVICES[1], b"e", 1), "remove", frozenset({b"a:1"}), {REASON: "q"})
    assert fold([create, remove, twice], event=False).removed


def test_concurrent_edits_of_different_fields_both_hold() -> None:
    (create,) = linear(("create", {"name": "a", "level": "x"}))
    first = Node(b"a:2", (DEVICES[0], b"e", 2), "update", frozenset({b"a:1"}), {"name": "b"})
    second = Node(b"b:1", (DEVICES[1], b"e", 1), "update", frozenset({b"a:1"}), {"level": "y"})
    folded = fold([create, first, second], event=False)
    assert (folded.fields, folded.conflicts) == ({"name": "b", "level": "y"}, ())
    # An event is one whole: the later version is shown, the other is not mixed in.
    folded = fold([create, first, second], event=True)
    assert (folded.fields, folded.provisional) == ({"name": "a", "level": "y"}, True)


def test_equal_corrections_are_no_conflict() -> None:
    (create,) = linear(("create", {"name": "a"}))
    twins = [
        Node(name, (device, b"e", 9), "update", frozenset({b"a:1"}), {"name": "b"})
        for name, device in zip((b"x", b"y"), DEVICES, strict=False)
    ]
    assert fold([create, *twins], event=False).conflicts == ()
    assert not fold([create, *twins], event=True).provisional


def test_erased_values_leave_the_shape_of_the_history() -> None:
    create, update = linear(("create", {"name": "a"}), ("update", {"name": "b"}))
    erased = replace(update, fields=None)
    assert fold([create, erased], event=False).fields == {"name": "a"}
    other = Node(b"b:1", (DEVICES[1], b"e", 1), "update", frozenset({b"a:1"}), {"name": "c"})
    assert fold([create, erased, other], event=False).conflicts == ()


def test_thousands_of_entries_of_one_record_cost_no_more_than_their_number() -> None:
    create = Node(b"0", (DEVICES[0], b"e", 1), "create", frozenset(), {"name": "a"})
    blind = [Node(b"%d" % n, (DEVICES[1], b"e", n), "update", frozenset({b"0"}), {"name": str(n)}) for n in range(1, 8001)]
    # Compared pair by pair this would be 64 million steps.
    assert len(fold([create, *blind], event=False).conflicts[0].entries) == 8000
    assert fold([create, *blind], event=True).provisional
