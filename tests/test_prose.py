"""Texts cannot go stale: their numbers, links, names and words are checked."""

import html
import importlib.util
import itertools
import pathlib
import re
import subprocess
import sys

import numpy as np
import pytest
import tinynet_helpers
from digits import wilson
from project import (
    LESSONS,
    LISTED,
    OTHERS,
    PAGES,
    ROOT,
    TEACHERS,
    anchor,
    cells,
    prose,
)
from tinynet_helpers import (
    backward,
    forward,
    init_weights,
    sigmoid_slope,
    train,
    truth_table,
)

from tests.prose_numbers import DECLARED, X, trained

WRITTEN = [path for path in PAGES if path.name != "answer_key.md"]  # it is made
TEXTS = [*LISTED, *WRITTEN, ROOT / "README.md", ROOT / "CONTRIBUTING.md"]
ALL_PAGES = [*TEXTS, *OTHERS, *sorted(ROOT.glob("tests/bench/*.md"))]

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


# -------------------------------------------------- what is said in two places


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


@pytest.mark.parametrize("path", [*LISTED, *PAGES], ids=lambda path: path.stem)
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
    for path in [*TEXTS, *OTHERS]:
        for line in without_code(prose(path)).splitlines():
            for what in missing_in(line, lessons):
                missing.append(f"{path.name}: no {what}: {line[:80]}")
    assert not missing, "\n".join(["texts name what is not there", *missing])


def test_seeds_of_the_guide_do_what_it_says():
    rows = {(row[0], row[1]): row[2] for row in rows_under("Which seeds show what")}

    stuck = np.flatnonzero(~trained(4, 1000).learned)
    seeds = ", ".join(str(seed) for seed in stuck)
    assert rows["4", seeds].startswith("stuck so far")

    learned = np.flatnonzero(trained(2, 10).learned)
    seeds = ", ".join(str(seed) for seed in learned)
    assert rows["2", seeds] == "learn; the only ones of the first ten"
