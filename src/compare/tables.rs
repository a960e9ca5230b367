//! The lexicon's tables in the form that the rules ask them.

mod made;
mod retold;
mod within;

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrases::Phrases;
use crate::lexicon::Lexicon;
use crate::text::{People, Stems, is_invisible};
use retold::Retold;

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
    /// Spelling → the one that it counts as ("colour" → "color").
    spellings: FxHashMap<String, String>,
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
    /// Words for those of whom some are counted ("them", "whom").
    pub(super) part_pronouns: FxHashSet<String>,
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
    /// Words of no content that are verbs before an object ("get" a licence) → the verb that they count as.
    pub(super) light: FxHashMap<String, String>,
    /// Words that negate through the subject ("no", "neither").
    pub(super) negated_subject: FxHashSet<String>,
    /// What a person without a name is → the sort ("kin", "office", "bystander") and which one of it.
    pub(super) parts: FxHashMap<String, (String, String)>,
    /// Titles that tell a gender, folded, no full stop.
    pub(super) gendered_titles: FxHashMap<String, String>,
    /// Given names that tell a gender, folded.
    pub(super) gendered_names: FxHashMap<String, String>,
    /// Words after which an abbreviated "is" is "has" ("been").
    pub(super) after_has: FxHashSet<String>,
    /// "has"
    pub(super) has: String,
    /// The classes of paraphrase that single words tell.
    retold: Retold,
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
        let sorted = |sort: &'static str| made::sorted(lexicon, sort);
        let stemmed = |(word, sort): (&str, &str)| (known.stem(word).into_owned(), sort.to_owned());
        let owned = |(word, sort): (&str, &str)| (word.to_owned(), sort.to_owned());
        let (frames, heads, spots) = (
            sorted("frame:").map(stemmed).collect(),
            sorted("head:").map(stemmed).collect(),
            sorted("spot:").map(stemmed).collect(),
        );
        Tables {
            people: People::new(lexicon),
            stop: words("stopwords"),
            breaks: roles("break"),
            contractions,
            spellings: made::pairs(lexicon, "spellings"),
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
            part_pronouns: roles("part-pronoun"),
            at: roles("at"),
            facilities: roles("facility"),
            near_by: roles("near-by"),
            articles: roles("article"),
            reporting: stems("reporting"),
            additional: roles("additional"),
            state_words: made::state_words(lexicon, &known),
            people_nouns: made::pairs(lexicon, "people_nouns"),
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
            light: sorted("light:").map(owned).collect(),
            negated_subject: roles("negated-subject"),
            parts: sorted("part:")
                .filter_map(|(word, sort)| Some((word.to_owned(), sort.split_once('/')?)))
                .map(|(word, (sort, part))| (word, (sort.to_owned(), part.to_owned())))
                .collect(),
            gendered_titles: made::gendered_titles(lexicon),
            gendered_names: made::gendered_names(lexicon),
            after_has: roles("after-has"),
            has: roles("has").into_iter().next().unwrap_or_default(),
            retold: Retold::new(lexicon, &known),
            frames,
            bounding: roles("bounding"),
            endings: sorted("ending:").map(owned).collect(),
            irregulars: made::pairs(lexicon, "irregulars"),
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

    /// True when two stems are of words that say the same in news: "broke" and "smashed" a window.
    pub(super) fn retells(&self, one: &str, other: &str) -> bool {
        self.retold.tell_one(one, other)
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

    /// A folded word in the spelling that it counts as.
    pub(super) fn spelt(&self, folded: String) -> String {
        self.spellings.get(&folded).cloned().unwrap_or(folded)
    }

    /// The full form of a contraction.
    pub(super) fn expand(&self, folded: &str) -> Option<&[String]> {
        self.contractions.get(folded).map(Vec::as_slice)
    }
}
