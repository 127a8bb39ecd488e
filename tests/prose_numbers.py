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


# ------------------------------------------------------------------ lessons 01 to 03


@computes("01_sigmoid", "2.718")
def e():
    return np.exp(1)


@computes("01_sigmoid", "0.953")
def a_neuron_for_not():
    return sigmoid(3)


declare("01_sigmoid", "0.95", "the goal of an exercise; its answers are tested")
declare("02_forward_pass", "10000", "a task for the reader: how many neurons to draw")
declare("02_forward_pass", "7", "an exercise: hidden units of another network")
declare("03_backprop", "0.493", "the goal of an exercise; its answers are tested")
