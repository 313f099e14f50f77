package cli

const statsIntroduction = `
Show what you reviewed, what is coming and how much you remember: today and yesterday, how many days
in a row you have reviewed, your cards by phase, true retention over 30 days, what is due in the
coming days and a map of the past ones. With a subject, show only that one, in full; with --all,
every subject. These cover the last 365 days unless --since, --until or --days say otherwise. A
query says which cards to look at ("cards help query"); the first word is taken as a subject if it
is one, and "deck:time" means a deck of that name.

A percentage is followed by its 95 % interval in parentheses: "90.6 % of 612 (88.1–92.7)" says that,
by chance alone, the true share may be anywhere from 88.1 to 92.7 %. Nothing is said in words about
fewer than 20 answers, or about a difference that may be chance.

Days are study days: they begin at the rollover, four in the morning unless set otherwise. Each
answer counts for as much time as it took, up to the setting answer_cap. Answers for practice do not
count.

The subjects:
`

const statsJSONHelp = `
With --json, print one object. Without a subject:
  "cards"      {"total", "new", "learning", "review", "young", "mature", "suspended", "drafts"}
  "reviews"    {"total", "today"}
  "today", "yesterday"  {"day", "reviews", "seconds", "new", "again", "hard", "good", "easy"}
  "streak"     {"days", "best"}
  "due"        {"today", "overdue", "tomorrow", "week", "days": [{"day", "reviews"}, …] from
               today on}
  "retention"  {"target", "days", "all", "young", "mature"}, the last three {"asked", "recalled",
               "rate", "low", "high"}, where rate and its interval are null if nothing was asked
  "history"    [{"day", "reviews", "seconds"}, …], the days of the past year that had reviews`
