"""The pages around the lessons: trouble, glossary, hand-out, teacher's guide."""

import ast
import contextlib
import io
import itertools
import re
import signal
import sys

import nbformat
import numpy as np
import pytest
import readability
import tinynet_helpers
from exercises.judging import EXERCISES
from refresh import NOTEBOOKS
from tinynet_helpers import forward, train, train_many, truth_table

TROUBLE = "when_something_goes_wrong.ipynb"


def test_every_sentence_of_the_helper_is_shown_on_the_trouble_page(request):
    """Each `raise` of the module is reached by the page's cells."""
    handler = signal.signal(signal.SIGINT, signal.default_int_handler)  # as in a kernel
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, handler))
    file = tinynet_helpers.__file__
    with open(file, encoding="utf-8") as source:
        nodes = ast.walk(ast.parse(source.read()))
    raises = {node.lineno for node in nodes if isinstance(node, ast.Raise)}
    reached = set()

    def trace(frame, event, _):
        if frame.f_code.co_filename != file:
            return None
        reached.add(frame.f_lineno)
        return trace

    cells = nbformat.read(NOTEBOOKS / TROUBLE, as_version=4).cells
    names = {}
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in cells:
                if cell.cell_type == "code":
                    sys.settrace(trace)  # an interrupt may have ended it
                    exec(cell.source, names)
    finally:
        sys.settrace(None)
    assert raises <= reached, f"not shown: lines {sorted(raises - reached)}"


def pages():
    """Return the text of every page, notebooks and Markdown, by its file name."""
    texts = {p.name: p.read_text(encoding="utf-8") for p in NOTEBOOKS.glob("*.md")}
    for path in NOTEBOOKS.glob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        prose = [c.source for c in cells if c.cell_type == "markdown"]
        texts[path.name] = "\n\n".join(prose)
    return texts


def without_code(text):
    return re.sub(r"```.*?```", "", text, flags=re.S)


def test_headings_go_down_one_level_at_a_time():
    for name, text in pages().items():
        levels = [len(h) for h in re.findall(r"^(#+) ", without_code(text), re.M)]
        assert levels[0] == 1, name
        assert levels.count(1) == 1, name
        for above, below in itertools.pairwise(levels):
            assert below <= above + 1, f"{name}: {above} is followed by {below}"


def test_links_say_where_they_lead_and_lead_there():
    for name, text in pages().items():
        for words, target in re.findall(r"(?<!!)\[([^\]]+)\]\(([^)\s]+)\)", text):
            assert words.lower() not in {"here", "link", "this", "click here"}, name
            path, _, anchor = target.partition("#")
            if path.startswith("http"):
                continue
            assert not path or (NOTEBOOKS / path).exists(), f"{name}: {target}"
            if anchor and (not path or path.endswith(".md")):
                there = (NOTEBOOKS / (path or name)).read_text(encoding="utf-8")
                headings = re.findall(r"^#+ (.*)", there, re.M)
                slugs = [re.sub(r"[^\w\- ]", "", h).replace(" ", "-") for h in headings]
                assert anchor in [slug.lower() for slug in slugs], f"{name}: {target}"


def sentences(text):
    """Return the prose of a page as readability wants it: a sentence on each line."""
    text = re.sub(r"\$\$.*?\$\$", "", without_code(text), flags=re.S)
    text = re.sub(r"^(\||#|\*Fine print).*", "", text, flags=re.M)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"<[^>]*>|`[^`]*`|\$[^$]*\$|[*_>]", "", text)
    parts = re.split(r"\n|(?<=[.!?])\s", text)
    words = (re.findall(r"[A-Za-z'’-]{2,}|\ba\b|[.,;:!?]", part) for part in parts)
    return "\n".join(" ".join(line) for line in words if len(line) > 1)


def test_english_is_plain():
    """By Flesch and Kincaid, a child in the fifth year of school can follow."""
    for name, text in pages().items():
        grades = readability.getmeasures(sentences(text), lang="en")
        assert grades["readability grades"]["Kincaid"] < 5, name


def test_every_lesson_links_to_the_glossary_and_the_trouble_page():
    for name, text in pages().items():
        if name[0].isdigit():
            assert "(glossary.md)" in text, name
            assert f"({TROUBLE})" in text, name


def test_tables_have_headers():
    for name, text in pages().items():
        for table in re.findall(r"(?:^\|.*\n?)+", text, re.M):
            first, rule, *_ = table.splitlines()
            assert re.fullmatch(r"\|( :?-+:? \|)+", rule), f"{name}: {first}"
            assert all(cell.strip() for cell in first.strip("|").split("|")), name


def test_exercises_named_in_the_guide_exist():
    guide = (NOTEBOOKS / "teachers_guide.md").read_text(encoding="utf-8")
    numbers = re.findall(r"\b0\d\.\d\b", guide)
    assert len(numbers) >= 5
    assert set(numbers) <= set(EXERCISES)


def tables(title):
    """Return the rows, as lists of cells, of the table under a heading of the guide."""
    guide = (NOTEBOOKS / "teachers_guide.md").read_text(encoding="utf-8")
    section = guide.split(f"\n## {title}\n")[1].split("\n## ")[0]
    rows = [
        line.strip("| ").split(" | ") for line in re.findall(r"^\|.*", section, re.M)
    ]
    return rows[2:]


@pytest.mark.parametrize(
    "title, minutes",
    [
        ("Plan for 50 minutes", 50),
        ("Plan for 90 minutes", 90),
        ("Plan for two times 90 minutes", 90),
    ],
)
def test_plans_fill_their_time(title, minutes):
    assert sum(int(row[0]) for row in tables(title)) == minutes


def test_sections_named_in_the_guide_exist():
    texts = pages()
    named = re.findall(r"\b(0\d) \*([^*]+)\*", texts["teachers_guide.md"])
    assert len(named) >= 20
    for lesson, heading in named:
        (text,) = [text for name, text in texts.items() if name.startswith(lesson)]
        headings = re.findall(r"^## (.*)", text, re.M)
        assert any(h == heading or h.startswith(f"{heading}:") for h in headings), (
            heading
        )


def test_seeds_of_the_guide_do_what_it_says():
    X, y = truth_table("XOR")
    rows = {(row[0], row[1]): row[2] for row in tables("Which seeds show what")}
    stuck = np.flatnonzero(~train_many(X, y, range(1000), 4, every=1000).learned)
    assert rows["4", ", ".join(map(str, stuck))].startswith("stuck so far")
    below = int(np.argmax(train(X, y).errors < 0.1))
    assert f"iteration {below} on" in rows["4", "1"]
    two = train_many(X, y, range(10), 2, every=1000)
    learned = ", ".join(str(seed) for seed in range(10) if two.learned[seed])
    assert rows["2", learned] == "learn; the only ones of the first ten"
    for seed, guess, count in ((2, 0.5, 1), (1, 0.5, 2), (5, 0.67, 3)):
        guesses = forward(X, *two.weights(seed))[1]
        assert np.sum(np.abs(guesses - guess) < 0.02) == count
        assert f"at {guess}" in rows["2", str(seed)]
    free = np.argmax(train(X, y, 2, 2, iterations=15_000).errors < 0.1)
    assert f"free at iteration {free:,}" in rows["2", "2"]
    assert not train_many(X, y, range(100), 1, every=1000).learned.any()
