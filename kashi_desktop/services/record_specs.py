"""How each register of facilities, training, volunteering and the plan lies in the store: where, by which key, with which links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Where = Literal["place", "village", "keeper", "shared", "office"]


@dataclass(frozen=True, slots=True)
class Link:
    """A column that names another record of the unit by its ledger number, and the field that holds its id."""

    column: str
    field: str
    register: str


@dataclass(frozen=True, slots=True)
class Spec:
    """One register.

    ``where`` its records lie: ``place`` any place by ``unit_code``, ``village`` only the lowest level, ``keeper`` the first of ``units``,
    ``shared`` with every office of the county (at a village: its own unit), ``office`` the office itself. ``natural`` are the stored
    fields by which a row without a number is known (domain.md §3). ``person`` registers reject a differing row without a number.
    """

    where: Where
    natural: tuple[str, ...]
    links: tuple[Link, ...] = ()
    person: bool = False

    @property
    def registers(self) -> tuple[str, ...]:
        """Registers that rows refer to."""
        return tuple(link.register for link in self.links)


SPECS: Mapping[str, Spec] = {
    "unit_profile": Spec("place", ("as_of",)),
    "facility": Spec("keeper", ("code", "valid_from")),
    "worker": Spec("village", ("full_name", "birth_date"), person=True),
    "course": Spec("shared", ("title", "starts_on", "organiser_level")),
    "attendance": Spec(
        "village", ("course_id", "worker_id"), (Link("course_ref", "course_id", "course"), Link("worker_ref", "worker_id", "worker"))
    ),
    "volunteer": Spec("village", ("full_name", "birth_date"), person=True),
    "activity": Spec("village", ("title", "starts_at")),
    "service": Spec(
        "village",
        ("volunteer_id", "activity_id"),
        (Link("volunteer_ref", "volunteer_id", "volunteer"), Link("activity_ref", "activity_id", "activity")),
    ),
    "survey": Spec("village", ("held_on",)),
    "project": Spec("office", ("name",)),
    "ledger_task": Spec("office", ("title",)),
    "holiday": Spec("shared", ("day",)),
    "definition": Spec("shared", ("key", "effective_from")),
}
"""Registers that one loader takes; elders, visits, needs and units have rules of their own."""
