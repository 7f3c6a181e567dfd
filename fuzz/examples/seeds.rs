//! Writes what the fuzzer starts from to `corpus/core`: the bodies of the tests, each value in them by itself, and the samples.

#[path = "../../tests/support/bodies.rs"]
#[allow(dead_code, reason = "a seed needs no name")]
mod bodies;

use std::path::Path;
use std::{fs, io};

/// Long inputs are slow, and lead to nothing that short ones don't.
const LONGEST: usize = 4_096;

/// What the other readers take.
const OTHERS: &[&str] = &[
    "conference-id=c22d24f6-5a47-4597-9a23-c7d01e696b92\nendpoint=https://api.example/c?key=x#y\ninclude-active-session=\n\
     refresh=7.5\nloading=lazy\ntheme=dark\ntime-zone=Europe/Berlin\nhour-cycle=h23\npreview=auto\njoin-href=/rooms/{name}\n\
     join-target=_blank\njoin-button=\nheading-level=3\ntimeout=2.25\ncredentials=include\nx-key=1",
    "conference-id=1\nendpoint=//user:password@api.example",
    "conference-id=1\nAuthorization=Basic eDp5",
    "conference-id=1\nendpoint=/c\nx=PT0123456789abcdef0123456789abcdef0123456789abcdef",
    "https://a.example/{id}?name={name}\nall_hands",
    "java\tscript:alert(1)\nx",
    "See https://a.example/(a), 'http://b.example:80' or <me.you@b.example>; not ftp://c.example.",
    "#12f #ffffff00",
    "#1d2127 #ffffff",
    "YAll hands\nZSee https://a.example/\n[2026-01-05T09:00:00Z\n\\2026-01-05T10:30:00Z\nO2026-01-05T08:00:00Z\nT/p.mp4\nEtrue",
    "Xall_hands\nJ#fff\nK#ffffff80\nI#12f\nF#000\nG#fffF\nAsmall\n@720p\nCtrue\nP7.0\nRcompleted\nL2026-01-05T09:00:00.5+01:00",
    "Title, with; signs\\n\nA description\r\nof lines: https://a.example/",
];

fn main() -> io::Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = root.join("corpus/core");
    fs::create_dir_all(&folder)?;
    let mut seeds: Vec<Vec<u8>> = bodies::bodies().into_iter().map(|body| body.bytes).collect();
    for sample in ["reference", "minimal", "live"] {
        seeds.push(fs::read(root.join("../tests/fixtures").join(sample).with_extension("json"))?);
    }
    seeds.extend(OTHERS.iter().map(|text| text.as_bytes().to_vec()));
    // A text that a body holds is one that the other readers should see bare.
    seeds.extend(
        bodies::bodies().iter().filter_map(|body| serde_json::from_slice(&body.bytes).ok()).flat_map(|value| texts(&value)),
    );
    seeds.retain(|seed| seed.len() <= LONGEST);
    seeds.sort();
    seeds.dedup();
    for (number, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("seed-{number:03}")), seed)?;
    }
    println!("{} seeds in {}", seeds.len(), folder.display());
    Ok(())
}

fn texts(value: &serde_json::Value) -> Vec<Vec<u8>> {
    match value {
        serde_json::Value::String(text) => vec![text.clone().into_bytes()],
        serde_json::Value::Array(items) => items.iter().flat_map(texts).collect(),
        serde_json::Value::Object(fields) => fields.values().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}
