// Shows the document beside this page. Everything that would ask another origin is off.
Scalar.createApiReference("#app", {
  url: "openapi.json",
  agent: { disabled: true },
  mcp: { disabled: true },
  defaultOpenAllTags: false,
  hideClientButton: true,
  persistAuth: false,
  showDeveloperTools: "never",
  telemetry: false,
  withDefaultFonts: false,
});
