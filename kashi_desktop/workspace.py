"""The open workspace: every use case of an office, each service made when it is first asked for.

Nothing here is imported before it is needed: a start loads only what it shows (performance.md).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kashi_desktop.services.board import BoardService
    from kashi_desktop.services.context import Context
    from kashi_desktop.services.definitions import DefinitionService
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


class Workspace:
    """The open workspace: each service is made when it is first asked for, so that a start loads only what it shows."""

    def __init__(self, context: Context, release: Callable[[], None]) -> None:
        """Keep the context and what must be released at the end."""
        self._context = context
        self._release = release
        self.clock = context.clock

    @property
    def notices(self) -> tuple[str, ...]:
        """Sentences that must be shown once after opening, e.g. that the database was restored."""
        return tuple(self._context.notices)

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

    @cached_property
    def units(self) -> UnitService:
        """Places."""
        from kashi_desktop.services.units import UnitService

        return UnitService(self._context)

    @cached_property
    def elders(self) -> ElderService:
        """Elders and their enrolments."""
        from kashi_desktop.services.elders import ElderService

        return ElderService(self._context)

    @cached_property
    def visits(self) -> VisitService:
        """Visits and their versions."""
        from kashi_desktop.services.visits import VisitService

        return VisitService(self._context)

    @cached_property
    def needs(self) -> NeedService:
        """Needs."""
        from kashi_desktop.services.needs import NeedService

        return NeedService(self._context)

    @cached_property
    def due(self) -> DueService:
        """The due list."""
        from kashi_desktop.services.due import DueService

        return DueService(self._context)

    @cached_property
    def indicators(self) -> NumberService:
        """Numbers of the plan."""
        from kashi_desktop.services.numbers import NumberService

        return NumberService(self._context)

    @cached_property
    def definitions(self) -> DefinitionService:
        """Definitions of the numbers and their versions."""
        from kashi_desktop.services.definitions import DefinitionService

        return DefinitionService(self._context)

    @cached_property
    def origins(self) -> OriginService:
        """The packages that records came in."""
        from kashi_desktop.services.origins import OriginService

        return OriginService(self._context)

    @cached_property
    def issued_reports(self) -> IssuedReportService:
        """Figures as they were issued, and what changed since."""
        from kashi_desktop.services.issued_reports import IssuedReportService

        return IssuedReportService(self._context)

    @cached_property
    def registers(self) -> RegisterService:
        """Loading, templates and dumps."""
        from kashi_desktop.services.registers import RegisterService

        return RegisterService(self._context)

    @cached_property
    def records(self) -> RecordService:
        """Facilities, workers, courses, volunteers and the plan's other registers."""
        from kashi_desktop.services.records import RecordService

        return RecordService(self._context)

    @cached_property
    def board(self) -> BoardService:
        """Which unit has reported which month."""
        from kashi_desktop.services.board import BoardService

        return BoardService(self._context)

    @cached_property
    def questions(self) -> QuestionService:
        """Questions between a county and its units."""
        from kashi_desktop.services.questions import QuestionService

        return QuestionService(self._context)

    @cached_property
    def facilities(self) -> FacilityService:
        """What the units have, beside the targets."""
        from kashi_desktop.services.facilities import FacilityService

        return FacilityService(self._context)

    @cached_property
    def same_person(self) -> SamePersonService:
        """Workers who stand on two rosters."""
        from kashi_desktop.services.same_person import SamePersonService

        return SamePersonService(self._context)

    @cached_property
    def drafts(self) -> DraftService:
        """What is half typed in any form."""
        from kashi_desktop.services.drafts import DraftService

        return DraftService(self._context)

    @cached_property
    def training(self) -> TrainingService:
        """Courses, who took part in them, who has had none this year."""
        from kashi_desktop.services.training import TrainingService

        return TrainingService(self._context, self.records)

    @cached_property
    def volunteering(self) -> VolunteeringService:
        """Activities of volunteers and their hours."""
        from kashi_desktop.services.volunteering import VolunteeringService

        return VolunteeringService(self._context, self.records)

    @cached_property
    def packages(self) -> PackageService:
        """The exchange with other offices."""
        from kashi_desktop.services.packages import PackageService

        return PackageService(self._context)

    @cached_property
    def enrolment(self) -> EnrolmentService:
        """Invitations and devices."""
        from kashi_desktop.services.enrolment import EnrolmentService

        return EnrolmentService(self._context)

    @cached_property
    def reports(self) -> ReportService:
        """Documents on paper."""
        from kashi_desktop.services.reports import ReportService

        return ReportService(self._context)

    @cached_property
    def research(self) -> ResearchService:
        """The de-identified extract."""
        from kashi_desktop.services.research import ResearchService

        return ResearchService(self._context)

    @cached_property
    def undo(self) -> UndoService:
        """Taking back the last changes."""
        from kashi_desktop.services.undo import UndoService

        return UndoService(self._context)

    @cached_property
    def doctor(self) -> DoctorService:
        """Checks of the whole workspace."""
        from kashi_desktop.services.doctor import DoctorService

        return DoctorService(self._context)

    def close(self) -> None:
        """Close the database and let another instance in."""
        self._release()
