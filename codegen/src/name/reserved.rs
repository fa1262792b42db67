//! What becomes of names that Rust, or the generated API itself, has taken.

use proc_macro2::{Ident, Span};

use super::case::{pascal, snake};

/// Every word that cannot be a plain identifier in some edition up to 2024, sorted.
const KEYWORDS: [&str; 52] = [
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue",
    "crate", "do", "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if",
    "impl", "in", "let", "loop", "macro", "match", "mod", "move", "mut", "override", "priv", "pub",
    "ref", "return", "self", "static", "struct", "super", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// Methods that every structure, builder or fluent builder has, so no member can.
const TAKEN_BY_METHODS: [&str; 8] = [
    "build",
    "builder",
    "customize",
    "default",
    "make_operation",
    "meta",
    "presigned",
    "send",
];

/// The names that a structure member has in the generated API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberName {
    /// The field, its getter, and the builder's method: `r#type`, `build_value`. [`ident`] takes it.
    pub ident: String,
    /// The builder's method that takes an `Option`: `set_type`, `set_build`.
    pub set: String,
    /// The builder's getter: `get_type`, `get_build`.
    pub get: String,
    /// Whether `ident` is another name than the one modelled; being raw does not make it another.
    pub renamed: bool,
}

/// The names of a structure member.
///
/// ```
/// # use hammersmith_codegen::name::member;
/// assert_eq!(member("type").ident, "r#type");
/// assert_eq!(member("Build").ident, "build_value");
/// assert_eq!(member("Build").set, "set_build");
/// ```
pub fn member(name: &str) -> MemberName {
    let word = snake(name);
    let ident = if TAKEN_BY_METHODS.contains(&word.as_str()) {
        format!("{word}_value")
    } else {
        value(&word)
    };
    MemberName {
        set: format!("set_{word}"),
        get: format!("get_{word}"),
        renamed: ident.trim_start_matches("r#") != word,
        ident,
    }
}

/// A word in [`snake`] case as a function, method or field: a keyword becomes a raw identifier, or
/// gets a `_` where Rust has no raw form of it (`crate_`, `self_`, `super_`).
///
/// `gen` is a keyword of edition 2024 only; it is raw too, since the generated code may be mounted
/// in a crate of any edition. Callers may write it either way.
pub fn value(word: &str) -> String {
    let name = digits_after_underscore(word);
    if !is_keyword(&name) {
        return name;
    }
    if can_be_raw(&name) {
        format!("r#{name}")
    } else {
        format!("{name}_")
    }
}

/// The module of an operation or waiter. A keyword gets a `_`, being raw would show in a path.
///
/// `gen` stays as it is, like in the official crates; [`ident`] writes it raw.
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
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// The variant of an enum member, from the member's name (not its value).
///
/// Cased twice, so that an acronym that the first time made is cased as well: `A_A_COMPROMISE` is
/// `AaCompromise`.
pub fn variant(name: &str) -> String {
    free_variant(pascal(&pascal(name)))
}

/// The variant of a union member.
pub fn union_variant(name: &str) -> String {
    free_variant(pascal(name))
}

/// Steps out of the way of the generated `Unknown`, and of `Self`.
fn free_variant(name: String) -> String {
    match name.as_str() {
        "Unknown" => "UnknownValue".into(),
        "UnknownValue" => "UnknownValue_".into(),
        "Self" => "SelfValue".into(),
        "SelfValue" => "SelfValue_".into(),
        _ => digits_after_underscore(&name),
    }
}

/// Whether a word is reserved by some edition of Rust, so that it needs a raw form or another name.
pub fn is_keyword(word: &str) -> bool {
    KEYWORDS.contains(&word)
}

/// The identifier of a name: raw where it has to be, whether or not the name says so with `r#`.
///
/// The one place where generated identifiers are made. It never panics: what cannot be in an
/// identifier becomes `_`, and so does the empty name. Such names never get here from a model,
/// because [`Scope`](super::Scope) reports them.
pub fn ident(name: &str) -> Ident {
    let bare = name.strip_prefix("r#").unwrap_or(name);
    let legal = |c: char| if c.is_ascii_alphanumeric() { c } else { '_' };
    let word = digits_after_underscore(&bare.chars().map(legal).collect::<String>());
    if word.is_empty() || word == "_" {
        return Ident::new("__", Span::call_site());
    }
    if !is_keyword(&word) {
        return Ident::new(&word, Span::call_site());
    }
    if can_be_raw(&word) {
        Ident::new_raw(&word, Span::call_site())
    } else {
        Ident::new(&format!("{word}_"), Span::call_site())
    }
}

/// Whether `r#word` is legal for a keyword.
fn can_be_raw(word: &str) -> bool {
    !matches!(word, "crate" | "self" | "super" | "Self")
}

/// A `_` before a leading digit, which nothing in Rust can begin with: `_3_des`.
fn digits_after_underscore(word: &str) -> String {
    let leads = word.starts_with(|c: char| c.is_ascii_digit());
    if leads {
        format!("_{word}")
    } else {
        word.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Protects callers of the official crates: these are names they type.
    #[test]
    fn members_step_aside_for_keywords_and_generated_methods() {
        for (name, ident, set, renamed) in [
            ("type", "r#type", "set_type", false),
            ("return", "r#return", "set_return", false),
            ("gen", "r#gen", "set_gen", false),
            ("Abstract", "r#abstract", "set_abstract", false),
            ("union", "union", "set_union", false),
            ("raw", "raw", "set_raw", false),
            ("self", "self_", "set_self", true),
            ("Crate", "crate_", "set_crate", true),
            ("super", "super_", "set_super", true),
            ("build", "build_value", "set_build", true),
            ("Builder", "builder_value", "set_builder", true),
            ("Default", "default_value", "set_default", true),
            ("meta", "meta_value", "set_meta", true),
            (
                "makeOperation",
                "make_operation_value",
                "set_make_operation",
                true,
            ),
            ("3DES", "_3_des", "set_3_des", true),
            (
                "jobDefinitionName",
                "job_definition_name",
                "set_job_definition_name",
                false,
            ),
        ] {
            let got = member(name);
            assert_eq!(
                (got.ident.as_str(), got.set.as_str(), got.renamed),
                (ident, set, renamed)
            );
            assert_eq!(got.get, set.replacen("set_", "get_", 1), "{name}");
        }
    }

    #[test]
    fn modules_get_an_underscore_where_values_get_raw() {
        let names = ["Move", "Self", "GetJob", "Gen", "AssumeRoleWithSAML"];
        let modules = ["move_", "self_", "get_job", "gen", "assume_role_with_saml"];
        assert_eq!(names.map(module), modules);
    }

    #[test]
    fn types_and_operations_keep_what_the_official_crates_keep() {
        assert_eq!(type_name("CRAllocationStrategy"), "CrAllocationStrategy");
        assert_eq!(type_name("Option"), "Option");
        assert_eq!(type_name("Self"), "SelfValue");
        assert_eq!(operation_symbol("AssumeRoleWithSAML"), "AssumeRoleWithSAML");
        assert_eq!(operation_symbol("listJobs"), "ListJobs");
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

    /// Protects `emit`, which must not fail: every string makes an identifier Rust accepts.
    #[test]
    fn ident_is_legal_for_any_string() {
        for (name, expected) in [
            ("type", "r#type"),
            ("r#type", "r#type"),
            ("gen", "r#gen"),
            ("r#self", "self_"),
            ("Self", "Self_"),
            ("JobDefinition", "JobDefinition"),
            ("3des", "_3des"),
            ("a.b", "a_b"),
            ("größe", "gr__e"),
            ("r#", "__"),
            ("", "__"),
            ("_", "__"),
            ("!?", "__"),
        ] {
            assert_eq!(ident(name).to_string(), expected, "{name}");
        }
        for word in KEYWORDS {
            let made = ident(word);
            assert!(syn::parse2::<Ident>(quote::quote!(#made)).is_ok(), "{word}");
        }
    }
}
