"""A real JupyterLab in a real browser: what a learner sees, for tests and timings."""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, sync_playwright
from project import NOTEBOOKS, ROOT, isolated

# In a page that shows a notebook: its kernel, as soon as there is one.
KERNEL = "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel"
RUN_ALL = "jupyterapp.commands.execute('notebook:run-all-cells')"
OPEN = "path => jupyterapp.commands.execute('docmanager:open', {path}).then(() => {})"
NEWS = {"fetchNews": "false", "checkForUpdates": False}  # all else is as it comes


@contextlib.contextmanager
def jupyterlab(folder):
    """Run JupyterLab on a copy of the lessons in `folder`; yield its address."""
    shutil.copytree(NOTEBOOKS, folder / "notebooks")
    shutil.copy(ROOT / "tinynet_helpers.py", folder)
    (folder / "tests").mkdir()  # lesson 05 shows a plot of the benchmark
    shutil.copytree(ROOT / "tests" / "bench", folder / "tests" / "bench")
    settings = folder / "lab/user-settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(NEWS))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--IdentityProvider.token=", f"--ServerApp.port={port}"]
    command += [f"--ServerApp.root_dir={folder}", "--expose-app-in-browser"]
    with open(folder / "server.log", "wb") as log:
        home = os.environ | isolated(folder)  # and so no notebook is trusted
        server = subprocess.Popen(command, cwd=folder, env=home, stdout=log, stderr=log)
    try:
        address = f"http://127.0.0.1:{port}"
        for attempt in range(300):
            with contextlib.suppress(OSError):
                urllib.request.urlopen(f"{address}/api")
                break
            time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait()


@contextlib.contextmanager
def browser():
    """Start Chromium, or else Chrome; where there is neither, skip, but not in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")  # on Linux
    program = {"executable_path": found} if found else {"channel": "chrome"}
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(args=["--no-sandbox"], **program)
        except Error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip("no Chromium and no Chrome; on Debian: apt install chromium")
        yield chromium
        chromium.close()


def violations(page, context=None):
    """What shuts people out of a page, by axe."""
    found = Axe().run(page, context, {"resultTypes": ["violations"]}).response
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]


class Lab:
    """JupyterLab in a page, with one notebook in view, and what goes wrong there."""

    def __init__(self, chromium, address, name):
        self.page = chromium.new_page(viewport={"width": 1280, "height": 720})
        self.shown = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
        self.ran, self.problems = set(), []
        note = self.problems.append
        self.page.on("console", lambda m: m.type == "error" and note(m.text))
        self.page.on("pageerror", lambda e: note(str(e)))
        self.page.goto(f"{address}/doc/tree/notebooks/{name}.ipynb")
        self.page.wait_for_selector(".jp-CodeCell", timeout=60_000)

    def open(self, name):
        """Bring a notebook into view; return it, a part of the page."""
        self.page.evaluate(OPEN, f"notebooks/{name}.ipynb")
        return self.shown

    def run_all(self, name):
        """Have all cells of a notebook run, once, and return it in view."""
        shown = self.open(name)
        if name not in self.ran:
            self.page.wait_for_function(f"{KERNEL}?.status == 'idle'", timeout=60_000)
            self.page.evaluate(RUN_ALL)  # it comes back when all have run
            self.ran.add(name)
        return shown
