"""Sets text in the faces of the page: no character is ever left out unseen."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from kashi_desktop.printing.direction import RIGHT_TO_LEFT, along, base_level, visual_runs
from kashi_desktop.printing.faces import Face, default_stack, face, unusable
from kashi_desktop.printing.letters import GETA, is_selector, printable

_ESCAPED = [f"\\{n:03o}" if n in b"\\()\r\n" else chr(n) for n in range(256)]  # ISO 32000-1, 7.3.4.2


class FontUse:
    """What one document uses of one face: each pair of glyph and text has its own code, so extraction is exact."""

    def __init__(self, used: Face, name: str) -> None:
        """Start without glyphs; code 0 stays the face's own "missing"."""
        self.face = used
        self.name = name
        self.glyphs: list[tuple[int, str, float]] = [(0, "", 0.0)]
        self._codes: dict[tuple[int, str, float], int] = {}

    def code(self, glyph: int, text: str, width: float) -> str:
        """Two bytes of a PDF string, escaped, that draw ``glyph`` and read back as ``text``."""
        key = (glyph, text, width)
        code = self._codes.get(key)
        if code is None:
            code = self._codes[key] = len(self.glyphs)
            self.glyphs.append(key)
        return _ESCAPED[code >> 8] + _ESCAPED[code & 255]


@dataclass(frozen=True, slots=True)
class Piece:
    """Glyphs of one font: ``show`` is the PDF operator that draws them."""

    font: str
    show: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot or mark drawn as an outline at a place from the start of the line, in thousandths of the size."""

    use: FontUse
    glyph: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Line:
    """A line ready to draw; ``width`` in thousandths of the size, ``missing`` are the letters of its ``text`` that no face has."""

    width: float
    pieces: tuple[Piece, ...]
    marks: tuple[Mark, ...] = ()
    text: str = ""
    missing: str = ""


@dataclass(frozen=True, slots=True)
class _Glyph:
    use: FontUse
    code: str
    width: float


class Typesetter:
    """Turns texts into lines for one document; ``stacks`` are the font files for regular and bold, first choice first."""

    def __init__(self, stacks: tuple[tuple[Path, ...], tuple[Path, ...]] | None = None) -> None:
        """Read nothing yet: a face is opened when the first character asks for it."""
        self._stacks = stacks or (default_stack(False), default_stack(True))
        self.uses: dict[Path, FontUse] = {}
        self.missing: set[str] = set()
        self._glyphs: tuple[dict[str, _Glyph], dict[str, _Glyph]] = ({}, {})
        self._lines: dict[tuple[str, bool], Line] = {}
        self._ticks: dict[tuple[str, bool], Line] = {}

    def beside(self, stack: tuple[Path, ...]) -> "Typesetter":
        """A typesetter of other faces for the same document: both share the fonts that are written into it."""
        other = Typesetter((stack, stack))
        other.uses, other.missing = self.uses, self.missing
        return other

    def line(self, text: str, bold: bool = False) -> Line:
        """Set one line, without breaking it."""
        line = self._lines.get((text, bold))
        if line is None:
            line = self._set(text, bold)
            if self.missing and (missing := "".join(char for char in dict.fromkeys(text) if char in self.missing)):
                line = replace(line, text=text, missing=missing)
            self._lines[text, bold] = line
        return line

    def width(self, text: str, bold: bool = False) -> float:
        """Width of ``text`` on one line, in thousandths of the size."""
        if RIGHT_TO_LEFT.search(text):
            return self.line(text, bold).width
        return sum(self._glyph(char, bold).width for char in printable(text))

    def option(self, label: str, ticked: bool) -> Line:
        """A label after an empty place one em wide, which reads back as ☑ or □; the box itself is drawn by the page."""
        line = self._ticks.get((label, ticked))
        if line is None:
            blank = self._glyph(" ", False)
            mark = blank.use.code(blank.use.face.glyph(" "), "☑" if ticked else "□", 1000.0)
            glyphs = [_Glyph(blank.use, mark, 1000.0), blank, *(self._glyph(char, False) for char in label)]
            line = self._ticks[label, ticked] = Line(sum(g.width for g in glyphs), tuple(_pieces(glyphs)))
        return line

    def _set(self, text: str, bold: bool) -> Line:
        if not RIGHT_TO_LEFT.search(text):
            glyphs = [self._glyph(char, bold) for char in printable(text)]
            return Line(sum(g.width for g in glyphs), tuple(_pieces(glyphs)))
        pieces: list[Piece] = []
        marks: list[Mark] = []
        width = 0.0
        for part, path, shaped in self._parts(text, bold):
            if shaped and path:
                more, dots, wide = self._shape(part, path)
                marks += [Mark(dot.use, dot.glyph, dot.x + width, dot.y) for dot in dots]
            else:
                glyphs = [self._glyph(char, bold) for char in part]
                more, wide = _pieces(glyphs), sum(g.width for g in glyphs)
            pieces += more
            width += wide
        return Line(width, tuple(pieces), tuple(marks))

    def _parts(self, text: str, bold: bool) -> Iterator[tuple[str, Path | None, bool]]:
        """Parts from left to right: their characters, the face and whether to shape them from right to left."""
        for run, backwards in visual_runs(along(printable(text), base_level(text))):
            if not backwards:
                yield run, None, False
                continue
            groups = [("".join(g), path) for path, g in groupby(run, key=lambda char: self._home(char, bold))]
            for chars, path in reversed(groups):
                yield (chars, path, True) if path else (chars[::-1], None, False)

    def _home(self, char: str, bold: bool) -> Path | None:
        """First file of the stack that has ``char``; within right-to-left runs a space or joiner stays in the Arabic face."""
        stack = self._stacks[bold]
        if char == " " or unicodedata.category(char) == "Cf":
            return stack[-1]
        return next((path for path in stack if face(path).glyph(char)), None)

    def _use(self, path: Path) -> FontUse:
        if path not in self.uses:
            self.uses[path] = FontUse(face(path), f"K{len(self.uses) + 1}")
        return self.uses[path]

    def _glyph(self, char: str, bold: bool) -> _Glyph:
        known = self._glyphs[bold].get(char)
        if known is None:
            known = self._glyphs[bold][char] = self._find(char, bold)
        return known

    def _find(self, char: str, bold: bool) -> _Glyph:
        unseen = is_selector(char)
        for drawn in (char, " " if unseen else GETA):
            for path in self._stacks[bold]:
                glyph = face(path).glyph(drawn)
                if glyph:
                    if drawn is not char and not unseen:
                        self.missing.add(char)
                    use = self._use(path)
                    width = 0.0 if unseen else use.face.advance(glyph)
                    return _Glyph(use, use.code(glyph, char, width), width)
        raise unusable(self._stacks[bold][0])

    def _shape(self, text: str, path: Path) -> tuple[list[Piece], list[Mark], float]:
        """Shape one right-to-left run of one face; glyphs come out from left to right."""
        import uharfbuzz as hb

        use = self._use(path)
        buffer = hb.Buffer()
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ug"
        hb.shape(use.face.hb_font, buffer)
        return _placed(use, text, buffer.glyph_infos, buffer.glyph_positions)


def _pieces(glyphs: Iterable[_Glyph]) -> list[Piece]:
    return [Piece(use.name, f"({''.join(g.code for g in run)})Tj") for use, run in groupby(glyphs, key=lambda g: g.use)]


def _placed(use: FontUse, text: str, infos: Any, positions: Any) -> tuple[list[Piece], list[Mark], float]:
    """Write shaped glyphs: one glyph a letter as text, the dots and marks that the face draws apart as outlines.

    A dot drawn as text would come between the letters when the text is read back.
    """
    glyphs = list(zip(infos, positions, strict=True))
    bodies = _bodies(glyphs)
    starts = sorted(bodies)
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    pieces: list[Piece] = []
    marks: list[Mark] = []
    pen, scale, shows = 0.0, use.face.scale, list[str]()
    owed = 0.0  # how far the place where the next letter begins lies behind that of the reader
    for number, (info, position) in enumerate(glyphs):
        shift, lift, advance = position.x_offset * scale, position.y_offset * scale, position.x_advance * scale
        if bodies[info.cluster] != number:
            marks.append(Mark(use, info.codepoint, pen + shift, lift))
            owed += advance
        else:
            width = use.face.advance(info.codepoint)
            code = use.code(info.codepoint, text[info.cluster : ends[info.cluster]], width)
            if owed + shift:
                shows.append(f"{-(owed + shift):g}")
            shows.append(f"({code})")
            owed = advance - width - shift
        pen += advance
    pieces.append(Piece(use.name, f"[{' '.join(shows)} {-owed:g}] TJ"))
    return pieces, marks, pen


def _bodies(glyphs: list[tuple[Any, Any]]) -> dict[int, int]:
    """For each cluster the position of its widest glyph, which stands for the letter."""
    bodies: dict[int, int] = {}
    for number, (info, position) in enumerate(glyphs):
        best = bodies.get(info.cluster)
        if best is None or position.x_advance > glyphs[best][1].x_advance:
            bodies[info.cluster] = number
    return bodies
