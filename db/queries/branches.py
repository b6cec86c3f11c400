"""The hash chains of devices, branch by branch, and their entries by position; none of these queries commits."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, column, text

from db.models.sync import EVERY, UNJUDGED
from db.queries.lists import in_parts, of_many

START = bytes(32)
"""What the first entry of an epoch in a stream follows."""

EntryRow = tuple[Any, ...]
"""What stands in ENTRY_COLUMNS: an entry as the journal keeps it."""

ENTRY_COLUMNS = (
    "seq", "hash", "wall", "account", "register", "version", "op", "record", "person", "consent", "seen", "continues", "extra",
    "duty", "duty_part", "duty_salt", "consented", "consented_part", "consented_salt",
)  # fmt: skip

_COLUMNS = "id, device, epoch, stream, base, base_seq, last_seq, head"
_ALL = text(f"SELECT {_COLUMNS} FROM branch ORDER BY id")
_OF_STREAMS = of_many(f"SELECT {_COLUMNS} FROM branch WHERE stream IN :ids ORDER BY id", "ids")
_OWN = text(
    "SELECT id, last_seq, head FROM branch WHERE stream = :stream AND device = :device AND epoch = :epoch"
    " ORDER BY last_seq DESC, head DESC LIMIT 1"
).columns(column("id"), column("last_seq"), column("head"))
_OWN_COUNT = text("SELECT coalesce(sum(last_seq - base_seq), 0) FROM branch WHERE device = :device AND epoch = :epoch")
_FORKS = of_many(
    "WITH RECURSIVE left_by (id, base, base_seq) AS (SELECT id, base, base_seq FROM branch WHERE id IN :ids UNION"
    " SELECT b.id, b.base, b.base_seq FROM branch b JOIN left_by l ON b.id = l.base)"
    " SELECT id, base, base_seq FROM left_by WHERE base IS NOT NULL",
    "ids",
)
_BRANCHED = text("SELECT 1 FROM branch WHERE device = :device GROUP BY epoch, stream HAVING count(*) > 1")
_INSERT = text(
    "INSERT INTO branch (device, epoch, stream, base, base_seq, last_seq, head, keeper, counts_to, also_to, size)"
    f" VALUES (:device, :epoch, :stream, :base, :base_seq, :last_seq, :head, FALSE, {UNJUDGED}, {EVERY}, 0) RETURNING id"
)
_MOVE = text("UPDATE branch SET last_seq = :seq, head = :head WHERE id = :id")
_GROW = text("UPDATE branch SET size = size + :more WHERE id = :id")
_HELD = text("SELECT coalesce(sum(last_seq - base_seq), 0), coalesce(sum(size), 0) FROM branch WHERE stream = :stream")
_SIGN = text("INSERT INTO signed_head (branch, seq, signature) VALUES (:branch, :seq, :signature) ON CONFLICT DO NOTHING")
_SIGNED = text("SELECT seq, signature FROM signed_head WHERE branch = :branch AND seq > :after")
_ENTRIES = text(f"SELECT {', '.join(ENTRY_COLUMNS)} FROM entry WHERE branch = :branch AND seq > :after AND seq <= :last ORDER BY seq")
_PERSONS = text("SELECT DISTINCT person FROM entry WHERE branch = :branch AND seq BETWEEN :first AND :last AND person IS NOT NULL")
_HASH_AT = text("SELECT hash FROM entry WHERE branch = :branch AND seq = :seq")
_WALL_AT = text("SELECT wall FROM entry WHERE branch = :branch AND seq = :seq")
_VALUES_AT = text("SELECT duty, consented FROM entry WHERE branch = :branch AND seq = :seq")
_COUNTS = text("SELECT register, count(*) FROM entry WHERE branch = :branch AND seq > :after GROUP BY register")
_HASHES_AT = of_many("SELECT branch, hash FROM entry WHERE seq = :seq AND branch IN :ids", "ids")
# The condition of the partial index entry_digests, word for word.
_DIGESTS = of_many(
    "SELECT branch, seq FROM entry WHERE (duty_part IS NOT NULL OR consented_part IS NOT NULL) AND branch IN :ids ORDER BY branch, seq",
    "ids",
)
_LACKING = of_many(
    "SELECT e.branch, e.seq, e.hash, e.duty_part IS NOT NULL AND (e.op = 'erase' OR NOT EXISTS"
    " (SELECT 1 FROM destruction d WHERE d.stream = b.stream AND d.person = e.person AND length(d.consent) = 0)) AS duty,"
    " e.consented_part IS NOT NULL AND NOT EXISTS (SELECT 1 FROM destruction d WHERE d.stream = b.stream AND d.person = e.person"
    " AND (length(d.consent) = 0 OR d.consent = e.consent)) AS consented"
    " FROM entry e JOIN branch b ON b.id = e.branch WHERE (e.duty_part IS NOT NULL OR e.consented_part IS NOT NULL) AND e.branch IN :ids"
    " ORDER BY e.branch, e.seq",
    "ids",
)
FILL = {
    part: text(f"UPDATE entry SET {part} = :fields, {part}_salt = :salt, {part}_part = NULL WHERE branch = :branch AND seq = :seq")
    for part in ("duty", "consented")
}
"""Puts values into a part that is held as its digest."""


@dataclass(slots=True)
class BranchRow:
    """One branch as the database holds it; ``id`` is 0 while it is not written.

    It shares what lies up to ``base_seq`` with the branch ``base`` that it leaves; one that begins its epoch leaves none (None, 0).
    """

    id: int
    device: bytes
    epoch: bytes
    stream: bytes
    base: int | None = None
    base_seq: int = 0
    last_seq: int = 0
    head: bytes = START

    @property
    def place(self) -> bytes:
        """Device, epoch and stream, one behind another: 48 bytes."""
        return self.device + self.epoch + self.stream


def all_branches(connection: Connection) -> list[BranchRow]:
    """Every branch, oldest known first; one stands behind the one that it leaves."""
    return [BranchRow(*row) for row in connection.execute(_ALL)]


def branches_of(connection: Connection, streams: Sequence[bytes]) -> list[BranchRow]:
    """Every branch in the streams, oldest known first."""
    return sorted((BranchRow(*row) for row in in_parts(connection, _OF_STREAMS, streams)), key=lambda branch: branch.id)


def branches_at(connection: Connection, places: Sequence[bytes]) -> list[BranchRow]:
    """Every branch at the places (device, epoch, stream: 48 bytes), oldest known first."""
    wanted = set(places)
    streams = sorted({place[32:] for place in wanted})
    return [branch for branch in branches_of(connection, streams) if branch.place in wanted] if streams else []


def own_branch(connection: Connection, device: bytes, epoch: bytes, stream: bytes) -> tuple[int, int, bytes]:
    """(id, last position, hash there) of the branch in which a device writes on, made when it has none in the stream."""
    place = {"device": device, "epoch": epoch, "stream": stream}
    found = connection.execute(_OWN, place).first()
    if found:
        return found[0], found[1], found[2]
    return add_branch(connection, BranchRow(0, device, epoch, stream)), 0, START


def own_end(connection: Connection, device: bytes, epoch: bytes, stream: bytes) -> tuple[int, bytes] | None:
    """(last position, hash there) of a device in a stream, None before its first entry."""
    found = connection.execute(_OWN, {"device": device, "epoch": epoch, "stream": stream}).first()
    return (found[1], found[2]) if found and found[1] else None


def own_position(connection: Connection, device: bytes, epoch: bytes) -> int:
    """How many entries of a device in an epoch are held."""
    return int(connection.execute(_OWN_COUNT, {"device": device, "epoch": epoch}).scalar() or 0)


def forks(connection: Connection, branches: Collection[int]) -> dict[int, tuple[int, int]]:
    """The branch that each of some branches leaves, with the last position that both share, and so on down to those that leave none."""
    return {row[0]: (row[1], row[2]) for row in in_parts(connection, _FORKS, sorted(branches))}


def has_branched(connection: Connection, device: bytes) -> bool:
    """Whether a device wrote two branches in one epoch: its folder was copied, and both copies went on."""
    return connection.execute(_BRANCHED, {"device": device}).first() is not None


def add_branch(connection: Connection, branch: BranchRow) -> int:
    """Write a branch that was met for the first time; its ``id`` is set and returned."""
    values: dict[str, Any] = {"device": branch.device, "epoch": branch.epoch, "stream": branch.stream, "head": branch.head}
    values |= {"base": branch.base, "base_seq": branch.base_seq, "last_seq": branch.last_seq}
    branch.id = connection.execute(_INSERT, values).scalar_one()
    return branch.id


def move_branch(connection: Connection, branch: int, seq: int, head: bytes) -> None:
    """Write where a branch ends now."""
    connection.execute(_MOVE, {"id": branch, "seq": seq, "head": head})


def grow_branch(connection: Connection, branch: int, more: int) -> None:
    """Count the bytes of lines that files brought for a branch."""
    connection.execute(_GROW, {"id": branch, "more": more})


def held_of(connection: Connection, stream: bytes) -> tuple[int, int]:
    """How many entries of a stream are held, and the bytes of the lines that files brought for it."""
    entries, size = connection.execute(_HELD, {"stream": stream}).one()
    return int(entries), int(size)


def keep_signatures(connection: Connection, signed: Iterable[tuple[int, int, bytes]]) -> None:
    """Keep what authors signed: (branch, position, signature over the hash there)."""
    rows = [{"branch": branch, "seq": seq, "signature": signature} for branch, seq, signature in signed]
    if rows:
        connection.execute(_SIGN, rows)


def signed_heads(connection: Connection, branch: int, after: int) -> dict[int, bytes]:
    """The author's signatures over a branch's heads behind a position."""
    return {row[0]: row[1] for row in connection.execute(_SIGNED, {"branch": branch, "after": after})}


def entries(connection: Connection, branch: int, after: int = 0, last: int = 2**53) -> Iterator[Row[Any]]:
    """The ENTRY_COLUMNS of a branch's own entries behind one position up to another."""
    yield from connection.execute(_ENTRIES, {"branch": branch, "after": after, "last": last})


def persons_between(connection: Connection, branch: int, first: int, last: int) -> set[bytes]:
    """Whom a branch's own entries from one position to another are about."""
    return set(connection.execute(_PERSONS, {"branch": branch, "first": first, "last": last}).scalars())


def add_entries(connection: Connection, branch: int, package: int, rows: Sequence[EntryRow]) -> None:
    """Write entries of a branch that a file brought, rows in ENTRY_COLUMNS, set-based."""
    # The two numbers that all share stand in the statement: a county's import need not make every row anew to put them in.
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([mark] * len(ENTRY_COLUMNS))
    statement = f"INSERT INTO entry (branch, package, {', '.join(ENTRY_COLUMNS)}) VALUES ({int(branch)}, {int(package)}, {marks})"
    connection.exec_driver_sql(statement, rows)


def hash_at(connection: Connection, branch: int, seq: int) -> bytes | None:
    """Hash of a branch's own entry at a position, None where it has none."""
    found: bytes | None = connection.execute(_HASH_AT, {"branch": branch, "seq": seq}).scalar()
    return found


def hashes_at(connection: Connection, branches: Sequence[int], seq: int) -> Iterator[Row[Any]]:
    """(branch, hash) of the own entries of branches at one position."""
    yield from in_parts(connection, _HASHES_AT, branches, {"seq": seq})


def wall_at(connection: Connection, branch: int, seq: int) -> int:
    """Wall time of a branch's own entry at a position that is held."""
    return int(connection.execute(_WALL_AT, {"branch": branch, "seq": seq}).scalar_one())


def counts_above(connection: Connection, branch: int, after: int) -> dict[str, int]:
    """How many entries of each register stand in a branch behind a position."""
    return {row[0]: row[1] for row in connection.execute(_COUNTS, {"branch": branch, "after": after})}


def digest_places(connection: Connection, branches: Sequence[int]) -> Iterator[Row[Any]]:
    """(branch, position) of entries of which a part is held as its digest only."""
    yield from in_parts(connection, _DIGESTS, branches)


def digest_entries(connection: Connection, branches: Sequence[int]) -> Iterator[Row[Any]]:
    """(branch, seq, hash, duty, consented) of entries held as digests; of each part, whether it is and for no reason known here."""
    yield from in_parts(connection, _LACKING, branches)


def holds_part(connection: Connection, branch: int, seq: int, part: str) -> bool:
    """Whether the values of a part (its column) of an entry are held."""
    row = connection.execute(_VALUES_AT, {"branch": branch, "seq": seq}).first()
    return row is not None and row._mapping[part] is not None


def fill_entries(connection: Connection, branch: int, rows: Sequence[EntryRow]) -> None:
    """Put values that came later into entries that are held as digests; rows in ENTRY_COLUMNS that hold what was proven."""
    for statement, fields, salt in ((FILL["duty"], 13, 15), (FILL["consented"], 16, 18)):
        values = [{"branch": branch, "seq": row[0], "fields": row[fields], "salt": row[salt]} for row in rows if row[fields] is not None]
        if values:
            connection.execute(statement, values)


def known_records(connection: Connection, records: Sequence[bytes]) -> set[bytes]:
    """Which of the records, given in their order so that neighbours share pages of the index, have an entry."""
    found: set[bytes] = set()
    # The driver's own marks: an import asks for all its records, and named ones take half as long again.
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    for start in range(0, len(records), 5000):
        part = tuple(records[start : start + 5000])
        statement = f"SELECT DISTINCT record FROM entry WHERE record IN ({','.join([mark] * len(part))})"
        found.update(row[0] for row in connection.exec_driver_sql(statement, part))
    return found
