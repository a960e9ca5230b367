//! Two pieces of work at once, where the system gives a thread.

/// Does `other` on a thread of its own and `here` on this one; both results, in that order. Where there is no thread, or
/// the thread did not come to its end, `other` is done here, after `here`: the result is the same.
pub(crate) fn beside<A: Send, B>(other: impl Fn() -> A + Sync, here: impl FnOnce() -> B) -> (A, B) {
    let other = &other;
    let (there, here) = std::thread::scope(|scope| {
        let there = std::thread::Builder::new().spawn_scoped(scope, other);
        let here = here();
        (there.map(std::thread::ScopedJoinHandle::join), here)
    });
    match there {
        Ok(Ok(there)) => (there, here),
        _ => (other(), here),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_are_done() {
        assert_eq!(beside(|| 1, || 2), (1, 2));
    }
}
