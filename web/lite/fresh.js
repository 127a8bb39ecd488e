// Runs before JupyterLab starts, and mends three things.
//
// 1. JupyterLite keeps each notebook that has run in the browser and shows that copy for
// ever, also when a newer lesson has been published. Here a copy whose cells nobody has
// changed is forgotten when the published lesson is another one. A copy with one changed
// character is the learner's work and stays.

const NAME = "Tinynet"; // contentsStorageName in jupyter-lite.json
const SEEN = "Tinynet: published at the last visit";
const PATIENCE = 3000; // milliseconds until a browser's storage has to answer

const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function hashOf(notebook) { // as source_hash in build.py
  const sources = notebook.cells.map((cell) => [cell.source].flat().join(""));
  const bytes = new TextEncoder().encode(sources.join("\n\n"));
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function forgetUnchanged() {
  const answer = await fetch(new URL("published.json", import.meta.url), { cache: "no-cache" });
  const published = await answer.json();
  const seen = JSON.parse(localStorage.getItem(SEEN) ?? "{}");
  const databases = await indexedDB.databases();
  if (databases.some((database) => database.name === NAME)) {
    const database = await done(indexedDB.open(NAME));
    if (database.objectStoreNames.contains("files")) {
      for (const [path, now] of Object.entries(published)) {
        const files = database.transaction("files").objectStore("files");
        const copy = await done(files.get(path));
        const mine = copy?.content?.cells && (await hashOf(copy.content));
        if (mine && mine !== now) {
          if (mine === seen[path]) {
            const change = database.transaction("files", "readwrite");
            await done(change.objectStore("files").delete(path));
          } else {
            delete published[path]; // the learner's: what it was made from is not known
          }
        }
      }
    }
    database.close();
  }
  localStorage.setItem(SEEN, JSON.stringify({ ...seen, ...published }));
}

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function keepsWhatIsStored() {
  const name = "Tinynet: does it answer?";
  try {
    const database = done(indexedDB.open(name));
    if (!(await Promise.race([database, after(PATIENCE)]))) return false;
    (await database).close();
    indexedDB.deleteDatabase(name);
    localStorage.setItem(name, "yes");
    localStorage.removeItem(name);
    return true;
  } catch {
    return false; // denied, as in some private windows
  }
}

const keeps = await keepsWhatIsStored();
if (keeps) {
  try {
    await Promise.race([forgetUnchanged(), after(PATIENCE)]);
  } catch (problem) {
    console.warn("Copies of lessons are shown as they are:", problem); // no reason not to start
  }
}

// 2. Where the browser keeps nothing, or does not answer, JupyterLite would wait for ever.
// Then it gets a store that lives as long as the page, and the page says so.

class Memory {
  #values = new Map();
  get length() {
    return this.#values.size;
  }
  key(index) {
    return [...this.#values.keys()][index] ?? null;
  }
  getItem(key) {
    return this.#values.get(key) ?? null;
  }
  setItem(key, value) {
    this.#values.set(key, String(value));
  }
  removeItem(key) {
    this.#values.delete(key);
  }
  clear() {
    this.#values.clear();
  }
}

if (!keeps) {
  Object.defineProperty(window, "indexedDB", { value: undefined });
  Object.defineProperty(window, "localStorage", { value: new Memory() });
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  note.style = "background: #fff3c4; bottom: 0; color: #222; margin: 0; padding: 0.5em 1em; " +
    "position: fixed; z-index: 10001";
  note.textContent = "This browser keeps nothing of this page (a private window?). " +
    "Download your work before you close it.";
  note.addEventListener("click", () => note.remove());
  document.body.append(note);
}

// 3. In a notebook's file a text of several lines is a list. A Jupyter server joins it,
// JupyterLite does not, and a screen reader would read a comma before each line of a
// picture's words.
const plainFetch = window.fetch;
window.fetch = async (...request) => {
  const answer = await plainFetch(...request);
  const { pathname } = new URL(answer.url, location);
  if (!answer.ok || !/\/files\/.*\.ipynb$/.test(pathname)) return answer;
  const notebook = await answer.json();
  for (const { data = {} } of notebook.cells.flatMap((cell) => cell.outputs ?? [])) {
    for (const type in data) if (Array.isArray(data[type])) data[type] = data[type].join("");
  }
  return new Response(JSON.stringify(notebook), { headers: answer.headers });
};
