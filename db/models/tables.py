"""Every table, imported in one place so that the metadata is complete."""

from sqlmodel import SQLModel

from db.models.base import Synced
from db.models.elders import Elder, ElderSpell
from db.models.sync import Account
from db.models.units import Unit, UnitProfile
from db.models.visits import Need, Visit

METADATA = SQLModel.metadata
SYNCED: dict[str, type[Synced]] = {model.register_name: model for model in (Unit, UnitProfile, Elder, ElderSpell, Visit, Need, Account)}
"""Model of each synced register."""
