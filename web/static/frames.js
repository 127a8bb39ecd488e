// Sliders for pictures on pages where nothing runs: each position is a stored picture with
// its words. The picture stands right before its sliders. Its frames come when a slider is
// touched for the first time, by a script tag, for nothing can be fetched on a stick.

const INTERVAL = 150; // milliseconds between two frames that play

window.tinynetFrames = {}; // the scripts in frames/ put theirs here

function connect(box) {
  const before = box.previousElementSibling;
  const image = before.matches("img") ? before : before.querySelector("img");
  const status = box.querySelector("[role=status]");
  const sliders = [...box.querySelectorAll("input")];
  const play = box.querySelector(".play");
  const [, folder, name] = box.dataset.frames.match(/^(.*\/)([^/]*)$/);
  let loading = null; // the promise of the frames, once somebody wants them
  let timer = null; // of what plays

  function load() {
    loading ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `${folder}${name}.js`;
      script.onload = () => resolve(window.tinynetFrames[name]);
      script.onerror = () => reject(new Error(`${script.src} did not come`));
      document.head.append(script);
    });
    return loading;
  }

  function label(slider) {
    const words = JSON.parse(slider.dataset.labels)[slider.value];
    slider.setAttribute("aria-valuetext", words);
    slider.nextElementSibling.textContent = words;
  }

  // A view is known by the sliders that are not at their first place (frames.py).
  function viewWith(slider, position) {
    const moved = [];
    for (const each of sliders) {
      const place = each === slider ? String(position) : each.value;
      if (place !== each.dataset.first) moved.push(`${each.name}=${place}`);
    }
    return moved.join(" ");
  }

  async function show(slider) {
    label(slider);
    const views = await load();
    if (!(viewWith(slider, slider.value) in views)) {
      for (const other of sliders) {
        if (other !== slider) other.value = other.dataset.first;
        label(other);
      }
    }

    const view = views[viewWith(slider, slider.value)];
    image.src = `${folder}${view.file}`;
    image.alt = view.words;
    status.textContent = view.words.split("\n")[0];
    for (let position = 0; position <= Number(slider.max); position += 1) {
      const next = views[viewWith(slider, position)];
      if (next) new Image().src = `${folder}${next.file}`; // soon wanted
    }
  }

  function stop() {
    clearInterval(timer);
    timer = null;
    play.textContent = "Play";
    status.setAttribute("role", "status");
  }

  function start(slider) {
    if (slider.value === slider.max) slider.value = slider.min;
    play.textContent = "Stop";
    status.removeAttribute("role"); // nobody wants to hear every frame
    timer = setInterval(() => {
      slider.stepUp();
      show(slider);
      if (slider.value === slider.max) stop();
    }, INTERVAL);
  }

  box.hidden = false;
  for (const slider of sliders) {
    slider.value = slider.defaultValue; // browsers remember where one left it
    slider.addEventListener("focus", load);
    slider.addEventListener("input", () => {
      if (timer) stop();
      show(slider);
    });
  }
  play?.addEventListener("click", () => {
    if (timer) stop();
    else start(box.querySelector("[name=iteration]"));
  });
}

document.querySelectorAll(".frames").forEach(connect);
