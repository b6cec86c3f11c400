"""What a register is declared with: its columns with their limits, what the house knows of each, and how the records lie and merge.

A register is one class of columns (an SQLModel, frozen: the input that typing is checked by) and one ``Register`` beside it, in one file
under ``db/registers``. Table, wire form, cells, template, form, list and dictionary all derive from the two.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from types import UnionType
from typing import Annotated, Any, Literal, Self, Union, get_args, get_origin, get_type_hints

from annotated_types import Ge, Gt, Le, MaxLen
from pydantic import BaseModel, StringConstraints
from pydantic.fields import FieldInfo
from sqlalchemy import Column as TableColumn
from sqlalchemy import Index
from sqlmodel import Field as SqlField
from sqlmodel import SQLModel

from db.codes import Code, UnitLevel
from db.field_types import Cell
from db.forbidden import must_not_exist

WireType = Literal["text", "int", "bool", "ref", "day", "minute"]
Streams = Literal["unit", "common", "any", "office"]
Where = Literal["place", "village", "keeper", "shared", "office", "self"]
Basis = Literal["duty", "consent"]
Words = type[Code]
Who = Literal["keeper", "parent", "both", "organiser", "office", "program"]

KEEP_PLACE = "长期保留（不含个人信息）"
KEEP_PERSON = "注销或离开后 3 年删除，只留不含个人信息的合计"
KEEP_STAFF = "离职后 3 年删除，只留不含个人信息的合计"
SEES_ALL = "村（社区）、县、地区"
SEES_PERSON = "本村（社区）经办人和县级经办人"
UNIT_PURPOSE = "确定记录属于哪个村（社区），汇总到乡镇和县"

EVERY_NUMBER = "every number"
REPORTED = "whether the unit has reported"
"""What entries may count for beside the numbers by their keys."""

EVERY_OFFICE = frozenset((UnitLevel.VILLAGE.value, UnitLevel.COUNTY.value, UnitLevel.PREFECTURE.value))
UNITS_AND_COUNTY = frozenset((UnitLevel.VILLAGE.value, UnitLevel.COUNTY.value))
COUNTY_AND_ABOVE = frozenset((UnitLevel.COUNTY.value, UnitLevel.PREFECTURE.value))
COUNTY_ALONE = frozenset((UnitLevel.COUNTY.value,))


class Columns(SQLModel):
    """Base of all inputs: frozen, and an unknown key is a fault rather than silently lost."""

    model_config = {"frozen": True, "extra": "forbid"}

    # Made and checked by pydantic alone: SQLModel's own ways copy all values once more for relations, which an input has none of.
    __init__ = BaseModel.__init__

    def __new__(cls, **values: Any) -> Self:
        """As pydantic's own."""
        return object.__new__(cls)

    @classmethod
    def model_validate(cls, obj: Any, **how: Any) -> Self:
        """As pydantic's own."""
        made: Self = cls.__pydantic_validator__.validate_python(obj, **how)
        return made


@dataclass(frozen=True, slots=True)
class WireField:
    """One field on the wire and the column of the same name; ``default`` is not written in a creating entry.

    ``words`` are those that a text may be; ``day`` and ``minute`` are ISO texts. A person settles conflicts on a ``decide`` field.
    ``longest``: characters of a text whose column says nothing of it.
    """

    key: str
    type: WireType = "text"
    default: str | int | bool | None = None
    words: Words | None = None
    nullable: bool = True
    decide: bool = False
    longest: int | None = None


@dataclass(frozen=True, slots=True)
class _Said:
    """What a declaration says of one column beside its type."""

    label: str
    purpose: str
    required: bool
    basis: Basis
    keep: str
    who_sees: str
    cell: str
    decide: bool
    set_by: Who
    wire_default: str | bool | None
    nullable: bool | None
    kept_as: tuple[WireField, ...] | None
    also: tuple[WireField, ...]
    names: str
    research: str


def column(
    label: str,
    purpose: str = "",
    *,
    default: Any = ...,
    required: bool | None = None,
    basis: Basis = "duty",
    keep: str = "",
    who_sees: str = "",
    cell: str = "",
    decide: bool = False,
    set_by: Who = "both",
    wire_default: str | bool | None = None,
    nullable: bool | None = None,
    kept_as: tuple[WireField, ...] | None = None,
    also: tuple[WireField, ...] = (),
    names: str = "",
    research: str = "",
) -> Any:
    """One column of a register.

    ``required``: a new record needs it (default: it has no default). ``basis`` consent: kept only with the person's consent. ``decide``: a
    conflict on it is settled by a person. ``set_by``: whose entries may set it. ``kept_as``: what is stored instead of the typed value, ()
    for nothing; ``also``: stored beside it and never typed. ``names``: the register whose record its number names. ``research``: the
    column of the research extract that it goes into, coarsened; "" never.
    """
    needed = default is ... if required is None else required
    said = _Said(
        label, purpose, needed, basis, keep, who_sees, cell, decide, set_by, wire_default, nullable, kept_as, also, names, research
    )  # fmt: skip
    return SqlField(default=default, schema_extra={"json_schema_extra": {"column": said}})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a text may be, of a list each of its texts; the smallest and largest number, or the earliest day."""

    max_length: int | None = None
    least: int | Decimal | date | None = None
    most: int | Decimal | date | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """One typed column: its key, its line of the data dictionary, its type and limits, and what is stored of it.

    ``cell`` names the kind of cell; ``codes`` are the words it may hold, ``multiple`` whether several; ``link`` is the register that it
    names by number, ``research`` the column of the research extract that it goes into.
    """

    key: str
    label: str
    required: bool
    purpose: str
    basis: Basis
    keep: str
    who_sees: str
    cell: str
    codes: type[Code] | None
    multiple: bool
    limits: Limits
    set_by: Who
    wire: tuple[WireField, ...]
    link: str
    research: str

    @property
    def consent(self) -> bool:
        """Whether it is kept only with the person's consent."""
        return self.basis == "consent"


@dataclass(frozen=True, slots=True)
class Link:
    """A column that names another record by its ledger number, and the field that holds its id."""

    column: str
    field: str
    register: str
    required: bool


@dataclass(frozen=True, eq=False)
class Register:
    """One synced register.

    ``fields`` is its class of columns. ``where`` its records lie: ``place`` any place by ``unit_code``, ``village`` only the lowest level,
    ``keeper`` the first of ``units``, ``shared`` in the office's common stream, ``office`` the office itself, ``self`` a place is its
    own. ``streams`` says where entries may arrive: in a unit's stream, in a common one, in either, or nowhere.
    ``natural`` are the stored fields by which a row without a number is known (domain.md §3); ``known_by`` the column at which a doubt
    about it is told.
    ``person``: its rows are people, and a differing row without a number is a question. ``event``: merges as whole versions.
    ``subject`` names the field with the person's id, ``"id"`` when the record is the person. ``kept_at``: levels of the offices that
    write it; ``order``: its place among those that people fill in, 0 for one that nobody does. ``created_by``: whose entries may create.
    ``counts_for``: the numbers that its entries change. ``checks``: names of the checks across columns, in rules. ``also``: fields that are
    stored and never typed. ``derived``: columns of the table that never travel; ``indexes`` of the table.
    """

    name: str
    label: str
    fields: type[Columns]
    where: Where
    natural: tuple[str, ...]
    kept_at: frozenset[str]
    order: int = 0
    streams: Streams = "unit"
    created_by: Who = "both"
    version: int = 1
    event: bool = False
    person: bool = False
    subject: str | None = None
    known_by: str = ""
    counts_for: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    keep: str = KEEP_PERSON
    who_sees: str = SEES_PERSON
    also: tuple[WireField, ...] = ()
    derived: tuple[TableColumn[Any], ...] = ()
    indexes: tuple[Index, ...] = ()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The typed columns in the order of template and form."""
        hints = get_type_hints(self.fields, include_extras=True)
        return tuple(_column(self, key, hints[key], info) for key, info in self.fields.model_fields.items())

    @cached_property
    def by_key(self) -> Mapping[str, Column]:
        """The columns by key."""
        return {each.key: each for each in self.columns}

    @cached_property
    def required(self) -> tuple[str, ...]:
        """Keys of the columns that a new record needs."""
        return tuple(each.key for each in self.columns if each.required)

    @cached_property
    def wire(self) -> tuple[WireField, ...]:
        """The fields on the wire, in the order of the table."""
        return tuple(field for each in self.columns for field in each.wire) + self.also

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """Keys of the fields on the wire."""
        return tuple(each.key for each in self.wire)

    @cached_property
    def defaults(self) -> tuple[tuple[str, Any], ...]:
        """(key, value that a creating entry leaves out) of each field."""
        return tuple((each.key, each.default) for each in self.wire)

    @cached_property
    def decide(self) -> frozenset[str]:
        """Fields whose conflicts a person at the county settles."""
        return frozenset(each.key for each in self.wire if each.decide)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """The columns that name other records."""
        return tuple(Link(each.key, each.wire[0].key, each.link, each.required) for each in self.columns if each.link)

    @cached_property
    def private(self) -> frozenset[str]:
        """Fields on the wire that are kept only with the person's consent; they travel in a part of their own."""
        return frozenset(field.key for each in self.columns if each.consent for field in each.wire)

    @cached_property
    def set_by(self) -> Mapping[str, Who]:
        """Whose entries may set each field on the wire; those that no column names, whoever may write the record."""
        return {field.key: each.set_by for each in self.columns for field in each.wire}

    @cached_property
    def by_duty(self) -> frozenset[str]:
        """Fields on the wire that need no consent."""
        return frozenset(self.keys) - self.private

    @cached_property
    def consent(self) -> tuple[str, ...]:
        """Keys of the columns that are kept only with the person's consent."""
        return tuple(each.key for each in self.columns if each.consent)


def _column(register: Register, key: str, hint: Any, info: FieldInfo) -> Column:
    said: Any = info.json_schema_extra and dict(info.json_schema_extra).get("column")  # type: ignore[arg-type]  # column() gives a mapping
    if not isinstance(said, _Said):
        raise TypeError(f"{register.name}.{key} is not declared with column()")
    if must_not_exist(key, said.label):
        raise ValueError(f"{register.name}.{key} ({said.label}) must not exist, see domain.md part 1")
    kind, marks, optional = _below(hint)
    several = get_origin(kind) is tuple
    member = get_args(kind)[0] if several else kind
    codes = member if isinstance(member, type) and issubclass(member, Code) else None
    named = [each.kind for each in marks if isinstance(each, Cell)]
    cell = said.cell or (named[-1] if named else "") or (f"{codes.__name__}{'s' if several else ''}" if codes else "text")
    stored = said.kept_as if said.kept_as is not None else (_stored(key, kind, codes if not several else None, said, optional),)
    return Column(
        key,
        said.label,
        said.required,
        said.purpose,
        said.basis,
        said.keep or register.keep,
        said.who_sees or register.who_sees,
        cell,
        codes,
        several and (codes is not None or cell == "people"),
        _limits(marks) if not several else Limits(),
        said.set_by,
        stored + said.also,
        said.names,
        said.research,
    )


def _stored(key: str, kind: Any, words: type[Code] | None, said: _Said, optional: bool) -> WireField:
    if said.names:
        return WireField(f"{key.removesuffix('_ref').removesuffix('_code')}_id", "ref", nullable=not said.required)
    types: Mapping[Any, WireType] = {bool: "bool", int: "int", date: "day", datetime: "minute", bytes: "ref"}
    default = said.wire_default
    nullable = said.nullable if said.nullable is not None else default is None and (optional or not said.required)
    return WireField(key, types.get(kind, "text"), default, words, nullable, said.decide)


def _below(hint: Any) -> tuple[Any, list[object], bool]:
    """The plain type of a hint, every mark on the way to it, and whether it may be None."""
    marks: list[object] = []
    optional = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *found = get_args(hint)
            marks = [*_spread(found), *marks]
        elif origin in (Union, UnionType):
            optional = True
            hint = next(each for each in get_args(hint) if each is not type(None))
        else:
            return hint, marks, optional


def _spread(marks: Sequence[object]) -> Iterator[object]:
    for mark in marks:
        if isinstance(mark, FieldInfo):
            yield from mark.metadata
        else:
            yield mark


def _limits(marks: Sequence[object]) -> Limits:
    longest = [each.max_length for each in marks if isinstance(each, MaxLen | StringConstraints | Cell) and each.max_length is not None]
    # Numbers that must be greater than 0 have two places.
    least: list[Any] = [each.ge for each in marks if isinstance(each, Ge)] + [_CENT for each in marks if isinstance(each, Gt)]
    most: list[Any] = [each.le for each in marks if isinstance(each, Le)]
    bounds = [next((each for each in found if isinstance(each, int | Decimal | date)), None) for found in (least, most)]
    return Limits(longest[0] if longest else None, *bounds)


_CENT = Decimal("0.01")
