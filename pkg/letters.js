// Bytes as text that no encoding, printer or quotation changes: printable ASCII without what is escaped anywhere. The 86 smallest bytes,
// which WebAssembly has most, are one letter, all others two, of which the first is a mark: compressors find what repeats as they would
// among the bytes themselves, which base64 hides from them.

const LETTERS = "!#%&()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|";
const MARKS = "}~";

/** The text for some bytes. */
export function toLetters(bytes) {
  let text = "";
  for (const byte of bytes) {
    const [high, low] = [Math.floor(byte / LETTERS.length), byte % LETTERS.length];
    text += (high ? MARKS[high - 1] : "") + LETTERS[low];
  }
  return text;
}

/** The bytes of such a text. */
export function fromLetters(text) {
  const bytes = new Uint8Array(text.length);
  let size = 0;
  for (let at = 0; at < text.length; at++) {
    const high = MARKS.indexOf(text[at]) + 1;
    if (high) at++;
    bytes[size++] = high * LETTERS.length + LETTERS.indexOf(text[at]);
  }
  return bytes.subarray(0, size);
}
