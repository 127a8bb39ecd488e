"""The site's files: every link leads somewhere, and lessons are the repository's."""

import re
import zipfile
from urllib.parse import unquote
from xml.etree import ElementTree

from sources import LESSONS, ROOT, find_pages, page_name

OLD_ADDRESSES = "readme teachers_guide answer_key handout class_server glossary".split()
OLD_ADDRESSES += ["when_something_goes_wrong", "results", "latency"]
ASKS_FOR_A_KERNEL = ["Run a cell", "folded bar", "folded output bar", "my_guess"]
ASKS_FOR_A_KERNEL += [
    "Draw with the mouse",
    "Run all cells",
    "the four targets</strong>",
]
MOST = 60  # megabytes


def check(site):
    """Check all files of the site without a browser."""
    check_addresses(site)
    check_links(site)
    check_edition(site)
    check_sentences(site)
    size = sum(path.stat().st_size for path in site.rglob("*.*")) / 1e6
    assert size < MOST, f"the site has {size:.0f} MB"
    assert not [*site.rglob("*.map")], "source maps are published"
    check_epub(site / "tinynet.epub")


def check_addresses(site):
    """Every page is there, and every address that was handed out."""
    pages = {page_name(path) for part in find_pages().values() for path in part}
    decks = {f"{page_name(path)}_slides" for path in LESSONS}
    for name in pages | decks | set(OLD_ADDRESSES):
        assert (site / f"{name}.html").is_file(), f"{name}.html is missing"


def check_links(site):
    """Every link of our pages and decks leads to a file, and to its anchor."""
    files = [*site.glob("*.html"), *(site / "slides").glob("*.html")]
    texts = {path.resolve(): path.read_text(encoding="utf-8") for path in files}
    for path, text in texts.items():
        for link in re.findall(r'\b(?:href|src)="([^"]*)"', text):
            if not re.match(r"[a-z]+:", link):
                check_link(path, link, texts, site)


def check_link(path, link, texts, site):
    """Check one link of a page."""
    address, _, anchor = unquote(link).partition("#")
    address, _, query = address.partition("?")
    target = (path.parent / address).resolve() if address else path
    assert target.exists(), f"{path.name}: {link} leads nowhere"
    if query.startswith("path="):
        lesson = site / "lite" / "files" / query.removeprefix("path=")
        assert lesson.is_file(), f"{path.name}: {link} opens nothing"
    if anchor and target in texts:
        assert f'id="{anchor}"' in texts[target], f"{path.name}: no anchor {link}"


def check_epub(file):
    """Check that the EPUB has every page, in the strict form that readers ask for."""
    with zipfile.ZipFile(file) as book:
        files = book.namelist()
        pages = [name for name in files if name.endswith(".xhtml")]
        for name in pages:
            for element in ElementTree.fromstring(book.read(name)).iter():
                link = element.get("href") or element.get("src") or ""
                address = unquote(link.partition("#")[0])
                is_there = address in files or ":" in address or not address
                assert is_there, f"{name} of the EPUB: {link} leads nowhere"
    for part in find_pages().values():
        for path in part:
            assert f"{page_name(path)}.xhtml" in pages, f"not in the EPUB: {path.name}"


def check_edition(site):
    """Check that the browser edition holds the repository's files, and not our own."""
    files = site / "lite" / "files"
    names = {path.relative_to(files).as_posix() for path in files.rglob("*.*")}
    wanted = {path.relative_to(ROOT).as_posix() for path in LESSONS}
    wanted |= {
        path.relative_to(ROOT).as_posix() for path in ROOT.glob("notebooks/**/*.py")
    }
    missing = {name for name in wanted - names if "checkpoints" not in name}
    assert not missing, f"not in the browser edition: {sorted(missing)}"
    assert not [name for name in names if name.startswith("web/")]
    for name in names:
        same = (files / name).read_bytes() == (ROOT / name).read_bytes()
        assert same, f"{name} of the browser edition is not the repository's"


def check_sentences(site):
    """No page of a lesson asks for what is not there."""
    for path in LESSONS:
        text = (site / f"{page_name(path)}.html").read_text(encoding="utf-8")
        for words in ASKS_FOR_A_KERNEL:
            assert words not in text, f"{page_name(path)}.html says {words!r}"
