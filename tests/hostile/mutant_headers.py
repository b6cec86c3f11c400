"""Mutations of a file's header, which its author then signs."""

from collections.abc import Callable
from copy import deepcopy

from tests.hostile.drafts import Draft, Parts
from tests.hostile.spoiled import JUNK, Spoiler, at


class Headers:
    """Changes one thing of a draft's header at a time."""

    def __init__(self, parts: Parts, spoiler: Spoiler) -> None:
        """Mutate files made of these parts."""
        self._parts, self._spoiler = parts, spoiler
        self.steps: list[Callable[[Draft], None]] = [self.value, self.value, self.key, self.swap, self.more]
        self.steps += [self.borrow, self.many, self.spelling]

    def value(self, draft: Draft) -> None:
        """Another value somewhere."""
        *path, key = draft.draw.choice(self._parts.paths)
        place = at(draft.header, path)
        place[key] = self._spoiler.value(draft.draw, place[key])

    def key(self, draft: Draft) -> None:
        """Something left out."""
        *path, key = draft.draw.choice(self._parts.paths)
        del at(draft.header, path)[key]

    def swap(self, draft: Draft) -> None:
        """Two values each in the other's place."""
        (*path, key), (*other, other_key) = draft.draw.sample(self._parts.paths, 2)
        one, two = at(draft.header, path), at(draft.header, other)
        one[key], two[other_key] = deepcopy(two[other_key]), deepcopy(one[key])

    def more(self, draft: Draft) -> None:
        """Something put in beside others."""
        *path, _ = draft.draw.choice(self._parts.paths)
        place, junk = at(draft.header, path), deepcopy(draft.draw.choice(JUNK))
        if isinstance(place, dict):
            place[draft.draw.choice(("", "unknown", "extra", "device", *self._parts.ids[32][:50]))] = junk
        else:
            place.append(draft.draw.choice((junk, deepcopy(place[-1]))))

    def borrow(self, draft: Draft) -> None:
        """A part of another file's header in the place of ours."""
        other = draft.draw.choice(self._parts.others)
        key = draft.draw.choice(
            ("sender", "recipient", "authors", "cards", "grants", "have", "lacking", "device", "office", "kind", "unit")
        )
        if key == "sender" and draft.draw.random() < 0.7:
            key, inside = "sender", draft.draw.choice(("card", "certificate", "invitation", "epoch"))
            draft.header["sender"][inside] = deepcopy(other["sender"].get(inside))
        else:
            draft.header[key] = deepcopy(other[key])

    def many(self, draft: Draft) -> None:
        """More than there may be, or than anybody holds."""
        key, count = draft.draw.choice((("have", 1), ("lacking", 1), ("have", 10_001), ("cards", 129), ("cards", 70), ("authors", 300)))
        if key == "cards":
            card = draft.header["cards"][-1]
            draft.header["cards"] = [card | {"version": number} for number in range(1, count)]
        elif key == "authors":
            author = draft.draw.choice(
                [*draft.header["authors"].values(), *(each["sender"] for each in self._parts.others if "sender" in each)]
            )
            draft.header["authors"] = {f"{number:032x}": author for number in range(count)}
        else:
            place = draft.draw.choice([each["device"] + each["epoch"] + each["stream"] for each in draft.header["ranges"]])
            rest = [draft.draw.choice(("duty", "consent", "both"))] if key == "lacking" else []
            draft.header[key] = {
                place: [[number, named, *rest] for number, named in enumerate(draft.draw.choices(self._parts.ids[64], k=count), 1)]
            }

    def spelling(self, draft: Draft) -> None:
        """The same header in other bytes."""
        spellings: list[Callable[[bytes], bytes]] = [
            lambda head: head.replace(b",", b", ", 1),
            lambda head: head.replace(b'"kind"', b'"kin\\u0064"', 1),
            lambda head: head[:-1] + b',"kind":"package"}',
            lambda head: b'{"created":"2026-11-20 10:00:00",' + head[1:],
            lambda head: head.replace(b'"suite":1', b'"suite":1.0', 1),
            lambda head: head.replace(b'"suite":1', b'"suite":9007199254740993', 1),
            lambda head: head.replace(b'"', b'"\xff', 1),
            lambda head: head.replace(b'"', b'"\\ud800', 1),
            lambda head: b"\xef\xbb\xbf" + head,
            lambda head: head + b"\n",
            lambda head: b"[" * 100_000 + b"]" * 100_000,
            lambda head: head.replace(b'"suite":1', b'"suite":' + b"[" * 9 + b"]" * 9, 1),
            lambda head: b"",
        ]
        draft.spelled = draft.draw.choice(spellings)
