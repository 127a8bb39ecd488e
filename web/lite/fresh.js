// Runs before JupyterLab starts, and mends two things.
//
// 1. JupyterLite keeps each notebook that has run in the browser and shows that copy for
// ever, also when a newer lesson has been published. Here a copy whose cells nobody has
// changed is forgotten when the published lesson is another one. A copy with one changed
// character is the learner's work and stays.

const NAME = "Tinynet"; // contentsStorageName in jupyter-lite.json
const SEEN = "Tinynet: published at the last visit";

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

try {
  await forgetUnchanged();
} catch (problem) {
  console.warn("Copies of lessons are shown as they are:", problem); // no reason not to start
}

// 2. In a notebook's file a text of several lines is a list. A Jupyter server joins it,
// JupyterLite does not, and a screen reader would read a comma before each line of a
// picture's words.
const plainFetch = window.fetch;
window.fetch = async (...request) => {
  const answer = await plainFetch(...request);
  if (!answer.ok || !/\/files\/.*\.ipynb$/.test(new URL(answer.url).pathname)) return answer;
  const notebook = await answer.json();
  for (const { data = {} } of notebook.cells.flatMap((cell) => cell.outputs ?? [])) {
    for (const type in data) if (Array.isArray(data[type])) data[type] = data[type].join("");
  }
  return new Response(JSON.stringify(notebook), { headers: answer.headers });
};
