"""The lessons as files and as experiments: complete, honest about time, repeatable."""

import base64
import io
import re

import nbformat
import pytest
from nbclient import NotebookClient
from PIL import Image
from refresh import METADATA, NOTEBOOKS, ROOT, WIDGET_VIEW, slide_types

LESSONS = sorted(NOTEBOOKS.glob("[0-9]*.ipynb"))
OTHERS = sorted(set(NOTEBOOKS.glob("*.ipynb")) - set(LESSONS))
WORDS_PER_MINUTE = 130  # prose and code, read to learn
MINUTES = {"cell": 1 / 3, "prediction": 1 / 2, "play": 3, "exercise": 3}


@pytest.fixture(params=LESSONS, ids=lambda path: path.stem)
def lesson(request):
    return nbformat.read(request.param, as_version=4)


@pytest.fixture(params=LESSONS + OTHERS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def prose(notebook):
    texts = [c.source for c in notebook.cells if c.cell_type == "markdown"]
    return "\n\n".join(texts)


def test_stored_in_normal_form(notebook):
    """Valid, with stable ids, and nothing of the computer that ran it."""
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata == METADATA
    assert all(cell.source.strip() for cell in notebook.cells)
    for cell, kind in zip(notebook.cells, slide_types(notebook.cells), strict=True):
        assert cell.metadata == {"slideshow": {"slide_type": kind}}
    for cell in code_cells(notebook):
        for output in cell.outputs:
            assert WIDGET_VIEW not in output.get("data", {})
            assert not re.search(r"0x[0-9a-f]{6}|/(home|tmp|Users)/|\x1b", str(output))


PINNED = dict(
    re.findall(r"^(\w+)==(\S+);", (ROOT / "requirements.txt").read_text("utf-8"), re.M)
)


def test_pictures_are_drawn_by_the_pinned_packages(notebook):
    """So their pixels are compared, wherever the lessons' own packages run."""
    painter = f"Matplotlib {PINNED['matplotlib']}, Pillow {PINNED['pillow']}"
    outputs = [output for cell in code_cells(notebook) for output in cell.outputs]
    for png in [
        o.data["image/png"] for o in outputs if "image/png" in o.get("data", {})
    ]:
        picture = Image.open(io.BytesIO(base64.b64decode(png)))
        assert picture.info["Software"] == painter


def test_has_every_part_of_a_lesson(lesson):
    text = prose(lesson)
    assert len(re.findall(r"^# ", text, re.M)) == 1
    for part in ("You will do", "You will learn", "You need", "Time"):
        assert f"**{part}**" in text
    headings = re.findall(r"^## (.*)", text, re.M)
    assert headings[0] == "The names in this lesson"
    assert headings[-2:] == ["Exercises", "Recap"]
    assert text.count("> **Predict.**") >= 3
    assert len(re.findall(r"^### \d\.", text, re.M)) >= 5
    assert text.count("<details>") == text.count("</details>") >= 3
    live = r"^(explorer = explore|live_\w+)\("
    assert any(re.search(live, c.source, re.M) for c in lesson.cells)
    assert "*Fine print.*" in lesson.cells[-1].source


def test_says_how_long_it_takes(lesson):
    """The stated minutes are computed from what there is to read and to do."""
    start = next(i for i, c in enumerate(lesson.cells) if "## Exercises" in c.source)
    before = "\n".join(cell.source for cell in lesson.cells[:start])
    before = re.sub(r"<details>.*?</details>", "", before, flags=re.S)  # is play
    before = re.sub(r".*(my|compare)_guess.*", "", before)  # a prediction's own minutes
    minutes = len(before.split()) / WORDS_PER_MINUTE + MINUTES["play"]
    cells = sum(cell.cell_type == "code" for cell in lesson.cells[:start])
    minutes += (
        cells * MINUTES["cell"] + before.count("**Predict.**") * MINUTES["prediction"]
    )
    exercises = len(re.findall(r"^### \d\.", prose(lesson), re.M)) * MINUTES["exercise"]
    read, tried = 5 * round(minutes / 5), 5 * round(exercises / 5)
    time = f"**Time** {read} minutes, and {tried} more for the exercises"
    assert time in prose(lesson), f"expected {time} ({minutes:.1f} before rounding)"
    number = re.search(r"^# (\d)", prose(lesson), re.M)[1]
    row = rf"^\| \[0{number} .*\| {read} min \|$"
    assert re.search(row, (ROOT / "README.md").read_text("utf-8"), re.M)


def test_links_lead_somewhere(notebook):
    for target in re.findall(r"\]\(([^)#]+\.(?:ipynb|py|md))", prose(notebook)):
        assert target.startswith("http") or (NOTEBOOKS / target).exists(), target


def run(cells):
    """Run cells in a fresh kernel and return what each shows."""
    twin = nbformat.v4.new_notebook(metadata=METADATA)
    twin.cells = [nbformat.v4.new_code_cell(source) for source in cells]
    folder = {"metadata": {"path": str(NOTEBOOKS)}}  # where they find exercises
    NotebookClient(twin, timeout=120, coalesce_streams=True, resources=folder).execute()
    shown = []
    for cell in twin.cells:
        data = [{k: v for k, v in o.get("data", {}).items()} for o in cell.outputs]
        texts = [o.get("text", "") for o in cell.outputs]
        shown.append([texts, [{**d, WIDGET_VIEW: None} for d in data]])
    return shown


def test_everything_can_be_run_again(notebook):
    """Each cell twice in a row, and then all from the top: it shows the same."""
    sources = [cell.source for cell in code_cells(notebook)]
    shown = run([source for source in sources for _ in range(2)] + sources)
    passes = shown[: 2 * len(sources) : 2], shown[1 : 2 * len(sources) : 2]
    for again in (passes[1], shown[2 * len(sources) :]):
        for source, first, second in zip(sources, passes[0], again, strict=True):
            assert first == second, f"shows something else when run again:\n{source}"
    stored = [c.outputs[-1].get("text") for c in code_cells(notebook) if c.outputs]
    texts = [texts[-1] for texts, _ in passes[1] if texts]
    assert [text or "" for text in stored] == texts
