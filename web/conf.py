"""Sphinx's settings for the book, its EPUB, and the decks (see build.py)."""

import pathlib
import re
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
PYPROJECT = (HERE.parent / "pyproject.toml").read_text(encoding="utf-8")
README = (HERE.parent / "README.md").read_text(encoding="utf-8")
sys.path.insert(0, str(HERE))  # writing.py

project = "Tinynet"
author = "the authors of Tinynet"
copyright = "the authors of Tinynet; text and pictures CC BY 4.0, code MIT"
version = release = tomllib.loads(PYPROJECT)["project"]["version"]
language = "en"
extensions = ["myst_nb", "sphinx_revealjs", "writing"]
if not tags.has("revealjs"):  # noqa: F821 (Sphinx provides it)
    extensions.append("sphinx_copybutton")

# Notebooks are shown as they are stored.
nb_execution_mode = "off"
nb_code_prompt_show = "What came out"
nb_merge_streams = True
nb_mime_priority_overrides = [("*", "image/png", 10), ("*", "text/plain", 20)]
myst_enable_extensions = ["dollarmath", "amsmath", "attrs_block"]
myst_url_schemes = {
    "http": None,
    "https": None,
    "book": "../{{path}}.html#{{fragment}}",  # from a deck to a page
}
myst_heading_anchors = 4
suppress_warnings = ["myst.header", "mystnb.mime_priority"]

# The book
html_theme = "furo"
html_title = "Tinynet"
html_baseurl = re.search(r"^\[edition\]: (.*)$", README, re.MULTILINE)[1]
html_math_renderer = "mathml"
html_static_path = ["static"]
html_css_files = ["book.css", "frames.css"]
html_js_files = [("frames.js", {"defer": "defer"}), ("book.js", {"defer": "defer"})]
html_copy_source = False
html_show_sphinx = False
html_theme_options = {"top_of_page_buttons": []}
pygments_style = "xcode"
pygments_dark_style = "github-dark"
copybutton_exclude = ".linenos, .gp, .go"

# One file for a book reader
if tags.has("epub"):  # noqa: F821
    html_static_path = ["static/epub.css"]
epub_show_urls = "no"
epub_css_files = ["epub.css"]
epub_tocdepth = 2
epub_tocscope = "includehidden"  # all pages; the front page's list of them is hidden

# The decks
revealjs_static_path = ["static"]
revealjs_style_theme = "white"
revealjs_html_theme = "revealjs-simple"  # the other one forbids to zoom
revealjs_css_files = ["pygments.css", "deck.css", "frames.css"]
revealjs_js_files = [("frames.js", {"defer": "defer"}), ("deck.js", {"defer": "defer"})]
revealjs_script_conf = {
    "width": 1280,
    "height": 720,
    "margin": 0,
    "center": False,
    "display": "flex",
    "hash": True,
    "slideNumber": "c/t",
    "transition": "none",
}
