"""The journal and what the exchange with other offices needs."""

from sqlalchemy import BigInteger, Index, Integer, LargeBinary, column
from sqlmodel import Field, SQLModel

EVERY, UNJUDGED = 2**62, -1
"""Stand for a position behind every entry, and for one that is not known yet."""


class Branch(SQLModel, table=True):
    """One branch of a hash chain (device, epoch, stream), with its head; up to ``base_seq`` it is the branch ``base`` that it leaves.

    What the rulings in the stream make of it is kept beside it. ``keeper``: a device of the stream's own unit wrote it. Up to ``counts_to``
    all its entries count, behind it those that ``Excluded`` does not name; up to ``also_to`` also for fields of the other side.
    ``size`` are the bytes of the lines that files brought for it.
    """

    __tablename__ = "branch"
    __table_args__ = (Index("branch_place", "stream", "device", "epoch"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    device: bytes = Field(sa_type=LargeBinary(16))
    epoch: bytes = Field(sa_type=LargeBinary(16))
    stream: bytes = Field(sa_type=LargeBinary(16))
    base: int | None = Field(default=None, sa_type=Integer)
    base_seq: int = 0
    last_seq: int = 0
    head: bytes = Field(sa_type=LargeBinary(32))
    keeper: bool = False
    counts_to: int = Field(default=UNJUDGED, sa_type=BigInteger)
    also_to: int = Field(default=EVERY, sa_type=BigInteger)
    size: int = Field(default=0, sa_type=BigInteger)


class Excluded(SQLModel, table=True):
    """Positions of a branch, from ``first`` to ``last``, whose entries are kept and handed on and count for nothing."""

    __tablename__ = "excluded"
    __table_args__ = {"sqlite_with_rowid": False}

    branch: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    first: int = Field(primary_key=True, sa_type=BigInteger, sa_column_kwargs={"autoincrement": False})
    last: int = Field(sa_type=BigInteger)


class SignedHead(SQLModel, table=True):
    """An author's signature over the hash at a position of a branch; a range that is handed on ends at one."""

    __tablename__ = "signed_head"
    __table_args__ = {"sqlite_with_rowid": False}

    branch: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    seq: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    signature: bytes = Field(sa_type=LargeBinary(64))


_RULINGS = column("register") == "ruling"
_STATED = column("register") == "office_device"
"""An office's statements on its computers, which are asked for whenever a stream is folded; queries repeat the condition."""

_DIGESTS = column("duty_part").is_not(None) | column("consented_part").is_not(None)
"""Entries of which a part is held as its digest only; queries repeat the condition word for word."""


class Entry(SQLModel, table=True):
    """One entry of the journal.

    Values stand in two parts: ``duty``, and ``consented``, what may be kept with the person's consent alone. Of each the author's bytes
    with the salt, or its 32-byte ``_part`` where only that is held, or nothing where the part has no fields. ``seen`` are hashes, one
    behind another; ``extra`` is what a newer program wrote into the envelope.
    """

    __tablename__ = "entry"
    __table_args__ = (
        Index("entry_record", "record"),
        Index("entry_rulings", "branch", "seq", sqlite_where=_RULINGS, postgresql_where=_RULINGS),
        Index("entry_office_device", "branch", sqlite_where=_STATED, postgresql_where=_STATED),
        Index("entry_digests", "branch", "seq", sqlite_where=_DIGESTS, postgresql_where=_DIGESTS),
        {"sqlite_with_rowid": False},
    )

    branch: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    seq: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    hash: bytes = Field(sa_type=LargeBinary(32))
    wall: int = Field(sa_type=BigInteger)
    account: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    register_name: str = Field(sa_column_kwargs={"name": "register"})
    version: int
    op: str
    record: bytes = Field(sa_type=LargeBinary(16))
    person: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    consent: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    seen: bytes = Field(default=b"", sa_type=LargeBinary)
    continues: bytes | None = Field(default=None, sa_type=LargeBinary(32))
    extra: bytes | None = Field(default=None, sa_type=LargeBinary)
    duty: bytes | None = Field(default=None, sa_type=LargeBinary)
    duty_part: bytes | None = Field(default=None, sa_type=LargeBinary(32))
    duty_salt: bytes | None = Field(default=None, sa_type=LargeBinary(32))
    consented: bytes | None = Field(default=None, sa_type=LargeBinary)
    consented_part: bytes | None = Field(default=None, sa_type=LargeBinary(32))
    consented_salt: bytes | None = Field(default=None, sa_type=LargeBinary(32))
    package: int | None = None


class Salt(SQLModel, table=True):
    """The salt that this device made for the values that it writes about one person; ``consent`` is empty for those kept by duty."""

    __tablename__ = "salt"
    __table_args__ = {"sqlite_with_rowid": False}

    person: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    consent: bytes = Field(default=b"", primary_key=True, sa_type=LargeBinary(16))
    value: bytes = Field(sa_type=LargeBinary(32))


class Consent(SQLModel, table=True):
    """A consent that a person gave, as the person's entries in a stream say it; ``state``: given, beside (a withdrawal), ended."""

    __tablename__ = "consent"
    __table_args__ = {"sqlite_with_rowid": False}

    person: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    stream: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    id: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    state: str
    given_on: str


class Destruction(SQLModel, table=True):
    """A mark that stands: an entry that ends a consent or, with an empty ``consent``, erases the person in a stream.

    ``since``: the day on which it first hid something here, "" before; ``allowed``: -1 its entry was lost, 0 hides,
    1 destroys as one of few, 2 destroys.
    """

    __tablename__ = "destruction"
    __table_args__ = {"sqlite_with_rowid": False}

    person: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    stream: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    consent: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    entry: bytes = Field(primary_key=True, sa_type=LargeBinary(32))
    device: bytes = Field(sa_type=LargeBinary(16))
    since: str = ""
    allowed: int = 0


class Hidden(SQLModel, table=True):
    """Values of a part of an entry that a mark destroys, taken out of the journal until the destruction is allowed or falls away."""

    __tablename__ = "hidden"
    __table_args__ = {"sqlite_with_rowid": False}

    branch: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    seq: int = Field(primary_key=True, sa_type=Integer, sa_column_kwargs={"autoincrement": False})
    part: str = Field(primary_key=True)
    fields: bytes = Field(sa_type=LargeBinary)
    salt: bytes = Field(sa_type=LargeBinary(32))


class Loose(SQLModel, table=True):
    """A range of a file whose entry before it is not held yet: its lines with the salts they need, proven when they came."""

    __tablename__ = "loose"

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    package: int
    device: bytes = Field(sa_type=LargeBinary(16))
    epoch: bytes = Field(sa_type=LargeBinary(16))
    stream: bytes = Field(sa_type=LargeBinary(16))
    first: int
    last: int
    before: bytes = Field(sa_type=LargeBinary(32))
    head: bytes = Field(sa_type=LargeBinary(32))
    signature: bytes = Field(sa_type=LargeBinary(64))
    lines: bytes = Field(sa_type=LargeBinary)
    salts: bytes = Field(sa_type=LargeBinary)
    kind: str


class Device(SQLModel, table=True):
    """Another office's device: its card, its certificate and where it stands."""

    __tablename__ = "device"

    id: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    unit_id: bytes = Field(sa_type=LargeBinary(16))
    card: bytes = Field(sa_type=LargeBinary)
    certificate: bytes | None = Field(default=None, sa_type=LargeBinary)
    state: str = "waiting"
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


class StatedHeads(SQLModel, table=True):
    """What a partner (a unit's laptop by its device, an office by its unit) says it holds: the heads that one of its files named.

    ``state``: new for files read since our last to it, old for those that ruled then, sent for what this device held when it wrote, phone
    for what was confirmed by telephone, which never changes what is sent.
    """

    __tablename__ = "stated_heads"
    __table_args__ = (Index("stated_heads_partner", "partner", "state"),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    partner: bytes = Field(sa_type=LargeBinary(16))
    state: str
    have: bytes = Field(sa_type=LargeBinary)
    lacking: bytes = Field(sa_type=LargeBinary)
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
