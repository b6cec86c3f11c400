"""A receipt is the parent's: no laptop that the county certified for a unit writes one, whatever its card in the header says of itself."""

from dataclasses import replace
from pathlib import Path

import pytest

from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync.cutting import cut
from kashi_desktop.sync.ranges import Held, Stretch
from kashi_desktop.workspace import Workspace
from tests.hostile import moves
from tests.sync.crafted import forge
from tests.sync.offices import Table, context_of, everything, unit_of
from tests.workspaces import COMMON


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
