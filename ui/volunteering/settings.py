"""What this computer keeps for the page: whether stars are shown, and whom a certificate tells to call."""

from PySide6.QtCore import QSettings

_STARS, _CONTACT = "stars", "contact"


def _settings() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "kashi-desktop", "volunteering")


def shows_stars() -> bool:
    """Whether stars stand beside the hours; off until somebody wants them."""
    return _settings().value(_STARS) in (True, "true")


def show_stars(on: bool) -> None:
    """Keep whether stars are shown."""
    _settings().setValue(_STARS, on)


def contact() -> str:
    """The office's telephone or address as last typed."""
    return str(_settings().value(_CONTACT) or "")


def keep_contact(words: str) -> None:
    """Keep the office's telephone or address."""
    _settings().setValue(_CONTACT, words)
