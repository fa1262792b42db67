//! Models made of those of botocore, compared with the Smithy models of services that both have.

use std::collections::BTreeMap;
use std::path::Path;

use hammersmith_codegen::model::{self, Selection, Source};
use hammersmith_codegen::plan::auth::Scheme;
use hammersmith_codegen::plan::field::Field;
use hammersmith_codegen::plan::row::{Held, Row};
use hammersmith_codegen::plan::row_trait::RowTrait;
use hammersmith_codegen::plan::{self, Plan};
use hammersmith_codegen::{Config, Layout};
use hammersmith_tests::{botocore, services, shared};

/// The name of a service, that in botocore, that of its shape, and the facts that have changed
/// since the model was made.
const SERVICES: [(&str, &str, &str, &[&str]); 4] = [
    ("sts", "sts", "AWSSecurityTokenServiceV20110615", &[]),
    ("sns", "sns", "AmazonSimpleNotificationService", &[]),
    (
        "iam",
        "iam",
        "AWSIdentityManagementV20100508",
        &[
            "ServiceSpecificCredential.ServicePassword",
            "ServiceSpecificCredential.ServiceUserName",
            "ServiceSpecificCredentialMetadata.ServiceUserName",
        ],
    ),
    (
        "auto-scaling",
        "autoscaling",
        "AutoScaling_2011_01_01",
        &["TerminateInstanceInAutoScalingGroupInput.InstanceId"],
    ),
];

/// Protects the conversion: operations, errors, members, their names on the wire, types and
/// constraints are those of the Smithy models.
#[test]
fn conversion() {
    let Some(folder) = shared::folder("models made of those of botocore") else {
        return;
    };
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (service, name, shape, newer) in SERVICES {
        let ours = facts(&planned(&botocore::converted(scratch, name, shape)));
        let wanted = facts(&planned(&services::model(&folder, service)));
        assert!(wanted.len() > 100, "{service}: {} facts", wanted.len());
        let different = wanted
            .iter()
            .filter(|(fact, value)| ours.get(*fact) != Some(*value));
        let different: Vec<_> = different.map(|(fact, _)| fact.as_str()).collect();
        let shown = different
            .iter()
            .map(|fact| (fact, &wanted[*fact], ours.get(*fact)));
        let shown: Vec<_> = shown.collect();
        assert_eq!(different, newer.to_vec(), "{service}: {shown:#?}");
    }
}

/// Protects the model of EC2: all of it is generated, and all members are options, as in the
/// official crate.
#[test]
fn ec2() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let plan = planned(&botocore::model(scratch, "ec2").expect("EC2"));
    assert!(plan.operations.len() > 800, "{}", plan.operations.len());
    let fields = plan.structures.iter().flat_map(|it| &it.fields);
    let set: Vec<_> = fields
        .filter(|it| !it.is_optional())
        .map(|it| &it.member)
        .collect();
    assert!(set.is_empty(), "{set:?}");
    let fact = &facts(&plan)["InstanceNetworkInterfaceSpecification.Ipv6Addresses"];
    assert!(fact.contains("ipv6AddressesSet"), "{fact}");
    assert!(fact.contains("Ec2QueryName(\"Ipv6Addresses\")"), "{fact}");
}

fn planned(path: &Path) -> Plan {
    let loaded = model::load(&[Source::File(path.to_owned())]).expect("a model");
    let selected = model::select(&loaded, &Selection::default()).expect("operations");
    plan::plan(&selected, &Config::default(), Layout::Crate).expect("a plan")
}

/// What a client does with a model, by name.
fn facts(plan: &Plan) -> BTreeMap<String, String> {
    let mut facts = BTreeMap::new();
    for operation in &plan.operations {
        // botocore does not say of STS that it takes signatures for several regions.
        let auth = operation.auth.iter();
        let auth: Vec<_> = auth.filter(|it| **it != Scheme::SigV4a).collect();
        let message = format!("{:?} {auth:?}", operation.http.request);
        facts.insert(operation.name.clone(), message);
        for fault in &operation.errors {
            let fact = format!("{} {} {}", fault.code, fault.status, fault.client);
            facts.insert(format!("{} {}", operation.name, fault.shape_name), fact);
        }
    }
    let io = plan.operations.iter();
    let io = io.flat_map(|operation| [&operation.input, &operation.output]);
    for structure in plan.structures.iter().chain(io) {
        for field in &structure.fields {
            let name = format!("{}.{}", structure.ty.name, field.member);
            facts.insert(name, fact(field));
        }
    }
    for enumeration in &plan.enumerations {
        for variant in &enumeration.variants {
            let name = format!("{} {}", enumeration.ty.name, variant.value);
            facts.insert(name, String::new());
        }
    }
    facts
}

fn fact(field: &Field) -> String {
    let (ty, row) = (&field.ty, traits(&field.row));
    let token = field.idempotency_token;
    format!("{} {ty:?} {row} token {token}", field.wire_name)
}

/// The traits of a row. Defaults are not in the models of botocore, and no length is a length of 0.
fn traits(row: &Row) -> String {
    let own = row.traits.iter().filter_map(|of| match of {
        RowTrait::Default => None,
        RowTrait::Length(Some(0), most) => Some(RowTrait::Length(None, *most)),
        other => Some(other.clone()),
    });
    let own: Vec<_> = own.collect();
    let held = match &row.held {
        Some(Held::Member(held) | Held::Value(held)) => traits(held),
        None => String::new(),
    };
    let keys = row.keys.as_deref().map(traits).unwrap_or_default();
    format!("{own:?}({keys})({held})")
}
