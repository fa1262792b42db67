//! Inputs with values from a [`Source`], for every member the model has.
//!
//! Written by `tests/python/write_input.py`.
#![allow(deprecated, reason = "deprecated members go over the wire, too")]
use super::sdk::operation::register_job_definition::builders::RegisterJobDefinitionInputBuilder;
use super::sdk::types;
use crate::source::Source;
const JOB_DEFINITION_TYPE: &[&str] = &["container", "multinode"];
const EFS_TRANSIT_ENCRYPTION: &[&str] = &["ENABLED", "DISABLED"];
const EFS_AUTHORIZATION_CONFIG_IAM: &[&str] = &["ENABLED", "DISABLED"];
const RESOURCE_TYPE: &[&str] = &["GPU", "VCPU", "MEMORY"];
const DEVICE_CGROUP_PERMISSION: &[&str] = &["READ", "WRITE", "MKNOD"];
const LOG_DRIVER: &[&str] = &[
    "json-file",
    "syslog",
    "journald",
    "gelf",
    "fluentd",
    "awslogs",
    "splunk",
    "awsfirelens",
];
const ASSIGN_PUBLIC_IP: &[&str] = &["ENABLED", "DISABLED"];
const FIRELENS_CONFIGURATION_TYPE: &[&str] = &["fluentd", "fluentbit"];
const RETRY_ACTION: &[&str] = &["RETRY", "EXIT"];
const PLATFORM_CAPABILITY: &[&str] = &["EC2", "FARGATE"];
/// The input of `RegisterJobDefinition`.
pub fn input(source: &mut Source) -> RegisterJobDefinitionInputBuilder {
    RegisterJobDefinitionInputBuilder::default()
        .set_job_definition_name(source.text())
        .set_type(source.choice(JOB_DEFINITION_TYPE))
        .set_parameters(source.map())
        .set_scheduling_priority(source.integer())
        .set_container_properties(source.structure(container_properties))
        .set_node_properties(source.structure(node_properties))
        .set_retry_strategy(source.structure(retry_strategy))
        .set_propagate_tags(source.boolean())
        .set_timeout(source.structure(job_timeout))
        .set_tags(source.map())
        .set_platform_capabilities(source.list(|source| source.make_enum(PLATFORM_CAPABILITY)))
        .set_eks_properties(source.structure(eks_properties))
        .set_ecs_properties(source.structure(ecs_properties))
        .set_consumable_resource_properties(source.structure(consumable_resource_properties))
}
fn container_properties(source: &mut Source) -> types::ContainerProperties {
    types::ContainerProperties::builder()
        .set_image(source.text())
        .set_vcpus(source.integer())
        .set_memory(source.integer())
        .set_command(source.list(Source::make_text))
        .set_job_role_arn(source.text())
        .set_execution_role_arn(source.text())
        .set_volumes(source.list(volume))
        .set_environment(source.list(key_value_pair))
        .set_mount_points(source.list(mount_point))
        .set_readonly_root_filesystem(source.boolean())
        .set_privileged(source.boolean())
        .set_ulimits(source.list(ulimit))
        .set_user(source.text())
        .set_instance_type(source.text())
        .set_resource_requirements(source.list(resource_requirement))
        .set_linux_parameters(source.structure(linux_parameters))
        .set_log_configuration(source.structure(log_configuration))
        .set_secrets(source.list(secret))
        .set_network_configuration(source.structure(network_configuration))
        .set_fargate_platform_configuration(source.structure(fargate_platform_configuration))
        .set_enable_execute_command(source.boolean())
        .set_ephemeral_storage(source.structure(ephemeral_storage))
        .set_runtime_platform(source.structure(runtime_platform))
        .set_repository_credentials(source.structure(repository_credentials))
        .build()
}
fn volume(source: &mut Source) -> types::Volume {
    types::Volume::builder()
        .set_host(source.structure(host))
        .set_name(source.text())
        .set_efs_volume_configuration(source.structure(efs_volume_configuration))
        .build()
}
fn host(source: &mut Source) -> types::Host {
    types::Host::builder()
        .set_source_path(source.text())
        .build()
}
fn efs_volume_configuration(source: &mut Source) -> types::EfsVolumeConfiguration {
    types::EfsVolumeConfiguration::builder()
        .set_file_system_id(source.text())
        .set_root_directory(source.text())
        .set_transit_encryption(source.choice(EFS_TRANSIT_ENCRYPTION))
        .set_transit_encryption_port(source.integer())
        .set_authorization_config(source.structure(efs_authorization_config))
        .build()
}
fn efs_authorization_config(source: &mut Source) -> types::EfsAuthorizationConfig {
    types::EfsAuthorizationConfig::builder()
        .set_access_point_id(source.text())
        .set_iam(source.choice(EFS_AUTHORIZATION_CONFIG_IAM))
        .build()
}
fn key_value_pair(source: &mut Source) -> types::KeyValuePair {
    types::KeyValuePair::builder()
        .set_name(source.text())
        .set_value(source.text())
        .build()
}
fn mount_point(source: &mut Source) -> types::MountPoint {
    types::MountPoint::builder()
        .set_container_path(source.text())
        .set_read_only(source.boolean())
        .set_source_volume(source.text())
        .build()
}
fn ulimit(source: &mut Source) -> types::Ulimit {
    types::Ulimit::builder()
        .set_hard_limit(source.integer())
        .set_name(source.text())
        .set_soft_limit(source.integer())
        .build()
}
fn resource_requirement(source: &mut Source) -> types::ResourceRequirement {
    types::ResourceRequirement::builder()
        .set_value(source.text())
        .set_type(source.choice(RESOURCE_TYPE))
        .build()
}
fn linux_parameters(source: &mut Source) -> types::LinuxParameters {
    types::LinuxParameters::builder()
        .set_devices(source.list(device))
        .set_init_process_enabled(source.boolean())
        .set_shared_memory_size(source.integer())
        .set_tmpfs(source.list(tmpfs))
        .set_max_swap(source.integer())
        .set_swappiness(source.integer())
        .build()
}
fn device(source: &mut Source) -> types::Device {
    types::Device::builder()
        .set_host_path(source.text())
        .set_container_path(source.text())
        .set_permissions(source.list(|source| source.make_enum(DEVICE_CGROUP_PERMISSION)))
        .build()
}
fn tmpfs(source: &mut Source) -> types::Tmpfs {
    types::Tmpfs::builder()
        .set_container_path(source.text())
        .set_size(source.integer())
        .set_mount_options(source.list(Source::make_text))
        .build()
}
fn log_configuration(source: &mut Source) -> types::LogConfiguration {
    types::LogConfiguration::builder()
        .set_log_driver(source.choice(LOG_DRIVER))
        .set_options(source.map())
        .set_secret_options(source.list(secret))
        .build()
}
fn secret(source: &mut Source) -> types::Secret {
    types::Secret::builder()
        .set_name(source.text())
        .set_value_from(source.text())
        .build()
}
fn network_configuration(source: &mut Source) -> types::NetworkConfiguration {
    types::NetworkConfiguration::builder()
        .set_assign_public_ip(source.choice(ASSIGN_PUBLIC_IP))
        .build()
}
fn fargate_platform_configuration(source: &mut Source) -> types::FargatePlatformConfiguration {
    types::FargatePlatformConfiguration::builder()
        .set_platform_version(source.text())
        .build()
}
fn ephemeral_storage(source: &mut Source) -> types::EphemeralStorage {
    types::EphemeralStorage::builder()
        .set_size_in_gib(source.integer())
        .build()
}
fn runtime_platform(source: &mut Source) -> types::RuntimePlatform {
    types::RuntimePlatform::builder()
        .set_operating_system_family(source.text())
        .set_cpu_architecture(source.text())
        .build()
}
fn repository_credentials(source: &mut Source) -> types::RepositoryCredentials {
    types::RepositoryCredentials::builder()
        .set_credentials_parameter(source.text())
        .build()
}
fn node_properties(source: &mut Source) -> types::NodeProperties {
    types::NodeProperties::builder()
        .set_num_nodes(source.integer())
        .set_main_node(source.integer())
        .set_node_range_properties(source.list(node_range_property))
        .build()
}
fn node_range_property(source: &mut Source) -> types::NodeRangeProperty {
    types::NodeRangeProperty::builder()
        .set_target_nodes(source.text())
        .set_container(source.structure(container_properties))
        .set_instance_types(source.list(Source::make_text))
        .set_ecs_properties(source.structure(ecs_properties))
        .set_eks_properties(source.structure(eks_properties))
        .set_consumable_resource_properties(source.structure(consumable_resource_properties))
        .build()
}
fn ecs_properties(source: &mut Source) -> types::EcsProperties {
    types::EcsProperties::builder()
        .set_task_properties(source.list(ecs_task_properties))
        .build()
}
fn ecs_task_properties(source: &mut Source) -> types::EcsTaskProperties {
    types::EcsTaskProperties::builder()
        .set_containers(source.list(task_container_properties))
        .set_ephemeral_storage(source.structure(ephemeral_storage))
        .set_execution_role_arn(source.text())
        .set_platform_version(source.text())
        .set_ipc_mode(source.text())
        .set_task_role_arn(source.text())
        .set_pid_mode(source.text())
        .set_network_configuration(source.structure(network_configuration))
        .set_runtime_platform(source.structure(runtime_platform))
        .set_volumes(source.list(volume))
        .set_enable_execute_command(source.boolean())
        .build()
}
fn task_container_properties(source: &mut Source) -> types::TaskContainerProperties {
    types::TaskContainerProperties::builder()
        .set_command(source.list(Source::make_text))
        .set_depends_on(source.list(task_container_dependency))
        .set_environment(source.list(key_value_pair))
        .set_essential(source.boolean())
        .set_firelens_configuration(source.structure(firelens_configuration))
        .set_image(source.text())
        .set_linux_parameters(source.structure(linux_parameters))
        .set_log_configuration(source.structure(log_configuration))
        .set_mount_points(source.list(mount_point))
        .set_name(source.text())
        .set_privileged(source.boolean())
        .set_readonly_root_filesystem(source.boolean())
        .set_repository_credentials(source.structure(repository_credentials))
        .set_resource_requirements(source.list(resource_requirement))
        .set_secrets(source.list(secret))
        .set_ulimits(source.list(ulimit))
        .set_user(source.text())
        .build()
}
fn task_container_dependency(source: &mut Source) -> types::TaskContainerDependency {
    types::TaskContainerDependency::builder()
        .set_container_name(source.text())
        .set_condition(source.text())
        .build()
}
fn firelens_configuration(source: &mut Source) -> types::FirelensConfiguration {
    types::FirelensConfiguration::builder()
        .set_type(source.choice(FIRELENS_CONFIGURATION_TYPE))
        .set_options(source.map())
        .build()
}
fn eks_properties(source: &mut Source) -> types::EksProperties {
    types::EksProperties::builder()
        .set_pod_properties(source.structure(eks_pod_properties))
        .build()
}
fn eks_pod_properties(source: &mut Source) -> types::EksPodProperties {
    types::EksPodProperties::builder()
        .set_service_account_name(source.text())
        .set_host_network(source.boolean())
        .set_dns_policy(source.text())
        .set_image_pull_secrets(source.list(image_pull_secret))
        .set_containers(source.list(eks_container))
        .set_init_containers(source.list(eks_container))
        .set_volumes(source.list(eks_volume))
        .set_metadata(source.structure(eks_metadata))
        .set_share_process_namespace(source.boolean())
        .build()
}
fn image_pull_secret(source: &mut Source) -> types::ImagePullSecret {
    types::ImagePullSecret::builder()
        .set_name(source.text())
        .build()
}
fn eks_container(source: &mut Source) -> types::EksContainer {
    types::EksContainer::builder()
        .set_name(source.text())
        .set_image(source.text())
        .set_image_pull_policy(source.text())
        .set_command(source.list(Source::make_text))
        .set_args(source.list(Source::make_text))
        .set_env(source.list(eks_container_environment_variable))
        .set_resources(source.structure(eks_container_resource_requirements))
        .set_volume_mounts(source.list(eks_container_volume_mount))
        .set_security_context(source.structure(eks_container_security_context))
        .build()
}
fn eks_container_environment_variable(
    source: &mut Source,
) -> types::EksContainerEnvironmentVariable {
    types::EksContainerEnvironmentVariable::builder()
        .set_name(source.text())
        .set_value(source.text())
        .build()
}
fn eks_container_resource_requirements(
    source: &mut Source,
) -> types::EksContainerResourceRequirements {
    types::EksContainerResourceRequirements::builder()
        .set_limits(source.map())
        .set_requests(source.map())
        .build()
}
fn eks_container_volume_mount(source: &mut Source) -> types::EksContainerVolumeMount {
    types::EksContainerVolumeMount::builder()
        .set_name(source.text())
        .set_mount_path(source.text())
        .set_sub_path(source.text())
        .set_read_only(source.boolean())
        .build()
}
fn eks_container_security_context(source: &mut Source) -> types::EksContainerSecurityContext {
    types::EksContainerSecurityContext::builder()
        .set_run_as_user(source.long())
        .set_run_as_group(source.long())
        .set_privileged(source.boolean())
        .set_allow_privilege_escalation(source.boolean())
        .set_read_only_root_filesystem(source.boolean())
        .set_run_as_non_root(source.boolean())
        .build()
}
fn eks_volume(source: &mut Source) -> types::EksVolume {
    types::EksVolume::builder()
        .set_name(source.text())
        .set_host_path(source.structure(eks_host_path))
        .set_empty_dir(source.structure(eks_empty_dir))
        .set_secret(source.structure(eks_secret))
        .set_persistent_volume_claim(source.structure(eks_persistent_volume_claim))
        .build()
}
fn eks_host_path(source: &mut Source) -> types::EksHostPath {
    types::EksHostPath::builder()
        .set_path(source.text())
        .build()
}
fn eks_empty_dir(source: &mut Source) -> types::EksEmptyDir {
    types::EksEmptyDir::builder()
        .set_medium(source.text())
        .set_size_limit(source.text())
        .build()
}
fn eks_secret(source: &mut Source) -> types::EksSecret {
    types::EksSecret::builder()
        .set_secret_name(source.text())
        .set_optional(source.boolean())
        .build()
}
fn eks_persistent_volume_claim(source: &mut Source) -> types::EksPersistentVolumeClaim {
    types::EksPersistentVolumeClaim::builder()
        .set_claim_name(source.text())
        .set_read_only(source.boolean())
        .build()
}
fn eks_metadata(source: &mut Source) -> types::EksMetadata {
    types::EksMetadata::builder()
        .set_labels(source.map())
        .set_annotations(source.map())
        .set_namespace(source.text())
        .build()
}
fn consumable_resource_properties(source: &mut Source) -> types::ConsumableResourceProperties {
    types::ConsumableResourceProperties::builder()
        .set_consumable_resource_list(source.list(consumable_resource_requirement))
        .build()
}
fn consumable_resource_requirement(source: &mut Source) -> types::ConsumableResourceRequirement {
    types::ConsumableResourceRequirement::builder()
        .set_consumable_resource(source.text())
        .set_quantity(source.long())
        .build()
}
fn retry_strategy(source: &mut Source) -> types::RetryStrategy {
    types::RetryStrategy::builder()
        .set_attempts(source.integer())
        .set_evaluate_on_exit(source.list(evaluate_on_exit))
        .build()
}
fn evaluate_on_exit(source: &mut Source) -> types::EvaluateOnExit {
    types::EvaluateOnExit::builder()
        .set_on_status_reason(source.text())
        .set_on_reason(source.text())
        .set_on_exit_code(source.text())
        .set_action(source.choice(RETRY_ACTION))
        .build()
}
fn job_timeout(source: &mut Source) -> types::JobTimeout {
    types::JobTimeout::builder()
        .set_attempt_duration_seconds(source.integer())
        .build()
}
