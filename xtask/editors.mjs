// What editors complete and explain in HTML and CSS: custom data for VS Code, web-types for JetBrains' editors.

/** For VS Code: https://github.com/microsoft/vscode-html-languageservice/blob/main/docs/customData.md */
export const htmlData = ({ tagName, description, attributes }) => ({
  version: 1.1,
  tags: [
    {
      name: tagName,
      description,
      attributes: attributes.map(({ name, description, type, default: value }) => ({
        name,
        description: withDefault(description, value),
        valueSet: type.text === "boolean" ? "v" : undefined, // takes no value
        values: values(type).map((name) => ({ name })),
      })),
    },
  ],
});

/** For JetBrains' editors: https://plugins.jetbrains.com/docs/intellij/websymbols-web-types.html */
export const webTypes = (element, name, version) => ({
  $schema: "https://json.schemastore.org/web-types",
  name,
  version,
  "js-types-syntax": "typescript",
  "description-markup": "markdown",
  contributions: {
    html: {
      elements: [
        {
          name: element.tagName,
          description: element.description,
          source: { module: name, symbol: element.name },
          attributes: element.attributes.map(({ name, description, type, default: value }) => ({
            name,
            description,
            default: value,
            value: type.text === "boolean" ? { kind: "no-value" } : { kind: "plain", type: type.text },
          })),
          slots: element.slots.map(described),
          js: {
            properties: fieldsOf(element).map(({ name, description, type, readonly, default: value }) => ({
              name,
              description,
              type: type.text,
              default: value,
              "read-only": readonly,
            })),
            events: element.events.map(({ name, description, type }) => ({ name, description, type: type.text })),
          },
          css: {
            properties: element.cssProperties.map(({ name, description, default: value }) => ({
              name,
              description: withDefault(description, value),
            })),
            parts: element.cssParts.map(described),
          },
        },
      ],
    },
  },
});

const fieldsOf = ({ members }) => members.filter(({ kind }) => kind === "field");
const described = ({ name, description }) => ({ name, description });
const withDefault = (description, value) => (value === undefined ? description : `${description} Default: \`${value}\`.`);

/** The literals of a union: what an editor offers. */
const values = ({ text }) => [...text.matchAll(/"([^"]*)"|\b\d+\b/g)].map(([literal, quoted]) => quoted ?? literal);
