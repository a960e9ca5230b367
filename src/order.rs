//! Command-line order ↔ canonical order of the reports.
//!
//! The stages see the reports in an order that depends on what the reports say only, so that groups, scores and row
//! numbers cannot depend on the order in which files were named; the result is given back in the order of the
//! command line. Two reports with the same text, label and path keep their order: they are alike in every respect.

use crate::model::{Comparison, Divergence, Link, Note, Report, ReportId, StatementId, Wording};

/// Sorts the reports by what they are and renumbers them; gives the old place for each new one.
pub(crate) fn canonical(reports: &mut Vec<Report>, notes: &mut [Note]) -> Vec<usize> {
    let mut places: Vec<usize> = (0..reports.len()).collect();
    places.sort_by(|&left, &right| {
        let key = |place: usize| {
            reports
                .get(place)
                .map(|report| (&report.text, &report.label, &report.path))
        };
        key(left).cmp(&key(right))
    });
    let new_of_old = inverse(&places);
    *reports = reordered(std::mem::take(reports), &places);
    for (place, report) in reports.iter_mut().enumerate() {
        report.id = ReportId::new(place);
    }
    for note in notes {
        renumber_note(note, &new_of_old);
    }
    places
}

/// Puts a comparison that was made in canonical order back into the order of the command line.
pub(crate) fn restore(comparison: &mut Comparison, old_of_new: &[usize]) {
    // `old_of_new[canonical]` is the place on the command line.
    let canonical_of_given = inverse(old_of_new);
    comparison.reports = reordered(std::mem::take(&mut comparison.reports), &canonical_of_given);
    comparison.statements = reordered(
        std::mem::take(&mut comparison.statements),
        &canonical_of_given,
    );
    for (place, report) in comparison.reports.iter_mut().enumerate() {
        report.id = ReportId::new(place);
    }
    for (place, statements) in comparison.statements.iter_mut().enumerate() {
        for statement in statements {
            statement.id.report = ReportId::new(place);
        }
    }
    for row in &mut comparison.rows {
        for member in &mut row.members {
            renumber(member, old_of_new);
        }
        row.members.sort();
        let Some(joined) = row.joined.as_deref_mut() else {
            continue;
        };
        renumber_links(&mut joined.links, old_of_new);
        renumber_wordings(&mut joined.wordings, old_of_new);
        for divergence in &mut joined.divergences {
            renumber_divergence(divergence, old_of_new);
        }
        for elsewhere in &mut joined.elsewhere {
            if let Some(&place) = old_of_new.get(elsewhere.report.index()) {
                elsewhere.report = ReportId::new(place);
            }
        }
        joined.elsewhere.sort_by_key(|elsewhere| elsewhere.report);
    }
    renumber_links(&mut comparison.rejected, old_of_new);
    for note in &mut comparison.notes {
        renumber_note(note, old_of_new);
    }
}

/// Puts a list by report that was made in canonical order back into the order of the command line.
pub(crate) fn restore_list<T>(list: Vec<T>, old_of_new: &[usize]) -> Vec<T> {
    reordered(list, &inverse(old_of_new))
}

fn renumber(id: &mut StatementId, places: &[usize]) {
    if let Some(&place) = places.get(id.report.index()) {
        id.report = ReportId::new(place);
    }
}

fn renumber_links(links: &mut [Link], places: &[usize]) {
    for link in links.iter_mut() {
        renumber(&mut link.left, places);
        renumber(&mut link.right, places);
        if link.right < link.left {
            std::mem::swap(&mut link.left, &mut link.right);
        }
    }
    links.sort_by_key(|link| (link.left, link.right));
}

fn renumber_wordings(wordings: &mut [Wording], places: &[usize]) {
    for wording in wordings.iter_mut() {
        renumber(&mut wording.left, places);
        renumber(&mut wording.right, places);
        if wording.right < wording.left {
            std::mem::swap(&mut wording.left, &mut wording.right);
            std::mem::swap(&mut wording.left_only, &mut wording.right_only);
        }
    }
    wordings.sort_by_key(|wording| (wording.left, wording.right));
}

fn renumber_divergence(divergence: &mut Divergence, places: &[usize]) {
    for side in &mut divergence.sides {
        renumber(&mut side.statement, places);
    }
    divergence.sides.sort_by_key(|side| side.statement);
}

fn renumber_note(note: &mut Note, places: &[usize]) {
    for report in &mut note.reports {
        if let Some(&place) = places.get(report.index()) {
            *report = ReportId::new(place);
        }
    }
    note.reports.sort();
}

/// `result[places[i]] == i`.
fn inverse(places: &[usize]) -> Vec<usize> {
    let mut inverse = vec![0; places.len()];
    for (index, &place) in places.iter().enumerate() {
        if let Some(slot) = inverse.get_mut(place) {
            *slot = index;
        }
    }
    inverse
}

/// `result[i] == list[places[i]]`.
fn reordered<T>(list: Vec<T>, places: &[usize]) -> Vec<T> {
    let mut slots: Vec<Option<T>> = list.into_iter().map(Some).collect();
    places
        .iter()
        .filter_map(|&place| slots.get_mut(place)?.take())
        .collect()
}
