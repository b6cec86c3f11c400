"""Names with rare letters are drawn; what no face has is named, with its page."""

from pathlib import Path
from typing import Any

import pypdf
import pytest

from kashi_desktop.paths import resources
from kashi_desktop.printing import faces, letters
from kashi_desktop.printing.files import InMemory
from kashi_desktop.printing.fonts import Typesetter
from kashi_desktop.printing.letters import GETA, named, undrawn
from kashi_desktop.printing.style import Paper
from tests.printing.sheets import poppler_text, pypdf_text

NAMES = [
    "王𠅤芳",  # extension B, read huì
    "李䶮",
    "张㛃",
    "赵𬭎",
    "钱𫝀",  # extension D: wanted for a name
    "孙𮧵",  # extension F
    "吴𪚥",
    "冯𫍽",
    "郑\u9ff1",
    "Қайрат Әлібекұлы",
    "Ҳамид Ӯктам",
    "Ңурлан Үмүт",
    "Ëziz Türkoğlu Ürümçi é Ə",
    "Žumabai Ḥasan",
    "买买提·吐尔逊",
    "阿依古丽•艾合买提‧卡德尔・古丽",
    "مەمتىمىن تۇرسۇن ئۆ ئۈ ڭ ې ھ",
]


def glyphs_of(path: Path) -> list[int]:
    """The glyphs that the codes of each font of the first page are drawn with, but for code 0."""
    fonts: Any = pypdf.PdfReader(path).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    tables = [font.get_object()["/DescendantFonts"][0].get_object()["/CIDToGIDMap"].get_data() for font in fonts.values()]
    return [int.from_bytes(table[at : at + 2], "big") for table in tables for at in range(2, len(table), 2)]


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_a_rare_name_is_drawn_and_reads_back(tmp_path: Path, name: str, bold: bool) -> None:
    paper = Paper("试印")
    paper.put(60, 80, name, 14, bold)
    paper.end_page()
    paper.save(out := tmp_path / "a.pdf")
    assert all(glyphs_of(out))
    assert GETA not in pypdf_text(out)[0]
    assert poppler_text(out).strip("\u202a\u202b\u202c\n\f ") == name
    assert paper.setter.missing == set()
    assert undrawn(name) == ""


def test_the_letters_that_are_passed_unread_are_in_the_bundled_faces() -> None:
    passed = [chr(code) for code in range(0x20, 0x30000) if letters._DRAWN.fullmatch(chr(code))]
    assert len(passed) > 27_000
    for bold in (False, True):
        stack = [faces.face(path) for path in faces.bundled_stack(bold)]
        assert [char for char in passed if not any(face.glyph(char) for face in stack)] == []


def test_both_weights_hold_the_same_letters() -> None:
    pairs = zip(faces.bundled_stack(False), faces.bundled_stack(True), strict=True)
    assert [path.name for path, bold in pairs if set(faces.face(path).hb_face.unicodes) != set(faces.face(bold).hb_face.unicodes)] == []


def test_a_letter_that_no_face_has_is_named_with_its_number() -> None:
    text = "王\U0002a00b한 😀\ue863\t葛\U000e0100한"
    assert undrawn(text) == "\U0002a00b한😀\ue863"
    assert named(undrawn(text)) == "\U0002a00b（U+2A00B） 한（U+D55C） 😀（U+1F600） \ue863（U+E863）"
    assert named("한글은좋다가") == "한（U+D55C） 글（U+AE00） 은（U+C740） 좋（U+C88B） 다（U+B2E4） …"


def test_a_document_knows_on_which_page_and_in_which_words_a_letter_is_missing() -> None:
    paper = Paper("试印")
    paper.put(60, 80, "王芳")
    paper.end_page()
    for text in ("李한 😀", "李한 😀", "张𠅤", "ئا한"):
        paper.put(60, 80, text)
    paper.end_page()
    paper.save(out := InMemory())
    assert [(each.page, each.text, each.letters) for each in out.undrawn] == [(2, "李한 😀", "한😀"), (2, "ئا한", "한")]


def test_a_selector_of_a_form_takes_no_room_and_is_not_missing() -> None:
    setter = Typesetter()
    assert setter.line("葛\U000e0100").width == setter.line("葛").width
    assert setter.line("☎\ufe0f").missing == setter.line("☎").missing
    assert setter.missing <= {"☎"}


def test_the_face_of_rare_letters_has_a_name_of_its_own() -> None:
    held = faces.face(resources() / "fonts" / "KashiRareHan-Regular.ttf").hb_face
    assert held.get_name(1) == "Kashi Rare Han"
    assert 19_000 < len(held.unicodes) < 25_000
