"""What is said in two places is the same: hand-outs, guide, README and the lessons."""

import itertools
import re

import numpy as np
import pytest
import tinynet_helpers
from digits import wilson
from project import LISTED, PAGES, ROOT, TEACHERS, TEXTS, cells, prose
from tinynet_helpers import (
    backward,
    forward,
    init_weights,
    sigmoid_slope,
    train,
    truth_table,
)

from tests.prose_numbers import X, trained


def code_of_hand_outs():
    """Return the code that stands in the hand-outs."""
    pages = [prose(path) for path in sorted(TEACHERS.glob("handout*.md"))]
    return re.findall(r"```python\n(.*?)```", "\n".join(pages), re.DOTALL)


def test_the_code_of_a_hand_out_is_the_network():
    """It runs, and learns what train learns."""
    for code in code_of_hand_outs():
        errors = errors_of(code)
        assert np.allclose(errors, train(*truth_table("XOR"), iterations=1000).errors)


def errors_of(code):
    """Return the errors of a network that this code changes a thousand times."""
    X, y = truth_table("XOR")
    w_0, w_1 = init_weights()
    w_0_step, w_1_step = backward(X, y, w_0, w_1)
    names = dict(vars(tinynet_helpers))
    names.update(X=X, y=y, w_0=w_0, w_1=w_1, layer_0=X, learning_rate=1.0)
    names.update(w_0_step=w_0_step, w_1_step=w_1_step)

    errors = []
    for iteration in range(1000):
        exec(code, names)
        errors.append(np.abs(names["layer_2_error"]).mean())
    return errors


def test_what_readme_prints_is_said_beside_it(capsys):
    (code,) = re.findall(r"```python\n(.*?)```", prose(ROOT / "README.md"), re.DOTALL)
    exec(code, {})
    assert f"  # {capsys.readouterr().out}" in code


def test_the_slope_takes_the_output_wherever_a_text_says_what_it_takes():
    for path in TEXTS:
        for said in re.findall(r"sigmoid_slope[()a]*` takes ([^.?]+)", prose(path)):
            assert "output" in said, f"{path.name}: {said}"


def arrays_of(lesson):
    """Return arrays by their names, for 7 hidden units, as a lesson has them."""
    X, y = truth_table("XOR")
    if lesson == "06":
        X, y = np.ones((1797, 65)), np.ones((1797, 1))
    w_0, w_1 = init_weights(1, 7, inputs=X.shape[1])
    layer_1, layer_2 = forward(X, w_0, w_1)
    w_0_step, w_1_step = backward(X, y, w_0, w_1)
    layer_0, w = X, w_0[:, :1]
    layer_2_error = layer_2_delta = y - layer_2
    layer_1_error = layer_1_delta = layer_2_delta @ w_1.T
    if lesson == "05":
        w_0, w_1 = tinynet_helpers.stack_weights(range(9), 7, 3)
        layer_1 = X @ w_0
        layer_2 = (layer_1 * w_1).sum(axis=0)
    return locals()


@pytest.mark.parametrize("path", LISTED + PAGES, ids=lambda path: path.stem)
def test_tables_of_names_say_the_shapes(path):
    arrays = arrays_of(path.stem[:2])
    rows = re.findall(r"^\| (`[^|]+) \| (\([^|]+\)) \| ", prose(path), re.MULTILINE)
    for names, shapes in rows:
        for name, said in zip(
            re.findall(r"`(\w+)`", names), re.findall(r"\(.*?\)", shapes)
        ):
            if name in arrays:
                shape = str(arrays[name].shape).replace("1797", "n")
                assert said == shape.replace("7", "H").replace("9", "S"), name


def guide():
    """Return the text of the teacher's guide."""
    return prose(TEACHERS / "teachers_guide.md")


def rows_under(title):
    """Return the rows, as lists of cells, of the table under a heading of the guide."""
    _, found, section = guide().partition(f"\n## {title}\n")
    assert found, f"the guide has no section {title!r}"
    rows = re.findall(r"^\|.*", section.partition("\n## ")[0], re.MULTILINE)
    return [row.strip("| ").split(" | ") for row in rows[2:]]


def plans():
    """Return the titles of the guide's plans for a lesson, such as 50 minutes."""
    return re.findall(r"^## (Plan for .*)", guide(), re.MULTILINE)


@pytest.mark.parametrize("title", plans())
def test_plans_fill_their_time(title):
    length = int(re.findall(r"\d+", title)[-1])
    assert sum(int(row[0]) for row in rows_under(title)) == length


def test_what_is_cut_from_a_plan_saves_no_more_than_its_row_takes():
    for title in plans():
        rows = rows_under(title)
        _, section = guide().split(f"\n## {title}\n")
        (cut,) = re.findall(r"\*\*If time runs short, (.*)", section.split("\n## ")[0])
        for part, saved in re.findall(r"(0\d \*[^*]+\*)[^(*]*\((\d+)", cut):
            taken = sum(int(row[0]) for row in rows if part in " ".join(row))
            assert int(saved) <= taken, f"{title}: {part} takes {taken} minutes"


def test_answers_of_the_exit_tickets_are_what_the_network_computes():
    tickets = guide().split("\n## Exit tickets\n")[1]
    w_0, w_1 = init_weights(1, 5)
    shapes = w_0.shape, forward(X, w_0, w_1)[0].shape
    assert f"*({sigmoid_slope(0.5):g})*" in tickets
    assert f"about {sigmoid_slope(0.99):.2f}.)*" in tickets
    assert f"*({shapes[0]} and {shapes[1]})*" in tickets
    low, high = wilson(1, 10)
    assert f"from {100 * low:.0f} % to {100 * high:.0f} %.)*" in tickets


# ------------------------------------------- what is said of the answer to a guess

IN_DIGITS = {"None": "0", "Not one": "0", "Two": "2", "At three": "3", "Three": "3"}


def results_of(path):
    """Return pairs: a section of a lesson, and the result of a guess in it."""
    section, found = "", []
    for cell in cells(path):
        headings = re.findall(r"^## ([^:\n]+)", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and headings:
            section = headings[-1]
        if cell.cell_type == "code":
            printed = "".join(output.get("text", "") for output in cell.outputs)
            for result in re.findall(
                r"none yet\. It is (.+)\.$", printed, re.MULTILINE
            ):
                found.append((section, result))
    return found


def contradicts(text, results):
    """Return whether a text that begins with a number says none of the results.

    They may be rounded. What compares, or tells a wrong guess, is passed over.
    """
    for word, digit in IN_DIGITS.items():
        text = re.sub(rf"^{word}\b", digit, text)
    first = re.split(r"\.\s|[:;]", text)[0]
    is_passed_over = re.search("tempting|times −|%", first)
    are_numbers = [re.fullmatch(r"-?[\d.]+", result) for result in results]
    has_number = re.search(r"\d", re.sub(r"lesson \d+", "", first))
    if is_passed_over or not results or not all(are_numbers) or not has_number:
        return False

    said = [number.replace(",", "") for number in re.findall(r"[\d,.]*\d", text)]
    rounded = [
        f"{abs(float(it)):.{digits}g}" for it in results for digits in range(1, 7)
    ]
    return not any(float(number) == float(it) for number in said for it in rounded[1:])


@pytest.mark.parametrize("path", LISTED, ids=lambda path: path.stem)
def test_an_explanation_says_the_result(path):
    for cell, after in itertools.pairwise(cells(path)):
        printed = "".join(output.get("text", "") for output in cell.get("outputs", []))
        results = re.findall(r"none yet\. It is (.+)\.$", printed, re.MULTILINE)
        _, _, text = after.source.partition("**Explain.** ")
        assert not contradicts(text, results), f"{results}: {text[:80]}"


@pytest.mark.parametrize("title", plans())
def test_an_answer_of_a_plan_is_the_result_in_its_lesson(title):
    lessons = {path.name[:2]: results_of(path) for path in LISTED}
    for row in rows_under(title):
        results = []
        for number, section in re.findall(r"(0\d) \*([^*:]+)", " ".join(row)):
            results += [it for name, it in lessons.get(number, []) if name == section]
        assert not contradicts(row[-1], results), f"{results}: {row[-1]}"


def test_seeds_of_the_guide_do_what_it_says():
    rows = {(row[0], row[1]): row[2] for row in rows_under("Which seeds show what")}

    stuck = np.flatnonzero(~trained(4, 1000).learned)
    seeds = ", ".join(str(seed) for seed in stuck)
    assert rows["4", seeds].startswith("stuck so far")

    learned = np.flatnonzero(trained(2, 10).learned)
    seeds = ", ".join(str(seed) for seed in learned)
    assert rows["2", seeds] == "learn; the only ones of the first ten"
