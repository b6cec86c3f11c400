"""Settings that every test shares: no screen, no network, the lowest allowed key cost."""

import os
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

# Before anything imports Qt: without a screen Qt would abort the whole process.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["KASHI_TEST_KDF"] = "floor"

FUZZ_EXAMPLES = int(os.environ.get("KASHI_FUZZ_N", "0"))
"""Examples a property searches through in ``make fuzz N=…``; 0 in an ordinary run."""

_QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
settings.register_profile("ci", deadline=None, derandomize=False, max_examples=50, suppress_health_check=_QUIET, print_blob=True)
settings.register_profile("fuzz", settings.get_profile("ci"), max_examples=max(FUZZ_EXAMPLES, 1))
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
