"""Prose cannot go stale: its numbers, links and words are checked.

Every number in a lesson's text must be in an output of that lesson, to the digits that
the text gives, and every number on the other pages in an output of some lesson.
prose_numbers.toml lists the others, each with where it comes from.
"""

import html
import importlib.util
import pathlib
import re
import subprocess
import sys
import tomllib

import nbformat
import numpy as np
import pytest
import tinynet_helpers
from refresh import NOTEBOOKS, ROOT

LESSONS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
TEXTS = LESSONS + sorted(NOTEBOOKS.glob("*.md"))
DECLARED = tomllib.loads(
    (ROOT / "tests" / "prose_numbers.toml").read_text(encoding="utf-8")
)
NO_PROSE = r"\b0\d\.\d\b"  # the number of an exercise
NO_PROSE += (
    r"|```.*?```|\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|\]\([^)]*\)|<[^>]*>|^\*\*Time.*?$"
)
NUMBER = re.compile(r"(?<![\w.,/-])[−-]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
COUNT = re.compile(r"\b(\d+) of (\d+)\b")


def cells(path, kind):
    return [c for c in nbformat.read(path, as_version=4).cells if c.cell_type == kind]


def value(written):
    return written.replace(",", "").replace("−", "-").lstrip("-")


def numbers_in_prose(path):
    """Yield (number, text around it); of small whole numbers only those in "3 of 4"."""
    texts = {"": text_of(path)}
    if path in LESSONS:
        texts = {cell.id: cell.source for cell in cells(path, "markdown")}
        del texts["fine-print"]  # sources, with their years
    for name, text in texts.items():
        text = re.sub(NO_PROSE, " ", text, flags=re.S | re.M)
        counts = {n for pair in COUNT.findall(text) for n in pair}
        for match in NUMBER.finditer(text):
            number = value(match[0])
            if "." in number or int(number) > 20 or number in counts:
                around = text[max(0, match.start() - 40) : match.end() + 20]
                yield number, f"{name}: … {' '.join(around.split())} …"


def numbers_in_outputs(path):
    shown = [o for cell in cells(path, "code") for o in cell.outputs]
    text = "\n".join(o.get("text") or o["data"]["text/plain"] for o in shown)
    found = re.findall(r"\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?", text)
    return {float(number.rstrip(",").replace(",", "")) for number in found}


def said(number, outputs):
    """Is this number, rounded to its digits, or as a percentage, among the outputs?"""
    decimals = len(number.partition(".")[2])
    return any(
        f"{output:.{decimals}f}" == number or f"{100 * output:.{decimals}f}" == number
        for output in outputs
    )


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_number_in_prose_is_one_that_a_cell_printed(path):
    lessons = [path] if path in LESSONS else LESSONS
    sources = DECLARED.get(path.stem, {})
    outputs = set().union(*map(numbers_in_outputs, lessons))
    declared = {n: source for names, source in sources.items() for n in names.split()}
    written = dict(numbers_in_prose(path))
    unbound = {
        n: at for n, at in written.items() if not said(n, outputs) and n not in declared
    }
    assert not unbound, "neither printed by a cell nor in prose_numbers.toml"
    assert set(declared) <= set(written), "prose_numbers.toml has more than the prose"


@pytest.mark.parametrize("lesson", DECLARED)
def test_other_numbers_are_what_their_source_says(lesson):
    for numbers, source in DECLARED[lesson].items():
        if source.startswith("="):  # computed here
            X, y = tinynet_helpers.truth_table("XOR")
            names = {"np": np, "X": X, "y": y, **vars(tinynet_helpers)}
            found = np.ravel(eval(source[1:].strip(), names))
        elif source.startswith("in "):  # another lesson's output
            found = numbers_in_outputs(NOTEBOOKS / f"{source[3:]}.ipynb")
        else:
            continue
        for number in numbers.split():
            assert said(number, np.abs([*found])), f"{number} is not {source}"


# ---- links and spelling --------------------------------------------------------------

PAGES = [ROOT / "README.md", *NOTEBOOKS.glob("*.md"), *NOTEBOOKS.glob("*.ipynb")]
PAGES += sorted((ROOT / "tests" / "bench").glob("*.md"))


def text_of(path):
    if path.suffix == ".ipynb":
        return "\n\n".join(cell.source for cell in cells(path, "markdown"))
    return path.read_text(encoding="utf-8")


def headings(path):
    """The anchors of a page, as code hosts make them; Jupyter keeps the capitals."""
    titles = re.findall(r"^#+ (.+)", text_of(path), re.M)
    plain = [re.sub(r"[^\w\- ]", "", title.lower()) for title in titles]
    return {title.strip().replace(" ", "-") for title in plain}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    text = re.sub(r"```.*?```|`[^`\n]*`", "", text_of(path), flags=re.S)
    targets = re.findall(
        r"\]\(<?([^)\s>]+)|^\[\w+\]: (\S+)|(?:src|href)=\"(\S+?)\"", text, re.M
    )
    for target in map("".join, targets):
        if re.match(r"\w+:", target):
            continue
        file, _, anchor = html.unescape(target).partition("#")
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), f"{target} is not there"
        if anchor:
            assert anchor.lower() in headings(goal), f"{target}: no such heading"


SPELLED = {"story", "license"}  # tales are not storeys; a file is called LICENSE


@pytest.fixture(scope="module")
def british(tmp_path_factory):
    """A dictionary from American to British: codespell has the other direction."""
    data = (
        pathlib.Path(importlib.util.find_spec("codespell_lib").origin).parent / "data"
    )
    lines = (
        (data / "dictionary_en-GB_to_en-US.txt").read_text(encoding="utf-8").split("\n")
    )
    pairs = [line.split("->") for line in lines if "->" in line and "," not in line]
    file = tmp_path_factory.mktemp("spelling") / "british.txt"
    file.write_text(
        "\n".join(f"{us}->{gb}" for gb, us in pairs if us not in SPELLED),
        encoding="utf-8",
    )
    return file


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_spelling(path, british, tmp_path):
    text = re.sub(r"```.*?```|`[^`\n]*`|\]\([^)]*\)", "", text_of(path), flags=re.S)
    (tmp_path / f"{path.name}.txt").write_text(text, encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "codespell_lib",
        "-D",
        "-",
        "-D",
        british,
        tmp_path,
    ]
    result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr
