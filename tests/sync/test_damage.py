"""Every flipped byte and every truncation of a real package is refused and changes nothing (sync.md §2)."""

import os
import random
from pathlib import Path

import pytest

from kashi_desktop.errors import KnownError
from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync.reading import load_directory, open_candidate
from tests.sync.offices import Table, add_elder, add_visit, context_of, everything

SAMPLES = int(os.environ.get("KASHI_FUZZ_N", "0")) or 60

STEP = 1 if "KASHI_FUZZ_N" in os.environ else 11
"""Every byte of a file in a long run, every eleventh in a short one."""


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


@pytest.mark.fuzz
def test_flipped_bytes_and_truncations_are_refused_at_the_door(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    add_visit(village, add_elder(village))
    (invitation,) = county.enrolment.invite([village.office.unit_code], tmp_path / "x.kashi-invitation").files
    for good, reader in ((table.package(village), county), (table.receipt(village), village), (invitation, village)):
        party, data = party_of(context_of(reader)), good.read_bytes()
        with context_of(reader).read() as connection:
            directory = load_directory(connection)
        open_candidate(data, "", party, directory)
        for at in range(0, len(data), STEP):
            for damaged in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :], data[:at] + data[at + 1 :]):
                with pytest.raises(KnownError):
                    open_candidate(damaged, "", party, directory)
