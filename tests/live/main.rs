//! Calls DynamoDB, SQS, ECS, SSM, S3, SNS, STS, IAM, CloudWatch, Route 53, Kinesis, EC2, RDS and
//! Batch at the URL it is given, and prints one line per fact. With the argument `presign`, prints
//! presigned requests.
//!
//! `tests/src/live.rs` compiles this with generated clients, named as their services.

/// The client of a service, with static credentials and the URL of the server.
macro_rules! client {
    ($service:ident, $url:expr) => {{
        use $service::config::{BehaviorVersion, Config, Credentials, Region};
        let mut config = Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new(
                "AKIDEXAMPLE",
                "secret",
                None,
                None,
                "live",
            ));
        config.set_endpoint_url($url.map(str::to_owned));
        $service::Client::from_conf(config.build())
    }};
}

mod call_cloudwatch;
mod call_dynamodb;
mod call_ec2;
mod call_ecs;
mod call_iam;
mod call_kinesis;
mod call_route53;
mod call_s3;
mod call_sns;
mod call_sqs;
mod call_ssm;
mod paging;
mod presign;
mod waiting;

use dynamodb::error::DisplayErrorContext;

/// Any error that ends the calls of a service.
type Failure = Box<dyn std::error::Error>;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let server = arguments.next().expect("the URL of the server");
    let (url, presigns) = (Some(server.as_str()), arguments.next().is_some());
    let mut runtime = tokio::runtime::Builder::new_current_thread();
    let runtime = runtime.enable_all().build().expect("a runtime");
    runtime.block_on(async {
        if presigns {
            if let Err(error) = presign::print_all(&server).await {
                println!("{}", DisplayErrorContext(&*error));
            }
            return;
        }
        let outcomes = [
            call_dynamodb::call(&client!(dynamodb, url)).await,
            call_sqs::call(&client!(sqs, url)).await,
            call_ecs::call(&client!(ecs, url)).await,
            call_ssm::call(&client!(ssm, url)).await,
            call_s3::call(&client!(s3, url)).await,
            call_sns::call(&client!(sns, url)).await,
            call_sns::identify(&client!(sts, url)).await,
            call_iam::call(&client!(iam, url)).await,
            call_cloudwatch::call(&client!(cloudwatch, url)).await,
            call_route53::call(&client!(route53, url)).await,
            call_kinesis::call(&client!(kinesis, url)).await,
            call_ec2::call(&client!(ec2, url)).await,
            paging::dynamodb(&client!(dynamodb, url)).await,
            paging::s3(&client!(s3, url)).await,
            paging::ecs(&client!(ecs, url)).await,
            paging::batch(&client!(batch, url)).await,
            paging::rds(&client!(rds, url)).await,
            paging::ec2(&client!(ec2, url)).await,
            waiting::dynamodb(&client!(dynamodb, url)).await,
            waiting::s3(&client!(s3, url)).await,
            waiting::ecs(&client!(ecs, url)).await,
            waiting::rds(&client!(rds, url)).await,
            waiting::ec2(&client!(ec2, url)).await,
        ];
        for error in outcomes.into_iter().filter_map(Result::err) {
            println!("{}", DisplayErrorContext(&*error));
        }
    });
}
