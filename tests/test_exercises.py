"""Exercises that answer: every solution, many wrong answers, and whatever else."""

import re
import subprocess
import sys

import exercises
import numpy as np
import pytest
import tinynet_helpers
from exercises import check, compare_guess, lesson_04, lesson_05
from exercises.judging import EXERCISES, GUESSES, told
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from project import NOTEBOOKS, SLOW, cells
from refresh import cells as exercise_cells

LESSONS = sorted({number[:2] for number in EXERCISES})


def cells_of(lesson):
    return cells(*NOTEBOOKS.glob(f"{lesson}_*.ipynb"))


def tasks_of(lesson):
    return [task for number, task in EXERCISES.items() if number[:2] == lesson]


@pytest.fixture(scope="module", params=LESSONS)
def lesson(request):
    return request.param


@pytest.fixture(scope="module", autouse=True)
def trained_once():
    """What a lesson, a solution and a check ask for, the same each, is trained once."""
    kept, train_many = {}, tinynet_helpers.train_many

    def remembered(X, y, seeds, hidden_size=4, learning_rate=1, **options):
        settings = X, y, seeds, hidden_size, float(learning_rate)
        key = repr((settings, options))
        return kept.get(key) or kept.setdefault(key, train_many(*settings, **options))

    with pytest.MonkeyPatch.context() as patch:
        for module in (lesson_04, lesson_05, tinynet_helpers):
            patch.setattr(module, "train_many", remembered)
        yield


@pytest.fixture(scope="module")
def played(lesson):
    """What a lesson leaves behind for its exercises: its names, and its surprises."""
    names, surprises, shown = {}, {}, cells_of(lesson)
    ids = [cell.id for cell in shown]
    assert {name[3:] for name in SLOW if name[:2] == lesson} <= {*ids}
    with pytest.MonkeyPatch.context() as patch, plt.rc_context():

        def note(name, guess, result):
            surprises[name] = result
            compare_guess(name, guess, result)

        patch.setattr(exercises, "compare_guess", note)
        patch.chdir(NOTEBOOKS)
        for cell in shown[: ids.index("exercises")]:
            if f"{lesson} {cell.id}" in SLOW:
                surprises |= SLOW[f"{lesson} {cell.id}"]
            elif cell.cell_type == "code":
                exec(cell.source, names)
    return names, surprises


def answers_to(task, code, names):
    """What a learner hands in who writes this code in place of the stub."""
    names = task.look.__globals__ | names
    exec(task.given, names)
    if len(task.names) > 1 and task.cases:  # of several functions, mend the others
        exec(task.solution, names)
    exec(code, names)
    return [names[name] for name in task.names]


def verdict(task, answers, capsys):
    capsys.readouterr()
    check(task.number, *answers)
    printed = capsys.readouterr().out
    assert re.fullmatch(r"(Not tried yet|Not right, because|Right).*[.?]\n", printed)
    return printed


def test_lessons_show_what_the_source_says(lesson):
    shown = [(cell.id, cell.cell_type, cell.source) for cell in cells_of(lesson)]
    ids = [cell_id for cell_id, *_ in shown]
    shown = shown[ids.index("exercises") + 1 : ids.index("recap")]
    assert shown == [*exercise_cells(lesson)], "run refresh.py"


def test_a_lesson_has_exercises_and_lines_to_complete(lesson):
    """Nothing that a learner sees without unfolding gives a solution away."""
    tasks = [task for task in tasks_of(lesson) if task.title]
    assert 5 <= len(tasks) <= 7, "a lesson has 5 to 7 exercises"
    for task in tasks:
        assert len(task.hints) >= 2 and len(task.wrong) >= 3
        answer = {*task.solution.splitlines()} - {*task.stub.splitlines()}
        assert task.solution != task.stub
        assert not [line for line in answer if line in task.task], task.number
    lines = [task for task in tasks_of(lesson) if not task.title]
    enough = len(lines) >= 3 and all(len(task.wrong) >= 5 for task in lines)
    assert enough, "a lesson has 3 lines to complete, each with 5 wrong answers"


def test_solutions_are_right_and_stubs_are_not_tried_yet(lesson, played, capsys):
    for task in tasks_of(lesson):
        stub = answers_to(task, task.stub, played[0])
        assert verdict(task, stub, capsys).startswith("Not tried yet: "), task.number
        right = answers_to(task, task.solution, played[0])
        for digits in (3, 5, 8, 17):
            answer = verdict(task, [rounded(a, digits) for a in right], capsys)
            assert answer.startswith("Right: "), f"{task.number}: {answer}"


def rounded(answer, digits):
    """Numbers as a lesson prints them, with so many digits."""
    if callable(answer) or isinstance(answer, str | Figure):
        return answer
    return np.vectorize(lambda number: float(f"{number:.{digits}g}"))(answer)


def test_frequent_wrong_answers_get_their_reason(lesson, played, capsys):
    for task in tasks_of(lesson):
        for code, reason in task.wrong.items():
            answer = verdict(task, answers_to(task, code, played[0]), capsys)
            assert answer.startswith("Not right, because "), f"{task.number}: {code}"
            assert reason.lstrip("…") in answer, f"{task.number}: {code}: {answer}"


ALSO = """ answers near the border of what is right, on either side of it
01.1 | my_slope = 0.0904 | your answer is 0.0904, which is too large.
01.1 | my_slope = "0.09" | your answer is '0.09'; expected one finite number, without q
01.2 | my_z = 2.055 | the slope at 2.055 is 0.10065495; expected 0.1
01.3 | def tanh_slope(a): return None if np.all(a == -0.9) else 1 - a**2 | is None; exp
01.3 | import asyncio; tanh_slope = lambda a: asyncio.sleep(a) | without async and yield
01.3 | tanh_slope = lambda a: (1 - x**2 for x in a.flat) | without async and yield
01.6 | my_weight, my_bias = -4, 3 | input 1 gives 0.269; at most 0.05 is wanted.
01.7 | my_squash = lambda z: (z > 5.99) * 1.0 | it jumps by 1 at z = 5.99
01.7 | my_squash = lambda z: sigmoid(z) + (abs(z - 8) < 1) | it leaves the range 0 to 1
01.7 | my_squash = lambda z: 0.5 + np.cbrt(z) / (1 + np.abs(np.cbrt(z))) / 2 | Right:
02.5 | dot = sum; guess_one = lambda x, v, w: \
sigmoid(dot(w.T[0] * sigmoid(dot((x * v.T).T)))) | Right:
03.2 | my_answer = 0 | it is 0; expected "w_0"
03.5 | slope_by_check = lambda f, x: (f(x + 1e-8) - f(x)) / 1e-8 | expected -1.
01 curve | figure = Figure() | Not tried yet: draw something on the figure
01 curve | figure = axes; axes.plot(z, sigmoid(z)); axes.set(xlabel="z") | no labels
01 curve | axes.axvline(0); axes.plot(z, sigmoid(z)); \
axes.set(xlabel="z", ylabel="a") | Right:
04 update | w_0 = w_0 + w_0_step | w_1 has not moved
"""


def test_the_border_of_what_is_right_is_where_the_task_says(lesson, played, capsys):
    for line in ALSO.splitlines()[1:]:
        number, code, expected = line.split(" | ")
        if number[:2] == lesson:
            task = EXERCISES[number]
            answer = verdict(task, answers_to(task, code, played[0]), capsys)
            assert expected in answer, f"{line}: {answer}"


class Hostile:
    """Raises whatever you do with it."""

    def __getattr__(self, name):
        raise RuntimeError("no")

    __array__ = __bool__ = __call__ = __eq__ = __repr__ = __getattr__


def deeper(*arguments):
    return deeper(*arguments)


SILLY = {
    "text": "abc",
    "ragged": [1, [2, 3]],
    "nan": np.nan,
    "hostile": Hostile(),
    "leaves as an array": type("", (), {"__array__": lambda *_: exit()})(),
    "a generator": (i for i in range(3)),
    "divides by zero": lambda *_: 1 / 0,
    "returns a huge array": lambda *_: np.zeros((500, 500)),
    "returns hostility": lambda *_: Hostile(),
    "changes its arguments": lambda *a: [x.fill(1) for x in a if np.ndim(x)],
    "leaves Python": lambda *_: exit(),
    "never comes back": deeper,
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
    for name in GUESSES:
        compare_guess(name, silly, 0.25)
        printed = capsys.readouterr().out
        assert " It is 0.25." in printed and len(printed) < 200


def test_a_check_that_fails_says_with_what(capsys, monkeypatch):
    monkeypatch.setattr(EXERCISES["01.1"], "look", lambda answer: 1 / 0)
    check("01.1", 5)
    assert "the check ends in ZeroDivisionError: division" in capsys.readouterr().out
    assert told(TypeError("for ^:")).endswith(". ^ is not a power in Python. ** is.")


def test_only_an_interrupt_gets_out():
    def endless(a):
        raise KeyboardInterrupt  # it is what ends a loop

    with pytest.raises(KeyboardInterrupt):
        check("01.3", endless)


def test_to_check_needs_no_picture_and_no_control():
    code = "import sys, exercises; print(*sys.modules)"
    loaded = subprocess.check_output([sys.executable, "-c", code], cwd=NOTEBOOKS)
    assert not {b"matplotlib", b"ipywidgets"} & {*loaded.split()}


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


@pytest.mark.parametrize(
    ("name", "guess", "result", "said"),
    [
        ("01 largest slope", "0.25", 0.25, ", without quotes. "),
        ("01 largest slope", (0, 25), 0.25, " not 0,5. "),
        ("02 shape", np.array([4, 1]), (4, 1), "That is right.\n"),
        ("04 agree", 0.0430, 0.0429846, "Your guess: 0.043. That is right.\n"),
        ("04 agree", 0, 0.00004, " It is 4e-05."),  # not so rounded that none is left
    ],
)
def test_guesses_may_be_rounded_and_slips_are_told(name, guess, result, said, capsys):
    compare_guess(name, guess, result)
    assert said in capsys.readouterr().out
