"""Variation as data: what every witness reads, from the documents of an edition as stored."""
