"""Build what the web sees: the book, the decks, and the lessons in the browser.

    python web/build.py [folder]    into site/ unless a folder is named

Everything is made from the repository's own files. Only the cells that live pictures
need are run (frames.py); all else is shown as it is stored. The site loads nothing from
elsewhere but, in the browser edition, Python itself.
"""

import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
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
    program = str(HERE / "frames.py")
    subprocess.run([sys.executable, program, str(path), str(folder)], check=True)
    listed = folder / f"{path.stem}.json"
    found = json.loads(listed.read_text(encoding="utf-8"))
    listed.unlink()
    return found


def sphinx(builder, source, target):
    """Run one of Sphinx's builders; a warning is an error."""
    command = [sys.executable, "-m", "sphinx", "--quiet"]
    command += ["--fail-on-warning", "--keep-going"]
    command += ["-b", builder, "-t", builder, "-c", str(HERE)]
    command += ["-d", str(source.parent / f"doctrees-{source.name}")]
    command += [str(source), str(target)]
    subprocess.run(command, check=True)


def finish_epub(made, target):
    """Copy an EPUB, and say which of its pages have formulas, as readers ask for.

    MyST-NB's styles are written too late to get into it, so no page asks for them.
    """
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(target, "w") as new:
        pages = [name for name in old.namelist() if name.endswith(".xhtml")]
        with_formulas = [name for name in pages if b"<math " in old.read(name)]
        for entry in old.infolist():
            content = re.sub(rb"<link[^>]*/mystnb[^>]*/>", b"", old.read(entry))
            if entry.filename == "content.opf":
                for name in with_formulas:
                    here = f'href="{name}"'.encode()
                    content = content.replace(here, here + b' properties="mathml"')
            new.writestr(entry, content)


def remove_what_nobody_loads(site):
    """Remove Sphinx's notes for other projects, source maps, and reveal's plugins."""
    shutil.rmtree(site / "slides" / "_static" / "revealjs" / "plugin")
    for folder in (site, site / "slides"):
        shutil.rmtree(folder / "_sources")
        (folder / "objects.inv").unlink()
    for source_map in site.rglob("*.map"):
        source_map.unlink()


def write_frames_and_edition(site):
    """Write the frames of live pictures and the browser edition, side by side.

    Return for each lesson which cell has a live picture, as frames.py exported it.
    """
    exports = {}
    with ThreadPoolExecutor() as side_by_side:
        for path in LESSONS:
            job = side_by_side.submit(export_frames, path, site / "frames")
            exports[path] = job
        build_edition(site / "lite")
    return {path: job.result() for path, job in exports.items()}


def write_pages(scratch, site, frames):
    """Write the book, its EPUB, and the decks, which are made beside them."""
    write_book(scratch / "book", frames, site / "frames")
    write_decks(scratch / "decks", frames)
    with ThreadPoolExecutor() as beside:
        decks = beside.submit(sphinx, "revealjs", scratch / "decks", scratch / "slides")
        sphinx("html", scratch / "book", site)
        sphinx("epub", scratch / "book", scratch / "epub")
        decks.result()
    shutil.move(scratch / "slides", site / "slides")
    finish_epub(scratch / "epub" / "Tinynet.epub", site / "tinynet.epub")


def build(site):
    """Write the whole site into a folder; what was there before goes at the end."""
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        new = scratch / "site"
        frames = write_frames_and_edition(new)
        write_pages(scratch, new, frames)
        remove_what_nobody_loads(new)
        for path in LESSONS:  # the decks' addresses until now
            page = LANDING.format(to=f"slides/{path.stem}.html")
            (new / f"{path.stem}_slides.html").write_text(page, encoding="utf-8")

        shutil.rmtree(site, ignore_errors=True)
        shutil.move(new, site)


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    build(target.resolve())
    print(f"open {target / 'index.html'}")
