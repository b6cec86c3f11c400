"""What people type for a use case, checked: one frozen model each, with the limits of domain.md §3.

The inputs of whole records are declared with their registers (``db/registers``) and only named here. Faults are read with
``kashi_desktop.types.faults.faults_of``.
"""

from db.codes import ClosedReason, NeedAction
from db.declaring import Columns
from db.field_types import Day, Line, clean_text, split_people, unseen
from db.registers.elder import ElderInput
from db.registers.need import NeedInput
from db.registers.unit import UnitStateInput
from db.registers.visit import OBSERVATIONS, VisitInput

__all__ = [
    "OBSERVATIONS",
    "CloseInput",
    "ElderInput",
    "NeedDoneInput",
    "NeedInput",
    "ReopenInput",
    "UnitStateInput",
    "VisitInput",
    "clean_text",
    "split_people",
    "unseen",
]


class CloseInput(Columns):
    """The end of an enrolment."""

    closed_on: Day
    closed_reason: ClosedReason


class ReopenInput(Columns):
    """The start of a further spell."""

    enrolled_on: Day


class NeedDoneInput(Columns):
    """How a need was settled; None keeps what was recorded before."""

    closed_on: Day
    action: NeedAction | None = None
    referral_to: Line | None = None
