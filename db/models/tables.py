"""Every table, imported in one place so that the metadata is complete."""

from sqlmodel import SQLModel

from db.models import elders, facilities, plan, sync, training, units, visits, volunteering
from db.models.base import Synced

METADATA = SQLModel.metadata
_MODELS: tuple[type[Synced], ...] = (
    units.Unit,
    units.UnitProfile,
    elders.Elder,
    elders.ElderSpell,
    visits.Visit,
    visits.Need,
    sync.Account,
    facilities.Facility,
    training.Worker,
    training.WorkerState,
    training.Course,
    training.Attendance,
    volunteering.Volunteer,
    volunteering.Activity,
    volunteering.Service,
    plan.Survey,
    plan.Project,
    plan.LedgerTask,
    plan.Holiday,
    plan.DefinitionRow,
    plan.UnitState,
    plan.Question,
    plan.Fact,
    plan.IssuedReport,
)
SYNCED: dict[str, type[Synced]] = {model.register_name: model for model in _MODELS}
"""Model of each synced register."""
