"""The key-slot file: every way in, every way it is refused, and that no change loses another's way in."""

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2.low_level import hash_secret_raw
from hypothesis import given
from hypothesis import strategies as st

from db import keyslots
from db.errors import DamagedSlots, NewerSlots, RecoveryCodeTypo, WrongPassphrase, WrongRecoveryCode
from db.keyslots import FLOOR, Cost, KeySlots


@pytest.fixture(autouse=True)
def derived_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Elsewhere a key that was derived is remembered."""
    monkeypatch.setattr(keyslots, "hash_secret_raw", hash_secret_raw)


def make(folder: Path) -> tuple[KeySlots, bytes, str]:
    slots, key = KeySlots.create(folder / "keyslots.json")
    slots.add_passphrase(key, "a1", "第一个口令", FLOOR)
    return slots, key, slots.add_recovery(key)


def test_each_way_in_opens_the_same_key(tmp_path: Path) -> None:
    slots, key, code = make(tmp_path)
    slots.add_passphrase(key, "a2", "caf\u00e9", FLOOR)
    slots.add_sealed(key, "county", "age1county", lambda secret, recipient: recipient.encode() + secret[::-1])
    held = KeySlots.load(slots.path)
    assert len(key) == 32
    assert held.accounts == ("a1", "a2")
    assert held.has_recovery
    assert held.sealed == (("county", "age1county"),)
    assert held.open("第一个口令") == (key, "a1")
    assert held.open("cafe\u0301", "a2") == (key, "a2")
    assert held.open_recovery(code) == key
    # What the county would open with its recovery key.
    assert (b"age1county" + key[::-1]).hex() in slots.path.read_text()
    with pytest.raises(WrongPassphrase):
        held.open("第二个口令")
    assert key.hex() not in slots.path.read_text()
    if os.name == "posix":
        assert stat.S_IMODE(slots.path.stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["keyslots.json"]


def test_slots_survive_a_changed_passphrase(tmp_path: Path) -> None:
    slots, key, code = make(tmp_path)
    slots.add_passphrase(key, "a2", "乙的口令", FLOOR)
    with pytest.raises(WrongPassphrase):
        slots.change_passphrase("a1", "乙的口令", "new", FLOOR)
    slots.change_passphrase("a1", "第一个口令", "新口令", FLOOR)
    held = KeySlots.load(slots.path)
    assert held.open("新口令", "a1") == (key, "a1")
    assert held.open("乙的口令", "a2") == (key, "a2")
    assert held.open_recovery(code) == key
    with pytest.raises(WrongPassphrase):
        held.open("第一个口令")


def test_a_lost_passphrase_is_replaced_by_recovery_and_the_sheet_can_be_renewed(tmp_path: Path) -> None:
    slots, key, code = make(tmp_path)
    slots.replace_passphrase(slots.open_recovery(code), "a1", "新口令", FLOOR)
    renewed = slots.add_recovery(key)
    held = KeySlots.load(slots.path)
    assert held.open("新口令") == (key, "a1")
    assert held.open_recovery(renewed) == key
    with pytest.raises(WrongRecoveryCode):
        held.open_recovery(code)


def test_an_account_is_removed_but_never_the_last(tmp_path: Path) -> None:
    slots, key, _code = make(tmp_path)
    slots.add_passphrase(key, "a2", "乙的口令", FLOOR)
    with pytest.raises(ValueError, match="unknown"):
        slots.remove_passphrase("a3")
    assert KeySlots.load(slots.path).accounts == ("a1", "a2")
    slots.remove_passphrase("a1")
    assert KeySlots.load(slots.path).accounts == ("a2",)
    for name in ("a2", "a1"):
        with pytest.raises(ValueError, match="last"):
            slots.remove_passphrase(name)


def test_misuse_writes_nothing(tmp_path: Path) -> None:
    slots, key, _code = make(tmp_path)
    before = slots.path.read_bytes()
    with pytest.raises(FileExistsError):
        KeySlots.create(slots.path)
    for call in (
        lambda: slots.add_passphrase(key, "a1", "x", FLOOR),
        lambda: slots.add_passphrase(key, "a2", "", FLOOR),
        lambda: slots.add_passphrase(key, "a2", "x", Cost(FLOOR.memory_kib - 1, 3, 4)),
        lambda: slots.add_passphrase(key, "a2", "x", Cost(FLOOR.memory_kib, 2, 4)),
        lambda: slots.add_passphrase(bytes(32), "a2", "x", FLOOR),
        lambda: slots.add_recovery(bytes(32)),
        lambda: slots.replace_passphrase(key, "a9", "x", FLOOR),
    ):
        misuse: Callable[[], object] = call
        with pytest.raises(ValueError, match=r"."):
            misuse()
    assert slots.path.read_bytes() == before


def test_a_given_key_is_kept(tmp_path: Path) -> None:
    slots, key = KeySlots.create(tmp_path / "keyslots.json", b"k" * 32)
    code = slots.add_recovery(key)
    assert KeySlots.load(slots.path).open_recovery(code) == b"k" * 32
    with pytest.raises(ValueError, match="32 bytes"):
        KeySlots.create(tmp_path / "other.json", b"short")


@pytest.fixture(scope="module")
def recovery(tmp_path_factory: pytest.TempPathFactory) -> tuple[KeySlots, bytes, str]:
    slots, key = KeySlots.create(tmp_path_factory.mktemp("slots") / "keyslots.json")
    return slots, key, slots.add_recovery(key)


def test_a_recovery_code_is_typed_freely(recovery: tuple[KeySlots, bytes, str]) -> None:
    slots, key, code = recovery
    assert [len(group) for group in code.split("-")] == [5] * 6
    for typed in (code.lower(), code.replace("-", ""), code.replace("-", " "), code.replace("0", "o").replace("1", "i")):
        assert slots.open_recovery(typed) == key


@given(place=st.integers(0, 34), letter=st.sampled_from("0123456789ABCDEFGHJKMNPQRSTVWXYZ"))
def test_a_typo_is_not_a_wrong_code(recovery: tuple[KeySlots, bytes, str], place: int, letter: str) -> None:
    slots, key, code = recovery
    typed = code[:place] + letter + code[place + 1 :]
    if typed == code:
        assert slots.open_recovery(typed) == key
    else:
        with pytest.raises(RecoveryCodeTypo):
            slots.open_recovery(typed)


@pytest.mark.parametrize("typed", ["", "U" * 30, "12345", "恢复码"])
def test_no_recovery_code_at_all_is_a_typo(recovery: tuple[KeySlots, bytes, str], typed: str) -> None:
    with pytest.raises(RecoveryCodeTypo):
        recovery[0].open_recovery(typed)


def test_a_right_code_of_another_workspace_is_wrong(recovery: tuple[KeySlots, bytes, str], tmp_path: Path) -> None:
    other, key = KeySlots.create(tmp_path / "keyslots.json")
    with pytest.raises(WrongRecoveryCode):
        recovery[0].open_recovery(other.add_recovery(key))


def test_every_flip_and_truncation_of_the_file_is_damage(recovery: tuple[KeySlots, bytes, str], tmp_path: Path) -> None:
    whole = recovery[0].path.read_bytes()
    file = tmp_path / "keyslots.json"
    meaning = json.loads(whole)
    for place in range(len(whole)):
        for data in (whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :], whole[:place]):
            file.write_bytes(data)
            try:
                KeySlots.load(file)
            except DamagedSlots:
                continue
            # White space between the parts may change, the content may not.
            assert json.loads(data) == meaning, place


def rewritten(slots: KeySlots, file: Path, change: Callable[[dict[str, object]], None]) -> Path:
    """The same file with other content and a right checksum."""
    held = json.loads(slots.path.read_text())
    change(held)
    held["sha256"] = keyslots._digest(held)
    file.write_text(json.dumps(held))
    return file


def test_a_newer_file_is_said_to_be_newer(recovery: tuple[KeySlots, bytes, str], tmp_path: Path) -> None:
    file = rewritten(recovery[0], tmp_path / "keyslots.json", lambda held: held.update(version=2, slots="other"))
    with pytest.raises(NewerSlots):
        KeySlots.load(file)


@pytest.mark.parametrize("slots", [None, [], [5], [{"kind": "passphrase", "name": "a"}], "text", [{"name": "a"}]])
def test_slots_off_form_are_damage(recovery: tuple[KeySlots, bytes, str], tmp_path: Path, slots: object) -> None:
    file = rewritten(recovery[0], tmp_path / "keyslots.json", lambda held: held.update(slots=slots))
    with pytest.raises(DamagedSlots):
        KeySlots.load(file)


def test_slots_of_a_newer_kind_are_kept(recovery: tuple[KeySlots, bytes, str], tmp_path: Path) -> None:
    token = {"kind": "smartcard", "name": "card", "later": [1]}
    old = json.loads(recovery[0].path.read_text())["slots"]
    file = rewritten(recovery[0], tmp_path / "keyslots.json", lambda held: held.update(slots=[*old, token]))
    KeySlots.load(file).add_recovery(recovery[1])
    assert token in json.loads(file.read_text())["slots"]


def test_a_slot_says_nothing_false(tmp_path: Path) -> None:
    slots, _key, _code = make(tmp_path)

    def renamed(held: dict[str, object]) -> None:
        held["slots"][0]["name"] = "a7"  # type: ignore[index]  # plain JSON of our own writing

    with pytest.raises(WrongPassphrase):
        KeySlots.load(rewritten(slots, tmp_path / "renamed.json", renamed)).open("第一个口令")

    def expensive(held: dict[str, object]) -> None:
        held["slots"][0]["kdf"]["memory_kib"] = 2**32  # type: ignore[index]  # as above

    with pytest.raises(DamagedSlots):
        KeySlots.load(rewritten(slots, tmp_path / "expensive.json", expensive))


@pytest.mark.parametrize("data", [b"", b"\x00" * 100, b"[]", b"null", "口令".encode(), b"[" * 200_000, b" " * (2 << 20)])
def test_another_file_is_damage(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "keyslots.json"
    file.write_bytes(data)
    with pytest.raises(DamagedSlots):
        KeySlots.load(file)
    with pytest.raises(FileNotFoundError):
        KeySlots.load(tmp_path / "absent.json")


def test_a_failed_write_leaves_the_old_slots(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slots, key, code = make(tmp_path)
    before = slots.path.read_bytes()

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        slots.add_recovery(key)
    assert slots.path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [slots.path]
    assert slots.open_recovery(code) == key


@pytest.mark.parametrize("seconds", [0.0, 0.5, 1000.0])
def test_calibration_never_goes_below_the_floor(seconds: float) -> None:
    cost = keyslots.calibrate(seconds)
    assert cost.memory_kib >= FLOOR.memory_kib
    assert cost.time >= FLOOR.time
    assert cost.lanes == FLOOR.lanes
    if seconds == 0.0:
        assert cost == FLOOR
