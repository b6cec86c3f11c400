"""What stands in the visit form, apart from its widgets: as a draft on disk and as the start of the next visit."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from db.codes import Method, NeedAction, NeedKind, Outcome
from kashi_desktop.types.inputs import NeedInput
from ui.registers.words import info_of

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
    """All that a person can type: the cells of the visit, half typed ones too, and what is known of each chosen need."""

    cells: Mapping[str, str]
    needs: tuple[WantedNeed, ...] = ()

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
        wanted = [[need.kind.value, need.referral_to, need.due_on.isoformat() if need.due_on else ""] for need in self.needs]
        about = {"correcting": correcting.hex() if correcting else "", "saved_at": saved_at.isoformat(timespec="seconds")}
        return {**self.cells, "wanted": wanted, **about}


def from_draft(draft: Mapping[str, Any] | None, correcting: bytes | None) -> tuple[FormState, datetime] | None:
    """The form and the moment of a draft of the same work, or None; a draft of another release that no longer reads is None too."""
    if not draft or draft.get("correcting", "") != (correcting.hex() if correcting else ""):
        return None
    try:
        needs = tuple(WantedNeed(NeedKind(kind), to, date.fromisoformat(day) if day else None) for kind, to, day in draft["wanted"])
        cells = {key: text for key, text in draft.items() if key not in ("wanted", "correcting", "saved_at")}
        moment = datetime.fromisoformat(draft["saved_at"])
    except (KeyError, TypeError, ValueError):
        return None
    one_of = {field.key: [value for value, _ in field.choices] for field in info_of("visit").fields if field.choices and not field.multiple}
    known = all(cells.get(key, "") in ("", *values) for key, values in one_of.items())
    return (FormState(cells, needs), moment) if known else None


def from_visit(cells: Mapping[str, str | None]) -> FormState:
    """The form as the recorded visit filled it."""
    needs = (cells["needs"] or "").split(";")
    return FormState({key: text or "" for key, text in cells.items()}, tuple(WantedNeed(NeedKind(kind)) for kind in needs if kind))


class Memory:
    """What the last saved visit of this sitting teaches about the next one typed from the same pile of paper."""

    def __init__(self) -> None:
        """Nothing typed yet: the next visit starts from now."""
        self._day: date | None = None
        self._kept: dict[str, str] = {}

    def start(self, now: datetime, last_visitors: tuple[str, ...], account: str, declined: bool) -> tuple[datetime, FormState]:
        """The moment that a bare time is completed from, and the form a new visit starts with: never an outcome, an observation or a need.

        Of an earlier visit the day is carried and not the time: a time that nobody typed would stand in the ledger. A declined home visit
        starts as a telephone call.
        """
        moment = now.replace(second=0, microsecond=0) if self._day is None else datetime.combine(self._day, now.time())
        at = f"{moment:%Y-%m-%d %H:%M}" if self._day is None else self._day.isoformat()
        method = Method.PHONE.value if declined else self._kept.get("method", Method.HOME.value)
        visitors = self._kept.get("visitors") or ";".join(last_visitors) or account
        return moment, FormState(self._kept | {"visited_at": at, "method": method, "visitors": visitors})

    def carried(self, last_visitors: tuple[str, ...]) -> Mapping[str, str]:
        """What of a form by ``start`` comes from the last saved visit, by field."""
        day = {"visited_at": self._day.isoformat()} if self._day else {}
        visitors = self._kept.get("visitors") or ";".join(last_visitors)
        return day | {key: text for key, text in (self._kept | {"visitors": visitors}).items() if text}

    def learn(self, moment: datetime, offered: datetime, state: FormState, declined: bool) -> None:
        """Keep the day of a typed time, the visitors, and the method unless the elder had declined; an untouched time stays "now"."""
        if moment != offered or self._day is not None:
            self._day = moment.date()
        keys = ("visitors", "visitor_role") if declined else ("visitors", "visitor_role", "method")
        self._kept |= {key: state.cells.get(key, "") for key in keys}
