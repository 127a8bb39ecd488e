"""The helper is one folder up, beside README.md, or anywhere else that Python looks."""

import pathlib
import sys

here = pathlib.Path(__file__).resolve().parent
folders = [here.parent, *map(pathlib.Path, sys.path)]
files = [f / "tinynet_helpers.py" for f in folders if f.resolve() != here]
source = next((file for file in files if file.is_file()), files[0])
exec(compile(source.read_text(encoding="utf-8"), source, "exec"))
