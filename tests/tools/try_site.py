"""Try the built site in Chromium, as a learner meets it, on this machine alone.

    python tests/tools/try_site.py [site [pyodide]]

Files, links, size, front page; and each lesson in the browser edition: opened, run and
compared with what is stored, and a control of each live picture moved. NumPy for the
browser comes from a network. Where it is out of reach, this says so and does the rest;
in CI that is a failure. A folder pyodide is asked for such files before the network.
"""

import functools
import http.server
import os
import pathlib
import sys
import threading
import time
from urllib.parse import urlsplit

from lab import browser, violations
from project import LESSONS, MODULES, NOTEBOOKS, ROOT, cells

sys.path[:0] = [str(ROOT), str(NOTEBOOKS)]

from tests import same_outputs  # noqa: E402
from tests.test_browser import LIVE, Live, check_stored  # noqa: E402
from tests.test_site import check_links  # noqa: E402

MOST_BYTES = 30e6
KERNEL = "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel"
# Python starts when something runs. How long a sweep takes is no output to compare, nor
# is the message with which Matplotlib lists the fonts, once, here in the browser.
START = "import os; os.environ['TINYNET_QUIET'] = '1'\n"
START += "import ipywidgets, matplotlib.font_manager"
DIFFERENT = {
    "overflow-code": "WebAssembly does not notice that a number overflows",
    "contour-plot": "Matplotlib before 3.11 leaves other gaps for the labels of lines",
}
SEND = f"""code => {{ {KERNEL}.requestExecute({{code}}).done.then(
    reply => {{ window.started = reply.content.status; }}); }}"""
RUN_ALL = "jupyterapp.commands.execute('notebook:run-all-cells')"
OUTPUTS = "jupyterapp.shell.currentWidget.model.toJSON().cells"


def check_files(site):
    """The lessons and their rooms are the repository's, and the whole is small."""
    files = site / "lite" / "files"
    inside = {path.relative_to(files) for path in files.rglob("*.*")}
    assert inside >= {path.relative_to(ROOT) for path in [*LESSONS, *MODULES]}
    for name in inside:
        same = (files / name).read_bytes() == (ROOT / name).read_bytes()
        assert same, f"{name} is not the repository's"
    everything = [path for path in site.rglob("*") if path.is_file()]
    size = sum(path.stat().st_size for path in everything)
    assert size < MOST_BYTES and not [*site.rglob("*.map")], f"{size / 1e6:.1f} MB"
    print(f"{len(inside)} files are the repository's; {size / 1e6:.1f} MB in all")


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def serve(folder):
    """Serve a folder on loopback; return its address."""
    handler = functools.partial(Quiet, directory=folder)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"


class Page:
    """A page, what goes wrong in it, and what it could not get from the network."""

    def __init__(self, chromium, ours, width, pyodide=None):
        self.page = chromium.new_page(viewport={"width": width, "height": 720})
        self.ours, self.pyodide, self.problems, self.missing = ours, pyodide, [], []
        self.page.on("console", self.note)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))
        lost = lambda request: self.missing.append(request.url)  # noqa: E731
        self.page.context.on("requestfailed", lost)
        if pyodide:
            self.page.context.route(lambda url: ours not in url, self.from_folder)

    def note(self, message):
        if message.type == "error" and self.ours in message.location["url"]:
            self.problems.append(message.text)

    def from_folder(self, route):
        file = self.pyodide / urlsplit(route.request.url).path.rpartition("/")[2]
        route.fulfill(path=file) if file.is_file() else route.continue_()

    def start(self):
        """Start Python with what lessons import; return what it could not get."""
        self.page.wait_for_function(KERNEL, timeout=60_000)
        self.page.evaluate(SEND, START)
        for attempt in range(600):
            self.page.wait_for_timeout(500)
            started = self.page.evaluate("window.started")
            if started or (self.missing and self.problems):
                break
        if not self.missing:
            assert started == "ok", f"Python says {started}: {self.problems}"
        return self.missing

    def run(self, path):
        """Run and compare all cells, and move a control of each live picture."""
        self.page.evaluate(RUN_ALL)
        fresh = {cell["id"]: cell for cell in self.page.evaluate(OUTPUTS)}
        for cell in cells(path, "code"):
            outputs = [o for o in fresh[cell.id]["outputs"] if o.get("data") != {}]
            came = [{"msg_type": o["output_type"], "content": o} for o in outputs]
            if cell.id in DIFFERENT:
                print(f"{path.stem}, cell {cell.id} not compared: {DIFFERENT[cell.id]}")
                continue
            try:
                same_outputs.check_outputs(cell.outputs, came)
            except same_outputs.StrictError as difference:
                sys.exit(f"{path.name}, cell {cell.id}: {difference}")
        for box in self.page.locator(LIVE).all():
            picture = Live(box)
            slider = picture.sliders.first
            value, most = map(slider.get_attribute, ("aria-valuenow", "aria-valuemax"))
            key = "ArrowLeft" if value == most else "ArrowRight"
            picture.move(picture.press, key, slider)
        self.problems += violations(self.page, ".jp-OutputArea-output")
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
        front.problems += violations(front.page)
        assert not front.problems, front.problems
        for path in LESSONS:
            lesson, began = Page(chromium, ours, 1280, pyodide), time.monotonic()
            lesson.page.goto(f"{ours}/lite/lab/index.html?path=notebooks/{path.name}")
            lesson.page.wait_for_selector(".jp-CodeCell", timeout=60_000)
            check_stored(lesson.page, path)
            said = (
                f"{path.stem}: stored pictures after {time.monotonic() - began:.0f} s"
            )
            missing = missing or lesson.start()
            if not missing:
                said += f", Python after {time.monotonic() - began:.0f} s"
                lesson.run(path)
                said += f", all cells after {time.monotonic() - began:.0f} s"
            print(said, flush=True)
            lesson.page.context.close()
    if missing:
        sites = ", ".join(sorted(set(missing)))
        print(f"NOT RUN: the cells of the lessons, because these did not come: {sites}")
        sys.exit(os.environ.get("CI") == "true")


if __name__ == "__main__":
    folders = [pathlib.Path(name).resolve() for name in sys.argv[1:]]
    main(*(folders or [ROOT / "site"]))
