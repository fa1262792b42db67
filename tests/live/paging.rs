//! Reads lists page by page, with each protocol that has paginators, and compares the items with
//! what was created.

use std::collections::BTreeSet;

use dynamodb::types::AttributeValue;

use crate::Failure;

pub(crate) async fn dynamodb(client: &dynamodb::Client) -> Result<(), Failure> {
    let song = |number: usize| AttributeValue::S(format!("song {number}"));
    for number in 0..5 {
        let put = client.put_item().table_name("songs");
        let put = put.item("artist", AttributeValue::S("Cy".to_owned()));
        put.item("title", song(number)).send().await?;
    }
    let query = client.query().table_name("songs");
    let query = query.key_condition_expression("artist = :artist");
    let query = query.expression_attribute_values(":artist", AttributeValue::S("Cy".to_owned()));
    let mut pages = query.clone().into_paginator().page_size(2).send();
    while let Some(page) = pages.next().await {
        let page = page?;
        let is_last = page.last_evaluated_key().is_none();
        println!("dynamodb query: a page of {}, last {is_last}", page.count());
    }
    let items = query.into_paginator().page_size(1).items().send();
    let items: Vec<_> = items.try_collect().await?;
    let titles: Vec<_> = items.iter().filter_map(|item| item.get("title")).collect();
    let same = titles
        .iter()
        .copied()
        .eq(&(0..5).map(song).collect::<Vec<_>>());
    println!("dynamodb query: the same items {same}");
    Ok(())
}

pub(crate) async fn s3(client: &s3::Client) -> Result<(), Failure> {
    let bucket = "live-pages";
    client.create_bucket().bucket(bucket).send().await?;
    for number in 0..5 {
        let put = client.put_object().bucket(bucket);
        put.key(format!("k/{number}&")).send().await?;
    }
    let list = client.list_objects_v2().bucket(bucket).max_keys(2);
    let mut pages = list.into_paginator().send();
    while let Some(page) = pages.next().await {
        let page = page?;
        let keys: Vec<_> = page.contents().iter().map(|object| object.key()).collect();
        println!(
            "s3 list_objects_v2: {keys:?}, more {:?}",
            page.is_truncated()
        );
    }
    Ok(())
}

pub(crate) async fn ecs(client: &ecs::Client) -> Result<(), Failure> {
    let mut arns = BTreeSet::new();
    for name in ["live", "page-1", "page-2"] {
        let created = client.create_cluster().cluster_name(name).send().await?;
        arns.extend(created.cluster.and_then(|cluster| cluster.cluster_arn));
    }
    let listed = client.list_clusters().into_paginator().page_size(1);
    let listed: BTreeSet<String> = listed
        .items()
        .send()
        .try_collect()
        .await?
        .into_iter()
        .collect();
    println!("ecs list_clusters: the same ARNs {}", listed == arns);
    Ok(())
}

pub(crate) async fn batch(client: &batch::Client) -> Result<(), Failure> {
    use batch::types::{ContainerProperties, JobDefinitionType, ResourceRequirement, ResourceType};
    let needs = |kind, value| {
        let requirement = ResourceRequirement::builder().r#type(kind);
        requirement.value(value).build()
    };
    for name in ["first", "second", "third"] {
        let container = ContainerProperties::builder().image("busybox");
        let container = container
            .resource_requirements(needs(ResourceType::Vcpu, "1"))
            .resource_requirements(needs(ResourceType::Memory, "128"));
        let register = client.register_job_definition().job_definition_name(name);
        let register = register.r#type(JobDefinitionType::Container);
        register
            .container_properties(container.build())
            .send()
            .await?;
    }
    let described = client.describe_job_definitions().status("ACTIVE");
    let described = described.into_paginator().page_size(1).items().send();
    let described = described.try_collect().await?;
    let names: BTreeSet<_> = described
        .iter()
        .map(|it| it.job_definition_name())
        .collect();
    println!("batch describe_job_definitions: {names:?}");
    Ok(())
}

pub(crate) async fn rds(client: &rds::Client) -> Result<(), Failure> {
    for name in ["page-a", "page-b", "page-c"] {
        create_database(client, name).await?;
    }
    let mut pages = client
        .describe_db_instances()
        .max_records(2)
        .into_paginator()
        .send();
    while let Some(page) = pages.next().await {
        let page = page?;
        let names = page.db_instances().iter();
        let names: Vec<_> = names.map(|it| it.db_instance_identifier()).collect();
        println!(
            "rds describe_db_instances: {names:?}, more {}",
            page.marker().is_some()
        );
    }
    Ok(())
}

pub(crate) async fn create_database(client: &rds::Client, name: &str) -> Result<(), Failure> {
    let create = client.create_db_instance().db_instance_identifier(name);
    let create = create.engine("postgres").db_instance_class("db.t3.micro");
    let create = create.allocated_storage(20).master_username("ada");
    create.master_user_password("a-password").send().await?;
    Ok(())
}

pub(crate) async fn ec2(client: &ec2::Client) -> Result<(), Failure> {
    let mut created = BTreeSet::new();
    for _ in 0..3 {
        created.extend(run_instance(client).await?);
    }
    let mut pages = client
        .describe_instances()
        .max_results(2)
        .into_paginator()
        .send();
    let mut found = BTreeSet::new();
    while let Some(page) = pages.next().await {
        let page = page?;
        let count = page.reservations().len();
        println!(
            "ec2 describe_instances: a page of {count}, more {}",
            page.next_token().is_some()
        );
        let instances = page.reservations().iter().flat_map(|it| it.instances());
        found.extend(instances.filter_map(|it| it.instance_id().map(str::to_owned)));
    }
    println!("ec2 describe_instances: the same IDs {}", found == created);
    Ok(())
}

pub(crate) async fn run_instance(client: &ec2::Client) -> Result<Option<String>, Failure> {
    let run = client.run_instances().image_id("ami-12c6146b");
    let run = run.instance_type(ec2::types::InstanceType::T3Micro);
    let started = run.min_count(1).max_count(1).send().await?;
    let instance = started.instances().first();
    Ok(instance.and_then(|it| it.instance_id().map(str::to_owned)))
}
