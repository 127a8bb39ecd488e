// What is wider than the screen scrolls in its own box, also by keyboard.
for (const box of document.querySelectorAll(".table-wrapper, pre, .formula, .picture, .cell_output")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

// On a phone, a tap shows a picture as a whole, or large enough to read its numbers.
for (const image of document.querySelectorAll(".picture img, .cell_output img")) {
  const box = image.closest(".picture, .cell_output");
  image.addEventListener("click", () => box.classList.toggle("other-size"));
}
