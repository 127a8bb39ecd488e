"""Verdicts are right in every lesson: on its own answers, wrong ones, and odd ones.

Stubs, solutions and right lines are read from the notebooks, by the number in
`check("01.3", …)`. Answers that only tests need stand in `answers/`, a file a lesson.
"""

import importlib
import re

import exercises
import numpy as np
import pytest
from exercises import check, compare_guess
from exercises.guesses import GUESSES
from exercises.judging import EXERCISES, load_lesson
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from project import LESSONS, NOTEBOOKS, cells, right_code

CALL = re.compile(r'^check\("(.+?)", .+\)$', re.MULTILINE)
GUESS = re.compile(r'^compare_guess\("(.+?)", ', re.MULTILINE)

for path in LESSONS:
    load_lesson(path.stem)


def numbers_of(pattern):
    """Return what the lessons' cells ask about, in their order."""
    sources = [cell.source for path in LESSONS for cell in cells(path, "code")]
    return [number for source in sources for number in pattern.findall(source)]


def test_every_check_and_every_guess_has_its_judge():
    assert sorted(numbers_of(CALL)) == sorted(EXERCISES)
    assert sorted(numbers_of(GUESS)) == sorted(GUESSES)


# ------------------------------------------------------------------ lessons, run once


class Cell:
    """A cell with a check: its stub, the right code, and the names it can build on."""

    def __init__(self, stub, solution, names):
        self.stub = stub
        self.solution = solution
        self.names = names


class Lesson:
    """A lesson that has run: its cells with a check, and the results of its guesses."""

    def __init__(self, cells, results):
        self.cells = cells
        self.results = results


def run_lesson(path):
    """Run all code cells of a lesson as they are handed out; checks say nothing."""
    results = {}

    def note_guess(name, guess, result):
        results[name] = result

    with pytest.MonkeyPatch.context() as patch, plt.rc_context():
        patch.setattr(exercises, "check", lambda *answers: None)
        patch.setattr(exercises, "compare_guess", note_guess)
        patch.chdir(NOTEBOOKS)
        found = run_cells(cells(path))

    plt.close("all")
    return Lesson(found, results)


def run_cells(shown):
    """Run code cells; return those with a check, by number."""
    names = {}
    found = {}

    for at, cell in enumerate(shown):
        if cell.cell_type != "code":
            continue
        call = CALL.search(cell.source)
        if call:
            solution = right_code(shown[at + 1])
            found[call[1]] = Cell(cell.source, solution, dict(names))
        exec(cell.source, names)
    return found


@pytest.fixture(scope="module")
def lessons():
    """Return a function: the lesson of a number such as "01.3", which runs once."""
    ran = {}

    def lesson_of(number):
        lesson = number[:2]
        if lesson not in ran:
            (path,) = [path for path in LESSONS if path.stem.startswith(lesson)]
            ran[lesson] = run_lesson(path)
        return ran[lesson]

    return lesson_of


def verdict(capsys, number, answers):
    """Return what check prints about answers: one of three beginnings, and a reason."""
    capsys.readouterr()
    check(number, *answers)
    printed = capsys.readouterr().out
    assert re.search(
        r"^(Not tried yet:|Not right, because|Right:) .*[.?]\n$", printed, re.M
    )
    return printed


def answers_from(cell, code, number):
    """Return the answers of a learner who writes this code below the stub."""
    names = dict(cell.names)
    exec(cell.stub, names)
    exec(code, names)
    plt.close("all")
    return [names[name] for name in EXERCISES[number].names]


@pytest.mark.parametrize("number", EXERCISES)
def test_the_stub_is_not_tried_yet(number, lessons, capsys):
    cell = lessons(number).cells[number]
    answers = answers_from(cell, "", number)
    assert verdict(capsys, number, answers).startswith("Not tried yet: ")


@pytest.mark.parametrize("number", EXERCISES)
def test_the_solution_is_right_also_rounded(number, lessons, capsys):
    cell = lessons(number).cells[number]
    answers = answers_from(cell, cell.solution, number)
    assert verdict(capsys, number, answers).startswith("Right: ")

    for digits in (3, 5, 8):
        rounded = [rounded_to(answer, digits) for answer in answers]
        assert verdict(capsys, number, rounded).startswith("Right: ")


def rounded_to(answer, digits):
    """Return numbers as a lesson prints them, with so many digits."""
    if callable(answer) or isinstance(answer, str | Figure):
        return answer
    return np.vectorize(lambda number: float(f"{number:.{digits}g}"))(answer)


# -------------------------------------------------------------- answers that are wrong

KNOWN = [(number, known) for number, task in EXERCISES.items() for known in task.known]


@pytest.mark.parametrize(("number", "known"), KNOWN)
def test_a_frequent_wrong_answer_gets_its_reason(number, known, lessons, capsys):
    """Of several functions, the others are right: what is wrong is this one alone."""
    task = EXERCISES[number]

    if task.functions:
        cell = lessons(number).cells[number]
        answers = answers_from(cell, cell.solution, number)
        answers[task.names.index(known.name or task.names[0])] = known.answer
    elif len(task.names) > 1:
        answers = known.value()
    else:
        answers = [known.value()]

    assert str(known.error) in verdict(capsys, number, answers)


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


def handed_in(answers, number, lessons):
    """Return answers as a list; code is run as a learner's, below the stub."""
    if isinstance(answers, str):
        return answers_from(lessons(number).cells[number], answers, number)
    return answers


@pytest.mark.parametrize(("number", "answers", "reason"), more_answers("REFUSED"))
def test_an_answer_that_is_not_right_is_refused(
    number, answers, reason, lessons, capsys
):
    said = verdict(capsys, number, handed_in(answers, number, lessons))
    assert said.startswith("Not ")
    assert reason in said


@pytest.mark.parametrize(("number", "answers"), more_answers("ACCEPTED"))
def test_a_right_but_unusual_answer_is_right(number, answers, lessons, capsys):
    said = verdict(capsys, number, handed_in(answers, number, lessons))
    assert said.startswith("Right: ")


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


def gives_up(*arguments):
    raise GeneratorExit


SILLY = {
    "text": "abc",
    "ragged": [1, [2, 3]],
    "nan": np.nan,
    "hostile": Hostile(),
    "a generator": (i for i in range(3)),
    "divides by zero": lambda *_: 1 / 0,
    "returns a huge array": lambda *_: np.zeros((500, 500)),
    "returns hostility": lambda *_: Hostile(),
    "changes its arguments": changes_its_arguments,
    "leaves Python": lambda *_: exit(),
    "never comes back": never_comes_back,
    "gives up": gives_up,
}


@pytest.mark.parametrize("silly", SILLY.values(), ids=list(SILLY))
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_whatever_a_learner_writes_there_is_a_verdict(silly, capsys):
    for number, task in EXERCISES.items():
        for answers in ([silly] * len(task.names), [], [silly] * 9):
            said = verdict(capsys, number, answers)
            assert said.startswith("Not right, because "), f"{number}: {said}"
            assert len(said) < 500

    assert "because there is no exercise" in verdict(capsys, silly, [silly])


def judged_function():
    """Return the number of an exercise whose one answer is a function."""
    for number, task in EXERCISES.items():
        if task.functions and len(task.names) == 1:
            return number


def test_only_an_interrupt_gets_out():
    def endless(*arguments):
        raise KeyboardInterrupt  # it is what ends a loop

    with pytest.raises(KeyboardInterrupt):
        check(judged_function(), endless)


def test_a_function_that_prints_or_forgets_its_return_is_told_so(capsys):
    def prints(*arguments):
        print(5)

    def forgets(*arguments):
        result = len(arguments)  # noqa: F841

    number = judged_function()
    assert "Write return in place of print." in verdict(capsys, number, [prints])
    assert "Is a return missing?" in verdict(capsys, number, [forgets])


# --------------------------------------------------------------------------- guesses


@pytest.mark.parametrize("name", GUESSES)
def test_guesses_are_compared(name, lessons, capsys):
    result = lessons(name).results[name]
    capsys.readouterr()  # what the lesson has printed, if it ran just now

    compare_guess(name, None, result)
    said = capsys.readouterr().out
    assert re.fullmatch(r"Your guess: none yet\. It is \S.*\.\n", said)

    compare_guess(name, result, result)
    assert capsys.readouterr().out.endswith("That is right.\n")

    for guess, why in GUESSES[name].tempting.items():
        compare_guess(name, guess, result)
        assert capsys.readouterr().out.endswith(f"Why it is tempting: {why}\n")


@pytest.mark.parametrize("silly", SILLY.values(), ids=list(SILLY))
def test_whatever_is_guessed_the_result_is_shown(silly, capsys):
    for name in GUESSES:
        compare_guess(name, silly, 0.25)
        said = capsys.readouterr().out
        assert " It is 0.25." in said
        assert len(said) < 200


@pytest.mark.parametrize(
    ("guess", "result", "said"),
    [
        ("0.25", 0.25, ", without quotes. "),
        ((0, 25), 0.25, " not 0,5. "),
        (np.array([4, 1]), (4, 1), "That is right.\n"),
        (0.0430, 0.0429846, "Your guess: 0.043. That is right.\n"),
        (0, 0.5, " It is 0.5."),
        (7, "as many", "Your guess is 7; expected one of 'as many'"),
    ],
)
def test_guesses_may_be_rounded_and_slips_are_told(guess, result, said, capsys):
    name = next(name for name, guess in GUESSES.items() if guess.within < 0.01)
    compare_guess(name, guess, result)
    assert said in capsys.readouterr().out
