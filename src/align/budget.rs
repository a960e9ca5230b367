//! How much of a very long story is aligned word by word.
//!
//! In: how many sentences each report has. Out: how many of them, from its start, are read. Memory and work of what is
//! read are many times its text; beyond the budget sentences are joined where their text is the same, and the result
//! says so. News tells first what matters most, so each report keeps its beginning.

use crate::model::ReportId;
use crate::text::Document;

/// Sentences of a story that are read: twice what fifty outlets tell of an event in a hundred sentences each. With
/// twice as many the sheet of the alignment alone takes a third of the memory that a story may have.
const SENTENCES: usize = 10_000;

/// How many sentences of each report are read: all of the short ones, as many of each long one.
pub(super) fn read(documents: &[Document]) -> Vec<usize> {
    let lengths: Vec<usize> = (documents.iter())
        .map(|document| document.sentences.len())
        .collect();
    let most = shared_out(&lengths, SENTENCES);
    lengths.into_iter().map(|length| length.min(most)).collect()
}

/// The sentences that are not read, by report.
pub(super) fn beyond(documents: &[Document]) -> Vec<(ReportId, usize)> {
    let read = read(documents);
    let beyond = documents.iter().zip(read).enumerate();
    beyond
        .map(|(report, (document, read))| (ReportId::new(report), document.sentences.len() - read))
        .filter(|(_, beyond)| *beyond > 0)
        .collect()
}

/// The most that each may have so that all together have `room`; what short ones leave goes to the others.
fn shared_out(lengths: &[usize], mut room: usize) -> usize {
    let mut sorted = lengths.to_vec();
    sorted.sort_unstable();
    for (at, length) in sorted.iter().enumerate() {
        let each = room / (sorted.len() - at);
        if *length > each {
            return each;
        }
        room -= length;
    }
    usize::MAX
}

#[cfg(test)]
mod tests {
    use super::shared_out;

    #[test]
    fn short_reports_leave_their_room_to_long_ones() {
        assert_eq!(shared_out(&[3, 4], 10), usize::MAX);
        assert_eq!(shared_out(&[5, 5], 10), usize::MAX);
        assert_eq!(shared_out(&[9, 2, 9], 10), 4);
        assert_eq!(shared_out(&[20, 20], 10), 5);
        assert_eq!(shared_out(&[], 10), usize::MAX);
    }
}
