"""The key-slot file beside the database: each slot holds the same random 256-bit key, wrapped in its own way.

Sources: Argon2id is RFC 9106 (second recommended option t = 3, 64 MiB, 4 lanes as the floor), AES-256-GCM is NIST SP 800-38D,
HKDF-SHA256 is RFC 5869. Only unlocking derives from passphrases; packages never do.
"""

import hashlib
import json
import os
import secrets
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from db.errors import DamagedSlots, NewerSlots, WrongPassphrase, WrongRecoveryCode
from db.files import open_private, sync_folder
from db.recovery_code import new_code, read_code

FORMAT = "kashi-keyslots"
VERSION = 1
KEY_BYTES = 32
RECOVERY_NAME = "recovery"

_FILE_LIMIT = 1 << 20

Slot = dict[str, Any]


@dataclass(frozen=True)
class Cost:
    """Cost of Argon2id: memory in KiB, passes, lanes."""

    memory_kib: int
    time: int
    lanes: int


FLOOR = Cost(64 * 1024, 3, 4)
"""The lowest cost a slot may have (sync.md §7; RFC 9106 §4, second recommended option)."""

_CEILING = Cost(2 << 20, 64, 16)
_CALIBRATED_MEMORY_KIB = 256 * 1024


def calibrate(target_seconds: float = 1.0) -> Cost:
    """Measure this machine and return a cost of about the target time, never below ``FLOOR``.

    Memory grows first, to 256 MiB at most (old laptops have 4 GB), then the passes. Takes the time of two derivations at the floor.
    """
    spent = min(_seconds(FLOOR) for _ in range(2))
    unit = spent / (FLOOR.memory_kib * FLOOR.time)
    memory = FLOOR.memory_kib
    while memory < _CALIBRATED_MEMORY_KIB and unit * memory * 2 * FLOOR.time <= target_seconds:
        memory *= 2
    passes = int(target_seconds / (unit * memory))
    return Cost(memory, min(max(passes, FLOOR.time), _CEILING.time), FLOOR.lanes)


def _seconds(cost: Cost) -> float:
    start = time.perf_counter()
    _derive("measure", b"\x00" * 16, cost)
    return time.perf_counter() - start


class KeySlots:
    """The slots of one workspace in memory and on disk; every change is written whole before it returns.

    A slot's name is readable by whoever holds the file: use an account's id, never a person's name.
    """

    def __init__(self, path: Path, key_check: str, slots: list[Slot]) -> None:
        """Use ``create`` or ``load``."""
        self.path = path
        self._key_check = key_check
        self._slots = slots

    @classmethod
    def create(cls, path: Path, key: bytes | None = None) -> tuple["KeySlots", bytes]:
        """Begin a slot file for a new random 256-bit key, or a given one; returns the slots and the key.

        The file appears with its first slot. ``FileExistsError`` when there is one already.
        """
        if path.exists():
            raise FileExistsError(path)
        chosen = secrets.token_bytes(KEY_BYTES) if key is None else key
        return cls(path, _check_of(chosen), []), chosen

    @classmethod
    def load(cls, path: Path) -> "KeySlots":
        """Read a slot file; ``DamagedSlots``, ``NewerSlots``, or the ``OSError`` of the file system."""
        with path.open("rb") as stream:
            data = stream.read(_FILE_LIMIT + 1)
        held = _parse(data)
        return cls(path, held["key_check"], held["slots"])

    @property
    def accounts(self) -> tuple[str, ...]:
        """Names of the passphrase slots, oldest first."""
        return tuple(slot["name"] for slot in self._of_kind("passphrase"))

    @property
    def has_recovery(self) -> bool:
        """Whether a printed recovery code exists."""
        return any(self._of_kind("recovery"))

    @property
    def sealed(self) -> tuple[tuple[str, str], ...]:
        """Name and age recipient of each sealed slot."""
        return tuple((slot["name"], slot["recipient"]) for slot in self._of_kind("sealed"))

    def add_passphrase(self, key: bytes, name: str, passphrase: str, cost: Cost) -> None:
        """Add an account's slot; ``ValueError`` for a taken name, an empty passphrase, a cost below the floor or another key."""
        if name in self.accounts:
            raise ValueError("this account has a slot")
        self._put(key, self._passphrase_slot(key, name, passphrase, cost))

    def replace_passphrase(self, key: bytes, name: str, passphrase: str, cost: Cost) -> None:
        """Give an account a new passphrase with the key at hand, as after recovery; the other slots stay as they are."""
        if name not in self.accounts:
            raise ValueError("this account has no slot")
        self._put(key, self._passphrase_slot(key, name, passphrase, cost))

    def change_passphrase(self, name: str, old: str, new: str, cost: Cost) -> None:
        """Change one account's own passphrase; ``WrongPassphrase`` when the old one does not open its slot."""
        for slot in self._of_kind("passphrase"):
            if slot["name"] == name and (key := self._unlock(slot, old)) is not None:
                return self.replace_passphrase(key, name, new, cost)
        raise WrongPassphrase

    def remove_passphrase(self, name: str) -> None:
        """Drop an account's slot; ``ValueError`` for an unknown account or the last one. Older backups still hold it."""
        if name not in self.accounts or len(self.accounts) == 1:
            raise ValueError("unknown or last account")
        self._store([slot for slot in self._slots if (slot["kind"], slot["name"]) != ("passphrase", name)])

    def add_recovery(self, key: bytes) -> str:
        """Make a recovery code of 128 random bits, to be printed and shown once; an earlier code stops working.

        Six groups of five characters (Crockford base 32), the last 22 bits a checksum. The code is random, so it is not stretched.
        """
        code = new_code()
        self.set_recovery(key, code)
        return code

    def set_recovery(self, key: bytes, code: str) -> None:
        """Let a code of ``new_code`` open the workspace; an earlier code stops working."""
        slot = {"kind": "recovery", "name": RECOVERY_NAME, "kdf": {"type": "hkdf-sha256", "salt": secrets.token_hex(16)}}
        self._put(key, self._wrapped(slot, _recovery_wrapping_key(slot, read_code(code)), key))

    def add_sealed(self, key: bytes, name: str, recipient_age: str, seal: Callable[[bytes, str], bytes]) -> None:
        """Store the key sealed to an age recipient, the parent office's recovery key; replaces one of the same name.

        ``seal`` is ``kashi_desktop.sync.keys.seal_secret``, handed in because this layer does not know age.
        """
        sealed = seal(key, recipient_age)
        self._put(key, {"kind": "sealed", "name": name, "recipient": recipient_age, "sealed": sealed.hex()})

    def open(self, passphrase: str, name: str = "") -> tuple[bytes, str]:
        """Return the key and the slot's name, trying ``name`` first; ``WrongPassphrase`` when none opens.

        Each slot tried costs one derivation (about 1 s), so a known account should be named.
        """
        slots = sorted(self._of_kind("passphrase"), key=lambda slot: slot["name"] != name)
        for slot in slots:
            if (key := self._unlock(slot, passphrase)) is not None:
                return key, slot["name"]
        raise WrongPassphrase

    def open_recovery(self, code: str) -> bytes:
        """Return the key for a typed recovery code; ``RecoveryCodeTypo`` before anything is derived, else ``WrongRecoveryCode``.

        Small letters, full-width forms, spaces and dashes are taken; O counts as 0, I and L as 1.
        """
        secret = read_code(code)
        for slot in self._of_kind("recovery"):
            if (key := self._unwrap(slot, _recovery_wrapping_key(slot, secret))) is not None:
                return key
        raise WrongRecoveryCode

    def _of_kind(self, kind: str) -> Iterator[Slot]:
        return (slot for slot in self._slots if slot["kind"] == kind)

    def _passphrase_slot(self, key: bytes, name: str, passphrase: str, cost: Cost) -> Slot:
        if not passphrase or not name:
            raise ValueError("empty passphrase or name")
        if cost.memory_kib < FLOOR.memory_kib or cost.time < FLOOR.time or not _within_ceiling(cost):
            raise ValueError("cost outside its bounds")
        salt = secrets.token_bytes(16)
        kdf = {"type": "argon2id", "memory_kib": cost.memory_kib, "time": cost.time, "lanes": cost.lanes, "salt": salt.hex()}
        return self._wrapped({"kind": "passphrase", "name": name, "kdf": kdf}, _derive(passphrase, salt, cost), key)

    def _unlock(self, slot: Slot, passphrase: str) -> bytes | None:
        kdf = slot["kdf"]
        cost = Cost(kdf["memory_kib"], kdf["time"], kdf["lanes"])
        return self._unwrap(slot, _derive(passphrase, bytes.fromhex(kdf["salt"]), cost))

    def _wrapped(self, slot: Slot, wrapping_key: bytes, key: bytes) -> Slot:
        nonce = secrets.token_bytes(12)
        wrapped = AESGCM(wrapping_key).encrypt(nonce, key, self._bound(slot))
        return {**slot, "nonce": nonce.hex(), "wrapped": wrapped.hex()}

    def _unwrap(self, slot: Slot, wrapping_key: bytes) -> bytes | None:
        try:
            key = AESGCM(wrapping_key).decrypt(bytes.fromhex(slot["nonce"]), bytes.fromhex(slot["wrapped"]), self._bound(slot))
        except InvalidTag:
            return None
        return self._checked(key)

    def _bound(self, slot: Slot) -> bytes:
        """Associated data: all that the slot says of itself and the workspace it belongs to."""
        header = {name: value for name, value in slot.items() if name not in ("nonce", "wrapped")}
        return _json({"format": FORMAT, "version": VERSION, "key_check": self._key_check, "slot": header})

    def _checked(self, key: bytes) -> bytes:
        if _check_of(key) != self._key_check:
            raise DamagedSlots("a slot holds another key")
        return key

    def _put(self, key: bytes, slot: Slot) -> None:
        """Add or replace a slot; a slot with another key would lock its owner out."""
        if _check_of(key) != self._key_check:
            raise ValueError("not the key of these slots")
        place = (slot["kind"], slot["name"])
        taken = [(held["kind"], held["name"]) for held in self._slots]
        slots = [slot if spot == place else held for held, spot in zip(self._slots, taken, strict=True)]
        self._store(slots if place in taken else [*slots, slot])

    def _store(self, slots: list[Slot]) -> None:
        _write_whole(self.path, self._text(slots))
        self._slots = slots

    def _text(self, slots: list[Slot]) -> bytes:
        held = {"format": FORMAT, "version": VERSION, "key_check": self._key_check, "slots": slots}
        return json.dumps({**held, "sha256": _digest(held)}, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _digest(held: dict[str, Any]) -> str:
    """Tells damage from a wrong passphrase; it is no protection against a person, the wrapping is."""
    return hashlib.sha256(_json({name: value for name, value in held.items() if name != "sha256"})).hexdigest()


def _parse(data: bytes) -> dict[str, Any]:
    try:
        held = json.loads(data.decode()) if len(data) <= _FILE_LIMIT else None
        intact = isinstance(held, dict) and held["format"] == FORMAT and held["sha256"] == _digest(held)
    except (ValueError, KeyError, RecursionError):
        intact = False
    if not intact or not isinstance(held, dict):
        raise DamagedSlots("not a whole slot file")
    if isinstance(held.get("version"), int) and held["version"] > VERSION:
        raise NewerSlots
    try:
        sound = (
            held["version"] == VERSION
            and bool(held["slots"])
            and isinstance(held["key_check"], str)
            and all(_is_sound(slot) for slot in held["slots"])
        )
    except (ValueError, KeyError, TypeError):
        sound = False
    if not sound:
        raise DamagedSlots("a slot is off form")
    return held


def _is_sound(slot: Slot) -> bool:
    """Whether a slot can be tried at all; a kind of a newer program is kept as it is."""
    if not isinstance(slot["name"], str):
        return False
    if slot["kind"] == "passphrase":
        kdf = slot["kdf"]
        cost = Cost(kdf["memory_kib"], kdf["time"], kdf["lanes"])
        if kdf["type"] != "argon2id" or len(bytes.fromhex(kdf["salt"])) != 16 or not _within_ceiling(cost):
            return False
    if slot["kind"] == "recovery" and (slot["kdf"]["type"] != "hkdf-sha256" or len(bytes.fromhex(slot["kdf"]["salt"])) != 16):
        return False
    if slot["kind"] == "sealed":
        return isinstance(slot["recipient"], str) and len(bytes.fromhex(slot["sealed"])) > 0
    if slot["kind"] in ("passphrase", "recovery"):
        return len(bytes.fromhex(slot["nonce"])) == 12 and len(bytes.fromhex(slot["wrapped"])) == KEY_BYTES + 16
    return True


def _within_ceiling(cost: Cost) -> bool:
    """A changed file must not make unlocking take all memory or forever (RFC 9106 §3.1: at least 8 KiB a lane)."""
    parts = ((cost.memory_kib, _CEILING.memory_kib), (cost.time, _CEILING.time), (cost.lanes, _CEILING.lanes))
    return all(type(value) is int and 0 < value <= most for value, most in parts) and cost.memory_kib >= 8 * cost.lanes


def _check_of(key: bytes) -> str:
    """A one-way mark of the database key, so that a slot never wraps another; ``ValueError`` unless 32 bytes."""
    if len(key) != KEY_BYTES:
        raise ValueError("the key has 32 bytes")
    return HKDF(SHA256(), 16, None, b"kashi/1/key-check").derive(key).hex()


def _derive(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Argon2id, 32 bytes; the passphrase in NFC, so that every input method types the same (RFC 8265 §4.2)."""
    secret = unicodedata.normalize("NFC", passphrase).encode()
    return hash_secret_raw(secret, salt, cost.time, cost.memory_kib, cost.lanes, KEY_BYTES, Type.ID)


def _recovery_wrapping_key(slot: Slot, secret: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, bytes.fromhex(slot["kdf"]["salt"]), b"kashi/1/recovery").derive(secret)


def _write_whole(path: Path, data: bytes) -> None:
    """Write to a temporary name, sync, rename, sync the folder: the old slots or the new, never half of either."""
    passing = path.with_name(f"{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with open(passing, "xb", opener=open_private) as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        passing.replace(path)
    except OSError:
        passing.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
