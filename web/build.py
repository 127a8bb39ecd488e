"""Build what the web sees: the book, the decks, and the lessons in the browser.

    python web/build.py [folder]    into site/ unless a folder is named

Everything is made from the repository's own files. Only the cells that live pictures
need are run (frames.py); all else is shown as it is stored. The site loads nothing from
elsewhere but, in the browser edition, Python itself.
"""

import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

from book import write_book
from decks import write_decks
from edition import build_edition
from sources import LESSONS, ROOT

HERE = pathlib.Path(__file__).resolve().parent
LANDING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Tinynet</title>
<meta http-equiv="refresh" content="0; url={to}"><a href="{to}">This page has moved</a>
"""


def export_frames(path, folder):
    """Store the frames of a lesson's live pictures, and return what pages need."""
    program = [sys.executable, str(HERE / "frames.py")]
    subprocess.run([*program, str(path), str(folder)], check=True)
    listed = folder / f"{path.stem}.json"
    found = json.loads(listed.read_text(encoding="utf-8"))
    listed.unlink()
    return found


def sphinx(builder, source, target):
    """Run one of Sphinx's builders; a warning is an error."""
    program = [sys.executable, "-m", "sphinx", "--quiet", "--fail-on-warning"]
    options = ["--keep-going", "-b", builder, "-t", builder, "-c", str(HERE)]
    doctrees = ["-d", str(source.parent / f"doctrees-{builder}")]
    places = [str(source), str(target)]
    subprocess.run([*program, *options, *doctrees, *places], check=True)


def remove_what_nobody_loads(site):
    """Remove Sphinx's notes for other projects, source maps, and reveal's plugins."""
    shutil.rmtree(site / "slides" / "_static" / "revealjs" / "plugin")
    for folder in (site, site / "slides"):
        shutil.rmtree(folder / "_sources")
        (folder / "objects.inv").unlink()
    shutil.rmtree(site / "jupyter_execute", ignore_errors=True)
    for source_map in site.rglob("*.map"):
        source_map.unlink()


def build(site):
    """Write the whole site into a folder; what was there before goes."""
    shutil.rmtree(site, ignore_errors=True)
    site.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        with ThreadPoolExecutor(max_workers=2) as two_at_a_time:
            exports = {}
            for path in LESSONS:
                job = two_at_a_time.submit(export_frames, path, site / "frames")
                exports[path] = job
            build_edition(site / "lite")
        frames = {path: job.result() for path, job in exports.items()}

        write_book(scratch / "book", frames, site / "frames")
        write_decks(scratch / "decks", frames)
        sphinx("html", scratch / "book", site)
        sphinx("epub", scratch / "book", scratch / "epub")
        sphinx("revealjs", scratch / "decks", site / "slides")
        shutil.copy(scratch / "epub" / "Tinynet.epub", site / "tinynet.epub")

    remove_what_nobody_loads(site)
    for path in LESSONS:  # the decks' addresses until now
        page = LANDING.format(to=f"slides/{path.stem}.html")
        (site / f"{path.stem}_slides.html").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    build(target.resolve())
    print(f"open {target / 'index.html'}")
