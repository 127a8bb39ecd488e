"""What `check` says about answers: not tried yet, not right and why, or right.

Tasks, stubs, hints and solutions stand in the notebooks, and only there. Each lesson
has a file of judges, which decide, and of frequent wrong answers, which get words of
their own. It is found by the lesson's number: `check("01.3", …)` asks `lesson_01.py`.
"""

import contextlib
import copy
import importlib
import inspect
import io
import pathlib
import reprlib
from dataclasses import dataclass, field

import numpy as np

from .comparing import NotRightError, NotTriedError, same
from .plain_words import error_in_words

# All judges that are loaded: "01.3" is an exercise, "01 curve" a line to write.
EXERCISES = {}


# ------------------------------------------------------------ what a lesson's file says


@dataclass
class Exercise:
    """How the answers to one exercise are judged."""

    judge: callable
    names: list  # of the answers, as in the notebook
    functions: bool  # whether the answers are functions
    known: list = field(default_factory=list)  # frequent answers that are not right


@dataclass
class WrongAnswer:
    """An answer that is not right, and what is to be said about it."""

    answer: object  # a function; or a value; or of several values, a tuple
    error: Exception
    name: str = ""  # of the function that it stands for
    within: float = 1e-6

    def value(self):
        """Return an answer that is a value; a function says how it comes about."""
        if callable(self.answer):
            return self.answer()
        return self.answer


def exercise(number, functions=False):
    """Make the function below the judge of an exercise.

    It takes the answers, under the names that they have in the notebook. If one is not
    right, it raises NotRightError; if all are, it returns what that means.
    """

    def register(judge):
        names = list(inspect.signature(judge).parameters)
        EXERCISES[number] = Exercise(judge, names, functions)
        return judge

    return register


def wrong(number, reason, name=""):
    """Make the function below a frequent wrong answer: whoever writes it is told why.

    Where the answer is a value, the function takes nothing and returns this value.
    """

    def register(function):
        answer = WrongAnswer(function, NotRightError(reason), name)
        EXERCISES[number].known.append(answer)
        return function

    return register


def wrong_value(number, value, reason, within=1e-6):
    """Note a frequent wrong answer that is a value, or a tuple of several."""
    answer = WrongAnswer(value, NotRightError(reason), within=within)
    EXERCISES[number].known.append(answer)


def untouched(number, name=""):
    """Make the function below what the notebook hands out, with its bug."""

    def register(function):
        this = name or "this"
        error = NotTriedError(f"{this} has its bug still; find it and correct it")
        EXERCISES[number].known.append(WrongAnswer(function, error, name))
        return function

    return register


def load_lesson(number):
    """Load the file of judges and guesses that a number such as "01.3" belongs to."""
    lesson = number[:2] if isinstance(number, str) else ""
    file = pathlib.Path(__file__).with_name(f"lesson_{lesson}.py")
    if lesson.isdigit() and file.is_file():
        importlib.import_module(f"{__package__}.lesson_{lesson}")


# ------------------------------------------------------------------------- the verdict


def check(number, *answers):
    """Say: not tried yet, not right and why, or right. Only an interrupt gets out."""
    try:
        with np.errstate(all="ignore"):
            meaning = judged(number, answers)
        print("Right:", meaning)
    except NotTriedError as problem:
        print(f"Not tried yet: {problem}, and run this cell again.")
    except NotRightError as problem:
        print("Not right, because", problem)
    except KeyboardInterrupt:
        raise
    except BaseException as problem:
        words = error_in_words(problem)
        print("Not right, because with your answer the check ends in", words)


def judged(number, answers):
    """Return what it means that the answers are right, or raise what is the matter."""
    task = exercise_called(number)

    if len(answers) != len(task.names):
        looked_at = ", ".join(task.names)
        handed_in = len(answers) or "none"
        raise NotRightError(
            f"this check looks at {looked_at}; answers handed in: {handed_in}."
        )

    if any(answer is None for answer in answers):
        raise NotTriedError("put your answer in place of None")

    if task.functions:
        answers = [
            LearnersFunction(name, function)
            for name, function in zip(task.names, answers)
        ]

    try:
        return task.judge(*answers)
    except NotRightError:
        say_more_about(task, answers)
        raise


def exercise_called(number):
    """Return the exercise with a number; raise NotRightError if there is none."""
    load_lesson(number)
    if isinstance(number, str) and number in EXERCISES:
        return EXERCISES[number]

    known = ", ".join(EXERCISES) or "those in the files exercises/lesson_….py"
    raise NotRightError(
        f"there is no exercise {reprlib.repr(number)}; expected one of {known}."
    )


def say_more_about(task, answers):
    """Raise a reason that fits these answers, which are not right, if there is one."""
    if task.functions:
        for function in answers:
            function.require_a_result()

    for wrong_answer in task.known:
        if matches(wrong_answer, task, answers):
            raise wrong_answer.error from None


def matches(wrong_answer, task, answers):
    """Return whether the answers are this frequent wrong one."""
    if task.functions:
        name = wrong_answer.name or task.names[0]
        function = answers[task.names.index(name)]
        return function.does_the_same_as(wrong_answer.answer)

    yours = tuple(answers)
    if len(answers) == 1:
        yours = answers[0]
    value, within = wrong_answer.value(), wrong_answer.within
    return same(yours, value, within, may_be_rounded=True)


# ---------------------------------------------------------------- a learner's function


class LearnersFunction:
    """A learner's function, handled with care: call it as any other.

    It gets copies of its arguments. If it stops with an error, this becomes a reason
    why the answer is not right. What it was called with, and what came out, is kept.
    """

    def __init__(self, name, function):
        if not callable(function):
            raise NotRightError(
                f"{name} is {reprlib.repr(function)}; expected a function."
            )
        self.name = name
        self.function = function
        self.given = ""  # words for the arguments, for the judge to set
        self.calls = []  # pairs: arguments, and the result or the error
        self.prints = False  # whether a call printed something

    def __call__(self, *arguments):
        copies = copy.deepcopy(arguments)
        try:
            result = self.result_of(copies)
        except (KeyboardInterrupt, NotRightError):
            raise
        except BaseException as problem:
            self.calls.append((arguments, problem))
            raise NotRightError(
                f"{self.given}{self.name} stops with {error_in_words(problem)}"
            ) from None

        self.calls.append((arguments, result))

        for before, after in zip(arguments, copies):
            if not np.array_equal(before, after):
                raise NotRightError(
                    f"{self.name} changes what it was handed. Copy it first."
                )

        return result

    def result_of(self, arguments):
        """Call the function, note whether it prints, and return its result."""
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            result = self.function(*arguments)

        text = printed.getvalue()
        self.prints = self.prints or text != ""
        if not self.calls:  # the first call is enough for a learner who looks inside
            print(text, end="")

        if inspect.isgenerator(result):
            raise NotRightError(
                f"{self.name} gives a generator: use return, not yield; a list has [ ]."
            )
        return copy.deepcopy(result)  # the next call may change it

    def require_a_result(self):
        """Raise what helps if the function was called, and gave None each time."""
        if not self.calls or any(result is not None for _, result in self.calls):
            return
        if self.prints:
            raise NotRightError(
                f"{self.name} prints its result and returns None. "
                "Write return in place of print."
            )
        if only_returns_none(self.function):
            raise NotTriedError("put your line in place of None")
        raise NotRightError(
            f"{self.name} returns None. Is a return missing? "
            "Or does return None still stand below your lines?"
        )

    def does_the_same_as(self, other):
        """Return whether another function has the same results, call by call."""
        for arguments, result in self.calls:
            try:
                others = other(*copy.deepcopy(arguments))
            except Exception:
                return False

            if result is None and others is None:
                continue
            if not same(result, others, within=1e-7):
                return False

        return bool(self.calls)


def only_returns_none(function):
    """Return whether a function is `return None` alone, as many stubs are."""

    def untouched_stub():
        return None

    code = getattr(function, "__code__", None)
    return code is not None and code.co_code == untouched_stub.__code__.co_code
