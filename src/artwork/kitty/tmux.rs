//! Commands of the kitty protocol on their way through tmux.

use crate::artwork::Transfer;

/// What ends a command; nothing inside of one has an escape character.
const END: &[u8] = b"\x1b\\";

impl Transfer {
    /// `commands` of the kitty protocol as this transfer hands them over: for tmux, each by itself
    /// in an escape that tmux passes on if `allow-passthrough` is set (tmux's FAQ, "What is the
    /// passthrough escape sequence").
    #[must_use]
    pub fn wrapped(self, commands: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Direct | Self::SharedMemory => commands,
            Self::Tmux => {
                let mut wrapped = Vec::with_capacity(commands.len() + commands.len() / 256 + 16);
                wrap(&commands, &mut wrapped);
                wrapped
            }
        }
    }
}

fn wrap(mut commands: &[u8], out: &mut Vec<u8>) {
    while !commands.is_empty() {
        let end = commands
            .windows(END.len())
            .position(|window| window == END)
            .map_or(commands.len(), |start| start + END.len());
        let (command, rest) = commands.split_at(end);
        out.extend_from_slice(b"\x1bPtmux;");
        for byte in command {
            if *byte == b'\x1b' {
                out.push(b'\x1b');
            }
            out.push(*byte);
        }
        out.extend_from_slice(END);
        commands = rest;
    }
}
