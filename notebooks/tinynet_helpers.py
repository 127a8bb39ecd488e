"""The helper is one folder up, beside README.md: this finds it, wherever that is."""

import pathlib

__file__ = pathlib.Path(__file__).resolve().parents[1] / "tinynet_helpers.py"
exec(compile(__file__.read_text(encoding="utf-8"), __file__, "exec"))
