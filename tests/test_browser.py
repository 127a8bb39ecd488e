"""Every lesson in JupyterLab as it comes, in Chromium, with a keyboard and a mouse."""

import ast
import base64
import contextlib
import re

import explorer
import live
import pytest
from lab import IN_VIEW, KERNEL, Lab, browser, jupyterlab, violations
from playwright.sync_api import expect
from project import LESSONS, answers, cells
from slices import parts_for

from tests.same_outputs import StrictError, compare, compare_texts

PICTURE = "img[alt]:not([hidden])"
FOLDED = ".jp-OutputPlaceholder"
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

each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """JupyterLab in one page, with what a learner gets."""
    folder = tmp_path_factory.mktemp("lab")
    with browser() as chromium, jupyterlab(folder) as address:
        yield Lab(chromium, address, LESSONS[0].stem)


@contextlib.contextmanager
def one_line(about):
    """Fail with one line, the first difference, if what is compared is not the same."""
    try:
        yield
    except StrictError as difference:
        pytest.fail(f"{about}: {difference}", pytrace=False)


@each_lesson
def test_a_lesson_as_it_comes(lab, path):
    """Before anything is run or trusted: pictures, words, and nothing that answers."""
    stored = []
    folded = answers(cells(path))
    for cell in cells(path, "code"):
        for output in cell.outputs:
            if "image/png" in output.get("data", {}) and cell.id not in folded:
                stored.append((cell.id, output.data["text/plain"]))

    shown = lab.open(path.stem)
    images = shown.locator(f".jp-OutputArea-output {PICTURE}")
    expect(images).to_have_count(len(stored), timeout=WAIT)
    expect(shown.locator(FOLDED)).to_have_count(len(folded))
    for image, (cell_id, words) in zip(images.all(), stored):
        with one_line(f"{path.stem}, {cell_id}"):
            compare_texts("words", words, image.get_attribute("alt"))
    assert images.evaluate_all("all => all.every(img => img.naturalWidth == 960)")
    assert shown.get_by_text("Loading widget").count() == 0
    assert shown.evaluate(ANSWERS) == [], "an answer is in sight before the guess"
    assert shown.evaluate(WIDE) == [], "it scrolls sideways"
    assert violations(lab.page, f"{IN_VIEW} .jp-OutputArea-output") == []


def test_a_walk_by_shift_enter(lab):
    """Nothing answers before its cell runs, and then it does, through two guesses."""
    path = LESSONS[0]
    folded = answers(cells(path))
    guesses = len(folded)
    shown = lab.open(path.stem)
    shown.locator(".jp-Cell").first.click()
    lab.page.keyboard.press("Escape")

    for cell in cells(path):
        lab.page.keyboard.press("Shift+Enter")
        folded.discard(cell.id)
        expect(shown.locator(FOLDED), cell.id).to_have_count(len(folded), timeout=WAIT)
        if len(folded) == guesses - 2:
            break
    expect(shown.get_by_text("[*]:")).to_have_count(0, timeout=WAIT)
    assert shown.locator(PROBLEMS).all_inner_texts() == []


# ---------------------------------------------------------------------- live pictures


class Live:
    """A live picture in the page."""

    def __init__(self, box, name):
        self.page = box.page
        self.box = box
        self.name = name
        self.image = box.locator(PICTURE)
        self.status = box.get_by_role("status")
        self.sliders = box.get_by_role("slider")

    def state(self):
        return self.box.evaluate(STATE)

    def press(self, key, control):
        control.focus()
        self.page.keyboard.press(key)

    def press_button(self, name):
        self.press("Enter", self.box.get_by_role("button", name=name))

    def wait_for(self, words):
        expect(self.status).to_have_text(re.compile(words), timeout=WAIT)

    def step(self, slider):
        """Move a slider by one step with a key, to the left if it is at its end."""
        about = f"{self.name}, {slider.get_attribute('aria-label')}"
        before = self.image.bounding_box()
        words_before = self.state()["status"]
        self.status.evaluate("status => window.lasting = status")

        value = slider.get_attribute("aria-valuenow")
        most = slider.get_attribute("aria-valuemax")
        self.press("ArrowLeft" if value == most else "ArrowRight", slider)
        self.check(about, words_before)

        after = self.image.bounding_box()
        assert after["width"] == before["width"], about
        assert after["height"] == before["height"], about
        # A screen reader says nothing where a live region is replaced.
        is_same = self.status.evaluate("status => status === window.lasting")
        assert is_same, f"{about}: the status line was replaced"

    def check(self, about, words_before=None):
        """Controls, picture and words agree; the line makes the same once more.

        If there are words from before a move, it waits for others.
        """
        for attempt in range(WAIT // 50):
            state = self.state()
            arguments = ast.parse(state["line"] or "f()", mode="eval").body.keywords
            said = {plain(ast.literal_eval(keyword.value)) for keyword in arguments}
            values = {plain(value) for value in state["values"]}
            words = state["alt"].partition("\n")[0]
            is_new = words == state["status"] != words_before
            if is_new and (not said or said == values):
                break
            self.page.wait_for_timeout(50)
        else:
            seen = f"{values}, {state['line']!r}, {state['status']!r}"
            sentence = f"{about}: this stays, and does not agree: {seen}"
            pytest.fail(sentence, pytrace=False)

        if state["line"]:
            fresh = eval(state["line"], vars(live) | vars(explorer))
            shown = state["src"].partition("base64,")[2]
            with one_line(about):
                compare_texts("words", fresh.words, state["alt"])
                compare(None, base64.b64encode(fresh.png), shown)

    def check_names(self):
        """A screen reader hears the names that one sees, and the values."""
        labels = self.box.locator(".widget-slider label").all_text_contents()
        read_names = "all => all.map(it => it.getAttribute('aria-label'))"
        assert self.sliders.evaluate_all(read_names) == labels, self.name

        readouts = self.box.get_by_role("textbox")
        names = readouts.evaluate_all(read_names)
        assert names == [f"{label}, value" for label in labels], self.name
        read_values = "all => all.map(it => it.getAttribute('aria-valuetext'))"
        values = self.sliders.evaluate_all(read_values)
        assert values == readouts.all_text_contents(), self.name

    def check_width(self, width):
        """Nothing is wider than a page of this width."""
        self.page.set_viewport_size({"width": width, "height": 720})
        self.box.scroll_into_view_if_needed()
        for part in self.box.locator("img, .widget-slider, button").all():
            place = part.bounding_box()
            is_inside = place["x"] >= 0 and place["x"] + place["width"] <= width
            assert is_inside, f"{self.name} is wider than {width} pixels"


def plain(value):
    """Return a value as text, whether it is Python's or what a slider shows."""
    text = str(value).replace(",", "").replace("−", "-")
    if re.fullmatch(r"-?[\d.]+", text):
        return f"{float(text):g}"
    return text


def live_cells(lab, path, made_by=r"live_(?!pad)\w+|explore"):
    """Run the cells of a lesson that make what is live, with Shift+Enter, in view."""
    shown = lab.open(path.stem)
    lab.page.set_viewport_size({"width": 1280, "height": 720})
    above = []
    for number, cell in enumerate(cells(path)):
        if cell.cell_type != "code":
            continue
        if re.search(rf"^({made_by})\(", cell.source, re.MULTILINE):
            assert lab.run("\n".join(parts_for(cell.source, above))) == "ok"
            box = shown.locator(".jp-Cell").nth(number)
            box.locator(".jp-InputArea-editor").click()
            lab.page.keyboard.press("Shift+Enter")
            yield box, f"{path.stem}, {cell.id}"
        above.append(cell.source)


def live_pictures(lab, path):
    """Run the cells of a lesson that make live pictures; yield each one."""
    for box, name in live_cells(lab, path):
        picture = box.locator(LIVE)
        expect(picture.locator(PICTURE)).to_be_visible(timeout=WAIT)
        yield Live(picture, name)


@each_lesson
def test_live_pictures_of_a_lesson(lab, path):
    for picture in live_pictures(lab, path):
        for part in (picture.sliders.first, picture.image, picture.status):
            expect(part, picture.name).to_be_in_viewport(ratio=1)
        picture.check(picture.name)
        for slider in picture.sliders.all():
            picture.step(slider)

        picture.check_names()
        picture.check_width(390)
        picture.check_width(1280)
        assert violations(lab.page, f"{IN_VIEW} {LIVE}") == []
    assert not lab.problems


@pytest.fixture
def explored(lab):
    """The explorer of lesson 04, as it is when its cell has just run."""
    (path,) = [path for path in LESSONS if path.stem.startswith("04")]
    (picture,) = live_pictures(lab, path)
    return picture


def test_the_explorer_by_keyboard(explored):
    """Keys that are faster than the answers, the next stuck seed, play, and reset."""
    seeds, *_, iterations = explored.sliders.all()
    for press in range(40):  # never waits for the picture
        explored.press("ArrowRight", seeds)
    explored.wait_for("seed 41,")
    explored.press_button("Next stuck seed")
    explored.wait_for("seed 215, .*stuck so far")

    for press in range(5):
        explored.press("ArrowLeft", iterations)
    explored.wait_for("iteration 7,500:")
    explored.press_button("play or pause")
    explored.wait_for("iteration (8,000|8,500|9,000|9,500):")
    explored.wait_for("iteration 10,000: stuck")
    explored.check("explorer after it has played")
    explored.press_button("Reset")
    explored.wait_for("seed 1, hidden size 4, learning rate 1, iteration 10,000: learn")


def test_the_last_place_of_a_drag_is_what_is_shown(explored):
    """The first slider is dragged to and fro, faster than any answer, and let go."""
    mouse = explored.page.mouse
    track = explored.box.locator(".noUi-target").first.bounding_box()
    knob = explored.box.locator(".noUi-handle").first.bounding_box()
    y = knob["y"] + knob["height"] / 2
    mouse.move(knob["x"] + knob["width"] / 2, y)
    mouse.down()
    for share in (0.9, 0.1, 0.6):
        mouse.move(track["x"] + share * track["width"], y, steps=20)
    mouse.up()

    explored.wait_for("seed (5[5-9]|6[0-4]).,")
    explored.check("after the drag")
    at_rest = explored.status.inner_text()
    explored.page.wait_for_timeout(500)
    assert explored.status.inner_text() == at_rest


def test_the_pad_by_keyboard(lab):
    """Arrow keys go to the next square, the space bar turns it, and all is said."""
    (path,) = [path for path in LESSONS if path.stem.startswith("06")]
    ((box, _),) = live_cells(lab, path, made_by="live_pad")
    box.get_by_role("button", name="Clear").press("Enter")
    said = box.get_by_role("status")
    expect(said).to_contain_text("0 of 64 squares are on", timeout=WAIT)

    box.get_by_role("button", name="row 0, column 0").focus()
    for key in "Space ArrowDown ArrowDown ArrowRight Space ArrowUp ArrowLeft".split():
        lab.page.keyboard.press(key)
    expect(said).to_contain_text("2 of 64 squares are on", timeout=WAIT)
    expect(box.get_by_text("Your line: 8000400000000000")).to_be_visible()
    expect(box.get_by_role("button", name="row 1, column 0")).to_be_focused()
    turned = box.get_by_role("button", name="row 2, column 1")
    expect(turned).to_have_attribute("aria-pressed", "true")


def test_a_picture_whose_kernel_has_stopped_says_so(lab):
    (picture,) = live_pictures(lab, LESSONS[0])
    notice = picture.box.get_by_text("the kernel that made them has stopped")
    expect(notice).to_be_hidden()
    lab.page.evaluate(f"{KERNEL}.restart().then(() => 0)")
    expect(notice).to_be_visible(timeout=WAIT)
