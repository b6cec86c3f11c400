"""Which cards of an office hold, beside the model of the rules, and what a person's digits settle."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kashi_desktop.errors import KnownError
from kashi_desktop.sync.card_chain import MOST_CARDS, Cards, card_chain
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard, fingerprint
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys, recovery_signer
from tests.model.cards import _chain
from tests.model.entries import Card as ModelCard

DEVICE = DeviceKeys.generate()
KEYS = [OfficeKeys.generate()]
KEYS += [KEYS[0].renewed() for _ in range(7)]
FIRST = OfficeCard.of(KEYS[0], b"c" * 16, "653121", "county", "疏附县民政局", DEVICE.device_id)
RECOVERY = recovery_signer(KEYS[0].recovery_identity)


def made(cards: list[OfficeCard], below: int, recovery: bool) -> OfficeCard:
    """The next version above one of the cards, with keys of its own."""
    return cards[below].next(KEYS[len(cards)], RECOVERY if recovery else KEYS[below])


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.booleans()), max_size=7), st.data())
def test_the_cards_that_hold_are_those_of_the_model(steps: list[tuple[int, bool]], data: st.DataObject) -> None:
    real, model = [FIRST], [ModelCard(0, "C", 1, None, False, "dC")]
    for below, recovery in steps:
        below %= len(real)
        real.append(made(real, below, recovery))
        model.append(ModelCard(len(model), "C", model[below].version + 1, None if recovery else below, recovery, "dC"))
    known = [0, *data.draw(st.lists(st.sampled_from(range(len(real))), unique=True).map(lambda each: [n for n in each if n]))]
    typed = data.draw(st.lists(st.sampled_from(known), unique=True))
    # The digits vouch for what lies below a card; of one version the digits typed last hold. The model is told both.
    last: dict[int, int] = {1: 0}
    for number in typed:
        at: int | None = number
        while at is not None and at in known:
            last[model[at].version] = at
            at = next((each for each in range(len(real)) if real[each].digest == real[at].previous), None)
    bits = sum(1 << number for number in last.values())
    wanted = _chain([model[number] for number in known], bits)
    found = card_chain([real[number] for number in known], [FIRST.digest, *(real[number].digest for number in typed)])
    assert [each.digest for each in found.cards] == [real[each.number].digest for each in wanted.cards]
    assert found.contested == wanted.contested


def test_a_card_of_the_recovery_key_beats_all_that_a_thief_signed() -> None:
    cards, thief = Cards.trusting(FIRST), [FIRST]
    for _ in range(6):
        thief.append(made(thief, len(thief) - 1, recovery=False))
    cards = cards.hear(thief)
    assert cards.chain.top == thief[-1]
    root = FIRST.next(KEYS[7], RECOVERY)
    assert cards.hear([root]).chain.cards == (FIRST, root)
    device = Card.of(DEVICE, b"u" * 16, "653121100001", "village")
    false = Certificate.issue(device, thief[1], KEYS[1], 10**9, "2026-11-20")
    cards.chain.check(false)
    with pytest.raises(KnownError, match="certificate_invalid"):
        cards.hear([root]).chain.check(false)


def test_two_next_cards_are_settled_by_digits_and_the_last_typed_holds() -> None:
    one, other = (FIRST.next(keys, KEYS[0]) for keys in KEYS[1:3])
    joined = Cards.trusting(FIRST).hear([one])
    assert joined.chain.top == one
    assert joined.hear([other]).chain.contested
    for typed in (fingerprint(other), fingerprint(other).replace(" ", "")):
        settled = joined.trust(typed, [other])
        assert (settled.chain.top, settled.chain.contested) == (other, False)
        assert settled.trust(fingerprint(one), []).chain.top == one
    with pytest.raises(KnownError, match="digits_unknown"):
        joined.trust(fingerprint(other), [])
    with pytest.raises(KnownError, match="digits_unknown"):
        joined.trust("", [other])


def test_the_digits_of_a_later_card_vouch_for_those_below_it() -> None:
    second = FIRST.next(KEYS[1], KEYS[0])
    third = second.next(KEYS[2], KEYS[1])
    forged = OfficeCard.of(KEYS[3], FIRST.unit_id, FIRST.unit_code, FIRST.level, "another", DEVICE.device_id)
    forged = replace(forged, recovery_public=FIRST.recovery_public, recovery_recipient=FIRST.recovery_recipient)
    beside = replace(second, name="another", previous=forged.digest, signature=b"")
    assert Cards.trusting(third, [forged, beside, FIRST, second]).chain.cards == (FIRST, second, third)
    assert Cards.trusting(third, [forged, beside]).chain.cards == (third,)


def test_cards_of_another_office_are_not_joined_and_there_are_never_many() -> None:
    stranger = OfficeKeys.generate()
    other = OfficeCard.of(stranger, FIRST.unit_id, FIRST.unit_code, FIRST.level, FIRST.name, DEVICE.device_id)
    assert Cards.trusting(FIRST).hear([other]).joined == (FIRST,)
    junk = [replace(FIRST, version=2, name=str(number)) for number in range(3 * MOST_CARDS)]
    crowded = Cards.trusting(FIRST).hear(junk)
    assert len(crowded.joined) == MOST_CARDS
    second = FIRST.next(KEYS[1], KEYS[0])
    assert crowded.hear([second]).chain.top == second
    assert Cards.from_bytes(crowded.to_bytes()) == crowded
