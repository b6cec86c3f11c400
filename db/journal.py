"""The journal: every change of a synced record becomes an entry in the same transaction (sync.md §1)."""

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection

from db import canonical
from db.queries import journal as queries
from db.queries.stale import mark, month_of
from db.registers.registry import REGISTERS

Envelope = tuple[int, int, int, str | None, str, int, str, str, str | None, list[str]]
"""seq, lamport, wall, account, register, version, op, record, subject, seen — as it is hashed and travels."""

_encode = msgspec.json.Encoder().encode
_seen_decoder = msgspec.json.Decoder(list[str])
_GENESIS = b"kashi-chain\x00"

NO_SALT = bytes(16)
"""Salt of records that concern no person."""


@dataclass(frozen=True)
class Author:
    """Who writes entries here: the device in its present epoch, the account, and what the epoch continues.

    ``admit`` refuses registers that this office does not keep, by raising.
    """

    device: bytes
    epoch: bytes
    account: bytes | None
    wall: Callable[[], int]
    continues: Callable[[Connection, bytes], tuple[bytes, int, bytes] | None] = lambda connection, stream: None
    admit: Callable[[str], None] = lambda register: None


@dataclass(slots=True)
class Change:
    """One change of one record; ``fields`` hold wire values, ``seen`` the heads of the record it answers."""

    stream: bytes
    register: str
    op: str
    record: bytes
    subject: bytes | None
    fields: dict[str, Any]
    seen: Sequence[str] = ()


def creation(stream: bytes, register: str, record: bytes, subject: bytes | None, wire: Mapping[str, Any]) -> Change:
    """The change that creates a record with these wire values; a field that holds its default is not written.

    A value without a place in the register is a fault of the program, never dropped. Errors: ValueError.
    """
    declared = REGISTERS[register]
    if homeless := wire.keys() - set(declared.keys):
        raise ValueError(f"{register} has no place for {', '.join(sorted(homeless))}")
    fields = {key: value for key, default in declared.defaults if (value := wire.get(key, default)) != default}
    return Change(stream, register, "create", record, subject, fields)


def chain_key(device: bytes, epoch: bytes, stream: bytes) -> bytes:
    """Eight bytes that name a chain inside entries."""
    return hashlib.sha256(device + epoch + stream).digest()[:8]


def genesis(device: bytes, epoch: bytes, stream: bytes, continues: tuple[bytes, int, bytes] | None) -> bytes:
    """The hash that the first entry of a chain follows; it binds what an epoch continues."""
    tail = continues[0] + continues[1].to_bytes(8, "big") + continues[2] if continues else b""
    return hashlib.sha256(_GENESIS + device + epoch + stream + tail).digest()


def encode_envelope(envelope: Envelope) -> bytes:
    """The one byte form of an envelope."""
    return _encode(envelope)


def fields_digest(salt: bytes, fields: bytes) -> bytes:
    """HMAC that stands for the fields in the hash, so that erased values leave the chain whole."""
    return hmac.digest(salt, fields, "sha256")


def entry_hash(previous: bytes, envelope: bytes, digest: bytes) -> bytes:
    """SHA-256 over the previous hash, the envelope and the fields' digest."""
    return hashlib.sha256(previous + envelope + digest).digest()


def heads_of(connection: Connection, record: bytes) -> list[str]:
    """Names (``chain key:seq``) of the entries of a record that no other entry of it has seen."""
    return heads_of_many(connection, (record,)).get(record, [])


def heads_of_many(connection: Connection, records: Iterable[bytes]) -> dict[bytes, list[str]]:
    """``heads_of`` for many records; a record without entries is absent."""
    names: dict[bytes, set[str]] = {}
    seen: dict[bytes, set[str]] = {}
    for row in queries.entry_names(connection, sorted(set(records))):
        names.setdefault(row.record, set()).add(f"{row.key.hex()}:{row.seq}")
        if row.seen:
            seen.setdefault(row.record, set()).update(_seen_decoder.decode(row.seen))
    return {record: sorted(found - seen.get(record, set())) for record, found in names.items()}


def open_chain(connection: Connection, author: Author, stream: bytes) -> tuple[int, int, bytes]:
    """(id, last seq, head) of the author's chain in a stream, made when it is the first entry there."""
    key = chain_key(author.device, author.epoch, stream)
    found = queries.find_chain(connection, key)
    if found is None:
        continues = author.continues(connection, stream)
        head = genesis(author.device, author.epoch, stream, continues)
        place = {"key": key, "device": author.device, "epoch": author.epoch, "stream": stream, "head": head}
        found = queries.insert_chain(connection, place, continues)
    return found


def append(connection: Connection, author: Author, changes: Sequence[Change]) -> list[str]:
    """Write the changes as entries of the author's chains, in their order; returns the entries' names."""
    if not changes:
        return []
    for register in {each.register for each in changes}:
        author.admit(register)
    salts = queries.load_salts(connection, {each.subject for each in changes if each.subject is not None})
    lamport = queries.greatest_lamport(connection)
    chains: dict[bytes, tuple[int, int, bytes]] = {}
    wall = author.wall()
    account = author.account.hex() if author.account else None
    rows: list[dict[str, Any]] = []
    fresh: list[dict[str, Any]] = []
    for each in changes:
        chain, seq, head = chains.get(each.stream) or open_chain(connection, author, each.stream)
        seq, lamport = seq + 1, lamport + 1
        salt: bytes | None = NO_SALT
        if each.subject is not None:
            if each.subject not in salts:
                salts[each.subject] = os.urandom(16)
                fresh.append({"id": each.subject, "salt": salts[each.subject]})
            salt = salts[each.subject]
        if salt is None:
            raise ValueError("an erased person cannot be written about")
        version = REGISTERS[each.register].version
        subject = each.subject.hex() if each.subject else None
        seen = list(each.seen)
        envelope = encode_envelope((seq, lamport, wall, account, each.register, version, each.op, each.record.hex(), subject, seen))
        fields = canonical.encode(each.fields)
        head = entry_hash(head, envelope, fields_digest(salt, fields))
        chains[each.stream] = chain, seq, head
        rows.append(
            {
                "chain": chain,
                "seq": seq,
                "lamport": lamport,
                "wall": wall,
                "account": author.account,
                "register": each.register,
                "version": version,
                "op": each.op,
                "record": each.record,
                "subject": each.subject,
                "seen": _encode(seen).decode() if seen else "",
                "fields": fields,
                "digest": None,
                "hash": head,
                "package": None,
            }
        )
    queries.insert_entries(connection, rows, fresh)
    mark(connection, {(each.stream, each.register, month_of(each.register, each.op, each.fields.get("visited_at"))) for each in changes})
    for chain, seq, head in chains.values():
        queries.move_chain(connection, chain, seq, head, lamport)
    keys = {chain: chain_key(author.device, author.epoch, stream).hex() for stream, (chain, _, _) in chains.items()}
    return [f"{keys[row['chain']]}:{row['seq']}" for row in rows]
