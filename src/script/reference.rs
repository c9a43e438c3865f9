//! The reference of the language, made from its grammar.

use super::{
    rules::CHAPTERS,
    slots::{SLOTS, Slot},
};

/// The whole language as a document.
#[must_use]
pub fn markdown() -> String {
    let mut page = String::from(INTRODUCTION);
    for chapter in &CHAPTERS {
        page.push_str(&format!(
            "\n## {}\n\n{}\n\n",
            chapter.heading, chapter.introduction
        ));
        page.push_str("| line | what it says | for example |\n|---|---|---|\n");
        for rule in chapter.rules {
            let cells = [
                code(rule.pattern),
                format!("{}.", rule.meaning),
                code(rule.example),
            ];
            page.push_str(&row(&cells));
        }
    }
    page.push_str("\n## Values\n\nWhat the words in capitals stand for.\n\n");
    page.push_str("| in a line | what stands there |\n|---|---|\n");
    for slot in SLOTS {
        page.push_str(&row(&[code(slot.name), format!("{}.", meaning(slot))]));
    }
    page.push_str(CONCLUSION);
    page
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// A row of a table; a bar would end a cell.
fn row(cells: &[String]) -> String {
    let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn meaning(slot: &Slot) -> String {
    let Some(words) = slot.words() else {
        return slot.meaning.to_owned();
    };
    let words: Vec<String> = words.iter().map(|word| code(word)).collect();
    format!("{}: {}", slot.meaning, words.join(", "))
}

const INTRODUCTION: &str = "\
# Session scripts

Made by `keyart docs scripts`; `keyart script doc` prints the same page.

A script says what a person does in keyart and what must be seen then. It is a text file whose
name ends in `.keyart`, with one line for each thing to do or to expect. `keyart run FILE` plays
it without a terminal and says what was not as expected.

```
# The same film shows its romance to Romy and its jokes to Cole.
Set Size 120x36
Let film = \"Neon Harbor\"

Profile \"Romy\"
Expect place is page
Focus $film
Expect artwork of $film differs from profile \"Cole\"
ForEach size in 80x24 200x60
  Resize $size
  Expect screen contains \"Romy\"
End
```

## How a line is written

- A line begins with a command. `#` at the beginning of a line or behind a blank begins a comment.
- Words in capitals, such as `TITLE`, stand for values (see below). What stands in brackets can be
  left out. `NAME...` is one value or more. All other words are written as they are; small letters
  will do.
- A text with blanks stands in double quotes: `\"Neon Harbor\"`. In quotes `\\\"` is a quote and
  `\\\\` a backslash. Without blanks it needs no quotes: `Profile Romy`. One that begins
  with `/`, `#`, `@` or `$` needs them.
- A regular expression stands between slashes: `/Romy|Cole/`, or `/romy/i` to ignore case. `\\/` is
  a slash. `^` and `$` match where a line of the screen begins and ends. It takes linear time, so
  it has neither look-around nor back-references.

`keyart script check` finds every line that is wrong in itself; whether titles, profiles and files
exist shows when a script is played.
`keyart script format` puts scripts into their usual form. Syntax for editors lies in
`assets/editors`.

## What a script can do, at a glance

1. Settings say how the session begins.
2. Actions do what a person does, mostly by meaning (`Play 45m`) and, where that is what is
   tested, by keys (`Press Down 3`).
3. Expectations say what must be so at that moment.
4. Structure repeats lines, names texts, and takes in other files.
";

const CONCLUSION: &str = "
## Time

The clock of a script is its own: it begins at `Set Clock`, and no script has to wait for anything.
Every action happens one second (`Set Pace`) after the one before. `@0.25s Open` happens a quarter
of a second after it instead, and `Advance 2d` lets two days pass. Films run many times faster than
life, as in the program: a whole one takes twelve seconds, and `Play 45m` as much of them as 45
minutes are of the film. Expectations and screenshots take no time and see what the last action led to.

## Names

`Let film = \"Neon Harbor\"` gives a text a name for all lines behind it; a later `Let` gives it
another text. `$film` stands for the whole text, `${film}` for the text inside of a longer one:
`Screenshot \"${film}.png\"`. In a regular expression a name stands for exactly its characters. The
name of a `ForEach` has its values up to the `End`.

## Where files are

Every script has its own temporary folder of profiles and log, so scripts cannot disturb each
other; `Set Data` fills it with a copy. What a script names is seen from its own folder, and what an
included file names from the folder of that file. Included files, catalogs and folders of data may
be anywhere. What a script writes, screenshots and snapshots, stays in its folder or below it. A
script has at most 1 MiB, and 4 MiB with all that it includes.

## Snapshots

`Expect screen matches snapshot \"first-page\"` compares the screen with the file
`snapshots/SCRIPT/first-page.txt` beside the script, where `SCRIPT` is the name of the script
without its ending. `keyart run --update` writes that file and shows what changed in it; look at it
before you commit it. Where the variable `CI` is set (and not `false`), `--update` is refused.

## What ends a script

A script has passed when its last line has run. The first expectation that is not met ends it, and
so does an action that cannot be done, such as playing a title that the catalog does not have. Of
loops and `Monkey` at most 100,000 steps are run. `Quit` ends the program, not the script: what the
log holds can still be expected, and `Restart` starts the program again.
";
