"""Every lesson in JupyterLab, in Chromium, with a keyboard and a mouse."""

import os
import re

import nbformat
import pytest
import tinynet_helpers as tinynet
from axe_playwright_python.sync_playwright import Axe
from lab import Lesson, browser, jupyterlab
from refresh import NOTEBOOKS

LESSONS = [path.stem for path in sorted(NOTEBOOKS.glob("0*.ipynb"))]
SHOWN = "img:not([hidden])"  # the page has the next pictures, too
WAIT = 30_000  # milliseconds: for a slow machine, not for a fast answer


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    with jupyterlab(tmp_path_factory.mktemp("lab")) as address, browser() as chromium:
        if chromium is None:
            assert os.environ.get("CI") != "true", "CI must not go without a browser"
            pytest.skip(
                "found no Chromium and no Chrome; on Debian: apt install chromium"
            )
        yield chromium, address


class Hand:
    """A live picture in the page, and a hand on its controls."""

    def __init__(self, page, box):
        self.page, self.box = page, box
        self.picture = box.locator(SHOWN)

    def shown(self):
        return self.picture.evaluate("image => [image.src, image.alt]")

    def words(self):
        return self.box.locator("[role=status]").inner_text()

    def move(self, action):
        """Do something; return the picture and its words once they have changed."""
        before, size = self.shown(), self.picture.bounding_box()
        action()
        self.page.wait_for_function(  # their first line names the settings
            "([box, line]) => !box.querySelector('img').alt.startsWith(line)",
            arg=[self.box.element_handle(), before[1].split("\n")[0]],
            timeout=WAIT,
        )
        after, box = self.shown(), None
        while box is None:  # the neighbours may be drawn at this very moment
            box = self.picture.bounding_box()
        assert after[0] != before[0] and after[1] != before[1]
        assert (size["width"], size["height"]) == (box["width"], box["height"])
        return after

    def wait_for(self, words):
        self.box.locator("[role=status]", has_text=words).wait_for(timeout=WAIT)

    def check(self):
        """What is shown is what the plain function makes of the line of state."""
        line = self.box.locator("code")
        # The page itself may have shown the picture; the kernel writes the line.
        self.wait_for(self.shown()[1].split("\n")[0])
        if line.count():
            fresh = eval(line.inner_text(), vars(tinynet)).picture
            # Playwright's loop is not there to work ahead.
            tinynet.LivePicture.work = None
            told = self.shown()[1].split("\n")[:3]
            assert told == fresh.words.split("\n")[:3]


# At every frame: how large the picture's box is, and whether there is a picture in it.
FRAMES = """box => {
    window.frames = new Set();
    const place = box.querySelector('img').closest('.widget-html');
    const look = () => {
        const {width, height} = place.getBoundingClientRect();
        const image = place.querySelector('img');
        frames.add(image?.complete ? `${width} by ${height}` : 'no picture');
        requestAnimationFrame(look);
    };
    look();
}"""


@pytest.mark.parametrize("name", LESSONS)
def test_lesson_in_the_browser(desk, name):
    lesson = Lesson(*desk, name)
    page = lesson.page
    pictures = page.locator(f".jp-OutputArea-output {SHOWN}")

    # Before anything runs, and without trust: the stored pictures, with their words.
    cells = nbformat.read(NOTEBOOKS / f"{name}.ipynb", as_version=4).cells
    outputs = [o.get("data", {}) for c in cells for o in c.get("outputs", [])]
    stored = [data["text/plain"] for data in outputs if "image/png" in data]
    page.wait_for_function(
        "([shown, n]) => document.querySelectorAll(shown).length == n",
        arg=[f".jp-OutputArea-output {SHOWN}", len(stored)],
        timeout=WAIT,
    )
    assert [pictures.nth(i).get_attribute("alt") for i in range(len(stored))] == stored
    assert pictures.evaluate_all("all => all.every(img => img.naturalWidth == 960)")
    assert page.locator(".jp-OutputArea-output >> text=Loading widget").count() == 0

    lesson.run_all()
    assert not lesson.problems
    stderr = "[data-mime-type='application/vnd.jupyter.stderr']"
    assert page.locator(f"{stderr}, [data-mime-type$='jupyter.error']").count() == 0
    assert pictures.count() == len(stored)
    found = Axe().run(page, context=".jp-OutputArea-output")
    assert found.violations_count == 0, found.generate_report()

    boxes = page.locator(".widget-vbox")
    assert boxes.count() >= 1
    for i in range(boxes.count()):
        hand = Hand(page, boxes.nth(i))
        hand.check()
        sliders = hand.box.locator(".noUi-handle")
        for j in range(sliders.count()):  # each slider by key and by mouse
            slider = sliders.nth(j)
            least, value, most = (
                float(slider.get_attribute(f"aria-value{end}"))
                for end in ("min", "now", "max")
            )
            key = "ArrowLeft" if value == most else "ArrowRight"
            slider.focus()
            hand.move(lambda key=key: page.keyboard.press(key))
            hand.check()
            track = hand.box.locator(".noUi-target").nth(j)
            width = track.bounding_box()["width"]
            place = 0.03 if value > (least + most) / 2 else 0.97
            at = {"x": place * width, "y": 3}
            hand.move(lambda track=track, at=at: track.click(position=at, force=True))
            hand.check()
    assert not lesson.problems
    page.close()


def test_the_explorer_by_keyboard(desk):
    """Play, reset, the next stuck seed, and a hand that is faster than the answers."""
    lesson = Lesson(*desk, "04_training_loop")
    page = lesson.page
    lesson.run_all()
    hand = Hand(page, page.locator(".widget-vbox").last)
    start = hand.words()
    seed, iteration = (hand.box.locator(".noUi-handle").nth(i) for i in (0, 4))

    hand.box.evaluate(FRAMES)
    seed.focus()
    for press in range(40):  # never waits for the picture
        page.keyboard.press("ArrowRight")
    hand.wait_for("seed 41,")
    page.wait_for_timeout(1000)
    assert "seed 41," in hand.words()  # nothing stale comes after the last position
    hand.check()

    search, reset = (
        hand.box.get_by_role("button", name=name)
        for name in ("Next stuck seed", "Reset")
    )
    search.focus()
    hand.move(lambda: page.keyboard.press("Enter"))
    hand.wait_for(re.compile("seed 215, .*stuck so far"))
    reset.focus()
    hand.move(lambda: page.keyboard.press("Enter"))
    hand.wait_for(start.split("\n")[0])
    assert hand.words() == start

    iteration.focus()
    hand.move(lambda: page.keyboard.press("Home"))
    hand.wait_for("iteration 0:")
    hand.box.locator(".widget-play button").first.focus()
    page.keyboard.press("Enter")
    seen = set()
    while "iteration 10,000: learned" not in hand.words():
        seen.add(hand.words())
        page.wait_for_timeout(50)
    assert len(seen) > 10  # of 57; a slow machine leaves some out
    hand.check()
    assert len(page.evaluate("[...frames]")) == 1  # it never flickers
    assert not lesson.problems
    page.close()


def test_the_page_has_the_next_step_already(desk):
    lesson = Lesson(*desk, "01_sigmoid")
    page = lesson.page
    lesson.run_all()
    hand = Hand(page, page.locator(".widget-vbox"))
    hand.box.locator("[data-at='2.5,-1']").wait_for(state="attached", timeout=WAIT)
    page.evaluate("WebSocket.prototype.send = () => {}")  # the kernel hears no more
    hand.box.locator(".noUi-handle").first.focus()
    _, words = hand.move(lambda: page.keyboard.press("ArrowRight"))
    assert words == tinynet.plot_neuron(2.5, -1).words
    assert not lesson.problems
    page.close()


@pytest.mark.parametrize(
    ("name", "width"),
    [("02_forward_pass", 1280), ("02_forward_pass", 800), ("04_training_loop", 1280)],
)
def test_nothing_is_wider_than_its_page(desk, name, width):
    lesson = Lesson(*desk, name, width)
    lesson.run_all()
    lesson.page.wait_for_selector(".widget-html img")
    pictures = lesson.page.locator(f".jp-OutputArea-output {SHOWN}").all()
    controls = lesson.page.locator(".widget-slider").all()
    assert pictures and controls
    for box in [thing.bounding_box() for thing in pictures + controls]:
        assert box["x"] >= 0 and box["x"] + box["width"] <= width
    for control in controls:  # roomy, and no name is cut off
        label = control.locator("label")
        assert control.bounding_box()["width"] >= 390
        assert label.evaluate("it => it.scrollWidth <= it.clientWidth")
    for live in lesson.page.locator(".widget-vbox").all():
        assert live.locator(".widget-html:visible").count() == 2  # picture and words
    rows = {control.bounding_box()["y"] for control in controls}
    assert (len(rows) < len(controls)) == (width == 1280)  # side by side if they fit
    lesson.page.close()
