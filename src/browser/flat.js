// A JSON object as one text, in the shape that src/flat.rs tells of and reads: to ask for each value by itself would cost the module
// several calls.

/** The object's fields, and those of the session in it; none of what is no object. */
export function flat(value) {
  return Object(value) === value ? fields(value, "active_session") : "";
}

function fields(object, session) {
  let text = "";
  for (const [key, value] of Object.entries(object)) {
    if (value === null || value === undefined) continue;
    const name = `${clean(key)}\0`;
    if (typeof value === "string") text += `s${name}${clean(value)}\0`;
    else if (typeof value === "boolean") text += `${value ? "t" : "f"}${name}`;
    else if (Number.isSafeInteger(value)) text += `n${name}${value}\0`;
    else if (key === session && typeof value === "object" && !Array.isArray(value)) text += `{${name}${fields(value)}}\0`;
    else text += `o${name}`;
  }
  return text;
}

/** As HTML has it, where there is no NUL either. */
const clean = (text) => text.replaceAll("\0", "\ufffd");
