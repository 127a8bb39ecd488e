// Each slide is shown as large as it fits: a class reads it from the back row.

const LARGEST = 180; // per cent
const SMALLEST = 60;
const [WIDTH, HEIGHT] = [1280, 720];
const BAR = 20; // pixels at the bottom for the number of the slide

function fit() {
  const slide = Reveal.getCurrentSlide();
  for (let percent = LARGEST; percent >= SMALLEST; percent -= 2) {
    const zoom = percent / 100;
    slide.style.height = "auto";
    slide.style.zoom = zoom; // smaller text also breaks into fewer lines
    const fits =
      slide.scrollHeight * zoom <= HEIGHT - BAR && slide.scrollWidth * zoom <= WIDTH;
    slide.style.height = `${(HEIGHT - BAR) / zoom}px`;
    if (fits) break;
  }
}

if (Reveal.isReady()) fit();
else Reveal.on("ready", fit);
Reveal.on("slidechanged", fit);
document.addEventListener("toggle", fit, true); // something was unfolded
