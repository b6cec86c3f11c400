"""Writes the next migration: what the declarations say more than the newest one. ``new_migration.py WORDS`` names it in a few words."""

import os
import re
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from alembic.autogenerate import produce_migrations, render_python_code  # noqa: E402  # the project's root comes first
from alembic.migration import MigrationContext  # noqa: E402

from db import engine as store  # noqa: E402
from db.models.tables import METADATA  # noqa: E402

_FILE = '''"""{words}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{before}"


def upgrade() -> None:
    """Bring the schema forward."""
    {up}


def downgrade() -> None:
    """Take it back."""
    {down}
'''


def main(arguments: list[str]) -> int:
    """Compare an empty database at the newest migration with the declarations; exit 1 when there is nothing to migrate."""
    words = " ".join(arguments).strip() or f"Schema of {date.today()}"
    with tempfile.TemporaryDirectory() as folder:
        made = store.make_engine(Path(folder) / "empty.db", os.urandom(32), create=True)
        store.migrate(made)
        with store.reading(made) as connection:
            options = {"compare_type": True, "render_as_batch": True, "include_object": _not_the_search_index}
            found = produce_migrations(MigrationContext.configure(connection, opts=options), METADATA)
        made.dispose()
    if found.upgrade_ops is None or found.downgrade_ops is None or found.upgrade_ops.is_empty():
        print("new_migration: the declarations say nothing that the newest migration does not.")
        return 1
    revision = f"{int(store.SCHEMA_HEAD) + 1:04d}"
    name = re.sub(r"[^a-z0-9]+", "_", words.lower()).strip("_")[:40] or "schema"
    text = _FILE.format(
        words=words,
        revision=revision,
        before=store.SCHEMA_HEAD,
        up=render_python_code(found.upgrade_ops, render_as_batch=True),
        down=render_python_code(found.downgrade_ops, render_as_batch=True),
    )
    target = ROOT / "db" / "migrations" / "versions" / f"m{revision}_{name}.py"
    target.write_text(text, encoding="utf-8")
    print(target.relative_to(ROOT))
    return 0


def _not_the_search_index(thing: object, name: str | None, kind: str, reflected: bool, compared: object) -> bool:
    return not (kind == "table" and (name or "").startswith("elder_search_"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
