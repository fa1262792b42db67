//! Options whose values are nested.

use serde_json::{Map, Value};

use super::OptionValue;
use crate::diagnostic::{Problem, Problems};
use crate::model;

impl OptionValue {
    /// Nested data: a table, or strings that hold one each as JSON.
    pub(super) fn data(self, key: &str) -> Result<Map<String, Value>, Problems> {
        let texts = match self {
            Self::Data(Value::Object(data)) => return Ok(data),
            Self::Data(other) => return Err(not_a_table(key, &other).into()),
            Self::Table(pairs) => {
                let pairs = pairs.into_iter();
                return Ok(pairs.map(|(key, text)| (key, text.into())).collect());
            }
            texts => texts.many(key)?,
        };
        let mut data = Map::new();
        for text in texts {
            match serde_json::from_str(&text) {
                Ok(Value::Object(more)) => data.extend(more),
                Ok(other) => return Err(not_a_table(key, &other).into()),
                Err(error) => {
                    let problem = Problem::new(format!("`{key}` is not valid JSON: {error}"));
                    let help = format!("use JSON, e.g. {}", example(key));
                    return Err(problem.with_help(help).into());
                }
            }
        }
        Ok(data)
    }
}

fn not_a_table(key: &str, value: &Value) -> Problem {
    let found = model::what_is(value);
    let problem = Problem::new(format!("`{key}` takes a table, not {found}"));
    problem.with_help(format!("use a table, as JSON e.g. {}", example(key)))
}

/// A short value of the option, as JSON.
fn example(key: &str) -> &'static str {
    match key {
        "waiters" => r#"`{"JobDone": {"operation": "DescribeJobs", "acceptors": [...]}}`"#,
        _ => r#"`{"headers": {"x-version": "1"}}`"#,
    }
}
