//! A conference card.
