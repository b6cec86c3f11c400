"""The one spelling of JSON: what is taken, what is refused, and that no bytes whatever do anything else (sync.md §1)."""

import json
import time
from typing import Any

import msgspec
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from db.canonical import (
    DEPTH_LIMIT,
    INTEGER_LIMIT,
    ITEM_LIMIT,
    LINE_LIMIT,
    TEXT_LIMIT,
    NotCanonical,
    decode,
    decode_lines,
    encode,
    line_parts,
    value_type,
)

_any_value = msgspec.json.Decoder(value_type(0))


def check_lines(block: bytes) -> None:
    """Read lines as those of a file are read: part by part."""
    for part in line_parts(block, 0, len(block)):
        decode_lines(part, _any_value)


TAKEN: list[tuple[bytes, Any]] = [
    (b"null", None),
    (b"true", True),
    (b"0", 0),
    (b"-1", -1),
    (str(INTEGER_LIMIT).encode(), INTEGER_LIMIT),
    (str(-INTEGER_LIMIT).encode(), -INTEGER_LIMIT),
    (b'""', ""),
    (b'"\\b\\t\\n\\f\\r\\"\\\\"', '\b\t\n\f\r"\\'),
    (b'"\\u0000\\u001f"', "\x00\x1f"),
    (b'"\x7f/\xc2\x85\xe2\x80\xa8"', "\x7f/\x85\u2028"),
    (b'"\xf0\x9f\x98\x80"', "😀"),
    (b'{"":0,"A":1,"a":2,"\xc3\xa9":3}', {"": 0, "A": 1, "a": 2, "é": 3}),
    # Byte order of UTF-8, which is not the order of UTF-16.
    (b'{"\xef\xbf\xbf":1,"\xf0\x90\x80\x80":2}', {"\uffff": 1, "\U00010000": 2}),
    (b"[" * DEPTH_LIMIT + b"]" * DEPTH_LIMIT, [[[[[[[[]]]]]]]]),
]
"""Test vectors for docs/format.md: bytes and the value that they are the one spelling of."""

REFUSED = [
    b"",
    b" 1",
    b"1\n",
    b"[1, 2]",
    b"[1,]",
    b"01",
    b"+1",
    b"-0",
    b"1.0",
    b"1.5",
    b"1e2",
    b"1e99999999",
    b"NaN",
    b"-Infinity",
    str(INTEGER_LIMIT + 1).encode(),
    str(-INTEGER_LIMIT - 1).encode(),
    b"9223372036854775808",
    b"9" * 100_000,
    b'{"b":1,"a":2}',
    b'{"a":1,"a":1}',
    b"{a:1}",
    b"'a'",
    b'"\\/"',
    b'"\\u0041"',
    b'"\\u001F"',
    b'"\\u000a"',
    b'"\\u007f"',
    b'"\\ud83d\\ude00"',
    b'"\\ud800"',
    b'"\xed\xa0\x80"',
    b'"\xff"',
    b'"\xc0\x80"',
    b'{"\xff":1}',
    b'[{"unknown":"\xfe"}]',
    b'"\x00"',
    b'"\n"',
    b"\xef\xbb\xbf1",
    b"1\x00",
    b"1 2",
    b"tru",
    b'"open',
    b"[" * (DEPTH_LIMIT + 1) + b"]" * (DEPTH_LIMIT + 1),
    b'{"a":' * (DEPTH_LIMIT + 1) + b"1" + b"}" * (DEPTH_LIMIT + 1),
    b'"' + b"a" * (TEXT_LIMIT + 1) + b'"',
    b'{"' + b"a" * (TEXT_LIMIT + 1) + b'":1}',
    b"[" + b",".join([b"1"] * (ITEM_LIMIT + 1)) + b"]",
]

_texts = st.text(st.characters(exclude_categories=["Cs"]))
_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-INTEGER_LIMIT, INTEGER_LIMIT) | _texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(("data", "value"), TAKEN)
def test_the_one_spelling_is_taken_and_written(data: bytes, value: object) -> None:
    assert decode(data) == value
    assert encode(value) == data
    check_lines(data + b"\n" + data + b"\n")


@pytest.mark.parametrize("data", REFUSED, ids=lambda data: repr(data[:24]))
def test_any_other_spelling_and_what_exceeds_a_limit_is_refused(data: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(data)
    with pytest.raises(NotCanonical):
        check_lines(b"1\n" + data + b"\n")


@pytest.mark.parametrize("block", [b"1", b"\n", b"1\n\n2\n", b"1\r\n", b"1\n2", b"1 \n", b"1\n ", b"\n1\n"])
def test_lines_are_each_ended_by_one_newline(block: bytes) -> None:
    with pytest.raises(NotCanonical):
        check_lines(block)


def test_lines_are_checked_part_by_part() -> None:
    line = encode("a" * TEXT_LIMIT) + b"\n"
    block = line * (2 * LINE_LIMIT // len(line))
    check_lines(block)
    with pytest.raises(NotCanonical):
        check_lines(block + b"1 \n")
    with pytest.raises(NotCanonical):
        check_lines(encode([["a" * TEXT_LIMIT] * 110]) + b"\n")


def test_a_text_of_the_longest_length_counts_characters_not_bytes() -> None:
    assert decode(encode("维" * TEXT_LIMIT)) == "维" * TEXT_LIMIT


def test_a_lone_surrogate_has_no_canonical_form() -> None:
    with pytest.raises(NotCanonical):
        encode({"name": "\ud800"})


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b'[{"a":'])
def test_json_a_hundred_thousand_deep_neither_recurses_nor_costs(opening: bytes) -> None:
    started = time.process_time()
    for _ in range(100):
        with pytest.raises(NotCanonical):
            decode(opening * 100_000)
    assert time.process_time() - started < 1


@pytest.mark.fuzz
@given(_values)
def test_every_value_has_one_spelling_which_reads_back(value: object) -> None:
    data = encode(value)
    try:
        assert decode(data) == value
    except NotCanonical:
        assert _depth(value) > DEPTH_LIMIT
    # Python's own library sorts by code points, which is the byte order of UTF-8.
    assert data == json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _depth(value: object) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(_depth, inside), default=0)


@pytest.mark.fuzz
@given(st.binary(max_size=60) | st.text('[]{}",:\\u0123d8e.-+ \n\x00a', max_size=40).map(lambda text: text.encode()))
@example(b"\\")
def test_no_bytes_do_anything_but_read_or_be_refused(data: bytes) -> None:
    try:
        assert encode(decode(data)) == data
        held = True
    except NotCanonical:
        held = False
    try:
        check_lines(data + b"\n")
    except NotCanonical:
        assert not held
    else:
        assert held or b"\n" in data
