"""Packages as a certified device could forge them: signed and sealed rightly, wrong inside."""

from pathlib import Path
from typing import Any

from kashi_desktop.services.exchange import next_number, party_of
from kashi_desktop.sync.cutting import cut
from kashi_desktop.sync.envelope import seal
from kashi_desktop.sync.keys import DeviceKeys
from kashi_desktop.sync.party import Party
from kashi_desktop.sync.ranges import Held, Stretch, fill_lines
from kashi_desktop.workspace import Workspace
from tests.sync.offices import context_of


def forge(
    village: Workspace,
    path: Path,
    *,
    streams: tuple[bytes, ...] | None = None,
    header: dict[str, Any] | None = None,
    ranges: dict[str, Any] | None = None,
    swap: tuple[bytes, bytes] | None = None,
    signer: DeviceKeys | None = None,
    to: Workspace | None = None,
    pieces: list[Stretch] | None = None,
) -> Path:
    """Write a package of the village with parts of its header, of its ranges or of its lines exchanged; sealed to its parent or ``to``.

    ``pieces`` is what it brings in place of what a package would bring.
    """
    context = context_of(village)
    party: Party = party_of(context)
    parent = party.parent
    assert parent is not None
    number = next_number(context)
    with context.read() as connection:
        held = Held(connection, streams or party.upward)
        open_ = {} if streams else held.covered(parent.unit_id)
        found: list[Stretch] = next(cut(connection, party.keys, held, open_)) if pieces is None else list(pieces)
    front = fill_lines(found)
    if swap:
        for each in found:
            each.lines = each.lines.replace(*swap)
    body: dict[str, Any] = {
        "kind": "package",
        "sender": party.sender(number, None),
        "recipient": {"office": parent.unit_id.hex()},
        "ranges": [{**each.range().to_wire(), **(ranges or {})} for each in found],
        "created": party.now,
        "have": {},
        "counts": {},
        "period": "2026-11",
        **(header or {}),
    }
    reader = context_of(to).keys.age_recipient if to else parent.age_recipient
    data = seal(body, front + b"".join(each.lines for each in found), signer or party.keys, [reader])
    path.write_bytes(data)
    return path
