//! A point in time, and how it is read from the API's text, and written.
//!
//! The API writes date-times as [RFC 3339](https://www.rfc-editor.org/rfc/rfc3339#section-5.6) does, leap second included, which
//! the browser's own `Date.parse` refuses. Hence this parser, instead of a date library that every visitor would download.
//!
//! ```text
//! date-time = YYYY-MM-DD ("T" / "t") hh:mm:ss ["." 1*digit] ("Z" / "z" / ("+" / "-") hh:mm)
//! ```

/// Milliseconds since the Unix epoch (1970-01-01T00:00:00Z), leap seconds not counted: what JavaScript's `Date` holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

impl Instant {
    /// The instant this many milliseconds after the epoch, or before it where negative.
    #[must_use]
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since the epoch.
    #[must_use]
    pub const fn as_millis(self) -> i64 {
        self.0
    }

    /// Reads an RFC 3339 date-time. `None` where the text is none, a day that the calendar lacks included.
    ///
    /// A fraction is cut off at the millisecond. A leap second (`23:59:60` in UTC) is the first instant of the next minute.
    ///
    /// ```
    /// use conference_card::Instant;
    ///
    /// assert_eq!(Instant::parse("1970-01-01T01:00:01.5+01:00"), Some(Instant::from_millis(1_500)));
    /// assert_eq!(Instant::parse("2016-12-31T23:59:60Z"), Instant::parse("2017-01-01T00:00:00Z"));
    /// assert_eq!(Instant::parse("2026-02-30T00:00:00Z"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = Cursor(text.as_bytes());
        let year = rest.digits(4)?;
        rest.expect(b"-")?;
        let month = rest.digits(2).filter(|month| (1..=12).contains(month))?;
        rest.expect(b"-")?;
        let day = rest.digits(2).filter(|day| (1..=days_in_month(year, month)).contains(day))?;
        rest.expect(b"Tt")?;
        let hour = rest.digits(2).filter(|hour| *hour < 24)?;
        rest.expect(b":")?;
        let minute = rest.digits(2).filter(|minute| *minute < 60)?;
        rest.expect(b":")?;
        let second = rest.digits(2).filter(|second| *second <= 60)?;
        let millis = rest.fraction()?;
        let offset = rest.offset()?;
        if !rest.0.is_empty() {
            return None;
        }

        let minutes = (days_since_epoch(year, month, day) * 24 + hour) * 60 + minute - offset;
        if second < 60 {
            Some(Self((minutes * 60 + second) * 1_000 + millis))
        } else if (minutes + 1).rem_euclid(24 * 60) == 0 {
            // All of the leap second counts as the instant after it.
            Some(Self((minutes + 1) * 60_000))
        } else {
            None
        }
    }

    /// Writes it as an RFC 3339 date-time in UTC, cut off at the second. The form has digits for the years 0 to 9999 only: an instant
    /// before or after them is written as the first or last one in them.
    ///
    /// ```
    /// use conference_card::Instant;
    ///
    /// assert_eq!(Instant::from_millis(1_500).to_rfc3339(), "1970-01-01T00:00:01Z");
    /// ```
    #[must_use]
    pub fn to_rfc3339(self) -> String {
        let seconds = self.0.div_euclid(1_000).clamp(FIRST_SECOND, LAST_SECOND);
        let (year, month, day) = date(seconds.div_euclid(SECONDS_IN_DAY));
        let time = seconds.rem_euclid(SECONDS_IN_DAY);
        let (hour, minute, second) = (time / 3_600, time / 60 % 60, time % 60);
        let two = |number: i64| [digit(number / 10), digit(number)];
        let mut text = String::new();
        text.extend(two(year / 100));
        text.extend(two(year % 100));
        for (mark, number) in [('-', month), ('-', day), ('T', hour), (':', minute), (':', second)] {
            text.push(mark);
            text.extend(two(number));
        }
        text.push('Z');
        text
    }
}

/// What is still to be read.
struct Cursor<'a>(&'a [u8]);

impl Cursor<'_> {
    fn expect(&mut self, one_of: &[u8]) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        one_of.contains(first).then_some(*first)
    }

    fn digit(&mut self) -> Option<i64> {
        self.expect(b"0123456789").map(|digit| i64::from(digit - b'0'))
    }

    fn digits(&mut self, count: u8) -> Option<i64> {
        (0..count).try_fold(0, |number, _| Some(number * 10 + self.digit()?))
    }

    /// An optional fraction of a second, in whole milliseconds.
    fn fraction(&mut self) -> Option<i64> {
        if self.0.first() != Some(&b'.') {
            return Some(0);
        }
        self.expect(b".")?;
        let mut weight = 100;
        let mut millis = self.digit()? * weight;
        while self.0.first().is_some_and(u8::is_ascii_digit) {
            weight /= 10;
            millis += self.digit()? * weight;
        }
        Some(millis)
    }

    /// The offset from UTC in minutes.
    fn offset(&mut self) -> Option<i64> {
        let sign = match self.expect(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.digits(2).filter(|hours| *hours < 24)?;
        self.expect(b":")?;
        let minutes = self.digits(2).filter(|minutes| *minutes < 60)?;
        Some(sign * (hours * 60 + minutes))
    }
}

const fn is_leap_year(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

const fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap_year(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a date of the proleptic Gregorian calendar, years 0 to 9999.
const fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    // Counting years from March puts the leap day last, so that the months before it have fixed lengths.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days_before_month = (153 * month + 2) / 5;
    year * 365 + leap_days + days_before_month + day - 1 - DAYS_TO_EPOCH
}

/// The last digit of a number.
fn digit(number: i64) -> char {
    u32::try_from(number % 10).ok().and_then(|digit| char::from_digit(digit, 10)).unwrap_or('0')
}

/// The date a number of days after 1970-01-01, as (year, month, day): `days_since_epoch` the other way.
const fn date(days: i64) -> (i64, i64, i64) {
    // Again with years that begin in March, in a cycle of 400 whose last day is the leap day that the centuries before lacked.
    let days = days + DAYS_TO_EPOCH;
    let day = days.rem_euclid(DAYS_IN_CYCLE);
    let year = (day - day / 1_460 + day / 36_524 - day / (DAYS_IN_CYCLE - 1)) / 365;
    let day = day - (year * 365 + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let year = year + 400 * days.div_euclid(DAYS_IN_CYCLE);
    if month < 10 { (year, month + 3, day) } else { (year + 1, month - 9, day) }
}

/// Days from 1 March of year 0 to 1970-01-01.
const DAYS_TO_EPOCH: i64 = 719_468;

/// Days in 400 years, after which the calendar repeats itself.
const DAYS_IN_CYCLE: i64 = 146_097;

const SECONDS_IN_DAY: i64 = 24 * 60 * 60;

/// 0000-01-01T00:00:00Z
const FIRST_SECOND: i64 = days_since_epoch(0, 1, 1) * SECONDS_IN_DAY;

/// 9999-12-31T23:59:59Z
const LAST_SECOND: i64 = days_since_epoch(10_000, 1, 1) * SECONDS_IN_DAY - 1;
