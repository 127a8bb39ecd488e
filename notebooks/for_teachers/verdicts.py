"""Run a folder of notebooks that were handed in, and print the verdict on each answer.

    python notebooks/for_teachers/verdicts.py FOLDER [seconds]

FOLDER holds a notebook for each student: copies of one lesson, under any names. Each is
run anew in a copy, so nothing is written into what was handed in; a cell may take 60
seconds, or as many as you say. For each check, `+` is right, `-` is not right, and `.`
is not tried. What cannot be run is named, with the reason.
"""

import pathlib
import re
import shutil
import sys
import tempfile

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

ROOT = pathlib.Path(__file__).resolve().parents[2]
CALL = re.compile(r'^check\("(.+?)"', re.MULTILINE)
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
            extra_arguments=["--log-level=ERROR"],
            resources={"metadata": {"path": str(folder)}},
        )
        client.execute()


def verdicts_in(notebook):
    """Return the sign of the verdict for each check that a notebook calls."""
    found = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        printed = "".join(output.get("text", "") for output in cell.outputs)
        for number in CALL.findall(cell.source):
            found[number] = sign_of(printed)
    return found


def sign_of(printed):
    """Return the sign of the last verdict in what a cell printed."""
    sign = "?"  # the check was not reached
    for line in printed.splitlines():
        for beginning, its_sign in SIGNS.items():
            if line.startswith(beginning):
                sign = its_sign
    return sign


def line_about(path, seconds):
    """Return a line with all verdicts on one notebook, or why there are none."""
    try:
        notebook = nbformat.read(path, as_version=4)
    except Exception as problem:
        return f"cannot be read: {type(problem).__name__}"

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
    paths = sorted(pathlib.Path(folder).glob("*.ipynb"))
    if not paths:
        sys.exit(
            f"there is no notebook in {folder}; expected files that end in .ipynb."
        )
    for path in paths:
        print(f"{path.stem}: {line_about(path, int(seconds))}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    main(*sys.argv[1:])
