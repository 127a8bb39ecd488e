"""The environment: what README promises, what Binder builds, what keeps files tidy."""

import contextlib
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
NBVAL = "--nbval --nbval-current-env"
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
    workflows = [read(f".github/workflows/{name}.yml") for name in ("check", "publish")]
    uses = re.findall(r"uses: \S+@(\S+)", "".join(workflows))
    assert uses and all(re.fullmatch("[0-9a-f]{40}", commit) for commit in uses)


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


def test_readme_names_files_and_versions_that_there_are():
    readme = read("README.md")
    files = re.findall(r"(?<![\w-])(?:tests|notebooks)[/\\][\w./\\-]*\w", readme)
    assert files and all((ROOT / file.replace("\\", "/")).exists() for file in files)
    oldest, newest = re.search(r"(3\.\d+) to (3\.\d+)", readme).groups()
    assert PROJECT["project"]["requires-python"] == f">={oldest}"
    assert f'python: ["{oldest}", "{newest}"]' in read(".github/workflows/check.yml")
    numpy, matplotlib, *_ = re.findall(r">=([\d.]+)", str(PROJECT["project"]))[1:]
    assert f"(Python {oldest}, NumPy {numpy}, Matplotlib {matplotlib})" in readme


def test_the_checks_are_switched_on(pytestconfig):
    """What this very run was told, and what the next one will be told."""
    option, settings = pytestconfig.option, PROJECT["tool"]["pytest"]["ini_options"]
    assert pytestconfig.pluginmanager.has_plugin("tests.strict_nbval")
    assert option.nbval and option.nbval_current_env and option.strict_config
    strict = "-p tests.strict_nbval --strict-config --strict-markers"
    assert settings["addopts"].split() == f"{NBVAL} {strict}".split()
    assert settings["testpaths"] == ["tests", "notebooks"]
    assert settings["filterwarnings"][0].startswith("error:::tinynet_helpers")
    assert settings["xfail_strict"] is True
    assert not [*(ROOT / "tests").rglob("conftest.py"), *NOTEBOOKS.glob("conftest.py")]


def test_the_workflow_lets_no_failure_pass():
    """A step runs .ci/run, or installs, or runs the notebooks, and adds nothing."""
    workflow = read(".github/workflows/check.yml")
    assert "continue-on-error" not in workflow
    tox, install = read("tox.ini"), "python -m pip install tox==4.67.15"
    sets = [f"python -m tox run -e {name}" for name in ("oldest", "early")]
    runs = re.findall(r"run: (.*)", workflow)
    assert runs == ["bash .ci/run", install, sets[0], install, sets[1]]
    check = "python -m pytest -n 2 --dist loadfile {posargs:notebooks}"
    assert tox.endswith(f"\ncommands = {check}\n")
    nbval = next(pin for pin in requirements("requirements.txt") if pin.name == "nbval")
    assert f"    nbval{nbval.specifier}\n" in tox
    for oldest in PROJECT["project"]["dependencies"]:
        assert f"    oldest: {oldest.replace('>=', '==')}." in tox


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


def test_the_site_is_published_only_when_all_of_it_was_tried():
    workflow = read(".github/workflows/publish.yml")
    assert "continue-on-error" not in workflow and "\n    needs: build\n" in workflow
    install, *runs = re.findall(r"run: (.*)", workflow)
    assert install == "python -m pip install -r lite/requirements.txt"
    assert runs == ["python lite/build.py", "python lite/try_site.py"]


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
    install, *others, post_build = re.findall(r"^RUN (.+)$", after, re.MULTILINE)
    assert install.endswith('pip install --no-cache-dir -r "binder/requirements.txt"')
    assert post_build == "./binder/postBuild"

    # In an environment that has what the tests have: it must do for Binder, too.
    venv = tmp_path / "venv"
    run(sys.executable, "-m", "venv", venv)
    (packages,) = venv.glob("lib/python*/site-packages")
    (packages / "tests.pth").write_text(sysconfig.get_path("purelib"))
    environment = os.environ | {
        "KERNEL_PYTHON_PREFIX": str(venv),
        "PATH": f"{venv / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "MPLCONFIGDIR": str(tmp_path / "matplotlib"),  # no fonts listed so far
    }
    for step in (install, *others, post_build):
        # Nobody's disk is full here: what the tests downloaded may be used again.
        step = step.replace(" --no-cache-dir", "")
        run("bash", "-c", step, cwd=checkout, env=environment)
    installed = run(venv / "bin/python", "-m", "pip", "list", "--format=freeze")
    pins = {f"{pin.name}{pin.specifier}" for pin in pins}
    assert pins <= set(installed.lower().split())
    assert list(tmp_path.glob("matplotlib/fontlist-*.json"))


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
