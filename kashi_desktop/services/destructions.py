"""Erasing a person by law, and confirming what other offices destroy in numbers (exchange-rules.md, 34 and 35)."""

import hashlib

from sqlalchemy import Connection

from db.consents import ERASE
from db.journal import Change, heads_of
from db.queries import destructions as queries
from db.queries.destructions import ASKED, LOST, Mark
from db.queries.records import ids_with_ref
from db.queries.units import with_id
from db.registers.registry import REGISTERS
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.merge import REASON
from kashi_desktop.services.context import Context
from kashi_desktop.services.kept_marks import written_again
from kashi_desktop.services.stock import held_record
from kashi_desktop.services.typed import reason_given
from kashi_desktop.services.units import UnitScope
from kashi_desktop.services.validation import not_found
from kashi_desktop.sync.cards import device_code
from kashi_desktop.sync.consents import let_through
from kashi_desktop.sync.reading import load_directory
from kashi_desktop.sync.refusals import fault
from kashi_desktop.types.sync import Erased, PendingDestruction

PERSONS = tuple(each.name for each in REGISTERS.values() if each.subject == "id")
"""Registers of people: what is about one of them can be erased by law."""

_Asked = tuple[str, bytes, bytes]


class DestructionService:
    """What is destroyed for good, with its questions."""

    def __init__(self, context: Context) -> None:
        """Work on an open workspace."""
        self._context = context
        self._scope = UnitScope(context)

    def pending(self) -> tuple[PendingDestruction, ...]:
        """What another office, or a copy of this folder, destroys and a person here has not confirmed: until then it is hidden."""
        context = self._context
        with context.read() as connection:
            asked = self._asked(connection)
            units = {stream: with_id(connection, stream) for _, stream, _ in asked}
            devices = load_directory(connection).devices if asked else {}
        found = []
        for (why, stream, device), some in sorted(asked.items()):
            unit, known = units[stream], devices.get(device)
            who = known.name if known else context.parent.name if context.parent else ""
            code, name = (unit.code, unit.name) if unit else ("", "")
            since = min((each.since for each in some), default="")
            persons = len({each.person for each in some})
            found.append(PendingDestruction(_id(why, stream, device), code, name, device_code(device), who, why, persons, since))
        return tuple(found)

    def confirm(self, name: str) -> int:
        """Destroy what one question asks about, or write a lost mark again; returns how many persons. Errors: waiting_not_found."""
        context = self._context
        with context.write() as work:
            asked = {_id(*key): (key[0], some) for key, some in self._asked(work.connection).items()}
            if name not in asked:
                raise fault("waiting_not_found", code=name)
            why, some = asked[name]
            if why == "lost_mark":
                work.apply(written_again(work.connection, some, context.clock.today()))
            else:
                let_through(work.connection, context.keys.device_id, context.clock.today(), some)
            persons = len({each.person for each in some})
            work.audit("destruction_confirmed", count=persons)
        return persons

    def erase(self, register: str, ref: str, unit_code: str, reason: str) -> Erased:
        """Destroy everything that is kept about a person, here and at every office that the entry reaches; nothing brings it back.

        Errors: not_a_person, those of a reason, elder_not_found, record_not_found, ambiguous_ref, unit_out_of_scope.
        """
        if register not in PERSONS:
            raise KnownError(
                "not_a_person",
                QT_TRANSLATE_NOOP("errors", "只能依法删除人员登记（{registers}），没有任何改动。"),
                registers="、".join(PERSONS),
            )
        reason = reason_given(reason)
        context = self._context
        with context.write("erase") as work:
            connection = work.connection
            found = ids_with_ref(connection, register, [self._scope.one(connection, unit_code)], ref)
            known = held_record(connection, register, found[0]) if found else None
            if known is None:
                raise not_found("elder" if register == "elder" else "record")
            if len(found) > 1:
                raise KnownError(
                    "ambiguous_ref",
                    QT_TRANSLATE_NOOP("errors", "编号 {ref} 在本单位不止一个，没有任何改动。请先把重复的编号改开。"),
                    ref=ref,
                )
            work.about = person = known.id
            records = {record for record, _, _ in queries.records_of(connection, [person])}
            work.apply([Change(known.unit_id, register, ERASE, person, person, {REASON: reason}, heads_of(connection, person))])
            parts = let_through(connection, context.keys.device_id, context.clock.today())
        return Erased(len(records), parts)

    def _asked(self, connection: Connection) -> dict[_Asked, set[Mark]]:
        """The marks that wait for a person, by why, stream and author."""
        found: dict[_Asked, set[Mark]] = {}
        for _, each in queries.hiding(connection):
            if each.allowed == LOST and each.device != self._context.keys.device_id:
                found.setdefault(("lost_mark", each.stream, each.device), set()).add(each)
            elif each.allowed == ASKED and each.since:
                why = "own_copy" if each.device == self._context.keys.device_id else "destruction"
                found.setdefault((why, each.stream, each.device), set()).add(each)
        return found


def _id(why: str, stream: bytes, device: bytes) -> str:
    return hashlib.sha256(why.encode() + stream + device).hexdigest()[:12]
