//! Requests and responses of DynamoDB: items of 1 kB and of 100 kB.

mod cases;
mod derived;
mod measure;
mod official;
mod ours;

use serde_json::{Value, json};

fn main() {
    write_case!(
        "a DynamoDB item of 1 kB",
        put_item,
        PutItem,
        small,
        PutItemInput
    );
    write_case!(
        "a DynamoDB item of 100 kB",
        put_item,
        PutItem,
        large,
        PutItemInput
    );
    let body = get_item(&ours::requests::small());
    read_case!(
        "a DynamoDB item of 1 kB",
        get_item,
        GetItem,
        &body,
        GetItemOutput
    );
    let body = get_item(&ours::requests::large());
    read_case!(
        "a DynamoDB item of 100 kB",
        get_item,
        GetItem,
        &body,
        GetItemOutput
    );
}

/// The response with the item of a request.
fn get_item(input: &ours::sdk::operation::put_item::PutItemInput) -> String {
    type Ours = ours::sdk::operation::put_item::PutItem;
    let request = <Ours as hammersmith::Operation>::serialize(input).expect("a request");
    let request: Value = serde_json::from_slice(&request.body).expect("JSON");
    json!({ "Item": request["Item"] }).to_string()
}
