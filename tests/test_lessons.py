"""The lessons as files: stored in one form, complete by the house's own standard."""

import itertools
import re

import answer_key
import nbformat
import pytest
from project import (
    LESSONS,
    LISTED,
    OTHERS,
    README,
    answers,
    cells,
    exercises_of,
    folds,
    minutes,
    prose,
    right_code,
)
from refresh import METADATA, WIDGET_VIEW, metadata_of

from tests.same_outputs import compare_texts

each_lesson = pytest.mark.parametrize("path", LISTED, ids=lambda path: path.stem)
each_notebook = pytest.mark.parametrize(
    "path", LESSONS + OTHERS, ids=lambda path: path.stem
)


@each_notebook
def test_it_is_stored_in_normal_form(path):
    """Valid, with ids of its own, and nothing of the computer that ran it."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert notebook.metadata == METADATA, "run refresh.py"

    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == len(ids), "two cells have the same id"

    for cell, metadata in zip(notebook.cells, metadata_of(notebook.cells)):
        assert cell.metadata == metadata, f"{cell.id}: run refresh.py"
        for output in cell.get("outputs", []):
            assert WIDGET_VIEW not in output.get("data", {})
            text = output.get("text") or output.data["text/plain"]
            personal = re.search(r"0x[0-9a-f]{6}|/(home|tmp|Users)/|\x1b", text)
            assert personal is None, f"{cell.id}: {personal}"


@each_lesson
def test_it_has_every_part_of_a_lesson(path):
    text = prose(path)
    for part in ("**You will do**", "**You will learn**", "**You need**", "## Play"):
        assert part in text
    for page in ("glossary.md", "when_something_goes_wrong.ipynb"):
        assert f"({page})" in text

    ids = [cell.id for cell in cells(path)]
    for name in ("title", "symbols", "exercises", "recap", "fine-print"):
        assert name in ids, f"no cell has the id {name!r}"

    assert text.count("> **Predict.**") >= 3
    assert text.count("> **Write.**") >= 3
    assert text.count("<details>") == text.count("</details>")


@each_lesson
def test_nobody_has_guessed_yet(path):
    for cell in cells(path, "code"):
        assert not re.search("^my_guess = (?!None)", cell.source, re.M), cell.id


@each_lesson
def test_what_answers_is_folded(path):
    """An *Explain* folds, below the cell that answers; so does a right line."""
    shown = cells(path)
    answering = answers(shown)
    for cell, after in itertools.pairwise(shown):
        if cell.cell_type == "code" and "# your line" in cell.source:
            line = right_code(after).strip().splitlines()[-1].strip()
            code = [other.source for other in shown if other.cell_type == "code"]
            assert line not in "\n".join(code), f"{cell.id}: {line} stands unfolded"

        if "**Explain.**" in after.source:
            assert cell.id in answering, f"{after.id} explains before it is asked"

        if cell.cell_type == "markdown":
            unfolded = re.sub("<details>.*?</details>", "", cell.source, flags=re.S)
            assert "**Explain.**" not in unfolded, f"{cell.id} is not folded"


@each_lesson
def test_the_first_line_of_a_folded_output_tells_nothing(path):
    """JupyterLab shows it before the guess. So it is text, and without the result."""
    for cell, metadata in zip(cells(path), metadata_of(cells(path))):
        if not metadata:
            continue
        first = cell.outputs[0].get("text", "").split("\n")[0]
        assert first, f"{cell.id} begins with a picture: print a line before it"

        printed = "".join(output.get("text", "") for output in cell.outputs)
        result = re.search(r"none yet\. It is (.+)\.$", printed, re.M)
        if result:
            answer = rf"(?<![\w.−-]){re.escape(result[1])}(?![\w.])"
            assert not re.search(answer, first), f"{cell.id}: {first}"


@each_lesson
def test_exercises_are_complete(path):
    """Five or more, each with two hints, a solution that is not in sight, a reason."""
    exercises = exercises_of(cells(path))
    assert len(exercises) >= 5

    for task, stub, solution in exercises:
        number = re.search(r'check\("\d\d\.(\d+)"', stub.source)[1]
        assert task.source.startswith(f"### {number}. "), f"{number} has another task"
        summaries = [summary for summary, _ in folds(solution)]
        has_all = len(summaries) >= 3 and summaries[-1] == "Solution"
        assert has_all, f"{number} has {summaries}; expected two hints, a solution"
        new_lines = set(right_code(solution).splitlines()) - set(
            stub.source.split("\n")
        )
        assert new_lines
        assert not [line for line in new_lines if line in task.source]
        hints = without_blanks("".join(text for _, text in folds(solution)[:-1]))
        hidden = [line for line in new_lines if answer_in(line) not in hints]
        assert hidden, f"the hints of {number} tell all of its solution"


def without_blanks(text):
    return re.sub(r"\s", "", text)


def answer_in(line):
    """Return what a line of code returns, or gives to a name."""
    return without_blanks(re.sub(r"^\s*(return |[\w, ]+ \+?= )", "", line))


# What the words of the pictures that a lesson draws itself must say, whatever else they
# say: regular expressions, each for the words of one picture's axes.
PICTURES = [
    ("01", r"inputs 0, 0\. x axis updates .* output: solid .* target: dashed "),
    ("01", r"sigmoid: solid .*\(6, 0\.9975\).* derivative: .*highest \(0, 0\.25\)"),
    ("01", r"x axis updates .* y axis output a .* from z = 5: .* to \(237, 0\.1"),
    ("01", r"from z = 10: .* from \(0, 1\) to \(22,133, 0\.1"),
    ("02", r"hidden unit 0: OR\. .* guess 0\.0000454: white circle at \(0, 0\)"),
    ("02", r"hidden unit 1: NAND\. .* guess 0\.0000454: white circle at \(1, 1\)"),
    ("02", r"XOR by hand\. .* target 0, guess 0\.0000454"),
    ("02", r"without the third unit\. .* target 0, guess 1: "),
    ("03", r"x axis weight w .* y axis loss L .* w = −0\.5: .* at \(−0\.5, 0\.2232\)"),
    ("03", r"learning rate 10\. x axis w_1\[1, 0\] .* y axis w_1\[2, 0\] .* path: "),
    ("03", r"learning rate 40\. x axis w_1\[1, 0\] .* path: .* from \(3, 5\) to \(−2"),
    ("04", r"iteration 0 to 10,000\. y axis loss 0\.0001 to 1, logarithmic.* loss: "),
    ("04", r"iteration 9,999\. .* guess 0\.9922: white square at \(1, 0\)"),
    ("04", r"hidden unit 3\. .* guess 0\.1335: white circle at \(1, 1\)"),
    (
        "04",
        r"2 units, seed 2\. x axis iteration .* y axis loss .* to \(19,999, 0\.0025",
    ),
    ("05", r"x axis rate times iterations .* rate 1: solid .* to \(9,950, 0\.22\)"),
    ("05", r"rate 1, trained on: solid .* to \(30,000, 0\.58\).* rate 3: dashed "),
    ("05", r"seed 2\. .* guess 0\.4999: white square at \(0\.00036"),
    ("05", r"seed 5\. .* guess 0\.6668: white circle at \(0\.0000"),
    ("06", r"x axis iteration .* y axis accuracy 0\.3 to 1\.02\. training: .*, 1\)"),
    ("06", r"x axis examples .* logarithmic\. y axis accuracy .* training: dashed "),
    ("06", r"^down: .*: none; 2 to 4; "),
    ("06", r"The network says odd \("),  # to a drawing of a 7
]


@pytest.mark.parametrize(("number", "words"), PICTURES)
def test_a_lessons_own_picture_shows_what_the_text_says(number, words):
    """Stored outputs alone would follow a label that was exchanged."""
    shown = []
    for path in LISTED:
        if path.stem.startswith(number):
            outputs = [
                output for cell in cells(path, "code") for output in cell.outputs
            ]
            shown += [one.data["text/plain"] for one in outputs if "data" in one]
    if shown and not re.search(words, "\n".join(shown), re.M):
        sentence = f"no picture of lesson {number} says {words!r}, as PICTURES asks"
        pytest.fail(sentence, pytrace=False)


@each_lesson
def test_it_says_how_long_it_takes(path):
    """In its first cell and in README's table: the minutes of the series' rule."""
    said = re.search(r"\*\*Time\*\*\D*(\d+) minutes", cells(path)[0].source)
    assert said, "the first cell has no line with **Time** and minutes"
    taken = minutes(cells(path))
    assert int(said[1]) == taken, f"its first cell does not say {taken} minutes"

    row = rf"^\| \[[^]]*\]\(notebooks/{path.name}\) \| .* \| (\d+) min \|$"
    in_table = re.search(row, README, re.M)
    assert in_table, f"README's row for {path.name} is not as those of other lessons"
    assert int(in_table[1]) == taken, f"README's table does not say {taken} min"


def test_the_answer_key_is_that_of_the_lessons(tmp_path, monkeypatch):
    stored = answer_key.KEY.read_text(encoding="utf-8")
    monkeypatch.setattr(answer_key, "KEY", tmp_path / "key.md")
    answer_key.write()
    made = answer_key.KEY.read_text(encoding="utf-8")
    compare_texts("run refresh.py: the answer key", stored, made)
