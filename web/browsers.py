"""Three browsers behind one face: open a page, set its size, ask it something.

Chromium is driven by Playwright; Firefox (Debian: firefox-esr) by Marionette, which it
brings; WebKit (Debian: webkit2gtk-driver, xvfb) by Selenium. What a page is asked is a
function of JavaScript, and its answer is what JSON can say.
"""

import contextlib
import shutil
import time


class Chromium:
    """Chromium or Chrome, with all that Playwright can do in `page`."""

    name = "Chromium"

    def __init__(self, playwright):
        found = shutil.which("chromium") or shutil.which("chromium-browser")  # on Linux
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        if found:
            self.browser = playwright.chromium.launch(
                executable_path=found, args=arguments
            )
        else:
            self.browser = playwright.chromium.launch(channel="chrome", args=arguments)
        self.fresh()

    def fresh(self, scheme="light", script=None):
        """Begin anew, as a visitor without a past; script runs before every page."""
        for context in self.browser.contexts:
            context.close()
        context = self.browser.new_context(color_scheme=scheme)
        if script:
            context.add_init_script(script)
        self.requested, self.problems = [], []
        context.on("request", lambda request: self.requested.append(request.url))
        self.page = context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def open(self, address):
        """Go to a page, and wait until it has loaded."""
        self.page.goto(address)

    def resize(self, width, height):
        """Give the page this size."""
        self.page.set_viewport_size({"width": width, "height": height})

    def ask(self, function, argument=None):
        """Call a function in the page; return its answer."""
        return self.page.evaluate(function, argument)

    def close(self):
        """End the browser."""
        self.browser.close()


class Firefox:
    """Firefox without a window."""

    name = "Firefox"

    def __init__(self):
        from marionette_driver.marionette import Marionette

        program = shutil.which("firefox-esr") or shutil.which("firefox")
        self.marionette = Marionette(bin=program, headless=True)
        self.marionette.start_session()
        self.marionette.timeout.script = 240

    def open(self, address):
        """Go to a page, and wait until it has loaded."""
        self.marionette.navigate(address)

    def resize(self, width, height):
        """Give the page this size; a window is a little larger."""
        self.marionette.set_window_rect(width=width, height=height)
        inner_width, inner_height = self.ask("() => [innerWidth, innerHeight]")
        self.marionette.set_window_rect(
            width=2 * width - inner_width, height=2 * height - inner_height
        )

    def ask(self, function, argument=None):
        """Call a function in the page; return its answer."""
        return self.marionette.execute_async_script(
            ANSWER.format(function=function), [argument], sandbox=None
        )

    def close(self):
        """End the browser."""
        self.marionette.quit()
        self.marionette.instance.close(clean=True)


class WebKit:
    """WebKit's small browser, on a screen that nobody sees (run under xvfb-run)."""

    name = "WebKit"

    def __init__(self):
        from selenium import webdriver
        from selenium.webdriver.webkitgtk.options import Options
        from selenium.webdriver.webkitgtk.service import Service

        options = Options()
        options.binary_location = mini_browser()
        options.add_argument("--automation")
        service = Service(executable_path=shutil.which("WebKitWebDriver"))
        self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.driver.set_script_timeout(240)

    def open(self, address):
        """Go to a page, and wait until it has loaded."""
        self.driver.get(address)

    def resize(self, width, height):
        """Give the page this size; a window is a little larger."""
        self.driver.set_window_size(width, height)
        inner_width, inner_height = self.ask("() => [innerWidth, innerHeight]")
        self.driver.set_window_size(2 * width - inner_width, 2 * height - inner_height)

    def ask(self, function, argument=None):
        """Call a function in the page; return its answer."""
        script = ANSWER.format(function=function)
        return self.driver.execute_async_script(script, argument)

    def close(self):
        """End the browser."""
        self.driver.quit()


# What WebDriver runs, whether the function answers at once or later.
ANSWER = """const back = arguments[arguments.length - 1];
const answer = ({function})(arguments[0]);
Promise.resolve(answer).then(back, problem => back(String(problem)));"""


def mini_browser():
    """Return where Debian puts the program that shows WebKit."""
    import glob

    return glob.glob("/usr/lib/*/webkit2gtk-4.*/MiniBrowser")[-1]


def wait_until(browser, function, argument=None, seconds=60):
    """Ask a page again and again until the answer is true; return it."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(Exception):  # a page that is still loading
            answer = browser.ask(function, argument)
            if answer:
                return answer
        time.sleep(0.1)
    raise AssertionError(f"{browser.name}: not within {seconds} s: {function}")
