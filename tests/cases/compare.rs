//! Input: lines `Outlet: sentences`, or `Outlet (2024-03-05): sentences` with the day of publication; one without a year
//! (`Outlet (Sunday, March 15): sentences`) is printed under the headline. All statements
//! of all lines are put into one group, but those behind ` // ` in a line. Output: a line for each difference,
//! `kind value | value`, hints with `hint:` before, else `shared`.

use storydiff::compare::{Prepared, Tables, compare};
use storydiff::extract::{Words, extract};
use storydiff::lexicon::Lexicon;
use storydiff::model::{
    Basis, Group, Published, Report, ReportId, Role, Row, Sourced, StatementId,
};
use storydiff::read::{Input, ReadConfig, Reader};
use storydiff::text::{Document, Story};

/// What stands behind it in a line is no member of the row.
const ASIDE: &str = " // ";

/// Reads one line of a case as a report.
fn report(line: &str, number: usize, reader: &Reader) -> Report {
    let (outlet, text) = line.split_once(": ").unwrap();
    let date = outlet
        .split_once(" (")
        .map(|(_, date)| date.trim_end_matches(')'));
    // a date that lacks its year is left to the reader
    let published: Option<jiff::civil::Date> = date.and_then(|date| date.parse().ok());
    let printed = date.filter(|_| published.is_none());
    let printed = printed.map_or(String::new(), |date| format!("{date}\n"));
    let text = text.replace(ASIDE, " ");
    let text = format!("A headline of the case\n{printed}\n{text}\n");
    let input = Input {
        path: "case.txt",
        bytes: text.as_bytes(),
        label: None,
        format: None,
    };
    let (reports, _) = reader.read(input, &ReadConfig::default()).unwrap();
    let mut report = reports.into_iter().next().unwrap();
    report.id = ReportId::new(number);
    report.metadata.published = published.map(|date| Published {
        date,
        basis: Basis::Metadata,
        trusted: true,
    });
    let _: Option<Sourced<String>> = report.metadata.outlet.take();
    report.label = outlet.to_owned();
    report
}

fn show(row: &Row) -> String {
    let mut lines = String::new();
    for divergence in &row.divergences {
        let mut values: Vec<&str> = Vec::new();
        for side in &divergence.sides {
            if !values.contains(&side.value.as_str()) {
                values.push(&side.value);
            }
        }
        let hint = if divergence.is_hint() { "hint: " } else { "" };
        let kind = divergence.kind.name();
        lines.push_str(&format!("{hint}{kind} {}\n", values.join(" | ")));
    }
    if lines.is_empty() {
        lines.push_str("shared\n");
    }
    lines
}

#[test]
fn compare_cases() {
    let lexicon = Lexicon::embedded();
    let words = Words::new(&lexicon);
    let tables = Tables::new(&lexicon);
    let reader = Reader::new(&lexicon);
    super::check("compare", |case| {
        let reports: Vec<Report> = case
            .input
            .lines()
            .filter(|line| !line.trim().is_empty())
            .enumerate()
            .map(|(number, line)| report(line, number, &reader))
            .collect();
        let documents: Vec<Document> = reports
            .iter()
            .map(|report| Document::new(report, &lexicon))
            .collect();
        let statements: Vec<_> = reports
            .iter()
            .zip(&documents)
            .map(|(report, document)| extract(report, document, &words).statements)
            .collect();
        let story = Story {
            reports: &reports,
            documents: &documents,
            statements: &statements,
        };
        let (body, rest): (Vec<StatementId>, Vec<StatementId>) = {
            let all = statements.iter().flatten();
            let mut body = Vec::new();
            let mut rest = Vec::new();
            let lines: Vec<&str> = case.input.lines().collect();
            for statement in all {
                let aside = lines[statement.id.report.index()].split_once(ASIDE);
                let text = &reports[statement.id.report.index()].text;
                let aside = aside.and_then(|(_, aside)| text.find(aside));
                if statement.role == Role::Body
                    && aside.is_none_or(|from| statement.span.start < from)
                {
                    body.push(statement.id);
                } else {
                    rest.push(statement.id);
                }
            }
            (body, rest)
        };
        let mut groups = vec![Group {
            members: body.clone().into(),
            links: Vec::new(),
        }];
        groups.extend(rest.into_iter().map(|id| Group {
            members: vec![id].into(),
            links: Vec::new(),
        }));

        let outcome = compare(Prepared::new(&story, &tables), groups);
        let row = outcome
            .rows
            .iter()
            .find(|row| row.members.as_slice() == body)
            .unwrap();
        show(row)
    });
}
