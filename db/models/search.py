"""What a search for people looks through."""

from sqlalchemy import Index, Integer, LargeBinary
from sqlmodel import Field, SQLModel


class ElderSearch(SQLModel, table=True):
    """What a search looks through, one row a person; an FTS5 trigram index lies over it."""

    __tablename__ = "elder_search"
    __table_args__ = (Index("elder_search_elder", "elder_id", unique=True),)

    id: int | None = Field(default=None, primary_key=True, sa_type=Integer)
    elder_id: bytes = Field(sa_type=LargeBinary(16))
    words: str
