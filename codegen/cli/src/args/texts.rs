//! What help says beside the list of arguments.

pub(super) const EXIT_STATUS: &str = "\
Exit status: 0 all is well, 1 `check` found files that are out of date,
2 wrong input, wrong options, or the disk refuses.";

pub(super) const ALL: &str = "\
Colours are there on a terminal, unless NO_COLOR is set. With `--format json`,
the answer is one JSON object on stdout, problems included.";

pub(super) const FILE: &str = "\
Without --model, the options are those of `hammersmith.toml`, in this folder
or the nearest above it, and flags override what it says:

  [[generate]]
  model = \"model/batch.json\"
  operations = [\"RegisterJobDefinition\"]
  out = \"generated/batch\"

With --model, the flags say everything and the file is left aside.";

pub(super) const LIST: &str = "\
Without MODEL, the models are those of `hammersmith.toml`, in this folder or
the nearest above it. A single argument is a MODEL if there is such a file or
if it looks like a path, and a PATTERN otherwise.";
