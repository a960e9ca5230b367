//! [`Comparison`] → a class exercise: the questions of teachers' sheets with room for answers, or the key to them.
//!
//! In: the comparison, sheet or key. Out: HTML or Markdown. The sheet names the reports and asks; it gives no answer
//! away. The key holds the same questions with what the comparison found, each answer with the group that shows it.
//!
//! Source of the questions: the sheets "Comparing sources" (lab4future) and "Decoding Media Bias" (PBS NewsHour),
//! in words of our own.

use std::io::{self, Write};

use super::json::held;
use super::markdown;
use super::outline::{
    Block, Choice, Line, Piece, Section, Table, TableRow, Topic, counted, marks_of, report_head,
    statement, text,
};
use super::page::{Document, draw};
use crate::model::{Comparison, DivergenceKind, ReportId, Row, Status};

/// The two parts of the exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Questions with room for answers.
    Sheet,
    /// Questions with answers.
    Key,
}

/// The exercise as a page.
#[must_use]
pub fn html(comparison: &Comparison, part: Part) -> String {
    held(|out| write_html(out, comparison, part))
}

/// Writes what [`html`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_html(out: &mut dyn Write, comparison: &Comparison, part: Part) -> io::Result<()> {
    let document = Document {
        title: title(comparison, part),
        script: false,
    };
    let choice = Choice {
        topics: Vec::new(),
        ..Choice::default()
    };
    draw(
        out,
        &document,
        comparison,
        &choice,
        &sections(comparison, part),
        |_| {},
    )
}

/// The exercise as Markdown.
#[must_use]
pub fn markdown(comparison: &Comparison, part: Part) -> String {
    held(|out| write_markdown(out, comparison, part))
}

/// Writes what [`markdown()`] gives.
///
/// # Errors
/// Those of the writer.
pub fn write_markdown(out: &mut dyn Write, comparison: &Comparison, part: Part) -> io::Result<()> {
    markdown::document(
        out,
        &markdown::escape(&title(comparison, part)),
        &sections(comparison, part),
    )
}

fn title(comparison: &Comparison, part: Part) -> String {
    let labels: Vec<&str> = comparison
        .reports
        .iter()
        .map(|report| report.label.as_str())
        .collect();
    let name = match part {
        Part::Sheet => "Worksheet",
        Part::Key => "Key to the worksheet",
    };
    format!("{name}: one event in {}", labels.join(", "))
}

/// A question: anchor, heading, task, lines for the answer, the answer.
struct Question {
    id: &'static str,
    title: &'static str,
    task: &'static str,
    room: Block<'static>,
    answer: fn(&Comparison) -> Vec<Block<'_>>,
}

fn questions(comparison: &Comparison) -> Vec<Question> {
    let by_outlet = |caption: &str, rows: &[&str]| {
        Block::Table(Table {
            class: "sheet",
            caption: caption.to_owned(),
            head: report_head(comparison, &["Question"]),
            rows: rows
                .iter()
                .map(|name| {
                    let mut cells = vec![text(*name)];
                    cells.resize(comparison.reports.len() + 1, text(" "));
                    TableRow::plain(cells)
                })
                .collect(),
        })
    };
    vec![
        Question {
            id: "reports",
            title: "1. The reports",
            task: "Read the reports. Note for each who wrote it, when, and where the outlet has its information from.",
            room: by_outlet(
                "The reports",
                &[
                    "Title",
                    "Author",
                    "Date",
                    "Source of the information",
                    "Length in words",
                ],
            ),
            answer: reports,
        },
        Question {
            id: "all",
            title: "2. What all reports say",
            task: "Which statements do you find in all reports?",
            room: Block::Blank(5),
            answer: |comparison| covered(comparison, Coverage::All),
        },
        Question {
            id: "some",
            title: "3. What some reports say",
            task: "Which statements do you find in several reports, but not in all?",
            room: Block::Blank(5),
            answer: |comparison| covered(comparison, Coverage::Some),
        },
        Question {
            id: "one",
            title: "4. What only one report says",
            task: "Which statements do you find in one report only? What does a reader of the others not learn?",
            room: by_outlet(
                "Only here",
                &["First statement", "Second statement", "Third statement"],
            ),
            answer: unique,
        },
        Question {
            id: "figures",
            title: "5. Figures, dates and facts that differ",
            task: "On which points do the reports give different information? Put the values side by side. How could \
                   you find out which one is right?",
            room: by_outlet(
                "What differs",
                &["First point", "Second point", "Third point"],
            ),
            answer: |comparison| {
                differing(comparison, |kind| {
                    !matches!(kind, DivergenceKind::Wording | DivergenceKind::Label)
                })
            },
        },
        Question {
            id: "quoted",
            title: "6. Whose words are quoted",
            task: "Who is quoted in each report? Who has a name, who has not? Whose voice is not heard?",
            room: by_outlet("Quoted", &["With a name", "Without a name"]),
            answer: quoted,
        },
        Question {
            id: "wording",
            title: "7. The same words, told differently",
            task: "Find an utterance that two reports give. Compare the words inside the quotation marks.",
            room: by_outlet("The utterance", &["First utterance", "Second utterance"]),
            answer: |comparison| differing(comparison, |kind| kind == DivergenceKind::Wording),
        },
        Question {
            id: "names",
            title: "8. Names and labels",
            task: "How does each report name the same people, groups and acts? Circle words that carry a charge, and \
                   try a plainer one.",
            room: by_outlet(
                "Names",
                &["First name", "Second name", "Words that carry a charge"],
            ),
            answer: labels,
        },
        Question {
            id: "order",
            title: "9. What comes first",
            task: "What stands in the headline and in the first paragraph of each report? What comes last?",
            room: by_outlet("Order", &["Headline", "First paragraph", "Last paragraph"]),
            answer: order,
        },
        Question {
            id: "open",
            title: "10. Your own report",
            task: "What is known, what is still unknown? Write the event in four sentences that all reports bear out.",
            room: Block::Blank(7),
            answer: |_| vec![Block::Paragraph(text("Your own words."))],
        },
    ]
}

fn sections(comparison: &Comparison, part: Part) -> Vec<Section<'_>> {
    let mut sections: Vec<Section> = questions(comparison)
        .into_iter()
        .map(|question| {
            let mut blocks = vec![Block::Paragraph(text(question.task))];
            match part {
                Part::Sheet => blocks.push(question.room),
                Part::Key => blocks.extend((question.answer)(comparison)),
            }
            Section {
                id: question.id,
                title: question.title,
                blocks,
            }
        })
        .collect();
    sections.push(super::outline::method(comparison));
    sections
}

/// The blocks of one view, for answers that the report has already.
fn view(comparison: &Comparison, topic: Topic) -> Vec<Block<'_>> {
    let choice = Choice {
        topics: vec![topic],
        ..Choice::default()
    };
    super::outline::sections(comparison, &choice)
        .into_iter()
        .filter(|section| section.id == topic.name())
        .flat_map(|section| section.blocks)
        .collect()
}

fn reports(comparison: &Comparison) -> Vec<Block<'_>> {
    view(comparison, Topic::Overview)
        .into_iter()
        .take(1)
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Coverage {
    All,
    Some,
}

/// Groups with their first words and the outlets that have them.
fn covered(comparison: &Comparison, coverage: Coverage) -> Vec<Block<'_>> {
    let all = comparison.reports.len();
    let items: Vec<Line> = comparison
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.status != Status::Unique)
        .filter_map(|(index, row)| {
            let having: Vec<&str> = comparison
                .reports
                .iter()
                .filter(|report| row.members_of(report.id).next().is_some())
                .map(|report| report.label.as_str())
                .collect();
            let wanted = match coverage {
                Coverage::All => having.len() == all,
                Coverage::Some => having.len() < all,
            };
            wanted.then(|| {
                let mut line = item(comparison, index, row);
                if coverage == Coverage::Some {
                    line.push(Piece::Faint(format!(" ({})", having.join(", "))));
                }
                line
            })
        })
        .collect();
    list(items)
}

/// A group by its whole first statement.
fn item(comparison: &Comparison, index: usize, row: &Row) -> Line {
    let mut line = vec![Piece::Group(index), Piece::Text(": ".to_owned())];
    if let Some(first) = row.members.first() {
        line.push(statement(comparison, *first, &marks_of(row, *first)));
    }
    line
}

fn list(items: Vec<Line>) -> Vec<Block<'static>> {
    if items.is_empty() {
        vec![Block::Paragraph(text("None was found."))]
    } else {
        vec![Block::List(items)]
    }
}

fn unique(comparison: &Comparison) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for report in &comparison.reports {
        let items: Vec<Line> = comparison
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| {
                row.status == Status::Unique && row.members_of(report.id).next().is_some()
            })
            .map(|(index, row)| item(comparison, index, row))
            .collect();
        let heading = format!(
            "{}: {}",
            report.label,
            counted(items.len(), "statement", "statements")
        );
        blocks.push(Block::Heading(text(heading)));
        blocks.extend(list(items));
    }
    blocks
}

fn differing(comparison: &Comparison, wanted: fn(DivergenceKind) -> bool) -> Vec<Block<'_>> {
    let items = comparison
        .rows
        .iter()
        .enumerate()
        .flat_map(|(index, row)| {
            row.divergences
                .iter()
                .filter(|found| !found.is_hint() && wanted(found.kind))
                .map(move |found| (index, found))
        })
        .map(|(index, found)| {
            let mut line = vec![Piece::Group(index), Piece::Text(": ".to_owned())];
            line.extend(super::outline::values(comparison, found));
            line
        })
        .collect();
    list(items)
}

fn quoted(comparison: &Comparison) -> Vec<Block<'_>> {
    view(comparison, Topic::Quotations)
        .into_iter()
        .take(1)
        .collect()
}

fn labels(comparison: &Comparison) -> Vec<Block<'_>> {
    view(comparison, Topic::Labels)
}

/// The first and last body statements and the headline of every report.
fn order(comparison: &Comparison) -> Vec<Block<'_>> {
    let mut items = Vec::new();
    for (index, statements) in comparison.statements.iter().enumerate() {
        let Some(report) = comparison.report(ReportId::new(index)) else {
            continue;
        };
        for (name, found) in [("first", statements.first()), ("last", statements.last())] {
            if let Some(found) = found {
                items.push(vec![
                    Piece::Strong(report.label.clone()),
                    Piece::Text(format!(", {name}: ")),
                    statement(comparison, found.id, &[]),
                ]);
            }
        }
    }
    list(items)
}
