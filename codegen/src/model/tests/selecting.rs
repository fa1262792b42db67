//! Cutting models down.

use serde_json::{Value, json};

use super::super::{Model, Selection, Source, load, select};
use super::{id, model};

/// A shop with operations of its own and two resources, one below the other.
fn shop() -> Value {
    let operation =
        |input: &str| json!({ "type": "operation", "input": { "target": input }, "errors": [] });
    json!({
        "a#Shop": {
            "type": "service",
            "version": "1",
            "operations": [{ "target": "a#Buy" }, { "target": "a#Ask" }],
            "resources": [{ "target": "a#Shelf" }],
            "errors": [{ "target": "a#Closed" }],
            "rename": { "b#Item": "OtherItem", "b#Note": "OtherNote" },
            "traits": { "aws.api#service": { "sdkId": "Corner Shop" } }
        },
        "a#Ask": { "type": "operation" },
        "a#ReadBox": operation("a#Input2"),
        "a#Buy": operation("a#Input"),
        "a#ListShelves": { "type": "operation" },
        "a#Shelf": {
            "type": "resource",
            "identifiers": { "id": { "target": "smithy.api#String" } },
            "list": { "target": "a#ListShelves" },
            "collectionOperations": [{ "target": "a#Ask" }],
            "resources": [{ "target": "a#Box" }]
        },
        "a#Box": { "type": "resource", "read": { "target": "a#ReadBox" } },
        "a#Input": { "type": "structure", "members": {
            "items": { "target": "a#Items" }, "self": { "target": "a#Input" }
        } },
        "a#Input2": { "type": "structure", "members": { "note": { "target": "b#Note" } } },
        "a#Items": { "type": "list", "member": { "target": "b#Item" } },
        "b#Item": { "type": "union", "members": { "name": { "target": "smithy.api#String" } } },
        "b#Note": { "type": "structure", "members": {} },
        "a#Closed": {
            "type": "structure",
            "members": { "why": { "target": "a#Why" } },
            "traits": { "smithy.api#error": "server" }
        },
        "a#Why": { "type": "string" },
        "a#Nobody": { "type": "string" }
    })
}

fn selection(service: Option<&str>, operations: &[&str], resources: &[&str]) -> Selection {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Selection {
        service: service.map(str::to_owned),
        operations: owned(operations),
        resources: owned(resources),
    }
}

/// Protects: operations bound anywhere are found once, in model order, with the
/// way to them.
#[test]
fn operations_are_found_through_resources() {
    let model = model(&shop());
    let bindings: Vec<(String, Vec<String>)> = model
        .service_operations(&id("a#Shop"))
        .into_iter()
        .map(|binding| {
            let way = binding.resources.iter().map(ToString::to_string).collect();
            (binding.operation.to_string(), way)
        })
        .collect();
    let wanted: [(&str, &[&str]); 4] = [
        ("a#Ask", &[]),
        ("a#ReadBox", &["a#Shelf", "a#Box"]),
        ("a#Buy", &[]),
        ("a#ListShelves", &["a#Shelf"]),
    ];
    let wanted = wanted.map(|(operation, way)| {
        let way: Vec<String> = way.iter().map(ToString::to_string).collect();
        (operation.to_owned(), way)
    });
    assert_eq!(bindings, wanted);
}

/// Protects: the closure is exact, and the service binds what was selected.
#[test]
fn closures_are_exact() {
    // What is selected, the operations found, and the other shapes they reach.
    let cases = [
        (
            selection(None, &["Buy"], &[]),
            "a#Buy",
            "a#Shop a#Buy a#Input a#Items b#Item a#Closed a#Why",
        ),
        (
            selection(Some("corner shop"), &["a#Ask"], &[]),
            "a#Ask",
            "a#Shop a#Ask a#Closed a#Why",
        ),
        (
            selection(Some("SHOP"), &[], &["Box"]),
            "a#ReadBox",
            "a#Shop a#ReadBox a#Input2 b#Note a#Closed a#Why",
        ),
        (
            selection(Some("a#Shop"), &[], &["a#Shelf"]),
            "a#Ask a#ReadBox a#ListShelves",
            "a#Shop a#Ask a#ReadBox a#ListShelves a#Input2 b#Note a#Closed a#Why",
        ),
        (
            selection(None, &["Buy", "Ask", "Buy"], &["Box"]),
            "a#Ask a#ReadBox a#Buy",
            "a#Shop a#Ask a#ReadBox a#Buy a#Input a#Input2 a#Items b#Item b#Note a#Closed a#Why",
        ),
        (
            Selection::default(),
            "a#Ask a#ReadBox a#Buy a#ListShelves",
            "a#Shop a#Ask a#ReadBox a#Buy a#ListShelves a#Input a#Input2 a#Items b#Item b#Note \
             a#Closed a#Why",
        ),
    ];
    let model = model(&shop());
    for (selection, operations, shapes) in cases {
        let operations: Vec<&str> = operations.split(' ').collect();
        let selected = select(&model, &selection).unwrap();
        assert_eq!(selected.operations, operations, "{selection:?}");
        let found: Vec<&str> = selected.model.shapes().map(|s| s.id.as_str()).collect();
        assert_eq!(found.join(" "), shapes, "{selection:?}");
        let service = selected.model.shape(&selected.service).unwrap();
        let service = service.as_service().unwrap();
        assert_eq!(service.operations, operations);
        assert!(service.resources.is_empty());
        let mut renamed = service.rename.keys();
        assert!(renamed.all(|id| found.contains(&id.as_str())));
        round_trips(&selected.model);
    }
}

/// Protects: a model printed and read again is the same model.
pub(super) fn round_trips(model: &Model) {
    let text = model.to_ast_json().to_string();
    let name = "printed.json".to_owned();
    let again = load(&[Source::Text { name, text }]);
    let again = again.unwrap_or_else(|problems| panic!("{problems}"));
    assert!(again == *model, "{:?} is not as it was", model.files());
}

/// Protects: what is said about a selection that matches nothing, all of it at
/// once, with near names.
#[test]
fn selections_of_nothing_are_explained() {
    let model = model(&shop());
    let said = |selection: Selection| select(&model, &selection).unwrap_err().to_string();
    assert_eq!(
        said(selection(
            None,
            &["Byu", "a#Askk", "Zzz", "Ask"],
            &["Shell", "Zzz"]
        )),
        "error: `a#Shop` has no operation `Byu`\n  help: did you mean `Buy`? `cargo hammersmith \
         list` shows all\n\n\
         error: `a#Shop` has no operation `a#Askk`\n  help: did you mean `Ask`? `cargo hammersmith \
         list` shows all\n\n\
         error: `a#Shop` has no operation `Zzz`\n  help: `cargo hammersmith list` shows all of its \
         operations\n\n\
         error: `a#Shop` has no resource `Shell`\n  help: did you mean `Shelf`? `cargo hammersmith \
         list` shows all\n\n\
         error: `a#Shop` has no resource `Zzz`\n  help: `cargo hammersmith list` shows all of its \
         resources\n\n\
         5 problems found"
    );
    assert_eq!(
        said(selection(Some("shoop"), &["Zzz"], &[])),
        "error: no service is named `shoop`\n  help: did you mean `Shop`? `cargo hammersmith list` \
         shows all\n\n1 problem found"
    );
    assert_eq!(
        said(selection(Some("bank"), &[], &[])),
        "error: no service is named `bank`\n  help: the services are:\n          a#Shop (Corner \
         Shop)\n\n1 problem found"
    );
}

/// Protects: what is said when there is nothing, or too much, to choose from.
#[test]
fn services_must_be_clear() {
    let service = |namespace: &str| {
        let operation = format!("{namespace}#Do");
        json!({
            format!("{namespace}#Shop"): {
                "type": "service", "operations": [{ "target": operation }]
            },
            operation: { "type": "operation" }
        })
    };
    let mut two = service("a");
    two.as_object_mut()
        .unwrap()
        .extend(service("b").as_object().unwrap().clone());
    let two = model(&two);
    let said = |model: &Model, service: Option<&str>| {
        let selected = select(model, &selection(service, &[], &[]));
        selected.unwrap_err().to_string()
    };
    assert_eq!(
        said(&two, None),
        "error: the model has several services, and none is selected\n  help: choose one \
         with the option `service`:\n          a#Shop\n          b#Shop\n\n1 problem found"
    );
    assert!(said(&two, Some("shop")).contains("several services are named `shop`"));
    assert!(select(&two, &selection(Some("b#Shop"), &[], &[])).is_ok());
    let none = model(&json!({ "a#S": { "type": "string" } }));
    for service in [None, Some("Shop")] {
        assert_eq!(
            said(&none, service),
            "error: the model has no service\n  --> model.json\n\n1 problem found"
        );
    }
    let idle = model(&json!({ "a#Shop": { "type": "service" } }));
    assert!(said(&idle, None).contains("`a#Shop` has no operations"));
}
