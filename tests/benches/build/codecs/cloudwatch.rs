//! Requests of CloudWatch.

mod cases;
mod measure;
mod official;
mod ours;

fn main() {
    write_case!(
        "CloudWatch PutMetricData of 1,000 data",
        put_metric_data,
        PutMetricData,
        data
    );
}
