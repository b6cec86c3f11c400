"""The units that a facility serves: codes as typed, ids as stored, so that a unit whose code changes keeps its share."""

from sqlalchemy import Connection

from db.queries.units import places
from kashi_desktop.rules.shares import format_units, store_units, stored_units
from kashi_desktop.rules.unit_codes import unit_id
from kashi_desktop.services.shipped import shipped_units
from kashi_desktop.types.register_inputs import CodeShare


class Places:
    """Codes and ids of places: those held here, else those of the shipped list."""

    def __init__(self, connection: Connection) -> None:
        """Read the table of units once."""
        self._ids: dict[str, bytes] = {row.code: row.id for row in places(connection)}
        self._codes = {id_: code for code, id_ in self._ids.items()}
        self._shipped: dict[str, bytes] = {}

    def id_of(self, code: str) -> bytes | None:
        """The id of a code, None for one that nobody knows."""
        return self._ids.get(code) or self._beyond().get(code)

    def code_of(self, place: bytes) -> str:
        """The code of an id, empty for one that is unknown here."""
        if place not in self._codes:
            self._codes |= {id_: code for code, id_ in self._beyond().items() if id_ not in self._codes}
        return self._codes.setdefault(place, "")

    def _beyond(self) -> dict[str, bytes]:
        if not self._shipped:
            self._shipped = {row["code"]: unit_id(row["code"]) for row in shipped_units()}
        return self._shipped

    def stored(self, units: tuple[CodeShare, ...], first: str) -> str:
        """The cell as it is stored, the keeper first; every code must be known."""
        ordered = sorted(units, key=lambda each: each.code != first)
        return store_units((self.id_of(each.code) or b"", each.share) for each in ordered)

    def typed(self, stored: str) -> tuple[CodeShare, ...]:
        """The cell as it would be typed; places that are unknown here are left out."""
        return tuple(CodeShare(code, share) for place, share in stored_units(stored) if (code := self.code_of(place)))

    def shown(self, stored: str) -> str:
        """The text that ``load`` reads back."""
        return format_units(self.typed(stored))
