//! `cargo hammersmith explain`.

mod answer;
mod find;
mod page;

use clap::ArgMatches;
use hammersmith_codegen::plan::shapes::Shapes;

use crate::terminal::Paper;
use crate::ui::Ui;
use crate::{Failure, Outcome, subject};

pub(crate) fn run(matches: &ArgMatches, ui: &mut Ui<'_, '_>) -> Result<Outcome, Failure> {
    let subject = subject::find(matches, Some("path"))?;
    let operation = subject.operation()?;
    let shapes = Shapes::of(&subject.plan);
    let whole = shapes.page(operation);
    let mut paper = Paper::new(ui.width(), ui.colour());
    match &subject.rest {
        None => {
            page::whole(&mut paper, &subject, &whole);
            for (key, value) in answer::whole(&subject, &whole) {
                ui.set(&key, value);
            }
        }
        Some(path) => {
            let found = find::find(&whole, path)?;
            page::part(&mut paper, &whole, &found);
            for (key, value) in answer::part(&whole, &found) {
                ui.set(&key, value);
            }
        }
    }
    ui.print(paper.finish())?;
    ui.timings(&subject.models, &subject.timings)?;
    Ok(Outcome::Done)
}
