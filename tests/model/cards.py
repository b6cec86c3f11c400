"""Which cards of an office hold: the first step of what counts."""

from typing import cast

from tests.model.entries import Card, World


class Chain:
    """The cards of an office that hold, the oldest first, and whether a person has to type digits before anything new is taken."""

    __slots__ = ("cards", "contested")

    def __init__(self, cards: list[Card], contested: bool) -> None:
        """Keep the ruling cards in the order of their trust."""
        self.cards = cards
        self.contested = contested

    def rank(self, card: int) -> int:
        """How much a card is trusted, -1 for not at all."""
        return next((rank for rank, each_card in enumerate(self.cards) if each_card.number == card), -1)


def card_chain(world: World, office: str, known: int, typed: int) -> Chain:
    """Step 1. The highest card under the recovery key is a new root; above it each version is signed by the one before."""
    key = ("cards", office, known, typed)
    found = cast("Chain | None", world.memo.get(key))
    if found is None:
        cards = [card for card in world.cards if card.office == office and (card.version == 1 or known >> card.number & 1)]
        found = _chain(cards, typed)
        world.memo[key] = found
    return found


def _chain(cards: list[Card], typed: int) -> Chain:
    chain = _follow([next(card for card in cards if card.version == 1)], cards, typed)
    for version in sorted({card.version for card in cards if card.recovery}):
        root = _one_of([card for card in cards if card.recovery and card.version == version], typed)
        if root is None:
            chain = Chain(chain.cards, contested=True)
        else:
            chain = _follow([*(card for card in chain.cards if card.version < version), root], cards, typed)
    return chain


def _follow(chain: list[Card], cards: list[Card], typed: int) -> Chain:
    while True:
        last = chain[-1]
        following = [card for card in cards if card.signed_by == last.number and card.version == last.version + 1]
        if not following:
            return Chain(chain, contested=False)
        one = _one_of(following, typed)
        if one is None:
            return Chain(chain, contested=True)
        chain.append(one)


def _one_of(cards: list[Card], typed: int) -> Card | None:
    """The only card, or the one whose digits a person typed; None while that is open."""
    trusted = [card for card in cards if typed >> card.number & 1] if len(cards) > 1 else cards
    return trusted[0] if len(trusted) == 1 else None
