//! How well do the features tell which sentences say the same, and with which weights?
//!
//! `cargo run --release --example fit_alignment -- [--write] [--ablate] [--list] [--dump] STORY_DIR...`
//!
//! Fits the logistic regression of the alignment on annotated stories (format: see `gold`), with each story left out
//! and on all, for the stories whole and for every two of their reports; prints precision, recall and F1 of sentence
//! pairs, a calibration table, and with `--ablate` what each feature gains. `--write` writes the weights that are
//! fitted on all to `data/weights/alignment.tsv`; `--list` prints the pairs that are judged wrongly; `--dump` prints
//! every pair with its features and stops, for experiments elsewhere. The fit is exact (Newton's method on a convex loss): no seed.

// A program for the desk: it may stop at the first surprise.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss)]

mod gold;

use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

use gold::{Gold, outlet, pair, prf};
use storydiff::align::{self, COUNT, NAMES, Values, Weights};
use storydiff::extract;
use storydiff::lexicon::Lexicon;
use storydiff::text::{Document, Story};

/// Ridge penalty on the standardised weights, chosen with the stories left out: flat from 1 to 10.
const RIDGE: f64 = 3.0;
/// What a pair of a two-outlet comparison weighs against one of the whole story.
const TWO_OUTLETS: f64 = 0.5;

/// A pair of sentences.
struct Sample {
    story: usize,
    /// From a comparison of two reports only.
    two: bool,
    values: Values,
    same: bool,
    names: String,
}

/// One story, whole or two reports of it: gold pairs that no candidate stands for.
struct Lost {
    story: usize,
    two: bool,
    count: usize,
}

fn samples(
    gold: &Gold,
    story: usize,
    only: Option<(usize, usize)>,
    lexicon: &Lexicon,
) -> (Vec<Sample>, Lost) {
    let chosen: Vec<usize> = match only {
        Some((one, two)) => vec![one, two],
        None => (0..gold.reports.len()).collect(),
    };
    let mut reports: Vec<_> = chosen
        .iter()
        .map(|report| gold.reports[*report].clone())
        .collect();
    storydiff::number_reports(&mut reports);
    let documents: Vec<Document> = reports
        .iter()
        .map(|report| Document::new(report, lexicon))
        .collect();
    let words = extract::Words::new(lexicon);
    let statements: Vec<_> = reports
        .iter()
        .zip(&documents)
        .map(|(report, document)| extract::extract(report, document, &words).statements)
        .collect();
    let whole = Story {
        reports: &reports,
        documents: &documents,
        statements: &statements,
    };
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for scored in align::pairs(&whole, &align::Words::new(lexicon)) {
        let units = |(report, sentence): (usize, usize)| -> Vec<&str> {
            let span = documents[report].sentences[sentence].span;
            gold.units_of(chosen[report], span)
                .filter(|unit| !gold.silent.contains(*unit))
                .collect()
        };
        let (left, right) = (units(scored.left), units(scored.right));
        let (mut same, mut unsure) = (false, left.is_empty() || right.is_empty());
        for one in &left {
            for two in &right {
                let key = pair(one, two);
                unsure |= gold.unsure.contains(&key);
                if gold.sure.contains_key(&key) {
                    same = true;
                    seen.insert(key);
                }
            }
        }
        if same || !unsure {
            found.push(Sample {
                story,
                two: only.is_some(),
                values: scored.values,
                same,
                names: format!("{} {}", left.join("+"), right.join("+")),
            });
        }
    }
    let here: BTreeSet<&str> = chosen
        .iter()
        .filter_map(|report| gold.units[*report].first())
        .map(|(_, unit)| outlet(unit))
        .collect();
    let count = gold
        .sure
        .keys()
        .filter(|(one, two)| here.contains(outlet(one)) && here.contains(outlet(two)))
        .filter(|key| !seen.contains(*key))
        .count();
    (
        found,
        Lost {
            story,
            two: only.is_some(),
            count,
        },
    )
}

/// Newton's method with a ridge penalty on the standardised features; `used` says which features take part.
fn fit<'a>(samples: impl Iterator<Item = &'a Sample> + Clone, used: &[bool; COUNT]) -> Weights {
    let weight = |sample: &Sample| if sample.two { TWO_OUTLETS } else { 1.0 };
    let total: f64 = samples.clone().map(weight).sum();
    let mut mean = [0.0; COUNT];
    let mut spread = [0.0; COUNT];
    for sample in samples.clone() {
        for (slot, value) in mean.iter_mut().zip(sample.values) {
            *slot += weight(sample) * value / total;
        }
    }
    for sample in samples.clone() {
        for index in 0..COUNT {
            spread[index] += weight(sample) * (sample.values[index] - mean[index]).powi(2) / total;
        }
    }
    let active: Vec<usize> = (0..COUNT)
        .filter(|index| used[*index] && spread[*index] > 1e-12)
        .collect();
    let size = active.len() + 1;
    let mut theta = vec![0.0; size];
    let row = |sample: &Sample| -> Vec<f64> {
        std::iter::once(1.0)
            .chain(
                active
                    .iter()
                    .map(|index| (sample.values[*index] - mean[*index]) / spread[*index].sqrt()),
            )
            .collect()
    };
    for _ in 0..25 {
        let mut gradient = vec![0.0; size];
        let mut hessian = vec![vec![0.0; size]; size];
        for index in 1..size {
            gradient[index] = -RIDGE * theta[index];
            hessian[index][index] = RIDGE;
        }
        for sample in samples.clone() {
            let row = row(sample);
            let sum: f64 = row
                .iter()
                .zip(&theta)
                .map(|(value, weight)| value * weight)
                .sum();
            let p = 1.0 / (1.0 + (-sum).exp());
            let miss = weight(sample) * (f64::from(u8::from(sample.same)) - p);
            let curve = weight(sample) * p * (1.0 - p);
            for one in 0..size {
                gradient[one] += miss * row[one];
                for two in 0..=one {
                    hessian[one][two] += curve * row[one] * row[two];
                }
            }
        }
        let step = solve(hessian, gradient);
        // Far from the optimum a full step may overshoot.
        let longest = step
            .iter()
            .fold(1.0_f64, |longest, step| longest.max(step.abs()));
        for (weight, step) in theta.iter_mut().zip(step) {
            *weight += step / longest;
        }
    }
    let mut weights = Weights {
        base: theta[0],
        features: [0.0; COUNT],
    };
    for (slot, index) in active.iter().enumerate() {
        let scale = spread[*index].sqrt();
        weights.features[*index] = theta[slot + 1] / scale;
        weights.base -= theta[slot + 1] * mean[*index] / scale;
    }
    weights
}

/// Solves a symmetric positive definite system given by its lower half (Cholesky).
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for one in 0..size {
        for two in 0..=one {
            let dot: f64 = (0..two).map(|k| matrix[one][k] * matrix[two][k]).sum();
            matrix[one][two] = if one == two {
                (matrix[one][one] - dot).max(1e-9).sqrt()
            } else {
                (matrix[one][two] - dot) / matrix[two][two]
            };
        }
    }
    for one in 0..size {
        let dot: f64 = (0..one).map(|k| matrix[one][k] * right[k]).sum();
        right[one] = (right[one] - dot) / matrix[one][one];
    }
    for one in (0..size).rev() {
        let dot: f64 = (one + 1..size).map(|k| matrix[k][one] * right[k]).sum();
        right[one] = (right[one] - dot) / matrix[one][one];
    }
    right
}

#[derive(Clone, Copy, Default)]
struct Counts {
    right: usize,
    wrong: usize,
    missed: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }

    fn shown(self) -> String {
        let (precision, recall, f1) = prf(self.right, self.wrong, self.missed);
        format!("P {precision:.3} R {recall:.3} F1 {f1:.3}")
    }

    fn f1(self) -> f64 {
        prf(self.right, self.wrong, self.missed).2
    }
}

/// What the left-out probabilities amount to at a threshold.
fn count(
    data: &[(f64, &Sample)],
    lost: &[Lost],
    story: Option<usize>,
    two: bool,
    threshold: f64,
) -> Counts {
    let mut counts = Counts::default();
    for (p, sample) in data {
        if sample.two != two || story.is_some_and(|story| story != sample.story) {
            continue;
        }
        match (*p >= threshold, sample.same) {
            (true, true) => counts.right += 1,
            (true, false) => counts.wrong += 1,
            (false, true) => counts.missed += 1,
            (false, false) => {}
        }
    }
    for lost in lost {
        if lost.two == two && story.is_none_or(|story| story == lost.story) {
            counts.missed += lost.count;
        }
    }
    counts
}

/// Every sample with the probability that weights fitted on the other stories give it.
fn left_out<'a>(
    samples: &'a [Sample],
    stories: usize,
    used: &[bool; COUNT],
) -> Vec<(f64, &'a Sample)> {
    let mut found = Vec::new();
    for story in 0..stories {
        let weights = fit(samples.iter().filter(|sample| sample.story != story), used);
        found.extend(
            samples
                .iter()
                .filter(|sample| sample.story == story)
                .map(|sample| (weights.probability(&sample.values), sample)),
        );
    }
    found
}

fn mean_f1(
    data: &[(f64, &Sample)],
    lost: &[Lost],
    stories: usize,
    two: bool,
    threshold: f64,
) -> f64 {
    let sum: f64 = (0..stories)
        .map(|story| count(data, lost, Some(story), two, threshold).f1())
        .sum();
    sum / stories as f64
}

/// Area under the precision-recall curve, whole stories.
fn average_precision(data: &[(f64, &Sample)], lost: &[Lost]) -> f64 {
    let mut ranked: Vec<&(f64, &Sample)> = data.iter().filter(|(_, sample)| !sample.two).collect();
    ranked.sort_by(|one, two| two.0.total_cmp(&one.0));
    let all: usize = ranked.iter().filter(|(_, sample)| sample.same).count()
        + lost
            .iter()
            .filter(|lost| !lost.two)
            .map(|lost| lost.count)
            .sum::<usize>();
    let (mut right, mut sum) = (0.0, 0.0);
    for (rank, (_, sample)) in ranked.iter().enumerate() {
        if sample.same {
            right += 1.0;
            sum += right / (rank as f64 + 1.0);
        }
    }
    sum / all as f64
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut folders = Vec::new();
    let (mut write, mut ablate, mut list, mut dump) = (false, false, false, false);
    let mut off: Vec<String> = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--write" => write = true,
            "--ablate" => ablate = true,
            "--list" => list = true,
            "--dump" => dump = true,
            other => match other.strip_prefix("--without=") {
                Some(names) => off.extend(names.split(',').map(ToOwned::to_owned)),
                None => folders.push(argument),
            },
        }
    }
    let lexicon = Lexicon::embedded();
    let mut data = Vec::new();
    let mut lost = Vec::new();
    let mut names = Vec::new();
    for (story, folder) in folders.iter().enumerate() {
        let gold = Gold::read(Path::new(folder), &lexicon)?;
        let mut subsets = vec![None];
        for one in 0..gold.reports.len() {
            subsets.extend((one + 1..gold.reports.len()).map(|two| Some((one, two))));
        }
        for subset in subsets {
            if subset.is_some() && gold.reports.len() == 2 {
                continue;
            }
            let (mut found, missing) = samples(&gold, story, subset, &lexicon);
            data.append(&mut found);
            lost.push(missing);
        }
        names.push(gold.story);
    }
    let threshold = align::AlignConfig::default().threshold;
    let mut used = [true; COUNT];
    for (slot, name) in used.iter_mut().zip(NAMES) {
        *slot = !off.iter().any(|known| known == name);
    }
    if dump {
        for sample in &data {
            let values: Vec<String> = sample.values.iter().map(ToString::to_string).collect();
            println!(
                "{}\t{}\t{}\t{}\t{}",
                names[sample.story],
                u8::from(sample.two),
                u8::from(sample.same),
                sample.names,
                values.join("\t")
            );
        }
        for gap in &lost {
            println!(
                "{}\t{}\tno candidate\t{}",
                names[gap.story],
                u8::from(gap.two),
                gap.count
            );
        }
        return Ok(());
    }
    let full = fit(data.iter(), &used);
    let fitted: Vec<(f64, &Sample)> = data
        .iter()
        .map(|sample| (full.probability(&sample.values), sample))
        .collect();
    let out = left_out(&data, names.len(), &used);

    println!("pairs of sentences at p >= {threshold}: left out | fitted | two reports, left out");
    for (story, name) in names.iter().enumerate() {
        println!(
            "{name:14} {} | {} | {}",
            count(&out, &lost, Some(story), false, threshold).shown(),
            count(&fitted, &lost, Some(story), false, threshold).shown(),
            count(&out, &lost, Some(story), true, threshold).shown(),
        );
    }
    let mut all = [Counts::default(); 3];
    all[0].add(count(&out, &lost, None, false, threshold));
    all[1].add(count(&fitted, &lost, None, false, threshold));
    all[2].add(count(&out, &lost, None, true, threshold));
    println!(
        "{:14} {} | {} | {}",
        "ALL",
        all[0].shown(),
        all[1].shown(),
        all[2].shown()
    );
    println!(
        "mean over stories F1 {:.3} | {:.3} | {:.3}; average precision left out {:.3}; no candidate: {}",
        mean_f1(&out, &lost, names.len(), false, threshold),
        mean_f1(&fitted, &lost, names.len(), false, threshold),
        mean_f1(&out, &lost, names.len(), true, threshold),
        average_precision(&out, &lost),
        lost.iter()
            .filter(|lost| !lost.two)
            .map(|lost| lost.count)
            .sum::<usize>(),
    );
    println!("\nthreshold: whole, left out | two reports, left out");
    for step in 4..=12 {
        let threshold = f64::from(step) * 0.05;
        println!(
            "{threshold:.2} {} | {}",
            count(&out, &lost, None, false, threshold).shown(),
            count(&out, &lost, None, true, threshold).shown()
        );
    }
    println!("\ncalibration, left out (whole stories): p, pairs, share that says the same");
    for step in 0..10 {
        let (low, high) = (f64::from(step) / 10.0, f64::from(step + 1) / 10.0);
        let inside: Vec<_> = out
            .iter()
            .filter(|(p, sample)| !sample.two && *p >= low && (*p < high || step == 9))
            .collect();
        let right = inside.iter().filter(|(_, sample)| sample.same).count();
        println!(
            "{low:.1}-{high:.1} {:5} {:.2}",
            inside.len(),
            right as f64 / inside.len().max(1) as f64
        );
    }
    println!("\nweights, fitted on all\n{}", full.table());
    if ablate {
        println!(
            "without: F1 left out (mean over stories; two reports; average precision) and what the feature gains"
        );
        let base = (
            all[0].f1(),
            mean_f1(&out, &lost, names.len(), false, threshold),
            all[2].f1(),
            average_precision(&out, &lost),
        );
        for index in 0..COUNT {
            let mut without = used;
            without[index] = false;
            let out = left_out(&data, names.len(), &without);
            let f1 = count(&out, &lost, None, false, threshold).f1();
            let mean = mean_f1(&out, &lost, names.len(), false, threshold);
            let two = count(&out, &lost, None, true, threshold).f1();
            let ap = average_precision(&out, &lost);
            println!(
                "{:18} {f1:.3} {:+.3} ({mean:.3} {:+.3}; {two:.3} {:+.3}; {ap:.3} {:+.3})",
                NAMES[index],
                base.0 - f1,
                base.1 - mean,
                base.2 - two,
                base.3 - ap
            );
        }
    }
    if list {
        let mut wrong: Vec<_> = out
            .iter()
            .filter(|(p, sample)| !sample.two && (*p >= threshold) != sample.same)
            .collect();
        wrong.sort_by(|one, two| {
            (one.1.story, one.1.same)
                .cmp(&(two.1.story, two.1.same))
                .then(two.0.total_cmp(&one.0))
        });
        for (p, sample) in wrong {
            println!(
                "{} {} {p:.2} {}",
                names[sample.story],
                if sample.same { "missed" } else { "wrong " },
                sample.names
            );
        }
    }
    if write {
        std::fs::write(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("data/weights/alignment.tsv"),
            full.table(),
        )?;
    }
    Ok(())
}
