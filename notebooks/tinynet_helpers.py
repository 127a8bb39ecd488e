"""Load the helper: the real tinynet_helpers.py lies one folder up, beside README.md.

A lesson can import only what lies beside it or where Python looks. So it imports this
file, which then runs the code of the real file as its own, under the real file's name:
`inspect`, `importlib.reload` and autoreload find the real one.
"""

import importlib.util
import pathlib
import sys


def find_helper():
    """Return the path of the real file: one folder up, or wherever Python looks."""
    here = pathlib.Path(__file__).resolve()
    own_text = here.read_text(encoding="utf-8")
    project = here.parent.parent
    for folder in [project] + sys.path:
        file = pathlib.Path(folder).resolve() / "tinynet_helpers.py"
        # Another copy of the folder `notebooks` has only another copy of this file.
        if file.is_file() and file.read_text(encoding="utf-8") != own_text:
            return file
    raise ModuleNotFoundError(
        f"tinynet_helpers.py was not found in {project}; "
        f"expected the project's own there, or copied into {here.parent}."
    )


__spec__ = importlib.util.spec_from_file_location(__name__, find_helper())
__file__ = __spec__.origin
__loader__ = __spec__.loader
__loader__.exec_module(sys.modules[__name__])
