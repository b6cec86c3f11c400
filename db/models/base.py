"""Columns shared by the projected tables."""

from typing import Any, ClassVar

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Text
from sqlmodel import Field, SQLModel


def blob(length: int, **options: Any) -> Any:
    """A binary column of a fixed length."""
    return Field(sa_column=Column(LargeBinary(length), **options))


def text(**options: Any) -> Any:
    """A nullable text column."""
    return Field(default=None, sa_column=Column(Text, **options))


class Synced(SQLModel):
    """A projected record: its register, the unit of its stream, and the marks that the merge leaves."""

    register_name: ClassVar[str]
    __table_args__: ClassVar[Any] = {"sqlite_with_rowid": False}

    id: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    unit_id: bytes = Field(sa_type=LargeBinary(16))
    removed: bool = Field(default=False, sa_type=Boolean)
    flags: int = Field(default=0, sa_type=Integer)
