"""Plant faults, one at a time: do the notebooks alone notice, and if not, the tests?

    python tests/tools/mutate.py [--sample 150] [--seed 1] [--no-tests]

A fault is one changed operator, sign, number, text, transpose, argument order, default,
condition or dropped call, in a module that lessons import or in their own cells. For
each, the notebooks that reach its line run in a fork, the quickest first, up to the
first difference from what is stored. What they do not notice goes to the unit tests.
Every fault is printed, those that nothing noticed last. Faults that were looked at and
change nothing are listed, with the reason, in harmless_faults.toml.
"""

import argparse
import ast
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
from dataclasses import dataclass
from functools import partial

import ipywidgets  # noqa: F401 (forks need not import it again)
import replay
from project import LESSONS, MODULES, OTHERS, ROOT, cells

PAIRS = "Add Sub, Mult Div, Eq NotEq, Lt LtE, Gt GtE, And Or, Is IsNot, In NotIn"
SWAPS = {ast.MatMult: ast.Mult, ast.Pow: ast.Mult, ast.Mod: ast.Mult}
SWAPS[ast.FloorDiv] = ast.Mult
for pair in PAIRS.split(", "):
    one, other = (getattr(ast, name) for name in pair.split())
    SWAPS |= {one: other, other: one}
HARMLESS = pathlib.Path(__file__).with_name("harmless_faults.toml")
# What notebooks do not notice is left to the tests that ask the modules, not to these.
OTHER = "browser environment lessons site strict_nbval teaching_bugs".split()
TESTS = {f"tests/{path.name}" for path in ROOT.glob("tests/test_*.py")}
TESTS -= {f"tests/test_{name}.py" for name in OTHER}
TESTS |= {"tests/test_browser.py::test_nothing_is_wider_than_its_page"}


@dataclass(eq=False)
class Fault:
    """One change of a module or of a notebook's cell."""

    file: pathlib.Path
    cell: str | None
    line: str
    what: str
    new: Callable  # returns the changed source
    notebooks: list  # those that can notice

    def __str__(self):
        return f"{self.file.stem:18} {self.line[:60]:60} {self.what:18}"


def edits(node):
    """Yield (what, field, new value) of each fault that can be planted at a node."""
    value, kind = getattr(node, "value", None), type(node).__name__
    operator = type(getattr(node, "op", None))
    if operator in SWAPS:
        yield "operator", "op", SWAPS[operator]()
    elif operator is ast.USub:
        yield "sign", "op", ast.UAdd()
    elif kind == "Compare" and type(node.ops[0]) in SWAPS:
        yield "comparison", "ops", [SWAPS[type(node.ops[0])](), *node.ops[1:]]
    elif kind == "Constant" and isinstance(value, bool):
        yield "not", "value", not value
    elif kind == "Constant" and isinstance(value, int | float):
        step = 1 if isinstance(value, int) else value / 10 or 0.1
        yield "number", "value", value + step
    elif kind == "Constant" and isinstance(value, str) and value:
        color = value[:-1] + ("0" if value[-1] != "0" else "8")
        is_color = re.fullmatch("#[0-9a-f]{6}", value)
        yield "text", "value", color if is_color else value + "?"
    elif kind == "Attribute" and node.attr == "T":
        yield "transpose", "attr", "real"
    elif kind == "Return" and getattr(value, "value", node) is not None:
        yield "return nothing", "value", ast.Constant(None)
    elif kind == "Expr" and isinstance(value, ast.Call):
        yield "dropped call", "value", ast.Constant(None)
    elif kind == "If":
        yield "always", "test", ast.Constant(True)
        yield "never", "test", ast.Constant(False)
    if kind == "Call" and len(node.args) > 1:
        first, second, *others = node.args
        if not isinstance(first, ast.Starred) and not isinstance(second, ast.Starred):
            yield "arguments swapped", "args", [second, first, *others]


def faults(source):
    """Yield (lines of the statement, "number: line", what, how to get the source)."""
    nodes, texts = list(ast.walk(ast.parse(source))), source.splitlines()
    lines_of, documents = {}, []
    for node in nodes:  # from the outside to the inside
        if isinstance(node, ast.stmt):
            body = getattr(node, "body", None)
            end = max(node.lineno + 1, body[0].lineno) if body else node.end_lineno + 1
            lines_of |= dict.fromkeys(ast.walk(node), range(node.lineno, end))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            documents.append(node.value)
    for position, node in enumerate(nodes):
        for what, field, value in edits(node) if node not in documents else ():
            new = partial(edited, source, position, field, value)
            line = f"{node.lineno}: {texts[node.lineno - 1].strip()}"
            yield [node.lineno, *lines_of[node]], line, what, new


def edited(source, position, field, value):
    tree = ast.parse(source)
    setattr(list(ast.walk(tree))[position], field, value)
    return ast.unparse(tree)


def reached(path):
    """Run a notebook as it is: (problem, seconds, lines of each module in use)."""
    lines = {str(module): set() for module in MODULES}

    def trace(frame, event, _):
        if frame.f_code.co_filename not in lines:
            return None
        lines[frame.f_code.co_filename].add(frame.f_lineno)
        return trace

    start = time.monotonic()
    # An interrupt, which one cell is about, may end it.
    problem = replay.first_difference(path, watch=partial(sys.settrace, trace))
    sys.settrace(None)
    return problem, time.monotonic() - start, {file: [*n] for file, n in lines.items()}


def all_faults(reach):
    """Return every fault that can be planted, first in the modules, then in cells."""
    planted, quickest = [], sorted(reach, key=lambda path: reach[path][1])
    for module in MODULES:
        for lines, line, what, new in faults(module.read_text(encoding="utf-8")):
            hit = [n for n in quickest if {*lines} & {*reach[n][2][str(module)]}]
            planted.append(Fault(module, None, line, what, new, hit))
    for path in sorted(reach):
        for cell in cells(path, "code"):
            for _, line, what, new in faults(cell.source):
                line = f"{cell.id} {line}"
                planted.append(Fault(path, cell.id, line, what, new, [path]))
    return planted


def trial(fault):
    """Run the notebooks that a fault can reach, with this fault."""
    signal.alarm(300)  # a fault may loop for ever
    code = fault.new()
    if not fault.cell:
        replay.plant(fault.file, code)
    for path in fault.notebooks:
        if found := replay.first_difference(path, {fault.cell: code}):
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
        settings = {"env": os.environ | {"PYTHONPATH": path}, "cwd": copied}
        run = subprocess.run(command, capture_output=True, text=True, **settings)
    failed = re.findall(r"^(?:FAILED|ERROR).{,93}", run.stdout, re.M)
    return run.returncode and f"noticed by {(failed or [run.returncode])[0]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sample", type=int, help="try only so many faults, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-tests", action="store_true", help="only the notebooks")
    options = parser.parse_args()
    os.environ["TINYNET_QUIET"] = "1"

    paths = LESSONS + OTHERS
    jobs = [partial(reached, path) for path in paths]
    reach = {paths[number]: found for number, found in replay.in_forks(jobs)}
    if wrong := {path.stem: found[0] for path, found in reach.items() if found[0]}:
        sys.exit(f"the notebooks must be right before anything is planted: {wrong}")
    planted = all_faults(reach)
    total, number = len(planted), min(len(planted), options.sample or len(planted))
    planted = random.Random(options.seed).sample(planted, number)
    print(f"{total} faults, {number} of them tried")

    known, silent, harmless = tomllib.loads(HARMLESS.read_text("utf-8")), [], {}
    jobs = [partial(trial, fault) for fault in planted]
    for number, result in replay.in_forks(jobs):
        fault = planted[number]
        print(fault, " ".join(result or "-"), flush=True)
        if not result:
            silent.append(fault)
            name = f"{fault.what}: {fault.line.split(': ', 1)[1]}"
            harmless[fault] = known.get(fault.file.stem, {}).get(name)
    found = len(planted) - len(silent)
    share = found + [*harmless.values()].count(None)
    print(f"\n{share} of {len(planted)} change something; the notebooks alone noticed")
    print(f"{found}, {100 * found / share:.1f} %")
    if not options.no_tests and (problem := noticed_by_tests()):
        sys.exit(f"the tests fail without any fault: {problem}")
    left = 0
    for fault in silent:
        by = harmless[fault] and f"harmless: {harmless[fault]}"
        if not by and not fault.cell and not options.no_tests:
            by = noticed_by_tests(fault)
        left += not by
        print(fault, by or "NOT NOTICED", flush=True)
    print(f"not noticed by anything: {left}")


if __name__ == "__main__":
    main()
