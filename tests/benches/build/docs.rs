//! What the pages of operations cost whoever compiles the crate.

use hammersmith_codegen::config::Package;
use hammersmith_codegen::{Generator, Layout, OperationDocs};

use super::{Bench, row, workspace};

/// Protects the promise that documentation costs no more than reading it: the crate with pages
/// against the one without, which stands in the column of the official crate.
pub(super) fn docs(bench: &Bench) {
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
    let times = all.map(|(_, name)| bench.rustc(&project, name).0);
    let [off, summary, full] = times;
    for (what, time, most) in [("summary", summary, 1.03), ("full", full, 1.05)] {
        let ratio = time.as_secs_f64() / off.as_secs_f64();
        row(
            &format!("compile the crate with `docs = \"{what}\"`; on the left, `docs = \"off\"`"),
            &format!("{off:.2?}"),
            &format!("{time:.2?}"),
            Some(ratio),
            Some((ratio <= most, format!("≤ {most}"))),
        );
    }
}
