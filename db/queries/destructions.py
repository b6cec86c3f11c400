"""Marks that destroy, and what they hide until they may; none of these queries commits."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, text

from db.queries.branches import FILL
from db.queries.lists import in_parts, of_many

LOST, ASKED, FEW, FREE = -1, 0, 1, 2
"""What a mark may: hide, for its entry went with a newer state of the folder; hide until a person here confirms; destroy as one of few;
destroy, for it is this office's or was confirmed.
"""

Key = tuple[bytes, bytes, bytes, bytes]
"""Stream, person, consent (empty for an erasure), hash of the entry: a mark."""

Place = tuple[int, int, str]
"""Branch, position and part (``duty`` or ``consented``) of an entry."""


class Mark(NamedTuple):
    """A mark that stands; ``since`` is the day on which it first hid something here, "" before."""

    stream: bytes
    person: bytes
    consent: bytes
    entry: bytes
    device: bytes
    since: str
    allowed: int

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self[:4]


_COLUMNS = "d.stream, d.person, d.consent, d.entry, d.device, d.since, d.allowed"
# The empty one is an erasure. Not "or", which would look at every mark of the person for each of its entries.
_UNDER = "d.stream = b.stream AND d.person = e.person AND d.consent IN (substr(e.person, 1, 0), e.consent)"
_ALL = text(f"SELECT {_COLUMNS} FROM destruction d ORDER BY d.stream, d.person, d.consent, d.entry")
_OF_PERSONS = of_many(f"SELECT {_COLUMNS} FROM destruction d WHERE d.person IN :ids", "ids")
_PERSONS = text("SELECT DISTINCT person FROM destruction")
_LOST = text(
    f"SELECT {_COLUMNS} FROM destruction d WHERE NOT EXISTS (SELECT 1 FROM entry e WHERE e.record = d.person AND e.hash = d.entry)"
)
_WRITTEN_HERE = of_many("SELECT e.hash FROM entry e WHERE e.record IN :ids AND e.package IS NULL", "ids")
_ADD = text(
    "INSERT INTO destruction (stream, person, consent, entry, device, since, allowed)"
    " VALUES (:stream, :person, :consent, :entry, :device, '', 0) ON CONFLICT DO NOTHING"
)
_DROP = text("DELETE FROM destruction WHERE stream = :stream AND person = :person AND consent = :consent AND entry = :entry")
_JUDGE = text(
    "UPDATE destruction SET since = :since, allowed = :allowed"
    " WHERE stream = :stream AND person = :person AND consent = :consent AND entry = :entry"
)
_READABLE = of_many(
    "SELECT e.branch, e.seq, e.op, e.person, e.record, e.duty, e.duty_salt, e.consented, e.consented_salt, length(d.consent) = 0 AS erased"
    f" FROM entry e JOIN branch b ON b.id = e.branch JOIN destruction d ON {_UNDER} WHERE e.record IN :ids"
    " AND (e.consented IS NOT NULL OR (e.duty IS NOT NULL AND e.op <> 'erase' AND length(d.consent) = 0))",
    "ids",
)
_HIDE = text("INSERT INTO hidden (branch, seq, part, fields, salt) VALUES (:branch, :seq, :part, :fields, :salt) ON CONFLICT DO NOTHING")
_EMPTY = {
    part: text(f"UPDATE entry SET {part} = NULL, {part}_salt = NULL, {part}_part = :digest WHERE branch = :branch AND seq = :seq")
    for part in ("duty", "consented")
}
_OF_HIDDEN = f"{_UNDER} AND (length(d.consent) = 0 OR h.part = 'consented')"
_HIDING = text(
    f"SELECT h.branch, h.seq, h.part, {_COLUMNS} FROM hidden h JOIN entry e ON e.branch = h.branch AND e.seq = h.seq"
    f" JOIN branch b ON b.id = e.branch JOIN destruction d ON {_OF_HIDDEN}"
)
_UNCOVERED = of_many(
    "SELECT h.branch, h.seq, h.part, h.fields, h.salt FROM hidden h JOIN entry e ON e.branch = h.branch AND e.seq = h.seq"
    f" JOIN branch b ON b.id = e.branch WHERE e.person IN :ids AND NOT EXISTS (SELECT 1 FROM destruction d WHERE {_OF_HIDDEN})",
    "ids",
)
_DROP_HIDDEN = text("DELETE FROM hidden WHERE branch = :branch AND seq = :seq AND part = :part")
_DROP_SALTS = text("DELETE FROM salt WHERE person = :person AND (:consent = '' OR consent = :id)")
_RECENT = text("SELECT DISTINCT stream, person FROM destruction WHERE since >= :since AND allowed < 2")
_RECORDS = of_many(
    "SELECT DISTINCT e.record, e.register, b.stream FROM entry e JOIN branch b ON b.id = e.branch WHERE e.person IN :ids", "ids"
)


def marks(connection: Connection) -> list[Mark]:
    """Every mark that stands, in the order of stream and person."""
    return [Mark(*row) for row in connection.execute(_ALL)]


def marks_of(connection: Connection, persons: Sequence[bytes]) -> set[Mark]:
    """The marks that stand on some persons."""
    return {Mark(*row) for row in in_parts(connection, _OF_PERSONS, persons)}


def persons_marked(connection: Connection) -> set[bytes]:
    """Everybody on whom a mark stands."""
    return {row[0] for row in connection.execute(_PERSONS)}


def without_entry(connection: Connection) -> set[Mark]:
    """Marks whose entry the journal does not hold."""
    return {Mark(*row) for row in connection.execute(_LOST)}


def written_here(connection: Connection, found: Collection[Mark]) -> set[bytes]:
    """Of the entries of marks those that came with no file: this folder wrote them."""
    return {row[0] for row in in_parts(connection, _WRITTEN_HERE, sorted({each.person for each in found}))}


def add(connection: Connection, found: Iterable[Mark]) -> None:
    """Note marks that stand now."""
    rows = [each._asdict() for each in found]
    if rows:
        connection.execute(_ADD, rows)


def drop(connection: Connection, gone: Iterable[Mark]) -> None:
    """Forget marks that do not stand any more."""
    rows = [each._asdict() for each in gone]
    if rows:
        connection.execute(_DROP, rows)


def judge(connection: Connection, found: Iterable[Mark]) -> None:
    """Write since when marks hide something, and what they may."""
    rows = [each._asdict() for each in found]
    if rows:
        connection.execute(_JUDGE, rows)


def recent(connection: Connection, since: str) -> dict[bytes, set[bytes]]:
    """Persons by stream on whom marks of others have hidden something since a day, but for those that a person confirmed."""
    found: dict[bytes, set[bytes]] = {}
    for row in connection.execute(_RECENT, {"since": since}):
        found.setdefault(row[0], set()).add(row[1])
    return found


def readable(connection: Connection, records: Sequence[bytes]) -> Iterator[Row[Any]]:
    """Entries of some records that hold values which a mark destroys; ``erased``: the duty part too."""
    yield from in_parts(connection, _READABLE, records)


def hide(connection: Connection, parts: Mapping[Place, tuple[bytes, bytes, bytes]]) -> None:
    """Take (fields, salt) of parts out of the journal; what stood for them in the hash is left there."""
    rows: list[dict[str, Any]] = [
        {"branch": branch, "seq": seq, "part": part, "fields": fields, "salt": salt, "digest": digest}
        for (branch, seq, part), (fields, salt, digest) in parts.items()
    ]
    if rows:
        connection.execute(_HIDE, rows)
    for part, statement in _EMPTY.items():
        if some := [row for row in rows if row["part"] == part]:
            connection.execute(statement, some)


def show_again(connection: Connection, persons: Sequence[bytes]) -> int:
    """Put back into the journal what no mark hides any more of some persons; returns how many parts."""
    rows = [row._asdict() for row in in_parts(connection, _UNCOVERED, persons)]
    for part, statement in FILL.items():
        if some := [row for row in rows if row["part"] == part]:
            connection.execute(statement, some)
    if rows:
        connection.execute(_DROP_HIDDEN, rows)
    return len(rows)


def hiding(connection: Connection) -> list[tuple[Place, Mark]]:
    """Each part that is hidden, with each mark that hides it."""
    return [((row[0], row[1], row[2]), Mark(*row[3:])) for row in connection.execute(_HIDING)]


def destroy(connection: Connection, parts: Collection[Place], found: Iterable[Mark]) -> None:
    """Destroy hidden parts for good, and our own salts for what the marks destroy."""
    if parts:
        connection.execute(_DROP_HIDDEN, [dict(zip(("branch", "seq", "part"), each, strict=True)) for each in parts])
        salts = [{"person": each.person, "consent": each.consent.hex(), "id": each.consent} for each in found]
        connection.execute(_DROP_SALTS, salts)


def records_of(connection: Connection, persons: Sequence[bytes]) -> set[tuple[bytes, str, bytes]]:
    """(record, register, stream) of everything in the journal about some persons; looks through all of it, for erasures alone."""
    return {(row[0], row[1], row[2]) for row in in_parts(connection, _RECORDS, persons)}
