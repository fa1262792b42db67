//! Operations that official clients wait for longer than for others.

use crate::model::Shape;

/// Operations that return nothing for minutes: a transfer that has come to a halt is not given up.
const SLOW: [&str; 3] = [
    "com.amazonaws.lambda#Invoke",
    "com.amazonaws.lambda#InvokeAsync",
    "com.amazonaws.s3#CopyObject",
];

/// Operations that programs call in a loop and that wait for something to happen: retries wait
/// even if there were too many of them.
const LONG_POLLING: [&str; 4] = [
    "com.amazonaws.sfn#GetActivityTask",
    "com.amazonaws.sqs#ReceiveMessage",
    "com.amazonaws.swf#PollForActivityTask",
    "com.amazonaws.swf#PollForDecisionTask",
];

/// True if a response may come to a halt.
pub(crate) fn may_stall(operation: &Shape) -> bool {
    SLOW.contains(&operation.id.as_str())
}

/// True if the operation waits for something to happen.
pub(crate) fn is_long_polling(operation: &Shape) -> bool {
    LONG_POLLING.contains(&operation.id.as_str())
}
