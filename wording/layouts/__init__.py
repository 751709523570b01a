"""What each notice and refusal looks like, the same in every language: which lines, in which order, which buttons."""
