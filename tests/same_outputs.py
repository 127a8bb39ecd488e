"""Are the outputs of a cell those that are stored? One sentence for what differs."""

import base64
import io
import pathlib

import matplotlib
import numpy as np
import PIL
from PIL import Image

TOLERANCE = 2  # of 255: what rounding in the drawing of a smooth edge may change
DRAWN_BY = f"Matplotlib {matplotlib.__version__}, Pillow {PIL.__version__}"  # here
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # its id is random
TEXTS = ("text/plain", "text/html")


class StrictError(Exception):
    """One line that says what is wrong."""


def require(fact, sentence):
    """Raise StrictError with a sentence unless something is a fact."""
    if not fact:
        raise StrictError(sentence)


def check_outputs(stored, fresh, picture_name=None):
    """Raise StrictError unless fresh outputs are the stored ones, in the same order.

    Both are lists of outputs as a notebook has them. Pictures that differ go to files
    that begin with picture_name, if there is one.
    """
    stored = visible(stored)
    fresh = visible(fresh)

    for number, (old, new) in enumerate(zip(stored, fresh)):
        require(
            list(old) == list(new),
            f"output {number} was {list(old)} and is {list(new)}",
        )
        for kind in old:
            if kind == "image/png":
                name = picture_name and f"{picture_name}-{number}"
                compare(name, old[kind], new[kind])
            else:
                compare_texts(kind, old[kind], new[kind])

    old_kinds = [list(output) for output in stored]
    new_kinds = [list(output) for output in fresh]
    require(old_kinds == new_kinds, f"outputs were {old_kinds} and are {new_kinds}")


def visible(outputs):
    """Return what a reader sees, in order: for each output a dict from kind to content.

    What is printed in pieces is joined. Errors and warnings must not be there.
    """
    seen = []
    for output in outputs:
        if output["output_type"] == "stream":
            name = output["name"]
            text = "".join(output["text"])
            if seen and name in seen[-1]:
                seen[-1][name] += text
            else:
                seen.append({name: text})
        elif output["output_type"] == "error":
            seen.append({"error": f"{output['ename']}: {output['evalue']}"})
        else:
            seen.append(content_of(output))

    for output in seen:
        for kind in ("error", "stderr"):
            require(kind not in output, f"{kind}: {output.get(kind)}")
    return [output for output in seen if output]


def content_of(output):
    """Return what can be compared of one output: texts, and a picture with words."""
    data = {kind: "".join(content) for kind, content in output["data"].items()}
    is_live = data.pop(WIDGET_VIEW, None) is not None
    unknown = sorted(set(data) - {*TEXTS, "image/png"})
    require(not unknown, f"cannot check {unknown}")
    require(not output["metadata"], f"cannot check {output['metadata']}")
    require("image/png" in data or not is_live, "a live picture has no still one")

    if "image/png" in data:
        words = data["text/plain"]
        require(words[:1] not in ("", "<"), f"a picture's words are {words!r}")

        picture = "".join(data["image/png"].split())
        html = data.get("text/html", "").replace(f"base64,{picture}", "…")
        require("<img alt=" in html, "a picture has no HTML with its words")
        require("base64" not in html, "HTML has another picture")
        data["image/png"] = picture
        data["text/html"] = html
    return dict(sorted(data.items()))


def compare_texts(kind, old, new):
    """Raise StrictError that names the first line in which two texts differ."""
    old_lines = old.split("\n")
    new_lines = new.split("\n")
    for number, (old_line, new_line) in enumerate(zip(old_lines, new_lines), 1):
        if old_line != new_line:
            was, now = first_difference(old_line, new_line)
            raise StrictError(f"{kind}, line {number} was {was!r} and is {now!r}")

    before, after = len(old_lines), len(new_lines)
    require(before == after, f"{kind} had {before} lines and has {after}")


def first_difference(old, new):
    """Return the parts of two texts from a little before where they differ."""
    same = 0
    while old[same : same + 1] == new[same : same + 1]:
        same += 1

    first = max(0, same - 20)
    return old[first : same + 60], new[first : same + 60]


def compare(name, stored, fresh):
    """Raise StrictError unless two PNG pictures, as base64, are the same.

    Another version of Matplotlib draws letters differently. Then the picture's words,
    which are compared too, must do.
    """
    old_picture = Image.open(io.BytesIO(base64.b64decode(stored)))
    new_picture = Image.open(io.BytesIO(base64.b64decode(fresh)))
    old = np.asarray(old_picture.convert("RGBA"), int)
    new = np.asarray(new_picture.convert("RGBA"), int)
    require(old.shape == new.shape, f"the picture was {old.shape} and is {new.shape}")

    drawn_by = str(old_picture.info.get("Software"))
    require("Matplotlib" in drawn_by, f"the stored picture is by {drawn_by}")
    wrong = np.abs(old - new).max(axis=2) > TOLERANCE
    if not wrong.any() or drawn_by != DRAWN_BY:
        return

    y, x = np.argwhere(wrong)[0]
    where = f"{wrong.sum()} pixels differ, the first at x {x}, y {y}"
    if name:
        folder = pathlib.Path(name).parent
        folder.mkdir(exist_ok=True)
        old_picture.save(f"{name}-stored.png")
        new_picture.save(f"{name}-fresh.png")
        Image.fromarray(np.uint8(255 * ~wrong)).save(f"{name}-difference.png")
        where += f": see {folder.name}/{pathlib.Path(name).name}-*.png"
    raise StrictError(where)
