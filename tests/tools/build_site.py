"""Build the site: a deck for each lesson, and all pages as HTML.

    python tests/tools/build_site.py [folder]    into site/ unless a folder is named

What is stored in the notebooks is shown: nothing is executed. Pages and decks load
nothing from the network, so they work from a stick. Formulas are MathML, which browsers
draw and screen readers speak. lite/build.py adds the lessons in the browser.
"""

import pathlib
import re
import sys

import jinja2
import sphinx_revealjs
from latex2mathml.converter import convert
from markupsafe import Markup
from nbconvert.filters import strip_ansi
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from project import LESSONS, NOTEBOOKS, OTHERS, ROOT, anchor, cells, prose
from pygments.formatters import HtmlFormatter
from refresh import SLIDE_LINES, lines_on_slide, slide_types

REVEAL = pathlib.Path(sphinx_revealjs.__file__).parent / "_static" / "revealjs" / "dist"
PAGES = {  # the pages in their order, and where they come from
    "readme": ROOT / "README.md",
    **{path.stem: path for path in [*LESSONS, *OTHERS]},
    **{path.stem: path for path in sorted(NOTEBOOKS.glob("*.md"))},
    **{path.stem: path for path in sorted(ROOT.glob("tests/bench/*.md"), reverse=True)},
}
PAGE_OF = {path.name: f"{page}.html" for page, path in PAGES.items()}


class Renderer(IPythonRenderer):
    """Markdown to HTML with formulas as MathML and links to our own pages."""

    def block_html(self, html):  # nbconvert's closes <details> too early
        return html

    inline_html = block_html

    def heading(self, text, level):
        return f'<h{level} id="{anchor(text)}">{text}</h{level}>\n'

    def block_math(self, body):
        return f'<div class="math" tabindex="0">{mathml(body, "block")}</div>'

    def inline_math(self, body):
        return mathml(body, "inline")

    def table(self, text):
        return f'<div class="wide" tabindex="0"><table>\n{text}</table></div>\n'

    def image(self, text, url, title=None):
        if url.startswith("http"):  # a badge from the network
            return text
        if not url.startswith("data:"):  # a file of ours, put into the page
            url = (self.folder / url).resolve().relative_to(ROOT).as_posix()
        return super().image(text, url, title)

    def link(self, text, url, title=None):
        path, hash_sign, anchor = url.partition("#")
        if not path.startswith("http"):
            path = PAGE_OF.get(path.rpartition("/")[2], path)
        return super().link(text, path + hash_sign + anchor, title)


def mathml(latex, display):
    drawn = convert(latex, display=display).replace(r"\_", "_")  # as in \text{layer\_2}
    said = f'<math alttext="{Markup.escape(latex.strip())}" '
    return drawn.replace("<math ", said, 1)


def parts(cell, folder=NOTEBOOKS):
    """Return the pieces of a cell: text up to each picture, or code and its output."""
    renderer = Renderer(escape=False, embed_images=True, path=str(ROOT))
    renderer.folder = folder
    if cell.cell_type == "code":
        code = Markup(renderer.block_code(cell.source, "python"))
        shown = TEMPLATES.get_template("outputs.html").render(cell=cell)
        return [code, Markup(shown)]
    texts = re.split(r"\n\n(?=!\[)", cell.source)
    return [Markup(MarkdownWithMath(renderer=renderer).render(text)) for text in texts]


def slides(lesson):
    """Return the slides of a lesson, each a list of pieces of HTML."""
    result = []
    for cell, kind in zip(lesson, slide_types(lesson)):
        if kind == "skip":
            continue
        first, *rest = parts(cell)
        if kind in ("slide", "subslide"):
            result.append([])
        if kind == "fragment":
            first = Markup(f'<div class="fragment">{first}</div>')
        result[-1].append(first)
        if rest and lines_on_slide(cell) > SLIDE_LINES:
            result.append([])
        result[-1] += rest
    return result


LOADER = jinja2.FileSystemLoader(pathlib.Path(__file__).with_name("site"))
TEMPLATES = jinja2.Environment(loader=LOADER, autoescape=True)
TEMPLATES.filters["strip_ansi"] = strip_ansi
for name, style in {"light": "xcode", "dark": "github-dark"}.items():
    css = HtmlFormatter(style=style).get_style_defs(".highlight")
    TEMPLATES.globals[name] = Markup(css)
for name in ("reveal.css", "reveal.js"):
    text = (REVEAL / name).read_text(encoding="utf-8")
    TEMPLATES.globals[name.replace(".", "_")] = Markup(text)


def build(folder, edition=False):
    """Write all pages and decks into a folder, and the front page."""
    titles = {p: re.search(r"^# (.*)", prose(f), re.M)[1] for p, f in PAGES.items()}
    folder.mkdir(parents=True, exist_ok=True)
    front = {"lessons": [path.stem for path in LESSONS], "edition": edition}
    write(folder / "index.html", "front.html", front | {"titles": titles})
    for page, path in PAGES.items():
        here = {"page": page, "title": titles[page], "titles": titles}
        here["body"] = [it for cell in cells(path) for it in parts(cell, path.parent)]
        write(folder / f"{page}.html", "page.html", here)
        if path in LESSONS:
            here["slides"] = slides(cells(path))
            write(folder / f"{page}_slides.html", "deck.html", here)


def write(path, template, names):
    text = TEMPLATES.get_template(template).render(names)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    build(target)
    print(f"open {target / 'index.html'}")
