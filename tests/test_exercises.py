"""Exercises that answer: every solution, many wrong answers, and whatever else."""

import re
import subprocess
import sys

import exercises
import nbformat
import numpy as np
import pytest
from exercises import EXERCISES, GUESSES, check, compare_guess
from refresh import NOTEBOOKS
from tinynet_helpers import judge

# Cells that take long and leave nothing for the exercises, with what they would show.
SLOW = {
    "03 warning-code": {"03 wrong gradient": 19},
    "04 patience-code": {"04 patience": 0.035},
    "05 patience-code": {},
    "05 rates-code": {"05 best rate": 5},
    "05 jump-code": {},
    "05 ones-code": {"05 without ones": "more"},
    "05 tables-code": {},
}
LESSONS = sorted({number[:2] for number in EXERCISES})


def notebook_of(lesson):
    (path,) = NOTEBOOKS.glob(f"{lesson}_*.ipynb")
    return nbformat.read(path, as_version=4)


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request):
    return request.param


@pytest.fixture(scope="module")
def played(lesson):
    """What a lesson leaves behind for its exercises: its names, and its surprises."""
    names, surprises = {}, {}
    cells = notebook_of(lesson).cells
    with pytest.MonkeyPatch.context() as patch:

        def note(name, guess, result):
            surprises[name] = result
            compare_guess(name, guess, result)

        patch.setattr(exercises, "compare_guess", note)
        slow = {name[3:] for name in SLOW if name[:2] == lesson}
        assert slow <= {cell.id for cell in cells}
        for cell in cells[: [c.id for c in cells].index("exercises")]:
            if f"{lesson} {cell.id}" in SLOW:
                surprises |= SLOW[f"{lesson} {cell.id}"]
            elif cell.cell_type == "code":
                exec(cell.source, names)
    return names, surprises


def verdict(task, code, names, capsys):
    """What check prints when a learner writes this code in place of the stub."""
    names = dict(names)
    if len(task.names) > 1 and task.cases:  # of several functions, mend the others
        exec(task.solution, names)
    exec(code, names)
    capsys.readouterr()
    check(task.number, *(names[name] for name in task.names))
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    return printed


def test_lessons_show_what_the_source_says(lesson):
    shown = notebook_of(lesson).cells
    ids = [cell.id for cell in shown]
    shown = shown[ids.index("exercises") + 1 : ids.index("recap")]
    assert [(c.id, c.cell_type, c.source) for c in shown] == [*exercises.cells(lesson)]


def test_answers_stay_folded(lesson):
    """Nothing that a learner sees without unfolding gives a solution away."""
    tasks = [task for number, task in EXERCISES.items() if number[:2] == lesson]
    assert 5 <= len(tasks) <= 7
    for task in tasks:
        assert len(task.hints) >= 2
        assert len(task.wrong) >= 3
        stub = task.stub.splitlines()
        answer = [line for line in task.solution.splitlines() if line not in stub]
        assert task.solution != task.stub
        assert not [line for line in answer if line in task.task], task.number


def test_solutions_are_right_and_stubs_are_not_tried_yet(lesson, played, capsys):
    for number, task in EXERCISES.items():
        if number[:2] == lesson:
            names = dict(played[0])
            exec(task.stub, names)
            check(number, *(names[name] for name in task.names))
            assert capsys.readouterr().out.startswith("Not tried yet: "), number
            answer = verdict(task, task.solution, played[0], capsys)
            assert answer.startswith("Right: "), f"{number}: {answer}"


def test_frequent_wrong_answers_get_their_reason(lesson, played, capsys):
    names = vars(exercises) | played[0]
    for number, task in EXERCISES.items():
        for code, reason in task.wrong.items() if number[:2] == lesson else ():
            answer = verdict(task, code, names, capsys)
            assert answer.startswith("Not right, because "), f"{number}: {code}"
            assert reason.lstrip("…") in answer, f"{number}: {code}: {answer}"


ALSO = {  # number: answers near the border of what is right, on either side of it
    "01.2": {"my_z = -2.06": "Right", "my_z = 2.064": "Right", "my_z = 2": "Not right"},
    "01.6": {
        "my_weight, my_bias = -4, 3": "Not right",
        "my_weight, my_bias = -6, 2.9": "Not right",
        "my_weight, my_bias = -5.9, 2.95": "Right",
    },
}


def test_the_border_of_what_is_right_is_where_the_task_says(lesson, played, capsys):
    for number, answers in ALSO.items():
        for code, expected in answers.items() if number[:2] == lesson else ():
            answer = verdict(EXERCISES[number], code, played[0], capsys)
            assert answer.startswith(expected), f"{number}: {code}: {answer}"


class Hostile:
    """Raises whatever you do with it."""

    def __getattr__(self, name):
        raise RuntimeError("no")

    __array__ = __bool__ = __call__ = __eq__ = __repr__ = __getattr__


def changes(*arguments):
    for argument in arguments:
        if isinstance(argument, np.ndarray):
            argument += 1
    return arguments[0]


def deeper(*arguments):
    return deeper(*arguments)


SILLY = {
    "text": "abc",
    "empty text": "",
    "a list": [],
    "ragged": [1, [2, 3]],
    "a dict": {"a": 1},
    "a complex number": 1j,
    "nan": np.nan,
    "infinity": np.inf,
    "a huge integer": 10**400,
    "a huge array": np.zeros((2000, 2000)),
    "an array of objects": np.array([None, "x"]),
    "a masked array": np.ma.masked_all(3),
    "a type": float,
    "hostile": Hostile(),
    "a generator": (i for i in range(3)),
    "too few arguments": lambda: 1,
    "divides by zero": lambda *_: 1 / 0,
    "returns text": lambda *_: "x",
    "returns a tuple": lambda *_: (1, "x"),
    "returns a huge array": lambda *_: np.zeros((2000, 2000)),
    "returns nan": lambda *_: np.nan,
    "returns hostility": lambda *_: Hostile(),
    "returns a function": lambda *_: lambda: 1,
    "leaves Python": lambda *_: exit(),
    "never comes back": deeper,
    "changes its arguments": changes,
}


@pytest.mark.parametrize("silly", SILLY.values(), ids=list(SILLY))
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_whatever_a_learner_writes_there_is_a_verdict(silly, capsys):
    for number, task in EXERCISES.items():
        for answers in ((silly,) * len(task.names), (), (silly,) * 9):
            check(number, *answers)
            printed = capsys.readouterr().out
            assert printed.startswith("Not right, because "), f"{number}: {printed}"
            assert len(printed) < 500
    check(silly, silly)
    assert "There is no exercise" in capsys.readouterr().out


def test_a_check_that_fails_says_with_what(capsys):
    judge(lambda answer: 1 / 0, "unused", 5)
    ending = "the check ends in ZeroDivisionError: division by zero\n"
    assert capsys.readouterr().out == f"Not right, because with your answer {ending}"


ENDLESS = """
import _thread, signal, threading
from exercises import check

def endless(a):
    while True:
        pass

signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever started this
threading.Timer(1, _thread.interrupt_main).start()
try:
    check("01.3", endless)
except KeyboardInterrupt:
    print("interrupted")
"""


def test_an_endless_loop_can_be_interrupted():
    """In a process of its own, which a failure cannot hold up for ever."""
    command = [sys.executable, "-c", ENDLESS]
    said = subprocess.run(
        command, cwd=NOTEBOOKS, capture_output=True, text=True, timeout=60
    )
    assert said.stdout.endswith("interrupted\n"), said


def test_guesses_are_compared(lesson, played, capsys):
    surprises = played[1]
    assert len(surprises) >= 3
    assert set(surprises) == {name for name in GUESSES if name[:2] == lesson}
    for name, result in surprises.items():
        compare_guess(name, None, result)
        told = capsys.readouterr().out
        assert re.fullmatch(r"Your guess: none yet\. It is \S.*\.\n", told)
        compare_guess(name, result, result)
        assert capsys.readouterr().out.endswith("That is right.\n")
        for guess, why in GUESSES[name][1].items():
            compare_guess(name, guess, result)
            assert capsys.readouterr().out.endswith(f"Tempting: {why}\n"), name


@pytest.mark.parametrize("silly", SILLY.values(), ids=list(SILLY))
def test_silly_guesses_are_wrong(silly, capsys):
    for name in GUESSES:
        for result in (0.25, (4, 1), "down"):
            compare_guess(name, silly, result)
            printed = capsys.readouterr().out
            assert f" It is {result}." in printed
            assert len(printed) < 200
