"""A receipt is the parent's: no laptop that the county certified for a unit writes one, whatever its card in the header says of itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync.cards import Card, Certificate
from kashi_desktop.sync.cutting import cut
from kashi_desktop.sync.keys import DeviceKeys
from kashi_desktop.sync.ranges import Held, Stretch
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.sync.crafted import forge
from tests.sync.offices import Table, context_of, everything, unit_of
from tests.sync.test_who_may_speak import receipt as empty_receipt
from tests.sync.tiers import Tiers
from tests.workspaces import COMMON, rows_of


def written_by(office: Workspace, stream: bytes) -> list[Stretch]:
    """What a device wrote in a stream, signed by itself."""
    context = context_of(office)
    with context.read() as connection:
        found = next(cut(connection, context.keys, Held(connection, (stream,)), {}))
    return [each for each in found if each.branch.device == context.keys.device_id]


def as_the_county(village: Workspace, reader: Workspace, path: Path, pieces: list[Stretch]) -> Path:
    """A receipt under the village's own keys and certificate, beside a card of the same keys that says: I am of the county."""
    party = party_of(context_of(village))
    assert party.parent is not None
    card = replace(party.card, unit_id=party.parent.unit_id, unit_code=party.parent.unit_code, level=party.parent.level)
    header = {
        "kind": "receipt",
        "sender": {**party.sender(7, None), "card": card.to_wire()},
        "recipient": {"office": unit_of(reader).hex(), "device": context_of(reader).keys.device_id.hex()},
    }
    return forge(village, path, header=header, to=reader, pieces=pieces)


@pytest.mark.parametrize("register", ["question", "definition"])
def test_a_village_writes_no_receipt_for_its_neighbour(table: Table, tmp_path: Path, register: str) -> None:
    """Neither into the neighbour's own stream nor into what the county says for all."""
    village, other = table.villages
    stream = unit_of(other) if register == "question" else COMMON
    with moves.forgotten(village):
        moves.entry(village, register, moves.sound(register), stream=stream)
        bad = as_the_county(village, other, tmp_path / "bad.kashi", written_by(village, stream))
    before = everything(other)
    verdict = other.packages.import_files([bad]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "not_our_parent")
    assert everything(other) == before


def test_a_receipt_makes_no_computer_of_a_county_one_of_a_unit(tiers: Tiers, tmp_path: Path) -> None:
    """What the prefecture certified of a county's computers is its own affair: the county's villages check the county's word alone."""
    above, keys = context_of(tiers.prefecture), DeviceKeys.generate()
    assert above.office_card is not None
    assert above.office_keys is not None
    card = Card.of(keys, unit_of(tiers.county), tiers.county.office.unit_code, "county")
    certificate = Certificate.issue(card, above.office_card, above.office_keys, 9, "2026-11-20")
    author = {"card": card.to_wire(), "certificate": certificate.to_wire()}
    path = empty_receipt(tiers.prefecture, tiers.county, tmp_path / "x.kashi", {"authors": {keys.device_id.hex(): author}})
    before = rows_of(tiers.county, "device", "id")
    assert tiers.county.packages.import_files([path]).files[0].verdict == "applied"
    assert rows_of(tiers.county, "device", "id") == before
