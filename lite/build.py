"""Build the site with the lessons in the browser: what is published.

    python lite/build.py [folder]    into site/ unless a folder is named

Pages and decks are those of tests/tools/build_site.py. The edition in the browser is
JupyterLite, with the repository's lessons as they are. Its settings stand beside this
file, and so do the packages that this needs (requirements.txt).
"""

import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests" / "tools"))

from build_site import build  # noqa: E402
from project import LESSONS, OTHERS, ROOT, cells  # noqa: E402


def build_edition(folder):
    """Write JupyterLite with the lessons and their rooms, laid out as they are here."""
    kernel = json.loads((HERE / "jupyter-lite.json").read_text("utf-8"))
    wheels = re.findall(r"pypi/([\w.]+)-([\w.]+)-py3", json.dumps(kernel))
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    lite = [sys.executable, "-m", "jupyterlite_core", "build", "--contents", ROOT]
    with tempfile.TemporaryDirectory() as scratch:  # JupyterLite leaves notes beside it
        work = shutil.copytree(HERE, pathlib.Path(scratch) / "lite")
        pip += ["--dest", work / "pypi", *map("==".join, wheels)]
        subprocess.run(pip, check=True)
        lite += ["--lite-dir", work, "--output-dir", folder.resolve()]
        said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        result = subprocess.run(lite, cwd=work, **said)
    if result.returncode:
        raise RuntimeError(result.stdout)
    published = {
        f"notebooks/{path.name}": source_hash(path) for path in LESSONS + OTHERS
    }
    (folder / "published.json").write_text(json.dumps(published), "utf-8")
    shutil.copy(HERE / "fresh.js", folder)
    page = folder / "lab" / "index.html"
    text = page.read_text("utf-8")
    for old, new in json.loads((HERE / "lab_page.json").read_text("utf-8")).items():
        if text.count(old) != 1:
            raise ValueError(f"JupyterLite's page has not once {old!r}")
        text = text.replace(old, new)
    page.write_text(text, "utf-8", newline="\n")


def source_hash(path):
    """Return what fresh.js knows a notebook by: its cells without their outputs."""
    text = "\n\n".join(cell.source for cell in cells(path))
    return hashlib.sha256(text.encode()).hexdigest()


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    build(target, edition=True)
    build_edition(target / "lite")
    print(f"open {target / 'index.html'}")
