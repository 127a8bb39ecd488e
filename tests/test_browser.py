"""Every lesson in JupyterLab as it comes, in Chromium, with a keyboard and a mouse."""

import ast
import os
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from lab import Lesson, browser, jupyterlab
from project import LESSONS, cells

from tests.same_outputs import compare

try:
    import live
except ImportError:
    import tinynet_helpers as live

PICTURE = "img[alt]:not([hidden])"
LIVE = ".widget-vbox"  # a picture and its controls
STATUS = "[role=status]"
LINE = f"{STATUS} code"  # the call that rebuilds this view
SLIDER = ".noUi-handle"
WAIT = 30_000  # milliseconds: for a slow machine, not for a fast answer
NAME = """slider => slider.ariaLabel ||
    document.getElementById(slider.getAttribute('aria-labelledby'))?.textContent"""


@pytest.fixture(scope="module")
def chromium():
    with browser() as found:
        if found is None:
            assert os.environ.get("CI") != "true", "CI must not go without a browser"
            pytest.skip("no Chromium and no Chrome; on Debian: apt install chromium")
        yield found


@pytest.fixture(scope="module")
def open_lesson(chromium, tmp_path_factory):
    with jupyterlab(tmp_path_factory.mktemp("lab")) as address:
        yield lambda name, *size: Lesson(chromium, address, name, *size)


class Live:
    """A live picture in the page, and a hand on its controls."""

    def __init__(self, box):
        self.page, self.box = box.page, box
        self.picture, self.line = box.locator(PICTURE), box.locator(LINE)
        self.sliders = box.locator(SLIDER)

    def shown(self):
        return self.picture.evaluate("image => [image.src, image.alt]")

    def words(self):
        return self.box.locator(STATUS).inner_text()

    def wait_for(self, words):
        self.box.locator(STATUS, has_text=words).wait_for(timeout=WAIT)

    def move(self, action):
        """Do something; there are new pixels and new words, and they belong together."""
        before, size = self.shown(), self.picture.bounding_box()
        action()
        self.page.wait_for_function(  # the first line names the settings
            "([box, shown, old]) => box.querySelector(shown)?.alt.split('\\n')[0] != old",
            arg=[self.box.element_handle(), PICTURE, before[1].split("\n")[0]],
            timeout=WAIT,
        )
        self.check()
        after, now = self.shown(), self.picture.bounding_box()
        assert after[0] != before[0] and after[1] != before[1]
        assert (size["width"], size["height"]) == (now["width"], now["height"])

    def check(self):
        """Controls, words, line and pixels tell of one state: what the line makes."""
        self.wait_for(self.shown()[1].split("\n")[0])
        if not self.line.count():
            return
        line = self.line.inner_text()
        values = [word.value for word in ast.parse(line).body[0].value.keywords]
        said = {str(ast.literal_eval(value)) for value in values}
        said |= {f"{float(value):g}" for value in said if re.match(r"-?[\d.]+$", value)}
        for text in self.box.locator(".widget-readout").all_inner_texts():
            number = text.replace(",", "").replace("−", "-")
            is_number = re.match(r"-?[\d.]+$", number)
            assert (f"{float(number):g}" if is_number else text) in said, line
        source, alt = self.shown()
        fresh = eval(line, vars(live))._repr_mimebundle_()
        assert fresh["text/plain"].split("\n")[:3] == alt.split("\n")[:3]
        compare(None, source.partition("base64,")[2], fresh["image/png"])

    def drag(self, j):
        """Drag a slider to and fro, faster than any answer."""
        track = self.box.locator(".noUi-target").nth(j).bounding_box()
        knob = self.sliders.nth(j).bounding_box()
        middle = knob["y"] + knob["height"] / 2
        at = (knob["x"] + knob["width"] / 2 - track["x"]) / track["width"]
        self.page.mouse.move(knob["x"] + knob["width"] / 2, middle)
        self.page.mouse.down()
        for place in (0.97, 0.03, 0.03 if at > 0.5 else 0.97):
            self.page.mouse.move(track["x"] + place * track["width"], middle, steps=20)
        self.page.mouse.up()


@pytest.mark.parametrize("name", [path.stem for path in LESSONS])
def test_lesson_in_the_browser(open_lesson, name):
    lesson = open_lesson(name)
    page = lesson.page
    pictures = page.locator(f".jp-OutputArea-output {PICTURE}")

    # Before anything runs, and without trust: the stored pictures, with their words.
    (path,) = [path for path in LESSONS if path.stem == name]
    outputs = [o.get("data", {}) for c in cells(path, "code") for o in c.outputs]
    stored = [data["text/plain"] for data in outputs if "image/png" in data]
    page.wait_for_function(
        "([shown, n]) => document.querySelectorAll(shown).length == n",
        arg=[f".jp-OutputArea-output {PICTURE}", len(stored)],
        timeout=WAIT,
    )
    assert pictures.evaluate_all("all => all.map(img => img.alt)") == stored
    assert pictures.evaluate_all("all => all.every(img => img.naturalWidth == 960)")
    assert page.locator(".jp-OutputArea-output >> text=Loading widget").count() == 0

    # After Run All, in cells that were never in view: every control has its name.
    lesson.run_all()
    boxes = page.locator(LIVE)
    assert boxes.count() >= 1, "a lesson has a live picture"
    labels = page.locator(f"{LIVE} .widget-label").all_text_contents()
    names = page.locator(f"{LIVE} {SLIDER}").evaluate_all(f"all => all.map({NAME})")
    assert names and [str(n).strip() for n in names] == [l.strip() for l in labels if l]
    stderr = "[data-mime-type='application/vnd.jupyter.stderr']"
    assert page.locator(f"{stderr}, [data-mime-type$='jupyter.error']").count() == 0
    assert pictures.count() == len(stored)
    found = Axe().run(page, context=".jp-OutputArea-output")
    assert found.violations_count == 0, found.generate_report()

    for box in boxes.all():
        live_picture = Live(box)
        box.scroll_into_view_if_needed()
        live_picture.check()
        for slider in live_picture.sliders.all():  # each by key, and by mouse
            value, most = (slider.get_attribute(f"aria-value{a}") for a in ("now", "max"))
            slider.focus()
            key = "ArrowLeft" if value == most else "ArrowRight"
            live_picture.move(lambda key=key: page.keyboard.press(key))
        for j in range(live_picture.sliders.count()):
            live_picture.move(lambda j=j: live_picture.drag(j))
            page.wait_for_timeout(400)
            at_rest = live_picture.shown()
            live_picture.check()  # the last position is the one that is shown
            page.wait_for_timeout(400)
            assert live_picture.shown() == at_rest, "something stale came later"
    assert not lesson.problems
    page.close()


def test_the_explorer_by_keyboard(open_lesson):
    """Play, reset, the next stuck seed, and keys that are faster than the answers."""
    lesson = open_lesson("04_training_loop")
    page = lesson.page
    lesson.run_all()
    explorer = Live(page.locator(LIVE).last)
    explorer.box.scroll_into_view_if_needed()
    start = explorer.words()

    explorer.sliders.first.focus()
    for press in range(40):  # never waits for the picture
        page.keyboard.press("ArrowRight")
    explorer.wait_for("seed 41,")
    page.wait_for_timeout(1000)
    assert "seed 41," in explorer.words()  # nothing stale comes after the last position
    explorer.check()

    search, reset = (
        explorer.box.get_by_role("button", name=name)
        for name in ("Next stuck seed", "Reset")
    )
    search.focus()
    explorer.move(lambda: page.keyboard.press("Enter"))
    explorer.wait_for(re.compile("seed 215, .*stuck so far"))
    reset.focus()
    explorer.move(lambda: page.keyboard.press("Enter"))
    explorer.wait_for(start.split("\n")[0])
    assert explorer.words() == start

    explorer.sliders.last.focus()
    explorer.move(lambda: page.keyboard.press("Home"))
    explorer.wait_for("iteration 0:")
    explorer.box.locator(".widget-play button").first.focus()
    page.keyboard.press("Enter")
    seen = set()
    while "iteration 10,000: learned" not in explorer.words():
        seen.add(explorer.words())
        page.wait_for_timeout(50)
    assert len(seen) > 10  # of 57; a slow machine leaves some out
    explorer.check()
    assert not lesson.problems
    page.close()


@pytest.mark.parametrize("width", [1280, 800])
def test_nothing_is_wider_than_its_page(open_lesson, width):
    lesson = open_lesson("02_forward_pass", width)
    lesson.run_all()
    for live_picture in map(Live, lesson.page.locator(LIVE).all()):
        live_picture.box.scroll_into_view_if_needed()
        controls = live_picture.box.locator(".widget-slider").all()
        for thing in [live_picture.picture, *controls]:
            box = thing.bounding_box()
            assert box["x"] >= 0 and box["x"] + box["width"] <= width
        for control in controls:  # roomy, and no name is cut off
            label = control.locator("label")
            assert label.evaluate("it => it.scrollWidth <= it.clientWidth")
    lesson.page.close()
