"""Inputs of the printed documents: frozen, complete, already masked; printing looks nothing up."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from db.codes import CareLevel, Category, Method, NeedAction, NeedKind, Observation, Outcome, Sex, VisitorRole

_LONG_NUMBER = re.compile(r"\d{8,}")


def refuse_unmasked(*values: str) -> None:
    """Stop a whole ID or phone number before it reaches paper; the value itself stays out of the message."""
    if any(_LONG_NUMBER.search(value) for value in values):
        raise ValueError("a document takes masked numbers only")


@dataclass(frozen=True, slots=True)
class NeedLine:
    """One need as noted on a visit."""

    kind: NeedKind
    action: NeedAction | None = None
    referral_to: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class VisitRecordSheet:
    """All that is printed on one visit record.

    ``id_masked`` and ``phone_masked`` are shown as given (``****************25``, ``138****1234``; empty: not kept); eight digits in
    a row raise ValueError. ``observations`` maps the keys of OBSERVATIONS; a missing key is unknown. ``version`` counts from 1;
    ``correction_reason`` is why this version replaced the one before.
    """

    unit_name: str
    visit_ref: str
    elder_name: str
    sex: Sex
    birth_date: date
    elder_ref: str
    categories: tuple[Category, ...]
    care_level: CareLevel
    visited_at: datetime
    method: Method
    outcome: Outcome
    visitors: tuple[str, ...]
    printed_on: date
    group: str = ""
    address: str = ""
    id_masked: str = ""
    phone_masked: str = ""
    consent_on: date | None = None
    consent_withdrawn_on: date | None = None
    visitor_role: VisitorRole | None = None
    minutes: int | None = None
    observations: Mapping[str, Observation] = field(default_factory=dict)
    needs: tuple[NeedLine, ...] = ()
    note: str = ""
    version: int = 1
    correction_reason: str = ""
    corrected_on: date | None = None
    provisional: bool = False
    voided: bool = False

    def __post_init__(self) -> None:
        """Refuse numbers that are not masked."""
        refuse_unmasked(self.id_masked, self.phone_masked)


@dataclass(frozen=True, slots=True)
class LedgerVisit:
    """One visit on a line of the monthly ledger."""

    visited_on: date
    method: Method
    outcome: Outcome
    visitors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One elder of the monthly ledger; ``visits`` are this month's, oldest first."""

    elder_name: str
    birth_year: int
    group: str
    care_level: CareLevel
    visits: tuple[LedgerVisit, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class VisitLedgerSheet:
    """The visit ledger of one unit and month (``YYYY-MM``).

    ``denominator``, ``numerator`` and ``rate_display`` (``97.92 %``; empty: not applicable) come from ``monthly_visit_rate``
    (domain.md §5 V). The lists hold what is printed for each person; ``closed`` says with the name why and whether visited.
    """

    unit_name: str
    month: str
    rows: tuple[LedgerRow, ...]
    denominator: int
    numerator: int
    rate_display: str
    printed_on: date
    not_visited: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    joined_after_cut_off: tuple[str, ...] = ()
    declined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """The paper that opens a workspace when its passphrase is lost; ``recovery_code`` is printed exactly as given, in its groups.

    ``office_recovery`` (empty: none) is the identity in groups that opens what was sealed to a county for the day its computer is lost;
    ``key_elsewhere``: it stands on an earlier sheet alone.
    """

    office_name: str
    office_code: str
    device_code: str
    fingerprint: str
    recovery_code: str
    made_on: date
    office_recovery: str = ""
    key_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class InvitationSlip:
    """The strip of paper that travels beside an invitation file: the issuing office's fingerprint, to be compared by eye."""

    issuer_name: str
    fingerprint: str
    unit_name: str
    unit_code: str
    made_on: date
