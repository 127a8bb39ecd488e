"""The environment: what README promises, what Binder builds, what keeps files tidy."""

import contextlib
import hashlib
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import warnings
from importlib.metadata import metadata
from urllib.parse import parse_qs, urlsplit

import pytest
from packaging.requirements import Requirement
from project import LESSONS, NOTEBOOKS, ROOT

FIRST_LESSON = f"notebooks/{LESSONS[0].name}"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
TEST_LINE = "python -m pytest --nbval -n 2 --dist loadfile"

needs_bash = pytest.mark.skipif(sys.platform == "win32", reason="needs a POSIX shell")


def run(*command, cwd=ROOT, env=None):
    """Run a command and return what it printed; if it fails, so does the test."""
    both = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "encoding": "utf-8"}
    result = subprocess.run(command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, **both)
    assert result.returncode == 0, result.stdout
    return result.stdout


def read(file):
    """Return the text of one of the project's files."""
    return (ROOT / file).read_text(encoding="utf-8")


def requirements(file):
    """Return the packages that a requirements file names itself."""
    lines = [line.partition("#")[0] for line in read(file).splitlines()]
    return [Requirement(line) for line in lines if line.strip() and line[0] != "-"]


def test_everything_is_pinned_to_one_version():
    lesson, test = map(requirements, ("requirements.txt", "tests/requirements.txt"))
    for pin in lesson + test + requirements("lite/requirements.txt"):
        assert re.fullmatch(r"==[\d.]+", str(pin.specifier)), pin
    (widgets,) = [str(pin) for pin in lesson if pin.name == "ipywidgets"]
    wheel = f"/{widgets.replace('==', '-')}-py3-none-any.whl"  # the browser's
    assert wheel in read("lite/jupyter-lite.json")
    hooks = read(".pre-commit-config.yaml")
    tools = re.findall(r"additional_dependencies: \[(.*)\]", hooks)
    pins = {f"{pin.name}{pin.specifier}" for pin in test}
    assert tools and set(tools) <= pins, "pre-commit has other versions"
    tox, (nbval,) = read("tox.ini"), [pin for pin in lesson if pin.name == "nbval"]
    assert f"    {nbval}\n" in tox, "tox.ini has another nbval"
    for oldest in PROJECT["project"]["dependencies"]:
        assert f"    oldest: {oldest.replace('>=', '==')}." in tox


def setup_lines(language):
    """Return README's lines that set an environment up, each alone in its block."""
    lines = re.findall(rf"^```{language}\n(.*)\n```$", read("README.md"), re.MULTILINE)
    return [line for line in lines if "-m venv" in line]


def for_windows(line):
    line = line.replace("python3 ", "python ").replace(" && ", "; ")
    return line.replace("/bin/", "/Scripts/").replace("/", "\\")


def test_readme_has_one_line_to_open_the_lessons_and_one_to_test_them():
    open_line, test_line = setup_lines("sh")
    # Without the folder, JupyterLab would not show what lies outside of notebooks/.
    assert open_line.endswith(f"jupyter lab --notebook-dir=. {FIRST_LESSON}")
    assert "-r requirements.txt " in open_line
    assert test_line.endswith(f"/{TEST_LINE}"), "all tests, and their own exit code"
    assert "-r tests/requirements.txt " in test_line
    assert setup_lines("powershell") == list(map(for_windows, setup_lines("sh")))


def test_readme_names_the_versions_that_are_tested():
    readme = read("README.md")
    oldest, newest = re.search(r"(3\.\d+) to (3\.\d+)", readme).groups()
    assert PROJECT["project"]["requires-python"] == f">={oldest}"
    assert f'python: ["{oldest}", "{newest}"]' in read(".github/workflows/check.yml")
    numpy, matplotlib, *_ = re.findall(r">=([\d.]+)", str(PROJECT["project"]))[1:]
    assert f"(Python {oldest}, NumPy {numpy}, Matplotlib {matplotlib})" in readme


def test_the_checks_are_switched_on(pytestconfig):
    """What this very run was told."""
    option = pytestconfig.option
    strict = pytestconfig.pluginmanager.has_plugin("tests.strict_nbval")
    assert strict, "pyproject.toml must switch tests.strict_nbval on"
    assert option.nbval and option.nbval_current_env and option.strict_config
    assert not [*(ROOT / "tests").rglob("conftest.py"), *NOTEBOOKS.glob("conftest.py")]


def test_configuration_is_as_it_was_reviewed():
    """Whether green means compared, and what learners get, no test can tell: people do.

    So a change of these files is read by a person, who stores its digest by hand.
    """
    reviewed = tomllib.loads(read("tests/reviewed.toml"))
    for file, digest in reviewed.items():
        now = hashlib.sha256(read(file).encode()).hexdigest()[:12]
        said = f'{file} has changed. Read it, and store in tests/reviewed.toml: "{now}"'
        assert digest == now, said


@needs_bash
@pytest.mark.parametrize(("count", "code"), [(0, 1), (1, 0), (1, 3), (2, 1)])
def test_ci_executes_the_test_line_of_the_readme(tmp_path, count, code):
    """In a small repository with another test line: .ci/run has none of its own."""
    line = f'echo "python3 -m venv, then pytest in $PWD"; exit {code}'
    (tmp_path / "README.md").write_text(f"```sh\n{line}\n```\n\n" * count)
    shutil.copytree(ROOT / ".ci", tmp_path / ".ci")
    author = "-c user.name=Tinynet -c user.email=tinynet@example.org"
    for command in ("init", "add --all", f"{author} commit -m test"):
        run("git", *command.split(), cwd=tmp_path)
    settings = {"env": os.environ | {"CI": ""}, "cwd": tmp_path}  # installs nothing
    command = ["bash", ".ci/run"]
    result = subprocess.run(command, capture_output=True, text=True, **settings)
    assert result.returncode == code, result.stderr
    if count == 1:
        assert result.stdout.startswith(f"+ {line}\npython3 -m venv, then pytest in /")
        assert str(tmp_path) not in result.stdout, "it did not run in a fresh clone"
    else:
        assert "expected exactly one test line for sh in README.md" in result.stderr


def test_launch_links_lead_to_the_lessons_and_only_they_name_the_owner():
    readme = read("README.md")
    (link,) = re.findall(r"https://mybinder\.org/v2/[^\s)>\"]+", readme)
    _, _, host, owner, name, commit = urlsplit(link).path.split("/")
    assert (host, name, commit) == ("gh", "tinynet", "HEAD")
    assert parse_qs(urlsplit(link).query) == {"urlpath": [f"lab/tree/{FIRST_LESSON}"]}
    binder, edition = readme.splitlines()[-2:]
    assert binder == f"[binder]: {link}"
    assert edition == f"[edition]: https://{owner}.github.io/{name}/"
    places = re.findall(rf"\b{re.escape(owner)}\b", readme)
    assert len(places) == 2, "a fork must change one word, in the last two lines"


@needs_bash
def test_binder_builds_what_the_lessons_need(tmp_path):
    """Binder's own commands, in a new environment of the Python that runs the tests."""
    checkout = tmp_path / "checkout"
    others = shutil.ignore_patterns(".git", ".venv*", ".*cache", "__pycache__", "site")
    shutil.copytree(ROOT, checkout, ignore=others)
    with contextlib.chdir(checkout), warnings.catch_warnings(action="ignore"):
        from repo2docker.app import Repo2Docker  # Windows need not be able to

        binder = Repo2Docker()
        builders = (choice(binder.base_image) for choice in binder.buildpacks)
        builder = next(builder for builder in builders if builder.detect())
        builder.platform = "linux/amd64"
        dockerfile = builder.render()
    assert type(builder).__name__ == "PythonBuildPack"
    assert read("binder/runtime.txt").strip() == f"python-{builder.python_version}"
    pins = requirements("requirements.txt")
    for package in [pin.name for pin in pins]:
        python = Requirement(f"python{metadata(package)['Requires-Python']}")
        assert builder.python_version in python.specifier, package
    copy = "\nCOPY --chown=1000:1000 src/ ${REPO_DIR}/\n"
    before, after = dockerfile.split(copy)
    assert "pip install" not in before, "the helper is not there yet"
    install, *_, post_build = re.findall(r"^RUN (.+)$", after, re.MULTILINE)
    file = "binder/requirements.txt"
    assert install.endswith(f'pip install --no-cache-dir -r "{file}"')
    assert post_build == "./binder/postBuild"

    # What it installs fits together, and its last step works where that is installed.
    run(sys.executable, "-m", "pip", "install", "--dry-run", "-r", f"{checkout}/{file}")
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv")
    (packages,) = tmp_path.glob("venv/lib/python*/site-packages")
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib"))
    path = f"{tmp_path}/venv/bin{os.pathsep}{os.environ['PATH']}"
    mine = {"PATH": path, "MPLCONFIGDIR": str(tmp_path / "fonts")}  # none listed so far
    run("bash", post_build, cwd=checkout, env=os.environ | mine)
    assert [*tmp_path.glob("fonts/fontlist-*.json")]


def test_lessons_find_the_helper_in_any_folder(tmp_path):
    folder = tmp_path / "ü %20 文"
    (folder / "notebooks").mkdir(parents=True)
    for file in ("tinynet_helpers.py", "notebooks/tinynet_helpers.py"):
        shutil.copy(ROOT / file, folder / file)
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    code = "import tinynet_helpers; tinynet_helpers.sigmoid(0.0)"
    environment = os.environ | plain | {"PYTHONPATH": ""}
    run(sys.executable, "-c", code, cwd=folder / "notebooks", env=environment)


@pytest.mark.parametrize("command", [["check"], ["format", "--check"]])
def test_code_is_in_style(command):
    run(sys.executable, "-m", "ruff", *command)
