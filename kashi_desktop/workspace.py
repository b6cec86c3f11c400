"""The open workspace: every use case of an office, each service made when it is first asked for.

Nothing here is imported before it is needed: a start loads only what it shows (performance.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kashi_desktop.services.board import BoardService
    from kashi_desktop.services.cards import CardService
    from kashi_desktop.services.context import Context
    from kashi_desktop.services.definitions import DefinitionService
    from kashi_desktop.services.destructions import DestructionService
    from kashi_desktop.services.doctor import DoctorService
    from kashi_desktop.services.drafts import DraftService
    from kashi_desktop.services.due import DueService
    from kashi_desktop.services.elders import ElderService
    from kashi_desktop.services.enrolment import EnrolmentService
    from kashi_desktop.services.facilities import FacilityService
    from kashi_desktop.services.issued_reports import IssuedReportService
    from kashi_desktop.services.needs import NeedService
    from kashi_desktop.services.numbers import NumberService
    from kashi_desktop.services.origins import OriginService
    from kashi_desktop.services.packages import PackageService
    from kashi_desktop.services.questions import QuestionService
    from kashi_desktop.services.records import RecordService
    from kashi_desktop.services.recovery import RecoveryService
    from kashi_desktop.services.registers import RegisterService
    from kashi_desktop.services.reports import ReportService
    from kashi_desktop.services.research import ResearchService
    from kashi_desktop.services.same_person import SamePersonService
    from kashi_desktop.services.training import TrainingService
    from kashi_desktop.services.undo import UndoService
    from kashi_desktop.services.units import UnitService
    from kashi_desktop.services.visits import VisitService
    from kashi_desktop.services.volunteering import VolunteeringService
    from kashi_desktop.types.results import OfficeInfo


def _service(name: str, *others: str) -> Any:
    """A service by module and class, imported and made of the context and ``others`` when it is first asked for."""
    module, _, made = name.partition(".")

    def make(workspace: Workspace) -> Any:
        service = getattr(import_module(f"kashi_desktop.services.{module}"), made)
        return service(workspace._context, *(getattr(workspace, other) for other in others))

    return cached_property(make)


class Workspace:
    """The open workspace: each service is made when it is first asked for, so that a start loads only what it shows."""

    units: UnitService = _service("units.UnitService")
    """Places."""
    elders: ElderService = _service("elders.ElderService")
    """Elders and their enrolments."""
    visits: VisitService = _service("visits.VisitService")
    """Visits and their versions."""
    needs: NeedService = _service("needs.NeedService")
    """Needs."""
    due: DueService = _service("due.DueService")
    """The due list."""
    indicators: NumberService = _service("numbers.NumberService")
    """Numbers of the plan."""
    destructions: DestructionService = _service("destructions.DestructionService")
    """Erasing by law, and confirming what others destroy in numbers."""
    definitions: DefinitionService = _service("definitions.DefinitionService")
    """Definitions of the numbers and their versions."""
    origins: OriginService = _service("origins.OriginService")
    """The packages that records came in."""
    recovery: RecoveryService = _service("recovery.RecoveryService")
    """The recovery sheet."""
    issued_reports: IssuedReportService = _service("issued_reports.IssuedReportService")
    """Figures as they were issued, and what changed since."""
    registers: RegisterService = _service("registers.RegisterService")
    """Loading, templates and dumps."""
    records: RecordService = _service("records.RecordService")
    """Facilities, workers, courses, volunteers and the plan's other registers."""
    board: BoardService = _service("board.BoardService")
    """Which unit has reported which month."""
    questions: QuestionService = _service("questions.QuestionService")
    """Questions between a county and its units."""
    facilities: FacilityService = _service("facilities.FacilityService")
    """What the units have, beside the targets."""
    same_person: SamePersonService = _service("same_person.SamePersonService")
    """Workers who stand on two rosters."""
    drafts: DraftService = _service("drafts.DraftService")
    """What is half typed in any form."""
    training: TrainingService = _service("training.TrainingService", "records")
    """Courses, who took part in them, who has had none this year."""
    volunteering: VolunteeringService = _service("volunteering.VolunteeringService", "records")
    """Activities of volunteers and their hours."""
    packages: PackageService = _service("packages.PackageService")
    """The exchange with other offices."""
    cards: CardService = _service("cards.CardService")
    """Office cards: new keys, recovery, the digits of the parent's."""
    enrolment: EnrolmentService = _service("enrolment.EnrolmentService")
    """Invitations and devices."""
    reports: ReportService = _service("reports.ReportService")
    """Documents on paper."""
    research: ResearchService = _service("research.ResearchService")
    """The de-identified extract."""
    undo: UndoService = _service("undo.UndoService")
    """Taking back the last changes."""
    doctor: DoctorService = _service("doctor.DoctorService")
    """Checks of the whole workspace."""

    def __init__(self, context: Context, release: Callable[[], None]) -> None:
        """Keep the context and what must be released at the end."""
        self._context = context
        self._release = release
        self.clock = context.clock

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that must be shown once after opening, e.g. that the database was restored."""
        return tuple(self._context.notices)

    def tell(self, notice: str) -> None:
        """Add a sentence that must be shown once."""
        self._context.notices.append(notice)

    @property
    def office(self) -> OfficeInfo:
        """Whose workspace this is."""
        from db.codes import UnitLevel
        from kashi_desktop.sync.cards import Card, device_code, fingerprint
        from kashi_desktop.types.results import OfficeInfo

        held = self._context.office
        keys = self._context.keys
        device = Card.of(keys, held.unit_id, held.unit_code, held.level)
        shown = self._context.office_card or device
        return OfficeInfo(
            UnitLevel(held.level),
            held.unit_id,
            held.unit_code,
            held.unit_name,
            keys.device_id,
            device_code(keys.device_id),
            fingerprint(shown),
            self._context.parent is not None,
            self._context.certified,
            fingerprint(self._context.parent) if self._context.parent else "",
            fingerprint(device),
        )

    @property
    def account_name(self) -> str:
        """Who is signed in."""
        return self._context.account_name

    def close(self) -> None:
        """Close the database and let another instance in."""
        self._release()
