"""Measure how fast live pictures answer, in the page: from a key to new pixels.

    python tests/bench/latency.py [rounds]     about six minutes with 4

Every control of every live picture is moved by key, in turn with the same view made
the usual way, with `interact` and inline figures, in one notebook and one kernel.
Prints a table and stores it in latency.md. It is not a test: nothing fails here.
"""

import pathlib
import platform
import statistics
import sys
import tempfile

import nbformat

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tools"))
from lab import Lab, browser, jupyterlab  # noqa: E402

RUN_ALL = "jupyterapp.commands.execute('notebook:run-all-cells')"
SETUP = """
import functools
import explorer
import ipywidgets as widgets
import live
import pictures
from IPython.core.pylabtools import print_figure
from IPython.display import Image, display
from tinynet_helpers import init_weights, train_many, truth_table

X, y = truth_table("XOR")
weights = init_weights()
runs = {size: train_many(X, y, range(1000), size, every=50) for size in (1, 2, 3, 4)}


def usual(plot, live_picture):
    # A new figure each time, as the inline backend stores it, and nothing remembered.
    def draw(**now):
        explorer.trained.cache_clear()
        display(Image(print_figure(plot(**now), "png", dpi=100)))

    return widgets.interactive(draw, **live_picture().controls)
"""
LIVE = {
    "live_neuron": ("live.live_neuron", "pictures.plot_neuron"),
    "live_line": ("live.live_line", "pictures.plot_line"),
    "live_untrained": ("live.live_untrained", "pictures.plot_untrained"),
    "live_backprop": (
        "functools.partial(live.live_backprop, X, y, *weights)",
        "functools.partial(pictures.plot_backprop, X, y, *weights)",
    ),
    "explore": ("explorer.explore", "explorer.plot_trained"),
    "live_map": (
        "functools.partial(live.live_map, runs)",
        "functools.partial(pictures.plot_one_of_many, runs)",
    ),
}
TIMER = """box => {
    const old = [...box.querySelectorAll('img:not([hidden])')].map(image => image.src);
    window.answer = new Promise(done => {
        let start;
        const key = e => start = e.timeStamp;
        addEventListener('keydown', key, {capture: true, once: true});
        const watch = new MutationObserver(async () => {
            const image = box.querySelector('img');
            if (!start || !image || old.includes(image.src)) return;
            watch.disconnect();
            await image.decode();
            requestAnimationFrame(() => setTimeout(() =>
                done([performance.now() - start, image.src.length])));
        });
        watch.observe(box, {childList: true, subtree: true, attributes: true});
    });
}"""

DRAG = """box => {
    window.shown = [];
    addEventListener('pointermove', e => window.stopped = e.timeStamp, true);
    let last;
    new MutationObserver(async () => {
        const image = box.querySelector('img');
        if (image.src == last) return;
        last = image.src;
        await image.decode();
        requestAnimationFrame(() => setTimeout(() =>
            shown.push([performance.now(), image.alt])));
    }).observe(box, {childList: true, subtree: true});
}"""


def notebook_of(sources):
    """Return a notebook with a code cell for each source."""
    metadata = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    return nbformat.v4.new_notebook(cells=cells, metadata=metadata)


def drag(page, box, there):
    """Drag the first slider; return milliseconds from the last move to its picture."""
    if not page.evaluate("window.shown"):
        box.evaluate(DRAG)
    handle, track = (box.locator(f".noUi-{c}").first for c in ("handle", "target"))
    at, span = handle.bounding_box(), track.bounding_box()
    x, y = at["x"] + at["width"] / 2, at["y"] + at["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    stride = (span["x"] + there * span["width"] - x) / 40
    for step in range(40):
        x += stride
        page.mouse.move(x, y)
        page.wait_for_timeout(15)
    page.mouse.up()
    page.wait_for_timeout(3000)
    end = box.locator("[role=status]").inner_text().split(":")[0]
    times = page.evaluate(
        "end => shown.filter(s => s[1].startsWith(end)).map(s => s[0] - stopped)", end
    )
    return min(time for time in times if time > 0)


def press(page, box, key):
    """Press a key; return milliseconds to new pixels, and bytes."""
    box.evaluate(TIMER)
    page.keyboard.press(key)
    late = "new Promise((_, no) => setTimeout(() => no('no new picture'), 10000))"
    return page.evaluate(f"Promise.race([answer, {late}])")


def keys(control):
    """Return two steps there and two back, where there is room."""
    at, most = (control.get_attribute(f"aria-value{x}") for x in ("now", "max"))
    there, back = "ArrowRight", "ArrowLeft"
    return (there, there, back, back) if at != most else (back, back, there, there)


def measure(page, name, number, rounds):
    """Return rows of the table: each slider and each button of a live picture."""
    cells = page.locator(".jp-CodeCell")
    ours = cells.nth(number).locator(".widget-vbox").first
    usual = cells.nth(number + 1).locator(".widget-vbox").first
    ours.scroll_into_view_if_needed()  # what is out of view has no layout

    rows = []
    for label in ours.locator("label.widget-label").all_text_contents():
        if label:
            rows.append(measure_slider(page, name, label, ours, usual, rounds))
    return rows + measure_buttons(page, name, ours, rounds)


def measure_slider(page, name, label, ours, usual, rounds):
    """Return the row of a slider that is moved in both boxes in turn."""
    our_times, usual_times, sizes = [], [], []
    for _ in range(rounds):
        for milliseconds, size in move_slider(page, ours, label):
            our_times.append(milliseconds)
            sizes.append(size)
        for milliseconds, _ in move_slider(page, usual, label):
            usual_times.append(milliseconds)
    return row_of(name, label, our_times, usual_times, sizes)


def move_slider(page, box, label):
    """Move a slider there and back; return pairs of milliseconds and bytes."""
    label_at = page.get_by_text(label, exact=True)
    row = box.locator(".widget-inline-hbox", has=label_at)
    control = row.locator(".noUi-handle").first
    control.focus()
    page.wait_for_timeout(1000)  # it scrolls, and a hand rests

    answers = []
    for key in keys(control):
        answers.append(press(page, box, key))
        page.wait_for_timeout(300)
    return answers


def measure_buttons(page, name, box, rounds):
    """Return rows for the buttons with words, which are pressed in turn."""
    buttons = [b.inner_text() for b in box.get_by_role("button").all()]
    answers = {label: [] for label in reversed(buttons) if label}
    for _ in range(4 * rounds):
        for label, found in answers.items():
            box.get_by_text(label, exact=True).focus()
            page.wait_for_timeout(300)
            found.append(press(page, box, "Enter"))

    rows = []
    for label, found in answers.items():
        times, sizes = zip(*found, strict=True)
        rows.append(row_of(name, label, times, (), sizes))
    return rows


def row_of(name, label, live, usual, sizes):
    """Return a row of the table; the usual way has no button like ours."""
    middle = statistics.median(live)
    last = statistics.quantiles(live, n=20, method="inclusive")[-1]
    compared = "– | –"
    if usual:
        compared = f"{statistics.median(usual):.0f} | "
        compared += f"{statistics.median(usual) / middle:.1f}"
    size = statistics.mean(sizes) / 1000
    return f"| {name} | {label} | {middle:.0f} | {last:.0f} | {compared} | {size:.0f} |"


def measure_all(page, rounds):
    """Return the rows of all live pictures, and how long a drag takes at its end."""
    rows = []
    for i, name in enumerate(LIVE):
        rows += measure(page, name, 1 + 2 * i, rounds)
        print("\n".join(rows), flush=True)

    place = 1 + 2 * list(LIVE).index("explore")
    cell = page.locator(".jp-CodeCell").nth(place)
    cell.scroll_into_view_if_needed()
    box = cell.locator(".widget-vbox").first
    drags = [drag(page, box, there) for there in (0.9, 0.2, 0.6, 0.4, 0.8)]
    return rows, drags


def report(rows, drags, rounds, version):
    """Return the text of latency.md."""
    return f"""# How fast live pictures answer

Milliseconds from a key press to new pixels, measured in the page, training
included. *interact* is the same view with `interact` and inline figures,
moved in turn with ours; it has no such buttons. Made by
[latency.py](latency.py).

| live picture | control | median | 95th percentile | interact | ratio | kB |
| --- | --- | ---: | ---: | ---: | ---: | ---: |
{chr(10).join(rows)}

The seed of `explore` dragged over hundreds of networks, from where the hand
stops to its picture: {statistics.median(drags):.0f},
at most {max(drags):.0f}.

{4 * rounds} presses each; kB: the size of an update. Chromium {version},
Python {platform.python_version()},
{platform.system()} {platform.machine()}.
"""


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 4
    sources = [SETUP]
    for live, plot in LIVE.values():
        sources += [f"({live})()", f"usual({plot}, {live})"]

    with (
        tempfile.TemporaryDirectory() as folder,
        jupyterlab(pathlib.Path(folder)) as address,
        browser() as chromium,
    ):
        notebook = pathlib.Path(folder) / "notebooks" / "latency.ipynb"
        nbformat.write(notebook_of(sources), notebook)
        lab = Lab(chromium, address, "latency")
        lab.open("latency")
        lab.page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        lab.page.wait_for_timeout(15_000)
        rows, drags = measure_all(lab.page, rounds)
        text = report(rows, drags, rounds, chromium.version)
    (HERE / "latency.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
