"""What `check` says: not tried yet, not right and why, or right. And the guesses."""

import copy
import inspect
import reprlib
import traceback
from dataclasses import dataclass, field

import numpy as np

EXERCISES = {}


class NotTriedError(Exception):
    """The stub is still as it was. The text says what to do."""


class NotRightError(Exception):
    """An answer is not right. The text is the reason, a whole sentence."""


@dataclass
class Exercise:
    """All texts of an exercise. The decorated function, look, decides what is right.

    Without cases, look takes the answers and raises NotRightError, or returns. With
    cases, which map names to tuples of arguments, the smallest first, the answers are
    functions, and look gives the right result for the arguments.
    """

    number: str
    title: str = ""
    task: str = ""
    stub: str = ""
    hints: tuple = ()
    solution: str = ""
    why: str = ""
    right: str = ""  # what a right answer means
    # Code of frequent wrong answers: the reason, or after a … a part of look's reason.
    wrong: dict = field(default_factory=dict)
    given: str = ""  # code that stub, solution and wrong answers build on
    cases: dict = field(default_factory=dict)
    within: float = 1e-6
    names: tuple = ()  # of the answers, if look's arguments are called otherwise
    rule: callable = None  # looks at functions whose results are right

    def __call__(self, look):
        self.look = look
        self.names = self.names or tuple(inspect.signature(look).parameters)
        for code in ("stub", "solution", "given"):
            setattr(self, code, inspect.cleandoc(getattr(self, code)))
        EXERCISES[self.number] = self
        return look


def check(number, *answers):
    """Say: not tried yet, not right and why, or right. Only an interrupt gets out."""
    try:
        with np.errstate(all="ignore"):
            print("Right:", judge(number, answers))
    except NotTriedError as problem:
        print(f"Not tried yet: {problem}, and run this cell again.")
    except NotRightError as problem:
        print("Not right, because", problem)
    except KeyboardInterrupt:
        raise
    except BaseException as problem:
        print("Not right, because with your answer the check ends in", told(problem))


def judge(number, answers):
    if not isinstance(number, str) or number not in EXERCISES:
        shown, known = reprlib.repr(number), ", ".join(EXERCISES)
        raise NotRightError(f"there is no exercise {shown}; expected one of {known}.")
    task = EXERCISES[number]
    if len(answers) != len(task.names):
        these = f"this check looks at {', '.join(task.names)}"
        raise NotRightError(f"{these}; answers handed in: {len(answers) or 'none'}.")
    if any(answer is None for answer in answers):
        raise NotTriedError("put your answer in place of None")
    results = results_of(task, answers)
    if all(result is None for result in results.values()):
        raise NotTriedError("your function returns None; write return, not print")
    if alike(task, answers, results, task.stub):
        do = "find its bug and correct it" if task.title and task.cases else "change it"
        raise NotTriedError(f"this still does what the stub does; {do}")
    try:
        if not task.cases:
            return task.look(*answers) or task.right
        for name, right in results_of(task, [task.look] * len(answers)).items():
            compare(results[name], right, task.within, name, secret=False)
        return (task.rule and task.rule(*answers)) or task.right
    except NotRightError:
        for code, reason in task.wrong.items():
            if reason[0] != "…" and alike(task, answers, results, code):
                raise NotRightError(reason) from None
        raise


def results_of(task, answers):
    """Return the answers, or if they are functions, what they return in each case."""
    if not task.cases:
        return dict(zip(task.names, answers))
    return {
        f"with {case}, the result of {name}": result_of(name, answer, case, arguments)
        for name, answer in zip(task.names, answers)
        for case, arguments in task.cases.items()
    }


def alike(task, answers, results, code):
    """Return whether a piece of code, in place of the answers, has these results."""
    names = task.look.__globals__ | dict(zip(task.names, answers))
    exec(f"{task.given}\n{code}", names)  # our own code, from a lesson's file
    others = tuple(results_of(task, [names[name] for name in task.names]).values())
    return same(tuple(results.values()), others, task.within, secret=not task.cases)


def result_of(name, function, case, arguments):
    """Return what a learner's function returns; raise NotRightError if it does not."""
    if not callable(function):
        raise NotRightError(f"{name} is {reprlib.repr(function)}; expected a function.")
    handed = copy.deepcopy(arguments)
    try:
        result = function(*handed)
        later = {"send", "__await__", "__anext__"} & {*dir(result)}  # yield, async
        # The next call may change it; and Python warns of what nobody waits for.
        result = getattr(result, "close", bool)() if later else copy.deepcopy(result)
    except KeyboardInterrupt:
        raise
    except BaseException as problem:
        raise NotRightError(f"with {case}, {name} stops with {told(problem)}") from None
    if later:
        raise NotRightError(f"{name} needs def and return, without async and yield.")
    if not all(map(np.array_equal, handed, arguments)):
        raise NotRightError(f"{name} changes what it was handed. Copy it first.")
    return result


# What Python's and NumPy's messages about frequent slips leave out.
IN_PLAIN_WORDS = {
    "bitwise_xor": "^ is not a power in Python. ** is.",
    "for ^": "^ is not a power in Python. ** is.",
    "to Python scalars": "It was handed an array. NumPy's functions take one.",
    "truth value of an array": "It was handed an array: many answers, not one.",
    "not callable": "a(1 - a) is not a product in Python. a * (1 - a) is.",
    "be broadcast": "* needs equal shapes. Rows times columns is @.",
    "core dimension": "A @ B needs as many columns in A as rows in B.",
    "name 'e' is": "In NumPy, e to the power of x is np.exp(x).",
    "numpy.ufunc": "A function needs brackets: np.exp(-z).",
    "out of bounds": "The sizes differ from case to case: use len(...).",
}


def told(problem):
    """Return an error as a sentence, with plain words for the frequent ones."""
    error = " ".join(traceback.format_exception_only(problem)[-1].split())
    plain = [words for part, words in IN_PLAIN_WORDS.items() if part in error]
    return " ".join([f"{error[:200].rstrip('.')}.", *plain[:1]])


def numbers(value, shape=(), name="your answer"):
    """Return value as finite floats of this shape, () for a single number."""
    expected = f"finite numbers of shape {shape}" if shape else "one finite number"
    hints = {str: ", without quotes", tuple: "" if shape else ", as 0.5 and not 0,5"}
    expected += hints.get(type(value), "")
    try:
        array = np.asarray(value)  # of objects, if they are fractions or decimals
        array = array.astype(float) if array.dtype.kind in "iufO" else None
    except KeyboardInterrupt:
        raise
    except BaseException:  # it cannot even be looked at
        array = None
    if array is None or not np.isfinite(array).all():
        raise NotRightError(f"{name} is {reprlib.repr(value)}; expected {expected}.")
    if array.shape != shape and (shape or array.size != 1):
        raise NotRightError(f"{name} has shape {array.shape}; expected {expected}.")
    return array.reshape(shape)


def compare(yours, right, within=1e-6, name="your answer", secret=True):
    """Raise NotRightError unless yours is right, number by number, give or take within.

    right is a number, an array, a word, or a tuple of these. One that is secret is not
    shown, and may be rounded as the lessons print it.
    """
    if isinstance(right, tuple):
        yours = yours.tolist() if isinstance(yours, np.ndarray) else yours
        if not isinstance(yours, tuple | list) or len(yours) != len(right):
            raise NotRightError(f"{name} is not {len(right)} values, as in a, b.")
        for i, pair in enumerate(zip(yours, right)):
            compare(*pair, within, f"{name}[{i}]", secret)
    elif isinstance(right, str):
        if not isinstance(yours, str) or yours.strip().lower() != right.lower():
            raise NotRightError(f"{name} is {reprlib.repr(yours)}.")
    else:
        compare_numbers(yours, np.asarray(right, dtype=float), within, name, secret)


def compare_numbers(yours, right, within, name, secret):
    yours = numbers(yours, right.shape, name)
    for at in np.argwhere(~(np.abs(yours - right) <= within)).tolist():
        mine, wanted = yours[tuple(at)], right[tuple(at)]
        if secret and is_rounded(mine, wanted):
            continue
        size = "large" if mine > wanted else "small"
        ending = f", which is too {size}" if secret else f"; expected {wanted:.8g}"
        raise NotRightError(f"{name}{at or ''} is {mine:.8g}{ending}.")


def is_rounded(mine, right):
    """Return whether mine is right with at least 3 digits or 4 decimals."""
    forms = [f".{n}g" for n in range(3, 10)] + [f".{n}f" for n in range(4, 10)]
    return mine != 0 and any(mine == float(format(right, form)) for form in forms)


def same(yours, other, within=1e-6, secret=True):
    """Return whether compare accepts yours where other is right."""
    try:
        compare(yours, other, within, secret=secret)
    except Exception:
        return False
    return True


# For each surprising cell: how near is near enough, and why other guesses are tempting.
GUESSES = {}


def compare_guess(name, guess, result):
    """Show your guess beside the result, with a word on what was tempting about it."""
    if name not in GUESSES:
        where = "is it in GUESSES, and its file named in exercises/__init__.py?"
        raise ValueError(f"there is no guess {name!r}: {where}")
    within, tempting = GUESSES[name]
    shown = f"It is {f'{result:.4g}' if isinstance(result, float) else result}."
    try:
        if guess is None:
            raise NotRightError("Your guess: none yet.")
        compare(guess, result, within, "Your guess")
        print(f"Your guess: {reprlib.repr(guess)}. That is right.")
    except NotRightError as problem:
        reasons = [why for other, why in tempting.items() if same(guess, other, within)]
        print(problem, shown, *(f"Tempting: {why}" for why in reasons[:1]))
