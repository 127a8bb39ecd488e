"""What `compare_guess` says about a guess, beside the result that a cell computed."""

import re
import reprlib
from dataclasses import dataclass

import numpy as np
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

    shown = result
    if isinstance(result, float):
        shown = f"{result:.4g}"

    if my_guess is None:
        print(f"Your guess: none yet. It is {shown}.")
        return
    if not is_set_in_this_cell("my_guess"):
        print(f"Your guess: none in this cell, as in my_guess = …. It is {shown}.")
        return

    try:
        require_guess(my_guess, result, name)
        print(f"Your guess: {reprlib.repr(my_guess)}. That is right.")
    except NotRightError as problem:
        more = more_about(my_guess, result, name)
        print(f"{problem} It is {shown}.{more}")


def require_guess(my_guess, result, name):
    """Raise NotRightError unless a guess is near enough to the result."""
    if isinstance(result, str) and not isinstance(my_guess, str):
        words = [word for word in GUESSES[name].tempting if isinstance(word, str)]
        known = ", ".join(repr(word) for word in sorted({result, *words}))
        yours = reprlib.repr(my_guess)
        raise NotRightError(f"Your guess is {yours}; expected one of {known}.")

    require_value(my_guess, result, GUESSES[name].within, "Your guess")


def more_about(my_guess, result, name):
    """Return what helps: whether it is a share, or why one may guess this."""
    is_count = isinstance(result, int | np.integer) and result > 1
    if is_count and isinstance(my_guess, float) and 0 < my_guess < 1:
        return " That looks like a share. A whole number is asked for."

    for other, why in GUESSES[name].tempting.items():
        if same(my_guess, other, GUESSES[name].within, may_be_rounded=True):
            return f" About this guess: {why}"
    return ""


def is_set_in_this_cell(name):
    """Return whether the cell that runs sets something at the start of a line.

    Without it, a guess of an earlier cell would be judged: `guess = 0.25` is a slip.
    True where no notebook runs.
    """
    source = source_of_this_cell()
    if not source:
        return True
    return re.search(rf"^\s*{name}\s*=", source, re.MULTILINE) is not None


def source_of_this_cell():
    """Return the code of the cell that runs, or nothing where no notebook runs."""
    shell = get_ipython()
    if shell is None:
        return ""
    if hasattr(shell, "get_parent"):  # Jupyter's kernel keeps what it was asked to run
        request = shell.get_parent()
        return request.get("content", {}).get("code", "")
    return shell.user_ns["In"][-1]
