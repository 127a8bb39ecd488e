"""Run a folder of notebooks that were handed in, and print the verdict on each answer.

    python notebooks/for_teachers/verdicts.py FOLDER [seconds]

FOLDER holds a notebook for each student: copies of one lesson, under any names, also in
folders of their own. Each is run anew in a copy, so nothing is written into what was
handed in; a cell may take 60 seconds, or as many as you say. For each check, `+` is
right, `-` is not right, `.` is not tried, and `?` was not reached. What cannot be run
is named, with the reason.
"""

import itertools
import pathlib
import re
import shutil
import sys
import tempfile

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALL = re.compile(r"""^\s*check\(\s*["'](.+?)["']""", re.MULTILINE)
SIGNS = {"Right:": "+", "Not right, because": "-", "Not tried yet:": "."}


def run_anew(notebook, seconds):
    """Run all cells of a notebook in an empty copy of the lessons' folder."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "notebooks"
        left_out = shutil.ignore_patterns("*.ipynb", "__pycache__", "for_teachers")
        shutil.copytree(ROOT / "notebooks", folder, ignore=left_out)
        shutil.copy(ROOT / "tinynet_helpers.py", scratch)

        client = NotebookClient(
            notebook,
            timeout=seconds,
            kernel_name="python3",
            allow_errors=True,  # one wrong cell must not hide the others
            extra_arguments=["--log-level=CRITICAL"],
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute()


def verdicts_in(notebook):
    """Return the sign of the verdict for each check that a notebook calls."""
    found = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        numbers = CALL.findall(cell.source)
        if not numbers:
            continue
        printed = "".join(output.get("text", "") for output in cell.outputs)
        signs = signs_in(printed)[-len(numbers) :]
        for number, sign in itertools.zip_longest(numbers, signs, fillvalue="?"):
            # An answer in a cell of one's own, and the handed-out cell still empty?
            if sign in "+-" or number not in found:
                found[number] = sign
    return found


def signs_in(printed):
    """Return the signs of all verdicts in what a cell printed."""
    signs = []
    for line in printed.splitlines():
        for beginning, sign in SIGNS.items():
            if line.startswith(beginning):
                signs.append(sign)
    return signs


def line_about(path, seconds):
    """Return a line with all verdicts on one notebook, or why there are none."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception:
        return "cannot be read: it is not a notebook"

    try:
        run_anew(notebook, seconds)
    except CellTimeoutError:
        return f"cannot be run: a cell takes more than {seconds} seconds"
    except DeadKernelError:
        return "cannot be run: its kernel died"

    found = verdicts_in(notebook)
    if not found:
        return "has no check(…)"
    right = list(found.values()).count("+")
    said = "  ".join(f"{number} {sign}" for number, sign in found.items())
    return f"{right} of {len(found)} right:  {said}"


def main(folder, seconds=60):
    sys.stdout.reconfigure(encoding="utf-8")  # names may have any letters
    folder = pathlib.Path(folder)
    paths = sorted(folder.rglob("*.ipynb"))
    paths = [path for path in paths if ".ipynb_checkpoints" not in path.parts]
    if not paths:
        sys.exit(
            f"there is no notebook in {folder}; expected files that end in .ipynb."
        )
    for path in paths:
        student = path.relative_to(folder).with_suffix("").as_posix()
        print(f"{student}: {line_about(path, int(seconds))}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
