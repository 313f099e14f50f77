//! Answers questions about one review log by fsrs-rs: one line of standard input is a question, one of standard output
//! its answer. The log has lines "card day rating", in order of time; cards are numbers from 0.
//!
//!     items                   nanoseconds that making the training items took
//!     fit plain|cards N       nanoseconds of fitting to the first N items; the 21 parameters
//!     predict FROM TO W0 …    the probabilities that the parameters give to recall in these items
//!     simulate SEED           nanoseconds of the default simulation; cards memorised on its last day

use std::error::Error;
use std::io::{BufRead, Write, stdin, stdout};
use std::time::Instant;

use fsrs::{
    ComputeParametersInput, DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview, SimulatorConfig,
    compute_parameters, current_retrievability, simulate,
};

type Answer = Result<String, Box<dyn Error>>;

struct Review {
    card: usize,
    day: u32,
    rating: u32,
}

/// What fsrs-rs trains on: each scored review with all before it, and whose card it is.
#[derive(Default)]
struct Items {
    items: Vec<FSRSItem>,
    cards: Vec<i64>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: compare LOG")?;
    let log = read(&path)?;
    let items = Items::of(&log);
    for line in stdin().lock().lines() {
        let line = line?;
        let words: Vec<&str> = line.split_whitespace().collect();
        let answer = match words[..] {
            ["items"] => make_items(&log),
            ["fit", how, n] => fit(&items, how == "cards", n.parse()?),
            ["predict", from, to, ref w @ ..] => predict(&log, from.parse()?, to.parse()?, w),
            ["simulate", seed] => run(seed.parse()?),
            _ => Err(format!("question {line:?}").into()),
        }?;
        writeln!(stdout(), "{answer}")?;
    }
    Ok(())
}

fn read(path: &str) -> Result<Vec<Review>, Box<dyn Error>> {
    let mut log = Vec::new();
    for line in std::fs::read_to_string(path)?.lines() {
        let mut numbers = line.split(' ').map(str::parse::<u32>);
        let mut next = || numbers.next().ok_or("a line with fewer than three numbers");
        let (card, day, rating) = (next()??, next()??, next()??);
        log.push(Review {
            card: card as usize,
            day,
            rating,
        });
    }
    Ok(log)
}

/// Hands the history of each card up to each review to `each`, with its card and whether the review is scored.
fn replay(log: &[Review], mut each: impl FnMut(usize, &[FSRSReview], bool)) {
    let cards = log.iter().map(|r| r.card + 1).max().unwrap_or(0);
    let mut histories: Vec<(u32, Vec<FSRSReview>)> = vec![Default::default(); cards];
    for r in log {
        let (last, reviews) = &mut histories[r.card];
        let delta_t = if reviews.is_empty() { 0 } else { r.day - *last };
        *last = r.day;
        reviews.push(FSRSReview {
            rating: r.rating,
            delta_t,
        });
        each(r.card, reviews, delta_t > 0);
    }
}

impl Items {
    fn of(log: &[Review]) -> Self {
        let mut made = Self::default();
        replay(log, |card, reviews, scored| {
            if scored {
                made.items.push(FSRSItem {
                    reviews: reviews.to_vec(),
                });
                made.cards.push(card as i64);
            }
        });
        made
    }
}

fn make_items(log: &[Review]) -> Answer {
    let start = Instant::now();
    let items = Items::of(log);
    let time = start.elapsed();
    drop(items);
    Ok(time.as_nanos().to_string())
}

fn fit(items: &Items, with_cards: bool, n: usize) -> Answer {
    let input = ComputeParametersInput {
        train_set: items.items[..n].to_vec(),
        card_ids: with_cards.then(|| items.cards[..n].to_vec()),
        ..Default::default()
    };
    let start = Instant::now();
    let parameters = compute_parameters(input)?;
    Ok(format!(
        "{} {}",
        start.elapsed().as_nanos(),
        join(&parameters)
    ))
}

/// Predicts by the functions that an application plans reviews with.
fn predict(log: &[Review], from: usize, to: usize, parameters: &[&str]) -> Answer {
    let w = parameters
        .iter()
        .map(|p| p.parse())
        .collect::<Result<Vec<f32>, _>>()?;
    let model = FSRS::new(&w)?;
    let mut states = vec![None; log.iter().map(|r| r.card + 1).max().unwrap_or(0)];
    let mut item = 0;
    let mut predictions = Vec::new();
    let mut failed = None;
    replay(log, |card, reviews, scored| {
        let last = *reviews.last().expect("a history ends with a review");
        if let (Some(state), true) = (states[card], scored) {
            if (from..to).contains(&item) {
                predictions.push(current_retrievability(state, last.delta_t as f32, w[20]));
            }
            item += 1;
        }
        match model.next_states(states[card], 0.9, last.delta_t) {
            Ok(next) => {
                let next = [next.again, next.hard, next.good, next.easy];
                states[card] = Some(next[last.rating as usize - 1].memory);
            }
            Err(error) => failed = Some(error),
        }
    });
    match failed {
        Some(error) => Err(error.into()),
        None => Ok(join(&predictions)),
    }
}

fn run(seed: u64) -> Answer {
    let config = SimulatorConfig::default();
    let start = Instant::now();
    let result = simulate(&config, &DEFAULT_PARAMETERS, 0.9, Some(seed), None)?;
    let time = start.elapsed().as_nanos();
    let memorised = result.memorized_cnt_per_day.last().ok_or("no days")?;
    Ok(format!("{time} {memorised}"))
}

fn join(numbers: &[f32]) -> String {
    let words: Vec<String> = numbers.iter().map(f32::to_string).collect();
    words.join(" ")
}
