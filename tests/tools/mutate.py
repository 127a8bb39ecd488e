"""Plant faults, one at a time: do the notebooks alone notice, and if not, the tests?

    python tests/tools/mutate.py [--sample 150] [--seed 1] [--lessons 01] [--no-tests]

A fault is one changed operator, sign, number, text, transpose, argument order, default,
condition or dropped call, in a module that lessons import or in their own cells. For
each, the notebooks that reach its line run in a fork, the quickest first, up to the
first difference from what is stored. What they do not notice goes to the unit tests.
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
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from typing import NamedTuple

import ipywidgets  # noqa: F401 (forks need not import it again)
import replay
from project import LESSONS, MODULES, OTHERS, ROOT, cells

PAIRS = "Add Sub, Mult Div, Eq NotEq, Lt LtE, Gt GtE, And Or, Is IsNot, In NotIn"
SWAPS = {ast.MatMult: ast.Mult, ast.Pow: ast.Mult, ast.Mod: ast.Mult}
SWAPS[ast.FloorDiv] = ast.Mult
for one, other in (pair.split() for pair in PAIRS.split(", ")):
    SWAPS[getattr(ast, one)] = getattr(ast, other)
    SWAPS[getattr(ast, other)] = getattr(ast, one)
HARMLESS = pathlib.Path(__file__).with_name("harmless_faults.toml")
# What notebooks do not notice is left to the tests that ask the modules, not to these.
OTHER = {"browser", "environment", "lessons", "site", "strict_nbval", "teaching_bugs"}
TESTS = [f"tests/{path.name}" for path in sorted(ROOT.glob("tests/test_*.py"))
         if path.stem.removeprefix("test_") not in OTHER]  # fmt: skip
TESTS += ["tests/test_browser.py::test_nothing_is_wider_than_its_page"]


class Fault(NamedTuple):
    """One change of a module or of a notebook's cell."""

    file: pathlib.Path
    cell: str | None
    where: str
    what: str
    new: Callable  # returns the changed source
    notebooks: list  # those that can notice

    def __str__(self):
        return f"{self.file.stem:18} {self.where[:60]:60} {self.what:18}"

    def __hash__(self):
        return hash((self.file, self.where, self.what))

    @property
    def key(self):
        """What it is called in harmless_faults.toml."""
        return f"{self.what}: {self.where.split(': ', 1)[1]}"


def edits(node):
    """Yield (what, edit) for each fault that can be planted at a node of the syntax."""
    value, kind = getattr(node, "value", None), type(node).__name__
    operator = type(getattr(node, "op", None))
    if kind in ("BinOp", "BoolOp", "AugAssign") and operator in SWAPS:
        yield "operator", lambda n: setattr(n, "op", SWAPS[operator]())
    elif operator is ast.USub:
        yield "sign", lambda n: setattr(n, "op", ast.UAdd())
    elif kind == "Compare" and type(node.ops[0]) in SWAPS:
        yield "comparison", lambda n: n.ops.__setitem__(0, SWAPS[type(n.ops[0])]())
    elif kind == "Constant" and isinstance(value, bool):
        yield "not", lambda n: setattr(n, "value", not value)
    elif kind == "Constant" and isinstance(value, int | float):
        step = 1 if isinstance(value, int) else value / 10 or 0.1
        yield "number", lambda n: setattr(n, "value", value + step)
    elif kind == "Constant" and isinstance(value, str) and value:
        color = value[:1] == "#" and len(value) == 7
        new = value[:-1] + ("0" if value[-1] != "0" else "8") if color else value + "?"
        yield "text", lambda n: setattr(n, "value", new)
    elif kind == "Attribute" and node.attr == "T":
        yield "transpose", lambda n: setattr(n, "attr", "real")
    elif kind == "Return" and getattr(value, "value", node) is not None:
        yield "return nothing", lambda n: setattr(n, "value", ast.Constant(None))
    elif kind == "Expr" and isinstance(value, ast.Call):
        yield "dropped call", lambda n: setattr(n, "value", ast.Constant(None))
    elif kind == "If":
        yield "always", lambda n: setattr(n, "test", ast.Constant(True))
        yield "never", lambda n: setattr(n, "test", ast.Constant(False))
    two = getattr(node, "args", [])[:2] if kind == "Call" else []
    if len(two) == 2 and not any(isinstance(arg, ast.Starred) for arg in two):
        yield "arguments swapped", lambda n: n.args.insert(0, n.args.pop(1))


def faults(source):
    """Yield (lines of the statement, text of the line, what, how to get the source)."""
    tree, texts, skip, lines = ast.parse(source), source.splitlines(), set(), {}
    nodes = list(ast.walk(tree))
    for node in nodes:  # from the outside to the inside
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skip.add(node.value)  # a docstring
        if isinstance(node, ast.keyword) and node.arg == "strict":
            skip.add(node.value)  # zip's own check of lengths, which always agree
        for name in ("annotation", "returns"):
            skip.update(ast.walk(getattr(node, name, None) or ast.Pass()))
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            end = body[0].lineno - 1 if body else node.end_lineno
            span = range(node.lineno, max(node.lineno, end) + 1)
            inside = (n for n in ast.walk(node) if getattr(n, "lineno", 0) in span)
            lines.update(dict.fromkeys(inside, span))
    for position, node in enumerate(nodes):
        for what, edit in edits(node) if node not in skip else ():
            at, new = node.lineno, functools.partial(edited, tree, position, edit)
            here = lines.get(node, range(at, at + 1))  # decorators stand outside
            yield here, f"{at}: {texts[at - 1].strip()}", what, new


def edited(tree, position, edit):
    new = copy.deepcopy(tree)
    edit(list(ast.walk(new))[position])
    return ast.unparse(new)


def reached(path, most=500):
    """Run a notebook as it is: (problem, seconds, lines of each module in use)."""
    lines, calls = {str(module): set() for module in MODULES}, collections.Counter()

    def trace(frame, event, _):
        code = frame.f_code
        if code.co_filename not in lines or calls[code] > most:
            return None
        calls[code] += 1
        left = iter(range(300, 0, -1))  # a long loop shows all of its lines early on

        def line(frame, event, _):
            lines[code.co_filename].add(frame.f_lineno)
            return line if next(left, None) else None

        return line

    start = time.monotonic()
    # An interrupt, which one cell is about, may end it.
    problem = replay.first_difference(path, watch=lambda _: sys.settrace(trace))
    sys.settrace(None)
    used = {file: sorted(numbers) for file, numbers in lines.items()}
    return problem, time.monotonic() - start, used


def trial(fault):
    """Run the notebooks that a fault can reach, with this fault."""
    signal.alarm(300)  # a fault may loop for ever
    code = fault.new()
    if not fault.cell:
        replay.plant(fault.file, code)
    for path in fault.notebooks:
        found = replay.first_difference(
            path, edit=lambda c: code if c.id == fault.cell else c.source
        )
        if found:
            return [path.stem, *found]
    return None


def noticed_by_tests(fault=None):
    """Name the first test that fails with a fault in a module, if one does."""
    with tempfile.TemporaryDirectory() as folder:
        copied = pathlib.Path(folder) / "tinynet"
        ignore = shutil.ignore_patterns(".git", ".venv*", ".*cache", "__pycache__")
        shutil.copytree(ROOT, copied, ignore=ignore)
        if fault:
            (copied / fault.file.relative_to(ROOT)).write_text(fault.new(), "utf-8")
        command = [sys.executable, "-m", "pytest", "-xq", "-n2", "--color=no", *TESTS]
        path = os.pathsep.join([str(copied), str(copied / "notebooks")])
        environment = os.environ | {"PYTHONPATH": path, "TINYNET_QUIET": "1"}
        run = subprocess.run(
            command, cwd=copied, env=environment, capture_output=True, text=True
        )
    failed = re.findall(r"^(?:FAILED|ERROR).{,93}", run.stdout, re.M)
    return run.returncode and f"noticed by {(failed or [run.returncode])[0]}"


def all_faults(quickest, reach):
    """Return every fault that can be planted, first in the modules, then in cells."""
    planted = []
    for module in MODULES:
        for lines, where, what, new in faults(module.read_text(encoding="utf-8")):
            hit = [n for n in quickest if set(lines) & set(reach[n][2][str(module)])]
            planted.append(Fault(module, None, where, what, new, hit))
    for path in sorted(quickest):
        for cell in cells(path, "code"):
            for _, where, what, new in faults(cell.source):
                where = f"{cell.id} {where}"
                planted.append(Fault(path, cell.id, where, what, new, [path]))
    return planted


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
    paths = [path for path in LESSONS + OTHERS if path.name.startswith(starts)]
    baseline = [functools.partial(reached, path) for path in paths]
    reach = {paths[n]: r for n, r in replay.in_forks(baseline, options.jobs)}
    for path, (problem, seconds, used) in reach.items():
        lines = sum(map(len, used.values()))
        state = problem or "as stored"
        print(f"{path.stem:28} {seconds:5.1f} s, {lines:4} lines of modules, {state}")
        if problem:
            sys.exit("the notebooks must be right before anything is planted")

    planted = all_faults(sorted(paths, key=lambda path: reach[path][1]), reach)
    total = len(planted)
    if options.sample and options.sample < total:
        planted = random.Random(options.seed).sample(planted, options.sample)
    print(f"{total} faults, {len(planted)} of them tried")

    jobs = [functools.partial(trial, fault) for fault in planted]
    silent = []
    for number, result in replay.in_forks(jobs, options.jobs):
        fault = planted[number]
        unseen = "-" if fault.notebooks else "- (no cell is there)"
        print(fault, " ".join(result) if result else unseen, flush=True)
        silent += [fault] * (not result)
    known = tomllib.loads(HARMLESS.read_text(encoding="utf-8"))
    harmless = {
        f: why for f in silent if (why := known.get(f.file.stem, {}).get(f.key))
    }
    found, share = len(planted) - len(silent), len(planted) - len(harmless)
    print(f"\n{share} of {len(planted)} change something; the notebooks alone noticed")
    print(f"{found}, {100 * found / share:.1f} %; {time.monotonic() - start:.0f} s")
    if not options.no_tests and (problem := noticed_by_tests()):
        sys.exit(f"the tests fail without any fault: {problem}")
    left = 0
    for fault in sorted(silent, key=planted.index):
        by = fault in harmless and f"harmless: {harmless[fault]}"
        if not by and not fault.cell and not options.no_tests:
            by = noticed_by_tests(fault)
        left += not by
        print(fault, by or "NOT NOTICED", flush=True)
    print(f"not noticed by anything: {left}; {time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
