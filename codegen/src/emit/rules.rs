//! The endpoint rules as data, which the runtime evaluates.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::module_path::ident;
use crate::emit::package::{Items, Module};
use crate::plan::endpoint::{Condition, Endpoint, Expr, Outcome, ParameterKind, Rule};

/// The functions of the rules, and what the runtime calls them.
const FUNCTIONS: &[(&str, &str)] = &[
    ("isSet", "IsSet"),
    ("not", "Not"),
    ("booleanEquals", "BooleanEquals"),
    ("stringEquals", "StringEquals"),
    ("getAttr", "GetAttr"),
    ("substring", "Substring"),
    ("split", "Split"),
    ("coalesce", "Coalesce"),
    ("ite", "IfThenElse"),
    ("parseURL", "ParseUrl"),
    ("isValidHostLabel", "IsValidHostLabel"),
    ("uriEncode", "UriEncode"),
    ("aws.partition", "AwsPartition"),
    ("aws.parseArn", "AwsParseArn"),
    (
        "aws.isVirtualHostableS3Bucket",
        "AwsIsVirtualHostableS3Bucket",
    ),
];

/// The method of `Params` that asks the rules.
pub(crate) fn resolve(endpoint: &Endpoint) -> TokenStream {
    let values = endpoint.parameters.iter().map(|parameter| {
        let (name, field) = (parameter.name.as_str(), parameter.method.ident());
        let value = match parameter.kind {
            ParameterKind::Boolean => quote!(self.#field),
            ParameterKind::String | ParameterKind::StringArray => quote!(self.#field.as_deref()),
        };
        quote!((#name, #value.into()))
    });
    quote! {
        /// The endpoint by the rules of the service, without any I/O.
        ///
        /// # Errors
        ///
        /// The reason the rules give where there is no endpoint.
        pub fn resolve(
            &self,
        ) -> ::std::result::Result<
            ::hammersmith::endpoint::Endpoint,
            ::hammersmith::endpoint::Error,
        > {
            ::hammersmith::endpoint::resolve(&self::rules::RULES, &[#(#values),*])
        }
    }
}

/// The private module `config::endpoint::rules`.
pub(crate) fn module(endpoint: &Endpoint) -> Module<'_> {
    Module::private("rules", Items::new(|| items(endpoint)))
}

fn items(endpoint: &Endpoint) -> TokenStream {
    let rules: Vec<_> = endpoint.rules.iter().map(rule).collect();
    let text = quote!(#(#rules),*).to_string();
    let used = ["Condition", "Expr", "Function", "Rule"];
    let used = used
        .iter()
        .filter(|name| text.contains(&format!("{name} ::")));
    let used = used.map(|name| ident(name));
    quote! {
        use ::hammersmith::endpoint::{#(#used,)* RuleSet};

        /// The rules of the service.
        pub(super) static RULES: RuleSet = RuleSet::new(&[#(#rules),*]);
    }
}

fn rule(rule: &Rule) -> TokenStream {
    let conditions = rule.conditions.iter().map(condition);
    let conditions = quote!(&[#(#conditions),*]);
    match &rule.outcome {
        Outcome::Endpoint {
            url,
            properties,
            headers,
        } => {
            let (url, properties) = (expr(url), named(properties));
            let headers = headers.iter().map(|(name, values)| {
                let values = values.iter().map(expr);
                quote!((#name, &[#(#values),*]))
            });
            quote! {
                Rule::endpoint(
                    #conditions, #url, #properties, &[#(#headers),*],
                )
            }
        }
        Outcome::Error(reason) => {
            let reason = expr(reason);
            quote!(Rule::error(#conditions, #reason))
        }
        Outcome::Rules(rules) => {
            let rules = rules.iter().map(self::rule);
            quote!(Rule::tree(#conditions, &[#(#rules),*]))
        }
    }
}

fn condition(condition: &Condition) -> TokenStream {
    let call = expr(&condition.call);
    let assign = condition.assign.as_ref().map(|name| quote!(.assign(#name)));
    quote!(Condition::new(#call) #assign)
}

fn named(members: &[(String, Expr)]) -> TokenStream {
    let members = members.iter().map(|(name, value)| {
        let value = expr(value);
        quote!((#name, #value))
    });
    quote!(&[#(#members),*])
}

fn expr(value: &Expr) -> TokenStream {
    let value = match value {
        Expr::Template(text) => quote!(Template(#text)),
        Expr::Boolean(flag) => quote!(Bool(#flag)),
        Expr::Integer(number) => quote!(Integer(#number)),
        Expr::Reference(name) => quote!(Reference(#name)),
        Expr::Array(values) => {
            let values = values.iter().map(expr);
            quote!(List(&[#(#values),*]))
        }
        Expr::Object(members) => {
            let members = named(members);
            quote!(Object(#members))
        }
        Expr::Call {
            function,
            arguments,
        } => {
            let known = FUNCTIONS.iter().find(|(name, _)| name == function);
            let function = format_ident!("{}", known.map_or("IsSet", |(_, variant)| variant));
            let arguments = arguments.iter().map(expr);
            quote!(Call(Function::#function, &[#(#arguments),*]))
        }
    };
    quote!(Expr::#value)
}
