"""What the header of a county's package may say to the prefecture beside its numbers: nothing, in no place of it."""

from pathlib import Path
from typing import Any

import pytest

from kashi_desktop.services.exchange import next_number, party_of
from kashi_desktop.sync.keys import DeviceKeys
from tests.sync.crafted import forge
from tests.sync.offices import OTHER_COUNTY, UNITS, context_of, everything
from tests.sync.tiers import Tiers

SECRET = "买买提·吐尔逊"


def sender(tiers: Tiers, card: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """What a county's header says of its sender, with other words in it."""
    said = party_of(context_of(tiers.county)).sender(next_number(context_of(tiers.county)), None, upwards=True)
    return {**said, "card": {**said["card"], **card}, **more}


def told(tiers: Tiers, path: Path) -> tuple[str, str | None]:
    """What becomes of a file; a refused one leaves everything as it was."""
    before = everything(tiers.prefecture)
    verdict = tiers.prefecture.packages.import_files([path]).files[0]
    assert verdict.verdict != "refused" or everything(tiers.prefecture) == before
    return verdict.verdict, verdict.code


def test_the_sender_as_it_is_passes(tiers: Tiers, tmp_path: Path) -> None:
    assert told(tiers, forge(tiers.county, tmp_path / "x.kashi", header={"sender": sender(tiers, {}, {})}))[0] != "refused"


@pytest.mark.parametrize(
    ("card", "more"),
    [
        ({"remark": SECRET}, {}),
        ({}, {"remark": SECRET}),
        ({"level": "village"}, {}),
        ({"level": "prefecture"}, {}),
        ({"unit_code": SECRET}, {}),
        ({"unit_code": OTHER_COUNTY}, {}),
        ({"unit_code": UNITS[0]}, {}),
    ],
)
def test_a_sender_that_says_more_is_refused(tiers: Tiers, tmp_path: Path, card: dict[str, Any], more: dict[str, Any]) -> None:
    path = forge(tiers.county, tmp_path / "x.kashi", header={"sender": sender(tiers, card, more)})
    assert told(tiers, path) == ("refused", "scope")


@pytest.mark.parametrize(
    "header",
    [
        {"notices": [SECRET]},
        {"remark": SECRET},
        {"counts": {"elder": 1}},
        {"counts": {"fact": 1, SECRET: 1}},
        {"authors": {DeviceKeys.generate().device_id.hex(): {"card": {"remark": SECRET}}}},
        {"grants": {"certificate": {"remark": SECRET}, "office": {}}},
    ],
)
def test_a_header_that_says_more_is_refused(tiers: Tiers, tmp_path: Path, header: dict[str, Any]) -> None:
    assert told(tiers, forge(tiers.county, tmp_path / "x.kashi", header=header)) == ("refused", "scope")


def test_a_county_may_count_its_numbers(tiers: Tiers, tmp_path: Path) -> None:
    assert told(tiers, forge(tiers.county, tmp_path / "x.kashi", header={"counts": {"fact": 3}}))[0] != "refused"
