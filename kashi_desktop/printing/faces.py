"""Font files: the bundled ones, the system's 仿宋, and which glyphs they have."""

import os
import sys
from functools import cache
from pathlib import Path

from kashi_desktop.errors import QT_TRANSLATE_NOOP, KnownError
from kashi_desktop.paths import resources

_BUNDLED = ("NotoSerifSC-{0}", "NotoSansSC-{0}", "NotoSerif-{0}", "KashiRareHan-Regular", "NotoNaskhArabic-{0}")
"""In the order in which a letter is looked for, by weight; the Arabic face stands last. The rare letters have one weight."""

_FANGSONG = ("simfang.ttf", "fangsong.ttf", "stfangso.ttf", "fzfsk.ttf", "fzfsjw.ttf")
_OFFICIAL = {
    "title": ("fzxbsjw.ttf", "fzxbsk.ttf", "fzxiaobiaosong-b05s.ttf"),
    "heading": ("simhei.ttf", "fzhtk.ttf", "fzhtjw.ttf"),
    "subheading": ("simkai.ttf", "kaiti.ttf", "stkaiti.ttf", "fzktk.ttf", "fzktjw.ttf"),
}
"""小标宋, 黑体 and 楷体, as GB/T 9704 asks for titles and headings."""
_NO_EMBEDDING = 0x0302  # OS/2 fsType: restricted licence, no subsetting, bitmaps only


class Face:
    """One TrueType file, read by HarfBuzz; widths are in thousandths of the size.

    Raises KnownError ``font_unusable`` when the file is absent, damaged or has no TrueType outlines.
    """

    def __init__(self, path: Path) -> None:
        """Map the file into memory; glyphs are looked up on demand."""
        import uharfbuzz as hb

        try:
            self.hb_face = hb.Face(hb.Blob.from_file_path(str(path)))
            tags = set(self.hb_face.table_tags)
        except Exception as error:  # HarfBuzz has its own kinds of failure beside OSError
            raise unusable(path) from error
        if not {"glyf", "cmap", "hmtx", "OS/2"} <= tags:
            raise unusable(path)
        self.name = path.stem
        self.hb_font = hb.Font(self.hb_face)
        self.scale: float = 1000 / self.hb_face.upem

    def glyph(self, char: str) -> int:
        """Glyph of ``char``, 0 when the face does not have it."""
        return int(self.hb_font.get_nominal_glyph(ord(char)) or 0)

    def advance(self, glyph: int) -> float:
        """Width of a glyph."""
        return float(self.hb_font.get_glyph_h_advance(glyph)) * self.scale

    @property
    def embeddable(self) -> bool:
        """Whether the licence bits allow a subset inside a document."""
        table = bytes(self.hb_face.reference_table("OS/2").data)
        return not int.from_bytes(table[8:10], "big") & _NO_EMBEDDING


def unusable(path: Path) -> KnownError:
    """The fault of a font file that cannot be used."""
    return KnownError(
        "font_unusable",
        QT_TRANSLATE_NOOP("errors", "字体文件 {file} 缺失或损坏，没有打印。登记的内容没有变动。请重新安装本程序后再打印。"),
        file=path.name,
    )


@cache
def face(path: Path) -> Face:
    """The face of a file, read once."""
    return Face(path)


@cache
def system_fangsong() -> Path | None:
    """The system's own 仿宋 as TrueType with a licence for embedding, None when there is none."""
    return _system_face(_FANGSONG)


@cache
def official_face(role: str) -> Path | None:
    """The system's own face for the ``title``, a ``heading`` or a ``subheading`` of an official document, None when there is none."""
    return _system_face(_OFFICIAL[role])


def _system_face(names: tuple[str, ...]) -> Path | None:
    for folder in _font_folders():
        for place, _, files in os.walk(folder):
            for file in files:
                if file.lower() in names and _usable(Path(place, file)):
                    return Path(place, file)
    return None


def _font_folders() -> list[Path]:
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", ""), "Microsoft", "Windows", "Fonts")
        return [Path(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"), local]
    home = Path.home()
    return [Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts"]


def _usable(path: Path) -> bool:
    try:
        return face(path).embeddable
    except KnownError:
        return False


def bundled_stack(bold: bool) -> tuple[Path, ...]:
    """The font files that every installation has; both weights hold the same letters."""
    return tuple(resources() / "fonts" / f"{name.format('Bold' if bold else 'Regular')}.ttf" for name in _BUNDLED)


def default_stack(bold: bool) -> tuple[Path, ...]:
    """Font files in the order in which a character is looked for."""
    bundled = bundled_stack(bold)
    fangsong = None if bold else system_fangsong()
    return (fangsong, *bundled) if fangsong else bundled


def official_stack(role: str) -> tuple[Path, ...]:
    """Font files for a role of ``official_face``; without the system's own the bundled bold serif, for a heading the bold sans."""
    serif = default_stack(bold=True)
    bundled = (serif[1], serif[0], *serif[2:]) if role == "heading" else serif
    own = official_face(role)
    return (own, *bundled) if own else bundled
