"""Build a deck of slides for each lesson, and all pages as HTML, without a kernel.

    python tests/tools/build_site.py [folder]    into site/ unless a folder is named

What is stored in the notebooks is shown: nothing is executed. The files load nothing
from the network, so they work from a stick. Formulas are MathML, which browsers draw
and screen readers speak.
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
    "index": ROOT / "README.md",
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

    def block_math(self, body):
        return f'<div class="math" tabindex="0">{mathml(body, "block")}</div>'

    def inline_math(self, body):
        return mathml(body, "inline")

    def table(self, text):
        return f'<div class="wide" tabindex="0"><table>\n{text}</table></div>\n'

    def image(self, text, url, title=None):
        if not url.startswith(("http", "data:")):  # a file of ours, put into the page
            url = (self.folder / url).resolve().relative_to(ROOT).as_posix()
        return super().image(text, url, title)

    def link(self, text, url, title=None):
        path, hash_sign, anchor = url.partition("#")
        if not path.startswith("http"):
            path = PAGE_OF.get(path.rpartition("/")[2], path)
        return super().link(text, path + hash_sign + anchor, title)


def mathml(latex, display):
    drawn = convert(latex, display=display).replace(r"\_", "_")  # as in \text{layer\_2}
    return drawn.replace(
        "<math ", f'<math alttext="{Markup.escape(latex.strip())}" ', 1
    )


def markdown(text, folder=NOTEBOOKS):
    """Return text as HTML. A code host's badge and our own files need other words."""
    text = re.sub(r"!\[([^\]]*)\]\(http[^)]*\)", r"\1", text)  # from the network
    renderer = Renderer(escape=False, embed_images=True, path=str(ROOT))
    renderer.folder = folder
    renderer.exclude_anchor_links = True
    page = MarkdownWithMath(renderer=renderer).render(text)
    return Markup(re.sub(r"<h(\d)>(.*?)</h\1>", heading, page))


def heading(match):
    """Give a heading the anchor that code hosts give it."""
    level, text = match.groups()
    return f'<h{level} id="{anchor(text)}">{text}</h{level}>'


def code(source):
    return Markup(Renderer().block_code(source, "python"))


def outputs(cell):
    """Return what a cell shows, as HTML."""
    shown = []
    for output in cell.get("outputs", []):
        data = output.get("data", {})
        if "image/png" in data:
            words = Markup.escape(data.get("text/plain", ""))
            source = f"data:image/png;base64,{data['image/png'].strip()}"
            shown.append(f'<img alt="{words}" src="{source}">')
        else:
            text = strip_ansi(output.get("text") or data.get("text/plain", ""))
            shown.append(f'<pre class="output">{Markup.escape(text.rstrip())}</pre>')
    return Markup("\n".join(shown))


def parts(cell, folder=NOTEBOOKS):
    """Return the pieces of a cell: text up to each picture, or code and its output."""
    if cell.cell_type == "markdown":
        texts = re.split(r"\n\n(?=!\[)", cell.source)
        return [markdown(text, folder) for text in texts]
    return [code(cell.source), outputs(cell)]


def slides(lesson):
    """Return the slides of a lesson, each a piece of HTML."""
    result = []
    for cell, kind in zip(lesson, slide_types(lesson)):
        if kind == "skip":
            continue
        first, *rest = parts(cell)
        if kind in ("slide", "subslide"):
            result.append(Markup())
        if kind == "fragment":
            first = Markup(f'<div class="fragment">{first}</div>')
        result[-1] += first
        if rest and lines_on_slide(cell) > SLIDE_LINES:
            result.append(Markup())
        result[-1] += Markup().join(rest)
    return result


def build(folder):
    """Write all pages and decks into a folder; return their paths."""
    loader = jinja2.FileSystemLoader(pathlib.Path(__file__).parent / "site")
    templates = jinja2.Environment(loader=loader, autoescape=True)
    whole_page, deck = map(templates.get_template, ("page.html", "deck.html"))
    light, dark = (HtmlFormatter(style=s) for s in ("xcode", "github-dark"))
    shared = {
        "light": Markup(light.get_style_defs(".highlight")),
        "dark": Markup(dark.get_style_defs(".highlight")),
        "reveal_css": Markup((REVEAL / "reveal.css").read_text(encoding="utf-8")),
        "reveal_js": Markup((REVEAL / "reveal.js").read_text(encoding="utf-8")),
    }
    titles = {
        page: re.search(r"^# (.*)", prose(path), re.M)[1]
        for page, path in PAGES.items()
    }
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for page, path in PAGES.items():
        here = {"page": page, "title": titles[page], "titles": titles}
        body = [part for cell in cells(path) for part in parts(cell, path.parent)]
        texts = {page: whole_page.render(shared | here, body=body)}
        if page[0].isdigit():
            here["slides"] = slides(cells(path))
            texts[f"{page}_slides"] = deck.render(shared | here)
        for name, text in texts.items():
            written.append(folder / f"{name}.html")
            written[-1].write_text(text, encoding="utf-8", newline="\n")
    return written


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site"
    files = build(target)
    print(f"{len(files)} pages and decks in {target}; open index.html")
