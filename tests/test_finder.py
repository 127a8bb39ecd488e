"""A lesson finds the helper, wherever its folder lies, and sees the real file.

Each test imports it in a fresh Python that starts in a folder `notebooks`, as a kernel
does.
"""

import os
import shutil
import subprocess
import sys

import pytest
from project import ROOT

WHERE = "import tinynet_helpers as t; print(t.__file__, t.sigmoid(0.0))"


@pytest.fixture
def project(tmp_path):
    """A project in a folder with a difficult name: its helper, and `notebooks`."""
    folder = tmp_path / "ü %20 文"
    (folder / "notebooks").mkdir(parents=True)
    for file in ("tinynet_helpers.py", "notebooks/tinynet_helpers.py"):
        shutil.copyfile(ROOT / file, folder / file)  # ROOT may be read-only
    return folder


def run(code, folder, **settings):
    """Run code in a fresh Python in the folder; return the lines that it prints."""
    settings = {"PYTHONPATH": "", "PYTHONIOENCODING": "utf-8"} | settings
    result = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return result.stdout.splitlines()


def test_a_copy_of_notebooks_looks_where_python_looks(project, tmp_path):
    """It passes over another copy of itself."""
    copy = shutil.copytree(project / "notebooks", tmp_path / "copy")
    other = shutil.copytree(project / "notebooks", tmp_path / "other")
    printed = run(WHERE, copy, PYTHONPATH=f"{other}{os.pathsep}{project}")
    assert printed == [f"{project / 'tinynet_helpers.py'} 0.5"]


def test_one_sentence_when_there_is_no_helper(project):
    (project / "tinynet_helpers.py").unlink()
    sentence = f"ModuleNotFoundError: tinynet_helpers.py was not found in {project}; "
    sentence += f"expected the project's own there, or copied into {project}"
    printed = run(WHERE, project / "notebooks")
    assert printed[-1] == sentence + f"{os.sep}notebooks."


def test_one_folder_up_inspect_and_reload_see_the_real_file(project):
    code = """
import importlib, inspect
import tinynet_helpers as tinynet
print(tinynet.__file__, inspect.getsourcefile(tinynet))
print(inspect.getsource(tinynet.Run).splitlines()[1])
with open(tinynet.__file__, "a", encoding="utf-8") as file:
    file.write("ANSWER = 42")
importlib.reload(tinynet)
print(tinynet.ANSWER)
"""
    real = project / "tinynet_helpers.py"
    printed = run(code, project / "notebooks")
    assert printed == [f"{real} {real}", "class Run:", "42"]


def test_where_text_is_not_utf_8(project):
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code = "import tinynet_helpers as t; print(t.sigmoid(0.0))"
    assert run(code, project / "notebooks", **ascii_only) == ["0.5"]
