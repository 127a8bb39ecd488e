"""What judges of pictures share."""

import reprlib

import numpy as np

from .comparing import NotRightError, NotTriedError, numbers


def axes_of(figure):
    """Return the list of all axes of a learner's figure. Axes alone will do as well."""
    axes = np.ravel(getattr(figure, "axes", figure)).tolist()
    if hasattr(figure, "axes") and not axes:
        raise NotTriedError("draw something on the figure")

    if not axes or not all(hasattr(one, "get_lines") for one in axes):
        shown = reprlib.repr(figure)
        raise NotRightError(f"your answer is {shown}; expected a figure with axes.")
    return axes


def refuse_points_alone(axes):
    """Raise NotRightError if points are drawn that no line joins, as scatter does."""
    if any(one.collections for one in axes):
        raise NotRightError("your points are not joined: use axes.plot.")


def longest(lines):
    """Return the line with the most points: the others may be at 0 or at 0.5."""
    line = max(lines, key=lambda line: (len(line.get_xdata()), is_seen(line)))
    require_seen(line)
    return line


def require_seen(line):
    """Raise NotRightError if a line cannot be seen."""
    if not is_seen(line):
        raise NotRightError("your line cannot be seen: it has no width or no color.")


def is_seen(line):
    return line.get_visible() and line.get_alpha() != 0 and line.get_linewidth() > 0


def points_of(line):
    """Return the numbers that a line is drawn from, horizontally and vertically."""
    x = line.get_xdata()
    y = line.get_ydata()
    return (
        numbers(x, np.shape(x), "what is drawn"),
        numbers(y, np.shape(y), "what is drawn"),
    )


def require_one_direction(x):
    """Raise NotRightError if a line over x goes back and forth."""
    if np.any(np.diff(x) > 0) and np.any(np.diff(x) < 0):
        raise NotRightError("your line goes back and forth: draw it in one direction.")
