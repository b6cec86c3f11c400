"""Writes the fonts of a document into it; imported late, because reportlab is slow to import.

reportlab's own TTFont cuts a face into simple fonts of 256 characters and writes code points above U+FFFF into ToUnicode as five
digits, so that 𬱖 reads back as another letter. Here a face is one composite font (ISO 32000-1, 9.7) whose codes are given out by
FontUse, and ToUnicode holds UTF-16 as 9.10.3 asks: surrogate pairs above the BMP, several letters for a ligature.
"""

import zlib
from typing import Any

import uharfbuzz as hb
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from kashi_desktop.printing.faces import Face
from kashi_desktop.printing.fonts import FontUse

_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange"""
_CMAP_TAIL = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"


class _Deflate(pdfdoc.PDFStreamFilterZCompress):  # type: ignore[misc]  # reportlab has no types
    """Deflate at its best: a page is a few kilobytes, so it costs next to nothing."""

    def encode(self, text: str | bytes) -> bytes:
        """Compress one stream."""
        return zlib.compress(text.encode("latin-1") if isinstance(text, str) else text, 9)


class PaperCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
    """A canvas without reportlab's own first font: Helvetica would be named on every page and embedded nowhere."""

    def _make_preamble(self) -> None:
        self._preamble = ""


def new_canvas(target: Any, pagesize: tuple[float, float]) -> Any:
    """An empty canvas whose bytes depend on its content alone; streams are deflated without reportlab's ASCII layer."""
    canvas = PaperCanvas(target, pagesize=pagesize, pageCompression=0, invariant=1, lang="zh-CN")
    canvas._doc.defaultStreamFilters = [_Deflate()]
    return canvas


def embed(document: Any, uses: list[FontUse]) -> None:
    """Add every font in use to the document's shared font resources; call once, after the last page is drawn."""
    fonts = document.idToObject[pdfdoc.BasicFonts].dict
    for number, use in enumerate(uses):
        fonts[use.name] = _composite(document, use, f"{_tag(number)}+{_plain(use.face.name)}")


def to_unicode(use: FontUse) -> str:
    """The CMap that turns codes back into text."""
    entries = [f"<{code:04X}> <{_utf16(text)}>" for code, (_, text, _) in enumerate(use.glyphs) if text]
    blocks = [entries[at : at + 100] for at in range(0, len(entries), 100)]
    body = [line for block in blocks for line in (f"{len(block)} beginbfchar", *block, "endbfchar")]
    return "\n".join([_CMAP_HEAD, *body, _CMAP_TAIL])


def _utf16(text: str) -> str:
    return text.encode("utf-16-be", "surrogatepass").hex().upper()


def outline(face: Face, glyph: int) -> str:
    """Path operators that fill a glyph, in the face's own units."""
    path: list[str] = []
    here = [0.0, 0.0]

    def move(x: float, y: float, _: Any) -> None:
        here[:] = x, y
        path.append(f"{x:g} {y:g} m")

    def line(x: float, y: float, _: Any) -> None:
        here[:] = x, y
        path.append(f"{x:g} {y:g} l")

    def curve(x1: float, y1: float, x: float, y: float, _: Any) -> None:
        # PDF knows cubic curves only: the control points of the same quadratic one
        a, b = here[0] + (x1 - here[0]) * 2 / 3, here[1] + (y1 - here[1]) * 2 / 3
        c, d = x + (x1 - x) * 2 / 3, y + (y1 - y) * 2 / 3
        here[:] = x, y
        path.append(f"{a:.1f} {b:.1f} {c:.1f} {d:.1f} {x:g} {y:g} c")

    pen = hb.DrawFuncs()
    pen.set_move_to_func(move)
    pen.set_line_to_func(line)
    pen.set_quadratic_to_func(curve)
    pen.set_close_path_func(lambda _: path.append("h"))
    face.hb_font.draw_glyph(glyph, pen, None)
    return " ".join([*path, "f"])


def _composite(document: Any, use: FontUse, base: str) -> Any:
    program, places = _subset(use.face, {glyph for glyph, _, _ in use.glyphs})
    name = pdfdoc.PDFName(base)
    gids = b"".join(places[glyph].to_bytes(2, "big") for glyph, _, _ in use.glyphs)
    descendant = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": pdfdoc.PDFDictionary({"Registry": "(Adobe)", "Ordering": "(Identity)", "Supplement": 0}),
            "FontDescriptor": document.Reference(_descriptor(document, use.face, name, program), f"descriptor:{use.name}"),
            "DW": 1000,
            "W": pdfdoc.PDFArray([0, pdfdoc.PDFArray([round(width, 2) for _, _, width in use.glyphs])]),
            "CIDToGIDMap": document.Reference(pdfdoc.PDFStream(content=gids), f"gids:{use.name}"),
        }
    )
    font = pdfdoc.PDFDictionary(
        {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([document.Reference(descendant, f"descendant:{use.name}")]),
            "ToUnicode": document.Reference(pdfdoc.PDFStream(content=to_unicode(use)), f"unicode:{use.name}"),
        }
    )
    return document.Reference(font, f"font:{use.name}")


def _descriptor(document: Any, face: Face, name: Any, program: bytes) -> Any:
    stream = pdfdoc.PDFStream(content=program)
    stream.dictionary["Length1"] = len(program)
    extents = face.hb_font.get_font_extents("ltr")
    ascent, descent = round(extents.ascender * face.scale), round(extents.descender * face.scale)
    return pdfdoc.PDFDictionary(
        {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray([-1000, descent, 3000, ascent]),
            "ItalicAngle": 0,
            "Ascent": ascent,
            "Descent": descent,
            "CapHeight": 730,
            "StemV": 120 if face.name.endswith("Bold") else 80,
            "FontFile2": document.Reference(stream, f"file:{name}"),
        }
    )


def _subset(face: Face, glyphs: set[int]) -> tuple[bytes, dict[int, int]]:
    """The face reduced to ``glyphs`` without layout tables, and where each glyph went."""
    wanted = hb.SubsetInput()
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE | hb.SubsetFlags.NOTDEF_OUTLINE
    wanted.glyph_set.update(sorted(glyphs))
    keep = {"glyf", "loca", "head", "hhea", "hmtx", "maxp"}
    drop = [tag for tag in face.hb_face.table_tags if tag not in keep]
    wanted.drop_table_tag_set.update([int.from_bytes(tag.encode("ascii"), "big") for tag in drop])
    plan = hb.SubsetPlan(face.hb_face, wanted)
    return bytes(plan.execute().blob.data), dict(plan.old_to_new_glyph_mapping)


def _tag(number: int) -> str:
    """Six capital letters, as a subset's name begins (9.6.4)."""
    return "KASHI" + chr(ord("A") + number)


def _plain(name: str) -> str:
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char == "-")) or "Font"
