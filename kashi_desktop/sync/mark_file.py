"""The marks that stand, in the user's state folder: a workspace folder that is put back does not bring destroyed values back (sync.md §1).

A MAC of 32 bytes, a line that says what it is, and of each mark stream, person, consent (zeros for an erasure), entry and author's device:
ids and hashes alone.
"""

import hashlib
import hmac
import struct
from collections.abc import Iterable
from pathlib import Path

from db.consents import ERASURE
from db.queries.destructions import ASKED, Mark
from kashi_desktop.sync.keys import DeviceKeys
from kashi_desktop.sync.safe_files import read_file, write_verified

_KIND = b"kashi marks 1\x00"
_ROW = struct.Struct("16s16s16s32s16s")
_MAC = hashlib.sha256().digest_size
_LIMIT = 256 << 20


def path_of(folder: Path, keys: DeviceKeys) -> Path:
    """Where a device's marks lie; every copy of its workspace finds the same."""
    return folder / f"{hashlib.sha256(_KIND + keys.device_id).hexdigest()[:16]}.marks"


def save(path: Path, keys: DeviceKeys, found: Iterable[Mark]) -> None:
    """Write the marks over those that were kept. Errors: OSError, write_failed, write_unverified."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    rows = (_ROW.pack(each.stream, each.person, each.consent, each.entry, each.device) for each in found)
    body = _KIND + b"".join(rows)
    write_verified(path, _mac(keys, body) + body, replace=True)


def load(path: Path, keys: DeviceKeys) -> list[Mark]:
    """The marks that were kept. Errors: file_unreadable, ValueError for a file that this workspace did not write."""
    if not path.exists():
        return []
    data = read_file(path, _LIMIT)
    mac, body = data[:_MAC], data[_MAC:]
    rows = body[len(_KIND) :]
    if not hmac.compare_digest(mac, _mac(keys, body)) or not body.startswith(_KIND) or len(rows) % _ROW.size:
        raise ValueError("marks")
    return [_mark(rows[start : start + _ROW.size]) for start in range(0, len(rows), _ROW.size)]


def _mac(keys: DeviceKeys, body: bytes) -> bytes:
    return hmac.digest(hmac.digest(keys.seed, _KIND, "sha256"), body, "sha256")


def _mark(row: bytes) -> Mark:
    stream, person, consent, entry, device = _ROW.unpack(row)
    return Mark(stream, person, consent if any(consent) else ERASURE, entry, device, "", ASKED)
