//! Inputs of one side.

use aws_smithy_types::DateTime;

use super::sdk::operation::put_metric_data::PutMetricDataInput;
use super::sdk::types::{Dimension, MetricDatum, StandardUnit};

/// As many data as one call takes.
pub fn data() -> PutMetricDataInput {
    let dimension = |name: &str, value: String| Dimension::builder().name(name).value(value);
    let datum = |index: i64| {
        MetricDatum::builder()
            .metric_name("RequestLatency")
            .dimensions(dimension("Service", "orders".to_owned()).build())
            .dimensions(dimension("Instance", format!("i-{index:017x}")).build())
            .timestamp(DateTime::from_secs(1_767_225_600 + index))
            .value(12.5 + index as f64 / 7.0)
            .unit(StandardUnit::Milliseconds)
            .storage_resolution(60)
            .build()
    };
    let data = (0..1000).map(datum).collect();
    PutMetricDataInput::builder()
        .namespace("Orders/Production")
        .set_metric_data(Some(data))
        .build()
        .expect("an input")
}
