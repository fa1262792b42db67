//! Creates a hosted zone, writes records, lists them, and asks for a zone that does not exist.

use route53::Client;
use route53::error::ProvideErrorMetadata;
use route53::operation::get_hosted_zone::GetHostedZoneError;
use route53::types::{
    Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet, RrType,
};

use crate::Failure;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    let create = client.create_hosted_zone().name("live.example.");
    let created = create.caller_reference("once").send().await?;
    let zone = created.hosted_zone().ok_or("no zone")?;
    println!("route53 create_hosted_zone: {}", zone.name());
    let has_location = created.location().contains("hostedzone");
    println!("route53 create_hosted_zone: has a location {has_location}");

    // IDs are taken with the type before them, as the service returns them.
    let change = client.change_resource_record_sets();
    let change = change.hosted_zone_id(format!("/hostedzone/{}", bare(zone.id())));
    let batch = ChangeBatch::builder().comment("a & <b>").changes(record()?);
    let changed = change.change_batch(batch.build()?).send().await?;
    let status = changed.change_info().map(|it| it.status().clone());
    println!("route53 change_resource_record_sets: {status:?}");

    let list = client.list_resource_record_sets().hosted_zone_id(zone.id());
    let listed = list.send().await?;
    for set in listed.resource_record_sets() {
        if *set.r#type() == RrType::Txt {
            let values = set.resource_records().iter().map(ResourceRecord::value);
            let values: Vec<_> = values.collect();
            let (name, ttl) = (set.name(), set.ttl());
            println!("route53 list_resource_record_sets: {name} {ttl:?} {values:?}");
        }
    }

    let missing = client.get_hosted_zone().id("Z0123").send().await;
    let error = missing.err().ok_or("the zone exists")?.into_service_error();
    let kind = match &error {
        GetHostedZoneError::NoSuchHostedZone(_) => "NoSuchHostedZone",
        _ => "another error",
    };
    println!("route53 get_hosted_zone: {kind}, {:?}", error.code());
    Ok(())
}

fn bare(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}

/// The change that makes a record with two values.
fn record() -> Result<Change, Failure> {
    let mut set = ResourceRecordSet::builder().name("a.live.example.");
    set = set.r#type(RrType::Txt).ttl(300);
    for value in ["\"one & two\"", "\"<three>\""] {
        set = set.resource_records(ResourceRecord::builder().value(value).build()?);
    }
    let change = Change::builder().action(ChangeAction::Create);
    Ok(change.resource_record_set(set.build()?).build()?)
}
