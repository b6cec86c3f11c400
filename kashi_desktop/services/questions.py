"""Questions between a county and its units: found, asked, answered, settled. A question is a question, never an accusation or a mark.

It names records by their id and copies no value of a person; it rides in the receipt and comes back answered in the next package.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row

from db.codes import QuestionKind, QuestionStatus
from db.journal import Change, creation, heads_of
from db.queries import questions as queries
from db.queries.units import all_units
from db.streams import new_id
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.shares import stored_units
from kashi_desktop.services.context import Context
from kashi_desktop.services.register_hooks import PLAUSIBLE_M2
from kashi_desktop.services.rows import day
from kashi_desktop.services.same_person import Doubt, doubtful
from kashi_desktop.services.typed import LONGEST, sentence_given
from kashi_desktop.services.validation import not_found
from kashi_desktop.types.county import QuestionItem

NOTE_LENGTH = 6
NOTE_TIMES = 5
"""A note of some length that stands at so many visits of one unit in one month is asked about."""
NOTE_DAYS = 120
EQUAL = 20
"""More equal questions to one unit are one: whoever makes thousands of records that raise one costs a reader a line."""
NAMED = 5
"""Records that such a question names."""


Found = tuple[QuestionKind, str, Row[Any] | Doubt]


class QuestionService:
    """Questions to units; at a village those that it was asked."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context

    def find(self) -> tuple[QuestionItem, ...]:
        """What might be asked and was not asked yet, by unit; nothing is written."""
        with self._context.read() as connection:
            asked, of_all = queries.asked(connection), queries.asked_of_all(connection)
            units = {row.id: row for row in all_units(connection)}
            found: dict[tuple[bytes, QuestionKind, str], dict[tuple[bytes, ...], None]] = {}
            for kind, register, row in self._found(connection):
                other = getattr(row, "other", None)
                key = (kind.value, row.id, other)
                if key not in asked and row.unit_id in units and (row.unit_id, kind.value, register) not in of_all:
                    records = tuple(each for each in (row.id, other) if each)
                    found.setdefault((row.unit_id, kind, register), {})[records] = None
            items = [
                item
                for (unit, kind, register), equal in found.items()
                for item in _items(connection, kind, units[unit], register, list(equal))
            ]
        return tuple(sorted(items, key=lambda each: (each.unit_code, each.kind, each.refs)))

    def _found(self, connection: Connection) -> Iterator[Found]:
        since = (self._context.clock.today() - timedelta(days=NOTE_DAYS)).isoformat()
        yield from ((QuestionKind.BIRTH_DATE_ID, "elder", row) for row in queries.disagreeing(connection))
        yield from ((QuestionKind.POSSIBLE_DUPLICATE, "elder", row) for row in queries.same_persons(connection))
        yield from ((QuestionKind.POSSIBLE_DUPLICATE, "worker", row) for row in doubtful(connection))
        yield from ((QuestionKind.POSSIBLE_DUPLICATE, "facility", row) for row in queries.same_codes(connection) if _share_a_unit(row))
        yield from ((QuestionKind.IMPLAUSIBLE_AREA, "facility", row) for row in queries.implausible_areas(connection, PLAUSIBLE_M2))
        notes = queries.repeated_notes(connection, since, NOTE_LENGTH, NOTE_TIMES)
        yield from ((QuestionKind.REPEATED_NOTES, "visit", row) for row in notes)

    def ask(self, items: Sequence[QuestionItem], words: str = "") -> int:
        """Put questions into the streams of their units, none twice; returns how many. Errors: not_an_office, too_long, bad_text."""
        if self._context.is_village:
            raise KnownError("not_an_office", QT_TRANSLATE_NOOP("errors", "核对问题由县（市）发出，没有任何改动。"))
        words = sentence_given(words)
        today = self._context.clock.today().isoformat()
        with self._context.write("ask_questions") as work:
            asked = queries.asked(work.connection)
            of_all = queries.asked_of_all(work.connection)
            fresh = [item for item in items if (_key(item) not in asked if item.record_ids else _of_all(item) not in of_all)]
            work.apply(
                [
                    creation(
                        item.unit_id,
                        "question",
                        new_id(item.unit_id),
                        None,
                        {
                            "kind": item.kind.value,
                            "about": item.register or None,
                            "record_id": item.record_ids[0].hex() if item.record_ids else None,
                            "other_id": item.record_ids[1].hex() if len(item.record_ids) > 1 else None,
                            "text": _said(item, words) or None,
                            "asked_on": today,
                        },
                    )
                    for item in fresh
                ]
            )
        return len(fresh)

    def answer(self, question: bytes, words: str) -> None:
        """Answer a question; the answer rides in the next package. Errors: question_not_found, answer_missing, too_long, bad_text."""
        words = sentence_given(words)
        if not words:
            raise KnownError("answer_missing", QT_TRANSLATE_NOOP("errors", "答复是空的，没有任何改动。请写一句核对的结果。"))
        fields = {"answer": words, "answered_on": self._context.clock.today().isoformat(), "status": QuestionStatus.ANSWERED.value}
        self._change("answer_question", (question,), lambda row: fields)

    def settle(self, *questions: bytes) -> None:
        """Close questions, answered or not, all or none. Errors: question_not_found."""
        self._change("settle_question", questions, lambda row: {"status": QuestionStatus.SETTLED.value})

    def ask_again(self, question: bytes, words: str) -> None:
        """Put an answered question back with further words. Errors: question_not_found, too_long, bad_text."""
        words = sentence_given(words)
        self._change("ask_questions", (question,), lambda row: {"status": QuestionStatus.OPEN.value, "text": words or row.text})

    def _change(self, event: str, questions: Sequence[bytes], fields: Callable[[Row[Any]], dict[str, Any]]) -> None:
        with self._context.write(event, questions[0] if len(questions) == 1 else None) as work:
            changes = []
            for question in questions:
                row = queries.one(work.connection, question)
                if row is None:
                    raise not_found("question")
                changed = {key: value for key, value in fields(row).items() if getattr(row, key) != value}
                if changed:
                    seen = heads_of(work.connection, question)
                    changes.append(Change(bytes(row.unit_id), "question", "update", question, None, changed, seen))
            work.apply(changes)

    def list(self, status: QuestionStatus | None = None, unit_code: str = "") -> tuple[QuestionItem, ...]:
        """Questions by the day they were asked, of one status or all, of one unit or all."""
        with self._context.read() as connection:
            return tuple(_asked(connection, row) for row in queries.asked_by(connection, status.value if status else "", unit_code))

    def open_count(self) -> int:
        """How many still wait: at a village for its answer, at a county to be looked at."""
        status = QuestionStatus.OPEN if self._context.is_village else QuestionStatus.ANSWERED
        with self._context.read() as connection:
            return queries.count(connection, status.value)


def _key(item: QuestionItem) -> tuple[str, bytes, bytes | None]:
    return item.kind.value, item.record_ids[0], item.record_ids[1] if len(item.record_ids) > 1 else None


def _share_a_unit(row: Row[Any]) -> bool:
    """Whether two facilities serve a unit both: one code alone means nothing, each unit numbers its own."""
    places = {place for place, _ in stored_units(row.units)}
    return any(place in places for place, _ in stored_units(row.other_units))


def _of_all(item: QuestionItem) -> tuple[bytes, str, str]:
    return item.unit_id, item.kind.value, item.register


def _said(item: QuestionItem, words: str) -> str:
    """The asker's words; where a question stands for many, how many they are and the first of them as well."""
    if item.times == 1:
        return words or item.text
    told = (f"{words} 共 {item.times} 处：{'、'.join(item.refs[:named])}".strip(" ：") for named in range(len(item.refs), -1, -1))
    return next((each for each in told if len(each) <= LONGEST), words)


def _items(
    connection: Connection, kind: QuestionKind, unit: Row[Any], register: str, found: Sequence[Sequence[bytes]]
) -> list[QuestionItem]:
    """One question for each of the equal ones, or one for all where they are many."""

    def item(records: Sequence[bytes], named: Sequence[bytes], times: int) -> QuestionItem:
        refs, place = queries.refs(connection, register, named), (unit.id, unit.code, unit.name)
        return QuestionItem(None, kind, *place, register, refs, tuple(records), "", None, "", None, QuestionStatus.OPEN, times)

    if len(found) > EQUAL:
        return [item((), [records[0] for records in found[:NAMED]], len(found))]
    return [item(records, records, 1) for records in found]


def _asked(connection: Connection, row: Row[Any]) -> QuestionItem:
    records = tuple(bytes(each) for each in (row.record_id, row.other_id) if each)
    return QuestionItem(
        bytes(row.id),
        QuestionKind(row.kind),
        bytes(row.unit_id),
        row.code,
        row.name,
        row.about or "",
        queries.refs(connection, row.about or "", records),
        records,
        row.text or "",
        day(row.asked_on),
        row.answer or "",
        day(row.answered_on),
        QuestionStatus(row.status),
    )
