"""Pictures are Matplotlib figures that say what they show, whoever draws them."""

import base64
import io
import itertools
import re
from concurrent.futures import ThreadPoolExecutor
from unittest import mock

import colorspacious
import live
import matplotlib
import numpy as np
import pictures
import pytest
from matplotlib import pyplot as plt
from matplotlib.figure import Figure
from pictures import Picture, describe
from PIL import Image
from tinynet_helpers import forward, init_weights, train, train_many
from tinynet_helpers import truth_table as table_of

X, y = table_of("XOR")
W_0, W_1 = init_weights(seed=1, hidden_size=4)
MANY = {H: train_many(X, y, range(30), H, iterations=50, every=10) for H in (2, 4)}
MORE = MANY | {4: train_many(X, y, range(31), 4, iterations=50, every=10)}
RUN = train(X, y, iterations=101, snapshots=[50, 100])


def guess(w_0, w_1):
    return lambda X: forward(X, w_0, w_1)[1]


def surfaces(w_1=W_1, targets=y, title="net"):
    return pictures.plot_surfaces({title: guess(W_0, w_1)}, targets)


def chain(number):
    return pictures.plot_chain([f"x\n{number}", "z"], ["times 2"], "A chain.")


# Each picture, and the same with one thing about its data changed.
PAIRS = [
    (chain, (1,), (2,)),
    (pictures.plot_neuron, (2, 1), (2, 1.5)),
    (pictures.plot_line, (10, 10, -5), (10, 10, -6)),
    (pictures.plot_line, (10, 10, -5, "AND"), (10, 10, -5, "OR")),
    (surfaces, (W_1, y), (W_1, table_of("OR")[1])),
    (surfaces, (W_1, {"net": y}), (W_1, {"net": 1 - y})),
    (pictures.plot_network, (X, W_0, W_1, 1), (X, W_0, -W_1, 1)),
    (pictures.plot_network, (X, W_0, W_1, 1), (X, W_0, W_1, 2)),
    (pictures.plot_backprop, (X, y, W_0, W_1, 1, 4), (X, y, W_0, W_1, 1, 5)),
    (pictures.plot_backprop, (X, y, W_0, W_1, 1, 6), (X, y, W_0, -W_1, 1, 6)),
    (pictures.plot_untrained, (1, 4), (2, 4)),
    (pictures.plot_explorer, (RUN, y, 50), (RUN, y, 100)),
    (pictures.plot_sweep, (MANY,), (MORE,)),
    (pictures.plot_one_of_many, (MANY, 3, 2), (MANY, 3, 4)),
    (pictures.plot_one_of_many, (MANY, 3, 2), (MANY, 4, 2)),
]


def stored(figure):
    """What a notebook stores when a cell ends with a figure."""
    with mock.patch.object(pictures, "display") as display:
        figure._ipython_display_()
    return display.call_args.args[0]


def pixels(figure):
    file = io.BytesIO(base64.b64decode(stored(figure)["image/png"]))
    return np.asarray(Image.open(file).convert("RGB"))


def test_every_picture_is_tried():
    plots = {name for name in vars(pictures) if name.startswith("plot_")}
    tried = {function.__name__ for function, *_ in PAIRS} | {"plot_chain"}
    assert plots - tried == {"plot_surfaces"}  # tried as surfaces


@pytest.mark.parametrize(("plot", "one", "other"), PAIRS)
def test_words_and_pixels_follow_the_data(plot, one, other):
    first, same, changed = plot(*one), plot(*one), plot(*other)
    assert isinstance(first, Figure)
    assert repr(first) == str(first) == describe(same) != describe(changed)
    assert pixels(first).shape[1] == 960
    assert np.array_equal(pixels(first), pixels(same))
    assert not np.array_equal(pixels(first), pixels(changed))


def test_a_picture_can_be_gone_on_with(tmp_path):
    figure = pictures.plot_neuron(2, 1)
    before = describe(figure)
    figure.axes[0].plot([0, 1], [0.2, 0.4], label="mine")
    figure.axes[0].set_title("Two curves")
    assert "Two curves. " in describe(figure) != before
    assert "mine: dashed orange line from (0, 0.2) to (1, 0.4)" in describe(figure)
    figure.savefig(tmp_path / "mine.png")
    with Image.open(tmp_path / "mine.png") as image:
        assert image.width == 960


def test_a_figure_of_ones_own_shows_itself_to_everyone():
    figure, axes = plt.subplots(FigureClass=Picture, label='a < "b"')
    axes.plot([1, 2, 3], [0, 4, 2], label="loss")
    bundle = stored(figure)
    plt.close(figure)
    words = "x axis 0.9 to 3.1. y axis -0.2 to 4.2. "
    words += "loss: solid blue line from (1, 0) to (3, 2), highest (2, 4), mean 2"
    assert bundle["text/plain"] == f'a < "b"\n{words}'
    alt = f"a &lt; &quot;b&quot;\n{words}"
    source = f"data:image/png;base64,{bundle['image/png']}"
    look = 'style="max-width: 100%"'
    assert bundle["text/html"] == f'<img alt="{alt}" src="{source}" {look}>'


FAULTS = {  # what a learner may draw, and each part with one fault
    "x": ([1, 2, 3, 4], [1, 2, 3, 5]),
    "y": ([1, 4, 2, 3], [1, 4, 2.1, 3]),
    "gap": ([1, 3, 2], [1, np.nan, 2]),
    "no number": ([1, 3], [np.nan, np.nan]),
    "dash": ("-", "--"),
    "color": ("C0", "C1"),
    "label": ("a", "b"),
    "point": (2, 2.1),
    "dots": ([0, 1], [0.1, 1]),
    "axes": (("step", "loss"), ("loss", "step")),
    "scale": ("linear", "log"),
    "title": ("t", "u"),
    "text": ("here", "there"),
    "cmap": ("viridis", "plasma"),
    "vmax": (9, 8),
    "level": (2, 3),
    "bars": ([1, 2], [2, 1]),
    "name": ("OR", "NOR"),
}


def own_figure(**change):
    do = {name: usual for name, (usual, _) in FAULTS.items()} | change
    figure, (left, middle, right) = plt.subplots(1, 3, FigureClass=Picture)
    look = {"linestyle": do["dash"], "color": do["color"], "label": do["label"]}
    left.plot(do["x"], do["y"], **look)
    left.plot(do["gap"], label="gap")
    left.plot(do["no number"])
    left.plot(2, do["point"], "ko", label="point")
    left.set(yscale=do["scale"], title=do["title"])
    left.set(xlabel=do["axes"][0], ylabel=do["axes"][1])
    left.text(1, 1, do["text"])
    grid = np.arange(9.0).reshape(3, 3)
    middle.imshow(grid, cmap=do["cmap"], vmax=do["vmax"])
    middle.contour(grid, [do["level"]], colors="k")
    right.bar(["AND", do["name"]], do["bars"])
    right.scatter([0, 1], do["dots"])
    plt.close(figure)
    return describe(figure)


@pytest.mark.parametrize("part", FAULTS)
def test_words_follow_the_drawing(part):
    changed = own_figure(**{part: FAULTS[part][1]})
    assert own_figure() == own_figure() != changed


def test_whatever_can_be_drawn_has_words():
    figure = Figure()
    figure.add_subplot(projection="3d").plot(*[[0, 1]] * 3, color=[0.8, 0.3, 0])
    figure.add_subplot().fill_between([3, 4], [5, 6])
    words = describe(figure)
    assert "solid orange line" in words and "points from (3, 0) to" in words
    last = describe(pictures.plot_sweep({2: train_many(X, y, range(500, 530), 2)}))
    assert "y axis seed 500 to 550" in last


HABITS = [
    "dark_background",
    {"text.usetex": True},
    {"figure.autolayout": True, "figure.dpi": 50, "figure.facecolor": "red"},
    {"savefig.bbox": "tight", "savefig.dpi": 300, "savefig.transparent": True},
    {"axes.prop_cycle": matplotlib.cycler(color=["yellow"]), "lines.marker": "x"},
]


@pytest.mark.parametrize("habit", HABITS, ids=str)
def test_no_style_of_a_person_gets_in_and_none_of_ours_gets_out(habit):
    def draw():
        moved = live.live_line()
        moved.show(bias=-15)
        return pixels(pictures.plot_explorer(RUN, y, 50)), moved.png

    usual = draw()
    with plt.style.context(habit):
        before = dict(matplotlib.rcParams)
        here = draw()
        assert dict(matplotlib.rcParams) == before
    assert np.array_equal(usual[0], here[0]) and usual[1] == here[1]


def test_two_threads_draw_as_one():
    """Jupyter hears controls in a thread of their own."""

    def draw(number):
        return describe(pictures.plot_neuron(number, 0)), live.live_neuron(number).png

    with ThreadPoolExecutor(3) as threads:
        assert [*threads.map(draw, range(6))] == [*map(draw, range(6))]


def test_each_example_stands_where_its_inputs_say():
    targets = np.array([[0, 0, 1, 1]]).T
    guesses = {"input 1": lambda X: np.multiply(X, 0.75, out=X)[:, :1]}  # X changes
    figure = pictures.plot_surfaces(guesses, targets)
    points = [(*a.get_xydata()[0], a.get_marker()) for a in figure.axes[0].lines]
    assert points == [(0, 0, "o"), (0, 1, "o"), (1, 0, "s"), (1, 1, "s")]
    assert "target 1, guess 0.75: point at (1, 0)" in describe(figure)


def test_networks_of_any_size_can_be_drawn():
    """Three inputs and the ones; one row, many units; lists in place of arrays."""
    parity = np.array([[*bits, 1] for bits in itertools.product((0, 1), repeat=3)])
    targets = parity[:, :3].sum(axis=1, keepdims=True) % 2
    for hidden_size in (1, 3, 16):
        weights = init_weights(1, hidden_size, inputs=4)
        for stage in range(1, 8):
            pictures.plot_backprop(parity, targets, *weights, row=7, stage=stage)
        figure = pictures.plot_network(parity.tolist(), *weights, row=7)
        assert "layer_0: 1 1 1 1. layer_1: " in describe(figure)
    assert "always 1" in [text.get_text() for text in figure.axes[0].texts]


@pytest.mark.parametrize("kind", ["none", "protan", "deuteran", "tritan"])
def test_colors_differ_for_every_kind_of_color_blindness(kind):
    """At least 15 steps apart in CAM02-UCS, where one step can just be seen."""
    colors = pictures.POSITIVE, pictures.NEGATIVE, pictures.ZERO, pictures.BLACK
    seen = matplotlib.colors.to_rgba_array(colors)[:, :3]
    if kind != "none":
        eyes = {"name": "sRGB1+CVD", "cvd_type": f"{kind}omaly", "severity": 100}
        seen = colorspacious.cspace_convert(seen, eyes, "sRGB1")
    for one, other in itertools.combinations(seen, 2):
        assert colorspacious.deltaE(one, other, input_space="sRGB1") > 15


def test_signs_and_errors_differ_in_grey():
    """Their lightness alone tells them apart, as on a print in black and white."""
    ramps = [ramp(np.linspace(0, 1, 11)) for ramp in (pictures.GREYS, pictures.ERRORS)]
    for colors in [(pictures.ZERO, pictures.POSITIVE, pictures.NEGATIVE), *ramps]:
        rgb = matplotlib.colors.to_rgba_array(colors)[:, :3]
        lightness = colorspacious.cspace_convert(rgb, "sRGB1", "CIELab")[:, 0]
        assert (np.diff(lightness) < (-15 if len(colors) == 3 else -3)).all()


WRONG = {
    "guesses is {}; expected a dict of 1": lambda: pictures.plot_surfaces({}, y),
    "y has shape (4,); expected (4, 1)": lambda: surfaces(targets=y[:, 0]),
    "shape (3725, 3)": lambda: pictures.plot_surfaces({"a": lambda X: X}, y),
    "stage is 8": lambda: pictures.plot_backprop(X, y, W_0, W_1, stage=8),
    "weights is [[1], [None], [2]]": lambda: pictures.plot_line(1, None, 2),
    "seed 77 was not trained": lambda: pictures.plot_one_of_many(MANY, 77, 4),
    "hidden size 5 was not": lambda: pictures.plot_one_of_many(MANY, 1, 5),
    "runs is {}; expected a dict of 1 to 6": lambda: pictures.plot_sweep({}),
    "runs is Runs, hidden": lambda: pictures.plot_sweep(MANY[4]),
    "expected a dict of 1 to 6 functions": lambda: pictures.plot_surfaces({"a": X}, y),
    "targets for each of ['net']": lambda: surfaces(targets={"other": y}),
}


@pytest.mark.parametrize("said", WRONG)
def test_a_wrong_argument_gets_one_clear_sentence(said):
    with pytest.raises((TypeError, ValueError), match=re.escape(said)) as caught:
        WRONG[said]()
    assert "\n" not in str(caught.value)
