"""Plant faults, one at a time: do the notebooks alone notice, and if not, the tests?

    python tests/tools/mutate.py [--sample 150] [--seed 1] [--no-tests]

A fault is one changed operator, sign, number, text, transpose, argument order, default,
condition or dropped call, in a module that lessons import or in their own cells. Each
is planted in a copy of the project, where pytest checks one notebook after the other,
up to the first that is red. What they do not notice goes to the unit tests. Every fault
is printed, those that nothing noticed last. Faults that were looked at and change
nothing are listed, with the reason, in harmless_faults.toml.
"""

import argparse
import ast
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from multiprocessing.pool import ThreadPool

import nbformat
from project import LESSONS, MODULES, OTHERS, ROOT, cells

PAIRS = "Add Sub, Mult Div, Eq NotEq, Lt LtE, Gt GtE, And Or, Is IsNot, In NotIn"
SWAPS = {ast.MatMult: ast.Mult, ast.Pow: ast.Mult, ast.Mod: ast.Mult}
SWAPS[ast.FloorDiv] = ast.Mult
for pair in PAIRS.split(", "):
    one, other = (getattr(ast, name) for name in pair.split())
    SWAPS |= {one: other, other: one}
HARMLESS = pathlib.Path(__file__).with_name("harmless_faults.toml")
# What notebooks do not notice is left to the tests that ask the modules.
TESTS = "network sweep pictures live exercises prose".split()
TESTS = ["-n2", *(f"tests/test_{name}.py" for name in TESTS)]
TESTS += ["tests/test_browser.py::test_nothing_is_wider_than_its_page"]
NOTEBOOKS = LESSONS + OTHERS
ENDLESS = "--nbval-cell-timeout=120"  # seconds; a fault may loop for ever


@dataclass(eq=False)
class Fault:
    """One change of a module or of a notebook's cell."""

    file: pathlib.Path
    cell: str | None
    line: str
    what: str
    new: Callable  # returns the changed source

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
        yield "text", "value", value + "?"
    elif kind == "Attribute" and node.attr == "T":
        yield "transpose", "attr", "real"
    elif kind == "Expr" and isinstance(value, ast.Call):
        yield "dropped call", "value", ast.Constant(None)
    elif kind == "If":
        yield "always", "test", ast.Constant(True)
        yield "never", "test", ast.Constant(False)
    if kind == "Call" and len(node.args) > 1:
        first, second, *others = node.args
        if not isinstance(first, ast.Starred) and not isinstance(second, ast.Starred):
            yield "arguments swapped", "args", [second, first, *others]


def faults(file, source, cell=None):
    """Yield every fault that can be planted in a module or in a notebook's cell."""
    nodes, lines = list(ast.walk(ast.parse(source))), source.splitlines()
    documents = [node.value for node in nodes if isinstance(node, ast.Expr)]
    for position, node in enumerate(nodes):
        if isinstance(node, ast.Constant) and node in documents:
            continue
        for what, field, value in edits(node):
            new = partial(edited, source, position, field, value)
            place = f"{cell or ''} {node.lineno}: {lines[node.lineno - 1].strip()}"
            yield Fault(file, cell, place.strip(), what, new)


def edited(source, position, field, value):
    tree = ast.parse(source)
    setattr(list(ast.walk(tree))[position], field, value)
    return ast.unparse(tree)


def plant(fault, file):
    """Write a fault into a copy of its file."""
    if not fault.cell:
        return file.write_text(fault.new(), encoding="utf-8")
    notebook = nbformat.read(file, as_version=4)
    for cell in notebook.cells:
        if cell.id == fault.cell:
            cell.source = fault.new()
    nbformat.write(notebook, file)


def first_failure(fault, *tests):
    """Run tests in a copy of the project, with a fault if any; name what fails."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        copied = pathlib.Path(folder) / "tinynet"
        others = shutil.ignore_patterns(".git", ".venv*", ".*cache", "__pycache__")
        shutil.copytree(ROOT, copied, ignore=others)
        if fault:
            plant(fault, copied / fault.file.relative_to(ROOT))
        command = [sys.executable, "-m", "pytest", "-xq", "--color=no", *tests]
        settings = {"env": os.environ | {"PYTHONPATH": ""}, "cwd": copied}
        run = subprocess.run(command, capture_output=True, text=True, **settings)
    failed = re.findall(r"^(?:FAILED|ERROR) (.{,93})", run.stdout, re.M)
    return run.returncode and (failed or [f"pytest ends with {run.returncode}"])[0]


def trial(fault):
    """Return a fault and the first notebook that notices it, from the first on."""
    files = [fault.file] if fault.cell else NOTEBOOKS
    checks = (first_failure(fault, ENDLESS, path.relative_to(ROOT)) for path in files)
    return fault, next(filter(None, checks), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--sample", type=int, help="try only so many faults, at random")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-tests", action="store_true", help="only the notebooks")
    options = parser.parse_args()
    if wrong := first_failure(None, "-n2", "notebooks"):
        sys.exit(f"the notebooks must be right before anything is planted: {wrong}")
    planted = [f for file in MODULES for f in faults(file, file.read_text("utf-8"))]
    for path in NOTEBOOKS:
        for cell in cells(path, "code"):
            planted += faults(path, cell.source, cell.id)
    total, number = len(planted), min(len(planted), options.sample or len(planted))
    planted = random.Random(options.seed).sample(planted, number)
    print(f"{total} faults, {number} of them tried")

    known, silent, harmless = tomllib.loads(HARMLESS.read_text("utf-8")), [], {}
    for fault, result in ThreadPool(2).imap_unordered(trial, planted):
        print(fault, result or "-", flush=True)
        if not result:
            silent.append(fault)
            name = f"{fault.what}: {fault.line.split(': ', 1)[1]}"
            harmless[fault] = known.get(fault.file.stem, {}).get(name)
    found = len(planted) - len(silent)
    share = found + [*harmless.values()].count(None)
    print(f"\n{share} of {len(planted)} change something; the notebooks alone noticed")
    print(f"{found}, {100 * found / share:.1f} %")
    if not options.no_tests and (problem := first_failure(None, *TESTS)):
        sys.exit(f"the tests fail without any fault: {problem}")
    left = 0
    for fault in silent:
        by = harmless[fault] and f"harmless: {harmless[fault]}"
        if not by and not fault.cell and not options.no_tests:
            by = first_failure(fault, *TESTS)
        left += not by
        print(fault, by or "NOT NOTICED", flush=True)
    print(f"not noticed by anything: {left}")


if __name__ == "__main__":
    main()
