"""The statement that rules among those of an office in one stream."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kashi_desktop.sync.card_chain import Chain
from kashi_desktop.sync.cards import OfficeCard
from kashi_desktop.sync.keys import DeviceKeys, OfficeKeys
from kashi_desktop.sync.own_devices import OwnDevices, Statement, ruling

DEVICE, STREAM = DeviceKeys.generate(), b"s" * 16
KEYS = [OfficeKeys.generate()]
KEYS.append(KEYS[0].renewed())
FIRST = OfficeCard.of(KEYS[0], b"c" * 16, "653121", "county", "疏附县民政局", DEVICE.device_id)
CHAIN = Chain((FIRST, FIRST.next(KEYS[1], KEYS[0])))
FALLEN = FIRST.next(KEYS[0], KEYS[0])


def signed(card: OfficeCard, keys: OfficeKeys, number: int, device: bytes, entry: bytes, stream: bytes = STREAM) -> Statement:
    """A statement as it is read from an entry."""
    fields = Statement(number, device, (entry,), card.digest).fields(stream, keys)
    parts = [fields["heads"], fields["signature"]]
    return Statement(number, device, (bytes.fromhex(parts[0]),), card.digest, bytes.fromhex(parts[1]), entry)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(1, 3), st.sampled_from([b"x" * 16, b"y" * 16]), st.integers(0, 200)), max_size=6))
def test_rank_then_number_then_device_then_hash(told: list[tuple[int, int, bytes, int]]) -> None:
    said = [signed(CHAIN.cards[card], KEYS[card], number, device, bytes([tie]) * 32) for card, number, device, tie in told]
    found = ruling(STREAM, said, CHAIN)
    if not told:
        assert found == OwnDevices(DEVICE.device_id, DEVICE.device_id, None)
        return
    rank, number, device, tie = max(told)
    assert found == OwnDevices(DEVICE.device_id, device, (bytes([tie]) * 32,), rank, number)


def test_what_the_office_did_not_sign_for_this_stream_is_nothing() -> None:
    entry, other = b"e" * 32, b"o" * 16
    wrong = [
        signed(FIRST, OfficeKeys.generate(), 9, other, entry),
        signed(FIRST, KEYS[1], 9, other, entry),
        signed(FIRST, KEYS[0], 9, other, entry, stream=b"t" * 16),
        signed(FALLEN, KEYS[0], 9, other, entry),
    ]
    assert ruling(STREAM, wrong, CHAIN) == OwnDevices(DEVICE.device_id, DEVICE.device_id, None)
    assert ruling(STREAM, [*wrong, signed(FIRST, KEYS[0], 1, other, entry)], CHAIN).active == other


def test_what_is_no_statement_is_read_as_none() -> None:
    for duty in (b"", b"[]", b'{"number":1}', b'{"number":1,"device":"zz","card":"","signature":""}'):
        assert Statement.read(b"e" * 32, duty) is None
