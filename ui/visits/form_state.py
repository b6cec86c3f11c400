"""What stands in the visit form, apart from its widgets: as a draft on disk and as the start of the next visit."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from db.codes import OBSERVATIONS, Method, NeedAction, NeedKind, Observation, Outcome, VisitorRole
from kashi_desktop.types.inputs import NeedInput
from kashi_desktop.types.results import Visit

REMOTE_METHODS = (Method.PHONE, Method.VIDEO)
NOT_SEEN = (Outcome.NO_ANSWER, Outcome.AWAY, Outcome.REFUSED)
"""Outcomes after which nobody can say how the elder is."""


@dataclass(frozen=True, slots=True)
class WantedNeed:
    """One chosen kind of help; a referral or a date makes it more than a bare chip."""

    kind: NeedKind
    referral_to: str = ""
    due_on: date | None = None

    @property
    def detailed(self) -> bool:
        """Whether more is known than the kind."""
        return bool(self.referral_to or self.due_on)


@dataclass(frozen=True, slots=True)
class FormState:
    """All that a person can type; ``time_text`` stays text, because a half typed time is worth keeping too."""

    time_text: str
    method: Method = Method.HOME
    outcome: Outcome = Outcome.MET
    visitors: str = ""
    visitor_role: VisitorRole | None = None
    minutes: str = ""
    observations: Mapping[str, Observation] = field(default_factory=dict)
    needs: tuple[WantedNeed, ...] = ()
    note: str = ""

    def wishes(self) -> tuple[NeedInput, ...]:
        """The needs of which more than the kind is known."""
        return tuple(
            NeedInput(
                kind=need.kind,
                action=NeedAction.REFERRED if need.referral_to else None,
                referral_to=need.referral_to,
                due_on=need.due_on,
            )
            for need in self.needs
            if need.detailed
        )

    def to_draft(self, correcting: bytes | None, saved_at: datetime) -> dict[str, Any]:
        """Plain values for the encrypted draft; ``correcting`` is the visit being corrected."""
        return {
            "time": self.time_text,
            "method": self.method.value,
            "outcome": self.outcome.value,
            "visitors": self.visitors,
            "role": self.visitor_role.value if self.visitor_role else "",
            "minutes": self.minutes,
            "observations": {key: state.value for key, state in self.observations.items()},
            "needs": [[n.kind.value, n.referral_to, n.due_on.isoformat() if n.due_on else ""] for n in self.needs],
            "note": self.note,
            "correcting": correcting.hex() if correcting else "",
            "saved_at": saved_at.isoformat(timespec="seconds"),
        }


def from_draft(draft: Mapping[str, Any] | None, correcting: bytes | None) -> tuple[FormState, datetime] | None:
    """The form and the moment of a draft of the same work, or None; a draft of another release that no longer reads is None too."""
    if not draft or draft.get("correcting", "") != (correcting.hex() if correcting else ""):
        return None
    try:
        state = FormState(
            time_text=str(draft["time"]),
            method=Method(draft["method"]),
            outcome=Outcome(draft["outcome"]),
            visitors=str(draft["visitors"]),
            visitor_role=VisitorRole(draft["role"]) if draft["role"] else None,
            minutes=str(draft["minutes"]),
            observations={key: Observation(value) for key, value in draft["observations"].items()},
            needs=tuple(WantedNeed(NeedKind(kind), to, date.fromisoformat(day) if day else None) for kind, to, day in draft["needs"]),
            note=str(draft["note"]),
        )
        return state, datetime.fromisoformat(draft["saved_at"])
    except (KeyError, TypeError, ValueError):
        return None


def from_visit(visit: Visit, time_text: str) -> FormState:
    """The form as the recorded visit filled it."""
    return FormState(
        time_text=time_text,
        method=visit.method,
        outcome=visit.outcome,
        visitors="、".join(visit.visitors),
        visitor_role=visit.visitor_role,
        minutes="" if visit.minutes is None else str(visit.minutes),
        observations={key: visit.observations.get(key, Observation.UNKNOWN) for key in OBSERVATIONS},
        needs=tuple(WantedNeed(kind) for kind in visit.needs),
        note=visit.note,
    )


class Memory:
    """What the last saved visit of this sitting teaches about the next one typed from the same pile of paper."""

    def __init__(self) -> None:
        """Nothing typed yet: the next visit starts from now."""
        self._typed: datetime | None = None
        self._visitors = ""
        self._role: VisitorRole | None = None

    def start(self, now: datetime, last_visitors: tuple[str, ...], account: str, declined: bool) -> tuple[datetime, FormState]:
        """The moment and the form a new visit starts with; a declined home visit starts as a telephone call."""
        moment = self._typed or now.replace(second=0, microsecond=0)
        visitors = self._visitors or "、".join(last_visitors) or account
        state = FormState(time_text="", visitors=visitors, visitor_role=self._role)
        return moment, replace(state, method=Method.PHONE, outcome=Outcome.REMOTE) if declined else state

    def learn(self, moment: datetime, offered: datetime, state: FormState) -> None:
        """Keep a typed time and the visitors; an untouched time stays "now" for the next one."""
        if moment != offered or self._typed is not None:
            self._typed = moment
        self._visitors, self._role = state.visitors, state.visitor_role
