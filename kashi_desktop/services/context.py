"""What every service is handed: the engine, who writes, the clock; and the only two ways to write."""

import hashlib
import uuid
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec
import uuid_utils
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session, sessionmaker

from db.codes import UnitLevel
from db.engine import Mark, reading
from db.journal import Author, Change, append, chain_key, watch
from db.registers import COMMON
from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.rules.levels import check_may_write
from kashi_desktop.services.validation import store_faults
from kashi_desktop.sync.cards import Certificate, OfficeCard
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys
from kashi_desktop.sync.projection import project
from kashi_desktop.sync.superiors import Superior
from kashi_desktop.types.clock import CHINA, Clock

MARK_LAGS = QT_TRANSLATE_NOOP(
    "errors", "内容已保存，只是位置记号 kashi.mark 没能写入。数据没有丢失。请检查磁盘空间和权限，下次打开时会自动补上。"
)

# Built once: a saved visit must not have its statements parsed again.
_LAST_AUDIT = text("SELECT hash FROM audit ORDER BY id DESC LIMIT 1")
_INSERT_AUDIT = text("INSERT INTO audit (at, account, event, record, count, hash) VALUES (:at, :account, :event, :record, :count, :hash)")
_LAST_SEQ = text("SELECT last_seq FROM chain WHERE key = :key")


def new_id() -> bytes:
    """A record id: UUIDv7, 16 bytes, so that later records lie behind earlier ones in every index."""
    return uuid_utils.uuid7().bytes


class Office(msgspec.Struct, frozen=True):
    """Whose workspace this is, as kept in the database."""

    level: str
    unit_id: bytes
    unit_code: str
    unit_name: str


@dataclass(frozen=True)
class Undoable:
    """One use case that can be taken back: the entries it wrote and the records they are about."""

    event: str
    entries: frozenset[str]
    records: tuple[bytes, ...]


@dataclass
class Context:
    """The open workspace below the services.

    ``epochs`` are this device's epochs, newest last; ``parent`` is the parent office's card once an invitation is open, and
    ``parent_certificate`` a county's or prefecture's standing there (a village has the one ``certificate``).
    """

    folder: Path
    engine: Engine
    mark: Mark
    clock: Clock
    office: Office
    keys: DeviceKeys
    office_keys: OfficeKeys | None
    office_card: OfficeCard | None
    parent: OfficeCard | None
    certificate: Certificate | None
    hmac_key: bytes
    epochs: tuple[bytes, ...]
    account: bytes | None = None
    account_name: str = ""
    position: int = 0
    notices: list[str] = field(default_factory=list)
    seal_to_county: Callable[[str], None] = lambda recipient: None
    undoable: deque["Undoable"] = field(default_factory=lambda: deque(maxlen=30))
    undone: frozenset[str] = frozenset()
    parent_certificate: Certificate | None = None
    superiors: Mapping[bytes, Superior] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Build the session factory whose flushes are journaled."""
        self._author = self._make_author()
        self._sessions = sessionmaker(self.engine, expire_on_commit=False, autoflush=False)
        watch(self._sessions, lambda: self._author)

    @property
    def is_village(self) -> bool:
        """Whether this is the office of one unit."""
        return self.office.level == UnitLevel.VILLAGE

    @property
    def is_county(self) -> bool:
        """Whether this is the office that answers for units and tells the prefecture their numbers."""
        return self.office.level == UnitLevel.COUNTY

    @property
    def home(self) -> bytes:
        """Stream of what belongs to no unit's people.

        A prefecture's is its own and goes nowhere: three thousand places and its clerks' names are no use to a county.
        """
        return COMMON if self.is_county else self.office.unit_id

    @property
    def certified(self) -> bool:
        """Whether the office above, if we know one, has approved this device."""
        standing = self.certificate if self.is_village or self.parent is None else self.parent_certificate
        return standing is not None

    @property
    def author(self) -> Author:
        """Who writes entries now."""
        return self._author

    def sign_in(self, account: bytes, name: str) -> None:
        """Write from now on in the name of an account."""
        self.account, self.account_name = account, name
        self._author = self._make_author()

    def _make_author(self) -> Author:
        return Author(self.keys.device_id, self.epochs[-1], self.account, self._wall, self.home, self._continues, self._admit)

    def _admit(self, register: str) -> None:
        """A prefecture keeps no person, whichever way one would come in. Errors: register_not_here."""
        if self.office.level == UnitLevel.PREFECTURE:
            check_may_write(self.office.level, register)

    def _wall(self) -> int:
        return int(self.clock.now().replace(tzinfo=CHINA).timestamp())

    def _continues(self, connection: Connection, stream: bytes) -> tuple[bytes, int, bytes] | None:
        """The position in the newest earlier epoch that a first entry in this stream continues."""
        for epoch in reversed(self.epochs[:-1]):
            key = chain_key(self.keys.device_id, epoch, stream)
            found = connection.execute(text("SELECT last_seq, head FROM chain WHERE key = :key"), {"key": key}).first()
            if found:
                return epoch, found[0], found[1]
        return None

    def reload_position(self) -> None:
        """Count this device's entries of the present epoch anew."""
        with self.read() as connection:
            self.position = own_position(connection, self.keys.device_id, self.epochs[-1])

    def begin_epoch(self) -> None:
        """Open a new epoch: entries written from now on can never be taken for those that were lost."""
        self.epochs = (*self.epochs, uuid.uuid4().bytes)
        with self.engine.begin() as connection:
            self.set_state(connection, "epochs", b"".join(self.epochs))
            self.audit(connection, "epoch")
        self._author = self._make_author()
        self.position = 0
        self.mark.write(self.epochs[-1], 0)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One snapshot of the database."""
        with store_faults(), reading(self.engine) as connection:
            yield connection

    @contextmanager
    def write(self, event: str, record: bytes | None = None, reason: str | None = None) -> Iterator[Session]:
        """One use case of a form: objects are flushed and journaled, the audit line is added, one commit at the end."""
        with store_faults(), self._sessions() as session:
            session.info["reason"] = reason
            yield session
            session.flush()
            written = session.info.get("written", [])
            self.audit(session.connection(), event, record, len(written))
            session.commit()
            self._committed(len(written))
            if written:
                self.undoable.append(Undoable(event, frozenset(name for name, _ in written), tuple({each: None for _, each in written})))

    @contextmanager
    def rows(self, event: str, record: bytes | None = None) -> Iterator["Bulk"]:
        """One use case of a form whose records are all new: as ``write``, but set-based, without objects that a session must watch."""
        with self.bulk() as bulk:
            bulk.written = []
            yield bulk
            self.audit(bulk.connection, event, record or bulk.about, bulk.appended)
        if bulk.written:
            names = frozenset(name for name, _ in bulk.written)
            self.undoable.append(Undoable(event, names, tuple({each: None for _, each in bulk.written})))

    @contextmanager
    def bulk(self) -> Iterator["Bulk"]:
        """One use case of many rows: changes are appended and projected set-based, one commit at the end."""
        with store_faults(), self.engine.begin() as connection:
            bulk = Bulk(self, connection)
            yield bulk
        self._committed(bulk.appended)

    def _committed(self, appended: int) -> None:
        if appended:
            self.reached(self.position + appended)

    def reached(self, position: int) -> None:
        """Keep how far this device's journal goes, after the commit: what is saved must not be told as lost for the mark's sake."""
        self.position = position
        try:
            self.mark.write(self.epochs[-1], position)
        except OSError:
            # The next opening finds the mark behind and brings it up.
            if MARK_LAGS not in self.notices:
                self.notices.append(MARK_LAGS)

    def audit(self, connection: Connection, event: str, record: bytes | None = None, count: int | None = None) -> None:
        """Add one line to the hash-chained log: what was done, to which record, how many; never a value."""
        previous = connection.execute(_LAST_AUDIT).scalar() or bytes(32)
        at = self.clock.now().isoformat(sep=" ")
        line = {"at": at, "account": self.account, "event": event, "record": record, "count": count}
        connection.execute(_INSERT_AUDIT, line | {"hash": audit_hash(previous, at, self.account, event, record, count)})

    def note(self, event: str, record: bytes | None = None, count: int | None = None) -> None:
        """Audit something that changes nothing else: an unlock, a view, a print."""
        with store_faults(), self.engine.begin() as connection:
            self.audit(connection, event, record, count)

    def get_state(self, connection: Connection, key: str) -> bytes | None:
        """One value of what the workspace knows about itself."""
        value: bytes | None = connection.execute(text("SELECT value FROM state WHERE key = :key"), {"key": key}).scalar()
        return value

    def set_state(self, connection: Connection, key: str, value: bytes) -> None:
        """Keep one value of what the workspace knows about itself."""
        connection.execute(
            text("INSERT INTO state (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
            {"key": key, "value": value},
        )

    def next_refs(self, connection: Connection, stream: bytes, count: int) -> list[str]:
        """Ledger numbers for new records: the chain's name and the positions ahead, so never one twice (domain.md §3)."""
        key = chain_key(self.keys.device_id, self.epochs[-1], stream)
        last = connection.execute(_LAST_SEQ, {"key": key}).scalar() or 0
        return [f"{key.hex()[:4]}-{last + 1 + index}" for index in range(count)]

    def entered(self) -> datetime:
        """The civil time of entry."""
        return self.clock.now()


def own_position(connection: Connection, device: bytes, epoch: bytes) -> int:
    """How many entries a device wrote in an epoch."""
    found = connection.execute(
        text("SELECT sum(last_seq) FROM chain WHERE device = :device AND epoch = :epoch"), {"device": device, "epoch": epoch}
    )
    return int(found.scalar() or 0)


def audit_hash(previous: bytes, at: str, account: bytes | None, event: str, record: bytes | None, count: int | None) -> bytes:
    """The hash of one audit line over the one before."""
    parts = [at, account.hex() if account else None, event, record.hex() if record else None, count]
    return hashlib.sha256(previous + msgspec.json.encode(parts)).digest()


class Bulk:
    """Many changes in one transaction; new records go in set-based, changed ones are folded anew.

    ``written`` names the entries with their records where the use case can be taken back; ``about`` is the record of the audit line
    when it is known only later.
    """

    def __init__(self, context: Context, connection: Connection) -> None:
        """Collect on one open transaction."""
        self._context = context
        self.connection = connection
        self.author = context.author
        self.appended = 0
        self.written: list[tuple[str, bytes]] | None = None
        self.about: bytes | None = None

    def apply(self, changes: Sequence[Change]) -> None:
        """Journal the changes and bring the tables up to them."""
        # Late: only bulk work needs the row makers.
        from kashi_desktop.sync.projection import insert_rows, new_rows, shape

        encode = msgspec.json.encode
        for each in changes:
            if each.op != "create":
                # An entry that readers must refuse would block the exchange for good: it is a fault of the program, here.
                shape(each.register).check(encode(each.fields))
        names = append(self.connection, self.author, changes)
        self.appended += len(names)
        if self.written is not None:
            self.written += [(name, each.record) for name, each in zip(names, changes, strict=True)]
        fresh = [each for each in changes if each.op == "create"]
        created = {each.record for each in fresh}
        touched = {each.record for each in changes if each.op != "create"}
        rows = new_rows((each.register, each.record, each.stream, encode(each.fields)) for each in fresh if each.record not in touched)
        for register, found in rows.items():
            insert_rows(self.connection, register, found, replace=register in ("unit", "account"))
        # A unit may be created by its own village and by its county: both entries are folded.
        shared = {each.record for each in fresh if each.register == "unit"}
        project(self.connection, touched | shared | (created & touched))

    def audit(self, event: str, count: int) -> None:
        """Log the use case."""
        self._context.audit(self.connection, event, None, count)
