// The form gets its token when somebody begins to write: a page that is kept in caches has none.
// Without this script, the form is shown once more before it is sent.

for (const form of document.querySelectorAll("form[data-token]")) {
  const token = form.elements.token;
  form.addEventListener(
    "focusin",
    async () => {
      if (token.value) return;
      const response = await fetch(form.dataset.token, { cache: "no-store" });
      if (response.ok) token.value = (await response.json()).token;
    },
    { once: true },
  );
}
