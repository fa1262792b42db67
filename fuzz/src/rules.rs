//! Endpoint rules: any string, evaluated for any parameters.

use hammersmith::endpoint::{Endpoint, Error, RuleSet, Value, resolve};

/// The line between the rules and the parameters. Each parameter has a line.
const PARAMETERS: &str = "\n===\n";

/// Reads rules, and evaluates them for the parameters behind them: for none, for all, and for the
/// same in another order.
pub(crate) fn rules(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        drop(evaluated(text));
    }
}

/// The result for the parameters in their order.
fn evaluated(text: &str) -> Result<Endpoint, Error> {
    let (rules, values) = text.split_once(PARAMETERS).unwrap_or((text, ""));
    // Rules are static in generated code.
    let rules = RuleSet::new(rules.to_owned().leak());
    let lines: Vec<Vec<String>> = values
        .lines()
        .map(|line| line.split(' ').map(str::to_owned).collect())
        .collect();
    let mut values: Vec<Value<'_>> = lines.iter().map(|line| value(line)).collect();
    drop(evaluate(&rules, &[]));
    let result = evaluate(&rules, &values);
    values.reverse();
    drop(evaluate(&rules, &values));
    result
}

/// A parameter: its kind, and what it consists of.
fn value(line: &[String]) -> Value<'_> {
    match line {
        [] => Value::None,
        [only] => match only.as_str() {
            "" => Value::None,
            "true" => true.into(),
            "false" => false.into(),
            text => text
                .parse()
                .map_or_else(|_| Value::String(text), Value::Integer),
        },
        several => several.into(),
    }
}

/// The same parameters have the same endpoint, or the same reason why there is none.
fn evaluate(rules: &RuleSet, parameters: &[Value<'_>]) -> Result<Endpoint, Error> {
    let (first, second) = (resolve(rules, parameters), resolve(rules, parameters));
    assert_eq!(first, second);
    match &first {
        Ok(endpoint) => drop(format!("{endpoint:?}")),
        Err(error) => drop(error.to_string()),
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Cases;

    /// Protects: the corpus has rules that lead to an endpoint, so that most mutations of them are
    /// evaluated.
    #[test]
    fn the_corpus_has_endpoints() {
        for bytes in Cases::of("rules", 1).unwrap().corpus() {
            let text = str::from_utf8(bytes).unwrap();
            let result = evaluated(text);
            assert!(result.is_ok(), "{result:?} of {text}");
        }
    }
}
