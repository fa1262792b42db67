//! Replacements for names that are reserved by Rust or by the generated API.

use super::case::{pascal, snake};
use super::keyword::{digits_after_underscore, is_keyword};
use super::own::{CLIENT, ENDPOINT, Kind};
use super::word::Name;

/// The names that a structure member has in the generated API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberName {
    /// The field, its getter, and the builder's method: `r#type`, `build_value`.
    pub ident: Name,
    /// The builder's method that takes an `Option`: `set_type`, `set_build`.
    pub set: Name,
    /// The builder's getter: `get_type`, `get_build`.
    pub get: Name,
    /// True if `ident` differs from the name in the model. A raw identifier does not count as
    /// different.
    pub renamed: bool,
}

impl MemberName {
    /// The names of a member from the option `rename`: `word` is in [`snake`] case.
    pub fn given(word: &str, name: &str) -> Self {
        Self {
            ident: Name::new(word),
            set: Name::new(&format!("set_{word}")),
            get: Name::new(&format!("get_{word}")),
            renamed: word != snake(name) && word != name,
        }
    }
}

/// The names of a member of a structure of that kind.
///
/// A member that clashes with a method of the generated API gets the suffix `_value`. Its `set_`
/// and `get_` methods keep the name of the model, as in the official crates, unless they clash as
/// well.
///
/// ```
/// # use hammersmith_codegen::name::{Kind, member};
/// assert_eq!(member("type", Kind::Plain).ident.doc(), "r#type");
/// assert_eq!(member("Build", Kind::Plain).ident.plain(), "build_value");
/// assert_eq!(member("Build", Kind::Plain).set.plain(), "set_build");
/// assert_eq!(member("new", Kind::Input).ident.plain(), "new_value");
/// assert_eq!(member("meta", Kind::Error { retryable: false }).set.plain(), "set_meta_value");
/// ```
pub fn member(name: &str, kind: Kind) -> MemberName {
    let word = snake(name);
    let accessors = |word: &str| (format!("set_{word}"), format!("get_{word}"));
    let (set, get) = accessors(&word);
    let aside = || format!("{word}_value");
    if kind.has(&set) || kind.has(&get) {
        return MemberName::given(&aside(), name);
    }
    let ident = if kind.has(&word) {
        Name::new(&aside())
    } else {
        Name::new(&word)
    };
    MemberName {
        renamed: ident.plain() != word && ident.plain() != name,
        ident,
        set: Name::new(&set),
        get: Name::new(&get),
    }
}

/// The method of the client that calls an operation. If the client already has a method of that
/// name, it gets the suffix `_operation`.
pub fn client_method(name: &str) -> Name {
    let word = snake(name);
    Name::new(&if CLIENT.contains(&word.as_str()) {
        word + "_operation"
    } else {
        word
    })
}

/// The method that reads or sets a parameter of endpoint rules. If the parameters already have a
/// method of that name, it gets the suffix `_value`.
pub fn parameter(name: &str) -> Name {
    let word = snake(name);
    Name::new(&if ENDPOINT.contains(&word.as_str()) {
        word + "_value"
    } else {
        word
    })
}

/// The method that sets or clears a parameter of endpoint rules.
pub fn parameter_setter(name: &str) -> Name {
    Name::new(&format!("set_{}", snake(name)))
}

/// The module of an operation or waiter. A keyword gets the suffix `_`, since a raw identifier
/// would be visible in paths.
///
/// `gen` is unchanged, as in the official crates; [`ident`](super::ident) writes it raw.
pub fn module(name: &str) -> String {
    let word = digits_after_underscore(&snake(name));
    if is_keyword(&word) && word != "gen" {
        word + "_"
    } else {
        word
    }
}

/// The name of a structure, union, enum or error.
pub fn type_name(name: &str) -> String {
    let name = digits_after_underscore(&pascal(name));
    if name == "Self" {
        "SelfValue".into()
    } else {
        name
    }
}

/// The name of an operation struct, and the stem of its error and fluent builder: as modelled, only
/// with a capital first letter (`AssumeRoleWithSAML`).
///
/// Its input and output are [`type_name`]s of the operation's name and `Input` or `Output`.
pub fn operation_symbol(name: &str) -> String {
    let mut rest = name.chars();
    let symbol: String = match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    };
    match symbol.as_str() {
        "Self" => "SelfOperation".into(),
        _ => symbol,
    }
}

/// The name of an error: as [`type_name`], except for the name of the variant for unknown errors.
pub fn error_name(name: &str) -> String {
    match type_name(name).as_str() {
        "Unhandled" => "UnhandledError".into(),
        other => other.into(),
    }
}

/// The variant of an enum member, from the member's name (not its value).
///
/// The case is converted twice, to convert acronyms that result from the first time:
/// `A_A_COMPROMISE` is `AaCompromise`.
pub fn variant(name: &str) -> String {
    free_variant(pascal(&pascal(name)))
}

/// The variant of a union member.
pub fn union_variant(name: &str) -> String {
    free_variant(pascal(name))
}

/// Replaces names that clash with the generated `Unknown`, and `Self`.
fn free_variant(name: String) -> String {
    match name.as_str() {
        "Unknown" => "UnknownValue".into(),
        "UnknownValue" => "UnknownValue_".into(),
        "Self" => "SelfValue".into(),
        "SelfValue" => "SelfValue_".into(),
        _ => digits_after_underscore(&name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, kind: Kind, ident: &str, set: &str, renamed: bool) {
        let got = member(name, kind);
        assert_eq!(
            (got.ident.doc().as_str(), got.set.plain(), got.renamed),
            (ident, set, renamed)
        );
        assert_eq!(got.get.plain(), set.replacen("set_", "get_", 1), "{name}");
    }

    /// Protects callers of the official crates: these are names they type.
    #[test]
    fn members_step_aside_for_keywords_and_generated_methods() {
        let plain = Kind::Plain;
        for (name, kind, ident, set, renamed) in [
            ("type", plain, "r#type", "set_type", false),
            ("return", plain, "r#return", "set_return", false),
            ("gen", plain, "r#gen", "set_gen", false),
            ("Abstract", plain, "r#abstract", "set_abstract", false),
            ("union", plain, "union", "set_union", false),
            ("raw", plain, "raw", "set_raw", false),
            ("self", plain, "self_", "set_self", true),
            ("Crate", plain, "crate_", "set_crate", true),
            ("super", plain, "super_", "set_super", true),
            ("build", plain, "build_value", "set_build", true),
            ("Builder", plain, "builder_value", "set_builder", true),
            ("Default", plain, "default_value", "set_default", true),
            ("meta", plain, "meta_value", "set_meta", true),
            (
                "makeOperation",
                plain,
                "make_operation_value",
                "set_make_operation",
                true,
            ),
            ("3DES", plain, "_3_des", "set_3_des", true),
            (
                "jobDefinitionName",
                plain,
                "job_definition_name",
                "set_job_definition_name",
                false,
            ),
            ("_1", plain, "_1", "set_1", false),
            ("__2X", plain, "_2_x", "set_2_x", true),
        ] {
            check(name, kind, ident, set, renamed);
        }
    }

    /// Protects: inputs and errors reserve further names.
    #[test]
    fn members_of_inputs_and_errors_step_aside_for_more() {
        let (plain, input) = (Kind::Plain, Kind::Input);
        let error = |retryable| Kind::Error { retryable };
        for (name, kind, ident, set, renamed) in [
            ("new", plain, "new", "set_new", false),
            ("New", input, "new_value", "set_new", true),
            ("asInput", input, "as_input_value", "set_as_input", true),
            ("send_with", input, "send_with_value", "set_send_with", true),
            ("setMeta", input, "set_meta", "set_set_meta", false),
            ("meta", input, "meta_value", "set_meta", true),
            ("meta", error(false), "meta_value", "set_meta_value", true),
            (
                "setMeta",
                error(false),
                "set_meta_value",
                "set_set_meta",
                true,
            ),
            (
                "retryableErrorKind",
                error(false),
                "retryable_error_kind",
                "set_retryable_error_kind",
                false,
            ),
            (
                "retryableErrorKind",
                error(true),
                "retryable_error_kind_value",
                "set_retryable_error_kind",
                true,
            ),
        ] {
            check(name, kind, ident, set, renamed);
        }
    }

    #[test]
    fn modules_get_an_underscore_where_values_get_raw() {
        let names = ["Move", "Self", "GetJob", "Gen", "AssumeRoleWithSAML"];
        let modules = ["move_", "self_", "get_job", "gen", "assume_role_with_saml"];
        assert_eq!(names.map(module), modules);
    }

    /// Protects callers and the compiler from two methods of one name.
    #[test]
    fn operations_and_parameters_step_aside_for_generated_methods() {
        let names = [
            "Config", "New", "fromConf", "Call", "Move", "Self", "GetJob", "_1",
        ];
        let methods = [
            "config_operation",
            "new_operation",
            "from_conf_operation",
            "call",
            "r#move",
            "self_",
            "get_job",
            "_1",
        ];
        assert_eq!(names.map(|name| client_method(name).doc()), methods);
        let names = ["Region", "Build", "Builder", "From", "Type"];
        let methods = [
            "region",
            "build_value",
            "builder_value",
            "from_value",
            "r#type",
        ];
        assert_eq!(names.map(|name| parameter(name).doc()), methods);
    }

    #[test]
    fn types_and_operations_keep_what_the_official_crates_keep() {
        assert_eq!(type_name("CRAllocationStrategy"), "CrAllocationStrategy");
        assert_eq!(type_name("Option"), "Option");
        assert_eq!(type_name("Self"), "SelfValue");
        assert_eq!(operation_symbol("AssumeRoleWithSAML"), "AssumeRoleWithSAML");
        assert_eq!(operation_symbol("listJobs"), "ListJobs");
        assert_eq!(operation_symbol("self"), "SelfOperation");
        assert_eq!(error_name("Unhandled"), "UnhandledError");
        assert_eq!(error_name("Self"), "SelfValue");
        assert_eq!(operation_symbol(""), "");
    }

    #[test]
    fn variants_are_cased_twice_for_enums_and_once_for_unions() {
        for (name, of_enum, of_union) in [
            ("A_A_COMPROMISE", "AaCompromise", "AACompromise"),
            ("RACK_5U_C", "Rack5Uc", "Rack5UC"),
            ("java8al2", "Java8al2", "Java8al2"),
            ("UNKNOWN", "UnknownValue", "UnknownValue"),
            ("UNKNOWN_VALUE", "UnknownValue_", "UnknownValue_"),
            ("SELF", "SelfValue", "SelfValue"),
            ("self_value", "SelfValue_", "SelfValue_"),
            ("4_3", "_43", "_43"),
        ] {
            assert_eq!(variant(name), of_enum, "{name}");
            assert_eq!(union_variant(name), of_union, "{name}");
        }
    }
}
