from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from reportlab.pdfbase import ttfonts

from kashi_desktop.errors import KnownError
from kashi_desktop.paths import resources
from kashi_desktop.printing import faces
from kashi_desktop.printing.direction import visual_runs
from kashi_desktop.printing.embedding import to_unicode
from kashi_desktop.printing.fonts import Typesetter
from kashi_desktop.printing.letters import GETA, printable
from kashi_desktop.printing.style import Paper
from tests.printing.sheets import poppler_text, pypdf_text, squeeze

FONTS = resources() / "fonts"
SYSTEM_FANGSONG = faces.system_fangsong


def print_lines(out: Path, *texts: str, setter: Typesetter | None = None, bold: bool = False) -> Path:
    paper = Paper("试印", setter)
    for number, text in enumerate(texts):
        paper.put(60, 80 + 30 * number, text, 14, bold)
    paper.end_page()
    paper.save(out)
    return out


def ink(path: Path, tmp_path: Path) -> int:
    """Number of dark pixels of the first page."""
    import subprocess

    subprocess.run(["pdftoppm", "-r", "60", "-gray", "-singlefile", str(path), str(tmp_path / "page")], check=True)
    data = (tmp_path / "page.pgm").read_bytes()
    return sum(byte < 128 for byte in data[20:])


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize(
    "text",
    ["㛃", "𬱖", "䶮", "㛃𬱖䶮", "买买提·吐尔逊", "阿依古丽·艾合买提", "A1B2 (3) \\ 2026年11月18日", "138****1234", "（盖章）、“引号”…"],
)
def test_text_reads_back_exactly(tmp_path: Path, text: str, bold: bool) -> None:
    out = print_lines(tmp_path / "a.pdf", text, bold=bold)
    assert pypdf_text(out)[0].strip() == text
    assert poppler_text(out).strip() == text


def test_every_character_of_a_large_text_reads_back(tmp_path: Path) -> None:
    face = faces.face(FONTS / "NotoSerifSC-Regular.ttf")
    chars = [chr(c) for c in (*range(0x4E00, 0x5200), *range(0x3400, 0x3480), *range(0x20000, 0x2A000)) if face.glyph(chr(c))][:1500]
    lines = ["".join(chars[at : at + 30]) for at in range(0, len(chars), 30)]
    paper = Paper("试印")
    for number, line in enumerate(lines):
        paper.put(40, 40 + 15 * number, line)
    paper.end_page()
    out = tmp_path / "a.pdf"
    paper.save(out)
    # one composite font carries far more than 256 characters, and codes whose bytes are ( ) \ and line ends
    assert squeeze(pypdf_text(out)[0]) == "".join(chars)
    assert squeeze(poppler_text(out)) == "".join(chars)


def test_reportlabs_own_table_is_still_wrong_beyond_the_bmp() -> None:
    """When this fails reportlab writes surrogate pairs itself and kashi_desktop.printing.embedding may be reconsidered."""
    assert f"<{0x2CC56:X}>" in ttfonts.makeToUnicodeCMap("F", [0x2CC56])
    setter = Typesetter()
    setter.line("𬱖")
    assert "<D873DC56>" in to_unicode(next(iter(setter.uses.values())))


def test_every_font_is_embedded_and_nothing_names_helvetica(tmp_path: Path) -> None:
    out = print_lines(tmp_path / "a.pdf", "社区", "ئالىم")
    data = out.read_bytes()
    assert b"Helvetica" not in data
    fonts = pypdf.PdfReader(out).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert len(fonts) == 2
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in descendant["/FontDescriptor"]


def test_missing_glyph_falls_back_to_another_face(tmp_path: Path) -> None:
    naskh, sans = FONTS / "NotoNaskhArabic-Regular.ttf", FONTS / "NotoSansSC-Regular.ttf"
    setter = Typesetter(((naskh, sans), (naskh, sans)))
    out = print_lines(tmp_path / "a.pdf", "a社区𬱖b", setter=setter)
    assert pypdf_text(out)[0].strip() == "a社区𬱖b"
    assert set(setter.uses) == {naskh, sans}
    assert not setter.missing


def test_character_of_no_face_prints_a_visible_mark(tmp_path: Path) -> None:
    setter = Typesetter()
    out = print_lines(tmp_path / "a.pdf", "😀", setter=setter)
    mark = print_lines(tmp_path / "b.pdf", GETA)
    assert setter.missing == {"😀"}
    assert poppler_text(out).strip() == "😀"
    assert ink(out, tmp_path) == ink(mark, tmp_path) > 20
    assert setter.line("😀").width == setter.line(GETA).width > 0


def test_control_and_format_characters_leave_no_hole() -> None:
    assert printable("a\tb\u2067c\u2069\x00\ufeffd\u00a0e") == "a bcd e"
    assert printable("买买提·吐尔逊") == "买买提·吐尔逊"


def test_uyghur_reads_back_in_logical_order(tmp_path: Path) -> None:
    texts = ["مەمتىمىن تۇرسۇن", "تېلېفون نومۇرى", "لالە گۈلى", "ياشانغانلار"]
    out = print_lines(tmp_path / "a.pdf", *texts)
    read = "".join(c for c in poppler_text(out) if c not in "\u202a\u202b\u202c")
    assert read.split("\n\n")[0].splitlines() == texts or [line for line in read.splitlines() if line.strip()] == texts
    assert [line.strip() for line in pypdf_text(out)[0].splitlines() if line.strip()] == texts


def test_uyghur_letters_join() -> None:
    setter = Typesetter()
    apart = sum(setter.line(char).width for char in "سالام")
    assert 0 < setter.line("سالام").width < apart


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("买买提 2026-11-18", [("买买提 2026-11-18", False)]),
        ("ئەلى 2026-11-18", [("2026-11-18", False), ("ئەلى ", True)]),
        ("ئا 14 ئە", [(" ئە", True), ("14", False), ("ئا ", True)]),
        ("2 小队 ئەلى 14 号", [("2 小队 ", False), ("14", False), ("ئەلى ", True), (" 号", False)]),
        ("ئەلى abc", [("abc", False), ("ئەلى ", True)]),
        ("", []),
        ("ئەلى：应您的要求", [("ئەلى", True), ("：应您的要求", False)]),
        ("ئەلى（1941年生）", [("ئەلى", True), ("（1941年生）", False)]),
        ("ئەلى、李明", [("ئەلى", True), ("、李明", False)]),
        ("ئۆي ئىسسىق كۈنى 社区 ئەلى ياخشى", [(" ئەلى ياخشى", True), ("社区", False), ("ئۆي ئىسسىق كۈنى ", True)]),
        ("\u200eئەلى abc", [("ئەلى", True), (" abc", False)]),
    ],
)
def test_visual_order_isolates_numbers(text: str, runs: list[tuple[str, bool]]) -> None:
    assert visual_runs(text) == runs


def test_date_among_uyghur_words_keeps_its_direction(tmp_path: Path) -> None:
    out = print_lines(tmp_path / "a.pdf", "ئۆي 2026-11-18 كۈنى 138****1234 ئىسسىق")
    for read in (pypdf_text(out)[0], poppler_text(out)):
        assert "2026-11-18" in read
        assert "138****1234" in read


def test_the_systems_fangsong_comes_first_when_it_may_be_embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(faces, "_font_folders", lambda: [tmp_path])
    search = SYSTEM_FANGSONG.__wrapped__
    assert search() is None
    (tmp_path / "SIMFANG.TTF").write_bytes(b"damaged")
    assert search() is None
    licensed = tmp_path / "more" / "simfang.ttf"
    licensed.parent.mkdir()
    licensed.symlink_to(FONTS / "NotoSansSC-Regular.ttf")
    assert search() == licensed
    monkeypatch.setattr(faces, "system_fangsong", search)
    assert faces.default_stack(bold=False)[0] == licensed
    assert licensed not in faces.default_stack(bold=True)


@pytest.mark.parametrize("content", [None, b"", b"not a font at all", b"\x00\x01\x00\x00" + bytes(200)])
def test_damaged_font_is_a_known_error(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "broken.ttf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(KnownError) as error:
        faces.Face(path)
    assert error.value.code == "font_unusable"


def test_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    first = print_lines(tmp_path / "a.pdf", "社区", "ئالىم")
    second = print_lines(tmp_path / "b.pdf", "社区", "ئالىم")
    assert first.read_bytes() == second.read_bytes()
    assert pypdf.PdfReader(BytesIO(first.read_bytes())).metadata is not None


def test_digits_of_the_arabic_script_keep_their_order(tmp_path: Path) -> None:
    """٧٥ was drawn as ٥٧."""
    assert visual_runs("٧٥ ياش كوچا") == [(" ياش كوچا", True), ("٧٥", False)]
    assert visual_runs("كوچا ۷۵") == [("۷۵", False), ("كوچا ", True)]
    assert visual_runs("ئەلى ٢٠٢٦-١١-١٨") == [("٢٠٢٦-١١-١٨", False), ("ئەلى ", True)]
    out = print_lines(tmp_path / "a.pdf", "٧٥ ياش كوچا", "柳树路 ٧٥ 号")
    assert poppler_text(out).count("٧٥") == 2
