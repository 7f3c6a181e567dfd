//! The built page and package: types, headers, compression, and nothing outside the folder.

use std::fs;

use crate::common::{Reply, ask, demo};
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use tempfile::TempDir;

const PAGE: &str = "<!doctype html><title>Conferences</title>";

/// A folder as a build leaves it, and a file beside it that is nobody's business.
fn site() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    let dist = root.path().join("dist");
    for folder in ["locales", ".git"] {
        fs::create_dir_all(dist.join(folder)).unwrap();
    }
    for (name, content) in [
        ("index.html", PAGE),
        ("index.js", "export {};"),
        ("card.css", "p {}"),
        ("custom-elements.json", "{}"),
        ("card.wasm", "\0asm, whole"),
        ("card.wasm.br", "\0asm, brotli"),
        ("card.wasm.gz", "\0asm, gzip"),
        ("locales/de.js", "export default {};"),
        ("../secret.txt", "secret"),
        ("index.mjs", "export {};"),
        ("index.js.map", "{}"),
        ("text.woff2", "wOF2"),
        ("icon.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("app.webmanifest", "{}"),
        ("card-0123456789abcdef.js", "export {};"),
        ("card-0123456789abcdef_bg.wasm", "\0asm, hashed"),
        ("card-0123456789abcdef_bg.wasm.br", "\0asm, hashed, brotli"),
        ("locales/index.html", "<!doctype html><title>Locales</title>"),
        (".env", "hidden"),
        (".git/config", "hidden"),
    ] {
        fs::write(dist.join(name), content).unwrap();
    }
    fs::write(dist.join("long.js"), "// long\n".repeat(1000)).unwrap();
    root
}

async fn send(site: &TempDir, method: Method, path: &str, headers: &[(&str, &str)]) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let app = demo(Some(&site.path().join("dist")));
    ask(app, request.body(Body::empty()).unwrap()).await
}

async fn get(site: &TempDir, path: &str) -> Reply {
    send(site, Method::GET, path, &[]).await
}

#[tokio::test]
async fn files_have_the_types_that_browsers_insist_on() {
    let site = site();
    for (path, content_type) in [
        ("/", "text/html"),
        ("/index.html", "text/html"),
        ("/index.js", "text/javascript"),
        ("/locales/de.js", "text/javascript"),
        ("/card.wasm", "application/wasm"),
        ("/card.css", "text/css"),
        ("/custom-elements.json", "application/json"),
        ("/index.mjs", "text/javascript"),
        ("/index.mjs?v=1", "text/javascript"),
        ("/index.js.map", "application/json"),
        ("/text.woff2", "font/woff2"),
        ("/icon.svg", "image/svg+xml"),
        ("/app.webmanifest", "application/manifest+json"),
    ] {
        let reply = get(&site, path).await;
        assert_eq!(reply.status, StatusCode::OK, "{path}");
        assert_eq!(reply.header("content-type"), content_type, "{path}");
    }
}

#[tokio::test]
async fn the_page_of_a_single_card_is_the_index_with_a_query() {
    let reply = get(&site(), "/?conference-id=7d9f5b1e&theme=dark").await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.text(), PAGE);
}

#[tokio::test]
async fn pages_are_protected_and_the_package_is_open_to_other_origins() {
    let site = site();
    for path in ["/", "/index.js", "/nowhere"] {
        let reply = get(&site, path).await;
        for (name, value) in [
            (
                "content-security-policy",
                "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
                 style-src 'self'; img-src 'self' data:; media-src 'self'; base-uri 'none'; \
                 form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
            ),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-resource-policy", "cross-origin"),
            ("access-control-allow-origin", "*"),
            ("cache-control", "no-cache"),
        ] {
            assert_eq!(reply.header(name), value, "{path}: {name}");
        }
    }
}

#[tokio::test]
async fn the_api_is_not_open_to_other_origins() {
    let reply = get(&site(), "/api/video/conferences/7d9f5b1e-3c1a-4f44-9c5e-0a1b2c3d4e5f").await;
    assert_eq!(reply.status, StatusCode::OK);
    assert_eq!(reply.header("access-control-allow-origin"), "");
    assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin");
}

#[tokio::test]
async fn a_file_that_was_compressed_by_the_build_is_sent_so() {
    let site = site();
    for (accepted, encoding, body) in
        [("gzip, br", "br", "\0asm, brotli"), ("gzip", "gzip", "\0asm, gzip"), ("identity", "", "\0asm, whole")]
    {
        let reply = send(&site, Method::GET, "/card.wasm", &[("accept-encoding", accepted)]).await;
        assert_eq!(reply.header("content-encoding"), encoding, "{accepted}");
        assert_eq!(reply.header("content-type"), "application/wasm", "{accepted}");
        assert_eq!(reply.header("vary"), "accept-encoding", "{accepted}");
        assert_eq!(reply.text(), body, "{accepted}");
    }
}

#[tokio::test]
async fn other_files_are_compressed_on_the_way() {
    let site = site();
    for encoding in ["br", "gzip"] {
        let reply = send(&site, Method::GET, "/long.js", &[("accept-encoding", encoding)]).await;
        assert_eq!(reply.header("content-encoding"), encoding);
        assert!(reply.body.len() < 500, "{} bytes", reply.body.len());
    }
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let site = site();
    let first = get(&site, "/index.js").await;
    for (validator, condition) in [("etag", "if-none-match"), ("last-modified", "if-modified-since")] {
        let headers = [(condition, first.header(validator))];
        let again = send(&site, Method::GET, "/index.js", &headers).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{condition}");
        assert!(again.body.is_empty());
    }
}

#[tokio::test]
async fn nothing_outside_the_folder_and_no_listing_is_served() {
    let site = site();
    for path in [
        "/nowhere",
        "/.git/",
        "/../secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e/secret.txt",
        "/locales/..%2f..%2fsecret.txt",
        "/..%5csecret.txt",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/index.html%00",
    ] {
        let reply = get(&site, path).await;
        assert_eq!(reply.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(reply.text(), "Not found.\n", "{path}");
    }
}

#[tokio::test]
async fn files_that_start_with_a_dot_are_nobodys_business() {
    let site = site();
    for path in
        ["/.env", "/.git", "/.git/config", "/%2eenv", "/%2Egit/config", "/locales/../.env", "/.git%2fconfig", "/./index.html"]
    {
        let reply = get(&site, path).await;
        assert_eq!((reply.status, reply.text()), (StatusCode::NOT_FOUND, "Not found.\n"), "{path}");
        assert_eq!(reply.header("cache-control"), "no-cache", "{path}");
    }
}

#[tokio::test]
async fn a_folder_is_its_index_page() {
    let site = site();
    assert_eq!(get(&site, "/locales/").await.text(), "<!doctype html><title>Locales</title>");
    let reply = get(&site, "/locales").await;
    assert_eq!(reply.status, StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(reply.header("location"), "/locales/");
    assert_eq!(reply.header("cache-control"), "no-cache");
    // Sent back, this would lead to another server.
    assert_eq!(get(&site, "//locales").await.status, StatusCode::NOT_FOUND);
    assert_eq!(get(&site, "/%2flocales").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_whose_name_carries_a_hash_is_kept_for_a_year() {
    let site = site();
    let encodings = [("accept-encoding", "br")];
    for (path, headers) in [
        ("/card-0123456789abcdef.js", &[][..]),
        ("/card-0123456789abcdef_bg.wasm", &[]),
        ("/card-0123456789abcdef_bg.wasm", &encodings),
        ("/card-0123456789abcdef.js?query", &[]),
        ("/card-0123456789abcdef.js", &[("range", "bytes=0-1")]),
    ] {
        for method in [Method::GET, Method::HEAD] {
            let reply = send(&site, method, path, headers).await;
            assert!(reply.status.is_success(), "{path}");
            assert_eq!(reply.header("cache-control"), "public, max-age=31536000, immutable", "{path} {headers:?}");
        }
    }
    let etag = get(&site, "/card-0123456789abcdef.js").await.header("etag").to_owned();
    let again = send(&site, Method::GET, "/card-0123456789abcdef.js", &[("if-none-match", &etag)]).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    assert_eq!(again.header("cache-control"), "public, max-age=31536000, immutable");
}

#[tokio::test]
async fn all_other_files_are_revalidated() {
    let site = site();
    let dist = site.path().join("dist");
    let names = [
        "card-0123456789abcde.js",
        "card-0123456789abcdef0.js",
        "card-0123456789ABCDEF.js",
        "card-0123456789abcdeg.js",
        "0123456789abcdef.js",
        "card_0123456789abcdef.js",
        "card.0123456789abcdef.js",
    ];
    for name in names {
        fs::write(dist.join(name), "export {};").unwrap();
        let reply = get(&site, &format!("/{name}")).await;
        assert_eq!(reply.status, StatusCode::OK, "{name}");
        assert_eq!(reply.header("cache-control"), "no-cache", "{name}");
    }
    // Tomorrow, it may be there.
    let missing = get(&site, "/gone-0123456789abcdef.js").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
    assert_eq!(missing.header("cache-control"), "no-cache");
}

#[tokio::test]
async fn head_tells_of_a_file_what_get_does() {
    let site = site();
    let headers = |reply: &Reply| {
        let mut headers = reply.headers.clone();
        headers.remove("x-request-id");
        headers
    };
    for path in ["/", "/index.js", "/card.wasm", "/card-0123456789abcdef.js"] {
        let head = send(&site, Method::HEAD, path, &[]).await;
        assert!(head.body.is_empty(), "{path}");
        assert_eq!(headers(&head), headers(&get(&site, path).await), "{path}");
    }
}

#[tokio::test]
async fn a_part_of_a_file_is_sent_to_whoever_asks_for_it() {
    let site = site();
    let reply = send(&site, Method::GET, "/card.wasm", &[("range", "bytes=1-3")]).await;
    assert_eq!(reply.status, StatusCode::PARTIAL_CONTENT);
    assert_eq!(reply.header("content-range"), "bytes 1-3/11");
    assert_eq!(reply.text(), "asm");
}

#[tokio::test]
async fn files_are_only_read() {
    let site = site();
    let reply = send(&site, Method::POST, "/index.js", &[]).await;
    assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(reply.header("allow"), "GET,HEAD");
}

#[tokio::test]
async fn without_a_folder_the_answer_says_how_to_give_one() {
    let reply = crate::common::get("/").await;
    assert_eq!(reply.status, StatusCode::NOT_FOUND);
    assert_eq!(reply.text(), "Not found. Start the gateway with --static DIR to serve pages.\n");
}
