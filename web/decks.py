"""A lesson as a deck of slides: its sections, cut where a slide is full.

Sphinx starts a slide at each heading. In between, a new one starts where the next piece
has no room, and after a question: its answer must not stand beside it. The heading goes
on. A picture is as wide as the slide, and a question about it stands below it.
"""

import base64
import struct

import nbformat
from lessons import (
    answer_ids,
    keep_what_a_page_shows,
    sliders,
    without_asking,
    without_checks,
)
from nbformat.v4 import new_markdown_cell
from sources import LESSONS, Links, find_pages, page_name, read

BREAK = "```{revealjs-break}\n```"
ROOM = 15  # lines of text that a slide has below its heading
LINE = 38  # pixels
LEFT_OUT = {"how-to", "fine-print"}  # and the exercises
INDEX = """# Slides

{list}

```{{toctree}}
:hidden:

{pages}
```
"""


def write_decks(folder, frames):
    """Write what Sphinx reads: a deck for each lesson, and a list of them."""
    folder.mkdir(parents=True)
    files = [path for pages in find_pages().values() for path in pages]
    links = Links(files, folder, address="book:{}")
    for path in LESSONS:
        lesson = read(path)
        for cell in lesson.cells:
            if cell.cell_type == "markdown":
                cell.source = links.rewrite(cell.source, path)
        lesson.cells = slides(path, lesson.cells, frames[path])
        nbformat.write(lesson, folder / f"{page_name(path)}.ipynb")

    names = [page_name(path) for path in LESSONS]
    entries = "\n".join(f"- [](./{name}.ipynb)" for name in names)
    index = INDEX.format(list=entries, pages="\n".join(names))
    (folder / "index.md").write_text(index, encoding="utf-8")


def slides(path, cells, frames):
    """Return the cells of a deck, with breaks between its slides."""
    deck = Deck()
    answers = answer_ids(cells)
    for cell in shown(cells):
        if cell.cell_type == "markdown":
            deck.add_text(cell)
            continue

        if cell.id in answers:
            deck.new_slide()
        cell.source = without_checks(cell.source)
        keep_what_a_page_shows(cell)
        deck.add_code(cell)
        if cell.id in frames:
            deck.add_below(sliders(frames[cell.id], path, root="../"))
    return deck.cells


def shown(cells):
    """Yield the cells of a lesson that a deck has: no exercises, no fine print."""
    exercises = False
    for cell in cells:
        if cell.id in ("exercises", "recap"):
            exercises = cell.id == "exercises"
        if not exercises and cell.id not in LEFT_OUT:
            yield cell


class Deck:
    """The cells of a deck, and how full the slide is that is being filled."""

    def __init__(self):
        self.cells = []
        self.used = 0  # lines on the present slide

    def new_slide(self):
        """Start a slide with the present heading, unless this one is empty."""
        if self.used > 0:
            self.cells.append(new_markdown_cell(BREAK))
            self.used = 0

    def make_room(self, lines):
        """Start a slide if this one has not so many lines left."""
        if self.used + lines > ROOM:
            self.new_slide()
        self.used += lines

    def add_text(self, cell):
        """Add a text; a heading in it starts a slide by itself."""
        if cell.source.startswith("#"):
            self.used = 0
        cell.source = without_asking(cell.source)
        self.make_room(lines_of_text(cell.source))
        self.cells.append(cell)

    def add_code(self, cell):
        """Add code, what it prints, and its picture; never code that only draws."""
        printed = [o for o in cell.outputs if "image/png" not in o.get("data", {})]
        pictures = [o for o in cell.outputs if "image/png" in o.get("data", {})]
        if printed or not pictures or "# your line" in cell.source:
            code_lines = lines_of_code(cell.source)
            printed_lines = lines_of_code("".join(o.get("text", "") for o in printed))
            self.make_room(code_lines)
            if self.used + printed_lines <= ROOM:
                self.used += printed_lines
                self.add_cell(cell, printed)
            else:
                self.add_cell(cell, [])
                self.new_slide()
                self.used += printed_lines
                self.add_output(cell, printed)

        if pictures:
            self.make_room(lines_of_picture(pictures[0]))
            self.add_output(cell, pictures)

    def add_cell(self, cell, outputs):
        """Add a cell to the present slide, with some of its outputs."""
        self.cells.append(nbformat.from_dict(cell | {"outputs": outputs}))

    def add_output(self, cell, outputs):
        """Add some of a cell's outputs to the present slide, without its code."""
        self.add_cell(cell, outputs)
        self.cells[-1].id = f"{cell.id}-{len(self.cells)}"
        self.cells[-1].metadata = cell.metadata | {"tags": ["remove-input"]}

    def add_below(self, source):
        """Add something to the present slide, whether there is room or not."""
        self.cells.append(new_markdown_cell(source))
        self.used = ROOM


def lines_of_text(text):
    """Return about how many lines a text takes on a slide."""
    folded = text.startswith("<details>")
    paragraphs = [line for line in text.splitlines() if line and line[0] != "#"]
    lines = sum(1.3 + len(line) // 75 for line in paragraphs)
    return 1.5 if folded else lines


def lines_of_code(text):
    """Return about how many lines of text some code, or what it prints, takes."""
    return 0.6 + 0.85 * len(text.splitlines()) if text else 0


def lines_of_picture(output):
    """Return how many lines of text a picture takes that is as wide as the slide."""
    start = base64.b64decode(output.data["image/png"])[:24]
    width, height = struct.unpack(">II", start[16:])
    return height * 1200 / width / LINE
