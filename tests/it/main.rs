//! Tests from outside: fixtures, files and whole commands.

mod catalog;
