// The lines for the head that the playground gives: they have all that a card loads begin before its script asks for it.

/** For the scripts in a folder, and the URL of the request. */
export const hints = (folder, request) => `<link rel="preload" as="fetch" crossorigin href="${folder}conference-card.wasm">
<link rel="preload" as="fetch" crossorigin href="${request}">
`;
