"""Prose cannot go stale: its numbers, code, links and words are checked.

Every number in a lesson's text must be in an output of that lesson, to the digits that
the text gives, and every number on the other pages in an output of some lesson.
prose_numbers.toml lists the others, each with where it comes from.
"""

import ast
import html
import importlib.util
import pathlib
import re
import subprocess
import sys
import tomllib
from collections import defaultdict

import numpy as np
import pytest
import tinynet_helpers
from project import LESSONS, MODULES, NOTEBOOKS, OTHERS, ROOT, anchor, cells, prose
from tinynet_helpers import backward, init_weights, train, train_many, truth_table

from tests.same_outputs import fits, shapes_in

MARKDOWN = sorted(NOTEBOOKS.glob("*.md"))
TEXTS = [*LESSONS, *MARKDOWN, ROOT / "README.md"]
PAGES = [*TEXTS, *OTHERS, *sorted(ROOT.glob("tests/bench/*.md"))]
DECLARED = tomllib.loads((ROOT / "tests/prose_numbers.toml").read_text("utf-8"))
assert {*DECLARED} <= {path.stem for path in TEXTS}, "a part of it has no page"
NO_PROSE = r"\b0\d\.\d\b|```.*?```|\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|\]\([^)]*\)|<[^>]*>"
NO_PROSE += r"|^\*\*Time.*?$"  # and before that code, formulas, numbers of exercises
NUMBER = re.compile(r"(?<![\w.,/-])[−-]?\d+(?:,\d{3})*(?:\.\d+)?(?![\w])")
NOUNS = "neurons|weights|parameters|units|hidden units|networks|rows|seeds|lessons"
COUNT = re.compile(rf"\b(\d+) of (\d+)\b|\b(\d+) (?:{NOUNS})\b|\b[Ss]eeds? (\d+)\b")

each_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


def numbers_in_prose(path):
    """Yield (number, text around it); of small ones those in "3 of 4" and "3 units"."""
    for cell in cells(path, "markdown"):
        if cell.id == "fine-print":  # sources, with their years
            continue
        text = re.sub(NO_PROSE, " ", cell.source, flags=re.S | re.M)
        counts = {n for pair in COUNT.findall(text) for n in pair}
        for match in NUMBER.finditer(text):
            number = re.sub("[,−-]", "", match[0])
            if "." in number or int(number) > 20 or number in counts:
                around = text[max(0, match.start() - 40) : match.end() + 20]
                yield number, f"{cell.id}: … {' '.join(around.split())} …"


def numbers_in_outputs(path):
    shown = [o for cell in cells(path, "code") for o in cell.outputs]
    text = "\n".join(o.get("text") or o["data"]["text/plain"] for o in shown)
    found = re.findall(r"\d[\d,]*(?:\.\d+)?(?:e[-+]?\d+)?", text)
    return {float(number.rstrip(",").replace(",", "")) for number in found}


def said(number, outputs):
    """Is this number, rounded to its digits, or as a percentage, among the outputs?"""
    digits = len(number.partition(".")[2])
    ways = (f"{n:.{digits}f}" for output in outputs for n in (output, 100 * output))
    return number in ways


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_number_in_prose_is_one_that_a_cell_printed(path):
    lessons = [path] if path in LESSONS else LESSONS
    outputs = set().union(*map(numbers_in_outputs, lessons))
    sources = DECLARED.get(path.stem, {})
    declared = {number for numbers in sources for number in numbers.split()}
    written = dict(numbers_in_prose(path))
    others = written.keys() - declared
    unbound = {n: written[n] for n in others if not said(n, outputs)}
    assert not unbound, "neither printed by a cell nor in prose_numbers.toml"
    assert declared <= set(written), "prose_numbers.toml has more than the prose"
    for numbers, source in sources.items():
        if source.startswith("="):  # computed here
            X, y = truth_table("XOR")
            names = {"np": np, "X": X, "y": y, **vars(tinynet_helpers)}
            found = np.ravel(eval(source[1:].strip(), names))
        elif source.startswith("in "):  # another lesson's output
            found = numbers_in_outputs(NOTEBOOKS / f"{source[3:]}.ipynb")
        else:
            continue
        for number in numbers.split():
            assert said(number, np.abs([*found])), f"{number} is not {source}"


def without_code(text):
    return re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.S)


@each_page
def test_links_say_where_they_lead_and_lead_there(path):
    text = without_code(prose(path))
    vague = re.findall(r"\[(here|link|this|click here)\]\(", text, re.I)
    assert not vague
    targets = re.findall(
        r"\]\(<?([^)\s>]+)|^\[\w+\]: (\S+)|(?:src|href)=\"(\S+?)\"", text, re.M
    )
    for target in map("".join, targets):
        if re.match(r"\w+:", target):
            continue
        file, _, name = html.unescape(target).partition("#")
        goal = (path.parent / file).resolve() if file else path
        assert goal.exists(), f"{target} is not there"
        if name:  # Jupyter keeps the capitals
            headings = re.findall(r"^#+ (.+)", prose(goal), re.M)
            assert name.lower() in map(anchor, headings), f"{target}: no such heading"


def test_files_and_versions_are_those_there_are():
    text = "".join(map(prose, PAGES))
    places = ("notebooks/**/*.*", "tests/**/*.*", "lite/*", "*")
    there = {path.name for place in places for path in ROOT.glob(place)}
    there |= {"06_name.ipynb", "lesson_06.py", "out.ipynb", "mnist.md"}  # examples
    named = {*re.findall(r"\w+\.(?:py|ipynb|toml|mplstyle|md)\b", text)}
    assert named <= there, f"not there: {sorted(named - there)}"
    assert len({*re.findall(r"3\.\d+ to 3\.\d+", text)}) == 1, "not the same Pythons"


SPELLED = {"story", "license"}  # tales are not storeys; a file is called LICENSE


def test_spelling(tmp_path):
    """Also American words: codespell's list has the other direction."""
    codespell = pathlib.Path(importlib.util.find_spec("codespell_lib").origin).parent
    lines = codespell / "data" / "dictionary_en-GB_to_en-US.txt"
    pairs = re.findall(r"^(.*)->([^,\n]*)$", lines.read_text(encoding="utf-8"), re.M)
    wrong = [f"{us}->{gb}" for gb, us in pairs if us not in SPELLED]
    british = tmp_path / "british.txt"
    british.write_text("\n".join(wrong), encoding="utf-8")
    text = "\n".join(without_code(prose(path)) for path in PAGES)
    command = [sys.executable, "-m", "codespell_lib", "-D", "-", "-D", british, "-"]
    text, both = re.sub(r"\]\([^)]*\)", "", text), {"text": True, "encoding": "utf-8"}
    result = subprocess.run(command, input=text, stdout=subprocess.PIPE, **both)
    assert result.returncode == 0, result.stdout


def test_the_code_of_the_hand_out_is_the_network():
    """It runs, learns what train learns, and its shapes are those it says."""
    text = prose(NOTEBOOKS / "handout.md")
    (X, y), (w_0, w_1) = truth_table("XOR"), init_weights()
    w_0_step, w_1_step = backward(X, y, w_0, w_1)
    names = vars(tinynet_helpers) | locals() | {"layer_0": X, "learning_rate": 1.0}
    (code,) = re.findall(r"```python\n(.*?)```", text, re.S)
    code, errors = compile(code, "handout.md", "exec"), []
    for iteration in range(1000):
        exec(code, names)
        errors.append(np.abs(names["layer_2_error"]).mean())
    assert np.allclose(errors, train(X, y, iterations=1000).errors)
    for row in shapes_in(text):
        assert fits(row, lambda name: str(np.shape(names[name]))), row


def guide():
    return prose(NOTEBOOKS / "teachers_guide.md")


def table(title):
    """Return the rows, as lists of cells, of the table under a heading of the guide."""
    _, found, section = guide().partition(f"\n## {title}\n")
    assert found, f"the guide has no section {title!r}"
    rows = re.findall(r"^\|.*", section.partition("\n## ")[0], re.M)
    return [row.strip("| ").split(" | ") for row in rows[2:]]


@pytest.mark.parametrize("length", ["50", "90", "two times 90"])
def test_plans_fill_their_time(length):
    minutes = [int(row[0]) for row in table(f"Plan for {length} minutes")]
    assert sum(minutes) == int(length.split()[-1])


def test_what_the_guide_names_exists():
    sections = re.findall(r"\b(0\d) \*([^*]+)\*", guide())
    named = [(number, rf"## {re.escape(title)}(:|$)") for number, title in sections]
    exercises = re.findall(r"\b(0\d)\.(\d)\b", guide())
    named += [(number, rf"### {exercise}\. ") for number, exercise in exercises]
    texts = defaultdict(str, {path.name[:2]: prose(path) for path in LESSONS})
    missing = [it for it in named if not re.search(f"^{it[1]}", texts[it[0]], re.M)]
    assert len(named) > 25 and not missing, "the lessons have no such headings"


def test_seeds_of_the_guide_do_what_it_says():
    X, y = truth_table("XOR")
    rows = {(row[0], row[1]): row[2] for row in table("Which seeds show what")}
    stuck = np.flatnonzero(~train_many(X, y, range(1000), every=10_000).learned)
    assert rows["4", ", ".join(map(str, stuck))].startswith("stuck so far")
    learned = np.flatnonzero(train_many(X, y, range(10), 2).errors[-1] < 0.1)
    said = rows["2", ", ".join(map(str, learned))]
    assert said == "learn; the only ones of the first ten"


def test_every_sentence_of_the_rooms_is_shown_on_the_trouble_page():
    """What the network, the pictures and the controls say of a wrong argument."""
    (page,) = OTHERS
    shown = "".join(o.get("text", "") for c in cells(page, "code") for o in c.outputs)
    for room in MODULES[:-1]:
        for node in ast.walk(ast.parse(room.read_text(encoding="utf-8"))):
            called = ast.unparse(getattr(node, "func", ast.Pass()))
            if isinstance(node, ast.Raise) or called.endswith("problem"):
                texts = [getattr(part, "value", "") for part in ast.walk(node)]
                for text in [text for text in texts if isinstance(text, str)]:
                    sentence = " " not in text.strip() or text.strip() in shown
                    assert sentence, f"{room.name}, line {node.lineno}: {text}"
