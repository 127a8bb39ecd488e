"""A server on this machine for the trial: the site, and a Pyodide if there is one."""

import contextlib
import functools
import json
import pathlib
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

KERNEL = "@jupyterlite/pyodide-kernel-extension:kernel"


class Handler(SimpleHTTPRequestHandler):
    """Serves the site, and says nothing; /pyodide/ is another folder."""

    pyodide = None

    def log_message(self, *arguments):
        """Say nothing."""

    def translate_path(self, path):
        """Return the file for an address."""
        if self.pyodide and path.startswith("/pyodide/"):
            return str(self.pyodide / pathlib.PurePosixPath(path).name)
        return super().translate_path(path)

    def do_GET(self):
        """Answer; JupyterLite's settings name our Pyodide, if there is one."""
        with contextlib.suppress(ConnectionError):  # a page that was left meanwhile
            if self.pyodide and self.path.split("?")[0] == "/lite/jupyter-lite.json":
                self.send_settings()
            else:
                super().do_GET()

    def send_settings(self):
        """Send JupyterLite's settings with the address of our Pyodide."""
        file = pathlib.Path(self.directory) / "lite" / "jupyter-lite.json"
        settings = json.loads(file.read_text(encoding="utf-8"))
        plugins = settings["jupyter-config-data"]["litePluginSettings"]
        plugins[KERNEL]["pyodideUrl"] = "/pyodide/pyodide.mjs"
        text = json.dumps(settings).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def serve(site, pyodide=None):
    """Serve a folder in the background; return its address."""
    Handler.pyodide = pyodide and pyodide.resolve()
    handler = functools.partial(Handler, directory=site)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}"
