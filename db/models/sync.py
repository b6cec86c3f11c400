"""The journal and what the exchange with other offices needs."""

from sqlalchemy import BigInteger, Index, Integer, LargeBinary
from sqlmodel import Field, SQLModel


class Chain(SQLModel, table=True):
    """One hash chain (device, epoch, stream) with its head; ``key`` is 8 bytes that name it inside entries."""

    __tablename__ = "chain"
    __table_args__ = (Index("chain_key", "key", unique=True),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    key: bytes = Field(sa_type=LargeBinary(8))
    device: bytes = Field(sa_type=LargeBinary(16))
    epoch: bytes = Field(sa_type=LargeBinary(16))
    stream: bytes = Field(sa_type=LargeBinary(16))
    continues_epoch: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    continues_seq: int | None = None
    continues_hash: bytes | None = Field(default=None, sa_type=LargeBinary(32))
    last_seq: int = 0
    head: bytes = Field(sa_type=LargeBinary(32))
    lamport: int = Field(default=0, sa_type=BigInteger)
    signed_seq: int = 0
    signature: bytes | None = Field(default=None, sa_type=LargeBinary(64))


class Entry(SQLModel, table=True):
    """One entry of the journal; ``fields`` are the author's bytes, verbatim, or None once legally erased."""

    __tablename__ = "entry"
    __table_args__ = (Index("entry_record", "record"), {"sqlite_with_rowid": False})

    chain: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    seq: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    lamport: int = Field(sa_type=BigInteger)
    wall: int = Field(sa_type=BigInteger)
    account: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    register_name: str = Field(sa_column_kwargs={"name": "register"})
    version: int
    op: str
    record: bytes = Field(sa_type=LargeBinary(16))
    subject: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    seen: str = ""
    fields: bytes | None = Field(default=None, sa_type=LargeBinary)
    digest: bytes | None = Field(default=None, sa_type=LargeBinary(32))
    hash: bytes = Field(sa_type=LargeBinary(32))
    package: int | None = None


class Subject(SQLModel, table=True):
    """The salt of one person's entries, destroyed with the values at legal erasure."""

    __tablename__ = "subject"
    __table_args__ = {"sqlite_with_rowid": False}

    id: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    salt: bytes | None = Field(default=None, sa_type=LargeBinary(16))


class Device(SQLModel, table=True):
    """Another office's device: its card, its certificate and where it stands."""

    __tablename__ = "device"

    id: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    unit_id: bytes = Field(sa_type=LargeBinary(16))
    card: bytes = Field(sa_type=LargeBinary)
    certificate: bytes | None = Field(default=None, sa_type=LargeBinary)
    state: str = "waiting"
    have: bytes | None = Field(default=None, sa_type=LargeBinary)
    audit_head: bytes | None = Field(default=None, sa_type=LargeBinary(32))
    changed_at: str = ""


class Package(SQLModel, table=True):
    """A package or receipt that was written or read; ``content`` is kept only while it waits for a decision.

    ``written_on`` is the day its writer gives, ``handled_at`` when this office took it.
    """

    __tablename__ = "package"
    __table_args__ = (Index("package_digest", "digest", unique=True), Index("package_sender", "sender", "state"))

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    digest: bytes = Field(sa_type=LargeBinary(32))
    kind: str
    direction: str
    sender: bytes = Field(sa_type=LargeBinary(16))
    unit_id: bytes = Field(sa_type=LargeBinary(16))
    state: str
    code: str | None = None
    period: str | None = None
    entries: int = 0
    nothing_new: bool = False
    handled_at: str
    written_on: str | None = None
    content: bytes | None = Field(default=None, sa_type=LargeBinary)


class Receipt(SQLModel, table=True):
    """What the parent confirmed, newest by (epoch order, number); the newest rules even when it confirms less."""

    __tablename__ = "receipt"

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    epoch: bytes = Field(sa_type=LargeBinary(16))
    number: int
    have: bytes = Field(sa_type=LargeBinary)
    confirmed_on: str | None = None
    received_at: str


class Audit(SQLModel, table=True):
    """Local, hash-chained log of unlocks, views, exports, prints and imports: ids and counts, never values."""

    __tablename__ = "audit"

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    at: str
    account: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    event: str
    record: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    count: int | None = None
    hash: bytes = Field(sa_type=LargeBinary(32))


class State(SQLModel, table=True):
    """What this workspace knows about itself: office, keys, epoch, counters; never travels."""

    __tablename__ = "state"

    key: str = Field(primary_key=True)
    value: bytes = Field(sa_type=LargeBinary)
