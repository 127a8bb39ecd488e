"""Numbers in texts that no cell of the same lesson shows, and where they come from.

A source is a function that computes them, or the reason why nothing does.
"""

from dataclasses import dataclass

from tinynet_helpers import (
    truth_table,
)

X, y = truth_table("XOR")


@dataclass
class Declared:
    """Numbers of one page, a blank between them, and their source."""

    page: str
    numbers: str
    source: object


DECLARED = []


def declare(page, numbers, reason):
    """Note numbers that nothing computes, with the reason."""
    DECLARED.append(Declared(page, numbers, reason))


def computes(page, numbers):
    """Make the function below the source of numbers."""

    def register(function):
        DECLARED.append(Declared(page, numbers, function))
        return function

    return register
