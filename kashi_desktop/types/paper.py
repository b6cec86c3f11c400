"""Inputs of the papers about people: frozen, complete, already masked; printing looks nothing up."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from db.codes import CareLevel, Category, Sex
from kashi_desktop.types.documents import refuse_unmasked

_ID_NUMBER = re.compile(r"\d{15}")


@dataclass(frozen=True, slots=True)
class CertifiedService:
    """One piece of service on a certificate; ``content`` says what was done, such as the activity's title."""

    served_on: date
    content: str
    place: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class VolunteerCertificateSheet:
    """A volunteer's certificate, issued by the office that kept the records (谁记录、谁证明).

    ``id_number`` is typed for this one print and stored nowhere. The form asks for it, so it is printed whole, here and on no other
    paper; it stays out of ``repr``. Empty: a place to write it by hand. ``contact`` is the issuer's own telephone or address.
    """

    certificate_no: str
    full_name: str
    volunteer_no: str
    services: tuple[CertifiedService, ...]
    issuer: str
    handler: str
    contact: str
    issued_on: date
    id_number: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CourseHead:
    """What stands above the lists of a course; ``mode`` and ``organiser`` as they are shown, ``hours`` of 45 minutes."""

    title: str
    organiser: str
    mode: str
    starts_on: date
    ends_on: date
    place: str
    hours: Decimal


@dataclass(frozen=True, slots=True)
class SignInLine:
    """Somebody expected at a course."""

    full_name: str
    unit_name: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class TrainingSignInSheet:
    """A sheet to be signed at the door; ``session`` names the half-day (empty: to be written), ``blank_rows`` are for walk-ins."""

    course: CourseHead
    rows: tuple[SignInLine, ...]
    printed_on: date
    session: str = ""
    blank_rows: int = 6


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """Somebody's result of a course, as it is shown."""

    full_name: str
    unit_name: str
    result: str
    certificate_no: str = ""
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class CertificateListSheet:
    """The list of those who took a course with results and certificate numbers."""

    course: CourseHead
    rows: tuple[CertificateLine, ...]
    printed_on: date


@dataclass(frozen=True, slots=True)
class CardVisit:
    """One visit on an elder's card; ``remarks`` holds what needs attention."""

    visited_on: date
    method: str
    outcome: str
    visitors: tuple[str, ...] = ()
    remarks: str = ""


@dataclass(frozen=True, slots=True)
class PersonNeed:
    """One need of one person, as it is shown."""

    opened_on: date
    kind: str
    action: str = ""
    referral_to: str = ""
    due_on: date | None = None
    status: str = ""
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class ElderCardSheet:
    """One elder's card for the binder of the village.

    Numbers are shown as given and must be masked: eight digits in a row raise ValueError. ``rhythm`` says how often somebody looks
    in, ``due`` when next. ``closing`` says when and why the enrolment ended (empty: enrolled). ``visits`` and ``needs`` are newest first.
    """

    unit_name: str
    elder_ref: str
    full_name: str
    sex: Sex
    birth_date: date
    categories: tuple[Category, ...]
    care_level: CareLevel
    enrolled_on: date
    printed_on: date
    group: str = ""
    address: str = ""
    id_masked: str = ""
    phone_masked: str = ""
    contact_name: str = ""
    contact_relation: str = ""
    contact_phone_masked: str = ""
    consent_on: date | None = None
    consent_withdrawn_on: date | None = None
    home_visit_declined: bool = False
    rhythm: str = ""
    due: str = ""
    closing: str = ""
    visits: tuple[CardVisit, ...] = ()
    needs: tuple[PersonNeed, ...] = ()

    def __post_init__(self) -> None:
        """Refuse numbers that are not masked."""
        refuse_unmasked(self.id_masked, self.phone_masked, self.contact_phone_masked)


@dataclass(frozen=True, slots=True)
class KeptItem:
    """One thing kept about a person, in plain words."""

    label: str
    value: str
    purpose: str
    who_sees: str
    keep: str


@dataclass(frozen=True, slots=True)
class CopyVisit:
    """One visit as kept: ``seen`` says in words what was observed, ``note`` the note."""

    visited_at: datetime
    method: str
    outcome: str
    visitors: tuple[str, ...] = ()
    seen: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """One change of what is kept: when, who, what and why."""

    changed_at: datetime
    who: str
    what: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SubjectCopySheet:
    """The copy of everything kept about one person, given to that person (Personal Information Protection Law, article 45).

    It goes to the subject, so telephone numbers stand whole in ``items``. The ID number is not kept and cannot be here: fifteen
    digits in a row in a value raise ValueError. ``contact`` says where to ask; visits, needs and versions are oldest first.
    """

    office_name: str
    contact: str
    full_name: str
    elder_ref: str
    items: tuple[KeptItem, ...]
    printed_on: date
    visits: tuple[CopyVisit, ...] = ()
    needs: tuple[PersonNeed, ...] = ()
    versions: tuple[KeptVersion, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a whole ID number."""
        if any(_ID_NUMBER.search(item.value) for item in self.items):
            raise ValueError("an ID number is never kept, so no copy can hold one")


@dataclass(frozen=True, slots=True)
class FormElder:
    """Whom a visit form is for."""

    full_name: str
    elder_ref: str = ""
    birth_year: int | None = None
    group: str = ""
    due: str = ""


@dataclass(frozen=True, slots=True)
class BlankVisitForms:
    """Visit forms to be filled by hand: one for each of ``elders``, then ``blanks`` without a name."""

    unit_name: str
    printed_on: date
    elders: tuple[FormElder, ...] = ()
    blanks: int = 0


@dataclass(frozen=True, slots=True)
class DueLine:
    """One line of the printed due list; ``reason`` and ``next_step`` in words; ``planned``: in this month, on no day."""

    full_name: str
    birth_year: int
    group: str
    care_level: CareLevel
    due_on: date
    days_overdue: int = 0
    urgent: bool = False
    reason: str = ""
    next_step: str = ""
    planned: bool = False


@dataclass(frozen=True, slots=True)
class DueListSheet:
    """The due list of one unit as it stood on ``as_of``, in its order."""

    unit_name: str
    as_of: date
    rows: tuple[DueLine, ...]
