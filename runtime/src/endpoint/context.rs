//! Parameters of endpoint rules that a model makes settings of the client.

/// The value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ContextValue {
    /// A boolean.
    Boolean(bool),
    /// A string.
    String(String),
    /// Several strings.
    Strings(Vec<String>),
}

impl From<bool> for ContextValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<String> for ContextValue {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<&str> for ContextValue {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<Vec<String>> for ContextValue {
    fn from(value: Vec<String>) -> Self {
        Self::Strings(value)
    }
}

/// Parameters by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context(Vec<(String, ContextValue)>);

impl Context {
    /// Sets a parameter.
    pub fn set(&mut self, name: impl Into<String>, value: impl Into<ContextValue>) {
        let (name, value) = (name.into(), value.into());
        self.0.retain(|(other, _)| *other != name);
        self.0.push((name, value));
    }

    fn get(&self, name: &str) -> Option<&ContextValue> {
        let found = self.0.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value)
    }

    /// A boolean of that name.
    pub fn boolean(&self, name: &str) -> Option<bool> {
        match self.get(name)? {
            ContextValue::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// A string of that name.
    pub fn string(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            ContextValue::String(value) => Some(value.clone()),
            _ => None,
        }
    }

    /// Several strings of that name.
    pub fn strings(&self, name: &str) -> Option<Vec<String>> {
        match self.get(name)? {
            ContextValue::Strings(values) => Some(values.clone()),
            _ => None,
        }
    }
}
