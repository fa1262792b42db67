//! `cargo hammersmith model`.

use std::io::Write;
use std::path::Path;

use clap::ArgMatches;
use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::model::{self, Source};
use hammersmith_codegen::{Generator, write};

use crate::generate::counted;
use crate::job::{self, Job};
use crate::{Failure, Outcome};

pub(crate) fn run(matches: &ArgMatches, out: &mut dyn Write) -> Result<Outcome, Failure> {
    let jobs = job::jobs(matches)?;
    let [job] = jobs.as_slice() else {
        let problem = Problem::new(format!("there are {} outputs to choose from", jobs.len()));
        let help = format!("name the one whose model to print: {}", job::outs(&jobs));
        return Err(problem.with_help(help).into());
    };
    let selected = select(job).map_err(|problems| {
        let placed = problems.into_iter().map(|problem| job.placed(problem));
        Problems::from_iter(placed)
    })?;
    let json = serde_json::to_string_pretty(&selected.model.to_ast_json())
        .map_err(|error| Problem::new(format!("cannot print the model: {error}")))?;
    let Some(path) = matches.get_one::<String>("file").map(Path::new) else {
        writeln!(out, "{json}")?;
        return Ok(Outcome::Done);
    };
    write::write_file(path, &format!("{json}\n")).map_err(hammersmith_codegen::Error::from)?;
    let reached = match selected.operations.as_slice() {
        [only] => format!("{} and all it reaches", only.name()),
        several => format!("{} operations and all they reach", several.len()),
    };
    let shapes = counted(selected.model.shapes().count(), "shape");
    writeln!(out, "{}: {reached}, {shapes}", path.display())?;
    Ok(Outcome::Done)
}

fn select(job: &Job) -> Result<model::Selected, Problems> {
    let sources: Vec<Source> = job.config.model.iter().cloned().map(Source::File).collect();
    let model = model::load(&sources)?;
    model::select(
        &model,
        &Generator::from_config(job.config.clone()).selection(),
    )
}
