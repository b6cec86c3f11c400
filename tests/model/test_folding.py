"""What the rules say of the plainest histories, so that the invariants are not kept by folding nothing."""

from tests.model.authority import COMMON_COUNTY
from tests.model.checks import shown
from tests.model.entries import BOTH, KEEPER, PARENT, Content, Kind
from tests.model.folding import Shown
from tests.model.rulings import approve, revoke_laptop
from tests.model.stories import Story


def seen(t: Story, name: str, stream: str, record: int) -> Shown:
    return shown(t.node(name), stream)[0][record]


def stands(t: Story, name: str, record: int, field: str = BOTH) -> int:
    return dict(seen(t, name, "V1", record).fields)[field].stands


def test_the_later_value_stands_and_two_that_did_not_see_each_other_are_in_conflict() -> None:
    t = Story(units=1)
    record = t.create("V1a", "V1")
    t.write("V1a", "V1", Kind.SET, record)
    t.bring("V1a", "C")
    assert stands(t, "C", record) == 2
    t.write("V1a", "V1", Kind.SET, record)
    t.write("C", "V1", Kind.SET, record)
    t.bring("V1a", "C")
    assert dict(seen(t, "C", "V1", record).fields)[BOTH].undecided == {3, 4}
    t.write("C", "V1", Kind.SET, record)
    t.bring("C", "V1a")
    assert dict(seen(t, "V1a", "V1", record).fields)[BOTH] == (5, frozenset())


def test_a_concurrent_edit_beats_a_removal_and_is_a_conflict() -> None:
    t = Story(units=1)
    record = t.create("V1a", "V1")
    t.bring("V1a", "C")
    t.write("V1a", "V1", Kind.REMOVE, record)
    assert seen(t, "V1a", "V1", record).removed
    t.write("C", "V1", Kind.SET, record)
    t.bring("V1a", "C")
    assert not seen(t, "C", "V1", record).removed
    assert seen(t, "C", "V1", record).undecided


def test_each_office_sets_its_own_fields_alone() -> None:
    t = Story(units=1)
    record = t.create("V1a", "V1")
    t.write("V1a", "V1", Kind.SET, record, field=PARENT)
    t.bring("V1a", "C")
    t.write("C", "V1", Kind.SET, record, field=KEEPER)
    assert [field for field, _ in seen(t, "C", "V1", record).fields] == [BOTH]
    t.node("V1a").write(COMMON_COUNTY, Content(Kind.CREATE, 99))
    t.bring("V1a", "C")
    assert 99 not in shown(t.node("C"), COMMON_COUNTY)[0]


def test_what_a_village_set_before_its_approval_is_a_proposal() -> None:
    t = Story(units=1)
    t.schedule.settle_unit("V2n", "V2", "d2n")
    t.schedule.units = ("V1", "V2")
    record = t.create("V2n", "V2")
    t.write("V2n", "V2", Kind.SET, record, field=PARENT)
    t.bring("V2n", "C")
    assert not t.node("C").standing("V2").counts
    approve(t.schedule, "C", "V2", "d2n")
    assert dict(seen(t, "C", "V2", record).fields)[PARENT].stands == 2
    t.node("C").write("V2", Content(Kind.SET, record, field=PARENT))  # the parent has not even seen it
    assert dict(seen(t, "C", "V2", record).fields)[PARENT].stands == 4


def test_what_the_county_wrote_as_keeper_counts_after_the_approval() -> None:
    t = Story(units=1)
    t.schedule.settle_unit("V2n", "V2", "d2n")
    t.schedule.units = ("V1", "V2")
    before = t.create("C", "V2")
    t.write("C", "V2", Kind.SET, before, field=KEEPER)
    t.bring("V2n", "C")
    approve(t.schedule, "C", "V2", "d2n")
    t.write("C", "V2", Kind.SET, before, field=KEEPER)
    assert dict(seen(t, "C", "V2", before).fields)[KEEPER].stands == 2


def test_a_revocation_excludes_what_follows_and_an_acceptance_names_it_back() -> None:
    t = Story(units=1)
    trusted = t.create("V1a", "V1")
    t.bring("V1a", "C")
    revoke_laptop(t.schedule, "C", "V1", "d1")
    late = t.create("V1a", "V1")
    t.bring("V1a", "C")
    assert set(shown(t.node("C"), "V1")[0]) == {trusted}
    t.node("C").write("V1", Content(Kind.ACCEPT, 90, names=t.node("C").held & t.world.records["V1", late]))
    assert set(shown(t.node("C"), "V1")[0]) == {trusted, late}


def test_a_withdrawn_package_is_out_until_it_is_taken_back() -> None:
    t = Story(units=1)
    record = t.create("V1a", "V1")
    package = t.file("V1a", "C")
    t.take("C", package)
    ruling = t.node("C").write("V1", Content(Kind.WITHDRAW, 90, names=package.entries))
    assert not shown(t.node("C"), "V1")[0]
    assert t.node("C").standing("V1").approved == {"d1"}
    t.node("C").write("V1", Content(Kind.TAKE_BACK, 91, names=ruling.bit))
    assert set(shown(t.node("C"), "V1")[0]) == {record}


def test_a_consent_beside_a_withdrawal_is_shown_once_somebody_confirmed_it() -> None:
    t = Story(units=1)
    person = t.create("V1a", "V1", person=True)
    t.write("V1a", "V1", Kind.GIVE, person, person=person, consent=50)
    t.bring("V1a", "C")
    t.write("C", "V1", Kind.END, person, person=person, consents=frozenset((50,)))
    t.write("V1a", "V1", Kind.GIVE, person, person=person, consent=51)
    t.bring("V1a", "C")
    assert seen(t, "C", "V1", person).consents == frozenset()
    t.write("C", "V1", Kind.CONFIRM, person, person=person, consents=frozenset((51,)))
    assert seen(t, "C", "V1", person).consents == {51}


def test_a_withdrawal_destroys_the_parts_of_its_consent_and_an_erasure_all() -> None:
    t = Story(units=1)
    person = t.create("V1a", "V1", person=True)
    t.write("V1a", "V1", Kind.GIVE, person, person=person, consent=50)
    t.write("V1a", "V1", Kind.SET, person, person=person, consent=50)
    t.bring("V1a", "C")
    assert t.node("C").visible() == (0b1010, 0b1000)
    t.write("C", "V1", Kind.END, person, person=person, consents=frozenset((50,)))
    assert t.node("C").visible() == (0b1010, 0)
    t.bring("C", "V1a")
    assert t.node("V1a").consent == 0
    t.write("V1a", "V1", Kind.ERASE, person, person=person)
    assert t.node("V1a").visible() == (0, 0)


def test_more_persons_than_the_limit_are_hidden_until_somebody_confirms() -> None:
    t = Story(units=1)
    people = [t.create("C", "V1", person=True) for _ in range(2)]
    t.bring("C", "V1a")
    for person in people:
        t.write("V1a", "V1", Kind.ERASE, person, person=person)
    t.bring("V1a", "C")
    county = t.node("C")
    assert county.visible()[0] == 0
    assert county.duty
    county.confirmed |= county.marks
    county.settle()
    assert county.duty == 0
