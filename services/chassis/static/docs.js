// In a file of its own, so that no inline script is needed and the strict policy holds.
window.ui = SwaggerUIBundle({
  dom_id: "#swagger-ui",
  url: document.getElementById("swagger-ui").dataset.document,
  deepLinking: true,
  validatorUrl: null,
});
