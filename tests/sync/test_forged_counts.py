"""What a county's package may not bring to the prefecture, and who may not pose as one (docs/adr/0004)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from sqlalchemy import text

from db.declaring import Columns, Register, WireField
from db.journal import Change, append
from db.queries.workspace import state
from db.registers.registry import REGISTERS
from db.streams import counts_stream, fact_id, new_id
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.sync.cards import Card, Certificate, OfficeCard
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys
from kashi_desktop.sync.superiors import SUPERIOR_PURPOSE, Superior
from kashi_desktop.workspace import Workspace
from tests.sync.crafted import forge
from tests.sync.offices import (
    COUNTY,
    OTHER_COUNTY,
    UNITS,
    add_elder,
    contents,
    context_of,
    create,
    elder_fields,
    everything,
    unit_of,
    write,
)
from tests.sync.tiers import PERIOD, PREFECTURE, VISITS, Tiers, add_course, keep, titles
from tests.workspaces import COMMON

STREAM = counts_stream(unit_id(COUNTY))
PLACE = unit_id(UNITS[0])
FACT: dict[str, Any] = {
    "place_id": PLACE.hex(),
    "period": PERIOD,
    "indicator": VISITS,
    "definition": f"{VISITS}/1",
    "numerator": "47",
    "denominator": "48",
    "complete_units": 1,
    "total_units": 1,
}
SECRET = "买买提·吐尔逊"


def say(
    county: Workspace,
    register: str,
    fields: Mapping[str, Any],
    *,
    record: bytes | None = None,
    op: str = "create",
    account: bytes | None = None,
) -> None:
    """Write an entry into the stream of counts, as no honest program would."""
    found = record or fact_id(PLACE, FACT["period"], FACT["indicator"], FACT["definition"])
    subject = found if register == "elder" else None
    with context_of(county).engine.begin() as connection:
        author = replace(context_of(county).author, account=account)
        append(connection, author, [Change(STREAM, register, op, found, subject, dict(fields))])


def refused(tiers: Tiers, path: Path) -> str | None:
    """Import what must be refused and leave no trace; returns its code."""
    before = everything(tiers.prefecture)
    verdict = tiers.prefecture.packages.import_files([path]).files[0]
    assert verdict.verdict == "refused"
    assert everything(tiers.prefecture) == before
    return verdict.code


def test_an_honest_forgery_is_taken(tiers: Tiers, tmp_path: Path) -> None:
    say(tiers.county, "fact", FACT)
    path = forge(tiers.county, tmp_path / "x.kashi")
    assert tiers.prefecture.packages.import_files([path]).files[0].verdict == "applied"


@pytest.mark.parametrize(
    "change",
    [
        {"note": SECRET},
        {"indicator": SECRET},
        {"indicator": "monthly visits of mmt"},
        {"definition": f"{VISITS}/maimaiti tuersun"},
        {"definition": f"{VISITS}/1\n"},
        {"definition": "training_coverage/1"},
        {"numerator": SECRET},
        {"numerator": 47},
        {"numerator": "47\n"},
        {"numerator": "-1"},
        {"numerator": "1e9"},
        {"denominator": None},
        {"period": "2026"},
        {"period": "2026-13"},
        {"place_id": unit_id("653122100001").hex()},
        {"place_id": unit_id(PREFECTURE).hex()},
        {"complete_units": 2},
        {"total_units": "1"},
    ],
)
def test_a_number_off_form_is_refused(tiers: Tiers, tmp_path: Path, change: dict[str, Any]) -> None:
    fields = FACT | change
    place, period, indicator, definition = (str(fields[key]) for key in ("place_id", "period", "indicator", "definition"))
    say(tiers.county, "fact", fields, record=fact_id(bytes.fromhex(place), period, indicator, definition))
    assert refused(tiers, forge(tiers.county, tmp_path / "x.kashi")) == "scope"


def test_a_number_under_another_numbers_id_is_refused(tiers: Tiers, tmp_path: Path) -> None:
    say(tiers.county, "fact", FACT, record=new_id(STREAM))
    assert refused(tiers, forge(tiers.county, tmp_path / "x.kashi")) == "scope"


@pytest.mark.parametrize(
    ("fields", "op"), [({"_reason": SECRET}, "remove"), ({"numerator": "48", "_reason": SECRET}, "update"), ({"numerator": "48"}, "update")]
)
def test_no_reason_in_words_and_no_half_a_number(tiers: Tiers, tmp_path: Path, fields: dict[str, Any], op: str) -> None:
    say(tiers.county, "fact", FACT)
    say(tiers.county, "fact", fields, op=op)
    assert refused(tiers, forge(tiers.county, tmp_path / "x.kashi")) == "scope"


def test_a_number_that_names_its_clerk_is_refused(tiers: Tiers, tmp_path: Path) -> None:
    say(tiers.county, "fact", FACT, account=uuid4().bytes)
    assert refused(tiers, forge(tiers.county, tmp_path / "x.kashi")) == "scope"


def test_a_person_in_the_stream_of_counts_is_refused(tiers: Tiers, tmp_path: Path) -> None:
    say(tiers.county, "elder", elder_fields(1), record=new_id(STREAM))
    assert refused(tiers, forge(tiers.county, tmp_path / "x.kashi")) == "scope"


def test_a_register_that_nobody_knows_yet_is_refused(tiers: Tiers, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(
            REGISTERS,
            "garden",
            Register("garden", "花园", Columns, where="office", natural=(), kept_at=frozenset(), also=(WireField("owner"),)),
        )
        say(tiers.county, "garden", {"owner": SECRET}, record=new_id(STREAM))
    assert refused(tiers, forge(tiers.county, tmp_path / "x.kashi")) == "scope"


@pytest.mark.parametrize("stream", [unit_id(COUNTY), unit_id(UNITS[0]), COMMON, counts_stream(unit_id(OTHER_COUNTY))])
def test_any_other_stream_of_a_county_is_refused(tiers: Tiers, tmp_path: Path, stream: bytes) -> None:
    if stream == COMMON:
        add_course(tiers.county)
    else:
        add_elder(tiers.county, stream=stream)
    assert refused(tiers, forge(tiers.county, tmp_path / "x.kashi", streams=(stream,))) == "scope"


@pytest.mark.parametrize(
    "header", [{"remark": SECRET}, {"notices": [SECRET]}, {"counts": {SECRET: 1}}, {"authors": {"00" * 16: {"card": {"name": SECRET}}}}]
)
def test_a_header_that_says_more_is_refused(tiers: Tiers, tmp_path: Path, header: dict[str, Any]) -> None:
    say(tiers.county, "fact", FACT)
    assert refused(tiers, forge(tiers.county, tmp_path / "x.kashi", header=header)) == "scope"


def test_a_county_that_waits_leaves_no_words_either(tiers: Tiers, tmp_path: Path) -> None:
    (invitation,) = tiers.prefecture.enrolment.invite([COUNTY], tmp_path / "i.kashi-invitation").files
    later = create(tmp_path / "later", "county", COUNTY, invitation)
    say(later, "elder", elder_fields(1), record=new_id(STREAM))
    with context_of(later).read() as connection:
        given = state(connection, "invitation")
    assert given
    sender = _sender(later, given)
    assert refused(tiers, forge(later, tmp_path / "x.kashi", header={"sender": sender})) == "scope"
    assert (
        refused(tiers, forge(later, tmp_path / "y.kashi", header={"sender": sender | {"card": sender["card"] | {"named": SECRET}}}))
        == "scope"
    )
    later.close()


def _sender(workspace: Workspace, invitation: bytes) -> dict[str, Any]:
    from kashi_desktop.services.exchange import next_number, party_of

    return party_of(context_of(workspace)).sender(next_number(context_of(workspace)), invitation)


def test_a_village_tells_no_numbers(tiers: Tiers, tmp_path: Path) -> None:
    village = tiers.villages[0]
    write(village, Change(unit_of(village), "fact", "create", fact_id(PLACE, PERIOD, VISITS, f"{VISITS}/1"), None, dict(FACT)))
    before = everything(tiers.county)
    verdict = tiers.county.packages.import_files([forge(village, tmp_path / "x.kashi")]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "scope")
    assert everything(tiers.county) == before


def _tamper(county: Workspace, change: Callable[[Superior], Superior]) -> None:
    context = context_of(county)
    context.superiors = {device: change(each) for device, each in context.superiors.items()}


def _false_prefecture(keys: DeviceKeys) -> tuple[OfficeKeys, OfficeCard, Superior]:
    office = OfficeKeys.generate()
    card = OfficeCard.of(office, unit_id(PREFECTURE), PREFECTURE, "prefecture", "喀什地区", keys.device_id)
    device = Card.of(keys, unit_id(PREFECTURE), PREFECTURE, "prefecture")
    return office, card, Superior(device, Certificate.issue(device, card, office, 1, "2026-11-20"), card)


def test_a_prefecture_that_the_county_does_not_vouch_for_is_refused(tiers: Tiers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody with a county's laptop, but not its office key, invents a prefecture."""
    add_course(tiers.prefecture)
    tiers.county_round()
    village = tiers.villages[0]

    def vouched(self: Superior, office: OfficeCard, keys: object) -> dict[str, Any]:
        device = context_of(tiers.county).keys
        return self.to_wire() | {"vouched": device.sign(SUPERIOR_PURPOSE, msgspec.json.encode([office.unit_id.hex(), "x"])).hex()}

    monkeypatch.setattr(Superior, "vouched", vouched)
    before = contents(village)
    verdict = village.packages.import_files([tiers.receipt(village)]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "scope")
    assert contents(village) == before


def test_a_forged_prefecture_cannot_sign_for_the_real_ones_entries(tiers: Tiers) -> None:
    """The county is made to name other keys for the device that wrote: the author's signature over the entries does not hold."""
    add_course(tiers.prefecture)
    tiers.county_round()
    village = tiers.villages[0]
    _, card, false = _false_prefecture(DeviceKeys.generate())
    _tamper(tiers.county, lambda each: false)
    assert card.unit_id == unit_id(PREFECTURE)
    verdict = village.packages.import_files([tiers.receipt(village)]).files[0]
    assert verdict.verdict == "refused"
    assert titles(village) == []


def test_a_certificate_of_another_office_proves_no_prefecture(tiers: Tiers) -> None:
    """The real device, with a certificate that the office's card does not bear out."""
    add_course(tiers.prefecture)
    tiers.county_round()
    village = tiers.villages[0]
    _, card, _ = _false_prefecture(DeviceKeys.generate())
    _tamper(tiers.county, lambda each: replace(each, office=card))
    verdict = village.packages.import_files([tiers.receipt(village)]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "certificate_invalid")


def test_what_lies_above_the_county_writes_in_no_units_stream(tiers: Tiers) -> None:
    """A prefecture's device that the county vouches for may speak to all, never in a unit's own records."""
    village, county, above = tiers.villages[0], context_of(tiers.county), context_of(tiers.prefecture)
    change = Change(unit_of(village), "account", "create", new_id(unit_of(village)), None, {"name": "x", "role": "clerk"})
    author = replace(above.author, admit=lambda register: None)
    with county.engine.begin() as connection:
        append(connection, author, [change])
        branch, head = connection.execute(text("SELECT id, head FROM branch WHERE device = :device"), {"device": author.device}).one()
        signature = above.keys.sign_head(author.epoch, unit_of(village), 1, head)
        connection.execute(
            text("INSERT INTO signed_head (branch, seq, signature) VALUES (:branch, 1, :signature)"),
            {"signature": signature, "branch": branch},
        )
    verdict = village.packages.import_files([tiers.receipt(village)]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "scope")


def test_another_office_cannot_take_a_countys_place_at_its_villages(tiers: Tiers, tmp_path: Path) -> None:
    """A second prefecture may invite the county as often as it likes: the county belongs to the first."""
    other = create(tmp_path / "other", "prefecture", PREFECTURE)
    (invitation,) = other.enrolment.invite([COUNTY], tmp_path / "o.kashi-invitation").files
    verdict = tiers.county.packages.import_files([invitation]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "other_parent")
    other.close()


def test_numbers_of_the_county_come_back_from_its_own_hand_alone(tiers: Tiers) -> None:
    """The prefecture may not write a county's numbers."""
    keep(tiers.county, [(UNITS[0], PERIOD, VISITS, 47, 48, True)])
    tiers.county_round()
    record = fact_id(PLACE, PERIOD, VISITS, f"{VISITS}/9")
    with context_of(tiers.prefecture).engine.begin() as connection:
        author = replace(context_of(tiers.prefecture).author, account=None, admit=lambda register: None)
        append(connection, author, [Change(STREAM, "fact", "create", record, None, FACT | {"definition": f"{VISITS}/9"})])
    verdict = tiers.county.packages.import_files([tiers.county_receipt()]).files[0]
    assert (verdict.verdict, verdict.code) == ("refused", "scope")
