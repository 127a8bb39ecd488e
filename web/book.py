"""The book: every page's source for Sphinx, and the front page."""

import html
import pathlib
import re

import nbformat
from lessons import as_page, run_address, sliders
from sources import LESSONS, README, Links, find_pages, page_name, read

TEXTS = pathlib.Path(__file__).resolve().parent / "texts"

CONTENTS = """```{{toctree}}
:hidden:
:caption: {part}

{pages}
```
"""
ABOUT = "About the series, and other ways to start"  # README's heading is only its name

CARD = """<a class="card" href="{page}.html">
<img src="{picture}" alt="" width="960" loading="lazy" />
<strong>{title}</strong> {sentence} <span class="minutes">{time}</span></a>"""


def write_book(folder, frames, frames_folder):
    """Write what Sphinx reads: all pages, with the sliders of live pictures.

    frames says for each lesson which cell has a live picture, as frames.py exported it.
    """
    folder.mkdir(parents=True)
    parts = find_pages()
    files = [path for pages in parts.values() for path in pages]
    links = Links(files, folder)
    binder = re.search(r"^\[binder\]: (.*)", README.read_text("utf-8"), re.MULTILINE)[1]

    for path in files:
        page = read(path)
        for cell in page.cells:
            if cell.cell_type == "markdown":
                cell.source = links.rewrite(cell.source, path)
        if path in LESSONS:
            as_page(path, page, frames[path], binder)
        nbformat.write(page, folder / f"{page_name(path)}.ipynb")

    picture = moving_picture(frames, frames_folder, links)
    front = front_page(parts, frames, picture, links)
    (folder / "index.md").write_text(front, encoding="utf-8")


def front_page(parts, frames, moving, links):
    """Return the front page: README's beginning, doors, and a card for each lesson."""
    text = README.read_text(encoding="utf-8")
    beginning, _, _ = text.partition("\n## ")
    before, picture, after = re.split(r"(?m)^(!\[.*)$", beginning, maxsplit=1)
    lead = before.partition("\n")[2]

    contents = [
        CONTENTS.format(part=part, pages="\n".join(map(entry, files)))
        for part, files in parts.items()
    ]
    front = (TEXTS / "front_page.md").read_text(encoding="utf-8")
    return front.format(
        lead=links.rewrite(lead, README).strip(),
        picture=moving or links.rewrite(picture, README),
        short=links.rewrite(after, README).strip(),
        first=page_name(LESSONS[0]),
        run=run_address(LESSONS[0]),
        cards="\n".join(cards(text, frames)),
        contents="\n".join(contents),
    )


def entry(path):
    """Return a page's line in the contents."""
    name = page_name(path)
    if path == README:
        return f"{ABOUT} <{name}>"
    if name.startswith("handout"):  # it has the title that a class reads
        title = path.read_text(encoding="utf-8").partition("\n")[0]
        return f"Hand-out: {title.strip('# ')} <{name}>"
    return name


def moving_picture(frames, folder, links):
    """Return the network that learns under one's finger: the explorer's iterations."""
    for path, pictures in frames.items():
        for picture in pictures.values():
            for control in picture["controls"]:
                if control["name"] == "iteration":
                    start = picture["views"]["iteration=0"]
                    file = links.copy_picture(folder / start["file"])
                    return from_the_start(path, picture, control, start, file)
    return None


def from_the_start(path, picture, control, start, file):
    """Return a picture with one slider, at the view of its start, which file shows."""
    words = " ".join(start["words"].split())
    only = {
        "name": picture["name"],
        "status": start["words"].partition("\n")[0],
        "controls": [control | {"start": 0}],
    }
    image = f"````{{container}} picture\n```{{image}} {file}\n:alt: {words}\n```\n````"
    return f"{image}\n\n{sliders(only, path, note='front_note.html')}"


def cards(readme, frames):
    """Yield a card for each row of README's table of lessons."""
    row = re.compile(r"(?m)^\| \[(.+?)\]\((notebooks/.+?)\) \| (.+?) \| (.+?) \|$")
    for title, target, sentence, time in row.findall(readme):
        path = README.parent / target
        if path not in frames:
            continue
        yield CARD.format(
            page=page_name(path),
            picture=f"frames/{card_picture(path, frames[path])}",
            title=html.escape(title),
            sentence=html.escape(sentence),
            time=html.escape(time),
        )


def card_picture(path, pictures):
    """Return the file that shows a lesson: a live picture, or else its first one."""
    for picture in pictures.values():
        return picture["views"][""]["file"]
    return f"{path.stem}.png"
