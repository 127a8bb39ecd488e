// Each slide is shown as large as it fits: a class reads it from the back row.

const LARGEST = 180; // per cent
const SMALLEST = 60;
const [WIDTH, HEIGHT] = [1280, 720];
const BAR = 20; // pixels at the bottom for the number of the slide

function fits(slide, percent) {
  const zoom = percent / 100;
  slide.style.height = "auto";
  slide.style.zoom = zoom; // smaller text also breaks into fewer lines
  return slide.scrollHeight * zoom <= HEIGHT - BAR && slide.scrollWidth * zoom <= WIDTH + 1;
}

function fit() {
  const slide = Reveal.getCurrentSlide();
  let [small, large] = [SMALLEST, LARGEST + 1]; // what fits, and what does not
  while (large - small > 1) {
    const middle = Math.floor((small + large) / 2);
    if (fits(slide, middle)) small = middle;
    else large = middle;
  }
  slide.style.zoom = small / 100;
  slide.style.height = `${((HEIGHT - BAR) * 100) / small}px`;
}

if (Reveal.isReady()) fit();
else Reveal.on("ready", fit);
Reveal.on("slidechanged", fit);
document.addEventListener("toggle", fit, true); // something was unfolded

// A screen reader finds the slides as the main part of the page; reveal.js hides that.
const reveal = document.querySelector(".reveal");
const main = document.createElement("main");
reveal.replaceWith(main);
main.append(reveal);
reveal.removeAttribute("role"); // "application" would switch off reading line by line
reveal.querySelector(".slides").removeAttribute("role");
