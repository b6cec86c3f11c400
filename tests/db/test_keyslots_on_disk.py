"""What is on the disk after the power went, as far as a program can see to it: the slots, and their name in the folder."""

import os
import stat
from pathlib import Path

import pytest

from db.keyslots import KeySlots


@pytest.mark.skipif(os.name != "posix", reason="a folder can be brought to the disk on POSIX systems alone")
def test_the_new_slots_and_then_their_name_are_brought_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slots, key = KeySlots.create(tmp_path / "slots.json")
    synced: list[tuple[str, bytes]] = []
    really = os.fsync

    def fsync(handle: int) -> None:
        """What is synced, and what stands under the name of the slots at that moment."""
        kind = "folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file"
        synced.append((kind, slots.path.read_bytes() if slots.path.exists() else b""))
        really(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    slots.add_recovery(key)
    first = slots.path.read_bytes()
    slots.add_recovery(key)
    assert synced == [("file", b""), ("folder", first), ("file", first), ("folder", slots.path.read_bytes())]
