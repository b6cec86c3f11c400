"""What may be kept without the elder's consent: neither phone, address and contact nor observations (domain.md §1)."""

from collections.abc import Iterable

from db.codes import Observation
from db.registers.elder import ELDER, ElderInput
from db.registers.visit import OBSERVATIONS, VisitInput
from kashi_desktop.types.faults import Fault, fault

NEEDS_CONSENT = ELDER.consent
"""Columns of the elder that are kept only with consent."""


def strip_without_consent(elder: ElderInput, withdrawn: bool = False) -> tuple[ElderInput, tuple[str, ...]]:
    """The elder without what needs consent when there is none, and the keys whose values were dropped.

    ``withdrawn``: the stored record says that an earlier consent no longer holds.
    """
    if elder.consent_on is not None and not withdrawn:
        return elder, ()
    dropped = tuple(key for key in NEEDS_CONSENT if getattr(elder, key))
    return (elder.model_copy(update=dict.fromkeys(dropped, "")), dropped) if dropped else (elder, ())


def strip_observations(visit: VisitInput) -> tuple[VisitInput, tuple[str, ...]]:
    """The visit with every observation unknown, and the keys that held one; for elders without consent."""
    dropped = tuple(key for key in OBSERVATIONS if getattr(visit, key) is not Observation.UNKNOWN)
    return (visit.model_copy(update=dict.fromkeys(dropped, Observation.UNKNOWN)), dropped) if dropped else (visit, ())


def consent_warnings(dropped: Iterable[str]) -> tuple[Fault, ...]:
    """A warning ``consent_missing`` for each dropped key, because nothing is dropped silently."""
    return tuple(fault(key, "consent_missing") for key in dropped)
