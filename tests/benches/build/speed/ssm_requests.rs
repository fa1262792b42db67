//! Inputs of one side.

use super::sdk::operation::send_command::SendCommandInput;
use super::sdk::types::{CloudWatchOutputConfig, NotificationConfig, NotificationEvent, Target};

/// A shell script for all instances with a tag.
pub fn command() -> SendCommandInput {
    let target = |key: &str, value: &str| Target::builder().key(key).values(value).build();
    let script = [
        "set -eu",
        "cd /srv/report",
        "git pull --ff-only",
        "systemctl restart report",
    ];
    let logs = CloudWatchOutputConfig::builder();
    let notification = NotificationConfig::builder()
        .notification_arn("arn:aws:sns:us-east-1:012345678910:report")
        .notification_events(NotificationEvent::Failed);
    SendCommandInput::builder()
        .targets(target("tag:team", "data"))
        .targets(target("tag:stage", "production"))
        .document_name("AWS-RunShellScript")
        .timeout_seconds(600)
        .comment("Deploys the \"nightly\" report")
        .parameters("commands", script.map(str::to_owned).into())
        .parameters("workingDirectory", vec!["/srv".to_owned()])
        .output_s3_bucket_name("reports-example")
        .output_s3_key_prefix("ssm/output")
        .max_concurrency("10%")
        .max_errors("1")
        .notification_config(notification.build())
        .cloud_watch_output_config(
            logs.cloud_watch_log_group_name("report")
                .cloud_watch_output_enabled(true)
                .build(),
        )
        .build()
        .expect("an input")
}
