//! Facts about a service that a caller adds to its model.

use super::Generator;
use crate::config::{Rules, Waiter};

impl Generator {
    /// Renames a shape or member: `id` is its ID in the model, `name` its name in Rust.
    ///
    /// Use it for names that clash in Rust or that read badly. Structures, unions, enums, errors
    /// and operations take a name in upper camel case, and so do members of unions and enums.
    /// Members of structures take a name in snake case. The wire format does not change. The types
    /// and methods of an operation are named after it, so its input and output have no names of
    /// their own.
    ///
    /// ```
    /// # use hammersmith_codegen::Generator;
    /// Generator::new()
    ///     .model("model/shop.json")
    ///     .rename("com.example#Db_Cluster", "OldCluster")
    ///     .rename("com.example#Order$fooBar", "foo_bar_text");
    /// ```
    pub fn rename(mut self, id: impl Into<String>, name: impl Into<String>) -> Self {
        self.config.rename.insert(id.into(), name.into());
        self
    }

    /// Adds a waiter that the model does not have. Its method is named like those of the model:
    /// `wait_until_job_succeeded` for `JobSucceeded`.
    pub fn waiter(mut self, name: impl Into<String>, waiter: Waiter) -> Self {
        self.config.waiters.insert(name.into(), waiter);
        self
    }

    /// Sets the rules of the service that its model does not say.
    pub fn rules(mut self, rules: Rules) -> Self {
        self.config.rules = rules;
        self
    }
}
