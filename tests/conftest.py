"""What every test shares: no screen, no network, the lowest allowed key cost, and open workspaces."""

import os
import shutil
import socket
import uuid
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from argon2.low_level import hash_secret_raw
from hypothesis import HealthCheck, settings

from kashi_desktop.workspace import Workspace
from tests.sync.offices import Table, copy_table, make_table
from tests.sync.tiers import Tiers, copy_tiers, make_tiers
from tests.workspaces import Offices, prepared

# Before anything imports Qt: without a screen Qt would abort the whole process.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["KASHI_TEST_KDF"] = "floor"

FUZZ_EXAMPLES = int(os.environ.get("KASHI_FUZZ_N", "0"))
"""Examples a property searches through in ``make fuzz N=…``; 0 in an ordinary run."""

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
# What gates plays the same examples every time: the same tree passes or fails. The search for new ones is `make fuzz`.
settings.register_profile("ci", deadline=None, derandomize=True, max_examples=50, suppress_health_check=_QUIET, print_blob=True)
settings.register_profile("fuzz", settings.get_profile("ci"), derandomize=False, max_examples=max(FUZZ_EXAMPLES, 1))
settings.load_profile("fuzz" if FUZZ_EXAMPLES else "ci")


class NetworkUsedError(AssertionError):
    """A test reached for the network; this program never does."""


def _guarded(name: str) -> Callable[..., Any]:
    """Return the socket method of that name, refusing all but sockets of this machine's own file system."""
    original = getattr(socket.socket, name)
    local = getattr(socket, "AF_UNIX", None)

    def reach(self: socket.socket, *arguments: Any) -> Any:
        if self.family != local:
            raise NetworkUsedError(f"{name} on a network socket")
        return original(self, *arguments)

    return reach


def _look_up(*_arguments: Any, **_options: Any) -> Any:
    raise NetworkUsedError("name look-up")


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Make every connection and every look-up of a name an error for the whole run."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("connect", "connect_ex", "bind", "sendto"):
            patch.setattr(socket.socket, name, _guarded(name))
        for name in ("getaddrinfo", "gethostbyname"):
            patch.setattr(socket, name, _look_up)
        yield


@pytest.fixture(scope="session", autouse=True)
def remembered_keys() -> Iterator[None]:
    """Derive each key once: the same slot with the same passphrase gives the same key, and hundreds of tests unlock the same few."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("db.keyslots.hash_secret_raw", cache(hash_secret_raw))
        yield


@pytest.fixture(scope="session", autouse=True)
def state_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Keep what a workspace keeps outside its folder away from the user's own."""
    folder = tmp_path_factory.mktemp("state")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KASHI_STATE", str(folder / "shared"))
        yield folder


@pytest.fixture(autouse=True)
def state(state_folders: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The state folder of one test: the copies of a workspace that two tests open are not each other's."""
    folder = state_folders / uuid.uuid4().hex
    monkeypatch.setenv("KASHI_STATE", str(folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    """Opens villages and counties for one test: of any unit, on any day, with contents."""
    made = Offices(tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def lasting_offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Offices]:
    """The same for all tests of a module, where contents cost much and the tests only read."""
    made = Offices(tmp_path_factory.mktemp("offices"))
    yield made
    made.close()


@pytest.fixture
def ws(offices: Offices) -> Workspace:
    """An open village, empty but for its unit."""
    return offices.village()


@pytest.fixture
def village(ws: Workspace) -> Workspace:
    """The same by the name that parts it from a county."""
    return ws


@pytest.fixture
def county(offices: Offices) -> Workspace:
    """An open county with its townships and villages."""
    return offices.county()


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """An open county with two enrolled villages."""
    opened = copy_table(prepared(make_table), tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def tiers(tmp_path: Path) -> Iterator[Tiers]:
    """The same below an open prefecture."""
    opened = copy_tiers(prepared(make_tiers), tmp_path)
    yield opened
    opened.close()
