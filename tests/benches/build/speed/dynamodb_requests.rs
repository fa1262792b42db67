//! Inputs of one side.

use super::sdk::operation::put_item::PutItemInput;
use super::sdk::types::AttributeValue;

/// An item of 1 kB.
pub fn small() -> PutItemInput {
    put(4)
}

/// An item of 100 kB.
pub fn large() -> PutItemInput {
    put(500)
}

/// An order with that many lines.
fn put(lines: usize) -> PutItemInput {
    let text = |text: &str| AttributeValue::S(text.to_owned());
    let number = |number: usize| AttributeValue::N(number.to_string());
    let line = |index: usize| {
        let members = [
            ("product", text(&format!("B00{index:06}"))),
            ("title", text("Hammer, 500 g, \"forged\"")),
            ("quantity", number(index % 7 + 1)),
            ("price", AttributeValue::N(format!("{index}.95"))),
            ("gift", AttributeValue::Bool(index % 2 == 0)),
            ("note", AttributeValue::Null(true)),
            (
                "labels",
                AttributeValue::Ss(vec!["tools".to_owned(), "steel".to_owned()]),
            ),
        ];
        AttributeValue::M(members.map(|(name, value)| (name.to_owned(), value)).into())
    };
    PutItemInput::builder()
        .table_name("orders")
        .item("pk", text("customer#012345678910"))
        .item("sk", text("order#2026-01-01T00:00:00Z"))
        .item("total", number(lines * 100))
        .item("lines", AttributeValue::L((0..lines).map(line).collect()))
        .build()
        .expect("an input")
}
