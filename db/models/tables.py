"""Every table, imported in one place so that the metadata is complete."""

from sqlmodel import SQLModel

from db.models import drafts, kept, search, sync
from db.registers import registry

METADATA = SQLModel.metadata
__all__ = ["METADATA", "drafts", "kept", "registry", "search", "sync"]
