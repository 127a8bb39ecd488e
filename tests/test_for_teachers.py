"""What teachers run: the verdicts on a folder of notebooks that were handed in."""

import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from project import TEACHERS


def hand_in(folder, name, *sources):
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    path = folder / f"{name}.ipynb"
    path.write_text(nbformat.writes(notebook), encoding="utf-8")


def files_in(folder):
    return {path: path.read_bytes() for path in folder.rglob("*.ipynb")}


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What is printed about some students, by their names."""
    folder = tmp_path_factory.mktemp("handed in")
    check = "from exercises import check\n"
    hand_in(
        folder,
        "Ada",
        check + 'check("01.1", 0.09)',
        "1 / 0",
        check + 'check("01.2", 9)',
        check + 'check("01.3", None)',
    )
    hand_in(folder, "Bob", "while True: pass")
    (folder / "B").mkdir()
    hand_in(
        folder / "B",
        "Zoë (2)",
        check + 'check( "01.1", 0.09)\ncheck("01.2", 9)\n1 / 0\ncheck("01.3", None)',
        check + "check('01.1', None)",
    )
    (folder / ".ipynb_checkpoints").mkdir()
    hand_in(folder / ".ipynb_checkpoints", "Ada-checkpoint", "print(1)")
    hand_in(folder, "Cleo", "print('hello')")
    (folder / "Dan.ipynb").write_text("{", encoding="utf-8")
    before = files_in(folder)

    command = [sys.executable, TEACHERS / "verdicts.py", folder, "3"]
    printed = subprocess.check_output(command, encoding="utf-8")
    assert files_in(folder) == before
    return dict(line.split(": ", 1) for line in printed.splitlines())


@pytest.mark.parametrize(
    ("student", "line"),
    [
        ("Ada", "1 of 3 right:  01.1 +  01.2 -  01.3 ."),
        ("Bob", "cannot be run: a cell takes more than 3 seconds"),
        ("Cleo", "has no check(…)"),
        ("Dan", "cannot be read: it is not a notebook"),
        ("B/Zoë (2)", "1 of 3 right:  01.1 +  01.2 -  01.3 ?"),
    ],
)
def test_each_student_gets_one_line(said, student, line):
    assert said[student] == line


def test_copies_that_jupyter_keeps_are_left_out(said):
    assert len(said) == 5
