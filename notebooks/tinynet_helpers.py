"""The helper is one folder up, beside README.md: this finds it, wherever that is."""

import pathlib

source = pathlib.Path(__file__).resolve().parents[1] / "tinynet_helpers.py"
exec(compile(source.read_text(encoding="utf-8"), source, "exec"))
