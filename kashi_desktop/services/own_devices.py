"""An office says which of its computers is the active one, in every stream that it writes (exchange-rules.md, rules 21 to 23)."""

from sqlalchemy import Connection

from db.journal import Change
from db.queries.branches import branches_of
from db.queries.own_devices import streams_written, villages
from db.streams import counts_stream, new_id
from db.unit_of_work import UnitOfWork
from kashi_desktop.errors import QT_TRANSLATE_NOOP
from kashi_desktop.services.context import Context
from kashi_desktop.sync.cards import OfficeCard
from kashi_desktop.sync.keys import OfficeKeys
from kashi_desktop.sync.own_devices import REGISTER, Offices, Statement, streams_stated

STATED = QT_TRANSLATE_NOOP(
    "errors", "本单位有一部分单位的记录还认另一台电脑，可能是放回了旧的副本。已重新写明以这台电脑为准，随下次回执带去，没有丢失任何内容。"
)
STOPPED = QT_TRANSLATE_NOOP(
    "errors", "本单位已改用另一台电脑，这台电脑新写的记录不再算数，已有的都还在。请改用那台电脑；那台丢了，请用封存的恢复单恢复。"
)


MOST_HEADS = 156
"""How many heads a statement names, of more those met first: a thief of the folder makes branches of our chains, but none so early."""


def state_devices(context: Context, work: UnitOfWork, card: OfficeCard, keys: OfficeKeys) -> None:
    """Write that this computer is the active one, and that all that the office's computers wrote and is held here is trusted.

    One number for all streams, in the caller's transaction.
    """
    connection = work.connection
    ours, streams = {context.keys.device_id, *context.former}, _streams(context, connection)
    unit = context.office.unit_id
    offices = Offices(connection, streams)
    ruling = [found for stream in streams if (found := offices.of(stream, unit))]
    top = max(each.rank for each in ruling)
    number = 1 + max(each.number for each in ruling if each.rank == top)
    heads: dict[bytes, list[bytes]] = {}
    for branch in branches_of(connection, streams):
        if branch.device in ours and branch.last_seq and len(named := heads.setdefault(branch.stream, [])) < MOST_HEADS:
            named.append(branch.head)
    said = {each: Statement(number, context.keys.device_id, tuple(heads.get(each, ())), card.digest) for each in streams}
    work.apply([Change(at, REGISTER, "create", new_id(at), None, each.fields(at, keys)) for at, each in said.items()])


def settle_devices(context: Context) -> None:
    """Tell a person when this computer is not the active one; where it is in one stream and not in another, state again in all.

    That cannot go to and fro between two computers: each new computer of an office has a card of its own, and the higher one rules.
    """
    card, cards, keys, own = context.office_card, context.office_cards, context.office_keys, context.keys.device_id
    if card is None or cards is None or keys is None:
        return
    with context.read() as connection:
        if card.first_device == own and not streams_stated(connection):
            return
        written, streams = streams_written(connection, {own, *context.former}), _streams(context, connection)
        offices = Offices(connection, streams)
        found = {stream: ruling for stream in streams if (ruling := offices.of(stream, context.office.unit_id))}
    stopped = {stream for stream, each in found.items() if each.active != own}
    if not stopped:
        return
    if cards.chain.top != card or len(stopped) == len(found):
        if STOPPED not in context.notices:
            context.notices.append(STOPPED)
        return
    with context.write("state_devices") as work:
        state_devices(context, work, card, keys)
    if stopped & written:  # in the stream of a new unit there is nothing to be told
        context.notices.append(STATED)


def _streams(context: Context, connection: Connection) -> list[bytes]:
    """Every stream that the office writes; its counts are the prefecture's to judge, which knows its computers by its own approval."""
    found = streams_written(connection, {context.keys.device_id, *context.former}) | {context.common}
    if context.is_county:
        found |= villages(connection)
    return sorted(found - {counts_stream(context.office.unit_id)})
