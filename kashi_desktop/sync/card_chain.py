"""Which cards of an office hold, in the order of their trust (exchange-rules.md, rules 19 and 20). Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import msgspec

from kashi_desktop.sync.cards import Certificate, OfficeCard, fingerprint
from kashi_desktop.sync.refusals import fault

MOST_CARDS = 64
"""Versions of one office's card; more come of nobody who is honest."""


@dataclass(frozen=True, slots=True)
class Chain:
    """The cards of an office that hold, the least trusted first; ``contested`` until a person has typed the digits of one."""

    cards: tuple[OfficeCard, ...]
    contested: bool = False

    @property
    def top(self) -> OfficeCard:
        """The card that is trusted most: new files are sealed to its keys."""
        return self.cards[-1]

    def rank(self, card: bytes) -> int:
        """How much the card with this digest is trusted, -1 for not at all."""
        return next((rank for rank, each in enumerate(self.cards) if each.digest == card), -1)

    def check(self, certificate: Certificate) -> OfficeCard:
        """The card under which a certificate was issued. Errors: certificate_invalid."""
        issuer = next((each for each in self.cards if certificate.issued_by(each)), None)
        if issuer is None:
            raise fault("certificate_invalid")
        return issuer


@dataclass(frozen=True)
class Cards:
    """What an office knows of the cards of one office: those that it joined, and the digests of those whose digits a person typed."""

    joined: tuple[OfficeCard, ...]
    typed: tuple[bytes, ...]

    @classmethod
    def trusting(cls, card: OfficeCard, others: Iterable[OfficeCard] = ()) -> Self:
        """The cards of an office of which a person compared the digits of one; ``others`` came with it."""
        return cls((card,), (card.digest,)).hear(others)

    @cached_property
    def chain(self) -> Chain:
        """Those that hold."""
        return card_chain(self.joined, self.typed)

    def renewed(self, card: OfficeCard) -> Self:
        """The same once the office itself made a card: it trusts it."""
        return replace(self, joined=(*self.joined, card), typed=(*self.typed, card.digest))

    @property
    def as_read(self) -> Chain:
        """The chain that a file is read by: where it is contested all cards, for the file only waits, until digits are typed."""
        return Chain(self.joined, contested=True) if self.chain.contested else self.chain

    def hear(self, offered: Iterable[OfficeCard]) -> Self:
        """Join what a file names; ``chain.contested`` where that cannot be until a person types digits."""
        lasting = self.joined[0].lasting
        new = tuple(dict.fromkeys(each for each in offered if each.lasting == lasting and each not in self.joined))
        made = replace(self, joined=(*self.joined, *new)) if new else self
        # What does not hold is kept while there is room: a person may come back to it.
        held = made.chain.cards
        other = sorted((each for each in made.joined if each not in held), key=lambda each: each.digest not in made.typed)
        return made if len(made.joined) <= MOST_CARDS else replace(made, joined=(*held, *other[: max(0, MOST_CARDS - len(held))]))

    def trust(self, digits: str, offered: Iterable[OfficeCard]) -> Self:
        """The same once a person typed the digits of one of these cards or of a known one. Errors: digits_unknown."""
        typed = "".join(letter for letter in digits if letter.isdecimal())
        lasting = self.joined[0].lasting
        for card in (*offered, *self.joined):
            if card.lasting == lasting and fingerprint(card).replace(" ", "") == typed:
                return replace(self, typed=(*(each for each in self.typed if each != card.digest), card.digest)).hear((card,))
        raise fault("digits_unknown")

    def to_wire(self) -> list[dict[str, object]]:
        """As a file carries them, all of them: the other side may lack any."""
        return [each.to_wire() for each in self.joined]

    def to_bytes(self) -> bytes:
        """As the workspace keeps them."""
        return msgspec.json.encode({"joined": self.to_wire(), "typed": [each.hex() for each in self.typed]})

    @classmethod
    def from_bytes(cls, blob: bytes) -> Self:
        """Read what the workspace keeps."""
        held = msgspec.json.decode(blob)
        return cls(read_cards(held["joined"]), tuple(map(bytes.fromhex, held["typed"])))


def read_cards(named: Sequence[object]) -> tuple[OfficeCard, ...]:
    """Untrusted cards of a header. Errors: certificate_invalid."""
    return tuple(OfficeCard.from_wire(each) for each in named)


def card_chain(cards: Sequence[OfficeCard], typed: Sequence[bytes]) -> Chain:
    """The highest card under the recovery key is a new root; above it each version is signed by the one before.

    ``typed`` are digests in the order in which their digits were typed; of one version the last holds. One of them is among the cards.
    """
    trusted = _trusted(cards, typed)
    chain = _follow((trusted[min(trusted)],), cards, trusted)
    roots = [each for each in cards if each.is_root]
    for version in sorted({each.version for each in roots}):
        root = _one_of([each for each in roots if each.version == version], trusted)
        if root is None:
            chain = replace(chain, contested=True)
        else:
            chain = _follow((*(each for each in chain.cards if each.version < version), root), cards, trusted)
    return chain


def _trusted(cards: Sequence[OfficeCard], typed: Sequence[bytes]) -> Mapping[int, OfficeCard]:
    """By version, the cards whose digits were typed, and those before them: each card names the one before by its hash."""
    by_digest = {each.digest: each for each in cards}
    found: dict[int, OfficeCard] = {}
    for digest in typed:
        card = by_digest.get(digest)
        while card is not None:
            found[card.version] = card
            card = by_digest.get(card.previous)
    return found


def _follow(chain: tuple[OfficeCard, ...], cards: Sequence[OfficeCard], trusted: Mapping[int, OfficeCard]) -> Chain:
    while len(chain) < MOST_CARDS:
        following = [each for each in cards if each.version == chain[-1].version + 1 and each.follows(chain[-1])]
        if not following:
            return Chain(chain)
        one = _one_of(following, trusted)
        if one is None:
            return Chain(chain, contested=True)
        chain = (*chain, one)
    return Chain(chain)


def _one_of(cards: Sequence[OfficeCard], trusted: Mapping[int, OfficeCard]) -> OfficeCard | None:
    """The only card, or the one whose digits a person typed; None while that is open."""
    return cards[0] if len(cards) == 1 else next((each for each in cards if trusted.get(each.version) == each), None)
