"""Which places a request for numbers means."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from kashi_desktop.rules.definition_versions import Definition
from kashi_desktop.rules.numbers.world import Place
from kashi_desktop.rules.unit_codes import level_of
from kashi_desktop.services.context import Context
from kashi_desktop.services.number_world import load_places
from kashi_desktop.services.units import UnitScope


@dataclass(frozen=True)
class NumberScope:
    """A place of which numbers are asked, and all places that the office knows.

    ``prefix`` are the digits that the codes in it begin with; ``whole``: whether it is the office's own.
    """

    code: str
    prefix: str
    whole: bool
    level: str
    places: Mapping[bytes, Place]

    @staticmethod
    def of(context: Context, connection: Connection, unit_code: str) -> "NumberScope":
        """The place of a request, blank for the office's own. Errors: unit_out_of_scope, unit_not_found."""
        prefix = UnitScope(context).prefix(connection, unit_code)
        own = context.office.unit_code
        code = unit_code or own
        places = {each.id: each for each in load_places(connection)}
        return NumberScope(code, prefix, code == own, context.office.level if code == own else level_of(code).value, places)

    @cached_property
    def inside(self) -> Mapping[bytes, Place]:
        """The place itself and those that lie in it, by code."""
        return {id_: each for id_, each in self.places.items() if each.code.startswith(self.prefix)}

    def judges(self, definition: Definition) -> bool:
        """Whether this level holds the number against its target."""
        return definition.judged_at in ("", self.level)
