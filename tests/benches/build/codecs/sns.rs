//! Requests of SNS.

mod cases;
mod measure;
mod official;
mod ours;

fn main() {
    write_case!(
        "SNS PublishBatch of 10 messages",
        publish_batch,
        PublishBatch,
        messages
    );
}
