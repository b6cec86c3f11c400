"""Places of the administrative line and their yearly figures."""

from typing import ClassVar

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field

from db.models.base import Synced


class Unit(Synced, table=True):
    """A place; its id never changes, its code may. ``unit_id`` repeats the id."""

    __tablename__ = "unit"
    __table_args__ = (Index("unit_code", "code"), Index("unit_parent", "parent_id"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "unit"

    code: str
    name: str
    level: str
    kind: str | None = None
    parent_id: bytes | None = Field(default=None, sa_type=LargeBinary(16))
    urban_rural_class: str | None = None
    active: bool = True


class UnitProfile(Synced, table=True):
    """Figures of a unit at one date."""

    __tablename__ = "unit_profile"
    __table_args__ = (Index("unit_profile_unit", "unit_id", "as_of"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "unit_profile"

    as_of: str
    households: int | None = None
    resident_population: int | None = None
    urban_resident_population: int | None = None
    social_organisations: int | None = None
    proxy_service: bool | None = None
    social_work_station: bool | None = None
    elder_care_land_m2: str | None = None
