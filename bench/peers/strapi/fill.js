// Fills a project: node fill.js CONTENT.json, in its folder.

const { createStrapi } = require("@strapi/strapi");

const LANGUAGES = ["en", "fr", "he"];
const { counts, photos, posts, renditions } = require(process.argv[2]);

function file(name, width, ext, mime) {
  const hash = `${name}_${width}`;
  const size = { width, height: Math.round((width * 2) / 3), size: 40.1 };
  return { name: hash, hash, ext, mime, url: `/uploads/${hash}${ext}`, ...size };
}

function photo(number) {
  const name = `photo_${number}`;
  const formats = Object.entries(renditions).map(([kind, width]) => [
    kind,
    file(name, width, ".webp", "image/webp"),
  ]);
  return {
    ...file(name, 1600, ".jpg", "image/jpeg"),
    alternativeText: `A blue door, number ${number} in the old town`,
    caption: `Door ${number}, as it was photographed`,
    formats: Object.fromEntries(formats),
    provider: "local",
    folderPath: "/",
  };
}

function block({ type, value }, photoIds) {
  const { image, source_title: sourceTitle, source_url: sourceUrl, ...rest } = value;
  const __component = `blocks.${type}`;
  switch (type) {
    case "text":
      return { __component, text: value };
    case "photo":
      return {
        __component,
        ...rest,
        image: photoIds[image.image],
        altText: image.alt_text,
        decorative: image.decorative,
      };
    case "video":
      return { __component, ...rest, poster: photoIds[value.poster] };
    case "quote":
      return { __component, ...rest, sourceTitle, sourceUrl };
    default:
      return { __component, ...rest };
  }
}

async function fill(strapi) {
  // One document in each language: its first makes it, the others are added.
  async function save(uid, dataIn, options = {}) {
    const documents = strapi.documents(uid);
    let documentId;
    for (const locale of LANGUAGES) {
      const saved = { locale, data: dataIn(locale), ...options };
      if (documentId) await documents.update({ documentId, ...saved });
      else ({ documentId } = await documents.create(saved));
    }
    return documentId;
  }

  async function named(kind, count) {
    const ids = [];
    for (let number = 0; number < count; number += 1)
      ids.push(
        await save(`api::${kind}.${kind}`, (locale) => ({
          name: `${kind} ${number} ${locale}`,
          slug: `${kind}-${number}`,
        })),
      );
    return ids;
  }

  const locales = strapi.plugin("i18n").service("locales");
  for (const code of LANGUAGES)
    if (!(await locales.findByCode(code))) await locales.create({ code, name: code });

  const photoIds = [];
  for (let number = 0; number < photos; number += 1) {
    const data = photo(number);
    photoIds.push((await strapi.db.query("plugin::upload.file").create({ data })).id);
  }
  const categories = await named("category", counts.categories);
  const tags = await named("tag", counts.tags);
  const authors = await named("author", counts.authors);

  const ids = [];
  for (const post of posts) {
    const dataIn = (locale) => {
      const { title, slug, intro, body } = post.texts[locale];
      return {
        title,
        slug,
        intro,
        date: post.date,
        leadImage: photoIds[post.photo],
        categories: post.categories.map((number) => categories[number]),
        tags: post.tags.map((number) => tags[number]),
        authors: post.authors.map((number) => authors[number]),
        body: body.map((each) => block(each, photoIds)),
      };
    };
    ids.push(await save("api::post.post", dataIn, { status: "published" }));
  }
  for (const [number, post] of posts.entries())
    for (const locale of LANGUAGES)
      await strapi.documents("api::post.post").update({
        documentId: ids[number],
        locale,
        status: "published",
        data: { related: post.related.map((other) => ids[other]) },
      });
}

const folder = process.cwd();
createStrapi({ appDir: folder, distDir: folder })
  .load()
  .then(fill)
  .then(() => process.exit(0))
  .catch((error) => {
    console.error(error, JSON.stringify(error.details));
    process.exit(1);
  });
