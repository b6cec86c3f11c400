"""Queries about elders; none of them commits."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Row, bindparam, select, text

from db.registers.registry import TABLES

EFFECTIVE_SQL = "('met', 'remote', 'hospital', 'emergency')"
"""Outcomes that count as having seen the person, as SQL (db.codes.EFFECTIVE)."""

Key = tuple[str, bytes]
"""Place in the default order: sort_key and id."""

_BEFORE_ALL: Key = ("", b"")
_STRIDE = 1000
_FEW = 50_000
_HELD = 20_000
_COUNT_ALL = text("SELECT count(*) FROM elder")
_STEP = text("SELECT e.sort_key, e.id FROM elder e WHERE (e.sort_key, e.id) > (:key, :id) ORDER BY e.sort_key, e.id LIMIT 1 OFFSET :skip")


@dataclass(frozen=True)
class Filter:
    """Conditions of a list of people as SQL over ``elder e``, with its parameters.

    ``whole`` leaves out removed and closed ones alone; ``walk`` are the conditions of a search as asked person by person, ``search`` as
    asked of ``elder_search x``; ``ids`` are those found, in order, when they are few enough to be held.
    """

    where: str
    params: dict[str, Any]
    whole: bool = False
    walk: str = ""
    search: str = ""
    ids: tuple[bytes, ...] | None = None


ORDERS = {
    "full_name": ("e.sort_key",),
    "ref": ("length(e.ref)", "e.ref"),
    "unit": ("(SELECT u.code FROM unit u WHERE u.id = e.unit_id)",),
    "group": ('length(e."group")', 'e."group"'),
    "care_level": ("CASE e.care_level WHEN 'high' THEN 0 WHEN 'medium' THEN 1 WHEN 'low' THEN 2 ELSE 3 END",),
    "seen": (f"(SELECT max(v.visited_at) FROM visit v WHERE v.elder_id = e.id AND v.outcome IN {EFFECTIVE_SQL} AND NOT v.removed)",),
}
"""What a list of people can be ordered by, as SQL."""


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
    whole = unit_ids is None and not care_level and not words
    if not words:
        return Filter(" AND ".join(parts), values, whole=whole)
    for index, word in enumerate(words):
        values[f"like{index}"] = f"%{_escaped(word)}%"
        if len(word) >= _TRIGRAM:
            values[f"match{index}"] = _quoted(word)
    found = " AND ".join(_word_condition(word, index) for index, word in enumerate(words))
    likes = " AND ".join(_LIKE.format(index) for index in range(len(words)))
    walk = [*parts, f"EXISTS (SELECT 1 FROM elder_search x WHERE x.elder_id = e.id AND {likes})"]
    parts.append(f"e.id IN (SELECT x.elder_id FROM elder_search x WHERE {found})")
    return Filter(" AND ".join(parts), values, walk=" AND ".join(walk), search=found)


_LIKE = "x.words LIKE :like{} ESCAPE '\\'"
_TRIGRAM = 3
"""The index finds parts of so many characters and more; shorter ones are looked for row by row."""


def _word_condition(word: str, index: int) -> str:
    if len(word) < _TRIGRAM:
        return _LIKE.format(index)
    return f"x.id IN (SELECT rowid FROM elder_search_fts WHERE elder_search_fts MATCH :match{index})"


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def those(ids: Sequence[bytes]) -> Filter:
    """Some people by their ids, without those that were removed, in the default order."""
    names = ", ".join(f":i{index}" for index in range(len(ids)))
    return Filter(f"NOT e.removed AND e.id IN ({names})", {f"i{index}": each for index, each in enumerate(ids)})


def open_pages(connection: Connection, chosen: Filter) -> tuple[int, list[Key], Filter]:
    """(count, key before every 1,000th row, filter for the pages), so that any page is reached quickly."""
    if chosen.whole and (found := _anchors_of_all(connection, chosen)):
        return *found, chosen
    if chosen.search:
        return _open_search(connection, chosen)
    return *_anchors(connection, chosen), chosen


def open_ordered(connection: Connection, chosen: Filter, key: str, descending: bool) -> tuple[int, list[Key], Filter]:
    """The same in another order than that of names (``ORDERS``): all are held, whoever is alike in the order of names."""
    order = ", ".join(f"{each} DESC" if descending else each for each in ORDERS[key])
    statement = text(f"SELECT e.id FROM elder e WHERE {chosen.where} ORDER BY {order}, e.sort_key, e.id")
    ids = tuple(bytes(row[0]) for row in connection.execute(statement, chosen.params))
    return len(ids), [_BEFORE_ALL], replace(chosen, ids=ids)


def _open_search(connection: Connection, chosen: Filter) -> tuple[int, list[Key], Filter]:
    """Few are fetched whole; many are counted, and the pages walk the order of names, where the next one is never far."""
    matched = connection.execute(text(f"SELECT count(*) FROM elder_search x WHERE {chosen.search}"), chosen.params).scalar_one()
    if matched > _HELD:
        count = connection.execute(text(f"SELECT count(*) FROM elder e WHERE {chosen.where}"), chosen.params).scalar_one()
        return count, [_BEFORE_ALL], replace(chosen, where=chosen.walk)
    rows = connection.execute(text(f"SELECT e.sort_key, e.id FROM elder e WHERE {chosen.where}"), chosen.params)
    ids = tuple(id_ for _, id_ in sorted((row[0], bytes(row[1])) for row in rows))
    return len(ids), [_BEFORE_ALL], replace(chosen, ids=ids)


def _anchors(connection: Connection, chosen: Filter) -> tuple[int, list[Key]]:
    statement = text(f"SELECT e.sort_key, e.id FROM elder e WHERE {chosen.where} ORDER BY e.sort_key, e.id")
    count, keys = 0, [_BEFORE_ALL]
    for count, row in enumerate(connection.execute(statement, chosen.params), 1):
        if count % _STRIDE == 0:
            keys.append((row[0], row[1]))
    if count and count % _STRIDE == 0:
        keys.pop()
    return count, keys


def _anchors_of_all(connection: Connection, chosen: Filter) -> tuple[int, list[Key]] | None:
    """The same for the whole register, from the index alone and the few who are not listed; None when they are not few.

    Looking at each person in the order of names touches the whole file at random: seven times the work.
    """
    unlisted = text(f"SELECT e.sort_key, e.id FROM elder e WHERE NOT ({chosen.where}) LIMIT {_FEW + 1}")
    hidden = sorted((row[0], bytes(row[1])) for row in connection.execute(unlisted, chosen.params))
    if len(hidden) > _FEW:
        return None
    total = connection.execute(_COUNT_ALL).scalar_one()
    keys, passed = [_BEFORE_ALL], 0
    while total - passed > _STRIDE:
        key, step = keys[-1], _STRIDE
        before = bisect_right(hidden, key)
        while True:
            row = connection.execute(_STEP, {"key": key[0], "id": key[1], "skip": step - 1}).first()
            if row is None:
                return total - len(hidden), keys
            reached = (row[0], bytes(row[1]))
            lacking = _STRIDE - (step - (bisect_right(hidden, reached) - before))
            if lacking == 0:
                break
            step += lacking
        keys.append(reached)
        passed += step
    return total - len(hidden), keys


_PAGE_COLUMNS = """e.id, e.ref, e.full_name, e.birth_date, e.sex, e.unit_id, u.name AS unit_name, e."group", e.care_level, e.categories,
 e.phone, e.consent_on, e.consent_withdrawn_on,
 EXISTS (SELECT 1 FROM elder_spell s WHERE s.elder_id = e.id AND NOT s.removed
 AND (s.closed_on IS NULL OR s.closed_on > :today)) AS enrolled,
 (SELECT max(v.visited_at) FROM visit v WHERE v.elder_id = e.id AND v.outcome IN {effective} AND NOT v.removed) AS last_effective"""


def page(
    connection: Connection, chosen: Filter, keys: Sequence[tuple[str, bytes]], start: int, size: int, today: str
) -> Sequence[Row[Any]]:
    """Rows ``start`` to ``start + size`` of the default order, found from the nearest key."""
    place: dict[bytes, int] = {}
    if chosen.ids is not None:
        part = chosen.ids[start : start + size]
        place = {each: number for number, each in enumerate(part)}
        names = ", ".join(f":i{index}" for index in range(len(part))) or "NULL"
        chosen = Filter(f"e.id IN ({names})", {f"i{index}": each for index, each in enumerate(part)})
        start, keys = 0, (_BEFORE_ALL,)
    keys = keys or (_BEFORE_ALL,)
    key, id_ = keys[min(start // _STRIDE, len(keys) - 1)]
    columns = _PAGE_COLUMNS.format(effective=EFFECTIVE_SQL)
    statement = text(
        f"SELECT {columns} FROM (SELECT e.id AS found FROM elder e WHERE {chosen.where} AND (e.sort_key, e.id) > (:key, :id)"
        " ORDER BY e.sort_key, e.id LIMIT :size OFFSET :skip) JOIN elder e ON e.id = found LEFT JOIN unit u ON u.id = e.unit_id"
        " ORDER BY e.sort_key, e.id"
    )
    values = chosen.params | {"key": key, "id": id_, "size": size, "skip": start - min(start // _STRIDE, len(keys) - 1) * _STRIDE}
    rows = connection.execute(statement, values | {"today": today}).all()
    return sorted(rows, key=lambda row: place[row.id]) if place else rows


def one(connection: Connection, elder_id: bytes) -> Row[Any] | None:
    """The row of one elder with the unit's code and name."""
    statement = "SELECT e.*, u.code AS unit_code, u.name AS unit_name FROM elder e LEFT JOIN unit u ON u.id = e.unit_id WHERE e.id = :id"
    return connection.execute(text(statement), {"id": elder_id}).first()


_SPELL = TABLES["elder_spell"]
_SPELLS = select(_SPELL).where(_SPELL.c.elder_id == bindparam("id"), ~_SPELL.c.removed).order_by(_SPELL.c.enrolled_on, _SPELL.c.id)


def spells(connection: Connection, elder_id: bytes) -> Sequence[Row[Any]]:
    """Enrolments of one elder, oldest first."""
    return connection.execute(_SPELLS, {"id": elder_id}).all()


def ids_by_name(connection: Connection, words: str, limit: int = 10) -> list[bytes]:
    """Elders whose name in matching form equals the words."""
    statement = text("SELECT elder_id FROM elder_search WHERE words LIKE :words ESCAPE '\\' LIMIT :limit")
    return [row[0] for row in connection.execute(statement, {"words": f"{_escaped(words)} %", "limit": limit})]
