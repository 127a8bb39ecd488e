"""Texts cannot go stale: their numbers, links, names and words are checked."""

import html
import importlib.util
import pathlib
import re
import subprocess
import sys

import numpy as np
import pytest
from project import LESSONS, LISTED, OTHERS, ROOT, TEXTS, anchor, cells, prose

from tests.prose_numbers import DECLARED

ALL_PAGES = TEXTS + OTHERS + sorted(ROOT.glob("tests/bench/*.md"))

each_page = pytest.mark.parametrize("path", ALL_PAGES, ids=lambda path: path.name)


# --------------------------------------------------------------- numbers in the prose

# What is no prose: numbers of exercises, code, formulas, links, tags, the stated time.
NO_PROSE = re.compile(
    r"\b0\d\.\d\b|```.*?```|\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|\]\([^)]*\)|<[^>]*>"
    r"|^\*\*Time.*?$",
    re.DOTALL | re.MULTILINE,
)
NUMBER = re.compile(r"(?<![\w.,/-])[−-]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
SMALL = re.compile(
    r"\b(\d+) of (\d+)\b|\b[Ss]eeds? (\d+)\b|\b(\d+) "
    r"(?:neurons|weights|parameters|units|hidden units|networks|rows|seeds|lessons)\b"
)


def numbers_in_prose(path):
    """Return the numbers of a text, each with the words around it.

    Of whole numbers up to 20 only those that count something: "3 of 4", "3 units".
    """
    found = {}
    for cell in cells(path, "markdown"):
        if cell.id == "fine-print":  # sources, with their years
            continue
        text = NO_PROSE.sub(" ", cell.source)
        counts = {number for groups in SMALL.findall(text) for number in groups}
        for match in NUMBER.finditer(text):
            number = re.sub("[,−-]", "", match[0])
            if "." in number or int(number) > 20 or number in counts:
                around = text[max(0, match.start() - 40) : match.end() + 20]
                found[number] = f"{cell.id}: … {' '.join(around.split())} …"
    return found


def numbers_in_outputs(path):
    """Return all numbers that the cells of a lesson show."""
    shown = [output for cell in cells(path, "code") for output in cell.outputs]
    texts = [output.get("text") or output.data["text/plain"] for output in shown]
    found = re.findall(r"\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?", "\n".join(texts))
    return {float(number.rstrip(",").replace(",", "")) for number in found}


def is_one_of(number, results):
    """Return whether a number is a result, rounded to its digits, or a percentage."""
    decimals = len(number.partition(".")[2])
    for result in results:
        if number in (f"{result:.{decimals}f}", f"{100 * result:.{decimals}f}"):
            return True
    return False


# What was measured on one computer, no cell shows again.
COMPUTED = [path for path in TEXTS if path.stem != "class_server"]


@pytest.mark.parametrize("path", COMPUTED, ids=lambda path: path.stem)
def test_every_number_in_prose_is_one_that_a_cell_shows(path):
    """Those of a lesson in its own cells, those of a page in the cells of a lesson."""
    results = set()
    for lesson in [path] if path in LISTED else LISTED:
        results |= numbers_in_outputs(lesson)

    declared = [item for item in DECLARED if item.page == path.stem]
    names = {number for item in declared for number in item.numbers.split()}
    written = numbers_in_prose(path)
    unknown = {
        number: around
        for number, around in written.items()
        if number not in names and not is_one_of(number, results)
    }
    assert not unknown, "shown by no cell, and not in prose_numbers.py"
    assert names <= set(written), "prose_numbers.py has more than the text"


@pytest.mark.parametrize(
    "item",
    [item for item in DECLARED if callable(item.source)],
    ids=lambda item: f"{item.page} {item.numbers}",
)
def test_a_number_that_no_cell_shows_is_what_its_source_computes(item):
    results = np.abs(np.ravel(item.source()))
    for number in item.numbers.split():
        assert is_one_of(number, results), f"{number} is not in {results}"


# ----------------------------------------------------------------- links, files, words


def without_code(text):
    """Return a text without its code."""
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)


@each_page
def test_links_lead_somewhere(path):
    links = r"\]\(<?([^)\s>]+)|^\[\w+\]: (\S+)|(?:src|href)=\"(\S+?)\""
    found = re.findall(links, without_code(prose(path)), re.MULTILINE)
    for target in ["".join(groups) for groups in found]:
        if re.match(r"\w+:", target):  # on the web
            continue
        file, _, name = html.unescape(target).partition("#")
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), f"{target} is not there"
        if name:
            headings = re.findall(r"^#+ (.+)", prose(goal), re.MULTILINE)
            anchors = [anchor(heading) for heading in headings]
            assert name.lower() in anchors, f"{target}: no such heading"


# What a person may add, by mistake or not; what another project has; what is made.
EXAMPLES = {
    "07_name.ipynb",
    "lesson_07.py",
    "lesson_….py",
    "numpy.py",
    "random.py",
    "out.ipynb",
    "mnist.md",
}


@each_page
def test_files_that_a_text_names_are_there(path):
    there = {file.name for file in ROOT.glob("*")}
    for folder in ("notebooks", "tests", "web", "binder"):
        there |= {file.name for file in (ROOT / folder).rglob("*")}
    named = set(re.findall(r"[\w…]+\.(?:py|ipynb|toml|mplstyle|md)\b", prose(path)))
    assert named <= there | EXAMPLES


# Tales are not storeys, a file is called LICENSE, and a computer runs a program.
SPELLED = {"story", "license", "program"}
CODESPELL = [sys.executable, "-m", "codespell_lib", "-L", "fro"]  # as in "to and fro"


def test_spelling(tmp_path):
    """Also American words: codespell's list has the other direction."""
    codespell = pathlib.Path(importlib.util.find_spec("codespell_lib").origin).parent
    lines = codespell / "data" / "dictionary_en-GB_to_en-US.txt"
    pairs = re.findall(r"^(.*)->([^,\n]*)$", lines.read_text("utf-8"), re.MULTILINE)
    wrong = [f"{us}->{gb}" for gb, us in pairs if us not in SPELLED]
    british = tmp_path / "british.txt"
    british.write_text("\n".join(wrong), encoding="utf-8")

    text = "\n".join(without_code(prose(path)) for path in ALL_PAGES)
    result = subprocess.run(
        CODESPELL + ["-D", "-", "-D", british, "-"],
        input=re.sub(r"\]\([^)]*\)|\"[^\"\n]*\"", "", text),  # titles are quoted
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout


# The number of a lesson; an exercise, as in 02.7; a section, as in 02 *A proof*.
NAMED = re.compile(r"(?<![\w.,:/−-])(0[1-9])(?!\d)(?:\.(\d)\b)?(?: \*([^*\n]+)\*)?")


def missing_in(line, lessons):
    """Return what a line names and no lesson has; lessons is a dict of their texts."""
    missing = []
    for number, exercise, section in NAMED.findall(line):
        text = lessons.get(number)
        heading = rf"^##+ {re.escape(section)}(:|$)"

        if text is None:
            missing.append(f"lesson {number}")
        elif exercise and f"\n### {exercise}. " not in text:
            missing.append(f"exercise {number}.{exercise}")
        elif section and not re.search(heading, text, re.MULTILINE):
            missing.append(f"section {number} *{section}*")
    return list(dict.fromkeys(missing))


def test_what_texts_say_of_a_lesson_is_there():
    """When a lesson, an exercise or a section goes, this lists what speaks of it."""
    lessons = {path.name[:2]: prose(path) for path in LESSONS}
    missing = []
    for path in TEXTS + OTHERS:
        for line in without_code(prose(path)).splitlines():
            for what in missing_in(line, lessons):
                missing.append(f"{path.name}: no {what}: {line[:80]}")
    assert not missing, "texts name what is not there\n" + "\n".join(missing)
