"""A Sphinx extension: how formulas, folded outputs and code on slides are written.

Formulas become MathML, which needs no network and no script: browsers draw it, and
screen readers speak it; `alttext` keeps the LaTeX for the others. Code on slides is
coloured while the deck is built, as on the pages, and not by a script of one megabyte.
A folded output says its own name to a screen reader. The EPUB has nothing that needs
the site, and its links lead to where the site is published.
"""

import html
import re

from docutils import nodes
from latex2mathml.converter import convert
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.writers.html5 import HTML5Translator
from sphinx_revealjs.writers import RevealjsSlideTranslator

RELATIVE = re.compile(r'\bhref="(?!https?:|#)')


def mathml(latex, display):
    """Return a formula as an element of HTML; display is "inline" or "block"."""
    # Inside \text{…} the converter leaves the backslash of \_ in what is shown.
    element = convert(latex, display=display).replace(r"\_", "_")
    words = html.escape(latex.strip())
    return element.replace("<math ", f'<math alttext="{words}" ', 1)


def visit_inline(translator, node):
    """Write a formula within a sentence."""
    formula = mathml(node.astext(), display="inline")
    translator.body.append(f"{formula}&#8288;")  # no line begins with its full stop
    raise nodes.SkipNode


def visit_block(translator, node):
    """Write a formula that has a line of its own."""
    formula = mathml(node.astext(), display="block")
    translator.body.append(f'<div class="formula">{formula}</div>\n')
    raise nodes.SkipNode


def visit_folded(translator, node):
    """Begin what is folded: the output of a cell that answers a guess."""
    name = html.escape(node["prompt_show"])
    translator.body.append(f"<details><summary>{name}</summary>\n")


def depart_folded(translator, node):
    """End what is folded."""
    translator.body.append("</details>\n")


def fit_for_epub(app, doctree, name):
    """Leave doors, cards and sliders out of an EPUB; lead other links to the site."""
    if app.builder.name != "epub":
        return
    for node in list(doctree.findall(nodes.raw)):
        text = node.astext()
        if text.startswith(('<p class="doors"', '<div class="')):
            node.parent.remove(node)
        else:
            text = RELATIVE.sub(rf"\g<0>{app.config.html_baseurl}", text)
            node.children = [nodes.Text(text)]
    for section in list(doctree.findall(nodes.section)):
        if len(section.children) == 1:  # its title: what stood below it has gone
            section.parent.remove(section)


class SlideTranslator(RevealjsSlideTranslator):
    """The writer of slides, with code as pages have it."""

    def visit_literal_block(self, node):
        """Write a block of code."""
        HTML5Translator.visit_literal_block(self, node)


def setup(app):
    """Tell Sphinx about these ways of writing."""
    app.set_translator("revealjs", SlideTranslator)
    app.add_node(HideCodeCellNode, override=True, html=(visit_folded, depart_folded))
    app.connect("doctree-resolved", fit_for_epub)
    inline, block = (visit_inline, None), (visit_block, None)
    app.add_html_math_renderer("mathml", inline_renderers=inline, block_renderers=block)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
