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
    """An *Explain* folds; the right line stands below its *Write*, once, and folds."""
    shown = cells(path)
    for cell, after in itertools.pairwise(shown):
        if cell.cell_type == "code" and "# your line" in cell.source:
            line = right_code(after).strip().splitlines()[-1].strip()
            code = [other.source for other in shown if other.cell_type == "code"]
            assert line not in "\n".join(code), f"{cell.id}: {line} stands unfolded"

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
