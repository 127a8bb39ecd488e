"""Verdicts are right: on stubs, solutions, usual wrong answers, and odd ones.

Stubs, solutions and right lines are read from the notebooks, by the number in
`check("01.3", …)`. Answers that only tests need stand in `answers/`, a file a lesson.
"""

import ast
import contextlib
import functools
import importlib
import re
from dataclasses import dataclass

import numpy as np
import pytest
from exercises import check, compare_guess
from exercises.guesses import GUESSES
from exercises.judging import EXERCISES, load_lesson
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from project import LESSONS, NOTEBOOKS, cells, right_code
from slices import parts_for

# ------------------------------------------------------ what the lessons' cells hold


@dataclass
class Task:
    """A cell with a check, and what stands around it."""

    text: str  # of the cell above it
    stub: str
    stored: str  # what the check is stored to say to the stub: nbval runs it again
    below: dict  # the cell with the right code
    above: list  # the code of all cells before


TASKS = {}  # from the number in check("…")
RESULTS = {}  # from the name in compare_guess("…"), as its cell shows them


def read_cells(path):
    """Note the tasks and the results of a lesson."""
    shown = cells(path)
    above = []
    for at, cell in enumerate(shown):
        if cell.cell_type != "code":
            continue
        printed = "".join(output.get("text", "") for output in cell.outputs)

        call = re.search(r'^check\("(.+?)", .+\)$', cell.source, re.MULTILINE)
        if call:
            below = shown[at + 1]
            text = shown[at - 1].source
            TASKS[call[1]] = Task(text, cell.source, printed, below, list(above))

        guess = re.search(r'^compare_guess\("(.+?)", ', cell.source, re.MULTILINE)
        result = re.search(r"It is (.+)\.$", printed, re.MULTILINE)
        if guess and result:
            RESULTS[guess[1]] = result[1]
            with contextlib.suppress(ValueError):  # a word stays a text
                RESULTS[guess[1]] = ast.literal_eval(result[1])

        above.append(cell.source)


for path in LESSONS:
    load_lesson(path.stem)
    read_cells(path)


@functools.cache
def names_made_by(parts):
    """Run parts of a lesson, once; return the names that they make."""
    names = {}
    with contextlib.chdir(NOTEBOOKS), plt.rc_context():
        for part in parts:
            exec(part, names)
    return names


def answers_of(number, code):
    """Return the answers of a learner who writes this code below the stub."""
    task = TASKS[number]
    cell = f"{task.stub}\n{code}"
    parts = parts_for(cell, task.above)
    names = dict(names_made_by(tuple(parts)))
    with plt.rc_context():
        exec(cell, names)
    plt.close("all")
    return [names[name] for name in EXERCISES[number].names]


# ----------------------------------------------------------------------------- verdicts


@pytest.fixture
def require_verdict(capsys):
    """Return a function: it fails unless the check says so, and says what it says."""

    def require(number, answers, *expected):
        capsys.readouterr()
        check(number, *answers)
        said = capsys.readouterr().out
        one_of_three = r"(Not tried yet:|Not right, because|Right:) .*[.?]\n"
        if not re.fullmatch(f"(.*\n)*{one_of_three}", said):
            pytest.fail(f"{number}: that is no verdict: {said}", pytrace=False)
        for words in expected:
            if words not in said:
                sentence = f"{number}: expected {words!r}, but check says: {said}"
                pytest.fail(sentence, pytrace=False)

    return require


@pytest.mark.parametrize("number", TASKS)
def test_the_stub_is_not_tried_yet(number):
    said = TASKS[number].stored.splitlines()[-1]
    assert said.startswith("Not tried yet: "), f"{number}: the lesson says {said}"


@pytest.mark.parametrize("number", EXERCISES)
def test_the_solution_is_right_also_rounded(number, require_verdict):
    answers = answers_of(number, right_code(TASKS[number].below))
    require_verdict(number, answers, "Right: ")

    for digits in (3, 5, 8):
        rounded = [rounded_to(answer, digits) for answer in answers]
        require_verdict(number, rounded, "Right: ")


def rounded_to(answer, digits):
    """Return numbers as a lesson prints them, with so many digits."""
    if callable(answer) or isinstance(answer, str | Figure):
        return answer
    return np.vectorize(lambda number: float(f"{number:.{digits}g}"))(answer)


KNOWN = [(number, known) for number, task in EXERCISES.items() for known in task.known]


@pytest.mark.parametrize(("number", "known"), KNOWN)
def test_a_frequent_wrong_answer_gets_its_reason(number, known, require_verdict):
    """Of several functions, the others are right: what is wrong is this one alone."""
    task = EXERCISES[number]

    if task.functions:
        answers = answers_of(number, right_code(TASKS[number].below))
        answers[task.names.index(known.name or task.names[0])] = known.answer
    elif len(task.names) > 1:
        answers = known.value()
    else:
        answers = [known.value()]

    require_verdict(number, answers, "Not ", str(known.error))
    if callable(known.answer) and "has its bug still" not in str(known.error):
        name = known.answer.__name__
        is_about_it = stems(name) & stems(str(known.error))
        assert is_about_it, f"{number}: is this the reason of {name}? {known.error}"


SMALL_WORDS = set("a an and as at by for in is it of on that the to with you".split())


def stems(text):
    """Return how the words of a text begin, and its numbers."""
    words = re.findall(r"[a-z]+|\d+", text.lower().replace("_", " "))
    return {word[:4] for word in words if word not in SMALL_WORDS}


def more_answers(kind):
    """Return the answers of one kind that only tests need, from every lesson's file.

    Those to an exercise that is gone may stay there.
    """
    found = []
    for path in LESSONS:
        name = f"tests.answers.lesson_{path.stem[:2]}"
        if importlib.util.find_spec(name):
            found += getattr(importlib.import_module(name), kind, [])
    return [answer for answer in found if answer[0] in EXERCISES]


@pytest.mark.parametrize(("number", "answers", "reason"), more_answers("REFUSED"))
def test_an_answer_that_is_not_right_is_refused(
    number, answers, reason, require_verdict
):
    if isinstance(answers, str):
        answers = answers_of(number, answers)
    require_verdict(number, answers, "Not ", reason)


@pytest.mark.parametrize(("number", "answers"), more_answers("ACCEPTED"))
def test_a_right_but_unusual_answer_is_right(number, answers, require_verdict):
    if isinstance(answers, str):
        answers = answers_of(number, answers)
    require_verdict(number, answers, "Right: ")


@pytest.mark.parametrize(("number", "words", "enough", "less"), more_answers("GOALS"))
def test_the_goal_is_the_one_that_the_task_names(
    number, words, enough, less, require_verdict
):
    assert words in TASKS[number].text, f"{number}: the task does not say {words!r}"
    require_verdict(number, enough, "Right: ")
    require_verdict(number, less, "Not right, because ")


# ----------------------------------------------------------- whatever is handed in


class Hostile:
    """Raises whatever you do with it."""

    def __getattr__(self, name):
        raise RuntimeError("no")

    __array__ = __bool__ = __call__ = __eq__ = __repr__ = __getattr__


def never_comes_back(*arguments):
    return never_comes_back(*arguments)


def changes_its_arguments(*arguments):
    for argument in arguments:
        if np.ndim(argument):
            argument.fill(1)


SILLY = {
    "text": "abc",
    "nan": np.nan,
    "hostile": Hostile(),
    "returns a huge array": lambda *_: np.zeros((500, 500)),
    "changes its arguments": changes_its_arguments,
    "leaves Python": lambda *_: exit(),
    "never comes back": never_comes_back,
}
each_silly_thing = pytest.mark.parametrize("silly", SILLY.values(), ids=list(SILLY))


@each_silly_thing
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_whatever_a_learner_writes_there_is_a_verdict(silly, require_verdict):
    for number, task in EXERCISES.items():
        for answers in ([silly] * len(task.names), [], [silly] * 9):
            require_verdict(number, answers, "Not right, because ")
    require_verdict(silly, [silly], "because there is no exercise")


def test_only_an_interrupt_gets_out():
    def endless(*arguments):
        raise KeyboardInterrupt  # it is what ends a loop

    with pytest.raises(KeyboardInterrupt):
        check("01 sigmoid", endless)


def test_a_function_that_prints_or_forgets_its_return_is_told_so(require_verdict):
    def forgets(*arguments):
        result = len(arguments)  # noqa: F841

    require_verdict("01 sigmoid", [print], "Write return in place of print.")
    require_verdict("01 sigmoid", [forgets], "Is a return missing?")


# --------------------------------------------------------------------------- guesses


@pytest.fixture
def require_words(capsys):
    """Return a function: it fails unless compare_guess says so."""

    def require(name, guess, result, expected):
        capsys.readouterr()
        compare_guess(name, guess, result)
        said = capsys.readouterr().out
        if not re.search(expected, said) or len(said) > 300:
            sentence = f"{name}: for the guess {guess!r} it says: {said}"
            pytest.fail(sentence, pytrace=False)

    return require


@pytest.mark.parametrize("name", GUESSES)
def test_a_guess_is_compared(name, require_words):
    result = RESULTS[name]
    require_words(name, None, result, r"^Your guess: none yet\. It is \S.*\.\n$")
    require_words(name, result, result, r"That is right\.\n$")
    for guess, why in GUESSES[name].tempting.items():
        tempting = re.escape(f"About this guess: {why}\n")
        require_words(name, guess, result, f"{tempting}$")


@each_silly_thing
def test_whatever_is_guessed_the_result_is_shown(silly, capsys):
    for name in GUESSES:
        compare_guess(name, silly, 0.25)
        assert " It is 0.25." in capsys.readouterr().out, name


@pytest.mark.parametrize(
    ("guess", "result", "said"),
    [
        ("0.25", 0.25, ", without quotes. "),
        ((0, 25), 0.25, " not 0,5. "),
        (np.array([4, 1]), (4, 1), "That is right.\n"),
        (0.0430, 0.0429846, "Your guess: 0.043. That is right.\n"),
        (0, 0.5, " It is 0.5."),
        (7, "as many", "Your guess is 7; expected one of 'as many'"),
        (0.275, 55, "That looks like a share. A whole number is asked for."),
    ],
)
def test_guesses_may_be_rounded_and_slips_are_told(guess, result, said, require_words):
    require_words("01 sigmoid of 0", guess, result, re.escape(said))
