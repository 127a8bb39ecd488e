// What is wider than the screen scrolls in its own box, also by keyboard.
for (const box of document.querySelectorAll(".table-wrapper, pre, .formula, .cell_output")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}
