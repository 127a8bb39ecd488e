"""The lessons in the browser: JupyterLite, with the lessons as they are."""

import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from sources import NOTEBOOKS, ROOT, read

SETTINGS = pathlib.Path(__file__).resolve().parent / "lite"
APPS = ["lab", "notebooks"]  # the first with a list of files, the other without


def build_edition(folder):
    """Write JupyterLite with the lessons and their rooms, laid out as they are here."""
    with tempfile.TemporaryDirectory() as scratch:  # JupyterLite leaves notes beside it
        work = shutil.copytree(SETTINGS, pathlib.Path(scratch) / "lite")
        download_wheels(work)
        command = [sys.executable, "-m", "jupyterlite_core", "build"]
        command += ["--contents", str(ROOT), "--lite-dir", str(work)]
        command += ["--output-dir", str(folder.resolve())]
        done = subprocess.run(
            command,
            cwd=work,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
    if done.returncode != 0:
        raise RuntimeError(done.stdout)

    write_published(folder)
    say_what_is_not_text(folder)
    for name in ("fresh.js", "phone.css"):
        shutil.copy(SETTINGS / name, folder)
    changes = json.loads((SETTINGS / "page_changes.json").read_text(encoding="utf-8"))
    for app in APPS:
        change_page(folder / app / "index.html", changes)


def download_wheels(work):
    """Fetch the packages that jupyter-lite.json names, and that Pyodide has not."""
    settings = (work / "jupyter-lite.json").read_text(encoding="utf-8")
    wheels = re.findall(r"pypi/([\w.]+)-([\w.]+)-py3", settings)
    packages = [f"{name}=={version}" for name, version in wheels]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--dest", str(work / "pypi")]
    subprocess.run(command + packages, check=True)


def write_published(folder):
    """Write by what fresh.js knows each notebook: its cells without their outputs."""
    published = {}
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        text = "\n\n".join(cell.source for cell in read(path).cells)
        digest = hashlib.sha256(text.encode()).hexdigest()
        published[f"notebooks/{path.name}"] = digest
    (folder / "published.json").write_text(json.dumps(published), encoding="utf-8")


def say_what_is_not_text(folder):
    """Tell JupyterLite that a .csv.gz is no text: read as text, it cannot be opened."""
    for listing in (folder / "api" / "contents").rglob("all.json"):
        content = json.loads(listing.read_text(encoding="utf-8"))
        for file in content["content"]:
            if file["name"].endswith(".gz"):
                file["mimetype"] = "application/gzip"
        listing.write_text(json.dumps(content), encoding="utf-8")


def change_page(page, changes):
    """Change JupyterLite's page: its language and title, and fresh.js before all.

    changes is a dict from patterns, each of which the page has once, to new text.
    """
    text = page.read_text(encoding="utf-8")
    for pattern, new in changes.items():
        text, count = re.subn(pattern, new, text)
        if count != 1:
            raise ValueError(f"JupyterLite's {page} has {count} times {pattern!r}")
    page.write_text(text, encoding="utf-8", newline="\n")
