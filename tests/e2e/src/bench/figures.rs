//! What many measured times come to.

/// Measured times in milliseconds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<f64>);

impl Times {
    /// These.
    pub(crate) fn of(times: impl IntoIterator<Item = f64>) -> Self {
        let mut times: Vec<f64> = times.into_iter().collect();
        times.sort_by(f64::total_cmp);
        Self(times)
    }

    /// How many.
    pub(crate) fn count(&self) -> usize {
        self.0.len()
    }

    /// The smallest that `percent` of all do not exceed ("nearest rank"); 0 of none.
    pub(crate) fn percentile(&self, percent: usize) -> f64 {
        let rank = (self.0.len() * percent).div_ceil(100).max(1);
        self.0.get(rank - 1).copied().unwrap_or_default()
    }

    /// The mean; finer than a percentile where the page's clock counts whole milliseconds. 0 of none.
    pub(crate) fn mean(&self) -> f64 {
        self.0.iter().sum::<f64>() / self.0.len().max(1) as f64
    }

    /// The largest; 0 of none.
    pub(crate) fn most(&self) -> f64 {
        self.0.last().copied().unwrap_or_default()
    }
}

/// The machine's load over the last minute, or why it is not known: a figure without it says little.
pub(crate) fn load() -> String {
    let read = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = read.split(' ').next().filter(|load| !load.is_empty()).unwrap_or("unknown").to_owned();
    let processors = std::thread::available_parallelism().map_or(0, usize::from);
    format!("load {load} on {processors} processors")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let times = Times::of((1..=20).rev().map(f64::from));
        assert_eq!((times.percentile(50), times.percentile(95), times.most()), (10.0, 19.0, 20.0));
        assert_eq!(Times::of([7.0]).percentile(95), 7.0);
        assert_eq!((Times::of([]).percentile(50), Times::of([]).mean()), (0.0, 0.0), "nothing measured is no crash");
        assert_eq!(times.mean(), 10.5);
    }
}
