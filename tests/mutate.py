"""Plant faults, one at a time: do the notebooks alone notice, and if not, the tests?

    python tests/mutate.py [--sample 150] [--seed 1] [--lessons 01 02] [--no-tests]

A fault is one changed operator, sign, number, text, transpose, argument order, default,
condition or dropped call, in tinynet_helpers.py or in a notebook's own cells. For each,
the notebooks that reach its line run in a fork, the quickest first, up to the first
difference from what is stored. What they do not notice goes to the unit tests.
A table of all faults is printed, those that nothing noticed last. Faults that were
looked at and change nothing are listed, with the reason, in harmless_faults.toml.
"""

import argparse
import ast
import collections
import copy
import functools
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import ipywidgets  # noqa: E402, F401 (forks need not import it again)

from tests import replay  # noqa: E402

SWAPS = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.MatMult: ast.Mult, ast.Pow: ast.Mult, ast.Mod: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt,
    ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.And: ast.Or, ast.Or: ast.And,
    ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
HARMLESS = tomllib.loads((ROOT / "tests" / "harmless_faults.toml").read_text("utf-8"))
TESTS = [f"tests/test_{n}.py" for n in "network sweep pictures exercises pages".split()]
TESTS += ["tests/test_browser.py::test_nothing_is_wider_than_its_page"]


def edits(node):
    """Yield (what, edit) for each fault that can be planted at a node of the syntax."""
    if (
        isinstance(node, ast.BinOp | ast.BoolOp | ast.AugAssign)
        and type(node.op) in SWAPS
    ):
        yield "operator", lambda n: setattr(n, "op", SWAPS[type(n.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield "sign", lambda n: setattr(n, "op", ast.UAdd())
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPS:
        yield "comparison", lambda n: n.ops.__setitem__(0, SWAPS[type(n.ops[0])]())
    elif isinstance(node, ast.Constant) and type(node.value) in (int, float):
        step = 1 if isinstance(node.value, int) else node.value / 10 or 0.1
        yield "number", lambda n: setattr(n, "value", n.value + step)
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "not", lambda n: setattr(n, "value", not n.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        color = node.value[:1] == "#" and len(node.value) == 7
        new = node.value[:-1] + ("0" if node.value[-1] != "0" else "8")
        yield "text", lambda n: setattr(n, "value", new if color else n.value + "?")
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield "transpose", lambda n: setattr(n, "attr", "real")
    elif (
        isinstance(node, ast.Return) and getattr(node.value, "value", node) is not None
    ):
        yield "return nothing", lambda n: setattr(n, "value", ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "dropped call", lambda n: setattr(n, "value", ast.Constant(None))
    elif isinstance(node, ast.If):
        yield "always", lambda n: setattr(n, "test", ast.Constant(True))
        yield "never", lambda n: setattr(n, "test", ast.Constant(False))
    if (
        isinstance(node, ast.Call)
        and len(node.args) > 1
        and not any(isinstance(argument, ast.Starred) for argument in node.args[:2])
    ):
        yield "arguments swapped", lambda n: n.args.insert(0, n.args.pop(1))


def faults(source):
    """Yield (lines of the statement, text of the line, what, how to get the source)."""
    tree = ast.parse(source)
    nodes = list(ast.walk(tree))
    texts = source.splitlines()
    skip, lines = set(), {}
    for node in nodes:  # from the outside to the inside
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip.add(id(node.value))  # a docstring
        if isinstance(node, ast.keyword) and node.arg == "strict":
            skip.add(id(node.value))  # zip's own check of lengths, which always agree
        for name in ("annotation", "returns"):
            for inner in ast.walk(getattr(node, name, None) or ast.Pass()):
                skip.add(id(inner))
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno
            span = range(node.lineno, max(node.lineno, end) + 1)
            for inner in ast.walk(node):
                if getattr(inner, "lineno", 0) in span:
                    lines[id(inner)] = span
    for position, node in enumerate(nodes):
        if id(node) in skip:
            continue
        for what, edit in edits(node):
            at, new = node.lineno, functools.partial(edited, tree, position, edit)
            here = lines.get(id(node), range(at, at + 1))  # decorators stand outside
            yield here, f"{at}: {texts[at - 1].strip()}", what, new


def edited(tree, position, edit):
    new = copy.deepcopy(tree)
    edit(list(ast.walk(new))[position])
    return ast.unparse(new)


def reached(path):
    """Run a notebook as it is: (problem, seconds, lines of the helper in use)."""
    lines, calls, module = set(), collections.Counter(), str(replay.MODULE)

    def trace(frame, event, _):
        code = frame.f_code
        if code.co_filename != module or calls[code] > 500:
            return None
        calls[code] += 1
        left = iter(range(300, 0, -1))  # a long loop shows all of its lines early on

        def line(frame, event, _):
            lines.add(frame.f_lineno)
            return line if next(left, None) else None

        return line

    source = replay.MODULE.read_text(encoding="utf-8")
    start = time.monotonic()
    sys.settrace(trace)
    replay.module_from(source)
    # An interrupt, which one cell is about, may end it.
    problem = replay.first_difference(path, watch=lambda _: sys.settrace(trace))
    sys.settrace(None)
    return problem, time.monotonic() - start, sorted(lines)


def trial(source, paths, cell=None, code=None):
    """Run notebooks with another helper, or one of them with another cell."""
    signal.alarm(300)  # a fault may loop for ever
    replay.module_from(source())
    code = code and code()
    for path in paths:
        found = replay.first_difference(
            path, edit=lambda c: code if c.id == cell else c.source
        )
        if found:
            return [path.stem, *found]
    return None


def noticed_by_tests(source):
    """Name the first test that fails with another helper, if one does."""
    with tempfile.TemporaryDirectory() as folder:
        copied = pathlib.Path(folder) / "tinynet"
        ignore = shutil.ignore_patterns(".git", ".venv*", ".*cache", "__pycache__")
        shutil.copytree(ROOT, copied, ignore=ignore)
        (copied / replay.MODULE.name).write_text(source(), encoding="utf-8")
        command = [sys.executable, "-m", "pytest", "-xq", "-n2", "--dist=loadfile"]
        run = subprocess.run(
            [*command, "--color=no", *TESTS],
            cwd=copied,
            env=os.environ | {"PYTHONPATH": str(copied), "TINYNET_QUIET": "1"},
            capture_output=True,
            text=True,
        )
    failed = [
        line for line in run.stdout.splitlines() if line.startswith(("FAILED", "ERR"))
    ]
    if run.returncode:
        return f"noticed by {failed[0][:100] if failed else run.returncode}"


def why_harmless(file, where, what):
    """Return why a fault changes nothing, if that has been found out."""
    reason = HARMLESS.get(file, {}).get(f"{what}: {where.split(': ', 1)[1]}")
    return reason and f"harmless: {reason}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sample", type=int, help="try only so many faults, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--lessons", nargs="*", default=[""], metavar="START")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--no-tests", action="store_true", help="ask the notebooks only"
    )
    options = parser.parse_args()
    start = time.monotonic()
    os.environ["TINYNET_QUIET"] = "1"

    starts = tuple(options.lessons)
    paths = [path for path in replay.NOTEBOOKS if path.name.startswith(starts)]
    baseline = [functools.partial(reached, path) for path in paths]
    reach = {paths[n]: r for n, r in replay.in_forks(baseline, options.jobs)}
    for path, (problem, seconds, lines) in reach.items():
        print(
            f"{path.stem:28} {seconds:5.1f} s, {len(lines):4} lines of the helper, "
            f"{problem or 'as stored'}"
        )
        if problem:
            sys.exit("the notebooks must be right before anything is planted")
    quickest = sorted(paths, key=lambda path: reach[path][1])

    source = replay.MODULE.read_text(encoding="utf-8")
    planted = []
    for lines, where, what, new in faults(source):
        hit = [path for path in quickest if not set(lines).isdisjoint(reach[path][2])]
        planted.append((replay.MODULE.stem, where, what, new, hit, None, None))
    for path in paths:
        for cell in replay.nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "code":
                for _, where, what, new in faults(cell.source):
                    where = f"{cell.id} {where}"
                    planted.append(
                        (path.stem, where, what, lambda: source, [path], cell.id, new)
                    )
    total = len(planted)
    if options.sample:
        planted = random.Random(options.seed).sample(
            planted, min(total, options.sample)
        )
    print(f"{total} faults, {len(planted)} of them tried")

    jobs = [functools.partial(trial, new, hit, cell, code)
            for _, _, _, new, hit, cell, code in planted]  # fmt: skip
    silent = []
    for number, result in replay.in_forks(jobs, options.jobs):
        file, where, what, _, hit, _, _ = planted[number]
        by = (
            f"{result[0]} {result[1]}"
            if result
            else ("-" if hit else "- (no cell is there)")
        )
        print(f"{file:18} {where[:60]:60} {what:18} {by}", flush=True)
        if not result:
            silent.append(number)
    harmless = {n: reason for n in silent if (reason := why_harmless(*planted[n][:3]))}
    found, share = len(planted) - len(silent), len(planted) - len(harmless)
    print(
        f"\n{share} of {len(planted)} change something; the notebooks alone noticed "
        f"{found}, {100 * found / share:.1f} %; {time.monotonic() - start:.0f} s"
    )

    if not options.no_tests and (problem := noticed_by_tests(lambda: source)):
        sys.exit(f"the tests fail without any fault: {problem}")
    left = 0
    for number in sorted(silent):
        file, where, what, new, hit, cell, _ = planted[number]
        by = harmless.get(number)
        if not by and not cell and not options.no_tests:
            by = noticed_by_tests(new)
        left += by is None
        print(f"{file:18} {where[:70]:70} {what:18} {by or 'NOT NOTICED'}", flush=True)
    print(f"not noticed by anything: {left}; {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
