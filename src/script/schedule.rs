//! Plays many scripts side by side, and tells of them in order.

use std::{
    collections::BTreeMap,
    sync::{
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{Sender, channel},
    },
    thread,
};

/// Calls `play` for each place below `count` on `threads` threads, and `tell` with what it gave,
/// in the order of the places on any number of threads. Once `tell` says no, the places that have
/// not been told of are left out.
pub fn in_order<R: Send>(
    count: usize,
    threads: usize,
    play: impl Fn(usize) -> R + Sync,
    mut tell: impl FnMut(usize, R) -> bool,
) {
    let next = AtomicUsize::new(0);
    let is_enough = AtomicBool::new(false);
    let work = |results: Sender<(usize, R)>| {
        while !is_enough.load(Ordering::Relaxed) {
            let place = next.fetch_add(1, Ordering::Relaxed);
            if place >= count || results.send((place, play(place))).is_err() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        let (sender, results) = channel();
        for _ in 0..threads.clamp(1, count.max(1)) {
            let sender = sender.clone();
            scope.spawn(|| work(sender));
        }
        drop(sender);
        let mut early = BTreeMap::new();
        let mut expected = 0;
        for (place, result) in results {
            early.insert(place, result);
            while let Some(result) = early.remove(&expected) {
                if !tell(expected, result) {
                    is_enough.store(true, Ordering::Relaxed);
                    return;
                }
                expected += 1;
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_told_in_order_on_any_number_of_threads() {
        for threads in [1, 2, 7, 100] {
            let mut told = Vec::new();
            in_order(
                50,
                threads,
                |place| place * place,
                |place, square| {
                    told.push((place, square));
                    place < 40
                },
            );
            let expected: Vec<_> = (0..=40).map(|place| (place, place * place)).collect();
            assert_eq!(told, expected, "{threads}");
        }
        in_order(
            0,
            2,
            |place| place,
            |_, _: usize| panic!("nothing is there"),
        );
    }
}
