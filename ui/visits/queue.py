"""Who is due after whom, while a pile of paper is typed."""

from datetime import timedelta
from typing import TYPE_CHECKING

from kashi_desktop.types.results import DueItem

if TYPE_CHECKING:
    from kashi_desktop.workspace import Workspace

SOON = timedelta(days=7)
"""Elders due later than this are not offered as the next one when they were met this month."""


class Queue:
    """The due list in its order, without those recorded in this sitting."""

    def __init__(self, ws: "Workspace") -> None:
        """Empty until refreshed."""
        self._ws = ws
        self._items: tuple[DueItem, ...] = ()
        self._order: list[bytes] = []
        self._done: set[bytes] = set()

    def refresh(self) -> None:
        """Fetch the list; the place of those who left it is remembered, so that "after" keeps its meaning."""
        self._items = self._ws.due.list().items
        present = {item.elder_id for item in self._items}
        if not self._order or not self._done:
            self._order = [item.elder_id for item in self._items]
        else:
            self._order += [item.elder_id for item in self._items if item.elder_id not in set(self._order)]
        self._done &= present | self._done

    def item(self, elder_id: bytes) -> DueItem | None:
        """The line of one elder, None when not on the list."""
        return next((item for item in self._items if item.elder_id == elder_id), None)

    def done(self, elder_id: bytes) -> None:
        """This elder was recorded in this sitting and is not offered again."""
        self._done.add(elder_id)

    def after(self, elder_id: bytes) -> DueItem | None:
        """The next elder who waits: first those behind ``elder_id`` in the order, then those before; None when nobody does."""
        waiting = {item.elder_id: item for item in self._items if self._waits(item) and item.elder_id != elder_id}
        start = self._order.index(elder_id) + 1 if elder_id in self._order else 0
        return next((waiting[other] for other in (*self._order[start:], *self._order[:start]) if other in waiting), None)

    def _waits(self, item: DueItem) -> bool:
        soon = item.due_on <= self._ws.clock.today() + SOON
        return item.elder_id not in self._done and (soon or item.urgent or not item.met_this_month)
