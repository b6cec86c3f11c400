"""Damaged files are refused and change nothing (sync.md §2); every byte of each kind is damaged in tests/test_goldens.py."""

import os
import random
from pathlib import Path

import pytest

from tests.sync.offices import Table, add_elder, add_visit, everything

SAMPLES = int(os.environ.get("KASHI_FUZZ_N", "0")) or 60


def _damaged(data: bytes, draw: random.Random) -> bytes:
    if draw.random() < 0.3:
        return data[: draw.randrange(len(data))]
    at = draw.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << draw.randrange(8))]) + data[at + 1 :]


@pytest.mark.fuzz
def test_damage_is_refused_and_changes_nothing(table: Table, tmp_path: Path) -> None:
    village = table.villages[0]
    add_visit(village, add_elder(village))
    good = table.package(village)
    data, draw = good.read_bytes(), random.Random(20261123)
    folder = tmp_path / "damaged"
    folder.mkdir()
    for number in range(SAMPLES):
        (folder / f"{number:05d}.kashi").write_bytes(_damaged(data, draw))
    (folder / "long.kashi").write_bytes(data + b"\x00")
    before = everything(table.county)
    for verdict in table.county.packages.import_files([folder]).files:
        assert verdict.verdict == "refused", verdict.file
        assert verdict.message
    assert everything(table.county) == before
    assert table.county.packages.import_files([good]).files[0].verdict == "applied"


@pytest.mark.fuzz
def test_damaged_receipts_and_invitations_are_refused(table: Table, tmp_path: Path) -> None:
    village, draw = table.villages[0], random.Random(7)
    add_elder(table.county, 3, table.villages[0].office.unit_id)
    (invitation,) = table.county.enrolment.invite([village.office.unit_code], tmp_path / "x.kashi-invitation").files
    folder = tmp_path / "damaged"
    folder.mkdir()
    for good in (table.receipt(village), invitation):
        data = good.read_bytes()
        for number in range(SAMPLES // 2):
            (folder / f"{number:05d}{good.suffix}").write_bytes(_damaged(data, draw))
    before = everything(village)
    assert {each.verdict for each in village.packages.import_files([folder]).files} == {"refused"}
    assert everything(village) == before
