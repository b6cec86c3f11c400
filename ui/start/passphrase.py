"""Why a new passphrase will not do yet."""

from PySide6.QtCore import QCoreApplication

SHORTEST = 8


def weakness(passphrase: str) -> str:
    """Why a passphrase will not do by itself; empty when it will."""
    if len(passphrase) < SHORTEST:
        missing = SHORTEST - len(passphrase)
        return QCoreApplication.translate("Passphrase", "口令至少 {n} 个字，还差 {missing} 个").format(n=SHORTEST, missing=missing)
    if len(set(passphrase)) < 4:
        return QCoreApplication.translate("Passphrase", "口令太简单，请用几个不同的字")
    return ""


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
