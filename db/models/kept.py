"""Numbers kept so that a board opens at once, and the marks of what must be counted anew."""

from sqlalchemy import Index, LargeBinary
from sqlmodel import Field, SQLModel


class KeptFact(SQLModel, table=True):
    """A number kept so that the board opens at once; filled from the registers, never travels, never the truth."""

    __tablename__ = "kept_fact"
    __table_args__ = (Index("kept_fact_period", "period", "indicator"), {"sqlite_with_rowid": False})

    unit_id: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    period: str = Field(primary_key=True)
    indicator: str = Field(primary_key=True)
    definition: str = Field(primary_key=True)
    numerator: str
    denominator: str
    complete: bool


class Stale(SQLModel, table=True):
    """A place and month whose kept numbers must be counted anew; month ``""`` means all of them, ``register`` says what changed."""

    __tablename__ = "stale"
    __table_args__ = {"sqlite_with_rowid": False}

    unit_id: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    register_name: str = Field(primary_key=True, sa_column_kwargs={"name": "register"})
    month: str = Field(primary_key=True)
