/**
 * Inputs take the language and direction of what is written in them, whatever the editor speaks.
 *
 * Wagtail's own inputs are in the direction of the admin. In the form of a page they are in the
 * page's language, which the form names in `data-content-language`; in wagtail-localize's
 * translation editor each text is in the language it is of, which the editor has in `data-props`.
 * Addresses are read from left to right everywhere.
 *
 * In that editor, it also puts into the admin's language what the editor says in English only.
 */
(() => {
  const RIGHT_TO_LEFT = document.currentScript.dataset.rightToLeft.split(" ");

  const ADDRESSES = 'input[type="url"], input[type="email"], [data-controller~="w-slug"], [name="slug"]';
  const TEXTS = 'input[type="text"], textarea, [contenteditable="true"]';
  const TIMES = '[class*="w-field--admin_date"] *, [class*="w-field--admin_time"] *';
  const NOT_IN_ANY_LANGUAGE = `${ADDRESSES}, ${TIMES}, [role="combobox"]`;
  const LOOKS_LIKE_AN_ADDRESS = /^\s*([a-z]+:\/\/\S+|[^\s@]+@[^\s@]+\.[^\s@]+)\s*$/i;

  function write(element, language) {
    element.lang = language;
    element.dir = RIGHT_TO_LEFT.includes(language) ? "rtl" : "ltr";
  }

  function writeAddress(element) {
    element.dir = "ltr";
  }

  function dressPage(form) {
    for (const input of form.querySelectorAll(TEXTS)) {
      if (!input.matches(NOT_IN_ANY_LANGUAGE)) write(input, form.dataset.contentLanguage);
    }
  }

  /* A field is a heading and a list of segments; a segment is a list item with the source, the
     translation or its textarea, and a list of buttons. */
  function dressTranslation(editor, { sourceLocale, locale, segments }) {
    const slugs = segments
      .filter(({ contentPath }) => contentPath === "slug")
      .map(({ location }) => location.field);
    for (const segment of editor.querySelectorAll("li:has(> ul)")) {
      const heading = segment.parentElement.previousElementSibling?.textContent;
      const source = segment.querySelector(":scope > p");
      if (source) write(source, sourceLocale.code);
      for (const text of segment.querySelectorAll(":scope > div > :is(p, textarea)")) {
        const isAddress = LOOKS_LIKE_AN_ADDRESS.test(text.value ?? text.textContent);
        if (isAddress || slugs.includes(heading)) writeAddress(text);
        else write(text, locale.code);
      }
    }
  }

  /* What the translation editor says in English only. */
  function translateEditor(editor, phrases) {
    for (const element of editor.querySelectorAll("h3, .w-sr-only")) {
      for (const text of element.childNodes) {
        if (text.nodeType === Node.TEXT_NODE && text.data in phrases) text.data = phrases[text.data];
      }
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    const editor = document.querySelector(".js-translation-editor");
    const props = editor && JSON.parse(editor.dataset.props);
    const phrases = JSON.parse(
      document.getElementById("translation-editor-phrases")?.textContent ?? "{}",
    );

    function dress() {
      document.querySelectorAll(ADDRESSES).forEach(writeAddress);
      document.querySelectorAll("[data-content-language]").forEach(dressPage);
      if (!editor) return;
      dressTranslation(editor, props);
      translateEditor(editor, phrases);
    }

    dress();
    // Blocks, dialogs, and the translation editor's textareas come and go.
    new MutationObserver(dress).observe(document.body, { childList: true, subtree: true });
  });
})();
