//! [`Comparison`](crate::model::Comparison) → text. Renderers compute nothing.

pub mod json;
pub mod offsets;
