"""Try the built site as its visitors meet it, on this machine alone.

    python web/try.py                   in Chromium: what must hold before publishing
    xvfb-run python web/try.py --all    in Firefox and WebKit, too; axe on every page
    python web/try.py --pyodide FOLDER  the cells run, too, with the Pyodide in FOLDER
    python web/try.py --must-run-cells  if they cannot run, that is a failure
    python web/try.py --site FOLDER     another folder than site/

Every page and link, moving pictures, decks, and each lesson in the browser edition with
its stored pictures. Cells of the browser edition run where Pyodide can be had: from a
network, or from a folder (fetch_pyodide.py makes one from packages on PyPI). What was
not run is said at the end.
"""

import argparse
import pathlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import trial_edition
import trial_files
import trial_pages
from browsers import Chromium, Firefox, WebKit
from playwright.sync_api import sync_playwright
from serving import serve
from sources import ROOT


def main(site, every_browser, pyodide):
    """Try everything; say and return what could not be tried."""
    stage("files and links", trial_files.check, site)
    address = serve(site, pyodide)
    with ThreadPoolExecutor() as side_by_side:
        second = side_by_side.submit(
            in_chromium, with_more, site, address, every_browser
        )
        not_run = in_chromium(in_one, site, address)
        second.result()

    if every_browser:
        for start in (Firefox, WebKit):
            browser = start()
            not_run |= in_one(browser, site, address)
            browser.close()
    else:
        not_run.add("Firefox and WebKit (--all)")
    for what in sorted(not_run):
        print(f"NOT RUN: {what}")
    return not_run


def in_chromium(check, *arguments):
    """Do a check in a Chromium of its own; return its answer."""
    with sync_playwright() as playwright:
        chromium = Chromium(playwright)
        answer = check(chromium, *arguments)
        chromium.close()
    return answer


def in_one(browser, site, address):
    """Try in one browser what all must show; return what could not be run."""
    name = browser.name
    stage(f"{name}, pages", trial_pages.check_pages, browser, site)
    stage(f"{name}, moving pictures", trial_pages.check_moving, browser, site)
    stage(f"{name}, decks", trial_pages.check_decks, browser, site)
    return stage(f"{name}, lessons", trial_edition.check_lessons, browser, address)


def with_more(chromium, site, address, every_page):
    """Try what one browser can tell for all."""
    everyone = trial_pages.check_open_to_everyone
    stage("open to everyone", everyone, chromium, site, every_page)
    stage("questions", trial_pages.check_questions, chromium, site)
    stage("on paper", trial_pages.check_on_paper, chromium, site)
    stage("weight", trial_pages.check_weight, chromium, address)
    stage("no storage", trial_edition.check_without_storage, chromium, address)


def stage(name, check, *arguments):
    """Do one check, and say how long it took."""
    start = time.monotonic()
    answer = check(*arguments)
    print(f"{name}: {time.monotonic() - start:.0f} s", flush=True)
    return answer


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--must-run-cells", action="store_true")
    parser.add_argument("--pyodide", type=pathlib.Path)
    parser.add_argument("--site", type=pathlib.Path, default=ROOT / "site")
    chosen = parser.parse_args()
    try:
        not_run = main(chosen.site.resolve(), chosen.all, chosen.pyodide)
        cells = [what for what in not_run if what.startswith("cells")]
        assert not (cells and chosen.must_run_cells), "the cells had to run"
    except AssertionError as problem:
        sys.exit(f"FAILED: {problem}")
