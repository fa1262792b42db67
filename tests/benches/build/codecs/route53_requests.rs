//! Inputs of one side.

use super::sdk::operation::change_resource_record_sets::ChangeResourceRecordSetsInput;
use super::sdk::types::{
    Change, ChangeAction, ChangeBatch, ResourceRecord, ResourceRecordSet, RrType,
};

/// A batch of 1,000 changes.
pub fn changes() -> ChangeResourceRecordSetsInput {
    let change = |index: i32| {
        let record = |value: String| ResourceRecord::builder().value(value).build();
        let set = ResourceRecordSet::builder()
            .name(format!("host-{index}.example.com."))
            .r#type(RrType::A)
            .ttl(300)
            .resource_records(record(format!("192.0.2.{}", index % 256)).expect("a record"))
            .resource_records(record(format!("198.51.100.{}", index % 256)).expect("a record"))
            .build()
            .expect("a set");
        Change::builder()
            .action(ChangeAction::Upsert)
            .resource_record_set(set)
            .build()
            .expect("a change")
    };
    let changes = (0..1000).map(change).collect();
    let batch = ChangeBatch::builder()
        .comment("Moves the \"old\" hosts")
        .set_changes(Some(changes))
        .build()
        .expect("a batch");
    ChangeResourceRecordSetsInput::builder()
        .hosted_zone_id("Z1R8UBAEXAMPLE")
        .change_batch(batch)
        .build()
        .expect("an input")
}
