import sqlite3
from pathlib import Path

from tests.cli.terminal import Desk


def test_the_extract_is_a_plain_file_and_one_in_the_way_is_kept(village: Desk, county: Desk, tmp_path: Path) -> None:
    out = tmp_path / "research.sqlite"
    body = village.do("research-extract", out)
    # Three elders are too few to tell anything of them.
    assert body == {"file": str(out), "rows": 0}
    connection = sqlite3.connect(out)
    assert connection.execute("SELECT count(*) FROM people").fetchone() == (0,)
    connection.close()
    assert village.run("research-extract", out).error == "file_exists"
    assert village.do("research-extract", out, "--force")["rows"] == 0
    assert village.run("research-extract", tmp_path / "nowhere" / "x.sqlite").error == "file_unwritable"
    assert county.do("research-extract", tmp_path / "county.sqlite")["rows"] == 0
