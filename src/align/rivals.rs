//! The two nearest sentences of each report to each sentence: who else may say what two sentences say.
//!
//! In: for each sentence its near ones with their shares, one report after another. Out: the best share with another
//! sentence than a given one. Every pair asks, so what is asked is kept by sentence and report; looking through the lists
//! for each pair would cost the square of their length. Cost: the lists, once.

/// Nobody.
const NONE: u32 = u32::MAX;

/// The two best of a report's sentences to one sentence: places in all lists.
#[derive(Clone, Copy, Debug)]
struct Best {
    report: u32,
    first: u32,
    second: u32,
}

/// By sentence and report.
#[derive(Clone, Debug, Default)]
pub(super) struct Rivals {
    best: Vec<Best>,
    /// By sentence: where its reports begin, and the end.
    starts: Vec<u32>,
}

impl Rivals {
    /// Takes the lists of all sentences in turn; `report` says of a sentence which report it stands in, and lists are in
    /// the order of the reports.
    pub(super) fn new(
        starts: &[usize],
        others: &[u32],
        shares: &[f64],
        report: impl Fn(usize) -> usize,
    ) -> Rivals {
        let share = |at: u32| shares.get(at as usize).copied().unwrap_or(0.0);
        let mut rivals = Rivals::default();
        for (from, to) in starts.iter().zip(starts.iter().skip(1)) {
            rivals.starts.push(small(rivals.best.len()));
            let own = rivals.best.len();
            for (at, other) in others.iter().enumerate().take(*to).skip(*from) {
                let (at, report) = (small(at), small(report(*other as usize)));
                let held = rivals.best.get_mut(own..).and_then(<[Best]>::last_mut);
                match held.filter(|held| held.report == report) {
                    Some(held) if share(at) > share(held.first) => {
                        (held.first, held.second) = (at, held.first);
                    }
                    Some(held) if held.second == NONE || share(at) > share(held.second) => {
                        held.second = at;
                    }
                    Some(_) => {}
                    None => rivals.best.push(Best {
                        report,
                        first: at,
                        second: NONE,
                    }),
                }
            }
        }
        rivals.starts.push(small(rivals.best.len()));
        rivals.best.shrink_to_fit();
        rivals
    }

    /// The place in the lists of the sentence of a report that is nearest to `own`, leaving out `other`.
    pub(super) fn nearest(
        &self,
        own: usize,
        other: usize,
        report: usize,
        others: &[u32],
    ) -> Option<usize> {
        let (start, end) = (self.starts.get(own)?, self.starts.get(own + 1)?);
        let of_own = self.best.get(*start as usize..*end as usize)?;
        let at = of_own.binary_search_by_key(&small(report), |best| best.report);
        let best = of_own.get(at.ok()?)?;
        let is_other = others.get(best.first as usize) == Some(&small(other));
        let place = if is_other { best.second } else { best.first };
        (place != NONE).then_some(place as usize)
    }
}

/// A story has fewer sentences than bytes, and no input is as long as this.
fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_each_report_are_kept_however_many_are_near() {
        // Sentence 0 is near all of 10 to 99 and 100 to 199, which are two reports.
        let others: Vec<u32> = (10..200).collect();
        let shares: Vec<f64> = others.iter().map(|other| f64::from(other % 50)).collect();
        let report = |sentence: usize| sentence / 100;
        let rivals = Rivals::new(&[0, others.len()], &others, &shares, report);
        assert_eq!(rivals.best.len(), 2);
        let nearest = |other, report| {
            let place = rivals.nearest(0, other, report, &others);
            place.map(|place| others[place])
        };
        assert_eq!(nearest(10, 0), Some(49));
        assert_eq!(nearest(49, 0), Some(99));
        assert_eq!(nearest(99, 0), Some(49));
        assert_eq!(nearest(150, 1), Some(149));
        assert_eq!(nearest(149, 1), Some(199));
        assert_eq!(nearest(5, 3), None);
    }

    #[test]
    fn one_that_is_alone_has_no_rival() {
        let rivals = Rivals::new(&[0, 1, 1], &[7], &[0.5], |_| 1);
        assert_eq!(rivals.nearest(0, 7, 1, &[7]), None);
        assert_eq!(rivals.nearest(0, 8, 1, &[7]), Some(0));
        assert_eq!(rivals.nearest(1, 7, 1, &[7]), None);
    }
}
