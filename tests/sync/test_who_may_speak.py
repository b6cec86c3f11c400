"""Whose word a file is: what an enrolled laptop may not say in another's name, and what a receipt must be to be heard."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from db.journal import Change
from db.streams import new_id
from kashi_desktop.services.exchange import next_number, party_of
from kashi_desktop.sync.cards import Card
from kashi_desktop.sync.envelope import seal
from kashi_desktop.sync.keys import DeviceKeys, Signer
from kashi_desktop.sync.lines import encode_salts
from kashi_desktop.workspace import Workspace
from tests.sync.crafted import forge
from tests.sync.offices import Table, add_elder, context_of, everything, unit_of, write
from tests.workspaces import COMMON


def told(office: Workspace, path: Path) -> str:
    """What becomes of a file; a refused one leaves everything as it was."""
    before = everything(office)
    verdict = office.packages.import_files([path]).files[0]
    if verdict.verdict == "refused":
        assert everything(office) == before
        return str(verdict.code)
    return verdict.verdict


def sender_of(office: Workspace, **card: str) -> dict[str, Any]:
    """What a header says of the sender, with other words on the card."""
    sender = party_of(context_of(office)).sender(next_number(context_of(office)), None)
    return {**sender, "card": {**sender["card"], **card}}


def receipt(county: Workspace, village: Workspace, path: Path, header: Mapping[str, Any], signer: Signer | None = None) -> Path:
    """A receipt of the county for a village, without entries, with parts of its header exchanged."""
    above, below = party_of(context_of(county)), party_of(context_of(village))
    body = {
        "kind": "receipt",
        "sender": sender_of(county),
        "recipient": {"office": below.unit_id.hex(), "device": below.keys.device_id.hex()},
        "ranges": [],
        "created": above.now,
        "have": {},
        **header,
    }
    path.write_bytes(seal(body, encode_salts([]), signer or above.keys, [below.keys.age_recipient]))
    return path


# -- packages --------------------------------------------------------------------------------------------------------------


def test_a_known_laptop_is_of_the_unit_it_was_approved_for(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    add_elder(village, stream=unit_of(other))
    posing = {"sender": sender_of(village, unit_id=unit_of(other).hex(), unit_code=other.office.unit_code)}
    assert told(table.county, forge(village, tmp_path / "x.kashi", streams=(unit_of(other),), header=posing)) == "scope"


def test_a_known_laptop_sends_to_its_own_unit_whatever_its_card_says(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    elder = add_elder(village)
    posing = {"sender": sender_of(village, unit_id=unit_of(other).hex(), unit_code=other.office.unit_code)}
    assert told(table.county, forge(village, tmp_path / "x.kashi", header=posing)) == "applied"
    assert table.county.elders.card(elder).id == elder


def test_a_laptop_of_another_unit_writes_nothing_into_this_units_records(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    add_elder(other, stream=unit_of(village))
    carried = {"sender": sender_of(village)}
    path = forge(other, tmp_path / "x.kashi", streams=(unit_of(village),), header=carried, signer=context_of(village).keys)
    assert told(table.county, path) == "scope"


def test_the_certificate_of_another_units_laptop_makes_it_none_of_this_unit(table: Table, tmp_path: Path) -> None:
    """Beside the range that the neighbour's laptop wrote, and by itself."""
    village, other = table.villages
    add_elder(other, stream=unit_of(village))
    author = {key: sender_of(other)[key] for key in ("card", "certificate")}
    named = {"sender": sender_of(village), "authors": {context_of(other).keys.device_id.hex(): author}}
    signer = context_of(village).keys
    alone = forge(other, tmp_path / "alone.kashi", header=named, signer=signer, pieces=[])
    beside = forge(other, tmp_path / "beside.kashi", streams=(unit_of(village),), header=named, signer=signer)
    assert [told(table.county, path) for path in (alone, beside)] == ["scope", "scope"]


def test_a_package_for_another_office_is_refused(table: Table, tmp_path: Path) -> None:
    add_elder(table.villages[0])
    path = forge(table.villages[0], tmp_path / "x.kashi", header={"recipient": {"office": unit_of(table.villages[1]).hex()}})
    assert told(table.county, path) == "wrong_recipient"


@pytest.mark.parametrize("kind", ["letter", "invitation", ""])
def test_a_file_of_another_kind_is_of_a_newer_program(table: Table, tmp_path: Path, kind: str) -> None:
    assert told(table.county, forge(table.villages[0], tmp_path / "x.kashi", header={"kind": kind})) == "package_newer_major"


def test_an_office_takes_no_invitation_of_its_own(table: Table, tmp_path: Path) -> None:
    (path,) = table.county.enrolment.invite([table.villages[0].office.unit_code], tmp_path / "x.kashi-invitation").files
    assert told(table.county, path) == "own_package"


# -- receipts --------------------------------------------------------------------------------------------------------------


def test_a_receipt_of_the_county_is_heard(table: Table, tmp_path: Path) -> None:
    assert told(table.villages[0], receipt(table.county, table.villages[0], tmp_path / "x.kashi", {})) == "applied"


def test_a_receipt_for_another_laptop_of_the_unit_is_refused(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    recipient = {"office": unit_of(village).hex(), "device": DeviceKeys.generate().device_id.hex()}
    assert told(village, receipt(table.county, village, tmp_path / "x.kashi", {"recipient": recipient})) == "wrong_recipient"


def test_a_receipt_for_another_unit_is_refused(table: Table, tmp_path: Path) -> None:
    village, other = table.villages
    recipient = {"office": unit_of(other).hex(), "device": context_of(village).keys.device_id.hex()}
    assert told(village, receipt(table.county, village, tmp_path / "x.kashi", {"recipient": recipient})) == "wrong_recipient"


def test_the_certificate_of_the_countys_computer_serves_no_other_key(table: Table, tmp_path: Path) -> None:
    """Every village has read the county's certificate: one that shows it beside a card of its own must not be the county."""
    county, village = table.county, table.villages[0]
    thief = DeviceKeys.generate()
    card = Card.of(thief, unit_of(county), county.office.unit_code, "county")
    header = {"sender": {**sender_of(county), "card": card.to_wire()}}
    assert told(village, receipt(county, village, tmp_path / "x.kashi", header, thief)) == "scope"


def test_a_certificate_of_a_relayed_author_serves_no_other_key(table: Table, tmp_path: Path) -> None:
    county, village = table.county, table.villages[0]
    thief = DeviceKeys.generate()
    card = Card.of(thief, unit_of(county), county.office.unit_code, "county")
    author = {"card": card.to_wire(), "certificate": sender_of(county)["certificate"]}
    header = {"authors": {thief.device_id.hex(): author}}
    assert told(village, receipt(county, village, tmp_path / "x.kashi", header)) == "scope"


def test_a_neighbour_writes_no_receipts(table: Table, tmp_path: Path) -> None:
    """Certified by the same county, and yet not the county."""
    village, other = table.villages
    header = {"sender": sender_of(other)}
    assert told(village, receipt(table.county, village, tmp_path / "x.kashi", header, context_of(other).keys)) == "not_our_parent"


def test_a_receipt_that_another_key_signed_is_refused(table: Table, tmp_path: Path) -> None:
    path = receipt(table.county, table.villages[0], tmp_path / "x.kashi", {}, DeviceKeys.generate())
    assert told(table.villages[0], path) == "package_signature"


def test_a_receipt_grants_only_what_the_county_signed(table: Table, tmp_path: Path) -> None:
    county, village = table.county, table.villages[0]
    party = party_of(context_of(county))
    assert party.office_card
    certificate = dict(sender_of(village)["certificate"])
    certificate["signature"] = "00" * 64
    grants = {"certificate": certificate, "office": party.office_card.to_wire(), "hmac_key": None}
    assert told(village, receipt(county, village, tmp_path / "x.kashi", {"grants": grants})) == "certificate_invalid"


def test_a_receipt_of_a_neighbours_device_that_writes_for_all_is_refused(table: Table, tmp_path: Path) -> None:
    """The county is made to relay a word to all that a village's laptop wrote."""
    village, other = table.villages
    write(other, Change(COMMON, "account", "create", new_id(COMMON), None, {"name": "x", "role": "clerk"}))
    ours = {
        "kind": "receipt",
        "recipient": {"office": unit_of(village).hex(), "device": context_of(village).keys.device_id.hex()},
        "sender": sender_of(table.county),
        "authors": {context_of(other).keys.device_id.hex(): {key: sender_of(other)[key] for key in ("card", "certificate")}},
    }
    path = forge(other, tmp_path / "x.kashi", streams=(COMMON,), header=ours, signer=context_of(table.county).keys, to=village)
    assert told(village, path) == "scope"
