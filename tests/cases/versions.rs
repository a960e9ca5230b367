//! Input: two versions, apart by a line `=====`. Output: every change but what is unchanged, one a line:
//! kind, aspects, values, then the words as `[-dropped-]` and `{+inserted+}`.

use storydiff::lexicon::Lexicon;
use storydiff::model::{Change, ChangeKind, Report, Words};
use storydiff::read::{Input, ReadConfig, Reader};

#[test]
fn versions() {
    let lexicon = Lexicon::embedded();
    let reader = Reader::new(&lexicon);
    super::check("versions", |case| {
        let mut reports = Vec::new();
        for (index, text) in case.input.split("\n=====\n").enumerate() {
            let path = format!("v{}.txt", index + 1);
            let input = Input {
                path: &path,
                bytes: text.as_bytes(),
                label: None,
                format: None,
            };
            reports.extend(reader.read(input, &ReadConfig::default()).unwrap().0);
        }
        storydiff::number_reports(&mut reports);
        let steps = storydiff::diff_versions(&reports, &lexicon);
        let mut lines = String::new();
        for change in steps.iter().flat_map(|step| &step.changes) {
            if change.kind != ChangeKind::Unchanged {
                lines += &line(change, &reports);
            }
        }
        if lines.is_empty() {
            lines.push_str("same\n");
        }
        lines
    });
}

fn line(change: &Change, reports: &[Report]) -> String {
    let aspects: Vec<&str> = change.aspects.iter().map(|aspect| aspect.name()).collect();
    let mut line = change.kind.name().to_owned();
    if !aspects.is_empty() {
        line += &format!(" [{}]", aspects.join(", "));
    }
    for value in &change.values {
        line += &format!(" ({value})");
    }
    let cut = |report: usize, span: storydiff::model::Span| {
        let words: Vec<&str> = span.cut(&reports[report].text).split_whitespace().collect();
        words.join(" ")
    };
    if change.words.is_empty() {
        for passage in change
            .new
            .iter()
            .chain(change.old.iter().filter(|_| change.new.is_empty()))
        {
            line += &format!(" {}", cut(passage.report.index(), passage.span));
        }
    }
    for run in &change.words {
        line += &match run {
            Words::Kept(span) => format!(" {}", cut(1, *span)),
            Words::Dropped(span) => format!(" [-{}-]", cut(0, *span)),
            Words::Inserted(span) => format!(" {{+{}+}}", cut(1, *span)),
        };
    }
    line + "\n"
}
