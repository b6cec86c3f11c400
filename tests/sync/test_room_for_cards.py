"""Of the cards of an office that do not hold, those whose digits a person typed are kept before all that a thief may send."""

from dataclasses import replace

from kashi_desktop.sync.card_chain import MOST_CARDS, Cards
from kashi_desktop.sync.cards import OfficeCard, fingerprint
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys

KEYS = OfficeKeys.generate()
FIRST = OfficeCard.of(KEYS, b"c" * 16, "653121", "county", "疏附县民政局", DeviceKeys.generate().device_id)


def test_a_card_that_was_typed_once_is_there_when_its_digits_are_typed_again() -> None:
    one, other = (FIRST.next(KEYS.renewed(), KEYS) for _ in range(2))
    cards = Cards.trusting(FIRST).trust(fingerprint(one), [one]).trust(fingerprint(other), [other])
    assert cards.chain.top == other
    flood = [replace(FIRST, name=str(number)).next(KEYS, KEYS) for number in range(2 * MOST_CARDS)]
    for part in (flood[:MOST_CARDS], flood[MOST_CARDS:]):
        cards = cards.hear(part)
        assert len(cards.joined) <= MOST_CARDS
        assert cards.chain.top == other
    assert cards.trust(fingerprint(one), []).chain.top == one
