"""Versions of a record as people read them: who, when, on which laptop, what and why."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection

from db.declaring import Column
from db.queries.journal import authors_of
from db.registers.registry import REGISTERS
from kashi_desktop.rules.id_numbers import mask_last2
from kashi_desktop.rules.merge import REASON, heads_of, in_order
from kashi_desktop.rules.registers import kind_of
from kashi_desktop.services.places import Places
from kashi_desktop.sync.cards import device_code
from kashi_desktop.sync.projection import load_nodes
from kashi_desktop.types.clock import civil
from kashi_desktop.types.results import Version

_HIDDEN = frozenset(
    {REASON, "consent_id", "consents_ended", "id_hmac", "id_key", "id_disagrees"}
    | {f"{each}_id" for each in ("elder", "visit", "parent", "worker", "course", "volunteer", "activity", "place")}
)


_UNTYPED = {"consent_withdrawn_on": "撤回同意日期"}
"""Labels of what is kept and never typed; a person reads them on paper."""


def _column(register: str, key: str) -> Column | None:
    known = REGISTERS.get(register)
    return known.by_key.get("id_number" if key == "id_last2" else key) if known else None


def _in_order(register: str, fields: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The fields as people know them from form and template, those of newer programs behind; an entry has them in the order of bytes."""
    known = REGISTERS[register].keys if register in REGISTERS else ()
    return [(key, fields[key]) for key in dict.fromkeys((*known, *fields)) if key in fields]


def _shown(column: Column | None, key: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if key == "id_last2":
        return mask_last2(str(value))
    words = dict(kind_of(column).choices) if column else {}
    return "、".join(words.get(part, part) for part in str(value).split(";")) if words else str(value)


def _change(connection: Connection, column: Column | None, key: str, before: Any, after: Any) -> tuple[str, str, str]:
    if key == "units":
        places = Places(connection)
        before, after = (places.shown(each) if each else None for each in (before, after))
    if key == "same_as":
        return "与另一份登记是同一个人", _shown(None, key, before is not None), _shown(None, key, after is not None)
    return column.label if column else _UNTYPED.get(key, key), _shown(column, key, before), _shown(column, key, after)


def versions(connection: Connection, record: bytes, private: Collection[str] = ()) -> tuple[Version, ...]:
    """Versions of a record, oldest first; ``current`` marks those that no other version has seen.

    ``private``: fields whose values are not shown, because the elder's consent is missing.
    """
    entries = load_nodes(connection, [record]).get(record)
    if entries is None:
        return ()
    authors, heads = authors_of(connection, record), set(heads_of(entries.nodes))
    state: dict[str, Any] = {}
    found = []
    for node in in_order(entries.nodes):
        wall, who = authors[node.name]
        fields = dict(node.fields or {})
        changes = tuple(
            _change(connection, _column(entries.register, key), key, state.get(key), value)
            for key, value in _in_order(entries.register, fields)
            if key not in _HIDDEN and key not in private
        )
        state.update(fields)
        found.append(
            Version(
                node.name.hex(),
                civil(wall),
                who,
                device_code(node.place[0]),
                node.op,
                fields.get(REASON),
                changes,
                node.name in heads,
            )
        )
    return tuple(found)
