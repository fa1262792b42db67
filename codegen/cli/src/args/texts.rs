//! The texts of the help in addition to the lists of arguments.

pub(super) const EXIT_STATUS: &str = "\
Exit status: 0 for success, 1 if `check` finds files that are out of date or
`validate` finds an invalid input, 2 for invalid arguments, options or models,
or if a file could not be read or written.";

pub(super) const ALL: &str = "\
Output is coloured on a terminal, unless NO_COLOR is set. With `--format json`,
it is one JSON object on stdout, which includes problems.";

pub(super) const FILE: &str = "\
Without --model, the options come from `hammersmith.toml` in this directory
or the nearest one above it, and flags override them:

  [[generate]]
  model = \"model/batch.json\"
  operations = [\"RegisterJobDefinition\"]
  out = \"generated/batch\"

With --model, all options come from flags, and the file is ignored.";

pub(super) const LIST: &str = "\
Without MODEL, the models come from `hammersmith.toml` in this directory or
the nearest one above it. A single argument is a MODEL if such a file exists
or if it looks like a path, and a PATTERN otherwise.";

pub(super) const SERVICE: &str = "\
SERVICE is looked up in the models of `hammersmith.toml` in this directory or
the nearest one above it, or in those of --model. Omit it if there is only one
service.";

pub(super) const SKELETON: &str = "\
The input has every member, under the names that `aws --cli-input-json` uses,
with values that satisfy the model: lengths, ranges, enums and, best effort,
patterns. Deprecated members are included, as in the skeletons of the AWS CLI.
A union has its first member; a structure is not repeated inside itself.

  cargo hammersmith skeleton batch RegisterJobDefinition > job.json";

pub(super) const VALIDATE: &str = "\
The input has the form that `aws --cli-input-json` accepts. Required members,
types, lengths, ranges, patterns, enums and member names are checked. The exit
status is 1 if the input has problems or is not JSON, and 2 if it cannot be
read.

  cargo hammersmith validate batch RegisterJobDefinition job.json";

pub(super) const EXPLAIN: &str = "\
Without PATH, the page has the first sentence about each member. PATH selects
a member of the request or the response, by its path in the model or in Rust
(e.g. `volumes[].host`), or an error; the page then has its full text.

  cargo hammersmith explain batch RegisterJobDefinition timeout";
