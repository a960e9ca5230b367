//! Document → whole quotations: content, cue, source.
//!
//! In: a report with its document. Out: quotations in text order. Four steps: prepare the paragraphs
//! ([`paragraph`]), label content, cues and sources ([`tagger`]), link each content to its cue and source ([`link`]),
//! put the pieces together ([`assemble`]). Each step is linear in the length of the report. Method after the
//! measurements on PolNeAR (Newell, Margolin and Ruths 2018).

pub mod assemble;
pub mod beliefs;
mod block;
pub mod candidates;
mod choice;
pub mod features;
pub mod hash;
mod inverted;
pub mod lattice;
pub mod layout;
pub mod link;
pub mod paragraph;
mod relation;
pub mod runs;
mod sentence;
mod stretch;
pub mod tagger;
pub mod vocabulary;
pub mod weights;

use std::ops::Range;

use crate::lexicon::Lexicon;
use crate::model::{Quotation, Report};
use crate::text::Document;
use candidates::View;
use link::{Link, Linker};
use paragraph::{Marking, Paragraph};
use runs::Runs;
use tagger::{Pass, Tagger};
use vocabulary::Vocabulary;

/// The trained readers of quotations, ready for any number of reports.
#[derive(Clone, Debug, Default)]
pub struct Attributor {
    vocabulary: Vocabulary,
    tagger: Tagger,
    linker: Linker,
}

/// What was found in a report, before it is put together.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// Content, cues, sources.
    pub runs: Runs,
    /// The link of each piece of content.
    pub links: Vec<Link>,
}

impl Attributor {
    /// The attributor with the weights that are built in.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Attributor {
        Attributor::with_weights(
            lexicon,
            [
                include_bytes!("../../../data/weights/tagger1.bin"),
                include_bytes!("../../../data/weights/tagger2.bin"),
                include_bytes!("../../../data/weights/cues.bin"),
                include_bytes!("../../../data/weights/sources.bin"),
            ],
        )
    }

    /// The attributor with other weights: first and second pass of the tagger, cues, sources.
    #[must_use]
    pub fn with_weights(lexicon: &Lexicon, weights: [&[u8]; 4]) -> Attributor {
        let [first, second, cues, sources] = weights;
        Attributor {
            vocabulary: Vocabulary::new(lexicon),
            tagger: Tagger {
                first: Pass::read(first),
                second: Pass::read(second),
            },
            linker: Linker::read(cues, sources),
        }
    }

    /// Finds the pieces of some sentences of a report, which are whole paragraphs, and links them. `marking`: see
    /// there.
    fn find(
        &self,
        report: &Report,
        document: &Document,
        range: Range<usize>,
        marking: Marking,
    ) -> Found {
        let paragraphs = paragraph::paragraphs(report, document, range, marking, &self.vocabulary);
        let tagged: Vec<_> = paragraphs
            .iter()
            .map(|paragraph| self.tagger.tag(paragraph))
            .collect();
        let mut runs = runs::runs(&paragraphs, &tagged);
        let mut signs = layout::signs(&paragraphs);
        let blocks = block::blocks(&paragraphs, &runs);
        // what stands between the verb and the colon is not said: "wrote for the court:"
        runs.pieces.retain(|piece| {
            let block = blocks.binary_search_by_key(&(piece.paragraph + 1), |sign| sign.paragraph);
            let cue = block.ok().and_then(|at| blocks.get(at)?.cue);
            cue.is_none_or(|cue| piece.start < cue.start)
        });
        signs.extend(blocks);
        // a label or a signature in the block itself says more
        signs.sort_by_key(|sign| sign.paragraph);
        signs.dedup_by_key(|sign| sign.paragraph);
        let settled = layout::settle(&signs, &mut runs);
        let view = View {
            paragraphs: &paragraphs,
            runs: &runs,
        };
        let links = self.linker.link(view, &settled);
        Found {
            paragraphs,
            runs,
            links,
        }
    }

    /// The quotations of a report in text order, sources unresolved: [`Speaker::name`](crate::model::Speaker) is empty.
    #[must_use]
    pub fn quotations(&self, report: &Report, document: &Document) -> Vec<Quotation> {
        let single = paragraph::speaks_in_single_marks(report, document);
        let mut found = Vec::new();
        // Of each paragraph of the stretch before: the sentence behind it, and whether it left a quotation open.
        let mut last: Vec<(usize, bool)> = Vec::new();
        for stretch in stretch::stretches(document) {
            let carried = last.contains(&(stretch.read.start, true));
            let marking = Marking { single, carried };
            let pieces = self.find(report, document, stretch.read.clone(), marking);
            let quotations = assemble::quotations(report, &pieces);
            found.extend(quotations.into_iter().filter_map(|one| stretch.own(one)));
            let behind = |one: &Paragraph| one.first_sentence + one.sentences.len();
            let paragraphs = pieces.paragraphs.iter();
            last = paragraphs.map(|one| (behind(one), one.is_open())).collect();
        }
        found.shrink_to_fit();
        found
    }
}
