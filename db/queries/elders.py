"""Queries about elders; none of them commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, text

EFFECTIVE_SQL = "('met', 'remote', 'hospital', 'emergency')"
"""Outcomes that count as having seen the person, as SQL (db.codes.EFFECTIVE)."""

_STRIDE = 2000


@dataclass(frozen=True)
class Filter:
    """Conditions of a list of people as SQL over ``elder e``, with its parameters."""

    where: str
    params: dict[str, Any]


def list_filter(unit_ids: Sequence[bytes] | None, care_level: str | None, include_closed: bool, today: str, words: Sequence[str]) -> Filter:
    """Conditions for units (None: all), care level, present enrolment and search words, each of which must occur."""
    parts, params = ["e.removed = :removed"], {"removed": False}
    values: dict[str, Any] = dict(params)
    if unit_ids is not None:
        names = ", ".join(f":u{index}" for index in range(len(unit_ids)))
        parts.append(f"e.unit_id IN ({names})" if unit_ids else "1 = 0")
        values |= {f"u{index}": each for index, each in enumerate(unit_ids)}
    if care_level:
        parts.append("e.care_level = :care")
        values["care"] = care_level
    if not include_closed:
        parts.append(
            "EXISTS (SELECT 1 FROM elder_spell s WHERE s.elder_id = e.id AND s.removed = :removed"
            " AND (s.closed_on IS NULL OR s.closed_on > :today))"
        )
        values["today"] = today
    for index, word in enumerate(words):
        parts.append(_word_condition(word, f"w{index}"))
        values[f"w{index}"] = _quoted(word) if len(word) >= 3 else f"%{_escaped(word)}%"
    return Filter(" AND ".join(parts), values)


def _word_condition(word: str, name: str) -> str:
    # The trigram index finds parts of three characters and more; shorter ones are looked for row by row.
    if len(word) >= 3:
        found = f"SELECT rowid FROM elder_search_fts WHERE elder_search_fts MATCH :{name}"
    else:
        found = f"SELECT id FROM elder_search WHERE words LIKE :{name} ESCAPE '\\'"
    return f"e.id IN (SELECT elder_id FROM elder_search WHERE id IN ({found}))"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def anchors(connection: Connection, chosen: Filter) -> tuple[int, list[tuple[str, bytes]]]:
    """(count, key before every 2,000th row): one walk over the index gives both, so that any page is near a key."""
    keys: list[tuple[str, bytes]] = [("", b"")]
    step = text(
        f"SELECT e.sort_key, e.id FROM elder e WHERE {chosen.where} AND (e.sort_key, e.id) > (:key, :id)"
        f" ORDER BY e.sort_key, e.id LIMIT 1 OFFSET {_STRIDE - 1}"
    )
    while True:
        key, id_ = keys[-1]
        found = connection.execute(step, chosen.params | {"key": key, "id": id_}).first()
        if found is None:
            break
        keys.append((found[0], found[1]))
    rest = connection.execute(
        text(f"SELECT count(*) FROM elder e WHERE {chosen.where} AND (e.sort_key, e.id) > (:key, :id)"),
        chosen.params | {"key": keys[-1][0], "id": keys[-1][1]},
    ).scalar_one()
    return (len(keys) - 1) * _STRIDE + rest, keys


_PAGE_COLUMNS = """e.id, e.ref, e.full_name, e.birth_date, e.sex, e.unit_id, u.name AS unit_name, e."group", e.care_level, e.categories,
 e.phone, e.consent_on, e.consent_withdrawn_on,
 EXISTS (SELECT 1 FROM elder_spell s WHERE s.elder_id = e.id AND NOT s.removed
 AND (s.closed_on IS NULL OR s.closed_on > :today)) AS enrolled,
 (SELECT max(v.visited_at) FROM visit v WHERE v.elder_id = e.id AND v.outcome IN {effective} AND NOT v.removed) AS last_effective"""


def page(
    connection: Connection, chosen: Filter, keys: Sequence[tuple[str, bytes]], start: int, size: int, today: str
) -> Sequence[Row[Any]]:
    """Rows ``start`` to ``start + size`` of the default order, found from the nearest key."""
    key, id_ = keys[min(start // _STRIDE, len(keys) - 1)]
    columns = _PAGE_COLUMNS.format(effective=EFFECTIVE_SQL)
    statement = text(
        f"SELECT {columns} FROM (SELECT e.id AS found FROM elder e WHERE {chosen.where} AND (e.sort_key, e.id) > (:key, :id)"
        " ORDER BY e.sort_key, e.id LIMIT :size OFFSET :skip) JOIN elder e ON e.id = found LEFT JOIN unit u ON u.id = e.unit_id"
        " ORDER BY e.sort_key, e.id"
    )
    values = chosen.params | {"key": key, "id": id_, "size": size, "skip": start - min(start // _STRIDE, len(keys) - 1) * _STRIDE}
    return connection.execute(statement, values | {"today": today}).all()


def one(connection: Connection, elder_id: bytes) -> Row[Any] | None:
    """The row of one elder with the unit's code and name."""
    statement = "SELECT e.*, u.code AS unit_code, u.name AS unit_name FROM elder e LEFT JOIN unit u ON u.id = e.unit_id WHERE e.id = :id"
    return connection.execute(text(statement), {"id": elder_id}).first()


def spells(connection: Connection, elder_id: bytes) -> Sequence[Row[Any]]:
    """Enrolments of one elder, oldest first."""
    statement = "SELECT * FROM elder_spell WHERE elder_id = :id AND NOT removed ORDER BY enrolled_on, id"
    return connection.execute(text(statement), {"id": elder_id}).all()


def ids_by_name(connection: Connection, words: str, limit: int = 10) -> list[bytes]:
    """Elders whose name in matching form equals the words."""
    statement = text("SELECT elder_id FROM elder_search WHERE words LIKE :words ESCAPE '\\' LIMIT :limit")
    return [row[0] for row in connection.execute(statement, {"words": f"{_escaped(words)} %", "limit": limit})]
