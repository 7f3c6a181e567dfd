//! Finds web and mail addresses in plain text, so that they can be shown as links. It reads a text once, from start to end, whatever
//! stands in it, and makes no links but `http:`, `https:` and `mailto:`.
//!
//! It doesn't guess: `www.example.com` has no scheme and is text. Scripts that set no blanks between words go on in an address, as
//! their letters may; their punctuation ends it.

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Segment {
    /// Words.
    Text(String),
    /// An address.
    Link {
        /// The address as it was written.
        text: String,
        /// Where it leads.
        href: String,
    },
}

/// How many links a text may have. Each is an element of the page, of which a browser can't make any number in no time.
pub const MOST_LINKS: usize = 500;

/// Cuts a text into its links and what is between them. No piece is empty, and together they are the text again. After [`MOST_LINKS`], all
/// is text.
///
/// ```
/// use conference_card::{Segment, segments};
///
/// assert_eq!(
///     segments("See https://example.com/."),
///     [
///         Segment::Text("See ".to_owned()),
///         Segment::Link { text: "https://example.com/".to_owned(), href: "https://example.com/".to_owned() },
///         Segment::Text(".".to_owned()),
///     ]
/// );
/// ```
#[must_use]
pub fn segments(text: &str) -> Vec<Segment> {
    let mut segments = Vec::new();
    // Up to where the text is in segments, and up to where it was looked at.
    let mut told = 0;
    let mut seen = 0;
    let mut links = 0;
    while links < MOST_LINKS
        && let Some(distance) = slice(text, seen, text.len()).bytes().position(|byte| matches!(byte, b':' | b'@'))
    {
        let sign = seen + distance;
        let before = slice(text, seen, sign);
        let after = slice(text, sign + 1, text.len());
        let found = if slice(text, sign, sign + 1) == "@" {
            find_mail(slice(text, told, sign), before.len(), after, sign + 1)
        } else if let Some(after) = after.strip_prefix("//") {
            find_url(before, after, sign + 3)
        } else {
            Found::Nothing
        };
        seen = match found {
            Found::Nothing => sign + 1,
            Found::Other { end } => end,
            Found::Link { length, end, prefix } => {
                let start = sign - length;
                push_text(&mut segments, slice(text, told, start));
                let link = slice(text, start, end);
                segments.push(Segment::Link { text: link.to_owned(), href: [prefix, link].concat() });
                links += 1;
                told = end;
                end
            }
        };
    }
    push_text(&mut segments, slice(text, told, text.len()));
    segments
}

/// What a sign leads to.
enum Found {
    /// Nothing that would be more than the sign.
    Nothing,
    /// What must not be a link, nor be looked into for one, until here.
    Other { end: usize },
    /// A link: so long before the sign, and until here.
    Link { length: usize, end: usize, prefix: &'static str },
}

/// A URL around `://`, after which the text goes on at `at`.
#[inline(never)] // most texts never need it
fn find_url(before: &str, after: &str, at: usize) -> Found {
    let around = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    let scheme = slice(before, around.len(), before.len());
    if scheme.is_empty() {
        return Found::Nothing;
    }
    let is_web = ["http", "https"].iter().any(|web| web.eq_ignore_ascii_case(scheme));
    let authority = until(after, |c| is_end(c) || is_after_authority(c));
    // User info makes one host look like another.
    if !is_web || authority.contains('@') {
        return Found::Other { end: at + until(after, is_end).len() };
    }
    let host = until(authority, |c| !is_word(c) && !matches!(c, '-' | '.' | '_'));
    let rest = slice(after, host.len(), after.len());
    if !host.starts_with(is_word) || rest.starts_with("://") {
        return Found::Nothing;
    }
    let port = until(rest.strip_prefix(':').unwrap_or_default(), |c| !c.is_ascii_digit()).len();
    let (name, length) = if port > 0 {
        (host.len() + 1 + port, host.len() + 1 + port)
    } else {
        (host.trim_end_matches(|c| !is_word(c)).len(), host.len())
    };
    let rest = slice(after, length, after.len());
    let quoted = around.ends_with('\'');
    let path = if rest.starts_with(is_after_authority) { path_length(rest, quoted) } else { 0 };
    let end = if path > 0 { length + path } else { name };
    Found::Link { length: scheme.len(), end: at + end, prefix: "" }
}

/// How long path, query and fragment are, without what is more likely to be the punctuation of the text around.
fn path_length(rest: &str, quoted: bool) -> usize {
    let mut length = 0;
    let mut closing = Vec::new();
    for (at, c) in rest.char_indices() {
        match c {
            _ if is_end(c) => break,
            '\'' if quoted => break,
            '(' => closing.push(')'),
            '[' => closing.push(']'),
            '{' => closing.push('}'),
            // One that was not opened here belongs to the text around.
            ')' | ']' | '}' if closing.pop() != Some(c) => break,
            _ if is_mark(c) => {}
            _ => length = at + c.len_utf8(),
        }
    }
    length
}

/// A mail address around `@`, after which the text goes on at `at`. Its name is in the last `unseen` bytes before.
#[inline(never)] // most texts never need it
fn find_mail(before: &str, unseen: usize, after: &str, at: usize) -> Found {
    let name = name_length(slice(before, before.len() - unseen, before.len()));
    let around = slice(before, 0, before.len() - name);
    let host = mail_host_length(after);
    // `@name@host` and `//name@host` are addresses of other kinds.
    if name == 0 || host == 0 || around.ends_with(['@', '/']) {
        return Found::Nothing;
    }
    let scheme = slice(around, around.len().saturating_sub("mailto:".len()), around.len());
    let end = at + host;
    if scheme.eq_ignore_ascii_case("mailto:") {
        Found::Link { length: scheme.len() + name, end, prefix: "" }
    } else {
        Found::Link { length: name, end, prefix: "mailto:" }
    }
}

/// How long the name at the end of a text is: of the characters that the standard allows, those that names have. `?`, `&` and `%`
/// would mean something else in a `mailto:` URL.
fn name_length(before: &str) -> usize {
    let mut start = before.len();
    let mut next = '.';
    for (at, c) in before.char_indices().rev() {
        match c {
            '.' if next == '.' => break,
            '.' | '-' | '+' | '\'' => {}
            _ if is_word(c) || c == '_' => start = at,
            _ => break,
        }
        next = c;
    }
    before.len() - start
}

/// How long the host at the start of a text is; 0 unless it has two labels at least, the last of which is no number.
fn mail_host_length(after: &str) -> usize {
    let mut length = 0;
    let mut is_domain = false;
    let mut previous = '.';
    for (at, c) in after.char_indices() {
        match c {
            '@' => return 0,
            '.' if matches!(previous, '.' | '-') => break,
            '-' if previous == '.' => break,
            '.' | '-' => {}
            _ if is_word(c) => {
                if previous == '.' {
                    is_domain = at > 0 && !c.is_ascii_digit();
                }
                length = at + c.len_utf8();
            }
            _ => break,
        }
        previous = c;
    }
    if is_domain { length } else { 0 }
}

/// Whether a character can't be in an address: those that no URL has, and the punctuation of scripts that set no blanks.
fn is_end(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '"' | '<' | '>' | '`' | '|' | '\\'
                | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{301f}'
                | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}'
        )
}

/// Whether a character may be in a URL, but at its end is the text's: sentence marks, quotes, dashes, invisible ones.
fn is_mark(c: char) -> bool {
    matches!(c, '?' | '!' | '.' | ',' | ':' | ';' | '*' | '\'' | '\u{a1}'..='\u{bf}' | '\u{200b}'..='\u{206f}')
}

/// Whether a character makes names and labels: letters and digits, of other scripts all that isn't known to be a mark.
fn is_word(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !is_end(c) && !is_mark(c) }
}

fn is_after_authority(c: char) -> bool {
    matches!(c, '/' | '?' | '#')
}

/// A text up to the first character of a kind.
fn until(text: &str, is_stop: impl Fn(char) -> bool) -> &str {
    slice(text, 0, text.find(is_stop).unwrap_or(text.len()))
}

fn slice(text: &str, from: usize, to: usize) -> &str {
    text.get(from..to).unwrap_or_default()
}

fn push_text(segments: &mut Vec<Segment>, text: &str) {
    if !text.is_empty() {
        segments.push(Segment::Text(text.to_owned()));
    }
}
