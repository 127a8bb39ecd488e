"""Words say what a figure shows, whoever drew it, and with what of Matplotlib."""

import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from words import SILENT, describe, number

GRID = np.arange(9.0).reshape(3, 3)
LINE = [(0, 0), (1, 1)]
PIXELS = np.full((2, 3, 3), (0, 0, 255), dtype=np.uint8)


def words_of(draw, projection=None):
    """What describe says of what draw(axes) draws, after the words for the axes."""
    figure = Figure()
    axes = figure.add_subplot(projection=projection)
    axes.axis("off")
    draw(axes)
    if projection == "3d":
        axes.set(zlim=(4, 5))
    before = describe(figure)
    figure.canvas.draw()
    assert describe(figure) == before  # drawing changes nothing
    return before


KINDS = {  # what is drawn, by a user of Matplotlib, and how it is called
    "solid blue line from (1, 3) to (2, 4)": lambda axes: axes.plot([1, 2], [3, 4]),
    "dashed orange line from (0, 2) to (3, 2), lowest (1, 1), highest (2, 3), mean 2": (
        lambda axes: axes.plot([2, 1, 3, 2], "C1--")
    ),
    "red crosses from (0, 1) to (1, 2)": lambda axes: axes.plot([1, 2], "rx"),
    "white circle at (3, −1)": lambda axes: axes.plot(3, -1, "o", color="white"),
    "red square at (0, 1)": lambda axes: axes.plot(1, "s", mfc="none", mec="red"),
    "solid blue line from (0, 1) to (2, 2), with gaps": (
        lambda axes: axes.plot([1, np.nan, 2])
    ),
    "loss: solid blue line at (0, 1)": lambda axes: axes.plot([1], label="loss"),
    "solid blue line across at 0.5": lambda axes: axes.axhline(0.5),
    "solid green line upright at −2": lambda axes: axes.axvline(-2, color="green"),
    "solid blue line through (0, 1) with slope 2": (
        lambda axes: axes.axline((0, 1), slope=2)
    ),
    "solid blue line through (0, 1) and (2, 3)": (
        lambda axes: axes.axline((0, 1), (2, 3))
    ),
    "e: solid blue line from (1, 2) to (3, 4). blue lines from (1, 1) to (3, 5), "
    "mean 3": lambda axes: axes.errorbar([1, 3], [2, 4], yerr=1, label="e"),
    "blue area from (0, 0) to (0, 0), highest (1, 6), mean 1.571": (
        lambda axes: axes.fill_between([0, 1], [5, 6])
    ),
    "blue points from (1, 3) to (2, 4)": lambda axes: axes.scatter([1, 2], [3, 4]),
    "points from (1, 3) to (2, 4), coloured by 5 6. "
    "Colours: black at 5, teal at 5.5, yellow at 6": (
        lambda axes: axes.scatter([1, 2], [3, 4], c=[5, 6])
    ),
    "5 7. Colours: black at 5, teal at 6, yellow at 7": (
        lambda axes: axes.add_collection(LineCollection([LINE, LINE], array=[5, 7]))
    ),
    "blue lines from (1, 0) to (1, 3)": lambda axes: axes.vlines(1, 0, 3),
    "n: red and blue bars at 0 1: 3 4": (
        lambda axes: axes.bar(["a", "b"], [3, 4], color=["red", "blue"], label="n")
    ),
    "blue bars at 1 2: 3 4": lambda axes: axes.barh([1, 2], [3, 4]),
    "blue rectangle from (1, 2) to (4, 6)": (
        lambda axes: axes.add_patch(plt.Rectangle((1, 2), 3, 4))
    ),
    "red circle from (−1, −1) to (1, 1)": (
        lambda axes: axes.add_patch(plt.Circle((0, 0), 1, fill=False, ec="red"))
    ),
    "blue rectangle across from 1 to 2": lambda axes: axes.axhspan(1, 2),
    "blue rectangle upright from 1 to 2": lambda axes: axes.axvspan(1, 2),
    "0 1 2 3 4 5 6 7 8. Colours: black at 0, teal at 4, yellow at 8": (
        lambda axes: axes.imshow(GRID)
    ),
    "0 to 99, mean 49.5. Colours: black at 0, grey at 49.5, white at 99": (
        lambda axes: axes.pcolormesh(np.arange(100).reshape(10, 10), cmap="gray")
    ),
    "2 by 3 pixels, blue on average": lambda axes: axes.imshow(PIXELS),
    "contour at 4 from (0, 1.333) to (2, 0.6667), mean 1": (
        lambda axes: axes.contour(GRID, [4])
    ),
    "arrows from (0, 0) to (1, 2); across 1 2; up 3 4": (
        lambda axes: axes.quiver([0, 1], [0, 2], [1, 2], [3, 4])
    ),
    "here": lambda axes: axes.text(1, 1, "here"),
    "table 1 2": lambda axes: axes.table([["1", "2"]]),
}
EMPTY = {  # nothing in it, nothing drawn
    "solid blue line without numbers": lambda axes: axes.plot([], []),
    "solid orange line without numbers": lambda axes: axes.plot([np.nan], color="C1"),
    "blue lines without numbers": lambda axes: axes.vlines([], 0, 1),
    "e: solid blue line without numbers": (
        lambda axes: axes.errorbar([], [], label="e")
    ),
    "blue area without numbers": lambda axes: axes.fill_between([], []),
    "blue points without numbers": lambda axes: axes.scatter([], []),
    "bars without numbers": lambda axes: axes.bar([], []),
    "without numbers": lambda axes: axes.imshow(np.full((2, 2), np.nan)),
    "": lambda axes: axes.text(0, 0, ""),
}
IN_SPACE = {
    "solid blue line from (0, 2, 4) to (1, 3, 5)": (
        lambda axes: axes.plot([0, 1], [2, 3], [4, 5])
    ),
    "points in space": lambda axes: axes.scatter([0, 1], [2, 3], [4, 5]),
    "surface in space": lambda axes: axes.plot_surface(GRID, GRID.T, GRID),
    "lines in space": lambda axes: axes.plot_wireframe(GRID, GRID.T, GRID),
}


@pytest.mark.parametrize(("words", "draw"), list((KINDS | EMPTY).items()))
def test_each_kind_of_artist_has_its_words(words, draw):
    assert words_of(draw) == words


@pytest.mark.parametrize(("words", "draw"), list(IN_SPACE.items()))
def test_what_is_drawn_in_space_has_words(words, draw):
    assert words_of(draw, projection="3d").endswith(f"z axis 4 to 5. {words}")


def test_axes_are_named_with_their_range_scale_and_marks():
    figure = Figure(label="All.")
    figure.suptitle("Two  panels")
    left, right, off = figure.subplots(1, 3)
    left.set(xlabel="seed", xlim=(2, 1), ylabel="loss", ylim=(0.01, 1), yscale="log")
    left.set(title="first")

    right.bar(["AND", "OR"], [1, 2])
    off.axis("off")
    off.text(0, 0, "no axes")
    axes = "first. x axis seed 2 to 1. y axis loss 0.01 to 1, logarithmic"
    bars = "x axis −0.49 to 1.49, marked AND OR. y axis 0 to 2.1. blue bars at 0 1: 1 2"
    assert describe(figure) == f"All.\nTwo  panels\n{axes}\n{bars}\nno axes"


def test_axes_like_those_before_are_named_once():
    figure = Figure()
    for axes, title in zip(figure.subplots(1, 2), "ab"):
        axes.set_title(title)
    assert describe(figure) == "a. x axis 0 to 1. y axis 0 to 1\nb"


def test_what_cannot_be_seen_or_is_said_already_has_no_words():
    def draw(axes):
        axes.plot([1, 2], visible=False)
        axes.text(0, 0, "twice", label=SILENT)
        axes.figure.colorbar(axes.pcolormesh([[0, 2]], label="map"))

    scale = "Colours: black at 0, teal at 1, yellow at 2"
    assert words_of(draw) == f"map: 0 2. {scale}"


def test_a_color_is_named_as_it_is_drawn_now():
    """C0 is resolved when it is drawn: blue, or black in the style of the lessons."""
    figure = Figure()
    figure.add_subplot().axhline(1, linestyle="-")
    assert "solid blue line" in describe(figure)
    with plt.rc_context({"axes.prop_cycle": "cycler(color=['black'])"}):
        assert "solid black line" in describe(figure)
    assert "solid blue line" in describe(figure)


NUMBERS = {
    0.1 + 0.2: "0.3",
    -0.0: "0",
    -1e-17: "0",
    -10: "−10",
    10_000: "10,000",
    12345.6: "12,346",
    -999.95: "−1,000",
    1234567: "1.235e+06",
    2.26e-6: "0.00000226",
    -0.000012361: "−0.00001236",
    1e-12: "0.000000000001",
    0.0086: "0.0086",
    float("nan"): "nan",
    -np.inf: "−inf",
    np.float64(0.5): "0.5",
}


@pytest.mark.parametrize("value", NUMBERS)
def test_a_number_is_short_and_has_a_true_minus(value):
    assert number(value) == NUMBERS[value]
