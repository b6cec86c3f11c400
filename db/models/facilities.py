"""Facilities, each row one span of a facility's history."""

from typing import ClassVar

from sqlalchemy import Index

from db.models.base import Synced


class Facility(Synced, table=True):
    """A facility as it is from ``valid_from`` to ``valid_to``; a later row of the same code and keeper replaces it from its day on.

    ``units`` are the places it serves, ``hex id[:share]`` joined by ``;``, the keeper first; areas are decimal text in m².
    """

    __tablename__ = "facility"
    __table_args__ = (Index("facility_unit", "unit_id", "code", "valid_from"), {"sqlite_with_rowid": False})
    register_name: ClassVar[str] = "facility"

    code: str
    name: str
    kind: str
    units: str
    year_built: int | None = None
    tenure: str | None = None
    building_area_m2: str
    activity_area_m2: str | None = None
    area_source: str | None = None
    hours: str | None = None
    barrier_free: bool | None = None
    age_friendly: bool | None = None
    child_friendly: bool | None = None
    kiosk: str | None = None
    kiosk_broken_on: str | None = None
    status: str
    valid_from: str
    valid_to: str | None = None
