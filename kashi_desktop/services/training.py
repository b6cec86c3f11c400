"""Use cases of training: courses with their counts, the sign-in sheet of a course, and who has had no training this year."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import COMPLETED, CourseMode, OrganiserLevel, Result
from db.queries import training as queries
from db.queries.persons import identities
from kashi_desktop.rules.names import initials
from kashi_desktop.rules.same_person import persons
from kashi_desktop.rules.training import Post
from kashi_desktop.services import rows
from kashi_desktop.services.context import Context
from kashi_desktop.services.records import RecordService
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.types.training import CourseRow, CourseTaken, ResultEntry, ResultsSaved, RosterLine, TrainingYear, WorkerLine

_COMPLETED = frozenset(each.value for each in COMPLETED)


class TrainingService:
    """Courses, attendance and the training year of the workers."""

    def __init__(self, context: Context, records: RecordService) -> None:
        """Work on an open workspace; results are kept through ``records``."""
        self._context = context
        self._records = records
        self._scope = UnitScope(context)

    def courses(self, unit_code: str = "") -> tuple[CourseRow, ...]:
        """Courses of a place and those shared by all, the newest first. Errors: unit_out_of_scope, unit_not_found."""
        with self._context.read() as connection:
            prefix = self._scope.prefix(connection, unit_code)
            counted = _results(connection, prefix)
            return tuple(_course(row, self._context.common, counted[bytes(row.id)]) for row in queries.courses(connection, prefix))

    def course(self, course_id: bytes, unit_code: str = "") -> CourseRow:
        """One course with its counts. Errors: record_not_found, unit_out_of_scope, unit_not_found."""
        with self._context.read() as connection:
            prefix = self._scope.prefix(connection, unit_code)
            results = _results(connection, prefix, course_id)[course_id]
            return _course(self._held(connection, prefix, course_id), self._context.common, results)

    def roster(self, course_id: bytes, unit_code: str = "") -> tuple[RosterLine, ...]:
        """The sign-in sheet: who is employed on a day of the course, and who has a result anyway; a person on two rosters once.

        A unit's own course is for its own people. Errors: record_not_found, unit_out_of_scope, unit_not_found.
        """
        with self._context.read() as connection:
            prefix = self._scope.prefix(connection, unit_code)
            course = self._held(connection, prefix, course_id)
            if course.unit_code is not None:
                prefix = course.unit_code
            first, last = date.fromisoformat(course.starts_on), date.fromisoformat(course.ends_on)
            results = {bytes(row.worker_id): row for row in queries.attendance_of(connection, course_id)}
            found = [
                row
                for row in queries.workers(connection, prefix)
                if bytes(row.id) in results or _post(row).active_within(first, last)
            ]  # fmt: skip
            person = persons(identities(connection))
            return tuple(_roster_line(same, results, first, last) for same in _by_person(found, person))

    def save_results(self, course_id: bytes, entries: Sequence[ResultEntry]) -> ResultsSaved:
        """Keep the changed lines of a sign-in sheet, all or none: new results, other results, and none where there was one.

        Errors: record_not_found, InvalidInput.
        """
        with self._context.read() as connection:
            self._held(connection, self._scope.prefix(connection, ""), course_id)
            held: dict[bytes, list[bytes]] = {}
            for row in queries.attendance_of(connection, course_id):
                held.setdefault(bytes(row.worker_id), []).append(bytes(row.id))
            units = {bytes(row.id): row.unit_code for row in queries.workers(connection, self._scope.prefix(connection, ""))}
        if any(each.worker_id not in units for each in entries):
            raise not_found("record")
        # Two laptops may have entered one person's result: the newest is the one that the sheet shows.
        forms = [
            (held.get(each.worker_id, [None])[-1], _cells(each, course_id, units[each.worker_id]))
            for each in entries
            if each.result is not None
        ]
        removed = [record for each in entries if each.result is None for record in held.get(each.worker_id, ())]
        if forms or removed:
            self._records.save_many("attendance", forms, removed=removed)
        added = sum(record is None for record, _ in forms)
        taken = sum(each.result is None and each.worker_id in held for each in entries)
        return ResultsSaved(added, len(forms) - added, taken)

    def year(self, unit_code: str = "", day: date | None = None) -> TrainingYear:
        """Who has had recognised training in the year up to a day (default today), each person once.

        Errors: unit_out_of_scope, unit_not_found.
        """
        day = day or self._context.clock.today()
        with self._context.read() as connection:
            prefix = self._scope.prefix(connection, unit_code)
            completed = {
                bytes(row.worker_id)
                for row in queries.completions(connection, f"{day.year:04d}-01-01", day.isoformat())
                if row.result in _COMPLETED
            }
            person = persons(identities(connection))
            active = [row for row in queries.workers(connection, prefix) if _post(row).active_on(day)]
        # A course taken as a worker of another unit counts for the same person here.
        trained = {person[each] for each in completed if each in person}
        people = [_once(same) for same in _by_person(active, person)]
        lately = [row for row in people if _post(row).is_new_on(day)]
        asked = [row for row in people if not _post(row).is_new_on(day)]
        lacking = [row for row in asked if person[bytes(row.id)] not in trained]
        return TrainingYear(
            day,
            len(asked) - len(lacking),
            len(asked),
            tuple(_worker_line(row, day) for row in lacking),
            tuple(_worker_line(row, day) for row in lately),
        )

    def courses_of(self, worker_id: bytes) -> tuple[CourseTaken, ...]:
        """All courses of one worker, those taken under another unit's roster included, the newest first."""
        with self._context.read() as connection:
            person = persons(identities(connection))
            ids = [each for each, who in person.items() if who == person.get(worker_id)]
            return tuple(_taken(row) for row in queries.courses_of(connection, ids)) if ids else ()

    def _held(self, connection: Connection, prefix: str, course_id: bytes) -> Row[Any]:
        found = queries.course(connection, prefix, course_id)
        if found is None:
            raise not_found("record")
        return found


def _known(kind: Any, value: str | None) -> Any:
    found = rows.codes(kind, value)
    return found[0] if found else None


def _flag(value: Any) -> bool | None:
    return None if value is None else bool(value)


def _course(row: Row[Any], common: bytes, results: Mapping[str, int]) -> CourseRow:
    entered = sum(results.values())
    return CourseRow(
        bytes(row.id),
        row.unit_code or "",
        row.unit_name or "",
        row.unit_code is None,
        bytes(row.unit_id) == common,
        row.ref,
        row.title,
        _known(OrganiserLevel, row.organiser_level),
        _known(CourseMode, row.mode),
        date.fromisoformat(row.starts_on),
        date.fromisoformat(row.ends_on),
        row.place or "",
        Decimal(row.hours),
        _flag(row.recognised),
        entered,
        entered - results.get(Result.ABSENT.value, 0),
        sum(results.get(each, 0) for each in _COMPLETED),
    )


def _post(row: Row[Any]) -> Post:
    return Post(date.fromisoformat(row.employed_on), rows.day(row.left_on), rows.day(row.leave_from), rows.day(row.leave_to))


def _results(connection: Connection, prefix: str, course_id: bytes | None = None) -> dict[bytes, Counter[str]]:
    """How many persons have each result, by course; a person on two rosters is one."""
    person = persons(identities(connection))
    counted: dict[bytes, Counter[str]] = defaultdict(Counter)
    for course, _, result in {
        (bytes(row.course_id), person[bytes(row.worker_id)], row.result)
        for row in queries.results_of_courses(connection, prefix, course_id)
    }:
        counted[course][result] += 1
    return counted


def _by_person(found: Iterable[Row[Any]], person: Mapping[bytes, bytes]) -> list[list[Row[Any]]]:
    """Rows by person, in the order of the first row of each."""
    same: dict[bytes, list[Row[Any]]] = {}
    for row in found:
        same.setdefault(person[bytes(row.id)], []).append(row)
    return list(same.values())


def _once(same: Sequence[Row[Any]]) -> Row[Any]:
    """The row that stands for a person: the post that began first."""
    return min(same, key=lambda row: (row.employed_on, bytes(row.id)))


def _born(row: Row[Any]) -> int | None:
    born = rows.day(row.birth_date)
    return born.year if born else None


def _roster_line(same: Sequence[Row[Any]], results: dict[bytes, Row[Any]], first: date, last: date) -> RosterLine:
    # The row under which the result was entered stands for the person, so that it is changed there and not entered twice.
    row = next((each for each in same if bytes(each.id) in results), _once(same))
    result = results.get(bytes(row.id))
    return RosterLine(
        bytes(row.id),
        row.unit_code,
        row.unit_name,
        row.ref,
        row.full_name,
        _born(row),
        row.post,
        _post(row).on_leave_throughout(first, last),
        tuple(each.unit_name for each in same if each is not row),
        _known(Result, result.result) if result else None,
        result.sessions_attended if result else None,
        (result.certificate_no or "") if result else "",
        initials(row.full_name),
    )


def _worker_line(row: Row[Any], day: date) -> WorkerLine:
    post = _post(row)
    return WorkerLine(
        bytes(row.id),
        row.unit_code,
        row.unit_name,
        row.ref,
        row.full_name,
        _born(row),
        row.post,
        post.employed_on,
        post.on_leave_on(day),
    )


def _taken(row: Row[Any]) -> CourseTaken:
    return CourseTaken(
        bytes(row.id),
        row.title,
        _known(OrganiserLevel, row.organiser_level),
        date.fromisoformat(row.ends_on),
        Decimal(row.hours),
        _flag(row.recognised),
        _known(Result, row.result),
        row.certificate_no or "",
    )


def _cells(entry: ResultEntry, course_id: bytes, unit_code: str) -> dict[str, str]:
    return {
        "unit_code": unit_code,
        "course_id": course_id.hex(),
        "worker_id": entry.worker_id.hex(),
        "sessions_attended": "" if entry.sessions is None else str(entry.sessions),
        "result": entry.result.value if entry.result else "",
        "certificate_no": entry.certificate_no,
    }
