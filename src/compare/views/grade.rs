//! Two quotations of one row → how their wordings relate.
//!
//! Compares what stands inside quotation marks, as words: marks, case, spaces and dashes are no words. A pair whose
//! quoted words hardly meet gets no grade: the two quote other parts of what was said.

use std::collections::BTreeSet;

use crate::model::{Quotation, Span, WordingGrade};
use crate::text::compared_words;

/// One side of a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted<'a> {
    pub(super) text: &'a str,
    pub(super) quotation: &'a Quotation,
}

/// A third of the shorter side's words: below it two quoted stretches of one utterance are other parts of it.
const MEETS: usize = 3;

/// The grade; `None` when the two quote other parts.
pub(super) fn grade(left: Quoted<'_>, right: Quoted<'_>) -> Option<WordingGrade> {
    match (
        left.quotation.quoted.is_empty(),
        right.quotation.quoted.is_empty(),
    ) {
        (true, true) => return Some(WordingGrade::Indirect),
        (true, false) | (false, true) => return Some(WordingGrade::Paraphrased),
        (false, false) => {}
    }
    if left.inside() == right.inside() {
        return Some(WordingGrade::Identical);
    }
    let (left_words, right_words) = (left.words(), right.words());
    if bare(&left_words) == bare(&right_words) {
        return Some(if brackets(&left_words) == brackets(&right_words) {
            WordingGrade::Punctuation
        } else {
            WordingGrade::Inserted
        });
    }
    let all = |words: &[Word]| -> Vec<String> { words.iter().map(|word| word.0.clone()).collect() };
    for (one, other, grade_if_run) in [
        (all(&left_words), all(&right_words), WordingGrade::Shortened),
        (
            bare(&left_words),
            bare(&right_words),
            WordingGrade::Inserted,
        ),
    ] {
        let (short, long) = if one.len() <= other.len() {
            (&one, &other)
        } else {
            (&other, &one)
        };
        if is_run(short, long) {
            return Some(grade_if_run);
        }
    }
    let (one, other) = (bare(&left_words), bare(&right_words));
    let (short, long) = if one.len() <= other.len() {
        (one, other)
    } else {
        (other, one)
    };
    if is_subsequence(&short, &long) {
        return Some(WordingGrade::Elided);
    }
    let known: BTreeSet<&String> = long.iter().collect();
    let shared = short.iter().filter(|word| known.contains(word)).count();
    (shared * MEETS >= short.len()).then_some(WordingGrade::Reworded)
}

/// A word and whether it stands in an editor's brackets.
type Word = (String, bool);

impl Quoted<'_> {
    fn inside(&self) -> Vec<&str> {
        self.quotation
            .quoted
            .iter()
            .map(|span| span.cut(self.text))
            .collect()
    }

    fn words(&self) -> Vec<Word> {
        self.quotation
            .quoted
            .iter()
            .flat_map(|span| self.words_of(*span))
            .collect()
    }

    fn words_of(&self, span: Span) -> Vec<Word> {
        let inside = span.cut(self.text);
        compared_words(self.text, span)
            .into_iter()
            .map(|word| {
                let before = inside.get(..word.span.start - span.start).unwrap_or("");
                // Round brackets too: desks that set square ones for the wire print round ones for readers.
                let in_round = before.rfind('(') > before.rfind(')');
                (word.form, word.editor || in_round)
            })
            .collect()
    }
}

fn bare(words: &[Word]) -> Vec<String> {
    words
        .iter()
        .filter(|(_, in_brackets)| !in_brackets)
        .map(|(word, _)| word.clone())
        .collect()
}

fn brackets(words: &[Word]) -> Vec<&String> {
    words
        .iter()
        .filter(|(_, in_brackets)| *in_brackets)
        .map(|(word, _)| word)
        .collect()
}

/// True when `short` stands in `long` in one piece.
pub(super) fn is_run(short: &[String], long: &[String]) -> bool {
    !short.is_empty() && long.windows(short.len()).any(|window| window == short)
}

/// True when all words of `short` stand in `long` in the same order.
fn is_subsequence(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    !short.is_empty() && short.iter().all(|word| rest.any(|other| other == word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::model::{Act, Form};
    use crate::read::{Input, ReadConfig, read};

    /// Grades two sentences by what stands in their curly marks.
    fn check(left: &str, right: &str, expect: Option<WordingGrade>) {
        let lexicon = Lexicon::embedded();
        let sides: Vec<_> = [left, right]
            .iter()
            .map(|sentence| {
                let text = format!("A headline\n\n{sentence}\n");
                let input = Input {
                    path: "case.txt",
                    bytes: text.as_bytes(),
                    label: None,
                    format: None,
                };
                let (reports, _) =
                    read(input, &lexicon, &ReadConfig::default()).unwrap_or_default();
                let report = reports.into_iter().next();
                let text = report.map(|report| report.text).unwrap_or_default();
                let mut quoted = Vec::new();
                let mut from = 0;
                while let Some(open) = text[from..].find('“') {
                    let start = from + open + '“'.len_utf8();
                    let end = start + text[start..].find('”').unwrap_or(0);
                    quoted.push(Span::new(start, end));
                    from = end;
                }
                let quotation = Quotation {
                    form: Form::Mixed,
                    content: quoted.clone(),
                    quoted,
                    cue: None,
                    act: Act::Speech,
                    speaker: None,
                    confidence: 1.0,
                };
                (text, quotation)
            })
            .collect();
        let side = |index: usize| {
            let (text, quotation) = &sides[index];
            Quoted { text, quotation }
        };
        assert_eq!(grade(side(0), side(1)), expect, "{left} / {right}");
    }

    #[test]
    fn grades_the_ways_of_quoting() {
        use WordingGrade::*;
        let long = "“We will reopen the pier, come rain or flood, by Easter,” she said.";
        check(long, long, Some(Identical));
        check("“We will go.”", "“we will go”, he said.", Some(Punctuation));
        check(long, "She promised to “reopen the pier”.", Some(Shortened));
        check(
            long,
            "“We will reopen the pier by Easter,” she said.",
            Some(Elided),
        );
        check(
            "“We will open it [the pier] soon,” she said.",
            "“We will open it soon,” she said.",
            Some(Inserted),
        );
        check(
            "“We will open every pier that shares our hopes,” she said.",
            "“We will open every pier committed to our hopes,” she said.",
            Some(Reworded),
        );
        check(
            "She said it was “a fine day”.",
            "She spoke of “harbour dues”.",
            None,
        );
        check(
            "She said it was “a fine day”.",
            "She said the day was fine.",
            Some(Paraphrased),
        );
    }
}
