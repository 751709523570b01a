"""The Vietnamese phrases, by noun."""
