// A whole front end in miniature: ask what is at a path, and render what the answer is.

import type { components, paths } from "./api";

type Schemas = components["schemas"];
type Resolved = paths["/api/v2/resolve/"]["get"]["responses"][200]["content"]["application/json"];
type Page = Extract<Resolved, { outcome: "page" }>["page"];
type Block = Page["body"][number];
type Picture = Schemas["NestedPhoto"];

/** Ask what is at a path. */
export async function resolve(origin: string, path: string): Promise<Resolved | null> {
  const response = await fetch(`${origin}/api/v2/resolve/?path=${encodeURIComponent(path)}`);
  return response.ok ? ((await response.json()) as Resolved) : null;
}

/**
 * Say to the compiler that nothing is left: a case that is missing does not compile. What the API
 * has learnt since is passed over.
 */
function nothingElse(value: never): string {
  return "";
}

function picture(image: Picture | null): string {
  if (image === null) return "";
  const srcset = image.srcset.map((file) => `${file.src} ${file.width}w`).join(", ");
  return `<img src="${image.src}" srcset="${srcset}" alt="${image.alt}">`;
}

export function block(item: Block): string {
  switch (item.type) {
    case "text":
      return item.value;
    case "quote":
      return `<blockquote>${item.value.text}</blockquote>${item.value.source?.title ?? ""}`;
    case "photo":
      return `<figure>${picture(item.value.image)}${item.value.caption}</figure>`;
    case "video":
      return `<a href="${item.value.url}">${item.value.title}</a>`;
    case "source":
      return `<a href="${item.value.url}">${item.value.publication}</a>`;
    default:
      return nothingElse(item);
  }
}

export function page(document: Page): string {
  const body = document.body.map(block).join("");
  const frame = (main: string) => `<html lang="${document.meta.locale}" dir="${document.meta.dir}">${main}`;
  switch (document.type) {
    case "home.HomePage":
    case "home.StandardPage":
    case "blog.BlogIndexPage":
      return frame(`<h1>${document.title}</h1>${body}`);
    case "blog.BlogPage": {
      const authors = document.authors.map((author) => author.name).join(", ");
      return frame(`<h1>${document.title}</h1>${authors}${picture(document.lead_image)}${body}`);
    }
    default:
      return nothingElse(document);
  }
}

export async function serve(origin: string, path: string): Promise<string> {
  const answer = await resolve(origin, path);
  if (answer === null) return "Not found";
  switch (answer.outcome) {
    case "page":
      return page(answer.page);
    case "redirect":
      return answer.redirect.to;
    default:
      return nothingElse(answer);
  }
}
