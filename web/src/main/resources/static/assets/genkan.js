// What the pages can do better with a script; without it they are complete all the same.

document.documentElement.classList.add('js');

// A button that is just being pressed must not be exchanged under the finger: the press would be lost.
document.addEventListener('htmx:beforeSwap', (event) => {
  if (event.detail.target.querySelector(':active')) {
    event.detail.shouldSwap = false;
  }
});

// While the gateway does not answer, the page says that what it shows may be old.
function showLost(lost) {
  const notice = document.getElementById('lost');
  if (notice) {
    notice.hidden = !lost;
  }
}
document.addEventListener('htmx:sendError', () => showLost(true));
document.addEventListener('htmx:responseError', () => showLost(true));
document.addEventListener('htmx:afterSwap', () => showLost(false));
