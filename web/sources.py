"""The repository's own pages, found and made ready for Sphinx. Nothing is executed.

Every page of the book comes from one file, and stands at the top of the site under the
name of that file: notebooks/for_teachers/handout.md becomes handout.html. So a page may
move inside the repository and keeps its address.
"""

import hashlib
import pathlib
import re
import shutil

import nbformat

ROOT = pathlib.Path(__file__).resolve().parents[1]
NOTEBOOKS = ROOT / "notebooks"
LESSONS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
README = ROOT / "README.md"

FOR_TEACHERS = "teachers_guide answer_key how_to_mark class_server".split()

# Code, in which nothing is a link, or the target of a link or picture.
CODE_OR_TARGET = re.compile(r"(?s)```.*?```|`[^`\n]*`|(?<=\]\()[^)\s]+(?=\))")
PICTURE_FROM_ELSEWHERE = re.compile(r"!\[([^\]]*)\]\(https?:[^)]*\)")


def find_pages():
    """Return the book's parts: a dict from a part's title to its pages' files.

    A page that the lists below do not name stands at the end of "Help and more", so
    that no page gets lost when somebody adds one.
    """
    files = {path.stem: path for path in sorted(ROOT.glob("tests/bench/*.md"))}
    for path in sorted(NOTEBOOKS.rglob("*.md")) + sorted(NOTEBOOKS.glob("*.ipynb")):
        if path not in LESSONS:
            files[path.stem] = path

    for_teachers = take(files, FOR_TEACHERS)
    others = [
        name for name, path in files.items() if path.parent.name == "for_teachers"
    ]
    for_teachers += take(files, others)
    help_and_more = take(files, ["glossary", "when_something_goes_wrong"])
    return {
        "Lessons": LESSONS,
        "For teachers": for_teachers,
        "Help and more": [*help_and_more, README, *files.values()],
    }


def take(files, names):
    """Take those of the names that exist out of a dict of files, and return them."""
    return [files.pop(name) for name in names if name in files]


def page_name(path):
    """Return the name under which a file stands on the site."""
    return path.stem.lower()


def owner_and_name():
    """Return this repository's owner and name, as README's last lines say them."""
    found = re.search(
        r"^\[binder\]: https://mybinder\.org/v2/gh/([^/]+)/([^/]+)/",
        README.read_text(encoding="utf-8"),
        flags=re.MULTILINE,
    )
    if found is None:
        raise ValueError("README.md has no line that begins with [binder]: https://…")
    return found[1], found[2]


def read(path):
    """Return a page as a notebook; a Markdown file is a notebook of one cell."""
    if path.suffix == ".ipynb":
        return nbformat.read(path, as_version=4)

    text = path.read_text(encoding="utf-8")
    cell = nbformat.v4.new_markdown_cell(text, id="page")
    return nbformat.v4.new_notebook(cells=[cell])


class Links:
    """Where the links of the repository's files lead to on the site."""

    def __init__(self, pages, folder, address="{}.ipynb"):
        """Take the list of all pages' files, and the folder that Sphinx reads.

        address says how a link to a page is written; Sphinx knows its own pages by
        the names of their sources.
        """
        self.folder = folder
        self.address = address
        self.page_of = {path.resolve(): page_name(path) for path in pages}
        owner, name = owner_and_name()
        self.repository = f"https://github.com/{owner}/{name}/blob/HEAD"

    def rewrite(self, text, path):
        """Return Markdown from a file with all its links leading somewhere here."""

        def replace(match):
            if match[0].startswith("`"):
                return match[0]
            return self.target(match[0], path)

        text = PICTURE_FROM_ELSEWHERE.sub(r"\1", text)
        text = text.replace("<br>", "<br />")  # as the EPUB asks for it
        return CODE_OR_TARGET.sub(replace, text)

    def target(self, target, path):
        """Return what a link's target in a file becomes: a page, or the repository."""
        if re.match(r"[a-z]+:|#", target):
            return target

        place, _, anchor = target.partition("#")
        file = (path.parent / place).resolve()
        if file.suffix == ".png" and file.is_file():
            return self.copy_picture(file)
        if file in self.page_of:
            page = self.address.format(self.page_of[file])
        else:
            page = f"{self.repository}/{file.relative_to(ROOT).as_posix()}"
        return f"{page}#{anchor}" if anchor else page

    def copy_picture(self, file):
        """Put a picture beside the pages that Sphinx reads, and return its name."""
        digest = hashlib.sha256(file.read_bytes()).hexdigest()[:8]
        name = f"{file.stem}-{digest}.png"
        shutil.copyfile(file, self.folder / name)
        return name
