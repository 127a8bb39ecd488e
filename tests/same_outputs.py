"""Are the outputs of a cell those that are stored? One sentence for what differs."""

import base64
import io
import itertools
import pathlib
import re

import matplotlib
import numpy as np
import PIL
from PIL import Image

TOLERANCE = 2  # of 255: what rounding in the drawing of a smooth edge may change
DRAWN_BY = f"Matplotlib {matplotlib.__version__}, Pillow {PIL.__version__}"  # here
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"  # its id is random
OUTPUTS = {"display_data", "execute_result", "stream", "error"}


class StrictError(Exception):
    """One line that says what is wrong."""


def require(fact, sentence):
    if not fact:
        raise StrictError(sentence)


def check_outputs(stored, messages, name=None):
    """What is stored is what came, in the same order, pictures included.

    Pictures that differ go to files that begin with name, if there is one.
    """
    fresh = [m["content"] | {"output_type": m["msg_type"]} for m in messages]
    stored, fresh = seen(stored), seen(fresh)
    for kind, content in fresh + stored:
        require(kind not in ("error", "stderr"), f"{kind}: {content.get(kind)!r}")
    for number, ((_, was), (_, now)) in enumerate(zip(stored, fresh, strict=False)):
        require(set(was) == set(now), f"was {sorted(was)} and is {sorted(now)}")
        for kind in sorted(set(was) - {"image/png"}):
            lines = itertools.zip_longest(was[kind].split("\n"), now[kind].split("\n"))
            for at, (a, b) in enumerate(lines, 1):
                require(a == b, f"{kind}, line {at} was {a!r} and is {b!r}")
        if "image/png" in was:
            compare(name and f"{name}-{number}", was["image/png"], now["image/png"])
    old, new = [kind for kind, _ in stored], [kind for kind, _ in fresh]
    require(old == new, f"the outputs were {old} and are {new}")


def seen(outputs):
    """What a reader sees, in order: each output's kind and its content by type."""
    result = []
    for output in outputs:
        kind = output["output_type"]
        if kind == "stream":
            kind, text = output["name"], output["text"]
            if result and result[-1][0] == kind:
                text = result.pop()[1][kind] + text  # streams come in pieces
            result.append((kind, {kind: text}))
        elif kind == "error":
            result.append((kind, {kind: f"{output['ename']}: {output['evalue']}"}))
        elif kind in OUTPUTS:
            require(not output["metadata"], f"cannot check {output['metadata']}")
            if content := bundle(dict(output["data"])):
                result.append((kind, content))
    return result


def bundle(data):
    """Return what can be compared of an output's data; a picture has words."""
    live = data.pop(WIDGET_VIEW, None)
    unknown = set(data) - {"text/plain", "text/html", "image/png"}
    require(not unknown, f"cannot check {sorted(unknown)}")
    png, words = "".join(data.get("image/png", "").split()), data["text/plain"]
    require(png or not live, "a live picture has no still one, for no kernel")
    require(not png or words[:1] not in ("", "<"), f"a picture's words are {words!r}")
    if "text/html" in data:  # there the picture stands once more
        data["text/html"] = data["text/html"].replace(f';base64,{png}"', ";…")
        require("base64" not in data["text/html"], "HTML has another picture")
    return data


def compare(name, stored, fresh):
    """Compare two PNG pictures, as base64, if the same Matplotlib drew them.

    Another version draws letters differently; then the picture's words must do.
    """
    pictures = opened("stored", stored), opened("fresh", fresh)
    old, new = (np.asarray(picture.convert("RGBA"), int) for picture in pictures)
    require(old.shape == new.shape, f"the picture was {old.shape} and is {new.shape}")
    by = [str(picture.info.get("Software")) for picture in pictures]
    require("Matplotlib" in by[0] and "Matplotlib" in by[1], f"pictures are by {by}")
    wrong = np.abs(old - new).max(axis=2) > TOLERANCE
    if not wrong.any() or by[0] not in (by[1], DRAWN_BY):  # whatever a fresh one says
        return
    y, x = np.argwhere(wrong)[0]
    where = f"{wrong.sum()} pixels differ, the first at x {x}, y {y}"
    if name:
        pathlib.Path(name).parent.mkdir(exist_ok=True)
        where += f": see {'/'.join(pathlib.Path(name).parts[-2:])}-*.png"
        pictures += (Image.fromarray(np.uint8(255 * ~wrong)),)
        for kind, picture in zip(("stored", "fresh", "difference"), pictures):
            picture.save(f"{name}-{kind}.png")
    raise StrictError(where)


def opened(which, png):
    """Return a picture, given as base64."""
    try:
        picture = Image.open(io.BytesIO(base64.b64decode(png)))
        picture.load()
        return picture
    except (OSError, SyntaxError, ValueError) as problem:
        raise StrictError(f"the {which} picture is broken: {problem}") from None


def shapes_in(text):
    """Return (names, shapes) wherever a text gives shapes to names.

    That is in a row of a table, | `w_0`, `w_1` | (3, H), (H, 1) |, or after a name.
    """
    rows = re.findall(r"^\| (`[^|]*`) \| (\([^|]*\)) \|", text, re.M)
    return rows + re.findall(r"(`\w+`) (\(\w+, \w+\))", text)


def fits(row, shape_of):
    """Do names have the shapes in a row? A letter is any size, the same in the row."""
    names, shapes = re.findall(r"`(.+?)`", row[0]), re.findall(r"\(.*?\)", row[1])
    said = ", ".join(shapes * (len(names) if len(shapes) == 1 else 1))
    found, sizes = ", ".join(map(shape_of, names)), {}
    if re.sub(r"\w+", "", said) != re.sub(r"\w+", "", found):
        return False
    pairs = zip(re.findall(r"\w+", said), re.findall(r"\w+", found))
    return all(sizes.setdefault(s, s if s.isdigit() else n) == n for s, n in pairs)
