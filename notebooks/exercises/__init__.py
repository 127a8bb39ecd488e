"""What a lesson uses: `check` looks at answers, and `compare_guess` at a guess.

    my_slope = None  # your line
    check("01 slope from output", my_slope)

The texts of an exercise stand in its notebook. A file for each lesson holds what a
learner must not see: the judges, and the frequent wrong answers with their reasons.
"""

from .guesses import compare_guess
from .judging import check

__all__ = ["check", "compare_guess"]
