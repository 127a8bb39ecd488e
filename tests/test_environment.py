"""The environment: what README promises, what Binder builds, what keeps files tidy."""

import re
import subprocess
import sys
import tomllib
import warnings
from urllib.parse import parse_qs, urlsplit

import pytest
from packaging.requirements import Requirement
from project import LESSONS, NOTEBOOKS, ROOT

FIRST_LESSON = f"notebooks/{LESSONS[0].name}"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX system")


def run(*command):
    """Run a command and return what it printed; if it fails, so does the test."""
    result = subprocess.run(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stdout
    return result.stdout


def read(file):
    """Return the text of one of the project's files."""
    return (ROOT / file).read_text(encoding="utf-8")


def requirements(file):
    """Return the packages that a requirements file names itself."""
    lines = [line.partition("#")[0].strip() for line in read(file).splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_everything_is_pinned_to_one_version(file):
    for pin in requirements(file):
        assert re.fullmatch(r"==[\d.]+", str(pin.specifier)), pin


def setup_lines(language):
    """Return README's lines that set an environment up, each alone in its block."""
    lines = re.findall(rf"^```{language}\n(.*)\n```$", read("README.md"), re.MULTILINE)
    return [line for line in lines if "-m venv" in line]


def for_windows(line):
    """Return what a line for a POSIX shell is for PowerShell."""
    line = line.replace("python3 ", "python ").replace(" && ", "; ")
    return line.replace("/bin/", "/Scripts/").replace("/", "\\")


def test_readme_has_one_line_to_open_the_lessons_and_one_to_test_them():
    open_line, test_line = setup_lines("sh")
    # Without the folder, JupyterLab would not show what lies outside of notebooks/.
    assert open_line.endswith(f"jupyter lab --notebook-dir=. {FIRST_LESSON}")
    assert "-r requirements.txt " in open_line
    assert test_line.endswith("python -m pytest --nbval -n 2 --dist loadfile")
    assert "-r tests/requirements.txt " in test_line
    assert setup_lines("powershell") == [
        for_windows(line) for line in setup_lines("sh")
    ]


def test_the_supported_pythons_are_the_same_everywhere():
    oldest, newest = re.search(r"(3\.\d+) to (3\.\d+)", read("README.md")).groups()
    assert PROJECT["project"]["requires-python"] == f">={oldest}"
    assert f'python: ["{oldest}", "{newest}"]' in read(".github/workflows/check.yml")


def test_the_strict_check_is_switched_on(pytestconfig):
    """What this very run was told."""
    assert pytestconfig.pluginmanager.has_plugin("tests.strict_nbval")
    assert pytestconfig.option.nbval
    assert pytestconfig.option.nbval_current_env
    assert not list(NOTEBOOKS.rglob("conftest.py"))


def test_binder_is_asked_for_the_first_lesson():
    links = re.findall(r"https://mybinder\.org/v2/[^\s)>\"]+", read("README.md"))
    for link in links:
        _, _, host, _, name, commit = urlsplit(link).path.split("/")
        assert (host, name, commit) == ("gh", "tinynet", "HEAD")
        query = parse_qs(urlsplit(link).query)
        assert query == {"urlpath": [f"lab/tree/{FIRST_LESSON}"]}
    assert links


@needs_posix
def test_binder_installs_what_the_lessons_need(monkeypatch):
    """Binder's own plan to build this repository, and a trial of its one install."""
    monkeypatch.chdir(ROOT)
    with warnings.catch_warnings(action="ignore"):
        from repo2docker.buildpacks import PythonBuildPack

        builder = PythonBuildPack("docker.io/library/buildpack-deps:jammy")
        assert builder.detect()
        builder.platform = "linux/amd64"
        dockerfile = builder.render()

    assert f"python-{builder.python_version}" == read("binder/runtime.txt").strip()
    file = "binder/requirements.txt"
    assert f'pip install --no-cache-dir -r "{file}"' in dockerfile
    assert "./binder/postBuild" in dockerfile
    run(sys.executable, "-m", "pip", "install", "--dry-run", "-r", file)


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]])
def test_code_is_in_style(command):
    run(sys.executable, "-m", "ruff", *command)
