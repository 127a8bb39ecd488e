"""A pad of 8 × 8 squares: draw a digit, and see what a network says about it.

    live_pad       the pad, with what a function of yours answers
    image_of       the drawing that a line of text keeps, as an image
    line_of        an image of black and white pixels as such a line
    read_class     the lines of a whole class as images, digits and writers

A line is 16 signs, two for each row from the top: the bits of a number, written in the
digits 0 to 9 and a to f. It can be copied, sent, and pasted back.
"""

import html

import ipywidgets as widgets
import numpy as np
from digits import as_images, plot_digits, where_ink_is, with_ones
from pictures import as_output, figure_as_png
from tinynet_helpers import problem

# What the page does as soon as the pad stands in it:
# - A screen reader hears whether a square is on, and what the answer is.
# - Tab goes to one square, the last one that was used. ipywidgets changes that when a
#   square turns, so it is mended.
# - The arrow keys move from square to square. Keys that are typed on the pad do not
#   reach JupyterLab, where an x would cut the cell.
# - Who presses, and moves on, draws a line: it turns squares on, or off.
IN_THE_PAGE = """
<style onload="
const pad = this.closest('.digit-pad');
const moves = {ArrowLeft: -1, ArrowRight: 1, ArrowUp: -8, ArrowDown: 8};
const isOn = (square) => square.classList.contains('mod-active');
let squares = [];
let entry = 0;
let first = null, turnsOn = true, hasMoved = false;

const settle = (square, number) => {
    const facts = {'aria-pressed': isOn(square), tabindex: number == entry ? 0 : -1};
    for (const name in facts)
        if (square.getAttribute(name) != String(facts[name]))
            square.setAttribute(name, facts[name]);
};
const setUp = () => {
    squares = [...pad.querySelectorAll('.widget-toggle-button')];
    if (squares.length < 64) return setTimeout(setUp, 50);
    pad.querySelector('.digit-answer').setAttribute('role', 'status');
    squares[0].parentElement.setAttribute('role', 'group');
    squares[0].parentElement.setAttribute('aria-label',
        '8 by 8 squares: arrow keys move, the space bar turns a square on or off');
    squares.forEach((square, number) => {
        const mend = () => settle(square, number);
        const changes = {attributeFilter: ['class', 'tabindex', 'aria-pressed']};
        new MutationObserver(mend).observe(square, changes);
        mend();
    });
};
setUp();

const key = (event) => {
    const here = squares.indexOf(document.activeElement);
    const isForJupyter = event.ctrlKey || event.metaKey || event.shiftKey;
    if (here < 0 || event.key == 'Tab' || isForJupyter) return;
    event.stopImmediatePropagation();
    if (!(event.key in moves)) return;
    event.preventDefault();
    const there = here + moves[event.key];
    const isSide = Math.abs(moves[event.key]) == 1;
    if (isSide && (here >> 3) != (there >> 3)) return;
    if (!squares[there]) return;
    squares[there].focus();
};
pad.addEventListener('focusin', (event) => {
    window.addEventListener('keydown', key, true);
    if (!squares.includes(event.target)) return;
    entry = squares.indexOf(event.target);
    squares.forEach(settle);
});
pad.addEventListener('focusout',
    () => window.removeEventListener('keydown', key, true));

const turn = (square) => { if (isOn(square) != turnsOn) square.click(); };
pad.addEventListener('pointerdown', (event) => {
    first = squares.includes(event.target) ? event.target : null;
    turnsOn = first && !isOn(first);
    hasMoved = false;
});
pad.addEventListener('pointermove', (event) => {
    const square = document.elementFromPoint(event.clientX, event.clientY);
    if (!first || !event.buttons || !squares.includes(square)) return;
    if (square == first && !hasMoved) return;
    hasMoved = true;
    turn(first);
    turn(square);
});
pad.addEventListener('click', (event) => {
    if (event.isTrusted && event.detail && hasMoved) event.stopImmediatePropagation();
    hasMoved = hasMoved && !event.isTrusted;
}, true);
">
.digit-pad .digit-squares { touch-action: none; width: max-content }
.digit-pad .widget-toggle-button {
    width: 32px; height: 32px; margin: 1px; padding: 0;
    background: #ffffff; border: 1px solid #767676; box-shadow: none }
.digit-pad .widget-toggle-button.mod-active { background: #222222 }
.digit-pad .widget-toggle-button:focus-visible {
    outline: 4px solid #c8500a; outline-offset: -4px }
@media (forced-colors: active) {  /* where a person has chosen all colours */
    .digit-pad .widget-toggle-button {
        forced-color-adjust: none; background: Canvas; border-color: CanvasText }
    .digit-pad .widget-toggle-button.mod-active { background: CanvasText }
    .digit-pad .widget-toggle-button:focus-visible { outline-color: Highlight }
    .digit-pad .widget-button { border: 1px solid ButtonText } }
.digit-pad .digit-answer .widget-html-content { font-size: 1.4em; line-height: 1.5 }
.digit-pad .no-kernel { display: none }
.digit-pad.jupyter-widgets-disconnected .no-kernel { display: block }
.digit-pad.jupyter-widgets-disconnected::before,
.digit-pad .jupyter-widgets-disconnected::before { display: none }
</style>
<p class="no-kernel" role="alert">This pad does nothing now: the kernel that made it
has stopped. Run the cells above again, and then this cell.</p>
"""


# ----------------------------------------------------------------- drawings as text


def image_of(line):
    """Return the image (64,) of zeros and ones that a line of 16 signs keeps."""
    expected = "16 signs from 0 to 9 and a to f, as the pad shows them"
    if not isinstance(line, str):
        raise TypeError(problem("line", line, expected))
    try:
        rows = bytes.fromhex(line)
    except ValueError:
        rows = b""
    if len(rows) != 8:
        raise ValueError(problem("line", line, expected))

    bits = np.unpackbits(np.frombuffer(rows, dtype=np.uint8))
    return bits.astype(float)


def line_of(image):
    """Return the line that keeps an image (64,): a pixel of more than 0.5 is on."""
    images = as_images(image)
    if len(images) > 1:
        raise ValueError(problem("image", image, "one image"))
    return np.packbits(images[0] > 0.5).tobytes().hex()


def read_class(text):
    """Return what a class has drawn: images (n, 64), digits (n,) and writers (n,).

    text has a row for each drawing, such as "7 Ada 003e060c18181800": the digit that
    was meant, who has drawn it, and the line that the pad shows.
    """
    if not isinstance(text, str) or not text.strip():
        raise ValueError(problem("text", text, "a row for each drawing, in one text"))

    images, digits, writers = [], [], []
    for row in text.strip().splitlines():
        parts = row.split()
        if not parts:
            continue
        if len(parts) != 3 or not (parts[0].isdecimal() and len(parts[0]) == 1):
            expected = "a digit, a name without blanks and a line of the pad"
            raise ValueError(problem("a row", row, expected))
        digits.append(int(parts[0]))
        writers.append(parts[1])
        images.append(image_of(parts[2]))
    return np.array(images), np.array(digits), np.array(writers)


# Twenty digits that were drawn on the pad for the lesson, in two ways: large and thick,
# small and thin.
EXAMPLE_CLASS = """
0 Ida 3c6646c2c246663c
1 Ida 1838781818181818
2 Ida 3c66060c1830607e
3 Ida 7c06063c0606467c
4 Ida 0c1c3c6c7e7e0c0c
5 Ida 7e60607c0606663c
6 Ida 1c30607c6666663c
7 Ida 7e060c3e18183030
8 Ida 3c66663c6666663c
9 Ida 3c66663e06060c38
0 Max 0038444444443800
1 Max 0008182808080800
2 Max 0038440408107c00
3 Max 0038041804443800
4 Max 004048487c080800
5 Max 003c203804043800
6 Max 0008102038241800
7 Max 0078081038202000
8 Max 0030483048483000
9 Max 003844443c040800
"""


# ---------------------------------------------------------------------------- the pad


def live_pad(answer, line="0000000000000000"):
    """Show a pad on which one draws, beside what a network answers. Lesson 06.

    answer is a function: it takes the drawing as inputs X (1, 65), the ones included,
    and returns words. line is a drawing to begin with.
    """
    return Pad(answer, line)


class Pad(widgets.VBox):
    """64 squares that can be turned on, and what a function answers.

    line is the drawing as text, words what a person hears who does not see it.
    """

    def __init__(self, answer, line):
        if not callable(answer):
            raise TypeError(problem("answer", answer, "a function of the drawing"))
        self.answer = answer
        self.is_clearing = False
        image = image_of(line)

        self.squares = []
        for number, pixel in enumerate(image):
            row, column = divmod(number, 8)
            name = f"row {row}, column {column}"
            square = widgets.ToggleButton(value=bool(pixel), tooltip=name)
            square.observe(self.update, "value")
            self.squares.append(square)
        self.clear_button = widgets.Button(description="Clear")
        self.clear_button.on_click(self.clear)

        self.said = widgets.HTML()
        self.said.add_class("digit-answer")
        self.kept = widgets.HTML()
        self.update()
        super().__init__(self._parts())
        self.add_class("digit-pad")

    def _parts(self):
        """Return what the pad consists of: the squares, and beside them the words."""
        grid = widgets.GridBox(self.squares)
        grid.layout.grid_template_columns = "repeat(8, 34px)"
        grid.add_class("digit-squares")

        beside = widgets.VBox([self.said, self.kept, self.clear_button])
        both = widgets.Box([grid, beside])
        both.layout.flex_flow = "row wrap"
        both.layout.grid_gap = "0 2em"
        return [both, widgets.HTML(IN_THE_PAGE)]

    @property
    def image(self):
        """The drawing as an image (64,) of zeros and ones."""
        return np.array([float(square.value) for square in self.squares])

    @property
    def line(self):
        """The drawing as a line of text."""
        return line_of(self.image)

    def update(self, change=None):
        """Ask for an answer, and show it with the state of the pad."""
        if self.is_clearing:
            return

        self.kept.value = f"Your line: <code>{self.line}</code>"
        try:
            self.answered = str(self.answer(with_ones([self.image])))
        except Exception as error:
            self.answered = f"There is no answer: {error}"
            self.said.value = html.escape(self.answered)
            raise
        on = int(self.image.sum())
        self.said.value = f"{html.escape(self.answered)}<br>{on} of 64 squares are on."

    def clear(self, button=None):
        """Turn all squares off."""
        self.is_clearing = True
        for square in self.squares:
            square.value = False
        self.is_clearing = False
        self.update()

    @property
    def words(self):
        """What the pad shows, and the answer."""
        first = f"A pad of 8 by 8 squares. {self.answered}"
        return f"{first}\n{where_ink_is(self.image)}\nYour line: {self.line}"

    def __repr__(self):
        return self.words

    # ipywidgets 7, as on Colab, would show the widget by this, without an image.
    _ipython_display_ = None

    def _repr_mimebundle_(self, include=None, exclude=None):
        """Return the widget, and an image with words for where no kernel runs."""
        picture = plot_digits(self.image, [self.answered])
        shown = as_output(figure_as_png(picture), self.words)
        view = {"application/vnd.jupyter.widget-view+json": self.get_view_spec()}
        bundle = view | shown
        return dict(sorted(bundle.items()))  # in the order in which notebooks store it
