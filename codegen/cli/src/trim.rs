//! `cargo hammersmith model`.

use std::path::Path;

use clap::ArgMatches;
use hammersmith_codegen::diagnostic::{Problem, Problems, shown};
use hammersmith_codegen::model::{self, Source};
use hammersmith_codegen::{Generator, Timings, write};

use crate::generate::counted;
use crate::job::Job;
use crate::selection;
use crate::ui::Ui;
use crate::{Failure, Outcome};

pub(crate) fn run(matches: &ArgMatches, ui: &mut Ui<'_, '_>) -> Result<Outcome, Failure> {
    let jobs = selection::jobs(matches)?;
    let [job] = jobs.as_slice() else {
        let problem = Problem::new(format!("{} outputs are selected; expected one", jobs.len()));
        let help = format!("choose one: {}", selection::outs(&jobs));
        return Err(problem.with_help(help).into());
    };
    let mut timings = Timings::default();
    let selected = select(job, &mut timings).map_err(|problems| {
        let placed = problems.into_iter().map(|problem| job.placed(problem));
        Problems::from_iter(placed)
    })?;
    let ast = selected.model.to_ast_json();
    let json = serde_json::to_string_pretty(&ast)
        .map_err(|error| Problem::new(format!("cannot print the model: {error}")))?;
    let models = job.config.model.iter();
    let models: Vec<String> = models.map(|path| path.display().to_string()).collect();
    let Some(path) = matches.get_one::<String>("file").map(Path::new) else {
        ui.print_json(&json)?;
        ui.set("model", ast);
        ui.timings(models.join(", "), &timings)?;
        return Ok(Outcome::Done);
    };
    if path.as_os_str().is_empty() {
        let problem = Problem::new("`--out` is empty");
        return Err(problem
            .with_help("pass a file, or omit the flag to print to stdout")
            .into());
    }
    timings
        .measure("write", || write::write_file(path, &format!("{json}\n")))
        .map_err(hammersmith_codegen::Error::from)?;
    let reached = match selected.operations.as_slice() {
        [only] => format!("{} and all it reaches", only.name()),
        several => format!("{} operations and all they reach", several.len()),
    };
    let count = selected.model.shapes().count();
    let shapes = counted(count, "shape");
    ui.note(format!("{}: {reached}, {shapes}", shown(path)))?;
    ui.set("path", path.display().to_string().into());
    ui.set("shapes", count.into());
    ui.timings(models.join(", "), &timings)?;
    Ok(Outcome::Done)
}

fn select(job: &Job, timings: &mut Timings) -> Result<model::Selected, Problems> {
    let sources: Vec<Source> = job.config.model.iter().cloned().map(Source::File).collect();
    let model = timings.measure("load", || model::load(&sources))?;
    let selection = Generator::from_config(job.config.clone()).selection();
    timings.measure("select", || model::select(&model, &selection))
}
