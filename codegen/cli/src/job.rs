//! One output: what to generate, where to write it, and in which layout.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use hammersmith_codegen::diagnostic::{Problem, Problems};
use hammersmith_codegen::{Config, Layout};

/// One output.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Job {
    pub(crate) config: Config,
    pub(crate) out: Option<PathBuf>,
    pub(crate) layout: Option<Layout>,
    /// The location in `hammersmith.toml`, if it comes from there.
    pub(crate) place: Option<Place>,
}

/// A location in `hammersmith.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: PathBuf,
    /// The line of its table.
    pub(crate) line: u32,
    /// The lines of its strings.
    pub(crate) strings: HashMap<String, u32>,
}

impl Place {
    /// The line of the string that a message quotes last, which is the one it is about; otherwise
    /// that of the table.
    fn line_of(&self, problem: &Problem) -> u32 {
        let quoted = problem.message.split('`').skip(1).step_by(2);
        let lines = quoted.filter_map(|string| self.strings.get(string));
        lines.last().copied().unwrap_or(self.line)
    }
}

impl Job {
    /// The layout: the requested one, or the one that the name of the output suggests.
    pub(crate) fn layout(&self) -> Layout {
        let out = self.out.as_deref().unwrap_or(Path::new(""));
        self.layout.unwrap_or(match out.extension() {
            Some(extension) if extension == "rs" => Layout::File,
            _ => Layout::Crate,
        })
    }

    /// The path to write to.
    pub(crate) fn out(&self) -> Result<&Path, Problems> {
        let example = "pass one with `--out`, e.g. `--out generated/batch`";
        let out = self
            .out
            .as_deref()
            .ok_or_else(|| Problem::new("no output path is given").with_help(example))?;
        if out.as_os_str().is_empty() {
            return Err(Problem::new("`--out` is empty").with_help(example).into());
        }
        if self.layout() == Layout::File && self.config.package.is_some() {
            let problem = Problem::new(format!(
                "`{}` is a single file, which has no package",
                out.display()
            ));
            let help = "remove the options of the package, or use the layout `crate`";
            return Err(problem.with_help(help).into());
        }
        Ok(out)
    }

    /// Adds the location of the output, if the problem has no location of its own.
    pub(crate) fn placed(&self, problem: Problem) -> Problem {
        match &self.place {
            Some(place) if problem.file.is_none() => {
                let line = place.line_of(&problem);
                problem.in_file(&place.file).at_line(line)
            }
            _ => problem,
        }
    }
}
