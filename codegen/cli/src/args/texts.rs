//! What help says beside the list of arguments.

pub(super) const EXIT_STATUS: &str = "\
Exit status: 0 all is well, 1 `check` found files that are out of date or
`validate` an input that is not valid, 2 wrong arguments, options or models,
or the disk refuses.";

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

pub(super) const SERVICE: &str = "\
SERVICE is looked for in the models of `hammersmith.toml`, in this folder or
the nearest above it, or in the models that --model names. It may be left out
if there is only one.";

pub(super) const SKELETON: &str = "\
The input has every member, under the names that `aws --cli-input-json` takes,
with values that satisfy the model: lengths, ranges, enums and, best effort,
patterns. Deprecated members are there, as in the skeletons of the AWS CLI. A
union has its first member, and a structure that holds itself is left out.

  cargo hammersmith skeleton batch RegisterJobDefinition > job.json";

pub(super) const VALIDATE: &str = "\
The input is checked for required members, types, lengths, ranges, patterns,
enums and names, as `aws --cli-input-json` takes them. With problems, or if it
is no JSON, the exit status is 1; if it cannot be read, 2.

  cargo hammersmith validate batch RegisterJobDefinition job.json";

pub(super) const EXPLAIN: &str = "\
Without PATH, the whole page, with the first sentence about each member. PATH
leads to a member of the request or the response, by its names in the model
(`volumes[].host`) or in Rust, or names an error; then all is said about that.

  cargo hammersmith explain batch RegisterJobDefinition timeout";
