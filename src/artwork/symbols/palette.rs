//! The colours of terminals that do not show all of them.

/// The levels of each channel in the 6 × 6 × 6 cube of the xterm palette, entries 16 to 231.
const LEVELS: [u8; 6] = [0, 95, 135, 175, 215, 255];

/// The first sixteen entries as xterm draws them; a terminal's theme may differ.
const BASIC: [[u8; 3]; 16] = [
    [0, 0, 0],
    [205, 0, 0],
    [0, 205, 0],
    [205, 205, 0],
    [0, 0, 238],
    [205, 0, 205],
    [0, 205, 205],
    [229, 229, 229],
    [127, 127, 127],
    [255, 0, 0],
    [0, 255, 0],
    [255, 255, 0],
    [92, 92, 255],
    [255, 0, 255],
    [0, 255, 255],
    [255, 255, 255],
];

/// The colour of an entry of the xterm palette; below 16 a terminal's theme may have another.
#[must_use]
pub fn palette(index: u8) -> [u8; 3] {
    match index {
        0..16 => BASIC[usize::from(index)],
        16..232 => {
            let place = index - 16;
            [place / 36, place / 6 % 6, place % 6].map(|step| LEVELS[usize::from(step)])
        }
        232.. => [8 + 10 * (index - 232); 3],
    }
}

/// The nearer of the best entry of the cube and the best of the 24 greys (232 to 255). The first
/// sixteen are left alone, because themes change them.
pub(super) fn indexed(colour: [u8; 3]) -> u8 {
    let steps = colour.map(nearest_level);
    let cube = steps.map(|step| LEVELS[usize::from(step)]);
    let mean = colour.iter().map(|c| u16::from(*c)).sum::<u16>() / 3;
    let shade = (mean.saturating_sub(3) / 10).min(23) as u8;
    let grey = [8 + 10 * shade; 3];
    if distance(grey, colour) < distance(cube, colour) {
        232 + shade
    } else {
        16 + 36 * steps[0] + 6 * steps[1] + steps[2]
    }
}

fn nearest_level(value: u8) -> u8 {
    let (step, _) = (0..)
        .zip(LEVELS)
        .min_by_key(|(_, level)| level.abs_diff(value))
        .unwrap_or_default();
    step
}

/// The nearest of the first sixteen entries.
pub(super) fn basic(colour: [u8; 3]) -> u8 {
    let (entry, _) = (0..)
        .zip(BASIC)
        .min_by_key(|(_, basic)| distance(*basic, colour))
        .unwrap_or_default();
    entry
}

/// Squared distance with the channels weighted as the eye does.
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let square = |channel: usize| u32::from(a[channel].abs_diff(b[channel])).pow(2);
    2 * square(0) + 4 * square(1) + 3 * square(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_the_palette_map_to_themselves() {
        assert_eq!(indexed([0, 0, 0]), 16);
        assert_eq!(indexed([95, 135, 255]), 16 + 36 + 2 * 6 + 5);
        assert_eq!(indexed([255, 255, 255]), 231);
        assert_eq!(indexed([118, 118, 118]), 243);
        for (entry, colour) in (0..).zip(BASIC) {
            assert_eq!(basic(colour), entry);
        }
        for entry in 16..=255 {
            let found = palette(indexed(palette(entry)));
            assert_eq!(found, palette(entry), "entry {entry}");
        }
    }
}
