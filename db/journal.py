"""The journal: every change of a synced record becomes an entry in the same transaction (sync.md §1)."""

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from sqlalchemy import Connection, TextClause, text

from db.registers.registry import REGISTERS
from db.stale import mark, month_of

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
    """The change that creates a record with these wire values; a field that holds its default is not written."""
    fields = {key: value for key, default in REGISTERS[register].defaults if (value := wire.get(key, default)) != default}
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
    rows = connection.execute(_ENTRIES_OF_RECORD, {"record": record}).all()
    seen = {name for row in rows if row.seen for name in _seen_decoder.decode(row.seen)}
    return sorted({f"{row.key.hex()}:{row.seq}" for row in rows} - seen)


def heads_of_many(connection: Connection, records: Iterable[bytes]) -> dict[bytes, list[str]]:
    """``heads_of`` for many records, a few hundred a query; a record without entries is absent."""
    wanted = sorted(set(records))
    names: dict[bytes, set[str]] = {}
    seen: dict[bytes, set[str]] = {}
    for start in range(0, len(wanted), 400):
        part = {f"r{index}": record for index, record in enumerate(wanted[start : start + 400])}
        statement = text(_ENTRIES_OF_RECORDS.format(",".join(f":{name}" for name in part)))
        for row in connection.execute(statement, part):
            names.setdefault(row.record, set()).add(f"{row.key.hex()}:{row.seq}")
            if row.seen:
                seen.setdefault(row.record, set()).update(_seen_decoder.decode(row.seen))
    return {record: sorted(found - seen.get(record, set())) for record, found in names.items()}


_ENTRIES_OF_RECORDS = (
    "SELECT e.record AS record, c.key AS key, e.seq AS seq, e.seen AS seen FROM entry e JOIN chain c ON c.id = e.chain"
    " WHERE e.record IN ({})"
)
_ENTRIES_OF_RECORD = text(
    "SELECT c.key AS key, e.seq AS seq, e.seen AS seen FROM entry e JOIN chain c ON c.id = e.chain WHERE e.record = :record"
)
_MAX_LAMPORT = text("SELECT max(lamport) FROM chain")
_FIND_CHAIN = text("SELECT id, last_seq, head FROM chain WHERE key = :key")
_MOVE_CHAIN = text("UPDATE chain SET last_seq = :seq, head = :head, lamport = :lamport WHERE id = :id")
_INSERT_CHAIN = text(
    "INSERT INTO chain (key, device, epoch, stream, continues_epoch, continues_seq, continues_hash, last_seq, head, lamport, signed_seq)"
    " VALUES (:key, :device, :epoch, :stream, :ce, :cs, :ch, 0, :head, 0, 0)"
)
_SALTS = "SELECT id, salt FROM subject WHERE id IN ({})"
_INSERT_SUBJECT = text("INSERT INTO subject (id, salt) VALUES (:id, :salt)")
INSERT_ENTRY = text(
    "INSERT INTO entry (chain, seq, lamport, wall, account, register, version, op, record, subject, seen, fields, digest, hash, package)"
    " VALUES (:chain, :seq, :lamport, :wall, :account, :register, :version, :op, :record, :subject, :seen, :fields, :digest, :hash,"
    " :package)"
)


def open_chain(connection: Connection, author: Author, stream: bytes) -> tuple[int, int, bytes]:
    """(id, last seq, head) of the author's chain in a stream, made when it is the first entry there."""
    key = chain_key(author.device, author.epoch, stream)
    found = connection.execute(_FIND_CHAIN, {"key": key}).first()
    if found is None:
        continues = author.continues(connection, stream)
        head = genesis(author.device, author.epoch, stream, continues)
        epoch, seq, hash_ = continues or (None, None, None)
        connection.execute(
            _INSERT_CHAIN,
            {
                "key": key,
                "device": author.device,
                "epoch": author.epoch,
                "stream": stream,
                "ce": epoch,
                "cs": seq,
                "ch": hash_,
                "head": head,
            },
        )
        found = connection.execute(_FIND_CHAIN, {"key": key}).one()
    return found[0], found[1], found[2]


def load_salts(connection: Connection, subjects: Iterable[bytes]) -> dict[bytes, bytes | None]:
    """Salts of the persons; None once erased, absent when their creation has not arrived."""
    wanted = sorted(subjects)
    salts: dict[bytes, bytes | None] = {}
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        found = connection.execute(_salts_of(len(part)), {f"s{index}": id_ for index, id_ in enumerate(part)})
        salts.update({row[0]: row[1] for row in found})
    return salts


@cache
def _salts_of(count: int) -> TextClause:
    """The statement for so many persons, built once: most saves ask for one."""
    return text(_SALTS.format(",".join(f":s{index}" for index in range(count))))


def append(connection: Connection, author: Author, changes: Sequence[Change]) -> list[str]:
    """Write the changes as entries of the author's chains, in their order; returns the entries' names."""
    if not changes:
        return []
    for register in {each.register for each in changes}:
        author.admit(register)
    salts = load_salts(connection, {each.subject for each in changes if each.subject is not None})
    lamport = connection.execute(_MAX_LAMPORT).scalar() or 0
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
        fields = _encode(each.fields)
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
    if fresh:
        connection.execute(_INSERT_SUBJECT, fresh)
    connection.execute(INSERT_ENTRY, rows)
    mark(connection, {(each.stream, each.register, month_of(each.register, each.op, each.fields.get("visited_at"))) for each in changes})
    for chain, seq, head in chains.values():
        connection.execute(_MOVE_CHAIN, {"id": chain, "seq": seq, "head": head, "lamport": lamport})
    keys = {chain: chain_key(author.device, author.epoch, stream).hex() for stream, (chain, _, _) in chains.items()}
    return [f"{keys[row['chain']]}:{row['seq']}" for row in rows]
