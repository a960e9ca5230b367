//! The lexicon's tables in the form that the rules ask them.

mod within;

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrases::Phrases;
use crate::lexicon::Lexicon;
use crate::text::{People, Stems, is_invisible};

/// A label: the class of things it can name and its colour.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Label {
    /// Two labels of one class can name the same thing.
    pub class: String,
    /// "neutral", "against" or "for".
    pub charge: String,
}

/// What happened to that which a figure counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    /// Its name ("dead", "injured").
    pub name: String,
    /// It happens to people, so it says nothing about money and shares.
    pub people: bool,
    /// It says where they are ("aboard"), not what became of them.
    pub whereabouts: bool,
}

/// One of two words that deny each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pole {
    /// The name of the pair ("approval").
    pub pair: String,
    /// "yes" or "no".
    pub side: String,
}

/// Tables of the language, made once: they know no story.
pub struct Tables {
    /// Which names can be one person.
    pub(super) people: People,
    known: Stems,
    stop: FxHashSet<String>,
    breaks: FxHashSet<String>,
    contractions: FxHashMap<String, Vec<String>>,
    classes: FxHashMap<String, String>,
    /// Phrase → what happened to that which is counted.
    pub(super) states: Phrases<State>,
    /// Phrase → label.
    pub(super) labels: Phrases<Label>,
    /// Phrase → its pole in a pair of words that deny each other.
    pub(super) opposites: Phrases<Pole>,
    /// Phrase → step of readiness.
    pub(super) stances: Phrases<u32>,
    /// Heads of noun phrases that name a law, plan or charge: word → class.
    pub(super) heads: FxHashMap<String, String>,
    /// Modifiers that say nothing about the content of a law, plan or charge.
    pub(super) plain_modifiers: FxHashSet<String>,
    /// Words before a place where something happens.
    pub(super) locatives: FxHashSet<String>,
    /// Stems of common nouns for places ("kitchen") and what sort of place each is ("room"): two of a sort are two places.
    pub(super) spots: FxHashMap<String, String>,
    /// Words that tie a noun to what it is a part of ("of").
    pub(super) part_links: FxHashSet<String>,
    /// Those of them that put alike ("in", "at").
    pub(super) at: FxHashSet<String>,
    /// Words before "after" and "before" that keep a time near ("shortly").
    pub(super) near_by: FxHashSet<String>,
    /// Last words of the names of houses and streets ("hospital", "avenue").
    pub(super) facilities: FxHashSet<String>,
    /// "the", "a".
    pub(super) articles: FxHashSet<String>,
    /// Words that report speech.
    pub(super) reporting: FxHashSet<String>,
    /// Words of a figure that is a part or comes on top ("another", "more", "others").
    pub(super) additional: FxHashSet<String>,
    /// Stems of the single words in `states` that stand for the people ("dead", "wounded").
    pub(super) state_words: FxHashSet<String>,
    /// Nouns for people → one noun for all that mean the same people ("employee" → "worker"), singular.
    pub(super) people_nouns: FxHashMap<String, String>,
    /// Nouns for posts and those who hold them, singular.
    pub(super) posts: FxHashSet<String>,
    /// Stems of verbs that take a sum ("cost").
    pub(super) sum_verbs: FxHashSet<String>,
    /// Words between a figure and what it is a rate of ("a" share, "per" barrel).
    pub(super) rates: FxHashSet<String>,
    /// Words before a time that blur it ("about").
    pub(super) about: FxHashSet<String>,
    /// Stems of verbs that end a noun phrase to their right.
    pub(super) verbs: FxHashSet<String>,
    /// Words that say that something lies ahead ("will", "until").
    pub(super) future: FxHashSet<String>,
    /// Words between a hedge and the verb that it hedges ("to", "have").
    pub(super) carriers: FxHashSet<String>,
    /// The word of the infinitive ("to").
    pub(super) infinitive: FxHashSet<String>,
    /// Words of the plain future ("will").
    pub(super) will: FxHashSet<String>,
    /// Words of the future in reported speech ("would").
    pub(super) reported_will: FxHashSet<String>,
    /// Words that open a clause of what is told beside the news ("who", "before").
    pub(super) aside: FxHashSet<String>,
    /// Verbs by which somebody takes an act upon himself ("claimed"), with [`Tables::responsibility`] behind them.
    pub(super) claiming: FxHashSet<String>,
    /// "responsibility"
    pub(super) responsibility: FxHashSet<String>,
    /// Verbs by which an act is laid on somebody ("blames").
    pub(super) suspecting: FxHashSet<String>,
    /// The word before who does it in the passive ("by").
    pub(super) agent: FxHashSet<String>,
    /// Words of a condition ("if").
    pub(super) conditional: FxHashSet<String>,
    /// Words before a noun ("the", "without").
    pub(super) nominal: FxHashSet<String>,
    /// Pasts of verbs that put a measure into effect ("imposed" a curfew).
    pub(super) enacting: FxHashSet<String>,
    /// Stems of verbs by which somebody binds himself ("promise").
    pub(super) committing: FxHashSet<String>,
    /// Words that change places with the subject ("at no time was the ship").
    pub(super) inverting: FxHashSet<String>,
    indefinite: FxHashSet<String>,
    /// Verbs that say one thing of one object: stem and the name of the frame.
    frames: FxHashSet<(String, String)>,
    /// Words of being, before which a form in -ing is a finite verb.
    pub(super) being: FxHashSet<String>,
    /// Endings of verbs by use: what ends so tells no finished act ("ing"), or one ("ed").
    pub(super) endings: FxHashMap<String, String>,
    /// Words that make a time the end of a stretch, not the time of the act ("by", "until").
    pub(super) bounding: FxHashSet<String>,
    /// Irregular forms → base.
    irregulars: FxHashMap<String, String>,
    /// Places → the lands that they lie in, folded.
    pub(super) within: FxHashMap<String, FxHashSet<String>>,
    /// Stems of words of denial ("denied", "dismissed").
    pub(super) denials: FxHashSet<String>,
    /// Words that stand for what was said before ("it", "the claim").
    pub(super) said_before: FxHashSet<String>,
    /// Words that go on behind what is denied ("on Monday", "as false").
    pub(super) then: FxHashSet<String>,
    /// Words after which a charge is settled ("convicted", "guilty").
    pub(super) settled: FxHashSet<String>,
    /// Words before a time until which is counted ("by", "as of").
    pub(super) as_of: FxHashSet<String>,
}

impl Tables {
    /// Prepares the tables.
    #[must_use]
    pub fn new(lexicon: &Lexicon) -> Tables {
        let known = Stems::new();
        let words = |name: &str| -> FxHashSet<String> {
            lexicon.table(name).words().map(str::to_owned).collect()
        };
        let roles = |role: &str| -> FxHashSet<String> {
            let words = lexicon.table("rule-words").words_of(role);
            words.map(str::to_owned).collect()
        };
        let stems = |role: &str| -> FxHashSet<String> {
            roles(role)
                .iter()
                .map(|word| known.stem(word).into_owned())
                .collect()
        };
        let contractions = lexicon
            .table("contractions")
            .entries
            .iter()
            .map(|entry| {
                let full = entry.cell(1).split(' ').map(str::to_owned).collect();
                (entry.cell(0).to_owned(), full)
            })
            .collect();
        let mut classes = FxHashMap::default();
        for entry in &lexicon.table("rule-classes").entries {
            for word in entry.cell(1).split(' ') {
                classes.insert(known.stem(word).into_owned(), entry.cell(0).to_owned());
            }
        }
        let frames = lexicon.table("rule-words").entries.iter();
        let frames = frames.filter_map(|entry| {
            let frame = entry.cell(1).strip_prefix("frame:")?;
            Some((known.stem(entry.cell(0)).into_owned(), frame.to_owned()))
        });
        let frames = frames.collect();
        let heads = lexicon
            .table("rule-words")
            .entries
            .iter()
            .filter_map(|entry| {
                let class = entry.cell(1).strip_prefix("head:")?;
                Some((known.stem(entry.cell(0)).into_owned(), class.to_owned()))
            })
            .collect();
        let spots = lexicon.table("rule-words").entries.iter();
        let spots = spots.filter_map(|entry| {
            let sort = entry.cell(1).strip_prefix("spot:")?;
            Some((known.stem(entry.cell(0)).into_owned(), sort.to_owned()))
        });
        let spots = spots.collect();
        Tables {
            people: People::new(lexicon),
            stop: words("stopwords"),
            breaks: roles("break"),
            contractions,
            classes,
            states: Phrases::new(lexicon.table("states"), &known, |entry| {
                Some(State {
                    name: entry.cell(1).to_owned(),
                    people: entry.cell(2) == "people",
                    whereabouts: entry.cell(2) == "whereabouts",
                })
            }),
            labels: Phrases::new(lexicon.table("labels"), &known, |entry| {
                Some(Label {
                    class: entry.cell(1).to_owned(),
                    charge: entry.cell(2).to_owned(),
                })
            }),
            opposites: Phrases::new(lexicon.table("opposites"), &known, |entry| {
                Some(Pole {
                    pair: entry.cell(1).to_owned(),
                    side: entry.cell(2).to_owned(),
                })
            }),
            stances: Phrases::new(lexicon.table("stances"), &known, |entry| {
                entry.cell(1).parse().ok()
            }),
            heads,
            plain_modifiers: stems("plain-modifier"),
            locatives: roles("locative"),
            spots,
            part_links: roles("part"),
            at: roles("at"),
            facilities: roles("facility"),
            near_by: roles("near-by"),
            articles: roles("article"),
            reporting: stems("reporting"),
            additional: roles("additional"),
            state_words: lexicon
                .table("states")
                .words()
                .filter(|phrase| !phrase.contains(' ') && !phrase.starts_with('='))
                .map(|word| known.stem(word).into_owned())
                .collect(),
            people_nouns: lexicon
                .table("people_nouns")
                .entries
                .iter()
                .map(|entry| (entry.cell(0).to_owned(), entry.cell(1).to_owned()))
                .collect(),
            posts: roles("post"),
            sum_verbs: stems("sum"),
            rates: roles("rate"),
            about: roles("about"),
            verbs: stems("verb"),
            future: roles("future"),
            carriers: roles("carrier"),
            being: roles("being"),
            infinitive: roles("infinitive"),
            will: roles("will"),
            reported_will: roles("reported-will"),
            aside: roles("aside"),
            claiming: roles("claiming"),
            responsibility: roles("responsibility"),
            suspecting: roles("suspecting"),
            agent: roles("agent"),
            conditional: roles("conditional"),
            nominal: roles("nominal"),
            enacting: roles("enacting"),
            committing: stems("committing"),
            inverting: roles("inverting"),
            indefinite: roles("indefinite"),
            frames,
            bounding: roles("bounding"),
            endings: lexicon
                .table("rule-words")
                .entries
                .iter()
                .filter_map(|entry| {
                    let usage = entry.cell(1).strip_prefix("ending:")?;
                    Some((entry.cell(0).to_owned(), usage.to_owned()))
                })
                .collect(),
            irregulars: lexicon
                .table("irregulars")
                .entries
                .iter()
                .map(|entry| (entry.cell(0).to_owned(), entry.cell(1).to_owned()))
                .collect(),
            within: within::within(lexicon),
            denials: stems("denial"),
            said_before: roles("said-before"),
            then: roles("then"),
            settled: roles("settled"),
            as_of: roles("as-of"),
            known,
        }
    }

    /// What is counted; `None` for posts and those who hold them, which are counted alike.
    pub(super) fn thing<'c>(&self, counted: &'c str) -> Option<&'c str> {
        (!self.posts.contains(counted)).then_some(counted)
    }

    /// Folded: lower case, straight apostrophes, no possessive ending.
    pub(super) fn fold(word: &str) -> String {
        let mut lower = word.to_lowercase().replace('\u{2019}', "'");
        if !lower.is_ascii() {
            lower.retain(|letter| !is_invisible(letter));
        }
        let bare = lower.strip_suffix("'s").unwrap_or(&lower);
        bare.trim_end_matches('\'').to_owned()
    }

    /// The comparable key of a folded word.
    pub(super) fn key(&self, folded: &str) -> String {
        let stem = self.known.stem(folded);
        self.key_of(folded, &stem)
    }

    /// The comparable key of a folded word whose stem is known.
    pub(super) fn key_of(&self, folded: &str, stem: &str) -> String {
        if let Some(class) = self.classes.get(stem) {
            return class.clone();
        }
        match self.irregulars.get(folded) {
            Some(base) => {
                let stem = self.known.stem(base);
                self.classes
                    .get(stem.as_ref())
                    .cloned()
                    .unwrap_or_else(|| stem.into_owned())
            }
            None => stem.to_owned(),
        }
    }

    /// True for forms of the past ("killed", "stole").
    pub(super) fn is_past(&self, folded: &str) -> bool {
        self.irregulars
            .get(folded)
            .is_some_and(|base| base != folded)
            || self.ends(folded, "past")
    }

    /// True when a word has an ending of that use.
    pub(super) fn ends(&self, folded: &str, usage: &str) -> bool {
        self.endings.iter().any(|(ending, of)| {
            of == usage && folded.len() > ending.len() + 2 && folded.ends_with(ending.as_str())
        })
    }

    /// True for "the", "a", "an".
    pub(super) fn is_article(&self, folded: &str) -> bool {
        self.indefinite.contains(folded) || self.articles.contains(folded)
    }

    /// True when two stems are of verbs that say one thing of one object: "used" and "fired" tear gas.
    pub(super) fn one_frame(&self, one: &str, other: &str) -> bool {
        one != other
            && self.frames.iter().any(|(stem, frame)| {
                stem == one && self.frames.contains(&(other.to_owned(), frame.clone()))
            })
    }

    /// The stem of a folded word.
    pub(super) fn stem(&self, folded: &str) -> String {
        self.known.stem(folded).into_owned()
    }

    /// True for words that carry no content.
    pub(super) fn is_stop(&self, folded: &str) -> bool {
        self.stop.contains(folded)
    }

    /// True for words that begin a clause.
    pub(super) fn is_break(&self, folded: &str) -> bool {
        self.breaks.contains(folded)
    }

    /// The full form of a contraction.
    pub(super) fn expand(&self, folded: &str) -> Option<&[String]> {
        self.contractions.get(folded).map(Vec::as_slice)
    }
}
