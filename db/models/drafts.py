"""What is half typed."""

from sqlalchemy import LargeBinary
from sqlmodel import Field, SQLModel


class Draft(SQLModel, table=True):
    """What was typed into a form and not saved yet; lies in the encrypted file and never travels."""

    __tablename__ = "draft"

    form: str = Field(primary_key=True)
    record: bytes = Field(primary_key=True, sa_type=LargeBinary(16))
    content: bytes = Field(sa_type=LargeBinary)
    saved_at: str
