//! The rules of single services that their models do not say.

use hammersmith_codegen::{Generator, Layout};
use hammersmith_tests::{services, shared};

/// Operations of a service, whether their transfers may come to a halt, and whether their bodies
/// may be left out of the signature: as the official crates have it.
const OPERATIONS: [(&str, &str, bool, bool); 7] = [
    ("lambda", "Invoke", true, false),
    ("lambda", "InvokeAsync", true, false),
    ("lambda", "GetFunction", false, false),
    ("s3", "CopyObject", true, false),
    ("s3", "GetObject", false, false),
    ("s3", "PutObject", false, true),
    ("s3", "UploadPart", false, true),
];

/// Protects callers of functions that take long, and uploads without a hash of their bodies.
#[test]
fn operations_with_rules_of_their_own() {
    let Some(folder) = shared::folder("the rules of single services") else {
        return;
    };
    for service in ["lambda", "s3"] {
        let cases = OPERATIONS.iter().filter(|(of, ..)| *of == service);
        let names = cases.clone().map(|(_, name, ..)| *name);
        let generated = Generator::new()
            .model(services::model(&folder, service))
            .operations(names)
            .run(Layout::File);
        let generated = generated.unwrap_or_else(|error| panic!("{service}: {error}"));
        for (_, name, may_stall, may_leave_body_unsigned) in cases {
            let mut operations = generated.plan().operations.iter();
            let operation = operations.find(|operation| operation.name == *name);
            let operation = operation.expect("an operation");
            assert_eq!(operation.may_stall, *may_stall, "{name}");
            let unsigned = operation.may_leave_body_unsigned;
            assert_eq!(unsigned, *may_leave_body_unsigned, "{name}");
        }
    }
}
