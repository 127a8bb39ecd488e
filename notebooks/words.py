"""Any Matplotlib figure in words, for those who cannot see it.

    describe(figure)    a line for the figure, and one for each of its axes
    number(value)       a number as words and pictures write it
    SILENT              the label of an artist whose words are in those of another

Screen readers read the words, and re-executed notebooks compare them. Below, each kind
of artist has a small function that says what it shows; `in_words` finds the right one.
"""

import functools
import itertools
import reprlib

import numpy as np
from matplotlib import (
    collections,
    colors,
    contour,
    image,
    lines,
    patches,
    quiver,
    text,
)
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.table import Table

SILENT = "_silent"
COLOR_BAR = "<colorbar>"  # Matplotlib's own label for the axes of a color bar
NO_LINE_OR_MARKER = "None", "none", None, "", " "  # Matplotlib's words for it
MANY = 64  # more numbers than these are summed up
DASHES = {"-": "solid", "--": "dashed", "-.": "dash-dotted", ":": "dotted"}
SHAPES = {"o": "circle", "s": "square", "x": "cross", "^": "triangle", "D": "diamond"}
KINDS_3D = {"Path3DCollection": "points", "Poly3DCollection": "surface"}
NAMED_COLORS = [
    ("black", "#222222"),
    ("grey", "#7f7f7f"),
    ("white", "#ffffff"),
    ("orange", "#c8500a"),
    ("orange", "#ff7f0e"),
    ("blue", "#16468c"),
    ("blue", "#1f77b4"),
    ("green", "#2ca02c"),
    ("teal", "#21918c"),
    ("red", "#d62728"),
    ("purple", "#9467bd"),
    ("brown", "#8c564b"),
    ("pink", "#e377c2"),
    ("yellow", "#ffe119"),
    ("cyan", "#17becf"),
]


def describe(figure):
    """Return what a figure shows: a line for itself, and one for each of its axes."""
    if not isinstance(figure, Figure):
        given = " ".join(reprlib.repr(figure).split())
        raise TypeError(f"figure is {given}; expected a Matplotlib figure.")
    said = [figure.get_label()]
    said += [artist.get_text() for artist in figure.texts]
    axis_words = None

    for axes in figure.axes:
        if axes.get_label() == COLOR_BAR:
            continue
        axis_words_before, axis_words = axis_words, _axes_limits(axes)
        parts = [axes.get_title()]
        if axis_words != axis_words_before:  # panels side by side often share them
            parts += axis_words
        parts += _contents(axes)
        said.append(_joined(parts))

    return "\n".join(line for line in said if line)


def _joined(parts):
    """Return parts as sentences in one line."""
    on_one_line = [" ".join(part.split()) for part in parts]
    return ". ".join(part for part in on_one_line if part)


# ------------------------------------------------------------------------------- axes


def _axes_limits(axes):
    """Say for each axis that is drawn what it is called and how far it goes."""
    x_and_y = [
        _axis("x", axes.xaxis, axes.get_xlim()),
        _axis("y", axes.yaxis, axes.get_ylim()),
    ]
    if axes.name == "3d":
        return x_and_y + [_axis("z", axes.zaxis, axes.get_zlim())]
    if axes.axison and axes.get_frame_on():
        return x_and_y
    return []


def _axis(letter, axis, limits):
    first, last = limits
    said = f"{letter} axis {axis.get_label_text()} {number(first)} to {number(last)}"

    formatter = type(axis.get_major_formatter()).__name__
    if formatter in ("FixedFormatter", "StrCategoryFormatter"):
        names = [label.get_text() for label in axis.get_ticklabels()]
        said += f", marked {' '.join(names)}"
    if axis.get_scale() == "log":
        said += ", logarithmic"
    return said


def _contents(axes):
    """Say what is drawn on axes, and what its colors mean."""
    drawn = [artist for artist in _artists_on(axes) if artist.get_label() != SILENT]
    container_names = {id(one[0]): one.get_label() for one in axes.containers if one}

    said = []
    for artist in drawn:
        if axes.name == "3d" and isinstance(artist, collections.Collection):
            words = _in_space(artist)
        else:
            words = in_words(artist)
        label = container_names.get(id(artist), artist.get_label())
        if label and not str(label).startswith("_"):
            words = f"{label}: {words}"
        said.append(words)

    return said + _color_scales(drawn)


def _artists_on(axes):
    """Return what can be seen on axes; the bars of one call are one thing."""
    bars = [one for one in axes.containers if isinstance(one, BarContainer)]
    in_bars = {id(patch) for container in bars for patch in container}
    single = [patch for patch in axes.patches if id(patch) not in in_bars]

    drawn = itertools.chain(
        axes.images,
        axes.lines,
        axes.collections,
        single,
        bars,
        axes.tables,
        axes.artists,
        axes.texts,
    )
    return [one for one in drawn if _is_visible(one)]


def _is_visible(thing):
    return isinstance(thing, BarContainer) or thing.get_visible()


# ------------------------------------------------------ each kind of artist in words


@functools.singledispatch
def in_words(artist):
    """Say what an artist shows; for an unknown kind, say what it is."""
    return type(artist).__name__


@in_words.register(text.Text)
def _text(artist):
    return artist.get_text()


@in_words.register(Table)
def _cells(artist):
    cells = artist.get_celld().values()
    return f"table {' '.join(cell.get_text().get_text() for cell in cells)}"


@in_words.register(lines.Line2D)
def _line(line):
    """Say how a line, or a row of markers, looks and how it goes."""
    if hasattr(line, "get_data_3d"):
        points = np.column_stack(line.get_data_3d())
    else:
        points = line.get_xydata()
    appearance = _appearance_of_line(line, len(points))

    x_is_data, y_is_data = _data_directions(line)
    if len(points) and not x_is_data:  # axhline goes across whatever the limits are
        return f"{appearance} across at {number(points[0, 1])}"
    if len(points) and not y_is_data:  # axvline
        return f"{appearance} upright at {number(points[0, 0])}"
    return f"{appearance} {_course(points)}"


def _appearance_of_line(line, count):
    """Return "dashed orange line", for example, or "white squares"."""
    shape = SHAPES.get(line.get_marker(), "point")
    if count != 1:
        shape = _plural(shape)
    if line.get_linestyle() in NO_LINE_OR_MARKER:
        return f"{_color_name(_marker_color(line))} {shape}"

    dash = DASHES.get(line.get_linestyle(), "dashed")
    appearance = f"{dash} {_color_name(line.get_color())} line"
    if line.get_marker() not in NO_LINE_OR_MARKER:
        appearance += f" with {shape}"
    return appearance


def _marker_color(line):
    """Return the color inside a marker, or that of its edge where it is hollow."""
    inside = line.get_markerfacecolor()
    if colors.to_rgba(inside)[3] == 0:
        return line.get_markeredgecolor()
    return inside


@in_words.register(lines.AxLine)
def _endless_line(line):
    appearance = _appearance_of_line(line, count=2)
    through = ", ".join(number(value) for value in line.get_xy1())
    if line.get_slope() is not None:
        return f"{appearance} through ({through}) with slope {number(line.get_slope())}"
    other = ", ".join(number(value) for value in line.get_xy2())
    return f"{appearance} through ({through}) and ({other})"


@in_words.register(image.AxesImage)
def _image(artist):
    """Say the numbers that an image's colors stand for, or its average color."""
    values = artist.get_array()
    if values is None or values.ndim == 2:
        return _numbers(values)
    rows, columns = values.shape[:2]
    average = artist.to_rgba(values).mean(axis=(0, 1))
    return f"{rows} by {columns} pixels, {_color_name(tuple(average))} on average"


@in_words.register(collections.Collection)
def _collection(artist):
    """Say the numbers that a collection's colors stand for, or where it is."""
    if artist.get_array() is not None:
        return _numbers(artist.get_array())
    corners = [path.vertices for path in artist.get_paths()]
    return (
        f"{_color_of_collection(artist)} {_kind(artist)} {_course(_stacked(corners))}"
    )


def _kind(collection):
    if isinstance(collection, collections.LineCollection):
        return "lines"
    if isinstance(collection, collections.PolyCollection):
        return "area"
    return "shapes"


def _in_space(artist):
    """Say what is drawn in space, without places: Matplotlib projects them later."""
    kind = KINDS_3D.get(type(artist).__name__, "lines")
    if artist.get_array() is not None:
        return f"{kind} in space, {_numbers(artist.get_array())}"
    return f"{kind} in space"


@in_words.register(collections.PathCollection)
def _scatter(artist):
    """Say where the points of a scatter plot are, and what their colors stand for."""
    places = _course(artist.get_offsets())
    if artist.get_array() is not None:
        return f"points {places}, coloured by {_numbers(artist.get_array())}"
    return f"{_color_of_collection(artist)} points {places}"


@in_words.register(contour.ContourSet)
def _contour(artist):
    kind = "filled contour" if artist.filled else "contour"
    levels = " ".join(number(level) for level in artist.levels)
    corners = [path.vertices for path in artist.get_paths()]
    return f"{kind} at {levels} {_course(_stacked(corners))}"


@in_words.register(quiver.Quiver)
def _arrows(artist):
    """Say where arrows start, and how far they go across and up."""
    across, up = _numbers(artist.U), _numbers(artist.V)
    return f"arrows {_course(artist.XY)}; across {across}; up {up}"


@in_words.register(patches.Patch)
def _patch(patch):
    """Say the color of a patch, its kind, and its lower left and upper right corner."""
    appearance = f"{_color_of_patch(patch)} {type(patch).__name__.lower()}"
    path = patch.get_patch_transform().transform_path(patch.get_path())
    corners = path.get_extents().get_points()
    x_is_data, y_is_data = _data_directions(patch)
    if not x_is_data and y_is_data:  # axhspan
        lowest, highest = number(corners[0, 1]), number(corners[1, 1])
        return f"{appearance} across from {lowest} to {highest}"
    if x_is_data and not y_is_data:  # axvspan
        left, right = number(corners[0, 0]), number(corners[1, 0])
        return f"{appearance} upright from {left} to {right}"
    return f"{appearance} {_course(corners)}"


@in_words.register(patches.FancyArrowPatch)
def _arrow(patch):
    return f"{_color_of_patch(patch)} arrow"  # its ends depend on how large it is drawn


@in_words.register(BarContainer)
def _bars(container):
    """Say the color of bars, where their middles are, and how far each goes."""
    if len(container) == 0:
        return "bars without numbers"
    if container.orientation == "horizontal":
        middles = [bar.get_y() + bar.get_height() / 2 for bar in container]
    else:
        middles = [bar.get_x() + bar.get_width() / 2 for bar in container]

    names = dict.fromkeys(_color_of_patch(bar) for bar in container)
    places, heights = _numbers(middles), _numbers(container.datavalues)
    return f"{' and '.join(names)} bars at {places}: {heights}"


# ---------------------------------------------------------------- numbers and places


def number(value, digits=4):
    """Write a number with few digits, a true minus sign, and no sign before 0.

    Small numbers are written out: 0.00000226 and not 2.26e−06. Where all digits stand
    before the point, there are no decimals: 1,000 for 999.95.
    """
    value = round(float(value), 12)  # the last bits differ from computer to computer
    rounded = float(f"{value:.{digits}g}")
    is_whole = value.is_integer() or abs(rounded) >= 10 ** (digits - 1)
    if is_whole and abs(value) < 1e6:
        written = f"{value:z,.0f}"
    elif abs(value) < 1e-4:
        places = digits - 1 - int(np.floor(np.log10(abs(value))))
        written = f"{value:.{places}f}".rstrip("0")
    else:
        written = f"{value:z.{digits}g}"
    return written.replace("-", "−")


def _numbers(values):
    """Say all numbers of an array if they are few, else their range and mean."""
    values = np.ma.compressed(np.ma.masked_invalid(np.ma.asarray(values, float)))
    if values.size == 0:
        return "without numbers"
    if values.size <= MANY:
        return " ".join(number(value, digits=3) for value in values)

    least, most, mean = (
        number(values.min()),
        number(values.max()),
        number(values.mean()),
    )
    return f"{least} to {most}, mean {mean}"


def _course(points):
    """Say where points (n, 2) or (n, 3) start and end, the lowest, highest and mean."""
    points = np.ma.filled(np.ma.asarray(points, float), np.nan).round(12)
    known = points[np.isfinite(points).all(axis=1)]
    if len(known) == 0:
        return "without numbers"
    if len(known) == 1:
        return f"at {_place(known[0])}"

    heights = known[:, -1]
    first, last = _place(known[0]), _place(known[-1])
    said = f"from {first} to {last}"
    for name, row in ("lowest", heights.argmin()), ("highest", heights.argmax()):
        place = _place(known[row])
        if place not in (first, last):
            said += f", {name} {place}"
    if len(known) > 2:
        said += f", mean {number(heights.mean())}"
    if len(known) < len(points):
        said += ", with gaps"
    return said


def _place(point):
    return f"({', '.join(number(value) for value in point)})"


def _stacked(arrays):
    """Return arrays of points as one, also if there are none."""
    return np.ma.concatenate([np.empty((0, 2)), *arrays])


def _plural(noun):
    if noun.endswith("s"):
        return f"{noun}es"
    return f"{noun}s"


def _data_directions(artist):
    """Return whether an artist's x, and its y, are in the units of its axes."""
    transform = artist.get_transform()
    return transform.contains_branch_seperately(artist.axes.transData)


# ----------------------------------------------------------------------------- colors


def _color_scales(artists):
    """Say what the artists' colors stand for, once for those that share a scale."""
    scales = {}
    for artist in artists:
        values = getattr(artist, "get_array", lambda: None)()
        if values is not None and values.ndim < 3:  # 3: pixels with colors of their own
            scales[id(artist.cmap), id(artist.norm)] = artist.cmap, artist.norm
    said = [_color_scale(cmap, norm) for cmap, norm in scales.values()]
    return list(dict.fromkeys(said))


def _color_scale(cmap, norm):
    """Say which colors the least, the middle and the most of a scale have."""
    if norm.vmin is None or norm.vmax is None:
        return ""
    marks = np.linspace(norm.vmin, norm.vmax, 3)
    names = [_color_name(color) for color in cmap(norm(marks))]
    if len(set(names)) == 1:
        return ""
    said = [f"{name} at {number(mark)}" for name, mark in zip(names, marks)]
    return f"Colours: {', '.join(said)}"


def _color_of_collection(artist):
    """Return the name of the first color inside a collection, or of its edges."""
    for found in (artist.get_facecolor(), artist.get_edgecolor()):
        if len(found) and found[0][3] > 0:
            return _color_name(tuple(found[0]))
    return "invisible"


def _color_of_patch(patch):
    if patch.get_facecolor()[3] > 0:
        return _color_name(patch.get_facecolor())
    return _color_name(patch.get_edgecolor())


def _color_name(color):
    """Return the name of the color that is nearest to the one that is drawn."""
    return _nearest_name(colors.to_rgb(color))  # "C0" is another one in another style


@functools.lru_cache
def _nearest_name(rgb):
    known = np.array([colors.to_rgb(code) for _, code in NAMED_COLORS])
    distances = ((known - rgb) ** 2).sum(axis=1)
    return NAMED_COLORS[distances.argmin()][0]
