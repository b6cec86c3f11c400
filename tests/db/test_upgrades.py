"""Workspaces of earlier programs, kept in tests/golden/databases by their schema, open with today's and lose nothing."""

from datetime import datetime
from pathlib import Path

import pytest

from tests.goldens import GOLDEN, Names, Watch, check, dumps
from tests.workspaces import copy, healthy, reopen

KEPT = sorted(each.parent for each in GOLDEN.glob("databases/*/kashi.db"))


@pytest.mark.parametrize("kept", KEPT, ids=lambda kept: kept.name)
def test_a_kept_workspace_is_migrated_and_tells_what_it_told(kept: Path, tmp_path: Path) -> None:
    workspace = reopen(copy(kept, tmp_path / "data"), Watch(moments=[datetime(2026, 11, 21, 9, 0)]))
    try:
        assert workspace.notices == ()
        healthy(workspace)
        names = Names([workspace])
        check(f"databases/{kept.name}/dumps.txt", names.plain("\n".join(dumps(workspace))) + "\n")
    finally:
        workspace.close()


def test_the_first_schema_is_kept() -> None:
    assert KEPT[0].name == "0001"
