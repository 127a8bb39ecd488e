"""The lessons' live pictures: a control is moved, the picture is drawn, no more."""

import functools
import html
import reprlib

import ipywidgets as widgets
import numpy as np
import pictures
import tinynet_helpers as tinynet
from matplotlib.backends.backend_agg import FigureCanvasAgg
from pictures import artists, as_output, as_png, dict_of
from PIL import Image
from tinynet_helpers import TRUTH_TABLES, train, train_many, truth_table

SEEDS, HIDDEN_SIZES = (0, 999), (1, 16)  # the least and the most
LEARNING_RATES = 0.1, 0.3, 1.0, 3.0, 10.0
ITERATIONS = *range(0, 500, 25), *range(500, 2000, 100), *range(2000, 10_001, 500)

# ipywidgets leaves sliders and the buttons of Play without a name for a screen reader.
NAMES = """<style onload="
const box = this.closest('.widget-vbox');
for (const slider of box.querySelectorAll('.widget-slider'))
    slider.querySelector('[role=slider]').ariaLabel = slider.firstChild.textContent;
box.querySelectorAll('.widget-play button').forEach((button, i) =>
    button.title = ['play', 'stop', 'repeat'][i]);
"></style>"""


class LivePicture(widgets.VBox):
    """A picture that follows its controls: plot is called with the controls' values.

    controls says for each argument where it starts, and its least, most and step or a
    list. call, what makes it all, is written below. Those of one plot share a figure.
    """

    def __init__(self, plot, call="", **controls):
        self.plot, self.call = plot, call
        self.kept = vars(getattr(plot, "func", plot)).setdefault("kept", [None] * 3)
        self.controls = {name: control(name, *c) for name, c in controls.items()}
        self.start, self.shown, self.waiting = self.values(), widgets.HTML(), False
        self.update()
        for one in self.controls.values():
            one.observe(self.update, "value")
        look = {"flex_flow": "row wrap", "align_items": "center"}
        panel = widgets.HBox([*self.controls.values()], layout=look)
        super().__init__([panel, self.shown, widgets.HTML(NAMES)])

    def values(self):
        """Return what the controls say now."""
        return {name: control.value for name, control in self.controls.items()}

    def show(self, **values):
        """Move several controls at once, and draw once."""
        self.waiting = True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:
            self.waiting = False
            self.update()

    def update(self, change=None, note=""):
        """Draw what the controls say, and show it with its words."""
        if not self.waiting:
            with pictures.lesson_style():
                self.figure = self.plot(**self.values(), figure=self.kept[0])
                self.png, self.words = self.draw(), repr(self.figure)
            line = self.call and f"This view: <code>{self.line()}</code>"
            said = filter(None, [html.escape(self.figure.get_label()), note, line])
            status = f"<div role='status'>{'<br>'.join(said)}</div>"
            self.shown.value = as_output(self.png, self.words)["text/html"] + status

    def draw(self):
        """Return the figure as PNG; its axes are drawn once and kept ("blitting")."""
        moving = [a for axes in self.figure.axes for a in (*artists(axes), axes.title)]
        for artist in moving:
            artist.set_animated(True)
        still = self.plot, [(a.axis(), a.get_ylabel()) for a in self.figure.axes]
        if self.kept[:2] != [self.figure, still]:
            canvas = FigureCanvasAgg(self.figure)
            canvas.draw()  # all but what is animated
            self.kept[:] = self.figure, still, canvas.copy_from_bbox(self.figure.bbox)
        self.figure.canvas.restore_region(self.kept[2])
        for artist in sorted(moving, key=lambda artist: artist.zorder):
            self.figure.draw_artist(artist)
        return as_png(Image.fromarray(np.asarray(self.figure.canvas.buffer_rgba())))

    def line(self):
        """Return the line of Python that rebuilds this view."""
        said = (f"{name}={value!r}" for name, value in self.values().items())
        return f"{self.call}({', '.join(said)})"

    def __repr__(self):
        return self.words + (f"\nThis view: {self.line()}" if self.call else "")

    def _repr_mimebundle_(self, **kwargs):
        names = ", ".join(control.description for control in self.controls.values())
        words = f"{self!r}\nControls, where a kernel runs: {names}."
        return super()._repr_mimebundle_(**kwargs) | as_output(self.png, words)


def control(name, value, *reach):
    """Return a slider that starts at value: reach is least, most, step, or a list.

    No dropdown: JupyterLab takes its keys for its own, and x would cut the cell.
    """
    look = {"description": name.replace("_", " "), "layout": {"width": "30em"}}
    look["style"] = {"description_width": "7.5em"}
    if len(reach) == 1:
        options = list(reach[0])
        if value not in options:
            expected = f"one of {reprlib.repr(options)}"
            raise ValueError(tinynet.problem(name, value, expected))
        return widgets.SelectionSlider(options=options, value=value, **look)
    least, most, step = (*reach, 1)[:3]
    if step == 1:
        value, kind = tinynet.whole_number(name, value, least, most), widgets.IntSlider
    else:
        value, kind = tinynet.finite(name, value), widgets.FloatSlider
    if not np.isclose(np.arange(least, most + step / 2, step), value).any():
        expected = f"from {least} to {most} in steps of {step}"
        raise ValueError(tinynet.problem(name, value, expected))
    return kind(value, min=least, max=most, step=step, **look)


def live_neuron(weight=1.0, bias=0.0):
    """Show one neuron with a slider for its weight and one for its bias."""
    controls = {"weight": (weight, -10, 10, 0.5), "bias": (bias, -10, 10, 0.5)}
    return LivePicture(pictures.plot_neuron, "live_neuron", **controls)


def live_line(weight_1=10, weight_2=10, bias=-5, table="XOR"):
    """Show the decision boundary of one neuron, with a slider for each number."""
    controls = {"weight_1": (weight_1, -20, 20), "weight_2": (weight_2, -20, 20)}
    controls |= {"bias": (bias, -20, 20), "table": (table, TRUTH_TABLES)}
    return LivePicture(pictures.plot_line, "live_line", **controls)


def live_untrained(seed=1, hidden_size=4):
    """Show the untrained network with sliders for the seed and the hidden size."""
    controls = {"seed": (seed, *SEEDS), "hidden_size": (hidden_size, *HIDDEN_SIZES)}
    return LivePicture(pictures.plot_untrained, "live_untrained", **controls)


def live_backprop(X, y, w_0, w_1, stage=1, row=1):
    """Show one step of backprop with sliders for its stage and the row of X."""
    X, y = tinynet.examples(X, y)  # copies: a learner may change theirs later
    _, w_0, w_1 = tinynet.inputs_and_weights(X, w_0, w_1)
    plot = functools.partial(pictures.plot_backprop, X, y, w_0, w_1)
    stages = 1, len(pictures.STAGES)
    return LivePicture(plot, stage=(stage, *stages), row=(row, 0, len(X) - 1))


def live_map(runs, seed=None, hidden_size=None):
    """Show one network of many: runs is a dict from hidden sizes to Runs."""
    first, many = next(iter(dict_of("Runs", tinynet.Runs, "runs", runs).items()))
    seeds = sorted({*many.seeds}.intersection(*(one.seeds for one in runs.values())))
    controls = {"seed": (next(iter(seeds), None) if seed is None else seed, seeds)}
    controls |= {"hidden_size": (first if hidden_size is None else hidden_size, runs)}
    return LivePicture(functools.partial(pictures.plot_one_of_many, runs), **controls)


def explore(seed=1, hidden_size=4, learning_rate=1.0, table="XOR", iteration=10_000):
    """Show a network as it learns, with controls for all that a person can turn."""
    controls = {"seed": (seed, *SEEDS), "hidden_size": (hidden_size, *HIDDEN_SIZES)}
    controls |= {"learning_rate": (learning_rate, LEARNING_RATES)}
    controls |= {"table": (table, TRUTH_TABLES), "iteration": (iteration, ITERATIONS)}
    return Explorer(**controls)


class Explorer(LivePicture):
    """The live picture of `explore`: it plays, goes back, and finds stuck networks."""

    def __init__(self, **controls):
        super().__init__(plot_trained, "explore", **controls)
        now, last = self.controls["iteration"], len(ITERATIONS) - 1
        play = widgets.Play(value=now.index, max=last, interval=150)
        widgets.link((play, "value"), (now, "index"))
        reset = widgets.Button(description="Reset")
        reset.on_click(lambda _: self.show(**self.start))
        search = widgets.Button(description="Next stuck seed")
        search.on_click(lambda _: self.next_stuck())
        self.children[0].children += play, reset, search

    def next_stuck(self):
        """Move on to the next seed that is stuck so far, if there is one."""
        seed, *settings, _ = self.values().values()
        others = [*range(seed + 1, SEEDS[1] + 1), *range(SEEDS[0], seed)]
        for start in range(0, len(others), 300):
            for other in slow_seeds(others[start : start + 300], *settings):
                if not trained(other, *settings).learned:
                    return self.show(seed=other)
        self.update(note=f"No other seed up to {SEEDS[1]} is stuck so far.")


def slow_seeds(seeds, hidden_size, learning_rate, table):
    """Return the seeds of those networks that may be stuck so far."""
    for iterations in (1000, 3000, 10_001):
        settings = hidden_size, learning_rate, iterations, iterations
        runs = train_many(*truth_table(table), seeds, *settings)
        seeds = [seed for seed, done in zip(seeds, runs.learned) if not done]
        if len(seeds) < 10:  # so few are sooner trained one by one
            break
    return seeds


@functools.lru_cache(maxsize=200)  # of 0.2 to 0.3 MB each
def trained(seed, hidden_size, learning_rate, table):
    """Return the Run of a network, with its weights at all ITERATIONS."""
    settings = seed, hidden_size, learning_rate, ITERATIONS[-1] + 1, ITERATIONS
    return train(*truth_table(table), *settings)


def plot_trained(seed, hidden_size, learning_rate, table, iteration, figure=None):
    """Draw a network of the explorer."""
    run = trained(seed, hidden_size, learning_rate, table)
    about = f"{table}, seed {seed}, hidden size {hidden_size}"
    about += f", learning rate {learning_rate:g}"
    return pictures.plot_explorer(run, truth_table(table)[1], iteration, about, figure)
