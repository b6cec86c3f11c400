"""The schema: its newest step equals the models, and every step goes up and down with data in it."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, LargeBinary, MetaData, Table, inspect, select

from db import engine as store
from db.errors import NewerSchema
from db.models.tables import METADATA
from db.registers.registry import REGISTERS, TABLES


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = store.make_engine(tmp_path / "some.db", os.urandom(32), create=True)
    yield made
    made.dispose()


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(store.__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return ScriptDirectory.from_config(config)


def steps() -> list[str]:
    """Every revision from the first on."""
    return [each.revision for each in reversed(list(scripts().walk_revisions()))]


def fill(engine: Engine, number: int) -> dict[str, int]:
    """Put a row into every table; returns the rows of each."""
    held = MetaData()
    held.reflect(engine)
    with engine.begin() as connection:
        for table in held.sorted_tables:
            if table.name != "alembic_version":
                connection.execute(table.insert(), {column.name: sample(column, number) for column in table.columns})
    return counts(engine, held)


def sample(column: Any, number: int) -> Any:
    kind = column.type.python_type
    if isinstance(column.type, LargeBinary):
        return bytes([number]) * (column.type.length or 16)
    return bool(number % 2) if kind is bool else number if kind is int else f"值{number}"


def counts(engine: Engine, held: MetaData) -> dict[str, int]:
    with engine.connect() as connection:
        return {table.name: len(connection.execute(select(table)).all()) for table in held.sorted_tables}


def tables(engine: Engine) -> set[str]:
    return {name for name in inspect(engine).get_table_names() if name != "alembic_version"}


def assert_is_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_object": _no_search_index})
        assert compare_metadata(context, METADATA) == []


def _no_search_index(thing: Any, name: str | None, kind: str, reflected: bool, compared: Any) -> bool:
    return not (name or "").startswith("elder_search_fts")


def test_there_is_one_head_and_the_program_knows_it() -> None:
    assert scripts().get_heads() == [store.SCHEMA_HEAD]
    # The program compares versions as texts: each must sort behind the one before.
    assert steps() == sorted(steps())


def test_the_head_equals_the_models(engine: Engine) -> None:
    assert store.migrate(engine)
    assert_is_the_models(engine)
    assert not store.migrate(engine)
    assert store.schema_version(engine) == store.SCHEMA_HEAD


def test_every_step_up_and_down_with_data(engine: Engine) -> None:
    names: list[set[str]] = [set()]
    for number, revision in enumerate(steps(), 1):
        before = counts(engine, _reflected(engine)) if number > 1 else {}
        store.upgrade(engine, revision)
        after = counts(engine, _reflected(engine))
        assert {name: after[name] for name in before if name in after} == {name: held for name, held in before.items() if name in after}
        fill(engine, number)
        names.append(tables(engine))
    for earlier, expected in zip(reversed(["base", *steps()[:-1]]), reversed(names[:-1]), strict=True):
        store.upgrade(engine, earlier, down=True)
        assert tables(engine) == expected
    assert store.schema_version(engine) is None
    store.upgrade(engine, "head")
    assert_is_the_models(engine)
    fill(engine, 1)


def _reflected(engine: Engine) -> MetaData:
    held = MetaData()
    held.reflect(engine)
    return held


def test_a_step_that_fails_leaves_the_schema_before_it(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE worker_state (id INTEGER)")  # the last table that the first step makes
    with pytest.raises(Exception, match="worker_state"):
        store.upgrade(engine, "head")
    assert tables(engine) == {"worker_state"}
    assert store.schema_version(engine) is None


def test_a_newer_schema_is_left_alone(engine: Engine) -> None:
    store.migrate(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NewerSchema):
        store.migrate(engine)
    assert store.schema_version(engine) == "9999"


@pytest.mark.parametrize("name", sorted(REGISTERS))
def test_each_register_has_its_table_with_its_columns(name: str) -> None:
    table: Table = TABLES[name]
    own = {"id", "unit_id", "removed", "flags"} | {each.name for each in REGISTERS[name].derived}
    assert set(table.columns.keys()) == own | set(REGISTERS[name].keys)
    assert not table.foreign_keys  # an entry may arrive before what it names (sync.md §1)
