"""Exercises that answer: every solution, many wrong answers, and whatever else."""

import re
import subprocess
import sys

import exercises
import nbformat
import numpy as np
import pytest
from exercises import check, compare_guess
from exercises.judging import EXERCISES, GUESSES, told
from refresh import NOTEBOOKS, cells

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
    shown = notebook_of(lesson).cells
    with pytest.MonkeyPatch.context() as patch:

        def note(name, guess, result):
            surprises[name] = result
            compare_guess(name, guess, result)

        patch.setattr(exercises, "compare_guess", note)
        slow = {name[3:] for name in SLOW if name[:2] == lesson}
        assert slow <= {cell.id for cell in shown}
        for cell in shown[: [c.id for c in shown].index("exercises")]:
            if f"{lesson} {cell.id}" in SLOW:
                surprises |= SLOW[f"{lesson} {cell.id}"]
            elif cell.cell_type == "code":
                exec(cell.source, names)
    return names, surprises


def verdict(task, code, names, capsys):
    """What check prints when a learner writes this code in place of the stub."""
    names = task.look.__globals__ | names
    if len(task.names) > 1 and task.cases:  # of several functions, mend the others
        exec(task.solution, names)
    exec(f"{task.given}\n{code}", names)
    capsys.readouterr()
    check(task.number, *(names[name] for name in task.names))
    printed = capsys.readouterr().out
    assert re.fullmatch(r"(Not tried yet|Not right, because|Right).*[.?]\n", printed)
    return printed


def test_lessons_show_what_the_source_says(lesson):
    shown = notebook_of(lesson).cells
    ids = [cell.id for cell in shown]
    shown = shown[ids.index("exercises") + 1 : ids.index("recap")]
    assert [(c.id, c.cell_type, c.source) for c in shown] == [*cells(lesson)]


def test_answers_stay_folded(lesson):
    """Nothing that a learner sees without unfolding gives a solution away."""
    tasks = [t for n, t in EXERCISES.items() if n[:2] == lesson and t.title]
    assert 5 <= len(tasks) <= 7
    for task in tasks:
        assert len(task.hints) >= 2
        assert len(task.wrong) >= 3
        stub = task.stub.splitlines()
        answer = [line for line in task.solution.splitlines() if line not in stub]
        assert task.solution != task.stub
        assert not [line for line in answer if line in task.task], task.number


def test_a_lesson_has_lines_to_complete(lesson):
    """They show no text of their own, and each knows what learners get wrong."""
    tasks = [t for n, t in EXERCISES.items() if n[:2] == lesson and not t.title]
    assert len(tasks) >= 3
    for task in tasks:
        assert re.fullmatch(rf"{lesson} \w[\w ]+", task.number)
        assert len(task.wrong) >= 5
        assert not (task.task or task.hints or task.why)


def test_solutions_are_right_and_stubs_are_not_tried_yet(lesson, played, capsys):
    for number, task in EXERCISES.items():
        if number[:2] == lesson:
            answer = verdict(task, task.solution, played[0], capsys)
            assert answer.startswith("Right: "), f"{number}: {answer}"
            names = task.look.__globals__ | played[0]
            exec(f"{task.given}\n{task.stub}", names)
            check(number, *(names[name] for name in task.names))
            assert capsys.readouterr().out.startswith("Not tried yet: "), number


def test_what_is_rounded_as_a_lesson_prints_it_is_right(lesson, played, capsys):
    for number, task in EXERCISES.items():
        if number[:2] == lesson and not task.cases and "figure" not in task.names:
            for digits in (3, 5, 8):
                rounding = (
                    f"round_to = np.vectorize(lambda n: float(f'{{n:.{digits}g}}'))"
                )
                rounded = "".join(
                    f"\n{n} = {n} if isinstance({n}, str) else round_to({n})"
                    for n in task.names
                )
                if "shape" not in task.title:
                    code = f"{task.solution}\n{rounding}{rounded}"
                    answer = verdict(task, code, played[0], capsys)
                    assert answer.startswith("Right: "), f"{number}: {answer}"


def test_frequent_wrong_answers_get_their_reason(lesson, played, capsys):
    for number, task in EXERCISES.items():
        for code, reason in task.wrong.items() if number[:2] == lesson else ():
            answer = verdict(task, code, played[0], capsys)
            assert answer.startswith("Not right, because "), f"{number}: {code}"
            assert reason.lstrip("…") in answer, f"{number}: {code}: {answer}"


TANH = "def tanh_slope(a):\n    "
ALSO = {  # number: answers near the border of what is right, on either side of it
    "01.1": {
        "from fractions import Fraction\nmy_slope = Fraction(9, 100)": "Right",
        "from decimal import Decimal\nmy_slope = Decimal('0.09')": "Right",
        "my_slope = np.float32(0.09)": "Right",
        "my_slope = [0.09]": "Right",
        "my_slope = np.array(0.09)": "Right",
        "my_slope = 0.0904": "Not right, because your answer is 0.0904, which is too la",
        "my_slope = 0,9": "Not right.* a decimal point and no comma",
        "my_slope = '0.09'": "Not right.* '0.09'; expected .*without quotes",
        "my_slope = True": "Not right.* is True; expected one finite number",
        "my_slope = np.True_": "Not right.* expected one finite number",
        "my_slope = [0.09, 0.09]": "Not right.* has shape",
    },
    "01.2": {
        "my_z = -2.06": "Right",
        "my_z = 2.064": "Right",
        "my_z = 2.055": "Not right",
        "my_z = 2": "Not right",
    },
    "01.3": {
        "kept = {}\n" + TANH + "out = kept.setdefault(np.shape(a), np.array(a))\n"
        "    out[...] = 1 - a**2\n    return out": "Right",
        TANH + "yield 1 - a**2": "Not right.*return, without async and yield",
        f"async {TANH}return 1 - a**2": "Not right.*return, without async and yield",
        TANH + "raise GeneratorExit": "Not right.* stops with GeneratorExit",
        TANH
        + "raise type('Own', (BaseException,), {})('mine')": "Not right.*Own: mine",
        TANH
        + "raise type('E', (Exception,), {'__str__': lambda e: 1 / 0})": "Not right",
        TANH + "return [1 - a**2, None][a == -0.9] if np.ndim(a) == 0 else a": (
            "Not right.*with a = -0.9, the result of tanh_slope is None"
        ),
    },
    "01.6": {
        "my_weight, my_bias = -4, 3": "Not right",
        "my_weight, my_bias = -6, 2.9": "Not right",
        "my_weight, my_bias = -5.9, 2.95": "Right",
    },
    "01.7": {
        "my_squash = lambda z: 0.5 + 0.5 * np.tanh(1e4 * z)": "Right",
        "my_squash = lambda z: np.clip(z, 0, 1)": "Right",
        "my_squash = lambda z: 0.5 + np.arctan(z) / 3": "Not right.* leaves the range",
        "my_squash = lambda z: (z > 5.99) * 1.0": "Not right.* jumps by 1",
        "def my_squash(z):\n    return None": "Not tried yet",
    },
    "02.2": {"my_number = 0.55": "Not right", "my_number = 0.50": "Right"},
    "02.3": {"my_w = [-np.inf, -10, 5]": "Not right", "my_w = [-9, -9, 4]": "Right"},
    "02.5": {"guess_one = np.vectorize(lambda *_: 0)": "Not right"},
    "03.1": {
        "my_delta = 0.128": "Right",
        "my_delta = 0.1277": "Right",
        "my_delta = 0.13": "Not right",
    },
    "03.2": {"my_answer = ' W_0 '": "Right", "my_answer = 0": "Not right"},
    "04.3": {"my_iteration = 498.5": "Not right"},
    "01 slope by nudging": {
        "slope_by_nudging = lambda z, h=1e-3: (sigmoid(z + h) - sigmoid(z - h)) / 2 / h": (
            "Not right"
        ),
    },
    "01 curve": {
        "axes.plot([0] * 9, range(9))\nfigure = None": "Not tried yet: put your answer",
        "figure = Figure()": "Not tried yet: draw something",
        "axes.plot(z, sigmoid(z))\naxes.set(xlabel='z', ylabel='a')\nfigure = axes": "Right",
    },
    "04 loss plot": {
        "right.plot(run.losses)\nright.set(xlabel='i', ylabel='loss')\n"
        "left.semilogy(range(0, 10_000, 50), run.losses[::50])\n"
        "left.set(xlabel='i', ylabel='loss')\nfigure = [left, right]": "Right",
    },
    "04 update": {"w_0, w_1 = w_0 + w_0_step, w_1": "Not right.*w_1 has not moved"},
}


def test_the_border_of_what_is_right_is_where_the_task_says(lesson, played, capsys):
    for number, answers in ALSO.items():
        for code, expected in answers.items() if number[:2] == lesson else ():
            answer = verdict(EXERCISES[number], code, played[0], capsys)
            assert re.match(expected, answer), f"{number}: {code}: {answer}"


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
    "gives up": lambda *_: (_ for _ in ()).throw(GeneratorExit),
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
    assert "because there is no exercise" in capsys.readouterr().out


def test_a_check_that_fails_says_with_what(capsys, monkeypatch):
    monkeypatch.setattr(EXERCISES["01.1"], "look", lambda answer: 1 / 0)
    check("01.1", 5)
    ending = "the check ends in ZeroDivisionError: division by zero.\n"
    assert capsys.readouterr().out == f"Not right, because with your answer {ending}"
    assert told(TypeError("for ^:")).endswith(". ^ is not a power in Python. ** is.")


ENDLESS = """
import _thread, signal, sys, threading
import tinynet_helpers
before = set(sys.modules)
from exercises import check

new = {name.split(".")[0] for name in set(sys.modules) - before}
assert not new & {"matplotlib", "ipywidgets", "IPython"}, new

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
    hints = {
        "0.25": ", without quotes. ",
        (0, 25): " no comma. ",
        True: " is True; exp",
    }
    for guess, hint in hints.items():
        compare_guess("01 largest slope", guess, 0.25)
        assert hint in capsys.readouterr().out


def test_a_guess_may_be_rounded_as_the_lesson_prints_it(capsys):
    for guess, result in ((0.496, 0.49641), (0.0430, 0.0429846), (-0.121, -0.120725)):
        for name in ("01 largest slope", "04 agree"):
            compare_guess(name, guess, result)
            assert capsys.readouterr().out.endswith("That is right.\n")
