//! What can be done.

use super::{chosen, rule, times};
use crate::{
    catalog::Maturity,
    script::{
        grammar::{Match, Rule},
        place,
        statement::{
            Action::{self, *},
            Statement,
        },
        token::Fault,
        value::{Amount, amount, cell, duration, terminal},
    },
    session::Command as Meaning,
    tui::keymap,
};

/// How much of a film is played by who abandons it, if nothing else is said: ten minutes.
const GLIMPSE: Amount = Amount::Time(600_000);

fn act(action: Action) -> Result<Statement, Fault> {
    Ok(Statement::Act(action))
}

fn command(command: Meaning, found: &Match<'_>) -> Result<Statement, Fault> {
    act(Command(command, times(found)?))
}

/// A file that a screenshot can be written to.
fn picture(file: &str) -> Result<String, String> {
    place::picture(file).map(|_| file.to_owned())
}

fn title(found: &Match<'_>) -> Option<String> {
    found.get("TITLE").map(|token| token.text.clone())
}

#[rustfmt::skip]
pub(super) const RULES: &[Rule<Statement>] = &[
    // Who watches.
    rule("Profile PROFILE", "Profile \"Romy\"", "This profile watches",
        |it| act(Profile(it.text("PROFILE")))),
    rule("SwitchProfile PROFILE", "SwitchProfile \"Cole\"", "Another profile watches, on a page of its own",
        |it| act(Profile(it.text("PROFILE")))),
    rule("AddProfile TEXT [for AGE]", "AddProfile \"Zoe\" for 7+", "Adds a profile, which sees titles up to that age; 18+ if not said",
        |it| act(AddProfile(it.text("TEXT"), it.option("AGE", |word| Maturity::parse(word).ok_or("unknown age"))?))),
    rule("RenameProfile PROFILE to TEXT", "RenameProfile \"New here\" to \"Zoe\"", "Gives a profile another name",
        |it| act(RenameProfile(it.text("PROFILE"), it.text("TEXT")))),
    rule("ChangeAvatar of PROFILE to AVATAR", "ChangeAvatar of \"Romy\" to \"fox\"", "Gives a profile another avatar",
        |it| act(ChangeAvatar(it.text("PROFILE"), it.text("AVATAR")))),
    rule("ChangeAge of PROFILE to AGE", "ChangeAge of \"Kit\" to 13+", "Lets a profile see titles up to this age",
        |it| act(ChangeAge(it.text("PROFILE"), chosen(it, "AGE", Maturity::parse)?))),
    rule("DeleteProfile PROFILE", "DeleteProfile \"Axel\"", "Deletes a profile and its history",
        |it| act(DeleteProfile(it.text("PROFILE")))),
    // Looking round.
    rule("Focus TITLE [in TEXT]", "Focus \"Neon Harbor\" in \"Trending now\"", "Moves the focus to a title, step by step: on the page, in the row with this heading if one is named, or among the results of a search",
        |it| act(Focus(it.text("TITLE"), it.get("TEXT").map(|token| token.text.clone())))),
    rule("Move DIRECTION [COUNT]", "Move right 3", "Moves the focus",
        |it| act(Command(chosen(it, "DIRECTION", Meaning::parse)?, times(it)?))),
    rule("Skip [COUNT]", "Skip 2", "Passes over the title that has the focus: it was looked at, and the next one is looked at instead, to the right or below the billboard",
        |it| act(Skip(times(it)?))),
    rule("Search TEXT", "Search \"harbour\"", "Searches the catalog",
        |it| act(Search(it.text("TEXT")))),
    rule("Open [TITLE]", "Open \"Neon Harbor\"", "Opens the page of a title, or of what has the focus",
        |it| act(Open(title(it)))),
    rule("Back [COUNT]", "Back", "Closes what was opened last, like Esc",
        |it| command(Meaning::Back, it)),
    // Watching.
    rule("Play [AMOUNT] [of TITLE]", "Play 45m of \"Neon Harbor\"", "Plays so much of a title, or of what has the focus, and returns; without an amount it plays until `Stop` or its end",
        |it| act(Play(title(it), it.option("AMOUNT", amount)?))),
    rule("Abandon [AMOUNT] [of TITLE]", "Abandon 10m", "Plays a title and gives it up so early that it does not count as watched; after 10m if nothing is said. Less than 2 % of a film is no play at all",
        |it| act(Abandon(title(it), it.option("AMOUNT", amount)?.unwrap_or(GLIMPSE)))),
    rule("Stop", "Stop", "Stops the film", |_| act(Stop)),
    rule("ThumbUp", "ThumbUp", "Likes the title that has the focus, or is open; again: no opinion",
        |it| command(Meaning::ThumbUp, it)),
    rule("ThumbDown", "ThumbDown", "Dislikes the title; again: no opinion",
        |it| command(Meaning::ThumbDown, it)),
    rule("MyList", "MyList", "Puts the title on the profile's list, or takes it off",
        |it| command(Meaning::MyList, it)),
    // Personalisation.
    rule("Reveal", "Reveal", "Marks the pictures that are not the default ones; again: no marks",
        |it| command(Meaning::Reveal, it)),
    rule("Why", "Why", "Explains why this picture was chosen",
        |it| command(Meaning::Why, it)),
    rule("Split", "Split", "Shows another profile's pictures beside these; again: no longer",
        |it| command(Meaning::Split, it)),
    // Anything else.
    rule("Command COMMAND [COUNT]", "Command page-down", "Does what a key of the program does, whatever key that is",
        |it| act(Command(chosen(it, "COMMAND", Meaning::parse)?, times(it)?))),
    rule("Press KEY [COUNT]", "Press Down 3", "Presses a key, as in the table of keys",
        |it| act(Press(it.value("KEY", keymap::pressed)?, times(it)?))),
    rule("Type TEXT", "Type \"blue sky\"", "Types these characters, each as a key",
        |it| act(Type(it.text("TEXT")))),
    rule("Click CELL", "Click 10,3", "Clicks on a cell with the left button",
        |it| { let (column, row) = it.value("CELL", cell)?; act(Click(column, row)) }),
    rule("Click TITLE [in TEXT]", "Click \"Neon Harbor\" in \"Trending now\"", "Clicks on the picture of a title of the page, in the row with this heading if one is named",
        |it| act(ClickOn(it.text("TITLE"), it.get("TEXT").map(|token| token.text.clone())))),
    rule("Scroll down [COUNT]", "Scroll down 2", "Turns the wheel", |it| act(Scroll(true, times(it)?))),
    rule("Scroll up [COUNT]", "Scroll up", "Turns the wheel back", |it| act(Scroll(false, times(it)?))),
    rule("Resize SIZE", "Resize 80x24", "Gives the terminal another size",
        |it| act(Resize(it.value("SIZE", terminal)?))),
    rule("Monkey COUNT", "Monkey 1000", "Presses so many keys by chance, with clicks and other sizes between them; the seed says which",
        |it| act(Monkey(times(it)?))),
    // The world outside.
    rule("Advance DURATION", "Advance 2d", "Lets time pass in which nobody does anything",
        |it| act(Advance(it.value("DURATION", duration)?))),
    rule("Break ARTWORK of TITLE", "Break \"couple\" of \"Neon Harbor\"", "From now on the picture of this artwork cannot be shown, as if its file were broken",
        |it| act(Break(it.text("ARTWORK"), it.text("TITLE")))),
    rule("Restart", "Restart", "Ends the program if it runs, and starts it again on the same profiles and log",
        |_| act(Restart)),
    rule("Quit", "Quit", "Ends the program", |_| act(Quit)),
    rule("Terminate", "Terminate", "Ends the program from outside, as a signal or a closed window does",
        |_| act(Terminate)),
    // For those who watch.
    rule("Say [TEXT]", "Say \"Romy likes romances.\"", "Shows a caption to those who watch (`--terminal`, `--trace`), until the next one; without a text it goes away",
        |it| Ok(Statement::Say(it.get("TEXT").map(|token| token.text.clone())))),
    rule("Screenshot FILE", "Screenshot \"page.png\"", "Writes the screen to a file that ends in .png, .txt or .ans",
        |it| Ok(Statement::Screenshot(it.value("FILE", picture)?))),
];
