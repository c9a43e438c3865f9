//! Why a policy cannot be had.

use crate::{
    catalog::list_of,
    engine::{Parameter, PolicyName},
    text,
};

/// Why a policy cannot be had.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SpecError {
    /// No policy is called that.
    #[error("there is no policy `{}`{}", text::neutral(name), meant.map_or_else(all_names, |it| hint(Some(it))))]
    UnknownPolicy {
        /// What was asked for.
        name: String,
        /// What was probably meant.
        meant: Option<&'static str>,
    },
    /// The policy has no such parameter.
    #[error("`{policy}` has no parameter `{}`, only {}{}", text::neutral(name), list_of(known), hint(*meant))]
    UnknownParameter {
        /// The policy.
        policy: PolicyName,
        /// What was asked for.
        name: String,
        /// The parameters that it has.
        known: Vec<&'static str>,
        /// What was probably meant.
        meant: Option<&'static str>,
    },
    /// The same parameter has two values.
    #[error("`{0}` is given twice")]
    Repeated(&'static str),
    /// The value is not a number in the parameter's range.
    #[error("`{}` is {}, not `{}`", parameter.name, allowed(parameter), text::neutral(value))]
    Value {
        /// The parameter.
        parameter: Parameter,
        /// What was given.
        value: String,
    },
    /// A mixture of nothing.
    #[error("no policy of the mixture has a weight; give at least one")]
    Weightless,
    /// The policy cannot do both.
    #[error("`{0}` and `{1}` do not go together; leave one of them out")]
    Together(&'static str, &'static str),
    /// Braces or equals signs are missing or in the wrong place.
    #[error("`{}` is not of the form `policy{{parameter=number,…}}`", text::neutral(.0))]
    Form(String),
}

fn all_names() -> String {
    let names: Vec<&str> = PolicyName::ALL.iter().map(|name| name.as_str()).collect();
    format!(", only {}", list_of(&names))
}

fn allowed(parameter: &Parameter) -> String {
    if parameter.words.is_empty() {
        format!("a number from {}", parameter.range())
    } else {
        format!("one of {}", list_of(parameter.words))
    }
}

fn hint(meant: Option<&str>) -> String {
    meant.map_or_else(String::new, |meant| format!("; did you mean `{meant}`?"))
}
