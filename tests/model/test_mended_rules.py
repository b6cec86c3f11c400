"""The smallest history behind each rule that was mended, and what happens without the rule."""

from collections.abc import Callable

import pytest

from tests.model.attackers import steal_office, usurp, write_anything
from tests.model.authority import COMMON_COUNTY
from tests.model.cards import card_chain
from tests.model.entries import PARENT, Content, Kind, Merge, World
from tests.model.rulings import approve, make_card, replace, revoke_laptop, second_computer, state_devices, trust
from tests.model.same_person import same_persons
from tests.model.stories import FORKS, Story, an_erasure_lost_with_the_folder


@pytest.mark.parametrize("tell", FORKS)
def test_copies_put_back_end_alike(tell: Callable[[str], Story]) -> None:
    assert tell("").end() == set()


def test_an_erasure_lost_with_the_folder_is_issued_again() -> None:
    story = an_erasure_lost_with_the_folder("")
    assert not story.node("V1a").visible()[0]
    assert story.end() == set()
    assert not story.node("C").visible()[0]
    assert "dumps differ" in an_erasure_lost_with_the_folder("orphans not issued again").end()
    assert "a copy brings destroyed values back" in an_erasure_lost_with_the_folder("state folder ignored").end()


def two_computers(broken: str) -> set[str]:
    """Two computers of the county stop each other with the same number; which is the active one in each stream."""
    t = Story(broken, 3)
    second_computer(t.schedule, t.node("C"))
    for name in ("C", "Cb"):
        state_devices(t.schedule, name)
    for village in ("V1a", "V2a", "V3a"):
        for name in ("C", "Cb"):
            t.take(village, t.file(name, village))
    everything = t.node("V1a").copy()
    everything.held |= t.node("V2a").held | t.node("V3a").held
    return {everything.standing(stream).active["C"] for stream in ("V1", "V2", "V3", COMMON_COUNTY)}


def test_two_computers_that_stop_each_other_leave_one_in_all_streams() -> None:
    assert len(two_computers("")) == 1
    assert len(two_computers("tie by hash")) == 2


def forgotten_statement(broken: str) -> set[str]:
    """Seed 30064730: the prefecture alone knows what the county's second computer stated before it was put back."""
    t = Story(broken, 1, prefecture=True)
    second_computer(t.schedule, None)
    t.copy("Cb")
    state_devices(t.schedule, "Cb")
    t.bring("Cb", "P")
    t.back("Cb", noticed=True)
    state_devices(t.schedule, "C")
    t.bring("C", "P")
    return t.end()


def test_a_statement_that_only_the_prefecture_knows_is_told_and_answered() -> None:
    assert forgotten_statement("") == set()
    assert "an entry is lost" in forgotten_statement("only the active computer is heard")
    assert "an office is active in one stream and stopped in another" in forgotten_statement("split offices stay")


def test_a_named_head_that_has_not_arrived_says_nothing_yet() -> None:
    """Seed 40038901: the laptop is put back behind the head that its approval names."""
    t = Story(units=1)
    newcomer = t.schedule.settle_unit("V1n", "V1", "d1n")
    proposal = t.create("V1n", "V1")
    t.node("V1n").write("V1", Content(Kind.SET, proposal, field=PARENT))
    t.copy("V1n")
    t.write("V1n", "V1", Kind.SET, proposal)
    t.bring("V1n", "C")
    approve(t.schedule, "C", "V1", newcomer.device)
    receipt = t.file("C", "V1n")
    t.back("V1n", noticed=True)
    t.take("V1n", receipt._replace(entries=receipt.entries & t.world.offices["C"]))
    set_before = t.world.fields[PARENT] & t.world.offices["V1"]
    assert not t.node("V1n").standing("V1").counts & set_before
    assert t.end() == set()
    assert t.node("V1n").standing("V1").counts & set_before


def active_after_theft(broken: str) -> str:
    """A thief of the office folder claims the office with a great number; the recovery sheet takes it back."""
    t = Story(broken, 1)
    steal_office(t.schedule)
    usurp_until_stated(t)
    t.take("V1a", t.file("Cx", "V1a"))
    assert t.node("V1a").standing("V1").ruling["C"]
    second_computer(t.schedule, t.node("C"))
    make_card(t.schedule, "Cb", recovery=True)
    state_devices(t.schedule, "Cb", t.world.hostile)
    t.bring("Cb", "V1a")
    return t.node("V1a").standing("V1").active["C"]


def usurp_until_stated(t: Story) -> None:
    while not t.world.kinds[Kind.DEVICE]:
        usurp(t.schedule, "Cx")


def test_a_great_number_does_not_beat_the_recovery_card() -> None:
    assert active_after_theft("") == "dCb"
    assert active_after_theft("number before card") == "dC"


def test_a_recovery_card_holds_whatever_version_a_thief_has_reached() -> None:
    world = World()
    world.office_of["dC"] = "C"
    first = world.add_card("C", None, False, "dC", 1)
    thief = world.add_card("C", first.number, False, "dC", 2)
    further = world.add_card("C", thief.number, False, "dC", 3)
    low = world.add_card("C", None, True, "dC", 2)
    high = world.add_card("C", None, True, "dC", 9)
    below = card_chain(world, "C", 0b1111, 0)
    above = card_chain(world, "C", 0b11111, 0)
    assert [card.number for card in below.cards] == [first.number, low.number]
    assert [card.number for card in above.cards] == [first.number, low.number, high.number]
    assert above.rank(thief.number) < 0
    assert card_chain(world, "C", 0b111, 0).cards[-1] == further


def test_two_cards_of_one_version_wait_for_the_digits() -> None:
    t = Story(units=1)
    steal_office(t.schedule)
    make_card(t.schedule, "C", recovery=False)
    t.bring("C", "V1a")
    forged = t.world.add_card("C", 0, False, "dC", 2)
    t.node("Cx").cards |= 1 << forged.number
    held = t.node("V1a").held
    write_anything(t.schedule, "Cx")
    t.bring("Cx", "V1a")
    assert t.node("V1a").held == held
    assert t.node("V1a").waiting
    trust(t.node("V1a"), t.node("C"))
    assert t.node("V1a").waiting == ()


def test_what_an_old_computer_had_not_signed_is_signed_from_the_copy() -> None:
    t = Story(units=1)
    t.create("C", COMMON_COUNTY)
    second_computer(t.schedule, t.node("C"))
    t.dies("C")
    state_devices(t.schedule, "Cb")
    t.bring("Cb", "V1a")
    assert t.end() == set()


def put_back_before_a_revocation(broken: str) -> set[str]:
    """Seed 804742: the county carries out an erasure whose author it revoked in the state that was lost."""
    t = Story(broken, 1)
    person = t.create("C", "V1", person=True)
    t.bring("C", "V1a")
    t.bring("V1a", "C")
    t.write("V1a", "V1", Kind.ERASE, person, person=person)
    t.copy("C")
    revoke_laptop(t.schedule, "C", "V1", "d1")
    while "V1b" not in t.schedule.nodes or not t.node("V1b").held & t.world.kinds[Kind.REVOKE]:
        replace(t.schedule, "C", "V1")
    t.back("C")
    t.bring("V1a", "C")
    return t.end()


def test_what_was_destroyed_before_a_lost_ruling_came_back_returns_with_the_third_round() -> None:
    assert put_back_before_a_revocation("") == set()
    assert "dumps differ" in put_back_before_a_revocation("nothing is lacking")


def withdrawn_erasure(broken: str) -> set[str]:
    """A package with an erasure is withdrawn; a twin laptop still has the values."""
    t = Story(broken, 1)
    person = t.create("C", "V1", person=True)
    t.bring("C", "V1a")
    t.copy("V1a")
    twin = t.twin("V1a")
    t.bring(twin, "C")
    t.bring("C", twin)
    t.write("V1a", "V1", Kind.ERASE, person, person=person)
    package = t.file("V1a", "C")
    t.take("C", package)
    assert not t.node("C").duty & 1 << 1
    t.node("C").write("V1", Content(Kind.WITHDRAW, t.world.new_id(), names=package.entries & t.world.offices["V1"]))
    return t.end()


def test_destruction_follows_the_fold() -> None:
    assert withdrawn_erasure("") == set()
    assert "dumps differ" in withdrawn_erasure("destruction is final")


def merged(broken: str, *meddling: tuple[Kind, int, int, int]) -> dict[tuple[str, int], tuple[str, int]]:
    """The county connects people of both villages (1-1 and 2-2, and 3 with 2 in the second); the second village adds its own."""
    t = Story(broken, 2)
    own = [t.create("V1a", "V1", person=True) for _ in range(2)]
    other = [t.create("V2a", "V2", person=True) for _ in range(4)]
    for village in ("V1a", "V2a"):
        t.bring(village, "C")
    ids = []
    for merge in (
        Merge(("V1", own[0]), ("V2", other[0]), ("V1", own[0])),
        Merge(("V1", own[1]), ("V2", other[1]), ("V2", other[1])),
    ):
        ids.append(t.world.new_id())
        for stream in ("V1", "V2"):
            t.write("C", stream, Kind.SAME, ids[-1], merge=merge)
    t.write("C", "V2", Kind.SAME, t.world.new_id(), merge=Merge(("V2", other[2]), ("V2", other[3]), ("V2", other[3])))
    for kind, one_index, two_index, merge_index in meddling:
        pair = ("V2", other[one_index]), ("V2", other[two_index])
        record = ids[merge_index] if merge_index >= 0 else t.world.new_id()
        for _ in range(3):
            t.write("V2a", "V2", kind, record, merge=Merge(*pair, pair[1]))
    t.bring("V2a", "C")
    stays = same_persons(t.world, t.node("C").held)
    return {record: stays.get(record, record) for record in [("V1", own[0]), ("V1", own[1])]}


@pytest.mark.parametrize(
    ("broken", "meddling"),
    [
        ("keeper merges conduct", (Kind.SAME, 0, 1, -1)),
        ("keeper undoes by id", (Kind.APART, 2, 3, 1)),
        ("last half says who stays", (Kind.SAME, 0, 2, -1)),
        ("last half of the parent says", (Kind.SAME, 0, 2, -1)),
    ],
)
def test_a_village_changes_nobody_elsewhere_by_its_own_merges(broken: str, meddling: tuple[Kind, int, int, int]) -> None:
    alone = merged("")
    assert merged("", meddling) == alone
    assert merged(broken, meddling) != alone
