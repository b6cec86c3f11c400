"""Writes the face of rare letters in names: ``python packaging/cut_rare_han.py HanaMinB.ttf UNIHAN_FOLDER``.

Needs fontTools, which is no dependency of the program: run it with a Python that has it. ``resources/SOURCES.md`` names the sources.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
FAMILY = "Kashi Rare Han"

EXTENSIONS = range(0x20000, 0x2EBF0)
"""Extensions B to F, which the source draws."""

URGENT = range(0x2B740, 0x2B820)
"""Extension D: letters that were urgently needed, many of them for names."""

READ = ("kMandarin", "kTraditionalVariant", "kUnihanCore2020", "kTGHZ2013", "kXHC1983", "kCihaiT")
"""Fields of Unihan that speak for use in China: a reading, a simplified form, a place in the dictionaries of today."""

OUT_OF_NAMES = ("GKX", "GHZ", "GZJW", "GZ", "GZFY")
"""Chinese sources of letters that nobody is called by: the two great dictionaries, bronze script, old Zhuang, dialect words."""


def _fields(folder: Path) -> Iterator[tuple[int, str, str]]:
    for file in sorted(folder.glob("Unihan_*.txt")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("U+2"):
                code, field, value = line.split("\t")
                yield int(code[2:], 16), field, value


def letters(folder: Path) -> set[int]:
    """The letters of the extensions that can be met in a name, by the Unihan files of a folder."""
    found = set(URGENT)
    for code, field, value in _fields(folder):
        named = field == "kIRG_GSource" and value.split("-")[0] not in OUT_OF_NAMES
        if code in EXTENSIONS and (named or field in READ):
            found.add(code)
    return found


def cut(source: Path, wanted: set[int], target: Path) -> None:
    """Write the source reduced to the wanted letters, without hinting, under a name of its own."""
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, glyph_names=False)
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "gasp", "vhea", "vmtx"]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    names = font["name"]
    names.names = []
    words = {
        0: "Copyright 2008-2017 GlyphWiki Project",
        1: FAMILY,
        2: "Regular",
        3: "Kashi Desktop: letters of HanaMinB 20170904",
        4: FAMILY,
        6: "KashiRareHan-Regular",
        13: "Hanazono Font License",
    }
    for number, text in words.items():
        names.setName(text, number, 3, 1, 0x409)
    unfinished = target.with_suffix(".tmp")
    font.save(unfinished)
    os.replace(unfinished, target)


def main(arguments: list[str]) -> int:
    """Cut the font named first to the letters that the second one's Unihan files speak for and the bundled serif lacks."""
    if len(arguments) != 2:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    drawn = set(TTFont(FONTS / "NotoSerifSC-Regular.ttf", lazy=True).getBestCmap())
    cut(Path(arguments[0]), letters(Path(arguments[1])) - drawn, FONTS / "KashiRareHan-Regular.ttf")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
