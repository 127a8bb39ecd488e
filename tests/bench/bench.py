"""Measure Tinynet against what people would use instead, on the same work.

From the repository's folder, in an environment of its own (Linux and macOS):

    python3 -m venv .venv-bench && .venv-bench/bin/python -m pip install -r tests/bench/requirements.txt && .venv-bench/bin/python tests/bench/bench.py

The work: XOR, 4 hidden units, learning rate 1, full batch, double precision, the error
recorded at every iteration. Before a contestant is timed, its errors must be those of
tinynet's train. Then rounds: each runs every contestant once, so that a busy moment of
the computer hits all alike; medians are reported. It takes some five minutes and writes
results.md, results.json and results.png next to this file. Nothing passes or fails here:
it is not a test.
"""  # noqa: E501, the command is one line on purpose

import contextlib
import datetime
import io
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import time
from importlib import metadata

import numpy as np
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "notebooks")]
from peers import PEERS, AbsentError, X, c_compiler, exp_only, y  # noqa: E402
from pictures import BLACK, NEGATIVE, POSITIVE, lesson_style  # noqa: E402
from tinynet_helpers import init_weights, train  # noqa: E402

HERE = pathlib.Path(__file__).parent
HIDDEN_SIZE = 4
ITERATIONS = {1: 10_000, 10: 10_000, 100: 10_000, 1000: 4000, 10_000: 1000}
CHECKED_ITERATIONS, CHECKED_NETWORKS, RTOL = 1000, 100, 1e-9
ROUNDS, MOST_ROUNDS = 5, 25  # quick contestants run on, up to QUICK seconds in all
QUICK = 2.0
OURS, BOUND = "tinynet train_many", "np.exp alone"

# ------------------------------------------------------------------------- measuring


def draw(seeds):
    """Return the starting weights w_0 (S, 3, H) and w_1 (S, H, 1)."""
    return map(np.stack, zip(*[init_weights(seed, HIDDEN_SIZE) for seed in seeds]))


def measure(size, runs):
    """Check and time all runs on `size` networks; return an entry for each name."""
    seeds = range(size)
    w_0, w_1 = draw(seeds)
    checked = np.unique(np.linspace(0, size - 1, CHECKED_NETWORKS).astype(int))
    longest = min(CHECKED_ITERATIONS, ITERATIONS[size])
    trained = [train(X, y, seed, iterations=longest).errors for seed in checked]
    expected = np.transpose(trained)
    entries = {}

    def timed(name, iterations=None):
        start = time.perf_counter()
        iterations = iterations or entries[name]["iterations"]
        result = runs[name](seeds, w_0, w_1, iterations)
        return time.perf_counter() - start, result

    for name in runs:
        peer = PEERS.get(name)
        iterations = ITERATIONS[size] // (peer.slower if peer else 1)
        entries[name] = {"iterations": iterations, "seconds": []}
        first, result = timed(name)
        entries[name]["first_run"] = first
        if peer is None:  # the bound computes no errors
            continue
        n = min(longest, iterations)
        right = peer.expect(w_0, w_1, n) if peer.expect else expected[:n]
        differences = np.abs(result[:n, checked] / right - 1)
        entries[name]["largest_difference"] = worst = float(differences.max())
        if not worst <= RTOL:
            entries[name]["status"] = (
                f"computes something else ({worst:.0e}): not timed"
            )
    racing = [name for name in runs if "status" not in entries[name]]
    for attempt in range(MOST_ROUNDS):
        for name in racing:
            if attempt < ROUNDS or sum(entries[name]["seconds"]) < QUICK:
                entries[name]["seconds"].append(timed(name)[0])
    for name in racing:
        entry = entries[name]
        median = float(np.median(entry["seconds"]))
        entry["ns"] = median / entry["iterations"] / size * 1e9
        entry["start_up"] = entry["first_run"] - median
        print(f"{size:6} networks  {name:28}{entry['ns']:12,.1f} ns", flush=True)
    if OURS in racing:
        drawing = min(timed(OURS, iterations=1)[0] for attempt in range(ROUNDS))
        entries[OURS]["drawing_share"] = drawing / np.median(entries[OURS]["seconds"])
    return entries


def measure_all():
    """Return the contestants' entries by batch size, and who is absent and why."""
    runs, absent = {}, {}
    for name, peer in PEERS.items():
        try:
            runs[name] = peer.make()
        except (ImportError, AbsentError) as problem:
            ours = isinstance(problem, AbsentError)
            absent[name] = str(problem) if ours else "not installed"
    runs[BOUND] = exp_only()
    entries = {}
    for size in ITERATIONS:
        taking_part = {
            name: run
            for name, run in runs.items()
            if size == 1 or name == BOUND or PEERS[name].many
        }
        entries[size] = measure(size, taking_part)
    return entries, absent


def describe_machine():
    """Say what was measured on, without any name of the computer."""
    model = platform.processor() or platform.machine()
    cpuinfo = pathlib.Path("/proc/cpuinfo")
    if cpuinfo.exists():
        lines = [line.split(":") for line in cpuinfo.read_text().splitlines()]
        models = [line[1].strip() for line in lines if line[0].startswith("model name")]
        model = models[0] if models else model
    packages = "numpy", "torch", "jax", "numba", "scikit-learn", "autograd", "micrograd"
    versions = {"Python": platform.python_version()}
    for package in packages:
        try:
            versions[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            pass
    if c_compiler():
        command = [c_compiler(), "--version"]
        said = subprocess.run(command, capture_output=True, text=True, check=True)
        versions["C compiler"] = said.stdout.splitlines()[0]
    return {
        "date": datetime.date.today().isoformat(),
        "system": f"{platform.system()} {platform.machine()}",
        "processor": model,
        "cores": os.cpu_count(),
        "versions": versions,
    }


# ------------------------------------------------------------------------- reporting


def _short(number):
    """Write a number with three digits, thousands with commas, NaN as a dash."""
    if np.isnan(number):
        return "–"
    return f"{number:,.0f}" if number >= 100 else f"{number:.3g}"


def one_table(entries, absent):
    """Return the lines of the table for one network."""
    base = entries["naive loop"]["ns"]
    lines = [
        "| one network | µs per iteration | ÷ naive loop | start-up, s | what it is |",
        "| --- | ---: | ---: | ---: | --- |",
    ]
    rows = {name: entries.get(name, {"status": absent.get(name)}) for name in PEERS}
    for name, row in sorted(rows.items(), key=lambda item: item[1].get("ns", np.inf)):
        what = PEERS[name].what
        if "ns" not in row:
            lines += [f"| {name} | {row['status']} | | | {what} |"]
            continue
        start_up = f"{row['start_up']:.2f}" if row["start_up"] > 0.05 else ""
        ratio = f"{row['ns'] / base:.3f}"
        time_ = _short(row["ns"] / 1000)
        lines += [f"| {name} | {time_} | {ratio} | {start_up} | {what} |"]
    return lines


def many_table(entries, unit):
    """Return the lines of a table over the batch sizes: in ns, or relative to C."""
    names = [name for name, peer in PEERS.items() if peer.many]
    names = [name for name in names + [BOUND] if name in entries[1]]
    last = max(entries)
    names.sort(key=lambda name: entries[last][name].get("ns", np.inf))
    sizes = " | ".join(f"{size:,}" for size in entries)
    lines = [f"| {unit} | {sizes} |", "| --- |" + " ---: |" * len(entries)]
    for name in names:
        cells = []
        for size in entries:
            ns = entries[size][name].get("ns", np.nan)
            base = entries[size]["C"].get("ns", np.nan) if "÷" in unit else 1
            cells += [_short(ns / base)]
        lines += [f"| {name} | {' | '.join(cells)} |"]
    return lines


def report(entries, absent, machine, words):
    """Return results.md."""
    versions = ", ".join(f"{name} {v}" for name, v in machine["versions"].items())
    timed = [row for rows in entries.values() for row in rows.values() if "ns" in row]
    worst = max(row.get("largest_difference", 0) for row in timed)
    fewer = ", ".join(
        f"{name} ÷ {peer.slower}" for name, peer in PEERS.items() if peer.slower > 1
    )
    iterations = ", ".join(f"{s:,}: {n:,}" for s, n in ITERATIONS.items())
    lines = [
        "# What it costs to train",
        "",
        "XOR, 4 hidden units, learning rate 1, full batch, double precision, the",
        f"error recorded at every iteration. Measured on {machine['date']}. Made by",
        "[bench.py](bench.py); the contestants are in [peers.py](peers.py) and",
        "[loop.c](loop.c).",
        "",
        f"![{words}](results.png)",
        "",
        "## One network",
        "",
        *one_table(entries[1], absent),
        "",
        "Start-up is what the first run takes longer than the later ones: compiling,",
        "mostly. It is not in the times.",
        "",
        "## Many networks",
        "",
        "Nanoseconds per network and iteration, over the batch size:",
        "",
        *many_table(entries, "ns"),
        "",
    ]
    if "C" in entries[1]:
        lines += ["The same relative to C:", "", *many_table(entries, "÷ C"), ""]
    ours, naive = entries[1000].get(OURS, {}), entries[1]["naive loop"]["ns"]
    if "ns" in ours:
        ratio = naive / ours["ns"]
        shares = ", ".join(
            f"{size:,}: {rows[OURS]['drawing_share']:.1%}"
            for size, rows in entries.items()
        )
        lines += [
            f"A network among 1000 costs train_many 1/{ratio:.0f} of the naive loop.",
            "train and train_many draw their weights inside the timed call, the others",
            "get them drawn. Drawing, with a single iteration, takes this share of",
            f"train_many's time: {shares}.",
            "",
        ]
    lines += [
        "## How",
        "",
        f"- {machine['date']}, {machine['system']}, {machine['processor']}, "
        f"{machine['cores']} cores. {versions}.",
        f"- Check before timing: the errors of {CHECKED_NETWORKS} networks spread over "
        f"the batch equal those of tinynet's train at iterations 0 to "
        f"{CHECKED_ITERATIONS - 1:,}, within {RTOL:g} relative (where fewer are run, "
        f"at all of them). The largest difference of anything timed was {worst:.0e}.",
        f"- At least {ROUNDS} rounds, up to {MOST_ROUNDS} for quick contestants; each "
        "round runs every contestant once. Times are medians.",
        f"- Iterations by batch size: {iterations}; {fewer}.",
        "- PyTorch and JAX may use all cores unless the name says otherwise; all "
        "others use one.",
        f"- *{BOUND}*: np.exp of 20 numbers per network and iteration, in arrays "
        "shaped as train_many's, and nothing else.",
        "",
    ]
    return "\n".join(lines)


LINES = {  # color, dash and width; what is not named is in the table only
    "naive loop": ("#6b6b6b", "-", 2),
    "numpy stacked": ("#6b6b6b", "--", 2),
    "PyTorch vmap": (NEGATIVE, ":", 2),
    "PyTorch bmm": (NEGATIVE, "--", 2),
    "PyTorch broadcast": (NEGATIVE, "-", 2),
    OURS: (POSITIVE, "-", 5),
    "C": (BLACK, "-", 2),
    "numba": (BLACK, "--", 2),
    "JAX": ("#1b7f4d", "-", 2),
    BOUND: (BLACK, ":", 2),
}


@lesson_style()
def plot(entries):
    """Draw the cost of a network over the batch size; return the figure and words."""
    figure = Figure(figsize=(9.6, 6.6))
    axes = figure.add_axes([0.115, 0.11, 0.605, 0.81])
    axes.set(xscale="log", yscale="log", xlabel="networks trained at once")
    axes.set_title("nanoseconds per network and iteration", loc="left", fontsize=15)
    sizes, ends = list(entries), []
    words = ["Nanoseconds per network and iteration, training 1 to 10,000 networks."]
    for name, (color, dash, width) in LINES.items():
        times = [entries[size].get(name, {}).get("ns", np.nan) for size in sizes]
        if name == "naive loop":  # one after another: the size makes no difference
            times = times[:1] * len(sizes)
        if np.isnan(times).all():
            continue
        on_top = 3 if name == OURS else 2
        axes.plot(sizes, times, dash, color=color, linewidth=width, zorder=on_top)
        ends += [(times[-1], name, color)]
        words += [f"{name}: {' '.join(map(_short, times))}."]
    axes.xaxis.set_major_formatter("{x:,.0f}")
    axes.yaxis.set_major_formatter("{x:,.0f}")
    axes.set(xticks=sizes, xlim=(1, sizes[-1]))
    axes.xaxis.set_minor_locator(NullLocator())
    axes.yaxis.set_minor_locator(NullLocator())
    _label(axes, ends)
    return figure, " ".join(words)


def _label(axes, ends, gap=0.052):
    """Write each name beside the end of its line, lead to it, cover no other name."""
    axes.figure.draw_without_rendering()
    to_axes = axes.transData + axes.transAxes.inverted()
    ends = sorted(
        (to_axes.transform((1, ns))[1], name, color) for ns, name, color in ends
    )
    wanted = np.array([end[0] for end in ends])
    places = wanted.copy()
    for attempt in range(1000):  # push neighbours apart until no two are too close
        close = gap - np.diff(places)
        push = np.where(close > 1e-6, close / 2, 0)
        places[:-1] -= push
        places[1:] += push
        places[0] = max(places[0], 0.03)  # below is the axis with its numbers
    for place, (end, name, color) in zip(places, ends):
        line = {"transform": axes.transAxes, "clip_on": False, "color": color}
        axes.plot([1, 1.05], [end, place], linewidth=0.8, **line)
        weight = "bold" if name == OURS else "normal"
        axes.text(1.06, place, name, va="center", weight=weight, **line)


def check_lesson_05():
    """Run the PyTorch lines that lesson 05 shows; they must print train's errors."""
    lesson = (ROOT / "notebooks" / "05_many_networks.ipynb").read_text("utf-8")
    texts = ["".join(cell["source"]) for cell in json.loads(lesson)["cells"]]
    (lines,) = re.findall(r"```python\n(import torch\n.*?)```", "\n".join(texts), re.S)
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(lines, {})
    found = [float(line.split()[1]) for line in printed.getvalue().splitlines()]
    assert np.allclose(found, train(X, y).errors[::1000], atol=1e-7), found


def main():
    check_lesson_05()
    entries, absent = measure_all()
    results = {"machine": describe_machine(), "absent": absent, "networks": entries}
    (HERE / "results.json").write_text(json.dumps(results, indent=1) + "\n")
    write(entries, absent, results["machine"])


def write(entries, absent, machine):
    """Write results.md and results.png."""
    figure, words = plot(entries)
    figure.savefig(HERE / "results.png", dpi=100)
    text = report(entries, absent, machine, words)
    (HERE / "results.md").write_text(text, encoding="utf-8", newline="\n")
    print(text)


if __name__ == "__main__":
    main()
