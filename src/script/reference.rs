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
            let row = [
                format!("`{}`", rule.pattern),
                format!("{}.", rule.meaning),
                format!("`{}`", rule.example),
            ];
            let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
            page.push_str(&format!("| {} |\n", cells.join(" | ")));
        }
    }
    page.push_str("\n## Values\n\n| in a line | what stands there |\n|---|---|\n");
    for slot in SLOTS {
        page.push_str(&format!("| `{}` | {}. |\n", slot.name, meaning(slot)));
    }
    page
}

fn meaning(slot: &Slot) -> String {
    let Some(words) = slot.words() else {
        return slot.meaning.to_owned();
    };
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    format!("{}: {}", slot.meaning, words.join(", "))
}

const INTRODUCTION: &str = "\
# Session scripts

A script is a text file whose name ends in `.keyart`: one line for each thing to do or to expect.
`keyart run FILE` plays it without a terminal; `keyart script doc` prints this page.

```
# Romy likes romances, Cole likes comedies: the same film shows them different pictures.
Set Size 120x36

Profile \"Romy\"
Expect place is page
ForEach size in 80x24 200x60
  Resize $size
  Expect screen contains \"Romy\"
End
```

`#` begins a comment. Texts with blanks stand in double quotes, in which `\\\"` is a quote and `\\\\`
a backslash; regular expressions stand between slashes and take linear time. The words of the
language can be written in small letters too. Words in capitals stand for values, brackets hold
what may be left out.
";
