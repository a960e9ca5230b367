//! Features → the probability that two sentences say the same: a logistic regression.
//!
//! The weights stand in `data/weights/alignment.tsv`, written by `examples/fit_alignment.rs`.

use super::features::{COUNT, NAMES, Values};

/// The weights of the features and the base.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// Log-odds when every feature is 0.
    pub base: f64,
    /// In the order of [`NAMES`].
    pub features: [f64; COUNT],
}

impl Weights {
    /// The weights that are built in.
    #[must_use]
    pub fn embedded() -> Weights {
        Weights::parse(include_str!("../../data/weights/alignment.tsv"))
    }

    /// Reads `name<TAB>weight` lines; `base` is the base. Comments and unknown names are passed over, missing names
    /// weigh nothing.
    #[must_use]
    pub fn parse(text: &str) -> Weights {
        let mut weights = Weights {
            base: 0.0,
            features: [0.0; COUNT],
        };
        for line in text.lines() {
            let Some((name, value)) = line.split_once('\t') else {
                continue;
            };
            let Ok(value) = value.trim().parse::<f64>() else {
                continue;
            };
            if name == "base" {
                weights.base = value;
            }
            for (slot, known) in weights.features.iter_mut().zip(NAMES) {
                if known == name {
                    *slot = value;
                }
            }
        }
        weights
    }

    /// The table that [`Weights::parse`] reads.
    #[must_use]
    pub fn table(&self) -> String {
        let mut table = format!("# feature\tweight\nbase\t{:.4}\n", self.base);
        for (name, weight) in NAMES.iter().zip(self.features) {
            table.push_str(&format!("{name}\t{weight:.4}\n"));
        }
        table
    }

    /// The probability that the two say the same.
    #[must_use]
    pub fn probability(&self, values: &Values) -> f64 {
        let sum: f64 = self
            .features
            .iter()
            .zip(values)
            .map(|(weight, value)| weight * value)
            .sum();
        1.0 / (1.0 + (-(self.base + sum)).exp())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_feature_has_its_weight() {
        let text = include_str!("../../data/weights/alignment.tsv");
        for name in NAMES {
            assert!(
                text.lines()
                    .any(|line| line.split('\t').next() == Some(name)),
                "{name} is missing"
            );
        }
        assert_eq!(
            Weights::parse(&Weights::embedded().table()),
            Weights::embedded()
        );
    }
}
