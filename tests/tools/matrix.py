"""Run the strict check of the notebooks on every set of versions possible here.

    python tests/tools/matrix.py [--sets oldest] [--variants default] [notebook …]

Prints a line for each Python, set of packages and processor variant: what pytest says
at its end, and before it the cells that are red. Environments are kept in a cache
folder and used again. What a processor does not know dies: name the --variants without
it. Where a set's own Python is not installed, the one that runs this is tried.
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
TOOLS = ["nbval==0.11.0", "pytest", "pytest-xdist", "ipykernel", "-e", str(ROOT)]
SETS = {
    "oldest": "3.11 numpy==1.26.0 matplotlib==3.8.0 pillow==9.4.0 ipywidgets==8.1.0",
    "middle": "3.12 numpy==2.1.* matplotlib==3.9.* ipywidgets==8.1.5",
    "recent": "3.13 numpy==2.3.* matplotlib==3.10.* ipywidgets",
    "newest": "3.14 numpy matplotlib ipywidgets",
    "pinned": f"3 -r {ROOT / 'requirements.txt'}",
}
# numpy is asked not to use these; that it does not know some of them is no error.
SIMD = "AVX2 FMA3 AVX512F AVX512CD AVX512_SKX X86_V3 X86_V4 ASIMDHP ASIMDDP SVE"
VARIANTS = {
    "default": {},
    "no SIMD": {"NPY_DISABLE_CPU_FEATURES": SIMD},
    "1 thread": {"OPENBLAS_NUM_THREADS": "1"},
    "2 threads": {"OPENBLAS_NUM_THREADS": "2"},
}
KERNELS = "Prescott Nehalem Sandybridge Haswell Zen SkylakeX".split()
VARIANTS |= {name: {"OPENBLAS_CORETYPE": name} for name in KERNELS}


def environment(name):
    """Return the Python of an environment with this set of packages."""
    version, *packages = SETS[name].split(" ", 2 if name == "pinned" else -1)
    folder = CACHE / "tinynet-matrix" / name
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    own = shutil.which(f"python{version}") if "." in version else None
    subprocess.run([own or sys.executable, "-m", "venv", folder], check=True)
    install = [python, "-m", "pip", "install", "-qU", *packages, *TOOLS]
    subprocess.run(install, check=True, cwd=ROOT)
    return python


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("notebooks", nargs="*", default=["notebooks"])
    parser.add_argument("--sets", nargs="*", default=SETS, choices=SETS)
    parser.add_argument("--variants", nargs="*", default=VARIANTS, choices=VARIANTS)
    options = parser.parse_args()
    show = "import sys, numpy as n, matplotlib as m; "
    show += "print(sys.version.split()[0], n.__version__, m.__version__)"
    bad = 0
    for name in options.sets:
        python = environment(name)
        versions = subprocess.check_output([python, "-c", show], text=True).strip()
        command = [python, "-m", "pytest", "-q", "-n2", "--tb=line", "--color=no"]
        command += ["-p", "no:cacheprovider", *options.notebooks]
        for variant in options.variants:
            settings = {"cwd": ROOT, "env": os.environ | VARIANTS[variant]}
            result = subprocess.run(command, capture_output=True, text=True, **settings)
            for line in re.findall(r"^(?:FAILED|ERROR).*", result.stdout, re.M):
                print("    ", line[:200])
            said = (result.stdout + result.stderr).strip().split("\n")[-1]
            print(f"{name:8} {versions:24} {variant:12} {said}", flush=True)
            bad += result.returncode != 0
    return bad


if __name__ == "__main__":
    sys.exit(min(main(), 100))
