// A button that is just being pressed must not be exchanged under the finger: the press would be lost.
document.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.target.querySelector(':active')) {
    event.detail.shouldSwap = false;
  }
});
