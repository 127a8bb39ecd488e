"""The HTML edition and the decks: complete, from stored outputs, open to everyone."""

import re
from urllib.parse import unquote

import pytest
from build_site import PAGES, build
from lab import browser, violations
from project import LESSONS

SMALLEST = 0.85  # how much smaller than others a slide may be shown
SLIDE = """() => {
    const box = Reveal.getCurrentSlide().querySelector(".fit");
    const {right, bottom} = box.getBoundingClientRect();
    return [Number(box.style.zoom), right, bottom];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    build(folder)
    return folder


def check_links(site):
    """Every link to a page exists, and so does its anchor; no notebook is linked."""
    texts = {path.name: path.read_text("utf-8") for path in site.glob("*.html")}
    assert len(texts) == len(PAGES) + len(LESSONS) + 1  # and the front page
    for name, text in texts.items():
        for target in re.findall(r'href="([^"]*)"', text):
            path, _, anchor = unquote(target).partition("#")
            if path.startswith("http"):
                continue
            path, _, lesson = path.partition("?path=")  # in the browser edition
            assert not lesson or (site / "lite/files" / lesson).is_file(), target
            assert not path.endswith((".ipynb", ".md")), f"{name}: {target}"
            if path.endswith(".html") or not path:
                assert (site / (path or name)).is_file(), f"{name}: {target}"
                assert not anchor or f'id="{anchor}"' in texts[path or name], target


def test_links_between_pages_lead_somewhere(site):
    check_links(site)


@pytest.fixture
def opened(site):
    """Return a function that opens a page, which must load nothing from elsewhere."""
    asked = []
    with browser() as chromium:

        def opened(**settings):
            page = chromium.new_page(**settings)
            page.on("request", lambda request: asked.append(request.url))
            page.on("pageerror", lambda error: asked.append(str(error)))
            return page

        yield opened
    ours = site.as_uri(), "data:"
    assert asked and not [url for url in asked if not url.startswith(ours)]


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 420)])
def test_pages_are_open_to_everyone(site, opened, scheme, width):
    page = opened(color_scheme=scheme, viewport={"width": width, "height": 900})
    for name in ["index", *PAGES]:
        page.goto((site / f"{name}.html").as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{name} is {wide} wide"
        if scheme == "light" or name == LESSONS[0].stem:
            assert not violations(page), name


def test_decks_fit_the_projector(site, opened):
    page = opened(viewport={"width": 1280, "height": 720})
    for path in sorted(site.glob("*_slides.html")):
        page.goto(path.as_uri())
        page.wait_for_function("Reveal.isReady()")
        for slide in range(page.evaluate("Reveal.getTotalSlides()")):
            page.evaluate(f"Reveal.slide({slide})")
            zoom, right, bottom = page.evaluate(SLIDE)
            fits = right <= 1280 and bottom <= 720 and zoom >= SMALLEST
            assert fits, f"{path.stem}, slide {slide + 1}: {zoom}, {right}, {bottom}"
        assert not violations(page), path.stem


def test_the_hand_out_is_one_page(site, opened):
    page = opened()
    page.goto((site / "handout.html").as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) == 1
