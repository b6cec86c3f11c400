"""Turns faults, warnings and stored codes into sentences of the reader's language."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from db.codes import Code


class Told(Protocol):
    """What a KnownError and a Notice have in common."""

    @property
    def template(self) -> str:
        """Source sentence with named places."""

    @property
    def params(self) -> Mapping[str, object]:
        """Values of the places."""


def sentence(fault: Told) -> str:
    """The translated sentence of a KnownError or Notice, its places filled in."""
    return QCoreApplication.translate("errors", fault.template).format(**fault.params)


def label(code: "Code") -> str:
    """The translated label of a stored code."""
    return QCoreApplication.translate("codes", code.label)


def labels(codes: "Iterable[Code]") -> str:
    """Several labels in one line."""
    return "、".join(label(code) for code in codes)
