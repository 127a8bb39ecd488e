"""Live pictures: move a control, and the picture is drawn anew.

    LivePicture      any function that draws a figure, with a control for each argument
    live_neuron      lesson 01: one neuron
    live_line        lesson 02: the decision boundary of one neuron
    live_untrained   lesson 02: a network before training
    live_backprop    lesson 03: one step of backpropagation, stage by stage
    live_map         lesson 05: one network of many

The controls are plain ipywidgets: they are observed, and what they say is drawn.
"""

import functools
import html
import numbers
import reprlib

import ipywidgets as widgets
import numpy as np
import pictures
import tinynet_helpers as tinynet
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.figure import Figure
from PIL import Image
from tinynet_helpers import TRUTH_TABLES

# The least and the most of two controls that several live pictures have.
SEEDS = (0, 999)
HIDDEN_SIZES = (1, 16)

# Two columns of sliders where there is room, else one.
COLUMNS = "repeat(auto-fit, minmax(min(26em, 100%), 1fr))"

# What the page does as soon as the picture stands in it:
# - What ipywidgets leaves without a role, a name or a value for screen readers gets it,
#   also the parts that come later.
# - After Shift + Enter, which goes on to the next cell, the picture is still in view.
# - Sliders, picture and questions fit on one screen.
# - A picture whose kernel has stopped says so, in place of many signs.
IN_THE_PAGE = """
<style onload="
const picture = this.closest('.live-picture');
const complete = () => {
    picture.querySelector('.live-status')?.setAttribute('role', 'status');
    for (const slider of picture.querySelectorAll('.widget-slider')) {
        const name = slider.querySelector('label').textContent;
        const handle = slider.querySelector('[role=slider], .ui-slider-handle');
        handle.setAttribute('role', 'slider');
        const readout = slider.querySelector('.widget-readout');
        handle.setAttribute('aria-label', name);
        handle.setAttribute('aria-valuetext', readout.textContent);
        readout.setAttribute('role', 'textbox');
        readout.setAttribute('aria-label', name + ', value');
    }
    picture.querySelectorAll('.widget-play button').forEach((button, number) => {
        button.title = ['play or pause', 'stop', 'repeat'][number];
        button.setAttribute('aria-label', button.title);
    });
};
new MutationObserver(complete).observe(picture, {childList: true, subtree: true});
complete();
const next = this.closest('.jp-Cell')?.nextElementSibling;
if (next?.classList.contains('jp-mod-active'))
    picture.querySelector('img')?.decode().then(
        () => picture.scrollIntoView({block: 'nearest'}));
">
.live-picture img { max-height: 46vh }
.live-picture > .widget-html > .widget-html-content { line-height: 1.3 }
.live-picture .no-kernel { display: none; margin: 0 }
.live-picture.jupyter-widgets-disconnected .no-kernel { display: block }
.live-picture.jupyter-widgets-disconnected::before,
.live-picture .jupyter-widgets-disconnected::before { display: none }
</style>
<p class="no-kernel" role="alert">These controls do nothing now: the kernel that made
them has stopped. Run the cells above again, and then this cell.</p>
"""


class LivePicture(widgets.VBox):
    """A picture that follows its controls.

        LivePicture(plot, weight=(1, -9, 9))

    plot(weight=1) returns a Matplotlib figure, and is called again at each move: there
    is nothing of the picture before in it.

    Each control is one of

        weight=(value, least, most)          in steps of 1
        weight=(value, least, most, step)
        table=(value, choices)               a list of choices

    made_by is the name of a function that makes this picture from the values of its
    controls. Then the line below the picture, "This view: …", rebuilds what one sees.

    controls is a dict from names to widgets, png the image, and words what it shows.
    What a control cannot show is a ValueError or a TypeError of one sentence.
    """

    def __init__(self, plot, made_by="", **settings):
        if not callable(plot):
            expected = "a function that returns a figure"
            raise TypeError(tinynet.problem("plot", plot, expected))
        self.plot = plot
        self.made_by = made_by
        self.controls = {}
        for name, setting in settings.items():
            self.controls[name] = make_control(name, setting)
        self.initial_values = self.values()

        # The status is read out at each move, so it stays, and only its text changes.
        self.picture = widgets.HTML()
        self.status = widgets.HTML()
        self.status.add_class("live-status")
        self.this_view = widgets.HTML()

        self.is_moving_several = False
        self.update()
        for control in self.controls.values():
            control.observe(self.update, "value")

        self.panel = widgets.GridBox(list(self.controls.values()))
        self.panel.layout.grid_template_columns = COLUMNS
        self.panel.layout.grid_gap = "0 2em"
        self.panel.layout.max_width = "960px"
        in_the_page = widgets.HTML(IN_THE_PAGE)
        super().__init__(
            [in_the_page, self.panel, self.picture, self.status, self.this_view]
        )
        self.add_class("live-picture")

    def values(self):
        """Return what the controls say now, as a dict."""
        return {name: control.value for name, control in self.controls.items()}

    def show(self, **values):
        """Move one control or several, and draw once."""
        checked = {}
        for name, value in values.items():
            if name not in self.controls:
                known = ", ".join(self.controls)
                raise TypeError(f"there is no control {name!r}; expected {known}.")
            checked[name] = check_value(name, value, self.controls[name])

        self.is_moving_several = True
        try:
            for name, value in checked.items():
                self.controls[name].value = value
        finally:
            self.is_moving_several = False
            self.update()

    def update(self, change=None):
        """Draw what the controls say, and show it with its words."""
        if self.is_moving_several:
            return
        if change and change["new"] != change["owner"].value:
            return  # it has gone on to the nearest step, which is drawn already

        # Jupyter hears controls in a thread of their own. In this style one thread
        # draws at a time, and so what is shown is the last that the controls said.
        with pictures.lesson_style():
            try:
                self.draw()
            except Exception as error:
                self.words = f"This cannot be drawn: {error}"
                self.picture.value = ""
                self.status.value = html.escape(self.words)
                self.this_view.value = ""
                raise

            self.picture.value = pictures.as_output(self.png, self.words)["text/html"]
            self.status.value = html.escape(self.words.partition("\n")[0])
            if self.made_by:
                code = html.escape(self.line())
                self.this_view.value = f"This view: <code>{code}</code>"

    def draw(self):
        """Draw what the controls say, all of it, as `savefig` does."""
        figure = self.plot(**self.values())
        if not isinstance(figure, Figure):
            expected = "a Matplotlib figure"
            raise TypeError(tinynet.problem("what plot returns", figure, expected))

        width, height = figure.bbox.size.astype(int)
        renderer = renderer_of_size(width, height, figure.dpi)
        renderer.clear()
        figure.draw(renderer)
        image = Image.fromarray(np.asarray(renderer.buffer_rgba()))
        self.png = pictures.as_png(image, compress_level=1)
        self.words = pictures.describe(figure)

    def line(self):
        """Return the line of Python that rebuilds this view."""
        arguments = [f"{name}={value!r}" for name, value in self.values().items()]
        return f"{self.made_by}({', '.join(arguments)})"

    def __repr__(self):
        if not self.made_by:
            return self.words
        return f"{self.words}\nThis view: {self.line()}"

    # ipywidgets 7, as on Colab, would show the widget by this, without an image.
    _ipython_display_ = None

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the widget, and an image with words for where no kernel runs."""
        names = [control.description for control in self.controls.values()]
        words = f"{self!r}\nControls, where a kernel runs: {', '.join(names)}."
        view = {"application/vnd.jupyter.widget-view+json": self.get_view_spec()}
        return view | pictures.as_output(self.png, words)


# A renderer remembers how wide each text is, so it is kept.
@functools.lru_cache(maxsize=20)
def renderer_of_size(width, height, dpi):
    """Return what draws a figure of width and height, in pixels."""
    return RendererAgg(width, height, dpi)


def make_control(name, setting):
    """Return the slider of a control; LivePicture says what its setting can be.

    No dropdown: JupyterLab takes its keys for its own, and x would cut the cell.
    """
    match setting:
        case (value, choices):
            control = slider_of_choices(name, choices)
        case (value, least, most):
            control = slider_of_numbers(name, least, most, step=1)
        case (value, least, most, step):
            control = slider_of_numbers(name, least, most, step)
        case _:
            forms = "(value, least, most), (value, least, most, step)"
            expected = f"{forms} or (value, choices)"
            raise ValueError(tinynet.problem(name, setting, expected))

    control.value = check_value(name, value, control)
    control.description = name.replace("_", " ")
    control.style.description_width = "7.5em"
    control.layout.width = "auto"
    return control


def slider_of_choices(name, choices):
    """Return a slider that has a place for each choice."""
    if isinstance(choices, str) or not np.iterable(choices) or not list(choices):
        expected = "a list of at least one choice"
        raise ValueError(tinynet.problem(f"choices of {name}", choices, expected))

    return widgets.SelectionSlider(options=list(choices))


def slider_of_numbers(name, least, most, step):
    """Return a slider of numbers: of whole ones if least, most and step are whole."""
    for number in (least, most, step):
        tinynet.finite(f"least, most or step of {name}", number)
    if least > most or step <= 0:
        given = f"{name} goes from {least} to {most} in steps of {step}"
        raise ValueError(
            f"{given}; expected a step above 0, from the least to the most."
        )

    kind = widgets.FloatSlider
    if all(isinstance(number, numbers.Integral) for number in (least, most, step)):
        kind = widgets.IntSlider
    slider = kind(value=least, min=least, max=most, step=step)
    slider.observe(go_to_nearest_step, "value")
    return slider


def go_to_nearest_step(change):
    """Move a slider to its nearest step: what is typed beside it may lie between."""
    slider = change["owner"]
    slider.value = nearest_step(slider.value, slider)


def nearest_step(value, slider):
    """Return the step of a slider that is nearest to a value."""
    count = round((value - slider.min) / slider.step)
    step = slider.min + count * slider.step
    return min(round(step, 10), slider.max)  # 0.3, and not 0.30000000000000004


def check_value(name, value, control):
    """Return a value if a control can take it."""
    if isinstance(control, widgets.SelectionSlider):
        if value not in control.options:
            expected = f"one of {reprlib.repr(list(control.options))}"
            raise ValueError(tinynet.problem(name, value, expected))
        return value

    if isinstance(control, widgets.IntSlider):
        number = tinynet.whole_number(name, value, control.min, control.max)
    else:
        number = tinynet.finite(name, value)

    if not np.isclose(number, nearest_step(number, control)):
        expected = f"from {control.min} to {control.max} in steps of {control.step}"
        raise ValueError(tinynet.problem(name, value, expected))
    return number


def live_neuron(weight=1.0, bias=0.0):
    """Show one neuron with a slider for its weight and one for its bias (lesson 01)."""
    return LivePicture(
        pictures.plot_neuron,
        made_by="live_neuron",
        weight=(weight, -10, 10, 0.5),
        bias=(bias, -10, 10, 0.5),
    )


def live_line(weight_1=10, weight_2=10, bias=-5, table="XOR"):
    """Show the decision boundary of one neuron with two inputs (lesson 02)."""
    return LivePicture(
        pictures.plot_line,
        made_by="live_line",
        weight_1=(weight_1, -20, 20),
        weight_2=(weight_2, -20, 20),
        bias=(bias, -20, 20),
        table=(table, TRUTH_TABLES),
    )


def live_untrained(seed=1, hidden_size=4):
    """Show an untrained network, for any seed and hidden size (lesson 02)."""
    return LivePicture(
        pictures.plot_untrained,
        made_by="live_untrained",
        seed=(seed, SEEDS[0], SEEDS[1]),
        hidden_size=(hidden_size, HIDDEN_SIZES[0], HIDDEN_SIZES[1]),
    )


def live_backprop(X, y, w_0, w_1, stage=1, row=1):
    """Show one step of backpropagation on a row of X, stage by stage (lesson 03).

    X (rows, columns), y (rows, 1), w_0 (columns, H) and w_1 (H, 1) are copied: what a
    learner does with them later does not change the picture.
    """
    X, y = tinynet.examples(X, y)
    X, w_0, w_1 = tinynet.inputs_and_weights(X, w_0, w_1)
    return LivePicture(
        functools.partial(pictures.plot_backprop, X, y, w_0, w_1),
        stage=(stage, 1, len(pictures.STAGES)),
        row=(row, 0, len(X) - 1),
    )


def live_map(runs, seed=None, hidden_size=None):
    """Show one network of many: runs is a dict from hidden sizes to Runs (lesson 05).

    The seeds are those that were trained with every size. Without a seed and a hidden
    size, the first of them is shown.
    """
    pictures.require_dict("runs", runs, "Runs", tinynet.Runs)
    sizes = list(runs)
    seeds = set(runs[sizes[0]].seeds)
    for networks in runs.values():
        seeds = seeds.intersection(networks.seeds)
    seeds = sorted(seeds)

    if hidden_size is None:
        hidden_size = sizes[0]
    if seed is None and seeds:
        seed = seeds[0]
    return LivePicture(
        functools.partial(pictures.plot_one_of_many, runs),
        seed=(seed, seeds),
        hidden_size=(hidden_size, sizes),
    )
