"""What `compare_guess` says about a guess, beside the result that a cell computed."""

import re
import reprlib
from dataclasses import dataclass

from IPython import get_ipython

from .comparing import NotRightError, require_value, same
from .judging import load_lesson

# All guesses that are loaded, by name, such as "01 sigmoid of 0".
GUESSES = {}


@dataclass
class Guess:
    """How near is near enough, and why other guesses are tempting."""

    within: float
    tempting: dict  # from a usual wrong guess to the reason why one makes it


def guess(name, within, tempting):
    """Note a guess of a lesson: what counts as right, and usual wrong guesses."""
    GUESSES[name] = Guess(within, tempting)


def compare_guess(name, my_guess, result):
    """Show a guess beside the result, with a word on what was tempting about it."""
    load_lesson(name)
    if name not in GUESSES:
        raise ValueError(
            f"there is no guess {name!r}; expected a name that a file "
            "exercises/lesson_….py notes with guess(…)."
        )

    right = result
    if isinstance(result, float):
        right = f"{result:.4g}"
    tempting = GUESSES[name].tempting

    if my_guess is None:
        print(f"Your guess: none yet. It is {right}.")
        return
    if not is_set_in_this_cell("my_guess"):
        print(f"Your guess: none in this cell, as in my_guess = …. It is {right}.")
        return

    try:
        require_guess(my_guess, result, name)
        print(f"Your guess: {reprlib.repr(my_guess)}. That is right.")
    except NotRightError as problem:
        why = why_tempting(my_guess, tempting, GUESSES[name].within)
        print(f"{problem} It is {right}.{why}")


def require_guess(my_guess, result, name):
    """Raise NotRightError unless a guess is near enough to the result."""
    if isinstance(result, str) and not isinstance(my_guess, str):
        words = [word for word in GUESSES[name].tempting if isinstance(word, str)]
        known = ", ".join(repr(word) for word in sorted({result, *words}))
        yours = reprlib.repr(my_guess)
        raise NotRightError(f"Your guess is {yours}; expected one of {known}.")

    require_value(my_guess, result, GUESSES[name].within, "Your guess")


def why_tempting(my_guess, tempting, within):
    """Return why one may guess this, if it is a usual guess."""
    for other, why in tempting.items():
        if same(my_guess, other, within, may_be_rounded=True):
            return f" Why it is tempting: {why}"
    return ""


def is_set_in_this_cell(name):
    """Return whether the cell that runs names something at the start of a line.

    Without it, a guess of an earlier cell would be judged: `guess = 0.25` is a slip.
    True where no notebook runs.
    """
    source = source_of_this_cell()
    if not source:
        return True
    return re.search(rf"^\s*{name}\b", source, re.MULTILINE) is not None


def source_of_this_cell():
    """Return the code of the cell that runs, or nothing where no notebook runs."""
    shell = get_ipython()
    if shell is None:
        return ""
    if hasattr(shell, "get_parent"):  # Jupyter's kernel keeps what it was asked to run
        request = shell.get_parent()
        return request.get("content", {}).get("code", "")
    return shell.user_ns["In"][-1]
