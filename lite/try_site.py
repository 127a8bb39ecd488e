"""Try the built site in Chromium, as a learner meets it, on this machine alone.

    python lite/try_site.py [site [pyodide]]

Files, links, size, front page; and each lesson in the browser edition: opened, run and
compared with what is stored, and a control of each live picture moved. NumPy for the
browser comes from a network. Where it is out of reach, this says so and does the rest;
in CI that is a failure. A folder pyodide is asked for such files before the network.
"""

import functools
import os
import pathlib
import sys
import threading
import time
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / name) for name in ("tests/tools", "notebooks", "")]

from lab import KERNEL, RUN_ALL, browser, violations  # noqa: E402
from project import LESSONS, MODULES, cells  # noqa: E402

from tests import same_outputs  # noqa: E402
from tests.test_browser import LIVE, Live, check_stored  # noqa: E402
from tests.test_site import check_links  # noqa: E402

# Python starts when something runs. How long a sweep takes is no output to compare, nor
# is the message with which Matplotlib lists the fonts, once, here in the browser.
CODE = (
    "import ipywidgets, matplotlib.font_manager, os; os.environ['TINYNET_QUIET'] = '1'"
)
START = f"""code => Promise.race([
    {KERNEL}.requestExecute({{code}}).done.then(reply => reply.content.status),
    new Promise(resolve => setTimeout(resolve, 300000, "nothing for five minutes"))])"""
OUTPUTS = "jupyterapp.shell.currentWidget.model.toJSON().cells"


def check_files(site):
    """The lessons and their rooms are the repository's, and the whole is small."""
    files = site / "lite" / "files"
    inside = {path.relative_to(files) for path in files.rglob("*.*")}
    assert inside >= {path.relative_to(ROOT) for path in [*LESSONS, *MODULES]}
    for name in inside:
        same = (files / name).read_bytes() == (ROOT / name).read_bytes()
        assert same, f"{name} is not the repository's"
    size = sum(path.stat().st_size for path in site.rglob("*.*")) / 1e6
    assert size < 30 and not [*site.rglob("*.map")], f"{size:.1f} MB, or source maps"
    print(f"{len(inside)} files are the repository's; {size:.1f} MB in all")


def serve(folder):
    """Serve a folder on loopback, and say nothing; return its address."""
    SimpleHTTPRequestHandler.log_message = lambda *arguments: None
    handler = functools.partial(SimpleHTTPRequestHandler, directory=folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


class Page:
    """A page, what goes wrong in it, and what it could not get from the network."""

    def __init__(self, chromium, ours, width, pyodide=None):
        self.page = chromium.new_page(viewport={"width": width, "height": 720})
        self.ours, self.pyodide, self.problems, self.missing = ours, pyodide, [], []
        self.page.on("console", self.note)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        self.page.context.on("requestfailed", lambda it: self.missing.append(it.url))
        if pyodide:
            self.page.context.route(lambda url: ours not in url, self.from_folder)

    def note(self, message):
        if message.type == "error" and self.ours in message.location["url"]:
            self.problems.append(message.text)

    def from_folder(self, route):
        file = self.pyodide / urlsplit(route.request.url).path.rpartition("/")[2]
        route.fulfill(path=file) if file.is_file() else route.continue_()

    def run(self, path):
        """Run and compare all cells, and move a control of each live picture."""
        self.page.evaluate(RUN_ALL)
        fresh = {cell["id"]: cell for cell in self.page.evaluate(OUTPUTS)}
        for cell in cells(path, "code"):
            outputs = [o for o in fresh[cell.id]["outputs"] if o.get("data") != {}]
            came = [{"msg_type": o["output_type"], "content": o} for o in outputs]
            try:
                same_outputs.check_outputs(cell.outputs, came)
            except same_outputs.StrictError as difference:
                difference.add_note(f"{path.name}, cell {cell.id}")
                raise
        for picture in map(Live, self.page.locator(LIVE).all()):
            picture.step(picture.sliders.first)
        self.check_open("jp-OutputArea-output")

    def check_open(self, css_class=None):
        """Nothing shuts people out, and nothing of ours went wrong."""
        self.problems += violations(self.page, css_class and f".{css_class}")
        assert not self.problems, self.problems


def main(site, pyodide=None):
    check_files(site)
    check_links(site)
    ours, missing = serve(site), []
    same_outputs.DRAWN_BY = None  # the browser has a Matplotlib of its own
    with browser() as chromium:
        front = Page(chromium, ours, 420)
        front.page.goto(ours)
        assert front.page.evaluate("document.documentElement.scrollWidth") <= 420
        front.check_open()
        for path in LESSONS:
            lesson, times = Page(chromium, ours, 1280, pyodide), [time.monotonic()]
            lesson.page.goto(f"{ours}/lite/lab/index.html?path=notebooks/{path.name}")
            check_stored(lesson.page, path)
            lesson.page.wait_for_function(KERNEL)
            times.append(time.monotonic())
            if not (missing := missing or lesson.missing):
                started = lesson.page.evaluate(START, CODE)
                times.append(time.monotonic())
                if not (missing := lesson.missing):
                    assert started == "ok", f"Python says {started}: {lesson.problems}"
                    lesson.run(path)
                    times.append(time.monotonic())
            stages = zip(("pictures", "Python", "all cells"), times[1:])
            after = ", ".join(f"{what} {t - times[0]:.0f} s" for what, t in stages)
            print(f"{path.stem}: {after}", flush=True)
            lesson.page.context.close()
    if missing:
        lost = ", ".join(sorted(set(missing)))
        print(f"NOT RUN: the cells of the lessons, because this did not come: {lost}")
        sys.exit(os.environ.get("CI") == "true")


if __name__ == "__main__":
    folders = [pathlib.Path(name).resolve() for name in sys.argv[1:]]
    main(*(folders or [ROOT / "site"]))
