"""What a lesson uses: `check` looks at answers, and `compare_guess` at a guess.

    my_slope = None  # your line
    check("01 slope from output", my_slope)

Each lesson has a file here, with the solutions: functions below an `@Exercise(…)` say
what is right. One without a title is a *completion*: its cell stands in the notebook.
"""

from . import lesson_01, lesson_02, lesson_03, lesson_04, lesson_05  # noqa: F401
from .judging import check, compare_guess

__all__ = ["check", "compare_guess"]
