// What is wider than the screen scrolls in its own box, also by keyboard.
for (const box of document.querySelectorAll(".table-wrapper, pre, .math-wrapper, .picture, .cell_output")) {
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
}

// On a phone, where a table's head is gone, each cell tells its column (book.css).
for (const table of document.querySelectorAll("table")) {
  const columns = [...table.querySelectorAll("thead th")].map((head) => head.textContent);
  for (const row of table.querySelectorAll("tbody tr")) {
    [...row.children].forEach((cell, number) => (cell.dataset.column = columns[number]));
    if (Number(row.children[0].textContent)) row.children[0].dataset.unit = columns[0]; // 6 minutes
  }
}

// On a phone, a tap shows a picture as a whole, or large enough to read its numbers.
for (const image of document.querySelectorAll(".picture img, .cell_output img")) {
  const box = image.closest(".picture, .cell_output");
  image.addEventListener("click", () => box.classList.toggle("other-size"));
}

// What furo does not tell a screen reader: which side is which, and the level of captions.
document.querySelector(".sidebar-drawer")?.setAttribute("aria-label", "All pages");
document.querySelector(".toc-drawer")?.setAttribute("aria-label", "On this page");
for (const caption of document.querySelectorAll(".caption[role=heading]")) {
  caption.setAttribute("aria-level", "2");
}
