"""The lessons as files: complete, in their one normal form, honest about time."""

import json
import re

import nbformat
import pytest
from project import LESSONS, OTHERS, ROOT, cells, prose
from refresh import METADATA, WIDGET_VIEW, metadata_of

from tests.same_outputs import opened

PIN = r"^(matplotlib|pillow)==([\d.]+)"
PINNED = re.findall(PIN, (ROOT / "requirements.txt").read_text("utf-8"), re.M)

each_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
each_notebook = pytest.mark.parametrize("path", LESSONS + OTHERS, ids=lambda p: p.stem)


@each_notebook
def test_stored_in_normal_form(path):
    """Valid, with ids of their own, and nothing of the computer that ran it."""
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata == METADATA, "run refresh.py"
    ids = [cell["id"] for cell in json.loads(path.read_text("utf-8"))["cells"]]
    assert len({*ids}) == len(ids), "two cells have the same id"
    for cell, metadata in zip(notebook.cells, metadata_of(notebook.cells), strict=True):
        assert cell.source.strip()
        assert not re.search("^my_guess = (?!None)", cell.source, re.M), cell.id
        assert cell.metadata == metadata, f"{cell.id}: run refresh.py"
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            assert WIDGET_VIEW not in data
            assert not re.search(r"0x[0-9a-f]{6}|/(home|tmp|Users)/|\x1b", str(output))
            if "image/png" in data:  # so pixels are compared where the lessons' own run
                painter = "Matplotlib {}, Pillow {}".format(*(pin for _, pin in PINNED))
                info = opened(f"picture stored in {cell.id}", data["image/png"]).info
                assert info["Software"] == painter


@each_lesson
def test_has_every_part_of_a_lesson(path):
    text, ids = prose(path), [cell.id for cell in cells(path)]
    parts = [f"**{p}**" for p in ("You will do", "You will learn", "You need", "Time")]
    parts += ["(glossary.md)", f"({OTHERS[0].name})", "*Fine print.*"]
    headings = ("symbols", "exercises", "recap", "fine-print")
    live = r"^(explorer = explore|live_\w+)\("
    folded = text.count("<details>")
    found = {part: part in text for part in parts}
    found |= {f"a cell with the id {name!r}": name in ids for name in headings}
    found |= {
        "3 predictions": text.count("> **Predict.**") >= 3,
        "5 exercises": len(re.findall(r"^### \d\.", text, re.M)) >= 5,
        "3 folded answers": folded >= 3 and folded == text.count("</details>"),
        "a live picture": any(re.search(live, c.source, re.M) for c in cells(path)),
    }
    missing = [part for part in found if not found[part]]
    assert not missing, f"missing in {path.name}"


@each_lesson
def test_says_how_long_it_takes(path):
    """In its first cell and in README's table: minutes for reading and writing."""
    minutes = re.search(r"\*\*Time\*\*\D*(\d+) minutes", cells(path)[0].source)
    row = rf"^\| \[[^]]*\]\(notebooks/{path.name}\) \| .* \| (\d+) min \|$"
    said = re.search(row, (ROOT / "README.md").read_text(encoding="utf-8"), re.M)
    assert minutes, "the first cell has no line with **Time** and minutes"
    assert said, f"README's table of lessons has no row for {path.name}"
    assert minutes[1] == said[1]


@each_lesson
def test_the_first_line_of_a_folded_output_is_not_the_answer(path):
    for cell in cells(path, "code"):
        text = "".join(output.get("text", "") for output in cell.outputs)
        for answer in re.findall(r"Your guess: none yet\. It is (.+)\.$", text, re.M):
            here = rf"(?<![\d.]){re.escape(answer)}(?![\d.])"
            assert len(answer) == 1 or not re.search(here, text.split("\n")[0])
