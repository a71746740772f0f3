// Pictures: a tiny one is shown until they are there, and what matters in them stays in view. The
// page itself has no styles in it, which its Content-Security-Policy would refuse.

for (const picture of document.querySelectorAll("img[data-placeholder]")) {
  picture.style.background = `url("${picture.dataset.placeholder}") center / cover`;
}

for (const picture of document.querySelectorAll("img[data-focus]")) {
  picture.style.objectPosition = picture.dataset.focus;
}

// Videos: the link to a video becomes a button that puts the player in its place.
// Until it is pressed, nothing is asked of the video's provider.

function play(button, embed, title) {
  const address = new URL(embed);
  address.searchParams.set("autoplay", "1");
  const frame = document.createElement("iframe");
  frame.src = address;
  frame.title = title;
  frame.allow = "fullscreen; autoplay";
  // YouTube plays nothing for pages that do not say where they are.
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.className = "video-player";
  button.replaceWith(frame);
  frame.focus();
}

for (const link of document.querySelectorAll("a[data-embed]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = link.className;
  button.append(...link.childNodes);
  button.addEventListener("click", () => play(button, link.dataset.embed, link.dataset.title));
  link.replaceWith(button);
}
