"""The synced registers: which fields travel, in which table they are projected, and how they merge (sync.md §3)."""

from dataclasses import dataclass, field
from typing import Literal

FieldType = Literal["text", "int", "bool", "ref"]

COMMON = bytes.fromhex("6b617368695f636f6d6d6f6e00000000")
"""Stream of what every office of a county shares: units, definitions, targets, calendar."""

NO_SALT = bytes(16)
"""Salt of records that concern no person."""


@dataclass(frozen=True)
class Field:
    """One field on the wire and the column of the same name; ``default`` is not written in a creating entry."""

    key: str
    type: FieldType = "text"
    default: str | int | bool | None = None


@dataclass(frozen=True)
class Register:
    """One synced register; ``event`` registers merge as whole versions, the others field by field.

    ``subject`` names the field that holds the person's record id, ``"id"`` when the record is the person.
    ``decide`` lists the fields whose conflicts a person at the county settles.
    """

    name: str
    fields: tuple[Field, ...]
    version: int = 1
    event: bool = False
    subject: str | None = None
    decide: frozenset[str] = field(default_factory=frozenset)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the fields in the order of the table's columns."""
        return tuple(each.key for each in self.fields)


def _texts(*keys: str) -> tuple[Field, ...]:
    return tuple(Field(key) for key in keys)


UNIT = Register(
    "unit",
    (*_texts("code", "name", "level", "kind"), Field("parent_id", "ref"), Field("urban_rural_class"), Field("active", "bool", True)),
)
UNIT_PROFILE = Register(
    "unit_profile",
    (
        Field("as_of"),
        *(Field(key, "int") for key in ("households", "resident_population", "urban_resident_population", "social_organisations")),
        Field("proxy_service", "bool"),
        Field("social_work_station", "bool"),
        Field("elder_care_land_m2"),
    ),
)
ELDER = Register(
    "elder",
    (
        *_texts("ref", "full_name", "sex", "birth_date", "id_hmac", "id_last4", "id_disagrees", "id_key", "phone", "group", "address"),
        *_texts("contact_name", "contact_relation", "contact_phone", "categories", "care_level", "consent_on", "consent_withdrawn_on"),
        Field("home_visit_declined", "bool", False),
    ),
    subject="id",
    decide=frozenset({"full_name", "birth_date", "id_hmac", "categories", "care_level"}),
)
ELDER_SPELL = Register(
    "elder_spell",
    (Field("elder_id", "ref"), *_texts("enrolled_on", "closed_on", "closed_reason")),
    subject="elder_id",
    decide=frozenset({"closed_on", "closed_reason"}),
)
VISIT = Register(
    "visit",
    (
        *_texts("ref"),
        Field("elder_id", "ref"),
        *_texts("visited_at", "method", "outcome", "visitors", "visitor_role"),
        Field("minutes", "int"),
        *(
            Field(key, "text", "unknown")
            for key in ("health", "mood", "daily", "hygiene", "support", "gas", "electricity", "heating", "floor", "structure")
        ),
        *_texts("needs", "note"),
    ),
    event=True,
    subject="elder_id",
)
NEED = Register(
    "need",
    (
        Field("ref"),
        Field("elder_id", "ref"),
        Field("visit_id", "ref"),
        *_texts("kind", "action", "referral_to", "due_on"),
        Field("status", "text", "open"),
        Field("closed_on"),
    ),
    subject="elder_id",
)
ACCOUNT = Register("account", _texts("name", "role"))

REGISTERS = {each.name: each for each in (UNIT, UNIT_PROFILE, ELDER, ELDER_SPELL, VISIT, NEED, ACCOUNT)}
"""Every register this program projects; entries of others are kept in the journal and wait for a newer program."""

FLAG_CONFLICT = 1
"""Two laptops set one field to different values without seeing each other and a person must decide."""
FLAG_PROVISIONAL = 2
"""Two corrections of one event stand side by side; the later in order is shown."""
FLAG_REMOVAL_BEATEN = 4
"""A removal met a concurrent edit; the edit stands."""
