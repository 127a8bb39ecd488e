"""Every lesson in JupyterLab as it comes, in Chromium, with a keyboard and a mouse."""

import ast
import base64
import re

import explorer
import live
import nbformat
import pytest
from lab import KERNEL, Lab, browser, jupyterlab, notebook_of, violations
from playwright.sync_api import expect
from project import LESSONS, cells

from tests.same_outputs import StrictError, compare, compare_texts

PICTURE = "img[alt]:not([hidden])"
SHOWN = f".jp-OutputArea-output {PICTURE}"
LIVE = ".widget-vbox.live-picture"
PROBLEMS = "[data-mime-type$=stderr], [data-mime-type$='jupyter.error']"
WAIT = 30_000  # milliseconds: for a slow machine, not for a fast answer

# What stands open in a notebook and gives an answer away before the guess.
ANSWERS = """notebook => [...notebook.querySelectorAll('p, li, pre')]
    .filter(part => !part.closest('details:not([open])'))
    .map(part => part.textContent.trim().slice(0, 60))
    .filter(text => /^(Explain|The (right )?lines? (is|are))/.test(text))"""
# What is wider than its place, and so makes the notebook scroll sideways.
WIDE = """notebook => [...notebook.querySelectorAll('.jp-Cell, .jp-OutputPlaceholder')]
    .filter(part => part.scrollWidth > part.clientWidth + 2)
    .map(part => part.textContent.trim().slice(0, 60))"""

# What a live picture shows: as a person sees it, and as a screen reader is told.
STATE = """picture => {
    const text = name => picture.querySelector(name)?.textContent ?? '';
    const {src, alt} = picture.querySelector('img[alt]:not([hidden])');
    const readouts = [...picture.querySelectorAll('.widget-readout')];
    return {src, alt, status: text('[role=status]'), line: text('code'),
            values: readouts.map(readout => readout.textContent)};
}"""

# Cells of a notebook of our own, for what needs no lesson.
OWN = [
    "from explorer import explore\nfrom live import live_neuron",
    "live_neuron(weight=2, bias=-1)",
    "explore()",
    "# the cell below",
]


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab in one page, with what a learner gets, and notebooks of our own."""
    folder = tmp_path_factory.mktemp("lab")
    with browser() as chromium, jupyterlab(folder) as address:
        for name in ("own", "own_walked", "own_stopped"):
            nbformat.write(notebook_of(OWN), folder / "notebooks" / f"{name}.ipynb")
        yield Lab(chromium, address, "own")


class Live:
    """A live picture in the page."""

    def __init__(self, box, name):
        self.page = box.page
        self.box = box
        self.name = name
        self.image = box.locator(PICTURE)
        self.status = box.get_by_role("status")
        self.sliders = box.get_by_role("slider")
        box.scroll_into_view_if_needed()

    def state(self):
        return self.box.evaluate(STATE)

    def button(self, name):
        return self.box.get_by_role("button", name=name)

    def press(self, key, control):
        control.focus()
        self.page.keyboard.press(key)

    def wait_for(self, words):
        expect(self.status).to_have_text(re.compile(words), timeout=WAIT)

    def step(self, slider):
        """Move a slider by one step with a key, to the left if it is at its end."""
        about = f"{self.name}, {slider.get_attribute('aria-label')}"
        before = self.image.bounding_box()
        first_words = re.escape(self.state()["alt"].partition("\n")[0])

        value = slider.get_attribute("aria-valuenow")
        most = slider.get_attribute("aria-valuemax")
        if value == most:
            self.press("ArrowLeft", slider)
        else:
            self.press("ArrowRight", slider)

        other_words = re.compile(f"^(?!{first_words})")
        image = expect(self.image, f"{about}: no new picture")
        image.to_have_attribute("alt", other_words, timeout=WAIT)
        self.check(about)
        after = self.image.bounding_box()
        assert after["width"] == before["width"], about
        assert after["height"] == before["height"], about

    def check(self, about):
        """Controls, picture and words agree; the line makes the same once more."""
        for attempt in range(WAIT // 50):
            state = self.state()
            arguments = ast.parse(state["line"] or "f()", mode="eval").body.keywords
            said = {plain(ast.literal_eval(keyword.value)) for keyword in arguments}
            values = {plain(value) for value in state["values"]}
            words = state["alt"].partition("\n")[0]
            if words == state["status"] and (not said or said == values):
                break
            self.page.wait_for_timeout(50)
        else:
            pytest.fail(f"{about}: {values} and {state['line']} and {state['status']}")

        if state["line"]:
            fresh = eval(state["line"], vars(live) | vars(explorer))
            shown = state["src"].partition("base64,")[2]
            try:
                compare_texts("words", fresh.words, state["alt"])
                compare(None, base64.b64encode(fresh.png), shown)
            except StrictError as difference:
                pytest.fail(f"{about}: {difference}")


def plain(value):
    """Return a value as text, whether it is Python's or what a slider shows."""
    text = str(value).replace(",", "").replace("−", "-")
    if re.fullmatch(r"-?[\d.]+", text):
        return f"{float(text):g}"
    return text


def check_as_it_comes(shown, path):
    """Before anything runs or is trusted: pictures, words, and nothing that answers."""
    stored, folded = [], 0
    for cell in cells(path, "code"):
        pictures = [o for o in cell.outputs if "image/png" in o.get("data", {})]
        if "jupyter" in cell.metadata:
            folded += 1
        else:
            stored += [output.data["text/plain"] for output in pictures]

    images = shown.locator(SHOWN)
    expect(images).to_have_count(len(stored), timeout=WAIT)
    expect(shown.locator(".jp-OutputPlaceholder")).to_have_count(folded)
    assert images.evaluate_all("all => all.map(img => img.alt)") == stored
    assert images.evaluate_all("all => all.every(img => img.naturalWidth == 960)")
    assert shown.get_by_text("Loading widget").count() == 0
    assert shown.evaluate(ANSWERS) == [], "an answer is in sight before the guess"
    assert shown.evaluate(WIDE) == [], "it scrolls sideways"


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_lesson_in_the_browser(lab, path):
    shown = lab.open(path.stem)
    check_as_it_comes(shown, path)

    lab.run_all(path.stem)
    assert shown.locator(PROBLEMS).all_inner_texts() == []
    assert not violations(lab.page, ".jp-OutputArea-output")
    for number, box in enumerate(shown.locator(LIVE).all()):
        picture = Live(box, f"{path.stem}, live picture {number}")
        picture.check(picture.name)
        for slider in picture.sliders.all():
            picture.step(slider)
        check_names(picture)
    assert not lab.problems


def check_names(picture):
    """A screen reader hears the names that one sees, and the values."""
    labels = picture.box.locator(".widget-slider label").all_text_contents()
    read_names = "all => all.map(it => it.getAttribute('aria-label'))"
    names = picture.sliders.evaluate_all(read_names)
    assert names == labels, picture.name

    readouts = picture.box.get_by_role("textbox")
    names = readouts.evaluate_all(read_names)
    assert names == [f"{label}, value" for label in labels], picture.name
    read_values = "all => all.map(it => it.getAttribute('aria-valuetext'))"
    values = picture.sliders.evaluate_all(read_values)
    assert values == readouts.all_text_contents(), picture.name


def test_the_status_line_stays_while_its_text_changes(lab):
    """A screen reader says nothing where a live region is replaced."""
    picture = Live(lab.run_all("own").locator(LIVE).first, "neuron")
    before = picture.status.inner_text()
    picture.status.evaluate("status => window.lasting = status")
    picture.step(picture.sliders.first)
    is_same = picture.status.evaluate("status => status === window.lasting")
    assert is_same, "the status line was replaced"
    assert picture.status.inner_text() != before


def test_the_explorer_by_keyboard(lab):
    """Play, reset, the next stuck seed, and keys that are faster than the answers."""
    picture = Live(lab.run_all("own").locator(LIVE).last, "explorer")
    picture.press("Enter", picture.button("Reset"))  # another test has been here
    picture.wait_for("seed 1, hidden size 4, learning rate 1, iteration 10,000: learn")
    seeds, *_, iterations = picture.sliders.all()
    for press in range(40):  # never waits for the picture
        picture.press("ArrowRight", seeds)
    picture.wait_for("seed 41,")
    picture.press("Enter", picture.button("Next stuck seed"))
    picture.wait_for("seed 215, .*stuck so far")
    picture.press("Home", iterations)
    picture.wait_for("iteration 0:")
    picture.check("explorer at iteration 0")

    seen = set()
    picture.press("Enter", picture.button("play or pause"))
    for attempt in range(WAIT // 50):
        seen.add(picture.status.inner_text())
        if "iteration 10,000: stuck" in picture.status.inner_text():
            break
        lab.page.wait_for_timeout(50)
    assert len(seen) > 5  # of 52; a slow machine leaves many out
    picture.check("explorer after it has played")
    assert not lab.problems


def test_the_last_place_of_a_drag_is_what_is_shown(lab):
    """The first slider is dragged to and fro, faster than any answer, and let go."""
    picture = Live(lab.run_all("own").locator(LIVE).last, "explorer")
    track = picture.box.locator(".noUi-target").first.bounding_box()
    knob = picture.box.locator(".noUi-handle").first.bounding_box()
    y = knob["y"] + knob["height"] / 2
    lab.page.mouse.move(knob["x"] + knob["width"] / 2, y)
    lab.page.mouse.down()
    for share in (0.9, 0.1, 0.6):
        lab.page.mouse.move(track["x"] + share * track["width"], y, steps=20)
    lab.page.mouse.up()

    lab.page.wait_for_timeout(1000)
    picture.check("after the drag")
    at_rest = picture.state()
    lab.page.wait_for_timeout(1000)
    assert picture.status.inner_text() == at_rest["status"]
    assert 550 < float(at_rest["values"][0]) < 650


def test_after_shift_enter_the_picture_is_in_view_with_its_sliders(lab):
    lab.page.set_viewport_size({"width": 1280, "height": 720})
    shown = lab.open("own_walked")
    lab.wait_for_kernel()
    shown.locator(".jp-CodeCell").first.click()
    lab.page.keyboard.press("Escape")
    for cell in range(3):
        lab.page.keyboard.press("Shift+Enter")
        lab.page.wait_for_timeout(1500)
        lab.wait_for_kernel()

    picture = shown.locator(LIVE).last
    expect(picture.get_by_role("slider").first).to_be_in_viewport(ratio=1)
    expect(picture.locator(PICTURE)).to_be_in_viewport(ratio=1)
    expect(picture.get_by_role("status")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [1280, 800, 390])
def test_nothing_is_wider_than_its_page(lab, width):
    shown = lab.run_all("own")
    lab.page.set_viewport_size({"width": width, "height": 720})
    for box in shown.locator(LIVE).all():
        box.scroll_into_view_if_needed()
        for part in box.locator("img, .widget-slider, button").all():
            place = part.bounding_box()
            assert place["x"] >= 0
            assert place["x"] + place["width"] <= width
    lab.page.set_viewport_size({"width": 1280, "height": 720})


def test_a_picture_whose_kernel_has_stopped_says_so(lab):
    shown = lab.run_all("own_stopped")
    notice = shown.get_by_text("the kernel that made them has stopped").first
    expect(notice).to_be_hidden()
    lab.page.evaluate(f"{KERNEL}.restart().then(() => 0)")
    expect(notice).to_be_visible(timeout=WAIT)
