"""Workers who stand on two rosters: found by name and birth date, confirmed by a person, counted once, and parted again if it was wrong."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row

from db.journal import Change, heads_of
from db.queries.persons import rosters
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.levels import check_may_write
from kashi_desktop.rules.names import matching_form
from kashi_desktop.rules.same_person import persons, told_apart
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.validation import not_found
from kashi_desktop.types.training import Namesake


class Doubt(NamedTuple):
    """A row that may be the same person as an earlier one."""

    id: bytes
    unit_id: bytes
    other: bytes


class SamePersonService:
    """Confirms which rows are one person (domain.md §3); a village sees its own roster, a county those of all its units."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def namesakes(self, worker_id: bytes) -> tuple[Namesake, ...]:
        """Rows that are the same person, and rows that may be: the same name and birth date and no other ID number.

        Errors: record_not_found.
        """
        with self._context.read() as connection:
            found = rosters(connection)
            row = _one(found, worker_id)
            person = persons(found)
        by_number = _by_number(found)
        return tuple(
            _namesake(each, person[bytes(each.id)] == person[worker_id], by_number[bytes(each.id)] == by_number[worker_id])
            for each in found
            if bytes(each.id) != worker_id and (person[bytes(each.id)] == person[worker_id] or _alike(row, each))
        )

    def confirm(self, worker_id: bytes, other_id: bytes) -> None:
        """Count two rows as one person from now on. Errors: register_not_here, record_not_found, not_alike."""
        check_may_write(self._context.office.level, "worker")
        with self._context.write("same_person", worker_id) as work:
            found = rosters(work.connection)
            row, other = _one(found, worker_id), _one(found, other_id)
            if not _alike(row, other):
                raise KnownError(
                    "not_alike",
                    QT_TRANSLATE_NOOP(
                        "errors", "两份登记的姓名、出生日期不同，或身份证号不同，不能算作同一个人，没有任何改动。请先核对并更正登记。"
                    ),
                )
            person = persons(found)
            if person[worker_id] != person[other_id]:
                work.apply([_linked(work.connection, _free(found, person, row), other_id)])

    def part(self, worker_id: bytes) -> None:
        """Count a row for itself again; what an ID number says stays. Errors: register_not_here, record_not_found."""
        check_may_write(self._context.office.level, "worker")
        with self._context.write("part_persons", worker_id) as work:
            found = rosters(work.connection)
            _one(found, worker_id)
            work.apply(
                [
                    _linked(work.connection, each, None)
                    for each in found
                    if each.same_as and worker_id in (bytes(each.id), bytes(each.same_as))
                ]
            )


def doubtful(connection: Connection) -> Iterator[Doubt]:
    """Workers on a roster who may be another one, confirmed neither by a number nor by a person; each beside the earliest."""
    found = rosters(connection)
    person = persons(found)
    alike: dict[tuple[str, str], list[Row[Any]]] = defaultdict(list)
    for row in found:
        if row.birth_date is not None and row.left_on is None:
            alike[matching_form(row.full_name), row.birth_date].append(row)
    for same in alike.values():
        first, *others = sorted(same, key=lambda row: bytes(row.id))
        for row in others:
            if person[bytes(row.id)] != person[bytes(first.id)] and not told_apart(first, row):
                yield Doubt(bytes(row.id), bytes(row.unit_id), bytes(first.id))


def _one(found: Iterable[Row[Any]], worker_id: bytes) -> Row[Any]:
    row = next((each for each in found if bytes(each.id) == worker_id), None)
    if row is None:
        raise not_found("record")
    return row


def _alike(one: Row[Any], other: Row[Any]) -> bool:
    born = one.birth_date is not None and one.birth_date == other.birth_date
    return born and matching_form(one.full_name) == matching_form(other.full_name) and not told_apart(one, other)


def _by_number(found: Sequence[Row[Any]]) -> dict[bytes, object]:
    """Who each row is by the ID number alone."""
    return {bytes(row.id): (row.id_key, row.id_hmac) if row.id_hmac else bytes(row.id) for row in found}


def _free(found: Sequence[Row[Any]], person: Mapping[bytes, bytes], row: Row[Any]) -> Row[Any]:
    """The row of a person that points at nobody yet, so that no earlier confirmation is lost; in a ring any will do."""
    same = [each for each in found if person[bytes(each.id)] == person[bytes(row.id)]]
    return next((each for each in (row, *same) if not each.same_as), row)


def _linked(connection: Connection, row: Row[Any], other: bytes | None) -> Change:
    record = bytes(row.id)
    fields = {"same_as": other.hex() if other else None}
    return Change(bytes(row.unit_id), "worker", "update", record, record, fields, heads_of(connection, record))


def _namesake(row: Row[Any], same: bool, by_number: bool) -> Namesake:
    born = rows.day(row.birth_date)
    return Namesake(bytes(row.id), row.ref, row.full_name, born.year if born else None, row.post, row.unit_name, same, by_number)
