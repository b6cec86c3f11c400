"""The shared parts in one place, so that a screen needs one import."""

from ui.shared.buttons import KeyButton, LinkButton, PrimaryButton, SecondaryButton, key_words
from ui.shared.chips import ChipRow
from ui.shared.choices import SegmentedRow
from ui.shared.dates import DateEdit, DateTimeEdit
from ui.shared.feedback import ProgressCard, ReasonedSave, Toast
from ui.shared.figures import ProgressRing
from ui.shared.inputs import Choice, ErrorLine, Field, NoteEdit, PassphraseInput, TextInput
from ui.shared.layouts import empty, spread
from ui.shared.surfaces import Card, EmptyState, Heading, Pill, hairline, text_label

__all__ = [
    "Card", "ChipRow", "Choice", "DateEdit", "DateTimeEdit", "EmptyState", "ErrorLine", "Field", "Heading", "KeyButton", "LinkButton",
    "NoteEdit", "PassphraseInput", "Pill", "PrimaryButton", "ProgressCard", "ProgressRing", "ReasonedSave",
    "SecondaryButton", "SegmentedRow", "TextInput", "Toast", "empty", "hairline", "key_words", "spread", "text_label",
]  # fmt: skip
