"""Stdout for scripts, stderr for people."""

import json
import os
import sys
from collections.abc import Iterable, Mapping

_BLOCK = 1 << 16


def say(sentence: str) -> None:
    """Tell a person something, on stderr."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def write_object(body: Mapping[str, object]) -> None:
    """Write one JSON object on one line."""
    write_objects([body])


def write_objects(bodies: Iterable[Mapping[str, object]]) -> int:
    """Write objects line by line as UTF-8, whatever the terminal's own encoding is, in blocks; returns how many."""
    count, held, size = 0, [], 0
    sys.stdout.flush()
    for body in bodies:
        # Names of files that are not UTF-8 become JSON's own escapes.
        line = (json.dumps(body, ensure_ascii=False, allow_nan=False) + "\n").encode("utf-8", "backslashreplace")
        held.append(line)
        count, size = count + 1, size + len(line)
        if size >= _BLOCK:
            sys.stdout.buffer.write(b"".join(held))
            held, size = [], 0
    sys.stdout.buffer.write(b"".join(held))
    sys.stdout.buffer.flush()
    return count


def write_text(text: str) -> None:
    """Write prose to stdout as UTF-8: the help."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))
    sys.stdout.buffer.flush()


def stop_writing() -> None:
    """Whoever read our output left; Python must not complain about it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
