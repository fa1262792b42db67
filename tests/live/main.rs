//! Calls DynamoDB, SQS, ECS and SSM at the URL it is given, and prints one line per call.
//!
//! `tests/src/live.rs` compiles this with generated clients.

use dynamodb::config::{BehaviorVersion, Credentials, Region};
use dynamodb::error::{DisplayErrorContext, ProvideErrorMetadata};

/// The failure of a program: any error, as a string.
type Failure = Box<dyn std::error::Error>;

/// The configuration of a service's client: static credentials and the URL of the server.
macro_rules! config {
    ($service:ident, $url:expr) => {
        $service::Config::builder()
            .behavior_version(BehaviorVersion::latest())
            .region(Region::new("us-east-1"))
            .credentials_provider(Credentials::new(
                "AKIDEXAMPLE",
                "secret",
                None,
                None,
                "live",
            ))
            .endpoint_url($url)
            .build()
    };
}

fn main() {
    let url = std::env::args().nth(1).expect("the URL of the server");
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    runtime.block_on(async {
        let outcomes = [
            ("dynamodb", call_dynamodb(&url).await),
            ("sqs", call_sqs(&url).await),
            ("ecs", call_ecs(&url).await),
            ("ssm", call_ssm(&url).await),
        ];
        for (service, outcome) in outcomes {
            if let Err(error) = outcome {
                println!("{service}: {}", DisplayErrorContext(&*error));
            }
        }
    });
}

/// Creates a table, writes and reads an item, and violates a condition.
async fn call_dynamodb(url: &str) -> Result<(), Failure> {
    use dynamodb::operation::put_item::PutItemError;
    use dynamodb::primitives::Blob;
    use dynamodb::types::{
        AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType,
        ScalarAttributeType,
    };

    let client = dynamodb::Client::from_conf(config!(dynamodb, url));
    let text = |value: &str| AttributeValue::S(value.to_owned());
    let attribute = |name: &str| {
        let attribute = AttributeDefinition::builder().attribute_name(name);
        attribute.attribute_type(ScalarAttributeType::S).build()
    };
    let key = |name: &str, kind| {
        KeySchemaElement::builder()
            .attribute_name(name)
            .key_type(kind)
            .build()
    };
    let created = client
        .create_table()
        .table_name("songs")
        .attribute_definitions(attribute("artist")?)
        .attribute_definitions(attribute("title")?)
        .key_schema(key("artist", KeyType::Hash)?)
        .key_schema(key("title", KeyType::Range)?)
        .billing_mode(BillingMode::PayPerRequest)
        .send()
        .await?;
    let table = created.table_description().ok_or("no table")?;
    println!(
        "dynamodb create_table: {:?} {:?}",
        table.table_name(),
        table.table_status()
    );
    println!(
        "dynamodb create_table: has a creation time {}",
        table.creation_date_time().is_some()
    );

    let put = client
        .put_item()
        .table_name("songs")
        .item("artist", text("Ada"))
        .item("title", text("Zwölf \"Töne\""))
        .item("length", AttributeValue::N("217.5".to_owned()))
        .item("live", AttributeValue::Bool(true))
        .item("cover", AttributeValue::B(Blob::new([0, 159, 255])))
        .item(
            "genres",
            AttributeValue::Ss(vec!["jazz".to_owned(), "noise".to_owned()]),
        )
        .item("label", AttributeValue::Null(true))
        .item(
            "takes",
            AttributeValue::L(vec![
                AttributeValue::N("1".to_owned()),
                AttributeValue::M([("by".to_owned(), text("Bo"))].into()),
            ]),
        );
    let item = put.get_item().clone().ok_or("no item")?;
    put.send().await?;

    let get = client.get_item().table_name("songs").consistent_read(true);
    let got = get
        .key("artist", text("Ada"))
        .key("title", text("Zwölf \"Töne\""))
        .send()
        .await?;
    println!(
        "dynamodb get_item: the same item {}",
        got.item() == Some(&item)
    );
    let absent = client
        .get_item()
        .table_name("songs")
        .key("artist", text("Ada"));
    let absent = absent.key("title", text("nothing")).send().await?;
    println!("dynamodb get_item: {:?}", absent.item());

    let query = client
        .query()
        .table_name("songs")
        .key_condition_expression("artist = :artist");
    let found = query
        .expression_attribute_values(":artist", text("Ada"))
        .send()
        .await?;
    println!(
        "dynamodb query: {} of {}, the same {}",
        found.count(),
        found.scanned_count(),
        found.items() == [item]
    );

    let twice = client
        .put_item()
        .table_name("songs")
        .condition_expression("attribute_not_exists(artist)");
    let twice = twice
        .item("artist", text("Ada"))
        .item("title", text("Zwölf \"Töne\""))
        .send()
        .await;
    let error = twice
        .err()
        .ok_or("the condition holds")?
        .into_service_error();
    let kind = match &error {
        PutItemError::ConditionalCheckFailedException(_) => "ConditionalCheckFailedException",
        _ => "another error",
    };
    println!(
        "dynamodb put_item: {kind}, {:?} {:?}",
        error.code(),
        error.message()
    );
    Ok(())
}

/// Sends a message through a queue, and asks for a queue that does not exist.
async fn call_sqs(url: &str) -> Result<(), Failure> {
    use sqs::operation::get_queue_url::GetQueueUrlError;
    use sqs::types::{MessageAttributeValue, QueueAttributeName};

    let client = sqs::Client::from_conf(config!(sqs, url));
    let create = client.create_queue().queue_name("jobs");
    let created = create
        .attributes(QueueAttributeName::VisibilityTimeout, "45")
        .send()
        .await?;
    let queue = created.queue_url().ok_or("no queue URL")?;
    println!(
        "sqs create_queue: ends with /jobs {}",
        queue.ends_with("/jobs")
    );

    let colour = MessageAttributeValue::builder()
        .data_type("String")
        .string_value("blue")
        .build()?;
    let send = client
        .send_message()
        .queue_url(queue)
        .message_body("<hello> & \"world\"");
    let sent = send.message_attributes("colour", colour).send().await?;

    let receive = client
        .receive_message()
        .queue_url(queue)
        .max_number_of_messages(10);
    let received = receive.message_attribute_names("All").send().await?;
    for message in received.messages() {
        println!("sqs receive_message: {:?}", message.body());
        println!(
            "sqs receive_message: same ID {}",
            message.message_id() == sent.message_id()
        );
        println!(
            "sqs receive_message: same MD5 {}",
            message.md5_of_body() == sent.md5_of_message_body()
        );
        let colour = message
            .message_attributes()
            .and_then(|attributes| attributes.get("colour"));
        println!(
            "sqs receive_message: {:?}",
            colour.and_then(|colour| colour.string_value())
        );
        let delete = client.delete_message().queue_url(queue);
        delete
            .set_receipt_handle(message.receipt_handle().map(str::to_owned))
            .send()
            .await?;
    }
    let left = client
        .get_queue_attributes()
        .queue_url(queue)
        .attribute_names(QueueAttributeName::All)
        .send()
        .await?;
    let left = left.attributes().ok_or("no attributes")?;
    for name in [
        QueueAttributeName::ApproximateNumberOfMessages,
        QueueAttributeName::ApproximateNumberOfMessagesNotVisible,
        QueueAttributeName::VisibilityTimeout,
    ] {
        println!("sqs get_queue_attributes: {name} {:?}", left.get(&name));
    }

    let missing = client.get_queue_url().queue_name("missing").send().await;
    let error = missing
        .err()
        .ok_or("the queue exists")?
        .into_service_error();
    let kind = match &error {
        GetQueueUrlError::QueueDoesNotExist(_) => "QueueDoesNotExist",
        _ => "another error",
    };
    println!(
        "sqs get_queue_url: {kind}, {:?}, type {:?}",
        error.code(),
        error.meta().extra("type")
    );
    Ok(())
}

/// Creates a cluster and a task definition, and reads both.
async fn call_ecs(url: &str) -> Result<(), Failure> {
    use ecs::operation::describe_task_definition::DescribeTaskDefinitionError;
    use ecs::types::{
        ContainerDefinition, KeyValuePair, NetworkMode, PortMapping, TransportProtocol,
    };

    let client = ecs::Client::from_conf(config!(ecs, url));
    let created = client.create_cluster().cluster_name("live").send().await?;
    let cluster = created.cluster().ok_or("no cluster")?;
    println!(
        "ecs create_cluster: {:?} {:?}",
        cluster.cluster_name(),
        cluster.status()
    );
    let listed = client.list_clusters().send().await?;
    println!(
        "ecs list_clusters: the same ARN {}",
        listed
            .cluster_arns()
            .iter()
            .map(String::as_str)
            .eq(cluster.cluster_arn())
    );

    let port = PortMapping::builder()
        .container_port(80)
        .protocol(TransportProtocol::Tcp)
        .build();
    let container = ContainerDefinition::builder()
        .name("web")
        .image("nginx:1")
        .memory(128)
        .essential(true)
        .command("nginx")
        .command("-g")
        .port_mappings(port)
        .environment(KeyValuePair::builder().name("MODE").value("live").build())
        .build();
    let register = client
        .register_task_definition()
        .family("web")
        .network_mode(NetworkMode::Bridge);
    let registered = register.container_definitions(container).send().await?;
    let registered = registered.task_definition().ok_or("no task definition")?;
    println!(
        "ecs register_task_definition: revision {}",
        registered.revision()
    );

    let described = client
        .describe_task_definition()
        .task_definition("web:1")
        .send()
        .await?;
    let described = described.task_definition().ok_or("no task definition")?;
    println!(
        "ecs describe_task_definition: the same ARN {}",
        described.task_definition_arn() == registered.task_definition_arn()
    );
    for container in described.container_definitions() {
        let ports: Vec<_> = container
            .port_mappings()
            .iter()
            .map(|port| (port.container_port(), port.protocol()))
            .collect();
        println!(
            "ecs describe_task_definition: {:?} {:?}",
            container.image(),
            container.memory()
        );
        println!(
            "ecs describe_task_definition: {:?} {ports:?}",
            container.command()
        );
    }

    let missing = client
        .describe_task_definition()
        .task_definition("missing")
        .send()
        .await;
    let error = missing
        .err()
        .ok_or("the task definition exists")?
        .into_service_error();
    let kind = match &error {
        DescribeTaskDefinitionError::ClientException(_) => "ClientException",
        _ => "another error",
    };
    println!(
        "ecs describe_task_definition: {kind}, {:?} {:?}",
        error.code(),
        error.message()
    );
    Ok(())
}

/// Writes and reads a parameter, and asks for one that does not exist.
async fn call_ssm(url: &str) -> Result<(), Failure> {
    use ssm::operation::get_parameter::GetParameterError;
    use ssm::types::ParameterType;

    let client = ssm::Client::from_conf(config!(ssm, url));
    let put = client
        .put_parameter()
        .name("/live/colour")
        .value("blue\n\u{1f535}");
    let put = put
        .r#type(ParameterType::String)
        .description("a colour")
        .send()
        .await?;
    println!("ssm put_parameter: version {}", put.version());
    let got = client.get_parameter().name("/live/colour").send().await?;
    let got = got.parameter().ok_or("no parameter")?;
    println!(
        "ssm get_parameter: {:?} {:?} {}",
        got.value(),
        got.r#type(),
        got.version()
    );
    println!(
        "ssm get_parameter: has a date {}",
        got.last_modified_date().is_some()
    );

    let missing = client.get_parameter().name("/live/missing").send().await;
    let error = missing
        .err()
        .ok_or("the parameter exists")?
        .into_service_error();
    let kind = match &error {
        GetParameterError::ParameterNotFound(_) => "ParameterNotFound",
        _ => "another error",
    };
    println!(
        "ssm get_parameter: {kind}, {:?} {:?}",
        error.code(),
        error.message()
    );
    Ok(())
}
