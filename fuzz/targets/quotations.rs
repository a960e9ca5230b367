//! The scanner of quotation marks: regions in order, disjoint, on character boundaries, the inner within the outer.

#![no_main]

use storydiff::model::Span;
use storydiff::text::regions;

libfuzzer_sys::fuzz_target!(|text: &str| {
    for carried in [false, true] {
        let mut end = 0;
        for region in regions(text, Span::new(0, text.len()), carried) {
            assert!(end <= region.outer.start);
            assert!(region.outer.start <= region.inner.start && region.inner.end <= region.outer.end);
            assert!(text.get(region.outer.start..region.outer.end).is_some());
            assert!(text.get(region.inner.start..region.inner.end).is_some());
            end = region.outer.end;
        }
    }
});
