//! The four ways in take the same options and give the same code: build script, macro, command, and
//! the committed crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use hammersmith_codegen::config::OptionValue;
use hammersmith_codegen::write::{self, FileSet};
use hammersmith_codegen::{Generator, Layout, Output, Package, When};
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{AttrStyle, Attribute, Item};

use crate::expand;

const OPERATION: &str = "RegisterJobDefinition";

/// A waiter, as a front end passes it on.
const WAITERS: &str = r#"{"Registered": {"operation": "RegisterJobDefinition", "acceptors": [
    {"state": "success", "matcher": {"output":
        {"path": "jobDefinitionName", "comparator": "stringEquals", "expected": "a"}}}]}}"#;

/// Rules of the service, as a front end passes them on.
const RULES: &str = r#"{"headers": {"x-front": "1"}, "transient-codes": ["Slow"],
    "sensitive": ["KeyValuePair$value"], "may-stall": "RegisterJobDefinition"}"#;

/// The options that the ways in are compared for, each set with a name.
const OPTIONS: [(&str, &[(&str, &str)]); 3] = [
    ("default", &[]),
    (
        "always",
        &[
            ("client", "always"),
            ("serde", "always"),
            ("fake", "always"),
            ("strict", "on"),
            ("docs", "summary"),
            ("protocol-tests", "on"),
            ("rename", "com.amazonaws.batch#RetryStrategy=Retries"),
            ("waiters", WAITERS),
            ("rules", RULES),
        ],
    ),
    (
        "never",
        &[
            ("client", "never"),
            ("serde", "never"),
            ("fake", "feature"),
            ("strict", "enums"),
            ("docs", "off"),
        ],
    ),
];

fn root() -> PathBuf {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap().to_owned()
}

fn model() -> PathBuf {
    root().join("model/batch.json")
}

/// An empty folder.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("front")
        .join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn generator(options: &[(&str, &str)]) -> Generator {
    let generator = Generator::new().model(model()).operations([OPERATION]);
    let mut config = generator.config().clone();
    for (key, word) in options {
        let value = OptionValue::Text((*word).to_owned());
        config.set(key, value).unwrap();
    }
    Generator::from_config(config)
}

/// Runs `cargo hammersmith`; gives its exit status and what it printed.
fn command(args: &[&str]) -> (u8, String) {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = ["cargo-hammersmith", "hammersmith"].iter().chain(args);
    let code = cargo_hammersmith::run(args, &mut out, &mut err);
    out.extend(err);
    (code, String::from_utf8(out).unwrap())
}

/// The files that `cargo hammersmith generate` writes for the operation.
fn written_by_command(options: &[(&str, &str)], out: &Path, more: &[&str]) {
    let (model, out) = (model(), out.to_str().unwrap().to_owned());
    let mut args = vec!["generate", "--model", model.to_str().unwrap()];
    args.extend(["--operations", OPERATION, "--out", &out]);
    let flags: Vec<String> = options
        .iter()
        .map(|(key, word)| format!("--{key}={word}"))
        .collect();
    args.extend(flags.iter().map(String::as_str));
    args.extend(more);
    let (code, said) = command(&args);
    assert_eq!(code, 0, "{said}");
}

/// The file that a build script finds in `OUT_DIR`, and the lines it prints for Cargo.
fn written_by_build_script(options: &str, out_dir: &Path) -> (String, String) {
    let output = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "front::as_a_build_script",
            "--ignored",
            "--nocapture",
        ])
        .env("OUT_DIR", out_dir)
        .env("FRONT_OPTIONS", options)
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    (fs::read_to_string(out_dir.join("batch.rs")).unwrap(), said)
}

/// The build script of [`written_by_build_script`], in a process whose `OUT_DIR` can be chosen.
#[test]
#[ignore = "runs as a part of other tests"]
fn as_a_build_script() {
    let Ok(wanted) = std::env::var("FRONT_OPTIONS") else {
        return;
    };
    let (_, options) = OPTIONS.iter().find(|(name, _)| *name == wanted).unwrap();
    let summary = generator(options).generate().unwrap();
    println!("\nchanged: {}", summary.changed);
}

/// The expansion of the macro as a file, and the files that it makes Cargo watch.
fn expanded(options: &[(&str, &str)], header: &str) -> (String, Vec<String>) {
    let options = options.iter().map(|(key, word)| {
        let key = quote::format_ident!("{}", key.replace('-', "_"));
        quote!(#key = #word,)
    });
    let input =
        quote!(model = "model/batch.json", operations = [RegisterJobDefinition], #(#options)*);
    let file: syn::File = syn::parse2(expand::expand(input, &root())).unwrap();
    let is_watch = |item: &Item| matches!(item, Item::Const(item) if item.ident == "_");
    let (watched, code): (Vec<Item>, Vec<Item>) = file.items.into_iter().partition(is_watch);
    let watched = watched
        .iter()
        .map(|item| item.to_token_stream().to_string());
    let text = write::render(header, quote!(#(#code)*)).unwrap();
    (text, watched.collect())
}

/// Protects: for the same options, a build script, the command and the macro give the same file.
#[test]
fn the_ways_to_one_file_agree() {
    for (name, options) in OPTIONS {
        let folder = folder(&format!("file-{name}"));
        let Output::File(library) = generator(options)
            .run(Layout::File)
            .unwrap()
            .output(Layout::File)
            .unwrap()
        else {
            panic!("asked for a file");
        };
        let (built, _) = written_by_build_script(name, &folder);
        assert!(built == library, "build script, options {name:?}");

        let path = folder.join("command.rs");
        written_by_command(options, &path, &["--layout", "file"]);
        let by_command = fs::read_to_string(path).unwrap();
        assert!(by_command == library, "command, options {name:?}");

        let (header, _) = library.split_once('\n').unwrap();
        let (by_macro, watched) = expanded(options, header);
        assert!(by_macro == library, "macro, options {name:?}");
        let model = format!("{:?}", model().to_str().unwrap());
        assert!(
            watched.len() == 1 && watched[0].contains(&model),
            "{watched:?}"
        );
    }
}

/// Protects: for the same options, library and command give the same crate, and the committed one
/// is what `hammersmith.toml` says it is.
#[test]
fn the_ways_to_a_crate_agree() {
    for (name, options) in OPTIONS {
        let folder = folder(&format!("crate-{name}"));
        let package = Package {
            name: Some("a-batch".to_owned()),
            version: Some("1.2.3".to_owned()),
            runtime_path: Some("../runtime".to_owned()),
        };
        let generated = generator(options)
            .package(package)
            .run(Layout::Crate)
            .unwrap();
        let library = generated.crate_files().unwrap();
        let more = ["--name", "a-batch", "--package-version", "1.2.3"];
        let more = [more.as_slice(), &["--runtime-path", "../runtime"]].concat();
        written_by_command(options, &folder.join("out"), &more);
        let drift = write::check_dir(&library, &folder.join("out")).unwrap();
        assert!(drift.is_empty(), "options {name:?}: {drift}");
    }
    let config = root().join("hammersmith.toml");
    let (code, said) = command(&["check", "--config", config.to_str().unwrap()]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("generated/batch: up to date"), "{said}");
}

/// Protects: the one file is the crate's files joined, so that what is proven of the committed
/// crate holds for build scripts and the macro too.
#[test]
fn the_file_is_the_crate_joined() {
    for client in ["always", "never"] {
        let generated = generator(&[("client", client)]).run(Layout::File).unwrap();
        let mut file = syn::parse_file(&generated.file().unwrap()).unwrap().items;
        for item in &mut file {
            without_lints(item);
        }
        let files = generated.crate_files().unwrap();
        let joined = joined(&files, "src/lib.rs", "src");
        // Printed again, at the same depth: how deep code stands decides where lines break.
        let text = |items: Vec<Item>| write::render("", ordered(items)).unwrap();
        let (file, joined) = (text(file), text(joined));
        for (left, right) in file.lines().zip(joined.lines()) {
            assert_eq!(left, right);
        }
        assert!(file == joined && file.lines().count() > 1000);
    }
}

/// The items of a file of the crate, those of its modules inside.
fn joined(files: &FileSet, path: &str, folder: &str) -> Vec<Item> {
    let text = files.get(path).unwrap_or_else(|| panic!("no {path}"));
    let mut items = syn::parse_file(text).unwrap().items;
    for item in &mut items {
        if let Item::Mod(module) = item
            && module.content.is_none()
        {
            let folder = format!("{folder}/{}", module.ident);
            let inside = joined(files, &format!("{folder}.rs"), &folder);
            if let Some(page) = files.get(&format!("{folder}.md")) {
                module.attrs.push(syn::parse_quote!(#![doc = #page]));
            }
            module.content = Some((syn::token::Brace::default(), inside));
            module.semi = None;
        }
    }
    items
}

/// The items with modules behind what is no module, as the one file has them.
fn ordered(items: Vec<Item>) -> TokenStream {
    let is_module = |item: &Item| matches!(item, Item::Mod(_));
    let (modules, others): (Vec<Item>, Vec<Item>) = items.into_iter().partition(is_module);
    let mut tokens = quote!(#(#others)*);
    for item in modules {
        let Item::Mod(module) = item else { continue };
        let syn::ItemMod {
            attrs,
            vis,
            ident,
            content,
            ..
        } = module;
        let inside = ordered(content.map(|(_, items)| items).unwrap_or_default());
        let is_inner = |attr: &Attribute| matches!(attr.style, AttrStyle::Inner(_));
        let (page, attrs): (Vec<Attribute>, Vec<Attribute>) = attrs.into_iter().partition(is_inner);
        tokens.extend(quote!(#(#attrs)* #vis mod #ident { #(#page)* #inside }));
    }
    tokens
}

/// Takes off what the items of the one file have instead of the crate's own lints.
fn without_lints(item: &mut Item) {
    let attrs = match item {
        Item::Mod(item) => &mut item.attrs,
        Item::Use(item) => &mut item.attrs,
        _ => return,
    };
    attrs.retain(|attr| !attr.path().is_ident("allow"));
}

/// Protects: Cargo hears which files a build script depends on, a second run changes nothing, and
/// an edit that is not ours is replaced.
#[test]
fn a_build_script_writes_what_changed_and_says_what_to_watch() {
    let out_dir = folder("build-script");
    let (first, said) = written_by_build_script("default", &out_dir);
    let watched = format!("cargo::rerun-if-changed={}", model().display());
    let lines: Vec<&str> = said
        .lines()
        .filter(|line| line.contains("cargo::"))
        .collect();
    assert_eq!(lines, [watched]);
    assert!(said.contains("changed: true"), "{said}");

    let (second, said) = written_by_build_script("default", &out_dir);
    assert!(said.contains("changed: false"), "{said}");
    assert!(first == second);

    let path = out_dir.join("batch.rs");
    fs::write(&path, first.replacen("pub mod", "mod", 1)).unwrap();
    let (third, said) = written_by_build_script("default", &out_dir);
    assert!(said.contains("changed: true"), "{said}");
    assert!(first == third);
}

/// Protects: a folder of models is watched itself, so that a file that is added counts.
#[test]
fn folders_of_models_are_watched() {
    let generated = Generator::new()
        .model(root().join("model"))
        .client(When::Never)
        .run(Layout::File)
        .unwrap();
    assert!(generated.inputs().contains(&root().join("model")));
    assert!(generated.inputs().contains(&model()));
}

/// Protects: `unwrap` in a build script prints every problem once, and readably.
#[test]
fn a_build_script_that_panics_reads_well() {
    let error = Generator::new()
        .model(model())
        .operations(["RegisterJobDefinitio", "SubmitJob"])
        .run(Layout::File)
        .unwrap_err();
    let said = format!("{error:?}");
    assert!(said.starts_with("\nerror: "), "{said}");
    for operation in ["`RegisterJobDefinitio`", "`SubmitJob`"] {
        assert_eq!(said.matches(operation).count(), 1, "{said}");
    }
    assert!(
        said.contains("did you mean `RegisterJobDefinition`?"),
        "{said}"
    );
    assert!(said.ends_with("2 problems found"), "{said}");
}
