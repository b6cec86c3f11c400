"""Alembic environment: runs on the connection that db.engine hands over, for SQLite and PostgreSQL alike."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=None, render_as_batch=True, transaction_per_migration=False)
context.run_migrations()
