/**
 * Leads from the translation editor to the desk, before all else that can be pressed there.
 *
 * The editor gives the last of its actions the first place: of those who may not publish, that is
 * what ends the translation. What is to stand there is in the template with this script.
 */
(() => {
  const link = document.getElementById("translation-editor-desk").content;

  function put() {
    const actions = document.querySelector(".js-translation-editor footer nav");
    if (!actions) return;
    observer.disconnect();
    actions.prepend(link);
  }

  const observer = new MutationObserver(put);
  observer.observe(document.body, { childList: true, subtree: true });
  put();
})();
