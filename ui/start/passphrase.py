"""Why a new passphrase will not do yet."""

from PySide6.QtCore import QCoreApplication

from kashi_desktop.types import passphrases
from ui.shared.messages import sentence


def weakness(passphrase: str) -> str:
    """Why a passphrase will not do by itself; empty when it will."""
    fault = passphrases.weakness(passphrase)
    return sentence(fault) if fault else ""


def reasons_against(passphrase: str, again: str) -> str:
    """The first reason against a passphrase typed twice; empty when it will do."""
    weak = weakness(passphrase)
    if weak:
        return weak
    if not again:
        return QCoreApplication.translate("Passphrase", "请再输入一次口令")
    if passphrase != again:
        return QCoreApplication.translate("Passphrase", "两次输入的口令不一样")
    return ""
