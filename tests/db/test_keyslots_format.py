"""The slot file as it lies on laptops: what was written once opens for ever, and a slot off form is damage and no bug."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from db import keyslots
from db.errors import DamagedSlots, NewerSlots, WrongPassphrase
from db.keyslots import FLOOR, Cost, KeySlots

KEY = bytes(range(32))
CODE = "36SXC-0BMPN-EB6GV-9Y4QZ-GR173-CRFD9"
KEPT = """\
{
 "format": "kashi-keyslots",
 "key_check": "3ce4f7a75d1b58a6678a3a3f889fe4bb",
 "sha256": "a9de84f0e6d30d9bb52902d46e3f83d922d32ec854d45c3476be38d857d9d3d4",
 "slots": [
  {
   "kdf": {
    "lanes": 4,
    "memory_kib": 65536,
    "salt": "f089baef97643564f8f813c8f7a932a9",
    "time": 3,
    "type": "argon2id"
   },
   "kind": "passphrase",
   "name": "a1",
   "nonce": "eabc4404a6b3d0f277c97b10",
   "wrapped": "6763bbcc207bced2578f68abcd6b4cadd4fa46a35df6fdde16a0a163e90130c0b9f20fb70b54d90731ba46690325d353"
  },
  {
   "kdf": {
    "salt": "5026ca8ebdc621de7dc43ecb9b5decba",
    "type": "hkdf-sha256"
   },
   "kind": "recovery",
   "name": "recovery",
   "nonce": "85dfa6c8feb5a0d71803b6c2",
   "wrapped": "5c46fe528612726fc1616a45b2f28ecbc6f0359fb8c701570643d86fb7fa7071a86c696b26904b1af19534b99f909c2a"
  },
  {
   "kind": "sealed",
   "name": "county",
   "recipient": "age1county",
   "sealed": "1f1e1d1c1b1a191817161514131211100f0e0d0c0b0a09080706050403020100"
  }
 ],
 "version": 1
}
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A slot file that an earlier program wrote."""
    path = tmp_path / "slots.json"
    path.write_bytes(KEPT.encode())
    return path


def test_what_was_written_once_opens_and_is_written_alike(kept: Path) -> None:
    slots = KeySlots.load(kept)
    assert slots.open("第一个口令") == (KEY, "a1")
    assert slots.open_recovery(CODE) == KEY
    assert (slots.accounts, slots.has_recovery, slots.sealed) == (("a1",), True, (("county", "age1county"),))
    slots.add_sealed(KEY, "county", "age1county", lambda key, recipient: key[::-1])
    assert kept.read_bytes() == KEPT.encode()


def test_a_new_slot_has_what_the_kept_one_has(kept: Path) -> None:
    slots = KeySlots.load(kept)
    slots.replace_passphrase(KEY, "a1", "新口令", Cost(FLOOR.memory_kib + 8, 4, 5))
    slots.add_recovery(KEY)
    written, before = json.loads(kept.read_text()), json.loads(KEPT)
    assert [sorted(slot) for slot in written["slots"]] == [sorted(slot) for slot in before["slots"]]
    for now, then in zip(written["slots"][:2], before["slots"], strict=False):
        assert now["kdf"]["salt"] != then["kdf"]["salt"]
        assert now["nonce"] != then["nonce"]
        assert len(now["kdf"]["salt"]) == len(then["kdf"]["salt"])
        assert len(now["nonce"]) == len(then["nonce"])
    cost = {"lanes": 5, "memory_kib": FLOOR.memory_kib + 8, "time": 4, "type": "argon2id"}
    assert {key: value for key, value in written["slots"][0]["kdf"].items() if key != "salt"} == cost
    assert KeySlots.load(kept).open("新口令", "a1") == (KEY, "a1")


def test_a_name_is_only_tried_first(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slots = KeySlots.load(kept)
    for name in ("a2", "a3"):
        slots.add_passphrase(KEY, name, f"口令 {name}", FLOOR)
    tried: list[str] = []
    unlock = KeySlots._unlock

    def counted(self: KeySlots, slot: dict[str, Any], passphrase: str) -> bytes | None:
        tried.append(slot["name"])
        return unlock(self, slot, passphrase)

    monkeypatch.setattr(KeySlots, "_unlock", counted)
    assert slots.open("口令 a3", "a3") == (KEY, "a3")
    assert tried == ["a3"]
    assert slots.open("口令 a2", "a3") == (KEY, "a2")
    with pytest.raises(WrongPassphrase):
        slots.change_passphrase("a3", "口令 a2", "x", FLOOR)
    assert tried[-1] == "a3"


def test_the_slots_of_one_account_go_and_no_other_kind(kept: Path) -> None:
    slots = KeySlots.load(kept)
    slots.add_passphrase(KEY, "recovery", "乙的口令", FLOOR)
    slots.add_sealed(KEY, "a1", "age1prefecture", lambda key, recipient: key)
    slots.remove_passphrase("recovery")
    held = KeySlots.load(kept)
    assert (held.accounts, held.has_recovery) == (("a1",), True)
    assert held.sealed == (("county", "age1county"), ("a1", "age1prefecture"))


Spoil = Callable[[dict[str, Any]], object]


def spoilt(kept: Path, spoil: Spoil) -> None:
    """Load the file after one change and with a right checksum."""
    held = json.loads(kept.read_text())
    spoil(held)
    held["sha256"] = keyslots._digest(held)
    kept.write_text(json.dumps(held))
    KeySlots.load(kept)


def slot(place: int, **changed: object) -> Spoil:
    """One slot with other values; None takes a value out."""

    def change(held: dict[str, Any]) -> None:
        held["slots"][place].update(changed)
        held["slots"][place] = {key: value for key, value in held["slots"][place].items() if value is not None}

    return change


def kdf(place: int, **changed: object) -> Spoil:
    """One slot with other values of its derivation."""
    return lambda held: held["slots"][place]["kdf"].update(changed)


DAMAGE: dict[str, Spoil] = {
    "name of no text": slot(0, name=5),
    "no kind": slot(0, kind=None),
    "passphrase, other kdf": kdf(0, type="scrypt"),
    "passphrase, short salt": kdf(0, salt="00" * 15),
    "passphrase, salt of no bytes": kdf(0, salt="zz" * 16),
    "passphrase, lanes none": kdf(0, lanes=0),
    "passphrase, lanes too many": kdf(0, lanes=17),
    "passphrase, lanes true": kdf(0, lanes=True),
    "passphrase, passes none": kdf(0, time=0),
    "passphrase, passes too many": kdf(0, time=65),
    "passphrase, memory too much": kdf(0, memory_kib=(2 << 20) + 1),
    "passphrase, memory too little for its lanes": kdf(0, memory_kib=31, lanes=4),
    "passphrase, memory a fraction": kdf(0, memory_kib=65536.0),
    "passphrase, short nonce": slot(0, nonce="00" * 11),
    "passphrase, short key": slot(0, wrapped="00" * 47),
    "passphrase, no key": slot(0, wrapped=None),
    "recovery, other kdf": kdf(1, type="argon2id"),
    "recovery, short salt": kdf(1, salt="00" * 15),
    "recovery, long nonce": slot(1, nonce="00" * 13),
    "recovery, long key": slot(1, wrapped="00" * 49),
    "sealed, recipient of no text": slot(2, recipient=5),
    "sealed, empty": slot(2, sealed=""),
    "sealed, of no bytes": slot(2, sealed="zz"),
    "check of no text": lambda held: held.update(key_check=5),
    "no check": lambda held: held.pop("key_check"),
    "no slots": lambda held: held.pop("slots"),
    "version none": lambda held: held.pop("version"),
    "version before the first": lambda held: held.update(version=0),
    "version of no number": lambda held: held.update(version="1"),
    "another format": lambda held: held.update(format="kashi"),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_a_slot_off_form_is_damage(kept: Path, name: str) -> None:
    with pytest.raises(DamagedSlots):
        spoilt(kept, DAMAGE[name])


@pytest.mark.parametrize(
    "spoil",
    [
        kdf(0, memory_kib=2 << 20, time=64, lanes=16),
        kdf(0, memory_kib=128, lanes=16, time=1),
        kdf(0, memory_kib=8, lanes=1, time=1),
        slot(2, sealed="00"),
        slot(2, kind="card", sealed=5, recipient=None),
    ],
)
def test_the_last_values_within_the_bounds_are_no_damage(kept: Path, spoil: Spoil) -> None:
    spoilt(kept, spoil)


def test_a_newer_version_is_newer_before_it_is_off_form(kept: Path) -> None:
    with pytest.raises(NewerSlots):
        spoilt(kept, lambda held: (held.update(version=2), held.pop("slots")))


def test_a_slot_that_holds_another_workspaces_key_is_damage(kept: Path, tmp_path: Path) -> None:
    """Its wrapping is bound to the check of its own file; one that was moved with the check of this one does not open."""
    other, key = KeySlots.create(tmp_path / "other.json")
    other.add_passphrase(key, "a1", "第一个口令", FLOOR)
    moved = json.loads((tmp_path / "other.json").read_text())["slots"][0]
    spoilt(kept, lambda held: held["slots"].__setitem__(0, moved))
    with pytest.raises(WrongPassphrase):
        KeySlots.load(kept).open("第一个口令", "a1")


@pytest.mark.parametrize(
    ("cost", "taken"),
    [
        (Cost(FLOOR.memory_kib, FLOOR.time, 1), True),
        (Cost(FLOOR.memory_kib, 65, 4), False),
        (Cost(FLOOR.memory_kib, FLOOR.time, 17), False),
        (Cost(FLOOR.memory_kib, FLOOR.time, 0), False),
        (Cost((2 << 20) + 1, FLOOR.time, 4), False),
    ],
)
def test_no_slot_is_made_that_could_not_be_opened(kept: Path, cost: Cost, taken: bool) -> None:
    slots = KeySlots.load(kept)
    if not taken:
        with pytest.raises(ValueError, match="bounds"):
            slots.replace_passphrase(KEY, "a1", "x", cost)
        return
    slots.replace_passphrase(KEY, "a1", "x", cost)
    assert KeySlots.load(kept).open("x") == (KEY, "a1")


def test_a_slot_needs_a_name_and_a_passphrase(kept: Path) -> None:
    slots = KeySlots.load(kept)
    for name, passphrase in (("", "x"), ("a2", "")):
        with pytest.raises(ValueError, match="empty"):
            slots.add_passphrase(KEY, name, passphrase, FLOOR)
    assert kept.read_bytes() == KEPT.encode()


@pytest.mark.parametrize(
    ("floor_seconds", "target", "cost"),
    [
        (0.1, 1.0, Cost(256 * 1024, 7, 4)),  # four times the memory is 0.4 s, 0.133 s a pass
        (0.3, 1.0, Cost(128 * 1024, 5, 4)),  # four times would be 1.2 s; twice is 0.2 s a pass
        (0.5, 1.0, Cost(128 * 1024, 3, 4)),  # just fits
        (0.6, 1.0, Cost(64 * 1024, 5, 4)),
        (9.0, 1.0, FLOOR),
        (0.001, 1.0, Cost(256 * 1024, 64, 4)),
    ],
)
def test_a_cost_grows_with_the_machine(monkeypatch: pytest.MonkeyPatch, floor_seconds: float, target: float, cost: Cost) -> None:
    """The faster of two measurements counts: something else may have run beside the first."""
    measured = iter((floor_seconds, floor_seconds * 3))
    monkeypatch.setattr(keyslots, "_seconds", lambda cost: next(measured) * (1 if cost == FLOOR else 100))
    assert keyslots.calibrate(target) == cost


def test_a_derivation_at_a_higher_cost_takes_longer() -> None:
    assert 0 < keyslots._seconds(Cost(8, 1, 1)) < keyslots._seconds(FLOOR)
