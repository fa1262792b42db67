//! The table of the README that says which services are carried.

use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use hammersmith_sweep::{Service, corpus, generator};

/// The services of the table, by the names of their directories in the models of AWS.
const FAMILIES: [(&str, &[&str]); 10] = [
    (
        "compute and containers",
        &[
            "apprunner",
            "auto-scaling",
            "batch",
            "ecr-public",
            "ecs",
            "eks",
            "elastic-beanstalk",
            "lambda",
            "lightsail",
        ],
    ),
    (
        "storage",
        &[
            "backup",
            "ebs",
            "efs",
            "fsx",
            "glacier",
            "s3",
            "s3-control",
            "s3tables",
        ],
    ),
    (
        "databases",
        &[
            "dax",
            "docdb",
            "dynamodb",
            "dynamodb-streams",
            "keyspaces",
            "memorydb",
            "neptune",
            "rds",
            "rds-data",
            "redshift-data",
            "timestream-query",
            "timestream-write",
        ],
    ),
    (
        "messages and workflows",
        &[
            "eventbridge",
            "kafka",
            "kinesis",
            "mq",
            "pipes",
            "scheduler",
            "sfn",
            "sns",
            "sqs",
            "swf",
        ],
    ),
    (
        "observability",
        &[
            "cloudtrail",
            "cloudwatch",
            "cloudwatch-logs",
            "synthetics",
            "xray",
        ],
    ),
    (
        "security and identity",
        &[
            "acm",
            "cognito-identity",
            "cognito-identity-provider",
            "iam",
            "inspector2",
            "secrets-manager",
            "securityhub",
            "sso",
            "sso-oidc",
            "sts",
            "wafv2",
        ],
    ),
    (
        "networking and delivery",
        &[
            "api-gateway",
            "apigatewayv2",
            "app-mesh",
            "cloudfront",
            "elastic-load-balancing-v2",
            "global-accelerator",
            "network-firewall",
            "route-53",
            "vpc-lattice",
        ],
    ),
    (
        "operations and build",
        &[
            "appconfig",
            "cloudcontrol",
            "cloudformation",
            "codebuild",
            "codecatalyst",
            "codepipeline",
            "config-service",
            "organizations",
            "service-catalog",
            "ssm",
        ],
    ),
    (
        "data and analytics",
        &[
            "athena",
            "databrew",
            "emr",
            "glue",
            "lakeformation",
            "opensearch",
            "quicksight",
            "transfer",
        ],
    ),
    (
        "machine learning and media",
        &[
            "bedrock",
            "bedrock-agent",
            "bedrock-runtime",
            "comprehend",
            "machine-learning",
            "mediaconvert",
            "personalize",
            "polly",
            "rekognition",
            "sagemaker",
            "transcribe",
            "transcribe-streaming",
            "translate",
        ],
    ),
];

const START: &str = "<!-- carried -->\n";
const END: &str = "<!-- /carried -->\n";

/// Protects people who look for their service in the README. `UPDATE=1` writes the table.
#[test]
fn the_readme_says_which_services_are_carried() {
    let Some(shared) = std::env::var_os("HAMMERSMITH_SHARED").map(PathBuf::from) else {
        // Past the harness, which hides what tests print.
        let _ = writeln!(
            io::stderr(),
            "SKIPPED: the table of services; set HAMMERSMITH_SHARED to a folder with models/"
        );
        return;
    };
    let table = table(&shared.join("models"));
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let readme = fs::read_to_string(&path).expect("the README");
    let (before, rest) = readme.split_once(START).expect("the start of the table");
    let (found, behind) = rest.split_once(END).expect("the end of the table");
    if found == table {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, format!("{before}{START}{table}{END}{behind}")).expect("the README");
        return;
    }
    panic!("the README does not have this table; set UPDATE=1 to write it:\n{table}");
}

fn table(models: &Path) -> String {
    let mut table = "| family | whole | in part | not yet |\n|---|---|---|---|\n".to_owned();
    for (family, names) in FAMILIES {
        let directories = names.iter().map(|name| models.join(name));
        let directories: Vec<PathBuf> = directories.filter(|it| it.exists()).collect();
        let services = corpus::for_each(&directories, service);
        let (mut whole, mut partly, mut missing) = (Vec::new(), Vec::new(), Vec::new());
        for (directory, service) in directories.iter().zip(services) {
            let name = directory.file_name().unwrap_or_default().to_string_lossy();
            let service = service.expect("no panic");
            let (of, all) = (service.generated, service.operations);
            if service.is_whole() {
                whole.push(format!("`{name}`"));
            } else if of == 0 {
                missing.push(format!("`{name}`"));
            } else {
                partly.push(format!("`{name}` ({of} of {all})"));
            }
        }
        let cells = [whole, partly, missing].map(|cell| cell.join(", "));
        let _ = writeln!(table, "| {family} | {} |", cells.join(" | "));
    }
    table
}

/// Counts the operations of the service in a directory, and those that are supported.
fn service(directory: &Path) -> Service {
    let models = corpus::models(directory);
    let model = models.first().expect("a model");
    let mut service = Service::default();
    let found = generator(&mut service, model).expect("nothing but refusals");
    let refused = service.refused.values().flatten();
    let refused: std::collections::BTreeSet<_> = refused.collect();
    service.generated = match found {
        Some(_) => service.operations - refused.len(),
        None => 0,
    };
    service
}
