//! Puts data of a metric and an alarm, reads both back, and changes an alarm that does not exist.

use cloudwatch::Client;
use cloudwatch::error::ProvideErrorMetadata;
use cloudwatch::operation::set_alarm_state::SetAlarmStateError;
use cloudwatch::types::{
    ComparisonOperator, Dimension, MetricDatum, StandardUnit, StateValue, Statistic,
};

use crate::Failure;

pub(crate) async fn call(client: &Client) -> Result<(), Failure> {
    let room = Dimension::builder().name("room").value("blue & green");
    let datum = MetricDatum::builder().metric_name("noise").value(42.5);
    let datum = datum.unit(StandardUnit::Count).dimensions(room.build());
    let put = client.put_metric_data().namespace("live");
    put.metric_data(datum.build()).send().await?;
    let listed = client.list_metrics().namespace("live").send().await?;
    for metric in listed.metrics() {
        let (name, dimensions) = (metric.metric_name(), metric.dimensions());
        println!("cloudwatch list_metrics: {name:?} {dimensions:?}");
    }

    let alarm = client.put_metric_alarm().alarm_name("loud");
    let alarm = alarm.namespace("live").metric_name("noise").threshold(40.5);
    let alarm = alarm.period(60).evaluation_periods(2);
    let alarm = alarm.statistic(Statistic::Average);
    let alarm = alarm.comparison_operator(ComparisonOperator::GreaterThanThreshold);
    alarm.send().await?;
    let described = client.describe_alarms().alarm_names("loud").send().await?;
    for alarm in described.metric_alarms() {
        let (threshold, statistic) = (alarm.threshold(), alarm.statistic());
        let is_dated = alarm.state_updated_timestamp().is_some();
        println!("cloudwatch describe_alarms: {threshold:?} {statistic:?} {is_dated}");
    }

    let set = client.set_alarm_state().alarm_name("missing");
    let set = set.state_value(StateValue::Ok).state_reason("because");
    let error = set.send().await.err().ok_or("the alarm exists")?;
    let error = error.into_service_error();
    let kind = match &error {
        SetAlarmStateError::ResourceNotFound(_) => "ResourceNotFound",
        _ => "another error",
    };
    println!("cloudwatch set_alarm_state: {kind}, {:?}", error.code());
    Ok(())
}
