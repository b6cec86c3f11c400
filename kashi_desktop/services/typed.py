"""Values and sentences that a use case takes beside a form: held to the limits that the form has (domain.md §3)."""

from typing import Any

from db.field_types import clean_text
from db.registers.registry import REGISTERS
from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.rules.registers import within_limits
from kashi_desktop.rules.texts import unwritable
from kashi_desktop.services.validation import InvalidInput
from kashi_desktop.types.faults import TEMPLATES

LONGEST = 200
"""Characters of a reason or of a question, as of a note."""


def within(register: str, **given: Any) -> dict[str, Any]:
    """A few values of a record that a step sets beside its form; None is "not given". Errors: InvalidInput."""
    values, faults = within_limits(REGISTERS[register], given)
    if faults:
        raise InvalidInput(faults)
    return values


def sentence_given(words: str) -> str:
    """A sentence that is kept, cleaned; it may be empty. Errors: too_long, bad_text."""
    cleaned = clean_text(words)
    if len(cleaned) > LONGEST:
        raise KnownError("too_long", TEMPLATES["too_long"], max=LONGEST)
    if unwritable(cleaned):
        raise KnownError("bad_text", TEMPLATES["bad_text"])
    return cleaned


def reason_given(reason: str) -> str:
    """Why somebody changes, strikes or stops something, as it is kept. Errors: reason_missing, reason_too_long, bad_text."""
    try:
        cleaned = sentence_given(reason)
    except KnownError as error:
        if error.code != "too_long":
            raise
        raise KnownError(
            "reason_too_long", QT_TRANSLATE_NOOP("errors", "原因最多 {max} 个字，没有任何改动。请写短一些。"), max=LONGEST
        ) from None
    if not cleaned:
        raise KnownError("reason_missing", QT_TRANSLATE_NOOP("errors", "没有写明原因，没有任何改动。请写一句原因再试。"))
    return cleaned
