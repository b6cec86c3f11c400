"""How a demo tells what it does: numbered steps, figures, and a stop where something is not as it must be."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

RATE = "monthly_visit_rate"


class Untrue(Exception):
    """The demo did not go as it must: a failure of the program. The text holds no person."""


def hold(true: bool, what: str) -> None:
    """Stop where something is not as it must be. Errors: Untrue."""
    if not true:
        raise Untrue(what)


def figure(number: Any) -> dict[str, Any]:
    """One number as the demo tells it."""
    return {"numerator": number.numerator, "denominator": number.denominator, "display": number.display, "met": number.met}


@dataclass
class Telling:
    """Numbers the steps; ``tell`` gets each as it happens."""

    tell: Callable[[str], None]
    steps: list[str] = field(default_factory=list)

    def step(self, sentence: str) -> None:
        """Tell and keep one step."""
        self.steps.append(f"{len(self.steps) + 1}. {sentence}")
        self.tell(self.steps[-1])
