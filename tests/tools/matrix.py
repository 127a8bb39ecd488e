"""Run the strict check of the notebooks on every set of versions possible here.

    python tests/tools/matrix.py [--lessons 01] [--sets oldest] [--variants default]

Prints a table: a row for each Python, set of packages and processor variant, a column
for each notebook. Environments are kept in a cache folder and used again. A variant
that this processor or build does not know is marked "cannot". Where a set's own Python
is not installed, it is tried with the one that runs this; the table says which.

The oldest supported set is Python 3.11 with NumPy 1.26 and Matplotlib 3.8.
"""

import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CACHE = pathlib.Path(os.environ.get("XDG_CACHE_HOME", pathlib.Path.home() / ".cache"))
CACHE /= "tinynet-matrix"
TOOLS = ["nbval==0.11.0", "pytest", "pytest-xdist", "ipykernel"]
SETS = {  # the newest last: what the lessons are stored with
    "oldest": (
        "3.11",
        ["numpy==1.26.0", "matplotlib==3.8.0", "pillow==9.4.0", "ipywidgets==8.1.0"],
    ),
    "middle": ("3.12", ["numpy==2.1.*", "matplotlib==3.9.*", "ipywidgets==8.1.5"]),
    "recent": ("3.13", ["numpy==2.3.*", "matplotlib==3.10.*", "ipywidgets"]),
    "newest": ("3.14", ["numpy", "matplotlib", "ipywidgets"]),
    "pinned": ("", ["-r", str(ROOT / "requirements.txt")]),
}
# numpy is asked not to use these; that it does not know some of them is no error.
SIMD = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX X86_V3 X86_V4 ASIMDHP ASIMDDP SVE"
VARIANTS = {"default": {}}
for kernel in ("Prescott", "Nehalem", "Sandybridge", "Haswell", "Zen", "SkylakeX"):
    VARIANTS[kernel] = {"OPENBLAS_CORETYPE": kernel}
VARIANTS["no SIMD"] = {"NPY_DISABLE_CPU_FEATURES": SIMD}
VARIANTS["1 thread"] = {"OPENBLAS_NUM_THREADS": "1"}
VARIANTS["2 threads"] = {"OPENBLAS_NUM_THREADS": "2"}
NEEDS = {"Haswell": "avx2", "Zen": "avx2", "SkylakeX": "avx512vl"}


def interpreter(version):
    """Return a Python of this version, or else the one that runs this."""
    pyenv = pathlib.Path.home().glob(f".pyenv/versions/{version}.*/bin/python")
    for python in (*map(str, pyenv), shutil.which(f"python{version}")):
        # A shim of pyenv is there even when its Python is not.
        if (
            python
            and not subprocess.run([python, "-V"], capture_output=True).returncode
        ):
            return python
    return sys.executable


def environment(name):
    """Return the Python of an environment with this set, or why there is none."""
    version, packages = SETS[name]
    folder = CACHE / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    done = folder / "done"
    if not done.exists() or done.read_text() != repr(packages):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([interpreter(version), "-m", "venv", folder], check=True)
        install = [python, "-m", "pip", "install", "-q", *packages, *TOOLS, "-e", ROOT]
        result = subprocess.run(install, capture_output=True, text=True, cwd=ROOT)
        if result.returncode:
            return None, result.stderr.strip().split("\n")[-1][:70]
        done.write_text(repr(packages))
    show = "import sys, numpy, matplotlib; print(sys.version.split()[0], "
    show += "numpy.__version__, matplotlib.__version__)"
    return python, subprocess.check_output([python, "-c", show], text=True).strip()


def possible(variant):
    needs = NEEDS.get(variant)
    try:
        return not needs or needs in pathlib.Path("/proc/cpuinfo").read_text()
    except OSError:
        return not needs  # not Linux: what cannot be known is left out


def check(python, variant, notebooks):
    """Return for each notebook "ok" or the number of cells that are red."""
    command = [python, "-m", "pytest", "-q", "--color=no", "-n2", "-rA", "--tb=line"]
    result = subprocess.run(
        [*command, "-p", "no:cacheprovider", *notebooks],
        cwd=ROOT,
        env=os.environ | VARIANTS[variant],
        capture_output=True,
        text=True,
    )
    said = []
    for notebook in notebooks:
        states = re.findall(rf"^([A-Z]+) \S*{notebook.name}::", result.stdout, re.M)
        red = len(states) - states.count("PASSED")
        said.append(f"{red} red" if red else "ok" if states else "none")
    for line in re.findall(r"^(?:FAILED|ERROR).*", result.stdout, re.M):
        print("    ", line[:200])
    return said


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--lessons", nargs="*", default=[""], metavar="START")
    parser.add_argument("--sets", nargs="*", default=list(SETS), choices=SETS)
    parser.add_argument(
        "--variants", nargs="*", default=list(VARIANTS), choices=VARIANTS
    )
    options = parser.parse_args()
    notebooks = sorted((ROOT / "notebooks").glob("*.ipynb"))
    notebooks = [n for n in notebooks if n.name.startswith(tuple(options.lessons))]
    CACHE.mkdir(parents=True, exist_ok=True)
    print(f"{'set':8} {'Python, NumPy, Matplotlib':26} {'variant':12}", end="")
    print(*(f"{notebook.stem[:8]:8}" for notebook in notebooks))
    bad = 0
    for name in options.sets:
        python, versions = environment(name)
        for variant in options.variants if python else []:
            fine = possible(variant)
            cells = check(python, variant, notebooks) if fine else ["cannot"]
            bad += any(cell not in ("ok", "cannot") for cell in cells)
            row = " ".join(f"{cell:8}" for cell in cells)
            print(f"{name:8} {versions:26} {variant:12} {row}", flush=True)
        if not python:
            print(f"{name:8} {versions}", flush=True)
    return bad


if __name__ == "__main__":
    sys.exit(min(main(), 100))
