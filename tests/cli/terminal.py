"""Runs commands in this process as a shell would, and offices made once and copied for each test."""

import io
import json
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from kashi_desktop.cli.main import main

PASSPHRASE = "correct horse battery"
TODAY = "2026-11-20"
COUNTY = "653121000000"
VILLAGE = "653121100201"
OTHER = "653121100202"

ROSTER = """编号,姓名,性别,出生日期,类别,关爱等级,登记日期,同意日期,电话
1,买买提·吐尔逊,男,1950-02-03,独居,高,2026-09-01,2026-09-01,13812341234
2,王㛃,女,1945-01-01,独居;高龄,低,2026-09-01,,
3,李𬱖,女,1948-06-30,空巢,中,2026-11-10,2026-11-10,
"""
VISIT = {
    "elder_ref": "1",
    "visited_at": "2026-11-02 10:00",
    "method": "home",
    "outcome": "met",
    "visitors": ["甲", "乙"],
    "health": "ok",
    "needs": ["meal"],
    "note": "送药",
}


@dataclass(frozen=True)
class Done:
    """What a command left: exit code, bytes of stdout, text of stderr."""

    code: int
    out: bytes
    err: str

    @property
    def body(self) -> dict[str, Any]:
        """The one object on stdout."""
        lines = self.out.decode("utf-8").splitlines()
        assert len(lines) == 1
        found = json.loads(lines[0])
        assert isinstance(found, dict)
        return found

    @property
    def lines(self) -> list[dict[str, Any]]:
        """NDJSON."""
        return [json.loads(line) for line in self.out.decode("utf-8").splitlines()]

    @property
    def error(self) -> str:
        """The code of a refusal, which has a sentence on stderr too."""
        error = self.body["error"]
        assert set(error) >= {"code", "message"}
        assert error["message"] in self.err
        assert self.code == 2
        return str(error["code"])


def run(*arguments: str | Path, passphrase: str | None = PASSPHRASE, stdin: bytes = b"") -> Done:
    """One command in this process."""
    out, err = io.TextIOWrapper(io.BytesIO(), encoding="ascii"), io.StringIO()
    environment = {"KASHI_PASSPHRASE": passphrase or "", "KASHI_TEST_KDF": "floor"}
    with (
        patch.dict("os.environ", environment),
        patch("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin))),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        code = main([str(each) for each in arguments])
    buffer = out.buffer
    assert isinstance(buffer, io.BytesIO)
    return Done(code, buffer.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Desk:
    """One office's folder; ``out`` is a place to write to."""

    data: Path
    out: Path
    today: str = TODAY

    def run(self, *arguments: str | Path, **options: Any) -> Done:
        """A command of this office on the day of the tests."""
        return run("--data", self.data, "--today", self.today, *arguments, **options)

    def do(self, *arguments: str | Path, **options: Any) -> dict[str, Any]:
        """A command that must succeed."""
        done = self.run(*arguments, **options)
        assert done.code == 0, done.out.decode()
        return done.body

    def dump(self, register: str, *more: str) -> list[dict[str, Any]]:
        """Records of a register."""
        done = self.run("dump", register, *more)
        assert done.code == 0
        return done.lines

    def json(self, record: Mapping[str, Any] | Sequence[Any]) -> Path:
        """A JSON file."""
        path = self.out / "record.json"
        path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        return path

    def table(self, text: str, name: str = "table.csv") -> Path:
        """A CSV file."""
        path = self.out / name
        path.write_text(text, encoding="utf-8")
        return path
