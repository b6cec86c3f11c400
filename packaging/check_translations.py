"""Keeps the catalogues true to the sources: compares, refreshes, fills and builds ``resources/translations``.

Without an option: exit 1 and a list when a string of the sources is missing, untranslated or stale. Chinese is the source
language and needs no catalogue of its own.
"""

import argparse
import ast
import json
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "resources" / "translations" / "kashi_en.ts"
SOURCES = ("ui", "kashi_desktop", "db")
PLACE = re.compile(r"\{[^{}]*\}|%L?\d|%n")


@dataclass(frozen=True, order=True)
class Text:
    """One translatable text: its context, source, disambiguation and whether it counts things."""

    context: str
    source: str
    comment: str
    plural: bool

    def __str__(self) -> str:
        """Show the context and the text on one line."""
        return f"{self.context}: {self.source}".replace("\n", "⏎") + (f" ({self.comment})" if self.comment else "")


class Catalogue:
    """A .ts file in memory."""

    def __init__(self, path: Path) -> None:
        """Read the file; a missing one counts as empty."""
        self.path = path
        self.root = ET.parse(path).getroot() if path.exists() else ET.Element("TS", version="2.1", language="en")

    def messages(self) -> Iterator[tuple[Text, ET.Element]]:
        """Yield each text with its element."""
        for context in self.root.iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                plural = message.get("numerus") == "yes"
                yield Text(name, message.findtext("source", ""), message.findtext("comment", ""), plural), message

    def translations(self) -> dict[Text, tuple[str, ...]]:
        """Return the finished forms of each text; an untranslated one has none, a vanished one is left in as stale."""
        return {text: finished_forms(message) for text, message in self.messages()}

    def fill(self, english: dict[str, str | list[str]]) -> int:
        """Set the translation of every text whose source is a key; returns how many were set."""
        filled = 0
        for text, message in self.messages():
            given = english.get(text.source)
            if not given:
                continue
            forms = [given] if isinstance(given, str) else given
            old = message.find("translation")
            if old is not None:
                message.remove(old)
            translation = ET.SubElement(message, "translation")
            if text.plural:
                for form in (forms * 2)[:2]:
                    ET.SubElement(translation, "numerusform").text = form
            else:
                translation.text = forms[0]
            filled += 1
        return filled

    def write(self) -> None:
        """Write the file back; lupdate then lays it out."""
        ET.ElementTree(self.root).write(self.path, encoding="utf-8", xml_declaration=True)


def finished_forms(message: ET.Element) -> tuple[str, ...]:
    """Return a message's translated forms, or nothing when it is unfinished or a form is empty."""
    translation = message.find("translation")
    if translation is None or translation.get("type") is not None:
        return ()
    forms = tuple(form.text or "" for form in translation.iter("numerusform")) or (translation.text or "",)
    return forms if all(forms) else ()


def tool(name: str) -> str:
    """Return the path of a Qt tool inside PySide6."""
    spec = find_spec("PySide6")
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("check_translations: PySide6 is missing; run packaging/setup.sh first.")
    found = shutil.which(name, path=spec.submodule_search_locations[0])
    if found is None:
        raise SystemExit(f"check_translations: {name} is missing inside PySide6; run packaging/setup.sh again.")
    return found


def python_files() -> list[Path]:
    """Return all source files that may hold texts for people."""
    return sorted(path for folder in SOURCES for path in (ROOT / folder).rglob("*.py") if path.stat().st_size)


def is_text(node: ast.AST) -> bool:
    """Tell whether a node is a literal string."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def code_labels(tree: ast.Module) -> Iterator[str]:
    """Yield the labels of ``db/codes.py``: the second of ``NAME = "value", "label"`` in the classes made from Code."""
    for node in tree.body:
        if not (isinstance(node, ast.ClassDef) and any(isinstance(base, ast.Name) and base.id == "Code" for base in node.bases)):
            continue
        for line in node.body:
            if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple) and all(map(is_text, line.value.elts)):
                yield ast.literal_eval(line.value)[1]


def register_words(tree: ast.Module) -> Iterator[str]:
    """Yield labels, purposes and the like of a declaration: its Chinese literals that are no docstrings."""
    said = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if is_text(node) and node not in said and not ast.literal_eval(node).isascii():
            yield ast.literal_eval(node)


def unmarked_sentences(tree: ast.Module) -> Iterator[str]:
    """Yield the sentences handed to KnownError as bare literals, which lupdate cannot know."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "KnownError" and len(node.args) > 1 and is_text(node.args[1]):
            yield ast.literal_eval(node.args[1])


def unreadable_calls(path: Path, tree: ast.Module) -> Iterator[str]:
    """Yield the places where tr() gets something else than a literal, which nobody can translate."""
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr == "tr"
            and node.args
            and not is_text(node.args[0])
        ):
            yield f"{path.relative_to(ROOT)}:{node.lineno}: tr() needs a literal text"


def generated_source() -> tuple[str, list[str]]:
    """Return Python text that marks what lupdate misses, and the places that cannot be translated at all."""
    marked: dict[tuple[str, str], None] = {}
    faults: list[str] = []
    for path in python_files():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        faults += unreadable_calls(path, tree)
        marked |= {("errors", sentence): None for sentence in unmarked_sentences(tree)}
        if path == ROOT / "db" / "codes.py":
            marked |= {("codes", label): None for label in code_labels(tree)}
        if path == ROOT / "db" / "declaring.py" or path.parent == ROOT / "db" / "registers":
            marked |= {("registers", words): None for words in register_words(tree)}
    return "".join(
        f"QT_TRANSLATE_NOOP({json.dumps(context)}, {json.dumps(text, ensure_ascii=False)})\n" for context, text in marked
    ), faults


def lupdate(target: Path) -> list[str]:
    """Bring a catalogue up to the sources, keeping its translations; returns the places that cannot be translated."""
    generated, faults = generated_source()
    with tempfile.TemporaryDirectory() as folder:
        extra = Path(folder) / "generated.py"
        extra.write_text(generated, encoding="utf-8")
        files = [str(path.relative_to(ROOT)) for path in python_files()]
        command = [tool("lupdate"), "-silent", "-no-obsolete", "-locations", "none", "-source-language", "zh_CN", "-target-language", "en"]
        for heuristic in ("sametext", "similartext"):
            command += ["-disable-heuristic", heuristic]
        done = subprocess.run([*command, *files, str(extra), "-ts", str(target)], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"check_translations: lupdate failed:\n{done.stdout}{done.stderr}")
    return faults


def differences(shipped: Catalogue, fresh: Catalogue) -> list[str]:
    """List what a person must mend in the shipped catalogue, given one freshly taken from the sources."""
    have, need = shipped.translations(), {text for text, _ in fresh.messages()}
    found = [f"missing: {text}" for text in sorted(need - have.keys())]
    found += [f"untranslated: {text}" for text in sorted(need & have.keys()) if not have[text]]
    found += [f"stale: {text}" for text in sorted(have.keys() - need)]
    for text in sorted(need & have.keys()):
        places = set(PLACE.findall(text.source)) - {"%n"}
        found += [f"other places than the source: {text}" for form in have[text] if set(PLACE.findall(form)) - {"%n"} != places]
    return found


def fresh_catalogue(folder: Path) -> tuple[Catalogue, list[str]]:
    """Return a copy of the shipped catalogue brought up to the sources, and the places that cannot be translated."""
    copy = folder / CATALOGUE.name
    if CATALOGUE.exists():
        shutil.copyfile(CATALOGUE, copy)
    faults = lupdate(copy)
    return Catalogue(copy), faults


def check() -> int:
    """Print each difference; returns the exit code."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, faults = fresh_catalogue(Path(folder))
        found = faults + differences(Catalogue(CATALOGUE), fresh)
    for line in found:
        print(line)
    if found:
        print(f"check_translations: {len(found)} to mend in {CATALOGUE.relative_to(ROOT)}; see packaging/README.md.")
    return 1 if found else 0


def missing() -> dict[str, str | list[str]]:
    """Return the sources without English, as an object to fill in: a text, or two forms (one, many) for counted things."""
    with tempfile.TemporaryDirectory() as folder:
        fresh, _ = fresh_catalogue(Path(folder))
        return {text.source: ["", ""] if text.plural else "" for text, forms in fresh.translations().items() if not forms}


def update(english: dict[str, str | list[str]]) -> None:
    """Refresh the shipped catalogue and set the given translations."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    lupdate(CATALOGUE)
    if english:
        catalogue = Catalogue(CATALOGUE)
        print(f"check_translations: {catalogue.fill(english)} filled", file=sys.stderr)
        catalogue.write()
        lupdate(CATALOGUE)


def release() -> None:
    """Build the .qm file that the window loads, unless it is newer than its source."""
    built = CATALOGUE.with_suffix(".qm")
    if CATALOGUE.exists() and not (built.exists() and built.stat().st_mtime_ns > CATALOGUE.stat().st_mtime_ns):
        subprocess.run([tool("lrelease"), "-silent", str(CATALOGUE), "-qm", str(built)], check=True)


def main() -> int:
    """Run one of the options; see packaging/README.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--update", action="store_true", help="refresh the .ts, keeping its translations")
    choice.add_argument("--missing-json", action="store_true", help="print the sources without English as JSON")
    choice.add_argument("--fill", type=Path, metavar="FILE.json", help="refresh the .ts and apply {source: english}")
    choice.add_argument("--release", action="store_true", help="build the .qm when it is older than the .ts")
    options = parser.parse_args()
    if options.missing_json:
        print(json.dumps(missing(), ensure_ascii=False, indent=1))
    elif options.update or options.fill:
        update(json.loads(options.fill.read_text(encoding="utf-8")) if options.fill else {})
        release()
    elif options.release:
        release()
    else:
        return check()
    return 0


if __name__ == "__main__":
    sys.exit(main())
