//! The settings of the client that a case is about: `aws.protocoltests.config#AwsConfig`.

use serde_json::{Map, Value};

use crate::model::TestCase;

/// A setting of the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    /// The region.
    Region(String),
    /// True if the host has to answer over IPv6, too.
    DualStack(bool),
    /// A parameter of the endpoint rules that is a setting, by its name in the model.
    Context(&'static str, bool),
}

/// The vendor parameters that are settings.
const SHAPE: &str = "aws.protocoltests.config#AwsConfig";

/// The settings of a case; `None` if it has none, or one that is unknown or that the endpoint
/// rules of the service do not have.
pub(super) fn settings(test: &TestCase<'_>, rules: Option<&Value>) -> Option<Vec<Setting>> {
    let is_config = test.vendor_params_shape == Some(SHAPE);
    let params = test.vendor_params.filter(|_| is_config)?;
    let scopes = members(params, &["scopedConfig"])?.first()?.as_object()?;
    let mut settings = Vec::new();
    // Those of the operation replace those of the client.
    for scope in members(scopes, &["client", "operation"])? {
        let scope = scope.as_object()?;
        members(scope, &["region", "s3"])?;
        if let Some(region) = scope.get("region") {
            settings.push(Setting::Region(region.as_str()?.to_owned()));
        }
        for (name, value) in scope
            .get("s3")
            .and_then(Value::as_object)
            .into_iter()
            .flatten()
        {
            settings.push(of_s3(name, value)?);
        }
    }
    let known = rules?.get("parameters")?.as_object()?;
    let is_known = |setting: &Setting| match setting {
        Setting::Region(_) => known.contains_key("Region"),
        Setting::DualStack(_) => known.contains_key("UseDualStack"),
        Setting::Context(name, _) => known.contains_key(*name),
    };
    settings.iter().all(is_known).then_some(settings)
}

/// The members of those names, in their order; `None` if there are others.
fn members<'v>(object: &'v Map<String, Value>, names: &[&str]) -> Option<Vec<&'v Value>> {
    let is_known = |name: &String| names.contains(&name.as_str());
    let known = object.keys().all(is_known);
    known.then(|| names.iter().filter_map(|name| object.get(*name)).collect())
}

fn of_s3(name: &str, value: &Value) -> Option<Setting> {
    Some(match name {
        "addressing_style" => Setting::Context("ForcePathStyle", value == "path"),
        "use_dualstack_endpoint" => Setting::DualStack(value.as_bool()?),
        "use_accelerate_endpoint" => Setting::Context("Accelerate", value.as_bool()?),
        _ => return None,
    })
}
