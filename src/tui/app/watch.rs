//! The threads that wait for signals and for the terminal.

use std::{io, sync::mpsc::Sender, thread};

use crossterm::event;
use signal_hook::{
    consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP},
    iterator::Signals,
};

use super::Arrival;
use crate::session::Input;

pub(super) fn watch_signals(sender: Sender<Arrival>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::Builder::new()
        .name("keyart-signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let arrival = match signal {
                    SIGTSTP => Arrival::Suspend,
                    SIGCONT => Arrival::Resumed,
                    _ => Arrival::Input(Input::Terminate),
                };
                if sender.send(arrival).is_err() {
                    return;
                }
            }
        })?;
    Ok(())
}

pub(super) fn watch_terminal(sender: Sender<Arrival>) -> io::Result<()> {
    thread::Builder::new()
        .name("keyart-input".to_owned())
        .spawn(move || {
            loop {
                let arrival =
                    event::read().map_or(Arrival::Input(Input::Terminate), Arrival::Terminal);
                let is_over = matches!(arrival, Arrival::Input(_));
                if sender.send(arrival).is_err() || is_over {
                    return;
                }
            }
        })?;
    Ok(())
}
