// Shows the OpenAPI document. Its settings are here and not in the page, which has no script in it.

const contract = document.getElementById("contract");

SwaggerUIBundle({
  url: contract.dataset.url,
  domNode: contract,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
});
