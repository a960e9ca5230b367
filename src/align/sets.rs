//! Sets of statements → those that lie within no other. Cost: for each set those that hold its rarest member.

/// A story has fewer statements and links than bytes, and no input is as long as this.
pub(super) fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// The sets that lie within no other, each once, ascending; the members of each stand in ascending order.
pub(super) fn maximal<T: Copy + Ord, S: AsRef<[T]> + Ord>(mut sets: Vec<S>) -> Vec<S> {
    sets.sort_unstable();
    sets.dedup();
    // By member, which sets hold it.
    let mut holding: Vec<(T, u32)> =
        Vec::with_capacity(sets.iter().map(|set| set.as_ref().len()).sum());
    for (number, set) in sets.iter().enumerate() {
        holding.extend(set.as_ref().iter().map(|member| (*member, small(number))));
    }
    holding.sort_unstable();
    let held = |member: &T| {
        let first = holding.partition_point(|(one, _)| one < member);
        let rest = holding.get(first..).unwrap_or(&[]);
        let count = rest.partition_point(|(one, _)| one <= member);
        rest.get(..count).unwrap_or(&[])
    };
    let within = |number: usize, set: &[T]| {
        // What holds the whole set holds its rarest member.
        let rarest = set.iter().map(held).min_by_key(|list| list.len());
        rarest.into_iter().flatten().any(|(_, other)| {
            *other as usize != number
                && sets
                    .get(*other as usize)
                    .map(AsRef::as_ref)
                    .is_some_and(|far| {
                        far.len() > set.len()
                            && set.iter().all(|member| far.binary_search(member).is_ok())
                    })
        })
    };
    let keep: Vec<bool> = sets
        .iter()
        .enumerate()
        .map(|(number, set)| !within(number, set.as_ref()))
        .collect();
    drop(holding);
    let mut keep = keep.into_iter();
    sets.retain(|_| keep.next() == Some(true));
    sets
}
