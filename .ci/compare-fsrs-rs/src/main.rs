//! Measures fsrs-rs on a review log: `compare-fsrs-rs FILE.csv DAY_START_HOUR` prints one `name value` a line, times in
//! milliseconds. The columns of the file are card_id, review_rating, review_time (RFC 3339, UTC).
use fsrs::{
    ComputeParametersInput, DEFAULT_PARAMETERS, FSRSItem, FSRSReview, SimulatorConfig, TrainingConfig,
    compute_parameters, evaluate_with_time_series_splits, simulate,
};
use std::{collections::BTreeMap, env, fs, time::Instant};

const RUNS: usize = 15;

fn main() {
    let args: Vec<String> = env::args().collect();
    let start: i64 = args[2].parse().expect("hour");
    let (card_ids, items) = items(&fs::read_to_string(&args[1]).expect("log"), start);
    println!("items {}", items.len());
    for (name, epochs) in [("library default", None), ("as Anki calls it", Some(8))] {
        let input = || ComputeParametersInput {
            train_set: items.clone(),
            card_ids: Some(card_ids.clone()),
            training_config: epochs.map(|num_epochs| TrainingConfig { num_epochs, ..Default::default() }),
            ..Default::default()
        };
        let fit = least(|| {
            let input = input();
            let began = Instant::now();
            compute_parameters(input).expect("fit");
            began.elapsed().as_secs_f64() * 1000.
        });
        println!("fit, {name} {fit:.2}");
        let metrics = evaluate_with_time_series_splits(input(), |_| true).expect("evaluation");
        println!("held out, {name} {:.5}", metrics.log_loss);
    }
    let year = least(|| {
        let began = Instant::now();
        simulate(&SimulatorConfig::default(), &DEFAULT_PARAMETERS.to_vec(), 0.9, Some(1), None).expect("simulation");
        began.elapsed().as_secs_f64() * 1000.
    });
    println!("simulation of a year {year:.2}");
}

fn least(run: impl Fn() -> f64) -> f64 {
    (0..RUNS).map(|_| run()).fold(f64::INFINITY, f64::min)
}

/// Returns the scored reviews in time order, with their histories and cards.
fn items(csv: &str, start: i64) -> (Vec<i64>, Vec<FSRSItem>) {
    let mut cards: BTreeMap<i64, Vec<(i64, u32)>> = BTreeMap::new();
    for line in csv.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let card = fields[0].parse().expect("card");
        cards.entry(card).or_default().push((millis(fields[2]), fields[1].parse().expect("rating")));
    }
    let mut scored = Vec::new();
    for (card, mut answers) in cards {
        answers.sort();
        let mut reviews: Vec<FSRSReview> = Vec::new();
        let mut last = 0;
        for (time, rating) in answers {
            let day = (time - start * 3_600_000).div_euclid(86_400_000);
            let delta_t = if reviews.is_empty() { 0 } else { (day - last) as u32 };
            last = day;
            reviews.push(FSRSReview { rating, delta_t });
            if delta_t > 0 {
                scored.push((time, card, FSRSItem { reviews: reviews.clone() }));
            }
        }
    }
    scored.sort_by_key(|(time, card, _)| (*time, *card));
    scored.into_iter().map(|(_, card, item)| (card, item)).unzip()
}

/// Returns the milliseconds since 1970 of YYYY-MM-DDTHH:MM:SS[.fff…], UTC.
fn millis(text: &str) -> i64 {
    let n = |from: usize, to: usize| text[from..to].parse::<i64>().expect("time");
    let (year, month, day) = (n(0, 4), n(5, 7), n(8, 10));
    // Days from civil, by Howard Hinnant (chrono-compatible low-level date algorithms).
    let y = if month <= 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let in_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    let in_era = (y - era * 400) * 365 + (y - era * 400) / 4 - (y - era * 400) / 100 + in_year;
    let days = era * 146_097 + in_era - 719_468;
    let fraction = if text.as_bytes()[19] == b'.' { n(20, 23) } else { 0 };
    ((days * 24 + n(11, 13)) * 60 + n(14, 16)) * 60_000 + n(17, 19) * 1000 + fraction
}
