//! The service and operation that a command is about, by their names.

use std::path::{Path, PathBuf};

use clap::ArgMatches;
use hammersmith_codegen::config::Config;
use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::model::{self, Model, Selection, Shape, Source};
use hammersmith_codegen::plan::operation::Operation;
use hammersmith_codegen::plan::{self, Plan};
use hammersmith_codegen::{Layout, Timings, name, suggest};

use crate::{Failure, job};

/// How many names a message lists.
const LISTED: usize = 24;

/// An operation, planned as if it were the only one.
pub(crate) struct Subject {
    pub(crate) plan: Plan,
    /// What the generated crate is called in Rust.
    pub(crate) crate_name: String,
    /// Where the model is from, in words.
    pub(crate) models: String,
    pub(crate) timings: Timings,
}

impl Subject {
    /// The operation.
    pub(crate) fn operation(&self) -> Result<&Operation, Problems> {
        let only = self.plan.operations.first();
        only.ok_or_else(|| Problem::new("the model has no such operation").into())
    }
}

/// A model to look for the service in.
struct Candidate {
    config: Config,
    layout: Layout,
    model: Model,
}

/// Finds what the arguments name.
pub(crate) fn find(matches: &ArgMatches) -> Result<Subject, Failure> {
    let mut timings = Timings::default();
    let wanted = matches.get_one::<String>("service").map(String::as_str);
    let (candidate, service) = candidate(matches, wanted, &mut timings)?;
    let Candidate {
        mut config,
        layout,
        model,
    } = candidate;
    let operation = operation(matches, &model, &service)?;
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
        plan,
        timings,
    })
}

/// The model that has the service, and the id of the service.
fn candidate(
    matches: &ArgMatches,
    wanted: Option<&str>,
    timings: &mut Timings,
) -> Result<(Candidate, String), Failure> {
    let given: Vec<PathBuf> = match matches.get_many::<String>("model") {
        Some(paths) => paths.map(PathBuf::from).collect(),
        None => Vec::new(),
    };
    if !given.is_empty() {
        let only = load(given, Layout::Crate, timings)?;
        return of_model(only, wanted);
    }
    if let Some(path) = wanted.filter(|wanted| is_path(wanted)) {
        let only = load(vec![PathBuf::from(path)], Layout::Crate, timings)?;
        let names: Vec<String> = only.model.services().map(short_name).collect();
        if let [_, _, ..] = names.as_slice() {
            let problem = Problem::new(format!("`{path}` has several services"));
            let help = format!(
                "name one, and the model as `--model {path}`: {}",
                listed(&names)
            );
            return Err(problem.with_help(help).into());
        }
        return of_model(only, None);
    }
    let example = "`--model model/batch.json`";
    let mut models: Vec<Vec<PathBuf>> = Vec::new();
    let mut names: Vec<[String; 2]> = Vec::new();
    for job in job::from_file(matches, example)? {
        if models.contains(&job.config.model) {
            continue;
        }
        models.push(job.config.model.clone());
        let layout = job.layout();
        let mut candidate = load(job.config.model.clone(), layout, timings)?;
        candidate.config = job.config;
        let found = candidate
            .model
            .services()
            .find(|service| wanted.is_some_and(|wanted| is_called(service, wanted)));
        if let Some(id) = found.map(|service| service.id.to_string()) {
            return Ok((candidate, id));
        }
        names.extend(candidate.model.services().map(all_names));
    }
    Err(unknown_service(wanted, &names).into())
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

/// The service of that name in a model, or the only one.
fn of_model(candidate: Candidate, wanted: Option<&str>) -> Result<(Candidate, String), Failure> {
    let services: Vec<&Shape> = candidate.model.services().collect();
    let found = match wanted {
        Some(wanted) => services.iter().find(|service| is_called(service, wanted)),
        None if services.len() == 1 => services.first(),
        None => None,
    };
    match found.map(|service| service.id.to_string()) {
        Some(id) => Ok((candidate, id)),
        None => {
            let names: Vec<[String; 2]> = services.into_iter().map(all_names).collect();
            Err(unknown_service(wanted, &names).into())
        }
    }
}

/// Whether an argument is a model rather than the name of a service.
fn is_path(argument: &str) -> bool {
    argument.contains(['/', '\\']) || argument.ends_with(".json") || Path::new(argument).is_file()
}

/// What a service is called on the command line.
fn short_name(service: &Shape) -> String {
    match service.traits.aws_service() {
        Some(aws) => name::service_slug(aws.sdk_id),
        None => service.id.name().to_owned(),
    }
}

/// Whether a service goes by a name, whatever the case and whatever stands between words.
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

/// What it is called there, and in its model.
fn all_names(service: &Shape) -> [String; 2] {
    [short_name(service), service.id.name().to_owned()]
}

fn unknown_service(wanted: Option<&str>, services: &[[String; 2]]) -> Problem {
    let (problem, near) = match wanted {
        Some(wanted) => {
            let names = services.iter().flatten().map(String::as_str);
            let near = suggest::question(&suggest::closest(wanted, names, 3));
            (
                Problem::new(format!("there is no service `{wanted}`")),
                near,
            )
        }
        None => (Problem::new("no service is named"), None),
    };
    let names: Vec<&str> = services.iter().map(|[name, _]| name.as_str()).collect();
    let help = match (near, names.as_slice()) {
        (Some(question), _) => question,
        (None, []) => "the model has none".to_owned(),
        (None, [only]) => format!("there is `{only}`; for others, name a model with `--model`"),
        (None, names) => format!("there are {}", listed(names)),
    };
    problem.with_help(help)
}

/// The id of the operation that the arguments name.
fn operation(matches: &ArgMatches, model: &Model, service: &str) -> Result<String, Problems> {
    let mut services = model.services();
    let Some(service) = services.find(|shape| shape.id == *service) else {
        return Err(Problem::new(format!("there is no service `{service}`")).into());
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
    let Some(wanted) = matches.get_one::<String>("operation") else {
        return Err(Problem::new("no operation is named")
            .with_help(all())
            .into());
    };
    let found = bindings.iter().find(|binding| {
        let id = &binding.operation;
        let rust = name::snake(id.name());
        *id == **wanted || id.name() == wanted || rust == *wanted || dashed(&rust) == *wanted
    });
    let Some(found) = found else {
        let near = suggest::closest(wanted, names.iter().copied(), 3);
        let help = suggest::question(&near).unwrap_or_else(all);
        let problem = Problem::new(format!("`{called}` has no operation `{wanted}`"));
        return Err(problem.with_help(help).into());
    };
    Ok(found.operation.to_string())
}

/// A name as the AWS CLI writes it.
fn dashed(name: &str) -> String {
    name.replace('_', "-")
}

/// Names, quoted; the first of very many.
pub(crate) fn listed<S: AsRef<str>>(names: &[S]) -> String {
    let shown = names.iter().take(LISTED);
    let quoted: Vec<String> = shown.map(|name| format!("`{}`", name.as_ref())).collect();
    match names.len().checked_sub(LISTED) {
        Some(more @ 1..) => format!("{} and {more} more", quoted.join(", ")),
        _ => quoted.join(", "),
    }
}
