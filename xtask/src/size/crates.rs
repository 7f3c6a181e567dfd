//! Which crate a function counts to, told from its name.
//!
//! wasm-bindgen has demangled the names, so a crate is what stands before its digest: `serde_core[60c95b3d6c288384]::de::Error`. The
//! optimizer merges functions that are the same, and keeps one name; what it has taken into a caller counts to the caller.

/// What the standard library consists of.
const STANDARD: [&str; 3] = ["core", "alloc", "std"];

/// Under this name the compiler keeps what leads to the standard library's allocator and panics.
const COMPILER: &str = "__rustc";

const DROP_GLUE: &str = "::ptr::drop_in_place::<";

/// What the compiler calls by C's names.
const C: [&str; 5] = ["memcpy", "memmove", "memset", "memcmp", "bcmp"];

/// The crate that the function's code is written in, as far as its name tells:
///
/// - a path: the crate that it starts with;
/// - a method of a type: the type's crate, and core for a type that is in none, although alloc has some methods of `str` and slices;
/// - a method of a trait: the type's crate, since code for a type of the standard library's is written in the trait's; of two that are
///   the standard library's again the type's, where it is in one. Closures and what wraps them count to where they were written;
/// - drop glue, which nobody has written: the first crate in the type's name that isn't the standard library's;
/// - no path: an export or a helper, which wasm-bindgen makes.
pub fn of(name: &str) -> &str {
    if let Some((_, dropped)) = name.split_once(DROP_GLUE).filter(|(start, _)| first(start) == Some("core") && is_path(start)) {
        return named_in(dropped).find(|name| !is_standard(name)).or(first(dropped)).unwrap_or("core");
    }
    let found = match qualified(name) {
        None if C.contains(&name) => "compiler_builtins",
        None => first(name).unwrap_or("wasm_bindgen"),
        Some((own, implemented)) => {
            let candidates = [first(own), first(implemented)];
            let mut candidates = candidates.into_iter().flatten();
            candidates.clone().find(|name| !is_standard(name)).or(candidates.next()).unwrap_or("core")
        }
    };
    if found == COMPILER { "std" } else { found }
}

/// The name without the crates' digests, which change with every compiler.
pub fn without_digests(name: &str) -> String {
    let mut short = String::with_capacity(name.len());
    let mut from = 0;
    for (_, start, end) in digests(name) {
        short.push_str(name.get(from..start).unwrap_or_default());
        from = end;
    }
    short.push_str(name.get(from..).unwrap_or_default());
    short
}

fn is_standard(name: &str) -> bool {
    STANDARD.contains(&name)
}

fn is_path(name: &str) -> bool {
    !name.starts_with('<')
}

fn first(text: &str) -> Option<&str> {
    named_in(text).next()
}

/// The crates that a piece of a name names, in its order.
fn named_in(text: &str) -> impl Iterator<Item = &str> {
    digests(text).map(|(name, ..)| name)
}

/// Each crate's name, and where its digest starts and ends, brackets included. An array's bracket has no name before it.
fn digests(text: &str) -> impl Iterator<Item = (&str, usize, usize)> {
    text.match_indices('[').filter_map(|(at, _)| {
        let (before, after) = text.split_at_checked(at)?;
        let (digest, _) = after.strip_prefix('[')?.split_once(']')?;
        let name = before.rsplit(|letter: char| !(letter.is_alphanumeric() || letter == '_')).next()?;
        let is_digest = !digest.is_empty() && digest.bytes().all(|letter| letter.is_ascii_hexdigit());
        (is_digest && !name.is_empty()).then_some((name, at, at + digest.len() + "[]".len()))
    })
}

/// `<A as B>::c` in `A` and `B`, and `<A>::c` in `A` and nothing.
fn qualified(name: &str) -> Option<(&str, &str)> {
    let mut depth = 0_usize;
    let mut split = None;
    for (at, letter) in name.char_indices() {
        match letter {
            '<' => depth += 1,
            '>' if !name.get(..at)?.ends_with('-') => depth = depth.checked_sub(1)?,
            ' ' if depth == 1 && split.is_none() && name.get(at..)?.starts_with(" as ") => split = Some(at),
            _ => {}
        }
        if depth == 0 {
            let split = split.unwrap_or(at);
            return Some((name.get(1..split)?, name.get(split..at)?));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn counts_to(expected: &str, name: &str) {
        assert_eq!(of(name), expected);
    }

    #[test]
    fn a_path_counts_to_the_crate_it_starts_with() {
        counts_to("core", "core[75d5716931084cc5]::fmt::write");
        counts_to(
            "conference_card",
            "conference_card[37f18e089f528f98]::browser::fetch::load::<<web_sys[53d399178f278d69]::Event>::x::{closure#0}>::{closure#1}",
        );
        counts_to(
            "core",
            "core[75d5716931084cc5]::iter::adapters::flatten::and_then_or_clear::<\
             conference_card[37f18e089f528f98]::links::Links, &str>",
        );
    }

    #[test]
    fn a_method_counts_to_its_type_s_crate() {
        counts_to("conference_card", "<conference_card[37f18e089f528f98]::live_card::Inner>::render::{closure#4}");
        counts_to(
            "dlmalloc",
            "<dlmalloc[7797ab8f9f7144ea]::dlmalloc::Dlmalloc<dlmalloc[7797ab8f9f7144ea]::sys::System>>::malloc",
        );
        counts_to(
            "wasm_bindgen",
            "<wasm_bindgen[896082000033e9c]::JsThreadLocal<core[75d5716931084cc5]::option::Option<js_sys[d38643eea37dfbde]::Object>>>\
             ::with::<<core[75d5716931084cc5]::option::Option<js_sys[d38643eea37dfbde]::Object> as \
             core[75d5716931084cc5]::clone::Clone>::clone>",
        );
        counts_to("core", "<str>::parse::<u32>");
        counts_to("core", "<[&str]>::concat::<str>");
    }

    #[test]
    fn a_trait_s_method_counts_to_the_crate_that_implements_it() {
        counts_to(
            "conference_card",
            "<conference_card[37f18e089f528f98]::conference::ValueSeed as serde_core[60c95b3d6c288384]::de::DeserializeSeed>\
             ::deserialize::<serde_wasm_bindgen[1066e8346221719c]::de::Deserializer>",
        );
        counts_to(
            "wasm_bindgen",
            "<alloc[deedb320d2573c2]::boxed::Box<[u8]> as wasm_bindgen[896082000033e9c]::convert::traits::FromWasmAbi>::from_abi",
        );
        counts_to("alloc", "<[&str] as alloc[deedb320d2573c2]::slice::Join<&str>>::join");
        counts_to("alloc", "<alloc[deedb320d2573c2]::string::String as core[75d5716931084cc5]::fmt::Write>::write_char.40");
        counts_to("core", "<char as core[75d5716931084cc5]::fmt::Display>::fmt");
        counts_to(
            "serde_core",
            "<<serde_core[60c95b3d6c288384]::de::WithDecimalPoint as core[75d5716931084cc5]::fmt::Display>::fmt::LookForDecimalPoint \
             as core[75d5716931084cc5]::fmt::Write>::write_str",
        );
    }

    #[test]
    fn the_arrow_of_a_function_s_type_closes_nothing() {
        counts_to(
            "wasm_bindgen",
            "<fn(&str) -> alloc[deedb320d2573c2]::string::String as wasm_bindgen[896082000033e9c]::describe::WasmDescribe>::describe",
        );
    }

    #[test]
    fn drop_glue_counts_to_the_crate_of_what_is_dropped() {
        counts_to(
            "conference_card",
            "core[75d5716931084cc5]::ptr::drop_in_place::<alloc[deedb320d2573c2]::sync::Arc<\
             conference_card[37f18e089f528f98]::conference::Conference>>",
        );
        counts_to(
            "alloc",
            "core[75d5716931084cc5]::ptr::drop_in_place::<alloc[deedb320d2573c2]::vec::Vec<alloc[deedb320d2573c2]::string::String>>",
        );
    }

    #[test]
    fn what_has_no_path_is_made_by_wasm_bindgen_or_called_like_c() {
        counts_to("wasm_bindgen", "__externref_table_alloc");
        counts_to("wasm_bindgen", "mount externref shim");
        counts_to("wasm_bindgen", "Ref(String) -> Externref externref shim");
        counts_to("compiler_builtins", "memcpy");
        counts_to("std", "__rustc[b7974e8690430dd9]::__rust_realloc");
    }

    #[test]
    fn any_name_counts_somewhere() {
        for name in ["", "<", "<<", ">", "<>", "a[", "[", "[]", "<a as ", "é[ab]", "core[1]::ptr::drop_in_place::<"] {
            assert!(!of(name).is_empty(), "{name}");
        }
    }

    #[test]
    fn digests_go_and_arrays_stay() {
        assert_eq!(
            without_digests("<core[75d5716931084cc5]::array::IntoIter<[u8; 15usize], a[0]::é> as b_c[f]::D<[u8]>>::next"),
            "<core::array::IntoIter<[u8; 15usize], a::é> as b_c::D<[u8]>>::next"
        );
    }
}
