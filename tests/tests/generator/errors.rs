//! The messages of the generator for each kind of wrong input: selectors, models without a form in
//! Rust, and places it cannot write to. The loader's own messages are tested beside it.

mod wrong;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use hammersmith_codegen::config::OptionValue;
use hammersmith_codegen::{Config, Generator, Layout, Output, When};
use hammersmith_tests::golden;
use serde_json::{Value, json};

use wrong::{Wrong, model, shop};

/// The message for a model, with what `configure` asks for.
fn message(model: &Value, configure: impl FnOnce(Generator) -> Generator) -> String {
    let generator = Generator::new().model_text("shop.json", model.to_string());
    match configure(generator).client(When::Never).run(Layout::File) {
        Ok(generated) => {
            generated
                .file()
                .unwrap_or_else(|error| panic!("no Rust, and no message: {error}"));
            panic!("{model} is nothing wrong")
        }
        Err(error) => error.to_string(),
    }
}

/// A message without the path that is another one on every machine, and the line breaks it makes.
fn without(path: &Path, message: &str) -> String {
    message
        .replace("\n       ", " ")
        .replace(&*path.to_string_lossy(), "<path>")
}

/// Compares messages with the golden ones, all of a group in one file.
fn golden(group: &str, messages: &[(&str, String)]) {
    let mut text = String::new();
    for (name, message) in messages {
        let _ = writeln!(text, "## {name}\n\n{message}\n");
    }
    golden::snapshot(&format!("errors/{group}"), &text);
}

/// Protects people who mistype a name: near names, or where to find all.
#[test]
fn selectors_that_match_nothing() {
    let one = model(shop(json!({})));
    let service =
        json!({ "type": "service", "version": "1", "traits": { "aws.protocols#restJson1": {} } });
    let two =
        model(json!({ "test.a#Shop": service, "test.b#Shop": service, "test.b#Bank": service }));
    let none = model(json!({ "test.shop#Text": { "type": "string" } }));
    golden(
        "selectors",
        &[
            (
                "operation with a near name",
                message(&one, |it| it.operations(["BuyBok"])),
            ),
            (
                "operation with no near name",
                message(&one, |it| it.operations(["Xyzzy"])),
            ),
            (
                "two operations",
                message(&one, |it| it.operations(["BuyBok", "Sell", "BuyBook"])),
            ),
            (
                "operation that is no operation",
                message(&one, |it| it.operations(["test.shop#Order"])),
            ),
            (
                "resource with a near name",
                message(&one, |it| it.resources(["Shelve"])),
            ),
            (
                "service with a near name",
                message(&one, |it| it.service("Shopp")),
            ),
            (
                "service with no near name",
                message(&one, |it| it.service("Bakery")),
            ),
            ("several services, none named", message(&two, |it| it)),
            (
                "several services of that name",
                message(&two, |it| it.service("shop")),
            ),
            ("no service", message(&none, |it| it)),
        ],
    );
}

/// Protects people who hand over nothing, or something that is not there.
#[test]
fn no_model() {
    let run = |generator: Generator| {
        let error = generator
            .client(When::Never)
            .run(Layout::File)
            .expect_err("nothing to generate");
        let here = std::env::current_dir().expect("tests run in a folder");
        without(&here, &error.to_string())
    };
    golden(
        "no-model",
        &[
            ("none", run(Generator::new())),
            (
                "missing file",
                run(Generator::new().model("not/there.json")),
            ),
        ],
    );
}

/// Compares the messages for models, all of a group in one file.
fn golden_models(group: &str, models: &[Wrong]) {
    let messages = models
        .iter()
        .map(|(name, model)| (*name, message(model, |it| it)));
    golden(group, &messages.collect::<Vec<_>>());
}

/// Protects people from requests that go to the wrong place, since a path was not followed.
#[test]
fn paths_that_lead_nowhere() {
    golden_models("endpoint-paths", &wrong::unsupported::paths());
}

/// Protects people from clients that page or wait in vain.
#[test]
fn pages_and_waiters() {
    golden_models("pages", &wrong::repeats::pages());
    golden_models("waiters", &wrong::repeats::waiters());
}

/// Protects people from code that would not do what the service asks for.
#[test]
fn what_is_not_generated_yet() {
    golden_models("unsupported-services", &wrong::unsupported::services());
    golden_models("unsupported-operations", &wrong::unsupported::operations());
    golden_models("unsupported-messages", &wrong::unsupported::messages());
}

/// Protects values from being replaced by zero, and builds from code that does not compile.
#[test]
fn defaults() {
    golden_models("defaults", &wrong::defaults::all());
}

/// Protects people from code that does not compile because names of the model meet in Rust.
#[test]
fn names_that_meet() {
    golden_models("names", &wrong::names::all());
}

/// Protects people who rename: a name that is given to nothing, that Rust cannot say, or that is
/// taken.
#[test]
fn wrong_renames() {
    let messages = wrong::names::renames().map(|(name, model, renames)| {
        let rename = |generator: Generator| {
            let each = renames.iter();
            each.fold(generator, |generator, (id, name)| {
                generator.rename(*id, *name)
            })
        };
        (name, message(&model, rename))
    });
    golden("renames", &messages);
}

/// Protects people who wait for something of their own, or give their service rules: whatever
/// matches nothing is an error that names the place, all of them at once.
#[test]
fn wrong_waiters_and_rules_of_the_options() {
    let model = wrong::given::followed();
    let said = |key: &str, value: &Value| {
        let mut config = Config::default();
        if let Err(problems) = config.set(key, OptionValue::Data(value.clone())) {
            return problems.to_string();
        }
        message(&model, |generator| match key {
            "rules" => generator.rules(config.rules),
            _ => {
                let waiters = config.waiters.into_iter();
                waiters.fold(generator, |it, (name, waiter)| it.waiter(name, waiter))
            }
        })
    };
    for (key, wrong) in [
        ("waiters", wrong::given::waiters()),
        ("rules", wrong::given::rules()),
    ] {
        let messages = wrong.iter().map(|(name, value)| (*name, said(key, value)));
        golden(&format!("options-{key}"), &messages.collect::<Vec<_>>());
    }
}

/// Protects people from clients that find no host.
#[test]
fn endpoint_rules_that_make_no_sense() {
    let mut all = wrong::rules::all();
    all.extend(wrong::rules::diagrams());
    golden_models("endpoint-rules", &all);
}

/// Protects files that people wrote from a slip in a path.
#[test]
fn places_that_are_taken() {
    let generated = Generator::new().model_text("shop.json", model(shop(json!({}))).to_string());
    let generated = generated
        .client(When::Never)
        .run(Layout::File)
        .expect("the model is right");
    let outputs =
        [Layout::Crate, Layout::File].map(|layout| generated.output(layout).expect("Rust"));
    let [as_crate, as_file] = &outputs;
    let mut messages = Vec::new();
    let mut refused = |name, output: &Output, prepare: &dyn Fn(&Path)| {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("places");
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder of our own");
        let place = folder.join("out");
        prepare(&place);
        let before = contents(&place);
        let error = output.write(&place).expect_err(name).to_string();
        assert_eq!(contents(&place), before, "{name}");
        messages.push((name, without(&place, &error)));
    };
    let text = |path: &Path, text: &str| fs::write(path, text).expect("a file of our own");
    let made = |path: &Path| drop(as_crate.write(path).expect("nothing is in the way"));
    refused("crate in place of a file", as_crate, &|out| {
        text(out, "mine")
    });
    refused("crate in a folder of somebody else", as_crate, &|out| {
        fs::create_dir_all(out.join("src")).expect("a folder of our own");
        text(&out.join("src/main.rs"), "mine");
    });
    refused("crate with a file in place of a folder", as_crate, &|out| {
        made(out);
        fs::remove_dir_all(out.join("src/operation")).expect("it was generated");
        text(&out.join("src/operation"), "mine");
    });
    refused(
        "crate with a list of files that is none",
        as_crate,
        &|out| {
            made(out);
            let list = fs::read_dir(out)
                .expect("it was generated")
                .map(|entry| entry.expect("an entry"));
            let list = list
                .map(|entry| entry.path())
                .find(|path| path.extension().is_none() && path.is_file());
            text(
                &list.expect("a list of the generated files"),
                "../../etc/passwd\n",
            );
        },
    );
    refused("file in place of somebody else's", as_file, &|out| {
        text(out, "mod mine;")
    });
    refused("file in place of a folder", as_file, &|out| {
        fs::create_dir(out).expect("a folder")
    });
    golden("places", &messages);
}

/// The files below a path, with their texts.
fn contents(path: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let Ok(entries) = fs::read_dir(path) else {
        return vec![(path.to_owned(), fs::read(path).unwrap_or_default())];
    };
    let mut all: Vec<_> = entries
        .flat_map(|entry| contents(&entry.expect("an entry").path()))
        .collect();
    all.sort();
    all
}

/// Protects programs other than build scripts from the method for build scripts.
#[test]
fn outside_of_a_build_script() {
    assert_eq!(
        std::env::var_os("OUT_DIR"),
        None,
        "tests of a crate without a build script"
    );
    let error = Generator::new()
        .generate()
        .expect_err("nowhere to write to");
    golden("no-out-dir", &[("no OUT_DIR", error.to_string())]);
}

/// Protects who chooses a protocol: one that the service speaks is taken by its name or its shape
/// ID, and any other value is an error with those that there are.
#[test]
fn chosen_protocol() {
    let ids = [
        "aws.protocols#awsJson1_1",
        "aws.protocols#restJson1",
        "smithy.protocols#rpcv2Cbor",
        "smithy.protocols#rpcv2Json",
    ];
    let model = wrong::unsupported::speaking(&ids);
    let generator = || Generator::new().model_text("shop.json", model.to_string());
    let spoken = |generator: Generator| {
        let generated = generator.client(When::Never).run(Layout::File);
        generated.expect("a service").plan().service.protocol.name()
    };
    assert_eq!(spoken(generator()), "RpcV2Cbor");
    for (chosen, name) in [
        ("awsJson1_1", "AwsJson1_1"),
        ("smithy.protocols#rpcv2Json", "RpcV2Json"),
        ("restJson1", "RestJson1"),
    ] {
        assert_eq!(spoken(generator().protocol(chosen)), name);
    }
    let one = wrong::unsupported::speaking(&["aws.protocols#restJson1"]);
    let none = wrong::unsupported::speaking(&[]);
    let messages = [
        ("misspelt", message(&model, |it| it.protocol("rpcV2Cbor"))),
        ("unknown", message(&model, |it| it.protocol("soap"))),
        ("not spoken", message(&one, |it| it.protocol("rpcv2Cbor"))),
        ("no protocol", message(&none, |it| it.protocol("rpcv2Cbor"))),
    ];
    golden("protocol", &messages);
}

/// Protects people whose test cases do not fit their shapes: the case, the place in it, and what is
/// expected there. Without the option, nobody looks at the cases.
#[test]
fn cases_that_do_not_fit() {
    let messages: Vec<(&str, String)> = wrong::cases::all()
        .into_iter()
        .map(|(name, model)| {
            let unasked = Generator::new().model_text("shop.json", model.to_string());
            unasked.run(Layout::File).expect("a model that is right");
            (name, message(&model, |it| it.protocol_tests(true)))
        })
        .collect();
    golden("protocol-tests", &messages);
}
