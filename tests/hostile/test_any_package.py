"""Structured mutants of a package, signed by a stranger or by its own author: none altered is accepted, none partly, none costs much."""

import hashlib
import os
import random
import resource
import time
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
import zstandard

from db import canonical
from kashi_desktop.services.exchange import party_of
from kashi_desktop.sync.envelope import open_header, payload, verify
from kashi_desktop.sync.keys import DeviceKeys, age_encrypt
from tests.sync.offices import Table, add_elder, add_visit, context_of, everything, shared, unit_of

MUTANTS = int(os.environ.get("KASHI_FUZZ_N", "0")) or 150
MARK = b"KASHI\x00"
KNOWN = {
    None, "structure", "scope", "package_signature", "package_damaged", "package_bomb", "package_newer_major", "certificate_invalid",
    "unknown_device", "wrong_recipient", "not_a_package", "chain_broken", "gap", "waiting_approval", "no_parent", "own_package",
    "not_our_parent",
}  # fmt: skip
"""What may be said of a mutant; a bug with a number is not among it."""

_JUNK: list[Any] = [None, True, 0, -1, 2**53 - 1, "", "zzzz", "00" * 16, [], {}, [[]], {"a": 1}, "x" * 9_999, list(range(500))]


class Maker:
    """Takes one good package apart and writes mutants of it."""

    def __init__(self, data: bytes, identities: Any, author: DeviceKeys, recipient: str, seed: int) -> None:
        opened = open_header(data, identities)
        verify(opened, author.sign_public)
        self.header, self.raw, self.packed = opened.header, payload(opened), opened.compressed
        self.author, self.recipient, self.draw = author, recipient, random.Random(seed)

    def write(self) -> tuple[bytes, bool]:
        """One mutant, and whether it bears the signature of its author."""
        header, raw, own = deepcopy(self.header), self.raw, self.draw.random() < 0.7
        pack: Callable[[bytes], bytes] = zstandard.ZstdCompressor(level=3).compress
        for _ in range(self.draw.randint(1, 2)):
            step = self.draw.choice(("header", "header", "header", "lines", "lines", "pack"))
            if step == "lines":
                raw = self._lines(raw)
            elif step == "pack":
                pack = self._pack()
            else:
                self.draw.choice((self._value, self._key, self._swap))(header)
        packed = pack(raw)
        if self.draw.random() < 0.9:
            header |= {"payload_sha256": hashlib.sha256(packed).hexdigest(), "raw_size": len(raw)}
        return self._seal(header, packed, self.author if own else DeviceKeys.generate()), own

    def _seal(self, header: dict[str, Any], packed: bytes, signer: DeviceKeys) -> bytes:
        head = canonical.encode(header)
        if self.draw.random() < 0.1:
            head = self._bytes(head)
        version = bytes((1, 0)) if self.draw.random() < 0.95 else self.draw.randbytes(2)
        length = len(head).to_bytes(4, "big")
        signature = signer.sign("package", version + length + head + hashlib.sha256(packed).digest())
        inner = MARK + version + length + head + signature + packed
        return age_encrypt(inner if self.draw.random() < 0.95 else self._bytes(inner), [self.recipient])

    def _spots(self, value: Any) -> list[tuple[Any, Any]]:
        inside = list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
        return [(value, key) for key, _ in inside] + [spot for _, each in inside for spot in self._spots(each)]

    def _value(self, header: dict[str, Any]) -> None:
        place, key = self.draw.choice(self._spots(header))
        # Its own copy: a list that is put into itself has no bytes.
        place[key] = deepcopy(self.draw.choice(_JUNK))

    def _key(self, header: dict[str, Any]) -> None:
        place, key = self.draw.choice(self._spots(header))
        del place[key]

    def _swap(self, header: dict[str, Any]) -> None:
        (one, key), (other, other_key) = self.draw.sample(self._spots(header), 2)
        one[key], other[other_key] = other.get(other_key) if isinstance(other, dict) else None, deepcopy(self.draw.choice(_JUNK))

    def _lines(self, raw: bytes) -> bytes:
        lines = raw.splitlines(keepends=True)
        at = self.draw.randrange(len(lines))
        edit = self.draw.randrange(5)
        if edit == 0:
            lines[at] = self._bytes(lines[at])
        elif edit == 1:
            del lines[at]
        elif edit == 2:
            lines.insert(at, self.draw.choice(lines))
        elif edit == 3:
            self.draw.shuffle(lines)
        else:
            lines[at] = lines[at].replace(b'"', b'"\xff', 1) + self.draw.choice((b"", b"\n", b"[" * 100_000, b" " * 100_000))
        return b"".join(lines)

    def _bytes(self, data: bytes) -> bytes:
        at = self.draw.randrange(len(data))
        return data[:at] + self.draw.randbytes(self.draw.randrange(3)) + data[at + self.draw.randrange(3) :]

    def _pack(self) -> Callable[[bytes], bytes]:
        plain = zstandard.ZstdCompressor(level=3).compress
        window = zstandard.ZstdCompressionParameters.from_level(3, window_log=27, enable_ldm=True)
        return self.draw.choice(
            (
                lambda raw: plain(raw) + b"\x00",
                lambda raw: plain(raw) + plain(raw),
                lambda raw: plain(raw)[:-3],
                lambda raw: plain(raw + bytes(1 << 26)),
                lambda raw: zstandard.ZstdCompressor(compression_params=window).compress(raw),
                lambda raw: zstandard.ZstdCompressor(write_content_size=False).compress(raw),
                lambda raw: raw,
            )
        )


@pytest.mark.fuzz
def test_no_altered_package_is_taken_and_none_costs_much(table: Table, tmp_path: Path) -> None:
    village, county = table.villages[0], table.county
    add_visit(village, add_elder(village))
    good = table.package(village)
    party = party_of(context_of(county))
    maker = Maker(good.read_bytes(), party.identities, party_of(context_of(village)).keys, _recipient(county), MUTANTS)
    before, largest = everything(county), 0.0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = tmp_path / "mutant.kashi"
    for _ in range(MUTANTS):
        data, own = maker.write()
        path.write_bytes(data)
        started = time.process_time()
        looked = county.packages.inspect(path)
        largest = max(largest, time.process_time() - started)
        assert looked.code in KNOWN, looked.message
        assert own or looked.code is not None
        if looked.code not in (None, "gap", "waiting_approval"):
            verdict = county.packages.import_files([path]).files[0]
            assert (verdict.verdict, verdict.code) == ("refused", looked.code)
    assert everything(county) == before
    assert largest < 2
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - memory < 300 << 10
    # Whatever else its author signed, the records are those of the good one.
    county.packages.import_files([path, good])
    assert shared(county, unit_of(village)) == shared(village, unit_of(village))


def _recipient(county: Any) -> str:
    card = party_of(context_of(county)).office_card
    assert card is not None
    recipient: str = card.age_recipient
    return recipient
