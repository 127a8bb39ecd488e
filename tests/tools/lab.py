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

IN_VIEW = ".jp-NotebookPanel:not(.lm-mod-hidden)"  # the notebook that one sees

# In a page that shows a notebook: its kernel, as soon as there is one, and commands.
KERNEL = "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel"
OPEN = "path => jupyterapp.commands.execute('docmanager:open', {path}).then(() => {})"
RUN = f"code => {KERNEL}.requestExecute({{code}}).done.then(it => it.content.status)"

# Nobody is asked whether news may be fetched. All else is as it comes.
NEWS = {"fetchNews": "false", "checkForUpdates": False}


@contextlib.contextmanager
def jupyterlab(folder):
    """Run JupyterLab on a copy of the lessons in `folder`; yield its address."""
    copy_lessons(folder)
    settings = folder / "lab/user-settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(NEWS))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += ["--IdentityProvider.token=", f"--ServerApp.port={port}"]
    command += [f"--ServerApp.root_dir={folder}", "--expose-app-in-browser"]
    home = os.environ | isolated(folder)  # and so no notebook is trusted
    with open(folder / "server.log", "wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=home, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/api")
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:  # it waits for a kernel that is busy
            server.kill()


def copy_lessons(folder):
    """Copy what a learner gets; lesson 05 shows a plot of the benchmark."""
    shutil.copytree(NOTEBOOKS, folder / "notebooks")
    shutil.copy(ROOT / "tinynet_helpers.py", folder)
    shutil.copytree(ROOT / "tests" / "bench", folder / "tests" / "bench")


def wait_for(address):
    """Wait until a server answers, at most 30 seconds."""
    for attempt in range(300):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address)
            return
        time.sleep(0.1)


@contextlib.contextmanager
def browser():
    """Start Chromium, or else Chrome; where there is neither, skip, but not in CI."""
    program = {"channel": "chrome"}
    for name in ("chromium", "chromium-browser"):  # on Linux
        if shutil.which(name):
            program = {"executable_path": shutil.which(name)}
    with sync_playwright() as playwright:
        try:
            arguments = ["--no-sandbox", "--disable-gpu"]
            chromium = playwright.chromium.launch(args=arguments, **program)
        except Error:
            if os.environ.get("CI") == "true":
                raise
            pytest.skip("no Chromium and no Chrome; on Debian: apt install chromium")
        yield chromium
        chromium.close()


def violations(page, context=None):
    """Return what shuts people out of a page, by axe: one line for each."""
    found = Axe().run(page, context, {"resultTypes": ["violations"]}).response
    lines = []
    for violation in found["violations"]:
        element = violation["nodes"][0]["html"][:120]
        lines.append(f"{violation['id']}: {element}")
    return lines


class Lab:
    """JupyterLab in a page, with one notebook in view, and what goes wrong there."""

    def __init__(self, chromium, address, name):
        self.page = chromium.new_page(viewport={"width": 1280, "height": 720})
        self.problems = []
        self.page.on("console", self.note_error)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)[:200]))
        self.page.goto(f"{address}/doc/tree/notebooks/{name}.ipynb")
        self.page.wait_for_selector(".jp-CodeCell", timeout=60_000)

    def note_error(self, message):
        """Remember what the page prints to its console as an error."""
        if message.type == "error":
            self.problems.append(message.text[:200])

    def open(self, name):
        """Bring a notebook into view; return it, a part of the page, with a kernel."""
        self.page.evaluate(OPEN, f"notebooks/{name}.ipynb")
        self.page.wait_for_function(f"{KERNEL}?.status == 'idle'", timeout=60_000)
        return self.page.locator(IN_VIEW)

    def run(self, code):
        """Run code in the kernel of the notebook in view, beside its cells."""
        return self.page.evaluate(RUN, code)
