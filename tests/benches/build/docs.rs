//! The cost of the pages of operations for whoever compiles the crate.

use hammersmith_codegen::config::Package;
use hammersmith_codegen::{Generator, Layout, OperationDocs};

use hammersmith_tests::shared::workspace;

use super::bench::{Bench, Subject};
use super::table::compare;

/// Protects the promise that documentation costs no more than reading it: the crate with pages
/// against the one without.
pub(crate) fn docs(bench: &Bench) {
    let root = workspace().canonicalize().expect("the workspace");
    let all = [
        (OperationDocs::Off, "batch-docs-off"),
        (OperationDocs::Summary, "batch-docs-summary"),
        (OperationDocs::Full, "batch-docs-full"),
    ];
    let mut dependencies = String::from("[dependencies]\n");
    for (docs, name) in all {
        let folder = bench.folder.join("docs").join(name);
        let package = Package {
            name: Some(name.to_owned()),
            runtime_path: Some(root.join("runtime").display().to_string()),
            ..Package::default()
        };
        let generator = Generator::new()
            .model(root.join("model/batch.json"))
            .operations(["RegisterJobDefinition"])
            .docs(docs)
            .package(package);
        let generated = generator.run(Layout::Crate).expect("a crate");
        let output = generated.output(Layout::Crate).expect("Rust");
        output.write(&folder).expect("a folder");
        dependencies += &format!("{name} = {{ path = {folder:?} }}\n");
    }
    let project = bench.project("docs", &dependencies, &[("src/lib.rs", "")]);
    let subjects = all.map(|(_, name)| Subject::dev(&project, name));
    let [off, summary, full] = bench.rustc(subjects, 3).map(|cost| cost.cpu);
    for (docs, time, most) in [("summary", summary, 1.03), ("full", full, 1.05)] {
        let what = format!("compile the crate with `docs = \"{docs}\"` / `docs = \"off\"`, CPU");
        compare(&what, off, time, Some(most));
    }
}
