//! Which of the sentences that an index led to are compared exactly.
//!
//! In: all of them with what is known of their shares. Out: those of the greatest shares. Cost: linear.

/// A sentence that an index led to: its number, what is known of its share, and whether a word led there.
pub(super) type Opened = (usize, f64, bool);

/// The sentences of the greatest shares; those that no word led to only where they are `near` enough. That costs as much
/// as a comparison, so it is asked of the foremost first, and of no more than are needed.
pub(super) fn foremost(
    mut open: Vec<Opened>,
    most: usize,
    near: impl Fn(usize) -> bool,
) -> Vec<usize> {
    let order =
        |left: &Opened, right: &Opened| right.1.total_cmp(&left.1).then(left.0.cmp(&right.0));
    let mut best = Vec::new();
    let (mut rest, mut part) = (open.as_mut_slice(), most.max(1));
    while best.len() < most && !rest.is_empty() {
        if rest.len() > part {
            rest.select_nth_unstable_by(part, order);
        }
        let (front, others) = rest.split_at_mut(part.min(rest.len()));
        if front.len() > most - best.len() {
            front.sort_unstable_by(order);
        }
        let enough = front
            .iter()
            .filter(|(other, _, by_word)| *by_word || near(*other))
            .take(most - best.len());
        best.extend(enough.map(|(other, ..)| *other));
        (rest, part) = (others, part.saturating_mul(2));
    }
    best
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    /// Every third was led to by a word.
    fn opened(count: usize) -> Vec<Opened> {
        let share = |at: usize| ((at * 7919) % 101) as f64 / 100.0;
        (0..count).map(|at| (at, share(at), at % 3 == 0)).collect()
    }

    /// The same with all of them asked.
    fn plainly(open: Vec<Opened>, most: usize, near: impl Fn(usize) -> bool) -> Vec<usize> {
        let mut open: Vec<Opened> = open
            .into_iter()
            .filter(|one| one.2 || near(one.0))
            .collect();
        open.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        open.into_iter().take(most).map(|one| one.0).collect()
    }

    #[test]
    fn those_of_the_greatest_shares_are_found() {
        for count in [0, 1, 5, 96, 97, 500] {
            for (most, part) in [(1, 2), (6, 5), (96, 7), (96, 1000)] {
                let near = |at: usize| at.is_multiple_of(part);
                let mut found = foremost(opened(count), most, near);
                let mut expect = plainly(opened(count), most, near);
                found.sort_unstable();
                expect.sort_unstable();
                assert_eq!(found, expect, "{most} of {count}");
            }
        }
    }

    #[test]
    fn what_is_not_needed_is_not_asked() {
        let asked = Cell::new(0);
        let near = |_| {
            asked.set(asked.get() + 1);
            true
        };
        assert_eq!(foremost(opened(6_000), 96, near).len(), 96);
        assert!(asked.get() <= 96, "{}", asked.get());
    }
}
