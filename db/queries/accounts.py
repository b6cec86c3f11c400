"""Colleagues of an office; none of the queries commits."""

from sqlalchemy import Connection, text

_NAME = text("SELECT name FROM account WHERE id = :id")


def account_name(connection: Connection, account: bytes) -> str:
    """What an account is called, "" while its entry has not arrived."""
    return connection.execute(_NAME, {"id": account}).scalar() or ""
