//! Tests from outside: fixtures, files and whole commands.
//!
//! Every module is `#[cfg(test)]`, so that its functions beside the tests may unwrap too.

#[cfg(test)]
mod catalog;
#[cfg(test)]
mod profiles;
