//! Made pairs of quotations over the grades: each invented utterance is copied, punctuated otherwise, shortened,
//! spliced, given an editor's word, reworded, and set against another utterance.

// A test may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

use std::collections::BTreeMap;

use storydiff::compare::Wordings;
use storydiff::lexicon::Lexicon;
use storydiff::model::Grade;

/// Utterances, each with two words and what another outlet has in their place.
const UTTERANCES: &[(&str, &str, &str, &str, &str)] = &[
    (
        "We will rebuild every house on the river bank before the next winter comes",
        "rebuild",
        "replace",
        "winter",
        "spring",
    ),
    (
        "The harbour police never told us that the crane had been out of order since May",
        "told",
        "warned",
        "crane",
        "lift",
    ),
    (
        "Our nurses are tired and they have waited two years for a fair contract",
        "tired",
        "angry",
        "contract",
        "deal",
    ),
    (
        "I saw the second driver climb out of the window and run towards the bridge",
        "climb",
        "jump",
        "bridge",
        "tunnel",
    ),
    (
        "This court has heard enough excuses from the company and from its lawyers",
        "excuses",
        "stories",
        "lawyers",
        "experts",
    ),
    (
        "Nobody in the village believed the dam could break after a single night of rain",
        "believed",
        "thought",
        "rain",
        "snow",
    ),
    (
        "It's not the job of a mayor to decide which books our children read",
        "decide",
        "choose",
        "children",
        "pupils",
    ),
    (
        "The striker wanted to stay but the club needed the money to pay its debts",
        "wanted",
        "hoped",
        "debts",
        "bills",
    ),
    (
        "They don't understand how hard it is to keep a farm alive in a dry year",
        "hard",
        "costly",
        "farm",
        "ranch",
    ),
    (
        "We found four cracks in the wall of the reactor and reported them at once",
        "cracks",
        "leaks",
        "reported",
        "showed",
    ),
    (
        "The votes in the eastern district were counted twice and the result was the same",
        "counted",
        "checked",
        "result",
        "outcome",
    ),
    (
        "My daughter was on the last train and she hasn't answered her phone since",
        "daughter",
        "sister",
        "train",
        "bus",
    ),
    (
        "A tax on sugar will hurt small bakers more than it helps public health",
        "hurt",
        "harm",
        "bakers",
        "shops",
    ),
    (
        "The museum bought the mask in good faith and it'll return it if a judge says so",
        "bought",
        "acquired",
        "mask",
        "drum",
    ),
    (
        "There was smoke in the cabin long before the pilot asked for permission to land",
        "smoke",
        "fire",
        "permission",
        "clearance",
    ),
    (
        "You can't ask people to save water while the golf courses stay green",
        "save",
        "spare",
        "green",
        "wet",
    ),
    (
        "The union has called a strike because the talks were never meant to succeed",
        "strike",
        "walkout",
        "succeed",
        "work",
    ),
    (
        "We are closing the northern pass until the last lorry has been recovered",
        "closing",
        "blocking",
        "lorry",
        "truck",
    ),
    (
        "His doctor said the knee would heal in six weeks if he did not play",
        "heal",
        "mend",
        "play",
        "train",
    ),
    (
        "I have signed the order and the soldiers will be home by the end of summer",
        "signed",
        "given",
        "soldiers",
        "troops",
    ),
    (
        "The price of bread has doubled in a year and wages have not moved at all",
        "doubled",
        "tripled",
        "wages",
        "pensions",
    ),
    (
        "Every witness described the same red van parked outside the jewellery shop",
        "described",
        "remembered",
        "van",
        "truck",
    ),
    (
        "No minister asked the island whether it wanted a prison on its only beach",
        "asked",
        "told",
        "prison",
        "port",
    ),
    (
        "The new vaccine protected nine out of ten volunteers during the first season",
        "protected",
        "shielded",
        "volunteers",
        "patients",
    ),
    (
        "She led this orchestra for thirty years and she knew each player by name",
        "led",
        "ran",
        "player",
        "member",
    ),
    (
        "Somebody cut the cable on purpose and we're going to find out who it was",
        "cut",
        "tore",
        "cable",
        "pipe",
    ),
    (
        "The mine was safe on Friday and nothing has changed in the tunnels since then",
        "safe",
        "sound",
        "tunnels",
        "shafts",
    ),
    (
        "Students slept in the corridors because the city closed three dormitories in March",
        "slept",
        "camped",
        "closed",
        "sold",
    ),
    (
        "The referee apologised to both teams after the match for the missed penalty",
        "apologised",
        "spoke",
        "penalty",
        "foul",
    ),
    (
        "We lost the election fairly and I have called my opponent to wish her luck",
        "lost",
        "conceded",
        "luck",
        "well",
    ),
];

fn words(text: &str) -> Vec<&str> {
    text.split(' ').collect()
}

/// The utterance in the grade's form; `kind` varies the way.
fn told(entry: &(&str, &str, &str, &str, &str), grade: Grade, kind: usize) -> String {
    let (text, first, other, second, another) = *entry;
    let list = words(text);
    let half = list.len() / 2;
    match grade {
        Grade::Identical => text.to_owned(),
        Grade::Punctuation => match kind % 4 {
            0 => format!("{}.", text.to_uppercase()),
            1 => {
                let (head, tail) = list.split_at(half);
                format!("{}, {}!", head.join(" "), tail.join(" "))
            }
            2 => {
                let (head, tail) = list.split_at(half);
                format!("{} – {}", head.join(" ").to_lowercase(), tail.join(" "))
            }
            _ => {
                let long = text
                    .replace("'s not", " is not")
                    .replace("don't", "do not")
                    .replace("hasn't", "has not")
                    .replace("can't", "cannot")
                    .replace("we're", "we are")
                    .replace("it'll", "it will");
                if long == text {
                    text.to_lowercase()
                } else {
                    long
                }
            }
        },
        Grade::Shortened => match kind % 3 {
            0 => list[..half + 1].join(" "),
            1 => list[half - 1..].join(" "),
            _ => list[2..list.len() - 2].join(" "),
        },
        Grade::Spliced => format!("{} ... {}", list[..4].join(" "), list[7..].join(" ")),
        Grade::Inserted => match kind % 2 {
            0 => format!(
                "{} [in the valley] {}",
                list[..4].join(" "),
                list[4..].join(" ")
            ),
            _ => format!(
                "{} (as the old people say) {}",
                list[..5].join(" "),
                list[5..].join(" ")
            ),
        },
        Grade::Reworded => match kind % 3 {
            0 => text.replace(first, other),
            1 => text.replace(second, another),
            _ => text.replace(first, other).replace(second, another),
        },
    }
}

#[test]
fn made_pairs_get_their_grade() {
    let wordings = Wordings::new(&Lexicon::embedded());
    let mut confusion: BTreeMap<(Grade, Option<Grade>), usize> = BTreeMap::new();
    let mut count = 0;
    let mut wrong = String::new();
    for (place, entry) in UTTERANCES.iter().enumerate() {
        for grade in Grade::ALL {
            let (left, right) = (entry.0, told(entry, grade, place));
            // each pair both ways round
            for (one, two) in [(left, right.as_str()), (right.as_str(), left)] {
                let found = wordings.compare(one, two).map(|compared| compared.grade);
                count += 1;
                *confusion.entry((grade, found)).or_default() += 1;
                if found != Some(grade) {
                    wrong.push_str(&format!("{grade:?} taken for {found:?}: {one} | {two}\n"));
                }
            }
        }
    }
    assert!(count >= 200);
    let number = |gold: Option<Grade>, found: Option<Grade>| -> usize {
        confusion
            .iter()
            .filter(|((g, f), _)| {
                gold.is_none_or(|gold| gold == *g) && found.is_none_or(|found| Some(found) == *f)
            })
            .map(|(_, count)| count)
            .sum()
    };
    let mut sum = 0.0;
    for grade in Grade::ALL {
        let hit = number(Some(grade), Some(grade)) as f64;
        sum += 2.0 * hit / (number(Some(grade), None) + number(None, Some(grade))) as f64;
    }
    let macro_f1 = sum / Grade::ALL.len() as f64;
    let identical = number(Some(Grade::Identical), Some(Grade::Identical)) as f64
        / number(None, Some(Grade::Identical)).max(1) as f64;
    assert!(macro_f1 >= 0.9, "macro-F1 {macro_f1:.3}\n{wrong}");
    assert!(
        identical >= 0.99,
        "precision of identical {identical:.3}\n{wrong}"
    );
}

#[test]
fn other_utterances_are_not_joined() {
    let wordings = Wordings::new(&Lexicon::embedded());
    let mut joined = String::new();
    let mut count = 0;
    for (place, one) in UTTERANCES.iter().enumerate() {
        for other in UTTERANCES.iter().skip(place + 1) {
            count += 1;
            if let Some(compared) = wordings.compare(one.0, other.0) {
                joined.push_str(&format!("{:?}: {} | {}\n", compared.grade, one.0, other.0));
            }
        }
    }
    assert!(count >= 200);
    assert!(joined.is_empty(), "{joined}");
}

/// Which report stands first tells nothing: of two least differences the same one is taken both ways round.
#[test]
fn a_wording_reads_the_same_both_ways_round() {
    let wordings = Wordings::new(&Lexicon::embedded());
    let mut texts: Vec<String> = UTTERANCES.iter().map(|entry| entry.0.to_owned()).collect();
    texts.push("it’s Orvo aa aa not".to_owned());
    texts.push("it’s Orvo 1 not ab ab ab ab ab not ab Orvo".to_owned());
    for (place, entry) in UTTERANCES.iter().enumerate() {
        texts.push(told(entry, Grade::Reworded, place));
    }
    let mut found = 0;
    for one in &texts {
        for other in &texts {
            let ahead = wordings.compare(one, other);
            let back = wordings.compare(other, one);
            found += usize::from(ahead.is_some());
            let turned = back.map(|mut back| {
                std::mem::swap(&mut back.left_only, &mut back.right_only);
                back
            });
            assert_eq!(ahead, turned, "{one} | {other}");
        }
    }
    assert!(found > texts.len());
}
