"""The environment: what README promises, what Binder builds, what keeps files tidy."""

import re
import subprocess
import sys

import pytest
from project import LESSONS, ROOT

FIRST_LESSON = f"notebooks/{LESSONS[0].name}"


def run(*command):
    """Run one of Python's tools; if it fails, say what it printed."""
    result = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
    )
    if result.returncode != 0:
        pytest.fail(result.stdout + result.stderr, pytrace=False)


def read(file):
    """Return the text of one of the project's files."""
    return (ROOT / file).read_text(encoding="utf-8")


@pytest.mark.parametrize("file", ["requirements.txt", "tests/requirements.txt"])
def test_everything_is_pinned_to_one_version(file):
    for line in read(file).splitlines():
        assert re.match(r"#|-r |[\w-]+==[\d.]+( |$)", line), f"{file}: {line}"


def test_readme_has_the_same_two_lines_for_windows():
    lines = re.findall(
        r"^```(sh|powershell)\n(.*-m venv.*)\n```$", read("README.md"), re.M
    )
    for_posix = [line for shell, line in lines if shell == "sh"]
    for_windows = [line for shell, line in lines if shell == "powershell"]
    assert len(for_posix) == 2
    for line, expected in zip(for_posix, for_windows, strict=True):
        line = line.replace("python3 ", "python ").replace(" && ", "; ")
        assert line.replace("/bin/", "/Scripts/").replace("/", "\\") == expected


def test_the_supported_pythons_are_the_same_everywhere():
    oldest, newest = re.search(r"(3\.\d+) to (3\.\d+)", read("README.md")).groups()
    assert f'requires-python = ">={oldest}"' in read("pyproject.toml")
    assert f'python: ["{oldest}", "{newest}"]' in read(".github/workflows/check.yml")


def test_binder_opens_the_first_lesson():
    links = re.findall(r"https://mybinder\.org/v2/[^\s)>\"]+", read("README.md"))
    for link in links:
        assert link.endswith(f"/HEAD?urlpath=lab/tree/{FIRST_LESSON}")
    assert links


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]])
def test_code_is_in_style(command):
    run("ruff", *command, "--no-cache")
