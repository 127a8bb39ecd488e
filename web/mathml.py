"""A Sphinx extension: formulas as MathML, which needs no network and no script.

Browsers draw it, and screen readers speak it; `alttext` keeps the LaTeX for the others.
"""

import html

from docutils import nodes
from latex2mathml.converter import convert


def mathml(latex, display):
    """Return a formula as an element of HTML; display is "inline" or "block"."""
    # Inside \text{…} the converter leaves the backslash of \_ in what is shown.
    element = convert(latex, display=display).replace(r"\_", "_")
    words = html.escape(latex.strip())
    return element.replace("<math ", f'<math alttext="{words}" ', 1)


def visit_inline(translator, node):
    """Write a formula within a sentence."""
    translator.body.append(mathml(node.astext(), display="inline"))
    raise nodes.SkipNode


def visit_block(translator, node):
    """Write a formula that has a line of its own."""
    formula = mathml(node.astext(), display="block")
    translator.body.append(f'<div class="formula">{formula}</div>\n')
    raise nodes.SkipNode


def setup(app):
    """Tell Sphinx about this way of writing formulas."""
    inline, block = (visit_inline, None), (visit_block, None)
    app.add_html_math_renderer(
        "mathml", inline_renderers=inline, block_renderers=block
    )
    return {"parallel_read_safe": True, "parallel_write_safe": True}
