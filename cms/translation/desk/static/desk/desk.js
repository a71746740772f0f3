/**
 * Puts an earlier translation into its input at once; without this script the server does it.
 */
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-desk-text]");
  if (!button) return;
  event.preventDefault();
  const input = button.closest(".desk-segment").querySelector("textarea");
  input.value = button.dataset.deskText;
  for (const kind of ["input", "change"]) {
    input.dispatchEvent(new Event(kind, { bubbles: true }));
  }
  input.focus();
});
