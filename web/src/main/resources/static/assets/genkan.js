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

// Commands can be copied with one press.
document.addEventListener('DOMContentLoaded', () => {
  const { copy, copied } = document.body.dataset;
  document.querySelectorAll('pre.command').forEach((command) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = copy;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(command.textContent.trim());
      button.textContent = copied;
      setTimeout(() => { button.textContent = copy; }, 2000);
    });
    command.after(button);
  });
});
