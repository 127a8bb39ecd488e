"""The lessons' live pictures: plot_… functions with a slider for each argument.

A control is moved, the picture is drawn, the page shows it: nothing more happens.
"""

import functools
import html
import itertools
import reprlib

import ipywidgets as widgets
import numpy as np
import pictures
from PIL import Image
from pictures import SHOWN, artists, lesson_style
from tinynet_helpers import TRUTH_TABLES, examples, problem, train_many, truth_table

HIDDEN_SIZES, SEEDS = (1, 16), (0, 999)  # the least and the most of their sliders
LEARNING_RATES = (0.1, 0.3, 1.0, 3.0, 10.0)

# ipywidgets leaves some controls without a name for a screen reader. This names them.
NAMES = """<style onload="
const box = this.closest('.widget-vbox');
for (const slider of box.querySelectorAll('.widget-slider'))
    slider.querySelector('[role=slider]').ariaLabel = slider.firstChild.textContent;
box.querySelectorAll('.widget-play button').forEach((button, i) =>
    button.title = ['play', 'stop', 'repeat'][i]);
"></style>"""


class LivePicture(widgets.VBox):
    """A picture that follows its controls: plot is called with the controls' values.

    Where no kernel runs, the notebook shows the picture that was stored instead. call
    is the name of the function that makes it; below the picture it is written out for
    the view shown. Values, picture and words are one state: they change together.
    """

    def __init__(self, plot, call="", **controls):
        self.plot, self.call, self.controls = plot, call, controls
        self.figure, self.quiet, self.note = None, False, ""
        self.start = self.values()
        self.shown = widgets.HTML()
        for control in controls.values():
            control.observe(self.update, "value")
        look = {"flex_flow": "row wrap", "align_items": "center"}
        panel = widgets.HBox([*controls.values(), *self.buttons()], layout=look)
        self.update()
        super().__init__([panel, self.shown, widgets.HTML(NAMES)])

    def buttons(self):
        """Return the controls that are not arguments of plot."""
        return ()

    def values(self):
        """Return what the controls say now."""
        return {name: control.value for name, control in self.controls.items()}

    def show(self, note="", **values):
        """Move several controls at once, and draw once."""
        self.quiet = True
        try:
            for name, value in values.items():
                self.controls[name].value = value
        finally:
            self.quiet = False
        self.update(note=note)

    def update(self, change=None, note=""):
        """Draw what the controls say."""
        if self.quiet:
            return
        with lesson_style():
            self.figure = self.plot(**self.values(), figure=self.figure)
            self.png = frame(self.figure)
            self.words = repr(self.figure)
            said = [html.escape(self.figure.get_label()), note]
            said += [f"This view: <code>{self.line()}</code>"] if self.call else []
            status = f"<div role='status'>{'<br>'.join(filter(None, said))}</div>"
            self.shown.value = pictures.as_html(self.png, self.words) + status

    def line(self):
        """Return the line of Python that rebuilds this view."""
        said = (f"{name}={value!r}" for name, value in self.values().items())
        return f"{self.call}({', '.join(said)})"

    def __repr__(self):
        return self.words + (f"\nThis view: {self.line()}" if self.call else "")

    def _repr_mimebundle_(self, **kwargs):
        controls = "; ".join(map(_reach, self.children[0].children))
        words = f"{self!r}\nControls, where a kernel runs: {controls}."
        widget = super()._repr_mimebundle_(**kwargs)
        return widget | pictures.as_output(self.png, words)


def frame(figure):
    """Return the PNG of a figure whose axes stay as they are, but not what they show.

    The axes are drawn once and kept as they are: "blitting" in Matplotlib's guide.
    """
    moving = [[*artists(axes), axes.title] for axes in figure.axes]
    moving = [a for axes in moving for a in sorted(axes, key=lambda a: a.zorder)]
    for artist in moving:
        artist.set_animated(True)
    still = [(axes.get_xlim(), axes.get_ylim()) for axes in figure.axes]
    if getattr(figure, "still", None) != still:
        figure.canvas.draw()  # all but what is animated
        figure.still, figure.empty = still, figure.canvas.copy_from_bbox(figure.bbox)
    figure.canvas.restore_region(figure.empty)
    for artist in moving:
        figure.draw_artist(artist)
    return pictures.as_png(Image.fromarray(np.asarray(figure.canvas.buffer_rgba())))
