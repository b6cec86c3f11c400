"""The journal: every change of a synced record becomes an entry in the same transaction (sync.md §1, docs/format.md).

An entry is its hash. It stands at a place, (device, epoch, stream, seq); the entries of a device, epoch and stream form a chain, which
branches when a copied folder goes on writing.
"""

import hashlib
import hmac
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection

from db import canonical
from db.consents import ERASE, ID, name_consents
from db.history import heads_among, seen_by
from db.queries import branches
from db.queries import journal as queries
from db.queries.consents import present
from db.queries.stale import mark, month_of
from db.queries.standing import not_counting
from db.registers.registry import REGISTERS

MOST_SEEN = 64
"""How many hashes one entry may name as seen; more are seen by several entries, one after another."""

NO_PART = bytes(32)
"""Stands in the hash for a part without fields."""

_MARK = b"kashi entry 1\x00"
_BLOCK = 64
_plain = msgspec.json.Encoder().encode


class Envelope(msgspec.Struct, omit_defaults=True, frozen=True, kw_only=True, gc=False):
    """All of an entry but its values, in the byte order of the keys; ids and hashes are hexadecimal, ``wall`` is seconds.

    ``continues`` is said by an epoch's first entry: the entry of an earlier epoch that it goes on from. It is a remark and links nothing.
    """

    account: str | None = None
    consent: str | None = None
    continues: str | None = None
    device: str
    epoch: str
    op: str
    person: str | None = None
    record: str
    register: str
    seen: list[str] = []
    seq: int
    stream: str
    version: int
    wall: int


@dataclass(frozen=True)
class Author:
    """Who writes entries here: the device in its present epoch, the account, and the entry that the epoch goes on from.

    ``admit`` refuses registers that this office does not keep, by raising. ``opened`` is told the streams in which the author wrote
    for the first time in its epoch.
    """

    device: bytes
    epoch: bytes
    account: bytes | None
    wall: Callable[[], int]
    continues: Callable[[Connection, bytes], bytes | None] = lambda connection, stream: None
    admit: Callable[[str], None] = lambda register: None
    opened: Callable[[Connection, Sequence[bytes]], None] = lambda connection, streams: None


@dataclass(slots=True)
class Change:
    """One change of one record; ``fields`` hold wire values, ``seen`` the heads of the record it answers."""

    stream: bytes
    register: str
    op: str
    record: bytes
    subject: bytes | None
    fields: dict[str, Any]
    seen: Sequence[bytes] = ()


def creation(stream: bytes, register: str, record: bytes, subject: bytes | None, wire: Mapping[str, Any]) -> Change:
    """The change that creates a record with these wire values; a field that holds its default is not written.

    A value without a place in the register is a fault of the program, never dropped. Errors: ValueError.
    """
    declared = REGISTERS[register]
    if homeless := wire.keys() - set(declared.keys):
        raise ValueError(f"{register} has no place for {', '.join(sorted(homeless))}")
    fields = {key: value for key, default in declared.defaults if (value := wire.get(key, default)) != default}
    return Change(stream, register, "create", record, subject, fields)


def encode_fields(fields: Mapping[str, Any]) -> bytes | None:
    """The one byte form of a part's fields: sorted keys, no blanks; None where there are none."""
    return canonical.encode(fields) if fields else None


def encode_envelope(envelope: msgspec.Struct, extra: bytes | None = None) -> bytes:
    """The one byte form of an envelope; ``extra`` is a JSON object of fields that a newer program wrote into it."""
    if extra is None:
        return _plain(envelope)
    return canonical.encode(msgspec.to_builtins(envelope) | canonical.decode(extra))


def part_of(kind: bytes, fields: bytes | None, salt: bytes | None) -> bytes:
    """What stands for the fields of a part (``b"duty"`` or ``b"consent"``) in the hash, so that destroyed values leave the chain whole.

    32 bytes: HMAC-SHA-256 under the salt; plain SHA-256 without one (no person is concerned); zeros without fields.
    """
    if fields is None:
        return NO_PART
    if salt is None:
        return hashlib.sha256(kind + b"\x00" + fields).digest()
    # As RFC 2104 says; hmac.digest looks its hash up anew each time and takes twice as long, for every value of an import.
    key = salt.ljust(_BLOCK, b"\x00")
    inner = hashlib.sha256(key.translate(hmac.trans_36) + kind + b"\x00" + fields).digest()
    return hashlib.sha256(key.translate(hmac.trans_5C) + inner).digest()


def entry_hash(previous: bytes, envelope: bytes, duty: bytes, consent: bytes) -> bytes:
    """SHA-256 over the hash before, the envelope with its length, and the two parts."""
    return hashlib.sha256(b"".join((_MARK, previous, len(envelope).to_bytes(4, "big"), envelope, duty, consent))).digest()


def heads_of(connection: Connection, record: bytes) -> list[bytes]:
    """Hashes of the entries of a record that count and that no other has seen that counts."""
    return heads_of_many(connection, (record,)).get(record, [])


def heads_of_many(connection: Connection, records: Iterable[bytes]) -> dict[bytes, list[bytes]]:
    """``heads_of`` for many records; a record without entries is absent."""
    rows: dict[bytes, list[Any]] = {}
    for row in queries.entry_places(connection, sorted(set(records))):
        rows.setdefault(row.record, []).append(row)
    forks = branches.forks(connection, {row.branch for found in rows.values() for row in found if row.base})
    gone = not_counting(connection, (row for found in rows.values() for row in found))
    return {record: heads_among(seen_by(found, forks), gone) for record, found in rows.items()}


def ref_prefix(device: bytes, epoch: bytes, stream: bytes) -> str:
    """Four letters or digits in front of the ledger numbers that a device gives in an epoch and a stream."""
    return hashlib.sha256(device + epoch + stream).hexdigest()[:4]


@dataclass(slots=True)
class _Tip:
    """Where the author writes in one stream: branch, last position, its hash; what goes into the envelope of every entry there."""

    branch: int
    seq: int
    head: bytes
    stream: str
    continues: str | None = None


@dataclass
class _Appending:
    """One use case's entries on their way into the journal."""

    connection: Connection
    author: Author
    salts: dict[tuple[bytes, bytes], bytes]
    tips: dict[bytes, _Tip] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)
    fresh: list[dict[str, Any]] = field(default_factory=list)
    opened: list[bytes] = field(default_factory=list)

    def __post_init__(self) -> None:
        author = self.author
        self._device, self._epoch, self._wall = author.device.hex(), author.epoch.hex(), author.wall()
        self._account = author.account.hex() if author.account else None

    def tip(self, stream: bytes) -> _Tip:
        """The author's own branch in a stream, opened by its first entry there."""
        found = self.tips.get(stream)
        if found is None:
            branch, seq, head = branches.own_branch(self.connection, self.author.device, self.author.epoch, stream)
            continues = self.author.continues(self.connection, stream) if seq == 0 else None
            if seq == 0:
                self.opened.append(stream)
            found = self.tips[stream] = _Tip(branch, seq, head, stream.hex(), continues.hex() if continues else None)
        return found

    def salt(self, person: bytes | None, fields: bytes | None, consent: bytes = b"") -> bytes | None:
        """This device's salt for a part about a person; None where the part has no fields or concerns nobody."""
        if person is None or fields is None:
            return None
        key = person, consent
        if key not in self.salts:
            self.salts[key] = os.urandom(32)
            self.fresh.append({"person": person, "consent": consent, "value": self.salts[key]})
        return self.salts[key]

    def write(self, change: Change, seen: Sequence[bytes], consent: bytes | None = None) -> None:
        """Add one entry; its private fields stand under the consent."""
        tip, person = self.tip(change.stream), change.subject
        private = REGISTERS[change.register].private
        duty = encode_fields({key: value for key, value in change.fields.items() if key not in private} if private else change.fields)
        consented = encode_fields({key: value for key, value in change.fields.items() if key in private}) if consent else None
        envelope = Envelope(
            account=self._account,
            consent=consent.hex() if consent and consented else None,
            continues=tip.continues,
            device=self._device,
            epoch=self._epoch,
            op=change.op,
            person=person.hex() if person else None,
            record=change.record.hex(),
            register=change.register,
            seen=[each.hex() for each in seen],
            seq=tip.seq + 1,
            stream=tip.stream,
            version=REGISTERS[change.register].version,
            wall=self._wall,
        )
        # What explains an erasure keeps its salt: one of its own, for what it erases goes with the salt that all of it had.
        salt = os.urandom(32) if change.op == ERASE and duty is not None else self.salt(person, duty)
        own = self.salt(person, consented, consent or b"")
        tip.seq, tip.continues = tip.seq + 1, None
        tip.head = entry_hash(tip.head, encode_envelope(envelope), part_of(b"duty", duty, salt), part_of(b"consent", consented, own))
        self.rows.append(
            {
                "branch": tip.branch,
                "seq": tip.seq,
                "hash": tip.head,
                "wall": self._wall,
                "account": self.author.account,
                "register": change.register,
                "version": envelope.version,
                "op": change.op,
                "record": change.record,
                "person": person,
                "consent": consent if consented else None,
                "seen": b"".join(seen),
                "continues": bytes.fromhex(envelope.continues) if envelope.continues else None,
                "duty": duty,
                "duty_salt": salt,
                "consented": consented,
                "consented_salt": own,
            }
        )


def _consents(connection: Connection, changes: Sequence[Change]) -> dict[int, bytes]:
    """The consent, by the identity of each change, under which its private fields are kept.

    Without one they may only be cleared, and that says nothing: what was kept under a consent that ended is gone. Errors: ValueError.
    """
    private = [each for each in changes if not REGISTERS[each.register].private.isdisjoint(each.fields)]
    held = present(connection, sorted({each.subject for each in private if each.subject and ID not in each.fields})) if private else {}
    given = {each.record: each.fields[ID] for each in changes if ID in each.fields}
    found: dict[int, bytes] = {}
    for each in private:
        consent = given.get(each.subject, held.get(each.subject)) if each.subject else None
        if consent:
            found[id(each)] = bytes.fromhex(consent)
            continue
        blank = {field.key: field.default for field in REGISTERS[each.register].wire}
        for key in REGISTERS[each.register].private & each.fields.keys():
            if each.fields.pop(key) not in (None, blank[key]):
                raise ValueError(f"{each.register}.{key} is kept with consent alone")
    return found


def append(connection: Connection, author: Author, changes: Sequence[Change]) -> list[tuple[int, int, bytes, str]]:
    """Write the changes as entries of the author's chains, in their order; returns (branch, position, record, register) of each."""
    if not changes:
        return []
    for register in {each.register for each in changes}:
        author.admit(register)
    name_consents(connection, changes)
    consents = _consents(connection, changes)
    persons = {each.subject for each in changes if each.subject is not None}
    work = _Appending(connection, author, queries.own_salts(connection, persons))
    for each in changes:
        seen = list(each.seen)
        while len(seen) > MOST_SEEN:
            # An entry sees its author's earlier ones of the branch: each of these hands on what it names to the next.
            work.write(Change(each.stream, each.register, "update", each.record, each.subject, {}), seen[:MOST_SEEN])
            seen = seen[MOST_SEEN:]
        work.write(each, seen, consents.get(id(each)))
    queries.insert_entries(connection, work.rows, work.fresh)
    mark(connection, {(each.stream, each.register, month_of(each.register, each.op, each.fields.get("visited_at"))) for each in changes})
    for tip in work.tips.values():
        branches.move_branch(connection, tip.branch, tip.seq, tip.head)
    if work.opened:
        author.opened(connection, work.opened)
    return [(row["branch"], row["seq"], row["record"], row["register"]) for row in work.rows]
