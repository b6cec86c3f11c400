"""Faults told to people: each a code for scripts and a sentence that says what to do."""

from typing import Any


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name lupdate looks for
    """Mark a sentence for the translation catalogue and return it unchanged."""
    return text


class KnownError(Exception):
    """The world's fault or the user's: a stable code and a translatable sentence with named places.

    ``template`` is source text of the translation context ``errors``; ``params`` never hold a name, phone or ID number.
    """

    def __init__(self, code: str, template: str, /, **params: Any) -> None:
        """Keep the parts apart so that a screen can translate before filling in."""
        super().__init__(code)
        self.code = code
        self.template = template
        self.params = params

    @property
    def message(self) -> str:
        """The sentence in the source language."""
        return self.template.format(**self.params)

    def __str__(self) -> str:
        """Show the code and the sentence, as the command line does."""
        return f"{self.code}: {self.message}"
