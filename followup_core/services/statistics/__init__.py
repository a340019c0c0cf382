"""The Statistics page and the weekly review: numbers, charts and sentences over all interviews."""
