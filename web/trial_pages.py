"""Pages and decks in a browser, from the file system: nothing comes from elsewhere."""

import re

from axe_playwright_python.sync_playwright import Axe
from browsers import wait_until
from sources import LESSONS, find_pages, page_name

WIDTHS = (1280, 820, 390, 320)
MOST_BYTES = 600_000  # of a lesson's page, before anything is touched
SMALLEST_TEXT = 0.75  # how small a slide may be shown: letters of 22 pixels
SMALLEST_PICTURE = 0.6

# What questions under *Play* ask for: one slider after the other is moved there.
ASKED = [
    ("01_sigmoid", 0, {"weight": "10", "bias": "5"}),
    ("02_forward_pass", 0, {"table": "AND", "bias": "−15"}),
    ("03_backprop", 0, {"stage": "7", "row": "3"}),
    ("04_training_loop", 0, {"hidden_size": "2", "seed": "7"}),
    ("04_training_loop", 0, {"seed": "911", "hidden_size": "5"}),
    ("04_training_loop", 0, {"table": "AND", "hidden_size": "1", "seed": "7"}),
    ("05_many_networks", 0, {"seed": "71", "hidden_size": "3"}),
]

WIDE = "() => Math.max(document.documentElement.scrollWidth - innerWidth, 0)"
BROKEN = """() => [...document.images].filter(image => image.loading !== "lazy" &&
    !(image.complete && image.naturalWidth)).map(image => image.src)"""
SILENT = """() => [...document.images].filter(image => !image.hasAttribute("alt"))
    .map(image => image.src)"""
# Moves a slider to a position as a finger does, and waits for its picture.
MOVE = """async ([box, name, position]) => {
    const frames = document.querySelectorAll(".frames")[box];
    const before = frames.previousElementSibling;
    const image = before.matches("img") ? before : before.querySelector("img");
    const slider = frames.querySelector(`[name=${name}]`);
    const [, picture] = frames.dataset.frames.match(/([^/]*)$/);
    slider.focus();
    slider.value = position;
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    const known = () => [...frames.querySelectorAll("input")]
        .filter(each => each.value !== each.dataset.first)
        .map(each => `${each.name}=${each.value}`).join(" ");
    const came = () => image.src.endsWith(
        "/" + tinynetFrames[picture]?.[known()]?.file) && image.complete;
    for (let i = 0; i < 100 && !came(); i++) {
        await new Promise(resolve => setTimeout(resolve, 20));
    }
    const status = frames.querySelector("p").textContent;
    return [came(), image.naturalWidth, image.alt, status,
            slider.getAttribute("aria-valuetext")];
}"""
SLIDERS = """() => [...document.querySelectorAll(".frames")].map(frames =>
    [...frames.querySelectorAll("input")].map(input => [input.name, input.max]))"""
# The labels of a picture's sliders, and where each of them stands.
STATE = """box => Object.fromEntries(
    [...document.querySelectorAll(".frames")[box].querySelectorAll("input")].map(
        slider => [slider.name, [JSON.parse(slider.dataset.labels), +slider.value]]))"""
SLIDE = """() => {
    const slide = Reveal.getCurrentSlide();
    const places = [...slide.children].map(child => child.getBoundingClientRect());
    // WebKit does not count the zoom of a slide in the places of its children.
    const zoom = "currentCSSZoom" in slide ? 1 : Number(slide.style.zoom);
    const shown = {
        number: Reveal.getSlidePastCount() + 1,
        zoom: Number(slide.style.zoom),
        bottom: zoom * Math.max(...places.map(place => place.bottom)),
        right: zoom * Math.max(...places.map(place => place.right)),
        heading: slide.querySelector("h1, h2, h3") !== null,
        picture: slide.querySelector("img") !== null,
    };
    Reveal.next();
    return shown;
}"""


def names():
    """Return the names of all pages, the front page first."""
    files = [path for part in find_pages().values() for path in part]
    return ["index"] + [page_name(path) for path in files]


def check_pages(browser, site):
    """No page scrolls sideways, and every picture is there and has words."""
    for name in names():
        browser.resize(WIDTHS[0], 900)
        browser.open((site / f"{name}.html").as_uri())
        for width in WIDTHS:
            browser.resize(width, 900)
            wide = browser.ask(WIDE)
            assert not wide, f"{name} is {wide} pixels too wide at {width}"
        assert not browser.ask(BROKEN), f"{name}: {browser.ask(BROKEN)} did not come"
        assert not browser.ask(SILENT), f"{name}: {browser.ask(SILENT)} has no words"


def check_moving(browser, site):
    """Every slider of every picture shows another picture, its words and its value."""
    browser.resize(1280, 900)
    for name in ["index"] + [page_name(path) for path in LESSONS]:
        browser.open((site / f"{name}.html").as_uri())
        for box, sliders in enumerate(browser.ask(SLIDERS)):
            for control, last in sliders:
                for position in (last, "0"):
                    moved = browser.ask(MOVE, [box, control, position])
                    came, width, alt, status, value = moved
                    where = f"{name}, {control} at {position}"
                    assert came and width == 960, f"{where}: no picture"
                    assert alt.startswith(status), f"{where}: words of another picture"
                    assert value, f"{where}: the slider does not say its value"


def check_questions(browser, site):
    """What a question asks for can be set on its page, and is then shown."""
    for name, box, asked in ASKED:
        browser.open((site / f"{name}.html").as_uri())
        for control, wanted in asked.items():
            labels, place = browser.ask(STATE, box)[control]
            assert wanted in labels, (
                f"{name}: no {control} {wanted}, as a question asks"
            )
            end = labels.index(wanted)
            while place != end:  # as one drags it
                place += 1 if place < end else -1
                browser.ask(MOVE, [box, control, place])

        state = browser.ask(STATE, box)
        shown = {control: state[control][0][state[control][1]] for control in asked}
        assert shown == asked, f"{name}: shown is {shown}, asked for is {asked}"


def check_decks(browser, site):
    """Every slide fits the projector, is large enough, and has a heading."""
    browser.resize(1280, 720)
    for path in LESSONS:
        name = page_name(path)
        browser.open((site / "slides" / f"{name}.html").as_uri())
        wait_until(browser, "() => Reveal.isReady()")
        for number in range(browser.ask("() => Reveal.getTotalSlides()")):
            shown = browser.ask(SLIDE)
            slide = f"slides of {name}, {number + 1}"
            assert shown["number"] == number + 1, f"{slide} is not reached"
            fits = shown["bottom"] <= 720 and shown["right"] <= 1280
            assert fits, f"{slide} does not fit: {shown}"
            least = SMALLEST_PICTURE if shown["picture"] else SMALLEST_TEXT
            assert shown["zoom"] >= least, f"{slide} is shown at {shown['zoom']:.0%}"
            assert shown["heading"], f"{slide} has no heading"


def check_open_to_everyone(chromium, site, every_page):
    """Check that pages shut nobody out, and load nothing from elsewhere.

    axe takes long: pages of one kind are made alike, so one of each kind is looked at
    before a change lands.
    """
    pages = ["index", page_name(LESSONS[0]), "glossary", "when_something_goes_wrong"]
    pages.append(f"slides/{page_name(LESSONS[0])}")
    if every_page:
        pages = names() + [f"slides/{page_name(path)}" for path in LESSONS]
    check_by_axe(chromium, site, pages, "light", 1280)
    check_by_axe(chromium, site, ["index", page_name(LESSONS[0])], "dark", 390)
    check_by_keyboard(chromium, site)


def check_by_axe(chromium, site, pages, scheme, width):
    """Look at some pages with axe, and at where all that they load comes from."""
    chromium.fresh(scheme)
    chromium.resize(width, 900)
    for name in pages:
        chromium.open((site / f"{name}.html").as_uri())
        # The colours of code are the same everywhere, and looking at them takes long.
        code = "nothing" if name == page_name(LESSONS[0]) else ".highlight"
        found = violations(chromium.page, leave_out=code)
        assert not found, f"{name}, {scheme}: {found[0]}"
    elsewhere = [url for url in chromium.requested if not is_ours(url, site)]
    assert not elsewhere, f"loaded from elsewhere: {elsewhere[0]}"
    assert not chromium.problems, chromium.problems[0]


def is_ours(url, site):
    """Tell whether a page asked for a file of the site."""
    return url.startswith((site.as_uri(), "data:", "blob:"))


def violations(page, leave_out):
    """Return what shuts people out of a page, a sentence for each."""
    context = {"exclude": [[leave_out]]}
    found = Axe().run(page, context, {"resultTypes": ["violations"]}).response
    return [f"{v['id']}: {v['nodes'][0]['html'][:120]}" for v in found["violations"]]


def check_by_keyboard(chromium, site):
    """On the front page, a key moves the slider, and Play plays."""
    chromium.open((site / "index.html").as_uri())
    status = chromium.page.locator(".frames p").first
    before = status.inner_text()
    chromium.page.locator(".frames input").focus()
    chromium.page.keyboard.press("End")
    chromium.page.wait_for_function(
        "before => document.querySelector('.frames p').textContent !== before",
        arg=before,
    )
    at_the_end = status.inner_text()
    chromium.page.get_by_role("button", name="Play").press("Enter")
    chromium.page.wait_for_function(
        "before => document.querySelector('.frames p').textContent !== before",
        arg=at_the_end,
    )


def check_on_paper(chromium, site):
    """Check that each hand-out is one page."""
    chromium.fresh()
    for name in names():
        if name.startswith("handout"):
            chromium.open((site / f"{name}.html").as_uri())
            printed = chromium.page.pdf(prefer_css_page_size=True)
            pages = len(re.findall(rb"/Type\s*/Page\b", printed))
            assert pages == 1, f"{name} has {pages} pages on paper"


def check_weight(chromium, address):
    """Check that pages are small before anything is touched."""
    weigh = """() => performance.getEntries().reduce((sum, entry) =>
        sum + (entry.transferSize ?? 0), 0)"""
    for name in ["index"] + [page_name(path) for path in LESSONS]:
        chromium.fresh()
        chromium.open(f"{address}/{name}.html")
        size = chromium.ask(weigh)
        assert 0 < size < MOST_BYTES, f"{name}.html has {size:,} bytes"
