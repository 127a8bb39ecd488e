"""The lessons in the browser: stored pictures at once, and cells where Python comes."""

from browsers import wait_until
from lessons import answer_ids
from sources import LESSONS, read

ALTS = """() => [...document.querySelectorAll(".jp-OutputArea-output img[alt]")]
    .filter(image => image.naturalWidth === 960).map(image => image.alt)"""
COUNT = f"count => ({ALTS})().length >= count"
SESSION = "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel"
# Python starts when something runs. The first picture lists the fonts, once.
START = f"""() => Promise.race([
    {SESSION}.requestExecute({{code: "import os, ipywidgets, matplotlib.font_manager;" +
        "os.environ['TINYNET_QUIET'] = '1'"}}).done.then(reply => reply.content.status),
    new Promise(resolve => setTimeout(resolve, 200000, "nothing"))])"""
# Python comes from this address, or else from a network that may be out of reach.
REACHABLE = """async () => {
    const settings = await (await fetch("../jupyter-lite.json")).json();
    const plugins = settings["jupyter-config-data"].litePluginSettings;
    const ours = plugins["@jupyterlite/pyodide-kernel-extension:kernel"].pyodideUrl;
    const address = ours ?? "https://cdn.jsdelivr.net/pyodide/";
    return fetch(address, {mode: "no-cors"}).then(() => true, () => false);
}"""
RUN = "() => jupyterapp.commands.execute('notebook:run-all-cells').then(() => 'done')"
OUTPUTS = "() => jupyterapp.shell.currentWidget.model.toJSON().cells"
WIDE = "() => document.documentElement.scrollWidth <= innerWidth"
STORAGES = {
    "does not answer": "IDBFactory.prototype.open = () => ({});",
    "is denied": """
        const deny = () => { throw new DOMException("denied", "SecurityError"); };
        IDBFactory.prototype.open = deny;
        Object.defineProperty(window, "localStorage", { get: deny });""",
}


def check_lessons(browser, address):
    """Open every lesson, and run it where that is possible; return what was not run."""
    python = True
    for number, path in enumerate(LESSONS):
        browser.resize(390 if number == 0 else 1280, 844)
        browser.open(f"{address}/lite/notebooks/index.html?path=notebooks/{path.name}")
        check_stored_pictures(browser, path)
        assert browser.ask(WIDE), f"{path.name} scrolls sideways in the edition"
        python = python and browser.ask(REACHABLE)
        if python:
            wait_until(browser, f"() => Boolean({SESSION})")
            started = browser.ask(START)
            assert started == "ok", (
                f"{browser.name}, {path.name}: Python says {started}"
            )
            check_cells(browser, path)

    browser.open(f"{address}/lite/lab/index.html?path=notebooks/{LESSONS[0].name}")
    check_stored_pictures(browser, LESSONS[0])
    if python:
        return set()
    return {f"cells of the browser edition in {browser.name}: Pyodide did not come"}


def check_stored_pictures(browser, path):
    """Before anything runs: the pictures that are not folded, each with its words."""
    stored = stored_words(read(path).cells)
    wait_until(browser, COUNT, len(stored), seconds=180)
    shown = browser.ask(ALTS)
    assert shown == stored, f"{browser.name}, {path.name}: other pictures than stored"


def stored_words(cells):
    """Return the words of a lesson's pictures, but for those of answers."""
    folded = answer_ids(cells)
    outputs = [
        output.get("data", {})
        for cell in cells
        if cell.cell_type == "code" and cell.id not in folded
        for output in cell.outputs
    ]
    return [data["text/plain"] for data in outputs if "image/png" in data]


def check_cells(browser, path):
    """Run all cells; each prints and shows what is stored."""
    assert browser.ask(RUN) == "done", f"{path.name} did not run"
    fresh = {cell["id"]: cell for cell in browser.ask(OUTPUTS)}
    for cell in read(path).cells:
        if cell.cell_type == "code":
            stored, came = said(cell.outputs), said(fresh[cell.id]["outputs"])
            assert came == stored, f"{path.name}, cell {cell.id}: {came[:200]!r}"


def said(outputs):
    """Return all text of a cell's outputs: its pictures' words, and what it prints.

    Which of the two comes first is not the same in every kernel.
    """
    texts = []
    for output in sorted(outputs, key=lambda output: output["output_type"]):
        text = output.get("text") or output.get("data", {}).get("text/plain", "")
        texts.append("".join(text) or output.get("ename", ""))
    return "".join(texts)


def check_without_storage(chromium, address):
    """Check that a browser that stores nothing opens a lesson, and says so."""
    for what, script in STORAGES.items():
        chromium.fresh(script=script)
        chromium.open(f"{address}/lite/notebooks/?path=notebooks/{LESSONS[0].name}")
        wait_until(chromium, COUNT, 1, seconds=90)
        note = chromium.page.get_by_text("This browser keeps nothing").count()
        assert note == 1, f"where storage {what}, the page does not say so"
