"""What the rulings in a stream make of its branches, kept beside them; none of these queries commits."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Row, text

from db.models.sync import EVERY
from db.queries.lists import in_parts, of_many

Spans = Sequence[tuple[int, int]]
"""First and last positions, apart from one another, in their order."""

# The condition of the partial index entry_rulings, word for word.
_RULINGS = of_many(
    "SELECT b.stream, b.id AS branch, e.seq, e.record, e.duty FROM branch b JOIN entry e ON e.branch = b.id"
    " WHERE b.stream IN :ids AND e.register = 'ruling' AND e.op = 'create' ORDER BY b.id, e.seq",
    "ids",
)
_KEEPERS = of_many("SELECT id, unit_id FROM device WHERE unit_id IN :ids", "ids")
_RIGHTS = of_many("SELECT id, keeper, counts_to, also_to FROM branch WHERE stream IN :ids", "ids")
_LIMITED = of_many(
    f"SELECT id, keeper, counts_to, also_to FROM branch WHERE id IN :ids AND (counts_to < {EVERY} OR also_to < {EVERY})", "ids"
)
_SET = text("UPDATE branch SET keeper = :keeper, counts_to = :counts_to, also_to = :also_to WHERE id = :branch")
_EXCLUDED = of_many("SELECT branch, first, last FROM excluded WHERE branch IN :ids ORDER BY branch, first", "ids")
_FORGET = text("DELETE FROM excluded WHERE branch = :branch")
_EXCLUDE = text("INSERT INTO excluded (branch, first, last) VALUES (:branch, :first, :last)")
_RECORDS = text("SELECT DISTINCT record FROM entry WHERE branch = :branch AND seq BETWEEN :first AND :last")
_POSITIONS = of_many("SELECT branch, seq FROM entry WHERE branch IN :branches AND hash IN :ids", "branches", "ids")
_BRANCH_AT = text(
    "SELECT b.id FROM branch b JOIN entry e ON e.branch = b.id AND e.seq = :seq"
    " WHERE b.stream = :stream AND b.device = :device AND b.epoch = :epoch AND e.hash = :hash"
)
_UNITS = of_many("SELECT id, common FROM unit WHERE common IS NOT NULL AND (id IN :ids OR common IN :ids)", "ids")
_STANDING = text(
    "UPDATE device SET state = :state, certificate = coalesce(certificate, :certificate) WHERE id = :device AND state != 'own'"
)


class Rights(NamedTuple):
    """Who wrote a branch, up to which position all of it counts, and up to which also for fields of the other side."""

    keeper: bool = False
    counts_to: int = EVERY
    also_to: int = EVERY


def rulings(connection: Connection, streams: Sequence[bytes]) -> list[Row[Any]]:
    """(stream, branch, seq, record, duty) of every ruling in some streams, whoever wrote it."""
    return list(in_parts(connection, _RULINGS, streams))


def keepers(connection: Connection, streams: Sequence[bytes]) -> dict[bytes, bytes]:
    """The streams' own devices, each with the stream: a unit's is known by the unit's id."""
    return {row[0]: row[1] for row in in_parts(connection, _KEEPERS, streams)}


def rights_of(connection: Connection, streams: Sequence[bytes]) -> dict[int, Rights]:
    """The rights of every branch in some streams."""
    return {row[0]: Rights(bool(row[1]), row[2], row[3]) for row in in_parts(connection, _RIGHTS, streams)}


def limited(connection: Connection, branches: Sequence[int]) -> dict[int, Rights]:
    """The rights of those branches of which not all counts for all."""
    return {row[0]: Rights(bool(row[1]), row[2], row[3]) for row in in_parts(connection, _LIMITED, branches)}


def excluded(connection: Connection, branches: Sequence[int]) -> dict[int, list[tuple[int, int]]]:
    """What of some branches counts for nothing."""
    found: dict[int, list[tuple[int, int]]] = {}
    for row in in_parts(connection, _EXCLUDED, branches):
        found.setdefault(row[0], []).append((row[1], row[2]))
    return found


def keep_rights(connection: Connection, branch: int, rights: Rights, spans: Spans) -> None:
    """Write the rights of a branch, and what of it counts for nothing."""
    connection.execute(_SET, {"branch": branch, **rights._asdict()})
    connection.execute(_FORGET, {"branch": branch})
    for first, last in spans:
        connection.execute(_EXCLUDE, {"branch": branch, "first": first, "last": last})


def records_within(connection: Connection, branch: int, first: int, last: int) -> set[bytes]:
    """Records of which a branch holds entries within two positions."""
    return {row[0] for row in connection.execute(_RECORDS, {"branch": branch, "first": first, "last": last})}


def positions(connection: Connection, branches: Sequence[int], hashes: Sequence[bytes]) -> list[tuple[int, int]]:
    """(branch, position) of those of the entries that some branches hold."""
    return [(row[0], row[1]) for row in in_parts(connection, _POSITIONS, hashes, {"branches": list(branches)})]


def branch_at(connection: Connection, place: bytes, seq: int, entry: bytes) -> int | None:
    """The branch at a place (stream, device, epoch: 48 bytes) that holds the entry at a position; None where none does."""
    named = {"stream": place[:16], "device": place[16:32], "epoch": place[32:], "seq": seq, "hash": entry}
    found: int | None = connection.execute(_BRANCH_AT, named).scalar()
    return found


def units_among(connection: Connection, streams: Sequence[bytes]) -> dict[bytes, bytes]:
    """The own and the common streams of those units of which one is among the streams, each with the unit."""
    return {stream: row.id for row in in_parts(connection, _UNITS, streams) for stream in (row.id, row.common)}


def keep_standing(connection: Connection, device: bytes, state: Literal["approved", "revoked"], certificate: bytes) -> None:
    """Write where a laptop stands by the rulings; this office's own device stays what it is, and so does a later certificate."""
    connection.execute(_STANDING, {"device": device, "state": state, "certificate": certificate})


def not_counting(connection: Connection, rows: Iterable[Any]) -> set[bytes]:
    """Hashes of those entries (hash, branch, seq, counts_to) that count for nothing."""
    doubtful = [row for row in rows if row.seq > row.counts_to]
    if not doubtful:
        return set()
    spans = excluded(connection, sorted({row.branch for row in doubtful}))
    return {row.hash for row in doubtful if within(row.seq, spans.get(row.branch, ()))}


def within(seq: int, spans: Collection[tuple[int, int]]) -> bool:
    """Whether a position lies in one of the spans."""
    return any(first <= seq <= last for first, last in spans)
