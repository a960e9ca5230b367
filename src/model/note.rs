//! What was skipped, guessed, or looks wrong: a warning as data.

use super::{Report, ReportId};

/// A warning. It is printed on standard error and stands in the result.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// What sort of warning.
    pub kind: NoteKind,
    /// The reports that it is about, ascending; empty means the run as a whole.
    pub reports: Vec<ReportId>,
    /// One sentence for people, lower case, no full stop.
    pub message: String,
}

/// Labels that stand before a message: what a reader takes in, and no story that is told has many more outlets.
const MOST_LABELS: usize = 12;

impl Note {
    /// The labels of the reports that it is about, to stand before the message, joined by commas, of very many the first
    /// and how many more; empty where it is about none, or where the message itself says which.
    #[must_use]
    pub fn about(&self, reports: &[Report]) -> String {
        let says = matches!(
            self.kind,
            NoteKind::DifferentDate | NoteKind::DifferentEvent | NoteKind::SameText
        );
        let labels = self.reports.iter().filter(|_| !says);
        let labels: Vec<&str> = labels
            .filter_map(|id| reports.get(id.index()))
            .map(|report| report.label.as_str())
            .collect();
        listed(&labels)
    }
}

/// The labels joined by commas, of very many the first and how many more.
fn listed(labels: &[&str]) -> String {
    match labels.get(..MOST_LABELS) {
        Some(first) if labels.len() > MOST_LABELS + 1 => {
            format!(
                "{} and {} more",
                first.join(", "),
                labels.len() - MOST_LABELS
            )
        }
        _ => labels.join(", "),
    }
}

/// The sorts of warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NoteKind {
    /// The encoding was guessed or some bytes were replaced.
    Encoding,
    /// The report is not English.
    Language,
    /// A date was found but is not trusted (a page's clock).
    UntrustedDate,
    /// The reports seem to be about different dates.
    DifferentDate,
    /// The reports seem to be about different events.
    DifferentEvent,
    /// Two reports have the same text.
    SameText,
    /// A report was refused; the rest is compared.
    Refused,
    /// Something was left out or cut short for its size.
    Degraded,
    /// Words that look alike but are not the same characters.
    LookAlike,
    /// Anything else about how a report was read.
    Reading,
}

impl NoteKind {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            NoteKind::Encoding => "encoding",
            NoteKind::Language => "language",
            NoteKind::UntrustedDate => "untrusted-date",
            NoteKind::DifferentDate => "different-date",
            NoteKind::DifferentEvent => "different-event",
            NoteKind::SameText => "same-text",
            NoteKind::Refused => "refused",
            NoteKind::Degraded => "degraded",
            NoteKind::LookAlike => "look-alike",
            NoteKind::Reading => "reading",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_LABELS, listed};

    #[test]
    fn of_very_many_labels_the_first_stand() {
        assert_eq!(listed(&[]), "");
        assert_eq!(listed(&["a", "b"]), "a, b");
        // One more takes no more room than saying so.
        let all = vec!["a"; MOST_LABELS + 1];
        assert_eq!(listed(&all), all.join(", "));
        let many = vec!["a"; 16_384];
        let shown = ["a"; MOST_LABELS].join(", ");
        assert_eq!(listed(&many), format!("{shown} and 16372 more"));
    }
}
