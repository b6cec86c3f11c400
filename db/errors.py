"""Faults of the store; services translate them into sentences for people."""


class StoreError(Exception):
    """A fault of the database file itself."""


class WrongKey(StoreError):
    """The key does not open the file, or its first page is damaged: both look the same to SQLCipher."""


class DamagedFile(StoreError):
    """The file opens but its pages are not whole."""


class NoSpace(StoreError):
    """The disk is full; the transaction was rolled back."""


class ReadOnlyPlace(StoreError):
    """The file or its folder may not be written: a locked stick, a folder without the right; nothing was written."""


class DiskFault(StoreError):
    """The disk answered a read, a write or a sync with an error; the transaction was rolled back, the file is not known to be damaged."""


class MissingFile(StoreError):
    """There is a key-slot file but no database beside it."""


class EmptyFile(StoreError):
    """The database is there and holds nothing: never filled, or emptied."""


class AlreadyOpen(StoreError):
    """Another instance holds the workspace."""


class NewerSchema(StoreError):
    """A newer program wrote this file."""


class KeySlotsError(Exception):
    """A fault of the key-slot file or of what opens it."""


class WrongPassphrase(KeySlotsError):
    """No account's slot opens with this passphrase; the file itself is in order."""


class DamagedSlots(KeySlotsError):
    """The slot file is missing parts, was changed, or is something else; nothing was written."""


class NewerSlots(KeySlotsError):
    """The slot file was written by a newer program."""


class RecoveryCodeTypo(KeySlotsError):
    """The checksum of a typed recovery code fails: a character is wrong or missing; nothing was derived."""


class WrongRecoveryCode(KeySlotsError):
    """A well-formed recovery code that is not this workspace's, or not its latest."""
