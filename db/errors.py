"""Faults of the store; services translate them into sentences for people."""


class StoreError(Exception):
    """A fault of the database file itself."""


class WrongKey(StoreError):
    """The key does not open the file, or its first page is damaged: both look the same to SQLCipher."""


class DamagedFile(StoreError):
    """The file opens but its pages are not whole."""


class NoSpace(StoreError):
    """The disk is full; the transaction was rolled back."""


class MissingFile(StoreError):
    """There is a key-slot file but no database beside it."""


class EmptyFile(StoreError):
    """The database is there and holds nothing: never filled, or emptied."""


class AlreadyOpen(StoreError):
    """Another instance holds the workspace."""


class NewerSchema(StoreError):
    """A newer program wrote this file."""
