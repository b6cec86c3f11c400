"""Runs tests against a module that is another in memory only: a process that has loaded everything foreign forks for each run.

What tests start as programs of their own runs the module as it stands on disk.
"""

import importlib
import os
import resource
import select
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NoReturn

import pytest
from hypothesis import HealthCheck, Phase, settings

ROOT = Path(__file__).resolve().parents[2]

_FOREIGN = (
    "alembic.command",
    "alembic.autogenerate",
    "argon2.low_level",
    "cryptography.hazmat.primitives.asymmetric.ed25519",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.kdf.hkdf",
    "hypothesis.strategies",
    "hypothesis.internal.conjecture.engine",
    "msgspec",
    "pydantic",
    "pypinyin",
    "pyrage",
    "python_calamine",
    "PySide6.QtTest",
    "PySide6.QtWidgets",
    "sqlalchemy.dialects.sqlite",
    "sqlcipher3",
    "sqlmodel",
    "uuid_utils",
    "xlsxwriter",
    "zstandard",
)
"""What every run would load anew; nothing of the house is among it."""

_MEMORY = 6 << 30
_BUSY, _ASLEEP = 40.0, 1800.0
"""Seconds of the processor that one test may take, many times what the longest needs, and of the clock for a whole run."""


@dataclass(frozen=True)
class Verdict:
    """What came of a run: ``survived``, ``killed`` or ``nothing ran``; by which test, or how else; seconds."""

    outcome: str
    by: str
    seconds: float


class _Loader(SourceFileLoader):
    """Loads a module from code that is handed in."""

    code: CodeType

    def get_code(self, fullname: str) -> CodeType:
        return self.code


class Instead:
    """Stands before all other finders and knows one module."""

    def __init__(self, module: str, code: CodeType) -> None:
        self._module, self._code = module, code

    def find_spec(self, name: str, path: object = None, target: ModuleType | None = None) -> ModuleSpec | None:
        if name != self._module:
            return None
        file = str(path_of(name))
        loader = _Loader(name, file)
        loader.code = self._code
        return spec_from_file_location(name, file, loader=loader)


class _First:
    """Remembers the first test that fails, and ends a process whose test does not end."""

    name = ""

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        # What the signal does when nobody handles it is to end the process.
        signal.setitimer(signal.ITIMER_PROF, _BUSY)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.name = self.name or report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.name = self.name or f"loading {report.nodeid}"


def path_of(module: str) -> Path:
    """The file of a module of the house."""
    return ROOT / f"{module.replace('.', '/')}.py"


def warm() -> None:
    """Load once what no mutant changes. Errors: RuntimeError when something of the house is loaded."""
    for name in _FOREIGN:
        importlib.import_module(name)
    # A failing example is enough: nobody reads the smallest one.
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutation", deadline=None, derandomize=True, max_examples=50, suppress_health_check=quiet, phases=phases)
    if early := [name for name in sys.modules if name.split(".")[0] in ("db", "kashi_desktop", "ui")]:
        raise RuntimeError(f"loaded too early: {early}")


def run(module: str, compiled: Callable[[Path], Any] | None, tests: Sequence[str]) -> Verdict:
    """Run the tests with another code of a module, or as it stands; a run that does not end has noticed the fault."""
    began = time.monotonic()
    scratch = Path(tempfile.mkdtemp(prefix="kashi-mutant-"))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _child(module, compiled, tests, scratch, writing)
    os.close(writing)
    try:
        told = _wait(child, reading, began + _ASLEEP)
    finally:
        os.close(reading)
        shutil.rmtree(scratch, ignore_errors=True)
    outcome, _, by = told.partition(" ")
    return Verdict(
        {"0": "survived", "4": "nothing ran", "5": "nothing ran"}.get(outcome, "killed"), by or outcome, time.monotonic() - began
    )


def _wait(child: int, reading: int, end: float) -> str:
    """What the child tells before it ends; whatever it started ends with it."""
    ready, _, _ = select.select([reading], [], [], max(0.0, end - time.monotonic()))
    told = os.read(reading, 4096).decode() if ready else "? out of time"
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return told or "? ended without a word"


def _child(module: str, compiled: Callable[[Path], Any] | None, tests: Sequence[str], scratch: Path, writing: int) -> NoReturn:
    os.setsid()
    with open(os.devnull, "r+b") as nothing:
        for handle in (0, 1, 2):
            os.dup2(nothing.fileno(), handle)
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    os.environ["TMPDIR"] = tempfile.tempdir = str(scratch)
    os.chdir(ROOT)
    first, told = _First(), "4 no such fault can be made"
    try:
        if compiled is not None:
            sys.meta_path.insert(0, Instead(module, compiled(path_of(module))))
        told = "?"
        told = f"{_tests(tests, scratch, first)} {first.name}"
    except BaseException as error:
        told = told if told != "?" else f"? {first.name or type(error).__name__}"
    finally:
        os.write(writing, told.encode())
        os._exit(0)


def _tests(tests: Sequence[str], scratch: Path, first: _First) -> int:
    options = [
        "-x",
        "-q",
        "--tb=no",
        "-W",
        "ignore::pytest.PytestAssertRewriteWarning",
        "-p",
        "no:randomly",
        "-p",
        "no:cacheprovider",
        "--hypothesis-profile=mutation",
    ]
    return int(pytest.main([*options, f"--basetemp={scratch / 'pytest'}", *tests], plugins=[first]))
