//! Typed facts of a statement: what it counts, dates, names, negates and hedges.

use std::sync::Arc;

use jiff::civil::{Date, Time};
use rust_decimal::Decimal;

use super::Span;

/// Typed facts of a statement, each list in text order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts {
    /// Numbers with unit and what they count.
    pub figures: Box<[Figure]>,
    /// Dates, times of day, durations.
    pub times: Box<[TimeExpression]>,
    /// People, organisations, places.
    pub names: Box<[Name]>,
    /// Words that negate, each with the stretch that it negates.
    pub negations: Box<[Marker]>,
    /// Words that hedge, each with the stretch that it hedges.
    pub hedges: Box<[Hedge]>,
}

impl Facts {
    /// Adds the facts of what follows in the text.
    pub fn append(&mut self, more: &Facts) {
        add(&mut self.figures, &more.figures);
        add(&mut self.times, &more.times);
        add(&mut self.names, &more.names);
        add(&mut self.negations, &more.negations);
        add(&mut self.hedges, &more.hedges);
    }

    /// The facts whose words lie inside a span; scopes are cut to it.
    #[must_use]
    pub fn inside(&self, span: Span) -> Facts {
        let cut = |scope: Span| {
            scope
                .intersection(span)
                .unwrap_or(Span::new(span.start, span.start))
        };
        Facts {
            figures: kept(&self.figures, |figure| span.contains(figure.span)),
            times: kept(&self.times, |time| span.contains(time.span)),
            names: kept(&self.names, |name| span.contains(name.span)),
            negations: self
                .negations
                .iter()
                .filter(|marker| span.contains(marker.cue))
                .map(|marker| Marker {
                    cue: marker.cue,
                    scope: cut(marker.scope),
                })
                .collect(),
            hedges: self
                .hedges
                .iter()
                .filter(|hedge| span.contains(hedge.cue))
                .map(|hedge| Hedge {
                    scope: cut(hedge.scope),
                    ..hedge.clone()
                })
                .collect(),
        }
    }
}

/// The entries that are wanted, in no more room than they take: most statements hold one or none.
fn add<T: Clone>(list: &mut Box<[T]>, more: &[T]) {
    *list = list.iter().chain(more).cloned().collect();
}

fn kept<T: Clone>(list: &[T], wanted: impl Fn(&T) -> bool) -> Box<[T]> {
    list.iter().filter(|one| wanted(one)).cloned().collect()
}

/// A number as the report gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The words of the figure with its unit ("nearly $54 billion", "three people": up to `people`).
    pub span: Span,
    /// Least value it can mean; equal to `high` for a plain number.
    pub low: Decimal,
    /// Greatest value it can mean. `None`: open ("more than 20").
    pub high: Option<Decimal>,
    /// How it is bounded or blurred.
    pub bound: Bound,
    /// Half of the last place given (54 billion: 0.5 billion): two figures within it are the same figure.
    pub rounding: Decimal,
    /// The unit.
    pub unit: Unit,
    /// What it counts, as a comparable key ("people", "dead", "cable"); `None` when the text does not say.
    pub counted: Option<String>,
    /// Where the counted thing stands.
    pub counted_span: Option<Span>,
}

/// How a figure is bounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bound {
    /// Given flat.
    Exact,
    /// "about", "some", "around", "nearly", "almost".
    About,
    /// "at least", "no fewer than".
    AtLeast,
    /// "at most", "up to".
    AtMost,
    /// "more than", "over".
    MoreThan,
    /// "fewer than", "under".
    LessThan,
    /// "between 20 and 30", "20-30".
    Range,
    /// "dozens", "hundreds".
    Vague,
}

impl Bound {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Bound::Exact => "exact",
            Bound::About => "about",
            Bound::AtLeast => "at-least",
            Bound::AtMost => "at-most",
            Bound::MoreThan => "more-than",
            Bound::LessThan => "less-than",
            Bound::Range => "range",
            Bound::Vague => "vague",
        }
    }
}

/// The unit of a figure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// Plain count; what is counted stands in [`Figure::counted`].
    Count,
    /// ISO 4217 code, or the sign where it is ambiguous.
    Money(String),
    /// Share.
    Percent,
    /// Difference of shares.
    PercentagePoint,
    /// A physical unit by its base name ("metre", "kilogram"), the value converted to it.
    Measure(String),
    /// Someone's age in years.
    Age,
    /// Place in an order (first, 3rd).
    Ordinal,
    /// Votes or points "A-B": the two values are `low` and `high`.
    Score,
}

impl Unit {
    /// The name of its sort on the wire.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Unit::Count => "count",
            Unit::Money(_) => "money",
            Unit::Percent => "percent",
            Unit::PercentagePoint => "percentage-point",
            Unit::Measure(_) => "measure",
            Unit::Age => "age",
            Unit::Ordinal => "ordinal",
            Unit::Score => "score",
        }
    }
}

/// A date, a time of day or a duration.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeExpression {
    /// The words.
    pub span: Span,
    /// What they mean.
    pub value: TimeValue,
    /// True when the meaning was worked out from the publication date ("Monday", "last week").
    pub resolved: bool,
}

/// The meaning of a time expression.
#[derive(Clone, Debug, PartialEq)]
pub enum TimeValue {
    /// A day or a longer stretch, first and last day, with its grain.
    Date {
        /// First day.
        from: Date,
        /// Last day; equal to `from` for a day.
        to: Date,
        /// The precision that the words give.
        precision: Precision,
        /// Time of day, where given.
        time: Option<Time>,
    },
    /// A weekday, month or month-day that could not be resolved: no trusted publication date.
    Unresolved {
        /// Comparable key: "monday", "january", "january 23", "january 23 monday" where the weekday is known, "8:15" for
        /// a time that does not say which half of the day is meant.
        key: String,
    },
    /// A time of day alone.
    TimeOfDay(Time),
    /// A length of time in days; months count 30.4375 and years 365.25 days.
    Duration {
        /// Least length in days.
        days: Decimal,
        /// The unit that the words use ("hour", "day", "week", "month", "year").
        unit: String,
    },
}

/// The grain of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Precision {
    /// One day.
    Day,
    /// A few days ("last week", "the weekend").
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Precision {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Precision::Day => "day",
            Precision::Week => "week",
            Precision::Month => "month",
            Precision::Year => "year",
        }
    }
}

/// A name as it is used in one place.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The words.
    pub span: Span,
    /// What it names; all its uses in a report share it.
    pub named: Arc<Named>,
}

/// A name reads as what it names.
impl std::ops::Deref for Name {
    type Target = Named;

    fn deref(&self) -> &Named {
        &self.named
    }
}

/// What a name names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// What sort of thing.
    pub kind: NameKind,
    /// The fullest form that this report gives ("Sean Spicer" for "Spicer"). Speakers share it.
    pub full: Arc<str>,
    /// Comparable across reports: folded, aliases and demonyms joined ("russia" for Moscow, "isis" for Daesh).
    pub key: Box<str>,
    /// For a place: the key of the land or state that it lies in, where that is known ("france" for Lyon).
    pub within: Option<Box<str>>,
}

impl Name {
    /// True when both can name the same thing: equal keys, or a person named by surname only in one of them.
    #[must_use]
    pub fn agrees(&self, other: &Name) -> bool {
        if self.key == other.key {
            return true;
        }
        let surname = |key: &str, other: &str| {
            !key.contains(' ') && other.rsplit(' ').next().is_some_and(|last| last == key)
        };
        let people = self.kind == NameKind::Person || other.kind == NameKind::Person;
        people && (surname(&self.key, &other.key) || surname(&other.key, &self.key))
    }
}

/// What sort of thing a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation, party, agency, team.
    Organisation,
    /// A country, city, region, building.
    Place,
    /// A name of another or an unknown kind.
    Other,
}

impl NameKind {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
            NameKind::Place => "place",
            NameKind::Other => "other",
        }
    }
}

/// A word with the stretch that it governs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marker {
    /// The word ("not", "denied").
    pub cue: Span,
    /// What it governs.
    pub scope: Span,
}

/// A hedge with its strength and the stretch that it governs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hedge {
    /// The word ("alleged", "may", "plans to").
    pub cue: Span,
    /// What it governs.
    pub scope: Span,
    /// Its sort.
    pub certainty: Certainty,
}

/// How sure a report presents something. Flat statements carry no hedge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// "reportedly", "is said to".
    Reported,
    /// "allegedly", "accused of".
    Alleged,
    /// "is expected to", "likely".
    Expected,
    /// "plans to", "is to", "will consider".
    Planned,
    /// "may", "could", "possibly".
    Possible,
}

impl Certainty {
    /// The name on the wire.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Certainty::Reported => "reported",
            Certainty::Alleged => "alleged",
            Certainty::Expected => "expected",
            Certainty::Planned => "planned",
            Certainty::Possible => "possible",
        }
    }
}
