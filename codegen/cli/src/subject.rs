//! The service and operation that a command is about, by their names.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use hammersmith_codegen::config::Config;
use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::model::{self, Model, OperationBinding, Selection, Shape, Source};
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::{self, Plan};
use hammersmith_codegen::{Layout, Timings, name, suggest};

use crate::{Failure, selection};

/// The number of names that a message lists.
const LISTED: usize = 24;

/// An operation, planned as if it were the only one.
pub(crate) struct Subject {
    pub(crate) plan: Plan,
    /// The name of the generated crate in Rust.
    pub(crate) crate_name: String,
    /// The source of the model, for messages.
    pub(crate) models: String,
    /// The argument after the operation: a path of a member, or a file.
    pub(crate) rest: Option<String>,
    pub(crate) timings: Timings,
}

impl Subject {
    /// The operation.
    pub(crate) fn operation(&self) -> Result<&Operation, Problems> {
        let only = self.plan.operations.first();
        only.ok_or_else(|| Problem::new("the model has no such operation").into())
    }
}

/// A model that may contain the service.
struct Candidate {
    config: Config,
    layout: Layout,
    model: Model,
}

/// Finds the operation that the arguments name. `rest` is the name of the argument after the
/// operation.
pub(crate) fn find(matches: &ArgMatches, rest: Option<&str>) -> Result<Subject, Failure> {
    let mut timings = Timings::default();
    let words = Words::of(matches, rest);
    let (candidate, service, words) = candidate(matches, words, &mut timings)?;
    let Candidate {
        mut config,
        layout,
        model,
    } = candidate;
    let operation = operation(words.operation.as_deref(), &model, &service)?;
    config.service = Some(service);
    config.operations = vec![operation];
    config.resources = Vec::new();
    let selection = Selection {
        service: config.service.clone(),
        operations: config.operations.clone(),
        resources: Vec::new(),
    };
    let selected = timings.measure("select", || model::select(&model, &selection))?;
    let plan = timings.measure("plan", || plan::plan(&selected, &config, layout))?;
    let models = config.model.iter().map(|path| path.display().to_string());
    let crate_name = match layout {
        Layout::Crate => name::lib_name(&plan.package.name),
        Layout::File => name::service_slug(&plan.service.sdk_id),
    };
    Ok(Subject {
        crate_name: crate_name.replace('-', "_"),
        models: models.collect::<Vec<_>>().join(", "),
        rest: words.rest,
        plan,
        timings,
    })
}

/// The positional arguments.
#[derive(Clone)]
struct Words {
    service: Option<String>,
    operation: Option<String>,
    rest: Option<String>,
}

impl Words {
    fn of(matches: &ArgMatches, rest: Option<&str>) -> Self {
        let word = |name: &str| matches.get_one::<String>(name).cloned();
        Self {
            service: word("service"),
            operation: word("operation"),
            rest: rest.and_then(word),
        }
    }

    /// The same words, if the first is the operation of the only service.
    fn without_service(self) -> Self {
        Self {
            service: None,
            operation: self.service,
            rest: self.operation,
        }
    }
}

/// The model with the service, the ID of the service, and the arguments in terms of it.
fn candidate(
    matches: &ArgMatches,
    words: Words,
    timings: &mut Timings,
) -> Result<(Candidate, String, Words), Failure> {
    let given: Vec<PathBuf> = match matches.get_many::<String>("model") {
        Some(paths) => paths.map(PathBuf::from).collect(),
        None => Vec::new(),
    };
    if !given.is_empty() {
        let only = load(given, Layout::Crate, timings)?;
        return choose(vec![only], words);
    }
    if let Some(path) = words.service.as_deref().filter(|wanted| is_path(wanted)) {
        let only = load(vec![PathBuf::from(path)], Layout::Crate, timings)?;
        let services: Vec<&Shape> = only.model.services().collect();
        return match services.as_slice() {
            [service] => {
                let id = service.id.to_string();
                Ok((only, id, words))
            }
            [] => Err(unknown_service(None, &[]).into()),
            several => {
                let names: Vec<String> = several.iter().map(|it| short_name(it)).collect();
                let problem = Problem::new(format!("`{path}` has several services"));
                let help = format!(
                    "choose one, and pass the model as `--model {path}`: {}",
                    listed(&names)
                );
                Err(problem.with_help(help).into())
            }
        };
    }
    let mut models: Vec<Vec<PathBuf>> = Vec::new();
    let mut candidates = Vec::new();
    for job in selection::from_file(matches, "`--model model/batch.json`")? {
        if models.contains(&job.config.model) {
            continue;
        }
        models.push(job.config.model.clone());
        let layout = job.layout();
        let mut candidate = load(job.config.model.clone(), layout, timings)?;
        candidate.config = job.config;
        if let Some(id) = service_called(&candidate.model, words.service.as_deref()) {
            return Ok((candidate, id, words));
        }
        candidates.push(candidate);
    }
    choose(candidates, words)
}

/// The service that the first word names. The word is optional if there is only one service.
fn choose(candidates: Vec<Candidate>, words: Words) -> Result<(Candidate, String, Words), Failure> {
    let mut services = Vec::new();
    for (at, candidate) in candidates.iter().enumerate() {
        services.extend(candidate.model.services().map(|service| (at, service)));
    }
    let wanted = words.service.as_deref();
    let named = services
        .iter()
        .find(|(_, service)| wanted.is_some_and(|wanted| is_called(service, wanted)));
    let (at, id, words) = match (named, services.as_slice()) {
        (Some((at, service)), _) => (*at, service.id.to_string(), words),
        (None, [(at, only)]) if means_operation(&candidates, &words, *at, only) => {
            (*at, only.id.to_string(), words.without_service())
        }
        (None, services) => {
            let names: Vec<[String; 2]> = services.iter().map(|(_, it)| all_names(it)).collect();
            let has = |(at, service): &&(usize, &Shape)| {
                let model = candidates.get(*at).map(|candidate| &candidate.model);
                model.is_some_and(|model| has_operation(model, service, wanted.unwrap_or_default()))
            };
            if let (Some(wanted), Some((_, service))) = (wanted, services.iter().find(has)) {
                let of = short_name(service);
                let problem = Problem::new(format!("no service is given before `{wanted}`"));
                let names: Vec<&str> = names.iter().map(|[name, _]| name.as_str()).collect();
                let help = format!("`{of}` has it; the services are {}", listed(&names));
                return Err(problem.with_help(help).into());
            }
            return Err(unknown_service(wanted, &names).into());
        }
    };
    let candidate = candidates.into_iter().nth(at);
    let candidate = candidate.ok_or_else(|| Problem::new("missing model"))?;
    Ok((candidate, id, words))
}

/// True if the first word is an operation of the only service, not a misspelled name of a service.
fn means_operation(candidates: &[Candidate], words: &Words, at: usize, only: &Shape) -> bool {
    let Some(model) = candidates.get(at).map(|candidate| &candidate.model) else {
        return false;
    };
    let Some(first) = words.service.as_deref() else {
        return true;
    };
    if has_operation(model, only, first) {
        return true;
    }
    let second = words.operation.as_deref();
    let names = all_names(only);
    let is_slip = !suggest::closest(first, names.iter().map(String::as_str), 1).is_empty();
    words.rest.is_none()
        && !is_slip
        && !second.is_some_and(|second| has_operation(model, only, second))
}

/// True if the service has an operation of that name.
fn has_operation(model: &Model, service: &Shape, wanted: &str) -> bool {
    let bindings = model.service_operations(&service.id);
    bindings.iter().any(|binding| is_operation(binding, wanted))
}

/// True if the operation has that name in the model, in Rust or in the AWS CLI.
fn is_operation(binding: &OperationBinding, wanted: &str) -> bool {
    let id = &binding.operation;
    let rust = name::snake(id.name());
    *id == *wanted || id.name() == wanted || rust == wanted || dashed(&rust) == wanted
}

fn load(paths: Vec<PathBuf>, layout: Layout, timings: &mut Timings) -> Result<Candidate, Problems> {
    let sources: Vec<Source> = paths.iter().cloned().map(Source::File).collect();
    let model = timings.measure("load", || model::load(&sources))?;
    let config = Config {
        model: paths,
        ..Config::default()
    };
    Ok(Candidate {
        config,
        layout,
        model,
    })
}

/// True if an argument is a model, not the name of a service.
fn is_path(argument: &str) -> bool {
    argument.contains(['/', '\\']) || argument.ends_with(".json") || Path::new(argument).is_file()
}

/// The ID of the service with that name.
fn service_called(model: &Model, wanted: Option<&str>) -> Option<String> {
    let wanted = wanted?;
    let mut services = model.services();
    let found = services.find(|service| is_called(service, wanted))?;
    Some(found.id.to_string())
}

/// The name of a service on the command line.
fn short_name(service: &Shape) -> String {
    match service.traits.aws_service() {
        Some(aws) => name::service_slug(aws.sdk_id),
        None => service.id.name().to_owned(),
    }
}

/// True if a service has this name, ignoring case and separators of words.
fn is_called(service: &Shape, wanted: &str) -> bool {
    let letters = |text: &str| -> String {
        let kept = text.chars().filter(|c| !matches!(c, ' ' | '-' | '_'));
        kept.flat_map(char::to_lowercase).collect()
    };
    let sdk_id = service.traits.aws_service().map(|aws| aws.sdk_id);
    let names = [service.id.as_str(), service.id.name()];
    let mut names = names.into_iter().chain(sdk_id);
    names.any(|name| letters(name) == letters(wanted))
}

/// Its name on the command line, and in its model.
fn all_names(service: &Shape) -> [String; 2] {
    [short_name(service), service.id.name().to_owned()]
}

fn unknown_service(wanted: Option<&str>, services: &[[String; 2]]) -> Problem {
    let (problem, near) = match wanted {
        Some(wanted) => {
            let names = services.iter().flatten().map(String::as_str);
            let near = suggest::question(&suggest::closest(wanted, names, 3));
            (Problem::new(format!("unknown service `{wanted}`")), near)
        }
        None => (Problem::new("no service is given"), None),
    };
    let names: Vec<&str> = services.iter().map(|[name, _]| name.as_str()).collect();
    let help = match (near, names.as_slice()) {
        (Some(question), _) => question,
        (None, []) => "the model has none".to_owned(),
        (None, [only]) => {
            format!("the only service is `{only}`; for others, pass a model with `--model`")
        }
        (None, names) => format!("the services are {}", listed(names)),
    };
    problem.with_help(help)
}

/// The ID of the operation that the arguments name.
fn operation(wanted: Option<&str>, model: &Model, service: &str) -> Result<String, Problems> {
    let mut services = model.services();
    let Some(service) = services.find(|shape| shape.id == *service) else {
        return Err(Problem::new(format!("unknown service `{service}`")).into());
    };
    let bindings = model.service_operations(&service.id);
    let names: Vec<&str> = bindings.iter().map(|b| b.operation.name()).collect();
    let called = short_name(service);
    let all = || match names.as_slice() {
        [] => format!("`{called}` has none"),
        names if names.len() > LISTED => format!(
            "`{called}` has {}; `cargo hammersmith list` shows all",
            listed(names)
        ),
        names => format!("`{called}` has {}", listed(names)),
    };
    let Some(wanted) = wanted else {
        return Err(Problem::new("no operation is given")
            .with_help(all())
            .into());
    };
    let found = bindings.iter().find(|it| is_operation(it, wanted));
    let Some(found) = found else {
        let near = suggest::closest(wanted, names.iter().copied(), 3);
        let help = suggest::question(&near).unwrap_or_else(all);
        let problem = Problem::new(format!("`{called}` has no operation `{wanted}`"));
        return Err(problem.with_help(help).into());
    };
    Ok(found.operation.to_string())
}

/// A name in the form of the AWS CLI.
fn dashed(name: &str) -> String {
    name.replace('_', "-")
}

/// The names, quoted. Of long lists, only the first ones.
pub(crate) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let shown = names.iter().take(LISTED);
    let quoted: Vec<String> = shown.map(|name| format!("`{}`", name.as_ref())).collect();
    match names.len().checked_sub(LISTED) {
        Some(more @ 1..) => format!("{} and {more} more", quoted.join(", ")),
        _ => quoted.join(", "),
    }
}
